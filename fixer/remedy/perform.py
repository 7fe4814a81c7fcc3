"""What a JSON Patch (RFC 6902) means on plain data, told strictly: ``true`` is not ``1``, ``01`` is no index.

It stands beside ``jsonpatch`` because a user must be told which operation failed, at which place, and what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from fixer import pointer as pointers
from fixer.compare.gaps import ABSENT

Operation = Mapping[str, Any]

MAX_COPIED = 1_000_000
_MAX_INDEX_DIGITS = 9


class Failed(Exception):
    """An operation that cannot be performed; the data may be half changed. ``number`` counts operations from 0.

    ``part`` is the part of the patch that the operation is in, where it has several.
    ``expected`` and ``found`` are set where a ``test`` failed, ``found`` only where there is a value.
    """

    def __init__(self, reason: str, pointer: str = "", expected: Any = ABSENT, found: Any = ABSENT) -> None:
        super().__init__(reason, pointer)
        self.reason = reason
        self.pointer = pointer
        self.expected = expected
        self.found = found
        self.number = 0
        self.part: int | None = None


def perform(data: Any, operations: Iterable[Operation]) -> Any:
    """``data``, which is changed, after all ``operations``; raises ``Failed`` at the first that does not fit."""
    copied = 0
    for number, operation in enumerate(operations):
        try:
            check(operation)
            if operation["op"] == "copy":
                copied += _size(locate(data, operation["from"]))
                if copied > MAX_COPIED:
                    raise Failed(f"the patch copies more than {MAX_COPIED:,} values", operation["from"])
            data = _PERFORM[operation["op"]](data, operation)
        except Failed as failed:
            failed.number = number
            raise
        except RecursionError:
            deep = Failed("values are nested too deeply", operation["path"])
            deep.number = number
            raise deep from None
    return data


def check(operation: Any) -> None:
    """Raises ``Failed`` for what is no operation: an unknown ``op``, a missing member, a pointer that is none."""
    if not isinstance(operation, Mapping):
        raise Failed("it is not an object")
    if "op" not in operation:
        raise Failed("it has no 'op'")
    name = operation["op"]
    if not isinstance(name, str) or name not in _PERFORM:
        raise Failed(f"its 'op' is {_shown(name)}, which is none of {', '.join(_PERFORM)}")
    for member in ("path", *(["from"] if name in ("move", "copy") else [])):
        if member not in operation:
            raise Failed(f"it has no '{member}', which '{name}' needs")
        _check_pointer(member, operation[member])
    if name in ("add", "replace", "test") and "value" not in operation:
        raise Failed(f"it has no 'value', which '{name}' needs", operation["path"])


def equal(one: Any, other: Any) -> bool:
    """Equality of RFC 6902, section 4.6: numbers by value (``1`` is ``1.0``), objects without order."""
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return bool(one == other)


def locate(data: Any, pointer: str) -> Any:
    """The value at ``pointer``; raises ``Failed``."""
    at = ""
    for token in pointers.split(pointer):
        at = pointers.child(at, token)
        data = data[_member(data, token, at)]
    return data


def _check_pointer(member: str, pointer: Any) -> None:
    if not isinstance(pointer, str):
        raise Failed(f"its '{member}' is {_shown(pointer)}, not a JSON Pointer")
    if pointer and not pointer.startswith("/"):
        raise Failed(f"its '{member}' {_shown(pointer)} is no JSON Pointer: it must be empty or begin with '/'")
    if "~" in pointer.replace("~0", "").replace("~1", ""):
        raise Failed(f"its '{member}' {_shown(pointer)} is no JSON Pointer: after '~' only 0 or 1 may stand")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _member(data: Any, token: str, at: str) -> Any:
    """The key or index of an existing member; raises ``Failed``."""
    if isinstance(data, dict):
        if token not in data:
            raise Failed("there is no such member", at)
        return token
    if isinstance(data, list):
        index = _index(token, at)
        if index >= len(data):
            raise Failed(f"the list has only {len(data)} item{'' if len(data) == 1 else 's'}", at)
        return index
    raise Failed("it lies inside a value that is neither object nor list", at)


def _index(token: str, at: str) -> int:
    if token == "-":
        raise Failed("'-' is the place after the last item: nothing is there", at)
    if not (token.isascii() and token.isdigit()) or (token != "0" and token[0] == "0"):
        raise Failed(f"{_shown(token)} is no index of a list", at)
    # Converting a number of a million digits would take its time; no list is that long.
    return int(token) if len(token) <= _MAX_INDEX_DIGITS else 10**_MAX_INDEX_DIGITS


def _add(data: Any, operation: Operation) -> Any:
    return _put(data, operation["path"], deepcopy(operation["value"]))


def _put(data: Any, pointer: str, value: Any) -> Any:
    if not pointer:
        return value
    container = locate(data, pointers.parent(pointer))
    token = pointers.split(pointer)[-1]
    if isinstance(container, dict):
        container[token] = value
    elif isinstance(container, list):
        index = len(container) if token == "-" else _index(token, pointer)
        if index > len(container):
            raise Failed(f"the list has only {len(container)} item{'' if len(container) == 1 else 's'}", pointer)
        container.insert(index, value)
    else:
        raise Failed("it lies inside a value that is neither object nor list", pointer)
    return data


def _take(data: Any, pointer: str) -> Any:
    """Removes the value at ``pointer`` and returns it."""
    if not pointer:
        raise Failed("the whole document cannot be removed")
    container = locate(data, pointers.parent(pointer))
    return container.pop(_member(container, pointers.split(pointer)[-1], pointer))


def _remove(data: Any, operation: Operation) -> Any:
    _take(data, operation["path"])
    return data


def _replace(data: Any, operation: Operation) -> Any:
    pointer, value = operation["path"], deepcopy(operation["value"])
    if not pointer:
        return value
    container = locate(data, pointers.parent(pointer))
    container[_member(container, pointers.split(pointer)[-1], pointer)] = value
    return data


def _move(data: Any, operation: Operation) -> Any:
    source, target = operation["from"], operation["path"]
    if source == target:
        locate(data, source)
        return data
    if pointers.covers(source, target):
        raise Failed(f"what stands at {source or 'the top'} cannot be moved into itself", target)
    return _put(data, target, _take(data, source))


def _copy(data: Any, operation: Operation) -> Any:
    return _put(data, operation["path"], deepcopy(locate(data, operation["from"])))


def _test(data: Any, operation: Operation) -> Any:
    pointer, expected = operation["path"], operation["value"]
    try:
        found = locate(data, pointer)
    except Failed as failed:
        raise Failed(failed.reason, pointer, expected) from None
    if not equal(found, expected):
        raise Failed("the test failed", pointer, expected, found)
    return data


def _size(value: Any) -> int:
    """How many values a value holds, itself included."""
    count, stack = 0, [value]
    while stack:
        item = stack.pop()
        count += 1
        stack.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    return count


_PERFORM: dict[str, Callable[[Any, Operation], Any]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "move": _move,
    "copy": _copy,
    "test": _test,
}
