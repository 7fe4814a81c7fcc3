"""The numbers that a report gives: of its issues, by severity, and of what it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fixer.audit import severity
from fixer.audit.places import Heading, is_aside
from fixer.audit.reported import Count, Reported, Row

_THING = r"(?:issues?|failures?|faults?|errors?|problems?|defects?|fixes|findings)"
_WORD = rf"(?:{severity.LABELS})s?"
_TOTAL = (
    re.compile(
        rf"\btotal\s+(?:number of\s+|count of\s+)?(?:[a-z]+\s+)?{_THING}\b"
        r"(?:\s+[a-z]+(?: and [a-z]+)?)?[\s*]{0,9}[:=]?[\s*|]{0,30}(\d{1,3})\b", re.I,
    ),
    re.compile(
        rf"^\W*{_THING}\s+(?:found|identified|fixed|resolved)"
        r"(?:\s+and\s+[a-z]+)?[\s*]{0,9}:[\s*]{0,9}(\d{1,3})\b", re.I,
    ),
    re.compile(
        r"^\W*(?:grand )?total[\s*]{0,9}[:|][\s*]{0,9}(\d{1,3})\b"
        r"(?!\s*(?:resources|outputs|tests|parameters|lines|/|%))", re.I,
    ),
)  # fmt: skip
_BOTH = re.compile(rf"^[\s*]{{0,9}}({_WORD})\s+{_THING}", re.I)
_RATED = re.compile(rf"[\s*]{{0,9}}{_WORD}\b", re.I)
# "3 Critical" and "Critical: 3"; a share ("3/4", "50%") is no count.
_AHEAD = re.compile(
    rf"(?<![\d.,/-])(\d{{1,3}})[\s*]{{1,9}}({_WORD})\b(?!\s+(?:resources|requirements|bugs? that|gaps in))", re.I
)
_BEHIND = re.compile(
    rf"\b({_WORD})(?:[\s*]{{1,9}}(?:severity|priority|level|{_THING}|requirements?|blockers?)){{0,2}}[\s*]{{0,9}}(?:\([^)\d]*\))?[\s*]{{0,9}}[:|=][\s*]{{0,9}}(\d{{1,3}})"
    rf"\b(?![\d.]|\s*(?:/|%|-\s*\d|of\b|\.\d|resources|minutes|hours|days))", re.I,
)  # fmt: skip
_SUMMARISING = re.compile(
    r"\b(?:summary|statistics|total|conclusion|overview|counts?|breakdown|overall|severity)\b", re.I
)
_LIST = re.compile(
    r"^\W*(?:[a-z]+\s+){0,2}(?:resources|outputs|parameters|conditions|files|properties|alarms|policies)\s+"
    r"(?:added|removed|created|modified|updated|deleted|missing|fixed)[\s*]{0,9}:[\s*]{0,9}(\d{1,3})[\s*]{0,9}$", re.I,
)  # fmt: skip
_BULLET = re.compile(r"^(\s*)[-*]\s+(?!\d)\S")


def find(rows: Sequence[Row], heads: Sequence[Heading], issues: Sequence[Reported]) -> tuple[Count, ...]:
    """All that a report counts outside of its issues."""
    inside = {line for issue in issues if issue.last > issue.line for line in range(issue.line, issue.last + 1)}
    inside |= {issue.line for issue in issues}
    starts = {head.line: head for head in heads}
    found: list[Count] = []
    group, title = 0, ""
    for row in rows:
        head = starts.get(row.number)
        if head is not None:
            title = " / ".join((*head.above[1:], head.text))
            group += bool(head.level <= 3)
        # The last issue has no end of its own: a total of all issues below it is not a part of it.
        ends = bool(issues) and row.number > issues[-1].line and any(total.search(row.text) for total in _TOTAL[:2])
        if row.code or (row.number in inside and not ends):
            continue
        counted = list(_in_row(row, title, group))
        total = any(not one.label for one in counted)
        # A second total begins another account.
        if total and any(one.group == group and not one.label for one in found):
            group += 1
            counted = list(_in_row(row, title, group))
        found += counted
        listed = _listed(row, rows)
        if listed is not None:
            found.append(listed)
    return tuple(found)


def _in_row(row: Row, title: str, group: int) -> Iterator[Count]:
    text = row.text
    total = next((match for pattern in _TOTAL if (match := pattern.search(text))), None)
    rated = _RATED.match(text[total.end() :]) if total else None
    if total is not None and rated is not None and _BOTH.match(text[total.end() :]) is None:
        total = None
        title += " / total"
    if total is not None:
        both = _BOTH.match(text[total.end() :])
        at = (row.start + total.start(1), row.start + total.end(1))
        yield Count("", "", int(total[1]), row.number, at, group)
        if both:
            yield Count(severity.label(both[1]), both[1].lower(), int(total[1]), row.number, at, group, None, True)
            return
    if not (_SUMMARISING.search(title) or total is not None) or (is_aside(title) and not _SUMMARISING.search(title)):
        return
    behind = list(_BEHIND.finditer(text))
    for match in behind or _AHEAD.finditer(text):
        word, digits = (1, 2) if behind else (2, 1)
        at = (row.start + match.start(digits), row.start + match.end(digits))
        yield Count(severity.label(match[word]), match[word].lower(), int(match[digits]), row.number, at, group)


def _listed(row: Row, rows: Sequence[Row]) -> Count | None:
    """A count of what a list below it holds."""
    match = _LIST.match(row.text)
    if match is None:
        return None
    items, indent = 0, None
    for below in rows[row.number :]:
        item = _BULLET.match(below.text)
        if item:
            indent = len(item[1]) if indent is None else indent
            items += len(item[1]) == indent
        elif (below.text.strip() and not below.text.startswith("  ")) or (not below.text.strip() and items):
            break
    if items < 2:
        return None
    at = (row.start + match.start(1), row.start + match.end(1))
    word = row.text.split(":")[0].strip(" *-_").lower()
    return Count("", word, int(match[1]), row.number, at, -1, items)
