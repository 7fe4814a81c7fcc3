"""In process: from the documents' text to issues, against ``DeepDiff(model, ideal)`` on data that is already parsed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import pairs

ROUNDS = 3
Load = Callable[[], tuple[Any, Any]]


def measure() -> None:
    """Print the ratio of the totals over all pairs that can be read, each the best of ``ROUNDS``."""
    from deepdiff import DeepDiff

    from fixer import api

    ours = theirs = 0.0
    slowest: tuple[float, str] = (0.0, "")
    loads = [(folder.name, load) for folder in pairs.folders() if (load := _readable(folder))]
    for name, load in loads:
        model, ideal = load()
        mine = _best(lambda load=load: api.diff(*load()).issues)
        bare = _best(lambda model=model, ideal=ideal: DeepDiff(model.data, ideal.data))
        ours, theirs = ours + mine, theirs + bare
        slowest = max(slowest, (mine, name))
    print(f"in process, text to issues, {len(loads)} pairs, best of {ROUNDS} each")
    print(f"  fixer {ours:6.2f} s    DeepDiff {theirs:6.2f} s    ratio {ours / theirs:.2f} (at most 1.5)")
    print(
        f"  per pair {ours / len(loads) * 1e3:.0f} ms on average; slowest {slowest[1]} with {slowest[0] * 1e3:.0f} ms"
    )


def _readable(folder: Path) -> Load | None:
    """Reads the folder's documents from memory; ``None`` if they hold no pair of templates."""
    from fixer.errors import FixerError
    from fixer.read.folder import folder_pair

    texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}

    def load() -> tuple[Any, Any]:
        return folder_pair(folder.name, sorted(texts), texts.get)

    try:
        load()
    except FixerError:
        return None
    return load


def _files(folder: Path) -> list[Path]:
    return [path for level in (folder, folder / "lib") if level.is_dir() for path in level.iterdir() if path.is_file()]


def _best(work: Callable[[], Any]) -> float:
    return min(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
