# parts/requirements.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/requirements.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
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
    if (not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        pass
        def t_3(fiter):
            for l_1_finding in fiter:
                if environment.getattr(environment.getattr(l_1_finding, 'issue'), 'evidence'):
                    yield l_1_finding
        l_1_loop = missing
        for l_1_finding, l_1_loop in LoopContext(t_3(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_1_loop, 'first'):
                pass
                yield "\n## Requirements Validation\n\nWhat follows quotes the documents that bear the failures out; each line is a requirement that the model's template does not meet.\n\n"
            for l_2_item in environment.getattr(environment.getattr(l_1_finding, 'issue'), 'evidence'):
                _loop_vars = {}
                pass
                yield '- [ ] '
                yield escape(environment.finalize(t_1(environment.getattr(l_2_item, 'text'))))
                yield ' ('
                yield escape(environment.finalize(t_1(environment.getattr(l_2_item, 'file'))))
                yield ', line '
                yield escape(environment.finalize(environment.getattr(l_2_item, 'line')))
                yield '): issue '
                yield escape(environment.finalize(environment.getattr(environment.getattr(l_1_finding, 'issue'), 'number')))
                yield '\n'
            l_2_item = missing
        l_1_loop = l_1_finding = missing

blocks = {}
debug_info = '2=24&3=26&4=34&11=37&12=41'
