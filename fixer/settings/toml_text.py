"""TOML with the place of every key and value, which the standard library's reader does not tell.

The standard library reads and checks the text; the scanner here walks a text that is known to be right, so that it has
to tell keys, strings and brackets apart and nothing more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.lazy import pattern

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 60
Path = tuple[str | int, ...]

_SPACE = pattern(r"(?:[ \t\r\n]+|#[^\n]*)*")
_INDENT = pattern(r"[ \t]*")
_BARE = pattern(r"[A-Za-z0-9_-]+")
_PLAIN = pattern(r"[^,\]}#\r\n]+")
_STRINGS = pattern(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_REPORTED = pattern(r"^(.*) \((?:at line (\d+), column (\d+)|at end of document)\)$", re.DOTALL)


@frozen
class Located:
    """A document's data. ``keys`` and ``values``: (line, column), from 1, of the key and of the value at a path."""

    file: str
    data: dict[str, Any]
    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of a value."""
        return self._value(path)

    def error(self, path: Path, what: str, hint: str | None = None, key: bool = False) -> FixerError:
        """An error at a value, or at its key; where a place has none, at the nearest around it."""
        line, column = self._key(path) if key else self._value(path)
        return FixerError(what, self.file, line, column, hint=hint)

    def _key(self, path: Path) -> tuple[int, int]:
        return next((self.keys[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.keys), (1, 1))

    def _value(self, path: Path) -> tuple[int, int]:
        for length in range(len(path), 0, -1):
            for places in (self.values, self.keys):
                if path[:length] in places:
                    return places[path[:length]]
        return (1, 1)


def read(text: str, file: str) -> Located:
    """The data of a TOML text. Raises ``FixerError`` with line and column for one that is none, or is too large."""
    import tomllib

    if len(text) > MAX_CHARACTERS:
        raise FixerError(f"has {len(text)} characters; at most {MAX_CHARACTERS} are read", file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(str(error), text, file) from None
    except RecursionError:
        raise FixerError("is nested too deeply", file) from None
    scanner = _Scanner(text, file)
    scanner.document()
    return Located(file, data, scanner.keys, scanner.values)


def _broken(message: str, text: str, file: str) -> FixerError:
    found = _REPORTED.match(message)
    if found is None:
        return FixerError(f"no TOML: {message[:200]}", file)
    lines = text.split("\n")
    line, column = (int(found[2]), int(found[3])) if found[2] else (len(lines), len(lines[-1]) + 1)
    return FixerError(f"no TOML: {found[1][:200]}", file, line, column)


class _Scanner:
    """Walks a text that is valid TOML and notes where keys and values begin."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file, self._at = text, file, 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._tables: dict[Path, int] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}

    def document(self) -> None:
        table: Path = ()
        self._skip(_SPACE)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table, 0)
            self._skip(_SPACE)

    def _header(self) -> Path:
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        path: Path = ()
        for step, place in self._key():
            path = (*path, step)
            self.keys.setdefault(path, place)
            if path in self._tables:
                path = (*path, self._tables[path])
        if many:
            # The last step named the list: a header opens the next table of it.
            own = path[:-1] if isinstance(path[-1], int) else path
            self._tables[own] = self._tables.get(own, -1) + 1
            path = (*own, self._tables[own])
        self._at += 2 if many else 1
        return path

    def _pair(self, table: Path, depth: int) -> None:
        path = table
        for step, place in self._key():
            path = (*path, step)
            self.keys.setdefault(path, place)
        self._at += 1
        self._skip(_INDENT)
        self._value(path, depth)

    def _key(self) -> list[tuple[str, tuple[int, int]]]:
        """The parts of a dotted key, each with its place; stands at what follows it."""
        steps = []
        while True:
            self._skip(_INDENT)
            place = self._place()
            found = _STRINGS.match(self._text, self._at) or _BARE.match(self._text, self._at)
            assert found is not None
            steps.append((_name(found[0]), place))
            self._at = found.end()
            self._skip(_INDENT)
            if not self._text.startswith(".", self._at):
                return steps
            self._at += 1

    def _value(self, path: Path, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise FixerError("is nested too deeply", self._file, self._place()[0])
        self.values[path] = self._place()
        opening = self._text[self._at]
        if opening in "\"'":
            self._skip(_STRINGS)
        elif opening == "[":
            self._items(path, depth)
        elif opening == "{":
            self._members(path, depth)
        else:
            self._skip(_PLAIN)

    def _items(self, path: Path, depth: int) -> None:
        number = 0
        self._at += 1
        while self._more("]"):
            self._value((*path, number), depth + 1)
            number += 1
        self._at += 1

    def _members(self, path: Path, depth: int) -> None:
        self._at += 1
        while self._more("}"):
            self._pair(path, depth + 1)
        self._at += 1

    def _more(self, closing: str) -> bool:
        """After a bracket or an item: whether an item follows before the closing bracket; stands at it."""
        self._skip(_SPACE)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_SPACE)
        return self._text[self._at] != closing

    def _skip(self, wanted: re.Pattern[str]) -> None:
        found = wanted.match(self._text, self._at)
        if found is not None:
            self._at = found.end()

    def _place(self) -> tuple[int, int]:
        line = bisect_right(self._starts, self._at)
        return line, self._at - self._starts[line - 1] + 1


def _name(written: str) -> str:
    """A key as it is meant."""
    import tomllib

    if written[0] not in "\"'":
        return written
    return next(iter(tomllib.loads(f"{written} = 0")))
