"""Where lines begin and end around an offset, and which comments stand directly above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from fixer.lazy import pattern

# As far as most lines reach.
_NEAR = 400
_COMMENT = pattern(r"[ \t]*(?:#|//|/\*[^\r\n]*\*/[ \t]*\r?$)", re.MULTILINE)

_INDENT = pattern(r"[ \t]*")


class Lines:
    """Line geometry of one text. ``eol`` is the line end that most of its lines have."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.eol = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def start(self, pos: int) -> int:
        begin = self.text.rfind("\n", max(pos - _NEAR, 0), pos) + 1
        if begin or pos <= _NEAR:
            return begin
        # A long line, perhaps the only one, is not searched again for every place in it.
        return self._starts[bisect_right(self._starts, pos) - 1]

    def end(self, pos: int) -> int:
        """The end of the line, its line break not included."""
        end = self.text.find("\n", pos)
        if end < 0:
            return len(self.text)
        return end - 1 if end > pos and self.text[end - 1] == "\r" else end

    def next(self, pos: int) -> int:
        """Where the following line begins, or the end of the text."""
        end = self.text.find("\n", pos)
        return len(self.text) if end < 0 else end + 1

    def column(self, pos: int) -> int:
        return pos - self.start(pos)

    def indent(self, pos: int) -> str:
        """The white space that the line of ``pos`` begins with."""
        found = _INDENT.match(self.text, self.start(pos))
        return found.group() if found else ""

    def leads(self, pos: int) -> bool:
        """Whether nothing but white space stands before ``pos`` on its line."""
        found = _INDENT.match(self.text, self.start(pos))
        return found is not None and found.end() >= pos

    def together(self, first: int, last: int) -> bool:
        """Whether two offsets stand on one line."""
        return self.text.find("\n", first, last) < 0

    def is_blank(self, start: int) -> bool:
        """Whether the line that begins at ``start`` exists and holds nothing."""
        return start < len(self.text) and not self.text[start : self.next(start)].strip(" \t\r\n")

    def lead(self, pos: int, floor: int) -> int:
        """The line start of the first comment directly above ``pos`` in its column, not above ``floor``."""
        start = self.start(pos)
        column = pos - start
        while start > floor:
            above = self.start(start - 1)
            if above < floor or not self.is_comment(above):
                break
            if len(self.indent(above)) != column:
                break
            start = above
        return start

    def is_comment(self, start: int) -> bool:
        """Whether the line that begins at ``start`` is a comment and nothing else."""
        return _COMMENT.match(self.text, start) is not None

    def trail(self, start: int, column: int) -> int:
        """Past the comments, and blank lines between, that stand deeper than ``column`` from the line ``start`` on.

        They belong to what stands above them.
        """
        end = pos = start
        while pos < len(self.text):
            if self.is_comment(pos) and len(self.indent(pos)) > column:
                end = self.next(pos)
            elif not self.is_blank(pos):
                break
            pos = self.next(pos)
        return end

    def blanks_above(self, start: int, floor: int) -> int:
        """The start of the first of the blank lines directly above the line that begins at ``start``."""
        while start > floor:
            above = self.start(start - 1)
            if above < floor or not self.is_blank(above):
                break
            start = above
        return start
