"""Which rule a gap belongs to: the longest claim that holds, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fixer.catalogue.catalogue import Catalogue, Claimant
from fixer.catalogue.condition import Condition
from fixer.catalogue.evaluate import UNKNOWN
from fixer.catalogue.rule import CLOUDFORMATION, Match, Rule
from fixer.compare.gaps import Entry, Gap, Pair
from fixer.dialect import Counterpart, Dialect
from fixer.frozen import frozen
from fixer.issues.nearness import Nearness
from fixer.issues.spots import members
from fixer.issues.words import claimants
from fixer.pointer import covers, resolve, split

DEFAULT_STATED = "default-stated"


@frozen
class Claimed:
    """A gap and the rule that it is an instance of; ``rule`` is ``None`` where no rule claims it."""

    gap: Gap
    rule: Rule | None
    match: Match | None

    @property
    def companion(self) -> bool:
        """Whether the gap belongs to its rule only beside a core."""
        return self.match is not None and self.match.role == "companion"

    @property
    def seen(self) -> bool:
        """Whether the failure was seen in the model, by a condition or a schema, and not told by the place alone."""
        told = self.match is not None and self.match.when is None
        return self.rule is not None and self.gap.pair.model is not None and not told


class Judge:
    """Evaluates the conditions of rules on both sides of a pair, each once."""

    def __init__(self, dialect: Dialect, model: Any, ideal: Any) -> None:
        self.dialect = dialect
        self.sides = (model, ideal)
        self._contexts = (dialect.context(model), dialect.context(ideal))
        self._known: dict[tuple[int, str, int], bool | None] = {}
        self._values: dict[tuple[int, str], Any] = {}
        self._chosen: dict[tuple[int, str], tuple[tuple[str, ...], ...]] = {}
        self._bodies: dict[tuple[str, int, str | None], Any] = {}

    def holds(self, match: Match, pair: Pair, other: Counterpart | None = None) -> bool:
        """Whether ``when`` is true on the model and not on the ideal; of a lone entry: true on it.

        ``other``: what the entries are in the rule's words, where these are not their own.
        """
        if match.when is None:
            return True
        if pair.model is None:
            return self._test(match, pair, 1, other) is True
        broken = self._test(match, pair, 0, other) is True
        return broken and (pair.ideal is None or self._test(match, pair, 1, other) is not True)

    def ideal_breaks(self, match: Match, pair: Pair, other: Counterpart | None = None) -> bool:
        """Whether ``when`` is surely true on the ideal's entry."""
        return match.when is not None and pair.ideal is not None and self._test(match, pair, 1, other) is True

    def breaks(self, match: Match, pair: Pair, other: Counterpart | None = None) -> bool:
        """Whether ``when`` may be true on the model's entry."""
        return self._test(match, pair, 0, other) is not False

    def only_ideal_breaks(self, match: Match, pair: Pair, other: Counterpart | None = None) -> bool:
        """Whether ``when`` is surely true on the ideal's entry, and surely not on the model's."""
        return (
            self.ideal_breaks(match, pair, other)
            and pair.model is not None
            and self._test(match, pair, 0, other) is False
        )

    def elsewhere(self, match: Match, gap: Gap) -> bool:
        """Whether ``when`` is true of other members of a list of the model's than the one that the gap is in."""
        entry = gap.pair.model
        if entry is None or not covers(entry.pointer, gap.pointer):
            return False
        key = (id(match), entry.pointer)
        if key not in self._chosen:
            value = self._values.get(key)
            places = members(resolve(self.sides[0], entry.pointer), value) if value else ()
            self._chosen[key] = tuple(place for place in places if place[-1].isdecimal())
        route = split(gap.pointer[len(entry.pointer) :])
        # The index of a member that is missing is only where it would be inserted.
        deep = len(route) - (gap.kind == "missing")
        beside = [place for place in self._chosen[key] if len(place) <= deep and _within(route, place[:-1])]
        return bool(beside) and not any(_within(route, place) for place in beside)

    def _test(self, match: Match, pair: Pair, side: int, other: Counterpart | None) -> bool | None:
        entry = pair.ideal if side else pair.model
        assert entry is not None and match.when is not None
        key = (id(match), entry.pointer, side)
        if key not in self._known:
            body = self._body(entry, side, other)
            known = body is not UNKNOWN
            name = entry.id if other is None else None
            condition = Condition(match.when, match.ast)
            self._known[key], value = condition.find(body, self._contexts[side], name) if known else (None, None)
            if side == 0 and other is None and isinstance(value, list):
                self._values[key[:2]] = value
        return self._known[key]

    def _body(self, entry: Entry, side: int, other: Counterpart | None) -> Any:
        if other is None:
            return resolve(self.sides[side], entry.pointer)
        key = (entry.pointer, side, other.type)
        if key not in self._bodies:
            body = resolve(self.sides[side], entry.pointer)
            projection = self.dialect.projected(entry, body, other) if self.dialect.projected else None
            self._bodies[key] = projection.body if projection else UNKNOWN
        return self._bodies[key]


def _within(route: Sequence[str], place: Sequence[str]) -> bool:
    return tuple(route[: len(place)]) == tuple(place)


def claim(gaps: Sequence[Gap], catalogue: Catalogue, judge: Judge, near: Nearness) -> list[Claimed]:
    """Give every gap to its rule, in the order of the gaps.

    A companion that no core of its rule is near to goes to the next rule that claims it.
    """
    refusals = _of_platform(gaps, catalogue, judge.dialect)
    options = [_options(gap, catalogue, judge, refused) for gap, refused in zip(gaps, refusals, strict=True)]
    claimed = [_first(gap, choice) for gap, choice in zip(gaps, options, strict=True)]
    while lonely := lonely_companions(claimed, near):
        for number in lonely:
            options[number] = options[number][1:]
            claimed[number] = _first(gaps[number], options[number])
    return claimed


def _first(gap: Gap, options: Sequence[tuple[Rule, Match | None]]) -> Claimed:
    return Claimed(gap, *(options[0] if options else (None, None)))


def _of_platform(gaps: Sequence[Gap], catalogue: Catalogue, dialect: Dialect) -> list[Rule | None]:
    """The rule by which the platform refuses the model at each gap, or takes both sides for the same.

    What a wrong name probably meant goes with the wrong name, and so does what is required and stands elsewhere.
    """
    found = [(gap, refused) for gap in gaps if (refused := dialect.refusal(gap))]
    misnamed = {gap.pair: refused.rule for gap, refused in found if gap.kind == "extra" and refused.instead is not None}
    rules = {id(gap): refused.rule for gap, refused in found}
    rules |= {id(gap): misnamed[gap.pair] for gap, _ in found if gap.kind == "missing" and gap.pair in misnamed}
    meant = {(gap.pair, refused.instead): refused.rule for gap, refused in found if refused.instead}
    said = (DEFAULT_STATED if dialect.unstated(gap) else None for gap in gaps)
    named = (
        rules.get(id(gap)) or meant.get((gap.pair, gap.path)) or rule for gap, rule in zip(gaps, said, strict=True)
    )
    return [catalogue.get(name) if name else None for name in named]


def _options(gap: Gap, catalogue: Catalogue, judge: Judge, refused: Rule | None) -> list[tuple[Rule, Match | None]]:
    """The rules that claim a gap, the strongest first; after a core none is needed.

    What the platform refuses goes before claims to the place alone; a rule with a condition that holds knows more.
    """
    entry = gap.pair.ideal or gap.pair.model
    assert entry is not None
    if gap.cosmetic:
        # Every rule speaks of what something does; this does the same.
        return []
    options: list[tuple[Rule, Match | None]] = []
    for claimant, other in claimants(catalogue, judge.dialect, entry, gap):
        if judge.holds(claimant.match, gap.pair, other):
            if refused and not options and claimant.match.when is None:
                break
            if _untrue(claimant, gap, catalogue, judge, other) or (
                other is None and judge.elsewhere(claimant.match, gap)
            ):
                continue
            options.append((claimant.rule, claimant.match))
            if claimant.match.role == "core":
                break
    return options or ([(refused, None)] if refused else [])


def _untrue(claimant: Claimant, gap: Gap, catalogue: Catalogue, judge: Judge, other: Counterpart | None) -> bool:
    """Whether the rule's own conditions deny what it would say of the model by the place of the gap alone."""
    entry = gap.pair.model
    if claimant.match.when is not None or entry is None or gap.pair.ideal is None or not gap.path:
        return False
    kind, section = (other.type, other.section) if other else (entry.type, entry.section)
    dialect = CLOUDFORMATION if other else judge.dialect.name
    own = catalogue.conditional(claimant.rule.id, kind, section, dialect)
    return bool(own) and not any(judge.breaks(match, gap.pair, other) for match in own)


def lonely_companions(claimed: Sequence[Claimed], near: Nearness) -> list[int]:
    """The companions whose rule has no core that they are connected with."""
    lonely: list[int] = []
    rules = {item.rule.id: list[int]() for item in claimed if item.rule is not None and item.companion}
    for n, item in enumerate(claimed):
        if item.rule is not None and item.rule.id in rules:
            rules[item.rule.id].append(n)
    for found in rules.values():
        for component in near.components([claimed[n].gap for n in found]):
            if all(claimed[found[n]].companion for n in component):
                lonely += [found[n] for n in component]
    return lonely
