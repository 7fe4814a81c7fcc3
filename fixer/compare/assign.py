"""The best one-to-one assignment: the choice of pairs with the greatest sum of scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pairing = tuple[int, int]

# A cluster of mutual candidates larger than this is assigned greedily: the exact way grows with the cube.
LARGEST = 60


def assign(scores: Mapping[Pairing, float]) -> list[Pairing]:
    """Pairs ``(left, right)``, each side used at most once, with the greatest total; scores are positive.

    Only listed pairs may be chosen. Candidates that share no side are assigned apart from each other.
    """
    chosen: list[Pairing] = []
    for part in _clusters(scores):
        lefts = sorted({left for left, _ in part})
        rights = sorted({right for _, right in part})
        if max(len(lefts), len(rights)) > LARGEST:
            chosen += _greedy(part)
        else:
            chosen += _exact(part, lefts, rights)
    return sorted(chosen)


def _clusters(scores: Mapping[Pairing, float]) -> list[dict[Pairing, float]]:
    by_left: dict[int, list[Pairing]] = defaultdict(list)
    by_right: dict[int, list[Pairing]] = defaultdict(list)
    for pair in scores:
        by_left[pair[0]].append(pair)
        by_right[pair[1]].append(pair)
    seen: set[Pairing] = set()
    parts = []
    for start in scores:
        if start in seen:
            continue
        part: dict[Pairing, float] = {}
        todo = [start]
        seen.add(start)
        while todo:
            pair = todo.pop()
            part[pair] = scores[pair]
            for other in (*by_left[pair[0]], *by_right[pair[1]]):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        parts.append(part)
    return parts


def _greedy(part: Mapping[Pairing, float]) -> list[Pairing]:
    chosen: list[Pairing] = []
    lefts: set[int] = set()
    rights: set[int] = set()
    for pair in sorted(part, key=lambda pair: (-part[pair], pair)):
        if pair[0] not in lefts and pair[1] not in rights:
            chosen.append(pair)
            lefts.add(pair[0])
            rights.add(pair[1])
    return chosen


def _exact(part: Mapping[Pairing, float], lefts: list[int], rights: list[int]) -> list[Pairing]:
    """The Hungarian method on costs ``-score``; pairs that are not listed cost nothing and are dropped."""
    size = max(len(lefts), len(rights))
    column_of = {right: m for m, right in enumerate(rights)}
    cost = [[0.0] * size for _ in range(size)]
    for n, left in enumerate(lefts):
        for right in rights:
            if (left, right) in part:
                cost[n][column_of[right]] = -part[left, right]
    row_of = _solve(cost, size)
    pairs = []
    for m, n in enumerate(row_of):
        if n < len(lefts) and m < len(rights) and (lefts[n], rights[m]) in part:
            pairs.append((lefts[n], rights[m]))
    return pairs


def _solve(cost: list[list[float]], size: int) -> list[int]:
    """For every column the row that is assigned to it at the least total cost."""
    infinite = float("inf")
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        column = 0
        least = [infinite] * (size + 1)
        before = [0] * (size + 1)
        used = [False] * (size + 1)
        while owner[column]:
            used[column] = True
            current, delta, following = owner[column], infinite, 0
            for m in range(1, size + 1):
                if used[m]:
                    continue
                slack = cost[current - 1][m - 1] - row_potential[current] - column_potential[m]
                if slack < least[m]:
                    least[m], before[m] = slack, column
                if least[m] < delta:
                    delta, following = least[m], m
            for m in range(size + 1):
                if used[m]:
                    row_potential[owner[m]] += delta
                    column_potential[m] -= delta
                else:
                    least[m] -= delta
            column = following
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return [owner[m] - 1 for m in range(1, size + 1)]
