"""What a program says in two ways: a property of a construct, or a method that is called on it afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from fixer.cdk.canonical import Known, canonical
from fixer.cdk.meaning import plain
from fixer.compare.gaps import ABSENT, Gap
from fixer.compare.items import freeze
from fixer.pointer import child

# The method that adds one item to the list (each argument is one), or sets one member of the object.
_ADDS = {
    "addToPolicy": "initialPolicy", "addToRolePolicy": "initialPolicy", "addToPrincipalPolicy": "initialPolicy",
    "addManagedPolicy": "managedPolicies", "addLifecycleRule": "lifecycleRules", "addCorsRule": "cors",
    "addGlobalSecondaryIndex": "globalSecondaryIndexes", "addLocalSecondaryIndex": "localSecondaryIndexes",
    "addReplica": "replicas", "addTarget": "targets", "addLayers": "layers", "addEventSource": "events",
    "addStatements": "statements", "addSecurityGroup": "securityGroups", "addStage": "stages",
}  # fmt: skip
_SETS = {"addEnvironment": "environment"}
# Properties that are set member by member, elsewhere too: `Tags.of(stack).add(key, value)`.
_BY_MEMBER = ("environment", "tags")
_IS = {"applyRemovalPolicy": "removalPolicy"}

Fact = tuple[str, str]


# Parts of an entry that only group what is said in them.
_GROUPS = ("Properties", "Calls", "Assigned", "Tags")


def settled(gaps: list[Gap], known: Known) -> list[Gap]:
    """The gaps between two constructs, one for each property and method that only one of them has at all.

    Without those that cancel out: one side calls what the other sets.
    """
    return _without_twins([part for gap in gaps for part in _parts(gap, known)], known)


def _parts(gap: Gap, known: Known) -> Iterator[Gap]:
    value = gap.ideal if gap.kind == "missing" else gap.model
    if len(gap.path) != 1 or gap.path[0] not in _GROUPS or gap.kind not in ("missing", "extra"):
        yield gap
        return
    entry = gap.pair.ideal or gap.pair.model
    assert entry is not None
    for name, item in value.items() if isinstance(value, dict) else ():
        path = (*gap.path, name)
        if plain(entry, path, canonical(item, known)) is not ABSENT:
            places = child(gap.pointer, name), child(gap.ideal_pointer, name)
            side = {"ideal": item} if gap.kind == "missing" else {"model": item}
            yield replace(gap, pointer=places[0], ideal_pointer=places[1], path=path, **side)


def _without_twins(gaps: list[Gap], known: Known) -> list[Gap]:
    others = [gap for gap in gaps if gap.path[:1] in (("Calls",), ("Tags",))]
    if not others or not any(gap.path[:1] == ("Properties",) for gap in gaps):
        return gaps
    facts: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    holders: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        for name in dict.fromkeys(name for name, _ in _facts(gap, known) or ()):
            holders[name].append(gap)
        for name, said in _facts(gap, known) or ():
            facts[name][gap.kind == "missing"].append((name, said))
    equal = {name for name, (extra, missing) in facts.items() if extra and sorted(extra) == sorted(missing)}
    dropped = {id(gap) for name in equal for gap in holders[name]}
    # A gap that says more than what is said elsewhere stays, and what it would have answered to stays with it.
    for gap in gaps:
        names = {name for name, _ in _facts(gap, known) or ()}
        if id(gap) in dropped and not names <= equal:
            dropped -= {id(other) for name in names for other in holders[name]}
    return [gap for gap in gaps if id(gap) not in dropped]


def _facts(gap: Gap, known: Known) -> list[Fact] | None:
    """What a whole property or call says, as ``(property, item)``; ``None`` if it says anything else."""
    if gap.kind not in ("missing", "extra") or not gap.path:
        return None
    value = gap.ideal if gap.kind == "missing" else gap.model
    found: list[Fact] = []
    for name, item in _said(gap.path, value):
        if name is None:
            return None
        found.append((name, freeze(canonical(item, known))))
    return found


def _said(path: Sequence[str], value: Any) -> Iterator[tuple[str | None, Any]]:
    if path[0] == "Calls":
        if len(path) == 2:
            yield from _called(path[1], value)
        elif len(path) == 3:
            yield from _called(path[1], [value])
        else:
            yield None, None
    elif path[0] == "Tags" and len(path) == 2:
        yield "tags", [path[1], value]
    elif path[0] == "Properties" and len(path) == 2:
        yield from _property(path[1], value)
    elif path[0] == "Properties" and len(path) == 3:
        yield (path[1], value) if path[2].isdecimal() else (path[1], [path[2], value])
    else:
        yield None, None


def _called(method: str, calls: Any) -> Iterator[tuple[str | None, Any]]:
    for arguments in calls if isinstance(calls, list) else [None]:
        if not isinstance(arguments, list) or not arguments:
            yield None, None
        elif method in _ADDS:
            yield from ((_ADDS[method], item) for item in arguments)
        elif method in _SETS and len(arguments) == 2:
            yield _SETS[method], arguments
        elif method in _IS and len(arguments) == 1:
            yield _IS[method], arguments[0]
        else:
            yield None, None


def _property(name: str, value: Any) -> Iterator[tuple[str | None, Any]]:
    if name in _ADDS.values() and isinstance(value, list):
        yield from ((name, item) for item in value)
    elif name in _BY_MEMBER and isinstance(value, dict):
        yield from ((name, [key, item]) for key, item in value.items())
    elif name in _IS.values():
        yield name, value
    else:
        yield None, None
