"""The values that people read: an issue, its fix, its evidence."""

from __future__ import annotations

from typing import Any, Literal

from fixer.catalogue.rule import CATEGORIES, SEVERITIES, Safety, Severity
from fixer.compare.gaps import Gap
from fixer.frozen import frozen

__all__ = [
    "CATEGORIES", "SEVERITIES", "Deployment", "Evidence", "Fix", "Issue", "Opinion", "Outcome", "Replacement",
    "ResourceRef", "Safety", "Severity",
]  # fmt: skip

Replacement = Literal["never", "maybe", "always"]
Deployment = Literal["fails", "depends"]


@frozen
class ResourceRef:
    """An entry that an issue is about; ``id`` is the model's, ``ideal_id`` the ideal's, either may be absent.

    ``construct`` is the path of what it was made from, where the template says so.
    """

    id: str | None
    type: str | None
    ideal_id: str | None
    construct: str | None = None


@frozen
class Evidence:
    """A line of a file that bears the issue out."""

    file: str
    line: int
    text: str


@frozen
class Fix:
    """How an issue is closed. ``patch`` is RFC 6902 on the whole model, for this issue alone.

    ``inner_patch`` says the same for gaps inside strings: ``{"pointer": outer, "patch": [operations]}``, by inner
    pointer.
    ``why`` says what makes it unsafe or manual (empty for safe).
    """

    safety: Safety
    patch: tuple[dict[str, Any], ...]
    inner_patch: tuple[dict[str, Any], ...] = ()
    requires: tuple[str, ...] = ()
    replacement: Replacement = "never"
    why: str = ""


@frozen
class Opinion:
    """What another tool says of an issue: its own name for it, the JSON Pointer, its words, the page about it."""

    tool: str
    rule: str
    pointer: str
    says: str
    page: str


@frozen
class Issue:
    """What a person would write one heading about. ``rule`` is ``None`` for an issue of a generic class.

    ``deployment``: whether a deployment of the model would fail on it or depends on the account, ``None`` where that is
    not known. ``notes`` are there where one template is looked at alone: for each gap what a detector has to say of it
    (empty where it is silent).
    ``opinions``: other tools that were asked and say the same.
    """

    id: str
    number: int
    rule: str | None
    title: str
    severity: Severity
    category: str
    resources: tuple[ResourceRef, ...]
    gaps: tuple[Gap, ...]
    why: str
    impact: str
    references: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ideal_problem: str | None = None
    fix: Fix | None = None
    deployment: Deployment | None = None
    notes: tuple[str, ...] = ()
    opinions: tuple[Opinion, ...] = ()


@frozen
class Outcome:
    """What became of one issue's fix. ``skipped`` was tried and refused; ``left-out`` was not chosen.

    ``option`` is what includes a fix that was left out (``--unsafe``), empty where nothing does. ``reason`` of an
    applied fix says why it came along without having been chosen. ``hidden``: the issue is not reported.
    """

    number: int
    id: str
    title: str
    status: Literal["applied", "skipped", "left-out"]
    reason: str = ""
    option: str = ""
    hidden: bool = False
