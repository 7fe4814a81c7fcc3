"""New values written where old ones stood, and the renderers that know the file's style."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from fixer.read.nodes import Node
from fixer.read.trivia import trivia_end
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.members import Member, Place, value_offset
from fixer.remedy.splice.render_json import JsonRenderer
from fixer.remedy.splice.render_yaml import YamlRenderer
from fixer.remedy.splice.style import learn_json, learn_yaml


class Writer:
    """Writes whole values into one text; its style is learned when it is first needed."""

    def __init__(self, text: str, root: Node, json: bool, lines: Lines, edits: Edits) -> None:
        self.text = text
        self.root = root
        self.json = json
        self.lines = lines
        self.edits = edits

    @cached_property
    def yaml(self) -> YamlRenderer:
        return YamlRenderer(learn_yaml(self.root, self.lines))

    def block_renderer(self, below: int, column: int) -> YamlRenderer:
        """The renderer for what will end above the line ``below``: nothing there may become part of a literal."""
        pos = below
        wide = False
        while self.lines.is_blank(pos):
            wide = wide or len(self.lines.indent(pos)) > column
            pos = self.lines.next(pos)
        if wide or (self.lines.is_comment(pos) and len(self.lines.indent(pos)) > column):
            return YamlRenderer(replace(self.yaml.style, literals=False))
        return self.yaml

    @cached_property
    def flow(self) -> JsonRenderer | YamlRenderer:
        """The renderer for what stands inside brackets."""
        return JsonRenderer(learn_json(self.root, self.lines)) if self.json else self.yaml

    def replace(self, place: Place) -> None:
        """Writes ``place.whole`` where the old value stands."""
        node, container = place.node, place.container
        if self.json or (container is not None and container.flow) or (container is None and node.flow):
            self.replace_in_flow(place)
        elif container is None or place.member is None:
            head, tail = self.root_rows(place)
            self.edits.replace(node.start, node.end, self.lines.eol.join([head, *tail]))
        else:
            self.replace_in_block(place, container, place.member)

    def root_rows(self, place: Place) -> tuple[str, list[str]]:
        if isinstance(place.whole, str):
            return self.flow.value(place.whole, "", True), []
        return self.block_renderer(self.lines.next(place.node.end), -1).block(place.whole, 0, True)

    def replace_in_flow(self, place: Place) -> None:
        node, container, member = place.node, place.container, place.member
        start = member.start if member is not None else node.start
        one_line = container is not None and self.lines.together(container.start, container.end)
        quote = node.style if node.kind == "scalar" and node.tag is None else None
        if isinstance(self.flow, YamlRenderer) and not isinstance(place.whole, str):
            text = self.flow.flow(place.whole, place.function)
        else:
            text = self.flow.value(place.whole, self.lines.indent(start), one_line, quote)
        if node.start == node.end and member is not None:
            if member.key is not None and ":" not in self.text[member.key.end : node.start]:
                text = ": " + text
            elif self.text[node.start - 1] == ":":
                text = " " + text
        self.edits.replace(node.start, node.end, text)

    def replace_in_block(self, place: Place, container: Node, member: Member) -> None:
        node, lines, text = place.node, self.lines, self.text
        after = value_offset(member, text)
        in_list = member.key is None
        inline = node.start == node.end or lines.together(after, node.start)
        parent = lines.column(member.start)
        column = parent
        if in_list:
            gap = node.start - after if inline and node.start > after else self.yaml.style.gap
            column = parent + 1 + gap
        both = node.kind in ("map", "seq") and isinstance(place.whole, dict | list)
        filled = bool(node.pairs or node.items)
        quote = node.style if node.kind == "scalar" and node.style in ("'", '"') else None
        kind: type = dict if node.kind == "map" else list
        alike = not inline and filled and not node.flow and node.tag is None and isinstance(place.whole, kind)
        renderer = self.block_renderer(lines.next(max(node.end, after)), parent)
        head, tail = renderer.block(
            place.whole, column, in_list, place.function,
            quote=quote, flow=both and node.flow and filled, parent=parent,
            inner=lines.column(node.start) if alike else None,
        )  # fmt: skip
        if inline:
            self.replace_beside(node, after, head, tail)
        else:
            self.replace_below(node, after, head, tail)

    def replace_beside(self, node: Node, after: int, head: str, tail: list[str]) -> None:
        """The old value begins on the line of its key or dash."""
        lines = self.lines
        begin = max(node.start, after)
        gap = self.text[after:begin] if node.end > node.start and begin > after else " "
        end = max(node.end, after)
        below = node.pairs or node.items
        if below and not node.flow and not lines.together(node.start, node.content):
            # Only the tag stands beside the key: a comment after it stays, the lines below go.
            properties = self.properties_end(node)
            self.edits.replace(lines.next(properties), lines.next(end), "")
            end = properties
        self.edits.replace(after, end, gap + head if head else "")
        if tail:
            self.edits.insert(lines.end(end), self.rows(tail))

    def replace_below(self, node: Node, after: int, head: str, tail: list[str]) -> None:
        """The old value stands on lines of its own."""
        lines = self.lines
        if head:
            self.edits.insert(after, " " + head)
            if tail:
                self.edits.insert(lines.end(after), self.rows(tail))
            self.edits.replace(lines.next(after), lines.next(node.end), "")
        else:
            rest = self.text[node.end : lines.end(node.end)]
            keep = rest if node.kind == "scalar" and not rest.strip() else ""
            self.edits.replace(lines.start(node.start), lines.end(node.end), lines.eol.join(tail) + keep)

    def rows(self, tail: list[str]) -> str:
        return "".join(self.lines.eol + row for row in tail)

    def properties_end(self, node: Node) -> int:
        """Where the tag and the anchor of a collection end."""
        pos = node.start
        end = pos
        while pos < node.content:
            end = pos
            while end < node.content and not self.text[end].isspace():
                end += 1
            pos = trivia_end(self.text, end)
        return end
