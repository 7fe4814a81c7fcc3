# catalogue/issue.md.j2, as Jinja 3.1.6 compiled it
name = 'catalogue/issue.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    l_0_style = resolve('style')
    l_0_issue = missing
    try:
        t_1 = environment.filters['asked']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'asked' found.")
    try:
        t_2 = environment.filters['comment']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'comment' found.")
    try:
        t_3 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_4 = environment.filters['location']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'location' found.")
    try:
        t_5 = environment.filters['said']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'said' found.")
    try:
        t_6 = environment.filters['sentence']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'sentence' found.")
    try:
        t_7 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_7(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_issue = environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue')
    context.vars['issue'] = l_0_issue
    context.exported_vars.add('issue')
    yield '### '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'number')))
    yield '. '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title')))
    yield '\n<!-- fixer:issue '
    yield escape(environment.finalize(t_2(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'id'))))
    yield ' -->\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/tick.md.j2', )), 'parts/tick.md.j2'], 'catalogue/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'issue': l_0_issue}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield '- **Severity**: '
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity'), 'capitalize'))))
    if (environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity') == 'critical'):
        pass
        yield ' ('
        yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'category')))
        yield ')'
    yield '\n- **Issue**: '
    t_8 = 1
    for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements')[:3]:
        _loop_vars = {}
        pass
        yield escape(environment.finalize(t_5(l_1_statement)))
        yield ' '
        t_8 = 0
    l_1_statement = missing
    if t_8:
        pass
        yield escape(environment.finalize(t_6(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title'))))
    if ((t_3(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements')) > 3) or environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more')):
        pass
        yield 'And more of this kind.'
    yield '\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements'):
        pass
        yield '- **Location**: '
        yield escape(environment.finalize(t_4((undefined(name='finding') if l_0_finding is missing else l_0_finding))))
        yield '\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'):
        pass
        yield '- **Fix**: '
        for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests')[:3]:
            _loop_vars = {}
            pass
            yield escape(environment.finalize(t_1(l_1_statement)))
            yield ' '
        l_1_statement = missing
        if (t_3(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests')) > 3):
            pass
            yield 'Likewise for the rest.'
        yield '\n'
    elif ((not t_7(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'))) and environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'why')):
        pass
        yield '- **Fix**: '
        yield escape(environment.finalize(t_6(environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'why'))))
        yield '\n'
    if environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'ideal_problem'):
        pass
        yield '- **Note on IDEAL_RESPONSE**: '
        yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'ideal_problem')))
        yield '\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'second'):
        pass
        yield '- **Linter**: '
        yield escape(environment.finalize(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'second')))
        yield '.\n'

blocks = {}
debug_info = '1=56&2=60&3=64&5=66&6=73&8=81&10=95&11=98&13=100&14=103&16=113&17=116&19=118&20=121&22=123&23=126'
