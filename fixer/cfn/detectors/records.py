<<<<<<< HEAD
"""Logs and measures: keys of log groups, logs of state machines, what alarms look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from fixer.cfn.detectors.grants import logs_may_use
from fixer.cfn.detectors.permissions import key_serves
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_map
from fixer.cfn.intrinsics import canonical
from fixer.pointer import join

Patch = tuple[Mapping[str, Any], ...]
_GROUP, _KEY, _MACHINE = "AWS::Logs::LogGroup", "AWS::KMS::Key", "AWS::StepFunctions::StateMachine"
_A_MONTH = 30
# Dimensions that hold the name of a resource: its type, the property that names it, what gives the name.
_DIMENSIONS: dict[str, tuple[str, str, str | None]] = {
    "AutoScalingGroupName": ("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName", None),
    "BucketName": ("AWS::S3::Bucket", "BucketName", None),
    "ClusterName": ("AWS::ECS::Cluster", "ClusterName", None),
    "DBClusterIdentifier": ("AWS::RDS::DBCluster", "DBClusterIdentifier", None),
    "DBInstanceIdentifier": ("AWS::RDS::DBInstance", "DBInstanceIdentifier", None),
    "DeliveryStreamName": ("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", None),
    "FunctionName": ("AWS::Lambda::Function", "FunctionName", None),
    "InstanceId": ("AWS::EC2::Instance", "", None),
    "LoadBalancer": ("AWS::ElasticLoadBalancingV2::LoadBalancer", "", "LoadBalancerFullName"),
    "LogGroupName": (_GROUP, "LogGroupName", None),
    "QueueName": ("AWS::SQS::Queue", "QueueName", "QueueName"),
    "RuleName": ("AWS::Events::Rule", "Name", None),
    "ServiceName": ("AWS::ECS::Service", "ServiceName", "Name"),
    "StateMachineArn": (_MACHINE, "", None),
    "StreamName": ("AWS::Kinesis::Stream", "Name", None),
    "TableName": ("AWS::DynamoDB::Table", "TableName", None),
    "TargetGroup": ("AWS::ElasticLoadBalancingV2::TargetGroup", "", "TargetGroupFullName"),
    "TopicName": ("AWS::SNS::Topic", "TopicName", "TopicName"),
}


def log_group_unencrypted(stack: Stack) -> list[Place]:
    """Log groups without a key; they get the one key of the stack, where there is one that CloudWatch Logs may use."""
    places = []
    keys = [one for one in stack.of(_KEY) if _symmetric(stack, one)]
    key = keys[0] if len(keys) == 1 else None
    for one in stack.of(_GROUP):
        at = one.at("KmsKeyId")
        if stack.present(one.properties.get("KmsKeyId")) is False:
            fits = key is not None and key.body.get("Condition") in (None, one.body.get("Condition"))
            places.append(Place(at, "", _with_key(stack, at, key) if key is not None and fits else ()))
    return places


def _symmetric(stack: Stack, key: Resource) -> bool:
    return stack.text(key.properties.get("KeySpec", "SYMMETRIC_DEFAULT")) == "SYMMETRIC_DEFAULT"


def _with_key(stack: Stack, at: str, key: Resource) -> Patch:
    """The operations that put a log group under a key; those on its policy are the same for every log group."""
    serves = key_serves(stack, key, "logs.")
    allowed = () if serves is not False else logs_may_use(key)
    if serves is False and not allowed:
        return ()
    return ({"op": "add", "path": at, "value": {"Fn::GetAtt": [key.name, "Arn"]}},)


def state_machine_unlogged(stack: Stack) -> list[Place]:
    """State machines without logs; each gets a log group of its own."""
    places = []
    for one in stack.of(_MACHINE):
        if stack.present(one.properties.get("LoggingConfiguration")) is False:
            places.append(Place(one.at("LoggingConfiguration"), "", _logged(stack, one)))
    for one in stack.of("AWS::Serverless::StateMachine"):
        if stack.present(one.properties.get("Logging")) is False:
            places.append(Place(one.at("Logging"), ""))
    return places


def _logged(stack: Stack, machine: Resource) -> Patch:
    """A log group, kept as long as the others, and what sends the errors of a state machine there.

    https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    """
    name = f"{machine.name}LogGroup"
    if name in stack.resources:
        return ()
    groups = stack.of(_GROUP)
    kept = Counter(
        json.dumps(one.properties.get("RetentionInDays")) for one in groups if one.properties.get("RetentionInDays")
    )
    # Step Functions asks for names that begin so: the policy of the log service has no room for every name.
    called = machine.properties.get("StateMachineName")
    written = called.get("Fn::Sub") if isinstance(called, dict) else called
    varies = isinstance(written, str) and "${" in written
    text = written if varies else "${AWS::StackName}-" + machine.name
    group: dict[str, Any] = {
        "Type": _GROUP,
        "Properties": {
            "LogGroupName": {"Fn::Sub": f"/aws/vendedlogs/states/{text}"},
            "RetentionInDays": json.loads(kept.most_common(1)[0][0]) if kept else _A_MONTH,
        },
    }
    if isinstance(machine.body.get("Condition"), str):
        group["Condition"] = machine.body["Condition"]
    logging = {
        "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": {"Fn::GetAtt": [name, "Arn"]}}}],
        "IncludeExecutionData": False,
        "Level": "ERROR",
    }
    return (
        {"op": "add", "path": join(("Resources", name)), "value": group},
        {"op": "add", "path": machine.at("LoggingConfiguration"), "value": logging},
    )


def alarm_dimension_unreferenced(stack: Stack) -> list[Place]:
    """Dimensions that hold the name of a resource as text; where the resource is in the stack, it gives the name."""
    places = []
    for one in stack.of("AWS::CloudWatch::Alarm"):
        for path, item in stack.items(one.properties.get("Dimensions"), ("Dimensions",)):
            name, value = stack.text(as_map(item).get("Name")), as_map(item).get("Value")
            text = value.get("Fn::Sub") if isinstance(value, dict) else value
            if name not in _DIMENSIONS or not isinstance(text, (str, list)) or stack.mentioned(value):
                continue
            at = one.at(*path, "Value")
            given = _given(stack, one, _DIMENSIONS[name], value)
            patch = ({"op": "replace", "path": at, "value": given},) if given else ()
            places.append(Place(at, "", patch))
    return places


def _given(stack: Stack, alarm: Resource, dimension: tuple[str, str, str | None], value: Any) -> Any:
    """What gives the name that a dimension holds: a reference to the resource that has it."""
    kind, key, attribute = dimension
    wanted = canonical(value)
    named = [one for one in stack.of(kind) if key in one.properties and canonical(one.properties[key]) == wanted]
    if len(named) != 1 or named[0].body.get("Condition") not in (None, alarm.body.get("Condition")):
        return None
    name = named[0].name
    return {"Fn::GetAtt": [name, attribute]} if attribute else {"Ref": name}
=======
"""Records of Route 53 whose parts or values Route 53 refuses, also in groups."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, views

RECORD, GROUP = "AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup"
ROUTED = ("Weight", "Failover", "Region", "GeoLocation", "MultiValueAnswer", "GeoProximityLocation")
_INVALID = "Invalid Resource Record: "
_HOST = re.compile(r"[^\s,;]+")


def record_inconsistent(stack: Stack) -> list[Place]:
    """Records whose parts exclude or demand each other, or whose values are of another form."""
    return [place for record, owner in _records(stack) for place in _record(record, owner)]


def _records(stack: Stack) -> Iterator[tuple[View, View]]:
    """Every record, and what names its zone: the record itself or its group."""
    for one in views(stack, RECORD):
        yield one, one
    for group in views(stack, GROUP):
        for record in group.views("RecordSets"):
            yield record, record if record.has("HostedZoneId", "HostedZoneName") else group


def _record(one: View, owner: View) -> Faults:
    if not one.known:
        return
    if one.has("AliasTarget") and one.has("ResourceRecords", "TTL"):
        yield one.place("Invalid request: an alias record has neither TTL nor ResourceRecords", "AliasTarget")
    if one.has("ResourceRecords") and "TTL" not in one.body:
        yield one.place("Invalid request: Missing field 'TTL' in Change with ResourceRecords")
    if not one.body.keys() & {"ResourceRecords", "AliasTarget", "CidrRoutingConfig"}:
        words = "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]], but found none"
        yield one.place(f"Invalid request: {words}")
    if not owner.body.keys() & {"HostedZoneId", "HostedZoneName"}:
        yield one.place("Invalid request: one of HostedZoneId and HostedZoneName must be specified")
    if one.has(*ROUTED) and "SetIdentifier" not in one.body:
        yield one.place("Invalid request: Missing field 'SetIdentifier' in Change")
    weight = one.number("Weight")
    if weight is not None and not 0 <= weight <= 255:
        words = f"Value '{weight:.0f}' at 'weight' failed to satisfy constraint"
        yield one.place(f"{words}: Member must have value less than or equal to 255", "Weight")
    yield from _in_zone(one, owner)
    yield from _values(one)
    yield from _own_zone(one)


def _in_zone(one: View, owner: View) -> Faults:
    """A record lies in its zone; at the zone's own name no CNAME stands."""
    zone = owner.target("HostedZoneId", "AWS::Route53::HostedZone")
    apex = one.stack.text(zone.properties.get("Name") if zone else owner.body.get("HostedZoneName"))
    name = one.text("Name")
    if not apex or not name:
        return
    apex, name = apex.lower().rstrip("."), name.lower().rstrip(".")
    if name != apex and not name.endswith(f".{apex}"):
        yield one.place(f"RRSet with DNS name {name[:80]}. is not permitted in zone {apex[:80]}.", "Name")
    elif name == apex and one.text("Type") == "CNAME":
        words = f"RRSet of type CNAME with DNS name {name[:80]}. is not permitted at apex in zone {apex[:80]}."
        yield one.place(words, "Type")


def _own_zone(one: View) -> Faults:
    """The zone of an alias is that of what it leads to, which is no zone of the stack's unless a record is meant."""
    alias = one.view("AliasTarget")
    zone = alias.target("HostedZoneId", "AWS::Route53::HostedZone")
    value = alias.body.get("DNSName")
    served = one.stack.resource(
        value, "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer",
        "AWS::CloudFront::Distribution", "AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName",
        "AWS::S3::Bucket", "AWS::GlobalAccelerator::Accelerator",
    )  # fmt: skip
    if zone is not None and served is not None:
        words = f"Tried to create an alias that targets {served.name}, but the alias target name does not lie within"
        yield alias.place(f"{words} the target zone: {zone.name} is the zone of the record", "HostedZoneId")


def _values(one: View) -> Faults:
    kind = one.text("Type") or ""
    texts = list(one.texts("ResourceRecords"))
    for at, text in texts:
        fault = _FORMS[kind](text) if kind in _FORMS else None
        if fault:
            yield Place(at, f"{_INVALID}{fault}: '{text[:60]}'")
    if kind == "CNAME" and len(texts) > 1 and one.sure("ResourceRecords"):
        yield one.place("Invalid request: a CNAME record has exactly one value", "ResourceRecords")


def _address(text: str) -> str | None:
    good = re.fullmatch(r"(\d{1,3}\.){3}\d{1,3}", text) and all(int(part) < 256 for part in text.split("."))
    return None if good else "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"


def _long_address(text: str) -> str | None:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"
    return None


def _quoted(text: str) -> str | None:
    if not (text.startswith('"') and text.endswith('"') and len(text) > 1):
        return "InvalidCharacterString (Value should be enclosed in quotation marks)"
    long = any(len(part) > 255 for part in re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    return (
        "CharacterStringTooLong (Value is too long, at most 255 characters between quotation marks)" if long else None
    )


def _exchange(text: str) -> str | None:
    good = re.fullmatch(r"\d{1,5}\s+\S+", text.strip())
    return None if good else "MXRRDATAMissingPriority (Value should contain a priority and a host)"


def _service(text: str) -> str | None:
    good = re.fullmatch(r"(\d{1,5}\s+){3}\S+", text.strip())
    return None if good else "SRVRRDATANotFourFields (Value should contain priority, weight, port and host)"


def _authority(text: str) -> str | None:
    good = re.fullmatch(r'\d{1,3}\s+[A-Za-z0-9]+\s+".*"', text.strip())
    return None if good else 'CAARRDATANotThreeFields (Value should be like 0 issue "example.net")'


def _host(text: str) -> str | None:
    return None if _HOST.fullmatch(text.strip()) else "Value is no host name"


_FORMS: dict[str, Callable[[str], str | None]] = {
    "A": _address, "AAAA": _long_address, "TXT": _quoted, "SPF": _quoted, "MX": _exchange, "SRV": _service,
    "CAA": _authority, "CNAME": _host, "PTR": _host, "NS": _host,
}  # fmt: skip
>>>>>>> 21b5756 (Find what services refuse when they make a resource: tasks, listeners, pools, pipelines and more)
