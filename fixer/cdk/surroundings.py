"""The loops, conditions and callbacks that a statement stands in."""

from __future__ import annotations

import re

from fixer.cdk.syntax import Syntax

BETWEEN = " > "
_SPACE = re.compile(r"\s+")
_LOOPS = frozenset({"for_in_statement", "for_statement", "while_statement", "do_statement"})
_CHOICES = frozenset({"if_statement", "ternary_expression", "switch_case", "switch_default"})
_ENDS = ("method_definition", "function_declaration", "class_body")


def surroundings(text: str, statement: Syntax) -> list[tuple[Syntax, str]]:
    """What a statement, or a construct, stands in, from the outside in, with the headers."""
    headers = []
    inside = statement
    for node in statement.above():
        header = _header(text, node, inside)
        if header:
            headers.append((node, _SPACE.sub(" ", header).strip()))
        if node.kind in _ENDS:
            break
        inside = node
    return headers[::-1]


def condition_of(text: str, statement: Syntax, known: list[tuple[Syntax, str]]) -> str | None:
    """What decides whether a statement is reached, beyond what it is about is made in (``known``): all headers between.

    ``None`` where no condition is among them: a loop alone shows in what it goes through.
    """
    outer = {id(node) for node, _ in known}
    inner = [(node, header) for node, header in surroundings(text, statement) if id(node) not in outer]
    if not any(node.kind in _CHOICES for node, _ in inner):
        return None
    return BETWEEN.join(header for _, header in inner)


def _header(text: str, node: Syntax, inside: Syntax) -> str | None:
    if node.kind in _LOOPS:
        body = node.child("body")
        return text[node.start : body.start if body is not None else node.end]
    if node.kind in ("if_statement", "ternary_expression") and inside.field != "condition":
        condition = node.child("condition")
        shown = text[condition.start : condition.end] if condition is not None else ""
        shown = f"if {shown}" if node.kind == "if_statement" else f"if ({shown})"
        return f"else of {shown}" if inside.field == "alternative" else shown
    if node.kind in ("switch_case", "switch_default"):
        return text[node.start : node.start + text[node.start : node.end].find(":") + 1]
    if node.kind in ("arrow_function", "function_expression") and node.parent is not None:
        body, call = node.child("body"), node.parent.parent
        if body is not None and call is not None and node.parent.kind == "arguments":
            return text[call.start : body.start]
    return None
