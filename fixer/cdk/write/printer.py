"""Values written as TypeScript, in the style of the file around them."""

from __future__ import annotations

import re
from typing import Any, Protocol

from fixer.cdk.write.layout import layout
from fixer.cdk.write.style import Style
from fixer.lazy import pattern
from fixer.remedy.splice.refused import Refused

_NAME = pattern(r"#?[A-Za-z_$][\w$]*\Z")
_SIMPLE = pattern(r"[\w$.]+(?:\([^()]*\))?\Z")
_SPREAD = pattern(r"\.\.\.\d+\Z")
_CODE_BREAK = pattern(r"(?<=[{};,]) ")
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\v": "\\v", "\0": "\\0", "\\": "\\\\"}
_CONTROL = pattern("[\x00-\x1f\\\\\x7f\u2028\u2029\ud800-\udfff]")

# How tightly an expression holds together: what stands in a tighter place is put in parentheses.
LOOSE, WHOLE, _CONDITION, _UNARY, _CALL, _ATOM = 0, 1, 2, 16, 18, 20
TIGHTEST = _CALL
_BINARY = {
    "??": 3, "||": 4, "&&": 5, "|": 6, "^": 7, "&": 8, "==": 9, "!=": 9, "===": 9, "!==": 9,
    "<": 10, ">": 10, "<=": 10, ">=": 10, "instanceof": 10, "in": 10, "<<": 11, ">>": 11, ">>>": 11,
    "+": 12, "-": 12, "*": 13, "/": 13, "%": 13, "**": 14,
}  # fmt: skip

OPERATIONS = frozenset({
    "$member", "$call", "$new", "$ref", "$get", "$invoke", "$name", "$path", "$template", "$binary", "$not", "$if",
    "$lambda", "$code", "$spread",
})  # fmt: skip


class Names(Protocol):
    """What stands for what at one place of a file."""

    def imported(self, dotted: str) -> str:
        """The expression for a module's member, ``aws-cdk-lib/aws-s3.Bucket``."""

    def entry(self, name: str, indent: str = "", column: int = 0) -> str:
        """The expression for the construct of an entry."""


def operation(value: Any) -> str | None:
    """The sign of a value that is no plain data: ``$ref``, ``$call``…"""
    if isinstance(value, dict) and len(value) == 1:
        (key,) = value
        return key if key in OPERATIONS else None
    return None


class Printer:
    """Writes values for one place of a file. ``indent`` is that of the line a value begins on, ``column`` where."""

    def __init__(self, style: Style, names: Names) -> None:
        self.style = style
        self.names = names

    # -- any value

    def value(self, value: Any, indent: str, column: int, tight: int = LOOSE) -> str:
        """The value's text; in parentheses where it holds together less than ``tight``."""
        text = self._text(value, indent, column)
        return f"({text})" if _strength(value) < tight else text

    def _text(self, value: Any, indent: str, column: int) -> str:
        sign = operation(value)
        if sign is not None:
            return self._operation(sign, value[sign], indent, column)
        if isinstance(value, dict):
            return self.object(value, indent, column)
        if isinstance(value, list):
            return self.array(value, indent, column)
        return self.scalar(value)

    def scalar(self, value: Any) -> str:
        if isinstance(value, str):
            return self.string(value)
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value]
        if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
            raise Refused("TypeScript has no literal for a number that is not finite")
        return repr(value)

    def string(self, text: str) -> str:
        """A string of one line in quotes, one of several lines between backticks."""
        if "\n" in text.strip("\n") and not _CONTROL.search(text.replace("\n", "").replace("\t", "").replace("\\", "")):
            return f"`{self.raw(text)}`"
        return quoted(text, self.style.quote)

    def raw(self, text: str) -> str:
        """Text between backticks."""
        escaped = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
        return escaped.replace("\r", "\\r").replace("\n", self.style.eol)

    # -- containers

    def object(self, value: dict[str, Any], indent: str, column: int, broken: bool = False) -> str:
        """An object literal; ``broken``: a row for every member whatever is usual."""
        if not value:
            return "{}"
        style = self.style
        plain = all(not isinstance(item, dict | list) or _is_name(item) for item in value.values())
        if not broken and style.stays(len(value), plain):
            text = "{" + style.pad + ", ".join(self.rows(value, indent, column)) + style.pad + "}"
            if "\n" not in text and column + len(text) < style.width:
                return text
        inner = indent + style.unit
        return self._broken("{", self.rows(value, inner, len(inner)), "}", indent)

    def rows(self, value: dict[str, Any], indent: str, column: int) -> list[str]:
        return [self.member(key, item, indent, column) for key, item in value.items()]

    def member(self, key: str, item: Any, indent: str, column: int) -> str:
        """One member of an object."""
        if _SPREAD.match(key):
            return "..." + self.value(item, indent, column + 3, WHOLE)
        if operation(item) == "$code" and _is_method(key, item["$code"]):
            return self.code(item["$code"], indent)
        name = self.key(key)
        text = self.value(item, indent, column + len(name) + 2, WHOLE)
        return name if text == name and _NAME.match(name) and self.style.short else f"{name}: {text}"

    def key(self, key: str) -> str:
        if key.startswith("[") and key.endswith("]"):
            return key
        return key if _NAME.match(key) or key.isdecimal() else quoted(key, self.style.quote)

    def array(self, value: list[Any], indent: str, column: int) -> str:
        if not value:
            return "[]"
        style = self.style
        bulky = len(value) > 1 and any(isinstance(item, dict) and operation(item) is None for item in value)
        if not bulky:
            text = "[" + ", ".join(self.value(item, indent, column + 1, WHOLE) for item in value) + "]"
            wide = len(value) == 1 and isinstance(value[0], dict) and operation(value[0]) is None and len(value[0]) > 1
            if "\n" not in text and column + len(text) < style.width and not wide:
                return text
        inner = indent + style.unit
        return self._broken("[", [self.value(item, inner, len(inner), WHOLE) for item in value], "]", indent)

    def _broken(self, opening: str, rows: list[str], closing: str, indent: str, trailing: str | None = None) -> str:
        eol = self.style.eol
        inner = eol + indent + self.style.unit
        end = self.style.trailing if trailing is None else trailing
        return opening + inner + f",{inner}".join(rows) + end + eol + indent + closing

    def arguments(self, values: list[Any], indent: str, column: int, broken: bool = False) -> str:
        """The arguments of a call and the parentheses; ``broken``: a row for every member of the last, an object."""
        if not values:
            return "()"
        rows = [self.value(item, indent, column + 1, WHOLE) for item in values]
        flat = "(" + ", ".join(rows) + ")"
        if "\n" not in flat:
            if broken:
                pass
            elif column + len(flat) < self.style.width or (len(values) < 2 and not isinstance(values[0], dict | list)):
                return flat
        elif not any("\n" in row for row in rows[:-1]) and _hugs(values[-1], rows[-1]):
            first = flat.split("\n", 1)[0]
            if column + len(first) <= self.style.width:
                return flat
        if operation(values[-1]) is None and isinstance(values[-1], dict):
            last = self.object(values[-1], indent, column, broken=bool(values[-1]))
            flat = "(" + ", ".join([*rows[:-1], last]) + ")"
            if "\n" not in "".join(rows[:-1]) and column + len(flat.split("\n", 1)[0]) <= self.style.width:
                return flat
        inner = indent + self.style.unit
        rows = [self.value(item, inner, len(inner), WHOLE) for item in values]
        return self._broken("(", rows, ")", indent, "")

    # -- operations

    def _operation(self, sign: str, body: Any, indent: str, column: int) -> str:
        if sign in ("$code", "$lambda"):
            return self.code(body, indent)
        if sign == "$name":
            return variable_in(body)
        if sign == "$member":
            return self.names.imported(body)
        if sign == "$ref":
            return self.names.entry(body, indent, column)
        if sign == "$not":
            return "!" + self.value(body, indent, column + 1, _UNARY)
        if sign == "$spread":
            return "..." + self.value(body, indent, column + 3, WHOLE)
        if sign == "$template":
            return self.template(body, indent)
        made = getattr(self, "_" + sign[1:])
        return str(made(body, indent, column))

    def _call(self, body: list[Any], indent: str, column: int) -> str:
        callee = (
            self.names.imported(body[0]) if isinstance(body[0], str) else self.value(body[0], indent, column, _CALL)
        )
        return callee + self.arguments(body[1:], indent, column + len(callee))

    def _new(self, body: list[Any], indent: str, column: int) -> str:
        return "new " + self._call(body, indent, column + 4)

    def _get(self, body: list[Any], indent: str, column: int) -> str:
        return self.names.entry(body[0]) + "".join(map(self._step, body[1:]))

    def _path(self, body: list[Any], indent: str, column: int) -> str:
        return self.value(body[0], indent, column, _CALL) + "".join(map(self._step, body[1:]))

    def _step(self, name: Any) -> str:
        if isinstance(name, str) and name.startswith("?.") and _NAME.match(name[2:]):
            return name
        if isinstance(name, str) and name.startswith("..."):
            raise Refused("the rest of an object can be written only where it is taken apart")
        return f".{name}" if isinstance(name, str) and _NAME.match(name) else f"[{self.value(name, '', 0)}]"

    def _invoke(self, body: list[Any], indent: str, column: int) -> str:
        callee = self.value(body[0], indent, column, _CALL)
        return callee + self.arguments(body[1:], indent, len(callee) - callee.rfind("\n") - 1 + column)

    def _binary(self, body: list[Any], indent: str, column: int) -> str:
        sign, left, right = body
        strength = _BINARY.get(sign, LOOSE)
        mixed = {sign, _sign(left)} >= {"??"} and _sign(left) in ("||", "&&")
        one = self.value(left, indent, column, _CALL if mixed or sign == "**" else strength)
        other = self.value(right, indent, column, strength + 1)
        text = f"{one} {sign} {other}"
        if "\n" not in text and column + len(text) > self.style.width:
            return f"{one} {sign}{self.style.eol}{indent}{self.style.unit}{other}"
        return text

    def _if(self, body: list[Any], indent: str, column: int) -> str:
        test, yes, no = body
        parts = [self.value(test, indent, column, _CONDITION + 1)]
        text = f"{parts[0]} ? {self.value(yes, indent, column, WHOLE)} : {self.value(no, indent, column, WHOLE)}"
        if "\n" not in text and column + len(text) <= self.style.width:
            return text
        inner = indent + self.style.unit
        one, other = (self.value(part, inner, len(inner) + 2, WHOLE) for part in (yes, no))
        eol = self.style.eol
        return f"{parts[0]}{eol}{inner}? {one}{eol}{inner}: {other}"

    def template(self, parts: list[Any], indent: str = "") -> str:
        """A string with expressions in it."""
        flat = Printer(self.style.flat(), self.names)
        written = (
            self.raw(part) if isinstance(part, str) else "${" + flat.value(part, indent, 0) + "}" for part in parts
        )
        return "`" + "".join(written) + "`"

    def code(self, text: str, indent: str) -> str:
        """Source text as it was read; what white space it had is laid out in lines again where it is long."""
        return layout(text, indent, self.style) if len(indent) + len(text) > self.style.width else text


def quoted(text: str, quote: str) -> str:
    """A string literal on one line; with the other quotes where that saves escapes."""
    if quote in text:
        other = '"' if quote == "'" else "'"
        quote = other if other not in text else quote
    escaped = _CONTROL.sub(lambda found: _ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04x}", text)
    return quote + escaped.replace(quote, "\\" + quote) + quote


def _is_name(value: Any) -> bool:
    return operation(value) in ("$name", "$get", "$path", "$ref", "$member")


def variable_in(key: str) -> str:
    """The name of a variable as its own scope knows it: its key without what tells it from those of other scopes."""
    return re.sub(r"#\d+\Z", "", key).rpartition("/")[2]


def _sign(value: Any) -> str | None:
    return value["$binary"][0] if operation(value) == "$binary" else None


def _strength(value: Any) -> int:
    sign = operation(value)
    if sign == "$binary":
        return _BINARY.get(value[sign][0], LOOSE)
    if sign == "$if":
        return _CONDITION
    if sign == "$not":
        return _UNARY
    if sign == "$lambda":
        return WHOLE
    if sign == "$code":
        return _CALL if _SIMPLE.match(value[sign]) else WHOLE
    if sign == "$new":
        return _CALL
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _UNARY
    return _ATOM


def _hugs(value: Any, text: str) -> bool:
    """Whether a last argument of several lines begins on the line of the call."""
    if operation(value) is None:
        return isinstance(value, dict | list) or text.startswith("`")
    return operation(value) in ("$lambda", "$template") or text[0] in "({[`"


def _is_method(key: str, code: str) -> bool:
    return re.match(rf"(?:async |static |get |set |\*)*{re.escape(key)}\s*[(<]", code) is not None
