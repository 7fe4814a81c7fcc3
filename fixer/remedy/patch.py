"""The RFC 6902 operations that lead from one value to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from difflib import SequenceMatcher
from typing import Any

from fixer.compare.items import freeze, same
from fixer.pointer import child, parent, resolve, split
from fixer.remedy.perform import perform

Operation = dict[str, Any]
MOST_MATCHED = 4_000_000  # items of one list times items of the other


def operations(before: Any, after: Any, renames: Mapping[str, str] | None = None) -> tuple[Operation, ...]:
    """Few operations, each on the value as the ones before it leave it; renamed keys first, as moves.

    What both values share as one object is not looked into.
    """
    moves = []
    for pointer, name in (renames or {}).items():
        moves.append({"op": "move", "from": pointer, "path": child(parent(pointer), name)})
    return (*moves, *_value(_moved(before, renames or {}), after, ""))


def _moved(before: Any, renames: Mapping[str, str]) -> Any:
    if not renames:
        return before
    result = {}
    for section, body in before.items():
        if isinstance(body, dict):
            names = {name: renames.get(child(child("", section), name), name) for name in body}
            result[section] = {names[name]: item for name, item in body.items()}
        else:
            result[section] = body
    return result


def _value(before: Any, after: Any, at: str) -> Iterator[Operation]:
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _mapping(before, after, at)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _list(before, after, at)
    elif not same(before, after):
        yield {"op": "replace", "path": at, "value": after}


def _mapping(before: dict[str, Any], after: dict[str, Any], at: str) -> Iterator[Operation]:
    for key in before:
        if key not in after:
            yield {"op": "remove", "path": child(at, key)}
    for key, item in after.items():
        if key not in before:
            yield {"op": "add", "path": child(at, key), "value": item}
        elif before[key] is not item:  # asked here, because most members are shared and a call for each adds up
            yield from _value(before[key], item, child(at, key))


def _list(before: list[Any], after: list[Any], at: str) -> Iterator[Operation]:
    """From the end to the start, so that the indexes of what is still to do stay right."""
    left, right = [freeze(item) for item in before], [freeze(item) for item in after]
    for tag, a, b, c, d in reversed(_opcodes(left, right)):
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for n in range(b - 1, a + both - 1, -1):
            yield {"op": "remove", "path": child(at, n)}
        for m in range(d - 1, c + both - 1, -1):
            yield {"op": "add", "path": child(at, a + both), "value": after[m]}
        for n in range(both):
            yield from _value(before[a + n], after[c + n], child(at, a + n))


def _opcodes(left: list[str], right: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Which runs of two lists are equal; of very long ones only their ends, because the matcher takes the square."""
    if len(left) * len(right) <= MOST_MATCHED:
        return list(SequenceMatcher(None, left, right, autojunk=False).get_opcodes())
    least = min(len(left), len(right))
    head = next((n for n in range(least) if left[n] != right[n]), least)
    tail = next((n for n in range(least - head) if left[-1 - n] != right[-1 - n]), least - head)
    middle = ("replace", head, len(left) - tail, head, len(right) - tail)
    return [("equal", 0, head, 0, head), middle, ("equal", *middle[2:3], len(left), middle[4], len(right))]


def guarded(operations: Iterable[Operation], data: Any) -> tuple[Operation, ...]:
    """The operations, each that takes away what stands in ``data`` with a ``test`` of it before.

    Such a patch fits the very value it was made for, and no other. ``data`` is not changed.
    """
    result: list[Operation] = []
    # What is given stays to the end, so that no copy gets the number of a container of it.
    changed, owned = data, set[int]()
    for operation in operations:
        # An ``add`` over an existing member takes its old value away too.
        place: str = operation["from"] if "from" in operation else operation["path"]
        outer = _lookup(changed, parent(place)) if place else None
        there = operation["op"] != "add" or (isinstance(outer, dict) and split(place)[-1] in outer)
        if there and operation["op"] not in ("test", "copy"):
            result.append({"op": "test", "path": place, "value": _lookup(changed, place)})
        result.append(operation)
        if operation["op"] == "move":
            # What a test before it shows goes on changing at its new place.
            owned.clear()
        for pointer in (operation["path"], place):
            changed = _own(changed, pointer, owned)
        changed = perform(changed, (operation,))
    return tuple(result)


def _lookup(data: Any, pointer: str) -> Any:
    try:
        return resolve(data, pointer)
    except LookupError:
        return None


def _own(data: Any, pointer: str, owned: set[int]) -> Any:
    """``data`` with copies of the containers on the way to ``pointer``, so that they may be changed.

    ``owned``: the numbers of those that are copies already.
    """

    def own(value: Any) -> Any:
        if id(value) not in owned:
            value = copy(value)
            owned.add(id(value))
        return value

    result = at = own(data)
    for token in split(pointer)[:-1]:
        key = int(token) if isinstance(at, list) else token
        at[key] = own(at[key])
        at = at[key]
    return result
