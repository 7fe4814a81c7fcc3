"""What intrinsic functions yield, as far as the template alone says: the ``Context`` of the rules' conditions.

``Ref`` to a parameter counts as its ``Default``, since that is what a deployment without further words gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_DEPTH = 20
MAX_PARTS = 5_000
MAX_TEXT = 1_000_000
_NO_VALUE = "AWS::NoValue"
_UNKNOWN: tuple[bool, Any] = (False, None)
_VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")
_PARTS = list[str | None]
"""Literal texts, and ``None`` where a part is not known."""


class Values:
    """The known values of one template (plain long-form data).

    ``suffix``: the parameter that names carry to be told apart; empty: any that is called a suffix.
    """

    def __init__(self, template: Mapping[str, Any], suffix: str = "") -> None:
        self._suffix = suffix
        self._parameters = _mapping(template.get("Parameters"))
        self._mappings = _mapping(template.get("Mappings"))
        self._resources = _mapping(template.get("Resources"))

    def function(self, value: Any) -> bool:
        """Whether a value is an intrinsic call."""
        if not isinstance(value, dict) or len(value) != 1:
            return False
        (name,) = value
        return isinstance(name, str) and (name == "Ref" or name.startswith("Fn::"))

    def suffixed(self, value: Any) -> bool:
        """Whether a value mentions the suffix parameter."""
        return any(self._is_suffix(name) for name in _mentioned(value, 0))

    def _is_suffix(self, name: str) -> bool:
        return name == self._suffix if self._suffix else "suffix" in name.lower()

    def resolve(self, value: Any, depth: int = 0) -> tuple[bool, Any]:
        """``(True, value)``; ``(True, None)`` for AWS::NoValue; ``(False, None)`` where the template does not say."""
        if not self.function(value):
            return True, value
        if depth > MAX_DEPTH:
            return _UNKNOWN
        ((name, argument),) = value.items()
        if name == "Ref":
            return self._ref(argument)
        if name in ("Fn::Sub", "Fn::Join"):
            parts = self._parts(value, depth)
            return _UNKNOWN if parts is None or None in parts else (True, "".join(part or "" for part in parts))
        if name == "Fn::FindInMap":
            return self._find_in_map(argument, depth)
        if name == "Fn::If":
            return self._if(value, depth)
        if name == "Fn::Select":
            return self._select(argument, depth)
        if name == "Fn::Split":
            return self._split(argument, depth)
        return self.resolve(argument, depth + 1) if name == "Fn::Base64" else _UNKNOWN

    def branches(self, value: Any) -> list[Any]:
        """The two values of an Fn::If."""
        argument = value.get("Fn::If") if self.function(value) else None
        return argument[1:] if isinstance(argument, list) and len(argument) == 3 else []

    def pieces(self, value: Any) -> list[str] | None:
        """The text of a call, split where a part of it is not known."""
        parts = self._parts(value, 0)
        if parts is None:
            return None
        pieces = [""]
        for part in parts:
            if part is None:
                pieces.append("")
            else:
                pieces[-1] += part
        return pieces

    def literal(self, value: Any) -> bool:
        """Whether a call spells out a fixed text: Fn::Sub without variables, Fn::Join of texts, Fn::Base64 of these."""
        ((name, argument),) = value.items()
        if name == "Fn::Base64":
            return not self.function(argument) or self.literal(argument)
        if name == "Fn::Sub":
            text = argument[0] if isinstance(argument, list) and argument else argument
            return isinstance(text, str) and all(mark for mark, _ in _VARIABLE.findall(text))
        if name == "Fn::Join" and isinstance(argument, list) and len(argument) == 2 and isinstance(argument[1], list):
            return all(not isinstance(item, (dict, list)) for item in argument[1])
        return False

    def _ref(self, name: Any) -> tuple[bool, Any]:
        if name == _NO_VALUE:
            return True, None
        parameter = self._parameters.get(name) if isinstance(name, str) else None
        if not isinstance(parameter, dict) or "Default" not in parameter:
            return _UNKNOWN
        kind, default = parameter.get("Type"), parameter["Default"]
        # The default of an SSM parameter type is a name, not the value.
        if not isinstance(kind, str) or kind.startswith("AWS::SSM::Parameter::Value") or isinstance(default, dict):
            return _UNKNOWN
        if kind == "CommaDelimitedList" or kind.startswith("List<"):
            return True, [item.strip() for item in str(default).split(",")]
        return True, default

    def _find_in_map(self, argument: Any, depth: int) -> tuple[bool, Any]:
        if not isinstance(argument, list) or len(argument) < 3:
            return _UNKNOWN
        found: Any = self._mappings
        for key in argument[:3]:
            known, name = self.resolve(key, depth + 1)
            if not known or not isinstance(found, dict) or not isinstance(name, str) or name not in found:
                return _UNKNOWN
            found = found[name]
        return True, found

    def _if(self, value: Any, depth: int) -> tuple[bool, Any]:
        """Known only where both branches come to the same: which one is taken, the deployment decides."""
        results = [self.resolve(branch, depth + 1) for branch in self.branches(value)]
        same = len(results) == 2 and results[0] == results[1] and type(results[0][1]) is type(results[1][1])
        return results[0] if same else _UNKNOWN

    def _select(self, argument: Any, depth: int) -> tuple[bool, Any]:
        if not isinstance(argument, list) or len(argument) != 2:
            return _UNKNOWN
        known, items = self.resolve(argument[1], depth + 1)
        index = str(argument[0])
        # Three digits are plenty for an index, and keep a hostile one from being a number of any size.
        if not known or not isinstance(items, list) or not re.fullmatch("[0-9]{1,3}", index):
            return _UNKNOWN
        if int(index) >= len(items):
            return _UNKNOWN
        return self.resolve(items[int(index)], depth + 1)

    def _split(self, argument: Any, depth: int) -> tuple[bool, Any]:
        if not isinstance(argument, list) or len(argument) != 2 or not isinstance(argument[0], str) or not argument[0]:
            return _UNKNOWN
        known, text = self.resolve(argument[1], depth + 1)
        return (True, text.split(argument[0])) if known and isinstance(text, str) else _UNKNOWN

    def _parts(self, value: Any, depth: int) -> _PARTS | None:
        """The text of a value in parts; ``None`` if nothing at all is known of it."""
        if depth > MAX_DEPTH:
            return None
        if not self.function(value):
            return None if isinstance(value, (dict, list)) or value is None else [_text(value)]
        ((name, argument),) = value.items()
        if name == "Fn::Sub":
            return self._sub_parts(argument, depth)
        if name == "Fn::Join":
            return self._join_parts(argument, depth)
        if name == "Fn::GetAtt" or (name == "Ref" and self._names_made(argument)):
            return [None]
        if name == "Fn::Base64":
            return self._parts(argument, depth + 1)
        known, result = self.resolve(value, depth + 1)
        return [_text(result)] if known and isinstance(result, (str, int, float)) else None

    def _names_made(self, name: Any) -> bool:
        """Whether a name stands for what the deployment makes: a resource or a pseudo parameter."""
        return isinstance(name, str) and (name in self._resources or (name.startswith("AWS::") and name != _NO_VALUE))

    def _sub_parts(self, argument: Any, depth: int) -> _PARTS | None:
        bound: Any = {}
        if isinstance(argument, list) and len(argument) == 2:
            argument, bound = argument
        if not isinstance(argument, str) or not isinstance(bound, dict):
            return None
        parts: _PARTS = []
        bindings: dict[str, _PARTS] = {}
        end = 0
        for match in _VARIABLE.finditer(argument):
            parts.append(argument[end : match.start()])
            end = match.end()
            name = match.group(2).strip()
            if match.group(1):
                parts.append("${" + name + "}")
            else:
                if name not in bindings:
                    bindings[name] = self._parts(bound.get(name, {"Ref": name}), depth + 1) or [None]
                parts += bindings[name]
            if len(parts) > MAX_PARTS:
                return None
        return _bounded([*parts, argument[end:]])

    def _join_parts(self, argument: Any, depth: int) -> _PARTS | None:
        if not isinstance(argument, list) or len(argument) != 2 or not isinstance(argument[0], str):
            return None
        known, items = self.resolve(argument[1], depth + 1)
        if not known or not isinstance(items, list):
            return None
        parts: _PARTS = []
        for index, item in enumerate(items):
            if index:
                parts.append(argument[0])
            parts += self._parts(item, depth + 1) or [None]
        return _bounded(parts)


def _bounded(parts: _PARTS) -> _PARTS | None:
    """Texts that are bound to texts that are bound to texts double at each step; past a bound they count as unknown."""
    return parts if len(parts) <= MAX_PARTS and sum(len(part or "") for part in parts) <= MAX_TEXT else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _mentioned(value: Any, depth: int) -> Iterator[str]:
    """The names in every Ref and Sub of a value."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _mentioned(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            text = item[0] if isinstance(item, list) and item else item
            if key == "Fn::Sub" and isinstance(text, str):
                yield from (name for mark, name in _VARIABLE.findall(text[:MAX_TEXT]) if not mark)
            elif key == "Ref" and isinstance(item, str):
                yield item
            yield from _mentioned(item, depth + 1)
