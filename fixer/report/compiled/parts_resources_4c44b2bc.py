# parts/resources.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/resources.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
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
        t_4 = environment.filters['rejectattr']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'rejectattr' found.")
    try:
        t_5 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory'), 'services'):
        pass
        yield '\n## Resource Checklist\n\n'
        for l_1_service in environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory'), 'services'):
            l_1_good = missing
            _loop_vars = {}
            pass
            l_1_good = t_3(context.eval_ctx, t_4(context, t_4(context, environment.getattr(l_1_service, 'items'), 'state', 'equalto', 'missing'), 'worst', 'in', ['critical', 'high', 'medium']))
            _loop_vars['good'] = l_1_good
            yield '### '
            yield escape(environment.finalize(environment.getattr(l_1_service, 'name')))
            yield ' ('
            yield escape(environment.finalize(t_2((undefined(name='good') if l_1_good is missing else l_1_good))))
            yield ' of '
            yield escape(environment.finalize(t_2(environment.getattr(l_1_service, 'items'))))
            yield ')\n\n'
            for l_2_item in environment.getattr(l_1_service, 'items'):
                l_2_style = resolve('style')
                l_2_numbers = missing
                _loop_vars = {}
                pass
                l_2_numbers = environment.getattr(l_2_item, 'issues')
                _loop_vars['numbers'] = l_2_numbers
                yield '- ['
                yield escape(environment.finalize(('x' if ((environment.getattr(l_2_item, 'state') != 'missing') and (environment.getattr(l_2_item, 'worst') not in ('critical', 'high', 'medium'))) else ' ')))
                yield '] '
                yield escape(environment.finalize(t_1(environment.getattr(l_2_item, 'id'))))
                if environment.getattr(l_2_item, 'type'):
                    pass
                    yield ' ('
                    yield escape(environment.finalize(t_1(environment.getattr(l_2_item, 'type'))))
                    yield ')'
                if (environment.getattr(l_2_item, 'state') == 'missing'):
                    pass
                    yield ': missing'
                elif ((environment.getattr(l_2_item, 'state') == 'extra') and (not t_5(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')))):
                    pass
                    yield ': not in the ideal template'
                elif (environment.getattr(l_2_item, 'state') == 'replaced'):
                    pass
                    yield ': of another type in the ideal template'
                elif ((environment.getattr(l_2_item, 'state') == 'renamed') and environment.getattr(l_2_item, 'ideal_id')):
                    pass
                    yield ': called '
                    yield escape(environment.finalize(t_1(environment.getattr(l_2_item, 'ideal_id'))))
                    yield ' in the ideal template'
                if (undefined(name='numbers') if l_2_numbers is missing else l_2_numbers):
                    pass
                    if (environment.getattr(l_2_item, 'state') in ('missing', 'extra', 'replaced', 'renamed')):
                        pass
                        yield ', '
                    else:
                        pass
                        yield ': '
                    template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/resources.md.j2')
                    gen = template.root_render_func(template.new_context(context.get_all(), True, {'item': l_2_item, 'numbers': l_2_numbers, 'good': l_1_good, 'service': l_1_service}))
                    try:
                        for event in gen:
                            yield event
                    finally: gen.close()
                yield '\n'
            l_2_item = l_2_numbers = l_2_style = missing
            def t_6(fiter):
                for l_2_check in fiter:
                    if t_3(context.eval_ctx, t_4(context, environment.getattr(l_1_service, 'items'), 'state', 'equalto', 'missing')):
                        yield l_2_check
            for l_2_check in t_6(context.call(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'checks'), 'get'), markup_join(('service:', environment.getattr(l_1_service, 'name'), )), [], _loop_vars=_loop_vars)):
                l_2_style = resolve('style')
                _loop_vars = {}
                pass
                template = environment.select_template([markup_join(((undefined(name='style') if l_2_style is missing else l_2_style), '/demand.md.j2', )), 'parts/demand.md.j2'], 'parts/resources.md.j2')
                gen = template.root_render_func(template.new_context(context.get_all(), True, {'check': l_2_check, 'good': l_1_good, 'service': l_1_service}))
                try:
                    for event in gen:
                        yield event
                finally: gen.close()
            l_2_check = l_2_style = missing
            yield '\n'
        l_1_service = l_1_good = missing

blocks = {}
debug_info = '2=42&6=45&7=49&8=52&10=58&11=63&12=66&15=104&16=112'
