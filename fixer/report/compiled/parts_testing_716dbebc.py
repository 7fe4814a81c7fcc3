# parts/testing.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/testing.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_inventory = resolve('inventory')
    l_0_program = resolve('program')
    l_0_file = resolve('file')
    l_0_lines = resolve('lines')
    l_0_by_hand = resolve('by_hand')
    l_0_numbers = resolve('numbers')
    l_0_style = resolve('style')
    l_0_grave = resolve('grave')
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_2 = environment.filters['expected']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'expected' found.")
    try:
        t_3 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_4 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_5 = environment.filters['map']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'map' found.")
    try:
        t_6 = environment.filters['script']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'script' found.")
    try:
        t_7 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_7(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    try:
        t_8 = environment.filters['shell']
    except KeyError:
        @internalcode
        def t_8(*unused):
            raise TemplateRuntimeError("No filter named 'shell' found.")
    try:
        t_9 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_9(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'):
        pass
        l_0_inventory = environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory')
        context.vars['inventory'] = l_0_inventory
        context.exported_vars.add('inventory')
        l_0_program = (environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), 'format') == 'typescript')
        context.vars['program'] = l_0_program
        context.exported_vars.add('program')
        l_0_file = context.call(environment.getattr({'json': 'fixed.json', 'typescript': ('fixed.md' if context.call(environment.getattr(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), 'path'), 'endswith'), '.md') else 'fixed.ts')}, 'get'), environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), 'format'), 'fixed.yaml')
        context.vars['file'] = l_0_file
        context.exported_vars.add('file')
        yield '\n## Testing Recommendations\n\n### Phase 1: The '
        yield escape(environment.finalize(('Program' if (undefined(name='program') if l_0_program is missing else l_0_program) else 'Template')))
        yield ' as Text\n\n'
        t_10 = []
        pass
        t_10.extend((
            "# The model's ",
            escape(environment.finalize(('program' if (undefined(name='program') if l_0_program is missing else l_0_program) else 'template'))),
            ' with the fixes applied',
            escape(environment.finalize(('; its code goes to the files of the app' if (undefined(name='program') if l_0_program is missing else l_0_program) else ', as a file of its own'))),
            '\nfixer apply ',
            escape(environment.finalize(t_8(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), 'path')))),
        ))
        if (not t_9(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))):
            pass
            t_10.extend((
                ' ',
                escape(environment.finalize(t_8(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'), 'path')))),
            ))
        t_10.extend((
            ' --unsafe -o ',
            escape(environment.finalize((undefined(name='file') if l_0_file is missing else l_0_file))),
            '\n\n',
        ))
        if (undefined(name='program') if l_0_program is missing else l_0_program):
            pass
            t_10.append(
                'npx tsc --noEmit\nnpx cdk synth\n',
            )
        else:
            pass
            t_10.extend((
                'cfn-lint ',
                escape(environment.finalize((undefined(name='file') if l_0_file is missing else l_0_file))),
                '\naws cloudformation validate-template --template-body file://',
                escape(environment.finalize((undefined(name='file') if l_0_file is missing else l_0_file))),
                '\n',
            ))
        l_0_lines = (Markup if context.eval_ctx.autoescape else identity)(concat(t_10))
        context.vars['lines'] = l_0_lines
        context.exported_vars.add('lines')
        yield escape(environment.finalize(t_6((undefined(name='lines') if l_0_lines is missing else l_0_lines))))
        yield '\n'
        l_0_by_hand = t_4(context.eval_ctx, t_5(context, t_7(context, t_7(context, environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), 'issue.fix'), 'issue.fix.safety', 'equalto', 'manual'), attribute='issue.number'))
        context.vars['by_hand'] = l_0_by_hand
        context.exported_vars.add('by_hand')
        if (undefined(name='by_hand') if l_0_by_hand is missing else l_0_by_hand):
            pass
            l_0_numbers = (undefined(name='by_hand') if l_0_by_hand is missing else l_0_by_hand)
            context.vars['numbers'] = l_0_numbers
            context.exported_vars.add('numbers')
            yield '\nNo patch closes '
            template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/testing.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'by_hand': l_0_by_hand, 'file': l_0_file, 'grave': l_0_grave, 'inventory': l_0_inventory, 'lines': l_0_lines, 'numbers': l_0_numbers, 'program': l_0_program}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
            yield ': a person has to.\n'
        yield '\n### Phase 2: A Deployment\n\n'
        t_11 = []
        pass
        if (undefined(name='program') if l_0_program is missing else l_0_program):
            pass
            t_11.append(
                'npx cdk diff\nnpx cdk deploy',
            )
            l_2_loop = missing
            for l_2_name, l_2_loop in LoopContext(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required'), undefined):
                _loop_vars = {}
                pass
                t_11.extend((
                    ' --parameters ',
                    escape(environment.finalize(t_8(l_2_name))),
                    '="$',
                    escape(environment.finalize(environment.getattr(l_2_loop, 'index'))),
                    '"',
                ))
            l_2_loop = l_2_name = missing
            t_11.append(
                '\n\n',
            )
        else:
            pass
            t_11.extend((
                'aws cloudformation deploy --template-file ',
                escape(environment.finalize((undefined(name='file') if l_0_file is missing else l_0_file))),
                ' --stack-name "$STACK"',
            ))
            if environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'capabilities'):
                pass
                t_11.append(
                    ' \\\n  --capabilities',
                )
                for l_2_capability in environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'capabilities'):
                    _loop_vars = {}
                    pass
                    t_11.extend((
                        ' ',
                        escape(environment.finalize(t_8(l_2_capability))),
                    ))
                l_2_capability = missing
            if environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required'):
                pass
                t_11.append(
                    ' \\\n  --parameter-overrides',
                )
                l_2_loop = missing
                for l_2_name, l_2_loop in LoopContext(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required'), undefined):
                    _loop_vars = {}
                    pass
                    t_11.extend((
                        ' ',
                        escape(environment.finalize(t_8(l_2_name))),
                        '="$',
                        escape(environment.finalize(environment.getattr(l_2_loop, 'index'))),
                        '"',
                    ))
                l_2_loop = l_2_name = missing
            t_11.append(
                '\n\n',
            )
        t_11.append(
            'aws cloudformation describe-stack-resources --stack-name "$STACK"\n',
        )
        l_0_lines = (Markup if context.eval_ctx.autoescape else identity)(concat(t_11))
        context.vars['lines'] = l_0_lines
        context.exported_vars.add('lines')
        yield escape(environment.finalize(t_6((undefined(name='lines') if l_0_lines is missing else l_0_lines))))
        yield '\n'
        if environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required'):
            pass
            yield '\n'
            yield escape(environment.finalize(t_3(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required'))))
            yield ' '
            yield escape(environment.finalize(('parameter has' if (t_3(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required')) == 1) else 'parameters have')))
            yield ' no default: '
            l_1_loop = missing
            for l_1_name, l_1_loop in LoopContext(environment.getattr((undefined(name='inventory') if l_0_inventory is missing else l_0_inventory), 'required'), undefined):
                _loop_vars = {}
                pass
                yield escape(environment.finalize(t_1(l_1_name)))
                yield escape(environment.finalize((', ' if (not environment.getattr(l_1_loop, 'last')) else cond_expr_undefined("the inline if-expression on line 51 in 'parts/testing.md.j2' evaluated to false and no else section was defined."))))
            l_1_loop = l_1_name = missing
            yield '.\n'
        l_0_numbers = t_4(context.eval_ctx, t_5(context, t_7(context, t_7(context, environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), 'issue.fix'), 'issue.fix.replacement', 'equalto', 'always'), attribute='issue.number'))
        context.vars['numbers'] = l_0_numbers
        context.exported_vars.add('numbers')
        if (undefined(name='numbers') if l_0_numbers is missing else l_0_numbers):
            pass
            yield '\nLook at '
            yield escape(environment.finalize(('what cdk diff says' if (undefined(name='program') if l_0_program is missing else l_0_program) else 'a change set')))
            yield ' before a stack that exists is updated: the fix of '
            template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/testing.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'by_hand': l_0_by_hand, 'file': l_0_file, 'grave': l_0_grave, 'inventory': l_0_inventory, 'lines': l_0_lines, 'numbers': l_0_numbers, 'program': l_0_program}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
            yield ' replaces resources.\n'
        l_0_grave = t_4(context.eval_ctx, t_7(context, t_7(context, environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), 'issue.severity', 'in', ['critical', 'high']), 'requests'))
        context.vars['grave'] = l_0_grave
        context.exported_vars.add('grave')
        if (undefined(name='grave') if l_0_grave is missing else l_0_grave):
            pass
            yield '\n### Phase 3: What to Assert\n\nThe critical and high failures, as a test of the template would state them:\n\n'
            for l_1_finding in (undefined(name='grave') if l_0_grave is missing else l_0_grave):
                _loop_vars = {}
                pass
                for l_2_statement in environment.getattr(l_1_finding, 'requests'):
                    _loop_vars = {}
                    pass
                    yield '- [ ] Issue '
                    yield escape(environment.finalize(environment.getattr(environment.getattr(l_1_finding, 'issue'), 'number')))
                    yield ': '
                    yield escape(environment.finalize(t_2(l_2_statement)))
                    yield '\n'
                l_2_statement = missing
            l_1_finding = missing

blocks = {}
debug_info = '2=74&3=76&4=79&5=82&9=86&12=92&13=96&15=109&19=118&20=120&11=123&23=126&24=128&25=131&26=133&28=137&34=147&36=153&40=171&41=179&42=193&33=210&48=213&49=215&51=218&53=230&54=233&56=236&58=245&59=248&65=251&66=254&67=258'
