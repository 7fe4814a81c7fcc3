# parts/entries.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/entries.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_items = resolve('items')
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    for l_1_item in (undefined(name='items') if l_0_items is missing else l_0_items)[:40]:
        l_1_numbers = resolve('numbers')
        l_1_style = resolve('style')
        _loop_vars = {}
        pass
        yield '- '
        yield escape(environment.finalize(t_1(environment.getattr(l_1_item, 'id'))))
        if environment.getattr(l_1_item, 'type'):
            pass
            yield ' ('
            yield escape(environment.finalize(t_1(environment.getattr(l_1_item, 'type'))))
            yield ')'
        if ((environment.getattr(l_1_item, 'state') in ('renamed', 'replaced')) and environment.getattr(l_1_item, 'ideal_id')):
            pass
            yield ', '
            yield escape(environment.finalize(t_1(environment.getattr(l_1_item, 'ideal_id'))))
            yield ' in the ideal template'
        if environment.getattr(l_1_item, 'issues'):
            pass
            l_1_numbers = environment.getattr(l_1_item, 'issues')
            _loop_vars['numbers'] = l_1_numbers
            yield ': '
            template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/entries.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'item': l_1_item, 'numbers': l_1_numbers}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        yield '\n'
    l_1_item = l_1_numbers = l_1_style = missing
    if (t_2((undefined(name='items') if l_0_items is missing else l_0_items)) > 40):
        pass
        yield '- And '
        yield escape(environment.finalize((t_2((undefined(name='items') if l_0_items is missing else l_0_items)) - 40)))
        yield ' more.\n'

blocks = {}
debug_info = '2=24&3=30&6=54&7=57'
