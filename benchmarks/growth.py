"""``python -m benchmarks.growth``: how comparing grows with the template, ids kept and ids all changed."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from functools import partial

from benchmarks.synthetic import Template, changed, renamed, template
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare

SIZES = (50, 200, 500)
REPEATS = 5


def measure() -> None:
    """Print milliseconds, the best of several, and the memory that the hardest case takes."""
    print(f"{'resources':>9} {'equal':>8} {'changed':>8} {'renamed':>8}  peak of renamed")
    for size in SIZES:
        model = template(size)
        ideals = (model, changed(model), renamed(model))
        times = [_best(partial(compare, CLOUDFORMATION, model, ideal)) for ideal in ideals]
        print(
            f"{size:9}",
            *(f"{1000 * seconds:5.1f} ms" for seconds in times),
            f"{_peak(model, ideals[-1]) / 1e6:7.1f} MB",
        )


def _best(work: Callable[[], object]) -> float:
    found = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _peak(model: Template, ideal: Template) -> int:
    tracemalloc.start()
    compare(CLOUDFORMATION, model, ideal)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    measure()
