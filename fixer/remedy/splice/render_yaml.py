"""New YAML in a file's own style."""

from __future__ import annotations

from typing import Any

from fixer.remedy.splice.scalar_text import double_quoted, inline_scalar, literal_block, plain_allowed, quoted
from fixer.remedy.splice.style import ANY_FUNCTION, SHORT_FORMS, YamlStyle, quote_custom

_FLOW_WIDTH = 100
_CONDITION_PARENTS = frozenset({"Fn::And", "Fn::Or", "Fn::Not"})

Rows = tuple[str, list[str]]


class YamlRenderer:
    """Writes values as the file around them is written.

    In block context a value is a head, which goes after ``key:`` or ``-``, and a tail of whole lines.
    """

    def __init__(self, style: YamlStyle) -> None:
        self.style = style

    # -- short tags

    def short(self, value: Any, function: str | None) -> tuple[str, str, Any] | None:
        """Tag, long name and argument where ``value`` is a function that a short tag can write.

        ``function`` is the one whose argument ``value`` is an item of. One node never gets two tags.
        """
        if not self.style.short or not isinstance(value, dict) or len(value) != 1:
            return None
        ((name, argument),) = value.items()
        if name not in SHORT_FORMS or not isinstance(argument, str | list | dict):
            return None
        if name == "Condition" and (function not in _CONDITION_PARENTS or not isinstance(argument, str)):
            return None
        if name == "Ref" and not isinstance(argument, str):
            return None
        if name == "Fn::GetAtt":
            if isinstance(argument, str):
                return None
            argument = dotted(argument) or argument
        if isinstance(argument, dict) and self.short(argument, None):
            return None
        return "!" + name.removeprefix("Fn::"), name, argument

    # -- flow context

    def key(self, key: str, like: str | None = None) -> str:
        return self.bare_key(key, like, flow=True) + ": "

    def bare_key(self, key: str, like: str | None = None, flow: bool = False) -> str:
        return inline_scalar(key, flow, self.style.quote, like if like in ("'", '"') else None)

    def value(self, value: Any, indent: str, one_line: bool, quote: str | None = None) -> str:
        """``value`` inside brackets, on one line. ``quote``: the quotes that the text it replaces had."""
        if isinstance(value, str):
            return inline_scalar(value, True, self.style.quote, quote)
        return self.flow(value, None)

    def flow(self, value: Any, function: str | None) -> str:
        short = self.short(value, function)
        if short is not None:
            tag, name, argument = short
            return (
                f"{tag} {self.tagged(argument, name, True) if isinstance(argument, str) else self.flow(argument, name)}"
            )
        pad = self.style.pad
        if isinstance(value, dict):
            rows = [self.key(key) + self.flow(item, None) for key, item in value.items()]
            return "{" + pad + ", ".join(rows) + pad + "}" if rows else "{}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item, function) for item in value) + "]"
        return inline_scalar(value, True, self.style.quote)

    def tagged(self, text: str, name: str, flow: bool) -> str:
        custom = self.style.quotes.get(quote_custom(name, text), "")
        if custom or not plain_allowed(text, flow):
            return quoted(text, custom or self.style.quote)
        return text

    # -- block context

    def entry(self, key: str, value: Any, column: int, like: str | None = None) -> list[str]:
        """The lines of ``key: value`` in a block map whose keys stand at ``column``."""
        head, tail = self.block(value, column, False)
        return [" " * column + self.bare_key(key, like) + ":" + (" " + head if head else ""), *tail]

    def item(self, value: Any, column: int, gap: int, function: str | None) -> list[str]:
        """The lines of one item of a block list whose dashes stand at ``column``."""
        head, tail = self.block(value, column + 1 + gap, True, function, parent=column)
        return [" " * column + "-" + " " * gap + head, *tail] if head else [" " * column + "-", *tail]

    def block(
        self,
        value: Any,
        column: int,
        in_list: bool,
        function: str | None = None,
        *,
        quote: str | None = None,
        flow: bool = False,
        inner: int | None = None,
        parent: int | None = None,
    ) -> Rows:
        """``value`` after a key at ``column``, or as a list item whose content stands at ``column``.

        ``quote``, ``flow`` and ``inner`` (the column of its members) keep what the replaced value had.
        """
        short = self.short(value, function)
        if short is None and not isinstance(value, dict | list):
            return self.block_scalar(value, column, in_list, quote, column if parent is None else parent)
        tag, name, argument = short or ("", None, value)
        if isinstance(argument, str):
            head, tail = self.block_scalar(argument, column, in_list, None, column if parent is None else parent, name)
            return f"{tag} {head}", tail
        context = name or function
        if not argument or flow or self.prefers_flow(name, argument):
            return f"{tag} {self.flow(argument, context)}".strip(), []
        compact = in_list and inner is None and not tag
        if inner is None:
            deeper = self.style.step if isinstance(argument, dict) else self.style.offset
            inner = column if in_list else column + deeper
        rows = self.rows(argument, inner, context)
        return (rows[0][inner:], rows[1:]) if compact else (tag, rows)

    def rows(self, value: Any, column: int, function: str | None) -> list[str]:
        if isinstance(value, dict):
            return [row for key, item in value.items() for row in self.entry(key, item, column)]
        return [row for item in value for row in self.item(item, column, self.style.gap, function)]

    def is_small(self, value: Any, function: str | None) -> bool:
        """Whether a value reads well inside brackets: a scalar, or a function of such."""
        if function is None or not isinstance(value, dict | list):
            return not isinstance(value, dict | list)
        short = self.short(value, function)
        argument, function = (short[2], short[1]) if short is not None else (value, function)
        if isinstance(argument, dict):
            return False
        return not isinstance(argument, list) or all(self.is_small(item, function) for item in argument)

    def block_scalar(
        self, value: Any, column: int, in_list: bool, quote: str | None, parent: int, name: str | None = None
    ) -> Rows:
        if isinstance(value, str) and "\n" in value:
            deep = column if in_list else column + self.style.step
            literal = literal_block(value, deep, parent) if self.style.literals else None
            return literal or (double_quoted(value), [])
        if name is not None:
            return self.tagged(value, name, False), []
        return inline_scalar(value, False, self.style.quote, quote if isinstance(value, str) else None), []

    def prefers_flow(self, name: str | None, value: Any) -> bool:
        """Whether the file writes such a value in brackets; only what is short and flat ever is."""
        wanted = self.style.flow.get(name, name is not None and self.style.flow.get(ANY_FUNCTION, True))
        if not wanted or not isinstance(value, list) or not all(self.is_small(item, name) for item in value):
            return False
        text = self.flow(value, name)
        return len(text) <= _FLOW_WIDTH and "\\n" not in text


def dotted(argument: Any) -> str | None:
    """``["a", "b.c"]`` as ``a.b.c``, where that reads back as the same list."""
    if not isinstance(argument, list) or len(argument) != 2:
        return None
    first, rest = argument
    if not isinstance(first, str) or not isinstance(rest, str) or not first or not rest or "." in first:
        return None
    return f"{first}.{rest}"
