"""Which resource types can play each other's part, and which ones hold data that a replacement would lose."""

from __future__ import annotations

HOLDS_DATA: frozenset[str] = frozenset()
STAND_INS: dict[frozenset[str], str] = {}


def stands_in(left: str, right: str) -> bool:
    """Whether a resource of one type can do the work of one of the other."""
    return frozenset({left, right}) in STAND_INS
