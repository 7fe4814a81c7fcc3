"""Differences that nobody should close: by them only the ideal breaks a rule that the project insists on."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.claim import ANY_RUN, claim
from fixer.catalogue.rule import Match
from fixer.compare.gaps import Gap
from fixer.dialect import Counterpart
from fixer.issues.claiming import Judge
from fixer.issues.contradictions import though_asked
from fixer.issues.hidden import Reason, Verdict
from fixer.issues.ideal import paths
from fixer.issues.issue import Issue
from fixer.issues.words import candidates

_Matches = list[tuple[Reason, Match, tuple[tuple[str, ...], ...], Counterpart | None]]


def against(catalogue: Catalogue, judge: Judge, insists: Mapping[str, Reason]) -> Verdict:
    """Hides gaps that bring the model from what a rule wants to what it forbids; ``insists``: the rules, by id."""
    known: dict[tuple[str | None, str], _Matches] = {}

    def verdict(issue: Issue, gap: Gap | None) -> Reason | None:
        entry = None if gap is None else gap.pair.ideal
        if issue.rule in insists:
            return None  # the model breaks what the project insists on, whatever the ideal does
        if gap is None or entry is None or not gap.path or gap.inner is not None or gap.pair.model is None:
            return None
        key = (entry.type, entry.section)
        if key not in known:
            known[key] = [
                (insists[rule.id], match, tuple(claim(text).tokens for text in match.claims), other)
                for rule, match, other in candidates(catalogue, judge.dialect, entry)
                if rule.id in insists and match.when is not None
            ]
        for reason, match, patterns, other in known[key]:
            inside = any(_within(path, one) for path in paths(gap, entry, other, judge) for one in patterns)
            if inside and judge.only_ideal_breaks(match, gap.pair, other):
                return though_asked(reason, issue)
        return None

    return verdict


def _within(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a place is what a rule claims or in it; what holds it is about more than the rule."""
    steps = tuple(token for token in wanted if token != ANY_RUN)
    return len(path) >= len(steps) and all(
        fnmatchcase(token, step.replace("[", "[[]")) for token, step in zip(path, steps, strict=False)
    )
