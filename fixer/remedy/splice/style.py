"""How a file is written, learned from the file: what new text in it should look like."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise
from typing import Any, TypeVar

from fixer.frozen import frozen
from fixer.read.data import function_name
from fixer.read.nodes import Node
from fixer.remedy.splice.lines import Lines

SHORT_FORMS = frozenset({
    "Ref", "Condition", "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAZs", "Fn::GetAtt",
    "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub",
    "Fn::ToJsonString", "Fn::Transform",
})  # fmt: skip

T = TypeVar("T")

ANY_FUNCTION = "*"


@frozen
class YamlStyle:
    """``step``: how much deeper a map stands than its key, ``offset``: a list's dashes than theirs, ``gap``: spaces
    after a dash. ``flow``: functions (``ANY_FUNCTION``: all together, ``None``: lists of plain text) whose arguments
    stand in brackets.
    ``quotes``: the quotes that a function's text has by custom. ``literals``: whether text of several lines becomes a
    ``|`` block.
    """

    eol: str
    step: int = 2
    offset: int = 2
    gap: int = 1
    quote: str = "'"
    short: bool = True
    pad: str = ""
    flow: dict[str | None, bool] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    literals: bool = True


@frozen
class JsonStyle:
    """``unit``: one level of indentation, ``None`` where all is on one line. ``inline``: which small values are
    written on one line: ``"call"`` a function, ``"list"`` a list of scalars, ``"map"`` a map of scalars.
    """

    eol: str
    unit: str | None = "  "
    colon: str = ": "
    comma: str = ", "
    pad: str = ""
    ascii: bool = False
    inline: frozenset[str] = frozenset()


def quote_custom(name: str, text: str) -> str:
    """Under which heading the quotes of a function's text are counted: pseudo parameters have a custom of their own."""
    return name + " AWS::" if text.startswith("AWS::") else name


def walk(root: Node) -> Iterator[Node]:
    """All nodes of a tree, keys left out, in no particular order."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if node.pairs:
            stack += [value for _, value in node.pairs]
        elif node.items:
            stack += node.items


def learn_yaml(root: Node, lines: Lines) -> YamlStyle:
    """The style of a YAML text; where it has no example, what most templates do."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in ("step", "offset", "gap", "quote", "short", "pad")}
    flow: dict[str | None, Counter[bool]] = defaultdict(Counter)
    quotes: dict[str, Counter[str]] = defaultdict(Counter)
    for node in walk(root):
        name = function_name(node.tag)
        if name is not None:
            counts["short"][True] += 1
        if node.kind == "scalar":
            if node.style in ("'", '"'):
                counts["quote"][node.style] += 1
            if name is not None and node.style not in ("|", ">"):
                quotes[quote_custom(name, node.value)][node.style or ""] += 1
            continue
        if name is not None or (node.items and _are_scalars(node.items)):
            for heading in (name, ANY_FUNCTION) if name is not None else (None,):
                flow[heading][node.flow] += 1
        if not node.flow:
            _count_indents(node, lines, counts)
        elif node.pairs and lines.text[node.content] == "{":
            counts["pad"][" " if lines.text[node.content + 1] == " " else ""] += 1
    return YamlStyle(
        eol=lines.eol,
        step=_most(counts["step"], 2) or 2,
        offset=_most(counts["offset"], 2),
        gap=_most(counts["gap"], 1),
        quote=_most(counts["quote"], "'"),
        short=_most(counts["short"], True),
        pad=_most(counts["pad"], ""),
        flow={name: count[True] > count[False] for name, count in flow.items()},
        quotes={name: count.most_common(1)[0][0] for name, count in quotes.items()},
    )


def _count_indents(node: Node, lines: Lines, counts: dict[str, Counter[Any]]) -> None:
    column = -1
    for key, value in node.pairs:
        if key.value == "Ref" or key.value.startswith("Fn::"):
            counts["short"][False] += 1
        if value.flow or not (value.pairs or value.items):
            continue
        line_end = lines.text.rfind("\n", key.end, value.content)
        if line_end >= 0:
            # The keys of a map that is written in lines stand in one column.
            column = column if column >= 0 else lines.column(key.start)
            name = "step" if value.pairs else "offset"
            counts[name][max(value.content - line_end - 1 - column, 0)] += 1
    if node.items:
        first = node.items[0]
        if first.start > node.content + 1 and lines.together(node.content, first.start):
            counts["gap"][first.start - node.content - 1] += 1


def learn_json(root: Node, lines: Lines) -> JsonStyle:
    """The style of a JSON text."""
    text = lines.text
    units: list[str] = []
    colons: list[str] = []
    gaps: list[str] = []
    pads: list[str] = []
    kinds: dict[str | None, list[bool]] = defaultdict(list)
    for node in walk(root):
        pairs, items = node.pairs, node.items
        if not pairs and not items:
            continue
        start = node.start
        first = pairs[0][0].start if pairs else items[0].start
        inline = text.find("\n", start, node.end) < 0
        if not inline and lines.leads(first):
            units.append(_deeper(lines.indent(start), lines.indent(first)))
        kinds[json_kind(node)].append(inline)
        if inline and pairs:
            pads.append(" " if text[start + 1] == " " else "")
        colons += [text[key.end : value.start] for key, value in pairs]
        gaps += [text[before.end : after.start] for (_, before), (after, _) in pairwise(pairs)]
        gaps += [text[before.end : after.start] for before, after in pairwise(items)]
    steps = Counter(unit for unit in units if unit)
    colon = _most(Counter(colons), ": ")
    commas = Counter(gap for gap in gaps if "\n" not in gap)
    return JsonStyle(
        eol=lines.eol,
        unit=_most(steps, "  ") if steps or "\n" in text.strip() else None,
        colon=colon if re.fullmatch(r"[ \t]*:[ \t]*", colon) else ": ",
        comma=_most(commas, "," if colon == ":" else ", "),
        pad=_most(Counter(pads), ""),
        ascii=text.isascii() and "\\u" in text,
        inline=frozenset(kind for kind, inline in kinds.items() if kind and sum(inline) * 2 > len(inline)),
    )


def json_kind(node: Node) -> str | None:
    """Which kind of small value a node is, if any."""
    if node.items:
        return "list" if _are_scalars(node.items) else None
    if len(node.pairs) == 1:
        key, value = node.pairs[0]
        if key.value == "Ref" or key.value.startswith("Fn::"):
            return "call" if not value.pairs and _are_scalars(value.items) else None
    return "map" if node.pairs and _are_scalars([value for _, value in node.pairs]) else None


def _are_scalars(nodes: list[Node]) -> bool:
    return {node.kind for node in nodes} <= {"scalar"}


def _deeper(outer: str, inner: str) -> str:
    return inner[len(outer) :] if inner.startswith(outer) else ""


def _most(counts: Counter[T], default: T) -> T:
    """The commonest; of equally common ones that which came first."""
    return counts.most_common(1)[0][0] if counts else default
