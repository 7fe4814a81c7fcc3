# parts/tested.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/tested.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    l_0_report = resolve('report')
    l_0_numbers = resolve('numbers')
    l_0_style = resolve('style')
    l_0_issue = l_0_needs = missing
    try:
        t_1 = environment.filters['expected']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'expected' found.")
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
        t_4 = environment.filters['map']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'map' found.")
    try:
        t_5 = environment.filters['selectattr']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'selectattr' found.")
    try:
        t_6 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_issue = environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue')
    context.vars['issue'] = l_0_issue
    context.exported_vars.add('issue')
    l_0_needs = (t_3(context.eval_ctx, t_4(context, t_5(context, environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings'), 'issue.id', 'in', environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'requires')), attribute='issue.number')) if ((not t_6(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'))) and environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'requires')) else [])
    context.vars['needs'] = l_0_needs
    context.exported_vars.add('needs')
    if (((environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests') or (undefined(name='needs') if l_0_needs is missing else l_0_needs)) or (environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'deployment') == 'fails')) or ((not t_6(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'))) and (environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'replacement') != 'never'))):
        pass
        yield '\n**Testing Impact**:\n\n'
        if (environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'deployment') == 'fails'):
            pass
            yield '- A deployment of the template as it is fails on this.\n'
        elif (environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'deployment') == 'depends'):
            pass
            yield '- Whether a deployment fails on this depends on the account.\n'
        if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'):
            pass
            yield '- Once it is fixed, a test of the template finds:'
            if (t_2(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests')) == 1):
                pass
                yield ' '
                yield escape(environment.finalize(t_1(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'), 0))))
                yield '.\n'
            else:
                pass
                yield '\n'
                for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'):
                    _loop_vars = {}
                    pass
                    yield '  - '
                    yield escape(environment.finalize(t_1(l_1_statement)))
                    yield '\n'
                l_1_statement = missing
        if (undefined(name='needs') if l_0_needs is missing else l_0_needs):
            pass
            l_0_numbers = (undefined(name='needs') if l_0_needs is missing else l_0_needs)
            context.vars['numbers'] = l_0_numbers
            context.exported_vars.add('numbers')
            yield '- The fix brings '
            template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/numbers.md.j2', )), 'parts/numbers.md.j2'], 'parts/tested.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'issue': l_0_issue, 'needs': l_0_needs, 'numbers': l_0_numbers}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
            yield ' with it, without which it cannot stand.\n'
        if ((not t_6(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'))) and (environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'replacement') == 'always')):
            pass
            yield '- On a stack that exists, the fix makes CloudFormation replace a resource.\n'
        elif ((not t_6(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'))) and (environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'replacement') == 'maybe')):
            pass
            yield '- On a stack that exists, the fix may make CloudFormation replace a resource.\n'

blocks = {}
debug_info = '2=52&3=55&4=58&8=61&10=64&13=67&14=70&17=78&18=82&22=85&23=87&24=91&26=98&28=101'
