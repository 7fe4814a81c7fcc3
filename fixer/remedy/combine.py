"""Patches made for one and the same document, each without knowledge of the others, performed together.

What one inserts or removes in a list, or moves, shifts the places that the others speak of; their pointers follow.
Where two put an object at one place that was empty, its members come together. Two patches that change the same place
otherwise do not go together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Literal

from fixer.compare.gaps import ABSENT
from fixer.frozen import frozen
from fixer.pointer import child, covers, parent
from fixer.remedy.perform import Failed, Operation, equal, locate, perform


@frozen
class _Shift:
    """An item was put in at ``at`` or taken out of it, or what stood at ``at`` moved to ``to``."""

    kind: Literal["insert", "remove", "move"]
    at: str
    to: str = ""


def combine(data: Any, parts: Mapping[int, Sequence[Operation]]) -> tuple[Any, list[Operation]]:
    """``data`` after all parts, in their order, and the operations that lead there; it is not changed itself.

    Raises ``Failed`` with the key of the part where one does not fit the document or another part.
    """
    result = deepcopy(data)
    done: list[_Shift] = []
    performed: list[Operation] = []
    for number, operations in parts.items():
        try:
            perform(deepcopy(data), operations)
            result, shifts, carried = _perform(data, result, operations, done)
        except Failed as failed:
            failed.part = number
            raise
        done += shifts
        performed += carried
    return result, performed


def _perform(
    base: Any, data: Any, operations: Sequence[Operation], done: Sequence[_Shift]
) -> tuple[Any, list[_Shift], list[Operation]]:
    """``data`` after a part whose operations speak of ``base``, the shifts that it brought, the operations made."""
    found: list[_Shift] = []
    made: list[Operation] = []
    for number, operation in enumerate(operations):
        if _guards_move(operation, operations[number + 1 : number + 2]):
            continue
        carried, after = dict(operation), list(done)
        for member in ("from", "path"):
            if member in operation:
                inserts = member == "path" and operation["op"] in ("add", "copy", "move")
                carried[member] = _carried(operation[member], done, inserts)
        if _is_new_elsewhere(base, data, operation, carried):
            carried["value"] = _united(locate(data, carried["path"]), carried.get("value", ABSENT), carried["path"])
        for shift, own in zip(_shifts(data, carried), _shifts(data, carried, operation), strict=True):
            found.append(shift)
            after = _past(after, own)
        data = perform(data, (carried,))
        made.append(carried)
        done = after
    return data, found, made


def _carried(pointer: str, shifts: Sequence[_Shift], inserts: bool) -> str:
    for shift in shifts:
        pointer = _follow(pointer, shift, inserts, later=True)
    return pointer


def _past(shifts: Sequence[_Shift], own: _Shift) -> list[_Shift]:
    """The shifts as they are where ``own`` has been made before them."""
    result = []
    for shift in shifts:
        inserts = shift.kind == "insert"
        passed = replace(shift, at=_follow(shift.at, own, inserts, later=False))
        if shift.to:
            passed = replace(passed, to=_follow(shift.to, own, True, later=False))
        result.append(passed)
        own = replace(own, at=_follow(own.at, shift, own.kind == "insert", later=True))
    return result


def _shifts(data: Any, carried: Operation, given: Operation | None = None) -> list[_Shift]:
    """What an operation shifts, told by the data that it is about to change; in the pointers of ``given``."""
    said = given or carried
    name, shifts = carried["op"], []
    if name == "move" and not (_in_list(data, carried["from"]) or _in_list(data, carried["path"])):
        return [_Shift("move", said["from"], said["path"])]
    if name == "move" and _in_list(data, carried["from"]):
        shifts.append(_Shift("remove", said["from"]))
    if name == "remove" and _in_list(data, carried["path"]):
        shifts.append(_Shift("remove", said["path"]))
    if name in ("add", "copy", "move") and _in_list(data, carried["path"]) and not said["path"].endswith("/-"):
        shifts.append(_Shift("insert", said["path"]))
    return shifts


def _in_list(data: Any, pointer: str) -> bool:
    try:
        return bool(pointer) and isinstance(locate(data, parent(pointer)), list)
    except Failed:
        return False


def _follow(pointer: str, shift: _Shift, inserts: bool, later: bool) -> str:
    """Where a place is after a shift. Of two insertions at one place the ``later`` one comes behind."""
    if shift.kind == "move":
        return shift.to + pointer[len(shift.at) :] if covers(shift.at, pointer) else pointer
    outer = parent(shift.at)
    token, slash, rest = pointer.removeprefix(outer + "/").partition("/")
    if not pointer.startswith(outer + "/") or not token.isdigit():
        return pointer
    index, at = int(token[:9]), int(shift.at[len(outer) + 1 :][:9])
    if shift.kind == "insert":
        index += index > at or (index == at and (later or not inserts or bool(slash)))
    elif index > at:
        index -= 1
    elif index == at and (slash or not inserts):
        raise Failed("what stood here is removed by another part of the patch", pointer)
    return child(outer, index) + slash + rest


def _guards_move(operation: Operation, following: Sequence[Operation]) -> bool:
    """Whether a test is about what the next operation moves: moving it is right whatever other parts did inside."""
    return operation["op"] == "test" and any(
        after["op"] == "move" and after["from"] == operation["path"] for after in following
    )


def _is_new_elsewhere(base: Any, data: Any, operation: Operation, carried: Operation) -> bool:
    """Whether an operation puts something where only another part has put something."""
    path = carried["path"]
    if operation["op"] not in ("add", "copy", "move") or not path or _in_list(data, path) or not _there(data, path):
        return False
    return not _there(base, operation["path"])


def _united(there: Any, new: Any, at: str) -> Any:
    """What two parts put at one place, where they do not contradict each other."""
    if isinstance(there, dict) and isinstance(new, dict):
        both = {name: _united(there[name], new[name], child(at, name)) for name in new if name in there}
        return {**there, **new, **both}
    if not equal(there, new):
        raise Failed("another part of the patch has put something else here", at)
    return there


def _there(data: Any, pointer: str) -> bool:
    try:
        locate(data, pointer)
    except Failed:
        return False
    return True
