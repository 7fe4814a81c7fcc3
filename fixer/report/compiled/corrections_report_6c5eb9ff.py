# corrections/report.md.j2, as Jinja 3.1.6 compiled it
name = 'corrections/report.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield from context.blocks['title'][0](context)
    yield from context.blocks['executive'][0](context)
    yield from context.blocks['body'][0](context)
    yield from context.blocks['learnings'][0](context)
    yield from context.blocks['changes'][0](context)
    yield from context.blocks['requirements'][0](context)
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
        yield 'Model Response Failures and Corrections'
    else:
        pass
        yield 'Failures and Corrections'
    yield '\n\n'

def block_executive(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    l_0_before = l_0_between = missing
    pass
    yield '## Executive Summary\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/intro.md.j2', )), 'parts/intro.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'before': l_0_before, 'between': l_0_between}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/executive.md.j2', )), 'parts/executive.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'before': l_0_before, 'between': l_0_between}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    (l_0_before, l_0_between) = ('', '. ')
    _block_vars.update({'before': l_0_before, 'between': l_0_between})
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/contents.md.j2', )), 'parts/contents.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'before': l_0_before, 'between': l_0_between}))
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
    def t_2(fiter):
        for (l_1_severity, l_1_count) in fiter:
            if l_1_count:
                yield (l_1_severity, l_1_count)
    l_1_loop = missing
    for (l_1_severity, l_1_count), l_1_loop in LoopContext(t_2(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'), 'items'), _block_vars=_block_vars)), undefined):
        _loop_vars = {}
        pass
        yield '\n## '
        yield escape(environment.finalize(context.call(environment.getattr(l_1_severity, 'capitalize'), _loop_vars=_loop_vars)))
        yield ' '
        yield escape(environment.finalize(('Failure' if (l_1_count == 1) else 'Failures')))
        yield '\n\n'
        def t_3(fiter):
            for l_2_finding in fiter:
                if (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'severity') == l_1_severity):
                    yield l_2_finding
        l_2_loop = missing
        for l_2_finding, l_2_loop in LoopContext(t_3(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
            l_2_style = resolve('style')
            _loop_vars = {}
            pass
            template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/issue.md.j2', )), 'parts/issue.md.j2'], 'corrections/report.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_2_finding, 'loop': l_2_loop, 'count': l_1_count, 'severity': l_1_severity}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                yield '\n---\n\n'
        l_2_loop = l_2_finding = l_2_style = missing
    l_1_loop = l_1_severity = l_1_count = missing

def block_learnings(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/learnings.md.j2', )), 'parts/learnings.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_changes(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/changes.md.j2', )), 'parts/changes.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

def block_requirements(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/requirements.md.j2', )), 'parts/requirements.md.j2'], 'corrections/report.md.j2')
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
    yield '\n## Statistics\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/statistics.md.j2', )), 'parts/statistics.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield '\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/growth.md.j2', )), 'parts/growth.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/summary.md.j2', )), 'parts/summary.md.j2'], 'corrections/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {'title': block_title, 'executive': block_executive, 'body': block_body, 'learnings': block_learnings, 'changes': block_changes, 'requirements': block_requirements, 'statistics': block_statistics}
debug_info = '2=11&7=12&15=13&30=14&33=15&36=16&39=17&2=19&3=35&7=43&10=54&11=60&12=66&13=68&15=75&16=84&18=93&20=97&21=106&22=112&30=118&31=127&33=134&34=143&36=150&37=159&39=166&43=176&46=183&47=189'
