"""Who refers to whom in one template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from fixer.compare.gaps import Entry
from fixer.dialect import Dialect
from fixer.pointer import join, resolve


# A tuple, because a template has hundreds of them and they are made in a third of the time.
class Edge(NamedTuple):
    """One mention: the entry that makes it, the route to it below that entry, and what it names.

    ``target`` is the pointer of the named entry, ``None`` where the template has no such entry.
    """

    source: Entry
    route: tuple[str, ...]
    namespace: str
    name: str
    target: str | None

    @property
    def pointer(self) -> str:
        """Where the mention stands in the template."""
        return self.source.pointer + join(self.route)


class Graph:
    """All mentions in one template, by who makes them (``out``) and by what they name (``back``); keys are pointers.

    The template must stay as it is.
    """

    def __init__(self, dialect: Dialect, template: Mapping[str, Any]) -> None:
        self.entries = dialect.entries(template)
        self.declared: dict[tuple[str, str], str] = {}
        for entry in self.entries:
            space = dialect.namespace(entry.section)
            if space is not None:
                self.declared[space, entry.id] = entry.pointer
        self._dialect = dialect
        self._template = template
        self._mentions: dict[str, list[Edge]] = {}

    # Made when first asked for: a pair whose ids all agree is compared without them.
    @cached_property
    def out(self) -> Mapping[str, list[Edge]]:
        """The mentions that each entry makes."""
        return {entry.pointer: self.mentions(entry) for entry in self.entries}

    def mentions(self, entry: Entry) -> list[Edge]:
        """The mentions that one entry makes, without a look at any other."""
        if entry.pointer not in self._mentions:
            space_of = self._dialect.namespace_of
            declared = self.declared.get
            owner = self._dialect.borrowed(entry.section)
            own = [Edge(entry, (), owner, entry.id, declared((owner, entry.id)))] if owner else []
            self._mentions[entry.pointer] = own + [
                Edge(entry, one.pointer, space := space_of(one.kind), one.target, declared((space, one.target)))
                for one in self._dialect.references(resolve(self._template, entry.pointer))
            ]
        return self._mentions[entry.pointer]

    @cached_property
    def back(self) -> Mapping[str, list[Edge]]:
        """The mentions of each entry that is mentioned."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edges in self.out.values():
            for edge in edges:
                if edge.target is not None:
                    found[edge.target].append(edge)
        return found

    def near(self, pointer: str) -> set[str]:
        """The entries that an entry refers to or that refer to it."""
        ahead = {edge.target for edge in self.out.get(pointer, ()) if edge.target is not None}
        return ahead | {edge.source.pointer for edge in self.back.get(pointer, ())}

    def dangling(self) -> list[Edge]:
        """Mentions of what the template does not have (pseudo parameters such as ``AWS::Region`` are had)."""
        return [edge for edges in self.out.values() for edge in edges if edge.target is None and "::" not in edge.name]


def knots(graph: Mapping[str, list[str]]) -> list[set[str]]:
    """The strongly connected components that hold a cycle (Tarjan's algorithm, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    knots: list[set[str]] = []
    for root in graph:
        if root in number:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(graph[root]))]
        number[root] = low[root] = len(number)
        path.append(root)
        on_path.add(root)
        while work:
            node, targets = work[-1]
            target = next((one for one in targets if one in graph and (one not in number or one in on_path)), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    knot = {path.pop()}
                    while node not in knot:
                        knot.add(path.pop())
                    on_path -= knot
                    if len(knot) > 1 or node in graph[node]:
                        knots.append(knot)
            elif target in number:
                low[node] = min(low[node], number[target])
            else:
                number[target] = low[target] = len(number)
                path.append(target)
                on_path.add(target)
                work.append((target, iter(graph[target])))
    return knots
