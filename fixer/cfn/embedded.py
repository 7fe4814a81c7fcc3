"""JSON documents that stand in strings: dashboards, state machines, policies, rule inputs."""

from __future__ import annotations

import json
import re
from typing import Any

from fixer.cfn.intrinsics import function
from fixer.cfn.notation import call_of, is_live, text_of, unescape, value_of
from fixer.dialect import Embedded
from fixer.lazy import pattern

LONGEST = 400_000
DEEPEST = 100
# A string, or a variable outside of strings: "Threshold": ${Limit}
_STRING_OR_VARIABLE = pattern(r'"(?>(?:[^"\\]++|\\.)*)(?:"|\Z)|\$\{(?!!)([^{}]*)\}', re.DOTALL)
_BARE = pattern(r'\{\s*"(?:Ref|Fn::GetAtt)":\s*(?:"[^"]*"|\[[^\]{}]*\])\s*\}')


def embedded(value: Any, beside: Any = None) -> Embedded | None:
    """The JSON document inside a string-like value that is compared with ``beside``.

    Substitutions stay in it as the text ``${Name}``, or, outside of the document's strings, as the reference itself.
    Between two plain strings there are no substitutions, and ``${Name}`` is no more than it says.
    """
    plain = isinstance(value, str)
    if plain and value.lstrip()[:1] not in ("{", "["):
        return None
    if not plain and _begins_otherwise(value):
        return None
    text = value if plain and (beside is None or isinstance(beside, str)) else text_of(value)
    if text is None or text.lstrip()[:1] not in ("{", "[") or len(text) > LONGEST:
        return None
    document = _parse(text)
    if document is None and not plain and is_live(text):
        document = _parse(_STRING_OR_VARIABLE.sub(_reference, text))
    return Embedded(document, text, function(value) or "plain") if document is not None else None


def _begins_otherwise(value: Any) -> bool:
    """Whether the text that a call makes of parts certainly begins with what no document begins with."""
    name = function(value)
    parts = value[name] if name in ("Fn::Join", "Fn::Sub") else None
    if name == "Fn::Join":
        parts = parts[1] if isinstance(parts, list) and len(parts) == 2 else None
    head = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], str) else ""
    return head.lstrip()[:1] not in ("", "{", "[", "$")


def _parse(text: str) -> Any:
    try:
        document = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, (dict, list)) and _is_shallow(document) else None


def _is_shallow(document: Any) -> bool:
    """Whether a document is no deeper than any that a service takes."""
    layer = [document]
    for _ in range(DEEPEST):
        layer = [
            item
            for value in layer
            for item in (value.values() if isinstance(value, dict) else value)
            if isinstance(item, (dict, list))
        ]
        if not layer:
            return True
    return False


def _reference(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    name = match[1].strip()
    return json.dumps({"Ref": name} if name.startswith(("(", "[")) else call_of(name))


def wrap(old: Any, ideal: Any, text: str) -> Any:
    """``text``, a document in the notation that ``embedded`` gives, made into a value the way ``old`` is made.

    ``old`` is what it replaces and ``ideal`` what it was compared with: their references may stand in it.
    """
    if isinstance(old, str) and isinstance(ideal, str):
        return text
    if any(_has_bare(value) for value in (old, ideal)):
        bare = _BARE.sub(lambda match: text_of({"Fn::Join": ["", [json.loads(match[0])]]}) or match[0], text)
        if bare != text:
            return value_of(bare)
    if function(old) == "Fn::ToJsonString":
        return {"Fn::ToJsonString": _values(json.loads(text, strict=False))}
    if function(old) == "Fn::Sub" and not is_live(text):
        return {"Fn::Sub": text}
    return value_of(text)


def _has_bare(value: Any) -> bool:
    text = None if isinstance(value, str) else text_of(value)
    return text is not None and is_live(text) and _parse(text) is None


def _values(document: Any) -> Any:
    if isinstance(document, str):
        return value_of(document)
    if isinstance(document, dict):
        return {unescape(key): _values(item) for key, item in document.items()}
    return [_values(item) for item in document] if isinstance(document, list) else document
