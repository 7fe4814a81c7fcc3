# parts/grouped.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/grouped.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    try:
        t_1 = environment.filters['anchor']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'anchor' found.")
    pass
    yield '\n## Summary of Fixes\n\n'
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'):
        pass
        yield '**'
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
        yield ' '
        yield escape(environment.finalize(('failure' if (environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues') == 1) else 'failures')))
        yield '**: '
        template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/counts.md.j2', )), 'parts/counts.md.j2'], 'parts/grouped.md.j2')
        gen = template.root_render_func(template.new_context(context.get_all(), True, {}))
        try:
            for event in gen:
                yield event
        finally: gen.close()
        yield '.\n'
    else:
        pass
        yield 'There is nothing to fix.\n'
    def t_2(fiter):
        for (l_1_severity, l_1_count) in fiter:
            if l_1_count:
                yield (l_1_severity, l_1_count)
    for (l_1_severity, l_1_count) in t_2(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'), 'items'))):
        _loop_vars = {}
        pass
        yield '\n### '
        yield escape(environment.finalize(context.call(environment.getattr(l_1_severity, 'capitalize'), _loop_vars=_loop_vars)))
        yield ' ('
        yield escape(environment.finalize(l_1_count))
        yield ')\n\n'
        def t_3(fiter):
            for l_2_finding in fiter:
                if (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'severity') == l_1_severity):
                    yield l_2_finding
        for l_2_finding in t_3(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')):
            l_2_heading = missing
            _loop_vars = {}
            pass
            l_2_heading = markup_join(('Issue ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'number'), ': ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'title'), ))
            _loop_vars['heading'] = l_2_heading
            yield '- ['
            yield escape(environment.finalize(markup_join(('Issue ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'number'), ': ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'title'), ))))
            yield '](#'
            yield escape(environment.finalize(t_1((undefined(name='heading') if l_2_heading is missing else l_2_heading))))
            yield ')\n'
        l_2_finding = l_2_heading = missing
    l_1_severity = l_1_count = missing

blocks = {}
debug_info = '5=20&6=23&10=37&12=45&14=49&15=57&16=60'
