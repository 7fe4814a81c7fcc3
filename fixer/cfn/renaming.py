"""The same template under other ids: every place that names an entry, rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fixer.cfn.intrinsics import VARIABLE, function

Names = Mapping[tuple[str, str], str]


def rename(value: Any, names: Names, path: Sequence[str] = ()) -> Any:
    """``value`` with references to renamed entries rewritten; the same object where it holds none.

    ``path`` is where it stands below its entry: a bare word under ``DependsOn`` or ``Condition`` is an id.

    The keys of sections are not touched: this is about mentions, not declarations.
    """
    if not names:
        return value
    if path and path[0] in ("DependsOn", "Condition"):
        return _attribute(path[0], value, names)
    return _walk(value, names)


def _walk(value: Any, names: Names) -> Any:
    if isinstance(value, list):
        items = [_walk(item, names) for item in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not isinstance(value, dict):
        return value
    if function(value) is not None:
        ((name, argument),) = value.items()
        new = _call(name, argument, names)
        return value if new is argument else {name: new}
    changed = False
    result = {}
    for key, item in value.items():
        new = _attribute(key, item, names)
        changed = changed or new is not item
        result[key] = new
    return result if changed else value


def _attribute(key: str, item: Any, names: Names) -> Any:
    if key == "DependsOn":
        if isinstance(item, list):
            items = [_id(entry, "value", names) for entry in item]
            return items if items != item else item
        return _id(item, "value", names)
    if key == "Condition" and isinstance(item, str):
        return _id(item, "condition", names)
    return _walk(item, names)


def _id(item: Any, namespace: str, names: Names) -> Any:
    if not isinstance(item, str):
        return _walk(item, names)
    # Module.Resource is a resource of the module.
    head, dot, tail = item.partition(".")
    new = names.get((namespace, head), head)
    return item if new == head else new + dot + tail


def _call(name: str, argument: Any, names: Names) -> Any:
    if name == "Ref":
        return _id(argument, "value", names)
    if name == "Condition":
        return _id(argument, "condition", names)
    if name == "Fn::GetAtt":
        return _get_att(argument, names)
    if name == "Fn::Sub":
        return _sub(argument, names)
    namespace = {"Fn::If": "condition", "Fn::FindInMap": "mapping"}.get(name)
    if namespace and isinstance(argument, list) and argument:
        first = _id(argument[0], namespace, names)
        rest = [_walk(item, names) for item in argument[1:]]
        same = first is argument[0] and all(new is old for new, old in zip(rest, argument[1:], strict=True))
        return argument if same else [first, *rest]
    return _walk(argument, names)


def _get_att(argument: Any, names: Names) -> Any:
    if isinstance(argument, str):
        return _id(argument, "value", names) if "." in argument else argument
    if isinstance(argument, list) and argument:
        new = _id(argument[0], "value", names)
        return argument if new is argument[0] or new == argument[0] else [new, *argument[1:]]
    return argument


def _sub(argument: Any, names: Names) -> Any:
    if isinstance(argument, str):
        return _sub_text(argument, frozenset(), names)
    if isinstance(argument, list) and argument and isinstance(argument[0], str):
        bound = argument[1] if len(argument) > 1 and isinstance(argument[1], dict) else {}
        text = _sub_text(argument[0], frozenset(bound), names)
        rest = [_walk(item, names) for item in argument[1:]]
        same = text is argument[0] and all(new is old for new, old in zip(rest, argument[1:], strict=True))
        return argument if same else [text, *rest]
    return argument


def _sub_text(text: str, bound: frozenset[str], names: Names) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match[2].strip()
        head, dot, tail = name.partition(".")
        if match[1] or name in bound or ("value", head) not in names:
            return match[0]
        return "${" + names["value", head] + dot + tail + "}"

    new = VARIABLE.sub(replace, text)
    return text if new == text else new
