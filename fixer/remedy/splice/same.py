"""Equality of plain data that tells ``1`` from ``True`` and from ``1.0``."""

from __future__ import annotations

from typing import Any

_NOTHING = object()


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal in structure, value and type; the order of keys does not count."""
    if left is right:
        return True
    if left.__class__ is not right.__class__:
        return False
    if not isinstance(left, dict | list):
        return bool(left == right) or (left != left and right != right)
    if len(left) != len(right):
        return False
    # Text, of which most values are, is compared here: a call for each of them would take most of the time.
    if isinstance(left, dict):
        for key, one in left.items():
            other = right.get(key, _NOTHING)
            if one != other if one.__class__ is str else not same(one, other):
                return False
    else:
        for one, other in zip(left, right, strict=True):
            if one != other if one.__class__ is str else not same(one, other):
                return False
    return True


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
