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

    Whole resources by type; what differs inside one, by resource; other sections by section and kind.
    """
    entry = gap.pair.ideal or gap.pair.model
    assert entry is not None
    if not gap.path:
        return _whole(gap, entry)
    if entry.section != "Resources":
        return GenericClass(f"differs {entry.section}", "differs", entry.section)
    return GenericClass(f"differs {entry.type}", "differs", entry.type or "resource")


def _whole(gap: Gap, entry: Entry) -> GenericClass:
    what = gap.kind
    subject = entry.type or entry.section if entry.section == "Resources" else entry.section
    if what in ("replaced", "renamed") and entry.section == "Resources":
        return GenericClass(f"{what} {entry.pointer}" if what == "replaced" else "renamed", what, subject)
    return GenericClass(f"{what} {subject}", what, subject)
