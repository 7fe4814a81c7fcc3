# parts/numbers.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/numbers.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_numbers = resolve('numbers')
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    if (t_1((undefined(name='numbers') if l_0_numbers is missing else l_0_numbers)) > 1):
        pass
        yield 'issues '
        l_1_loop = missing
        for l_1_number, l_1_loop in LoopContext((undefined(name='numbers') if l_0_numbers is missing else l_0_numbers), undefined):
            _loop_vars = {}
            pass
            yield escape(environment.finalize(l_1_number))
            if (environment.getattr(l_1_loop, 'revindex') > 2):
                pass
                yield ', '
            elif (environment.getattr(l_1_loop, 'revindex') == 2):
                pass
                yield ' and '
        l_1_loop = l_1_number = missing
    elif (undefined(name='numbers') if l_0_numbers is missing else l_0_numbers):
        pass
        yield 'issue '
        yield escape(environment.finalize(environment.getitem((undefined(name='numbers') if l_0_numbers is missing else l_0_numbers), 0)))

blocks = {}
debug_info = '2=18'
