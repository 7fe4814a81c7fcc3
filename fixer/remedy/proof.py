"""Evidence that applying did what was meant and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fixer.compare.gaps import Gap
from fixer.compare.graph import Edge, Graph, knots
from fixer.dialect import Dialect
from fixer.issues.issue import Issue
from fixer.pointer import join, split

Known = Graph | Mapping[str, Any]
"""A template, or the graph of its references where that is known already."""


def objections(
    dialect: Dialect,
    result: Mapping[str, Any],
    known: Sequence[Known],
    chosen: Sequence[Issue],
    renames: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """What is wrong with ``result``, by the id of each chosen issue that may have brought it; empty if nothing is.

    ``renames``: the new names that entries of the known templates have in it, by their old pointers.
    """
    found: dict[str, str] = {}
    graph = Graph(dialect, result)
    known = [_graph(dialect, one) for one in known]
    for edge in broken_references(dialect, graph, *known):
        reason = f"{edge.pointer} would refer to {edge.name}, which would not be there"
        removing = [issue for issue in chosen if _removes(issue, edge.name)]
        for issue in removing or _touching(chosen, {edge.source.pointer}):
            found.setdefault(issue.id, reason)
    for circle in new_circles(dialect, graph, *known, renames=renames):
        names = ", ".join(pointer.rpartition("/")[2] for pointer in circle)
        reason = f"{names} would depend on {'each other' if len(circle) > 1 else 'itself'}"
        for issue in _touching(chosen, set(circle)):
            found.setdefault(issue.id, reason)
    if not any(entry.type for entry in dialect.entries(result)):
        for issue in chosen:
            if any(_takes_out(gap) and gap.pair.model and gap.pair.model.type for gap in issue.gaps):
                found.setdefault(issue.id, "no resource would be left")
    return found


def _removes(issue: Issue, name: str) -> bool:
    return any(_takes_out(gap) and gap.pair.model and gap.pair.model.id == name for gap in issue.gaps)


def _takes_out(gap: Gap) -> bool:
    return gap.kind == "extra" and not gap.path


def _touching(chosen: Sequence[Issue], pointers: set[str]) -> Sequence[Issue]:
    """The issues with a gap in one of these entries, on either side; all where it cannot be told."""
    touching = [
        issue
        for issue in chosen
        if any(entry and entry.pointer in pointers for gap in issue.gaps for entry in (gap.pair.model, gap.pair.ideal))
    ]
    return touching or chosen


def broken_references(dialect: Dialect, result: Known, *known: Known) -> list[Edge]:
    """Mentions in ``result`` of entries that it does not have, less those that a known template has as well.

    The model and the ideal may have dangling references of their own; closing gaps must not bring new ones.
    """
    allowed = {(edge.namespace, edge.name) for template in known for edge in _graph(dialect, template).dangling()}
    return [edge for edge in _graph(dialect, result).dangling() if (edge.namespace, edge.name) not in allowed]


def new_circles(
    dialect: Dialect, result: Known, *known: Known, renames: Mapping[str, str] | None = None
) -> list[list[str]]:
    """Entries of ``result``, by pointer, that all refer to each other, where no known template has the same circle."""
    allowed = [circle for template in known for circle in _circles(dialect, template)]
    if renames and allowed:
        named = {old: join((*split(old)[:-1], new)) for old, new in renames.items()}
        allowed += [{named.get(pointer, pointer) for pointer in circle} for circle in allowed]
    return [sorted(circle) for circle in _circles(dialect, result) if not any(circle <= old for old in allowed)]


def _circles(dialect: Dialect, template: Known) -> list[set[str]]:
    out = _graph(dialect, template).out
    ties = {
        source: [edge.target for edge in edges if edge.target is not None and dialect.binds(edge.source, edge.route)]
        for source, edges in out.items()
    }
    return knots(ties)


def _graph(dialect: Dialect, template: Known) -> Graph:
    return template if isinstance(template, Graph) else Graph(dialect, template)
