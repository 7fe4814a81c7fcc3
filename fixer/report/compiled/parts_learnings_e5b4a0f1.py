# parts/learnings.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/learnings.md.j2'

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
    try:
        t_3 = environment.filters['sort']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'sort' found.")
    pass
    if (t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')) > 1):
        pass
        yield '\n## Where the Failures Gather\n\n'
        l_1_loop = missing
        for (l_1_category, l_1_count), l_1_loop in LoopContext(t_3(environment, context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_category'), 'items')), attribute='1', reverse=True), undefined):
            _loop_vars = {}
            pass
            yield '- **'
            yield escape(environment.finalize(context.call(environment.getattr(l_1_category, 'capitalize'), _loop_vars=_loop_vars)))
            yield '** ('
            yield escape(environment.finalize(l_1_count))
            yield ' of '
            yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
            yield '): '
            def t_4(fiter):
                for l_2_finding in fiter:
                    if (environment.getattr(environment.getattr(l_2_finding, 'issue'), 'category') == l_1_category):
                        yield l_2_finding
            l_2_loop = missing
            for l_2_finding, l_2_loop in LoopContext(t_4(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')), undefined):
                _loop_vars = {}
                pass
                yield '['
                yield escape(environment.finalize(environment.getattr(environment.getattr(l_2_finding, 'issue'), 'title')))
                yield '](#'
                yield escape(environment.finalize(t_1(markup_join((environment.getattr(environment.getattr(l_2_finding, 'issue'), 'number'), '. ', environment.getattr(environment.getattr(l_2_finding, 'issue'), 'title'), )))))
                yield ')'
                yield escape(environment.finalize((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 7 in 'parts/learnings.md.j2' evaluated to false and no else section was defined."))))
            l_2_loop = l_2_finding = missing
            yield '\n'
        l_1_loop = l_1_category = l_1_count = missing

blocks = {}
debug_info = '2=30&6=34&7=38'
