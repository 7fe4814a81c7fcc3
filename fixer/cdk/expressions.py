"""From an expression of TypeScript to plain data, and the place of every part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fixer.cdk.chains import Link, chain
from fixer.cdk.literals import number_value, string_value, template_parts
from fixer.cdk.names import Names
from fixer.cdk.program import FUNCTIONS, Binding, Variable, bare
from fixer.cdk.syntax import Syntax
from fixer.cdk.trees import Placed, key, mapping, scalar, sequence, single
from fixer.read.nodes import Node

MAX_DEPTH = 40
MAX_OPERANDS = 200

_SPACE = re.compile(r"\s+")
# What every program of JavaScript has: a call of theirs is written like that of an imported function.
GLOBALS = frozenset(
    {
        "JSON", "Math", "Object", "Array", "String", "Number", "Boolean", "Date", "parseInt", "parseFloat", "Buffer",
        "encodeURIComponent", "Promise", "Symbol", "RegExp", "Error", "Map", "Set", "require",
    }
)  # fmt: skip
_LITERALS = {"true": True, "false": False, "null": None}


def code_text(text: str, node: Syntax) -> str:
    """The text of a node without comments, a single space for all white space between two words or signs.

    The end of a line stays where it ends a statement that has no semicolon.
    """
    return "".join(piece for piece, _, _ in code_pieces(text, node)).strip()


def code_pieces(text: str, node: Syntax) -> list[tuple[str, int, int]]:
    """The words and signs of a node and the white space between two of them, each with its place in the text."""
    pieces: list[tuple[str, int, int]] = []
    done = node.start
    ends: set[int] = set()
    todo = [node]
    while todo:
        one = todo.pop()
        if one.kind == "comment":
            continue
        if one.kind.endswith(("_statement", "_declaration", "_definition")):
            ends.add(one.end)
        if one.children and one.kind not in ("string", "template_string"):
            todo.extend(reversed(one.children))
            continue
        if one.start > done:
            open_end = done in ends and text[done - 1] not in ";}" and "\n" in text[done : one.start]
            pieces.append(("\n" if open_end else " ", done, one.start))
        pieces.append((text[one.start : one.end], one.start, one.end))
        done = max(done, one.end)
    return pieces


class Expressions:
    """The expressions of one program."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.text
        self.depth = 0
        self.kinds: dict[str, Callable[[Syntax], Placed]] = {
            "string": self.string,
            "template_string": self.template,
            "number": self.number,
            "object": self.object,
            "array": self.array,
            "identifier": self.reference,
            "undefined": self.reference,
            "this": self.reference,
            "member_expression": self.reference,
            "subscript_expression": self.reference,
            "call_expression": self.reference,
            "new_expression": self.new,
            "unary_expression": self.unary,
            "binary_expression": self.binary,
            "ternary_expression": self.ternary,
            "spread_element": self.spread,
        }

    def value(self, node: Syntax) -> Placed:
        """An expression as data, and its place. What is nested too deeply, or is no expression, is opaque text."""
        node = bare(node)
        if node.kind in _LITERALS:
            return scalar(_LITERALS[node.kind], node.start, node.end)
        made = self.kinds.get(node.kind)
        if made is None or self.depth >= MAX_DEPTH:
            return self.function(node) if node.kind in FUNCTIONS else self.code(node)
        self.depth += 1
        try:
            return made(node)
        finally:
            self.depth -= 1

    def variable(self, one: Variable) -> Placed:
        """What a variable is set to; a name in a pattern is a member of that."""
        made = self.value(one.value)
        if one.steps:
            members = [self.step(step, one.name) for step in one.steps]
            made = self.path(made, members, one.value.start, one.value.end)
        if one.other is not None:
            sign = scalar("??", one.name.end, one.name.end)
            made = single("$binary", sequence([sign, made, self.value(one.other)], one.name.start, one.other.end))
        return made

    def step(self, step: Syntax | int, name: Syntax) -> Placed:
        if isinstance(step, int):
            return scalar(step, name.start, name.end)
        found = self.key_of(step)
        return found.value, found

    def code(self, node: Syntax, name: str = "$code") -> Placed:
        """Opaque text: without comments, its white space normalised where it means nothing."""
        return single(name, scalar(code_text(self.text, node), node.start, node.end))

    def function(self, node: Syntax) -> Placed:
        """A function as text; of one that makes constructs only the head, as those are read one by one."""
        body = node.child("body")
        if node not in self.names.live or body is None:
            return self.code(node, "$lambda")
        head = _SPACE.sub(" ", self.text[node.start : body.start]).strip()
        return single("$lambda", scalar(f"{head} …", node.start, node.end))

    # Literals

    def string(self, node: Syntax) -> Placed:
        return scalar(string_value(self.text, node), node.start, node.end, self.text[node.start])

    def template(self, node: Syntax) -> Placed:
        parts: list[Placed] = []
        for part, start, end in template_parts(self.text, node):
            if isinstance(part, str):
                parts.append(scalar(part, start, end, "`"))
            else:
                parts.append(self.code(part) if part.kind == "template_substitution" else self.value(part))
        if all(isinstance(part[0], str) for part in parts):
            return scalar("".join(part[0] for part in parts), node.start, node.end, "`")
        return single("$template", sequence(parts, node.start, node.end))

    def number(self, node: Syntax) -> Placed:
        value = number_value(self.text[node.start : node.end])
        return self.code(node) if value is None else scalar(value, node.start, node.end)

    def unary(self, node: Syntax) -> Placed:
        operator, argument = node.child("operator"), node.child("argument")
        sign = operator.kind if operator is not None else ""
        if argument is None:
            return self.code(node)
        if sign in ("-", "+") and argument.kind == "number":
            value = number_value(self.text[argument.start : argument.end])
            if value is not None:
                return scalar(-value if sign == "-" else value, node.start, node.end)
        if sign == "!":
            inner = self.value(argument)
            return mapping([(key("$not", node.start), inner)], node.start, node.end)
        return self.code(node)

    # Containers

    def array(self, node: Syntax) -> Placed:
        return sequence([self.value(part) for part in node.parts()], node.start, node.end)

    def spread(self, node: Syntax) -> Placed:
        parts = node.parts()
        if not parts:
            return self.code(node)
        return mapping([(key("$spread", node.start), self.value(parts[0]))], node.start, node.end)

    def object(self, node: Syntax) -> Placed:
        pairs: list[tuple[Node, Placed]] = []
        spreads = 0
        for part in node.parts():
            if part.kind == "pair":
                pair = self.pair(part)
                if pair is not None:
                    pairs.append(pair)
            elif part.kind == "shorthand_property_identifier":
                name = self.text[part.start : part.end]
                pairs.append((key(name, part.start, part.end), self.named(part, name)))
            elif part.kind == "spread_element":
                spreads += 1
                inner = part.parts()
                placed = self.value(inner[0]) if inner else self.code(part)
                pairs.append((key(f"...{spreads}", part.start, part.start + 3), placed))
            elif part.kind == "method_definition":
                name_node = part.child("name")
                if name_node is not None:
                    pairs.append((self.key_of(name_node), self.code(part)))
        return mapping(self.unique(pairs), node.start, node.end)

    def unique(self, pairs: list[tuple[Node, Placed]]) -> list[tuple[Node, Placed]]:
        """The members that count: of equal keys the last."""
        last = {name.value: number for number, (name, _) in enumerate(pairs)}
        return [pair for number, pair in enumerate(pairs) if last[pair[0].value] == number]

    def pair(self, part: Syntax) -> tuple[Node, Placed] | None:
        name, value = part.child("key"), part.child("value")
        if name is None or value is None or self.text[value.start : value.end] == "undefined":
            return None
        return self.key_of(name), self.value(value)

    def key_of(self, name: Syntax) -> Node:
        if name.kind == "string":
            return key(string_value(self.text, name), name.start, name.end, self.text[name.start])
        return key(_SPACE.sub(" ", self.text[name.start : name.end]), name.start, name.end)

    # Operators

    def binary(self, node: Syntax) -> Placed:
        """A chain of operators leans to the left, and is as long as somebody likes: it is walked, not descended."""
        spine = [node]
        while (left := spine[-1].child("left")) is not None and left.kind == "binary_expression":
            spine.append(left)
            if len(spine) > MAX_OPERANDS:
                return self.code(node)
        first = spine[-1].child("left")
        if first is None:
            return self.code(node)
        made = self.value(first)
        for number, one in enumerate(reversed(spine)):
            operator, right = one.child("operator"), one.child("right")
            if operator is None or right is None or number >= MAX_DEPTH:
                return self.code(node)
            made = self.operation(one, operator, made, self.value(right))
        return made

    def operation(self, node: Syntax, operator: Syntax, left: Placed, right: Placed) -> Placed:
        if operator.kind == "+" and isinstance(left[0], str) and isinstance(right[0], str):
            return scalar(left[0] + right[0], node.start, node.end, left[1].style)
        sign = scalar(operator.kind, operator.start, operator.end)
        return single("$binary", sequence([sign, left, right], node.start, node.end))

    def ternary(self, node: Syntax) -> Placed:
        parts = [node.child(name) for name in ("condition", "consequence", "alternative")]
        if any(part is None for part in parts):
            return self.code(node)
        return single("$if", sequence([self.value(part) for part in parts if part], node.start, node.end))

    # Names, members, calls

    def new(self, node: Syntax) -> Placed:
        found = self.names.resolve(node)
        if found is not None:
            return self.holding(found, node.start, node.end)
        made, arguments = node.child("constructor"), node.child("arguments")
        if made is None:
            return self.code(node)
        name = scalar(self.names.type_of(made), made.start, made.end)
        return single("$new", sequence([name, *self.arguments(arguments)], node.start, node.end))

    def arguments(self, node: Syntax | None) -> list[Placed]:
        """The arguments of a call, for a list of them; a template string after a tag is one."""
        if node is None:
            return []
        return [self.value(part) for part in node.parts()] if node.kind == "arguments" else [self.value(node)]

    def argument_list(self, node: Syntax) -> Placed:
        return sequence(self.arguments(node), node.start, node.end)

    def named(self, node: Syntax, name: str) -> Placed:
        found = self.names.lookup(node)
        if found is not None and found.kind == "value":
            found = self.names.argument(found, node, 0) or found
        if found is not None and found.kind == "import":
            return single("$member", scalar(self.names.type_of_name(node, found), node.start, node.end))
        if found is not None and (found.construct is not None or found.stack is not None):
            return self.holding(found, node.start, node.end)
        return single("$name", scalar(found.entry if found is not None and found.entry else name, node.start, node.end))

    def holding(self, found: Binding, start: int, end: int) -> Placed:
        """What stands for a construct, or for a member of one."""
        if not found.path:
            return single("$ref", scalar(self.entry(found), start, end))
        parts = [scalar(part, start, end) for part in (self.entry(found), *found.path)]
        return single("$get", sequence(parts, start, end))

    def entry(self, found: Binding) -> str:
        if found.construct is not None:
            return found.construct.entry
        return found.stack.entry if found.stack is not None else ""

    def reference(self, node: Syntax) -> Placed:
        """``a.b(c).d``: calls are walked from the inside out, the members between two of them are one step."""
        links = chain(node)
        tagged = any(link.kind == "call" and link.node.kind != "arguments" for link in links)
        if tagged or len(links) > MAX_DEPTH:
            return self.code(node)
        made, position = self.base(links, node)
        start = made[1].start
        while position < len(links):
            members: list[Placed] = []
            while position < len(links) and links[position].kind != "call":
                members.append(self.member(links[position]))
                position += 1
            if members:
                made = self.path(made, members, start, _end(links[position - 1]))
            if position < len(links):
                link = links[position]
                end = link.node.end
                made = self.call(made, link, start, end)
                position += 1
        return made

    def base(self, links: Sequence[Link], node: Syntax) -> tuple[Placed, int]:
        """The value that a chain begins with, and how many links are in it."""
        first = links[0].node
        found, used = self.names.receiver(links)
        end = links[used - 1].node.end
        if first.kind == "this" and used == 1:
            return single("$ref", scalar("this", first.start, first.end)), 1
        if found is not None and (found.construct is not None or found.stack is not None):
            return self.holding(found, first.start, end), used
        if found is not None and found.entry:
            return single("$name", scalar(found.entry, first.start, end)), used
        imported = self.names.imported(links)
        if imported is not None:
            end = links[imported[1] - 1].node.end
            return single("$member", scalar(imported[0], first.start, end)), imported[1]
        if first.kind in ("identifier", "undefined"):
            name = self.text[first.start : first.end]
            if name in GLOBALS and self.names.lookup(first) is None:
                return self.standard(links)
            return single("$name", scalar(name, first.start, first.end)), 1
        if first.kind == "super":
            return single("$name", scalar("super", first.start, first.end)), 1
        if first is node:
            return self.code(node), len(links)
        return self.value(first), 1

    def standard(self, links: Sequence[Link]) -> tuple[Placed, int]:
        used = 1
        while used < len(links) and links[used].kind == "member":
            used += 1
        start, end = links[0].node.start, links[used - 1].node.end
        name = ".".join(self.text[link.node.start : link.node.end] for link in links[:used])
        return single("$member", scalar(name, start, end)), used

    def member(self, link: Link) -> Placed:
        """A member's name, or the index in brackets; one that is asked for only where there is something has ``?.``."""
        if link.kind == "member":
            name = self.text[link.node.start : link.node.end]
            return scalar(f"?.{name}" if link.optional else name, link.node.start, link.node.end)
        return self.value(link.node)

    def path(self, made: Placed, members: list[Placed], start: int, end: int) -> Placed:
        value, node = made
        kind = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
        inner = node.pairs[0][1] if kind else node
        if kind == "$ref":
            first = scalar(value["$ref"], inner.start, inner.end)
            return single("$get", sequence([first, *members], start, end))
        if kind in ("$get", "$path"):
            known = [*zip(value[kind], inner.items, strict=True), *members]
            return single(kind, sequence(known, start, end))
        return single("$path", sequence([made, *members], start, end))

    def call(self, made: Placed, link: Link, start: int, end: int) -> Placed:
        value, node = made
        arguments = self.arguments(link.node)
        if isinstance(value, dict) and value.keys() == {"$member"}:
            inner = node.pairs[0][1]
            callee = scalar(value["$member"], inner.start, inner.end)
            return single("$call", sequence([callee, *arguments], start, end))
        return single("$invoke", sequence([made, *arguments], start, end))


def _end(link: Link) -> int:
    """Where a link ends, the bracket after an index included."""
    outer = link.node.parent
    return outer.end if link.kind == "index" and outer is not None else link.node.end
