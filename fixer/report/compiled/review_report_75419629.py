# review/report.md.j2, as Jinja 3.1.6 compiled it
name = 'review/report.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield from context.blocks['title'][0](context)
    yield from context.blocks['verdict'][0](context)
    yield from context.blocks['body'][0](context)

def block_title(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_report = resolve('report')
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    pass
    yield '# Review of '
    yield escape(environment.finalize(t_1((environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), 'name') or environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), 'path')))))
    yield '\n\n'

def block_verdict(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_style = resolve('style')
    pass
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/verdict.md.j2', )), 'parts/verdict.md.j2'], 'review/report.md.j2')
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
    pass
    l_1_loop = missing
    for (l_1_heading, l_1_kinds), l_1_loop in LoopContext((('Has to be fixed', ['critical', 'high']), ('Should be fixed', ['medium']), ('Could be better', ['low', 'info'])), undefined):
        l_1_report = resolve('report')
        _loop_vars = {}
        pass
        def t_2(fiter):
            for l_2_finding in fiter:
                if (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'severity') in l_1_kinds):
                    yield l_2_finding
        l_2_loop = missing
        for l_2_finding, l_2_loop in LoopContext(t_2(environment.getattr((undefined(name='report') if l_1_report is missing else l_1_report), 'findings')), undefined):
            l_2_style = resolve('style')
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                yield '\n## '
                yield escape(environment.finalize(l_1_heading))
                yield '\n\n'
            template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/comment.md.j2', )), 'parts/comment.md.j2'], 'review/report.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'finding': l_2_finding, 'loop': l_2_loop, 'heading': l_1_heading, 'kinds': l_1_kinds}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
        l_2_loop = l_2_finding = l_2_style = missing
    l_1_loop = l_1_heading = l_1_kinds = l_1_report = missing

blocks = {'title': block_title, 'verdict': block_verdict, 'body': block_body}
debug_info = '2=11&6=12&9=13&2=15&3=31&6=34&7=43&9=50&10=59&11=63&12=72&14=75&17=77'
