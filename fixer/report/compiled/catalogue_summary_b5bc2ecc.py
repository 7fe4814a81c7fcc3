# catalogue/summary.md.j2, as Jinja 3.1.6 compiled it
name = 'catalogue/summary.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_critical = missing
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
    yield '## Summary\n\n'
    l_0_critical = environment.getitem(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'), 'critical')
    context.vars['critical'] = l_0_critical
    context.exported_vars.add('critical')
    if (undefined(name='critical') if l_0_critical is missing else l_0_critical):
        pass
        yield '- **Critical failures**: '
        yield escape(environment.finalize((undefined(name='critical') if l_0_critical is missing else l_0_critical)))
        yield '\n'
    for l_1_category in environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_category'):
        l_1_count = missing
        _loop_vars = {}
        pass
        l_1_count = t_1(t_2(context.eval_ctx, t_3(context, t_4(context, environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), 'issue.category', 'equalto', l_1_category), 'issue.severity', 'equalto', 'critical')))
        _loop_vars['count'] = l_1_count
        if (undefined(name='count') if l_1_count is missing else l_1_count):
            pass
            yield '- **'
            yield escape(environment.finalize(context.call(environment.getattr(l_1_category, 'capitalize'), _loop_vars=_loop_vars)))
            yield ' failures**: '
            yield escape(environment.finalize((undefined(name='count') if l_1_count is missing else l_1_count)))
            yield '\n'
    l_1_category = l_1_count = missing
    def t_5(fiter):
        for l_1_finding in fiter:
            if environment.getattr(environment.getattr(l_1_finding, 'issue'), 'ideal_problem'):
                yield l_1_finding
    l_1_loop = missing
    for l_1_finding, l_1_loop in LoopContext(t_5(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield '- **Problems of the ideal template itself**: '
            yield escape(environment.finalize(('issue' if (environment.getattr(l_1_loop, 'length') == 1) else 'issues')))
            yield ' '
        yield escape(environment.finalize(environment.getattr(environment.getattr(l_1_finding, 'issue'), 'number')))
        if (not environment.getattr(l_1_loop, 'last')):
            pass
            yield ', '
    l_1_loop = l_1_finding = missing
    yield '\n\n**Total**: '
    yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
    yield ' ('
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/counts.md.j2', )), 'parts/counts.md.j2'], 'catalogue/summary.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'critical': l_0_critical}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield ')\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/fixable.md.j2', )), 'parts/fixable.md.j2'], 'catalogue/summary.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'critical': l_0_critical}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {}
debug_info = '3=39&4=42&5=45&7=47&8=51&9=53&10=56&13=61&14=69&18=80&19=89'
