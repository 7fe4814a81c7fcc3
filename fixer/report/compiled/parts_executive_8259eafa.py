# parts/executive.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/executive.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_resources = resolve('resources')
    l_0_inventory = missing
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_inventory = environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory')
    context.vars['inventory'] = l_0_inventory
    context.exported_vars.add('inventory')
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'):
        pass
        yield '\nThere '
        yield escape(environment.finalize(('is' if (environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues') == 1) else 'are')))
        yield ' '
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
        yield ' '
        yield escape(environment.finalize(('failure' if (environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues') == 1) else 'failures')))
        yield ': '
        template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/counts.md.j2', )), 'parts/counts.md.j2'], 'parts/executive.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'inventory': l_0_inventory, 'resources': l_0_resources}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
        yield '.'
        if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'leading'):
            pass
            yield ' They concern above all '
            l_1_loop = missing
            for l_1_category, l_1_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'leading'), undefined):
                _loop_vars = {}
                pass
                yield escape(environment.finalize(l_1_category))
                yield ' ('
                yield escape(environment.finalize(environment.getitem(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_category'), l_1_category)))
                yield ')'
                if (environment.getattr(l_1_loop, 'revindex') > 2):
                    pass
                    yield ', '
                elif (environment.getattr(l_1_loop, 'revindex') == 2):
                    pass
                    yield ' and '
            l_1_loop = l_1_category = missing
            yield '.'
        yield '\n'
    if ((not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))) and ('Resources' in environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'sections'))):
        pass
        l_0_resources = environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'sections'), 'Resources')
        context.vars['resources'] = l_0_resources
        context.exported_vars.add('resources')
        yield '\nOf the '
        yield escape(environment.finalize(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'ideal')))
        yield ' resources of the ideal template, '
        yield escape(environment.finalize(t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'same'))))
        yield ' '
        yield escape(environment.finalize(('is' if (t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'same')) == 1) else 'are')))
        yield " in the model's as "
        yield escape(environment.finalize(('it' if (t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'same')) == 1) else 'they')))
        yield ' should be, '
        yield escape(environment.finalize(t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'changed', 'renamed', 'replaced'))))
        yield ' '
        yield escape(environment.finalize(('is' if (t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'changed', 'renamed', 'replaced')) == 1) else 'are')))
        yield ' there with differences, and '
        yield escape(environment.finalize(t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'missing'))))
        yield ' '
        yield escape(environment.finalize(('is' if (t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'missing')) == 1) else 'are')))
        yield ' missing'
        if context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'extra'):
            pass
            yield '; '
            yield escape(environment.finalize(t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'extra'))))
            yield " of the model's "
            yield escape(environment.finalize(('has' if (t_1(context.call(environment.getattr((undefined(name='resources') if l_0_resources is missing else l_0_resources), 'of'), 'extra')) == 1) else 'have')))
            yield ' no counterpart'
        yield '.\n'

blocks = {}
debug_info = '2=27&3=30&5=33&8=66&9=68&11=72'
