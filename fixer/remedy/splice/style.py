"""How a file is written, learned from the file: what new text in it should look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import field

from fixer.frozen import frozen
from fixer.read.data import function_name
from fixer.read.nodes import Node
from fixer.remedy.splice.lines import Lines

SHORT_FORMS = frozenset({
    "Ref", "Condition", "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAZs", "Fn::GetAtt",
    "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub",
    "Fn::ToJsonString", "Fn::Transform",
})  # fmt: skip

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
        stack += node.items
        stack += [value for _, value in node.pairs]


def learn_yaml(root: Node, lines: Lines) -> YamlStyle:
    """The style of a YAML text; where it has no example, what most templates do."""
    text = lines.text
    counts: dict[str, Counter[Hashable]] = {
        name: Counter() for name in ("step", "offset", "gap", "quote", "short", "pad")
    }
    flow: dict[str | None, Counter[bool]] = {}
    quotes: dict[str, Counter[str]] = {}
    for node in walk(root):
        name = function_name(node.tag)
        if node.kind == "scalar":
            if node.style in ("'", '"'):
                counts["quote"][node.style] += 1
            if name is not None and node.style not in ("|", ">"):
                quotes.setdefault(quote_custom(name, node.value), Counter())[node.style or ""] += 1
        elif name is not None or (node.items and all(item.kind == "scalar" for item in node.items)):
            flow.setdefault(name, Counter())[node.flow] += 1
            if name is not None:
                flow.setdefault(ANY_FUNCTION, Counter())[node.flow] += 1
        if name is not None:
            counts["short"][True] += 1
        if node.flow and node.pairs and text[node.content] == "{":
            counts["pad"][" " if text[node.content + 1] == " " else ""] += 1
        if not node.flow:
            _count_indents(node, lines, counts)
    return YamlStyle(
        eol=lines.eol,
        step=int(_most(counts["step"], 2)) or 2,
        offset=int(_most(counts["offset"], 2)),
        gap=int(_most(counts["gap"], 1)),
        quote=str(_most(counts["quote"], "'")),
        short=bool(_most(counts["short"], True)),
        pad=str(_most(counts["pad"], "")),
        flow={name: count[True] > count[False] for name, count in flow.items()},
        quotes={name: count.most_common(1)[0][0] for name, count in quotes.items()},
    )


def _count_indents(node: Node, lines: Lines, counts: dict[str, Counter[Hashable]]) -> None:
    for key, value in node.pairs:
        if key.value == "Ref" or key.value.startswith("Fn::"):
            counts["short"][False] += 1
        if (value.pairs or value.items) and not value.flow and not lines.together(key.end, value.content):
            name = "step" if value.pairs else "offset"
            counts[name][max(lines.column(value.content) - lines.column(key.start), 0)] += 1
    if node.items:
        first = node.items[0]
        if first.start > node.content + 1 and lines.together(node.content, first.start):
            counts["gap"][first.start - node.content - 1] += 1


def learn_json(root: Node, lines: Lines) -> JsonStyle:
    """The style of a JSON text."""
    text = lines.text
    units: Counter[Hashable] = Counter()
    colons: Counter[Hashable] = Counter()
    commas: Counter[Hashable] = Counter()
    pads: Counter[Hashable] = Counter()
    kinds: dict[str, Counter[bool]] = {}
    for node in walk(root):
        members = [key for key, _ in node.pairs] or node.items
        if not members:
            continue
        inline = lines.together(node.start, node.end)
        if inline and node.pairs:
            pads[" " if text[node.start + 1] == " " else ""] += 1
        if not inline and lines.leads(members[0].start):
            units[_deeper(lines.indent(node.start), lines.indent(members[0].start))] += 1
        kind = json_kind(node)
        if kind is not None:
            kinds.setdefault(kind, Counter())[inline] += 1
        for key, value in node.pairs:
            colons[text[key.end : value.start]] += 1
        ends = [value.end for _, value in node.pairs] or [item.end for item in node.items]
        for end, after in zip(ends, members[1:], strict=False):
            if lines.together(end, after.start):
                commas[text[end : after.start]] += 1
    units.pop("", None)
    colon = str(_most(colons, ": "))
    return JsonStyle(
        eol=lines.eol,
        unit=str(_most(units, "  ")) if units or "\n" in text.strip() else None,
        colon=colon if re.fullmatch(r"[ \t]*:[ \t]*", colon) else ": ",
        comma=str(_most(commas, "," if colon == ":" else ", ")),
        pad=str(_most(pads, "")),
        ascii=text.isascii() and "\\u" in text,
        inline=frozenset(kind for kind, count in kinds.items() if count[True] > count[False]),
    )


def json_kind(node: Node) -> str | None:
    """Which kind of small value a node is, if any."""
    if node.items:
        return "list" if all(item.kind == "scalar" for item in node.items) else None
    if len(node.pairs) == 1:
        key, value = node.pairs[0]
        if key.value == "Ref" or key.value.startswith("Fn::"):
            return "call" if not value.pairs and all(item.kind == "scalar" for item in value.items) else None
    return "map" if node.pairs and all(value.kind == "scalar" for _, value in node.pairs) else None


def _deeper(outer: str, inner: str) -> str:
    return inner[len(outer) :] if inner.startswith(outer) else ""


def _most(counts: Counter[Hashable], default: str | int | bool) -> str | int | bool:
    if not counts:
        return default
    found = counts.most_common(1)[0][0]
    return found if isinstance(found, str | int | bool) else default
