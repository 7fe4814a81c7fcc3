"""RFC 6902 operations, applied to the text itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from fixer import pointer as pointers
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.rewrite import Format, parse, read, rewrite_parsed


def splice(text: str, fmt: Format, operations: Sequence[Mapping[str, Any]]) -> str:
    """``text`` after all ``operations``; what they do not touch keeps its bytes.

    The result reads as what ``jsonpatch`` makes of the data. Raises ``Refused`` where an operation does not fit the
    document, a ``test`` fails, or the text cannot be edited in place.
    """
    root = parse(text.removeprefix("\ufeff"), fmt)
    # Read twice: that costs less than a deep copy.
    target = patched(read(root, fmt), operations)
    return rewrite_parsed(text, fmt, root, read(root, fmt), target, key_renames(operations))


def patched(data: Any, operations: Sequence[Mapping[str, Any]]) -> Any:
    """What ``jsonpatch`` makes of the data, which it changes; raises ``Refused`` that names the operation's place."""
    import jsonpatch
    from jsonpointer import JsonPointerException

    for operation in operations:
        try:
            data = jsonpatch.apply_patch(data, [deepcopy(dict(operation))], in_place=True)
        except jsonpatch.JsonPatchTestFailed:
            raise Refused("the test operation failed", str(operation.get("path", ""))) from None
        except (jsonpatch.JsonPatchException, JsonPointerException, TypeError, KeyError, IndexError) as error:
            raise Refused(f"the operation cannot be applied: {error}", str(operation.get("path", ""))) from None
    return data


def key_renames(operations: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Moves of a key within its map, as old pointer → new key."""
    renames: dict[str, str] = {}
    for operation in operations:
        source, target = operation.get("from"), operation.get("path")
        if operation.get("op") != "move" or not isinstance(source, str) or not isinstance(target, str):
            continue
        outer = pointers.parent(source)
        if source and target and pointers.parent(target) == outer:
            origin = _origin(renames, source)
            renames[origin] = pointers.split(target)[-1]
    return renames


def _origin(renames: dict[str, str], pointer: str) -> str:
    """The pointer in the original document of what earlier renamings brought to ``pointer``."""
    old = ""
    for token in pointers.split(pointer):
        renamed = next(
            (before for before, name in renames.items() if name == token and pointers.parent(before) == old), None
        )
        old = renamed if renamed is not None else pointers.child(old, token)
    return old
