"""Two templates to everything that separates them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fixer.compare.gaps import Gap, Pair
from fixer.compare.graph import Graph
from fixer.compare.items import same
from fixer.compare.pairing import new_names, pair_entries
from fixer.compare.walk import entry_gaps
from fixer.dialect import Dialect
from fixer.frozen import frozen
from fixer.pointer import covers, join, resolve, split

REWRITE = 0.25


@frozen
class Comparison:
    """All that separates two templates.

    ``rewrite``: so little pairs that the ideal is another template. ``names``: the model's id for each entry that the
    ideal calls otherwise, by namespace and ideal id. The graphs are each side's own, in its own ids.
    """

    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    rewrite: bool
    names: Mapping[tuple[str, str], str]
    model_graph: Graph
    ideal_graph: Graph


def compare(dialect: Dialect, model: Mapping[str, Any], ideal: Mapping[str, Any]) -> Comparison:
    """All gaps between two templates (plain data, long-form functions), entry by entry.

    A renamed entry is one gap: what refers to it is compared as if the ideal used the model's id, and so is what the
    model has under the ideal's id, which refers to nothing until the entry has its name.
    """
    graphs = (Graph(dialect, model), Graph(dialect, ideal))
    pairs = pair_entries(dialect, model, ideal, graphs)
    names = new_names(dialect, pairs)
    early = _early_names(dialect, graphs[0], names)
    meant = dialect.rename(model, early) if early else model
    agreed = dialect.agreed(meant, ideal, names)
    gaps: list[Gap] = []
    # Where no entry has another id, a section that is the same says so for all that is in it.
    equal = set() if names else {name for name, body in model.items() if name in ideal and same(body, ideal[name])}
    for pair in pairs:
        if pair.how == "same" and pair.model is not None and pair.model.section in equal:
            continue
        found = _pair_gaps(dialect, pair, (meant, ideal), names, agreed)
        if found:
            found = dialect.settled(found, agreed)
            gaps += [_as_written(gap, model) for gap in found] if early else found
    told = _without_incidental(dialect, gaps, graphs)
    return Comparison(pairs, tuple(told), _is_rewrite(pairs), names, *graphs)


def _early_names(dialect: Dialect, graph: Graph, names: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """The model's own ids for those that it refers to and only the ideal declares, for an entry that is to get them."""
    # Nearly always nothing is renamed, or what is renamed is not mentioned so.
    early = {(edge.namespace, edge.name) for edge in graph.dangling()} & names.keys() if names else set()
    if not early:
        return {}
    told = {dialect.namespace(entry.section) for entry in graph.entries if not dialect.local(entry.section)}
    return {key: names[key] for key in early if key[0] in told}


def _as_written(gap: Gap, model: Mapping[str, Any]) -> Gap:
    """The gap with the model's value as the model spells it."""
    if gap.inner is not None or gap.kind in ("missing", "renamed"):
        return gap
    return replace(gap, model=resolve(model, gap.pointer))


def _pair_gaps(
    dialect: Dialect,
    pair: Pair,
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    names: dict[tuple[str, str], str],
    agreed: Any,
) -> list[Gap]:
    model, ideal = sides
    if pair.ideal is None:
        assert pair.model is not None
        where = pair.model.pointer
        return [Gap("extra", where, where, model=resolve(model, where), pair=pair)]
    if pair.model is None:
        where = pair.ideal.pointer
        owner = names.get((dialect.borrowed(pair.ideal.section) or "", pair.ideal.id))
        place = where if owner is None else join((pair.ideal.section, owner))
        return [Gap("missing", place, where, ideal=resolve(ideal, where), pair=pair)]
    at = split(pair.model.pointer)
    left = resolve(model, at)
    right = resolve(ideal, at if pair.how == "same" else pair.ideal.pointer)
    if pair.how == "replaced":
        return [Gap("replaced", pair.model.pointer, pair.ideal.pointer, None, left, right, pair)]
    found = []
    if pair.how == "renamed" and not dialect.local(pair.model.section):
        found.append(Gap("renamed", pair.model.pointer, pair.ideal.pointer, None, pair.model.id, pair.ideal.id, pair))
    translated = dialect.rename(right, names)
    if not same(left, translated):
        found += [_original(gap, ideal, names) for gap in entry_gaps(dialect, pair, left, translated, agreed)]
    return found


def _without_incidental(
    dialect: Dialect,
    gaps: list[Gap],
    graphs: tuple[Graph, Graph],
) -> list[Gap]:
    """The gaps without the incidental entries of one side that no other gap would bring or take with it.

    One that the ideal alone has is told where a gap mentions it; one that the model alone has, where all that mentions
    it lies in gaps.
    """
    lone = [gap for gap in gaps if _is_incidental(dialect, gap, graphs)]
    if not lone:
        return gaps
    waiting = {id(gap) for gap in lone}
    told = [gap for gap in gaps if id(gap) not in waiting]
    places = (_Places(told, ideal=False), _Places(told, ideal=True))
    # What is told brings or takes those that it mentions, and these others: each is asked again where that may be so.
    mentioned: dict[tuple[bool, str], list[Gap]] = defaultdict(list)
    for gap in lone:
        missing = gap.kind == "missing"
        for edge in graphs[missing].back.get(_pointer(gap, missing), ()):
            mentioned[missing, edge.source.pointer].append(gap)
    todo = lone[::-1]
    while todo:
        gap = todo.pop()
        missing = gap.kind == "missing"
        if id(gap) in waiting and places[missing].need(graphs[missing], gap):
            waiting.remove(id(gap))
            places[missing].add(gap)
            todo += mentioned[missing, _pointer(gap, missing)]
    return [gap for gap in gaps if id(gap) not in waiting]


def _pointer(gap: Gap, ideal: bool) -> str:
    """The pointer of the entry that a gap is about, in one of the templates."""
    entry = gap.pair.ideal if ideal else gap.pair.model
    return entry.pointer if entry is not None else ""


def _is_incidental(dialect: Dialect, gap: Gap, graphs: tuple[Graph, Graph]) -> bool:
    missing = gap.kind == "missing"
    entry = gap.pair.ideal if missing else gap.pair.model
    if gap.path or entry is None or not (missing or gap.kind == "extra") or not dialect.local(entry.section):
        return False
    uses = len(graphs[missing].back.get(entry.pointer, ()))
    return dialect.incidental(entry, gap.ideal if missing else gap.model, uses)


class _Places:
    """What the gaps told so far cover in one of the templates, by entry."""

    def __init__(self, gaps: list[Gap], ideal: bool) -> None:
        self._ideal = ideal
        self._by_entry: dict[str, list[str]] = defaultdict(list)
        for gap in gaps:
            if gap.kind != ("extra" if ideal else "missing"):
                self.add(gap)

    def add(self, gap: Gap) -> None:
        entry = gap.pair.ideal if self._ideal else gap.pair.model
        if entry is not None:
            self._by_entry[entry.pointer].append(gap.ideal_pointer if self._ideal else gap.pointer)

    def need(self, graph: Graph, gap: Gap) -> bool:
        """Whether an incidental entry comes, or goes, with what is told already."""
        entry = gap.pair.ideal if self._ideal else gap.pair.model
        edges = graph.back.get(entry.pointer, ()) if entry else ()
        told = self._by_entry
        covered = (any(covers(one, edge.pointer) for one in told.get(edge.source.pointer, ())) for edge in edges)
        return any(covered) if self._ideal else bool(edges) and all(covered)


def _original(gap: Gap, ideal: Mapping[str, Any], names: dict[tuple[str, str], str]) -> Gap:
    """The gap with the ideal's value as the ideal spells it, ids included."""
    if not names or gap.inner is not None or gap.kind == "extra":
        return gap
    value = resolve(ideal, gap.ideal_pointer)
    return gap if value is gap.ideal else replace(gap, ideal=value)


def _is_rewrite(pairs: tuple[Pair, ...]) -> bool:
    resources = paired = 0
    for model, ideal, *_ in pairs:
        if (model and model.section == "Resources") or (ideal and ideal.section == "Resources"):
            resources += 1
            paired += model is not None and ideal is not None
    return resources > 3 and paired < REWRITE * resources
