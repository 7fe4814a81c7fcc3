"""A string-like value as one text in the notation of ``Fn::Sub``, and back.

``${Name}`` and ``${Name.Attribute}`` are references, ``${!Name}`` is literally ``${Name}``. What has no such notation
(an If, a Select …) stands as its JSON in brackets and single quotes: ``${('Fn::Select':['0',('Ref':'Zones')])}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from fixer.cfn.intrinsics import VARIABLE, canonical, function, variable

_CALL = re.compile(r"\$\{([(\[][^{}]*)\}")
_BRACKETS = str.maketrans({"{": "(", "}": ")", '"': "'"})
_JSON = str.maketrans({"(": "{", ")": "}", "'": '"'})
# What the notation itself needs is encoded where a text of the call holds it: %27 for a quote.
_TAKEN = re.compile(r"""[%()'"{}\\\x00-\x1f]""")
_ENCODED = re.compile(r"%([0-9A-F]{2})")


def escape(text: str) -> str:
    """A literal text in the notation."""
    return VARIABLE.sub(r"${!\1\2}", text)


def unescape(text: str) -> str:
    """The literal text that a notation without references stands for."""
    return VARIABLE.sub(r"${\2}", text)


def is_live(text: str) -> bool:
    """Whether a notation holds a reference."""
    return any(not match[1] for match in VARIABLE.finditer(text))


def text_of(value: Any) -> str | None:
    """A string, or a call that makes one, in the notation; ``None`` for anything else."""
    if isinstance(value, str):
        return escape(value)
    name = function(value)
    if name == "Fn::Sub" and isinstance(value[name], str):
        return str(value[name])
    if name in ("Fn::Sub", "Fn::Join"):
        return _notation(canonical(value))
    if name == "Fn::ToJsonString" and isinstance(value[name], (dict, list)):
        return json.dumps(_json_of(value[name]), ensure_ascii=False)
    return None


def _json_of(value: Any) -> Any:
    if function(value) is not None:
        return _notation(canonical(value))
    if isinstance(value, dict):
        return {key: _json_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json_of(item) for item in value]
    return escape(value) if isinstance(value, str) else value


def _notation(form: Any) -> str:
    """A canonical form in the notation."""
    if isinstance(form, str):
        return escape(form)
    name = function(form)
    argument = form[name] if name else None
    if name == "Fn::Join" and isinstance(argument, list) and argument[:1] == [""] and isinstance(argument[1], list):
        return "".join(map(_notation, argument[1]))
    if name == "Ref" and isinstance(argument, str):
        return f"${{{argument}}}"
    if name == "Fn::GetAtt" and isinstance(argument, list) and all(isinstance(item, str) for item in argument):
        return f"${{{'.'.join(argument)}}}"
    text = json.dumps(_recoded(form, _encode), ensure_ascii=False, separators=(",", ":"))
    return f"${{{text.translate(_BRACKETS)}}}"


def _encode(text: str) -> str:
    return _TAKEN.sub(lambda match: f"%{ord(match[0]):02X}", text)


def _decode(text: str) -> str:
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), text)


def _recoded(value: Any, code: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return code(value)
    if isinstance(value, dict):
        return {code(key): _recoded(item, code) for key, item in value.items()}
    return [_recoded(item, code) for item in value] if isinstance(value, list) else value


def call_of(name: str) -> Any:
    """The call that stands between ``${`` and ``}``; a name that merely begins with a bracket is a reference."""
    if name.startswith(("(", "[")):
        try:
            return _recoded(json.loads(name.translate(_JSON)), _decode)
        except (ValueError, RecursionError):
            return variable(name)
    return variable(name)


def value_of(text: str) -> Any:
    """The value that a notation stands for: a plain string, or a substitution."""
    if not is_live(text):
        return unescape(text)
    calls: dict[str, Any] = {}

    def name(match: re.Match[str]) -> str:
        key = f"Value{len(calls) + 1}"
        calls[key] = call_of(match[1].strip())
        return f"${{{key}}}"

    template = _CALL.sub(name, text)
    return {"Fn::Sub": [template, calls]} if calls else {"Fn::Sub": template}
