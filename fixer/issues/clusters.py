"""Claimed gaps to clusters of the size that a person would write one heading about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from fixer.catalogue.rule import Rule
from fixer.compare.compare import Comparison
from fixer.compare.gaps import Gap
from fixer.compare.graph import Edge
from fixer.frozen import record
from fixer.issues.claiming import Claimed
from fixer.issues.generic import GenericClass, classify
from fixer.issues.nearness import Nearness
from fixer.pointer import covers

# What exists only for something else, wherever it is the only thing that needs it.
AUXILIARY = ("Parameters", "Conditions", "Mappings", "Variables")
# How long a chain (parameter, condition, condition, resource) is followed.
ROUNDS = 8


@record
class Cluster:
    """Gaps that one issue is about: instances of one rule, or of one generic class.

    ``seen``: the model has the failure for certain, whatever the ideal says.
    """

    rule: Rule | None
    generic: GenericClass | None
    gaps: list[Gap] = field(default_factory=list)
    seen: bool = False


def cluster(claimed: Sequence[Claimed], comparison: Comparison, near: Nearness) -> list[Cluster]:
    """All gaps, each in exactly one cluster."""
    rules: dict[str, list[Claimed]] = {}
    generic: dict[str, Cluster] = {}
    for item in claimed:
        if item.rule is not None:
            rules.setdefault(item.rule.id, []).append(item)
        else:
            kind = classify(item.gap)
            generic.setdefault(kind.key, Cluster(None, kind)).gaps.append(item.gap)
    clusters = [group for items in rules.values() for group in of_rule(items, near)]
    return _folded([*clusters, *generic.values()], comparison)


def of_rule(items: list[Claimed], near: Nearness) -> list[Cluster]:
    """The gaps of one rule in clusters, as the rule groups them."""
    rule = items[0].rule
    assert rule is not None
    return [
        Cluster(rule, None, [item.gap for item in some], any(item.seen for item in some))
        for some in _grouped(items, rule, near)
    ]


def _grouped(items: list[Claimed], rule: Rule, near: Nearness) -> list[list[Claimed]]:
    if rule.group == "template":
        return [items]
    if rule.group == "component":
        return [[items[n] for n in members] for members in near.components([item.gap for item in items])]
    entries: dict[tuple[str, str], list[Claimed]] = {}
    for item in items:
        pair = item.gap.pair
        key = (pair.model or pair.ideal, pair.ideal)
        name = (key[0].pointer if key[0] else "", key[1].pointer if key[1] else "")
        entries.setdefault(name, []).append(item)
    return list(entries.values())


def _folded(clusters: list[Cluster], comparison: Comparison) -> list[Cluster]:
    """Move entries that exist only for another cluster's gaps into that cluster, until none is left to move."""
    for _ in range(ROUNDS):
        moved = False
        places = _Places(clusters)
        for one in clusters:
            for gap in [gap for gap in one.gaps if _auxiliary(gap, one)]:
                target = _needed_by(gap, places, comparison)
                if target is not None and target is not one:
                    one.gaps.remove(gap)
                    target.gaps.append(gap)
                    moved = True
        if not moved:
            break
    return [found for found in clusters if found.gaps]


def _auxiliary(gap: Gap, home: Cluster) -> bool:
    entry = gap.pair.ideal or gap.pair.model
    if entry is None or gap.path or gap.kind not in ("missing", "extra"):
        return False
    return entry.section in AUXILIARY or (entry.section == "Resources" and home.rule is None)


class _Places:
    """Which cluster speaks of a place of either template."""

    def __init__(self, clusters: list[Cluster]) -> None:
        self._by_entry: dict[tuple[str, str], list[tuple[str, Cluster]]] = {}
        for found in clusters:
            for gap in found.gaps:
                for side, entry, pointer in (
                    ("model", gap.pair.model, gap.pointer),
                    ("ideal", gap.pair.ideal, gap.ideal_pointer),
                ):
                    if entry is not None:
                        self._by_entry.setdefault((side, entry.pointer), []).append((pointer, found))

    def of(self, side: str, edge: Edge) -> Cluster | None:
        """The cluster with a gap that contains the mention."""
        where = edge.pointer
        for pointer, found in self._by_entry.get((side, edge.source.pointer), ()):
            if covers(pointer, where):
                return found
        return None


def _needed_by(gap: Gap, places: _Places, comparison: Comparison) -> Cluster | None:
    """The one cluster whose gaps hold every mention of a gap's entry; outputs that publish it do not count."""
    if gap.kind == "missing":
        side, entry, graph = "ideal", gap.pair.ideal, comparison.ideal_graph
    else:
        side, entry, graph = "model", gap.pair.model, comparison.model_graph
    assert entry is not None
    users = [edge for edge in graph.back.get(entry.pointer, ()) if edge.source.section != "Outputs"]
    homes = [places.of(side, edge) for edge in users if edge.source.pointer != entry.pointer]
    if not homes or homes[0] is None or any(home is not homes[0] for home in homes):
        return None
    return homes[0]
