"""What separates the texts inside strings: embedded JSON and code, as diffs for the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fixer.compare.gaps import Gap
from fixer.frozen import frozen
from fixer.pointer import resolve
from fixer.report.embedded import difference, is_text
from fixer.report.mask import Masker
from fixer.report.report import Finding
from fixer.report.text import clip, visible

MOST = 300  # lines of one diff
_MOST_OF_ISSUE = 8
_MOST_OF_ALL = 200
_WIDEST = 1_000
_KINDS = {"+": "add", "-": "del", "@": "hunk"}


@frozen
class Diff:
    """``lines`` are pairs of a kind (``add``, ``del``, ``hunk`` or none) and the text without its sign."""

    pointer: str
    ideal_pointer: str
    lines: tuple[tuple[str, str], ...]
    hidden: int


def diffs(findings: Sequence[Finding], model: Any, ideal: Any, masker: Masker) -> dict[int, tuple[Diff, ...]]:
    """The diffs of each issue that is about texts in strings, by its number."""
    found: dict[int, tuple[Diff, ...]] = {}
    left = _MOST_OF_ALL
    for finding in findings:
        own = []
        for gaps in list(_strings(finding))[: min(_MOST_OF_ISSUE, left)]:
            diff = _diff(gaps, model, ideal, masker)
            if diff is not None:
                own.append(diff)
        left -= len(own)
        if own:
            found[finding.issue.number] = tuple(own)
    return found


def _strings(finding: Finding) -> Iterator[list[Gap]]:
    groups: dict[tuple[str, str], list[Gap]] = {}
    for gap in finding.issue.gaps:
        if is_text(gap):
            groups.setdefault((gap.pointer, gap.ideal_pointer), []).append(gap)
    return iter(groups.values())


def _diff(gaps: list[Gap], model: Any, ideal: Any, masker: Masker) -> Diff | None:
    first = gaps[0]
    try:
        pair = resolve(model, first.pointer), resolve(ideal, first.ideal_pointer)
    except (LookupError, ValueError):
        return None
    found = difference(gaps, *pair, most=MOST)
    if found is None:
        return None
    text, hidden = found
    lines = tuple(_line(masker.row(line[: _WIDEST * 2])) for line in masker.text(text).split("\n"))
    return Diff(first.pointer, first.ideal_pointer, lines, hidden)


def _line(text: str) -> tuple[str, str]:
    kind = _KINDS.get(text[:1], "")
    return kind, clip(visible(text if kind == "hunk" else text[1:]), _WIDEST)
