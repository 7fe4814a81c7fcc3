# parts/evidence.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/evidence.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    l_0_report = resolve('report')
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    if (environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'evidence') and ((not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))) or (not environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'before')))):
        pass
        yield '\n**Evidence**:\n\n'
        for l_1_item in environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'evidence'):
            _loop_vars = {}
            pass
            yield '- '
            yield escape(environment.finalize(t_1(environment.getattr(l_1_item, 'file'))))
            yield ', line '
            yield escape(environment.finalize(environment.getattr(l_1_item, 'line')))
            yield ': '
            yield escape(environment.finalize(t_1(environment.getattr(l_1_item, 'text'))))
            yield '\n'
        l_1_item = missing

blocks = {}
debug_info = '2=25&6=28&7=32'
