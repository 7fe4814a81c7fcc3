"""Lambda functions, their versions, aliases and event sources, that Lambda refuses."""

from __future__ import annotations

import json
import re
from typing import Any

from fixer.cfn.detectors.documents import MATCHES
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.roles import allows, role_of
from fixer.cfn.detectors.stack import Stack, as_map
from fixer.cfn.detectors.view import Faults, View, each, views

FUNCTION, SOURCE = "AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping"
MOST_ENVIRONMENT = 4_096
# https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html: Java 11, Python 3.12, .NET 8, and what came later.
_SNAPSHOTS = re.compile(r"java(11|17|2\d)|python3\.(1[2-9]|[2-9]\d)|dotnet([89]|\d\d)")
_DESTINATIONS = {
    "AWS::SQS::Queue": ("SQS", "sqs:SendMessage"),
    "AWS::SNS::Topic": ("SNS", "sns:Publish"),
    "AWS::Lambda::Function": ("Lambda", "lambda:InvokeFunction"),
    "AWS::Events::EventBus": ("EventBridge", "events:PutEvents"),
}


def function_settings_refused(stack: Stack) -> list[Place]:
    """Functions whose settings need each other or exclude each other."""
    return each(stack, (FUNCTION, _function), ("AWS::Lambda::Alias", _alias))


def _function(one: View) -> Faults:
    runtime = one.text("Runtime")
    if one.view("SnapStart").text("ApplyOn") == "PublishedVersions":
        if runtime is not None and not _SNAPSHOTS.match(runtime):
            yield one.place(f"{runtime[:30]} is not supported for SnapStart enabled functions.", "SnapStart")
        elif one.has("FileSystemConfigs"):
            yield one.place("SnapStart does not support Amazon EFS.", "FileSystemConfigs")
    logging = one.view("LoggingConfig")
    if logging.has("ApplicationLogLevel", "SystemLogLevel") and (
        logging.text("LogFormat") == "Text" or logging.lacks("LogFormat")
    ):
        name = logging.has("ApplicationLogLevel", "SystemLogLevel")[0]
        yield logging.place(f"{name} can only be set when LogFormat is JSON.", name)
    network = one.view("VpcConfig")
    if network.body and len(network.has("SubnetIds", "SecurityGroupIds")) == 1:
        lacking = network.lacks("SubnetIds", "SecurityGroupIds")
        if lacking:
            words = "SubnetIds and SecurityIds must coexist or be both empty list."
            yield network.place(f"{words} {lacking[0]} is missing")
    if one.has("FileSystemConfigs") and one.lacks("VpcConfig"):
        words = "Function must be configured to execute in a VPC to reference access point."
        yield one.place(words, "FileSystemConfigs")
    code = one.view("Code")
    if code.has("ZipFile") and code.has("S3Bucket", "S3Key", "ImageUri"):
        words = "Please do not provide other FunctionCode parameters when providing a ZipFile."
        yield code.place(words, code.has("S3Bucket", "S3Key", "ImageUri")[0])
    yield from _environment(one.view("Environment"))


def _environment(one: View) -> Faults:
    variables = as_map(one.body.get("Variables"))
    for name, value in variables.items():
        made = isinstance(value, dict) and (one.stack.values.function(value) or "Fn::Transform" in value)
        if isinstance(value, (list, dict)) and not made and "Fn::If" not in variables:
            found = "JSONArray" if isinstance(value, list) else "JSONObject"
            words = f"#/Environment/Variables/{str(name)[:60]}: expected type: String, found: {found}"
            yield one.place(words, "Variables", str(name))
    size = sum(
        len(str(name)) + len(text) for name, value in variables.items() for text in [one.stack.text(value) or ""]
    )
    if size > MOST_ENVIRONMENT:
        words = "Lambda was unable to configure your environment variables because the environment variables you have "
        yield one.place(f"{words}provided exceeded the 4KB limit. (They have {size:,} bytes.)", "Variables")


def _alias(one: View) -> Faults:
    if one.text("FunctionVersion") == "$LATEST":
        if one.has("ProvisionedConcurrencyConfig"):
            words = "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
            yield one.place(words, "ProvisionedConcurrencyConfig")
        if one.has("RoutingConfig"):
            words = "$LATEST is not supported for an alias pointing to more than 1 version"
            yield one.place(words, "RoutingConfig")


def source_filter_invalid(stack: Stack) -> list[Place]:
    """Filters of event sources that are no event patterns."""
    places = []
    for one in views(stack, SOURCE):
        for item in one.view("FilterCriteria").views("Filters"):
            fault = _filter(stack, item.body.get("Pattern"))
            if fault:
                places.append(item.place(f"Invalid filter pattern definition. {fault}", "Pattern"))
    return places


def _filter(stack: Stack, value: Any) -> str | None:
    text = stack.text(value)
    if text is None:
        return None
    try:
        data = json.loads(text[:100_000])
    except (ValueError, RecursionError) as error:
        return f"It is no JSON: {error}"
    return _pattern(data, "") if isinstance(data, dict) else "It is no object"


def _pattern(data: dict[str, Any], at: str, depth: int = 0) -> str | None:
    for key, item in list(data.items())[:200]:
        if key == "$or" and isinstance(item, list):
            continue
        if isinstance(item, dict) and depth < 20:
            fault = _pattern(item, f"{at}{key}.", depth + 1)
            if fault:
                return fault
        elif not isinstance(item, list):
            return f'"{at}{key}" must be an object or an array'
        elif not item:
            return f'Empty arrays are not allowed: "{at}{key}"'
        else:
            wrong = [name for one in item if isinstance(one, dict) for name in one if not MATCHES.fullmatch(str(name))]
            if wrong:
                return f"Unrecognized match type {str(wrong[0])[:40]}"
    return None


def version_doubled(stack: Stack) -> list[Place]:
    """A second version of a function that has not changed since the first."""
    places = []
    seen: dict[str, str] = {}
    for one in views(stack, "AWS::Lambda::Version"):
        function = one.target("FunctionName", FUNCTION)
        if function is not None and "Condition" not in one.resource.body:
            first = seen.setdefault(function.name, one.resource.name)
            if first != one.resource.name:
                words = f"A version for this Lambda function exists ( 1 ): {first} publishes what {function.name} is."
                places.append(one.place(f"{words} Modify the function to create a new version.", "FunctionName"))
    return places


def function_destination_unpermitted(stack: Stack) -> list[Place]:
    """Destinations that the function's role may not send to."""
    places = []
    for one in views(stack, "AWS::Lambda::EventInvokeConfig"):
        function = one.target("FunctionName", FUNCTION)
        role = role_of(stack, function.properties.get("Role")) if function else None
        for name in ("OnFailure", "OnSuccess"):
            outcome = one.view("DestinationConfig").view(name)
            target = outcome.target("Destination", *_DESTINATIONS)
            if role is None or function is None or target is None:
                continue
            service, action = _DESTINATIONS[target.type]
            if allows(stack, role, action) is False:
                words = f"have permissions to call {action.partition(':')[2]} on {service}"
                message = f"The function {function.name}'s execution role does not {words} ({target.name})"
                places.append(outcome.place(message, "Destination"))
    return places
