"""The issues that will be closed: chosen, completed by what they require, and what is left out with its reason."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Literal

from fixer.frozen import frozen
from fixer.issues.issue import Issue, Outcome
from fixer.remedy.selection import Selection, matching, named


@frozen
class Plan:
    """A closed choice of issues and what became of every issue; both in the order of the issues."""

    chosen: tuple[Issue, ...]
    outcomes: tuple[Outcome, ...]


def plan(issues: Sequence[Issue], selection: Selection) -> Plan:
    """Choose by consent: what is named may apply whatever its safety, what is not named only if it is safe.

    What is not reported (``selection.hidden``) applies only if it is named as such, and not because another needs it.
    """
    by_id = {issue.id: issue for issue in issues}
    excluded = matching(issues, selection.exclude)
    wanted = named(issues, selection) - excluded
    silent = selection.hidden - wanted
    outcomes: dict[str, Outcome] = {}
    chosen: dict[str, str] = {}
    for issue in issues:
        if issue.id in excluded:
            outcomes[issue.id] = _outcome(issue, "left-out", "left out by --except")
        elif issue.id in silent:
            outcomes[issue.id] = replace(
                _outcome(issue, "left-out", "not shown", f"--only {issue.number}"), hidden=True
            )
        elif selection.none or (selection.only and issue.id not in wanted):
            outcomes[issue.id] = _outcome(issue, "left-out", "not chosen", f"--only {issue.number}")
        else:
            refusal = _refusal(issue, selection)
            if refusal is not None:
                outcomes[issue.id] = refusal
                continue
            closure = _closure(issue, by_id)
            barred = _barred(closure, issue, (excluded, silent), selection, by_id)
            if barred is not None:
                outcomes[issue.id] = barred
                continue
            for one, reason in closure.items():
                chosen.setdefault(one, reason)
    for issue_id, reason in chosen.items():
        outcomes[issue_id] = _outcome(by_id[issue_id], "applied", reason if issue_id not in wanted else "")
    if not selection.only:
        outcomes = {key: _plain(outcome) for key, outcome in outcomes.items()}
    return Plan(
        tuple(issue for issue in issues if issue.id in chosen),
        tuple(outcomes[issue.id] for issue in issues),
    )


def without(done: Plan, refused: dict[str, str]) -> Plan:
    """The plan less the issues in ``refused`` (id to reason) and all that require them."""
    reasons = dict(refused)
    grown = True
    while grown:
        grown = False
        for issue in done.chosen:
            needed = [one for one in (issue.fix.requires if issue.fix else ()) if one in reasons]
            if issue.id not in reasons and needed:
                number = next(other.number for other in done.chosen if other.id == needed[0])
                reasons[issue.id] = f"needs issue {number}, which was skipped"
                grown = True
    return Plan(
        tuple(issue for issue in done.chosen if issue.id not in reasons),
        tuple(
            Outcome(one.number, one.id, one.title, "skipped", reasons[one.id]) if one.id in reasons else one
            for one in done.outcomes
        ),
    )


def _refusal(issue: Issue, selection: Selection) -> Outcome | None:
    fix = issue.fix
    if fix is None or fix.safety == "manual":
        return _outcome(issue, "left-out", fix.why if fix else "there is no fix for it")
    if fix.safety == "unsafe" and not selection.unsafe and not selection.only:
        return _outcome(issue, "left-out", f"unsafe: {fix.why}", "--unsafe")
    return None


def _closure(issue: Issue, by_id: dict[str, Issue]) -> dict[str, str]:
    """The issue and all that it requires, each with the reason for which it came along (none for the issue itself)."""
    closure = {issue.id: ""}
    todo = [issue]
    while todo:
        one = todo.pop()
        for required in one.fix.requires if one.fix else ():
            if required not in closure:
                closure[required] = f"issue {one.number} needs it"
                todo.append(by_id[required])
    return closure


def _barred(
    closure: dict[str, str],
    issue: Issue,
    barred: tuple[Set[str], Set[str]],
    selection: Selection,
    by_id: dict[str, Issue],
) -> Outcome | None:
    excluded, silent = barred
    for one in closure:
        other = by_id[one]
        if one in excluded and one != issue.id:
            return _outcome(issue, "skipped", f"needs issue {other.number}, which --except leaves out")
        if one == issue.id or other.fix is None:
            continue
        if one in silent:
            return _outcome(issue, "skipped", f"needs issue {other.number}, which is not shown")
        if other.fix.safety == "manual":
            return _outcome(issue, "skipped", f"needs issue {other.number}, which has to be done by hand")
        if other.fix.safety == "unsafe" and not selection.unsafe and not selection.only:
            reason = f"needs issue {other.number}, which is unsafe: {other.fix.why}"
            return _outcome(issue, "left-out", reason, "--unsafe")
    return None


def _plain(outcome: Outcome) -> Outcome:
    """Where everything was chosen, nothing came along."""
    if outcome.status == "applied" and outcome.reason:
        return Outcome(outcome.number, outcome.id, outcome.title, "applied")
    return outcome


def _outcome(
    issue: Issue, status: Literal["applied", "skipped", "left-out"], reason: str = "", option: str = ""
) -> Outcome:
    return Outcome(issue.number, issue.id, issue.title, status, reason, option)
