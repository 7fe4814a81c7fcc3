"""Failures that no condition on one resource can show: they are found by following references through the template.

A rule names its detector (``detector: dangling-reference``); ``DETECTORS`` knows them by that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

from fixer.cfn.references import Reference, entry_references, references
from fixer.compare.graph import knots
from fixer.frozen import frozen
from fixer.pointer import join

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
WORDS = {"Parameters": "parameter", "Resources": "resource", "Conditions": "condition", "Mappings": "mapping"}
WITHOUT_REFERENCES = ("Parameters", "Mappings", "Metadata")
# A cycle of more resources than this is told by its first ones.
MAX_NAMED = 6


@frozen
class Place:
    """Where a detector found its failure: a JSON Pointer into the template, and what is wrong there.

    ``patch``: how to mend it, where the detector knows better than its rule's own patch; pointers into the template.
    """

    pointer: str
    message: str
    patch: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)


Template = Mapping[str, Any]
Detector = Callable[[Template], list[Place]]


def dangling_reference(template: Template) -> list[Place]:
    """Every reference to an entry that is not there."""
    if _written_by_macro(template):
        return []
    known = {section: set(_section(template, section)) for section in WORDS}
    serverless = _serverless(template)
    if serverless:
        known["Resources"] |= _by_transform(template)
    places: dict[Place, None] = {}
    for pointer, reference in _all_references(template):
        sections = TARGETS[reference.kind]
        if reference.target in PSEUDO_PARAMETERS and reference.kind in ("ref", "sub"):
            continue
        # What the serverless transform makes of a function has a dotted name: `Ref: Function.Version`.
        target = reference.target.partition(".")[0] if serverless else reference.target
        if not any(target in known[section] for section in sections):
            words = " or ".join(WORDS[section] for section in sections)
            places[Place(pointer, f"there is no {words} '{reference.target}'")] = None
    return list(places)


def unused_parameter(template: Template) -> list[Place]:
    """Parameters that nothing refers to."""
    return _unused(template, "Parameters", ("ref", "sub"))


def unused_condition(template: Template) -> list[Place]:
    """Conditions that nothing refers to."""
    return _unused(template, "Conditions", ("condition",))


def unused_mapping(template: Template) -> list[Place]:
    """Mappings that no Fn::FindInMap reads; none where a name is computed, since it could be any."""
    if any("Fn::FindInMap" in node and not _static_map(node) for node in _mappings_of(template)):
        return []
    return _unused(template, "Mappings", ("mapping",))


def circular_dependency(template: Template) -> list[Place]:
    """Resources that wait for each other, once for each knot, at the first of them in the template's order."""
    resources = _section(template, "Resources")
    graph = {
        name: [one.target for one in entry_references(body) if one.kind in ("ref", "sub", "getatt", "depends")]
        for name, body in resources.items()
        if isinstance(body, dict)
    }
    places = []
    for knot in knots(graph):
        ordered = [name for name in graph if name in knot]
        named = ", ".join(ordered[:MAX_NAMED]) + (" …" if len(ordered) > MAX_NAMED else "")
        itself = "it depends on itself" if len(ordered) == 1 else f"these resources depend on each other: {named}"
        places.append(Place(join(("Resources", ordered[0])), itself))
    return places


DETECTORS: dict[str, Detector] = {
    "circular-dependency": circular_dependency,
    "dangling-reference": dangling_reference,
    "unused-condition": unused_condition,
    "unused-mapping": unused_mapping,
    "unused-parameter": unused_parameter,
}


def detect(name: str, template: Template) -> list[Place] | None:
    """The places that a detector finds; ``None`` if there is none of this name."""
    detector = DETECTORS.get(name)
    return None if detector is None else detector(template)


def _section(template: Template, name: str) -> Mapping[str, Any]:
    body = template.get(name)
    return body if isinstance(body, dict) else {}


def _all_references(template: Template) -> Iterator[tuple[str, Reference]]:
    """Every reference of the template with the pointer of the string that makes it."""
    for section in template:
        if section in WITHOUT_REFERENCES:
            continue
        attributes = section in ("Resources", "Outputs")
        for name, body in _section(template, section).items():
            for one in entry_references(body) if attributes and isinstance(body, dict) else references(body):
                yield join((section, name, *one.pointer)), one


def _unused(template: Template, section: str, kinds: tuple[str, ...]) -> list[Place]:
    if _written_by_macro(template):
        return []
    used = {one.target for _, one in _all_references(template) if one.kind in kinds}
    names = [name for name in _section(template, section) if name not in used]
    return [Place(join((section, name)), f"nothing refers to the {WORDS[section]} '{name}'") for name in names]


def _transforms(template: Template) -> list[str]:
    found = template.get("Transform")
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]


def _serverless(template: Template) -> bool:
    return any(one.startswith("AWS::Serverless") for one in _transforms(template))


def _by_transform(template: Template) -> set[str]:
    """Ids of resources that the serverless transform makes: of functions their roles, of the implicit API its parts."""
    made = {"ServerlessRestApi", "ServerlessHttpApi", "ServerlessRestApiProdStage", "ServerlessDeploymentApplication"}
    for name, body in _section(template, "Resources").items():
        if isinstance(body, dict) and str(body.get("Type", "")).startswith("AWS::Serverless::"):
            suffixes = ("Role", "Url", "AliasLive", "Aliaslive", "Stage", "ProdStage", "ApiGatewayDefaultStage")
            made |= {name + suffix for suffix in suffixes}
    return made


def _written_by_macro(template: Template) -> bool:
    """Whether entries appear only at deployment: a macro, an include, or a loop over names that are not written out."""
    known = ("AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::SecretsManager-2020-07-23",
             "AWS::SecretsManager-2024-09-16", "AWS::CodeDeployBlueGreen")  # fmt: skip
    transform = template.get("Transform")
    if isinstance(transform, dict) or any(one not in known for one in _transforms(template)):
        return True
    return any("Fn::Transform" in node or _loops(node) for node in _mappings_of(template))


def _loops(node: Mapping[str, Any]) -> bool:
    return any(isinstance(key, str) and key.startswith("Fn::ForEach") for key in node)


def _mappings_of(template: Template) -> Iterator[Mapping[str, Any]]:
    """Every mapping in the template, at any depth."""
    stack: list[Any] = [template]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            yield node
            stack.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            stack.extend(value for value in node if isinstance(value, (dict, list)))


def _static_map(node: Mapping[str, Any]) -> bool:
    argument = node["Fn::FindInMap"]
    return isinstance(argument, list) and bool(argument) and isinstance(argument[0], str)
