# parts/checks.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/checks.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_key = resolve('key')
    l_0_report = resolve('report')
    l_0_heading = resolve('heading')
    l_0_checks = missing
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_3 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    pass
    l_0_checks = (environment.getitem(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks'), (undefined(name='key') if l_0_key is missing else l_0_key)) if ((undefined(name='key') if l_0_key is missing else l_0_key) in environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks')) else [])
    context.vars['checks'] = l_0_checks
    context.exported_vars.add('checks')
    if (undefined(name='checks') if l_0_checks is missing else l_0_checks):
        pass
        yield '\n## '
        yield escape(environment.finalize((undefined(name='heading') if l_0_heading is missing else l_0_heading)))
        yield ' ('
        yield escape(environment.finalize(t_1(t_2(context.eval_ctx, t_3(context, (undefined(name='checks') if l_0_checks is missing else l_0_checks), 'met')))))
        yield ' of '
        yield escape(environment.finalize(t_1((undefined(name='checks') if l_0_checks is missing else l_0_checks))))
        yield ')\n\n'
        for l_1_check in (undefined(name='checks') if l_0_checks is missing else l_0_checks):
            l_1_style = resolve('style')
            _loop_vars = {}
            pass
            template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/demand.md.j2', )), 'parts/demand.md.j2'], 'parts/checks.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'check': l_1_check, 'checks': l_0_checks}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        l_1_check = l_1_style = missing

blocks = {}
debug_info = '2=33&3=36&5=39&7=45&8=49'
