"""The engines that run in node: whether they are here, and what they answer."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.timing import Times

FOLDER = Path(__file__).resolve().parent / "node"
MODULES = FOLDER / "node_modules"
LABELS = {"cdk": "cdk engine (fullDiff)", "jsondiffpatch": "jsondiffpatch"}


@dataclass(frozen=True)
class Answer:
    """Times for each pair, first and at best, and whether the engine says that they differ (``None``: it failed)."""

    first: Times
    times: Times
    differs: tuple[bool | None, ...]


def missing() -> str | None:
    """Why nothing can be measured in node; ``None`` if it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    needed = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    absent = [name for name in needed if not (MODULES / name / "package.json").exists()]
    return f"{', '.join(absent)} not fetched (make bench FETCH=1)" if absent else None


def fetch() -> None:
    """Fetch the packages into the benchmark's own folder."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not installed: nothing fetched")
        return
    subprocess.run([npm, "install", "--silent"], cwd=FOLDER, check=False)


def ask(pairs: Sequence[tuple[Any, Any]], rounds: int) -> dict[str, Answer]:
    """Every engine over all pairs of plain data, in one warm process, parsing left out; empty where none is here."""
    if missing():
        return {}
    texts = [[json.dumps(side, default=str) for side in pair] for pair in pairs]
    done = subprocess.run(
        ["node", "engines.js"],
        input=json.dumps({"pairs": texts, "rounds": rounds}),
        capture_output=True,
        text=True,
        check=True,
        cwd=FOLDER,
    )
    return {
        LABELS[name]: Answer(_times(found["first"]), _times(found["milliseconds"]), tuple(found["differs"]))
        for name, found in json.loads(done.stdout).items()
    }


def _times(milliseconds: Sequence[float]) -> Times:
    return Times(tuple(one / 1e3 for one in milliseconds))
