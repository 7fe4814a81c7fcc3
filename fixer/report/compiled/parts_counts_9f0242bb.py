# parts/counts.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/counts.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    pass
    def t_1(fiter):
        for (l_1_severity, l_1_count) in fiter:
            if ((l_1_severity != 'info') or l_1_count):
                yield (l_1_severity, l_1_count)
    l_1_loop = missing
    for (l_1_severity, l_1_count), l_1_loop in LoopContext(t_1(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_severity'), 'items'))), undefined):
        _loop_vars = {}
        pass
        yield escape(environment.finalize(l_1_count))
        yield ' '
        yield escape(environment.finalize(context.call(environment.getattr(l_1_severity, 'capitalize'), _loop_vars=_loop_vars)))
        yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 2 in 'parts/counts.md.j2' evaluated to false and no else section was defined."))))
    l_1_loop = l_1_severity = l_1_count = missing

blocks = {}
debug_info = '2=12'
