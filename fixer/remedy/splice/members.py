"""The members of one container as places in the text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from fixer.lazy import pattern
from fixer.read.nodes import Node
from fixer.read.trivia import trivia_end
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.refused import Lift

_JSON_TRIVIA = pattern(r"(?:[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)+", re.DOTALL)


class Member(NamedTuple):
    """A map entry or list item: from its key or dash to the end of its value."""

    start: int
    end: int
    key: Node | None
    value: Node


class Place(NamedTuple):
    """Where a value stands. ``function``: the one whose argument holds it as an item; ``whole``: the value wanted."""

    node: Node
    container: Node | None
    member: Member | None
    pointer: tuple[str | int, ...]
    whole: Any
    function: str | None = None


class Slot(NamedTuple):
    """One place of a container as it will be: the member that stays (``kept``, its index) or a new ``value``."""

    kept: int | None
    key: str = ""
    value: Any = None


def map_member(key: Node, value: Node) -> Member:
    """The entry of a map; an empty value may stand before the end of its key's quotes."""
    return Member(key.start, max(key.end, value.end), key, value)


def members(node: Node, text: str) -> list[Member]:
    """The members of a map or list; raises ``Lift`` where a dash cannot be found."""
    if node.pairs:
        return [map_member(key, value) for key, value in node.pairs]
    if node.flow:
        return [Member(item.start, item.end, None, item) for item in node.items]
    found: list[Member] = []
    pos = node.content
    for item in node.items:
        dash = trivia_end(text, pos)
        if not text.startswith("-", dash):
            raise Lift("the dash of a list item was not found")
        pos = max(item.end, dash + 1)
        found.append(Member(dash, pos, None, item))
    return found


def value_offset(member: Member, text: str) -> int:
    """Just after the colon or the dash of a member in block context; raises ``Lift`` for ``? key`` forms."""
    if member.key is None:
        return member.start + 1
    colon = trivia_end(text, member.key.end)
    line = text.rfind("\n", 0, member.start) + 1
    if not text.startswith(":", colon) or text[line : member.start].rstrip(" ").endswith("?"):
        raise Lift("a key that is written with a question mark")
    return colon + 1


def comma_offset(member: Member, text: str, json: bool) -> int | None:
    """Where the comma after a member in brackets stands, if there is one."""
    if json:
        trivia = _JSON_TRIVIA.match(text, member.end)
        pos = trivia.end() if trivia else member.end
    else:
        pos = trivia_end(text, member.end)
    return pos if text.startswith(",", pos) else None


def on_own_lines(node: Node, found: list[Member], lines: Lines, json: bool) -> bool:
    """Whether every member in brackets has its lines to itself, with its comma, and so has the closing bracket."""
    if not all(lines.leads(member.start) for member in found) or not lines.leads(node.end - 1):
        return False
    for member in found:
        comma = comma_offset(member, lines.text, json)
        if comma is not None and not lines.together(member.end, comma):
            return False
    ends = [lines.next(member.end) for member in found]
    starts = [member.start for member in found[1:]] + [node.end - 1]
    return all(end <= start for end, start in zip(ends, starts, strict=True))
