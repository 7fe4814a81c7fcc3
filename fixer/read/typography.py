"""Characters that word processors and web pages put into code: without width, no-break spaces, curly quotes."""

from __future__ import annotations

import re

from fixer.lazy import pattern
from fixer.read.edits import Edit

ZERO_WIDTH = "characters without width taken out"
SPACES = "no-break spaces made spaces"
QUOTES = "curly quotes made straight"

_ZERO = "\u200b\u2060\ufeff"
_NO_BREAK = "\u00a0\u2007\u202f"
_CURLY, _SINGLE = "“”„‟", "‘’‚‛"
# Inside a text they may be meant; beside what structures the code they are not.
_ZERO_WIDTH = pattern(rf"(?<![^\s\"':,\[\]{{}}-])[{_ZERO}]+|[{_ZERO}]+(?![^\s\"':,\[\]{{}}])")
_LEADING = pattern(rf"^[ \t]*[{_NO_BREAK}][ \t{_NO_BREAK}]*", re.MULTILINE)
_AFTER_KEY = pattern(rf"(?<=[\w\"']:)[ \t]*[{_NO_BREAK}][ \t{_NO_BREAK}]*")
# What stands in straight quotes is passed over: curly ones in it are text.
_QUOTED = pattern(
    rf"(?<=[\s\[{{,(])(?:\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*')|(?<=[\s\[{{,(])(?:[{_CURLY}]((?:[^{_CURLY}\\\r\n]|\\.)*)[{_CURLY}]|[{_SINGLE}]([^{_SINGLE}\\\r\n]*)[{_SINGLE}])"
    r"(?=[\s:,\]}]|$)"
)
_TO_ESCAPE = pattern(rf"\\[{_CURLY}]|\\.|\"")
# A name, a type, a version, an ARN, a function's argument or nothing at all in curly quotes is meant to be quoted.
_NOT_TEXT = pattern(
    rf"(?:\b(?:Type|Version|AWSTemplateFormatVersion|Ref|Fn::\w+)[\"']?[ \t]*:|!\w+)[ \t]*[{_CURLY}{_SINGLE}]|"
    rf"^[ \t]*[{_CURLY}]\w+[{_CURLY}][ \t]*:|"
    rf"(?<=[\s\[{{,])[{_CURLY}{_SINGLE}](?:[{_CURLY}{_SINGLE}](?=[\s,\]]|$)|arn:|AWS::)",
    re.MULTILINE,
)


def zero_width(text: str) -> list[Edit]:
    """Edits that take out the characters without width at the edges of lines, names and values."""
    if text.isascii() or not any(character in text for character in _ZERO):
        return []
    return [Edit(*found.span(), "") for found in _ZERO_WIDTH.finditer(text)]


def spaces(text: str) -> list[Edit]:
    """Edits that make spaces of the no-break spaces before keys and before values."""
    if text.isascii() or not any(character in text for character in _NO_BREAK):
        return []
    found = [*_LEADING.finditer(text), *_AFTER_KEY.finditer(text)]
    return [Edit(*one.span(), " " * len(one.group())) for one in found]


def straight_quotes(text: str) -> list[Edit]:
    """Edits that make the curly quotes around whole names and values straight, where some cannot be meant."""
    if text.isascii() or not _NOT_TEXT.search(text):
        return []
    edits = []
    for found in _QUOTED.finditer(text):
        start, end = found.span()
        if text[start] not in _CURLY + _SINGLE:
            continue
        edits += [Edit(start, start + 1, '"'), Edit(end - 1, end, '"')]
        for inner in _TO_ESCAPE.finditer(text, start + 1, end - 1):
            if inner.group()[-1] in _CURLY:
                edits.append(Edit(inner.end() - 1, inner.end(), '"'))
            elif len(inner.group()) == 1:
                edits.append(Edit(inner.start(), inner.start(), "\\"))
    return edits
