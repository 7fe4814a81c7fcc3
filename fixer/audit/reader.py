"""Text of a report → what it says. Whoever wrote it, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fixer.audit import claims, counts, places, severity
from fixer.audit.places import Heading, Place
from fixer.audit.reported import Rating, Reading, Reported, Row
from fixer.audit.rows import split
from fixer.errors import FixerError
from fixer.read.document import Document

MAX_ISSUES = 1_000
MAX_LENGTH = 1_000_000

_CATEGORY = re.compile(r"^[\s>*_-]*category[\s*_]*:[\s*_]*(\S.*?)[\s*_]*$", re.I)
_RATED = re.compile(rf"\(({'|'.join(severity.WORDS)}) severity\)", re.I)


def read(document: Document) -> Reading:
    """The issues of a report, and the numbers it gives; raises ``FixerError`` beyond ``MAX_LENGTH`` characters."""
    if len(document.text) > MAX_LENGTH:
        raise FixerError(
            f"the report is longer than {MAX_LENGTH:,} characters, which is more than is read", document.path
        )
    rows = split(document)
    heads = places.headings(rows)
    found = places.find(rows, heads)[:MAX_ISSUES]
    issues = tuple(_issue(rows, heads, place, found, index) for index, place in enumerate(found))
    taken = {place.line for place in found}
    lines = {row.number: row for row in rows}
    unread = {one.number for one in places.numbered(heads, lines) if one.line not in taken and one.number}
    return Reading(rows, issues, counts.find(rows, heads, issues), _conclusion(heads, issues), frozenset(unread))


def _conclusion(heads: Sequence[Heading], issues: Sequence[Reported]) -> int | None:
    """The line of the heading that ends the report: the first one behind most of the issues."""
    if len(issues) < 3:
        return None
    middle = issues[len(issues) // 2].line
    levels = [head.level for head in heads if head.line in {issue.line for issue in issues}]
    lowest = min(levels, default=7)
    closing = [head.line for head in heads if head.line > middle and head.level < lowest and places.ends(head.text)]
    return closing[0] if closing else None


def _issue(rows: Sequence[Row], heads: Sequence[Heading], place: Place, found: Sequence[Place], index: int) -> Reported:
    last = _last(rows, heads, place, found[index + 1].line if index + 1 < len(found) else len(rows) + 1)
    body = rows[place.line - 1 : last]
    text = "\n".join(row.text for row in body)
    row = rows[place.line - 1]
    at = (row.start + place.column, row.start + place.column + len(place.number)) if place.number else None
    category = next((match[1] for one in body if not one.code and (match := _CATEGORY.match(one.text))), None)
    section = place.above[-1] if place.above else ""
    return Reported(
        place.number, at, place.title[:200], place.line, last, section, _ratings(body, place, heads), category,
        frozenset(claims.names(text)), frozenset(claims.TYPE.findall(text)), claims.of(body), claims.files(text),
    )  # fmt: skip


def _last(rows: Sequence[Row], heads: Sequence[Heading], place: Place, end: int) -> int:
    """The last line of an issue: what comes before the next one, or before the next heading of its rank."""
    for head in heads:
        if place.line < head.line < end and (head.level <= place.level or place.level == 7):
            end = head.line
            break
    while end - 1 > place.line and not rows[end - 2].text.strip(" -\t"):
        end -= 1
    return end - 1


def _ratings(body: Sequence[Row], place: Place, heads: Sequence[Heading]) -> tuple[Rating, ...]:
    """What the issue's field, title and section say of its severity; the field counts before the title and so on."""
    found = []
    for row in body[1:40]:
        word = None if row.code else severity.in_field(row.text)
        if word:
            found.append(Rating(severity.label(word), word, row.number, "field"))
            break
    word = severity.in_title(body[0].text) or severity.in_title(place.title)
    if word:
        found.append(Rating(severity.label(word), word, place.line, "title"))
    for above in reversed(place.above[1:] if len(place.above) > 1 else place.above):
        word = severity.in_section(places.plain(above))
        if word:
            line = max(
                (head.line for head in heads if head.text == above and head.line < place.line), default=place.line
            )
            found.append(Rating(severity.label(word), word, line, "section"))
            break
    return tuple(found)
