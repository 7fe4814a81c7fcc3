"""Differences between two values that nothing is known about (metadata, mappings, a document inside a string).

Mappings differ by their keys. Between lists deepdiff finds what differs; it is imported only then, because its import
costs more than a comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from fixer.compare.gaps import ABSENT
from fixer.compare.items import same
from fixer.frozen import frozen

Route = tuple[str, ...]


@frozen
class Difference:
    """One difference below the two values; routes are tokens below them, in each side's own indexes.

    For ``missing`` the model route is where the value would be inserted.
    """

    kind: Literal["missing", "extra", "changed"]
    model_route: Route
    ideal_route: Route
    model: Any = ABSENT
    ideal: Any = ABSENT


def differences(model: Any, ideal: Any) -> list[Difference]:
    """What differs between two plain values, in the order of the model's routes."""
    return sorted(_below(model, ideal, ()), key=lambda difference: (difference.model_route, difference.ideal_route))


def _below(model: Any, ideal: Any, route: Route) -> Iterator[Difference]:
    if isinstance(model, dict) and isinstance(ideal, dict):
        for key, value in model.items():
            if key in ideal:
                yield from _below(value, ideal[key], (*route, str(key)))
            else:
                yield Difference("extra", (*route, str(key)), (*route, str(key)), value)
        for key, value in ideal.items():
            if key not in model:
                yield Difference("missing", (*route, str(key)), (*route, str(key)), ideal=value)
    elif same(model, ideal):
        return
    elif isinstance(model, list) and isinstance(ideal, list):
        for one in _between_lists(model, ideal):
            yield replace(one, model_route=(*route, *one.model_route), ideal_route=(*route, *one.ideal_route))
    else:
        yield Difference("changed", route, route, model, ideal)


def _between_lists(model: list[Any], ideal: list[Any]) -> list[Difference]:
    from deepdiff import DeepDiff

    tree = DeepDiff(model, ideal, view="tree", threshold_to_diff_deeper=0)
    found: list[Difference] = []
    for group in ("values_changed", "type_changes"):
        found += [
            Difference("changed", _route(level, False), _route(level, True), level.t1, level.t2)
            for level in tree.get(group, ())
        ]
    found += [
        Difference("extra", _route(level, False), _route(level, False), level.t1)
        for group in ("dictionary_item_removed", "iterable_item_removed")
        for level in tree.get(group, ())
    ]
    return found + list(_insertions(tree, found))


def _route(level: Any, ideal: bool) -> Route:
    return tuple(str(token) for token in level.path(output_format="list", use_t2=ideal))


def _insertions(tree: Any, found: list[Difference]) -> Iterator[Difference]:
    """What only the ideal has; a list item's place in the model is counted from what stays before it."""
    for level in tree.get("dictionary_item_added", ()):
        route = _route(level, True)
        yield Difference("missing", route, route, ideal=level.t2)
    removed: dict[Route, set[int]] = defaultdict(set)
    for difference in found:
        if difference.kind == "extra" and difference.model_route[-1].isdigit():
            removed[difference.model_route[:-1]].add(int(difference.model_route[-1]))
    added: dict[Route, list[tuple[int, Any]]] = defaultdict(list)
    for level in tree.get("iterable_item_added", ()):
        route = _route(level, True)
        added[route[:-1]].append((int(route[-1]), level.t2))
    for parent, items in added.items():
        for count, (index, value) in enumerate(sorted(items, key=lambda item: item[0])):
            place = insertion_index(index - count, removed[parent])
            yield Difference("missing", (*parent, str(place)), (*parent, str(index)), ideal=value)


def insertion_index(kept: int, removed: set[int]) -> int:
    """The index in the model's list after its first ``kept`` items that stay."""
    index = 0
    while kept > 0 or index in removed:
        if index not in removed:
            kept -= 1
        index += 1
    return index
