# parts/links.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/links.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    try:
        t_1 = environment.filters['target']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'target' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_1_loop = missing
    for l_1_link, l_1_loop in LoopContext(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'links'), undefined):
        _loop_vars = {}
        pass
        if t_2(environment.getattr(l_1_link, 'url')):
            pass
            yield escape(environment.finalize(environment.getattr(l_1_link, 'title')))
        else:
            pass
            yield '['
            yield escape(environment.finalize(environment.getattr(l_1_link, 'title')))
            yield ']('
            yield escape(environment.finalize(t_1(environment.getattr(l_1_link, 'url'))))
            yield ')'
        yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 2 in 'parts/links.md.j2' evaluated to false and no else section was defined."))))
    l_1_loop = l_1_link = missing

blocks = {}
debug_info = '2=25'
