"""In process: from text to gaps, against engines that are given data which is already parsed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import node, pairs
from benchmarks.pairs import Loaded
from benchmarks.table import bound, milliseconds, note, ratio, table
from benchmarks.timing import Times, seconds

ROUNDS = 5
BOUNDS = {"json": 0.5, "yaml": 1.0}
Engine = Callable[[Loaded], Callable[[], object]]
TEXT, DATA, ISSUES = "fixer, text → gaps", "fixer, data → gaps", "fixer, text → issues"
DEEPDIFF, CDK = "DeepDiff", node.LABELS["cdk"]


def measure() -> None:
    """Print one table for each format: every pair's fastest of ``ROUNDS``."""
    every = pairs.loaded()
    for form in ("json", "yaml"):
        _measure(form, [one for one in every if one.format == form])


def _measure(form: str, chosen: Sequence[Loaded]) -> None:
    if not chosen:
        return
    times = _python(chosen)
    answers = node.ask([(one.model, one.ideal) for one in chosen], ROUNDS)
    times |= {name: answer.times for name, answer in answers.items()}
    bare = times[DEEPDIFF]
    rows = [
        [name, f"{one.total:.3f} s", milliseconds(one.median), milliseconds(one.p95), *_ratios(one, bare)]
        for name, one in times.items()
    ]
    heads = ["", "total", "median", "p95", "÷ DeepDiff: total", "median", "p95"]
    title = f"{form.upper()}: {len(chosen)} pairs of {pairs.source()}, in process, warm, best of {ROUNDS} each"
    table(f"{title}; all but text → … are given parsed data", heads, rows)
    if (why := node.missing()) is not None:
        note(f"left out: cdk's engine, jsondiffpatch: {why}")
    if pairs.CORPUS.is_dir():
        _bounds(form, times)
    else:
        note("the bounds are for real pairs and not judged by these")


def _bounds(form: str, times: dict[str, Times]) -> None:
    ours, bare, name = times[TEXT], times[DEEPDIFF], form.upper()
    bound(f"{name} text → gaps ÷ DeepDiff, total", ours.total / bare.total, BOUNDS[form])
    bound(f"{name} text → gaps ÷ DeepDiff, p95", ours.p95 / bare.p95, BOUNDS[form])
    bound(f"{name} text → issues ÷ DeepDiff, total", times[ISSUES].total / bare.total, 1.5)
    if form == "json" and CDK in times:
        bound(f"{name} data → gaps ÷ cdk's engine, median", times[DATA].median / times[CDK].median, 1.0)


def _ratios(one: Times, other: Times) -> list[str]:
    return [ratio(one.total, other.total), ratio(one.median, other.median), ratio(one.p95, other.p95)]


def _python(chosen: Sequence[Loaded]) -> dict[str, Times]:
    """Every round goes over all pairs, and on each over all engines, so that what slows the machine slows all."""
    engines = _engines()
    found = {name: [math.inf] * len(chosen) for name in engines}
    for _ in range(ROUNDS):
        for at, one in enumerate(chosen):
            for name, engine in engines.items():
                found[name][at] = min(found[name][at], seconds(engine(one)))
    return {name: Times(tuple(fastest)) for name, fastest in found.items()}


def _engines() -> dict[str, Engine]:
    import jsonpatch
    from deepdiff import DeepDiff

    from fixer import api
    from fixer.compare.compare import compare

    def gaps(model: Any, ideal: Any) -> object:
        return compare(api.DIALECT, model, ideal).gaps

    def read(one: Loaded) -> object:
        model, ideal = one.pair.load()
        return gaps(model.data, ideal.data)

    return {
        TEXT: lambda one: lambda: read(one),
        DATA: lambda one: lambda: gaps(one.model, one.ideal),
        ISSUES: lambda one: lambda: api.diff(*one.pair.load()).issues,
        DEEPDIFF: lambda one: lambda: DeepDiff(one.model, one.ideal),
        "jsonpatch.make_patch": lambda one: lambda: jsonpatch.make_patch(one.model, one.ideal),
    }
