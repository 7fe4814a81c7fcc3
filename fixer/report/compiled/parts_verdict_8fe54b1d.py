# parts/verdict.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/verdict.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_counts = missing
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_counts = environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity')
    context.vars['counts'] = l_0_counts
    context.exported_vars.add('counts')
    if (environment.getitem((undefined(name='counts') if l_0_counts is missing else l_0_counts), 'critical') or environment.getitem((undefined(name='counts') if l_0_counts is missing else l_0_counts), 'high')):
        pass
        yield '**Changes requested.** '
        yield escape(environment.finalize((environment.getitem((undefined(name='counts') if l_0_counts is missing else l_0_counts), 'critical') + environment.getitem((undefined(name='counts') if l_0_counts is missing else l_0_counts), 'high'))))
        yield ' '
        yield escape(environment.finalize(('point has' if ((environment.getitem((undefined(name='counts') if l_0_counts is missing else l_0_counts), 'critical') + environment.getitem((undefined(name='counts') if l_0_counts is missing else l_0_counts), 'high')) == 1) else 'points have')))
        yield ' to be fixed before this can go in'
    elif environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'):
        pass
        yield '**Comments.** Nothing here has to stop it'
    else:
        pass
        yield '**Looks good.** '
        if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'not_shown'):
            pass
            yield 'Nothing is left to report'
        elif t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')):
            pass
            yield 'The catalogue has nothing against it'
        else:
            pass
            yield 'It says the same as the ideal template'
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'):
        pass
        yield ' ('
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
        yield ' in all: '
        template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/counts.md.j2', )), 'parts/counts.md.j2'], 'parts/verdict.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {'counts': l_0_counts}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
        yield ')'
    yield '.\n'
    if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'rewrite'):
        pass
        yield '\nThe ideal template is another design: starting over from it may be less work than going through these points.\n'
    def t_3(fiter):
        for l_1_side in fiter:
            if ((not t_2(l_1_side)) and (environment.getattr(l_1_side, 'repairs') or environment.getattr(l_1_side, 'note'))):
                yield l_1_side
    for l_1_side in t_3((environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        _loop_vars = {}
        pass
        yield '\nBefore reading '
        yield escape(environment.finalize(t_1(environment.getattr(l_1_side, 'path'))))
        yield ':\n\n'
        for l_2_repair in environment.getattr(l_1_side, 'repairs'):
            _loop_vars = {}
            pass
            yield '- '
            yield escape(environment.finalize(l_2_repair))
            yield '\n'
        l_2_repair = missing
        if environment.getattr(l_1_side, 'note'):
            pass
            yield '- '
            yield escape(environment.finalize(environment.getattr(l_1_side, 'note')))
            yield '\n'
    l_1_side = missing
    if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'not_shown'):
        pass
        yield '\n'
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'not_shown')))
        yield '.\n'
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'linted'):
        pass
        yield '\n'
        yield escape(environment.finalize(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'linted')))
        yield '.\n'

blocks = {}
debug_info = '2=26&3=29&4=32&5=36&8=42&10=51&11=64&15=67&17=75&19=77&20=81&22=84&23=87&26=90&28=93&30=95&32=98'
