"""Aliases written out as what they stand for, so that a shared value can change in one place and not in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fixer.read.data import function_name, is_merge, to_data
from fixer.read.nodes import Node
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.members import Member, Place, map_member, members
from fixer.remedy.splice.refused import Lift
from fixer.remedy.splice.whole import Writer


def written_out(text: str, root: Node, anchor: str) -> str | None:
    """The YAML text with the aliases of one anchor written out; ``None`` where one of them cannot be.

    ``text`` ends its last line. It reads as before.
    """
    lines, edits = Lines(text), Edits()
    writer = Writer(text, root, False, lines, edits)
    try:
        for place in _aliases(root, text, anchor):
            if place.member is not None and place.member.key is not None and is_merge(place.member.key):
                _merge(place, place.member, writer)
            else:
                writer.replace(place)
        return edits.apply(text) if edits else None
    except (Lift, ValueError):
        return None


def _aliases(root: Node, text: str, anchor: str) -> Iterator[Place]:
    """Where the aliases of an anchor stand, each with its value; those in what another alias repeats are not."""
    todo = [root]
    while todo:
        node = todo.pop()
        inside = node.items or [value for _, value in node.pairs]
        todo += inside
        if not any(one.kind == "alias" and one.value == anchor for one in inside):
            continue
        found = [map_member(*pair) for pair in node.pairs] or members(node, text)
        for member in found:
            value = member.value
            if value.kind == "alias" and value.value == anchor:
                data: Any = to_data(value, json=False)
                shown = data if member.key is None or not is_merge(member.key) else _merged(node, data)
                yield Place(value, node, member, (), shown, function_name(node.tag))


def _merged(node: Node, data: dict[str, Any]) -> dict[str, Any]:
    """What of a merged map counts: the keys that the map itself has not."""
    own = {key.value for key, _ in node.pairs if not is_merge(key)}
    return {key: value for key, value in data.items() if key not in own}


def _merge(place: Place, member: Member, writer: Writer) -> None:
    """``<<: *alias`` becomes the entries that it brings, in a map of lines."""
    merges = sum(is_merge(key) for key, _ in place.container.pairs) if place.container else 0
    if place.container is None or place.container.flow or merges != 1 or not place.whole:
        raise Lift("a merge that cannot be written out")
    lines = writer.lines
    column = lines.column(member.start)
    renderer = writer.block_renderer(lines.next(member.end), column)
    rows = [row for key, value in place.whole.items() for row in renderer.entry(key, value, column, None)]
    writer.edits.replace(member.start, member.end, lines.eol.join(rows)[column:])
