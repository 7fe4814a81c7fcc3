"""How one scalar is written in YAML: plain, quoted, or as a block."""

from __future__ import annotations

import json
import re
from typing import Any

from fixer.lazy import pattern
from fixer.read.scalars import yaml_value

_BAD_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=~ ")
# Words, paths, names of types: most text, and certain at one look.
_WORDS = pattern(r"[A-Za-z][A-Za-z0-9_./-]*(?:::?[A-Za-z0-9_./-]+)*\Z")
_FLOW_MARKS = pattern(r"[,\[\]{}?]|:(?=[,\[\]{}])")
# Whatever starts like a number, a date or a time is quoted: YAML 1.1 and 1.2 disagree about many of these.
_NUMBER_LIKE = pattern(r"[-+]?\.?[0-9][0-9a-fA-F_.,:xob+-]*\Z|[0-9]{4}-[0-9]{1,2}-|\.(?:inf|nan)|0o", re.IGNORECASE)
_SWITCHES = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_LINE_BREAKS = pattern("[\r\x85\u2028\u2029\ufeff]")
_NOT_LITERAL = pattern("[^\t\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
_NEEDS_ESCAPE = pattern("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def plain_allowed(text: str, flow: bool) -> bool:
    """Whether every YAML reader, 1.1 or 1.2, takes the unquoted ``text`` for this very string."""
    if _WORDS.match(text):
        return text.lower() not in _SWITCHES
    if not text or text[0] in _BAD_FIRST or text[-1] in " :" or not text.isprintable():
        return False
    if text.lower() in _SWITCHES or text.startswith(("<<", "...")) or ": " in text or " #" in text:
        return False
    if _LINE_BREAKS.search(text) or "\xa0" in text or _NUMBER_LIKE.match(text):
        return False
    if flow and _FLOW_MARKS.search(text):
        return False
    return isinstance(yaml_value(text), str)


def double_quoted(text: str) -> str:
    """``text`` in double quotes, on one line; every YAML reader and every JSON reader reads it back."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _NEEDS_ESCAPE.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)


def quoted(text: str, quote: str) -> str:
    """``text`` between the wanted quotes, or between double ones where single quotes cannot hold it."""
    if quote == "'" and text.isprintable() and not _NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def number_text(value: int | float) -> str:
    """A number as YAML 1.1 and 1.2 both read it."""
    if isinstance(value, int):
        return str(value)
    if value != value:
        return ".nan"
    if value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    if not exponent:
        return text
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{power if power[0] in '+-' else '+' + power}"


def inline_scalar(value: Any, flow: bool, quote: str, keep: str | None = None) -> str:
    """Any scalar on one line. ``quote``: what to use where quotes are needed; ``keep``: quotes to use for all text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if keep is None and plain_allowed(value, flow):
        return str(value)
    return quoted(value, keep or quote)


def literal_block(text: str, column: int, parent: int, keeps: bool = False) -> tuple[str, list[str]] | None:
    """``|`` header and lines at ``column``, or ``None`` where a literal cannot hold ``text``.

    ``parent`` is the column that an indentation indicator counts from. ``keeps``: whether the blank lines that follow
    the block are known to be its own, so that a text that ends in blank lines can be written.
    """
    body = text.rstrip("\n")
    if not body.strip() or _NOT_LITERAL.search(text):
        return None
    ends = len(text) - len(body)
    if ends > 1 and not keeps:
        return None
    chomping = "-" if ends == 0 else "" if ends == 1 else "+"
    rows = body.split("\n")
    first = next(row for row in rows if row)
    digit = ""
    if first[0] in " \t" or not rows[0]:
        if not 1 <= column - parent <= 9:
            return None
        digit = str(column - parent) if first[0] in " \t" else ""
    lines = [" " * column + row if row else "" for row in rows]
    return "|" + digit + chomping, lines + [""] * (ends - 1 if ends > 1 else 0)


def folded_rows(text: str, width: int, known: dict[str, list[str]]) -> list[str] | None:
    """The rows of a ``>`` block that reads as ``text`` (final line breaks left out), or ``None`` where it cannot.

    ``known`` holds the rows of paragraphs that are already there, so that they keep their line breaks.
    """
    rows: list[str] = []
    for index, paragraph in enumerate(text.rstrip("\n").split("\n")):
        if paragraph != paragraph.strip() or "  " in paragraph or "\t" in paragraph:
            return None
        if index:
            rows.append("")
        if not paragraph:
            continue
        rows += known.get(paragraph) or _wrap(paragraph, width)
    return rows


def _wrap(paragraph: str, width: int) -> list[str]:
    rows: list[str] = []
    for word in paragraph.split(" "):
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return rows
