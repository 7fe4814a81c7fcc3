# parts/contents.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/contents.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    try:
        t_1 = environment.filters['anchor']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'anchor' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    if (t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')) > 12):
        pass
        yield '\n## Contents\n\n'
        def t_3(fiter):
            for (l_1_severity, l_1_count) in fiter:
                if l_1_count:
                    yield (l_1_severity, l_1_count)
        for (l_1_severity, l_1_count) in t_3(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'), 'items'))):
            _loop_vars = {}
            pass
            yield '- '
            yield escape(environment.finalize(context.call(environment.getattr(l_1_severity, 'capitalize'), _loop_vars=_loop_vars)))
            yield ' ('
            yield escape(environment.finalize(l_1_count))
            yield ')\n'
            def t_4(fiter):
                for l_2_finding in fiter:
                    if (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'severity') == l_1_severity):
                        yield l_2_finding
            for l_2_finding in t_4(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')):
                l_2_before = resolve('before')
                l_2_between = resolve('between')
                l_2_heading = missing
                _loop_vars = {}
                pass
                l_2_heading = markup_join(((undefined(name='before') if l_2_before is missing else l_2_before), environment.getattr(environment.getattr(l_2_finding, 'issue'), 'number'), (undefined(name='between') if l_2_between is missing else l_2_between), environment.getattr(environment.getattr(l_2_finding, 'issue'), 'title'), ))
                _loop_vars['heading'] = l_2_heading
                yield '  - ['
                yield escape(environment.finalize(markup_join(('Issue ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'number'), ': ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'title'), ))))
                yield '](#'
                yield escape(environment.finalize(t_1((undefined(name='heading') if l_2_heading is missing else l_2_heading))))
                yield ')\n'
            l_2_finding = l_2_before = l_2_between = l_2_heading = missing
        l_1_severity = l_1_count = missing

blocks = {}
debug_info = '2=24&6=27&7=35&8=39&9=49&10=52'
