"""Settings as people and programs read them: every key, what it is, and who settled it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fixer.frozen import frozen
from fixer.settings.keys import KEYS, Key
from fixer.settings.settings import DEFAULT, Item, Origin, Path, Settings


@frozen
class Row:
    """One line: a key in dots, its value as plain data, who settled it."""

    key: str
    value: Any
    origin: Origin


def rows(settings: Settings) -> list[Row]:
    """Every key in the order of the table; of tables with names of the user's own, the names that are there."""
    return list(_rows(settings, KEYS, ()))


def _rows(settings: Settings, keys: dict[str, Key] | Any, path: Path) -> Iterator[Row]:
    for name, key in keys.items():
        at = (*path, name)
        if key.members is not None:
            yield from _rows(settings, key.members, at)
        elif key.named:
            found = [(path, item) for path, item in settings.items.items() if path[: len(at)] == at]
            yield from (Row(_dotted(path), _plain(item.value), item.origin) for path, item in found)
        else:
            item = settings.items.get(at, Item(key.default, DEFAULT))
            yield Row(_dotted(at), _plain(item.value), item.origin)


def _dotted(path: Path) -> str:
    return ".".join(step if step.replace("-", "").isalnum() else json.dumps(step) for step in path)


def _plain(value: Any) -> Any:
    """Plain data: words as texts, tags as a table where they have values."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], tuple):
        settled = any(text is not None for _, text in value)
        return dict(value) if settled else [key for key, _ in value]
    return [word.text for word in value]


def text(settings: Settings, file: str | None) -> str:
    """A table for the terminal, headed by the file that was read."""
    told = [(row.key, _value(row.value), str(row.origin)) for row in rows(settings)]
    widths = [max(len(one[column]) for one in told) for column in (0, 1)]
    head = f"settings of {file}" if file else "no settings file"
    lines = [f"{key:<{widths[0]}}  {value:<{min(widths[1], 40)}}  {origin}" for key, value, origin in told]
    return "\n".join([head, "", *lines]) + "\n"


def _value(value: Any) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) and value.isprintable() else json.dumps(value, ensure_ascii=False)


def as_json(settings: Settings, file: str | None) -> str:
    """The same for programs."""
    told = [
        {
            "key": row.key,
            "value": row.value,
            "origin": row.origin.kind,
            "name": row.origin.name or None,
            "line": row.origin.line,
        }
        for row in rows(settings)
    ]
    return json.dumps({"file": file, "settings": told}, ensure_ascii=False, indent=2) + "\n"
