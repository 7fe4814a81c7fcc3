"""Which lines an operation may change, reckoned from the text and not from the code under test."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from fixer import pointer as pointers
from fixer.read.data import function_name
from fixer.read.navigate import find, key_node
from fixer.read.nodes import Node

# A dash, then nothing but white space and comments.
_DASH = re.compile(r"-(?:\s|#[^\n]*)*\Z")


def stray_lines(text: str, root: Node, operation: dict[str, Any], result: str) -> list[str]:
    """Lines of ``text`` that ``result`` lacks although the operation has no business with them."""
    allowed: set[int] = set()
    if operation["op"] == "move":
        source, target = operation["from"], operation["path"]
        renamed = pointers.parent(source) == pointers.parent(target)
        allowed |= _key_line(text, root, source) if renamed else _removed(text, root, source)
        if not renamed:
            allowed |= _added(text, root, target)
    elif operation["op"] == "remove":
        allowed |= _removed(text, root, operation["path"])
    elif operation["op"] in ("add", "copy"):
        allowed |= _added(text, root, operation["path"])
    else:
        allowed |= _whole(text, root, operation["path"])
    rows = text.splitlines()
    must_stay = Counter(row for number, row in enumerate(rows) if number not in allowed and row.strip())
    return list((must_stay - Counter(result.splitlines())).elements())


def _span(text: str, start: int, end: int) -> set[int]:
    first = text.count("\n", 0, start)
    return set(range(first, first + text.count("\n", start, max(start, end)) + 1))


def _begin(text: str, root: Node, pointer: str) -> int:
    """Where the entry begins: its key, or its dash; the argument of a function belongs to the function's entry."""
    key = key_node(root, pointer)
    if key is not None:
        return key.start
    node = find(root, pointer)
    assert node is not None
    if pointer and find(root, pointers.parent(pointer)) is node:
        return _begin(text, root, pointers.parent(pointer))
    dash = _DASH.search(text, 0, node.start)
    return dash.start() if dash else node.start


def _whole(text: str, root: Node, pointer: str) -> set[int]:
    node = find(root, pointer)
    assert node is not None
    return _span(text, _begin(text, root, pointer), node.end)


def _key_line(text: str, root: Node, pointer: str) -> set[int]:
    key = key_node(root, pointer)
    return _span(text, key.start, key.end) if key else _whole(text, root, pointer)


def _bounds(container: Node) -> tuple[list[int], list[int]]:
    if container.pairs:
        return [key.start for key, _ in container.pairs], [max(k.end, v.end) for k, v in container.pairs]
    return [item.start for item in container.items], [item.end for item in container.items]


def _removed(text: str, root: Node, pointer: str) -> set[int]:
    """The entry, the comments above it and inside its end, and a neighbour that shares a line or a comma with it."""
    outer = pointers.parent(pointer)
    container = find(root, outer)
    assert container is not None
    starts, ends = _bounds(container)
    if len(starts) < 2 or container.kind == "scalar":
        return _whole(text, root, outer)
    begin = _begin(text, root, pointer)
    node = find(root, pointer)
    assert node is not None
    index = next((i for i, end in enumerate(ends) if end >= node.end and starts[i] <= node.start), len(ends) - 1)
    lines = _span(text, begin, ends[index])
    rows = text.splitlines()
    floor = text.count("\n", 0, ends[index - 1]) if index else -1
    number = min(lines) - 1
    while number > floor and (not rows[number].strip() or rows[number].strip()[0] in "#/"):
        lines.add(number)
        number -= 1
    number = max(lines) + 1
    column = begin - text.rfind("\n", 0, begin) - 1
    while number < len(rows) and (not rows[number].strip() or rows[number].strip()[0] == "#"):
        if rows[number].strip() and len(rows[number]) - len(rows[number].lstrip()) > column:
            lines.add(number)
        number += 1
    if container.flow:
        lines |= _span(text, ends[index - 1] if index else container.content, ends[index])
    if container.flow or text[text.rfind("\n", 0, begin) + 1 : begin].strip():
        lines |= _span(text, begin, starts[index + 1] if index + 1 < len(starts) else container.end)
    return lines


def _added(text: str, root: Node, pointer: str) -> set[int]:
    """An addition changes no line, but for the comma before it or a container that shares lines or was empty."""
    outer, token = pointers.parent(pointer), pointers.split(pointer)[-1:]
    container = find(root, outer) if pointer else None
    if container is None or (container.kind == "map" and find(root, pointer) is not None):
        return _whole(text, root, pointer)
    starts, ends = _bounds(container)
    function = function_name(container.tag)
    beside = function is not None and pointers.split(outer)[-1:] != (function,)
    if not starts or container.kind == "scalar" or beside:
        # What is empty, or written with a short tag, gets another form altogether.
        return _whole(text, root, outer)
    at = int(token[0]) if container.kind == "seq" and token[0].isdigit() else len(starts)
    if container.flow:
        if text[container.content] not in "[{":
            return _whole(text, root, outer)
        begin = ends[at - 1] if at else container.content
        return _span(text, begin, starts[at] if at < len(starts) else container.end)
    if at == 0:
        return _span(text, container.content, container.content)
    # Only a block scalar that ends the text has to change its mark when something follows it.
    return set() if text[ends[-1] :].strip() or text.endswith("\n") else _span(text, starts[-1], ends[-1])
