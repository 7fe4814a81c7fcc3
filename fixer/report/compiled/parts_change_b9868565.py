# parts/change.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/change.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    l_0_label = resolve('label')
    l_0_report = resolve('report')
    try:
        t_1 = environment.filters['asked']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'asked' found.")
    try:
        t_2 = environment.filters['fence']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'fence' found.")
    try:
        t_3 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_4 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'):
        pass
        yield '\n**'
        yield escape(environment.finalize((undefined(name='label') if l_0_label is missing else l_0_label)))
        yield '**:'
        if (t_3(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests')) == 1):
            pass
            yield ' '
            yield escape(environment.finalize(t_1(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'), 0))))
            yield '\n'
        else:
            pass
            yield '\n\n'
            for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'):
                _loop_vars = {}
                pass
                yield '- '
                yield escape(environment.finalize(t_1(l_1_statement)))
                yield '\n'
            l_1_statement = missing
    elif (environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'after') and t_4(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
        pass
        yield '\n**'
        yield escape(environment.finalize((undefined(name='label') if l_0_label is missing else l_0_label)))
        yield '**: This patch, of the whole template.\n'
    for l_1_excerpt in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'after'):
        _loop_vars = {}
        pass
        yield '\n'
        yield escape(environment.finalize(t_2(l_1_excerpt)))
        yield '\n'
    l_1_excerpt = missing

blocks = {}
debug_info = '2=38&4=41&8=51&9=55&12=58&14=61&16=63&18=67'
