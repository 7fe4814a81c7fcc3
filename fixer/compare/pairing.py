"""Which entry of the model answers to which entry of the ideal.

Equal ids answer to each other. What is left pairs by votes: the values they hold, who points at them and whom they
point at, the words of their ids and of their names. What is sure is settled first and is evidence for the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any, Literal

from fixer.compare.assign import assign
from fixer.compare.candidates import FEW, candidates
from fixer.compare.gaps import Entry, Pair
from fixer.compare.graph import Graph
from fixer.compare.items import freeze, packed
from fixer.compare.profiles import Profile, Side, Weights
from fixer.compare.votes import UNKNOWN, Ballot, Votes, part_played, surely
from fixer.compare.words import contradict, words
from fixer.dialect import Dialect
from fixer.pointer import join, resolve

APART = "\0"
# The surest are settled first: each of them is evidence for its neighbours, which then need not be guessed.
LEVELS = (0.9, 0.8, 0.7, 0.6, 0.5)
ENOUGH = 0.5
REPLACED = 0.5
# How far a pair must be ahead of its rivals; without that, two that are alike would be settled by chance.
MARGIN = 0.1
# Of equals, those pair that come alike in the order of their ids: the first with the first.
TIE = 1e-6
# Pairs of entries that say the same, of which all are looked at; of more, each with those that are near it in order.
MANY = 10_000
NEAR = 5
RESOURCES = "Resources"
# What has a name and a value, and is known by these and by who uses it.
VALUES = ("Parameters", "Variables")
ELECTED = (RESOURCES, "Stacks", *VALUES)

Kind = tuple[str, str | None]
Scored = tuple[Profile, Profile, float]


def pair_entries(
    dialect: Dialect, model: Mapping[str, Any], ideal: Mapping[str, Any], graphs: tuple[Graph, Graph]
) -> tuple[Pair, ...]:
    """Pair all entries, in the model's order, then those that only the ideal has, in its order."""
    left = {(entry.section, entry.id): entry for entry in graphs[0].entries}
    right = {(entry.section, entry.id): entry for entry in graphs[1].entries}
    pairs = {key: _same_id(entry, right[key]) for key, entry in left.items() if key in right}
    free = ([entry for key, entry in left.items() if key not in right],
            [entry for key, entry in right.items() if key not in left])  # fmt: skip
    if {entry.section for entry in free[0]} & {entry.section for entry in free[1]}:
        sides = (Side(dialect, model, graphs[0]), Side(dialect, ideal, graphs[1]))
        for pair in Election(dialect, sides, pairs.values(), free).elect():
            assert pair.model is not None
            pairs[pair.model.section, pair.model.id] = pair
    answered = {pair.ideal.pointer for pair in pairs.values() if pair.ideal}
    ordered = [pairs.get(key) or Pair(entry, None, "removed") for key, entry in left.items()]
    ordered += [Pair(None, entry, "added") for entry in right.values() if entry.pointer not in answered]
    return tuple(ordered)


def _same_id(model: Entry, ideal: Entry) -> Pair:
    changed = model.type is not None and ideal.type is not None and model.type != ideal.type
    return Pair(model, ideal, "replaced" if changed else "same")


def new_names(dialect: Dialect, pairs: Iterable[Pair]) -> dict[tuple[str, str], str]:
    """The model's id for every entry that the ideal calls otherwise, by ``(namespace, ideal id)``.

    Where the ideal gives an id of the model to something new, the new thing's id is marked with ``APART``.
    """
    names: dict[tuple[str, str], str] = {}
    taken: set[tuple[str, str]] = set()
    lone: set[tuple[str, str]] = set()
    for pair in pairs:
        entry = pair.ideal or pair.model
        space = dialect.namespace(entry.section) if entry else None
        if space is None or pair.ideal is None:
            continue
        if pair.model is None:
            lone.add((space, pair.ideal.id))
        elif pair.model.id != pair.ideal.id:
            names[space, pair.ideal.id] = pair.model.id
            taken.add((space, pair.model.id))
    # An id that the ideal gives to something new, while the model has it for something else: kept apart.
    return names | {key: APART + key[1] for key in lone & taken}


class Election:
    """The election over the entries that no equal id has paired; ``left`` and ``right`` are those still free."""

    def __init__(
        self, dialect: Dialect, sides: tuple[Side, Side], settled: Iterable[Pair], free: tuple[list[Entry], list[Entry]]
    ) -> None:
        self.dialect = dialect
        self.sides = sides
        self.free = tuple({entry.pointer: entry for entry in sorted(side, key=_order)} for side in free)
        self.elected: list[Pair] = []
        # The other ends of edges as both sides can compare them: the model's pointer, once settled; else the kind.
        self.ends = tuple(
            {entry.pointer: f"{UNKNOWN}{entry.section}/{entry.type}" for entry in side.graph.entries} for side in sides
        )
        for pair in settled:
            self._link(pair)
        self.ballots: dict[tuple[Kind, Kind], Ballot] = {}
        self.profiles: tuple[dict[str, Profile], dict[str, Profile]] = ({}, {})
        self.ids: dict[str, Weights] = {}
        # Answers that hold until another pair is settled, each with the number of pairs that were when it was given.
        self.scores: dict[Kind, tuple[int, list[Scored]]] = {}
        self.unpaired: dict[str, tuple[int, list[tuple[Kind, list[Entry], list[Entry]]]]] = {}
        self.equalled: dict[str, int] = {}

    def elect(self) -> list[Pair]:
        """Resources first, then what they use; each round knows the pairs of those before it."""
        for level in LEVELS:
            self._settle_all(level)
        while self._break_tie():
            self._settle_all(ENOUGH)
        self._called_already()
        self._replaced()
        self._alone("Stacks")
        self._mappings()
        self._equals("Outputs")
        self._borrowers()
        return self.elected

    def _settle_all(self, least: float) -> None:
        """Settle what reaches a level and is ahead of its rivals, until nothing more does."""
        before = -1
        while before < len(self.elected):
            before = len(self.elected)
            for section in ELECTED:
                for kind, one, other in self.kinds(section):
                    for mine, yours, score in _best(self._scored(kind, one, other), least, MARGIN):
                        self._settle(mine.entry, yours.entry, "renamed", score)
            self._equals("Variables")
            self._equals("Code")
            self._equals("Conditions")
            self._equals("Mappings")

    def _break_tie(self) -> bool:
        """Settle the surest kind of what has rivals as good; what that tells of the others is then asked first."""
        ties = [
            _best(self._scored(kind, one, other), ENOUGH, 0.0)
            for section in ELECTED
            for kind, one, other in self.kinds(section)
        ]
        best = max(ties, key=lambda rows: max((row[2] for row in rows), default=0.0), default=[])
        for mine, yours, score in best:
            self._settle(mine.entry, yours.entry, "renamed", score)
        return bool(best)

    def _link(self, pair: Pair) -> None:
        if pair.model and pair.ideal:
            settled = pair.model.pointer.removeprefix("/")
            self.ends[0][pair.model.pointer] = self.ends[1][pair.ideal.pointer] = settled

    def _settle(self, model: Entry, ideal: Entry, how: Literal["renamed", "replaced"], score: float) -> None:
        pair = Pair(model, ideal, how, round(min(1.0, score), 3))
        del self.free[0][model.pointer], self.free[1][ideal.pointer]
        self._link(pair)
        self.elected.append(pair)

    def kinds(self, section: str) -> list[tuple[Kind, list[Entry], list[Entry]]]:
        """The free entries of a section by kind, where both sides have some."""
        when, known = self.unpaired.get(section, (-1, []))
        if when == len(self.elected):
            return known
        found: dict[Kind, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
        for number, side in enumerate(self.free):
            for entry in side.values():
                if entry.section == section:
                    found[section, entry.type][number].append(entry)
        both = [(kind, one, other) for kind, (one, other) in found.items() if one and other]
        ordered = sorted(both, key=lambda item: item[0][1] or "")
        self.unpaired[section] = len(self.elected), ordered
        return ordered

    def votes(self, kind: Kind, one: list[Entry], other: list[Entry]) -> list[tuple[Profile, Profile, Votes]]:
        """The votes on all pairs of free entries of one kind that are worth one."""
        ballot = self._ballot(kind, kind)
        lone = len(one) == 1 == len(other)
        left = [self._profile(0, entry) for entry in one]
        right = [self._profile(1, entry) for entry in other]
        self._place(ballot)
        return [(mine, yours, ballot.votes(mine, yours, lone)) for mine, yours in candidates(ballot, left, right)]

    def _scored(self, kind: Kind, one: list[Entry], other: list[Entry]) -> list[Scored]:
        when, scored = self.scores.get(kind, (-1, []))
        if when == len(self.elected):
            return scored
        # Strangers are what they are whatever refers to them, for which all entries would be looked at.
        votes = [] if self._are_strangers(kind, one, other) else self.votes(kind, one, other)
        alike = Counter(id(profile) for mine, yours, vote in votes if vote.equal for profile in (mine, yours))
        scored = [
            (mine, yours, surely(vote, kind[0] in VALUES, alike[id(mine)] == alike[id(yours)]))
            for mine, yours, vote in votes
        ]
        self.scores[kind] = len(self.elected), scored
        return scored

    def _are_strangers(self, kind: Kind, one: list[Entry], other: list[Entry]) -> bool:
        if kind[0] not in VALUES or len(one) * len(other) > FEW:
            return False
        ballot = self._ballot(kind, kind)
        left, right = ([self._profile(n, entry) for entry in side] for n, side in enumerate((one, other)))
        return all(ballot.strangers(mine, yours) for mine in left for yours in right)

    def _occurs(self, side: int, ids: Collection[str]) -> bool:
        """Whether one of the ids stands anywhere in a template: in a tenth of the time that all mentions take."""
        text = packed(dict(self.sides[side].template)) if ids else b""
        return any(name.encode("utf-8", "surrogatepass") in text for name in ids)

    def _called_already(self) -> None:
        """What one side refers to by the other's id and has under its own: the only one of its kind unmentioned."""
        for here, there in ((0, 1), (1, 0)):
            graph = self.sides[here].graph
            ids = {entry.id for section in ELECTED for _, *free in self.kinds(section) for entry in free[there]}
            mentioned = {(edge.namespace, edge.name) for edge in graph.dangling()} if self._occurs(here, ids) else set()
            for section in ELECTED if mentioned else ():
                space = self.dialect.namespace(section) or ""
                for _, *free in self.kinds(section):
                    idle = [entry for entry in free[here] if not graph.back.get(entry.pointer)]
                    called = [entry for entry in free[there] if (space, entry.id) in mentioned]
                    if len(called) == 1 == len(idle) and not contradict(words(idle[0].id), words(called[0].id)):
                        self._settle(*((idle[0], called[0]) if here == 0 else (called[0], idle[0])), "renamed", ENOUGH)

    def _replaced(self) -> None:
        """Resources of another type that play the same part."""
        kinds = [
            sorted({entry.type or "" for entry in side.values() if entry.section == RESOURCES}) for side in self.free
        ]
        scored = []
        for one in kinds[0]:
            for other in kinds[1]:
                if one and other and self.dialect.stands_in(one, other):
                    scored += self._stand_ins((RESOURCES, one), (RESOURCES, other))
        for mine, yours, score in _best(scored, REPLACED, 0.0):
            self._settle(mine.entry, yours.entry, "replaced", score)

    def _stand_ins(self, one: Kind, other: Kind) -> list[Scored]:
        ballot = self._ballot(one, other)
        self._place(ballot)
        left = [self._profile(0, entry) for entry in self.free[0].values() if (entry.section, entry.type) == one]
        right = [self._profile(1, entry) for entry in self.free[1].values() if (entry.section, entry.type) == other]
        lone = len(left) == 1 == len(right)
        return [
            (mine, yours, part_played(ballot.votes(mine, yours, lone)))
            for mine, yours in candidates(ballot, left, right)
        ]

    def _ballot(self, one: Kind, other: Kind) -> Ballot:
        if (one, other) not in self.ballots:
            members = tuple(
                [self._profile(number, entry) for entry in side.graph.entries if (entry.section, entry.type) == kind]
                for number, (side, kind) in enumerate(zip(self.sides, (one, other), strict=True))
            )
            self.ballots[one, other] = Ballot((members[0], members[1]), self._ids(one[0]), self._lasting(one))
        return self.ballots[one, other]

    def _place(self, ballot: Ballot) -> None:
        for side, profiles in zip(self.sides, ballot.sides, strict=True):
            for profile in profiles:
                side.surround(profile)
        ballot.place((self.ends[0], self.ends[1]))

    def _lasting(self, kind: Kind) -> Callable[[str], bool]:
        name = self.dialect.physical(kind[1]) if kind[1] else None

        @cache
        def lasting(route: str) -> bool:
            tokens = tuple(route.strip("/").split("/"))
            return bool(kind[1]) and name not in tokens and self.dialect.replacement(kind[1] or "", tokens) == "always"

        return lasting

    def _ids(self, section: str) -> Weights:
        if section not in self.ids:
            named = [[words(e.id) for e in side.graph.entries if e.section == section] for side in self.sides]
            self.ids[section] = Weights(named[0], named[1])
        return self.ids[section]

    def _profile(self, side: int, entry: Entry) -> Profile:
        known = self.profiles[side]
        if entry.pointer not in known:
            known[entry.pointer] = self.sides[side].profile(entry)
        return known[entry.pointer]

    def _equals(self, section: str) -> None:
        """Pair what says the same under another id: outputs by their value, the others whole."""
        if self.equalled.get(section) == len(self.elected):
            return
        self.equalled[section] = len(self.elected)
        free = [[entry for entry in side.values() if entry.section == section] for side in self.free]
        if not free[0] or not free[1]:
            return
        names = new_names(self.dialect, self.elected)
        bodies: dict[str, list[Entry]] = defaultdict(list)
        for entry in free[1]:
            bodies[self._key(1, entry, names)].append(entry)
        alike: dict[str, list[Entry]] = defaultdict(list)
        for entry in free[0]:
            key = self._key(0, entry, {})
            if key in bodies:
                alike[key].append(entry)
        scored = [
            (self._profile(0, one), self._profile(1, other), 1.0 + _in_name(one, other))
            for key, ones in alike.items()
            for one, other in _worth_a_look(ones, bodies[key])
        ]
        for mine, yours, _ in _best(scored, 1.0, 0.0):
            self._settle(mine.entry, yours.entry, "renamed", 1.0)

    def _key(self, side: int, entry: Entry, names: dict[tuple[str, str], str]) -> str:
        """What an entry is, apart from its id."""
        body = resolve(self.sides[side].template, entry.pointer)
        if entry.section == "Outputs" and isinstance(body, dict):
            body = body.get("Value")
        # A literal output, or one that cannot be told, is known by its id alone.
        if entry.section == "Outputs" and not isinstance(body, dict):
            return entry.id
        return freeze(self.dialect.canonical(self.dialect.rename(body, names)))

    def _alone(self, section: str) -> None:
        """Entries that are the only ones of their kind left are one thing, whatever they are called."""
        for _, one, other in self.kinds(section):
            if len(one) == 1 == len(other):
                self._settle(one[0], other[0], "renamed", ENOUGH)

    def _borrowers(self) -> None:
        """Entries that go by the id of another: where that is one thing under two ids, so are they."""
        names = new_names(self.dialect, self.elected)
        for other in list(self.free[1].values()):
            owner = names.get((self.dialect.borrowed(other.section) or "", other.id))
            one = self.free[0].get(join((other.section, owner))) if owner is not None else None
            if one is not None:
                self._settle(one, other, "renamed", 1.0)

    def _mappings(self) -> None:
        """Two tables that are alone: one table if they have keys and columns in common."""
        free = [[entry for entry in side.values() if entry.section == "Mappings"] for side in self.free]
        if len(free[0]) == 1 == len(free[1]):
            one, other = self._profile(0, free[0][0]), self._profile(1, free[1][0])
            if {route for route, _ in one.facts} & {route for route, _ in other.facts}:
                self._settle(one.entry, other.entry, "renamed", ENOUGH)


def _worth_a_look(ones: list[Entry], others: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The pairs of entries that say the same; of very many, those that stand at about the same place."""
    if len(ones) * len(others) <= MANY:
        yield from product(ones, others)
        return
    for number, one in enumerate(ones):
        yield from ((one, other) for other in others[max(0, number - NEAR) : number + NEAR])


def _in_name(one: Entry, other: Entry) -> float:
    mine, yours = words(one.id), words(other.id)
    if contradict(mine, yours) or not (mine or yours):
        return 0.0
    return 2 * len(mine & yours) / (len(mine) + len(yours))


def _best(scored: list[Scored], least: float, margin: float) -> list[Scored]:
    """The assignment with the best total; every pair of it reaches ``least`` and is ``margin`` ahead of its rivals."""
    enough = [row for row in scored if row[2] >= least - margin]
    lefts = sorted({_order(mine.entry) for mine, _, _ in enough})
    rights = sorted({_order(yours.entry) for _, yours, _ in enough})
    left, right = ({key: number for number, key in enumerate(keys)} for keys in (lefts, rights))
    rows = {(left[_order(row[0].entry)], right[_order(row[1].entry)]): row for row in enough}
    best: dict[tuple[int, int], list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    if margin:
        for place, row in rows.items():
            for end in ((0, place[0]), (1, place[1])):
                best[end] = sorted([*best[end], (row[2], place)], reverse=True)[:2]
    chosen = []
    for place in assign({place: row[2] - TIE * abs(place[0] - place[1]) for place, row in rows.items()}):
        rivals = [score for end in ((0, place[0]), (1, place[1])) for score, rival in best[end] if rival != place]
        if rows[place][2] >= max([least, *(rival + margin for rival in rivals)]):
            chosen.append(rows[place])
    return chosen


def _order(entry: Entry) -> tuple[str, str]:
    return entry.section, entry.id
