"""What CloudFormation refuses before it makes anything: sections, parameters, outputs, quotas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_list, as_map
from fixer.pointer import join
from fixer.read.data import NumberKey

SECTIONS = frozenset(
    {
        "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions",
        "Transform", "Resources", "Outputs", "Hooks", "Globals",
    }
)  # fmt: skip
ATTRIBUTES = frozenset(
    {
        "Type", "Properties", "DependsOn", "Condition", "Metadata", "DeletionPolicy", "UpdateReplacePolicy",
        "UpdatePolicy", "CreationPolicy", "DeletionMode", "Version", "Connectors", "IgnoreGlobals",
    }
)  # fmt: skip
QUOTAS = {"Resources": 500, "Parameters": 200, "Outputs": 200, "Mappings": 200}
MOST_BYTES = 1_000_000
MOST_DESCRIPTION = 1_024
PARAMETER_TYPES = re.compile(
    r"String|Number|CommaDelimitedList|List<(Number|String)>|(List<)?AWS::(EC2|SSM|Route53)::[A-Za-z:.]+(<[A-Za-z0-9:.<>]+>)?>?"
)
_SNAPSHOTS = frozenset(
    {
        "AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance", "AWS::Redshift::Cluster",
    }
)  # fmt: skip
_POLICIES = {
    "DeletionPolicy": ("Delete", "Retain", "RetainExceptOnCreate", "Snapshot"),
    "UpdateReplacePolicy": ("Delete", "Retain", "Snapshot"),
}
_RELAXED = "AWS::LanguageExtensions"


def section_unknown(stack: Stack) -> list[Place]:
    """Keys at the top of the template that are no section."""
    return [
        Place(join((name,)), f"Invalid template property or properties [{name}]")
        for name in stack.template
        if name not in SECTIONS and not str(name).startswith(("Fn::", "x-"))
    ]


def attribute_misplaced(stack: Stack) -> list[Place]:
    """Keys of a resource that are none of its attributes, mostly properties one level too high."""
    places = []
    for name, body in stack.section("Resources").items():
        for key in body if isinstance(body, dict) and "Type" in body else ():
            if key not in ATTRIBUTES and not str(key).startswith("Fn::"):
                message = f"Invalid template resource property '{key}'"
                places.append(Place(join(("Resources", name, str(key))), message))
    return places


def resource_type_missing(stack: Stack) -> list[Place]:
    """Resources that do not say what they are."""
    if stack.written_by_macro:
        return []
    places = []
    for name, body in stack.section("Resources").items():
        if not isinstance(body, dict):
            message = "Template format error: [/Resources] Every Resources object must be an object with a Type"
            places += [Place(join(("Resources", name)), message)] if body is not None else []
        elif body.keys() & (ATTRIBUTES - {"Type"}) and not isinstance(body.get("Type"), str):
            message = f"Template format error: [/Resources/{name}] Every Resources object must contain a Type member"
            places.append(Place(join(("Resources", name)), message))
    return places


def logical_id_invalid(stack: Stack) -> list[Place]:
    """Ids with other characters than letters and digits."""
    places = []
    for section, word in (("Resources", "Resource"), ("Parameters", "Parameter"), ("Outputs", "Output")):
        for name in stack.section(section):
            if not re.fullmatch(r"[A-Za-z0-9]{1,255}", str(name)) and not str(name).startswith("Fn::"):
                message = f"Template format error: {word} name {str(name)[:80]} is non alphanumeric"
                places.append(Place(join((section, str(name))), message))
    return places


def value_null(stack: Stack) -> list[Place]:
    """Nulls, which CloudFormation refuses anywhere; a key with nothing behind it is one, too."""
    places = []
    pending: list[tuple[Any, tuple[str, ...]]] = [(stack.section(name), (name,)) for name in ("Resources", "Outputs")]
    while pending:
        node, path = pending.pop()
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, item in items:
            if item is None and len(path) > 1:
                at = join((*path, str(key)))
                places.append(Place(at, f"[{at}] 'null' values are not allowed in templates"))
            elif isinstance(item, (dict, list)):
                pending.append((item, (*path, str(key))))
    return places


def template_over_quota(stack: Stack) -> list[Place]:
    """More resources, parameters, outputs, mappings or bytes than a stack may have."""
    places = []
    for section, most in QUOTAS.items():
        names = list(stack.section(section))
        if len(names) > most:
            count = f"Number of {section.lower()}, {len(names)}"
            message = f"Template format error: {count}, is greater than maximum allowed, {most}"
            places.append(Place(join((section, names[most])), message))
    size = _size(stack)
    if size > MOST_BYTES:
        largest = max(stack.section("Resources"), key=lambda name: len(str(stack.section("Resources")[name])))
        message = f"the template has at least {size:,} bytes: more than {MOST_BYTES:,}, also when it is uploaded to S3"
        places.append(Place(join(("Resources", largest)), message))
    return places


def _size(stack: Stack) -> int:
    """The least number of bytes that the template takes; worked out only where there is much of it."""
    if len(stack.resources) < 100 or not stack.section("Resources"):
        return 0
    return len(json.dumps(stack.template, separators=(",", ":"), default=str).encode())


def removal_policy_invalid(stack: Stack) -> list[Place]:
    """DeletionPolicy and UpdateReplacePolicy with values that there are not, or not for this type."""
    places = []
    for one in stack.resources.values():
        for attribute, allowed in _POLICIES.items():
            value = one.body.get(attribute)
            at = f"{one.pointer}/{attribute}"
            if isinstance(value, dict):
                if _RELAXED not in stack.transforms:
                    message = f"Template format error: Every {attribute} member must be a string."
                    places.append(Place(at, f"{message} (functions need Transform: {_RELAXED})"))
            elif value is not None and value not in allowed:
                message = f"Template format error: Unrecognized {attribute} {value} for resource {one.name}"
                places.append(Place(at, message))
            elif value == "Snapshot" and without_snapshots(one):
                message = f"Template error: resource type {one.type} does not support deletion policy Snapshot"
                places.append(Place(at, message))
    return places


def without_snapshots(one: Resource) -> bool:
    """Whether CloudFormation takes no snapshot of a resource of this type."""
    return one.type.startswith("AWS::") and one.type not in _SNAPSHOTS


def parameter_type_unknown(stack: Stack) -> list[Place]:
    """Parameters without a type, or with one that there is not."""
    places = []
    for name, body in stack.section("Parameters").items():
        kind = as_map(body).get("Type")
        if isinstance(body, dict) and kind is None and body:
            message = "Every Parameters object must contain a Type member."
            places.append(Place(join(("Parameters", name)), f"Template format error: {message}"))
        elif isinstance(kind, str) and not PARAMETER_TYPES.fullmatch(kind):
            message = f"Template format error: Unrecognized parameter type: {kind}"
            places.append(Place(join(("Parameters", name, "Type")), message))
    return places


def parameter_default_refused(stack: Stack) -> list[Place]:
    """Defaults that the parameter's own constraints refuse."""
    places = []
    for name, body in stack.section("Parameters").items():
        if not isinstance(body, dict) or body.get("Default") is None:
            continue
        message = _refused(name, body)
        if message:
            places.append(Place(join(("Parameters", name, "Default")), message))
    return places


def _refused(name: str, body: dict[str, Any]) -> str | None:
    default, kind = body["Default"], str(body.get("Type"))
    if isinstance(default, (dict, list)):
        return "Template format error: Every Default member must be a string."
    several = kind == "CommaDelimitedList" or kind.startswith("List<")
    for text in [part.strip() for part in _text(default).split(",")] if several else [_text(default)]:
        if kind in ("Number", "List<Number>") and not re.fullmatch(r"[+-]?\d{0,30}(\.\d{1,30})?", text):
            return f"Parameter '{name}' must be a number."
        allowed = body.get("AllowedValues")
        if isinstance(allowed, list) and allowed and text not in map(_text, allowed):
            choice = ", ".join(map(_text, allowed[:8]))
            return f"Template error: Parameter '{name}' must be one of AllowedValues: {choice}"
        if kind == "String" and not _fits(text, body):
            return f"Parameter {name} failed to satisfy constraint: its default is refused by its pattern or length"
        if kind == "Number" and not _within(text, body):
            return f"Parameter {name} failed to satisfy constraint: its default is outside of MinValue and MaxValue"
    return None


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fits(text: str, body: dict[str, Any]) -> bool:
    low, high = _whole(body.get("MinLength")), _whole(body.get("MaxLength"))
    if (low is not None and len(text) < low) or (high is not None and len(text) > high):
        return False
    pattern = body.get("AllowedPattern")
    if not isinstance(pattern, str) or len(text) > 200 or not harmless(pattern):
        return True
    try:
        return re.fullmatch(pattern, text) is not None
    except (re.error, RecursionError, OverflowError):
        return True


def harmless(pattern: str) -> bool:
    """Whether a pattern of unknown origin is tested in a short time: no repeated group, and few repeats without end."""
    unbounded = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    return (
        len(pattern) <= 200
        and len(re.findall(r"[*+]|,\}", unbounded)) <= 2
        and len(re.findall(r"\{", unbounded)) <= 4
        and not re.search(r"\)[*+{]", unbounded)
    )


def _within(text: str, body: dict[str, Any]) -> bool:
    low, high, value = (_decimal(one) for one in (body.get("MinValue"), body.get("MaxValue"), text))
    return value is None or not ((low is not None and value < low) or (high is not None and value > high))


def _whole(value: Any) -> int | None:
    number = _decimal(value)
    return None if number is None else int(number)


def _decimal(value: Any) -> float | None:
    good = not isinstance(value, bool) and re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", str(value))
    return float(value) if good else None


def output_value_invalid(stack: Stack) -> list[Place]:
    """Outputs without a value, or with one that is no text."""
    places = []
    for name, body in stack.section("Outputs").items():
        at = ("Outputs", name)
        if not isinstance(body, dict):
            if not str(name).startswith("Fn::"):
                places.append(Place(join(at), "Every Outputs member must be an object with a Value"))
            continue
        if "Value" not in body:
            if not any(str(key).startswith("Fn::") for key in body):
                places.append(
                    Place(join(at), "Template format error: Every Outputs member must contain a Value object")
                )
        elif _no_text(stack, body["Value"]):
            message = "Template format error: The Value field of every Outputs member must evaluate to a String."
            places.append(Place(join((*at, "Value")), message))
    return places


def _no_text(stack: Stack, value: Any) -> bool:
    if isinstance(value, list):
        return True
    if not isinstance(value, dict):
        return False
    if not stack.values.function(value):
        return True
    ((name, argument),) = value.items()
    if name == "Ref":
        kind = as_map(stack.section("Parameters").get(argument) if isinstance(argument, str) else None).get("Type")
        return isinstance(kind, str) and (kind == "CommaDelimitedList" or kind.startswith("List<"))
    return name in ("Fn::Split", "Fn::GetAZs", "Fn::Cidr")


def output_value_empty(stack: Stack) -> list[Place]:
    """Exports whose value comes to nothing."""
    return [
        Place(join(("Outputs", name, "Value")), f"Cannot export output {name}. Exported values must not be empty")
        for name, body in stack.section("Outputs").items()
        if isinstance(body, dict) and body.get("Export") and stack.text(body.get("Value")) == ""
    ]


def export_name_duplicated(stack: Stack) -> list[Place]:
    """Two exports of one name."""
    seen: dict[str, str] = {}
    places = []
    for name, export in _exports(stack):
        key = json.dumps(export, sort_keys=True, default=str) if isinstance(export, dict) else str(export)
        text = stack.text(export)
        first = seen.setdefault(text or key, name)
        if first != name:
            message = f"Export with name {text or 'the same as that of ' + first} is already exported by output {first}"
            places.append(Place(join(("Outputs", name, "Export", "Name")), message))
    return places


def _exports(stack: Stack) -> Iterator[tuple[str, Any]]:
    bodies = {name: body for name, body in stack.section("Outputs").items() if isinstance(body, dict)}
    for name, body in bodies.items():
        export = body.get("Export")
        conditions = [other.get("Condition") for other in bodies.values() if other.get("Export") == export]
        # Outputs under two conditions may be meant as alternatives.
        if isinstance(export, dict) and "Name" in export and (len(conditions) < 2 or None in conditions):
            yield name, export["Name"]


def description_invalid(stack: Stack) -> list[Place]:
    """A description that is no text, or too long."""
    found = stack.template.get("Description")
    if found is None and "Description" not in stack.template:
        return []
    if not isinstance(found, str):
        return [Place("/Description", "Template format error: Every Description member must be a string.")]
    if len(found.encode("utf-8", "replace")) > MOST_DESCRIPTION:
        message = f"Template format error: 'Description' length is greater than {MOST_DESCRIPTION}."
        return [Place("/Description", message)]
    return []


def format_version_invalid(stack: Stack) -> list[Place]:
    """A format version other than the only one that there is."""
    found = stack.template.get("AWSTemplateFormatVersion")
    if found is None or str(found)[:10] == "2010-09-09":
        return []
    return [
        Place("/AWSTemplateFormatVersion", "Template format error: unsupported value for AWSTemplateFormatVersion.")
    ]


def depends_on_refused(stack: Stack) -> list[Place]:
    """DependsOn that is no name or list of names."""
    places = []
    for one in stack.resources.values():
        for value in as_list(one.body.get("DependsOn")):
            if not isinstance(value, str):
                message = "Template format error: DependsOn must be a string or list of strings."
                places.append(Place(f"{one.pointer}/DependsOn", message))
                break
    return places


def mapping_malformed(stack: Stack) -> list[Place]:
    """Mappings that are not two levels deep, or that call functions."""
    places = []
    for name, table in stack.section("Mappings").items():
        if str(name).startswith("Fn::"):
            continue
        if not isinstance(table, dict) or not table:
            message = "Template format error: Every Mappings member must be a map of maps"
            places.append(Place(join(("Mappings", name)), message))
            continue
        for key, row in table.items():
            numbers: list[tuple[str, ...]] = [(key,)] if isinstance(key, NumberKey) else []
            numbers += [(key, one) for one in row if isinstance(one, NumberKey)] if isinstance(row, dict) else []
            for path in numbers:
                words = f"map keys must be strings; received numeric [{path[-1][:40]}] instead"
                at = join(("Mappings", name, *path))
                places.append(Place(at, f"Template format error: [{join(('Mappings', name, *path[:-1]))}] {words}"))
            if not isinstance(row, dict):
                message = "Template format error: Every Mappings attribute must be a map from keys to values"
                places.append(Place(join(("Mappings", name, str(key))), message))
                continue
            for inner, value in row.items():
                if isinstance(value, dict) and not str(inner).startswith("Fn::"):
                    message = "Template format error: Every Mappings attribute must be a String or a List."
                    places.append(Place(join(("Mappings", name, str(key), str(inner))), message))
    return places


_LOGIC = frozenset({"Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition"})


def condition_malformed(stack: Stack) -> list[Place]:
    """Conditions that are no test, and entries whose Condition is no name."""
    places = []
    for name, body in stack.section("Conditions").items():
        if str(name).startswith("Fn::"):
            continue
        if not isinstance(body, dict) or len(body) != 1 or not body.keys() & (_LOGIC | {"Fn::Transform"}):
            message = (
                "Template format error: Conditions can only be boolean operations on parameters and other conditions"
            )
            places.append(Place(join(("Conditions", name)), message))
    for section in ("Resources", "Outputs"):
        for name, body in stack.section(section).items():
            if isinstance(body, dict) and not isinstance(body.get("Condition", ""), str):
                message = f"Template format error: Every Condition member must be a string: {name}"
                places.append(Place(join((section, name, "Condition")), message))
    return places


def custom_resource_without_token(stack: Stack) -> list[Place]:
    """Custom resources that nobody serves."""
    return [
        Place(one.pointer + ("/Properties" if one.properties else ""), "required key [ServiceToken] not found")
        for one in stack.resources.values()
        if one.type.startswith("Custom::") and "ServiceToken" not in one.properties and not stack.written_by_macro
    ]
