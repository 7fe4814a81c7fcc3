# parts/tick.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/tick.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_finding = resolve('finding')
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
    if (((not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))) and (not t_2(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix')))) and (environment.getattr(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix'), 'safety') != 'manual')):
        pass
        yield '- [x] Apply '
        yield escape(environment.finalize(t_1(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'id'))))
        yield '\n'

blocks = {}
debug_info = '2=25&3=28'
