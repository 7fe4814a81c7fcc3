"""Making ``Node`` trees by hand: the places of the data that a stack is read into."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from fixer.read.nodes import Node

Placed: TypeAlias = tuple[Any, Node]
"""A value, and where it stands."""


def scalar(value: Any, start: int, end: int, style: str | None = None) -> Placed:
    node = Node("scalar", start, end)
    node.flow = True
    if isinstance(value, str):
        node.value, node.style = value, style
    else:
        node.value, node.plain = json.dumps(value), True
    return value, node


def sequence(items: Sequence[Placed], start: int, end: int) -> Placed:
    node = Node("seq", start, end)
    node.flow = True
    node.items = [item for _, item in items]
    return [value for value, _ in items], node


def mapping(pairs: Sequence[tuple[Node, Placed]], start: int, end: int) -> Placed:
    """A map; of equal keys the last counts."""
    node = Node("map", start, end)
    node.flow = True
    node.pairs = [(key, placed[1]) for key, placed in pairs]
    return {key.value: placed[0] for key, placed in pairs}, node


def key(name: str, start: int, end: int | None = None, style: str | None = None) -> Node:
    """The key of a member; one that is not written has no width."""
    node = Node("scalar", start, start if end is None else end)
    node.flow = True
    node.value, node.style = name, style
    return node


def single(name: str, inner: Placed) -> Placed:
    """``{name: inner}`` in the place of ``inner``."""
    at = inner[1]
    return mapping([(key(name, at.start), inner)], at.start, at.end)
