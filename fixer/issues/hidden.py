"""Issues that are found and not reported, because somebody said so: who, where, and in what words.

What is said may be about some gaps of an issue only; it is then parted in two, one that is reported and one that is
not. Pure: from issues and a verdict to the issues with what hides them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from fixer.compare.gaps import Gap
from fixer.frozen import frozen
from fixer.issues.issue import Issue, ResourceRef
from fixer.pointer import covers

if TYPE_CHECKING:
    from fixer.dialect import Dialect
    from fixer.issues.checking import Found, Proposal
    from fixer.read.template import Template

UNUSED = "unused-suppression"
"""The rule of the issue about suppressions that suppress nothing; only its own name suppresses it, not a pattern."""
How = Literal["suppressed", "ignored", "baseline"]
_SAID: dict[How, str] = {
    "suppressed": "suppressed in the template",
    "ignored": "ignored by the configuration",
    "baseline": "in the baseline",
}


@frozen
class Reason:
    """Why an issue is not reported: ``why`` in somebody's words (may be empty), said in a ``line`` of a ``file``."""

    how: How
    why: str = ""
    file: str | None = None
    line: int | None = None


@frozen
class Hidden:
    """An issue that is not reported. ``reasons``: all there are for its gaps, at least one, none twice."""

    issue: Issue
    reasons: tuple[Reason, ...]


Verdict = Callable[[Issue, Gap | None], Reason | None]
"""What hides a gap of an issue, ``None``: nothing; ``None`` for a gap stands for an issue that has none."""
Hide = Callable[["Template", Sequence[Issue]], Verdict | None]
"""Asked for a template and all its issues; ``None``: it hides none of them."""
Reasons = Mapping[str, tuple[Reason, ...]]
"""By the id of an issue that is hidden."""


def first_of(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict of the first one that has any."""

    def verdict(issue: Issue, gap: Gap | None) -> Reason | None:
        return next((found for one in verdicts if (found := one(issue, gap)) is not None), None)

    return verdict


def divide(
    issues: Sequence[Issue], verdict: Verdict, dialect: Dialect
) -> tuple[list[Issue], dict[str, tuple[Reason, ...]]]:
    """All issues, those parted that are hidden in part only, and what hides the hidden ones, by their ids.

    Numbers stay: of an issue that is parted, what is reported keeps it. Other parts are numbered behind all issues.
    """
    whole: list[Issue] = []
    apart: list[Issue] = []
    reasons: dict[str, tuple[Reason, ...]] = {}
    last = max((issue.number for issue in issues), default=0)
    for issue in issues:
        for place, (how, (gaps, said)) in enumerate(_judged(issue, verdict)):
            part = issue if len(gaps) == len(issue.gaps) else _part(issue, gaps, dialect)
            if place:
                part = replace(part, number=last + len(apart) + 1)
            (apart if place else whole).append(part)
            if how is not None:
                reasons[part.id] = said
    return [*whole, *apart], reasons


_Judged = list[tuple[How | None, tuple[list[int], tuple[Reason, ...]]]]


def _judged(issue: Issue, verdict: Verdict) -> _Judged:
    """The numbers of the gaps by what hides them, with the reasons; what is reported comes first."""
    found: dict[How | None, list[int]] = {}
    said: dict[How | None, dict[Reason, None]] = {}
    for number, gap in enumerate(issue.gaps or (None,)):
        reason = verdict(issue, gap)
        how = reason.how if reason else None
        found.setdefault(how, []).extend([number] if gap is not None else ())
        if reason is not None:
            said.setdefault(how, {})[reason] = None
    order = (None, *_SAID)
    return [(how, (found[how], tuple(said.get(how, ())))) for how in order if how in found]


def _part(issue: Issue, numbers: Sequence[int], dialect: Dialect) -> Issue:
    """The issue with these of its gaps alone; an issue of a generic class says so in its words."""
    gaps = tuple(issue.gaps[number] for number in numbers)
    part = replace(
        issue,
        id=_id(issue, gaps),
        gaps=gaps,
        resources=_resources(issue, gaps),
        notes=tuple(issue.notes[number] for number in numbers) if issue.notes else (),
    )
    if issue.rule is not None:
        return part
    from fixer.issues.generic import classify
    from fixer.issues.wording import generic_impact, generic_title, generic_why

    kind = classify(gaps[0])
    return replace(
        part,
        title=generic_title(kind, gaps),
        why=generic_why(kind, gaps),
        impact=generic_impact(kind, gaps, dialect),
    )


def _id(issue: Issue, gaps: Iterable[Gap]) -> str:
    places = "\n\n".join(sorted("\n".join(gap.key) for gap in gaps))
    return f"{issue.id.rpartition('-')[0]}-{crc32(places.encode('utf-8', 'surrogatepass')):08x}"


def _resources(issue: Issue, gaps: Iterable[Gap]) -> tuple[ResourceRef, ...]:
    """Those of the issue's resources that the gaps are about."""
    about = {
        (gap.pair.model.id if gap.pair.model else None, gap.pair.ideal.id if gap.pair.ideal else None) for gap in gaps
    }
    return tuple(ref for ref in issue.resources if (ref.id, ref.ideal_id) in about)


def divide_found(
    found: Sequence[Found], verdict: Verdict, dialect: Dialect
) -> tuple[list[Found], dict[str, tuple[Reason, ...]]]:
    """As ``divide``, for what was found in one template: each part has the proposals that mend its own places."""
    issues, reasons = divide([one.issue for one in found], verdict, dialect)
    owners = {(one.issue.rule, gap.key): one for one in found for gap in one.issue.gaps}
    parts: dict[str, list[Issue]] = {}
    for issue in issues:
        parts.setdefault(owners[issue.rule, issue.gaps[0].key].issue.id, []).append(issue)
    result = []
    for issue in issues:
        one = owners[issue.rule, issue.gaps[0].key]
        rivals = parts[one.issue.id]
        own = tuple(proposal for proposal in one.proposals if _owner(proposal, rivals) is issue)
        result.append(replace(one, issue=issue, proposals=own, hidden=issue.id in reasons))
    return result, reasons


def _owner(proposal: Proposal, parts: Sequence[Issue]) -> Issue:
    """The part that a proposal mends; where it mends places of several, the first one: what is reported."""
    if len(parts) == 1:
        return parts[0]
    written = [operation["path"] for operation in proposal.patch if operation["op"] != "test"]
    here = [part for part in parts if any(gap.pair.model == proposal.entry for gap in part.gaps)]
    exact = [part for part in here if any(_meet(gap.pointer, path) for gap in part.gaps for path in written)]
    return next(iter(exact or here or parts))


def _meet(one: str, other: str) -> bool:
    return covers(one, other) or covers(other, one)


def apart(issues: Iterable[Issue], reasons: Reasons) -> tuple[tuple[Issue, ...], tuple[Hidden, ...]]:
    """The issues that are reported, and those that are not with what hides them."""
    shown: list[Issue] = []
    hidden: list[Hidden] = []
    for issue in issues:
        if issue.id in reasons:
            hidden.append(Hidden(issue, reasons[issue.id]))
        else:
            shown.append(issue)
    return tuple(shown), tuple(hidden)


def counted(hidden: Iterable[Hidden]) -> dict[str, int]:
    """How many issues each kind of reason hides; of several reasons the first counts."""
    counts = Counter(one.reasons[0].how for one in hidden)
    return {how: counts[how] for how in _SAID if counts[how]}


def told(counts: Mapping[str, int]) -> str:
    """``3 issues are not shown: 2 suppressed in the template, 1 in the baseline``; empty where all are shown."""
    total = sum(counts.values())
    if not total:
        return ""
    parts = ", ".join(f"{counts[how]} {said}" for how, said in _SAID.items() if counts.get(how))
    alone = f"1 issue is not shown: {parts.removeprefix('1 ')}"
    return alone if total == 1 else f"{total} issues are not shown: {parts}"
