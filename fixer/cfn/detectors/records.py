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
