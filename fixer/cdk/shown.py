"""A value on one line, as a program writes it: for sentences, and never for files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fixer.cdk.references import SURROUNDED
from fixer.lazy import pattern

DEEPEST = 40
_MODULE = pattern(r"(?:aws-cdk-lib|@aws-cdk)/(?:aws-)?([\w-]+)\.(.+)")
_NAME = pattern(r"[A-Za-z_$][\w$]*")
_OPTIONAL = pattern(r"\?\.[A-Za-z_$][\w$]*")
_LOOSE = ("$binary", "$if", "$lambda")


def shown(value: Any, depth: int = 0) -> str:
    """``cdk.Duration.minutes(5)``, ``[OrderTable.tableArn]``, ``{ versioned: true }``."""
    if depth > DEEPEST:
        return "…"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{_listed(value, depth)}]"
    if not isinstance(value, dict):
        return json.dumps(value)
    if len(value) == 1:
        ((name, argument),) = value.items()
        form = _FORMS.get(name)
        if form is not None:
            return form(argument, depth + 1)
    items = [_member(key, item, depth) for key, item in value.items()]
    return f"{{ {', '.join(items)} }}" if items else "{}"


def named(kind: str) -> str:
    """A name behind its module as programs have it: ``s3.Bucket`` of ``aws-cdk-lib/aws-s3.Bucket``."""
    found = _MODULE.fullmatch(kind)
    if found:
        return f"{found[1].replace('-', '_')}.{found[2]}"
    return kind.replace("aws-cdk-lib.", "cdk.", 1).removeprefix("./")


def _member(key: str, item: Any, depth: int) -> str:
    if key.startswith("..."):
        return f"...{shown(item, depth + 1)}"
    name = key if _NAME.fullmatch(key) or key.startswith("[") else _quoted(key)
    return f"{name}: {shown(item, depth + 1)}"


def _quoted(text: str) -> str:
    inside = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inside}'"


def _listed(items: Any, depth: int) -> str:
    return ", ".join(shown(item, depth + 1) for item in items) if isinstance(items, list) else shown(items, depth + 1)


def _called(argument: Any, depth: int) -> str:
    if not isinstance(argument, list) or not argument:
        return "()"
    head = named(argument[0]) if isinstance(argument[0], str) else shown(argument[0], depth)
    return f"{head}({_listed(argument[1:], depth)})"


def _dotted(argument: Any, depth: int) -> str:
    if not isinstance(argument, list) or not argument:
        return shown(argument, depth)
    text = _own(argument[0]) if isinstance(argument[0], str) else _bound(argument[0], depth)
    for part in argument[1:]:
        if isinstance(part, str) and _OPTIONAL.fullmatch(part):
            text += part
        else:
            plain = isinstance(part, str) and _NAME.fullmatch(part)
            text += f".{part}" if plain else f"[{shown(part, depth)}]"
    return text


def _own(entry: str) -> str:
    """A construct by its id; the program's name of the variable that holds it says no more."""
    return entry.rpartition("/")[2].replace("${}", "")


def _bound(value: Any, depth: int) -> str:
    text = shown(value, depth)
    return f"({text})" if isinstance(value, dict) and any(name in value for name in _LOOSE) else text


def _template(argument: Any, depth: int) -> str:
    parts = argument if isinstance(argument, list) else [argument]
    return f"`{''.join(part if isinstance(part, str) else f'${{{shown(part, depth)}}}' for part in parts)}`"


def _binary(argument: Any, depth: int) -> str:
    if not isinstance(argument, list) or len(argument) != 3:
        return _listed(argument, depth)
    return f"{_bound(argument[1], depth)} {argument[0]} {_bound(argument[2], depth)}"


def _if(argument: Any, depth: int) -> str:
    if not isinstance(argument, list) or len(argument) != 3:
        return _listed(argument, depth)
    test, yes, no = (_bound(part, depth) for part in argument)
    return f"{test} ? {yes} : {no}"


def _text(argument: Any, depth: int) -> str:
    return argument if isinstance(argument, str) else shown(argument, depth)


_FORMS: dict[str, Callable[[Any, int], str]] = {
    "$member": lambda argument, depth: named(str(argument)),
    "$call": _called,
    "$invoke": _called,
    "$new": lambda argument, depth: f"new {_called(argument, depth)}",
    "$ref": lambda argument, depth: _own(str(argument)),
    "$get": _dotted,
    "$path": _dotted,
    "$name": _text,
    "$template": _template,
    "$binary": _binary,
    "$not": lambda argument, depth: f"!{_bound(argument, depth)}",
    "$if": _if,
    "$code": _text,
    "$lambda": _text,
    SURROUNDED: _text,
    "$spread": lambda argument, depth: f"...{shown(argument, depth)}",
}
