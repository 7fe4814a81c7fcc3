"""References: to nothing, in a circle, and entries that none leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, as_list, as_map, listed
from fixer.cfn.references import Reference
from fixer.compare.graph import knots
from fixer.lazy import pattern
from fixer.pointer import join, split

PSEUDO_PARAMETERS = frozenset(
    f"AWS::{name}"
    for name in ("AccountId", "NotificationARNs", "NoValue", "Partition", "Region", "StackId", "StackName", "URLSuffix")
)
# What each kind of reference may name.
TARGETS = {
    "ref": ("Parameters", "Resources"),
    "sub": ("Parameters", "Resources"),
    "getatt": ("Resources",),
    "depends": ("Resources",),
    "condition": ("Conditions",),
    "mapping": ("Mappings",),
}
# Parameters that the CDK writes whether anything uses them or not, and takes a value for from itself.
_OF_THE_CDK = pattern(r"AssetParameters?[0-9a-f]{64}|BootstrapVersion$")
_INTERFACE = "AWS::CloudFormation::Interface"
WORDS = {"Parameters": "parameter", "Resources": "resource", "Conditions": "condition", "Mappings": "mapping"}


def dangling_reference(stack: Stack) -> list[Place]:
    """Every reference to an entry that is not there."""
    if stack.written_by_macro:
        return []
    known = {section: set(stack.section(section)) for section in WORDS}
    serverless = stack.serverless
    if serverless:
        known["Resources"] |= _by_transform(stack)
    places: dict[Place, None] = {}
    for pointer, reference in _all_references(stack):
        sections = TARGETS[reference.kind]
        if reference.target in PSEUDO_PARAMETERS and reference.kind in ("ref", "sub"):
            continue
        # What the serverless transform makes of a function has a dotted name: `Ref: Function.Version`.
        target = reference.target.partition(".")[0] if serverless else reference.target
        if not any(target in known[section] for section in sections):
            words = " or ".join(WORDS[section] for section in sections)
            places[Place(pointer, f"there is no {words} '{reference.target}'")] = None
    return list(places)


def unused_parameter(stack: Stack) -> list[Place]:
    """Parameters that nothing refers to; what the console is told of them goes with them."""
    shown = as_map(as_map(stack.template.get("Metadata")).get(_INTERFACE))
    places = []
    for one in _unused(stack, "Parameters", ("ref", "sub")):
        if _OF_THE_CDK.match(split(one.pointer)[1]):
            continue
        also = tuple(_unlisted(shown, split(one.pointer)[1]))
        places.append(replace(one, patch=(*also, {"op": "remove", "path": one.pointer})) if also else one)
    return places


def _unlisted(shown: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """Operations that take a parameter out of the console's groups and labels, each guarded by a test."""
    for number, group in enumerate(as_list(shown.get("ParameterGroups"))):
        names = as_list(as_map(group).get("Parameters"))
        for index in reversed([index for index, item in enumerate(names) if item == name]):
            at = join(("Metadata", _INTERFACE, "ParameterGroups", str(number), "Parameters", str(index)))
            yield {"op": "test", "path": at, "value": name}
            yield {"op": "remove", "path": at}
    if name in as_map(shown.get("ParameterLabels")):
        yield {"op": "remove", "path": join(("Metadata", _INTERFACE, "ParameterLabels", name))}


def unused_condition(stack: Stack) -> list[Place]:
    """Conditions that nothing refers to."""
    return _unused(stack, "Conditions", ("condition",))


def unused_mapping(stack: Stack) -> list[Place]:
    """Mappings that no Fn::FindInMap reads; none where a name is computed, since it could be any."""
    if stack.synthesized or any("Fn::FindInMap" in node and not _static_map(node) for node in stack.mappings):
        return []
    return _unused(stack, "Mappings", ("mapping",))


def circular_dependency(stack: Stack) -> list[Place]:
    """Resources that wait for each other, once for each knot, at the first of them by name."""
    graph = {
        name: [one.target for one in found if one.kind in ("ref", "sub", "getatt", "depends")]
        for (section, name), found in stack.references.items()
        if section == "Resources"
    }
    places = []
    for knot in knots(graph):
        ordered = sorted(knot)
        circle = f"these resources depend on each other: {listed(ordered)}"
        places.append(Place(join(("Resources", ordered[0])), "it depends on itself" if len(ordered) == 1 else circle))
    return places


def _all_references(stack: Stack) -> Iterator[tuple[str, Reference]]:
    """Every reference of the template with the pointer of the string that makes it."""
    for (section, name), found in stack.references.items():
        for one in found:
            yield join((section, name, *one.pointer)), one


def _unused(stack: Stack, section: str, kinds: tuple[str, ...]) -> list[Place]:
    if stack.written_by_macro:
        return []
    used = {one.target for _, one in _all_references(stack) if one.kind in kinds}
    names = [name for name in stack.section(section) if name not in used]
    return [Place(join((section, name)), f"nothing refers to the {WORDS[section]} '{name}'") for name in names]


def _by_transform(stack: Stack) -> set[str]:
    """Ids of resources that the serverless transform makes: of functions their roles, of the implicit API its parts."""
    made = {"ServerlessRestApi", "ServerlessHttpApi", "ServerlessRestApiProdStage", "ServerlessDeploymentApplication"}
    for name, body in stack.section("Resources").items():
        if isinstance(body, dict) and str(body.get("Type", "")).startswith("AWS::Serverless::"):
            suffixes = ("Role", "Url", "AliasLive", "Aliaslive", "Stage", "ProdStage", "ApiGatewayDefaultStage")
            made |= {name + suffix for suffix in suffixes}
    return made


def _static_map(node: Mapping[str, Any]) -> bool:
    argument = node["Fn::FindInMap"]
    return isinstance(argument, list) and bool(argument) and isinstance(argument[0], str)
