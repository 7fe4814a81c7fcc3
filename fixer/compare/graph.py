"""Who refers to whom in one template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fixer.compare.gaps import Entry
from fixer.dialect import Dialect
from fixer.pointer import join, resolve


@dataclass(frozen=True)
class Edge:
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
    """All mentions in one template, by who makes them (``out``) and by what they name (``back``); keys are pointers."""

    def __init__(self, dialect: Dialect, template: Mapping[str, Any]) -> None:
        self.entries = dialect.entries(template)
        self.declared: dict[tuple[str, str], str] = {}
        for entry in self.entries:
            space = dialect.namespace(entry.section)
            if space is not None:
                self.declared[space, entry.id] = entry.pointer
        self.out: dict[str, list[Edge]] = {}
        self.back: dict[str, list[Edge]] = defaultdict(list)
        for entry in self.entries:
            self.out[entry.pointer] = [
                self._edge(entry, reference.pointer, dialect.namespace_of(reference.kind), reference.target)
                for reference in dialect.references(resolve(template, entry.pointer))
            ]
            for edge in self.out[entry.pointer]:
                if edge.target is not None:
                    self.back[edge.target].append(edge)

    def _edge(self, entry: Entry, route: tuple[str, ...], space: str, name: str) -> Edge:
        return Edge(entry, route, space, name, self.declared.get((space, name)))

    def near(self, pointer: str) -> set[str]:
        """The entries that an entry refers to or that refer to it."""
        ahead = {edge.target for edge in self.out.get(pointer, ()) if edge.target is not None}
        return ahead | {edge.source.pointer for edge in self.back.get(pointer, ())}

    def dangling(self) -> list[Edge]:
        """Mentions of what the template does not have (pseudo parameters such as ``AWS::Region`` are had)."""
        return [edge for edges in self.out.values() for edge in edges if edge.target is None and "::" not in edge.name]
