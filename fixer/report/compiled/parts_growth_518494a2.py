# parts/growth.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/growth.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_lines = missing
    try:
        t_1 = environment.filters['round']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'round' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    l_0_lines = environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'inventory'), 'lines')
    context.vars['lines'] = l_0_lines
    context.exported_vars.add('lines')
    if (((not t_2(environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1))) and environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0)) and (environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1) != environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0))):
        pass
        yield '\nThe ideal template is '
        yield escape(environment.finalize(((environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1) - environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0)) if (environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1) > environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0)) else (environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0) - environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1)))))
        yield ' '
        yield escape(environment.finalize(('line' if ((environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1) - environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0)) in (1, -1)) else 'lines')))
        yield ' '
        yield escape(environment.finalize(('longer' if (environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1) > environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0)) else 'shorter')))
        yield " than the model's ("
        yield escape(environment.finalize(t_1((environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 1) / environment.getitem((undefined(name='lines') if l_0_lines is missing else l_0_lines), 0)), 1)))
        yield ' times its length).\n'

blocks = {}
debug_info = '2=25&3=28&5=31'
