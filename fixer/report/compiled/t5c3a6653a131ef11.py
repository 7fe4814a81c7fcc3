# parts/pitfall.md.j2, as Jinja 3.1.6 compiled it
from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'parts/pitfall.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
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
    t_5 = 1
    for l_1_statement in environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'statements'):
        _loop_vars = {}
        pass
        yield '- [ ] '
        yield escape(environment.finalize(t_3(l_1_statement)))
        yield '\n'
        t_5 = 0
    l_1_statement = missing
    if t_5:
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
        yield '\n**Right**:\n\n'
        yield escape(environment.finalize(t_2(environment.getitem(environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'after'), 0))))
        yield '\n'

blocks = {}
debug_info = '2=37&4=41&5=47&7=50&8=54&10=61&12=63&13=66&15=70&19=73&21=75&25=78'
