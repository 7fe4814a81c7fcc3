"""Classes for gaps that no rule claims: what kind of thing differs, and where."""

from __future__ import annotations

from fixer.compare.gaps import Entry, Gap
from fixer.frozen import frozen


@frozen
class GenericClass:
    """A class of gaps; equal keys go into one issue. ``what`` is what happened to the ``subject``."""

    key: str
    what: str
    subject: str


def classify(gap: Gap) -> GenericClass:
    """The generic class of a gap.

    Whole resources by type, but all renames together; what differs inside one by its type as well; other sections by
    section and kind.
    """
    entry = gap.pair.ideal or gap.pair.model
    assert entry is not None
    if gap.cosmetic:
        return GenericClass(f"layout {entry.type}", "layout", entry.type or entry.section)
    if not gap.path:
        return _whole(gap, entry)
    if entry.section != "Resources":
        return GenericClass(f"differs {entry.section}", "differs", entry.section)
    return GenericClass(f"differs {entry.type}", "differs", entry.type or "resource")


def _whole(gap: Gap, entry: Entry) -> GenericClass:
    what = gap.kind
    if entry.section != "Resources":
        return GenericClass(f"{what} {entry.section}", what, entry.section)
    if what == "renamed":
        return GenericClass("renamed", what, "resource")
    subject = entry.type or entry.section
    return GenericClass(f"replaced {entry.pointer}" if what == "replaced" else f"{what} {subject}", what, subject)
