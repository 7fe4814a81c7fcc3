"""The concrete tree of a template's text: what stands where, down to the character.

Both formats parse to it (``json_tree``, ``yaml_tree``). It is what spans, line numbers and edits come from;
the plain data that the rest of the program compares comes from ``to_data``.
"""

from __future__ import annotations

from typing import Any, Literal

Kind = Literal["map", "seq", "scalar", "alias"]

# What every node without members has for members, never to be changed: two lists for each scalar would be most of what
# the garbage collector has to look at, which took longer than parsing.
_NONE: list[Any] = []


class Node:
    """One value in the text. Offsets count characters of the parsed text, ends are exclusive.

    ``start`` includes a tag or an anchor, ``content`` is where the value itself begins.
    A block collection ends where its last child ends; a block scalar without its trailing blank lines.
    ``pairs`` holds the keys and values of a map, ``items`` what a seq holds.
    ``value`` is the text of a scalar after unquoting; ``plain`` is true where it was unquoted and untagged,
    so that YAML's resolution of ``true``, ``12`` or ``null`` applies. In JSON a plain scalar is a literal.
    ``style`` is the quote or block indicator of a scalar (``'``, ``"``, ``|``, ``>``), ``flow`` whether a collection is
    written with brackets and whether a scalar stands inside brackets. ``target`` is what an alias stands for.
    ``index`` is set on maps only, by who looks members up.
    """

    __slots__ = (
        "anchor", "content", "end", "flow", "index", "items", "kind", "pairs",
        "plain", "start", "style", "tag", "target", "value",
    )  # fmt: skip

    index: dict[str, tuple[Node, Node]]

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
        self.pairs: list[tuple[Node, Node]] = [] if kind == "map" else _NONE
        self.items: list[Node] = [] if kind == "seq" else _NONE
        self.target: Node | None = None
