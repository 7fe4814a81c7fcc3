# parts/caution.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/caution.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    try:
        t_1 = environment.filters['sentence']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'sentence' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    if environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'ideal_problem'):
        pass
        yield '\n**Note on IDEAL_RESPONSE**: '
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'ideal_problem')))
        yield '\n'
    if (((not t_2(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix'))) and (environment.getattr(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix'), 'safety') != 'safe')) and environment.getattr(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix'), 'why')):
        pass
        yield '\n**'
        yield escape(environment.finalize(('To Be Done By Hand' if (environment.getattr(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix'), 'safety') == 'manual') else 'Before Applying')))
        yield '**: '
        yield escape(environment.finalize(t_1(environment.getattr(environment.getattr(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue'), 'fix'), 'why'))))
        yield '\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'second'):
        pass
        yield '\n**Linter**: '
        yield escape(environment.finalize(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'second')))
        yield '.\n'

blocks = {}
debug_info = '2=24&4=27&6=29&8=32&10=36&12=39'
