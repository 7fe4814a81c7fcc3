"""Globs of paths: ``*`` and ``?`` within a name, ``**`` for any number of folders."""

from __future__ import annotations

from fnmatch import fnmatchcase
from posixpath import isabs, join, normpath, relpath


def below(path: str, folder: str, base: str) -> str:
    """A path as seen from a folder; both may be relative to ``base``, an absolute path."""
    if not base:
        return normpath(path)
    return relpath(normpath(join(base, path)), normpath(join(base, folder)))


def matches(path: str, glob: str) -> bool:
    """Whether a path, relative to the folder of the settings, is one of those that a glob names.

    A glob without ``/`` names files by their name, wherever they are; one that ends with it all files in a folder.
    """
    wanted = glob.removeprefix("./")
    if wanted.endswith("/"):
        wanted += "**"
    names = path.split("/")
    if "/" not in wanted:
        return fnmatchcase(names[-1], wanted) or wanted == "**"
    if isabs(path) or names[0] == "..":
        return False
    # Which steps of the path the steps of the glob so far may end before.
    ends = {0}
    for step in wanted.split("/"):
        if step == "**":
            ends = set(range(min(ends), len(names) + 1)) if ends else ends
        else:
            ends = {end + 1 for end in ends if end < len(names) and fnmatchcase(names[end], step)}
    return len(names) in ends
