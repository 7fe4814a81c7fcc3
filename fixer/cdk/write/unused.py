"""Imports that nothing uses any more go; those that nothing used before are left alone."""

from __future__ import annotations

from collections.abc import Iterable

from fixer.cdk.program import Program
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.draft import Draft
from fixer.cdk.write.imported import Import, imports_of
from fixer.cdk.write.imports import IDENTIFIERS


def drop_unused(before: Program, draft: Draft) -> bool:
    """Takes imports away that the edits left without a use; whether there were any."""
    mark = draft.edits.mark()
    if len(before.files) != len(draft.program.files):
        return False
    for imports, old, new in zip(draft.imports, before.files, draft.program.files, strict=True):
        gone = _used(before.text, old.tree) - _used(draft.text, new.tree)
        for one in imports.found if gone else ():
            names = {*one.names, *([one.whole] if one.whole is not None else [])}
            idle = names & gone
            if not idle:
                continue
            if idle == names:
                _cut(draft, one)
            elif one.listing is not None:
                _shorten(draft, one, one.listing, idle)
    return draft.edits.mark() > mark


def _cut(draft: Draft, one: Import) -> None:
    """Takes an import away, with its line where nothing else stands on that."""
    lines, start, end = draft.lines, one.node.start, one.node.end
    rest = draft.text[end : lines.end(end)].strip()
    if lines.leads(start) and (not rest or rest.startswith("//")):
        start, end = lines.start(start), lines.next(end)
    draft.edits.replace(start, end, "")


def _shorten(draft: Draft, one: Import, listing: Syntax, idle: Iterable[str]) -> None:
    """Takes names out of the list of an import."""
    parts = listing.parts()
    kept = [part for part in parts if draft.source(_local(part)) not in idle]
    comma = draft.text.rfind(",", one.node.start, listing.start)
    if not kept and comma >= 0:
        draft.edits.replace(comma, listing.end, "")
        return
    for part in parts:
        if part in kept:
            continue
        before = [other for other in kept if other.end <= part.start]
        place = parts.index(part)
        if before:
            draft.edits.replace(parts[place - 1].end, part.end, "")
        else:
            draft.edits.replace(part.start, parts[place + 1].start if place + 1 < len(parts) else part.end, "")


def _local(part: Syntax) -> Syntax:
    """The name that one of a list is known by here: ``b`` in ``a as b`` and in ``a: b``."""
    return part.child("alias") or part.child("value") or part.child("name") or part


def _used(text: str, tree: Syntax) -> set[str]:
    """The words that mean something outside the imports of a file."""
    found: set[str] = set()
    imports = {one.node for one in imports_of(text, tree)}
    todo = [tree]
    while todo:
        node = todo.pop()
        if node.kind == "import_statement" or node in imports:
            continue
        if node.kind in IDENTIFIERS:
            found.add(text[node.start : node.end])
        todo += node.children
    return found
