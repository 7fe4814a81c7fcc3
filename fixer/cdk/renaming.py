"""The same value under other names: every mention of a construct or a variable, rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fixer.cdk.references import CODE, WITHIN, WORD

Names = Mapping[tuple[str, str], str]


def rename(value: Any, names: Names, path: Sequence[str] = ()) -> Any:
    """``value`` with mentions of renamed entries rewritten; the same object where it holds none."""
    return _walk(value, names) if names else value


def _walk(value: Any, names: Names) -> Any:
    if isinstance(value, list):
        items = [_walk(item, names) if isinstance(item, (dict, list)) else item for item in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, argument),) = value.items()
        new = _mention(name, argument, names)
        if new is not argument:
            return {name: new}
        if name in ("$ref", "$name"):
            return value
    changed = False
    result = {}
    for key, item in value.items():
        if isinstance(item, (dict, list)):
            new = _walk(item, names)
        else:
            new = _code(item, names) if key == WITHIN and isinstance(item, str) else item
        changed = changed or new is not item
        result[key] = new
    return result if changed else value


def _mention(name: str, argument: Any, names: Names) -> Any:
    """What a function names, under its new name; the same object where that is not renamed."""
    if name == "$ref" and isinstance(argument, str):
        return names.get(("construct", argument), names.get(("stack", argument), argument))
    if name == "$name" and isinstance(argument, str):
        return names.get(("name", argument), argument)
    if name in CODE and isinstance(argument, str):
        return _code(argument, names)
    if name == "$get" and isinstance(argument, list) and argument and isinstance(argument[0], str):
        new = names.get(("construct", argument[0]), names.get(("stack", argument[0])))
        return argument if new is None or new == argument[0] else [new, *argument[1:]]
    return argument


def _code(text: str, names: Names) -> str:
    # Of variables of another class, code gives the name without the class.
    plain = {old.rpartition("/")[2]: new.rpartition("/")[2] for (space, old), new in names.items() if space == "name"}

    def replace(match: re.Match[str]) -> str:
        return plain.get(match[0], match[0])

    new = WORD.sub(replace, text)
    return text if new == text else new
