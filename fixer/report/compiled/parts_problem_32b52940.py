# parts/problem.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/problem.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_label = resolve('label')
    l_0_finding = resolve('finding')
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_2 = environment.filters['said']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'said' found.")
    pass
    yield '**'
    yield escape(environment.finalize((undefined(name='label') if l_0_label is missing else l_0_label)))
    yield '**:'
    if ((t_1(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements')) == 1) and (not environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more'))):
        pass
        yield ' '
        yield escape(environment.finalize(t_2(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements'), 0))))
        yield '\n'
    elif environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements'):
        pass
        yield '\n\n'
        for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements'):
            _loop_vars = {}
            pass
            yield '- '
            yield escape(environment.finalize(t_2(l_1_statement)))
            yield '\n'
        l_1_statement = missing
        if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more'):
            pass
            yield '- And '
            yield escape(environment.finalize(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more')))
            yield ' more '
            yield escape(environment.finalize(('difference' if (environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more') == 1) else 'differences')))
            yield ' of this kind.\n'
    else:
        pass
        yield ' '
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'title')))
        yield '\n'

blocks = {}
debug_info = '2=26&3=33&6=36&7=40&9=43&10=46&12=53'
