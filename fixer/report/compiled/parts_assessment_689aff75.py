# parts/assessment.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/assessment.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_inventory = missing
    try:
        t_1 = environment.filters['cell']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'cell' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    l_0_inventory = environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory')
    context.vars['inventory'] = l_0_inventory
    context.exported_vars.add('inventory')
    if environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'areas'):
        pass
        yield '\n## Impact Assessment\n\n| Area | '
        for l_1_severity in environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'):
            _loop_vars = {}
            pass
            yield escape(environment.finalize(context.call(environment.getattr(l_1_severity, 'capitalize'), _loop_vars=_loop_vars)))
            yield ' | '
        l_1_severity = missing
        yield 'Failures |\n|---|'
        for l_1_severity in environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'):
            _loop_vars = {}
            pass
            yield '---:|'
        l_1_severity = missing
        yield '---:|\n'
        for l_1_area in environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'areas'):
            _loop_vars = {}
            pass
            yield '| '
            yield escape(environment.finalize(t_1(environment.getattr(l_1_area, 'name'))))
            yield ' | '
            for l_2_count in context.call(environment.getattr(environment.getattr(l_1_area, 'by_severity'), 'values'), _loop_vars=_loop_vars):
                _loop_vars = {}
                pass
                yield escape(environment.finalize(l_2_count))
                yield ' | '
            l_2_count = missing
            yield escape(environment.finalize(t_2(environment.getattr(l_1_area, 'issues'))))
            yield ' |\n'
        l_1_area = missing
        yield '| Total | '
        for l_1_count in context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'), 'values')):
            _loop_vars = {}
            pass
            yield escape(environment.finalize(l_1_count))
            yield ' | '
        l_1_count = missing
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
        yield ' |\n'
        def t_3(fiter):
            for l_1_area in fiter:
                if environment.getattr(l_1_area, 'impacts'):
                    yield l_1_area
        for l_1_area in t_3(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'areas')):
            _loop_vars = {}
            pass
            yield '\n### '
            yield escape(environment.finalize(environment.getattr(l_1_area, 'name')))
            yield '\n\n'
            for (l_2_number, l_2_impact) in environment.getattr(l_1_area, 'impacts'):
                _loop_vars = {}
                pass
                yield '- Issue '
                yield escape(environment.finalize(l_2_number))
                yield ': '
                yield escape(environment.finalize(l_2_impact))
                yield '\n'
            l_2_number = l_2_impact = missing
        l_1_area = missing
        template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/fixable.md.j2', )), 'parts/fixable.md.j2'], 'parts/assessment.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'inventory': l_0_inventory}))
        try:
            for event in gen:
                yield event
        finally: gen.close()

blocks = {}
debug_info = '2=26&3=29&7=32&8=39&9=45&10=49&12=61&13=69&15=77&17=79&18=83&21=89'
