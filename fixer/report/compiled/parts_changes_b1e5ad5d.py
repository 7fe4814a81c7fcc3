# parts/changes.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/changes.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_inventory = missing
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
    try:
        t_4 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_inventory = environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory')
    context.vars['inventory'] = l_0_inventory
    context.exported_vars.add('inventory')
    if (not t_4(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        pass
        yield '\n## Summary of Changes\n\n'
        def t_5(fiter):
            for l_1_name in fiter:
                if (l_1_name in environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'sections')):
                    yield l_1_name
        for l_1_name in t_5(('Resources', 'Parameters', 'Conditions', 'Outputs')):
            _loop_vars = {}
            pass
            for (l_2_verb, l_2_states) in (('Added', ['missing']), ('Removed', ['extra']), ('Changed', ['changed']), ('Renamed', ['renamed']), ('Replaced', ['replaced'])):
                l_2_style = resolve('style')
                l_2_items = missing
                _loop_vars = {}
                pass
                l_2_items = t_2(context.eval_ctx, t_3(context, environment.getattr(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'sections'), l_1_name), 'items'), 'state', 'in', l_2_states))
                _loop_vars['items'] = l_2_items
                if (undefined(name='items') if l_2_items is missing else l_2_items):
                    pass
                    yield '\n**'
                    yield escape(environment.finalize(l_1_name))
                    yield ' '
                    yield escape(environment.finalize(l_2_verb))
                    yield '**: '
                    yield escape(environment.finalize(t_1((undefined(name='items') if l_2_items is missing else l_2_items))))
                    yield '\n\n'
                    template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/entries.md.j2', )), 'parts/entries.md.j2'], 'parts/changes.md.j2')
                    gen = template.root_render_func(template.new_context(context.get_all(), True, {'items': l_2_items, 'states': l_2_states, 'verb': l_2_verb, 'name': l_1_name, 'inventory': l_0_inventory}))
                    try:
                        for event in gen:
                            yield event
                    finally: gen.close()
            l_2_verb = l_2_states = l_2_items = l_2_style = missing
        l_1_name = missing

blocks = {}
debug_info = '2=37&3=40&7=43&8=50&9=55&10=57&12=60&14=66'
