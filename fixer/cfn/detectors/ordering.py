"""Resources that AWS refuses because another one is not there yet: permissions, methods, listeners, recorders."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Path, Resource, Stack, as_map, dig, listed
from fixer.cfn.intrinsics import canonical

FUNCTION = "AWS::Lambda::Function"
PERMISSION = "AWS::Lambda::Permission"
_UNVALIDATED = "Unable to validate the following destination configurations"
_NOTICES = (
    ("LambdaConfigurations", "Function", (FUNCTION, "AWS::Lambda::Alias", "AWS::Lambda::Version")),
    ("QueueConfigurations", "Queue", ("AWS::SQS::Queue",)),
    ("TopicConfigurations", "Topic", ("AWS::SNS::Topic",)),
)
_POLICIES = {"AWS::SQS::Queue": "AWS::SQS::QueuePolicy", "AWS::SNS::Topic": "AWS::SNS::TopicPolicy"}


def bucket_notification_unready(stack: Stack) -> list[Place]:
    """Notifications to targets of the stack that do not let S3 in before the bucket is made."""
    places = []
    for one in stack.of("AWS::S3::Bucket"):
        before = stack.after(one.name)
        for name, key, kinds in _NOTICES:
            notices = dig(one.properties, "NotificationConfiguration", name)
            for path, item in stack.items(notices, ("NotificationConfiguration", name)):
                target = stack.resource(as_map(item).get(key), *kinds)
                if target is None:
                    continue
                doors = _doors(stack, target)
                if not set(doors) & before:
                    places.append(
                        Place(
                            one.at(*path, key),
                            f"{_UNVALIDATED}: {_why(target, doors)}",
                            stack.wait(one, doors[0]) if doors else (),
                        )
                    )
    return places


def _why(target: Resource, doors: list[str]) -> str:
    if not doors:
        return f"nothing in the stack lets s3.amazonaws.com use {target.name}"
    return f"the bucket does not wait for {doors[0]}, which lets S3 use {target.name}"


def _doors(stack: Stack, target: Resource) -> list[str]:
    """What lets S3 use a target: its permissions or its policy."""
    if target.type in _POLICIES:
        return [one.name for one in stack.of(_POLICIES[target.type]) if target.name in stack.targets(one.name)]
    return _permissions(stack, target, "s3.amazonaws.com")


def _permissions(stack: Stack, function: Resource, service: str) -> list[str]:
    """The permissions by which a service may call a function."""
    found = []
    own = function.properties.get("FunctionName")
    for one in stack.of(PERMISSION):
        named = one.properties.get("FunctionName")
        same = stack.target(named) == function.name or (own is not None and canonical(named) == canonical(own))
        principal = stack.text(one.properties.get("Principal"))
        if same and (principal is None or principal in (service, "*") or ("logs" in service and "logs" in principal)):
            found.append(one.name)
    return found


_INVOKED = (
    ("AWS::Logs::SubscriptionFilter", "DestinationArn", "logs.amazonaws.com",
     "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute it"),
    ("AWS::SecretsManager::RotationSchedule", "RotationLambdaARN", "secretsmanager.amazonaws.com",
     "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access"),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Targets/Id", "elasticloadbalancing.amazonaws.com",
     "elasticloadbalancing principal does not have permission to invoke the function from the target group"),
)  # fmt: skip


def function_permission_unready(stack: Stack) -> list[Place]:
    """Log subscriptions, rotations and targets with a function that does not let the service in."""
    return [
        Place(one.at(*path), f"{words}: there is no permission for {service}")
        for one, path, service, words, doors in _invoked(stack)
        if not doors
    ]


def function_permission_unordered(stack: Stack) -> list[Place]:
    """Log subscriptions, rotations and targets that may be made before the permission that they need."""
    return [
        Place(one.at(*path), f"{words}: it does not wait for {doors[0]}", stack.wait(one, doors[0]))
        for one, path, _, words, doors in _invoked(stack)
        if doors and not set(doors) & stack.after(one.name)
    ]


def _invoked(stack: Stack) -> Iterator[tuple[Resource, Path, str, str, list[str]]]:
    for kind, name, service, words in _INVOKED:
        head, _, member = name.partition("/")
        for one in stack.of(kind):
            for path, item in stack.items(one.properties.get(head), (head,)):
                value = as_map(item).get(member) if member else item
                function = stack.resource(value, FUNCTION)
                if function is not None:
                    at = (*path, member) if member else path
                    yield one, at, service, words, _permissions(stack, function, service)


def api_deployment_unordered(stack: Stack) -> list[Place]:
    """Deployments of an API that wait for none of its methods, or of an API that has none."""
    places = []
    for one in stack.of("AWS::ApiGateway::Deployment"):
        api = stack.resource(one.properties.get("RestApiId"), "AWS::ApiGateway::RestApi")
        if api is None or api.properties.keys() & {"Body", "BodyS3Location", "CloneFrom"}:
            continue
        methods = [
            m.name
            for m in stack.of("AWS::ApiGateway::Method")
            if stack.target(m.properties.get("RestApiId")) == api.name
        ]
        if not set(methods) & stack.after(one.name):
            wait = f": the deployment does not wait for {listed(methods)}" if methods else ""
            places.append(
                Place(
                    one.pointer,
                    f"The REST API doesn't contain any methods{wait}",
                    stack.wait(one, *methods) if methods else (),
                )
            )
    return places


def api_stage_duplicated(stack: Stack) -> list[Place]:
    """Stages that the deployment has made already."""
    places = []
    for one in stack.of("AWS::ApiGateway::Deployment"):
        name = one.properties.get("StageName")
        if name is None:
            continue
        for stage in stack.of("AWS::ApiGateway::Stage"):
            same = canonical(stage.properties.get("StageName")) == canonical(name)
            known = stack.text(name) is not None and stack.text(name) == stack.text(stage.properties.get("StageName"))
            if (same or known) and stack.target(stage.properties.get("DeploymentId")) == one.name:
                patch = {"op": "remove", "path": one.at("StageName")}
                places.append(Place(one.at("StageName"), f"Stage already exists: {stage.name} makes it too", (patch,)))
    return places


def api_account_role_missing(stack: Stack) -> list[Place]:
    """Stages that log, in a stack that gives API Gateway no role for it."""
    if stack.of("AWS::ApiGateway::Account"):
        return []
    places = []
    for one in stack.of("AWS::ApiGateway::Stage"):
        levels = [
            stack.text(as_map(item).get("LoggingLevel"))
            for _, item in stack.items(one.properties.get("MethodSettings"))
        ]
        name = "AccessLogSetting" if stack.present(one.properties.get("AccessLogSetting")) else "MethodSettings"
        if name == "AccessLogSetting" or {"INFO", "ERROR"} & set(levels):
            message = (
                "CloudWatch Logs role ARN must be set in account settings to enable logging: the account may have one"
            )
            places.append(Place(one.at(name), message))
    return places


def config_rule_unordered(stack: Stack) -> list[Place]:
    """Rules of AWS Config that do not wait for the recorder, or without one in the stack."""
    recorders = {one.name for one in stack.of("AWS::Config::ConfigurationRecorder", "AWS::Config::DeliveryChannel")}
    places = []
    for one in stack.of("AWS::Config::ConfigRule"):
        if not recorders & stack.after(one.name):
            what = f"it does not wait for {min(recorders)}" if recorders else "the stack has none; the account may"
            patch = stack.wait(one, min(recorders)) if recorders else ()
            places.append(
                Place(
                    one.pointer,
                    f"NoAvailableConfigurationRecorder: Configuration recorder is not available: {what}",
                    patch,
                )
            )
    return places


def service_before_listener(stack: Stack) -> list[Place]:
    """ECS services that do not wait until their target group hangs on a load balancer."""
    places = []
    hooks = stack.of("AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule")
    for one in stack.of("AWS::ECS::Service"):
        before = stack.after(one.name)
        for path, item in stack.items(one.properties.get("LoadBalancers"), ("LoadBalancers",)):
            group = stack.resource(as_map(item).get("TargetGroupArn"), "AWS::ElasticLoadBalancingV2::TargetGroup")
            if group is None:
                continue
            own = [hook.name for hook in hooks if group.name in stack.targets(hook.name)]
            if not set(own) & before:
                what = f"it does not wait for {own[0]}" if own else "no listener of the stack uses it"
                message = f"The target group {group.name} does not have an associated load balancer: {what}"
                places.append(Place(one.at(*path), message, stack.wait(one, own[0]) if own else ()))
    return places


def scaling_policy_unordered(stack: Stack) -> list[Place]:
    """Scaling policies that do not wait for the target that they scale."""
    targets = {one.name for one in stack.of("AWS::ApplicationAutoScaling::ScalableTarget")}
    places = []
    for one in stack.of("AWS::ApplicationAutoScaling::ScalingPolicy"):
        if targets and "ScalingTargetId" not in one.properties and not targets & stack.after(one.name):
            message = (
                f"No scalable target registered for service namespace: the policy does not wait for {min(targets)}"
            )
            places.append(Place(one.pointer, message, stack.wait(one, min(targets)) if len(targets) == 1 else ()))
    return places


def usage_plan_unordered(stack: Stack) -> list[Place]:
    """Usage plans that name a stage of the stack and do not wait for it."""
    stages = {stack.text(one.properties.get("StageName")): one.name for one in stack.of("AWS::ApiGateway::Stage")}
    places = []
    for one in stack.of("AWS::ApiGateway::UsagePlan"):
        before = stack.after(one.name)
        for path, item in stack.items(one.properties.get("ApiStages"), ("ApiStages",)):
            stage = stages.get(stack.text(as_map(item).get("Stage")) or "")
            if stage and stage not in before:
                message = f"API Stage not found: the plan does not wait for {stage}"
                places.append(Place(one.at(*path, "Stage"), message, stack.wait(one, stage)))
    return places


def attribute_not_made(stack: Stack) -> list[Place]:
    """Attributes that a resource has only with another property: the stream of a table that has none."""
    places = []
    for one, path, target in _asked(stack, "StreamArn", "AWS::DynamoDB::Table"):
        if "StreamSpecification" not in target.properties:
            message = f"Attribute 'StreamArn' of {target.name} does not exist: the table has no StreamSpecification"
            places.append(Place(one.pointer + "".join("/" + token for token in path), message))
    return places


def _asked(stack: Stack, attribute: str, kind: str) -> Iterator[tuple[Resource, tuple[str, ...], Resource]]:
    for (section, name), found in stack.references.items():
        one = stack.resources.get(name) if section == "Resources" else None
        for reference in found:
            target = stack.resources.get(reference.target)
            if one and target and target.type == kind and reference.attribute == attribute:
                yield one, reference.pointer, target


def firewall_priority_twice(stack: Stack) -> list[Place]:
    """Rules of one web ACL with the same priority."""
    places = []
    for one in stack.of("AWS::WAFv2::WebACL", "AWS::WAFv2::RuleGroup"):
        seen: dict[str, str] = {}
        for path, item in stack.items(one.properties.get("Rules"), ("Rules",)):
            priority = stack.text(as_map(item).get("Priority"))
            name = json.dumps(as_map(item).get("Name"), default=str)
            if priority is not None and priority in seen and "Fn::If" not in path:
                message = (
                    f"Error reason: You have used the priority {priority} more than once: {seen[priority]} has it, too"
                )
                places.append(Place(one.at(*path, "Priority"), message))
            seen.setdefault(priority or "", name)
    return places
