"""A template as the page shows it: its rows with secrets hidden, each with the issues that touch it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from markupsafe import Markup

from fixer.frozen import frozen
from fixer.pointer import split
from fixer.report.excerpt import Sheet, TemplateLike
from fixer.report.html_rows import LETTERS, Marks, row
from fixer.report.mask import Secret, SideName, masker
from fixer.report.report import Finding

MOST_ROWS = 20_000
WIDEST = 4_000  # characters shown of a row
_READ = 8_000  # characters of a row in which secrets are looked for; more than is shown, so that none is cut in half
_CHUNK = 40  # rows that a browser lays out together, or not at all while they are out of sight


class Placed(TemplateLike, Protocol):
    """A template that knows where in the user's file it stands."""

    def position(self, offset: int) -> tuple[int, int]: ...


@frozen
class Pane:
    """One side of the view: ``chunks`` of rows as markup, and in ``spots`` the row (its id) of each gap's pointer.

    ``hidden`` rows are not shown.
    """

    side: SideName
    chunks: tuple[Markup, ...]
    spots: Mapping[str, str]
    hidden: int


def sheets(model: TemplateLike, ideal: TemplateLike | None, secret: Secret | None) -> list[Sheet]:
    """The sides, with a masker that has seen every entry of both, and not only what separates them."""
    mask = masker(secret, model.data, ideal.data if ideal else None)
    both = [Sheet(model, "model", mask), *([Sheet(ideal, "ideal", mask)] if ideal else [])]
    for sheet in both:
        sheet.learn_all()
    return both


def pane(sheet: Sheet, template: Placed, findings: Sequence[Finding]) -> Pane:
    """The rows of one template with the marks of the findings."""
    texts = masked_rows(sheet)
    severities = {finding.issue.number: finding.issue.severity for finding in findings}
    marks, spots = _marks(sheet, findings, min(len(texts), MOST_ROWS))
    lines = _lines(template, min(len(texts), MOST_ROWS))
    letter = LETTERS[sheet.side]
    rows = [row(f"{letter}{at}", line, texts[at], marks.get(at, {}), severities) for at, line in enumerate(lines)]
    chunks = tuple(Markup("".join(rows[at : at + _CHUNK])) for at in range(0, len(rows), _CHUNK))
    return Pane(sheet.side, chunks, spots, max(len(texts) - MOST_ROWS, 0))


def _lines(template: Placed, count: int) -> Sequence[int]:
    """The line in the user's file of each row."""
    starts = _starts(template.text)[:count]
    if not starts:
        return ()
    first, last = (template.position(start)[0] for start in (starts[0], starts[-1]))
    if last - first == count - 1:
        return range(first, last + 1)
    return [template.position(start)[0] for start in starts]


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def masked_rows(sheet: Sheet) -> list[str]:
    """The rows of a template's text without secrets: as many as the text has, the empty last one left out."""
    text = "\n".join(sheet.hidden)
    needed = sheet.masker.needed(text)
    rows = text.split("\n")
    if rows and not rows[-1].strip():
        rows.pop()
    return [_cut(sheet.masker.row(text[:_READ]) if needed else text, len(text)) for text in rows]


def _cut(text: str, length: int) -> str:
    return text if max(len(text), length) <= WIDEST else f"{text[:WIDEST]}… {length - WIDEST:,} more characters"


def _marks(sheet: Sheet, findings: Sequence[Finding], most: int) -> tuple[dict[int, Marks], dict[str, str]]:
    """By row: the issues that touch it, each with whether it begins there and whether the row itself is meant."""
    marks: dict[int, Marks] = {}
    spots: dict[str, str] = {}
    for finding in findings:
        number = finding.issue.number
        for pointer in dict.fromkeys(_pointers(finding, sheet.side)):
            found = _place(sheet, pointer)
            if found is None or found[1] >= most:
                continue
            own, begin, end = found
            spots[pointer] = f"{LETTERS[sheet.side]}{begin}"
            for at in range(begin, min(end, most - 1) + 1):
                begins, meant = marks.setdefault(at, {}).get(number, (False, False))
                marks[at][number] = begins or at == begin, meant or own
    return marks, spots


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
