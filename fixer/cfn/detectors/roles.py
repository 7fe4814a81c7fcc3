"""What a role of the stack may do and who may take it, as far as the template says."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

from fixer.cfn.detectors.policies import Statement, statements
from fixer.cfn.detectors.stack import Resource, Stack, as_map

# What some of AWS' managed policies allow, of what is asked here; any other may allow anything.
_LOGS = ("logs:createloggroup", "logs:createlogstream", "logs:putlogevents")
_NETWORK = ("ec2:createnetworkinterface", "ec2:describenetworkinterfaces", "ec2:deletenetworkinterface")
MANAGED: dict[str, tuple[str, ...]] = {
    "AdministratorAccess": ("*",),
    "PowerUserAccess": ("*",),
    "service-role/AWSLambdaBasicExecutionRole": _LOGS,
    "service-role/AWSLambdaVPCAccessExecutionRole": (*_LOGS, *_NETWORK),
    "service-role/AWSLambdaENIManagementAccess": _NETWORK,
    "service-role/AWSLambdaSQSQueueExecutionRole": (
        *_LOGS, "sqs:receivemessage", "sqs:deletemessage", "sqs:getqueueattributes",
    ),
    "service-role/AWSLambdaKinesisExecutionRole": (
        *_LOGS, "kinesis:describestream", "kinesis:describestreamsummary", "kinesis:getrecords",
        "kinesis:getsharditerator", "kinesis:listshards", "kinesis:liststreams", "kinesis:subscribetoshard",
    ),
    "service-role/AWSLambdaDynamoDBExecutionRole": (
        *_LOGS, "dynamodb:describestream", "dynamodb:getrecords", "dynamodb:getsharditerator", "dynamodb:liststreams",
    ),
    "AWSXRayDaemonWriteAccess": ("xray:put*", "xray:getsampling*"),
    "AWSXrayWriteOnlyAccess": ("xray:put*", "xray:getsampling*"),
    "CloudWatchLogsFullAccess": ("logs:*", "cloudwatch:generatequery"),
    "AmazonSQSFullAccess": ("sqs:*",),
    "AmazonSNSFullAccess": ("sns:*",),
    "AmazonS3FullAccess": ("s3:*",),
    "AmazonS3ReadOnlyAccess": ("s3:get*", "s3:list*"),
    "AmazonDynamoDBReadOnlyAccess": ("dynamodb:get*", "dynamodb:describe*", "dynamodb:list*"),
    "AmazonSSMManagedInstanceCore": ("ssm:*", "ssmmessages:*", "ec2messages:*"),
    "AmazonSSMReadOnlyAccess": ("ssm:get*", "ssm:describe*", "ssm:list*"),
    "CloudWatchAgentServerPolicy": ("cloudwatch:putmetricdata", *_LOGS, "xray:put*"),
    "CloudWatchFullAccess": ("cloudwatch:*", "logs:*", "sns:*"),
    "SecretsManagerReadWrite": ("secretsmanager:*",),
    "service-role/AmazonECSTaskExecutionRolePolicy": (*_LOGS, "ecr:*"),
}  # fmt: skip
_ROLES = "AWS::IAM::Role"
_ATTACHED = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")


def role_of(stack: Stack, value: Any) -> Resource | None:
    """The role of the stack that a value stands for."""
    found = stack.resource(value, _ROLES)
    return found if found is not None and isinstance(value, dict) else None


def allows(stack: Stack, role: Resource, action: str) -> bool | None:
    """Whether a role may do something on anything; ``None`` where a policy of it is not known."""
    allowed = stack.shared(_actions)[role.name]
    wanted = action.lower()
    if any(fnmatchcase(wanted, pattern) for pattern in allowed if pattern is not None):
        return True
    return None if None in allowed else False


def _actions(stack: Stack) -> dict[str, list[str | None]]:
    """By role: the patterns of what it may do, in lower case; ``None`` among them for what is not known."""
    found: dict[str, list[str | None]] = {role.name: [] for role in stack.of(_ROLES)}
    for one in stack.shared(statements):
        if one.kind == "identity":
            for name in _owners(stack, one.resource):
                if name in found:
                    found[name] += _patterns(stack, one)
    for role in stack.of(_ROLES):
        found[role.name] += _managed(stack, role)
    for role in stack.of(_ROLES):
        policies = role.properties.get("Policies")
        if stack.values.function(policies) or any(stack.values.function(item) for _, item in stack.items(policies)):
            found[role.name].append(None)
    return found


def _owners(stack: Stack, one: Resource) -> set[str]:
    if one.type == _ROLES:
        return {one.name}
    if one.type in _ATTACHED:
        return stack.mentioned(one.properties.get("Roles") or one.properties.get("RoleName"))
    return set()


def _patterns(stack: Stack, one: Statement) -> list[str | None]:
    if one.body.get("Effect") != "Allow":
        return []
    if "NotAction" in one.body:
        return [None]
    texts = [stack.text(value) for _, value in stack.items(one.body.get("Action"))]
    return [text.lower() if text else None for text in texts]


def _managed(stack: Stack, role: Resource) -> list[str | None]:
    """What the managed policies of a role allow."""
    found: list[str | None] = []
    for _, value in stack.items(role.properties.get("ManagedPolicyArns")):
        policy = stack.resource(value, "AWS::IAM::ManagedPolicy")
        if policy is not None:
            for one in stack.shared(statements):
                found += _patterns(stack, one) if one.resource is policy else []
            continue
        text = stack.text(value) or _sub_text(value)
        name = text.partition(":policy/")[2] if text else ""
        found += MANAGED.get(name, (None,))
    return found


def _sub_text(value: Any) -> str | None:
    text = as_map(value).get("Fn::Sub")
    return text.replace("${AWS::Partition}", "aws") if isinstance(text, str) else None


def trusts(stack: Stack, role: Resource, service: str) -> bool | None:
    """Whether a service may take a role; ``None`` where that is not known."""
    found = [one for one in stack.shared(statements) if one.resource is role and one.kind == "trust"]
    if not found:
        return None
    for one in found:
        principal = one.body.get("Principal")
        if one.body.get("Effect") != "Allow":
            continue
        if principal == "*" or not isinstance(principal, dict) or stack.values.function(principal):
            return None
        for _, item in stack.items(principal.get("Service")):
            text = stack.text(item) or _sub_text(item)
            if text is None or "${" in text or text.startswith("*"):
                return None
            if re.sub(r"\.[a-z]{2}(-[a-z]+)+-\d(?=\.amazonaws)", "", text) == service:
                return True
        if not isinstance(principal.get("Service", ""), (str, list, dict)):
            return None
    return False
