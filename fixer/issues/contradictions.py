"""What contradicts itself, said in the issue: fixes that want opposite things, an ideal or a request that the account
has no room for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fixer.compare.gaps import Gap
from fixer.issues.hidden import Reason
from fixer.issues.issue import Issue
from fixer.pointer import covers, split

if TYPE_CHECKING:
    from fixer.request.facts import Facts, Mention

_COPIED = ("missing", "changed", "type-changed", "replaced")
_SUBJECT = "concurren"
_REMOVED = ""
MOST_SAID = 3
_NEAR = 80  # characters between a number and what it is a number of


def between(issues: Sequence[Issue], side: Callable[[str], str | None]) -> list[Issue]:
    """The issues; those whose rules take other sides in one question name each other.

    ``side``: the ``question=answer`` of a rule, by its id.
    """
    taken: dict[str, dict[str, list[int]]] = {}
    for issue in issues:
        question, _, answer = (side(issue.rule) or "" if issue.rule else "").partition("=")
        if question:
            taken.setdefault(question, {}).setdefault(answer, []).append(issue.number)
    if all(len(answers) < 2 for answers in taken.values()):
        return list(issues)
    return [_named(issue, side, taken) for issue in issues]


def _named(issue: Issue, side: Callable[[str], str | None], taken: Mapping[str, Mapping[str, list[int]]]) -> Issue:
    question, _, own = (side(issue.rule) or "" if issue.rule else "").partition("=")
    others = {answer: numbers for answer, numbers in taken.get(question, {}).items() if answer != own}
    if not others:
        return issue
    said = " ".join(_opposite(question, own, answer, numbers) for answer, numbers in others.items())
    return replace(issue, why=f"{issue.why} {said}")


def _opposite(question: str, own: str, other: str, numbers: Sequence[int]) -> str:
    one = len(numbers) == 1
    named = f"issue {numbers[0]} asks" if one else f"issues {', '.join(map(str, numbers))} ask"
    return (
        f"This contradicts {named.replace(' ask', ', which ask', 1)} for the opposite "
        f"({question}: {own} here, {other} there); policies.{question} in the settings says which counts."
    )


def of_fixes(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """The issues; where the fix of one sets what that of another removes, or sets otherwise, both say so."""
    written: dict[str, dict[str, list[int]]] = {}
    for issue in issues:
        for path, value in _writes(issue):
            written.setdefault(path, {}).setdefault(value, []).append(issue.number)
    disputed = {path: values for path, values in written.items() if len(values) > 1}
    return tuple(_disputing(issue, disputed) for issue in issues) if disputed else tuple(issues)


def _writes(issue: Issue) -> Iterator[tuple[str, str]]:
    """Where the fix of an issue writes a single value, or takes one away; what is in lists moves, and is left out."""
    for operation in issue.fix.patch if issue.fix else ():
        path = operation["path"]
        if operation["op"] == "remove":
            value = _REMOVED
        elif operation["op"] in ("add", "replace") and not isinstance(operation["value"], (dict, list)):
            value = json.dumps(operation["value"], default=str)
        else:
            continue
        if not any(step == "-" or step.isdigit() for step in split(path)):
            yield path, value


def _disputing(issue: Issue, disputed: Mapping[str, Mapping[str, list[int]]]) -> Issue:
    places: dict[tuple[int, bool, bool], list[str]] = {}
    for path, own in _writes(issue):
        for value, numbers in disputed.get(path, {}).items():
            if value != own and issue.number not in numbers:
                places.setdefault((numbers[0], own == _REMOVED, value == _REMOVED), []).append(path)
    said = [_dispute(*against, paths) for against, paths in places.items()]
    return replace(issue, why=" ".join([issue.why, *said[:MOST_SAID]])) if said else issue


def _dispute(other: int, removes: bool, removed: bool, paths: Sequence[str]) -> str:
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    does = "removes" if removes else "sets"
    return (
        f"Its fix contradicts that of issue {other}: it {does} {paths[0]}{more}, "
        f"which the other {'removes' if removed else 'sets otherwise'}."
    )


def of_account(issues: Iterable[Issue], spots: Mapping[str, str]) -> list[Issue]:
    """The issues; beside those that take over what the account has no room for, what stands against it.

    ``spots``: what is wrong with the ideal, by pointer.
    """
    return [
        replace(issue, ideal_problem=problem)
        if issue.ideal_problem is None and (problem := _against(issue.gaps, spots)) is not None
        else issue
        for issue in issues
    ]


def _against(gaps: Iterable[Gap], spots: Mapping[str, str]) -> str | None:
    for gap in gaps:
        entry = gap.pair.ideal
        if entry is None or gap.kind not in _COPIED:
            continue
        for pointer, message in spots.items():
            if covers(gap.ideal_pointer, pointer):
                return f"{entry.id}: {message}" if entry.id else message
    return None


def of_request(
    issues: Iterable[Issue], about: Callable[[Issue], bool], facts: Facts, account: int, free: int
) -> list[Issue]:
    """The issues; those about reserved concurrency name what the request demands and the account cannot give.

    ``about``: whether an issue is about it. ``account``: how much the account has, ``free``: how much of it nobody can
    reserve.
    """
    demand = _demand(facts, account - free)
    if demand is None:
        return list(issues)
    number, mention = demand
    line = facts.request.line(mention.sentence)
    has = f"the account has {account}, of which {min(account, free)} cannot be reserved"
    said = f"The request contradicts the account: it demands {number} (line {line}), and {has}."
    return [_told(issue, said) if about(issue) else issue for issue in issues]


def _told(issue: Issue, said: str) -> Issue:
    if issue.ideal_problem is not None:
        return replace(issue, ideal_problem=f"{issue.ideal_problem}. {said}")
    return replace(issue, why=f"{issue.why} {said}")


def _demand(facts: Facts, most: int) -> tuple[int, Mention] | None:
    """The number nearest to the word, of those that are more than can be had."""
    found: list[tuple[int, int, Mention]] = []
    for number, mentions in facts.numbers.items():
        for mention in mentions if number > most else ():
            sentence = mention.sentence
            at = sentence.lowered.find(_SUBJECT)
            distance = abs(sentence.start + at - mention.offset)
            if at >= 0 and distance <= _NEAR and not mention.negative:
                found.append((distance, number, mention))
    if not found:
        return None
    _, number, mention = min(found, key=lambda one: one[:2])
    return number, mention


def though_asked(reason: Reason, issue: Issue) -> Reason:
    """The reason not to report an issue of a comparison, which says so where the request asks for what is hidden."""
    if not issue.evidence:
        return reason
    first = issue.evidence[0]
    return replace(reason, why=f"{reason.why}, though the request asks for it ({first.file}:{first.line})")
