"""Text of unknown origin made fit to be shown: visible control characters, one line, a given width."""

from __future__ import annotations

import json
import re
import unicodedata

from fixer.lazy import pattern

# C0 and C1 controls (tab and newline excepted), zero-width and bidirectional controls, line and paragraph separators,
# lone surrogates and the invisible tag block: everything that can hide, reorder or command.
_UNSEEN = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
ELLIPSIS = "…"

# ``json.dumps`` makes an encoder for every call that wants other than the usual.
to_json = json.JSONEncoder(ensure_ascii=False, default=str).encode


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(text: str) -> str:
    """``text`` with every unseen character spelled out (``\\x1b``); tabs and newlines stay."""
    if text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return _UNSEEN.sub(_escape, text)


def one_line(text: str) -> str:
    """``text`` visible and folded into one line with single spaces."""
    return " ".join(visible(text.replace("\r\n", "\n")).split())


def clip(text: str, limit: int) -> str:
    """``text`` cut to ``limit`` characters, the last of them ``…`` where something was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + ELLIPSIS


def cells(text: str) -> int:
    """How many terminal columns ``text`` takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fit(text: str, width: int) -> str:
    """``text`` cut to ``width`` terminal columns, with ``…`` where something was cut."""
    if cells(text) <= width:
        return text
    room, kept = width - 1, []
    for char in text:
        room -= _cells(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + ELLIPSIS if width > 0 else ""


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, broken at spaces where there are any."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if cells(candidate) <= width:
            line = candidate
            continue
        if line:
            lines.append(line)
        *full, line = _chunks(word, width)
        lines += full
    return [*lines, line] if line or not lines else lines


def _chunks(word: str, width: int) -> list[str]:
    """``word`` in pieces of at most ``width`` columns, but at least one character each."""
    pieces, piece, used = [], "", 0
    for char in word:
        size = _cells(char)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + char, used + size
    return [*pieces, piece]
