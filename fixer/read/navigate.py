"""From a JSON Pointer to the place in the text."""

from __future__ import annotations

from fixer import pointer as pointers
from fixer.read.data import function_name, is_merge
from fixer.read.nodes import Node

# Up to so many members a map is searched from end to end.
_FEW = 8


def find(root: Node, pointer: str) -> Node | None:
    """The node that ``pointer`` addresses, or ``None``; steps of short tags count (``/Fn::If/1``).

    An alias is followed to what it stands for. The parts of ``!GetAtt a.b`` have no node of their own:
    the scalar is given.
    """
    found = place(root, pointer)
    return None if found is None else found[1]


def key_node(root: Node, pointer: str) -> Node | None:
    """The key under which the value at ``pointer`` stands; ``None`` for list items, short tags and the root."""
    found = place(root, pointer)
    return None if found is None else found[0]


def place(root: Node, pointer: str) -> tuple[Node | None, Node] | None:
    """``(key_node, find)`` in one walk; ``None`` where there is nothing."""
    key: Node | None = None
    node = root
    inside_tag = False
    for token in pointers.split(pointer):
        if node.kind == "alias" and node.target is not None:
            node = node.target
        name = None if inside_tag else function_name(node.tag)
        if name is not None:
            if token != name:
                return None
            key, inside_tag = None, True
            continue
        if inside_tag and node.kind == "scalar":
            part = function_name(node.tag) == "Fn::GetAtt" and token in ("0", "1")[: node.value.count(".") + 1]
            if not part:
                return None
            key = None
            continue
        step = _step(node, token)
        if step is None:
            return None
        key, node = step
        inside_tag = False
    if node.kind == "alias" and node.target is not None:
        node = node.target
    return key, node


def _step(node: Node, token: str) -> tuple[Node | None, Node] | None:
    if node.kind == "seq":
        if not token.isascii() or not token.isdigit() or len(token) > 9 or int(token) >= len(node.items):
            return None
        return None, node.items[int(token)]
    if node.kind != "map":
        return None
    if len(node.pairs) > _FEW:
        return _indexed(node).get(token) or _merged_step(node, token)
    for key, value in reversed(node.pairs):
        if key.value == token and not is_merge(key):
            return key, value
    return _merged_step(node, token)


def _indexed(node: Node) -> dict[str, tuple[Node, Node]]:
    """The members of a wide map by their keys, of equal keys the last: made when one of them is first looked up."""
    try:
        return node.index
    except AttributeError:
        node.index = {pair[0].value: pair for pair in node.pairs if not is_merge(pair[0])}
        return node.index


def _merged_step(node: Node, token: str) -> tuple[Node | None, Node] | None:
    for key, value in node.pairs:
        if not is_merge(key):
            continue
        target = value.target or value
        for source in target.items if target.kind == "seq" else [target]:
            found = _step(source.target or source, token)
            if found is not None:
                return found
    return None
