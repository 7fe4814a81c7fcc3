# parts/checks.md.j2, as Jinja 3.1.6 compiled it
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'parts/checks.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_key = resolve('key')
    l_0_report = resolve('report')
    l_0_heading = resolve('heading')
    l_0_checks = missing
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_3 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_4 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    pass
    l_0_checks = (environment.getitem(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks'), (undefined(name='key') if l_0_key is missing else l_0_key)) if ((undefined(name='key') if l_0_key is missing else l_0_key) in environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks')) else [])
    context.vars['checks'] = l_0_checks
    context.exported_vars.add('checks')
    if (undefined(name='checks') if l_0_checks is missing else l_0_checks):
        pass
        yield '\n## '
        yield escape(environment.finalize((undefined(name='heading') if l_0_heading is missing else l_0_heading)))
        yield ' ('
        yield escape(environment.finalize(t_2(t_3(context.eval_ctx, t_4(context, (undefined(name='checks') if l_0_checks is missing else l_0_checks), 'met')))))
        yield ' of '
        yield escape(environment.finalize(t_2((undefined(name='checks') if l_0_checks is missing else l_0_checks))))
        yield ')\n\n'
        l_1_loop = missing
        for l_1_check, l_1_loop in LoopContext((undefined(name='checks') if l_0_checks is missing else l_0_checks), undefined):
            l_1_numbers = resolve('numbers')
            l_1_style = resolve('style')
            _loop_vars = {}
            pass
            yield '- ['
            yield escape(environment.finalize(('x' if environment.getattr(l_1_check, 'met') else ' ')))
            yield '] '
            yield escape(environment.finalize(environment.getattr(l_1_check, 'demand')))
            if environment.getattr(l_1_check, 'met'):
                pass
                yield ' ('
                yield escape(environment.finalize(environment.getattr(l_1_check, 'rules')))
                yield ' '
                yield escape(environment.finalize(('rule' if (environment.getattr(l_1_check, 'rules') == 1) else 'rules')))
                yield ')'
            else:
                pass
                if environment.getattr(l_1_check, 'issues'):
                    pass
                    l_1_numbers = environment.getattr(l_1_check, 'issues')
                    _loop_vars['numbers'] = l_1_numbers
                    yield ': '
                    template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/checks.md.j2')
                    gen = template.root_render_func(template.new_context(context.get_all(), True, {'check': l_1_check, 'loop': l_1_loop, 'numbers': l_1_numbers, 'checks': l_0_checks}))
                    try:
                        for event in gen:
                            yield event
                    finally: gen.close()
                    if environment.getattr(l_1_check, 'places'):
                        pass
                        yield ' ('
                        l_2_loop = missing
                        for l_2_place, l_2_loop in LoopContext(environment.getattr(l_1_check, 'places'), undefined):
                            _loop_vars = {}
                            pass
                            yield escape(environment.finalize(t_1(l_2_place)))
                            yield escape(environment.finalize((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 11 in 'parts/checks.md.j2' evaluated to false and no else section was defined."))))
                        l_2_loop = l_2_place = missing
                        if environment.getattr(l_1_check, 'more'):
                            pass
                            yield ' and '
                            yield escape(environment.finalize(environment.getattr(l_1_check, 'more')))
                            yield ' more'
                        yield ')'
                if environment.getattr(l_1_check, 'titles'):
                    pass
                    yield escape(environment.finalize(('; ' if environment.getattr(l_1_check, 'issues') else ': ')))
                    yield 'by the catalogue alone, '
                    l_2_loop = missing
                    for l_2_title, l_2_loop in LoopContext(environment.getattr(l_1_check, 'titles'), undefined):
                        _loop_vars = {}
                        pass
                        yield escape(environment.finalize(l_2_title))
                        yield escape(environment.finalize(('; ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 12 in 'parts/checks.md.j2' evaluated to false and no else section was defined."))))
                    l_2_loop = l_2_title = missing
                    if environment.getattr(l_1_check, 'also'):
                        pass
                        yield ' ('
                        l_2_loop = missing
                        for l_2_place, l_2_loop in LoopContext(environment.getattr(l_1_check, 'also'), undefined):
                            _loop_vars = {}
                            pass
                            yield escape(environment.finalize(t_1(l_2_place)))
                            yield escape(environment.finalize((', ' if (not environment.getattr(l_2_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 12 in 'parts/checks.md.j2' evaluated to false and no else section was defined."))))
                        l_2_loop = l_2_place = missing
                        if environment.getattr(l_1_check, 'also_more'):
                            pass
                            yield ' and '
                            yield escape(environment.finalize(environment.getattr(l_1_check, 'also_more')))
                            yield ' more'
                        yield ')'
            yield '\n'
        l_1_loop = l_1_check = l_1_numbers = l_1_style = missing

blocks = {}
debug_info = '2=39&3=42&5=45&7=52&8=58&9=61&11=70&12=97'
