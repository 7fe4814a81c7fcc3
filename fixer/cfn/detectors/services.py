"""Resources of one service that do not fit each other or their own settings: listeners, targets, queues, origins."""

from __future__ import annotations

import json
from typing import Any

from fixer.cfn.detectors.names import FORMS, pieces, refused
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, as_map, dig

BALANCER, GROUP = "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup"
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
MOST_USER_DATA = 16_384
_SINGLE = {
    "AWS::Config::ConfigurationRecorder": "MaxNumberOfConfigurationRecordersExceededException: the maximum is 1",
    "AWS::Config::DeliveryChannel": "MaxNumberOfDeliveryChannelsExceededException: the maximum is 1",
    "AWS::GuardDuty::Detector": "The request is rejected because a detector already exists for the current account",
    "AWS::SecurityHub::Hub": "Account is already subscribed to Security Hub",
    "AWS::Macie::Session": "Macie has already been enabled",
    "AWS::Detective::Graph": "A behavior graph already exists",
    "AWS::IAM::ServiceLinkedRole": "Service role name has been taken in this account",
    "AWS::IAM::OIDCProvider": "Provider with url already exists",
}  # fmt: skip
_NAMED_IAM = {
    "AWS::IAM::Role": "RoleName", "AWS::IAM::User": "UserName", "AWS::IAM::Group": "GroupName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::InstanceProfile": "InstanceProfileName",
}  # fmt: skip
# https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
_RULE_PARAMETERS = {
    "REQUIRED_TAGS": "tag1Key", "DESIRED_INSTANCE_TYPE": "instanceType", "APPROVED_AMIS_BY_ID": "amiIds",
    "APPROVED_AMIS_BY_TAG": "amisByTagKeyAndValue", "ACCESS_KEYS_ROTATED": "maxAccessKeyAge",
    "IAM_POLICY_BLACKLISTED_CHECK": "policyArns", "CLOUDWATCH_ALARM_RESOURCE_CHECK": "resourceType",
    "IAM_USER_UNUSED_CREDENTIALS_CHECK": "maxCredentialUsageAge",
}  # fmt: skip
# Targets that EventBridge starts with a role, and the words for it.
_ROLE_NEEDED = (
    "AWS::StepFunctions::StateMachine", "AWS::Kinesis::Stream", "AWS::ECS::Cluster", "AWS::CodePipeline::Pipeline",
    "AWS::CodeBuild::Project", "AWS::KinesisFirehose::DeliveryStream", "AWS::Batch::JobQueue",
)  # fmt: skip


_REDRIVE = "Value for parameter RedrivePolicy is invalid. Reason: "


def account_singleton(stack: Stack) -> list[Place]:
    """What an account has once in a region, and may have already."""
    return [
        Place(one.pointer, f"{words}, where the account has one already")
        for kind, words in _SINGLE.items()
        for one in stack.of(kind)
        if "Condition" not in one.body
    ]


def capability_needed(stack: Stack) -> list[Place]:
    """Named IAM entities: whoever deploys has to acknowledge them; said once, at the first of them by name."""
    named = [
        one.at(name)
        for kind, name in _NAMED_IAM.items()
        for one in stack.of(kind)
        if stack.present(one.properties.get(name))
    ]
    return [Place(min(named), "Requires capabilities : [CAPABILITY_NAMED_IAM]")] if named else []


def balancer_name_refused(stack: Stack) -> list[Place]:
    """Names of load balancers and target groups that are too long or hold characters that they may not."""
    places = []
    for (kind, name), form in FORMS.items():
        if "LoadBalancing" in kind:
            for one in stack.of(kind):
                message = refused(form, pieces(stack, one.properties.get(name)), kind)
                if message:
                    places.append(Place(one.at(name), message))
    return places


def listener_protocol_refused(stack: Stack) -> list[Place]:
    """Listeners with a protocol of the other kind of load balancer, or without the certificate that theirs needs."""
    places = []
    for one in stack.of(LISTENER):
        balancer = stack.resource(one.properties.get("LoadBalancerArn"), BALANCER)
        protocol = stack.text(one.properties.get("Protocol"))
        kind = balancer.properties.get("Type", "application") if balancer else None
        kind = stack.text(kind) if kind is not None else None
        if protocol in ("HTTPS", "TLS") and "Certificates" not in one.properties:
            places.append(Place(one.pointer + "/Properties", "A certificate must be specified for HTTPS listeners"))
        elif (kind == "application" and protocol in ("TCP", "UDP", "TLS", "TCP_UDP")) or (
            kind == "network" and protocol in ("HTTP", "HTTPS")
        ):
            right = "HTTP and HTTPS" if kind == "application" else "TCP, TLS, UDP and TCP_UDP"
            message = f"Listener protocol '{protocol}' is not supported with a {kind} load balancer ({right} are)"
            places.append(Place(one.at("Protocol"), message))
    return places


def target_group_refused(stack: Stack) -> list[Place]:
    """Target groups whose settings do not go with the kind of their targets."""
    places = []
    for one in stack.of(GROUP):
        there = {name for name in one.properties if stack.present(one.properties[name])}
        kind = stack.text(one.properties.get("TargetType")) if "TargetType" in one.properties else "instance"
        if kind == "lambda" and there & {"Port", "Protocol", "VpcId"}:
            name = min(there & {"Port", "Protocol", "VpcId"})
            places.append(
                Place(one.at(name), f"{name} cannot be specified for target groups with target type 'lambda'")
            )
        elif kind in ("instance", "ip", "alb"):
            lacking = [name for name in ("Protocol", "Port", "VpcId") if name not in one.properties]
            if lacking:
                places.append(
                    Place(
                        one.pointer + "/Properties", f"A {_word(lacking[0])} must be specified for target type '{kind}'"
                    )
                )
    return places


def _word(name: str) -> str:
    return {"VpcId": "VPC"}.get(name, name.lower())


def event_target_role_missing(stack: Stack) -> list[Place]:
    """Targets of rules that EventBridge cannot start without a role."""
    places = []
    for one in stack.of("AWS::Events::Rule"):
        for path, item in stack.items(one.properties.get("Targets"), ("Targets",)):
            target = stack.resource(as_map(item).get("Arn"), *_ROLE_NEEDED)
            if target is not None and "RoleArn" not in as_map(item):
                places.append(Place(one.at(*path), f"RoleArn is required for target {target.name}."))
    return places


def dead_letter_mismatched(stack: Stack) -> list[Place]:
    """Dead-letter queues of another kind than their queue: FIFO for FIFO, standard for standard."""
    places = []
    for one in stack.of("AWS::SQS::Queue"):
        policy = as_map(one.properties.get("RedrivePolicy"))
        target = stack.resource(policy.get("deadLetterTargetArn"), "AWS::SQS::Queue")
        at = one.at("RedrivePolicy")
        if policy and not stack.values.function(policy) and "maxReceiveCount" not in policy:
            message = _REDRIVE + "Redrive policy does not contain mandatory attribute: maxReceiveCount."
            places.append(Place(at, message))
        if target is not None and stack.true(target.properties.get("FifoQueue")) != stack.true(
            one.properties.get("FifoQueue")
        ):
            message = _REDRIVE + "Dead letter target must be of the same type as the source queue"
            places.append(Place(at + "/deadLetterTargetArn", f"{message}: {target.name}"))
    return places


def config_rule_parameter_missing(stack: Stack) -> list[Place]:
    """Managed rules of AWS Config without the parameter that they cannot do without."""
    places = []
    for one in stack.of("AWS::Config::ConfigRule"):
        name = stack.text(dig(one.properties, "Source", "SourceIdentifier"))
        wanted = _RULE_PARAMETERS.get(name or "")
        given = one.properties.get("InputParameters")
        if (
            wanted
            and stack.text(dig(one.properties, "Source", "Owner")) == "AWS"
            and wanted not in json.dumps(given, default=str)
        ):
            message = f"The required parameter [{wanted}] is not present in the inputParameters"
            places.append(Place(one.pointer + "/Properties", message))
    return places


def user_data_unencoded(stack: Stack) -> list[Place]:
    """User data that is not Base64."""
    places = []
    for kind, path in (
        ("AWS::EC2::Instance", ("UserData",)),
        ("AWS::EC2::LaunchTemplate", ("LaunchTemplateData", "UserData")),
        ("AWS::AutoScaling::LaunchConfiguration", ("UserData",)),
    ):
        for one in stack.of(kind):
            value = dig(one.properties, *path)
            if _plain_script(value):
                patch = {"op": "replace", "path": one.at(*path), "value": {"Fn::Base64": value}}
                places.append(Place(one.at(*path), "Invalid BASE64 encoding of user data", (patch,)))
    return places


def user_data_too_long(stack: Stack) -> list[Place]:
    """User data that is longer than EC2 takes, whatever its unknown parts come to."""
    places = []
    for kind, path in (
        ("AWS::EC2::Instance", ("UserData",)),
        ("AWS::EC2::LaunchTemplate", ("LaunchTemplateData", "UserData")),
    ):
        for one in stack.of(kind):
            value = dig(one.properties, *path)
            known = stack.values.pieces(value) if isinstance(value, dict) and "Fn::Base64" in value else None
            size = sum(len(piece.encode("utf-8", "replace")) for piece in known or ())
            if size > MOST_USER_DATA:
                places.append(Place(one.at(*path), f"User data is limited to {MOST_USER_DATA} bytes (it has {size})"))
    return places


def _plain_script(value: Any) -> bool:
    if isinstance(value, dict):
        value = value.get("Fn::Sub", value.get("Fn::Join"))
        value = value[0] if isinstance(value, list) and value and isinstance(value[0], str) and value[0] else value
        if isinstance(value, list):
            first = value[1][0] if len(value) > 1 and isinstance(value[1], list) and value[1] else ""
            value = first if isinstance(first, str) else ""
    return isinstance(value, str) and value.lstrip().startswith(("#!", "#cloud-config", "<powershell", "Content-Type:"))


def origin_unknown(stack: Stack) -> list[Place]:
    """Cache behaviours that name an origin which the distribution does not have, and origins without a kind."""
    places = []
    for one in stack.of("AWS::CloudFront::Distribution"):
        config = as_map(one.properties.get("DistributionConfig"))
        root = ("DistributionConfig",)
        known = [stack.text(as_map(item).get("Id")) for _, item in stack.items(config.get("Origins"))]
        known += [stack.text(as_map(item).get("Id")) for _, item in stack.items(dig(config, "OriginGroups", "Items"))]
        behaviours: list[tuple[tuple[str, ...], Any]] = [
            (("DefaultCacheBehavior",), config.get("DefaultCacheBehavior"))
        ]
        behaviours += stack.items(config.get("CacheBehaviors"), ("CacheBehaviors",))
        for path, item in behaviours:
            text = stack.text(as_map(item).get("TargetOriginId"))
            if text is not None and None not in known and known and text not in known:
                message = "One or more of your origins or origin groups do not exist."
                places.append(Place(one.at(*root, *path, "TargetOriginId"), f"{message} ({text[:60]})"))
        for path, item in stack.items(config.get("Origins"), (*root, "Origins")):
            kinds = {"S3OriginConfig", "CustomOriginConfig", "VpcOriginConfig"}
            if isinstance(item, dict) and not stack.values.function(item) and not item.keys() & kinds:
                message = "Exactly one of CustomOriginConfig, VpcOriginConfig and S3OriginConfig must be specified"
                places.append(Place(one.at(*path), message))
    return places


def web_acl_scope_mismatched(stack: Stack) -> list[Place]:
    """Web ACLs of the other scope: CLOUDFRONT for distributions, REGIONAL for all else."""
    places = []
    acl = "AWS::WAFv2::WebACL"
    for one in stack.of("AWS::CloudFront::Distribution"):
        found = stack.resource(dig(one.properties, "DistributionConfig", "WebACLId"), acl)
        if found is not None and stack.text(found.properties.get("Scope")) == "REGIONAL":
            message = f"Web ACL is not accessible by the requester: {found.name} has Scope REGIONAL"
            places.append(Place(one.at("DistributionConfig", "WebACLId"), message))
    for one in stack.of("AWS::WAFv2::WebACLAssociation"):
        found = stack.resource(one.properties.get("WebACLArn"), acl)
        if found is not None and stack.text(found.properties.get("Scope")) == "CLOUDFRONT":
            message = f"The ARN isn't valid. A valid ARN is of a web ACL with Scope REGIONAL, unlike {found.name}"
            places.append(Place(one.at("WebACLArn"), message))
    return places


def bootstrap_role_missing(stack: Stack) -> list[Place]:
    """Database Migration Service without the role that it looks for by name."""
    places = []
    for one in stack.of("AWS::DMS::ReplicationSubnetGroup"):
        roles = [stack.text(role.properties.get("RoleName")) for role in stack.of("AWS::IAM::Role")]
        if "dms-vpc-role" not in roles:
            message = "The IAM Role arn:aws:iam::<account>:role/dms-vpc-role is not configured properly"
            places.append(Place(one.pointer, f"{message}, unless the account has it"))
    return places
