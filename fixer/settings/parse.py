"""A settings text, checked key by key: a layer, or an error that says where it is wrong and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fixer.settings.keys import KEYS, MAX_NUMBER, PARAMETER, REGION, TYPE, Form, Key
from fixer.settings.nearest import meant
from fixer.settings.selectors import KINDS, selector
from fixer.settings.settings import Item, Layer, Origin, Path, Word
from fixer.settings.toml_text import Located, read
from fixer.settings.toml_text import Path as Place

TABLE = ("tool", "fixer")
MAX_WORDS = 2_000
_NEVER_SET = {"show-secrets": "secrets are shown where a call asks for it, with --show-secrets"}
_NAMES = {bool: "a truth value", int: "a number", float: "a fraction", str: "a text", list: "a list", dict: "a table"}


def parse(text: str, file: str, folder: str = "", in_project: bool = False) -> Layer:
    """The layer of a file. ``in_project``: it is a pyproject.toml, where ``[tool.fixer]`` alone counts.

    Raises ``FixerError`` with file, line and column.
    """
    return _Reader(read(text, file), Origin("file", file), TABLE if in_project else ()).layer(folder)


def parse_option(text: str, option: str) -> Layer:
    """The layer of an option's own text: ``--config 'fail-on = "high"'``."""
    return _Reader(read(text, option), Origin("option", option), ()).layer("")


class _Reader:
    """Reads what stands under one table of a document."""

    def __init__(self, source: Located, origin: Origin, table: Place) -> None:
        self._source, self._origin, self._table = source, origin, table

    def layer(self, folder: str) -> Layer:
        data: Any = self._source.data
        for length, step in enumerate(self._table, 1):
            data = data.get(step, {})
            if not isinstance(data, dict):
                raise self._source.error(self._table[:length], f"'{step}' is a table")
        return Layer(dict(self._items(data, KEYS, ())), folder)

    def _items(self, data: Mapping[str, Any], keys: Mapping[str, Key], path: Path) -> Iterator[tuple[Path, Item]]:
        for name, value in data.items():
            key = keys.get(name)
            at = (*path, name)
            if key is None:
                raise self._unknown(at, keys)
            if key.members is not None:
                self._expect(at, dict, "a table")
                yield from self._items(value, key.members, at)
            elif key.named:
                self._expect(at, dict, "a table")
                for member in value:
                    made = _BY_NAME[key.form](self, (*at, member), member)
                    yield (*at, member), Item(made, self._at((*at, member)))
            else:
                yield at, Item(_FORMS[key.form](self, at, key), self._at(at))

    def _unknown(self, path: Path, keys: Mapping[str, Key]) -> Exception:
        name = path[-1]
        hint = _NEVER_SET.get(name.replace("_", "-")) if len(path) == 1 else None
        hint = hint or meant(name, keys) or f"the keys are {', '.join(keys)}"
        where = f" in '{path[-2]}'" if len(path) > 1 else ""
        return self._error(path, f"unknown key '{name}'{where}", hint, key=True)

    def _at(self, path: Place) -> Origin:
        line, column = self._source.place(self._table + path)
        if self._origin.kind == "option":
            return self._origin
        return Origin(self._origin.kind, self._origin.name, line, column)

    def _error(self, path: Place, what: str, hint: str = "", key: bool = False) -> Exception:
        return self._source.error(self._table + path, what, hint or None, key)

    def _value(self, path: Place) -> Any:
        value: Any = self._source.data
        for step in self._table + path:
            value = value[step]
        return value

    def _expect(self, path: Place, kind: type, wanted: str) -> Any:
        value = self._value(path)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            given = _NAMES.get(type(value), "a date")
            raise self._error(path, f"'{_last(path)}' is {wanted}, not {given}")
        return value

    def _list(self, path: Path) -> list[Place]:
        items = self._expect(path, list, "a list")
        if len(items) > MAX_WORDS:
            raise self._error(path, f"'{_last(path)}' has {len(items)} items; at most {MAX_WORDS} are taken")
        return [(*path, number) for number in range(len(items))]

    def _words(self, path: Path, check: Callable[[Place, str], None]) -> tuple[Word, ...]:
        found = []
        for at in self._list(path):
            text = self._expect(at, str, "a list of texts")
            check(at, text)
            found.append(Word(text, self._at(at)))
        return tuple(found)

    def _selector(self, path: Place, text: str) -> None:
        try:
            selector(text)
        except ValueError as error:
            what, _, hint = str(error).partition("\n")
            raise self._error(path, what, hint or f"a rule's id, a glob of ids, or {', '.join(_KINDS)}") from None

    def _matching(self, path: Place, text: str, form: str, wanted: str) -> None:
        if not re.fullmatch(form, text):
            raise self._error(path, f"'{text}' is {wanted}")

    def selectors(self, path: Path, key: Key) -> tuple[Word, ...]:
        return self._words(path, self._selector)

    def selectors_by_glob(self, path: Path, name: str) -> tuple[Word, ...]:
        if not name.strip("/"):
            raise self._error(path, "a glob is missing", key=True)
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            what = f"'{name}' leads out of the folder of the settings"
            raise self._error(path, what, "a glob is seen from there: stacks/legacy/**", key=True)
        if "\\" in name:
            raise self._error(path, f"'{name}' names no file", "folders are parted by / on every system", key=True)
        return self._words(path, self._selector)

    def severity(self, path: Path, name: str) -> str:
        try:
            found = selector(name)
        except ValueError as error:
            what, _, hint = str(error).partition("\n")
            raise self._error(path, what, hint, key=True) from None
        if found.kind != "rule":
            hint = "a rule's id, or a glob of ids such as 'bucket-*'"
            raise self._error(path, f"'{name}' is no rule", hint, key=True)
        return self.choice(path, KEYS["severities"])

    def choice(self, path: Path, key: Key) -> str:
        value = self._value(path)
        if isinstance(value, bool) and {"on", "off"} <= set(key.choices):
            return "on" if value else "off"
        text: str = self._expect(path, str, f"one of {', '.join(key.choices)}")
        if text not in key.choices:
            what = f"'{text}' is no value of '{_last(path)}'"
            raise self._error(path, what, meant(text, key.choices) or f"one of {', '.join(key.choices)}")
        return text

    def text(self, path: Path, key: Key) -> str:
        text: str = self._expect(path, str, "a text")
        if not text.strip():
            raise self._error(path, f"'{_last(path)}' is empty")
        return text

    def parameter(self, path: Path, key: Key) -> str:
        text = self.text(path, key)
        self._matching(path, text, PARAMETER, "no name of a parameter: letters and digits alone")
        return text

    def folders(self, path: Path, key: Key) -> tuple[Word, ...]:
        return self._words(path, lambda at, text: None)

    def number(self, path: Path, key: Key) -> int:
        value: int = self._expect(path, int, "a whole number")
        if not 0 <= value <= MAX_NUMBER:
            raise self._error(path, f"'{_last(path)}' is a whole number from 0 to {MAX_NUMBER}")
        return value

    def quota(self, path: Path, name: str) -> int:
        if not re.fullmatch(TYPE, name):
            raise self._error(path, f"'{name}' is no resource type", "as in AWS::EC2::EIP", key=True)
        return self.number(path, KEYS["facts"])

    def regions(self, path: Path, key: Key) -> tuple[Word, ...]:
        return self._words(path, lambda at, text: self._matching(at, text, REGION, "no region, such as eu-west-1"))

    def tags(self, path: Path, key: Key) -> tuple[tuple[str, str | None], ...]:
        value = self._value(path)
        if isinstance(value, dict):
            return tuple((self._tag(path, name), self._expect((*path, name), str, "a text")) for name in value)
        if not isinstance(value, list):
            self._expect(path, list, "a list of keys, or a table of keys and values")
        words = self._words(path, lambda at, text: None)
        return tuple((self._tag(path, word.text), None) for word in words)

    def _tag(self, path: Path, name: str) -> str:
        if not name or len(name) > 128 or name.lower().startswith("aws:"):
            raise self._error(
                path, f"'{name[:140]}' is no key of a tag", "1 to 128 characters that do not begin with aws:"
            )
        return name


_KINDS = tuple(f"{kind}:…" for kind in KINDS[1:])
_FORMS: Mapping[Form, Callable[[_Reader, Path, Key], Any]] = {
    "selectors": _Reader.selectors,
    "choice": _Reader.choice,
    "text": _Reader.text,
    "parameter": _Reader.parameter,
    "folders": _Reader.folders,
    "number": _Reader.number,
    "regions": _Reader.regions,
    "tags": _Reader.tags,
}
# Tables whose names are the user's own.
_BY_NAME: Mapping[Form, Callable[[_Reader, Path, str], Any]] = {
    "selectors by glob": _Reader.selectors_by_glob,
    "severity by selector": _Reader.severity,
    "numbers by type": _Reader.quota,
}


def _last(path: Place) -> str:
    """The name of a value: that of its list, where it is an item."""
    return next(str(step) for step in reversed(path) if isinstance(step, str))
