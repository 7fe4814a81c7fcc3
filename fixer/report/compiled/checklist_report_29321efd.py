# checklist/report.md.j2, as Jinja 3.1.6 compiled it
name = 'checklist/report.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield from context.blocks['title'][0](context)
    yield from context.blocks['intro'][0](context)
    yield from context.blocks['resources'][0](context)
    yield from context.blocks['pitfalls'][0](context)
    yield from context.blocks['checks'][0](context)
    yield from context.blocks['unchecked'][0](context)
    yield from context.blocks['summary'][0](context)

def block_title(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    yield '# Readiness Checklist\n\n'

def block_intro(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/intro.md.j2', )), 'parts/intro.md.j2'], 'checklist/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/legend.md.j2', )), 'parts/legend.md.j2'], 'checklist/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_resources(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/resources.md.j2', )), 'parts/resources.md.j2'], 'checklist/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_pitfalls(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/pitfalls.md.j2', )), 'parts/pitfalls.md.j2'], 'checklist/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_checks(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    for (l_1_key, l_1_heading) in (('security', 'Security'), ('outputs', 'Outputs and Exports'), ('cost', 'Cost'), ('readiness', 'Production Readiness')):
        l_1_style = resolve('style')
        _loop_vars = {}
        pass
        if (l_1_key == 'outputs'):
            pass
            template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/outputs.md.j2', )), 'parts/outputs.md.j2'], 'checklist/report.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'heading': l_1_heading, 'key': l_1_key}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        else:
            pass
            template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/checks.md.j2', )), 'parts/checks.md.j2'], 'checklist/report.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'heading': l_1_heading, 'key': l_1_key}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
    l_1_key = l_1_heading = l_1_style = missing

def block_unchecked(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/unchecked.md.j2', )), 'parts/unchecked.md.j2'], 'checklist/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_summary(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/total.md.j2', )), 'parts/total.md.j2'], 'checklist/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {'title': block_title, 'intro': block_intro, 'resources': block_resources, 'pitfalls': block_pitfalls, 'checks': block_checks, 'unchecked': block_unchecked, 'summary': block_summary}
debug_info = '2=11&6=12&10=13&13=14&16=15&25=16&28=17&2=19&6=29&7=38&8=44&10=51&11=60&13=67&14=76&16=83&17=91&18=95&19=97&21=105&25=113&26=122&28=129&29=138'
