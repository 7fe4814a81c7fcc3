"""Which gaps must be closed together because one alone would tie entries into a circle, which cannot be created.

The ideal refers from A to B where the model refers from B to A: who adds the one mention must take the other away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fixer.compare.compare import Comparison
from fixer.compare.gaps import Gap
from fixer.compare.graph import Edge, Graph, knots
from fixer.dialect import Dialect
from fixer.pointer import covers


class _Tie(NamedTuple):
    """A mention in one of the templates between two entries, both by one name for both templates."""

    source: str
    target: str
    edge: Edge


def ties_to_cut(dialect: Dialect, comparison: Comparison) -> dict[tuple[str, str, str, str], list[Gap]]:
    """For each gap that would close a circle of the model's mentions and the ideal's: the gaps that open it."""
    common = {pair.ideal.pointer: pair.model.pointer for pair in comparison.pairs if pair.model and pair.ideal}
    names = {pair.model.pointer: pair.model.pointer for pair in comparison.pairs if pair.model}
    apart = {pair.ideal.pointer: f"ideal{pair.ideal.pointer}" for pair in comparison.pairs if pair.ideal}
    if not _has_knots(comparison, names, apart | common):
        return {}
    old = list(_ties(dialect, comparison.model_graph, names))
    new = list(_ties(dialect, comparison.ideal_graph, apart | common))
    early = list(_early(dialect, comparison, apart))
    found: dict[tuple[str, str, str, str], list[Gap]] = {}
    for knot in _new_knots(old, early, new):
        cuts = [gap for tie in _only([*old, *early], new, knot) for gap in _around(comparison.gaps, tie.edge, False)]
        closing = [gap for tie in _only(new, old, knot) for gap in _around(comparison.gaps, tie.edge, True)]
        closing += [gap for tie in _only(early, old, knot) for gap in _naming(comparison.gaps, tie, apart)]
        for gap in closing:
            others = found.setdefault(gap.key, [])
            others += [cut for cut in cuts if cut is not gap and cut not in others]
    return found


def _has_knots(comparison: Comparison, names: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Whether there is any circle at all in both together: most templates have none, and are looked at no closer."""
    ahead: dict[str, list[str]] = {name: [] for name in (*names.values(), *others.values())}
    for graph, known in ((comparison.model_graph, names), (comparison.ideal_graph, others)):
        for source, edges in graph.out.items():
            ahead[known[source]] += [known[edge.target] for edge in edges if edge.target is not None]
    early = comparison.model_graph.dangling()
    return bool(early) or bool(knots(ahead))


def _ties(dialect: Dialect, graph: Graph, names: Mapping[str, str]) -> Iterator[_Tie]:
    for source, edges in graph.out.items():
        for edge in edges:
            if edge.target is not None and dialect.binds(edge.source, edge.route):
                yield _Tie(names[source], names[edge.target], edge)


def _early(dialect: Dialect, comparison: Comparison, apart: Mapping[str, str]) -> Iterator[_Tie]:
    """What the model refers to and will have once an entry gets the ideal's name, or comes from there."""
    graph, ideal = comparison.model_graph, comparison.ideal_graph
    for edge in graph.dangling():
        key = (edge.namespace, edge.name)
        target = graph.declared.get((edge.namespace, comparison.names[key])) if key in comparison.names else None
        if target is None and key in ideal.declared:
            target = apart[ideal.declared[key]]
        if target is not None and dialect.binds(edge.source, edge.route):
            yield _Tie(edge.source.pointer, target, edge)


def _new_knots(old: Sequence[_Tie], early: Sequence[_Tie], new: Sequence[_Tie]) -> list[set[str]]:
    """The circles that neither template has, and both together have."""
    mine, yours = ({(tie.source, tie.target) for tie in side} for side in ([*old, *early], new))
    # Where one has all the ties of the other there is nothing that only both have.
    found = [] if mine <= yours or (not early and yours <= mine) else _knots([*old, *early, *new])
    known = [*_knots(old), *_knots(new)] if found else []
    return [knot for knot in found if not any(knot <= one for one in known)]


def _knots(ties: Iterable[_Tie]) -> list[set[str]]:
    graph: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        graph[tie.source].append(tie.target)
        graph.setdefault(tie.target, [])
    return knots(graph)


def _only(ties: Sequence[_Tie], others: Sequence[_Tie], knot: set[str]) -> list[_Tie]:
    """The ties of a circle that one side alone has."""
    known = {(tie.source, tie.target) for tie in others}
    inside = (tie for tie in ties if tie.source in knot and tie.target in knot)
    return [tie for tie in inside if (tie.source, tie.target) not in known]


def _around(gaps: Iterable[Gap], edge: Edge, ideal: bool) -> Iterator[Gap]:
    """The gaps that bring a mention of the ideal, or take away one of the model."""
    for gap in gaps:
        entry = gap.pair.ideal if ideal else gap.pair.model
        where = gap.ideal_pointer if ideal else gap.pointer
        lacks = ("extra", "renamed") if ideal else ("missing", "renamed")
        here = entry is not None and entry.pointer == edge.source.pointer and gap.kind not in lacks
        if here and covers(where, edge.pointer):
            yield gap


def _naming(gaps: Iterable[Gap], tie: _Tie, apart: Mapping[str, str]) -> Iterator[Gap]:
    """The gaps that give an entry the name by which the model refers to it."""
    for gap in gaps:
        model, ideal = gap.pair.model, gap.pair.ideal
        renamed = gap.kind == "renamed" and model is not None and model.pointer == tie.target
        comes = gap.kind == "missing" and not gap.path and ideal is not None and apart[ideal.pointer] == tie.target
        if renamed or comes:
            yield gap
