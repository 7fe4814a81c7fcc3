"""New JSON in a file's own style."""

from __future__ import annotations

import json
from typing import Any

from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.style import JsonStyle

_INLINE_WIDTH = 100


class JsonRenderer:
    """Writes values as the file around them is written."""

    def __init__(self, style: JsonStyle) -> None:
        self.style = style

    def key(self, key: str, like: str | None = None) -> str:
        """A key with its colon."""
        return self.string(key) + self.style.colon

    def bare_key(self, key: str, like: str | None = None) -> str:
        return self.string(key)

    def value(self, value: Any, indent: str, one_line: bool, quote: str | None = None) -> str:
        """``value`` for a line that is indented by ``indent``; ``one_line``: its surroundings stand on one line."""
        if not isinstance(value, dict | list):
            return self.scalar(value)
        brackets = "{}" if isinstance(value, dict) else "[]"
        if not value:
            return brackets
        if one_line or self.style.unit is None:
            return self.inline(value)
        if self._kind(value) in self.style.inline:
            text = self.inline(value)
            if len(text) <= _INLINE_WIDTH:
                return text
        inner = indent + self.style.unit
        if isinstance(value, dict):
            rows = [self.key(key) + self.value(item, inner, False) for key, item in value.items()]
        else:
            rows = [self.value(item, inner, False) for item in value]
        eol = self.style.eol
        return f"{brackets[0]}{eol}{inner}" + f",{eol}{inner}".join(rows) + f"{eol}{indent}{brackets[1]}"

    def inline(self, value: Any) -> str:
        if isinstance(value, dict) and value:
            rows = (self.key(key) + self.inline(item) for key, item in value.items())
            return "{" + self.style.pad + self.style.comma.join(rows) + self.style.pad + "}"
        if isinstance(value, list) and value:
            return "[" + self.style.comma.join(map(self.inline, value)) + "]"
        return self.scalar(value)

    def scalar(self, value: Any) -> str:
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
            raise Refused("JSON has no way to write a number that is not finite")
        return json.dumps(value)

    def string(self, text: str) -> str:
        half = any("\ud800" <= char <= "\udfff" for char in text) if not text.isascii() else False
        return json.dumps(text, ensure_ascii=self.style.ascii or half)

    @staticmethod
    def _kind(value: Any) -> str | None:
        if isinstance(value, list):
            return None if any(isinstance(item, dict | list) for item in value) else "list"
        if len(value) == 1:
            ((key, item),) = value.items()
            if key == "Ref" or key.startswith("Fn::"):
                flat = not isinstance(item, dict) and not (
                    isinstance(item, list) and any(isinstance(part, dict | list) for part in item)
                )
                return "call" if flat else None
        return None if any(isinstance(item, dict | list) for item in value.values()) else "map"
