"""Strings and numbers of TypeScript: what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixer.cdk.syntax import Syntax

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_INTEGER = re.compile(r"\d+(?:_\d+)*")
_DECIMAL = re.compile(r"(?:\d[\d_]*)?\.?\d*(?:[eE][+-]?\d+)?")
MAX_DIGITS = 300


def cooked(text: str) -> str:
    """What stands between quotes, with its escapes resolved."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found.group()
    return "" if found[4] in "\r\n" else _ESCAPES.get(found[4], found[4])


def string_value(text: str, node: Syntax) -> str:
    """The value of a ``string`` node."""
    end = node.end - 1 if node.children and node.children[-1].end > node.children[-1].start else node.end
    return cooked(text[node.start + 1 : max(end, node.start + 1)])


def template_parts(text: str, node: Syntax) -> Iterator[tuple[str | Syntax, int, int]]:
    """The parts of a template string in turn, with their places: texts that are not empty, and expressions."""
    done = node.start + 1
    for child in node.children:
        if child.kind != "template_substitution":
            continue
        if child.start > done:
            yield _unbroken(text[done : child.start]), done, child.start
        inner = child.parts()
        yield (inner[0] if inner else child), child.start, child.end
        done = child.end
    end = max(node.end - 1, done)
    if end > done:
        yield _unbroken(text[done:end]), done, end


def _unbroken(text: str) -> str:
    """A part of a template string: whatever ends its lines in the file, the string has line feeds."""
    return cooked(text.replace("\r\n", "\n") if "\r" in text else text)


def number_value(text: str) -> int | float | None:
    """The value of a number as it is written; ``None`` where JSON has none for it."""
    plain = text.replace("_", "")
    try:
        if _INTEGER.fullmatch(text) and not (plain[0] == "0" and len(plain) > 1):
            return int(plain) if len(plain) <= MAX_DIGITS else None
        if plain[:2].lower() in ("0x", "0o", "0b"):
            return int(plain, 0) if len(plain) <= MAX_DIGITS else None
        value = float(plain) if _DECIMAL.fullmatch(text) else None
    except ValueError:
        return None
    return value if value is not None and abs(value) != float("inf") else None
