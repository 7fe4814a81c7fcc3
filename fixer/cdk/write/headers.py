"""Loops and conditions whose header is another one: it is changed where it stands, and what is inside stays there."""

from __future__ import annotations

from fixer.cdk.syntax import Syntax
from fixer.cdk.write.board import ELSE, split_headers
from fixer.cdk.write.draft import Draft

_IF = "if "


def change_headers(draft: Draft) -> bool:
    """Changes the headers that all constructs inside want changed alike; whether there were any."""
    wanted: dict[Syntax, set[str | None]] = {}
    now: dict[Syntax, str] = {}
    for made in draft.program.constructs:
        entry = draft.new.get("Resources", {}).get(made.entry)
        if entry is None or not made.around:
            continue
        new = split_headers(entry.get("Within", ""))
        old = [header for _, header in made.around]
        alike = len(new) == len(old) and sum(one != other for one, other in zip(old, new, strict=False)) < 2
        for number, (node, header) in enumerate(made.around):
            there = new[number] if alike and number < len(new) else None
            if there is not None and there.startswith(ELSE) != header.startswith(ELSE):
                there = None
            now[node] = header.removeprefix(ELSE)
            wanted.setdefault(node, set()).add(None if there is None else there.removeprefix(ELSE))
    mark = draft.edits.mark()
    for node, headers in wanted.items():
        (agreed, *others) = headers
        if not others and agreed is not None and agreed != now[node]:
            _change(draft, node, agreed)
    return draft.edits.mark() > mark


def _change(draft: Draft, node: Syntax, header: str) -> None:
    """Only a header of the same kind is written: what it begins with stays."""
    condition, body = node.child("condition"), node.child("body")
    if node.kind == "if_statement":
        if condition is not None and header.startswith(_IF):
            draft.edits.replace(condition.start, condition.end, header.removeprefix(_IF))
    elif node.kind in ("for_in_statement", "for_statement", "while_statement") and body is not None:
        if header.partition("(")[0] == draft.text[node.start : body.start].partition("(")[0]:
            draft.edits.replace(node.start, body.start, f"{header} ")
    elif node.kind in ("arrow_function", "function_expression") and body is not None and node.parent is not None:
        call = node.parent.parent
        if call is not None and header.endswith("=>") == (node.kind == "arrow_function"):
            draft.edits.replace(call.start, body.start, f"{header} ")
