"""What stands between the values of a YAML text; apart from the reader, so that a JSON text needs no YAML library."""

from __future__ import annotations

from fixer.lazy import pattern

_TRIVIA = pattern(r"(?:[ \t\r\n\ufeff]+|(?<![^\s\[\]{},:?-])#[^\r\n]*)+")


def trivia_end(text: str, pos: int) -> int:
    """Where the white space, line breaks and comments that begin at ``pos`` end."""
    found = _TRIVIA.match(text, pos)
    return found.end() if found else pos
