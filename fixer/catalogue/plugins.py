"""Rules that other packages bring: entry point group ``fixer.catalogues``, each naming a package of YAML files.

``importlib.metadata`` takes longer to import than the whole catalogue takes to load, so the entry points are looked for
where installers write them, and nothing of a plugin is imported but the packages above the one that it names.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fixer.frozen import frozen

GROUP = "fixer.catalogues"
FOLDERS = (".dist-info", ".egg-info")


@frozen
class RuleFolder:
    """Rule files as ``(path to show, text)``; ``origin`` is what their rules are shown to come from."""

    origin: str
    files: tuple[tuple[str, str], ...]


def find(path: Iterable[str] | None = None) -> tuple[list[RuleFolder], list[str]]:
    """The folders of all plugins on ``sys.path`` (or ``path``), and a warning for each that cannot be read."""
    folders: list[RuleFolder] = []
    warnings: list[str] = []
    for name, target in sorted(set(_entry_points(sys.path if path is None else path))):
        try:
            folders.append(RuleFolder(f"plugin {name}", read_files(_package(target))))
        except Exception as error:  # whatever a foreign package raises, the user's own work goes on
            warnings.append(f"plugin {name} ({target}) is left out: {error or type(error).__name__}")
    return folders, warnings


def read_files(folder: Path) -> tuple[tuple[str, str], ...]:
    """All YAML files below a folder, sorted by path."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())
    return tuple((str(path), path.read_text(encoding="utf-8")) for path in paths)


def _entry_points(places: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for place in places:
        try:
            # A Path for each of the hundreds of files beside these would take longer than all that follows.
            with os.scandir(place or ".") as entries:
                names = [entry.name for entry in entries if entry.name.endswith(FOLDERS)]
        except OSError:
            continue
        for name in names:
            # As with imports, the first place that holds a distribution hides the later ones.
            if name in seen:
                continue
            seen.add(name)
            try:
                held = Path(place, name, "entry_points.txt").read_bytes()
                if GROUP.encode() in held:
                    yield from _of_group(held.decode("utf-8"))
            except (OSError, UnicodeDecodeError):
                continue


def _of_group(text: str) -> Iterator[tuple[str, str]]:
    inside = False
    for line in text.splitlines():
        line_text = line.strip()
        if line_text.startswith("["):
            inside = line_text == f"[{GROUP}]"
        elif inside and "=" in line_text and not line_text.startswith(("#", ";")):
            name, _, target = line_text.partition("=")
            yield name.strip(), target.partition(":")[0].partition("[")[0].strip()


def _package(name: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("there is no such package")
    return Path(next(iter(spec.submodule_search_locations)))
