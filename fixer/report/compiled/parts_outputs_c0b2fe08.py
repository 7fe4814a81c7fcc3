# parts/outputs.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/outputs.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_heading = resolve('heading')
    l_0_good = resolve('good')
    l_0_exported = resolve('exported')
    l_0_outputs = missing
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
        t_5 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    pass
    l_0_outputs = environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory'), 'outputs')
    context.vars['outputs'] = l_0_outputs
    context.exported_vars.add('outputs')
    yield '\n## '
    yield escape(environment.finalize((undefined(name='heading') if l_0_heading is missing else l_0_heading)))
    yield '\n\n'
    if (not (undefined(name='outputs') if l_0_outputs is missing else l_0_outputs)):
        pass
        yield '- [ ] The template has no outputs\n'
    else:
        pass
        l_0_good = t_3(context.eval_ctx, t_4(context, t_5(context, (undefined(name='outputs') if l_0_outputs is missing else l_0_outputs), 'described'), 'missing'))
        context.vars['good'] = l_0_good
        context.exported_vars.add('good')
        yield '- ['
        yield escape(environment.finalize(('x' if (t_2((undefined(name='good') if l_0_good is missing else l_0_good)) == t_2((undefined(name='outputs') if l_0_outputs is missing else l_0_outputs))) else ' ')))
        yield '] Every output has a description ('
        yield escape(environment.finalize(t_2((undefined(name='good') if l_0_good is missing else l_0_good))))
        yield ' of '
        yield escape(environment.finalize(t_2((undefined(name='outputs') if l_0_outputs is missing else l_0_outputs))))
        yield ')\n'
        l_0_exported = t_3(context.eval_ctx, t_4(context, t_5(context, (undefined(name='outputs') if l_0_outputs is missing else l_0_outputs), 'exported'), 'missing'))
        context.vars['exported'] = l_0_exported
        context.exported_vars.add('exported')
        yield '- ['
        yield escape(environment.finalize(('x' if (t_2((undefined(name='exported') if l_0_exported is missing else l_0_exported)) == t_2((undefined(name='outputs') if l_0_outputs is missing else l_0_outputs))) else ' ')))
        yield '] Every output is exported ('
        yield escape(environment.finalize(t_2((undefined(name='exported') if l_0_exported is missing else l_0_exported))))
        yield ' of '
        yield escape(environment.finalize(t_2((undefined(name='outputs') if l_0_outputs is missing else l_0_outputs))))
        yield ')\n'
        for l_1_output in (undefined(name='outputs') if l_0_outputs is missing else l_0_outputs):
            l_1_style = resolve('style')
            l_1_numbers = missing
            _loop_vars = {}
            pass
            l_1_numbers = environment.getattr(l_1_output, 'issues')
            _loop_vars['numbers'] = l_1_numbers
            yield '- ['
            yield escape(environment.finalize((' ' if ((environment.getattr(l_1_output, 'missing') or environment.getattr(l_1_output, 'issues')) or (not environment.getattr(l_1_output, 'described'))) else 'x')))
            yield '] '
            yield escape(environment.finalize(t_1(environment.getattr(l_1_output, 'id'))))
            if environment.getattr(l_1_output, 'missing'):
                pass
                yield ': missing'
            elif ((not environment.getattr(l_1_output, 'described')) or (not environment.getattr(l_1_output, 'exported'))):
                pass
                yield ': '
                yield escape(environment.finalize(('no description' if (not environment.getattr(l_1_output, 'described')) else cond_expr_undefined("the inline if-expression on line 15 in 'parts/outputs.md.j2' evaluated to false and no else section was defined."))))
                yield escape(environment.finalize((' and ' if ((not environment.getattr(l_1_output, 'described')) and (not environment.getattr(l_1_output, 'exported'))) else cond_expr_undefined("the inline if-expression on line 15 in 'parts/outputs.md.j2' evaluated to false and no else section was defined."))))
                yield escape(environment.finalize(('no export' if (not environment.getattr(l_1_output, 'exported')) else cond_expr_undefined("the inline if-expression on line 15 in 'parts/outputs.md.j2' evaluated to false and no else section was defined."))))
            if (undefined(name='numbers') if l_1_numbers is missing else l_1_numbers):
                pass
                yield escape(environment.finalize((', ' if ((environment.getattr(l_1_output, 'missing') or (not environment.getattr(l_1_output, 'described'))) or (not environment.getattr(l_1_output, 'exported'))) else ': ')))
                template = environment.select_template([markup_join(((undefined(name='style') if l_1_style is missing else l_1_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/outputs.md.j2')
                gen = template.root_render_func(template.new_context(context.get_all(), True, {'numbers': l_1_numbers, 'output': l_1_output, 'exported': l_0_exported, 'good': l_0_good, 'outputs': l_0_outputs}))
                try:
                    for event in gen:
                        yield event
                finally: gen.close()
            yield '\n'
        l_1_output = l_1_numbers = l_1_style = missing

blocks = {}
debug_info = '2=46&4=50&6=52&9=57&10=61&11=67&12=71&13=77&14=82&15=85'
