"""Times of calls and of whole processes, and what is said of many of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Times:
    """Seconds, one for each pair or run."""

    seconds: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.seconds)

    @property
    def best(self) -> float:
        """The fastest: what else runs on the machine only ever adds."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The least that 95 of 100 do not exceed."""
        return sorted(self.seconds)[-(-95 * len(self.seconds) // 100) - 1]


def seconds(work: Callable[[], Any]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


@dataclass(frozen=True)
class Command:
    """A program to run as a whole; exit codes up to 1 say what it found and not that it failed."""

    words: Sequence[str]
    environment: Mapping[str, str]
    folder: Path

    def run(self) -> None:
        """Raises ``CalledProcessError`` where the program fails."""
        done = subprocess.run(
            self.words,
            capture_output=True,
            check=False,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode not in (0, 1):
            raise subprocess.CalledProcessError(done.returncode, list(self.words), done.stdout, done.stderr)


def alternating(commands: Mapping[str, Command], runs: int) -> dict[str, Times]:
    """All commands in turn, so many times, so that what slows the machine slows all; a first turn is not counted."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            taken = seconds(command.run)
            if turn:
                found[name].append(taken)
    return {name: Times(tuple(taken)) for name, taken in found.items()}


_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak_megabytes(command: Command) -> float:
    """Resident set at its largest. A process of its own asks, because the figure is the largest child's ever."""
    asking = [sys.executable, "-c", _PEAK, *command.words]
    done = subprocess.run(
        asking, capture_output=True, text=True, check=True, cwd=command.folder, env=command.environment
    )
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024) / 1e6


def installed(scratch: Path) -> dict[str, str]:
    """An environment in which the first run leaves compiled modules behind, as installing a package does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(scratch / "compiled")}
