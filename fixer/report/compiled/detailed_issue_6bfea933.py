# detailed/issue.md.j2, as Jinja 3.1.6 compiled it
name = 'detailed/issue.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_finding = resolve('finding')
    l_0_report = resolve('report')
    l_0_style = resolve('style')
    l_0_issue = l_0_compared = l_0_label = missing
    try:
        t_1 = environment.filters['comment']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'comment' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_issue = environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'issue')
    context.vars['issue'] = l_0_issue
    context.exported_vars.add('issue')
    l_0_compared = (not t_2(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')))
    context.vars['compared'] = l_0_compared
    context.exported_vars.add('compared')
    yield '### Issue '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'number')))
    yield ': '
    yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'title')))
    yield '\n<!-- fixer:issue '
    yield escape(environment.finalize(t_1(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'id'))))
    yield ' -->\n\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/tick.md.j2', )), 'parts/tick.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    yield '- **Severity**: '
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'severity'), 'capitalize'))))
    yield '\n- **Category**: '
    yield escape(environment.finalize(context.call(environment.getattr(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'category'), 'capitalize'))))
    yield '\n'
    if environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'impact'):
        pass
        yield '- **Impact**: '
        yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'impact')))
        yield '\n'
    yield '\n'
    l_0_label = ('Problem in MODEL_RESPONSE' if (undefined(name='compared') if l_0_compared is missing else l_0_compared) else 'Problem')
    context.vars['label'] = l_0_label
    context.exported_vars.add('label')
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/problem.md.j2', )), 'parts/problem.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/before.md.j2', )), 'parts/before.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/evidence.md.j2', )), 'parts/evidence.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    l_0_label = ('Fix in IDEAL_RESPONSE' if (undefined(name='compared') if l_0_compared is missing else l_0_compared) else 'Fix')
    context.vars['label'] = l_0_label
    context.exported_vars.add('label')
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/change.md.j2', )), 'parts/change.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/caution.md.j2', )), 'parts/caution.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()
    if (environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'why') or environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'links')):
        pass
        yield '\n**Why This Fix Is Needed**:\n\n'
        if environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'why'):
            pass
            yield '- '
            yield escape(environment.finalize(environment.getattr((undefined(name='issue') if l_0_issue is missing else l_0_issue), 'why')))
            yield '\n'
        if environment.getattr((undefined(name='finding') if l_0_finding is missing else l_0_finding), 'links'):
            pass
            yield '- To read: '
            template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/links.md.j2', )), 'parts/links.md.j2'], 'detailed/issue.md.j2')
            gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
            try:
                for event in gen:
                    yield event
            finally: gen.close()
            yield '\n'
    template = environment.select_template([markup_join(((undefined(name='style') if l_0_style is missing else l_0_style), '/tested.md.j2', )), 'parts/tested.md.j2'], 'detailed/issue.md.j2')
    gen = template.root_render_func(template.new_context(context.get_all(), True, {'compared': l_0_compared, 'issue': l_0_issue, 'label': l_0_label}))
    try:
        for event in gen:
            yield event
    finally: gen.close()

blocks = {}
debug_info = '1=27&2=30&3=34&4=38&6=40&7=47&8=49&9=51&10=54&13=57&14=60&15=66&16=72&17=78&18=81&19=87&20=93&24=96&25=99&27=101&28=104&32=111'
