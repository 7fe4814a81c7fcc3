"""Which issues the user means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.issue import CATEGORIES, SEVERITIES, Issue

Test = Callable[[Issue], bool]


@frozen
class Selection:
    """What the user chose. ``only`` and ``exclude`` hold selectors such as ``rule:bucket-unencrypted`` or ``3``.

    ``hidden`` are the ids of issues that are not reported: only a selector that names one of them or its rule chooses
    it.
    """

    only: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    none: bool = False
    unsafe: bool = False
    hidden: frozenset[str] = frozenset()


def matching(issues: Sequence[Issue], selectors: Sequence[str]) -> set[str]:
    """The ids of the issues that any selector names. A selector that names nothing is a ``FixerError``."""
    return {issue.id for selector in selectors for issue in _one(issues, selector)[1]}


def named(issues: Sequence[Issue], selection: Selection) -> set[str]:
    """The ids of the issues that ``only`` names, of those that are not reported what is named as such."""
    found = [_one(issues, selector) for selector in selection.only]
    return {
        issue.id
        for kind, several in found
        for issue in several
        if kind in ("issue", "rule") or issue.id not in selection.hidden
    }


def _one(issues: Sequence[Issue], selector: str) -> tuple[str, list[Issue]]:
    """What a selector goes by, and the issues that it names."""
    kind, colon, value = selector.partition(":")
    if colon and kind in _KINDS:
        found = [issue for issue in issues if value in _KINDS[kind](issue)]
        if not found:
            raise _unmatched(selector, kind, value, issues)
        return kind, found
    readings = {name: [issue for issue in issues if selector in words(issue)] for name, words in _KINDS.items()}
    meant = [name for name, found in readings.items() if found]
    if len(meant) > 1:
        choices = " or ".join(f"{name}:{selector}" for name in meant)
        raise FixerError(f"'{selector}' can mean several things", hint=choices)
    if not meant:
        raise _unmatched(selector, "", selector, issues)
    return meant[0], readings[meant[0]]


_KINDS: dict[str, Callable[[Issue], set[str]]] = {
    "issue": lambda issue: {str(issue.number), issue.id},
    "rule": lambda issue: {issue.rule} if issue.rule else set(),
    "severity": lambda issue: {issue.severity},
    "category": lambda issue: {issue.category},
    "resource": lambda issue: {name for ref in issue.resources for name in (ref.id, ref.ideal_id) if name},
}


def _unmatched(selector: str, kind: str, value: str, issues: Sequence[Issue]) -> FixerError:
    kinds = [kind] if kind else list(_KINDS)
    known = sorted({word for name in kinds for issue in issues for word in _KINDS[name](issue)})
    if kind == "severity" or value in SEVERITIES:
        known = [name for name in SEVERITIES if name in known]
    near = get_close_matches(value, known, 3, 0.5)
    last = max((issue.number for issue in issues), default=0)
    if not known:
        hint = "there are no issues to choose from"
    elif value.isdigit():
        hint = f"issues have the numbers from 1 to {last}"
    elif len(near) == 1:
        hint = f"did you mean '{near[0]}'?"
    else:
        hint = f"one of {', '.join(near or known[:8])}"
    fixed = kind in ("severity", "category") and value not in (*SEVERITIES, *CATEGORIES)
    what = f"'{value}' is no {kind}" if fixed else f"no issue matches '{selector}'"
    return FixerError(what, hint=hint)
