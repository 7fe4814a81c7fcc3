"""Which pairs are worth a vote: all of them where there are few, else those that share something rare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from fixer.compare.profiles import Profile
from fixer.compare.votes import Ballot

FEW = 400
MOST = 10
# What more pairs than this share says too little of each to be followed.
COMMON = 64


def candidates(ballot: Ballot, left: list[Profile], right: list[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs that may be one thing; for each of ``left`` at most a few, so that votes grow with the entries."""
    if len(left) * len(right) <= FEW:
        for one in left:
            for other in right:
                yield one, other
        return
    holders: dict[Any, list[int]] = defaultdict(list)
    for number, other in enumerate(right):
        for item in _items(ballot, other):
            holders[item].append(number)
    for one in left:
        found: dict[int, float] = defaultdict(float)
        for item in _items(ballot, one):
            numbers = holders.get(item, ())
            if len(numbers) <= COMMON:
                for number in numbers:
                    found[number] += 1 / len(numbers)
        for number in sorted(found, key=lambda number: (-found[number], number))[:MOST]:
            yield one, right[number]


def _items(ballot: Ballot, profile: Profile) -> Iterable[Any]:
    yield from profile.facts
    yield from profile.named
    yield from profile.said
    yield from ballot.around[id(profile)]
