# parts/total.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/total.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_good = resolve('good')
    l_0_resources = missing
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
        t_3 = environment.filters['rejectattr']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'rejectattr' found.")
    try:
        t_4 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    pass
    yield '\n## Total\n\n'
    l_0_resources = (environment.getitem(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory'), 'sections'), 'Resources') if ('Resources' in environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory'), 'sections')) else None)
    context.vars['resources'] = l_0_resources
    context.exported_vars.add('resources')
    yield '- Issues: '
    yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
    yield ' ('
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/counts.md.j2', )), 'parts/counts.md.j2'], 'parts/total.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'good': l_0_good, 'resources': l_0_resources}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield ')\n'
    if (undefined(name='resources') if l_0_resources is missing else l_0_resources):
        pass
        l_0_good = t_2(context.eval_ctx, t_3(context, t_3(context, environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'items'), 'state', 'equalto', 'missing'), 'worst', 'in', ['critical', 'high', 'medium']))
        context.vars['good'] = l_0_good
        context.exported_vars.add('good')
        yield '- Resources in order: '
        yield escape(environment.finalize(t_1((undefined(name='good') if l_0_good is missing else l_0_good))))
        yield ' of '
        yield escape(environment.finalize(t_1(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'items'))))
        yield '\n'
    def t_5(fiter):
        for (l_1_key, l_1_name) in fiter:
            if ((l_1_key in environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks')) and environment.getitem(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks'), l_1_key)):
                yield (l_1_key, l_1_name)
    for (l_1_key, l_1_name) in t_5((('security', 'Security'), ('cost', 'Cost'), ('readiness', 'Production readiness'))):
        _loop_vars = {}
        pass
        yield '- '
        yield escape(environment.finalize(l_1_name))
        yield ': '
        yield escape(environment.finalize(t_1(t_2(context.eval_ctx, t_4(context, environment.getitem(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks'), l_1_key), 'met')))))
        yield ' of '
        yield escape(environment.finalize(t_1(environment.getitem(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks'), l_1_key))))
        yield '\n'
    l_1_key = l_1_name = missing

blocks = {}
debug_info = '4=40&5=44&6=53&7=55&8=59&10=63&11=71'
