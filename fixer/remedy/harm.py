"""What mending must not bring: a failure that was not there before, and whose fix it comes from.

A fix may be right by itself and wrong where it stands: a bucket that blocks public policies beside a policy that is
public, a newer runtime under code that needs the old one. All rules are asked again; what is grave and new is held
against the fix without which it is not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from fixer.compare.graph import Graph
from fixer.dialect import Dialect
from fixer.issues.checking import Found
from fixer.pointer import covers

Key = tuple[str, str]
"""A rule's id and the pointer of an entry."""
_GRAVE = ("critical", "high")
# How many rules are suspected of bringing one failure, each at the price of a run.
MOST_SUSPECTS = 12


def harm(before: Sequence[Found], after: Sequence[Found]) -> dict[Key, str]:
    """What would stop a deployment, or is grave, in ``after`` and not in ``before``, with the title of its rule."""
    known = _places(before)
    titles = {one.rule.id: one.issue.title for one in after if _grave(one)}
    return {key: titles[key[0]] for key, number in _places(after).items() if key[0] in titles and number > known[key]}


def _grave(found: Found) -> bool:
    return found.issue.deployment == "fails" or found.issue.severity in _GRAVE


def _places(found: Iterable[Found]) -> Counter[Key]:
    return Counter(
        (one.rule.id, gap.pair.model.pointer)
        for one in found
        if not one.hidden
        for gap in one.issue.gaps
        if gap.pair.model
    )


def blamed(
    brought: Mapping[Key, str],
    writes: Mapping[Key, Sequence[str]],
    data: Any,
    dialect: Dialect,
    without: Callable[[Iterable[Key]], Mapping[Key, str]],
) -> dict[Key, str]:
    """The parts that bring one of the failures, with the reason.

    ``without`` says what is brought where some parts are left out. Suspected are the parts near the failure; where none
    of them, or only all together, bring it, all near it are left out.
    """
    rule = min(name for name, _ in brought)
    places = {entry for name, entry in brought if name == rule}
    title = next(title for (name, _), title in brought.items() if name == rule)
    reason = f"it would bring another failure: {title} ({rule})"
    near = _near(places, writes, data, dialect)
    best: tuple[int, list[Key]] = (len(places), near)
    there = {name for name, entry in near if entry in places}
    for suspect in sorted({name for name, _ in near}, key=lambda name: (name not in there, name))[:MOST_SUSPECTS]:
        keys = [key for key in near if key[0] == suspect]
        left = sum(name == rule for name, _ in without(keys))
        if left < best[0]:
            best = left, keys
        if not left:
            break
    return dict.fromkeys(best[1], reason)


def _near(places: set[str], writes: Mapping[Key, Sequence[str]], data: Any, dialect: Dialect) -> list[Key]:
    """The parts that wrote in these entries or in one that refers to them, or that they refer to; else all."""
    wide = set(places)
    for source, edges in Graph(dialect, data).out.items():
        for edge in edges:
            if source in places and edge.target is not None:
                wide.add(edge.target)
            elif edge.target in places:
                wide.add(source)
    near = [key for key, at in writes.items() if any(covers(entry, one) for entry in wide for one in at)]
    return near or list(writes)
