"""Whole process: ``fixer diff`` against a process that only imports deepdiff and compares the two parsed templates."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import pairs

RUNS = 11
BARE = """
import json, sys
from deepdiff import DeepDiff
model, ideal = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
DeepDiff(model, ideal)
"""


def measure() -> None:
    """Print the ratio of the medians of alternating runs, and the peak memory of one run."""
    folder = pairs.one()
    fixer = [sys.executable, "-m", "fixer", "diff", str(folder), "--format", "json", "--fail-on", "never"]
    with tempfile.TemporaryDirectory() as scratch:
        bare = [sys.executable, "-c", BARE, *_plain(folder, Path(scratch))]
        environment = _compiled(scratch)
        _seconds(fixer, environment)
        _seconds(bare, environment)
        times = [(_seconds(fixer, environment), _seconds(bare, environment)) for _ in range(RUNS)]
        peak = _peak_megabytes(fixer, environment)
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"whole process, {folder.name}, median of {RUNS} alternating runs")
    print(f"  fixer diff {ours * 1e3:6.0f} ms    deepdiff alone {theirs * 1e3:6.0f} ms")
    print(f"  ratio {ours / theirs:.2f} (at most 1.6)")
    print(f"  peak memory of fixer {peak:.0f} MB (at most 100)")


def _plain(folder: Path, scratch: Path) -> list[str]:
    """The two templates as plain JSON files, so that the other process pays for no reading but json's."""
    from fixer import inputs

    paths = []
    for side, template in zip(("model", "ideal"), inputs.read_pair((str(folder),)), strict=True):
        path = scratch / f"{side}.json"
        path.write_text(json.dumps(template.data), encoding="utf-8")
        paths.append(str(path))
    return paths


def _compiled(scratch: str) -> dict[str, str]:
    """An environment in which the first run leaves compiled modules behind, as installing a package does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(Path(scratch, "compiled"))}


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=pairs.ROOT, env=environment)
    return time.perf_counter() - begin


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _peak_megabytes(command: list[str], environment: dict[str, str]) -> float:
    """Resident set at its largest. A process of its own asks, because the figure is the largest child's ever."""
    asking = [sys.executable, "-c", PEAK, *command]
    done = subprocess.run(asking, capture_output=True, text=True, check=True, cwd=pairs.ROOT, env=environment)
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout) * unit / 1e6
