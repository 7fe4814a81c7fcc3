"""Differences between two values that nothing is known about (metadata, mappings, a document inside a string).

deepdiff finds them; it is imported only when such a value differs, because its import costs more than a comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal

from fixer.compare.gaps import ABSENT
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
    found += list(_insertions(tree, found))
    return sorted(found, key=lambda difference: (difference.model_route, difference.ideal_route))


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
