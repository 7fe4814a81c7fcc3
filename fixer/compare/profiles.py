"""What an entry can be known by when its id cannot be trusted: the values it holds, the words it uses, its place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from fixer.compare.gaps import Entry
from fixer.compare.graph import Edge, Graph
from fixer.compare.words import words
from fixer.dialect import Dialect
from fixer.frozen import record
from fixer.pointer import resolve

# What one entry contributes at most: a pairing must end on hostile input as well.
MOST_FACTS = 600
LONGEST_NAME = 200

Fact = tuple[str, str]
"""A route below the entry, without indexes and functions, and the text that stands there."""


@record
class Profile:
    """What one entry votes with.

    ``facts``: scalars and lines of code; ``values``: what stands alone at its route; ``said``: the words of short
    texts (a number among them may mean anything); ``to`` and ``back``: what it refers to and what refers to it, as
    ``(route, key of the other end)``; ``only``: for what refers to it, how many things of its kind it names there.
    These three are not there before ``Side.surround``: they take a look at all entries.
    """

    entry: Entry
    named: frozenset[str]
    facts: frozenset[Fact] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    to: tuple[tuple[str, str], ...] = ()
    back: tuple[tuple[str, str], ...] = ()
    only: Mapping[tuple[str, str], int] = field(default_factory=dict)
    surrounded: bool = False


class Side:
    """One template: its graph, and profiles of the entries that are asked for."""

    def __init__(self, dialect: Dialect, template: Mapping[str, Any], graph: Graph) -> None:
        self.dialect = dialect
        self.template = template
        self.graph = graph
        self.kinds = {entry.pointer: (entry.section, entry.type) for entry in graph.entries}
        self._named: dict[tuple[str, str], Counter[tuple[str, str | None] | None]] = {}
        self._routes: dict[tuple[str, ...], str] = {}

    def profile(self, entry: Entry) -> Profile:
        """What one entry itself says."""
        body = resolve(self.template, entry.pointer)
        mentioned: dict[tuple[str, ...], list[str]] = {}
        for edge in self.graph.mentions(entry):
            mentioned.setdefault(edge.route, []).append(edge.name)
        facts = list(self._facts(body, mentioned))
        counts = Counter(route for route, _ in facts)
        short = [text for _, text in facts if len(text) <= LONGEST_NAME]
        return Profile(
            entry,
            words(entry.id),
            frozenset(facts),
            {route: text for route, text in facts if counts[route] == 1},
            frozenset(word for text in short for word in words(text) if not word.isdigit()),
        )

    def surround(self, profile: Profile) -> None:
        """Add an entry's edges, which name other entries by pointer, or by name where there is none."""
        if profile.surrounded:
            return
        entry = profile.entry
        out, back = self.graph.out.get(entry.pointer, ()), self.graph.back.get(entry.pointer, ())
        profile.to = tuple((self._plain(edge.route), edge.target or f"{edge.namespace} {edge.name}") for edge in out)
        profile.back = tuple((self._plain(edge.route), edge.source.pointer) for edge in back)
        profile.only = {(self._plain(edge.route), edge.source.pointer): self._siblings(entry, edge) for edge in back}
        profile.surrounded = True

    def _siblings(self, entry: Entry, edge: Edge) -> int:
        """How many entries of this kind the edge's source names at the edge's route."""
        key = (edge.source.pointer, self._plain(edge.route))
        if key not in self._named:
            self._named[key] = Counter()
            seen = set()
            for other in self.graph.out[edge.source.pointer]:
                if self._plain(other.route) == key[1] and other.target and other.target not in seen:
                    seen.add(other.target)
                    self._named[key][self.kinds.get(other.target)] += 1
        return self._named[key][self.kinds.get(entry.pointer)]

    def _plain(self, route: tuple[str, ...]) -> str:
        """A route as every spelling of a reference gives it: without indexes and without the function's own tokens."""
        plain = self._routes.get(route)
        if plain is None:
            plain = "/".join(
                token for token in route if not token.isdigit() and self.dialect.function({token: ""}) is None
            )
            self._routes[route] = plain
        return plain

    def _facts(self, body: Any, mentioned: Mapping[tuple[str, ...], list[str]]) -> Iterable[Fact]:
        todo: list[tuple[Any, tuple[str, ...], str]] = [(body, (), "")]
        found = 0
        while todo and found < MOST_FACTS:
            value, path, route = todo.pop()
            if isinstance(value, dict):
                call = self.dialect.function(value) is not None
                todo.extend(
                    (item, (*path, str(key)), route if call else f"{route}/{key}") for key, item in value.items()
                )
            elif isinstance(value, list):
                todo.extend((item, (*path, str(number)), route) for number, item in enumerate(value))
            elif value is not None:
                for text in _texts(value, mentioned.get(path, ())):
                    found += 1
                    yield route, text


def _texts(value: Any, names: Iterable[str]) -> list[str]:
    """A scalar as text, what it mentions left out (that is what edges say); code line by line."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    for name in names:
        text = text.replace(name, "")
    if "\n" in text:
        return [line for line in map(str.strip, text.splitlines()) if len(line) > 3]
    text = text.strip("." if names else None)
    return [text] if text else []


class Weights:
    """How much it says that two entries of a kind share something: much if few of their kind have it.

    A thing weighs by the side where it is more common: what the ideal has put on all of its entries says nothing.
    """

    def __init__(self, left: list[frozenset[Any]], right: list[frozenset[Any]]) -> None:
        self.sides = [(Counter(item for items in side for item in items), len(side)) for side in (left, right)]
        self.known: dict[Any, float] = {}
        self.totals: dict[frozenset[Any], float] = {}

    def of(self, item: Any) -> float:
        weight = self.known.get(item)
        if weight is None:
            weight = min(math.log((size + 1) / counts[item]) if counts[item] else 9.0 for counts, size in self.sides)
            self.known[item] = weight
        return weight

    def total(self, items: frozenset[Any]) -> float:
        if items not in self.totals:
            self.totals[items] = self._sum(items)
        return self.totals[items]

    def _sum(self, items: Iterable[Any]) -> float:
        # An exact sum does not depend on the order that a set happens to have.
        return math.fsum(map(self.of, items))

    def alike(self, one: frozenset[Any], other: frozenset[Any]) -> float:
        """The weighted share of what both have, 0 to 1."""
        whole = self.total(one) + self.total(other)
        return 2 * self._sum(one & other) / whole if whole else 0.0
