"""YAML text as plain data that remembers where everything stands, so that an error in a rule can point at its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen

MAX_CHARACTERS = 200_000
MAX_DEPTH = 60

Path = tuple[str | int, ...]
_CONSTRUCTED = {"null", "bool", "int", "float"}


@frozen
class Located:
    """Data and, by path, the (line, column) of each value (``places``) and key (``keys``), and a scalar's own text."""

    file: str
    data: Any
    places: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]]
    raw: dict[Path, str]

    def error(self, path: Path, what: str, hint: str | None = None, key: bool = False) -> FixerError:
        """The error at a value (or at its ``key``); a path that is not there counts as the nearest one that is."""
        places = self.keys if key and path in self.keys else self.places
        while path and path not in places:
            path = path[:-1]
        line, column = places.get(path, (1, 1))
        return FixerError(what, self.file, line, column, hint=hint)


@dataclass
class _Builder:
    """Collects events into data; ``open`` holds the unfinished collections."""

    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    root: Any = None


@dataclass
class _Open:
    """A collection that is not yet closed; ``key`` waits for its value."""

    value: Any
    path: Path
    tag: str | None
    key: str | None = None


def read(text: str, file: str) -> Located:
    """One YAML document. ``FixerError`` for aliases, duplicate keys, a second document, great size and depth."""
    import yaml

    if len(text) > MAX_CHARACTERS:
        raise FixerError(f"a rule file of {len(text)} characters; at most {MAX_CHARACTERS} are taken", file, 1, 1)
    builder, documents = _Builder(), 0
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _at(event, file, "a second YAML document; a file holds one rule")
            _take(builder, event, file, yaml)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise FixerError("not valid YAML", file, line, column, cause=error.problem or error.context) from None
    except yaml.reader.ReaderError as error:
        raise FixerError("not valid YAML", file, cause=str(error.reason)) from None
    return Located(file, builder.root, builder.places, builder.keys, builder.raw)


def _at(event: Any, file: str, what: str) -> FixerError:
    return FixerError(what, file, event.start_mark.line + 1, event.start_mark.column + 1)


def _take(builder: _Builder, event: Any, file: str, yaml: Any) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _at(event, file, f"alias *{event.anchor}: rule files are written without aliases")
    if isinstance(event, yaml.ScalarEvent):
        _scalar(builder, event, file, yaml)
    elif isinstance(event, yaml.CollectionStartEvent):
        if len(builder.open) >= MAX_DEPTH:
            raise _at(event, file, f"nested deeper than {MAX_DEPTH} levels")
        path = _place(builder, event, file)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        builder.open.append(_Open(value, path, event.tag))
    elif isinstance(event, yaml.CollectionEndEvent):
        done = builder.open.pop()
        _put(builder, _tagged(done.tag, done.value))


def _scalar(builder: _Builder, event: Any, file: str, yaml: Any) -> None:
    top = builder.open[-1] if builder.open else None
    if top is not None and isinstance(top.value, dict) and top.key is None:
        path = (*top.path, event.value)
        if event.value in top.value:
            raise _at(event, file, f"key '{event.value}' stands twice")
        builder.keys[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        top.key = event.value
        return
    path = _place(builder, event, file)
    builder.raw[path] = event.value
    _put(builder, _tagged(event.tag, _plain(event, yaml) if event.implicit[0] else event.value))


def _place(builder: _Builder, event: Any, file: str) -> Path:
    """The path of the value that begins, noted with its place."""
    path: Path = ()
    if builder.open:
        top = builder.open[-1]
        if isinstance(top.value, dict):
            if top.key is None:
                raise _at(event, file, "a key that is a list or a mapping")
            path = (*top.path, top.key)
        else:
            path = (*top.path, len(top.value))
    builder.places[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
    return path


def _put(builder: _Builder, value: Any) -> None:
    if not builder.open:
        builder.root = value
        return
    top = builder.open[-1]
    if isinstance(top.value, dict):
        top.value[top.key] = value
        top.key = None
    else:
        top.value.append(value)


def _plain(event: Any, yaml: Any) -> Any:
    """An unquoted scalar by YAML 1.1, except that dates and times stay text, as they do in CloudFormation."""
    tag = _resolver().resolve(yaml.ScalarNode, event.value, (True, False))
    kind = tag.rpartition(":")[2]
    if kind not in _CONSTRUCTED or ":" in event.value:
        return event.value
    construct = getattr(yaml.constructor.SafeConstructor(), f"construct_yaml_{kind}")
    try:
        return construct(yaml.ScalarNode(tag, event.value))
    except ValueError:
        return event.value


@cache
def _resolver() -> Any:
    from yaml.resolver import Resolver

    return Resolver()


def _tagged(tag: str | None, value: Any) -> Any:
    """Short tags in their long form: ``!Ref x`` → ``{Ref: x}``."""
    if tag is None or not tag.startswith("!") or tag == "!":
        return value
    name = tag[1:]
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}
