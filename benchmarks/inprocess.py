"""In process: from text to gaps, against engines that are given data which is already parsed."""

from __future__ import annotations

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
    """Print one table for each format: the fastest of ``ROUNDS`` for every pair, after a first that is told apart."""
    every = pairs.loaded()
    for form in ("json", "yaml"):
        _measure(form, [one for one in every if one.format == form])


def _measure(form: str, chosen: Sequence[Loaded]) -> None:
    if not chosen:
        return
    firsts, times = _python(chosen)
    answers = node.ask([(one.model, one.ideal) for one in chosen], ROUNDS)
    firsts |= {name: answer.first for name, answer in answers.items()}
    times |= {name: answer.times for name, answer in answers.items()}
    bare = times[DEEPDIFF]
    rows = [
        [
            name,
            f"{one.total:.3f} s",
            *map(milliseconds, (one.median, one.p95, firsts[name].median)),
            *_ratios(one, bare),
        ]
        for name, one in times.items()
    ]
    heads = ["", "total", "median", "p95", "median, first round", "÷ DeepDiff: total", "median", "p95"]
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


def _python(chosen: Sequence[Loaded]) -> tuple[dict[str, Times], dict[str, Times]]:
    """What each engine took for each pair in the first round, and the fastest of those after it.

    Every round goes over all pairs, and on each over all engines, so that what slows the machine slows all.
    """
    engines = _engines()
    taken: dict[str, list[list[float]]] = {name: [[] for _ in chosen] for name in engines}
    for _ in range(1 + ROUNDS):
        for at, one in enumerate(chosen):
            for name, engine in engines.items():
                taken[name][at].append(seconds(engine(one)))
    firsts = {name: Times(tuple(each[0] for each in found)) for name, found in taken.items()}
    return firsts, {name: Times(tuple(min(each[1:]) for each in found)) for name, found in taken.items()}


def _engines() -> dict[str, Engine]:
    import jsonpatch
    from deepdiff import DeepDiff

    from fixer import api
    from fixer.cfn.dialect import CLOUDFORMATION
    from fixer.compare.compare import compare

    def gaps(model: Any, ideal: Any) -> object:
        return compare(CLOUDFORMATION, model, ideal).gaps

    def read(one: Loaded) -> object:
        model, ideal = one.pair.load()
        return gaps(model.data, ideal.data)

    return {
        DATA: lambda one: lambda: gaps(one.model, one.ideal),
        TEXT: lambda one: lambda: read(one),
        ISSUES: lambda one: lambda: api.diff(*one.pair.load()).issues,
        DEEPDIFF: lambda one: lambda: DeepDiff(one.model, one.ideal),
        "jsonpatch.make_patch": lambda one: lambda: jsonpatch.make_patch(one.model, one.ideal),
    }
