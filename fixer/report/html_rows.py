"""One row of a template as markup. There are thousands of them: they are written here, not by a Jinja template."""

from __future__ import annotations

from collections.abc import Mapping

from fixer.lazy import pattern
from fixer.report.mask import SideName
from fixer.report.text import visible

# The issues that touch a row: whether each begins there, and whether the row itself is meant or what it lacks.
Marks = dict[int, tuple[bool, bool]]

LETTERS: dict[SideName, str] = {"model": "m", "ideal": "t"}  # begin the ids of rows; i is for issues
_WRAPPED = 36  # characters of a row from which on it may have to be wrapped
_MOST_INDENT = 15
_MOST_TAGS = 6  # issues named at the end of a row
_KEY = pattern(r"^(\s*(?:- +)*)(\"(?:[^\"\\]|\\.){1,200}\"|'[^']{1,200}'|[\w.$:/-]{1,200}?)(?=\s*:(?:\s|$))")


def row(name: str, line: int, text: str, marks: Marks, severities: Mapping[int, str]) -> str:
    """The row by its id, with its line in the user's file and the issues (by number) that touch it."""
    shown = visible(text)
    kinds = _classes(shown, marks)
    attributes = f' class="{kinds}"' if kinds else ""
    tags = ""
    if marks:
        attributes += f' data-i="{" ".join(map(str, marks))}"'
        begun = [number for number, (begins, _) in marks.items() if begins][:_MOST_TAGS]
        tags = "".join(_tag(number, severities[number]) for number in begun)
    return f'<span id="{name}" data-n="{line}"{attributes}>{tags}{_text(shown)}\n</span>'


def _classes(text: str, marks: Marks) -> str:
    """What colours a row, and how far the rest of a long one hangs below its first word, in steps of two."""
    bare = text.lstrip(" ")
    state = "on" if any(own for _, own in marks.values()) else "at" if marks else ""
    hang = f"n{min((len(text) - len(bare)) // 2, _MOST_INDENT) + 1}" if len(text) > _WRAPPED else ""
    return " ".join(filter(None, (state, "note" if bare[:1] == "#" else "", hang)))


def _tag(number: int, severity: str) -> str:
    return f'<a class="tag {severity}" href="#i{number}" aria-label="Issue {number}">{number}</a>'


def _text(text: str) -> str:
    key = _KEY.match(text)
    if key is None:
        return _escaped(text)
    return f"{key[1]}<b>{_escaped(key[2])}</b>{_escaped(text[key.end() :])}"


def _escaped(text: str) -> str:
    """Text as the content of an element; quotes need no escape there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
