"""Whole process: ``fixer diff`` against a process that only imports deepdiff and compares the two parsed templates."""

from __future__ import annotations

import json
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
        _seconds(fixer)
        _seconds(bare)
        times = [(_seconds(fixer), _seconds(bare)) for _ in range(RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"whole process, {folder.name}, median of {RUNS} alternating runs")
    print(f"  fixer diff {ours * 1e3:6.0f} ms    deepdiff alone {theirs * 1e3:6.0f} ms")
    print(f"  ratio {ours / theirs:.2f} (at most 1.6)")
    print(f"  peak memory of fixer {_peak_megabytes(fixer):.0f} MB (at most 100)")


def _plain(folder: Path, scratch: Path) -> list[str]:
    """The two templates as plain JSON files, so that the other process pays for no reading but json's."""
    from fixer import cli

    paths = []
    for side, template in zip(("model", "ideal"), cli.read_pair((str(folder),)), strict=True):
        path = scratch / f"{side}.json"
        path.write_text(json.dumps(template.data), encoding="utf-8")
        paths.append(str(path))
    return paths


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=pairs.ROOT)
    return time.perf_counter() - begin


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _peak_megabytes(command: list[str]) -> float:
    """Resident set at its largest. A process of its own asks, because the figure is the largest child's ever."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True, cwd=pairs.ROOT
    )
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout) * unit / 1e6
