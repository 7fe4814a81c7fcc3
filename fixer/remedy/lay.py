"""A rule's patch laid over a template: parents that are missing are made, what is computed is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fixer.compare.gaps import ABSENT
from fixer.compare.items import same
from fixer.pointer import join, resolve, split

Tokens = tuple[str, ...]
Function = Callable[[Any], str | None]
Change = Callable[[Any, str], Any]
_END = "-"


class Unfit(Exception):
    """The patch does not fit the template; ``reason`` is a clause for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def lay(data: Any, operations: Iterable[Mapping[str, Any]], function: Function) -> Any:
    """``data`` with all operations made, or ``Unfit``. What no operation touches is shared with ``data``, not copied.

    ``function`` tells the name of a function call: nothing is put into one, since what it yields is not known.
    """
    for operation in operations:
        data = _one(data, operation, function)
    return data


def written(data: Any, operations: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The places that operations write; of a list item that comes or goes, the list, whose other items move."""
    found: dict[str, None] = {}
    for operation in operations:
        for key in ("path", "from") if operation["op"] == "move" else ("path",):
            tokens = split(operation[key])
            moves = operation["op"] != "replace" and isinstance(_at(data, tokens[:-1]), list) and tokens[-1] != _END
            if operation["op"] != "test":
                found[join(tokens[:-1] if moves else tokens)] = None
    return tuple(found)


def changes(before: Any, after: Any, places: Iterable[str]) -> bool:
    """Whether ``after`` differs from ``before`` at the places that were written."""
    for place in places:
        tokens = split(place)
        tokens = tokens[:-1] if tokens[-1] == _END else tokens
        if not same(_at(before, tokens), _at(after, tokens)):
            return True
    return False


def _one(data: Any, operation: Mapping[str, Any], function: Function) -> Any:
    kind, tokens = operation["op"], split(operation["path"])
    if kind == "test":
        if not same(_at(data, tokens), operation["value"]):
            raise Unfit(f"{operation['path']} is not what the fix is made for")
        return data
    if kind in ("move", "copy"):
        source = split(operation["from"])
        value = _at(data, source)
        if value is ABSENT:
            raise Unfit(f"there is nothing at {operation['from']}")
        data = _changed(data, source, 0, _without, function, False) if kind == "move" else data
        return _changed(data, tokens, 0, _putting(value), function, True)
    if kind == "add":
        return _changed(data, tokens, 0, _putting(operation["value"]), function, True)
    if _at(data, tokens) is ABSENT:
        raise Unfit(f"there is nothing at {operation['path']}")
    change = _without if kind == "remove" else _replacing(operation["value"])
    return _changed(data, tokens, 0, change, function, False)


def _at(data: Any, tokens: Tokens) -> Any:
    try:
        return resolve(data, tokens)
    except LookupError:
        return ABSENT


def _changed(node: Any, tokens: Tokens, depth: int, change: Change, function: Function, make: bool) -> Any:
    """A copy of ``node`` in which ``change`` was made at ``tokens``; with ``make``, on the way there too."""
    token, rest = tokens[depth], tokens[depth + 1 :]
    if not isinstance(node, dict | list):
        raise Unfit(f"{join(tokens[:depth])} is no container")
    name = function(node) if isinstance(node, dict) else None
    if name is not None and name != token:
        raise Unfit(f"{join(tokens[:depth])} is computed by {name}")
    if not rest:
        return change(node, token)
    inner = _at(node, (token,))
    if inner is ABSENT:
        if not make:
            raise Unfit(f"there is nothing at {join(tokens[: depth + 1])}")
        inner = [] if rest[0] in (_END, "0") else {}
        return _putting(_changed(inner, tokens, depth + 1, change, function, make))(node, token)
    return _replacing(_changed(inner, tokens, depth + 1, change, function, make))(node, token)


def _putting(value: Any) -> Change:
    def put(node: Any, token: str) -> Any:
        if isinstance(node, dict):
            return {**node, token: value}
        at = len(node) if token == _END else _index(token, len(node) + 1)
        return [*node[:at], value, *node[at:]]

    return put


def _replacing(value: Any) -> Change:
    def replaced(node: Any, token: str) -> Any:
        if isinstance(node, dict):
            return {**node, token: value}
        at = _index(token, len(node))
        return [*node[:at], value, *node[at + 1 :]]

    return replaced


def _without(node: Any, token: str) -> Any:
    if isinstance(node, dict):
        if token not in node:
            raise Unfit(f"there is no {token}")
        return {key: item for key, item in node.items() if key != token}
    at = _index(token, len(node))
    return [*node[:at], *node[at + 1 :]]


def _index(token: str, end: int) -> int:
    if not token.isdigit() or len(token) > 9 or int(token) >= end:
        raise Unfit(f"the list has no place {token}")
    return int(token)
