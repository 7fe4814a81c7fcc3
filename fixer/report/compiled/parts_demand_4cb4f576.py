# parts/demand.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/demand.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_check = resolve('check')
    l_0_numbers = resolve('numbers')
    l_0_style = resolve('style')
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    pass
    yield '- ['
    yield escape(environment.finalize(('x' if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'met') else ' ')))
    yield '] '
    yield escape(environment.finalize(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'demand')))
    if (environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'met') and environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'looked')):
        pass
        yield ' ('
        yield escape(environment.finalize(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'looked')))
        yield ' looked at)'
    elif (not environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'met')):
        pass
        if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'issues'):
            pass
            l_0_numbers = environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'issues')
            context.vars['numbers'] = l_0_numbers
            context.exported_vars.add('numbers')
            yield ': '
            template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/demand.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'numbers': l_0_numbers}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
            if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'places'):
                pass
                yield ' ('
                l_1_loop = missing
                for l_1_place, l_1_loop in LoopContext(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'places'), undefined):
                    _loop_vars = {}
                    pass
                    yield escape(environment.finalize(t_1(l_1_place)))
                    yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 5 in 'parts/demand.md.j2' evaluated to false and no else section was defined."))))
                l_1_loop = l_1_place = missing
                if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'more'):
                    pass
                    yield ' and '
                    yield escape(environment.finalize(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'more')))
                    yield ' more'
                yield ')'
        if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'titles'):
            pass
            yield escape(environment.finalize(('; ' if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'issues') else ': ')))
            yield 'by the catalogue alone, '
            l_1_loop = missing
            for l_1_title, l_1_loop in LoopContext(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'titles'), undefined):
                _loop_vars = {}
                pass
                yield escape(environment.finalize(l_1_title))
                yield escape(environment.finalize(('; ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 6 in 'parts/demand.md.j2' evaluated to false and no else section was defined."))))
            l_1_loop = l_1_title = missing
            if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'also'):
                pass
                yield ' ('
                l_1_loop = missing
                for l_1_place, l_1_loop in LoopContext(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'also'), undefined):
                    _loop_vars = {}
                    pass
                    yield escape(environment.finalize(t_1(l_1_place)))
                    yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 6 in 'parts/demand.md.j2' evaluated to false and no else section was defined."))))
                l_1_loop = l_1_place = missing
                if environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'also_more'):
                    pass
                    yield ' and '
                    yield escape(environment.finalize(environment.getattr((undefined(name='check') if l_0_check is missing else l_0_check), 'also_more')))
                    yield ' more'
                yield ')'
    yield '\n'

blocks = {}
debug_info = '2=21&3=24&4=29&5=31&6=59'
