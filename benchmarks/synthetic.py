"""Templates of any size for measuring growth: deterministic, with the types and the references of real ones."""

from __future__ import annotations

import re
from typing import Any

Template = dict[str, Any]
Body = dict[str, Any]

_WORDS = ("Orders", "Billing", "Search", "Audit", "Media", "Users", "Reports", "Stock", "Mail", "Events")


def template(resources: int) -> Template:
    """A template of so many resources: networks with their subnets and routes, then services of ten resources each."""
    found: dict[str, Body] = {}
    number = 0
    while len(found) < resources:
        found |= _network(number // 8) if number % 8 == 0 else _service(number)
        number += 1
    kept = dict(list(found.items())[:resources])
    parameters: dict[str, Body] = {
        "Environment": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]},
        "AlarmEmail": {"Type": "String", "Description": "Who is told about alarms"},
    }
    for name in kept:
        if name.endswith("Function"):
            parameters[f"{name}Memory"] = {"Type": "Number", "Default": 128 + 64 * (len(parameters) % 7)}
    outputs = {
        f"{name}Arn": {"Value": {"Fn::GetAtt": [name, "Arn"]}} for name, body in kept.items() if "Queue" in body["Type"]
    }
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": parameters,
        "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Environment"}, "prod"]}},
        "Resources": kept,
        "Outputs": outputs,
    }


def renamed(model: Template) -> Template:
    """The same template with every id that can be another: words turned round, a prefix, references along."""
    names = {
        name: "Main" + "".join(reversed(re.findall(r"[A-Z][a-z]*|\d+", name)))
        for section in ("Parameters", "Conditions", "Resources", "Outputs")
        for name in model[section]
    }
    return {
        key: {names.get(name, name): _other_ids(body, names) for name, body in value.items()}
        if isinstance(value, dict)
        else value
        for key, value in model.items()
    }


def changed(model: Template) -> Template:
    """The same ids, and one value changed in every tenth resource."""
    resources = dict(model["Resources"])
    for name in list(resources)[::10]:
        body = resources[name]
        resources[name] = {**body, "Properties": {**body["Properties"], "Tags": [{"Key": "Owner", "Value": name}]}}
    return {**model, "Resources": resources}


def _other_ids(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_other_ids(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((key, argument),) = value.items()
        if key == "Ref":
            return {key: names.get(argument, argument)}
        if key in ("Fn::GetAtt", "Fn::If"):
            return {key: [names.get(argument[0], argument[0]), *(_other_ids(item, names) for item in argument[1:])]}
        if key == "Fn::Sub" and isinstance(argument, str):
            return {key: re.sub(r"\$\{(\w+)", lambda match: "${" + names.get(match[1], match[1]), argument)}
    found = {key: _other_ids(item, names) for key, item in value.items()}
    if isinstance(value.get("DependsOn"), str):
        found["DependsOn"] = names.get(value["DependsOn"], value["DependsOn"])
    return found


def _network(number: int) -> dict[str, Body]:
    vpc, gateway, table = f"Vpc{number}", f"Vpc{number}InternetGateway", f"Vpc{number}PublicRouteTable"
    found: dict[str, Body] = {
        vpc: _body("AWS::EC2::VPC", CidrBlock=f"10.{number}.0.0/16", EnableDnsSupport=True, Tags=_tags(vpc)),
        gateway: _body("AWS::EC2::InternetGateway", Tags=_tags(gateway)),
        f"{gateway}Attachment": _body(
            "AWS::EC2::VPCGatewayAttachment", VpcId={"Ref": vpc}, InternetGatewayId={"Ref": gateway}
        ),
        table: _body("AWS::EC2::RouteTable", VpcId={"Ref": vpc}, Tags=_tags(table)),
        f"{table}Route": {
            **_body(
                "AWS::EC2::Route",
                RouteTableId={"Ref": table},
                DestinationCidrBlock="0.0.0.0/0",
                GatewayId={"Ref": gateway},
            ),
            "DependsOn": f"{gateway}Attachment",
        },
    }
    for zone in range(3):
        for kind in ("Public", "Private"):
            subnet = f"Vpc{number}{kind}Subnet{zone}"
            found[subnet] = _body(
                "AWS::EC2::Subnet",
                VpcId={"Ref": vpc},
                CidrBlock=f"10.{number}.{zone + (10 if kind == 'Private' else 0)}.0/24",
                AvailabilityZone={"Fn::Select": [zone, {"Fn::GetAZs": ""}]},
                MapPublicIpOnLaunch=kind == "Public",
                Tags=_tags(subnet),
            )
            if kind == "Public":
                found[f"{subnet}Association"] = _body(
                    "AWS::EC2::SubnetRouteTableAssociation", SubnetId={"Ref": subnet}, RouteTableId={"Ref": table}
                )
    return found


def _service(number: int) -> dict[str, Body]:
    word = f"{_WORDS[number % len(_WORDS)]}{number // len(_WORDS) or ''}"
    function, queue, table = f"{word}Function", f"{word}Queue", f"{word}Table"
    arns = [{"Fn::GetAtt": [name, "Arn"]} for name in (table, queue)]
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": arns[0]},
            {"Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage"], "Resource": arns[1]},
        ],
    }
    code = "\n".join(
        ["import os", "import boto3", f"table = '{word.lower()}'", "", "def handler(event, context):"]
        + [f"    print('{word.lower()} {line}', event.get('field{line}'))" for line in range(12)]
    )
    return {
        table: _body(
            "AWS::DynamoDB::Table",
            TableName={"Fn::Sub": f"{word.lower()}-table-${{Environment}}"},
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": f"{word.lower()}Id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": f"{word.lower()}Id", "KeyType": "HASH"}],
        ),
        queue: _body(
            "AWS::SQS::Queue", QueueName={"Fn::Sub": f"{word.lower()}-queue-${{Environment}}"}, VisibilityTimeout=60
        ),
        f"{word}DeadLetters": _body("AWS::SQS::Queue", MessageRetentionPeriod=1209600),
        f"{word}Role": _body(
            "AWS::IAM::Role",
            AssumeRolePolicyDocument={
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
            Policies=[{"PolicyName": f"{word}Access", "PolicyDocument": policy}],
        ),
        function: _body(
            "AWS::Lambda::Function",
            Handler="index.handler",
            Runtime="python3.12",
            Role={"Fn::GetAtt": [f"{word}Role", "Arn"]},
            MemorySize={"Ref": f"{function}Memory"},
            Environment={"Variables": {"TABLE": {"Ref": table}, "QUEUE": {"Ref": queue}}},
            DeadLetterConfig={"TargetArn": {"Fn::GetAtt": [f"{word}DeadLetters", "Arn"]}},
            Code={"ZipFile": code},
        ),
        f"{word}Source": _body(
            "AWS::Lambda::EventSourceMapping", EventSourceArn=arns[1], FunctionName={"Ref": function}, BatchSize=10
        ),
        f"{word}Logs": _body(
            "AWS::Logs::LogGroup", LogGroupName={"Fn::Sub": f"/aws/lambda/${{{function}}}"}, RetentionInDays=30
        ),
        f"{word}Topic": _body("AWS::SNS::Topic", DisplayName=f"{word} alarms"),
        f"{word}Subscription": _body(
            "AWS::SNS::Subscription",
            TopicArn={"Ref": f"{word}Topic"},
            Protocol="email",
            Endpoint={"Ref": "AlarmEmail"},
        ),
        **{f"{word}{metric}Alarm": _alarm(word, function, metric) for metric in ("Errors", "Throttles")},
    }


def _alarm(word: str, function: str, metric: str) -> Body:
    return _body(
        "AWS::CloudWatch::Alarm",
        AlarmDescription=f"{metric} of {word.lower()}",
        Namespace="AWS/Lambda",
        MetricName=metric,
        Dimensions=[{"Name": "FunctionName", "Value": {"Ref": function}}],
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        AlarmActions=[{"Ref": f"{word}Topic"}],
    )


def _tags(name: str) -> list[Body]:
    return [{"Key": "Name", "Value": name.lower()}, {"Key": "Environment", "Value": {"Ref": "Environment"}}]


def _body(kind: str, **properties: Any) -> Body:
    return {"Type": kind, "Properties": properties}
