"""What an audit has to say: remarks on a report, each with its line and, where it can be mended, how."""

from __future__ import annotations

from typing import Literal

from fixer.audit.reported import Reported
from fixer.frozen import frozen
from fixer.issues.issue import Issue

Kind = Literal[
    "total", "severity-count", "list-count", "number", "severity", "contradiction", "claim", "after-conclusion",
    "mojibake", "not-checkable", "unmentioned",
]  # fmt: skip


@frozen
class Edit:
    """What ``--fix`` puts in the place of a piece of the report's text (offsets)."""

    start: int
    end: int
    text: str


@frozen
class Remark:
    """One thing to say about a report. ``text`` is what it is about, as it stands there; ``edits`` mend it.

    ``line`` is ``None`` for what the report does not say at all. ``certain`` is false for what cannot be checked here.
    """

    kind: Kind
    line: int | None
    text: str
    message: str
    edits: tuple[Edit, ...] = ()
    certain: bool = True


@frozen
class Audit:
    """A report as it was read, and all that is to be said against it, by line; last the issues it never mentions."""

    path: str
    issues: tuple[Reported, ...]
    remarks: tuple[Remark, ...]
    unmentioned: tuple[Issue, ...] = ()
    compared: bool = False

    @property
    def wrong(self) -> bool:
        """Whether anything is to be mended, by the program or by hand."""
        return any(remark.certain for remark in self.remarks)
