"""Which pairs are worth a vote: all of them where there are few, else those that share something rare."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from fixer.compare.profiles import Profile
from fixer.compare.votes import Ballot

FEW = 400
MOST = 10
# What more pairs than this share says too little of each to be followed.
COMMON = 64


def candidates(ballot: Ballot, left: list[Profile], right: list[Profile]) -> list[tuple[Profile, Profile]]:
    """The pairs that may be one thing; of many, the few most promising of each, so that votes grow with the entries."""
    if len(left) * len(right) <= FEW:
        return [(one, other) for one in left for other in right]
    items = [[list(_items(ballot, profile)) for profile in side] for side in (left, right)]
    found = {(n, m) for n, others in enumerate(_nearest(items[0], items[1])) for m in others}
    found |= {(n, m) for m, others in enumerate(_nearest(items[1], items[0])) for n in others}
    return [(left[n], right[m]) for n, m in sorted(found)]


def _nearest(ones: list[list[Any]], others: list[list[Any]]) -> Iterator[list[int]]:
    """For each of ``ones`` the few of ``others`` that share most with it, what is rare before what is common."""
    holders: dict[Any, list[int]] = defaultdict(list)
    for number, items in enumerate(others):
        for item in items:
            holders[item].append(number)
    for one in ones:
        score: dict[int, list[float]] = defaultdict(list)
        for item in one:
            numbers = holders.get(item, ())
            if len(numbers) <= COMMON:
                for number in numbers:
                    score[number].append(1 / len(numbers))
        sums = {number: math.fsum(shares) for number, shares in score.items()}
        yield sorted(sums, key=lambda number: (-sums[number], number))[:MOST]


def _items(ballot: Ballot, profile: Profile) -> Iterator[Any]:
    yield from profile.facts
    yield from profile.named
    yield from profile.said
    yield from ballot.around[id(profile)]
