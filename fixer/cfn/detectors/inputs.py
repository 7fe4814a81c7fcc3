"""Parameters: what they should refuse, and what should be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Path, Resource, Stack, as_map
from fixer.lazy import pattern
from fixer.pointer import join

Patch = tuple[Mapping[str, Any], ...]
_LIMITS = ("AllowedPattern", "AllowedValues", "MinLength", "MaxLength", "MinValue", "MaxValue")
_ASSET = pattern(r"(S3 bucket|S3 key|Artifact hash) for asset ")
# What a parameter of such a name holds, and what that looks like; the first that fits.
_FORMS = (
    (pattern(r"(?i)cidr(block|range|ip)?$"), r"^(\d{1,3}\.){3}\d{1,3}/\d{1,2}$", "must be a range such as 10.0.0.0/16"),
    (pattern(r"(?i)e-?mail(address)?$"), r"^[^\s@]+@[^\s@]+\.[^\s@]+$", "must be an email address"),
    (pattern(r"(?i)account_?id$"), r"^\d{12}$", "must be an account id of 12 digits"),
    (pattern(r"(?i)(?<!r)arn$"), r"^arn:aws[a-z-]*:.+$", "must be an ARN"),
    (pattern(r"(?i)(environment|env|stage)(name|suffix|type)?$"), r"^[a-zA-Z0-9-]+$",
     "must be of letters, digits and hyphens"),
)  # fmt: skip
_ENVIRONMENT = pattern(r"(?i)(deployment)?_?(environment|env|stage)_?(name|suffix)?")
_DESCRIBED = pattern(r"(?i)\b(prod|production|staging|development)\b")
_STAGES = pattern(r"production|staging|dev|test")
_TAGGED = ("Environment", "Env", "Stage")
_VARIABLES = ("ENVIRONMENT", "STAGE")
_API_STAGES = ("AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment", "AWS::ApiGatewayV2::Stage")


def parameter_unvalidated(stack: Stack) -> list[Place]:
    """Parameters that take any text or number."""
    places = []
    used = {reference.target for found in stack.references.values() for reference in found}
    for name, body in stack.section("Parameters").items():
        if name not in used and not stack.written_by_macro:
            continue
        if not isinstance(body, dict) or body.get("Type") not in ("String", "Number", "CommaDelimitedList"):
            continue
        if any(key in body for key in _LIMITS) or _ASSET.match(str(body.get("Description", ""))):
            continue
        pointer = join(("Parameters", name))
        places.append(Place(pointer, "", _limited(stack, pointer, name, body)))
    return places


def _limited(stack: Stack, pointer: str, name: str, body: Mapping[str, Any]) -> Patch:
    """What a parameter refuses by what its name says of it, else an empty text, unless the template asks for that."""
    if body["Type"] != "String":
        return ()
    default = body.get("Default")
    for told, form, says in _FORMS:
        if told.search(name) and (default is None or re.fullmatch(form, str(default))):
            added: list[Mapping[str, Any]] = [{"op": "add", "path": f"{pointer}/AllowedPattern", "value": form}]
            if "ConstraintDescription" not in body:
                added.append({"op": "add", "path": f"{pointer}/ConstraintDescription", "value": says})
            return () if _may_be_empty(stack, name) else tuple(added)
    if default == "" or _may_be_empty(stack, name):
        return ()
    return ({"op": "add", "path": f"{pointer}/MinLength", "value": 1},)


def _may_be_empty(stack: Stack, name: str) -> bool:
    """Whether the template compares the parameter with the empty text."""
    for section in ("Conditions", "Rules", "Resources", "Outputs"):
        for node in _equals(stack.section(section)):
            if isinstance(node, list) and "" in node and {"Ref": name} in node:
                return True
    return False


def _equals(node: Any) -> Iterator[Any]:
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            if "Fn::Equals" in one:
                yield one["Fn::Equals"]
            pending.extend(value for value in one.values() if isinstance(value, (dict, list)))
        elif isinstance(one, list):
            pending.extend(value for value in one if isinstance(value, (dict, list)))


def environment_hardcoded(stack: Stack) -> list[Place]:
    """Names of environments that are written out; where one parameter holds the environment, it takes their place."""
    places = []
    known = [
        name
        for name, body in stack.section("Parameters").items()
        if _ENVIRONMENT.fullmatch(name) and as_map(body).get("Type") == "String"
    ]
    value = {"Ref": known[0]} if len(known) == 1 else None
    for one, path, text in _environments(stack):
        at = one.at(*path)
        patch = (
            ({"op": "replace", "path": at, "value": value},) if value is not None and path[-1] != "Description" else ()
        )
        places.append(Place(at, f"{text[:60]} is written out", patch))
    return places


def _environments(stack: Stack) -> Iterator[tuple[Resource, Path, str]]:
    for one in stack.resources.values():
        found = next(_named(one), None)
        if found is not None:
            yield one, *found


def _named(one: Resource) -> Iterator[tuple[Path, str]]:
    """Where one resource names an environment."""
    text = one.properties.get("Description")
    if isinstance(text, str) and _DESCRIBED.search(text):
        yield ("Description",), text
    tags = one.properties.get("Tags")
    for number, tag in enumerate(tags if isinstance(tags, list) else ()):
        if as_map(tag).get("Key") in _TAGGED and isinstance(as_map(tag).get("Value"), str):
            yield ("Tags", str(number), "Value"), as_map(tag)["Value"]
    if one.type in ("AWS::Lambda::Function", "AWS::Serverless::Function"):
        variables = as_map(as_map(one.properties.get("Environment")).get("Variables"))
        for name in _VARIABLES:
            if isinstance(variables.get(name), str):
                yield ("Environment", "Variables", name), variables[name]
    stage = one.properties.get("StageName")
    if one.type in _API_STAGES and isinstance(stage, str) and _STAGES.fullmatch(stage):
        yield ("StageName",), stage


def asked_for(stack: Stack, one: Resource, path: Path, text: str) -> Patch:
    """A parameter for the id of a network that is written down, and a reference to it in its place."""
    kinds = {"vpc": ("VPC", "VpcId"), "subnet": ("Subnet", "SubnetId"), "sg": ("SecurityGroup", "SecurityGroupId")}
    kind = kinds.get(text.partition("-")[0])
    if kind is None:
        return ()
    written = sorted({found for _, _, found in stack.texts if found.startswith(text.partition("-")[0] + "-")})
    name = kind[1] + ("" if len(written) == 1 else str(written.index(text) + 1))
    if name in stack.section("Parameters") or name in stack.resources:
        return ()
    body = {"Type": f"AWS::EC2::{kind[0]}::Id"}
    return (
        {"op": "add", "path": join(("Parameters", name)), "value": body},
        {"op": "replace", "path": one.at(*path), "value": {"Ref": name}},
    )


def database_password_parameter(stack: Stack) -> list[Place]:
    """Databases whose password is a parameter; RDS takes it over where nothing else in the stack needs to know it."""
    places = []
    for one in stack.of("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"):
        password = one.properties.get("MasterUserPassword")
        name = password.get("Ref") if isinstance(password, dict) else None
        if not isinstance(name, str):
            continue
        at = one.at("MasterUserPassword")
        elsewhere = any(
            found.target == name and found.pointer[-2:-1] != ("MasterUserPassword",)
            for found in (found for each in stack.references.values() for found in each)
        )
        patch = (
            {"op": "remove", "path": at},
            {"op": "add", "path": one.at("ManageMasterUserPassword"), "value": True},
        )
        places.append(Place(at, "", () if elsewhere or not _managed(stack, one) else patch))
    return places


def _managed(stack: Stack, database: Resource) -> bool:
    """Whether RDS can keep the password of a database, which no other is a copy of.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
    """
    given = database.properties
    replica = any(
        stack.target(other.properties.get("SourceDBInstanceIdentifier")) == database.name
        for other in stack.of("AWS::RDS::DBInstance")
    )
    custom = (stack.text(given.get("Engine")) or "").startswith("custom-")
    apart = {"GlobalClusterIdentifier", "SourceDBInstanceIdentifier"} & given.keys()
    return not (replica or custom or apart or stack.text(given.get("EngineMode")) == "serverless")
