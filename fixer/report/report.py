"""The report value: all that a renderer sees. Nothing is computed after it is built."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from fixer.compare.gaps import GapKind
from fixer.frozen import frozen
from fixer.issues.issue import Issue, Outcome


@frozen
class Side:
    """One side of the comparison as it was read. ``line`` is where the template begins in the file (from 1)."""

    path: str
    line: int
    name: str | None
    format: Literal["json", "yaml"]
    resources: int
    repairs: tuple[str, ...] = ()
    note: str | None = None


@frozen
class Excerpt:
    """A piece of a template as its author wrote it; ``elided`` lines were left out where the text shows ``…``."""

    side: Literal["model", "ideal"]
    pointer: str
    line: int
    language: Literal["json", "yaml", "diff"]
    text: str
    elided: int = 0


@frozen
class Place:
    """An entry that a statement is about: its id in the model (where it is absent: in the ideal) and its line there."""

    id: str
    type: str | None
    ideal_id: str | None
    ideal_type: str | None
    line: int | None


@frozen
class Statement:
    """What several gaps of one kind at one path say: ``places`` have, lack or change ``path``.

    ``what`` is the noun of the entries (``resource``, ``parameter`` …); ``path`` is readable, empty for whole entries.
    ``model`` and ``ideal`` are short values in the template's own spelling, ``None`` where long, absent or not shared.
    ``more`` places are not listed. ``alone``: there is no ideal to compare with; ``note`` is then what is wrong in
    words that say it all.
    """

    kind: GapKind
    what: str
    path: str
    places: tuple[Place, ...]
    more: int = 0
    model: str | None = None
    ideal: str | None = None
    embedded: bool = False
    alone: bool = False
    note: str = ""


@frozen
class Link:
    """A page to read. ``url`` is ``None`` where what was given is no web address."""

    title: str
    url: str | None


@frozen
class Finding:
    """An issue with what a reader sees of it: excerpts of both sides, lines of each gap (model, ideal), masked values.

    ``statements`` put the gaps into words and ``requests`` what to do about them; ``more`` gaps are in none of them.
    ``line`` is the first line of the model that the issue touches. ``masked``: a value was hidden; ``patch_masked``:
    one in the fix, which then cannot be applied.
    """

    issue: Issue
    before: tuple[Excerpt, ...]
    after: tuple[Excerpt, ...]
    lines: tuple[tuple[int | None, int | None], ...]
    masked: bool = False
    patch_masked: bool = False
    statements: tuple[Statement, ...] = ()
    requests: tuple[Statement, ...] = ()
    more: int = 0
    line: int | None = None
    links: tuple[Link, ...] = ()


@frozen
class Summary:
    """Counts of issues, all taken from the findings. ``by_severity`` has every severity, the others what occurs.

    ``by_safety`` counts the issues that have a fix. ``leading`` are the categories with the most issues, the first
    first; empty where the issues are too few or too evenly spread to say so.
    """

    issues: int
    gaps: int
    by_severity: dict[str, int]
    by_category: dict[str, int]
    unclassified: int
    rewrite: bool
    by_safety: dict[str, int] = field(default_factory=dict)
    leading: tuple[str, ...] = ()


@frozen
class Report:
    """One comparison, ready to be rendered."""

    model: Side
    ideal: Side | None
    summary: Summary
    findings: tuple[Finding, ...]


__all__ = ["Excerpt", "Finding", "Link", "Outcome", "Place", "Report", "Side", "Statement", "Summary"]
