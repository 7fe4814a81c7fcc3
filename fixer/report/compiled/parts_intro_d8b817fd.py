# parts/intro.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/intro.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_report = resolve('report')
    l_0_model = l_0_ideal = missing
    try:
        t_1 = environment.filters['code']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'code' found.")
    try:
        t_2 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    (l_0_model, l_0_ideal) = (environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'model'), environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'ideal'))
    context.vars.update({'ideal': l_0_ideal, 'model': l_0_model})
    context.exported_vars.update(('ideal', 'model'))
    if t_2((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal)):
        pass
        yield 'What follows was found in '
        yield escape(environment.finalize(t_1(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'path'))))
        if (environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'name') and (not context.call(environment.getattr(markup_join(('/', environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'path'), )), 'endswith'), markup_join(('/', environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'name'), ))))):
            pass
            yield ' ('
            yield escape(environment.finalize(t_1(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'name'))))
            yield ')'
        yield ', a '
        yield escape(environment.finalize(context.call(environment.getattr({'typescript': 'TypeScript'}, 'get'), environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'format'), context.call(environment.getattr(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'format'), 'upper')))))
        yield ' template with '
        yield escape(environment.finalize(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'resources')))
        yield ' '
        yield escape(environment.finalize(('resource' if (environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'resources') == 1) else 'resources')))
        yield '. Line numbers are those of that file.\n'
    else:
        pass
        yield 'This analysis compares the template in '
        yield escape(environment.finalize(t_1(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'path'))))
        if (environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'name') and (not context.call(environment.getattr(markup_join(('/', environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'path'), )), 'endswith'), markup_join(('/', environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'name'), ))))):
            pass
            yield ' ('
            yield escape(environment.finalize(t_1(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'name'))))
            yield ')'
        yield ' with the one in '
        yield escape(environment.finalize(t_1(environment.getattr((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal), 'path'))))
        if (environment.getattr((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal), 'name') and (not context.call(environment.getattr(markup_join(('/', environment.getattr((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal), 'path'), )), 'endswith'), markup_join(('/', environment.getattr((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal), 'name'), ))))):
            pass
            yield ' ('
            yield escape(environment.finalize(t_1(environment.getattr((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal), 'name'))))
            yield ')'
        yield ". The model's has "
        yield escape(environment.finalize(environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'resources')))
        yield ' '
        yield escape(environment.finalize(('resource' if (environment.getattr((undefined(name='model') if l_0_model is missing else l_0_model), 'resources') == 1) else 'resources')))
        yield ', the ideal one '
        yield escape(environment.finalize(environment.getattr((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal), 'resources')))
        yield '. Line numbers are those of the former.\n'
        if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'rewrite'):
            pass
            yield '\nThe two have so little in common that the ideal template is another design rather than a corrected one; the failures below describe what would have to change, most of it wholesale.\n'
    def t_3(fiter):
        for l_1_side in fiter:
            if ((not t_2(l_1_side)) and (environment.getattr(l_1_side, 'repairs') or environment.getattr(l_1_side, 'note'))):
                yield l_1_side
    for l_1_side in t_3(((undefined(name='model') if l_0_model is missing else l_0_model), (undefined(name='ideal') if l_0_ideal is missing else l_0_ideal))):
        _loop_vars = {}
        pass
        yield '\nBefore reading '
        yield escape(environment.finalize(t_1(environment.getattr(l_1_side, 'path'))))
        yield ':\n\n'
        for l_2_repair in environment.getattr(l_1_side, 'repairs'):
            _loop_vars = {}
            pass
            yield '- '
            yield escape(environment.finalize(l_2_repair))
            yield '\n'
        l_2_repair = missing
        if environment.getattr(l_1_side, 'note'):
            pass
            yield '- '
            yield escape(environment.finalize(environment.getattr(l_1_side, 'note')))
            yield '\n'
    l_1_side = missing
    if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'not_shown'):
        pass
        yield '\n'
        yield escape(environment.finalize(environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'not_shown')))
        yield '.\n'
    if environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'linted'):
        pass
        yield '\n'
        yield escape(environment.finalize(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'linted')))
        yield '.\n'
    if (not environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'findings')):
        pass
        yield '\n'
        if environment.getattr(environment.getattr((undefined(name='report') if l_0_report is missing else l_0_report), 'summary'), 'not_shown'):
            pass
            yield 'Nothing is left to report.'
        elif t_2((undefined(name='ideal') if l_0_ideal is missing else l_0_ideal)):
            pass
            yield 'No failures were found.'
        else:
            pass
            yield 'The two templates say the same: nothing separates them but spelling.'
        yield '\n'

blocks = {}
debug_info = '1=25&2=28&3=31&5=47&6=67&11=70&13=78&15=80&16=84&18=87&19=90&22=93&24=96&26=98&28=101&30=103&32=106'
