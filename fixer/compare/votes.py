"""How surely two entries of one kind are one thing under two ids: the evidence, weighed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from fixer.compare.profiles import Fact, Profile, Weights
from fixer.compare.words import contradict, words
from fixer.frozen import frozen

Ends = dict[str, set[str]]
"""The other ends of references by route: pointers into the model where they are settled, else ``?`` and a kind."""

UNKNOWN = "?"
END = "/"
# What one user says by naming just this thing of its kind at one place.
USER = 1.5
# A word that the type has as well says a third of what another says; below this, a word is not an entry's own.
KIND_WORD = 0.3
OWN_WORD = 0.3
RARE = 0.5
SAME = 0.95
SAME_DEFAULT = 0.3


@frozen
class Votes:
    """What speaks for and against a pair, each 0 to 1; the names are those of the weights.

    facts, said, named   the share of values, of words in texts, of words in ids
    equal                all values are the same and all neighbours that are known, and the ids do not oppose each other
    own                  values that both have, and no other of their kind
    agree, clash         single values at one place that are alike, that are not
    other                those of them that cannot be changed without replacing the resource, and are not alike
    edges                the share of neighbours
    uses, used           settled neighbours at one place that are the same
    apart, strange       settled neighbours at one place that are not: what it refers to, what refers to it
    opposed, contrary    words that contradict each other, in ids and in texts
    within, nameless     ids of which one says nothing that the other does not; that have no word of their own in common
    unique, lone         the only ones of their kind, in the templates and among what is left
    """

    facts: float
    said: float
    named: float
    equal: float
    own: float
    agree: float
    clash: float
    other: float
    edges: float
    uses: float
    used: float
    apart: float
    strange: float
    opposed: float
    contrary: float
    within: float
    nameless: float
    unique: float
    lone: float


class Ballot:
    """The votes between two sets of entries of one kind, of which some are settled already.

    ``sides``: all profiles of the kind in either template: what is common is common among all of them.
    ``lasting``: whether a value at a route of this kind cannot be changed without replacing the resource.
    """

    def __init__(
        self, sides: tuple[list[Profile], list[Profile]], ids: Weights, lasting: Callable[[str], bool]
    ) -> None:
        self.sides = sides
        self.ids = ids
        self.lasting = lasting
        self.facts = Weights(*([profile.facts for profile in side] for side in sides))
        self.said = Weights(*([profile.said for profile in side] for side in sides))
        self.named = Weights(*([profile.named for profile in side] for side in sides))
        self.kind = frozenset().union(*(words(profile.entry.type or "") for side in sides for profile in side))
        self.unique = len(sides[0]) == 1 == len(sides[1])
        self.to: dict[int, Ends] = {}
        self.back: dict[int, Ends] = {}
        self.only: dict[int, dict[tuple[str, str], int]] = {}
        self.around: dict[int, frozenset[tuple[str, str, str]]] = {}
        self.ends = Weights([], [])
        self.fixed: dict[tuple[int, int], tuple[float, ...]] = {}

    def place(self, ends: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
        """Take note of what is settled: ``ends`` gives the other ends of edges as both sides can compare them."""
        placed: list[list[frozenset[tuple[str, str, str]]]] = []
        for profiles, known in zip(self.sides, ends, strict=True):
            placed.append([])
            for profile in profiles:
                to, back = _by_route(profile.to, known), _by_route(profile.back, known)
                self.to[id(profile)], self.back[id(profile)] = to, back
                only = {(route, known.get(end, end)): count for (route, end), count in profile.only.items()}
                self.only[id(profile)] = only
                around = frozenset(
                    (way, route, end)
                    for way, places in (("to", to), ("back", back))
                    for route, others in places.items()
                    for end in others
                )
                self.around[id(profile)] = around
                placed[-1].append(around)
        self.ends = Weights(placed[0], placed[1])

    def votes(self, one: Profile, other: Profile, lone: bool) -> Votes:
        """All votes on one pair."""
        key = (id(one), id(other))
        if key not in self.fixed:
            self.fixed[key] = self._fixed(one, other)
        facts, said, named, own, agree, clash, changed, opposed, contrary, within, nameless = self.fixed[key]
        uses, apart, moved = self._uses(one, other)
        used, strange = self._used(one, other)
        equal = facts == 1.0 and not opposed and self.around[key[0]] == self.around[key[1]]
        edges = self.ends.alike(self.around[id(one)], self.around[id(other)])
        return Votes(
            facts, said, named, float(equal), own, agree, clash, _part((changed, moved)), edges, uses, used, apart,
            strange, opposed, contrary, within, nameless, float(self.unique), float(lone),
        )  # fmt: skip

    def strangers(self, one: Profile, other: Profile) -> bool:
        """Whether no vote at all could make one thing of two parameters."""
        mine, yours = (frozenset(filter(self._own, profile.named)) for profile in (one, other))
        return unlike(self.facts.alike(one.facts, other.facts), _nameless(mine, yours))

    def _fixed(self, one: Profile, other: Profile) -> tuple[float, ...]:
        """The votes that no other pair changes."""
        agree, clash, changed = [], [], []
        for route, text in one.values.items():
            theirs = other.values.get(route)
            if theirs is None:
                continue
            weight = max(self.facts.of((route, text)), self.facts.of((route, theirs)))
            credit = 1.0 if text == theirs else _alike(text, theirs)
            agree.append(weight * credit)
            clash.append(weight * (1 - credit))
            if credit < 1 and " " not in text and " " not in theirs and self.lasting(route):
                changed.append(weight * (1 - credit))
        named = self._named(one.named, other.named)
        mine, yours = (frozenset(filter(self._own, names)) for names in (one.named, other.named))
        return (
            self.facts.alike(one.facts, other.facts),
            self.said.alike(one.said, other.said),
            named,
            _part(self._rare(one.facts & other.facts)),
            _part(agree),
            _part(clash),
            math.fsum(changed),
            float(contradict(one.named, other.named)),
            float(contradict(*(frozenset(filter(self._telling, said)) for said in (one.said, other.said)))),
            float(mine <= yours or yours <= mine),
            _nameless(mine, yours),
        )

    def _named(self, one: frozenset[str], other: frozenset[str]) -> float:
        whole = math.fsum(map(self._word, (*one, *other)))
        return 2 * math.fsum(map(self._word, one & other)) / whole if whole else 0.0

    def _rare(self, facts: frozenset[Fact]) -> Iterator[float]:
        """What each fact says that only one entry of the kind has on either side, where there are several."""
        (left, several), (right, many) = self.facts.sides
        if several > 1 and many > 1:
            yield from (RARE for fact in facts if left[fact] == 1 == right[fact])

    def _word(self, word: str) -> float:
        """How much a word of an id says: little if it is one of the type's, or common to the kind or to the section."""
        weight = min(self.named.of(word), self.ids.of(word))
        return weight * KIND_WORD if word in self.kind else weight

    def _telling(self, word: str) -> bool:
        return self.said.of(word) >= OWN_WORD

    def _own(self, word: str) -> bool:
        return self._word(word) >= OWN_WORD

    def _uses(self, one: Profile, other: Profile) -> tuple[float, float, float]:
        """What both refer to at one place: the same, or another; of the latter, at places that last."""
        left, right = self.to[id(one)], self.to[id(other)]
        same, apart, moved = [], [], []
        for route, ends in left.items():
            theirs = right.get(route)
            if theirs is None:
                continue
            both = ends & theirs
            if both:
                same.append(max(self.ends.of(("to", route, end)) for end in both))
            elif _differ(ends, theirs):
                weight = max(self.ends.of(("to", route, end)) for end in ends | theirs)
                apart.append(weight)
                moved.append(weight if self.lasting(route) else 0.0)
        return _part(same), _part(apart), math.fsum(moved)

    def _used(self, one: Profile, other: Profile) -> tuple[float, float]:
        """What refers to both from one place: the same user, or another."""
        left, right = self.back[id(one)], self.back[id(other)]
        shares = (self.only[id(one)], self.only[id(other)])
        same, strange = [], []
        for route, ends in left.items():
            theirs = right.get(route)
            if theirs is None:
                continue
            both = {end for end in ends & theirs if not end.startswith(UNKNOWN)}
            if both:
                same += [USER / max(only.get((route, end), 1) for only in shares) for end in both]
            elif _differ(ends, theirs):
                strange.append(USER)
        return _part(same), _part(strange)


def _nameless(mine: frozenset[str], yours: frozenset[str]) -> float:
    return float(bool(mine and yours) and not mine & yours)


def _by_route(edges: Iterable[tuple[str, str]], known: Mapping[str, str]) -> Ends:
    found: Ends = defaultdict(set)
    for route, end in edges:
        found[route].add(known.get(end, end))
    return found


def _differ(ends: set[str], others: set[str]) -> bool:
    """Whether two sets of ends that share none can share none: what is settled is never what is not.

    Ends of different sections say nothing: a name that was made of a parameter is made of a resource.
    """
    known, theirs = ({end for end in side if not end.startswith(UNKNOWN)} for side in (ends, others))
    if len(known) < len(ends) and len(theirs) < len(others):
        return False
    return bool({_section(end) for end in ends} & {_section(end) for end in others})


def _section(end: str) -> str:
    return end.removeprefix(UNKNOWN).partition(END)[0]


def _part(weights: Iterable[float]) -> float:
    """Evidence as a part of all that there could be: much more of it does not say much more."""
    weight = math.fsum(weights)
    return weight / (weight + 1)


def _alike(one: str, other: str) -> float:
    """How alike two texts at one place are: by their words, where they have any; numbers are equal or not."""
    if not (any(map(str.isalpha, one)) and any(map(str.isalpha, other))):
        return 0.0
    mine, yours = words(one), words(other)
    if contradict(mine, yours) or not (mine or yours):
        return 0.0
    return 2 * len(mine & yours) / (len(mine) + len(yours))


# Log odds, fitted by scripts/calibrate_pairing.py; docs/pairing.md says on what. "" is what holds before any vote.
RESOURCE = {
    "": -1.98, "named": 1.21, "equal": 0.85, "clash": -0.84, "other": -1.87, "edges": 1.09, "uses": 0.25,
    "used": 1.22, "apart": -1.36, "strange": -1.13, "opposed": -2.09, "contrary": -0.29, "within": 1.81, "unique": 0.99,
}  # fmt: skip
# Where ids have no word of their own in common, content and place must speak.
FOREIGN = {
    "": -3.14, "facts": 0.58, "said": 1.59, "equal": 0.85, "own": 1.23, "agree": 0.98, "clash": -2.19,
    "other": -0.87, "edges": 1.75, "uses": 0.43, "used": 1.38, "apart": -0.88, "strange": -1.19, "opposed": -2.07,
    "contrary": -0.94, "unique": 0.29,
}  # fmt: skip
PARAMETER = {
    "": -4.06, "facts": 1.17, "said": 2.3, "named": 0.99, "own": 1.38, "agree": 2.4, "clash": -0.43,
    "edges": 1.88, "used": 2.15, "opposed": -0.3, "contrary": -0.41, "within": 0.73, "nameless": -0.36, "unique": 0.17,
    "lone": 0.87,
}  # fmt: skip


def unlike(facts: float, nameless: float) -> bool:
    """Whether two parameters differ in name and default, by which they are known; their users say nothing then."""
    return bool(nameless) and facts < SAME_DEFAULT


def surely(votes: Votes, parameter: bool = False, even: bool = False) -> float:
    """The probability, by the weights that were calibrated, that two entries are one thing.

    ``even``: what has this content is of the same number on both sides.
    """
    if parameter and unlike(votes.facts, votes.nameless):
        return 0.0
    weights = PARAMETER if parameter else FOREIGN if votes.nameless else RESOURCE
    if votes.equal and even:
        return SAME
    total = math.fsum((weights[""], *(weights.get(name, 0.0) * vote for name, vote in vars(votes).items())))
    return 1 / (1 + math.exp(-total))


def part_played(votes: Votes) -> float:
    """How surely a resource of another type plays the same part: by its words and its place; their values differ."""
    if votes.opposed:
        return 0.0
    return max(votes.named, votes.used, votes.agree / 2 + votes.said)
