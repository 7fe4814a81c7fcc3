"""How comparing grows with the template: equal, values changed, all ids changed."""

from __future__ import annotations

import json
import math
import tracemalloc
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from benchmarks import process
from benchmarks.synthetic import Template, changed, renamed, template
from benchmarks.table import bound, milliseconds, note, table
from benchmarks.timing import seconds
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare

LIMITED = (50, 200, 500)
MEGABYTE = 1_000_000
ROUNDS = 5
# Times on a busy machine waver; growth by another power would show as 2 and more.
MOST = 1.25


def measure() -> None:
    """Print the best of several times, what they make of n log n, and the memory that the hardest case takes."""
    sizes = (*LIMITED, _resources(MEGABYTE))
    models = [template(size) for size in sizes]
    ideals = [_ideals(model) for model in models]
    times = _times(models, ideals)
    rows = [
        [
            str(size),
            f"{len(json.dumps(model)) / 1e6:.2f} MB",
            *map(milliseconds, row),
            f"{_peak(model, side[-1]):.1f} MB",
        ]
        for size, model, side, row in zip(sizes, models, ideals, times, strict=True)
    ]
    heads = ["resources", "JSON", "equal", "changed", "all renamed", "allocated for renamed"]
    table(f"growth, synthetic templates, data → gaps in process, best of {ROUNDS}", heads, rows)
    for at, kind in enumerate(("equal", "values changed")):
        steps = [
            (later[at] / earlier[at]) / (_linearithmic(larger) / _linearithmic(smaller))
            for (smaller, earlier), (larger, later) in pairwise(zip(sizes, times, strict=True))
        ]
        note(f"{kind}: growth ÷ n log n, step by step {', '.join(f'{step:.2f}' for step in steps)}")
        bound(f"{kind}: the worst step ÷ n log n", max(steps), MOST)
    process.measure_largest()


def _ideals(model: Template) -> list[Template]:
    """Equal, changed, renamed; read again, because sides that share values are compared faster than any two files."""
    return [json.loads(json.dumps(ideal)) for ideal in (model, changed(model), renamed(model))]


def _times(models: Sequence[Template], ideals: Sequence[Sequence[Template]]) -> list[list[float]]:
    """Seconds by model and ideal; every round goes over all of them, so that what slows the machine slows all."""
    found = [[math.inf] * len(side) for side in ideals]
    for _ in range(ROUNDS):
        for model, side, row in zip(models, ideals, found, strict=True):
            for at, ideal in enumerate(side):
                row[at] = min(row[at], seconds(partial(compare, CLOUDFORMATION, model, ideal)))
    return found


def _resources(size: int) -> int:
    """How many resources make a template of so many bytes, to the next hundred."""
    return math.ceil(size / len(json.dumps(template(LIMITED[-1]))) * LIMITED[-1] / 100) * 100


def _linearithmic(count: int) -> float:
    return count * math.log(count)


def _peak(model: Template, ideal: Template) -> float:
    """Megabytes."""
    tracemalloc.start()
    compare(CLOUDFORMATION, model, ideal)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


if __name__ == "__main__":
    measure()
