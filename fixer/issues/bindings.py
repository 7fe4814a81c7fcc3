"""Patches of rules with a star in their pointers: one patch for each member that the stars can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fixer.catalogue.claim import ANY
from fixer.pointer import join, split

Operations = tuple[Mapping[str, Any], ...]
# Members of one entry that a patch is bound to.
MOST_BINDINGS = 200


def bound(patch: Sequence[Mapping[str, Any]], body: Any, chosen: Sequence[tuple[str, ...]] = ()) -> list[Operations]:
    """The patch for each choice of members of ``body``; the patch itself where it has no star.

    The first star of all pointers is the same member, and so is the second. Where a condition has ``chosen`` members
    (by their tokens), what leads to none of them is left out.
    """
    pointers = [split(operation[key]) for operation in patch for key in ("path", "from") if key in operation]
    pattern = max(pointers, key=lambda tokens: tokens.count(ANY), default=())
    if ANY not in pattern:
        return [tuple(patch)] if patch else []
    found: list[Operations] = []
    for members in _members(body, pattern):
        route = split(_filled(join(pattern), members))
        if not chosen or any(route[: len(one)] == one for one in chosen):
            found.append(tuple(_at(operation, members) for operation in patch))
        if len(found) == MOST_BINDINGS:
            break
    return found


def _members(node: Any, pattern: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What the stars of a pattern can stand for."""
    if ANY not in pattern:
        yield ()
        return
    token, rest = pattern[0], pattern[1:]
    if token != ANY:
        if isinstance(node, dict) and token in node:
            yield from _members(node[token], rest)
        elif isinstance(node, list) and token.isdecimal() and int(token) < len(node):
            yield from _members(node[int(token)], rest)
        return
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, item in items:
        for below in _members(item, rest):
            yield (str(key), *below)


def _at(operation: Mapping[str, Any], members: tuple[str, ...]) -> Mapping[str, Any]:
    return {**operation, **{key: _filled(operation[key], members) for key in ("path", "from") if key in operation}}


def _filled(pointer: str, members: tuple[str, ...]) -> str:
    left = list(members)
    return join(left.pop(0) if token == ANY and left else token for token in split(pointer))
