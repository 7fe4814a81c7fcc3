"""A file as given: its text, and what is needed to give its bytes back exactly."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from functools import cached_property

from fixer.errors import FixerError
from fixer.frozen import frozen

MAX_BYTES = 10_000_000
MAX_LINES = 500_000

_LINE_END = re.compile(r"\r\n?|\n")


@frozen
class Document:
    """The decoded text of a file, its line ends untouched, its byte order mark noted and taken off."""

    path: str
    text: str
    bom: bool = False

    def encode(self, text: str) -> bytes:
        """The bytes of ``text`` in this document's encoding; ``encode(document.text)`` are the bytes that were read."""
        return (BOM_UTF8 if self.bom else b"") + text.encode("utf-8")

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def error(self, offset: int, what: str, cause: str | None = None, hint: str | None = None) -> FixerError:
        """A ``FixerError`` that names the place of ``offset`` in this file."""
        line, column = self.position(min(offset, len(self.text)))
        return FixerError(what, self.path, line, column, cause, hint)


def from_bytes(path: str, data: bytes) -> Document:
    """Decodes UTF-8; raises ``FixerError`` for what is empty, binary, of another encoding or too large."""
    if len(data) > MAX_BYTES:
        raise too_large(path, len(data))
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise FixerError("the file is in UTF-16", path, hint="save it as UTF-8")
    if b"\0" in data:
        raise FixerError("the file is binary, not text", path, cause=f"a NUL byte at offset {data.index(0)}")
    bom = data.startswith(BOM_UTF8)
    body = data[len(BOM_UTF8) :] if bom else data
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _undecodable(path, body, error.start) from None
    if not text.strip():
        raise FixerError("the file is empty", path)
    if text.count("\n") > MAX_LINES or text.count("\r") > MAX_LINES:
        raise FixerError(f"the file has more than {MAX_LINES:,} lines", path)
    return Document(path, text, bom)


def too_large(path: str, size: int) -> FixerError:
    """The error for a file of ``size`` bytes, so that a caller who knows the size need not read it first."""
    return FixerError(
        f"the file is too large: {size / 1e6:,.1f} MB, and at most {MAX_BYTES // 1_000_000} MB are read", path
    )


def _undecodable(path: str, body: bytes, start: int) -> FixerError:
    before = Document(path, body[:start].decode("utf-8"))
    return before.error(
        start,
        "the file is not UTF-8 text",
        f"the byte 0x{body[start]:02x} begins no UTF-8 character",
        "save the file as UTF-8, or check that it is a text file",
    )
