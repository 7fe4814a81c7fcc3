"""What a plain scalar means: YAML 1.1 resolution (dates stay text) and JSON literals."""

from __future__ import annotations

import re
from typing import Any

from fixer.lazy import pattern

_BOOLS = {
    word: value
    for value, words in ((True, "true yes on"), (False, "false no off"))
    for lower in words.split()
    for word in (lower, lower.capitalize(), lower.upper())
}
_WORDS: dict[str, Any] = {**_BOOLS, **dict.fromkeys(("", "~", "null", "Null", "NULL"))}
_SPECIAL = {
    ".inf": float("inf"), ".Inf": float("inf"), ".INF": float("inf"),
    "+.inf": float("inf"), "+.Inf": float("inf"), "+.INF": float("inf"),
    "-.inf": float("-inf"), "-.Inf": float("-inf"), "-.INF": float("-inf"),
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
_INT = pattern(
    r"[-+]?(?:(?P<two>0b[01_]+)|(?P<sixteen>0x[0-9a-fA-F_]+)|(?P<eight>0[0-7_]+)|(?P<ten>0|[1-9][0-9_]*)"
    r"|(?P<sixty>[1-9][0-9_]*(?::[0-5]?[0-9])+))\Z"
)
_FLOAT = pattern(
    r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?(?P<sixty>[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*))\Z"
)
_BASES = {"two": 2, "eight": 8, "ten": 10, "sixteen": 16}
_NUMERIC = frozenset("0123456789+-.")
_LITERALS = {"true": True, "false": False, "null": None}
# More digits than any number of a template has; int() itself takes quadratic time.
_MAX_DIGITS = 1000


def yaml_value(text: str) -> Any:
    """What YAML 1.1 makes of an unquoted ``text``: a bool, ``None``, a number or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC or len(text) > _MAX_DIGITS:
        return text
    if text in _SPECIAL:
        return _SPECIAL[text]
    match = _INT.match(text)
    if match is not None:
        return _integer(match)
    match = _FLOAT.match(text)
    if match is None:
        return text
    digits = text.replace("_", "")
    return _sixty(digits, float) if match["sixty"] else float(digits)


def json_value(text: str) -> Any:
    """The value of a JSON literal: ``true``, ``false``, ``null`` or a number."""
    if text in _LITERALS:
        return _LITERALS[text]
    try:
        return int(text)
    except ValueError:
        return float(text)


def _integer(match: re.Match[str]) -> Any:
    text = match.group()
    digits = text.replace("_", "")
    kind = match.lastgroup
    if kind == "sixty":
        return _sixty(digits, int)
    try:
        return int(digits, _BASES[str(kind)])
    except ValueError:  # "0x_": the pattern lets it pass, but it has no digits
        return text


def _sixty(digits: str, number: Any) -> Any:
    """``1:30`` is 90: base 60, as YAML 1.1 has it."""
    sign = -1 if digits[0] == "-" else 1
    value = number(0)
    for part in digits.lstrip("+-").split(":"):
        value = value * 60 + number(part)
    return sign * value
