"""A template as the page shows it: its rows with secrets hidden, each with the issues that touch it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol

from fixer.compare.gaps import Entry, Gap
from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.pointer import join, split
from fixer.report.excerpt import Sheet, TemplateLike
from fixer.report.mask import MASK, Masker, SideName
from fixer.report.report import Finding
from fixer.report.text import visible

MOST_ROWS = 20_000
WIDEST = 4_000  # characters shown of a row
_READ = 8_000  # characters of a row in which secrets are looked for; more than is shown, so that none is cut in half
_CHUNK = 40  # rows that a browser lays out together, or not at all while they are out of sight
_WRAPPED = 36  # characters of a row from which on it may have to be wrapped
_MOST_INDENT = 15
_MOST_TAGS = 6  # issues named at the end of a row
_LETTERS: dict[SideName, str] = {"model": "m", "ideal": "t"}  # i is for issues
_ROW = pattern(r"^(\s*(?:- +)*)(\"(?:[^\"\\]|\\.){1,200}\"|'[^']{1,200}'|[\w.$:/-]{1,200}?)(?=\s*:(?:\s|$))")
_COMMENT = pattern(r"^\s*#")
_KEY_BEGIN = pattern(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----")
_KEY_END = pattern(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----")
_KEY_BODY = pattern(r"[A-Za-z0-9+/=\s\\\"',\[\]-]*")


class Placed(TemplateLike, Protocol):
    """A template that knows where in the user's file it stands."""

    def position(self, offset: int) -> tuple[int, int]: ...


@frozen
class Row:
    """One row: ``line`` in the user's file; ``lead``, ``key`` and ``rest`` are its text in three parts.

    ``issues`` touch it, ``tags`` are those of them that begin here; ``state`` says whether they are about the row
    itself (``on``) or about something that is not there and would be in or below it (``at``). ``indent`` is how far
    what is wrapped of a long row stands to the right, in steps of two.
    """

    id: str
    line: int
    lead: str
    key: str
    rest: str
    comment: bool
    issues: tuple[int, ...]
    tags: tuple[int, ...]
    state: Literal["", "on", "at"]
    indent: int

    @property
    def classes(self) -> str:
        """The row's classes, blank-separated."""
        names = (self.state, "note" if self.comment else "", f"n{self.indent}" if self.indent else "")
        return " ".join(filter(None, names))


@frozen
class Pane:
    """One side of the view. ``first`` are the rows (by id) where each issue begins; ``hidden`` rows are not shown."""

    side: SideName
    chunks: tuple[tuple[Row, ...], ...]
    first: Mapping[int, str]
    spots: Mapping[str, str]
    hidden: int


def sheets(model: TemplateLike, ideal: TemplateLike | None, secret: Callable[[Gap], bool]) -> list[Sheet]:
    """The sides, with a masker that has seen every entry of both, and not only what separates them."""
    masker = Masker(secret, model.data, ideal.data if ideal else None)
    both = [Sheet(model, "model", masker), *([Sheet(ideal, "ideal", masker)] if ideal else [])]
    for sheet in both:
        for entry in _entries(sheet.template.data):
            sheet.learn(entry)
    return both


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    for section, entries in data.items():
        if not isinstance(entries, dict):
            continue
        for name, value in entries.items():
            kind = value.get("Type") if isinstance(value, dict) and section == "Resources" else None
            pointer = join((str(section), str(name)))
            yield Entry(str(section), str(name), kind if isinstance(kind, str) else None, pointer)


def pane(sheet: Sheet, template: Placed, findings: Sequence[Finding]) -> Pane:
    """The rows of one template with the marks of the findings."""
    side = sheet.side
    texts = masked_rows(sheet)
    marks, first, spots = _marks(sheet, side, findings, min(len(texts), MOST_ROWS))
    starts = _starts(template.text)
    rows = [
        _row(f"{_LETTERS[side]}{at}", template.position(starts[at])[0], text, marks.get(at, {}))
        for at, text in enumerate(texts[:MOST_ROWS])
    ]
    chunks = tuple(tuple(rows[at : at + _CHUNK]) for at in range(0, len(rows), _CHUNK))
    return Pane(side, chunks, first, spots, max(len(texts) - MOST_ROWS, 0))


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def masked_rows(sheet: Sheet) -> list[str]:
    """The rows of a template's text without secrets: as many as the text has, the empty last one left out."""
    masker = sheet.masker
    text = _without_keys("\n".join(sheet.hidden))
    rows = text.split("\n")
    if rows and not rows[-1].strip():
        rows.pop()
    needed = masker.needed(text)
    return [_cut(masker.row(row[:_READ]) if needed else row, len(row)) for row in rows]


def _cut(row: str, length: int) -> str:
    return row if max(len(row), length) <= WIDEST else f"{row[:WIDEST]}… {length - WIDEST:,} more characters"


def _without_keys(text: str) -> str:
    """The text without the bodies of private keys, which stretch over several rows."""
    if "PRIVATE KEY-----" not in text:
        return text
    pieces, done = [], 0
    for begin in _KEY_BEGIN.finditer(text):
        if begin.start() < done:
            continue
        end = _KEY_END.search(text, begin.end())
        body = _KEY_BODY.match(text, begin.end())
        stop = end.start() if end else body.end() if body else begin.end()
        hidden = "\n".join(MASK if row.strip() else row for row in text[begin.end() : stop].split("\n"))
        pieces += [text[done : begin.end()], hidden]
        done = stop
    return "".join([*pieces, text[done:]])


Marks = dict[int, dict[int, tuple[bool, bool]]]


def _marks(
    sheet: Sheet, side: SideName, findings: Sequence[Finding], most: int
) -> tuple[Marks, dict[int, str], dict[str, str]]:
    """By row: the issues that touch it, each with whether it begins there and whether the row itself is meant."""
    marks: Marks = {}
    first: dict[int, str] = {}
    spots: dict[str, str] = {}
    for finding in findings:
        number = finding.issue.number
        for pointer in dict.fromkeys(_pointers(finding, side)):
            found = _place(sheet, pointer)
            if found is None or found[1] >= most:
                continue
            own, begin, end = found
            first.setdefault(number, f"{_LETTERS[side]}{begin}")
            spots[pointer] = f"{_LETTERS[side]}{begin}"
            for row in range(begin, min(end, most - 1) + 1):
                begins, meant = marks.setdefault(row, {}).get(number, (False, False))
                marks[row][number] = begins or row == begin, meant or own
    return marks, first, spots


def _pointers(finding: Finding, side: SideName) -> Iterator[str]:
    return (gap.pointer if side == "model" else gap.ideal_pointer for gap in finding.issue.gaps)


def _place(sheet: Sheet, pointer: str) -> tuple[bool, int, int] | None:
    """Whether something stands at ``pointer``, and its rows; else the first row of what it would be in."""
    near = sheet.nearest(pointer)
    rows = sheet.rows(near) if near else None
    if rows is None:
        return None
    if near == pointer:
        return True, *rows
    # Of a whole entry that is missing, the section has no row worth pointing at.
    return (False, rows[0], rows[0]) if len(split(near)) > 1 else None


def _row(name: str, line: int, text: str, marks: Mapping[int, tuple[bool, bool]]) -> Row:
    shown = visible(text)
    key = _ROW.match(shown)
    lead, name_, rest = (key[1], key[2], shown[key.end() :]) if key else ("", "", shown)
    tags = tuple(number for number, (begins, _) in marks.items() if begins)[:_MOST_TAGS]
    meant = any(own for _, own in marks.values())
    state: Literal["", "on", "at"] = "on" if meant else "at" if marks else ""
    comment = bool(_COMMENT.match(shown))
    return Row(name, line, lead, name_, rest, comment, tuple(marks), tags, state, _indent(shown))


def _indent(row: str) -> int:
    steps = (len(row) - len(row.lstrip(" "))) // 2
    return min(steps, _MOST_INDENT) + 1 if len(row) > _WRAPPED else 0
