# analysis/report.md.j2, as Jinja 3.1.6 compiled it
name = 'analysis/report.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield from context.blocks['title'][0](context)
    yield from context.blocks['intro'][0](context)
    yield from context.blocks['body'][0](context)
    yield '\n'
    yield from context.blocks['summary'][0](context)

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
        yield 'Model Response Failures Analysis'
    else:
        pass
        yield 'Template Analysis'
    yield '\n\n'

def block_intro(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    l_0_before = l_0_between = missing
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/intro.md.j2', )), 'parts/intro.md.j2'], 'analysis/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'before': l_0_before, 'between': l_0_between}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    (l_0_before, l_0_between) = ('', '. ')
    _block_vars.update({'before': l_0_before, 'between': l_0_between})
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/contents.md.j2', )), 'parts/contents.md.j2'], 'analysis/report.md.j2')
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
    try:
        t_1 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    if (not t_1(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
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
                template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/issue.md.j2', )), 'parts/issue.md.j2'], 'analysis/report.md.j2')
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
    else:
        pass
        l_1_loop = missing
        for (l_1_stage, l_1_heading), l_1_loop in LoopContext((('fails', 'What Would Stop a Deployment'), ('depends', 'What May Stop a Deployment, Depending on the Account'), (None, 'What a Reviewer Would Object To')), undefined):
            _loop_vars = {}
            pass
            def t_4(fiter):
                for l_2_finding in fiter:
                    if (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'deployment') == l_1_stage):
                        yield l_2_finding
            l_2_loop = missing
            for l_2_finding, l_2_loop in LoopContext(t_4(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
                l_2_style = resolve('style')
                _loop_vars = {}
                pass
                if environment.getattr(l_2_loop, 'first'):
                    pass
                    yield '\n## '
                    yield escape(environment.finalize(l_1_heading))
                    yield '\n\n'
                template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/issue.md.j2', )), 'parts/issue.md.j2'], 'analysis/report.md.j2')
                gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_2_finding, 'loop': l_2_loop, 'heading': l_1_heading, 'stage': l_1_stage}))
                try:
                    for event in gen:
                        yield event
                finally: gen.close()
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    yield '\n---\n\n'
            l_2_loop = l_2_finding = l_2_style = missing
        l_1_loop = l_1_stage = l_1_heading = missing

def block_summary(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/summary.md.j2', )), 'parts/summary.md.j2'], 'analysis/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {'title': block_title, 'intro': block_intro, 'body': block_body, 'summary': block_summary}
debug_info = '2=11&7=12&12=13&50=15&2=17&3=33&7=41&8=51&9=57&10=59&12=66&13=81&14=83&16=92&18=96&19=105&20=111&28=119&33=122&34=131&36=134&39=136&40=142&50=148&51=157'
