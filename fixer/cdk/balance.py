"""Statements whose brackets do not match: one slip would make the rest of a file unreadable.

Code is written with its statements one below the other. Where brackets do not match in the lines between two of them,
that is where the slip is; closing them there, in the white space before the next statement, leaves all offsets alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fixer.frozen import frozen
from fixer.lazy import pattern

CLOSED_BY = {"{": "}", "(": ")", "[": "]"}
MAX_STATEMENTS = 20_000

# Texts and comments, and what is open until it is closed; ``<`` where it follows a name, as in ``Record<string, …``.
BRACKETS = pattern(
    r"//[^\n]*+|/\*.*?(?:\*/|\Z)|'(?>(?:[^'\\\n]|\\.)*)'?|\"(?>(?:[^\"\\\n]|\\.)*)\"?|`(?>(?:[^`\\]|\\.)*)`?"
    r"|([(\[{])|([)\]}])|(\w<)|(>)",
    re.DOTALL,
)
_TEXT = pattern(r"(['\"`])(?:(?!\1)[^\\]|\\.)*\1", re.DOTALL)
_MARK = pattern(r"^([ \t]+)(?:const|let|new|this)\b", re.MULTILINE)
_SHOWN = pattern(r"[^\r\n]")
_LINE = pattern(r"^([ \t]*)([^\s])", re.MULTILINE)


@frozen
class Slip:
    """A statement whose brackets do not match: the code with that put right, and the place of the first of them."""

    code: str
    start: int


@frozen
class Balance:
    """What is open at the end of a piece of code, as what would close it, and the brackets that close nothing."""

    closing: str
    extra: tuple[int, ...]
    first: int | None


def balance(code: str, start: int, end: int) -> Balance:
    """How the brackets of ``code[start:end]`` match; places are offsets in ``code``."""
    still: list[tuple[str, int]] = []
    extra: list[int] = []
    for found in BRACKETS.finditer(code, start, end):
        opening, closing = found[1], found[2]
        if opening:
            still.append((CLOSED_BY[opening], found.start()))
        elif closing and still and still[-1][0] == closing:
            still.pop()
        elif closing:
            extra.append(found.start())
        elif found.end() == end and found.group()[0] in "'\"`" and not _TEXT.fullmatch(found.group()):
            still.append((found.group()[0], found.start()))
    places = [*extra[:1], *(at for _, at in still[:1])]
    return Balance("".join(sign for sign, _ in reversed(still)), tuple(extra), min(places, default=None))


def slips(code: str) -> Iterator[Slip]:
    """Every statement whose brackets do not match, in the order of the text."""
    for start, end in _statements(code):
        found = balance(code, start, end)
        if found.first is None:
            continue
        mended = code[start:end]
        for at in found.extra:
            mended = f"{mended[: at - start]} {mended[at - start + 1 :]}"
        if found.closing:
            closing = found.closing + ";"
            room = len(mended) - len(mended.rstrip(" \t")) if end < len(code) else 0
            mended = mended[: len(mended) - room] + closing.ljust(room) if len(closing) <= room else ""
        yield Slip(code[:start] + (mended or _SHOWN.sub(" ", code[start:end])) + code[end:], found.first)


def _statements(code: str) -> Iterator[tuple[int, int]]:
    """The statements of constructors and methods by their indentation; each ends where the next one's words begin."""
    widths = Counter(mark[1] for mark in _MARK.finditer(code))
    if not widths:
        return
    indent = widths.most_common(1)[0][0]
    begun: int | None = None
    count = 0
    for line in _LINE.finditer(code):
        at = line.start(2)
        inside = line[1].startswith(indent) and len(line[1]) > len(indent)
        if inside or (line[1] == indent and line[2] in "})]"):
            continue
        if begun is not None:
            yield begun, at if line[1] == indent else line.start()
            count += 1
        begun = at if line[1] == indent else None
        if count > MAX_STATEMENTS:
            return
