# detailed/report.md.j2, as Jinja 3.1.6 compiled it
name = 'detailed/report.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield from context.blocks['title'][0](context)
    yield from context.blocks['intro'][0](context)
    yield from context.blocks['grouped'][0](context)
    yield from context.blocks['body'][0](context)
    yield from context.blocks['testing'][0](context)
    yield from context.blocks['impact'][0](context)
    yield from context.blocks['statistics'][0](context)

def block_title(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_report = resolve('report')
    try:
        t_1 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    yield '# '
    if (not t_1(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        pass
        yield 'Model Failures in Detail'
    else:
        pass
        yield 'Template Failures in Detail'
    yield '\n\n'

def block_intro(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/intro.md.j2', )), 'parts/intro.md.j2'], 'detailed/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_grouped(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/grouped.md.j2', )), 'parts/grouped.md.j2'], 'detailed/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_body(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_report = resolve('report')
    pass
    l_1_loop = missing
    for l_1_finding, l_1_loop in LoopContext(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), undefined):
        l_1_style = resolve('style')
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield '\n---\n\n## Failures and Fixes\n\n'
        template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/issue.md.j2', )), 'parts/issue.md.j2'], 'detailed/report.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_1_finding, 'loop': l_1_loop}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
        if (not environment.getattr(l_1_loop, 'last')):
            pass
            yield '\n---\n\n'
    l_1_loop = l_1_finding = l_1_style = missing

def block_testing(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/testing.md.j2', )), 'parts/testing.md.j2'], 'detailed/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_impact(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/assessment.md.j2', )), 'parts/assessment.md.j2'], 'detailed/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_statistics(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    yield '\n## Line Counts\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/statistics.md.j2', )), 'parts/statistics.md.j2'], 'detailed/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield '\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/growth.md.j2', )), 'parts/growth.md.j2'], 'detailed/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {'title': block_title, 'intro': block_intro, 'grouped': block_grouped, 'body': block_body, 'testing': block_testing, 'impact': block_impact, 'statistics': block_statistics}
debug_info = '2=11&7=12&10=13&13=14&30=15&33=16&36=17&2=19&3=35&7=43&8=52&10=59&11=68&13=75&14=85&15=89&22=92&23=98&30=103&31=112&33=119&34=128&36=135&40=145&43=152'
