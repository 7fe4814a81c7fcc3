"""Loops and conditions whose header is another one: it is changed where it stands, and what is inside stays there."""

from __future__ import annotations

from collections.abc import Iterator

from fixer.cdk.references import parted
from fixer.cdk.surroundings import BETWEEN, surroundings
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.board import ELSE, split_headers
from fixer.cdk.write.draft import Draft
from fixer.remedy.splice.align import align

_IF = "if "
Around = list[tuple[Syntax, str]]


def change_headers(draft: Draft) -> bool:
    """Changes the headers that all constructs inside want changed alike; whether there were any."""
    wanted: dict[Syntax, set[str | None]] = {}
    now: dict[Syntax, str] = {}
    for around, within in (*_constructs(draft), *_calls(draft)):
        new = split_headers(within)
        old = [header for _, header in around]
        alike = len(new) == len(old) and sum(one != other for one, other in zip(old, new, strict=False)) < 2
        for number, (node, header) in enumerate(around):
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


def _constructs(draft: Draft) -> Iterator[tuple[Around, str]]:
    """What the constructs that stay stand in, and what they are to stand in."""
    for made in draft.program.constructs:
        entry = draft.new.get("Resources", {}).get(made.entry)
        if entry is not None and made.around:
            yield made.around, entry.get("Within", "")


def _calls(draft: Draft) -> Iterator[tuple[Around, str]]:
    """Likewise for calls under a condition of their own."""
    for section, name, holder in draft.holders():
        entry = draft.new.get(section, {}).get(name)
        if entry is None or not any(call.within for call in holder.calls):
            continue
        old = draft.old[section][name]
        before, after = (one if section == "Calls" else one.get("Calls", {}) for one in (old, entry))
        above = entry.get("Within") if section != "Calls" else None
        for method, lists in before.items():
            several = [call for call in holder.calls if call.method == method]
            for i, j in align(lists, after.get(method, [])):
                if i is None or i >= len(several) or several[i].within is None:
                    continue
                condition = parted(after[method][j])[1] if j is not None else None
                if j is not None:
                    around = surroundings(draft.text, several[i].statement)
                    yield around, BETWEEN.join(filter(None, (above, condition)))


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
