"""Statements in an order in which every name is declared before it is used, and no name that is gone is used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from fixer.cdk.program import FUNCTIONS, Program
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.draft import Draft
from fixer.cdk.write.mentions import mentions, name_mark
from fixer.remedy.splice.refused import Refused

_PATTERNS = frozenset({"object_pattern", "array_pattern"})
_USED = frozenset({"identifier", "shorthand_property_identifier"})
_BOUND = frozenset({"identifier", "shorthand_property_identifier_pattern", "type_identifier"})


class _Statement:
    """One statement of a block: the names that it declares, and those that it uses as it is run."""

    def __init__(self, node: Syntax, text: str) -> None:
        self.node = node
        self.text = text

    @cached_property
    def declares(self) -> set[str]:
        found: set[str] = set()
        for part in self.node.parts():
            name = part.child("name") if part.kind == "variable_declarator" else None
            if name is not None:
                found |= set(_bound(name, self.text))
            left = part.child("left") if part.kind == "assignment_expression" else None
            if left is not None and left.kind == "member_expression":
                found.add(self.text[left.start : left.end])
        return found

    @cached_property
    def uses(self) -> set[str]:
        found: set[str] = set()
        todo = [self.node]
        while todo:
            node = todo.pop()
            if node.kind in FUNCTIONS and (node.parent is None or node.parent.kind != "arguments"):
                continue
            if node.kind in _USED or (node.kind == "member_expression" and self.text.startswith("this.", node.start)):
                found.add(self.text[node.start : node.end])
            todo += node.children
        return found - self.declares


def _bound(name: Syntax, text: str) -> Iterator[str]:
    if name.kind not in _PATTERNS:
        yield text[name.start : name.end]
        return
    for node in name.walk():
        if node.kind in _BOUND:
            yield text[node.start : node.end]


def _blocks(program: Program) -> Iterator[Syntax]:
    for one in program.classes.values():
        for node in one.body.walk():
            if node.kind == "statement_block":
                yield node
    for file in program.files:
        yield file.tree


def too_early(program: Program) -> set[str]:
    """The names that are used above their declaration in the same block."""
    found: set[str] = set()
    for block in _blocks(program):
        declared: set[str] = set()
        later = [_Statement(part, program.text) for part in block.parts() if part.kind in _MOVABLE]
        names = set().union(*(one.declares for one in later)) if later else set()
        for one in later:
            declared |= one.declares
            found |= (one.uses & names) - declared
    return found


_MOVABLE = frozenset({
    "expression_statement", "lexical_declaration", "variable_declaration", "if_statement", "for_in_statement",
    "for_statement",
})  # fmt: skip


def put_in_order(draft: Draft, known: set[str]) -> bool:
    """Moves declarations above what uses them; whether there was anything to move.

    ``known`` are the names that the text as it was given uses too early. Raises ``Refused`` where names need
    each other.
    """
    moved: dict[Syntax, None] = {}
    for block in _blocks(draft.program):
        statements = [_Statement(part, draft.text) for part in block.parts() if part.kind in _MOVABLE]
        by_name = {name: one for one in statements for name in one.declares if name not in known}
        place = {id(one): number for number, one in enumerate(statements)}
        done: set[int] = set()
        for one in statements:
            above: list[_Statement] = []
            _pull(one, by_name, place, done, above, [])
            for other in above:
                _copy(draft, other.node, one.node)
                moved[other.node] = None
    for statement in sorted(moved, key=lambda one: one.start):
        draft.statements.remove(statement, moved)
    return bool(moved)


def _pull(
    one: _Statement, by_name: dict[str, _Statement], place: dict[int, int], done: set[int], above: list[_Statement],
    path: list[_Statement],
) -> None:  # fmt: skip
    """Collects what must come before a statement and stands below the one that asked first."""
    if id(one) in done:
        return
    if one in path:
        names = ", ".join(sorted(one.declares)) or "a statement"
        raise Refused(f"{names} would be used before it is declared")
    for name in sorted(one.uses & by_name.keys(), key=lambda name: place[id(by_name[name])]):
        other = by_name[name]
        if other is not one and id(other) not in done:
            _pull(other, by_name, place, done, above, [*path, one])
    done.add(id(one))
    if path:
        above.append(one)


def _copy(draft: Draft, statement: Syntax, before: Syntax) -> None:
    statements, eol = draft.statements, draft.style.eol
    start, end = statements.lead(statement), statements.end(statement)
    indent = draft.lines.indent(statement.start)
    spaced = not draft.lines.together(statement.start, end)
    rows = draft.text[start:end]
    draft.edits.insert(statements.lead(before), rows + eol + (eol if spaced else ""))
    if not rows.startswith(indent):
        raise Refused("a statement would have to move that shares its line")


def without_lost(before: Program, draft: Draft) -> bool:
    """Puts what a variable stood for in its place where it is gone and still used; whether there was such a place.

    Names that the data itself mentions are not looked at: they are what was asked for. Raises ``Refused`` where what
    a name stood for cannot be written in its place.
    """
    old, program = _declared(before), draft.program
    asked = mentions(draft.new)
    lost = {name for name in old.keys() - _declared(program).keys() if name_mark(name[1]) not in asked}
    found = False
    for file in program.files if lost else ():
        for node in file.tree.walk():
            name = (_scope(program, node), draft.source(node)) if node.kind in _USED else ("", "")
            if name not in lost or any(outer.kind == "import_statement" for outer in node.above()):
                continue
            value = old[name]
            if value is None or value.kind not in _SIMPLE or value.end - value.start > _LONG:
                raise Refused(f"'{name[1]}' would still be used where nothing declares it")
            text = before.text[value.start : value.end]
            text = text if value.kind in _TIGHT else f"({text})"
            draft.edits.replace(node.start, node.end, f"{name[1]}: {text}" if node.kind != "identifier" else text)
            found = True
    return found


_LONG = 200
_TIGHT = frozenset({
    "identifier", "member_expression", "subscript_expression", "string", "template_string", "number", "true", "false",
    "null", "call_expression",
})  # fmt: skip
_SIMPLE = _TIGHT | {"binary_expression", "ternary_expression", "unary_expression"}


def _scope(program: Program, node: Syntax) -> str:
    """The class that a node stands in; nothing beside all classes."""
    return next((one.name for one in program.classes.values() if one.node.start <= node.start < one.node.end), "")


def _declared(program: Program) -> dict[tuple[str, str], Syntax | None]:
    """Every name that the files declare, by its class, with what it stands for where that is one value."""
    found: dict[tuple[str, str], Syntax | None] = {}
    for file in program.files:
        for node in file.tree.walk():
            if node.kind == "variable_declarator":
                name = node.child("name")
                if name is not None and name.kind == "identifier":
                    found[_scope(program, node), program.source(name)] = node.child("value")
                    continue
            else:
                name = node.child(_DECLARING[node.kind]) if node.kind in _DECLARING else None
            if name is not None:
                for one in _bound(name, program.text):
                    found.setdefault((_scope(program, node), one), None)
    return found


_DECLARING = {
    "required_parameter": "pattern", "optional_parameter": "pattern", "arrow_function": "parameter",
    "for_in_statement": "left", "catch_clause": "parameter",
}  # fmt: skip
