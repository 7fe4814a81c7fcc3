"""Mends one template without an ideal: the fixes of its issues, again and again, until nothing is left to do.

Rounds repeat because one fix may bring another to light. Fixes that undo each other are found out and named, and none
of them is applied; so is a fix that never comes to rest, and one that brings a failure which was not there before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import count
from typing import Any

from fixer.compare.gaps import Gap
from fixer.compare.graph import Graph
from fixer.compare.items import same
from fixer.dialect import Dialect
from fixer.frozen import frozen
from fixer.issues.checking import Found, Proposal
from fixer.issues.issue import SEVERITIES, Fix, Issue, Outcome, Replacement, Safety
from fixer.pointer import covers, resolve, split
from fixer.remedy.harm import blamed, harm
from fixer.remedy.lay import Unfit, changes, lay, written
from fixer.remedy.owners import Owners
from fixer.remedy.patch import Operation, operations
from fixer.remedy.plan import plan
from fixer.remedy.proof import broken_references, objections
from fixer.remedy.selection import Selection, matching

MAX_ROUNDS = 10
# How often fixes that are to blame for something are left out before all that are left are.
MAX_ATTEMPTS = 100
_RANK: dict[Replacement, int] = {"never": 0, "maybe": 1, "always": 2}

Key = tuple[str, str]
"""A rule's id and the pointer of an entry: what is mended, or barred, as one."""
Check = Callable[[Any], Sequence[Found]]


@frozen
class Mended:
    """What mending came to. ``writes``: the places that each part of it wrote, to tell whose fault a refusal is."""

    data: Any
    outcomes: tuple[Outcome, ...]
    rounds: int
    writes: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)


def with_fixes(found: Sequence[Found], template: Any, dialect: Dialect) -> list[Found]:
    """The same issues, each with its fix (if its rule has one) and, in its gaps, what the fix would write."""
    return [replace(one, issue=_fixed(one, template, dialect)) for one in found]


def _fixed(found: Found, template: Any, dialect: Dialect) -> Issue:
    rule = found.rule.fix
    if rule is None and not found.proposals:
        return found.issue
    safety: Safety = rule.safety if rule else "unsafe"
    why = rule.why if rule else "nothing is known of what it risks"
    if safety == "manual" or not found.proposals:
        judged = "a person has to judge this place" + (f": {why}" if why else "")
        return replace(found.issue, fix=Fix("manual", (), why=why if safety == "manual" else judged))
    target, reasons = template, []
    for proposal in _last_first(found.proposals):
        try:
            target = _without_empty(target, lay(target, proposal.patch, dialect.function))
        except Unfit as unfit:
            reasons.append(unfit.reason)
    patch = operations(template, target)
    if not patch:
        why = f"the patch does not fit: {reasons[0]}" if reasons else "the patch changes nothing"
        return replace(found.issue, fix=Fix("manual", (), why=why))
    replacement, risk = _replacement(patch, template, dialect)
    if safety == "safe" and replacement != "never":
        safety, why = "unsafe", risk
    gaps = tuple(_with_value(gap, target) for gap in found.issue.gaps)
    fix = Fix(safety, patch, replacement=replacement, why="" if safety == "safe" else why)
    return replace(found.issue, gaps=gaps, fix=fix)


def _last_first(proposals: Sequence[Proposal]) -> list[Proposal]:
    """From the end to the start, so that an item that is taken out of a list moves none that is still to come."""
    return list(reversed(proposals))


def _with_value(gap: Gap, target: Any) -> Gap:
    """The gap with what the fix puts there."""
    if gap.kind == "extra":
        return gap
    try:
        value = resolve(target, gap.pointer)
    except LookupError:
        return gap
    return gap if same(value, gap.model) else replace(gap, ideal=value)


def _replacement(patch: Sequence[Operation], template: Any, dialect: Dialect) -> tuple[Replacement, str]:
    """Whether a patch makes the platform replace a resource that stands, and which."""
    worst: Replacement = "never"
    name, kind = "", ""
    for operation in patch:
        tokens = split(operation["path"])
        if tokens[0] != "Resources" or len(tokens) < 3:
            continue
        old = template["Resources"].get(tokens[1])
        own = old.get("Type") if isinstance(old, dict) else None
        if not isinstance(own, str) or _spelling(operation, template, dialect):
            continue
        found = max((dialect.replacement(own, one) for one in _set(operation, tokens[2:])), key=_RANK.__getitem__)
        if _RANK[found] > _RANK[worst]:
            worst, name, kind = found, tokens[1], own
    verb = "replaces" if worst == "always" else "may replace"
    data = ", which holds data" if kind and dialect.holds_data(kind) else ""
    return worst, f"on a running stack {dialect.platform} {verb} {name}{data}"


def _spelling(operation: Operation, template: Any, dialect: Dialect) -> bool:
    """Whether an operation writes what is there already, in other words."""
    if operation["op"] != "replace":
        return False
    try:
        old = resolve(template, operation["path"])
    except LookupError:  # an operation before it made or moved the place
        return False
    return same(dialect.canonical(old), dialect.canonical(operation["value"]))


def _set(operation: Operation, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What an operation sets below an entry: each property, where it brings them all."""
    value = operation.get("value")
    return [(*path, key) for key in value] if path == ("Properties",) and isinstance(value, dict) and value else [path]


def settle(
    template: Any,
    first: Sequence[Found],
    check: Check,
    selection: Selection,
    dialect: Dialect,
    write: Callable[[Any], tuple[str, Sequence[tuple[str, str]]]],
) -> tuple[Mended, str]:
    """As ``mend``, with the text that ``write`` makes of the data.

    ``write`` also says what stands against a text, as (pointer, reason); the fixes that are to blame are left out.
    """
    barred: dict[Key, str] = {}
    for attempt in count(1):
        done = mend(template, first, check, selection, dialect, barred)
        text, against = write(done.data)
        if not against or not done.writes:
            break
        for pointer, reason in against:
            barred |= _blamed(done, pointer if attempt < MAX_ATTEMPTS else "", reason)
    return done, text


def mend(
    template: Any,
    first: Sequence[Found],
    check: Check,
    selection: Selection,
    dialect: Dialect,
    refused: Mapping[Key, str] | None = None,
) -> Mended:
    """Apply the chosen fixes until nothing changes. ``first``: what ``check`` finds in ``template``, with fixes.

    ``refused`` are parts that cannot be written, with the reason. An unknown selector is a ``FixerError``.
    """
    barred = dict(refused or {})
    for attempt in count(1):
        run = _Run(template, first, check, selection, dialect, barred)
        data = run.to_the_end()
        against = run.circle or _objected(run, data, template, dialect) or run.harmful(data)
        if not against:
            break
        if attempt >= MAX_ATTEMPTS:
            against = dict.fromkeys(run.writes, next(iter(against.values())))
        barred |= against
    return Mended(data, run.outcomes(), run.rounds, run.writes)


def _objected(run: _Run, data: Any, template: Any, dialect: Dialect) -> dict[Key, str]:
    """The parts that left a reference dangling or closed a circle, with the reason."""
    if data is template:
        return {}
    blamed: dict[Key, str] = {}
    there = Graph(dialect, template).declared
    for edge in broken_references(dialect, data, template):
        reason = f"{edge.pointer} would refer to {edge.name}, which would not be there"
        # What took the entry out did not know of the reference; where nothing did, the reference is wrong.
        gone = there.get((edge.namespace, edge.name))
        taking = {key: f"{edge.pointer} refers to it then" for key in run.writes if gone is not None and key[1] == gone}
        blamed |= taking or {
            key: reason for key, places in run.writes.items() if any(covers(one, edge.pointer) for one in places)
        }
    if blamed:
        return blamed
    issues = {one.issue.id: one for one in run.applied}
    found = objections(dialect, data, (template,), [one.issue for one in run.applied])
    return {
        (issues[name].rule.id, proposal.entry.pointer): reason
        for name, reason in found.items()
        for proposal in issues[name].proposals
        if (issues[name].rule.id, proposal.entry.pointer) in run.writes
    }


def _blamed(mended: Mended, pointer: str, reason: str) -> dict[Key, str]:
    """The parts that wrote at or around ``pointer``; all of them where it cannot be told."""
    touching = {
        key: reason
        for key, places in mended.writes.items()
        if pointer and any(covers(place, pointer) or covers(pointer, place) for place in places)
    }
    return touching or dict.fromkeys(mended.writes, reason)


class _Run:
    """One attempt, from the template to where nothing changes any more."""

    def __init__(
        self,
        template: Any,
        first: Sequence[Found],
        check: Check,
        selection: Selection,
        dialect: Dialect,
        barred: Mapping[Key, str],
    ) -> None:
        self._template, self._first, self._check, self._dialect = template, first, check, dialect
        self._selection, self._barred = selection, barred
        issues = [one.issue for one in first]
        self._plan = plan(issues, selection)
        self._chosen = {issue.id for issue in self._plan.chosen}
        excluded = matching(issues, selection.exclude)
        self._excluded = {key for one in first if one.issue.id in excluded for key in _keys(one)}
        kept = {one.rule.id for one in first if one.issue.id not in excluded}
        self._excluded_rules = {one.rule.id for one in first if one.issue.id in excluded} - kept
        self._named = {key for one in first if one.issue.id in self._chosen for key in _keys(one)}
        self._shown = {key for one in first if one.hidden and one.issue.id in self._chosen for key in _keys(one)}
        self.rounds = 0
        self.circle: dict[Key, str] = {}
        self.writes: dict[Key, tuple[str, ...]] = {}
        self.applied: list[Found] = []
        self._skipped: dict[Key, str] = {}
        self._left: Sequence[Found] = ()
        self._result = template

    def to_the_end(self) -> Any:
        """The data when no chosen fix changes anything; ``circle`` is filled where that never comes."""
        self._result = self._rounds()
        return self._result

    def _rounds(self) -> Any:
        data, found = self._template, [one for one in self._first if one.issue.id in self._chosen]
        seen = {_frozen(data): 0}
        history: list[set[Key]] = []
        while len(history) < MAX_ROUNDS:
            after, keys = self._round(data, found)
            if not keys:
                return data
            history.append(keys)
            state = _frozen(after)
            if state in seen:
                self.circle = _undoing(set().union(*history[seen[state] :]))
                return data
            seen[state] = len(history)
            self.rounds, data = len(history), after
            self._left = self._check(data)
            found = [one for one in self._left if self._wanted(one)]
        if self._round(data, found)[1]:
            self.circle = _restless(history[-1])
        return data

    def harmful(self, data: Any) -> dict[Key, str]:
        """The parts that brought a failure which was not there before, with the reason."""
        brought = harm(self._first, self._left)
        return blamed(brought, self.writes, data, self._dialect, self._brought_without) if brought else {}

    def _brought_without(self, keys: Iterable[Key]) -> Mapping[Key, str]:
        barred = {**self._barred, **dict.fromkeys(keys, "")}
        run = _Run(self._template, self._first, self._check, self._selection, self._dialect, barred)
        run.to_the_end()
        return harm(self._first, run._left)

    def _wanted(self, found: Found) -> bool:
        """Whether a fix that a later round brings to light is covered by what the user chose at first."""
        fix, keys = found.issue.fix, _keys(found)
        if self._selection.none or fix is None or fix.safety == "manual":
            return False
        if found.hidden and not keys & self._shown:
            return False
        if keys & self._excluded or found.rule.id in self._excluded_rules:
            return False
        if self._selection.only:
            return bool(keys & self._named)
        return fix.safety == "safe" or self._selection.unsafe

    def _round(self, data: Any, found: Sequence[Found]) -> tuple[Any, set[Key]]:
        """All fixes laid over the data, the worst issue's first; of two at one place the second has to wait."""
        owners = Owners()
        keys: set[Key] = set()
        for one in sorted(found, key=lambda one: (SEVERITIES.index(one.issue.severity), one.rule.id)):
            before = set(keys)
            for proposal in _last_first(one.proposals):
                key = (one.rule.id, proposal.entry.pointer)
                if key in self._barred:
                    continue
                places = written(data, proposal.patch)
                other = owners.other(places, one.rule.id)
                if other is not None:
                    self._skipped[key] = f"{other} changes the same place"
                    continue
                try:
                    after = lay(data, proposal.patch, self._dialect.function)
                except Unfit as unfit:
                    self._skipped[key] = f"the patch does not fit: {unfit.reason}"
                    continue
                if changes(data, after, places):
                    data = _without_empty(data, after)
                    owners.note(places, one.rule.id)
                    keys.add(key)
                    self.writes[key] = self.writes.get(key, ()) + places
            if keys != before:
                self.applied.append(one)
        return data, keys

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of every issue of the template, and of those that came to light on the way."""
        left = {key for one in self._left if not one.hidden or _keys(one) & self._shown for key in _keys(one)}
        planned = zip(self._first, self._plan.outcomes, strict=True)
        told = [self._outcome(one, outcome, left) for one, outcome in planned]
        known = {key for one in self._first for key in _keys(one)}
        number = len(told)
        for one in self.applied:
            if not _keys(one) & known:
                known |= _keys(one)
                number += 1
                told.append(Outcome(number, one.issue.id, one.issue.title, "applied", "another fix made it necessary"))
        return tuple(told)

    def _outcome(self, found: Found, planned: Outcome, left: set[Key]) -> Outcome:
        if planned.status != "applied":
            return planned
        open_keys = [key for key in sorted(_keys(found)) if key not in self.writes or key in left]
        reasons = [self._reason(key) for key in open_keys if key in self._barred or self._there(key[1])]
        if open_keys and not reasons and len(open_keys) == len(_keys(found)):
            return replace(planned, reason="another fix took out what it was about")
        if not reasons:
            return replace(planned, reason=self._by_hand(found) or planned.reason)
        done = sum(key in self.writes and key not in left for key in _keys(found))
        part = f"{done} of {len(_keys(found))} places were mended; for the others, " if done else ""
        return replace(planned, status="skipped", reason=part + reasons[0])

    def _there(self, pointer: str) -> bool:
        try:
            resolve(self._result, pointer)
        except LookupError:
            return False
        return True

    def _by_hand(self, found: Found) -> str:
        """What is said of an issue with places that its fix does not reach."""
        places = dict.fromkeys(gap.pair.model.pointer for gap in found.issue.gaps if gap.pair.model)
        left = {
            gap.pair.model.pointer
            for one in self._left
            if one.rule.id == found.rule.id
            for gap in one.issue.gaps
            if gap.pair.model and (one.rule.id, gap.pair.model.pointer) not in self.writes
        }
        still = sum(one in left for one in places)
        if not still:
            return ""
        return f"{len(places) - still} of {len(places)} places; a person has to judge the rest"

    def _reason(self, key: Key) -> str:
        if key in self._barred:
            return self._barred[key]
        if key in self.writes:
            return "the rule still finds fault with what its own fix writes"
        return self._skipped.get(key, "the patch does not fit here")


def _keys(found: Found) -> set[Key]:
    return {(found.rule.id, proposal.entry.pointer) for proposal in found.proposals}


def _without_empty(before: Any, after: Any) -> Any:
    """A section that lost its last entry goes with it."""
    emptied = {name for name, body in after.items() if body == {} and before.get(name)} - {"Resources"}
    return {name: body for name, body in after.items() if name not in emptied} if emptied else after


def _undoing(keys: set[Key]) -> dict[Key, str]:
    rules = sorted({rule for rule, _ in keys})
    reason = (
        f"the fixes of {' and '.join(rules)} undo each other" if rules[1:] else f"the fix of {rules[0]} undoes itself"
    )
    return dict.fromkeys(keys, reason)


def _restless(keys: set[Key]) -> dict[Key, str]:
    rules = " and ".join(sorted({rule for rule, _ in keys}))
    return dict.fromkeys(keys, f"{rules} still found something to change after {MAX_ROUNDS} rounds")


def _frozen(data: Any) -> str:
    return json.dumps(data, default=str)
