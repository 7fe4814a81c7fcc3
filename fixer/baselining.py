"""Baselines between the call and its end: read, written, and what is said of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fixer import api, console, files
from fixer import baseline as baselines
from fixer.baseline import Baseline, Of
from fixer.errors import FixerError
from fixer.read.document import from_bytes

if TYPE_CHECKING:
    from fixer.issues.hidden import Hide

_Made = TypeVar("_Made", api.Check, api.Difference)
Finder = Callable[[tuple["Hide", ...]], list[_Made]]
"""Finds what there is to find, given what hides some of it."""


def read(path: str, of: Of) -> Baseline:
    """The baseline in a file."""
    if path == files.STREAM:
        raise FixerError("--baseline needs a file")
    if not Path(path).exists():
        raise FixerError("no such baseline", path, hint="--write-baseline FILE makes one")
    found = baselines.parse(path, from_bytes(path, files.read_bytes(path)).text, of)
    names, folder = found.names, Path(path).parent
    absent = frozenset(name for name in names - {baselines.UNNAMED} if not Path(folder, name).exists())
    return replace(found, absent=absent, named=partial(_known_as, folder=folder, names=names))


def writable(path: str | None, add_suppress: bool, unread: bool) -> str | None:
    """Where a baseline can be written, after it was said why not."""
    if path is not None and add_suppress:
        raise FixerError("--write-baseline and --add-suppress contradict each other", hint="each hides what is found")
    if path is not None and unread:
        console.say(f"{path}: not written, for not every template could be read")
        return None
    return path


def found(find: Finder[_Made], of: Of, known: str | None, write: str | None) -> list[_Made]:
    """What is found beside the baseline in the file ``known``; written to ``write``, all of it is known."""
    if write == files.STREAM:
        raise FixerError("--write-baseline needs a file")
    if write is not None:
        plain = find(())
        made = baselines.made(write, of, _told(plain, write))
        files.write_bytes(write, baselines.render(made).encode())
        count = sum(made.counts.values())
        console.say(f"{write}: {count} finding{'' if count == 1 else 's'}")
        return find((made.hide,))
    if known is None:
        return find(())
    baseline = read(known, of)
    result = find((baseline.hide,))
    missing, total = baselines.gone(baseline, _told(result, known, every=True))
    if missing:
        verb = "is" if missing == 1 else "are"
        # It would take out those of all other files, too.
        others = baseline.names - baseline.absent - {name for name, _, _ in _told(result, known)}
        how = f"--write-baseline {known}, given all of its files," if others else f"--write-baseline {known}"
        console.say(
            f"{known}: {missing} of {total} finding{'' if total == 1 else 's'} {verb} gone; "
            f"{how} takes {'it' if missing == 1 else 'them'} out"
        )
    return result


def _told(several: Sequence[api.Check | api.Difference], path: str, every: bool = False) -> baselines.Found:
    """What was found in each template, by its file's name as seen from the baseline's folder."""
    folder = Path(path).parent
    return [
        (_name(one.model.source.document.path, folder), one.model, one.every if every else one.issues)
        for one in several
    ]


def _known_as(path: str, folder: Path, names: frozenset[str]) -> str:
    """The name of a document's file in a baseline, also where a link leads to the file."""
    name = _name(path, folder)
    if name in names or name == baselines.UNNAMED:
        return name
    return _name(os.path.realpath(path), Path(os.path.realpath(folder)))


def _name(path: str, folder: Path) -> str:
    if path == baselines.UNNAMED:
        return path
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()
