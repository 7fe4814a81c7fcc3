"""Which item of a list became which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fixer.remedy.splice.same import same

Pairing = list[tuple[int | None, int | None]]

# Beyond this many combinations items are paired by place.
_MAX_CELLS = 10_000
_EQUAL = 1000


def align(old: list[Any], new: list[Any]) -> Pairing:
    """Pairs of indexes in order; ``None`` on the left: added, on the right: removed. Equal items are paired first."""
    head = 0
    while head < min(len(old), len(new)) and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    rows, columns = len(old) - head - tail, len(new) - head - tail
    middle = _best(old, new, head, rows, columns) if rows * columns <= _MAX_CELLS else _by_place(head, rows, columns)
    pairs: Pairing = [(index, index) for index in range(head)]
    pairs += middle
    pairs += [(len(old) - tail + index, len(new) - tail + index) for index in range(tail)]
    return pairs


def _by_place(head: int, rows: int, columns: int) -> Iterator[tuple[int | None, int | None]]:
    for index in range(max(rows, columns)):
        yield (head + index if index < rows else None, head + index if index < columns else None)


def _best(old: list[Any], new: list[Any], head: int, rows: int, columns: int) -> Pairing:
    """The pairing in order that keeps the most: a longest common subsequence weighted by likeness."""
    likeness = [[_likeness(old[head + i], new[head + j]) for j in range(columns)] for i in range(rows)]
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j + 1] + likeness[i][j], best[i + 1][j], best[i][j + 1])
    pairs: Pairing = []
    i = j = 0
    while i < rows and j < columns:
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((head + i, head + j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((head + i, None))
            i += 1
        else:
            pairs.append((None, head + j))
            j += 1
    pairs += [(head + index, None) for index in range(i, rows)]
    pairs += [(None, head + index) for index in range(j, columns)]
    return pairs


def _likeness(old: Any, new: Any) -> int:
    if same(old, new):
        return _EQUAL
    if isinstance(old, dict) and isinstance(new, dict):
        common = [key for key in old if key in new]
        return 1 + len(common) + 10 * sum(same(old[key], new[key]) for key in common)
    if isinstance(old, list) and isinstance(new, list):
        return 3
    return 2 if type(old) is type(new) else 1
