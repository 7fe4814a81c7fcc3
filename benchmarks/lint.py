"""``fixer check --lint`` on many templates in one process, against cfn-lint on the same ones with one set of rules."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import pairs
from benchmarks.table import bound, note, ratio, table
from benchmarks.timing import Command, Times, installed, seconds

RUNS = 3
TEMPLATES = 60
MOST = 1.15
FIXER, ALONE, PLAIN = "fixer check --lint", "cfn-lint, one set of rules", "fixer check"
# Its own entry point for text, with rules that are made once; as in fixer, one region.
CFN_LINT = """
import sys
from cfnlint.api import lint
from cfnlint.core import get_rules
rules = get_rules([], [], [])
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        lint(file.read(), rules, ["us-east-1"])
"""


def measure() -> None:
    """Print the times of alternating runs over all templates, and both ways of giving them to cfn-lint's rules."""
    if find_spec("cfnlint") is None:
        note("left out: --lint: cfn-lint is not installed")
        return
    chosen = [one.pair.load()[0] for one in pairs.loaded()[:TEMPLATES]]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        paths = [str(scratch / f"{number:02}.{one.format}") for number, one in enumerate(chosen)]
        for path, one in zip(paths, chosen, strict=True):
            Path(path).write_text(one.text, encoding="utf-8")
        check = [sys.executable, "-m", "fixer", "check", *paths, "--format", "json", "--fail-on", "never"]
        words = {FIXER: [*check, "--lint"], ALONE: [sys.executable, "-c", CFN_LINT, *paths], PLAIN: check}
        environment = installed(scratch)
        times = _alternating({name: Command(line, environment, pairs.ROOT) for name, line in words.items()})
    _table(times, len(chosen))
    _readings(chosen)


def _alternating(commands: Mapping[str, Command]) -> dict[str, Times]:
    """Processor time of all commands in turn, a first turn not counted: they run long enough to be interrupted."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(RUNS + 1):
        for name, command in commands.items():
            before = os.times()
            command.run()
            after = os.times()
            if turn:
                user, system = (
                    after.children_user - before.children_user,
                    after.children_system - before.children_system,
                )
                found[name].append(user + system)
    return {name: Times(tuple(taken)) for name, taken in found.items()}


def _table(times: dict[str, Times], count: int) -> None:
    bare = times[ALONE].best
    rows = [[name, f"{one.best:.2f} s", f"{one.median:.2f} s", ratio(one.best, bare)] for name, one in times.items()]
    title = f"{count} templates of {pairs.source()} in one process, {RUNS} alternating runs, processor time"
    table(title, ["", "best", "median", "÷ cfn-lint"], rows)
    bound("fixer check --lint ÷ cfn-lint with one set of rules", times[FIXER].best / bare, MOST)


def _readings(chosen: Sequence[Any]) -> None:
    """The same rules on what cfn-lint's reader makes of the text, and on the data that fixer has read already."""
    from fixer.lint import REGION, loaded

    engine = loaded()

    def run(data: Any) -> None:
        made = engine.template("", data, [REGION])
        if not made.transform():
            engine.rules.run("", made)

    def own(text: str) -> None:
        data, problems = engine.decode(text)
        if not problems:
            run(data)

    ways: dict[str, Callable[[Any], Callable[[], None]]] = {
        "its own reading and nodes": lambda one: lambda: own(one.text),
        "its own reading alone": lambda one: lambda: engine.decode(one.text),
        "the data that fixer has": lambda one: lambda: run(deepcopy(one.data)),
    }
    taken: dict[str, float] = dict.fromkeys(ways, 0.0)
    for one in [chosen[0], *chosen]:  # the first warms up, and counts twice in all
        for name, way in ways.items():
            taken[name] += seconds(way(one))
    first = next(iter(taken.values()))
    rows = [[name, f"{total:.2f} s", ratio(total, first)] for name, total in taken.items()]
    table("cfn-lint's rules in process, on", ["", "total", "÷ its own"], rows)
