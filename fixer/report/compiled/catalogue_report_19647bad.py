# catalogue/report.md.j2, as Jinja 3.1.6 compiled it
name = 'catalogue/report.md.j2'

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
        yield 'Catalogue of Model Failures'
    else:
        pass
        yield 'Catalogue of Failures'
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
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/intro.md.j2', )), 'parts/intro.md.j2'], 'catalogue/report.md.j2')
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
    def t_2(fiter):
        for l_1_finding in fiter:
            if (environment.getattr(environment.getattr(l_1_finding, 'issue'), 'severity') == 'critical'):
                yield l_1_finding
    l_1_loop = missing
    for l_1_finding, l_1_loop in LoopContext(t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
        l_1_style = resolve('style')
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield '\n## Critical Failures\n\n'
        yield '\n'
        template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/issue.md.j2', )), 'parts/issue.md.j2'], 'catalogue/report.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_1_finding, 'loop': l_1_loop}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
    l_1_loop = l_1_finding = l_1_style = missing
    l_1_loop = missing
    for l_1_category, l_1_loop in LoopContext(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_category'), undefined):
        _loop_vars = {}
        pass
        def t_3(fiter):
            for l_2_finding in fiter:
                if ((environment.getattr(environment.getattr(l_2_finding, 'issue'), 'category') == l_1_category) and (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'severity') != 'critical')):
                    yield l_2_finding
        l_2_loop = missing
        for l_2_finding, l_2_loop in LoopContext(t_3(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
            l_2_style = resolve('style')
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                yield '\n## '
                yield escape(environment.finalize(context.call(environment.getattr(l_1_category, 'capitalize'), _loop_vars=_loop_vars)))
                yield ' Failures\n\n'
            yield '\n'
            template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/issue.md.j2', )), 'parts/issue.md.j2'], 'catalogue/report.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_2_finding, 'loop': l_2_loop, 'category': l_1_category}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        l_2_loop = l_2_finding = l_2_style = missing
    l_1_loop = l_1_category = missing

def block_summary(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    yield '\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/summary.md.j2', )), 'parts/summary.md.j2'], 'catalogue/report.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {'title': block_title, 'intro': block_intro, 'body': block_body, 'summary': block_summary}
debug_info = '2=11&7=12&10=13&32=14&2=16&3=32&7=40&8=49&10=56&11=65&12=74&18=78&20=86&21=89&22=98&24=101&28=104&32=113&34=123'
