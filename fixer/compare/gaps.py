"""The values that comparing yields: pairs of entries and the gaps between them."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal, NamedTuple

from fixer.frozen import frozen

GapKind = Literal["missing", "extra", "changed", "renamed", "replaced", "type-changed", "order"]


class _Absent:
    """The side of a gap that has no value (``None`` is a value: JSON's null)."""

    def __repr__(self) -> str:
        return "ABSENT"

    def __bool__(self) -> bool:
        return False


ABSENT: Any = _Absent()


# Tuples, because a comparison makes one of each for every entry, in a third of the time.
class Entry(NamedTuple):
    """One named thing of a template: a resource, a parameter, an output … or a top-level scalar such as Description.

    ``pointer`` is ``/Resources/Queue``; ``type`` is a resource's type, or ``None`` in other sections.
    """

    section: str
    id: str
    type: str | None
    pointer: str


class Pair(NamedTuple):
    """Which model entry answers to which ideal entry; one of the two is ``None`` where nothing does."""

    model: Entry | None
    ideal: Entry | None
    how: Literal["same", "renamed", "replaced", "added", "removed"]
    confidence: float = 1.0


@frozen
class Gap:
    """One atomic difference.

    ``pointer`` is where it is, or would be, in the model, ``ideal_pointer`` likewise in the ideal; both name the user's
    own template; a list item that is missing is addressed by the index that it would be inserted before.
    ``inner`` addresses a field inside a JSON document that stands in a string (``None``: not inside one): in the
    model's document, or, for a missing field, in the ideal's; ``inner_place`` is then where it would be in the model's.
    ``path`` is the route below the entry in the ideal's (or, for extra, the model's) terms, as rules claim it: the
    tokens of ``/Properties/Tags/0/Value``, with a ``#`` token where an embedded document begins; empty: the whole
    entry.
    ``best``: the pointer that tells best what a rule finds fault with in one template, where another gap has it.
    ``cosmetic``: the same in effect, such as a JSON document or code that is only laid out in another way.
    """

    kind: GapKind
    pointer: str
    ideal_pointer: str
    inner: str | None = None
    model: Any = ABSENT
    ideal: Any = ABSENT
    pair: Pair = field(default=Pair(None, None, "same"), compare=False)
    path: tuple[str, ...] = ()
    inner_place: str | None = field(default=None, compare=False)
    cosmetic: bool = False
    best: str | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells this gap from every other gap of one comparison."""
        return (self.pointer, self.ideal_pointer, self.inner or "", self.kind)
