# parts/pitfalls.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/pitfalls.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    try:
        t_1 = environment.filters['comment']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'comment' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_3 = environment.filters['location']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'location' found.")
    pass
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'):
        pass
        yield '\n## Common Pitfalls Found\n\n'
        def t_4(fiter):
            for l_1_finding in fiter:
                if (environment.getattr(environment.getattr(l_1_finding, 'issue'), 'severity') in ('critical', 'high')):
                    yield l_1_finding
        for l_1_finding in t_4(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')):
            l_1_style = resolve('style')
            _loop_vars = {}
            pass
            template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/pitfall.md.j2', )), 'parts/pitfall.md.j2'], 'parts/pitfalls.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_1_finding}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        l_1_finding = l_1_style = missing
        def t_5(fiter):
            for l_1_finding in fiter:
                if (environment.getattr(environment.getattr(l_1_finding, 'issue'), 'severity') not in ('critical', 'high')):
                    yield l_1_finding
        l_1_loop = missing
        for l_1_finding, l_1_loop in LoopContext(t_5(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
            _loop_vars = {}
            pass
            if (environment.getattr(l_1_loop, 'first') and (environment.getattr(l_1_loop, 'length') < t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')))):
                pass
                yield '\n### Less Severe\n\n'
            yield '- [ ] '
            yield escape(environment.finalize(markup_join(('Issue ', environment.getattr(environment.getattr(l_1_finding, 'issue'), 'number'), ': ', environment.getattr(environment.getattr(l_1_finding, 'issue'), 'title'), ))))
            yield ' ('
            yield escape(environment.finalize(environment.getattr(environment.getattr(l_1_finding, 'issue'), 'severity')))
            yield ')'
            if environment.getattr(l_1_finding, 'statements'):
                pass
                yield ': '
                yield escape(environment.finalize(t_3(l_1_finding)))
            yield '\n  <!-- fixer:issue '
            yield escape(environment.finalize(t_1(environment.getattr(environment.getattr(l_1_finding, 'issue'), 'id'))))
            yield ' -->\n'
        l_1_loop = l_1_finding = missing

blocks = {}
debug_info = '2=30&6=33&7=41&9=48&10=56&15=60&17=69'
