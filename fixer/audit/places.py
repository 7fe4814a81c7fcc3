"""Where the issues of a report stand: whatever form they have, and not what only looks like one.

The form is that of the most telling kind there is: numbered headings, headings with fields, numbered items, items
that begin in bold, rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fixer.audit import severity
from fixer.audit.reported import Row
from fixer.frozen import frozen

MAX_HEADINGS, MAX_TITLE = 2_000, 300

_KIND = r"(?:issue|failure|fault|fix|problem|bug|error|gap|finding|defect|deficiency|violation|mistake|improvement)s?"
_NUMBERED = re.compile(
    rf"^\W*?(?:(?:[a-z]+[ -]){{0,2}}{_KIND}\W{{0,3}})?(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)\s*(?:\\?[.):–—-]|\*\*|\s)+"
    r"(?P<title>\S.*)$", re.I,
)  # fmt: skip
_BARE = re.compile(rf"^\W*(?:(?:[a-z]+[ -]){{0,2}}{_KIND}\W{{0,3}})(?P<number>\d{{1,3}})\W*$", re.I)
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BOLD_HEADING = re.compile(r"^\s{0,3}\*\*([^*]+)\*\*\W*$")
_ITEM = re.compile(r"^\s{0,3}\**(?P<number>\d{1,3})\\?[.)]\s+(?P<title>\S.*)$")
_DASHED = re.compile(rf"^\s{{0,3}}[–—-]\s*{_KIND}\s*(?P<number>\d{{1,3}})\b[\s:.]*(?P<title>.*)$", re.I)
_BULLET = re.compile(r"^\s{0,3}[-*•✗❌]\s+(?P<title>\S.*)$")
_BOLD = re.compile(r"^\*\*[^*]+\*\*|^__[^_]+__")
_TABLE = re.compile(r"^\s*\|(.+)\|\s*$")
_FIELD = re.compile(
    r"^\W*(?:issue|problem|impact|fix(?: applied)?|solution|root cause|severity|location|model_response issue|"
    r"what was wrong|current state|evidence)\b[\w ]*\W*(?::|$)", re.I,
)  # fmt: skip

_TITLED = re.compile(rf"^\W*(?:critical |major |minor )?{_KIND}\s*:\W*\w", re.I)
_REPAIR = re.compile(r"^#+\W*fix(?:es)?\W{0,3}\d", re.I)
_PROBLEM = re.compile(r"^\W*(?:issue|problem|what was wrong|root cause|before|original)\b[\w ]*\W*:", re.I)

# Sections of a report that speak of something else than issues.
_ASIDE = re.compile(
    r"\b(?:right|correctly|strengths?|well|positive|lessons?|learnings?|learned|takeaways?|training|recommendations?|"
    r"validat(?:ed|ion)|verif(?:ied|ication)|statistics|metrics|non-issues?|not issues?|coverage|"
    r"requirements? (?:met|compliance|validation)|compliance (?:verification|summary|validation)|results?|readiness|"
    r"comparison|deployment (?:status|strategy|instructions|considerations|commands?)|"
    r"next steps|checklist|best practices (?:implemented|followed)|patterns?|localstack|already correct|"
    r"^\W*(?:unit |integration )?test(?:s|ing)?|"
    r"achieved|achievements|appendix|references|usage|by priority|summary|overview|conclusion|assessment|"
    r"(?:security|cost|operational|business) (?:impact|implications?)|impact (?:analysis|assessment)|"
    r"introduction|background|"
    r"corrective actions|diffs? to apply|why the ideal|tl;?dr|not present|no failures|fully implemented)\b", re.I,
)  # fmt: skip
_FAILING = re.compile(r"\b(?:issues?|failures?|gaps?|errors?|bugs?|faults?|problems?|misses|fixes|fixed)\b", re.I)
_END = re.compile(r"^\W*(?:overall |final )?(?:conclusion|summary|final summary|closing)\b", re.I)
_START = re.compile(
    r"^\W*(?:executive|analysis|issues?|fix(?:es)?|failure)\b.*\bsummary|summary of (?:fixes|issues)", re.I
)
# Steps of a fix, which are numbered as issues are.
_STEP = re.compile(r"^\W*(?:step|phase|scenario|option|pattern|test|run|deploy|resource|category|question)\b", re.I)


@frozen
class Heading:
    """A heading: its level (bold lines count as 7), its words, and the headings above it, the nearest last."""

    line: int
    level: int
    text: str
    above: tuple[str, ...] = ()


@frozen
class Place:
    """Where an issue begins: its number as written with the column of its digits, its title."""

    line: int
    level: int
    number: str | None
    column: int
    title: str
    above: tuple[str, ...]


def headings(rows: Sequence[Row]) -> list[Heading]:
    """Every heading with what it stands under."""
    found: list[Heading] = []
    open_: list[Heading] = []
    for row in rows:
        match = None if row.code else _HEADING.match(row.text)
        if match is None or not match[2] or len(found) == MAX_HEADINGS:
            continue
        level = len(match[1])
        while open_ and open_[-1].level >= level:
            open_.pop()
        one = Heading(row.number, level, match[2][:MAX_TITLE], tuple(above.text for above in open_))
        open_.append(one)
        found.append(one)
    return found


def plain(text: str) -> str:
    """A title without its marks."""
    return re.sub(r"^[\W_]+(?=\w)|[*_`]{2,}", "", text.replace("\\.", ".")).strip(" *_#:")


def is_aside(text: str) -> bool:
    """Whether a section is about something else than what is wrong."""
    found = _ASIDE.search(text)
    return found is not None and not (_FAILING.search(text) and found[0].lower() in _WEAK)


_WEAK = {
    "test", "tests", "testing", "validation", "results", "result", "pattern", "patterns", "summary", "readiness",
    "coverage",
    "compliance validation", "requirements compliance", "requirement compliance", "operational impact",
    "requirements met",
    "security impact", "differences", "training", "recommendations", "well", "verification", "comparison", "overview",
    "right", "assessment",
}  # fmt: skip


def ends(text: str) -> bool:
    """Whether a heading closes a report."""
    return _END.search(text) is not None and _START.search(text) is None


def find(rows: Sequence[Row], heads: Sequence[Heading]) -> tuple[Place, ...]:
    """The places of the most telling form that occurs."""
    lines = {row.number: row for row in rows}
    for form in (_numbered_headings, _named_headings, _numbered_items, _bold_items, _table, _sections, _bullets):
        found = form(rows, lines, heads)
        if found:
            return tuple(found)
    return ()


def numbered(heads: Sequence[Heading], lines: dict[int, Row]) -> list[Place]:
    """Every heading with a number, issues or not."""
    return [
        place
        for head in heads
        if not _STEP.match(head.text) and (place := _place(lines[head.line], head.level, head.text, head.above))
    ]


def _place(row: Row, level: int, text: str, above: tuple[str, ...]) -> Place | None:
    match = _NUMBERED.match(text) or _BARE.match(text)
    if match is None:
        return None
    column = row.text.index(text) + match.start("number")
    title = match.groupdict().get("title") or text
    return Place(row.number, level, match["number"], column, plain(title), above)


def _numbered_headings(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    found = numbered(heads, lines)
    kept = [place for place in found if not _is_aside(place, found)]
    kept = _afresh(_without_repairs(kept, lines), heads)
    if not kept:
        return []
    # A numbered heading over numbered headings is a section, if it says no more than a section does.
    parents = {
        index for index, place in enumerate(kept[:-1])
        if kept[index + 1].level > place.level and _heads_issues(place, kept[index + 1])
    }  # fmt: skip
    kept = [place for index, place in enumerate(kept) if index not in parents]
    kept = sorted([*kept, *_titled(heads, kept)], key=lambda place: place.line)
    top = min(_levels(kept)) if kept else 0
    below = [place.title for place in kept if place.level == top]
    return [
        place
        for place in kept
        if place.level <= top or not any(title in above for title in below for above in place.above)
    ]


def _titled(heads: Sequence[Heading], kept: Sequence[Place]) -> list[Place]:
    """Headings such as ``Major Issue: …`` among numbered ones."""
    taken, levels = {place.line for place in kept}, _levels(kept)
    return [
        Place(head.line, head.level, None, 0, plain(head.text), head.above)
        for head in heads
        if head.level in levels and head.line not in taken and _TITLED.match(head.text)
        and not any(map(is_aside, head.above[1:]))
    ]  # fmt: skip


def _without_repairs(kept: list[Place], lines: dict[int, Row]) -> list[Place]:
    """Without headings such as ``Fix 2: …``, where they say how issues were closed that stand elsewhere.

    Where most of them tell of a problem of their own, they are issues.
    """
    repairs = {place.line for place in kept if _REPAIR.search(lines[place.line].text)}
    told = 0
    for place, end in zip(kept, [*(place.line for place in kept[1:]), len(lines) + 1], strict=False):
        if place.line in repairs:
            told += any(_PROBLEM.match(lines[line].text) for line in range(place.line + 1, end))
    issues = len(repairs) == len(kept) or told * 2 >= len(repairs)
    return kept if issues else [place for place in kept if place.line not in repairs]


def _afresh(kept: list[Place], heads: Sequence[Heading]) -> list[Place]:
    """Without what is numbered afresh behind the summary: that lists what follows from the issues."""
    if not kept:
        return kept
    middle = kept[len(kept) // 2].line
    lowest = min(_levels(kept))
    close = next((one.line for one in heads if one.line > middle and one.level < lowest and ends(one.text)), None)
    before = [place for place in kept if close is None or place.line < close]
    after = kept[len(before) :]
    goes_on = bool(after) and (after[0].number or "") != "1"
    return kept if goes_on or len(before) < 3 else before


def _heads_issues(place: Place, child: Place) -> bool:
    number = f"{place.number}."
    return (child.number or "").startswith(number) or severity.in_section(place.title) is not None


def _levels(places: Sequence[Place]) -> set[int]:
    return {place.level for place in places}


def _is_aside(place: Place, found: Sequence[Place]) -> bool:
    """Whether a numbered heading stands in a section about something else; one that goes on counting does not."""
    asides = [above for above in place.above[-3:] if is_aside(above) and not above[:1].isdigit()]
    if not asides:
        return False
    before = [one for one in found if one.line < place.line and one.level == place.level and one.number]
    continues = bool(before) and (place.number or "").isdigit() and (before[-1].number or "").isdigit() and int(
        place.number or 0
    ) == int(before[-1].number or 0) + 1 and before[-1].above != place.above and int(place.number or 0) > 2  # fmt: skip
    return not continues


def _named_headings(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    """Headings without a number that have the fields of an issue below them, or that say what is missing."""
    found = []
    for index, head in enumerate(heads):
        end = heads[index + 1].line if index + 1 < len(heads) else len(rows) + 1
        body = [lines[number] for number in range(head.line + 1, end)]
        fields = sum(bool(_FIELD.match(row.text)) for row in body[:60] if not row.code)
        if head.level == 1 or _FIELD.match(head.text) or is_aside(head.text) or any(map(is_aside, head.above[1:])):
            continue
        under = [one for one in heads[index + 1 : index + 3] if one.level > head.level and _FIELD.match(one.text)]
        if fields >= 2 or under or (fields and severity.in_title(head.text)):
            found.append(Place(head.line, head.level, None, 0, plain(head.text), head.above))
    return found if len(found) > 1 else []


def _numbered_items(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    found = []
    for row, above in _prose(rows, heads):
        match = _ITEM.match(row.text) or _DASHED.match(row.text)
        if match:
            found.append(Place(row.number, 7, match["number"], match.start("number"), plain(match["title"]), above))
    return found if len(found) > 1 else []


def _bold_items(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    found = []
    for row, above in _prose(rows, heads):
        match = _BULLET.match(row.text)
        title = match["title"] if match else row.text
        if _BOLD.match(title) and not _FIELD.match(title) and len(plain(title)) > 3:
            found.append(Place(row.number, 7, None, 0, plain(title), above))
    return found if len(found) > 1 else []


def _table(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    found: list[Place] = []
    header = False
    for row, above in _prose(rows, heads):
        match = _TABLE.match(row.text)
        if match is None:
            header = False
        elif set(match[1]) <= set("|-: "):
            header = True
        elif header:
            cells = [cell.strip() for cell in match[1].split("|")]
            number = cells[0] if cells[0].isdigit() else None
            title = next((cell for cell in cells if len(cell) > 3), cells[0])
            found.append(Place(row.number, 7, number, row.text.index(number) if number else 0, plain(title), above))
    return found if len(found) > 1 else []


def _sections(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    lowest = [
        head for head in heads if head.level > 1 and not is_aside(head.text) and not any(map(is_aside, head.above[1:]))
    ]
    return [Place(head.line, head.level, None, 0, plain(head.text), head.above) for head in lowest]


def _bullets(rows: Sequence[Row], lines: dict[int, Row], heads: Sequence[Heading]) -> list[Place]:
    return [
        Place(row.number, 7, None, 0, plain(match["title"]), above)
        for row, above in _prose(rows, heads)
        if (match := _BULLET.match(row.text))
    ]


def _prose(rows: Sequence[Row], heads: Sequence[Heading]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The lines outside code and outside sections about something else, with the headings that they stand under."""
    starts = {head.line: head for head in heads}
    above: tuple[str, ...] = ()
    skipped = False
    for row in rows:
        head = starts.get(row.number)
        if head is not None:
            above = (*head.above, head.text)
            skipped = any(is_aside(text) for text in above[1:])
        elif not row.code and not skipped and row.text.strip():
            yield row, above
