"""The values: what is settled, and who settled it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from fixer.errors import FixerError
from fixer.frozen import frozen

Kind = Literal["default", "profile", "file", "option"]
Path = tuple[str, ...]
"""A key, and the name in its table where it is one: ``("fail-on",)``, ``("policies", "removal")``."""


@frozen
class Origin:
    """Who settled a value. ``name``: the profile, the file or the option; ``line`` and ``column`` of a file's text."""

    kind: Kind
    name: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.kind == "profile":
            return f"profile {self.name}"
        return self.kind if self.kind == "default" else f"{self.name}:{self.line}" if self.line else self.name

    def error(self, what: str, hint: str | None = None) -> FixerError:
        """An error at this place."""
        return FixerError(what, self.name or None, self.line, self.column, hint=hint)


DEFAULT = Origin("default")


@frozen
class Word:
    """One item of a list: a selector, a folder. ``over``: said for one call, it goes over what a project settles."""

    text: str
    origin: Origin = DEFAULT
    over: bool = False


@frozen
class Item:
    """A value and who settled it. Lists are tuples of ``Word``."""

    value: Any
    origin: Origin = DEFAULT


@frozen
class Layer:
    """What one source settles. ``folder``: what its paths and globs are relative to."""

    items: Mapping[Path, Item]
    folder: str = ""


@frozen
class Settings:
    """All that is settled, by path; later layers went over earlier ones.

    ``folder`` is what the globs of ``per-file-ignores`` are relative to, ``base`` the absolute path that the folder and
    the paths of documents are relative to; both with ``/``.
    """

    items: Mapping[Path, Item]
    folder: str = ""
    base: str = ""

    def get(self, *path: str) -> Any:
        """A value; ``None`` where nothing is settled."""
        item = self.items.get(path)
        return None if item is None else item.value

    def words(self, *path: str) -> tuple[Word, ...]:
        """The items of a list."""
        return self.get(*path) or ()

    def table(self, key: str) -> dict[str, Item]:
        """The members of a table, by name."""
        return {path[1]: item for path, item in self.items.items() if path[0] == key and len(path) > 1}

    def policy(self, name: str) -> Item | None:
        """The side that is taken in a question; ``None`` where none is."""
        item = self.items.get(("policies", name))
        return None if item is None or item.value == "any" else item


def merged(layers: Sequence[Layer], base: str = "") -> Settings:
    """Layers as one, the later over the earlier, name by name in tables."""
    items: dict[Path, Item] = {}
    folder = ""
    for layer in layers:
        items.update(layer.items)
        folder = layer.folder or folder
    return Settings(items, folder, base)
