"""The lines of a report, told apart: prose and code, even where a fence was never closed."""

from __future__ import annotations

import re

from fixer.audit.reported import Row
from fixer.read.document import Document

MAX_LINE = 2_000

_FENCE = re.compile(r"\s{0,8}(?:[-*]\s+)?(```+|~~~+)\s*(\S*)")
# A heading that only a report has: in code, a comment of three hash signs and a number is rare.
_HEADING = re.compile(
    r"#{3,5}\s+\**\W{0,3}(?:(?:critical |major )?(?:issue|failure|fault)\W?\s*\d|\d+(?:\.\d+)*[.)]\s+\S)", re.I
)


def split(document: Document) -> tuple[Row, ...]:
    """Every line, without its line end and cut at ``MAX_LINE`` characters.

    A fence that a new heading of an issue follows was left open, and so was one that another opener follows.
    """
    text, rows, fence = document.text, [], ""
    ends = (*document.line_starts[1:], len(text))
    for number, (start, end) in enumerate(zip(document.line_starts, ends, strict=True), 1):
        line = text[start : min(end, start + MAX_LINE)].rstrip("\r\n")
        found = _FENCE.match(line)
        if found and "`" not in line[found.end(1) :]:
            rows.append(Row(number, start, line, True))
            if not fence:
                fence = found[1]
            elif found[1][0] == fence[0] and len(found[1]) >= len(fence):
                fence = found[1] if found[2] else ""
            continue
        if fence and _HEADING.match(line):
            fence = ""
        rows.append(Row(number, start, line, bool(fence)))
    return tuple(rows)
