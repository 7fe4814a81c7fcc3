"""Properties that the published schema of a type does not have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fixer.cfn import schema
from fixer.cfn.intrinsics import function
from fixer.compare.gaps import Entry

_DEPTH = 6


def problem(entry: Entry, path: Sequence[str], value: Any) -> str | None:
    """What the published schema has against ``value`` at ``path``: the first property in it that does not exist."""
    if not entry.type or path[:1] != ("Properties",) or "#" in path:
        return None
    known = schema.facts(entry.type)
    return _unknown(known, entry.type, tuple(path[1:]), value, _DEPTH) if known else None


def _unknown(known: schema.TypeFacts, kind: str, path: tuple[str, ...], value: Any, depth: int) -> str | None:
    if any(token.startswith("Fn::") for token in path) or not depth:
        return None
    if path and known.knows(path) is False:
        place = ".".join(token for token in path if not token.isdigit())
        nearest = known.nearest(path)
        return f"{place} is no property of {kind}" + (f"; the nearest is {nearest}" if nearest else "")
    if isinstance(value, dict) and function(value) is None:
        items: Iterable[tuple[str, Any]] = ((str(key), item) for key, item in value.items())
    elif isinstance(value, list):
        items = ((str(number), item) for number, item in enumerate(value))
    else:
        return None
    found = (_unknown(known, kind, (*path, key), item, depth - 1) for key, item in items)
    return next((text for text in found if text), None)
