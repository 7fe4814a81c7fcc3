"""What is written in vain, by halves, or for one region only: what a linter warns of, and what can mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.sections import SECTIONS, without_snapshots
from fixer.cfn.detectors.stack import Path, Resource, Stack, as_list
from fixer.cfn.references import references
from fixer.lazy import pattern
from fixer.pointer import join

Operation = Mapping[str, Any]

_ZONE = pattern(r"[a-z]{2}-[a-z-]{4,20}-[0-9]([a-z])")
_POLICIES = ("DeletionPolicy", "UpdateReplacePolicy")
# What keeps a resource, and what the other policy calls the same.
_KEEPING = {"Retain": "Retain", "RetainExceptOnCreate": "Retain", "Snapshot": "Snapshot"}
_VERSIONS = ("AWS::Lambda::Version", "AWS::Lambda::LayerVersion")
# Types that name their zone in one property, and those that list zones.
_IN_ZONE = (
    "AWS::EC2::Subnet", "AWS::EC2::Instance", "AWS::EC2::Volume", "AWS::EC2::Host", "AWS::RDS::DBInstance",
    "AWS::DMS::ReplicationInstance",
)  # fmt: skip
_IN_ZONES = (
    "AWS::AutoScaling::AutoScalingGroup", "AWS::RDS::DBCluster", "AWS::DAX::Cluster",
    "AWS::ElasticLoadBalancing::LoadBalancer",
)  # fmt: skip


def section_null(stack: Stack) -> list[Place]:
    """Sections with nothing behind their name. Without resources there is no template: that one cannot go."""
    return [
        Place(
            join((name,)),
            f"[/{name}] 'null' values are not allowed in templates",
            ({"op": "remove", "path": join((name,))},),
        )
        for name, body in stack.template.items()
        if body is None and name in SECTIONS - {"Resources"}
    ]


def sub_unneeded(stack: Stack) -> list[Place]:
    """Fn::Sub of a text without a variable: the text itself says the same."""
    places = []
    for path, argument in _functions(stack, "Fn::Sub"):
        text, bound = argument, None
        if isinstance(argument, list) and len(argument) == 2:
            text, bound = argument
        # What a map binds and the text does not use may be a forgotten variable, which is for a person to judge.
        if isinstance(text, str) and "${" not in text and not bound:
            patch = {"op": "replace", "path": join(path[:-1]), "value": text}
            places.append(Place(join(path), "Fn::Sub isn't needed because there are no variables", (patch,)))
    return places


def dependency_redundant(stack: Stack) -> list[Place]:
    """DependsOn of what the resource refers to in any case."""
    places: list[Place] = []
    if stack.synthesized:
        return places
    for one in stack.resources.values():
        # The transform moves what refers to a resource of its own types to other resources.
        if one.type.startswith("AWS::Serverless::") or stack.written_by_macro:
            continue
        depends = as_list(one.body.get("DependsOn"))
        referred = _certain(one) if depends else {}
        needless = [n for n, name in enumerate(depends) if isinstance(name, str) and name in referred]
        patch = _less(one.pointer + "/DependsOn", depends, needless)
        for number in needless:
            name = depends[number]
            at = one.pointer + ("/DependsOn" if isinstance(one.body["DependsOn"], str) else f"/DependsOn/{number}")
            message = f"{referred[name]} already makes it wait for {name}"
            # One patch takes them all out; a second would meet the list changed.
            places.append(Place(at, message, () if number != needless[0] else patch))
    return places


def _certain(one: Resource) -> dict[str, str]:
    """What the resource refers to whatever its conditions come to, and the property that does."""
    return {
        reference.target: reference.pointer[0]
        for reference in references(one.properties)
        if reference.kind in ("ref", "sub", "getatt") and "Fn::If" not in reference.pointer
    }


def _less(pointer: str, items: Sequence[Any], numbers: Sequence[int]) -> tuple[Operation, ...]:
    """Operations that take items out of a list, which goes with its last item."""
    if len(numbers) == len(items):
        return ({"op": "remove", "path": pointer},)
    return tuple({"op": "remove", "path": f"{pointer}/{number}"} for number in reversed(numbers))


def removal_policy_incomplete(stack: Stack) -> list[Place]:
    """Resources that are kept on deletion and not on replacement, or the other way round."""
    places = []
    for one in stack.resources.values():
        given = [name for name in _POLICIES if name in one.body]
        if len(given) != 1 or one.type in _VERSIONS:
            continue
        [name], [other] = given, set(_POLICIES) - set(given)
        value = one.body[name]
        # Who writes Delete, which is what happens without it, wants to keep nothing. A snapshot that the type does not
        # know is refused as it is.
        if isinstance(value, str) and value in _KEEPING and not (value == "Snapshot" and _snapless(one)):
            at = f"{one.pointer}/{other}"
            patch = {"op": "add", "path": at, "value": _KEEPING[value]}
            places.append(Place(at, f"{name} is {value}, and nothing is said of {other}", (patch,)))
    return places


def _snapless(one: Resource) -> bool:
    """Whether no snapshot is taken of a resource: the type has none, or the cluster that it is part of has them."""
    member = (
        one.type in ("AWS::RDS::DBInstance", "AWS::Neptune::DBInstance") and "DBClusterIdentifier" in one.properties
    )
    return without_snapshots(one) or member


def zone_hardcoded(stack: Stack) -> list[Place]:
    """Availability Zones that are written out. The letter says which of the account's zones takes its place."""
    places = []
    found: list[tuple[Resource, Path, Any]] = []
    for one in stack.of(*_IN_ZONE):
        found.append((one, ("AvailabilityZone",), one.properties.get("AvailabilityZone")))
    for one in stack.of(*_IN_ZONES):
        zones = as_list(one.properties.get("AvailabilityZones"))
        found += [(one, ("AvailabilityZones", str(number)), zone) for number, zone in enumerate(zones)]
    for one, path, value in found:
        text = stack.text(value)
        zone = _ZONE.fullmatch(text) if text is not None else None
        if zone is None:
            continue
        chosen = {"Fn::Select": [ord(zone.group(1)) - ord("a"), {"Fn::GetAZs": ""}]}
        patch = ({"op": "replace", "path": one.at(*path), "value": chosen},) if isinstance(value, str) else ()
        places.append(Place(one.at(*path), f"the zone {text} is there in one region only", patch))
    return places


def _functions(stack: Stack, name: str) -> Iterator[tuple[Path, Any]]:
    """Every call of a function in resources, outputs and conditions, with the path of its argument."""
    if stack.serverless:
        return
    for section in ("Resources", "Outputs", "Conditions"):
        pending: list[tuple[Path, Any]] = [((section,), stack.section(section))]
        while pending:
            path, node = pending.pop()
            if isinstance(node, dict) and len(node) == 1 and name in node:
                yield (*path, name), node[name]
            items = node.items() if isinstance(node, dict) else zip(count(), node, strict=False)
            pending.extend(((*path, str(key)), item) for key, item in items if isinstance(item, (dict, list)))
