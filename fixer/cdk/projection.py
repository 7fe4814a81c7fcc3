"""The properties of a construct as those of the resource that it makes, for the conditions of CloudFormation's rules.

What a class decides for itself is unknown there, and so is what the program does not spell out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fixer.catalogue.evaluate import UNKNOWN, Partial
from fixer.cdk.counterparts import Class, Row, Tokens, bound, filled, known_class, name
from fixer.cdk.patches import camel, translated
from fixer.cdk.put import put, spoken
from fixer.compare.gaps import Entry
from fixer.dialect import Counterpart, Projection

_SPREAD = "..."
_DEEPEST = 30


def projected(entry: Entry, body: Any, other: Counterpart) -> Projection | None:
    """The body of a construct as a resource of its type; ``None`` for any other type, and where nothing is known."""
    known = known_class(entry.type) if entry.type else None
    properties = body.get("Properties", {}) if isinstance(body, Mapping) else None
    if known is None or known.part or (known.type, known.section) != (other.type, other.section):
        return None
    if not isinstance(properties, dict) or spoken(properties):
        return None
    made = _plain(known, body, properties) if known.plain else _made(known, body, properties)
    return Projection(
        made,
        lambda tokens: _own(known, properties, tuple(tokens)),
        lambda patch: translated(known, properties, patch),
    )


def _plain(known: Class, body: Mapping[str, Any], properties: dict[str, Any]) -> Any:
    """A class that is one resource: its properties under their other names."""
    given = {**properties, **_assigned(body)}
    whole = _renamed(known.type, (), given, 0)
    return Partial(Type=known.type, Properties=Partial(whole) if _overridden(body) else whole)


def _renamed(kind: str | None, above: Tokens, value: Any, depth: int) -> Any:
    if depth > _DEEPEST or spoken(value):
        return value
    if isinstance(value, list):
        return [_renamed(kind, (*above, "*"), item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    pairs = {key: name(kind, above, key) for key in value if not key.startswith((_SPREAD, "["))}
    items = {new: _renamed(kind, (*above, new), value[key], depth + 1) for key, new in pairs.items()}
    return items if len(pairs) == len(value) else Partial(items)


def _made(known: Class, body: Mapping[str, Any], properties: dict[str, Any]) -> Any:
    """A class that makes a resource in its own way: what the table says, the rest unknown."""
    made = Partial(Properties=Partial()) if known.section == "Resources" else Partial()
    if known.type:
        made["Type"] = known.type
    closed = not _overridden(body)
    for row in sorted(known.rows, key=lambda row: len(row.path)):
        if row.type is None:
            for stars, found, value, above in _found(properties, row.path):
                _lay(made, known, row, filled(row.place, stars), (found, value, closed and _whole(above, row)))
    for method, calls in _mapping(body.get("Calls")).items():
        for row in known.methods if calls else ():
            if row.path[0] == method and row.type is None:
                _set(made, row.place[:2], UNKNOWN)
    for key, value in _assigned(body).items():
        new = name(known.type, (), key)
        _set(made, ("Properties", new), _renamed(known.type, (new,), value, 0))
    return made


def _lay(made: Any, known: Class, row: Row, place: Tokens, case: tuple[bool, Any, bool]) -> None:
    """Put what a row finds, or finds missing, in its place."""
    found, value, certain = case
    if found:
        has_rows = any(
            len(other.path) > len(row.path) and other.path[: len(row.path)] == row.path for other in known.rows
        )
        _set(made, place, put(value, row.value, has_rows))
    elif certain and row.absence == ".":
        # Nothing is written: not the object that it would stand in either, unless something else is in it.
        last = max((number for number, token in enumerate(row.place) if token == "*"), default=0)
        _set(made, place[: last + 2], None, keep=True)
    elif certain and row.absence:
        _set(made, place, json.loads(row.absence), keep=True)


def _whole(above: Mapping[str, Any], row: Row) -> bool:
    """Whether what is not in an object is left out of it for sure."""
    return not any(key.startswith((_SPREAD, "[")) for key in above) and row.unless not in above


def _found(node: Any, path: Tokens) -> Iterator[tuple[Tokens, bool, Any, Mapping[str, Any]]]:
    """Every place that a path leads to: what its stars stand for, whether something is there, what, what holds it."""
    token, rest = path[0], path[1:]
    if token == "*":
        for number, item in enumerate(node if isinstance(node, list) else ()):
            for stars, there, value, above in _found(item, rest):
                yield (str(number), *stars), there, value, above
    elif isinstance(node, dict) and not spoken(node):
        if not rest:
            yield (), token in node, node.get(token), node
        elif token in node:
            yield from _found(node[token], rest)


def _set(made: Any, place: Tokens, value: Any, keep: bool = False) -> None:
    """Put a value in its place, what holds it made as needed; ``keep``: only if nothing is there."""
    node = made
    for token, following in zip(place, (*place[1:], None), strict=False):
        if isinstance(node, list) and token.isdecimal():
            number = int(token)
            node.extend(UNKNOWN for _ in range(number + 1 - len(node)))
            here: Any = node[number]
        elif isinstance(node, Partial):
            here = node.get(token, UNKNOWN)
        else:
            return
        if following is None:
            if not keep or here is UNKNOWN:
                _put_at(node, token, value)
            return
        if not isinstance(here, (Partial, list)):
            if keep and here is not UNKNOWN:
                return
            here = [] if following.isdecimal() else Partial()
            _put_at(node, token, here)
        node = here


def _put_at(node: Any, token: str, value: Any) -> None:
    node[int(token) if isinstance(node, list) else token] = value


def _assigned(body: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in _mapping(body.get("Assigned")).items() if "." not in key}


def _overridden(body: Mapping[str, Any]) -> bool:
    """Whether properties are set behind the back of the class."""
    return any(method.endswith("Override") for method in _mapping(body.get("Calls")))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _own(known: Class, properties: dict[str, Any], tokens: Tokens) -> Tokens:
    """The tokens in the construct of a place in the resource, as far as the table, or its own names, lead."""
    if known.plain:
        return tuple(_own_names(properties, tokens))
    best: tuple[Tokens, int] = ((), 0)
    for row in known.rows:
        for depth in range(len(tokens), best[1], -1):
            stars = bound(row.place[:depth], tokens[:depth]) if row.type is None and len(row.place) >= depth else None
            if stars is not None and (depth == len(row.place) or "*" not in row.path):
                best = (("Properties", *filled(row.path, stars)), depth)
                break
    return best[0] if best[1] > 1 or tokens[:1] != ("Properties",) else tokens[:1]


def _own_names(node: Any, tokens: Sequence[str]) -> Iterator[str]:
    for number, token in enumerate(tokens):
        if number == 0 and token == "Properties":
            yield token
            continue
        known = [key for key in node if key.lower() == token.lower()] if isinstance(node, dict) else []
        new = known[0] if known else token if token.isdecimal() else camel(token)
        yield new
        if isinstance(node, dict):
            node = node.get(new)
        elif isinstance(node, list) and new.isdecimal() and int(new) < len(node):
            node = node[int(new)]
        else:
            node = None
