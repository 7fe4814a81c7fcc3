# parts/unchecked.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/unchecked.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    try:
        t_1 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    yield "\n## Not Checked\n\nThese lie outside the template; nothing is said about them here.\n\n- Tests, their coverage and their results\n- Other files: code that the template only names, build scripts, documentation, deployment instructions\n- A deployment: whether the account's limits, existing names and permissions allow it\n- What runs: behaviour under load, failover, restored backups\n- Prices\n"
    if t_1(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal')):
        pass
        yield '- Requirements: there was no ideal template to compare with\n'

blocks = {}
debug_info = '12=19'
