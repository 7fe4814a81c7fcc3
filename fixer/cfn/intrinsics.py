"""CloudFormation's functions in canonical form: one value for every spelling that resolves to the same text.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
"""

from __future__ import annotations

import re
from typing import Any

VARIABLE = re.compile(r"\$\{(!?)\s*([^{}]*?)\s*\}")
_SPECIAL = {"Ref", "Condition"}


def function(value: Any) -> str | None:
    """The function's name if ``value`` is a call such as ``{"Fn::Sub": ...}``, else ``None``."""
    if isinstance(value, dict) and len(value) == 1:
        name: object = next(iter(value))
        if isinstance(name, str) and (name == "Ref" or name.startswith("Fn::")):
            return name
        if name == "Condition" and isinstance(value[name], str):
            return "Condition"
    return None


def canonical(value: Any) -> Any:
    """The canonical form of a value, all the way down. Text made of parts becomes ``{"Fn::Join": ["", parts]}``."""
    if isinstance(value, dict):
        name = function(value)
        if name is None or name in _SPECIAL:
            return {key: canonical(item) for key, item in value.items()} if name is None else value
        return _call(name, value[name])
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return value


def _call(name: str, argument: Any) -> Any:
    if name == "Fn::GetAtt":
        return {name: _get_att(argument)}
    if name == "Fn::Sub":
        parts = _sub_parts(argument)
        return _text(parts) if parts is not None else {name: canonical(argument)}
    argument = canonical(argument)
    if name == "Fn::Join":
        return _join(argument)
    if name == "Fn::Select":
        return _select(argument)
    if name == "Fn::Split":
        return _split(argument)
    if name == "Fn::GetAZs" and argument in ("", {"Ref": "AWS::Region"}):
        return {name: ""}
    return {name: argument}


def _get_att(argument: Any) -> Any:
    if isinstance(argument, str):
        return list(argument.split(".", 1))
    if isinstance(argument, list) and len(argument) > 1 and all(isinstance(item, str) for item in argument):
        return [argument[0], ".".join(argument[1:])]
    return canonical(argument)


def variable(name: str) -> Any:
    """What ``${name}`` stands for: a reference, or an attribute where the name is dotted."""
    if "." in name and not name.startswith("AWS::"):
        return {"Fn::GetAtt": list(name.split(".", 1))}
    return {"Ref": name}


def _sub_parts(argument: Any) -> list[Any] | None:
    """The parts of a substitution in order, ``None`` if it is malformed."""
    bound: Any = {}
    if isinstance(argument, list):
        if len(argument) == 1:
            (argument,) = argument
        elif len(argument) == 2 and isinstance(argument[1], dict):
            argument, bound = argument
        else:
            return None
    if not isinstance(argument, str):
        return None
    parts: list[Any] = []
    end = 0
    for match in VARIABLE.finditer(argument):
        parts.append(argument[end : match.start()])
        end = match.end()
        name = match[2]
        if match[1]:
            parts.append("${" + name + "}")
        elif name in bound:
            parts.append(canonical(bound[name]))
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
    return _text(parts) if glue == "" or len(items) != 1 or isinstance(items[0], str) else {"Fn::Join": argument}


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
    if isinstance(argument, list) and len(argument) == 2 and isinstance(argument[1], list):
        try:
            index = int(argument[0])
        except (TypeError, ValueError):
            return {"Fn::Select": argument}
        if 0 <= index < len(argument[1]):
            return argument[1][index]
    if isinstance(argument, list) and len(argument) == 2 and isinstance(argument[0], int):
        return {"Fn::Select": [str(argument[0]), argument[1]]}
    return {"Fn::Select": argument}


def _split(argument: Any) -> Any:
    if isinstance(argument, list) and len(argument) == 2 and all(isinstance(item, str) for item in argument):
        return argument[1].split(argument[0]) if argument[0] else {"Fn::Split": argument}
    return {"Fn::Split": argument}


def text_of(value: Any) -> str | None:
    """A string-like value as one text in ``Fn::Sub`` notation, ``None`` where a part has no such notation."""
    if isinstance(value, str):
        return value
    name = function(value)
    if name not in ("Fn::Sub", "Fn::Join"):
        return None
    if name == "Fn::Sub" and isinstance(value[name], str):
        return str(value[name])
    form = canonical(value)
    if isinstance(form, str):
        return str(form)
    inner = form.get("Fn::Join") if isinstance(form, dict) else None
    parts = inner[1] if isinstance(inner, list) and len(inner) == 2 and inner[0] == "" else [form]
    texts = (
        [part if isinstance(part, str) else _notation(part) for part in parts] if isinstance(parts, list) else [None]
    )
    return None if any(text is None for text in texts) else "".join(text for text in texts if text is not None)


def _notation(part: Any) -> str | None:
    name = function(part)
    argument = part[name] if name in ("Ref", "Fn::GetAtt") else None
    if isinstance(argument, str):
        argument = [argument]
    if isinstance(argument, list) and all(isinstance(item, str) for item in argument):
        return f"${{{'.'.join(argument)}}}"
    return None
