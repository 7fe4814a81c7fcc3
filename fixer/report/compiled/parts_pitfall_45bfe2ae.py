# parts/pitfall.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/pitfall.md.j2'

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
        t_1 = environment.filters['comment']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'comment' found.")
    try:
        t_2 = environment.filters['fence']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'fence' found.")
    try:
        t_3 = environment.filters['said']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'said' found.")
    try:
        t_4 = environment.filters['sentence']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'sentence' found.")
    try:
        t_5 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_issue = environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue')
    context.vars['issue'] = l_0_issue
    context.exported_vars.add('issue')
    yield '\n### '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'number')))
    yield '. '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title')))
    yield ' ('
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity')))
    yield ')\n<!-- fixer:issue '
    yield escape(environment.finalize(t_1(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'id'))))
    yield ' -->\n\n'
    t_6 = 1
    for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements'):
        _loop_vars = {}
        pass
        yield '- [ ] '
        yield escape(environment.finalize(t_3(l_1_statement)))
        yield '\n'
        t_6 = 0
    l_1_statement = missing
    if t_6:
        pass
        yield '- [ ] '
        yield escape(environment.finalize(t_4(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title'))))
        yield '\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more'):
        pass
        yield '- [ ] And '
        yield escape(environment.finalize(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more')))
        yield ' more '
        yield escape(environment.finalize(('difference' if (environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'more') == 1) else 'differences')))
        yield ' of this kind.\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'before'):
        pass
        yield '\n**Wrong**:\n\n'
        yield escape(environment.finalize(t_2(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'before'), 0))))
        yield '\n'
    if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'after'):
        pass
        yield '\n**'
        yield escape(environment.finalize(('Patch' if t_5(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')) else ('Change' if (environment.getattr(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'after'), 0), 'language') == 'diff') else 'Right'))))
        yield '**:\n\n'
        yield escape(environment.finalize(t_2(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'after'), 0))))
        yield '\n'

blocks = {}
debug_info = '2=44&4=48&5=54&7=57&8=61&10=68&12=70&13=73&15=77&19=80&21=82&23=85&25=87'
