"""How comparing grows with the template: equal, values changed, all ids changed."""

from __future__ import annotations

import json
import math
import tracemalloc
from functools import partial
from itertools import pairwise

from benchmarks import process
from benchmarks.synthetic import Template, changed, renamed, template
from benchmarks.table import bound, milliseconds, table
from benchmarks.timing import best
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare

LIMITED = (50, 200, 500)
MEGABYTE = 1_000_000
ROUNDS = 5
# Medians of a busy machine waver; growth by another power would show as 10 and more.
MOST = 1.25


def measure() -> None:
    """Print the best of several times, what they make of n log n, and the memory that the hardest case takes."""
    measured = [_row(size) for size in (*LIMITED, _resources(MEGABYTE))]
    rows = []
    for size, text, times, peak in measured:
        rows.append([str(size), f"{text / 1e6:.2f} MB", *map(milliseconds, times), f"{peak / 1e6:.1f} MB"])
    heads = ["resources", "JSON", "equal", "changed", "all renamed", "allocated for renamed"]
    table(f"growth, synthetic templates, data → gaps in process, best of {ROUNDS}", heads, rows)
    for kind, at in (("equal", 0), ("values changed", 1)):
        steps = [
            (later[2][at] / earlier[2][at]) / (_linearithmic(later[0]) / _linearithmic(earlier[0]))
            for earlier, later in pairwise(measured)
        ]
        shown = ", ".join(f"{step:.2f}" for step in steps)
        bound(f"{kind}: growth ÷ n log n, step by step {shown}; the worst", max(steps), MOST)
    process.measure_largest()


def _row(size: int) -> tuple[int, int, list[float], int]:
    model = template(size)
    # Read again, because sides that share values are compared faster than any that were read.
    ideals = [json.loads(json.dumps(ideal)) for ideal in (model, changed(model), renamed(model))]
    times = [best(partial(compare, CLOUDFORMATION, model, ideal), ROUNDS) for ideal in ideals]
    return size, len(json.dumps(model)), times, _peak(model, ideals[-1])


def _resources(size: int) -> int:
    """How many resources make a template of so many bytes, to the next hundred."""
    return math.ceil(size / len(json.dumps(template(LIMITED[-1]))) * LIMITED[-1] / 100) * 100


def _linearithmic(count: int) -> float:
    return count * math.log(count)


def _peak(model: Template, ideal: Template) -> int:
    tracemalloc.start()
    compare(CLOUDFORMATION, model, ideal)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    measure()
