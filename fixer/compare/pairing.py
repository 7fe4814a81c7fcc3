"""Which entry of the model answers to which entry of the ideal.

Equal ids answer to each other. What is left pairs by votes: the values they hold, who points at them and whom they
point at, the words of their ids and of their physical names. One vote is never enough: two route tables differ in one word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fixer.compare.assign import assign
from fixer.compare.gaps import Entry, Pair
from fixer.compare.graph import Graph
from fixer.compare.items import freeze, leaves
from fixer.dialect import Dialect
from fixer.pointer import resolve

APART = "\0"
RENAMED = 0.5
LONE = 0.36
REPLACED = 0.5
OPPOSITES = (
    "public private", "primary secondary", "source target destination", "read write", "ingress egress",
    "inbound outbound", "in out", "high low", "http https", "blue green", "dev prod staging test", "east west", "first second third",
    "one two three", "start stop", "input output", "web app db database", "master replica", "internal external",
    "cpu memory", "error errors throttle throttles duration latency", "a b c", "1 2 3 4 5 6", "scaleup scaledown",
    "up down", "healthy unhealthy",
)  # fmt: skip
_GROUP = {word: number for number, words in enumerate(OPPOSITES) for word in words.split()}
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def pair_entries(
    dialect: Dialect, model: Mapping[str, Any], ideal: Mapping[str, Any], graphs: tuple[Graph, Graph]
) -> tuple[Pair, ...]:
    """Pair all entries, in the model's order, then those that only the ideal has, in its order."""
    left = {(entry.section, entry.id): entry for entry in graphs[0].entries}
    right = {(entry.section, entry.id): entry for entry in graphs[1].entries}
    pairs = {key: _same_id(entry, right[key], dialect) for key, entry in left.items() if key in right}
    rest_left = [entry for key, entry in left.items() if key not in right]
    rest_right = [entry for key, entry in right.items() if key not in left]
    if rest_left and rest_right:
        vote = _Vote(dialect, (model, ideal), graphs, list(pairs.values()))
        for pair in vote.elect(rest_left, rest_right):
            assert pair.model is not None
            pairs[pair.model.section, pair.model.id] = pair
    answered = {pair.ideal.pointer for pair in pairs.values() if pair.ideal}
    ordered = [pairs.get(key) or Pair(entry, None, "removed") for key, entry in left.items()]
    ordered += [Pair(None, entry, "added") for entry in right.values() if entry.pointer not in answered]
    return tuple(ordered)


def _same_id(model: Entry, ideal: Entry, dialect: Dialect) -> Pair:
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


def words(name: str) -> frozenset[str]:
    """The words of an id: ``PrivateRouteTable1`` → private, route, table, 1."""
    return frozenset(word.lower() for word in _WORD.findall(name))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two sets of words are, 0 to 1; 0 where they hold opposites."""
    if not one or not other:
        return 0.0
    only = {_GROUP[word] for word in one - other if word in _GROUP}
    if only & {_GROUP[word] for word in other - one if word in _GROUP}:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


@dataclass
class _Profile:
    """What an entry votes with."""

    entry: Entry
    words: frozenset[str]
    leaves: set[tuple[str, str]]
    name: frozenset[str]
    out: set[tuple[str, str]] = field(default_factory=set)
    back: set[tuple[str, str]] = field(default_factory=set)


class _Vote:
    """The election over the entries that no equal id has paired."""

    def __init__(
        self,
        dialect: Dialect,
        sides: tuple[Mapping[str, Any], Mapping[str, Any]],
        graphs: tuple[Graph, Graph],
        settled: list[Pair],
    ) -> None:
        self.dialect = dialect
        self.sides = sides
        # Settled ids are spelled alike on both sides, so that edges to them can be compared as text.
        self.known: dict[tuple[str, str, str], str] = {}
        for pair in settled:
            self._settle(pair)
        self.edges = (self._edges(graphs[0]), self._edges(graphs[1]))

    def _settle(self, pair: Pair) -> None:
        for side, entry in (("model", pair.model), ("ideal", pair.ideal)):
            space = self.dialect.namespace(entry.section) if entry else None
            if entry and pair.model and space:
                self.known[side, space, entry.id] = pair.model.id

    def _edges(self, graph: Graph) -> list[tuple[str, str, str, str, str]]:
        """All references: namespace and id of the source, route, namespace and id of the target."""
        return [
            (
                self.dialect.namespace(edge.source.section) or edge.source.section,
                edge.source.id,
                "/".join(token for token in edge.route if not token.isdigit()),
                edge.namespace,
                edge.name,
            )
            for edges in graph.out.values()
            for edge in edges
        ]

    def elect(self, left: list[Entry], right: list[Entry]) -> list[Pair]:
        """Resources first, then what they use; a second round knows the pairs of the first."""
        elected: list[Pair] = []
        for section in ("Resources", "Conditions", "Mappings", "Parameters", "Resources", "Outputs"):
            one = [entry for entry in left if entry.section == section and not _in(elected, entry, "model")]
            other = [entry for entry in right if entry.section == section and not _in(elected, entry, "ideal")]
            if not one or not other:
                continue
            found = self._resources(one, other) if section == "Resources" else self._others(section, one, other)
            for pair in found:
                self._settle(pair)
            elected += found
        return elected

    def _profiles(self, entries: list[Entry], side: Literal["model", "ideal"]) -> dict[str, _Profile]:
        template = self.sides[side == "ideal"]
        profiles = {}
        for entry in entries:
            body = _body(template, entry)
            physical = self.dialect.physical(entry.type) if entry.type else None
            values = body.get("Properties", body) if isinstance(body, dict) else body
            name = values.get(physical) if physical and isinstance(values, dict) else None
            held = leaves(self.dialect.canonical(self._settled(values, side)))
            profiles[entry.id] = _Profile(entry, words(entry.id), held, words(freeze(name)) if name else frozenset())
        space = self.dialect.namespace(entries[0].section) if entries else None
        for source_space, source, route, target_space, target in self.edges[side == "ideal"]:
            if source_space == space and source in profiles:
                profiles[source].out.add((route, self.known.get((side, target_space, target), "?")))
            if target_space == space and target in profiles:
                profiles[target].back.add((route, self.known.get((side, source_space, source), "?")))
        return profiles

    def _settled(self, value: Any, side: str) -> Any:
        names = {
            (space, name): new for (where, space, name), new in self.known.items() if where == side and new != name
        }
        return self.dialect.rename(value, names)

    def _resources(self, left: list[Entry], right: list[Entry]) -> list[Pair]:
        ones, others = self._profiles(left, "model"), self._profiles(right, "ideal")
        counts: dict[str | None, list[int]] = defaultdict(lambda: [0, 0])
        for side, entries in enumerate((left, right)):
            for entry in entries:
                counts[entry.type][side] += 1
        scored = []
        for one in ones.values():
            for other in others.values():
                if one.entry.type == other.entry.type:
                    score = _score(one, other)
                    enough = LONE if counts[one.entry.type] == [1, 1] else RENAMED
                    how: Literal["renamed", "replaced"] = "renamed"
                elif one.entry.type and other.entry.type and self.dialect.stands_in(one.entry.type, other.entry.type):
                    score, enough, how = _replacing(one, other), REPLACED, "replaced"
                else:
                    continue
                if score >= enough:
                    scored.append((how == "replaced", -score, one.entry, other.entry, how))
        return _best(scored)

    def _others(self, section: str, left: list[Entry], right: list[Entry]) -> list[Pair]:
        if section == "Parameters":
            return self._parameters(left, right)
        bodies: dict[str, list[Entry]] = defaultdict(list)
        for entry in right:
            bodies[self._key(entry, "ideal")].append(entry)
        scored = []
        for entry in left:
            same = bodies.get(self._key(entry, "model"), [])
            scored += [
                (False, -1.0 - likeness(words(entry.id), words(other.id)), entry, other, "renamed") for other in same
            ]
        return _best(scored)

    def _key(self, entry: Entry, side: Literal["model", "ideal"]) -> str:
        """What an entry is, apart from its id: an output by its value, the others whole."""
        body = _body(self.sides[side == "ideal"], entry)
        if entry.section == "Outputs" and isinstance(body, dict):
            body = body.get("Value")
        # A literal output, or one that cannot be told, is known by its id alone.
        if entry.section == "Outputs" and not isinstance(body, dict):
            return entry.id
        return freeze(self.dialect.canonical(self._settled(body, side)))

    def _parameters(self, left: list[Entry], right: list[Entry]) -> list[Pair]:
        ones, others = self._profiles(left, "model"), self._profiles(right, "ideal")
        scored = []
        for one in ones.values():
            for other in others.values():
                alike = likeness(one.words, other.words)
                uses = _dice(one.back, other.back)
                if (uses >= 0.5 and alike >= 0.3) or (
                    alike >= 0.6 and uses > 0 and _dice(one.leaves, other.leaves) > 0.5
                ):
                    scored.append((False, -(uses + alike), one.entry, other.entry, "renamed"))
        return _best(scored)


def _score(one: _Profile, other: _Profile) -> float:
    """The weighted votes of a rename, 0 to 1; a vote that neither side can cast does not count."""
    votes = [(0.45, _dice(one.leaves, other.leaves)), (0.25, likeness(one.words, other.words))]
    if one.out or other.out or one.back or other.back:
        edges = [("to", *edge) for edge in one.out] + [("from", *edge) for edge in one.back]
        around = [("to", *edge) for edge in other.out] + [("from", *edge) for edge in other.back]
        votes.append((0.25, _dice(set(edges), set(around))))
    if one.name and other.name:
        votes.append((0.15, likeness(one.name, other.name)))
    return sum(weight * vote for weight, vote in votes) / sum(weight for weight, _ in votes)


def _replacing(one: _Profile, other: _Profile) -> float:
    """How surely a resource of another type plays the same part: by its words, physical name or place in the graph."""
    return max(
        likeness(one.words, other.words),
        likeness(one.name, other.name) if one.name and other.name else 0.0,
        _dice(one.back, other.back) if one.back and other.back else 0.0,
    )


def _dice(one: set[Any], other: set[Any]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _best(scored: list[tuple[bool, float, Entry, Entry, Any]]) -> list[Pair]:
    """Renames before replacements; within each the assignment with the best total."""
    pairs: list[Pair] = []
    taken: set[tuple[str, str]] = set()
    for replacing in (False, True):
        rows = [
            row
            for row in scored
            if row[0] is replacing and ("model", row[2].pointer) not in taken and ("ideal", row[3].pointer) not in taken
        ]
        lefts = sorted({row[2].pointer for row in rows})
        rights = sorted({row[3].pointer for row in rows})
        left, right = ({pointer: n for n, pointer in enumerate(names)} for names in (lefts, rights))
        known = {(left[row[2].pointer], right[row[3].pointer]): row for row in rows}
        for key in assign({key: -row[1] for key, row in known.items()}):
            _, score, one, other, how = known[key]
            taken |= {("model", one.pointer), ("ideal", other.pointer)}
            pairs.append(Pair(one, other, how, round(min(1.0, -score), 3)))
    return pairs


def _in(pairs: list[Pair], entry: Entry, side: Literal["model", "ideal"]) -> bool:
    return any(getattr(pair, side) == entry for pair in pairs)


def _body(template: Mapping[str, Any], entry: Entry) -> Any:
    return resolve(template, entry.pointer)
