"""Equality of plain data that tells ``1`` from ``True`` and from ``1.0``."""

from __future__ import annotations

from typing import Any


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal in structure, value and type; the order of keys does not count."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        if len(left) != len(right):
            return False
        return all(key in right and same(value, right[key]) for key, value in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right) or (left != left and right != right)


def first_difference(left: Any, right: Any, tokens: tuple[str | int, ...] = ()) -> tuple[str | int, ...]:
    """The tokens of the first place (in ``right``'s order) where two values differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in [*right, *left]:
            if key not in left or key not in right:
                return (*tokens, key)
            if not same(left[key], right[key]):
                return first_difference(left[key], right[key], (*tokens, key))
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, (one, other) in enumerate(zip(left, right, strict=True)):
            if not same(one, other):
                return first_difference(one, other, (*tokens, index))
    return tokens
