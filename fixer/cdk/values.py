"""What expressions yield, as far as the program alone says: what conditions of rules are evaluated in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from fixer.cdk.canonical import NOTHING, Known, agreed, canonical, function

_MOST = 10_000


class Values:
    """The known values of one program. A variable counts as what it is set to.

    ``suffix``: the variable or property that names carry to be told apart; empty: any that is called a suffix.
    """

    def __init__(self, program: Mapping[str, Any], suffix: str = "") -> None:
        self._program = program
        self._suffix = suffix

    @cached_property
    def _known(self) -> Known:
        return agreed(self._program, self._program, {})

    def function(self, value: Any) -> bool:
        """Whether a value is an expression that has to be evaluated."""
        return function(value) is not None

    def suffixed(self, value: Any) -> bool:
        """Whether a value mentions what tells copies of a stack apart, itself or by way of variables."""
        todo, seen = [value, self._form(value)], 0
        while todo and seen < _MOST:
            item, seen = todo.pop(), seen + 1
            if isinstance(item, dict):
                names = [item.get("$name"), *(path[-1:] if isinstance(path := item.get("$path"), list) else ())]
                if any(isinstance(name, str) and self._is_suffix(name) for name in names):
                    return True
                todo.extend(item.values())
            elif isinstance(item, list):
                todo.extend(item)
        return False

    def _is_suffix(self, name: str) -> bool:
        plain = name.rpartition("/")[2].removeprefix("?.")
        return plain == self._suffix if self._suffix else "suffix" in plain.lower()

    def resolve(self, value: Any) -> tuple[bool, Any]:
        """``(True, value)`` where the program spells out what an expression yields; ``(False, None)`` where not."""
        form = self._form(value)
        if form == {"$name": "undefined"}:
            return True, None
        return (False, None) if function(form) is not None else (True, form)

    def branches(self, value: Any) -> list[Any]:
        """The two values of a choice."""
        argument = value.get("$if") if isinstance(value, dict) else None
        return argument[1:] if isinstance(argument, list) and len(argument) == 3 else []

    def pieces(self, value: Any) -> list[str] | None:
        """The text of an expression, split where a part of it is not known."""
        form = self._form(value)
        if isinstance(form, str):
            return [form]
        parts = form.get("$template") if isinstance(form, dict) else None
        if not isinstance(parts, list):
            return None
        pieces = [""]
        for part in parts:
            if isinstance(part, str):
                pieces[-1] += part
            else:
                pieces.append("")
        return pieces

    def literal(self, value: Any) -> bool:
        """Whether an expression spells out a fixed text."""
        return isinstance(canonical(value, NOTHING), str)

    def _form(self, value: Any) -> Any:
        return canonical(value, self._known) if isinstance(value, (dict, list)) else value
