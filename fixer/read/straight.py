"""Text → plain data without a concrete tree, for texts that hold nothing unusual: twice as fast, and the same data.

``None`` says that the tree has to be asked: there is an anchor, a merge key, a rare tag, a liberty, too much, or an
error, which the tree names.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from fixer.lazy import pattern
from fixer.read.data import function_name
from fixer.read.json_tree import MAX_DEPTH, MAX_DIGITS
from fixer.read.scalars import yaml_value

MAX_VALUES = 200_000

# Wherever an anchor can stand, and in some more places: without an anchor there is no alias either.
_ANCHOR = pattern(r"&(?<![^\s\[\]{},:?-]&)[\w-]")
# The tag "!" says that a scalar is text; the composer takes it for no tag at all.
_BARE_TAG = pattern(r"(?<![^\s\[\]{},:?-])!(?![^\s,\[\]{}])")
_SPACE = pattern(r"[ \t\r\n]*")


class _Unusual(Exception):
    """Only the tree tells what this is."""


def json_data(text: str) -> Any:
    """The first JSON value of a text as ``to_data`` gives it, or ``None``."""
    decoder = json.JSONDecoder(parse_constant=_refuse, parse_int=_integer, parse_float=_float)
    space = _SPACE.match(text)
    try:
        data, _ = decoder.raw_decode(text, space.end() if space else 0)
    except (ValueError, RecursionError):
        return None
    return data if _is_bounded(data) else None


def yaml_data(text: str) -> Any:
    """The one YAML document of a text as ``to_data`` gives it, or ``None``."""
    import yaml

    if not hasattr(yaml, "CSafeLoader") or _ANCHOR.search(text) or _BARE_TAG.search(text):
        return None
    try:
        root = _composer()(text).get_single_node()
        data = None if root is None else _value(root)
    except (yaml.YAMLError, UnicodeError, _Unusual, RecursionError):
        return None
    return data if _is_bounded(data) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("a number of too many digits")
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > MAX_DIGITS:
        raise ValueError("a number of too many digits")
    return float(digits)


def _composer() -> Any:
    """libyaml's composer; in the place of a resolved tag every untagged node has whether it was unquoted."""
    if not _COMPOSER:
        from yaml.cyaml import CSafeLoader

        def nothing(*_: Any) -> None:
            return None

        def implicit(self: Any, kind: type, value: Any, given: Any) -> Any:
            return given

        members = {"resolve": implicit, "descend_resolver": nothing, "ascend_resolver": nothing}
        _COMPOSER.append(type("Composer", (CSafeLoader.__mro__[1],), members))
    return _COMPOSER[0]


_COMPOSER: list[Any] = []


def _value(node: Any) -> Any:
    tag, value = node.tag, node.value
    if tag.__class__ is tuple:  # an untagged scalar: most nodes, by far
        return yaml_value(value) if tag[0] else value
    name = function_name(tag) if tag.__class__ is str else None
    if node.id == "scalar":
        if name is None:
            raise _Unusual
        return {name: value.split(".", 1) if name == "Fn::GetAtt" else value}
    data: Any
    if node.id == "mapping":
        data = {}
        for key, member in value:
            if key.id != "scalar" or key.value == "<<":
                raise _Unusual
            data[key.value] = _value(member)
    else:
        data = [_value(item) for item in value]
    return data if name is None else {name: data}


def _is_bounded(data: Any) -> bool:
    """Whether no limit of the trees can have been passed."""
    depth = count = 0
    level = [data] if isinstance(data, dict | list) else []
    while level:
        depth += 1
        count += sum(map(len, level))
        if depth > MAX_DEPTH or count * 2 > MAX_VALUES:
            return False
        level = [
            member
            for value in level
            for member in (value.values() if isinstance(value, dict) else value)
            if isinstance(member, dict | list)
        ]
    return True
