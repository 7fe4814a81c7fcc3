"""Paths below an entry as people say them."""

from __future__ import annotations

from collections.abc import Sequence

# What an entry holds its properties in: nobody says it.
_GROUPS = ("Properties", "Assigned")
# What people call the other parts of an entry that are no property of it.
_PARTS = {"Within": "surrounding block", "Scope": "scope", "Super": "super()", "Arguments": "arguments"}
CALLS = "Calls"
_APART = {CALLS: 3, "Assigned": 2}


def spoken(path: Sequence[str], section: str = "Resources") -> tuple[str, ...]:
    """The names on the way, and the numbers of items: ``addTarget()``, ``deadLetterQueue``.

    Left out: what groups properties, which call of a method it is, and where in an expression a value stands.
    """
    tokens = tuple(path)
    found: list[str] = []
    if section == CALLS and tokens:
        tokens = (CALLS, *tokens)
    if len(tokens) > 1 and tokens[0] in _GROUPS:
        tokens = tokens[1:]
    elif len(tokens) > 1 and tokens[0] == CALLS:
        found = [f"{tokens[1]}()"]
        # Of a chain of calls also which call of the chain.
        tokens = _below(tokens[2:], 3 if "()" in tokens[1] else 2)
    elif tokens and tokens[0] in _PARTS:
        found = [_PARTS[tokens[0]]]
        tokens = tokens[1:]
    while tokens:
        if tokens[0].startswith("$"):
            tokens = _below(tokens[1:], 1)
        else:
            found.append(tokens[0])
            tokens = tokens[1:]
    return tuple(found)


def apart(path: Sequence[str], section: str = "Resources") -> int:
    """How many tokens of a path lead to the part of an entry that is a statement of its own; 0: it is in none."""
    if section == CALLS:
        return 2 if len(path) > 1 else 0
    depth = _APART.get(path[0], 0) if path else 0
    return depth if len(path) >= depth else 0


def _below(tokens: tuple[str, ...], most: int) -> tuple[str, ...]:
    """What comes after up to so many indexes."""
    while most and tokens and tokens[0].isdecimal():
        tokens, most = tokens[1:], most - 1
    return tokens
