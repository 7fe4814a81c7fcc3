"""What stands before every line of a template and is none of it: the mark of a block quote, of a diff, an indentation.

The first line of a template begins behind its margin; new text gets the margin of the lines around it.
"""

from __future__ import annotations

import re

from fixer.lazy import pattern
from fixer.read.edits import Edit, EditedText

_NEXT_LINE = pattern(r"\n(?=([^\r\n])?)", re.DOTALL)
_INDENT = pattern(r"[ \t]*")


def cuts(text: str, margin: str) -> list[Edit]:
    """The edits that take the margin away, from the second line on."""
    found = []
    line = text.find("\n") + 1
    while 0 < line < len(text):
        width = _width(text, line, margin)
        if width:
            found.append(Edit(line, line + width, ""))
        line = text.find("\n", line) + 1
    return found


def without(text: str, margin: str) -> EditedText:
    """A stretch of whole lines without their margin."""
    width = _width(text, 0, margin)
    first = [Edit(0, width, "")] if width else []
    return EditedText(text).apply([*first, *cuts(text, margin)], None)


def marked(text: str, margin: str) -> str:
    """The text with the margin before every line but the first; an empty line gets no more of it than it needs."""
    if not margin:
        return text
    empty, end = margin.rstrip(" \t"), len(text)
    return _NEXT_LINE.sub(lambda at: at[0] if at.end() == end else f"\n{margin if at[1] else empty}", text)


def _width(text: str, line: int, margin: str) -> int:
    """How much of the line that begins at an offset is margin."""
    if text.startswith(margin, line):
        return len(margin)
    bare = margin.rstrip(" \t")
    if bare:
        return len(bare) if text.startswith(bare, line) else 0
    indent = _INDENT.match(text, line, line + len(margin))
    return len(indent.group()) if indent else 0
