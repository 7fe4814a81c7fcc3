# parts/before.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/before.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    try:
        t_1 = environment.filters['fence']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'fence' found.")
    pass
    for l_1_excerpt in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'before'):
        _loop_vars = {}
        pass
        yield '\n'
        yield escape(environment.finalize(t_1(l_1_excerpt)))
        yield '\n'
    l_1_excerpt = missing

blocks = {}
debug_info = '2=18&4=22'
