"""A piece of code that is kept as text, changed word by word: what both have keeps its layout and its comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher

from fixer.cdk.expressions import code_pieces
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.style import Style
from fixer.lazy import pattern
from fixer.remedy.splice.lines import Lines

_WORD = pattern(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:\\.|[^`\\])*`|[\w$]+|\s|.", re.DOTALL)
_ENDS = (";", "{", "}")
MAX_WORDS = 4000
ALIKE = 0.6
"""How much of two pieces of code must be the same for one to be changed into the other."""


def changes(text: str, node: Syntax, new: str, lines: Lines, style: Style) -> list[tuple[int, int, str]] | None:
    """The edits ``(start, end, text)`` after which a node reads as ``new``; ``None`` where it is to be written anew."""
    pieces = code_pieces(text, node)
    old = "".join(piece for piece, _, _ in pieces)
    one, other = _WORD.findall(old), _WORD.findall(new)
    if len(one) + len(other) > MAX_WORDS:
        return None
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    places = _Places(pieces)
    at = _offsets(one)
    found = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            start, end = places.start(at[a]), places.end(at[b]) if b > a else places.start(at[a])
            found.append((start, end, _laid_out(other[c:d], end, lines, style)))
    return found


def _laid_out(words: list[str], end: int, lines: Lines, style: Style) -> str:
    """New words; whole statements among them begin lines, as those do that they come between."""
    row = style.eol + lines.indent(end)
    pairs = zip(["", *words], words, strict=False)
    return "".join(row if word == " " and before in _ENDS else word for before, word in pairs)


def _offsets(words: list[str]) -> list[int]:
    """Where each word begins, and where the last one ends."""
    found = [0]
    for word in words:
        found.append(found[-1] + len(word))
    return found


class _Places:
    """Where the characters of code without its layout stand in the text."""

    def __init__(self, pieces: list[tuple[str, int, int]]) -> None:
        self.pieces = pieces
        self.begins = _offsets([piece for piece, _, _ in pieces])

    def start(self, offset: int) -> int:
        """Where what begins at an offset begins; at the end of the last piece, its end."""
        number = min(bisect_right(self.begins, offset) - 1, len(self.pieces) - 1)
        piece, start, end = self.pieces[number]
        inside = offset - self.begins[number]
        if inside >= len(piece):
            return end
        # White space is one character of code, however much of it there is.
        return start if inside == 0 else start + inside

    def end(self, offset: int) -> int:
        """Where what ends at an offset ends."""
        number = min(bisect_right(self.begins, offset - 1) - 1, len(self.pieces) - 1)
        piece, start, end = self.pieces[number]
        inside = offset - self.begins[number]
        return end if inside >= len(piece) else start + inside
