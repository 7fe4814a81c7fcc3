"""What CloudFormation refuses of what stands around the properties: conditions, exports, rules, transforms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.functions import calls
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.properties import gives_list
from fixer.cfn.detectors.stack import Stack, as_list, as_map
from fixer.cfn.nearest import nearest_name
from fixer.cfn.references import references
from fixer.compare.graph import knots
from fixer.pointer import join

_ROLLING = frozenset(
    {
        "MaxBatchSize", "MinActiveInstancesPercent", "MinInstancesInService", "MinSuccessfulInstancesPercent",
        "PauseTime", "SuspendProcesses", "WaitOnResourceSignals",
    }
)  # fmt: skip
# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html; None: not looked into
POLICIES: Mapping[str, frozenset[str] | None] = {
    "AutoScalingInstanceRefresh": None,
    "AutoScalingReplacingUpdate": frozenset({"WillReplace"}),
    "AutoScalingRollingUpdate": _ROLLING,
    "AutoScalingScheduledAction": frozenset({"IgnoreUnmodifiedGroupSizeProperties"}),
    "CodeDeployLambdaAliasUpdate": frozenset(
        {"AfterAllowTrafficHook", "ApplicationName", "BeforeAllowTrafficHook", "DeploymentGroupName"}
    ),
    "EnableVersionUpgrade": None,
    "UseOnlineResharding": None,
    "StartAfterUpdate": None,
    "StopBeforeUpdate": None,
    "Type": None,
}
SIGNALS: Mapping[str, frozenset[str] | None] = {
    "AutoScalingCreationPolicy": frozenset({"MinSuccessfulInstancesPercent"}),
    "ResourceSignal": frozenset({"Count", "Timeout"}),
    "StartFleet": None,
}
TRANSFORMS = frozenset(
    {
        "AWS::CodeDeployBlueGreen", "AWS::CodeStar", "AWS::Include", "AWS::LanguageExtensions",
        "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16", "AWS::Serverless-2016-10-31",
        "AWS::ServiceCatalog",
    }
)  # fmt: skip
# What cannot be decided before anything is made.
_LATE = ("Fn::ImportValue", "Fn::GetAtt", "Fn::GetAZs", "Fn::Cidr", "Fn::Base64")


def update_policy_invalid(stack: Stack) -> list[Place]:
    """Members that UpdatePolicy and CreationPolicy do not have."""
    places = []
    for one in stack.resources.values():
        for name, known in (("UpdatePolicy", POLICIES), ("CreationPolicy", SIGNALS)):
            body = one.body.get(name)
            if not isinstance(body, dict) or stack.values.function(body):
                continue
            for path, key, allowed in _unknown(body, known):
                near = nearest_name(key, frozenset(allowed))
                hint = f"; the nearest is {near}" if near else ""
                at = join(("Resources", one.name, name, *path, key))
                to = join(("Resources", one.name, name, *path, near)) if near else ""
                patch = ({"op": "move", "from": at, "path": to},) if near else ()
                places.append(Place(at, f"Encountered unsupported {name} property: {key}{hint}", patch))
    return places


def _unknown(
    body: Mapping[str, Any], known: Mapping[str, frozenset[str] | None]
) -> Iterator[tuple[tuple[str, ...], str, frozenset[str]]]:
    for key, item in body.items():
        if key not in known:
            yield (), str(key), frozenset(known)
            continue
        inner = known[key]
        for name in item if isinstance(item, dict) and inner is not None else ():
            if inner is not None and name not in inner and not str(name).startswith("Fn::"):
                yield (key,), str(name), inner


def transform_unknown(stack: Stack) -> list[Place]:
    """Transforms of AWS that there are not, and types of SAM without the transform that makes resources of them."""
    places = []
    written = stack.template.get("Transform")
    for number, name in enumerate(as_list(written)):
        if isinstance(name, str) and name.startswith("AWS::") and name not in TRANSFORMS:
            at = join(("Transform", str(number))) if isinstance(written, list) else "/Transform"
            near = nearest_name(name, TRANSFORMS)
            hint = f"; the nearest is {near}" if near else ""
            patch = ({"op": "replace", "path": at, "value": near},) if near else ()
            places.append(Place(at, f"No transform named {name[:80]} found.{hint}", patch))
    if not stack.transforms and not stack.written_by_macro:
        for one in stack.resources.values():
            if one.type.startswith("AWS::Serverless::"):
                words = f"Template format error: Unrecognized resource types: [{one.type}]"
                patch = ({"op": "add", "path": "/Transform", "value": "AWS::Serverless-2016-10-31"},)
                places.append(Place(f"{one.pointer}/Type", f"{words}: there is no Transform", patch))
                break
    return places


def condition_undecidable(stack: Stack) -> list[Place]:
    """Conditions that ask for what is not known before anything is made, or that lead to themselves."""
    places = []
    for path, name, _ in calls(stack):
        if path[0] == "Conditions" and name in _LATE:
            words = (
                "Template format error: Conditions can only be boolean operations on parameters and other conditions"
            )
            places.append(Place(join((*path, name)), f"{words}, not {name}"))
    section = stack.section("Conditions")
    graph = {
        name: [one.target for one in references(body) if one.kind == "condition" and one.target in section]
        for name, body in section.items()
    }
    for knot in knots(graph):
        names = sorted(knot)
        words = f"Template format error: Found circular condition dependency between {', '.join(names[:6])}"
        places.append(Place(join(("Conditions", names[0])), words))
    return places


def export_invalid(stack: Stack) -> list[Place]:
    """Exports without a name, or named after what is not made yet; descriptions of outputs that are no text."""
    places = []
    for name, body in stack.section("Outputs").items():
        if not isinstance(body, dict):
            continue
        export = body.get("Export")
        at = ("Outputs", name, "Export")
        if "Export" in body and not (isinstance(export, dict) and "Name" in export):
            words = "Template format error: Every Export member must be an object with a Name"
            places.append(Place(join(at), words))
        elif isinstance(export, dict):
            for one in references(export["Name"]):
                if one.target in stack.resources:
                    words = f"Template format error: Output {name} is malformed. Cannot reference resources in the name"
                    places.append(Place(join((*at, "Name")), f"{words} of an export: [{one.target}]"))
                    break
        if isinstance(body.get("Description"), (dict, list)):
            words = f"Template format error: Every Description member must be a string: {name}"
            places.append(Place(join(("Outputs", name, "Description")), words))
    return places


def rule_malformed(stack: Stack) -> list[Place]:
    """Rules without assertions, or with members that there are not."""
    places = []
    for name, body in stack.section("Rules").items():
        if not isinstance(body, dict) or any(str(key).startswith("Fn::") for key in body):
            continue
        for key in body:
            if key not in ("Assertions", "RuleCondition"):
                words = f"Template format error: Invalid template rule property '{str(key)[:40]}'"
                places.append(Place(join(("Rules", name, str(key))), words))
        if "Assertions" not in body:
            words = "Template format error: Every Rules member must contain Assertions"
            places.append(Place(join(("Rules", name)), words))
    return places


def nested_parameter_invalid(stack: Stack) -> list[Place]:
    """Lists and objects that are given to a nested stack, which takes texts."""
    places = []
    for one in stack.of("AWS::CloudFormation::Stack"):
        given = one.properties.get("Parameters")
        for name, value in as_map(given).items() if not stack.values.function(given) else ():
            plain = isinstance(value, dict) and not stack.values.function(value) and "Fn::Transform" not in value
            if isinstance(value, list) or plain:
                words = "Value of property Parameters must be an object with String (or simple type) properties"
                places.append(Place(one.at("Parameters", str(name)), words))
    return places


def list_as_text(stack: Stack) -> list[Place]:
    """Lists where a function or an output takes a text: parameters of several values, attributes that are lists."""
    places = []
    for path, name, argument in calls(stack):
        message = next(_lists(stack, name, argument), None)
        if message:
            places.append(Place(join((*path, name)), f"Template error: {message}"))
    for name, body in stack.section("Outputs").items():
        value = as_map(body).get("Value")
        if gives_list(stack, value) and isinstance(value, dict) and "Fn::GetAtt" in value:
            words = "Template format error: The Value field of every Outputs member must evaluate to a String."
            places.append(Place(join(("Outputs", name, "Value")), words))
    return places


def _lists(stack: Stack, name: str, argument: Any) -> Iterator[str]:
    if name == "Fn::Sub":
        text = argument[0] if isinstance(argument, list) and argument else argument
        bound = as_map(argument[1]) if isinstance(argument, list) and len(argument) > 1 else {}
        for one in references({"Fn::Sub": text}) if isinstance(text, str) else ():
            value = bound.get(one.target, {"Ref": one.target} if one.kind == "sub" else None)
            if one.kind == "getatt" and one.target not in bound:
                value = {"Fn::GetAtt": [one.target, one.attribute]}
            if gives_list(stack, value):
                yield f"variable {one.target} in Fn::Sub expression does not resolve to a string"
    elif name == "Fn::Equals" and isinstance(argument, list):
        for item in argument:
            if isinstance(item, dict) and "Ref" in item and gives_list(stack, item):
                yield f"every Fn::Equals object requires a list of 2 string parameters, and {item['Ref']} is a list"
    elif name == "Fn::Join" and isinstance(argument, list) and len(argument) == 2:
        items = argument[1]
        if isinstance(items, dict) and "Ref" in items and gives_list(stack, items) is False:
            yield f"every Fn::Join object requires a list of strings to be joined, and {items['Ref']} is a text"
    elif name in ("Fn::Split", "Fn::Select") and isinstance(argument, list) and len(argument) == 2:
        several = gives_list(stack, argument[1]) if isinstance(argument[1], dict) and "Ref" in argument[1] else None
        if several is (name == "Fn::Split"):
            wanted = "a string to be split" if name == "Fn::Split" else "a list to select from"
            yield f"every {name} object requires {wanted}, and {argument[1]['Ref']} is none"
    elif name == "Fn::ImportValue" and isinstance(argument, (list, bool)):
        yield "the attribute in Fn::ImportValue must be a string or a function that returns a string"
    elif name == "Fn::ImportValue" and isinstance(argument, dict) and "Fn::ImportValue" in argument:
        yield "the attribute in Fn::ImportValue must not be another Fn::ImportValue"
    elif name == "Fn::Length" and not isinstance(argument, (list, dict)):
        yield "Fn::Length counts the items of a list"
