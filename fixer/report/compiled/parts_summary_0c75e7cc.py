# parts/summary.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/summary.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_summary = l_0_numbers = missing
    try:
        t_1 = environment.filters['cell']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'cell' found.")
    try:
        t_2 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_3 = environment.filters['map']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'map' found.")
    try:
        t_4 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    try:
        t_5 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_summary = environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary')
    context.vars['summary'] = l_0_summary
    context.exported_vars.add('summary')
    yield '## Summary\n\n- Total failures: '
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/counts.md.j2', )), 'parts/counts.md.j2'], 'parts/summary.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'numbers': l_0_numbers, 'summary': l_0_summary}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield ' ('
    yield escape(environment.finalize(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'issues')))
    yield ' in all, '
    if t_5(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')):
        pass
        yield 'at '
        yield escape(environment.finalize(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'gaps')))
        yield ' '
        yield escape(environment.finalize(('place' if (environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'gaps') == 1) else 'places')))
    else:
        pass
        yield 'made of '
        yield escape(environment.finalize(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'gaps')))
        yield ' '
        yield escape(environment.finalize(('difference' if (environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'gaps') == 1) else 'differences')))
    yield ')\n'
    if environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'leading'):
        pass
        yield '- Primary gaps: '
        l_1_loop = missing
        for l_1_category, l_1_loop in LoopContext(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'leading'), undefined):
            _loop_vars = {}
            pass
            yield escape(environment.finalize(l_1_category))
            yield ' ('
            yield escape(environment.finalize(environment.getitem(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'by_category'), l_1_category)))
            yield ')'
            yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 6 in 'parts/summary.md.j2' evaluated to false and no else section was defined."))))
        l_1_loop = l_1_category = missing
        yield '\n'
    l_0_numbers = t_2(context.eval_ctx, t_3(context, t_4(context, environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), 'issue.deployment', 'equalto', 'fails'), attribute='issue.number'))
    context.vars['numbers'] = l_0_numbers
    context.exported_vars.add('numbers')
    if ((undefined(name='numbers') if l_0_numbers is missing else l_0_numbers) and (not t_5(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')))):
        pass
        yield "- A deployment of the model's template would stop at "
        template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/summary.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'numbers': l_0_numbers, 'summary': l_0_summary}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
        yield '\n'
    if environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'by_safety'):
        pass
        yield '- Fixes: '
        l_1_loop = missing
        for (l_1_safety, l_1_count), l_1_loop in LoopContext(context.call(environment.getattr(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'by_safety'), 'items')), undefined):
            _loop_vars = {}
            pass
            yield escape(environment.finalize(l_1_count))
            yield ' '
            yield escape(environment.finalize(environment.getitem({'safe': 'safe to apply', 'unsafe': 'to be reviewed before applying', 'manual': 'to be made by hand'}, l_1_safety)))
            yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 15 in 'parts/summary.md.j2' evaluated to false and no else section was defined."))))
        l_1_loop = l_1_safety = l_1_count = missing
        yield '\n'
    if environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'unclassified'):
        pass
        yield '- '
        yield escape(environment.finalize(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'unclassified')))
        yield ' of the '
        yield escape(environment.finalize(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'issues')))
        yield ' '
        yield escape(environment.finalize(('is' if (environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'unclassified') == 1) else 'are')))
        yield ' known only as a difference: no rule of the catalogue describes '
        yield escape(environment.finalize(('it' if (environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'unclassified') == 1) else 'them')))
        yield '.\n'
    def t_6(fiter):
        for l_1_finding in fiter:
            if environment.getattr(environment.getattr(l_1_finding, 'issue'), 'ideal_problem'):
                yield l_1_finding
    l_1_loop = missing
    for l_1_finding, l_1_loop in LoopContext(t_6(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield '- The ideal template has a problem of its own in '
            yield escape(environment.finalize(('issue' if (environment.getattr(l_1_loop, 'length') == 1) else 'issues')))
            yield ' '
        yield escape(environment.finalize(environment.getattr(environment.getattr(l_1_finding, 'issue'), 'number')))
        if environment.getattr(l_1_loop, 'last'):
            pass
            yield '.'
        else:
            pass
            yield ', '
    l_1_loop = l_1_finding = missing
    yield '\n'
    if environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'by_category'):
        pass
        yield '\n| Category | Failures |\n|---|---:|\n'
        for (l_1_category, l_1_count) in context.call(environment.getattr(environment.getattr((undefined(name='summary') if l_0_summary is missing else l_0_summary), 'by_category'), 'items')):
            _loop_vars = {}
            pass
            yield '| '
            yield escape(environment.finalize(t_1(context.call(environment.getattr(l_1_category, 'capitalize'), _loop_vars=_loop_vars))))
            yield ' | '
            yield escape(environment.finalize(l_1_count))
            yield ' |\n'
        l_1_category = l_1_count = missing

blocks = {}
debug_info = '1=44&4=48&5=70&6=74&9=84&10=87&11=90&14=97&15=101&18=110&19=113&21=121&22=129&25=143&29=146&30=150'
