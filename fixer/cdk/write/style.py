"""How TypeScript is written in one document, learned from it: what new text in it should look like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from fixer.cdk.syntax import Syntax
from fixer.frozen import frozen
from fixer.remedy.splice.lines import Lines

T = TypeVar("T")

# Where a formatter breaks lines; a file with longer lines than the widest has no width.
_NARROW, _WIDE = 80, 120
_MANY = 5
_STATEMENTS = frozenset({
    "expression_statement", "lexical_declaration", "return_statement", "import_statement", "throw_statement",
})  # fmt: skip
_SCALARS = frozenset({
    "string", "number", "true", "false", "null", "identifier", "member_expression", "undefined", "template_string",
    "shorthand_property_identifier",
})  # fmt: skip


@frozen
class Style:
    """``unit``: one level of indentation. ``end``: what a statement ends with, ``";"`` or nothing. ``trailing``: the
    comma after the last row. ``pad``: what stands inside the braces of an object on one line. ``width``: how long a
    line may be. ``small``: for objects of so many plain members (``_MANY``: or more) whether they stand on one line.
    ``short``: whether ``{ name: name }`` is written as ``{ name }``.
    """

    eol: str = "\n"
    unit: str = "  "
    quote: str = "'"
    end: str = ";"
    trailing: str = ","
    pad: str = " "
    width: int = _NARROW
    small: tuple[bool, ...] = (True, True, True, False, False, False)
    short: bool = True

    def stays(self, members: int, plain: bool) -> bool:
        """Whether an object of so many members, all of them ``plain`` or not, is written on one line."""
        return (plain or members == 1) and self.small[min(members, _MANY)]

    def flat(self) -> Style:
        """The same where everything stands on one line."""
        return replace(self, width=10**9, small=(True,) * (_MANY + 1))


def learn(roots: Iterable[Syntax], lines: Lines) -> Style:
    """The style of a document's TypeScript; where it has no example, what most CDK code does."""
    counts = _Counts(lines)
    for root in roots:
        for node in root.walk():
            counts.take(node)
    return counts.style()


class _Counts:
    """What was seen of each habit."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.text = lines.text
        self.quotes: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.units: Counter[str] = Counter()
        self.trailing: Counter[str] = Counter()
        self.pads: Counter[str] = Counter()
        self.short: Counter[bool] = Counter()
        self.small: dict[int, Counter[bool]] = defaultdict(Counter)
        self.lengths: list[int] = []

    def take(self, node: Syntax) -> None:
        kind = node.kind
        if kind == "string":
            inside = self.text[node.start + 1 : node.end - 1]
            # Text with quotes in it is quoted as it must be, not as the writer likes.
            if "'" not in inside and '"' not in inside:
                self.quotes[self.text[node.start]] += 1
        elif kind in _STATEMENTS:
            self.ends[";" if self.text[node.end - 1] == ";" else ""] += 1
            if self.lines.together(node.start, node.end):
                self.lengths.append(self.lines.column(node.end))
        elif kind in ("object", "array"):
            self.brackets(node)
        elif kind == "statement_block" and node.parts():
            self.indent(node, node.parts()[0])
        elif kind == "shorthand_property_identifier":
            self.short[True] += 1
        elif kind == "pair" and len({self.text[part.start : part.end] for part in node.parts()}) == 1:
            self.short[False] += 1

    def brackets(self, node: Syntax) -> None:
        members = node.parts()
        if not members:
            return
        one_line = self.lines.together(node.start, node.end)
        if not one_line and not self.lines.together(members[-1].end, node.end):
            last = [child for child in node.children if child.kind != "comment"][-2]
            self.trailing["," if last.kind == "," else ""] += 1
            self.indent(node, members[0])
        if node.kind == "object":
            if one_line:
                self.pads[" " if members[0].start > node.start + 1 else ""] += 1
            if all(_is_plain(member) for member in members):
                self.small[min(len(members), _MANY)][one_line] += 1

    def indent(self, outer: Syntax, inner: Syntax) -> None:
        own, head = self.lines.indent(outer.start), self.lines.indent(inner.start)
        if not self.lines.together(outer.start, inner.start) and head.startswith(own) and head != own:
            self.units[head[len(own) :]] += 1

    def style(self) -> Style:
        lengths = sorted(self.lengths)
        usual = lengths[int(len(lengths) * 0.99)] if lengths else _NARROW
        small = tuple(
            seen[True] >= seen[False] if (seen := self.small.get(count)) else default
            for count, default in enumerate(Style().small)
        )
        return Style(
            eol=self.lines.eol,
            unit=_most(self.units, "  "),
            quote=_most(self.quotes, "'"),
            end=_most(self.ends, ";"),
            trailing=_most(self.trailing, ","),
            pad=_most(self.pads, " "),
            width=min(max(usual, _NARROW), _WIDE),
            small=small,
            short=_most(self.short, True),
        )


def _is_plain(member: Syntax) -> bool:
    """Whether a member of an object holds one small value."""
    value = member.child("value") if member.kind == "pair" else member
    return value is not None and value.kind in _SCALARS


def _most(counts: Counter[T], default: T) -> T:
    return counts.most_common(1)[0][0] if counts else default
