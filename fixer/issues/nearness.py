"""Which gaps belong to one feature: their entries refer to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fixer.compare.gaps import Gap
from fixer.compare.graph import Graph


class Graphs(Protocol):
    """Who refers to whom on both sides; only the sides that gaps have are asked."""

    @property
    def model_graph(self) -> Graph: ...
    @property
    def ideal_graph(self) -> Graph: ...


class Nearness:
    """The two reference graphs as one, over the gaps' entries."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs

    def _around(self, gap: Gap) -> set[tuple[str, str]]:
        """The entries next to a gap's entry, each as (side, pointer)."""
        around: set[tuple[str, str]] = set()
        if gap.pair.model is not None:
            around |= {("model", pointer) for pointer in self._graphs.model_graph.near(gap.pair.model.pointer)}
        if gap.pair.ideal is not None:
            around |= {("ideal", pointer) for pointer in self._graphs.ideal_graph.near(gap.pair.ideal.pointer)}
        return around

    def components(self, gaps: Sequence[Gap]) -> list[list[int]]:
        """Indexes of the gaps, those together whose entries are the same or connected through each other's."""
        owner: dict[tuple[str, str], list[int]] = {}
        for n, gap in enumerate(gaps):
            for key in entry_keys(gap):
                owner.setdefault(key, []).append(n)
        seen: set[int] = set()
        found: list[list[int]] = []
        for start in range(len(gaps)):
            if start in seen:
                continue
            component, todo = [], [start]
            seen.add(start)
            while todo:
                n = todo.pop()
                component.append(n)
                for key in (*entry_keys(gaps[n]), *self._around(gaps[n])):
                    for m in owner.get(key, ()):
                        if m not in seen:
                            seen.add(m)
                            todo.append(m)
            found.append(sorted(component))
        return found


def entry_keys(gap: Gap) -> list[tuple[str, str]]:
    """A gap's entry as (side, pointer), on each side that has it."""
    sides = (("model", gap.pair.model), ("ideal", gap.pair.ideal))
    return [(side, entry.pointer) for side, entry in sides if entry is not None]
