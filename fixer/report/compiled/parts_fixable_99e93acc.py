# parts/fixable.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/fixable.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    pass
    if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_safety'):
        pass
        yield '\nOf the '
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues')))
        yield ' '
        yield escape(environment.finalize(('failure' if (environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'issues') == 1) else 'failures')))
        yield ', '
        l_1_loop = missing
        for (l_1_safety, l_1_count), l_1_loop in LoopContext(context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'by_safety'), 'items')), undefined):
            _loop_vars = {}
            pass
            yield escape(environment.finalize(l_1_count))
            yield ' '
            yield escape(environment.finalize(environment.getitem({'safe': ('can be fixed as they are' if (l_1_count != 1) else 'can be fixed as it is'), 'unsafe': 'can be fixed after a look at what the fix changes', 'manual': ('have to be fixed by hand' if (l_1_count != 1) else 'has to be fixed by hand')}, l_1_safety)))
            yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 4 in 'parts/fixable.md.j2' evaluated to false and no else section was defined."))))
        l_1_loop = l_1_safety = l_1_count = missing
        yield '.\n'

blocks = {}
debug_info = '2=12&4=15'
