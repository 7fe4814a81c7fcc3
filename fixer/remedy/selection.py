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
    """What the user chose. ``only`` and ``exclude`` hold selectors such as ``rule:bucket-unencrypted`` or ``3``."""

    only: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    none: bool = False
    unsafe: bool = False


def matching(issues: Sequence[Issue], selectors: Sequence[str]) -> set[str]:
    """The ids of the issues that any selector names. A selector that names nothing is a ``FixerError``."""
    return {issue.id for selector in selectors for issue in _one(issues, selector)}


def _one(issues: Sequence[Issue], selector: str) -> list[Issue]:
    kind, colon, value = selector.partition(":")
    if colon and kind in _KINDS:
        found = [issue for issue in issues if value in _KINDS[kind](issue)]
        if not found:
            raise _unmatched(selector, kind, value, issues)
        return found
    readings = {name: [issue for issue in issues if selector in words(issue)] for name, words in _KINDS.items()}
    meant = [name for name, found in readings.items() if found]
    if len(meant) > 1:
        choices = " or ".join(f"{name}:{selector}" for name in meant)
        raise FixerError(f"'{selector}' can mean several things", hint=choices)
    if not meant:
        raise _unmatched(selector, "", selector, issues)
    return readings[meant[0]]


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
    near = get_close_matches(value, known, 3, 0.5) or known[:8]
    fixed = kind in ("severity", "category") and value not in (*SEVERITIES, *CATEGORIES)
    what = f"'{value}' is no {kind}" if fixed else f"no issue matches '{selector}'"
    return FixerError(what, hint=f"one of {', '.join(near)}" if near else "there are no issues to choose from")
