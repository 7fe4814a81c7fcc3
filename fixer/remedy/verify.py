"""A second opinion on what fixes lead to: errors that were not there before are found, blamed and rolled back.

The opinion comes from a ``Verifier``, such as cfn-lint; nothing here knows which. Findings are told apart by rule and
place alone, since a linter may word one finding in several ways.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from fixer.compare.compare import Comparison
from fixer.compare.gaps import Gap
from fixer.dialect import Dialect
from fixer.issues.issue import Issue
from fixer.pointer import join, resolve, split
from fixer.remedy.plan import Plan, without

# How often one apply asks the verifier about a choice of fixes: what is left in doubt then is left out.
MAX_RUNS = 24


@dataclass(frozen=True, order=True)
class Finding:
    """An error of a template: ``rule`` names it, ``path`` is the JSON Pointer of its place, ``says`` is for people."""

    rule: str
    path: str
    says: str = field(default="", compare=False)


@dataclass(frozen=True)
class Findings:
    """All errors of one template. ``unheard`` are the rules that came to no result, of which nothing is known."""

    errors: frozenset[Finding]
    unheard: frozenset[str] = frozenset()


class Verifier(Protocol):
    """Looks for errors in a template, given its text and what was read from it; raises ``FixerError`` if it cannot.

    ``tool`` names the program, ``version`` it and the data that it goes by.
    """

    @property
    def tool(self) -> str: ...
    @property
    def version(self) -> str: ...
    def __call__(self, text: str, data: Mapping[str, Any]) -> Findings: ...


@dataclass(frozen=True)
class State:
    """A template at one moment: as it was, or as a choice of fixes leaves it. ``renames``: new keys by old pointer."""

    text: str
    data: Mapping[str, Any]
    renames: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Attempt:
    """What a plan leads to; ``plan`` lacks what could not be done."""

    plan: Plan
    state: State


@dataclass(frozen=True)
class Verification:
    """What the verifier saw: errors before and after, the issues rolled back (ids), how often it was asked.

    ``unheard`` are rules that failed on one of the two, so that nothing is known of what they check.
    """

    tool: str
    version: str
    before: int
    after: int
    rolled_back: tuple[str, ...]
    runs: int
    unheard: tuple[str, ...] = ()

    def __str__(self) -> str:
        errors = f"{self.before} error{'' if self.before == 1 else 's'} before, {self.after} after, none of them new"
        count = len(self.rolled_back)
        undone = f"; {count} fix{'' if count == 1 else 'es'} would have brought one" if count else ""
        unheard = f"; its {', '.join(self.unheard)} failed and say nothing" if self.unheard else ""
        return f"{self.tool} {self.version}: {errors}{undone}{unheard}"


def verified(
    base: Plan, attempt: Callable[[Plan], Attempt], verify: Verifier, dialect: Dialect, sides: tuple[State, State],
    comparison: Comparison,
) -> tuple[Attempt, Verification]:  # fmt: skip
    """As much of ``base`` as brings no new error, and what was seen. ``sides``: the model and the ideal.

    Fixes near a new error are taken out first, all of them if none is near; then those that prove harmless come back.
    The order of the issues decides nothing, and the number of runs is bounded by ``MAX_RUNS``.
    """
    return _Trial(base, attempt, verify, dialect, sides, comparison).settle()


def new_errors(before: Findings, after: Findings, old: State, new: State) -> list[Finding]:
    """The errors of ``new`` that ``old`` does not have, sorted.

    An error moves along with a renamed entry, and with an item whose index changed if the item's value did not.
    """
    renamed = {Finding(one.rule, _renamed(one.path, new.renames)): one for one in before.errors}
    gone = Counter(
        (now.rule, _shape(now.path), _value(old.data, one.path))
        for now, one in renamed.items()
        if now not in after.errors
    )
    fresh = []
    for one in sorted(after.errors - renamed.keys()):
        moved = (one.rule, _shape(one.path), _value(new.data, one.path))
        if gone[moved]:
            gone[moved] -= 1
        elif one.rule not in before.unheard:
            fresh.append(one)
    return fresh


class _Trial:
    """Finds the largest part of a plan that brings no new error, with few runs."""

    def __init__(
        self, base: Plan, attempt: Callable[[Plan], Attempt], verify: Verifier, dialect: Dialect,
        sides: tuple[State, State], comparison: Comparison,
    ) -> None:  # fmt: skip
        self.base = base
        self.attempt = attempt
        self.verify = verify
        self.dialect = dialect
        self.model, self.ideal = sides
        pairs = comparison.pairs
        self.pointers = {pair.model.pointer: pair.ideal.pointer for pair in pairs if pair.model and pair.ideal}
        self.refused: dict[str, str] = {}
        self.runs = 0
        self._of_ideal: set[tuple[str, tuple[str, ...]]] | None = None

    def settle(self) -> tuple[Attempt, Verification]:
        self.before = self.after = self._findings(self.model)
        tried, found = self._try(self.refused)
        while found:
            near = {} if self.runs > MAX_RUNS // 3 else self._blame(found, tried)
            reason = self._reason(found[0])
            self.refused |= near or {issue.id: reason for issue in tried.plan.chosen}
            tried, found = self._try(self.refused)
        self._restore()
        # The same choice as in the last good run, with the reasons that were found out since.
        final = self.attempt(without(self.base, self.refused))
        rolled_back = tuple(one.id for one in final.plan.outcomes if one.id in self.refused)
        counts = len(self.before.errors), len(self.after.errors)
        unheard = tuple(sorted(self.before.unheard | self.after.unheard))
        return final, Verification(self.verify.tool, self.verify.version, *counts, rolled_back, self.runs, unheard)

    def _restore(self) -> None:
        """Take back what was refused only for its company; what it needs is tried before it."""
        suspects = sorted((i for i in self.base.chosen if i.id in self.refused), key=lambda i: len(self._needs(i)))
        todo = list(_halves(suspects)) if len(suspects) > 1 else []
        while todo and self.runs < MAX_RUNS:
            group = todo.pop(0)
            ids = {issue.id for issue in group}
            rest = {key: reason for key, reason in self.refused.items() if key not in ids}
            before = self.after
            _, found = self._try(rest)
            if not found:
                self.refused = rest
                continue
            self.after = before
            if len(group) == 1:
                self.refused[group[0].id] = self._reason(found[0])
            else:
                todo[:0] = _halves(group)
        for issue in (issue for group in todo for issue in group):
            self.refused[issue.id] += f"; it was not found within {MAX_RUNS} runs whether another fix brings it"

    def _needs(self, issue: Issue) -> set[str]:
        """The issue and all that it requires."""
        by_id = {one.id: one for one in self.base.chosen}
        found, todo = {issue.id}, [issue]
        while todo:
            fix = todo.pop().fix
            new = [one for one in (fix.requires if fix else ()) if one in by_id and one not in found]
            found.update(new)
            todo += [by_id[one] for one in new]
        return found

    def _try(self, refused: dict[str, str]) -> tuple[Attempt, list[Finding]]:
        tried = self.attempt(without(self.base, refused))
        if not tried.plan.chosen:
            self.after = self.before
            return tried, []
        self.after = self._findings(tried.state)
        return tried, new_errors(self.before, self.after, self.model, tried.state)

    def _findings(self, state: State) -> Findings:
        self.runs += 1
        return self.verify(state.text, state.data)

    def _blame(self, found: Sequence[Finding], tried: Attempt) -> dict[str, str]:
        """The issues near each error, by id, with the error; an error that has none near blames nobody."""
        blamed: dict[str, str] = {}
        for finding in found:
            suspects = next(filter(None, self._suspects(finding, tried)), [])
            for issue in suspects:
                blamed.setdefault(issue.id, self._reason(finding))
        return blamed

    def _suspects(self, finding: Finding, tried: Attempt) -> Iterator[list[Issue]]:
        """Groups of issues, the nearest first."""
        place = _shape(finding.path)
        entry = _lookup(tried.state.data, split(finding.path)[:2])
        mentioned = {reference.target for reference in self.dialect.references(entry)}
        tests: tuple[Callable[[tuple[str, ...]], bool], ...] = (
            lambda at: _covers(at, place),
            lambda at: _covers(place, at),
            lambda at: at[:2] == place[:2],
            lambda at: at[1:2] != () and at[1] in mentioned,
        )
        for near in tests:
            yield [one for one in tried.plan.chosen if any(near(at) for gap in one.gaps for at in _places(gap))]

    def _reason(self, finding: Finding) -> str:
        place = f" at {finding.path}" if finding.path else ""
        says = f": {finding.says}" if finding.says else ""
        reason = f"it brings an error that was not there, {self.verify.tool} {finding.rule}{place}{says}"
        return f"{reason}; the ideal has it too" if self._in_ideal(finding) else reason

    def _in_ideal(self, finding: Finding) -> bool:
        if self._of_ideal is None:
            errors = self._findings(self.ideal).errors
            self._of_ideal = {(one.rule, _shape(one.path)) for one in errors}
        tokens = split(finding.path)
        own = self.pointers.get(join(tokens[:2]))
        paths = {finding.path} | ({own + join(tokens[2:])} if own else set())
        return any((finding.rule, _shape(path)) in self._of_ideal for path in paths)


def _halves(group: Sequence[Issue]) -> tuple[Sequence[Issue], Sequence[Issue]]:
    middle = len(group) // 2
    return group[:middle], group[middle:]


def _renamed(path: str, renames: Mapping[str, str]) -> str:
    tokens = split(path)
    name = renames.get(join(tokens[:2]))
    return path if name is None else join((tokens[0], name, *tokens[2:]))


def _shape(path: str) -> tuple[str, ...]:
    """The tokens of a path; an index says nothing, since items before it may come and go."""
    return tuple("*" if token.isdigit() else token for token in split(path))


def _places(gap: Gap) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where the gap is in either side's terms: the result may have the one's names or the other's."""
    return _shape(gap.pointer), _shape(gap.ideal_pointer)


def _covers(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return inner[: len(outer)] == outer


def _lookup(data: Any, place: str | tuple[str, ...]) -> Any:
    try:
        return resolve(data, place)
    except LookupError:
        return None


def _value(data: Any, path: str) -> str:
    return json.dumps(_lookup(data, path), sort_keys=True, default=str)
