"""The concrete tree of a template's text: what stands where, down to the character.

Both formats parse to it (``json_tree``, ``yaml_tree``). It is what spans, line numbers and edits come from;
the plain data that the rest of the program compares comes from ``to_data``.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["map", "seq", "scalar", "alias"]


class Node:
    """One value in the text. Offsets count characters of the parsed text, ends are exclusive.

    ``start`` includes a tag or an anchor, ``content`` is where the value itself begins.
    A block collection ends where its last child ends; a block scalar without its trailing blank lines.
    ``children`` holds ``(key, value)`` pairs for a map and nodes for a seq.
    ``value`` is the text of a scalar after unquoting; ``plain`` is true where it was unquoted and untagged,
    so that YAML's resolution of ``true``, ``12`` or ``null`` applies. In JSON a plain scalar is a literal.
    """

    __slots__ = ("anchor", "children", "content", "end", "flow", "kind", "plain", "start", "style", "tag", "value")

    def __init__(self, kind: Kind, start: int, end: int) -> None:
        self.kind: Kind = kind
        self.start = start
        self.content = start
        self.end = end
        self.tag: str | None = None
        self.anchor: str | None = None
        self.flow = False
        self.style: str | None = None
        self.plain = False
        self.value: str = ""
        self.children: list[tuple[Node, Node]] | list[Node] = []
