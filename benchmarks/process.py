"""Whole processes: ``fixer diff`` against programs that do nothing but compare the two parsed templates."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import node, pairs
from benchmarks.synthetic import renamed, template
from benchmarks.table import bound, milliseconds, note, ratio, table
from benchmarks.timing import Command, Times, alternating, installed, peak_megabytes

RUNS = 11
LARGEST = 500
READ = "model, ideal = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:])"
DEEPDIFF = f"import json, sys\nfrom deepdiff import DeepDiff\n{READ}\nDeepDiff(model, ideal)"
JSONPATCH = f"import json, sys, jsonpatch\n{READ}\njsonpatch.make_patch(model, ideal)"
FIXER = "fixer diff --format json"
MARKDOWN = "fixer diff, into a pipe: Markdown"
# What cdk diff needs of an app that was synthesized before.
MANIFEST = {
    "version": "36.0.0",
    "artifacts": {
        "Stack": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://111111111111/us-east-1",
            "properties": {"templateFile": "ideal.json"},
        }
    },
}


def measure() -> None:
    """Print the times of alternating runs over one pair, and the peak memory of one run; ratios are of the fastest."""
    folder = pairs.one()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        sides = _plain(folder, scratch)
        environment = installed(scratch) | {"CDK_DISABLE_CLI_TELEMETRY": "true", "AWS_EC2_METADATA_DISABLED": "true"}
        words = _python(folder, sides) | ({} if node.missing() else _node(sides))
        commands = {name: Command(line, environment, pairs.ROOT) for name, line in words.items()}
        times = alternating(commands, RUNS)
        peaks = {name: peak_megabytes(command) for name, command in commands.items()}
    ours = times[FIXER].best
    rows = [
        [name, *map(milliseconds, (one.best, one.median, one.p95)), f"{peaks[name]:.0f} MB", ratio(ours, one.best)]
        for name, one in times.items()
    ]
    title = f"whole processes, {folder.name}, {RUNS} alternating runs"
    table(title, ["", "best", "median", "p95", "peak memory", "fixer ÷ this (best)"], rows)
    _bounds(times, max(peaks[FIXER], peaks[MARKDOWN]))


def _bounds(times: dict[str, Times], peak: float) -> None:
    ours = times[FIXER].best
    bound("fixer ÷ an empty Python (0.25 s where that takes 15 ms)", ours / times["python, empty"].best, 250 / 15)
    for form in (FIXER, MARKDOWN):
        bound(f"{form} ÷ Python with DeepDiff", times[form].best / times["python, DeepDiff"].best, 1.6)
    bound("peak memory of fixer", peak, 100, " MB")
    if (why := node.missing()) is not None:
        note(f"left out: cdk diff, its engine alone, jsondiffpatch: {why}")
    else:
        bound("fixer ÷ cdk diff", ours / times["cdk diff"].best, 1.0)
        bound("fixer ÷ cdk's engine alone in node", ours / times["node, cdk's engine alone"].best, 1.0)


def measure_largest() -> None:
    """Print what ``fixer diff`` takes of two templates of CloudFormation's limit, all ids changed."""
    model = template(LARGEST)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        paths = _written({"model": model, "ideal": renamed(model)}, scratch)
        words = [sys.executable, "-m", "fixer", "diff", *paths, "--format", "json", "--fail-on", "never"]
        command = Command(words, installed(scratch), pairs.ROOT)
        seconds, peak = alternating({FIXER: command}, 3)[FIXER].best, peak_megabytes(command)
    bound(f"fixer diff as a process, {LARGEST} resources, all renamed", seconds, 2, " s")
    bound("its peak memory", peak, 150, " MB")


def _python(folder: Path, sides: list[str]) -> dict[str, list[str]]:
    diff = [sys.executable, "-m", "fixer", "diff", str(folder), "--fail-on", "never"]
    return {
        "python, empty": [sys.executable, "-c", "pass"],
        FIXER: [*diff, "--format", "json"],
        MARKDOWN: diff,
        "python, DeepDiff": [sys.executable, "-c", DEEPDIFF, *sides],
        "python, jsonpatch": [sys.executable, "-c", JSONPATCH, *sides],
    }


def _node(sides: list[str]) -> dict[str, list[str]]:
    model, ideal = sides
    app = str(Path(ideal).parent)
    quiet = ["--no-change-set", "--no-notices", "--no-version-reporting"]
    cdk = str(node.MODULES / "aws-cdk" / "bin" / "cdk")
    patcher = str(node.MODULES / "jsondiffpatch" / "bin" / "jsondiffpatch.js")
    return {
        "node, empty": ["node", "-e", ""],
        "cdk diff": ["node", cdk, "diff", "--app", app, "--template", model, *quiet, "Stack"],
        "node, cdk's engine alone": ["node", str(node.FOLDER / "engine.js"), model, ideal],
        "jsondiffpatch": ["node", patcher, "--format=json", model, ideal],
    }


def _plain(folder: Path, scratch: Path) -> list[str]:
    """The two templates as plain JSON files, so that other processes pay for no reading but JSON's."""
    from fixer import inputs

    (scratch / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    model, ideal = inputs.read_pair((str(folder),))
    return _written({"model": model.data, "ideal": ideal.data}, scratch)


def _written(sides: dict[str, Any], scratch: Path) -> list[str]:
    for side, data in sides.items():
        (scratch / f"{side}.json").write_text(json.dumps(data), encoding="utf-8")
    return [str(scratch / f"{side}.json") for side in sides]
