"""The import statements of a file, in each of the three forms that TypeScript and JavaScript have for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from fixer.cdk.syntax import Syntax

Form = Literal["from", "equals", "require"]
"""``import * as x from 'm'``, ``import x = require('m')`` or ``const x = require('m')``."""
_DECLARATIONS = ("lexical_declaration", "variable_declaration")


class Import(NamedTuple):
    """One import statement. ``whole``: the name that stands for the module; ``names``: local name → exported name.

    ``listing`` is the list in braces; ``types`` whether it imports no more than types.
    """

    node: Syntax
    module: str
    whole: str | None
    names: dict[str, str]
    listing: Syntax | None
    form: Form = "from"
    types: bool = False


def imports_of(text: str, root: Syntax) -> Iterator[Import]:
    """Those of a file, in its order."""
    for node in root.parts():
        found = None
        if node.kind == "import_statement":
            found = _imported(text, node)
        elif node.kind in _DECLARATIONS:
            found = _required(text, node)
        if found is not None:
            yield found


def _imported(text: str, node: Syntax) -> Import | None:
    equals = node.first("import_require_clause")
    if equals is not None:
        source, name = equals.child("source"), equals.first("identifier")
        if source is None or name is None:
            return None
        return Import(node, _module(text, source), text[name.start : name.end], {}, None, "equals")
    source, clause = node.child("source"), node.first("import_clause")
    if source is None:
        return None
    whole: str | None = None
    names: dict[str, str] = {}
    listing: Syntax | None = None
    for child in clause.parts() if clause is not None else ():
        if child.kind == "namespace_import":
            whole = text[child.parts()[-1].start : child.end]
        elif child.kind == "identifier":
            names[text[child.start : child.end]] = "default"
        elif child.kind == "named_imports":
            listing = child
            for one in child.parts():
                name, alias = one.child("name"), one.child("alias")
                if name is not None:
                    local = alias or name
                    names[text[local.start : local.end]] = text[name.start : name.end]
    return Import(node, _module(text, source), whole, names, listing, types=node.first("type") is not None)


def _required(text: str, node: Syntax) -> Import | None:
    """``const x = require('m')`` or ``const { a, b: c } = require('m')``, and nothing else declared with it."""
    parts = node.parts()
    name, value = (parts[0].child("name"), parts[0].child("value")) if len(parts) == 1 else (None, None)
    function = value.child("function") if value is not None and value.kind == "call_expression" else None
    arguments = value.child("arguments") if function is not None and value is not None else None
    given = arguments.parts() if arguments is not None else []
    if function is None or name is None or text[function.start : function.end] != "require":
        return None
    if len(given) != 1 or given[0].kind != "string":
        return None
    module = _module(text, given[0])
    if name.kind == "identifier":
        return Import(node, module, text[name.start : name.end], {}, None, "require")
    names: dict[str, str] = {}
    for one in name.parts():
        local, exported = one.child("value") or one, one.child("key") or one
        names[text[local.start : local.end]] = text[exported.start : exported.end]
    return Import(node, module, None, names, name, "require") if name.kind == "object_pattern" else None


def _module(text: str, source: Syntax) -> str:
    return text[source.start + 1 : source.end - 1]
