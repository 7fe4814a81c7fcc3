# parts/statistics.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/statistics.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_inventory = missing
    try:
        t_1 = environment.filters['cell']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'cell' found.")
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
    yield '| | '
    yield escape(environment.finalize(('MODEL_RESPONSE' if (not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))) else 'Template')))
    yield ' |'
    if (not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        pass
        yield ' IDEAL_RESPONSE |'
    yield '\n|---|---:|'
    if (not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        pass
        yield '---:|'
    yield '\n'
    for l_1_section in context.call(environment.getattr(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'sections'), 'values')):
        _loop_vars = {}
        pass
        yield '| '
        yield escape(environment.finalize(t_1(environment.getattr(l_1_section, 'name'))))
        yield ' | '
        yield escape(environment.finalize(environment.getattr(l_1_section, 'model')))
        yield ' |'
        if (not t_2(environment.getattr(l_1_section, 'ideal'))):
            pass
            yield ' '
            yield escape(environment.finalize(environment.getattr(l_1_section, 'ideal')))
            yield ' |'
        yield '\n'
    l_1_section = missing
    yield '| Services | '
    yield escape(environment.finalize(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'service_counts'), 0)))
    yield ' |'
    if (not t_2(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'service_counts'), 1))):
        pass
        yield ' '
        yield escape(environment.finalize(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'service_counts'), 1)))
        yield ' |'
    yield '\n| Lines of the template | '
    yield escape(environment.finalize(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'lines'), 0)))
    yield ' |'
    if (not t_2(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'lines'), 1))):
        pass
        yield ' '
        yield escape(environment.finalize(environment.getitem(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'lines'), 1)))
        yield ' |'

blocks = {}
debug_info = '2=25&3=29&5=35&7=39&8=43&11=55&13=63'
