"""What the catalogue has against the ideal at the places that gaps touch: nobody should copy it in good faith."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.claim import ANY_RUN, claim
from fixer.catalogue.rule import Match, Rule
from fixer.compare.gaps import Entry, Gap
from fixer.dialect import Counterpart
from fixer.issues.claiming import Judge
from fixer.issues.issue import Issue
from fixer.issues.words import candidates

_SEVERE = ("critical", "high")
_COPIED = ("missing", "changed", "type-changed", "replaced")
_MAX_GAPS = 200
_Rules = dict[tuple[str | None, str], list[tuple[Rule, Match, tuple[tuple[str, ...], ...], Counterpart | None]]]


def with_ideal_problems(issues: Iterable[Issue], catalogue: Catalogue, judge: Judge) -> list[Issue]:
    """The issues; beside each what the ideal breaks, by a rule that is severe and certain, where its gaps are."""
    known: _Rules = {}
    return [
        replace(issue, ideal_problem=problem)
        if issue.ideal_problem is None and (problem := _problem(issue, catalogue, judge, known))
        else issue
        for issue in issues
    ]


def _problem(issue: Issue, catalogue: Catalogue, judge: Judge, known: _Rules) -> str | None:
    for gap in issue.gaps[:_MAX_GAPS]:
        for rule in _broken(gap, catalogue, judge, known):
            if rule.id != issue.rule:
                entry = gap.pair.ideal
                name = f"{entry.id}: " if entry and entry.id else ""
                side = f", policy {rule.policy}" if rule.policy else ""
                return f"{name}{rule.title} ({rule.id}{side})"
    return None


def _broken(gap: Gap, catalogue: Catalogue, judge: Judge, known: _Rules) -> Iterator[Rule]:
    entry = gap.pair.ideal
    if entry is None or gap.kind not in _COPIED or gap.inner is not None:
        return
    key = (entry.type, entry.section)
    if key not in known:
        known[key] = [
            (rule, match, tuple(claim(text).tokens for text in match.claims), other)
            for rule, match, other in candidates(catalogue, judge.dialect, entry)
            if match.when is not None and match.role == "core" and _severe(rule)
        ]
    for rule, match, patterns, other in known[key]:
        for path in paths(gap, entry, other, judge):
            if any(_touches(pattern, path) for pattern in patterns) and judge.ideal_breaks(match, gap.pair, other):
                yield rule


def paths(gap: Gap, entry: Entry, other: Counterpart | None, judge: Judge) -> list[tuple[str, ...]]:
    """The route of a gap in a rule's words."""
    places = judge.dialect.counterparts
    if other is None or places is None:
        return [gap.path]
    return [place.path for place in places(entry, gap.path) if place.type == other.type]


def _severe(rule: Rule) -> bool:
    """What takes a side in a policy is a matter of taste, but for the loss of data."""
    severe = rule.check_severity in _SEVERE and rule.detector is None
    return severe and (rule.policy is None or rule.category == "lifecycle")


def _touches(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether a place is what a rule claims, is in it or holds it."""
    for wanted, token in zip(pattern, path, strict=False):
        if wanted == ANY_RUN:
            return True
        # Nearly all steps are plain names, which are the same or not.
        if wanted != token and (wanted.isalnum() or not fnmatchcase(token, wanted.replace("[", "[[]"))):
            return False
    return True
