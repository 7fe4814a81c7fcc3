"""What a fix needs to leave a valid template: what it refers to must be there, what it removes must be unmentioned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from fixer.compare.compare import Comparison
from fixer.compare.gaps import Gap
from fixer.compare.graph import Edge
from fixer.dialect import Dialect
from fixer.frozen import frozen
from fixer.issues.issue import Issue
from fixer.pointer import covers
from fixer.remedy.circles import ties_to_cut


@frozen
class Need:
    """One reason why a gap cannot be closed alone. ``gap``: what must be closed with it; ``None``: nothing can help."""

    gap: Gap | None
    because: str


class Requirements:
    """The needs of every gap of one comparison."""

    def __init__(self, comparison: Comparison, dialect: Dialect) -> None:
        self._comparison = comparison
        self._cuts = ties_to_cut(dialect, comparison)
        self._paired = {
            pair.ideal.pointer for pair in comparison.pairs if pair.model is not None and pair.ideal is not None
        }
        self._missing = {gap.ideal_pointer: gap for gap in comparison.gaps if gap.kind == "missing" and not gap.path}
        self._renamed: dict[str, list[Gap]] = {}
        for gap in comparison.gaps:
            if gap.kind in ("renamed", "replaced") and gap.pair.model is not None:
                self._renamed.setdefault(gap.pair.model.id, []).append(gap)
        self._leaving: dict[str, list[Gap]] = {}
        self._by_entry: dict[str, list[Gap]] = {}
        for gap in comparison.gaps:
            if gap.pair.model is not None:
                if gap.kind == "extra" and not gap.path:
                    self._leaving.setdefault(gap.pair.model.id, []).append(gap)
                self._by_entry.setdefault(gap.pair.model.pointer, []).append(gap)

    def of(self, gap: Gap) -> list[Need]:
        """What closing this gap needs."""
        return [*self._room(gap), *self._additions(gap), *self._removals(gap), *self._cuts_of(gap)]

    def _room(self, gap: Gap) -> Iterable[Need]:
        """An entry under an id that the model uses for something else needs that to be renamed or gone."""
        if gap.kind not in ("missing", "renamed") or gap.path or gap.pair.ideal is None:
            return
        name = gap.pair.ideal.id
        for other in (*self._renamed.get(name, ()), *self._leaving.get(name, ())):
            yield Need(other, f"{name} is another entry's id in the model")

    def _additions(self, gap: Gap) -> Iterable[Need]:
        """The entries that the ideal's value refers to and the model does not have."""
        if gap.kind in ("extra", "renamed") or gap.pair.ideal is None:
            return
        inside = json.dumps(gap.ideal, default=str) if gap.inner is not None else None
        for edge in self._comparison.ideal_graph.out.get(gap.pair.ideal.pointer, ()):
            if edge.target is None or edge.target in self._paired or not covers(gap.ideal_pointer, edge.pointer):
                continue
            if inside is not None and f"${{{edge.name}" not in inside:
                continue
            needed = self._missing.get(edge.target)
            if needed is not None and needed is not gap:
                yield Need(needed, f"{gap.ideal_pointer} refers to {edge.name}")

    def _removals(self, gap: Gap) -> Iterable[Need]:
        """Everything that mentions an entry which is to go."""
        if gap.kind != "extra" or gap.path or gap.pair.model is None:
            return
        for edge in self._comparison.model_graph.back.get(gap.pair.model.pointer, ()):
            if edge.source.pointer == gap.pair.model.pointer:
                continue
            found = self._closing(edge)
            because = f"{edge.pointer} refers to {edge.name}"
            if not found:
                yield Need(None, because)
            for other in found:
                yield Need(other, because)

    def _cuts_of(self, gap: Gap) -> Iterable[Need]:
        """What the model refers to the other way round."""
        for other in self._cuts.get(gap.key, ()):
            yield Need(other, f"{other.pointer} and {gap.ideal_pointer} would depend on each other")

    def _closing(self, edge: Edge) -> list[Gap]:
        """The gaps that take a mention away when they are closed."""
        around = [
            gap
            for gap in self._by_entry.get(edge.source.pointer, ())
            if gap.kind not in ("missing", "renamed") and covers(gap.pointer, edge.pointer)
        ]
        whole = [gap for gap in around if gap.inner is None]
        if whole:
            return whole[:1]
        # Inside a string only the fields that name it must go; each of them.
        return [gap for gap in around if f"${{{edge.name}" in json.dumps(gap.model, default=str)]


def issue_requirements(
    issues: Sequence[Issue], comparison: Comparison, dialect: Dialect
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """``(needs, stuck)``: the issues that each issue requires, with the reason; why an issue cannot be closed."""
    owner = {gap.key: issue.id for issue in issues for gap in issue.gaps}
    requirements = Requirements(comparison, dialect)
    needs: dict[str, dict[str, str]] = {}
    stuck: dict[str, str] = {}
    for issue in issues:
        found: dict[str, str] = {}
        for gap in issue.gaps:
            for need in requirements.of(gap):
                if need.gap is None:
                    stuck.setdefault(issue.id, need.because)
                elif owner[need.gap.key] != issue.id:
                    found.setdefault(owner[need.gap.key], need.because)
        needs[issue.id] = found
    return needs, stuck
