# parts/comment.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/comment.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    l_0_report = resolve('report')
    l_0_issue = missing
    try:
        t_1 = environment.filters['asked']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'asked' found.")
    try:
        t_2 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_3 = environment.filters['comment']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'comment' found.")
    try:
        t_4 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_5 = environment.filters['location']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'location' found.")
    try:
        t_6 = environment.filters['said']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'said' found.")
    try:
        t_7 = environment.filters['sentence']
    except KeyError:
        @internalcode
        def t_7(*unused):
            raise TemplateRuntimeError("No filter named 'sentence' found.")
    try:
        t_8 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_8(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_issue = environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue')
    context.vars['issue'] = l_0_issue
    context.exported_vars.add('issue')
    yield '- **'
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'number')))
    yield ': '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title')))
    yield '** ('
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity')))
    yield ')\n  <!-- fixer:issue '
    yield escape(environment.finalize(t_3(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'id'))))
    yield ' -->\n'
    if ((environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity') in ('low', 'info')) and environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements')):
        pass
        yield '  In '
        yield escape(environment.finalize(t_5((undefined(name='finding') if l_0_finding is missing else l_0_finding))))
        yield '.\n'
    else:
        pass
        yield '  '
        t_9 = 1
        for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements')[:2]:
            _loop_vars = {}
            pass
            yield escape(environment.finalize(t_6(l_1_statement)))
            yield ' '
            t_9 = 0
        l_1_statement = missing
        if t_9:
            pass
            yield escape(environment.finalize(t_7(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title'))))
            yield ' '
        if ((t_4(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements')) > 2) or environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more')):
            pass
            yield 'And more of this kind. '
        if (environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity') in ('critical', 'high')):
            pass
            yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'impact')))
        yield '\n'
        if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests'):
            pass
            yield '  → '
            for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests')[:2]:
                _loop_vars = {}
                pass
                yield escape(environment.finalize(t_1(l_1_statement)))
                yield ' '
            l_1_statement = missing
            if (t_4(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'requests')) > 2):
                pass
                yield 'Likewise for the rest.'
            yield '\n'
        elif ((not t_8(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'))) and environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'why')):
            pass
            yield '  → '
            yield escape(environment.finalize(t_7(environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'why'))))
            yield '\n'
    if environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'ideal_problem'):
        pass
        yield '  The ideal template is not right either: '
        yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'ideal_problem')))
        yield '\n'
    if (((not t_8(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))) and (not t_8(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix')))) and (environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'fix'), 'safety') != 'manual')):
        pass
        yield '  - [x] Apply '
        yield escape(environment.finalize(t_2(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'id'))))
        yield '\n'

blocks = {}
debug_info = '2=62&3=66&4=72&5=74&6=77&8=83&10=101&11=104&13=114&14=117&17=119&18=122&20=124&21=127'
