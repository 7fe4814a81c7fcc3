"""The report value: all that a renderer sees. Nothing is computed after it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from typing import Literal

from fixer.compare.gaps import GapKind
from fixer.frozen import frozen
from fixer.issues.hidden import Reason
from fixer.issues.issue import Issue, Outcome, Severity
from fixer.issues.opinions import Lint


@frozen
class Side:
    """One side of the comparison as it was read. ``line`` is where the template begins in the file (from 1)."""

    path: str
    line: int
    name: str | None
    format: str
    resources: int
    repairs: tuple[str, ...] = ()
    note: str | None = None


@frozen
class Excerpt:
    """A piece of a template as its author wrote it; ``elided`` lines were left out where the text shows ``…``."""

    side: Literal["model", "ideal"]
    pointer: str
    line: int
    language: str
    text: str
    elided: int = 0


@frozen
class Place:
    """An entry that a statement is about: its id in the model (where it is absent: in the ideal) and its line there.

    ``construct`` is the path of what it was made from, where the template says so.
    """

    id: str
    type: str | None
    ideal_id: str | None
    ideal_type: str | None
    line: int | None
    construct: str | None = None


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
    ``line`` is the first line of the model that the issue touches. ``second``: which other tool says so, too.
    ``masked``: a value was hidden; ``patch_masked``: one in the fix, which then cannot be applied.
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
    second: str = ""


@frozen
class Unshown:
    """An issue that is not reported, and why; the finding has no excerpts and sentences."""

    finding: Finding
    reasons: tuple[Reason, ...]


@frozen
class Summary:
    """Counts of issues, all taken from the findings. ``by_severity`` has every severity, the others what occurs.

    ``by_safety`` counts the issues that have a fix. ``leading`` are the categories with the most issues, the first
    first; empty where the issues are too few or too evenly spread to say so. ``hidden`` counts what is not reported, by
    what hides it, and ``not_shown`` says so in a sentence (empty where nothing is hidden); no other count has it.
    """

    issues: int
    gaps: int
    by_severity: dict[str, int]
    by_category: dict[str, int]
    unclassified: int
    rewrite: bool
    by_safety: dict[str, int] = field(default_factory=dict)
    leading: tuple[str, ...] = ()
    hidden: dict[str, int] = field(default_factory=dict)
    not_shown: str = ""


@frozen
class Item:
    """One entry of a section, of either template. ``state`` is that of the whole entry, seen from the model.

    ``issues`` are the numbers of the issues that touch it, ``worst`` the worst severity among them. ``line`` is where
    it stands in the model's file (of a missing one: nowhere).
    """

    id: str
    type: str | None
    ideal_id: str | None
    line: int | None
    state: Literal["same", "changed", "renamed", "replaced", "missing", "extra"]
    issues: tuple[int, ...] = ()
    worst: Severity | None = None


@frozen
class Section:
    """The entries of one section, the model's first; ``ideal`` is ``None`` where there is no ideal template."""

    name: str
    model: int
    ideal: int | None
    items: tuple[Item, ...]

    def of(self, *states: str) -> tuple[Item, ...]:
        """The items in one of these states."""
        return tuple(item for item in self.items if item.state in states)


@frozen
class Service:
    """The resources of one service, by its readable name."""

    name: str
    items: tuple[Item, ...]


@frozen
class OutputFacts:
    """What an output of the model has. ``missing`` ones are the ideal's alone, with what they have there."""

    id: str
    described: bool
    exported: bool
    missing: bool
    line: int | None
    issues: tuple[int, ...]


@frozen
class CheckItem:
    """One line of a checklist: a demand, and whether the model's template meets it.

    ``rules`` of the catalogue bear on it, over ``looked`` entries; no rules: it does not apply. ``issues`` are
    numbers of this report, ``places`` ids of the entries in them, ``more`` of them unnamed. ``titles`` say what the
    catalogue has against the model's template by itself, with no ideal: ``also`` and ``also_more`` are its entries.
    """

    demand: str
    rules: int
    looked: int
    issues: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    more: int = 0
    titles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    also_more: int = 0

    @property
    def applies(self) -> bool:
        return bool(self.rules) or not self.met

    @property
    def met(self) -> bool:
        return not self.issues and not self.titles


@frozen
class Area:
    """The issues of related categories: counts by severity, numbers, and what the worst of them lead to."""

    name: str
    by_severity: dict[str, int]
    issues: tuple[int, ...]
    impacts: tuple[tuple[int, str], ...]


Checks = dict[str, tuple[CheckItem, ...]]


@frozen
class Inventory:
    """What the templates hold, counted. Pairs are ``(model, ideal)``; the second is ``None`` without an ideal.

    ``sections`` has every section that either template has, by name; ``services`` sorts the resources. ``lines`` are
    those of the templates alone. ``capabilities`` are what a deployment of the target (the ideal, or the only)
    template must acknowledge, ``required`` its parameters without a default. ``areas`` sort the issues by what they
    concern.
    """

    sections: dict[str, Section]
    services: tuple[Service, ...]
    service_counts: tuple[int, int | None]
    lines: tuple[int, int | None]
    outputs: tuple[OutputFacts, ...]
    capabilities: tuple[str, ...]
    required: tuple[str, ...]
    areas: tuple[Area, ...]


@frozen
class Report:
    """One comparison, ready to be rendered. ``survey`` and ``look`` make what only some forms need.

    ``lint`` is what another tool had to say, where one was asked; the issues have it at their places.
    """

    model: Side
    ideal: Side | None
    summary: Summary
    findings: tuple[Finding, ...]
    hidden: tuple[Unshown, ...] = ()
    survey: Callable[[], Inventory] | None = field(default=None, compare=False, repr=False)
    look: Callable[[], Checks] | None = field(default=None, compare=False, repr=False)
    lint: Lint | None = None

    @property
    def linted(self) -> str:
        """What the other tool said in all, without the last full stop; empty where none was asked."""
        return "" if self.lint is None else str(self.lint)

    @cached_property
    def inventory(self) -> Inventory:
        """What the templates hold; empty where the report was built without."""
        return self.survey() if self.survey else Inventory({}, (), (0, None), (0, None), (), (), (), ())

    @cached_property
    def checks(self) -> Checks:
        """The lines of a checklist by heading: ``security``, ``cost``, ``readiness``, ``service:S3`` …"""
        return self.look() if self.look else {}


__all__ = [
    "Area", "CheckItem", "Checks", "Excerpt", "Finding", "Inventory", "Item", "Link", "Outcome", "OutputFacts", "Place",
    "Report", "Section", "Service", "Side", "Statement", "Summary", "Unshown",
]  # fmt: skip
