"""CloudFormation's functions in canonical form: one value for every spelling that resolves to the same text.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

Conditions = Mapping[str, tuple[str, bool]]
NO_CONDITIONS: Conditions = {}
NO_VALUE = {"Ref": "AWS::NoValue"}
_LONG = 500  # characters: what is longer is seldom said twice
VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")


def function(value: Any) -> str | None:
    """The function's name if ``value`` is a call such as ``{"Fn::Sub": ...}``, else ``None``."""
    if isinstance(value, dict) and len(value) == 1:
        name: object
        (name,) = value
        if isinstance(name, str) and (name == "Ref" or name.startswith("Fn::")):
            return name
        if name == "Condition" and isinstance(value[name], str):
            return "Condition"
    return None


def canonical(value: Any, conditions: Conditions = NO_CONDITIONS) -> Any:
    """The canonical form of a value, all the way down. Text made of parts becomes ``{"Fn::Join": ["", parts]}``.

    ``conditions``: those that may be relied on, each as another condition and whether it is that one's opposite.
    """
    if isinstance(value, dict):
        name = function(value)
        if name is None:
            return {
                key: canonical(item, conditions) if isinstance(item, (dict, list)) else item
                for key, item in value.items()
            }
        if name == "Condition":
            return _condition(value, conditions)
        return value if name == "Ref" else _call(name, value[name], conditions)
    if isinstance(value, list):
        return [canonical(item, conditions) if isinstance(item, (dict, list)) else item for item in value]
    return value


def _condition(value: dict[str, Any], conditions: Conditions) -> Any:
    base, opposite = conditions.get(value["Condition"], (value["Condition"], False))
    return {"Fn::Not": [{"Condition": base}]} if opposite else value


def _call(name: str, argument: Any, conditions: Conditions) -> Any:
    if name == "Fn::GetAtt":
        return {name: _get_att(argument)}
    if name == "Fn::Sub":
        if isinstance(argument, str) and len(argument) < _LONG:
            return _substituted(argument)
        parts = _sub_parts(argument, conditions)
        return {name: argument} if parts is None else _text(parts)
    argument = canonical(argument, conditions)
    if name == "Fn::If":
        return _if(argument, conditions)
    if name == "Fn::GetAZs" and argument in ("", {"Ref": "AWS::Region"}):
        return {name: ""}
    simplify = _SIMPLER.get(name)
    return simplify(argument) if simplify else {name: argument}


# A template says the same few names over and over, and is compared with one that says them too. Nobody changes what is
# canonical, so that it may be shared.
@lru_cache(maxsize=4096)
def _substituted(text: str) -> Any:
    return _text(_sub_parts(text) or [])


def _if(argument: Any, conditions: Conditions) -> Any:
    if not (isinstance(argument, list) and len(argument) == 3 and isinstance(argument[0], str)):
        return {"Fn::If": argument}
    name, yes, no = argument
    if name not in conditions:
        return {"Fn::If": argument}
    base, opposite = conditions[name]
    # Only where both templates have the condition: what is said to be equal must not go on needing it.
    return yes if yes == no else {"Fn::If": [base, no, yes] if opposite else [base, yes, no]}


def _all_of(name: str, argument: Any) -> Any:
    """And, Or: no order, no repetition, no nesting of one in itself."""
    if not isinstance(argument, list):
        return {name: argument}
    found: dict[str, Any] = {}
    for item in argument:
        inner = item.get(name) if isinstance(item, dict) and len(item) == 1 else None
        for part in inner if isinstance(inner, list) else [item]:
            found[_sort_key(part)] = part
    return {name: [found[key] for key in sorted(found)]}


def _equals(argument: Any) -> Any:
    if not (isinstance(argument, list) and len(argument) == 2):
        return {"Fn::Equals": argument}
    return {"Fn::Equals": sorted(map(_spelled, argument), key=_sort_key)}


def _not(argument: Any) -> Any:
    inner = argument[0] if isinstance(argument, list) and len(argument) == 1 else None
    twice = inner.get("Fn::Not") if isinstance(inner, dict) and len(inner) == 1 else None
    return twice[0] if isinstance(twice, list) and len(twice) == 1 else {"Fn::Not": argument}


def _sort_key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _length(argument: Any) -> Any:
    """How many items a literal list has; a call among them may be no item (``AWS::NoValue``) or many."""
    if isinstance(argument, list) and not any(isinstance(item, dict) for item in argument):
        return len(argument)
    return {"Fn::Length": argument}


def _cidr(argument: Any) -> Any:
    """Count and bits may be given as digits."""
    return {"Fn::Cidr": [_spelled(item) for item in argument] if isinstance(argument, list) else argument}


def _base64(argument: Any) -> Any:
    if isinstance(argument, str):
        return b64encode(argument.encode("utf-8", "surrogatepass")).decode()
    return {"Fn::Base64": argument}


def _get_att(argument: Any) -> Any:
    if isinstance(argument, str):
        return list(argument.split(".", 1))
    if isinstance(argument, list) and len(argument) > 1 and all(isinstance(item, str) for item in argument):
        return ".".join(argument).split(".", 1)
    return canonical(argument) if isinstance(argument, list) else argument


def variable(name: str) -> Any:
    """What ``${name}`` stands for: a reference, or an attribute where the name is dotted."""
    if "." in name and not name.startswith("AWS::"):
        return {"Fn::GetAtt": list(name.split(".", 1))}
    return {"Ref": name}


def _sub_parts(argument: Any, conditions: Conditions = NO_CONDITIONS) -> list[Any] | None:
    """The parts of a substitution in order, ``None`` if it is malformed."""
    bound: Any = {}
    if isinstance(argument, list):
        if len(argument) != 2 or not isinstance(argument[1], dict):
            return None
        argument, bound = argument
    if not isinstance(argument, str):
        return None
    parts: list[Any] = []
    end = 0
    for match in VARIABLE.finditer(argument):
        parts.append(argument[end : match.start()])
        end = match.end()
        name = match[2].strip()
        if match[1]:
            parts.append("${" + match[2] + "}")
        elif name in bound:
            parts.append(canonical(bound[name], conditions))
        else:
            parts.append(variable(name))
    parts.append(argument[end:])
    return parts


def _join(argument: Any) -> Any:
    if not (isinstance(argument, list) and len(argument) == 2 and isinstance(argument[0], str)):
        return {"Fn::Join": argument}
    glue, items = argument
    if not isinstance(items, list) or any(isinstance(item, list) for item in items):
        return {"Fn::Join": argument}
    if any(function(item) is None for item in items if isinstance(item, dict)):
        return {"Fn::Join": argument}
    parts: list[Any] = []
    for number, item in enumerate(items):
        if number and glue:
            parts.append(glue)
        parts.append(item)
    # A lone item may be a list (a parameter's, say), which only a real Join turns into text.
    lone_list = glue and len(items) == 1 and not _is_text(items[0])
    return {"Fn::Join": argument} if lone_list else _text(parts)


def _is_text(item: Any) -> bool:
    """Whether an item is certainly one text."""
    if not isinstance(item, dict):
        return True
    return "Fn::Join" in item or (item != {"Ref": "AWS::NotificationARNs"} and str(item.get("Ref")).startswith("AWS::"))


def _text(parts: list[Any]) -> Any:
    """Parts to one value: neighbouring literals joined, nested texts flattened."""
    flat: list[Any] = []
    for part in parts:
        pieces = [part]
        if isinstance(part, dict):
            inner = part.get("Fn::Join")
            if isinstance(inner, list) and len(inner) == 2 and inner[0] == "" and isinstance(inner[1], list):
                pieces = inner[1]
        for piece in map(_spelled, pieces):
            if isinstance(piece, str) and flat and isinstance(flat[-1], str):
                flat[-1] += piece
            elif piece != "":
                flat.append(piece)
    if not flat:
        return ""
    return flat[0] if len(flat) == 1 else {"Fn::Join": ["", flat]}


def _spelled(part: Any) -> Any:
    """A number or a truth as the text that it becomes inside a text."""
    if isinstance(part, bool):
        return "true" if part else "false"
    return str(part) if isinstance(part, (int, float)) else part


def _select(argument: Any) -> Any:
    if not (isinstance(argument, list) and len(argument) == 2):
        return {"Fn::Select": argument}
    index, items = argument
    number = int(index) if isinstance(index, int) or (isinstance(index, str) and index.isdecimal()) else None
    if number is not None and isinstance(items, list) and 0 <= number < len(items) and not _may_vanish(items):
        return items[number]
    return {"Fn::Select": [str(index), items] if number is not None else argument}


def _may_vanish(items: list[Any]) -> bool:
    """Whether an item may turn out to be no item at all, or several."""
    return any(function(item) in ("Fn::If", "Fn::Split") or item == NO_VALUE for item in items)


def _split(argument: Any) -> Any:
    if isinstance(argument, list) and len(argument) == 2 and all(isinstance(item, str) for item in argument):
        return argument[1].split(argument[0]) if argument[0] else {"Fn::Split": argument}
    return {"Fn::Split": argument}


_SIMPLER: dict[str, Callable[[Any], Any]] = {
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::And": lambda argument: _all_of("Fn::And", argument),
    "Fn::Or": lambda argument: _all_of("Fn::Or", argument),
    "Fn::Not": _not,
    "Fn::Equals": _equals,
    "Fn::Length": _length,
    "Fn::Base64": _base64,
    "Fn::Cidr": _cidr,
}
