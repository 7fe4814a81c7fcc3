# parts/legend.md.j2, as Jinja 3.1.6 compiled it
name = 'parts/legend.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    pass
    yield '\nA box is ticked where nothing speaks against the line: for a resource, where it is there and no issue of medium severity or worse concerns it; for a demand, where no issue and no rule of the catalogue that could be decided says otherwise. A value that is known only at deployment is not judged.\n\n'

blocks = {}
debug_info = ''
