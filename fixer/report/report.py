"""The report value: all that a renderer sees. Nothing is computed after it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fixer.issues.issue import Issue


@dataclass(frozen=True)
class Side:
    """One side of the comparison as it was read. ``line`` is where the template begins in the file (from 1)."""

    path: str
    line: int
    name: str | None
    format: Literal["json", "yaml"]
    resources: int
    repairs: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Excerpt:
    """A piece of a template as its author wrote it; ``elided`` lines were left out where the text shows ``…``."""

    side: Literal["model", "ideal"]
    pointer: str
    line: int
    language: Literal["json", "yaml", "diff"]
    text: str
    elided: int = 0


@dataclass(frozen=True)
class Finding:
    """An issue with what a reader sees of it: excerpts of both sides, the lines of each gap (model's, ideal's), masked values."""

    issue: Issue
    before: tuple[Excerpt, ...]
    after: tuple[Excerpt, ...]
    lines: tuple[tuple[int | None, int | None], ...]
    masked: bool = False


@dataclass(frozen=True)
class Summary:
    """Counts, all taken from the findings."""

    issues: int
    gaps: int
    by_severity: dict[str, int]
    by_category: dict[str, int]
    unclassified: int
    rewrite: bool


@dataclass(frozen=True)
class Report:
    """One comparison, ready to be rendered."""

    model: Side
    ideal: Side | None
    summary: Summary
    findings: tuple[Finding, ...]
