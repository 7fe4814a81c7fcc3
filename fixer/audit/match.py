"""A report read back: which issues it asks to be closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fixer.audit.reported import Reading, Reported
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.issue import Issue

ENOUGH = 0.5

_RENDERED = "<!-- fixer:issue "

# An id ends in eight digits of a checksum. What stands around the code span is the author's own.
_BOX = re.compile(
    r"^[ \t>]*[-*+][ \t]+\[(?P<mark>[ xX])\][^\n`]*`+[ \t]?(?P<id>[^\s`]+-[0-9a-f]{8})[ \t]?`+", re.MULTILINE
)


@frozen
class Match:
    """An issue of a report and the found issue that it means; ``confidence``: how much of it the report names."""

    reported: Reported
    issue: Issue
    confidence: float

    def __str__(self) -> str:
        number = f"{self.reported.number}. " if self.reported.number else ""
        sure = "" if self.confidence >= ENOUGH else ", too little to apply it"
        return (
            f"line {self.reported.line}, {number}{self.reported.title} -> "
            f"issue {self.issue.number}, {self.issue.title} (confidence {self.confidence:.2f}{sure})"
        )


@frozen
class Choice:
    """The issues that a report chooses, by id; ids in it that match nothing; matches, where it holds no ids."""

    ids: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


def choose(reading: Reading, text: str, issues: Sequence[Issue], path: str, all_matches: bool = False) -> Choice:
    """What is ticked in a report; in one without ids, what its issues name.

    ``all_matches``: a person will be asked, so that matches of little confidence are chosen too. A report that says
    nothing about any issue is a ``FixerError``.
    """
    boxes = ticks(text)
    if boxes:
        known = {issue.id for issue in issues}
        ticked = [id_ for id_, on in boxes.items() if on]
        return Choice(tuple(id_ for id_ in ticked if id_ in known), tuple(id_ for id_ in ticked if id_ not in known))
    if _RENDERED in text:
        hint = "render it again in another style, such as --style analysis"
        raise FixerError("this report has no boxes to tick", path, hint=hint)
    if not reading.issues:
        hint = "tick boxes are written by fixer diff -o FILE.md; a report without them needs headings or a list"
        raise FixerError("no issue can be read in this report", path, hint=hint)
    found = matches(reading, issues)
    return Choice(
        tuple(dict.fromkeys(one.issue.id for one in found if all_matches or one.confidence >= ENOUGH)), (), found
    )


def ticks(text: str) -> dict[str, bool]:
    """Every box by the id of its issue, and whether it is ticked; of two for one issue, either."""
    boxes: dict[str, bool] = {}
    for match in _BOX.finditer(text):
        boxes[match["id"]] = boxes.get(match["id"], False) or match["mark"] != " "
    return boxes


def matches(reading: Reading, issues: Sequence[Issue]) -> tuple[Match, ...]:
    """For every found issue that a report seems to mean, the reported issue that names most of it."""
    found = []
    for issue in issues:
        rated = [(confidence(reported, issue), -reported.line, reported) for reported in reading.issues]
        best = max(rated, key=lambda one: one[:2], default=None)
        if best is not None and best[0] > 0:
            found.append(Match(best[2], issue, best[0]))
    return tuple(found)


def confidence(reported: Reported, issue: Issue) -> float:
    """How much of an issue's gaps a reported issue names, from 0 to 1.

    A gap counts whole where its entry and its property are named, for 0.6 where only the property is, for 0.2 where
    only the entry is; a whole entry, for 1 where its id is named and 0.5 where only its type is.
    """
    names = reported.names | reported.types
    rates = []
    for gap in issue.gaps:
        entries = [entry for entry in (gap.pair.model, gap.pair.ideal) if entry is not None]
        named = any(entry.id in names for entry in entries)
        typed = any(entry.type in names for entry in entries if entry.type)
        if not gap.path:
            rates.append(1.0 if named else 0.5 if typed else 0.0)
            continue
        property_ = any(token in names for token in gap.path if token not in ("Properties", "#"))
        rates.append(1.0 if named and property_ else 0.6 if property_ else 0.2 if named else 0.0)
    return sum(rates) / len(rates) if rates else 0.0
