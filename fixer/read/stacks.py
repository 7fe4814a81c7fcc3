"""Documents that hold several stacks: which there are, which of them is meant, what a reader must know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from fixer.read.candidates import SAME_STACK, Candidates, overlap, same_stack, versions
from fixer.read.template import Template

MOST_NAMED = 5


def stacks(found: Candidates) -> list[Template]:
    """The stacks of a document in its order, each once, whatever the drafts and formats that it is written in."""
    each: list[Template] = []
    for template in versions(found):
        if not any(overlap(one, template) >= SAME_STACK for one in each):
            each.append(template)
    return each


def narrowed(found: Candidates, wanted: str) -> Candidates | None:
    """What belongs to one stack: that of a file name (``lib/data.yaml``, ``data.yaml``, ``data``), or the n-th.

    ``None``: the document has no such stack.
    """
    each = stacks(found)
    if wanted.isdecimal() and 0 < int(wanted) <= len(each):
        meant = each[int(wanted) - 1]
    else:
        named = [one for one in each if _is_called(one, wanted)]
        if not named:
            return None
        meant = named[0]
    whole = tuple(one for one in found.whole if one is meant or same_stack(meant, one))
    others = tuple(one for one in found.whole if all(one is not mine for mine in whole))
    return replace(found, whole=whole, others=others)


def _is_called(template: Template, wanted: str) -> bool:
    if template.source.name is None:
        return False
    path = PurePath(template.source.name)
    return wanted in (template.source.name, path.name, path.stem)


def listed(found: Candidates, but: Template | None = None) -> str:
    """The stacks of a document but one, by name, or number, and place: ``lib/data.yaml (line 14), 3 (line 40)``."""
    names = [
        f"{one.source.name or number} (line {one.source.line})"
        for number, one in enumerate(stacks(found), 1)
        if but is None or overlap(one, but) < SAME_STACK
    ]
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + rest


def noting_others(template: Template, found: Candidates) -> Template:
    """The same template; where the document holds other stacks, its note says which of them are left alone."""
    if len(found.whole) < 2:
        return template
    others = listed(found, template)
    if not others:
        return template
    told = f"other stacks of the document are left alone: {others}; --stack NAME is about one of them"
    return replace(template, note=told if template.note is None else f"{template.note}; {told}")
