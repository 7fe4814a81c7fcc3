"""JSON documents that stand in strings: dashboards, state machines, policies, rule inputs."""

from __future__ import annotations

import json
from typing import Any

from fixer.cfn.intrinsics import function, text_of
from fixer.dialect import Embedded

LONGEST = 400_000


def embedded(value: Any) -> Embedded | None:
    """The JSON document inside a string-like value; substitutions stay in it as ``${Name}`` text."""
    if isinstance(value, str) and value.lstrip()[:1] not in ("{", "["):
        return None
    text = text_of(value)
    if text is None or text.lstrip()[:1] not in ("{", "[") or len(text) > LONGEST:
        return None
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return Embedded(document, text, function(value) or "plain") if isinstance(document, (dict, list)) else None


def wrap(value: Any, text: str) -> Any:
    """``text`` made the way ``value`` makes its text: a plain string, a substitution with the same variables …"""
    name = function(value)
    if name == "Fn::Sub":
        argument = value[name]
        return {name: [text, *argument[1:]]} if isinstance(argument, list) else {name: text}
    if name == "Fn::Join":
        return {"Fn::Sub": text} if "${" in text else text
    return text
