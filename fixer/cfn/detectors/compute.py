"""Functions, containers and groups of instances whose parts do not fit together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import NAMED
from fixer.cfn.detectors.stack import Resource, Stack, as_map, dig
from fixer.dialect import UNRESERVED
from fixer.lazy import pattern
from fixer.pointer import join

FUNCTION = "AWS::Lambda::Function"
SOURCE = "AWS::Lambda::EventSourceMapping"
TASK = "AWS::ECS::TaskDefinition"
# What an account has at first, and what of it stays unreserved.
CONCURRENCY = 1_000
# Memory in MiB that Fargate has for so many units of CPU: the least, the most, the step.
FARGATE = {
    256: (512, 2_048, 0), 512: (1_024, 4_096, 1_024), 1_024: (2_048, 8_192, 1_024), 2_048: (4_096, 16_384, 1_024),
    4_096: (8_192, 30_720, 1_024), 8_192: (16_384, 61_440, 4_096), 16_384: (32_768, 122_880, 8_192),
}  # fmt: skip
_ASSETS = pattern(r"AssetParameters?[0-9a-f]{64}|\bcdk-[a-z0-9]{1,10}-(assets|container-assets)-")
# Properties that take an ARN, by type; elsewhere their names tell.
_TAKES_ARN: dict[str, frozenset[str]] = {
    FUNCTION: frozenset({"Role"}),
    "AWS::EKS::Nodegroup": frozenset({"NodeRole"}),
    "AWS::SNS::Subscription": frozenset({"Endpoint"}),
    "AWS::SNS::Topic": frozenset({"Endpoint"}),
}
# Properties whose names end in Arn and that take a name, an id or an alias, too.
_TAKES_BOTH = frozenset({"KmsKeyArn", "KMSKeyArn", "KmsMasterKeyArn", "TargetFunctionArn"})
# Properties that take a name where an ARN is refused.
_TAKES_NAME: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("AWS::IAM::InstanceProfile", ("Roles",), "AWS::IAM::Role", "The specified value for roleName is invalid"),
    ("AWS::IAM::Policy", ("Roles",), "AWS::IAM::Role", "The specified value for roleName is invalid"),
    ("AWS::IAM::ManagedPolicy", ("Roles",), "AWS::IAM::Role", "The specified value for roleName is invalid"),
    ("AWS::S3::BucketPolicy", ("Bucket",), "AWS::S3::Bucket", "The specified bucket is not valid"),
    ("AWS::EC2::Instance", ("IamInstanceProfile",), "AWS::IAM::InstanceProfile", "Invalid IAM Instance Profile name"),
    ("AWS::SQS::QueuePolicy", ("Queues",), "AWS::SQS::Queue", "The address is not valid for this endpoint"),
    ("AWS::CloudTrail::Trail", ("S3BucketName",), "AWS::S3::Bucket", "The specified bucket is not valid"),
    ("AWS::Config::DeliveryChannel", ("S3BucketName",), "AWS::S3::Bucket", "The specified bucket is not valid"),
)  # fmt: skip


_UNRESERVED = (
    "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its"
    " minimum value"
)


def queue_visibility_short(stack: Stack) -> list[Place]:
    """Queues that show a message again before the function that reads them has to be done."""
    places = []
    for one in stack.of(SOURCE):
        queue = stack.resource(one.properties.get("EventSourceArn"), "AWS::SQS::Queue")
        function = stack.resource(one.properties.get("FunctionName"), FUNCTION)
        if queue is None or function is None:
            continue
        visible = _seconds(stack, queue.properties.get("VisibilityTimeout"), 30)
        timeout = _seconds(stack, function.properties.get("Timeout"), 3)
        if visible is not None and timeout is not None and visible < timeout:
            message = f"Queue visibility timeout: {visible} seconds is less than Function timeout: {timeout} seconds"
            patch = {"op": "add", "path": queue.at("VisibilityTimeout"), "value": 6 * timeout}
            places.append(Place(queue.at("VisibilityTimeout"), message, (patch,)))
    return places


def _seconds(stack: Stack, value: Any, default: int) -> int | None:
    if value is None:
        return default
    number = stack.number(value)
    return None if number is None else int(number)


def source_settings_wrong(stack: Stack) -> list[Place]:
    """Event sources without a starting point, or with a batch that takes a window."""
    places = []
    for one in stack.of(SOURCE):
        source = stack.resource(
            one.properties.get("EventSourceArn"), "AWS::SQS::Queue", "AWS::Kinesis::Stream", "AWS::DynamoDB::Table"
        )
        if source is None:
            continue
        size = stack.number(one.properties.get("BatchSize"))
        starts = stack.present(one.properties.get("StartingPosition"))
        if source.type != "AWS::SQS::Queue" and starts is False:
            places.append(
                Place(
                    one.pointer + "/Properties", "1 validation error detected: Value null at 'startingPosition' failed"
                )
            )
        elif source.type == "AWS::SQS::Queue" and starts:
            places.append(Place(one.at("StartingPosition"), "StartingPosition is not valid for SQS event sources."))
        elif source.type == "AWS::SQS::Queue" and size is not None and size > 10:
            fifo = stack.true(source.properties.get("FifoQueue"))
            window = stack.number(one.properties.get("MaximumBatchingWindowInSeconds"))
            if fifo or not window:
                message = (
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10"
                )
                places.append(
                    Place(one.at("BatchSize"), "Batch size of a FIFO queue must be at most 10" if fifo else message)
                )
    return places


def _reserved(stack: Stack) -> list[tuple[Resource, float]]:
    found = []
    for one in stack.of(FUNCTION, "AWS::Serverless::Function"):
        number = stack.number(one.properties.get("ReservedConcurrentExecutions"))
        if number:
            found.append((one, number))
    return found


def concurrency_over_reserved(stack: Stack) -> list[Place]:
    """Functions that reserve more than the account can give; where it is not known, than one can by default."""
    found = stack.shared(_reserved)
    total, limit = int(sum(number for _, number in found)), stack.account.concurrency
    most = stack.account.reservable
    if total <= (CONCURRENCY - UNRESERVED if most is None else most):
        return []
    if limit is None:
        message = f"{_UNRESERVED} of [{UNRESERVED}]: the stack reserves {total} of {CONCURRENCY}"
        return [Place(_last(found).at("ReservedConcurrentExecutions"), message)]
    message = f"{_UNRESERVED} of [{UNRESERVED}]: the stack reserves {total}, the account has {limit}"
    return [Place(one.at("ReservedConcurrentExecutions"), message) for one, _ in found]


def concurrency_reserved(stack: Stack) -> list[Place]:
    """Functions that reserve concurrency at all: an account that is new has 10. Where it is known, nothing is open."""
    found = stack.shared(_reserved)
    total = int(sum(number for _, number in found))
    message = f"{_UNRESERVED}, if the account's limit is below {total + UNRESERVED} (the stack reserves {total})"
    if not found or stack.account.concurrency is not None or total > CONCURRENCY - UNRESERVED:
        return []
    return [Place(_last(found).at("ReservedConcurrentExecutions"), message)]


def _last(found: Sequence[tuple[Resource, float]]) -> Resource:
    """The one to name for all of them: by its id, for in another order they are the same failure."""
    return max((one for one, _ in found), key=lambda one: one.name)


def function_package_own_bucket(stack: Stack) -> list[Place]:
    """Code in a bucket that the stack only makes, so that nothing can be in it."""
    places = []
    for one in stack.of(FUNCTION, "AWS::Lambda::LayerVersion"):
        name = "Code" if one.type == FUNCTION else "Content"
        bucket = stack.resource(dig(one.properties, name, "S3Bucket"), "AWS::S3::Bucket")
        fills = any(
            stack.resources[other].type.startswith(("Custom::", "AWS::CloudFormation::CustomResource"))
            for other in stack.after(one.name)
        )
        if bucket is not None and not fills:
            message = "Error occurred while GetObject. S3 Error Code: NoSuchKey. The specified key does not exist:"
            places.append(Place(one.at(name, "S3Bucket"), f"{message} {bucket.name} is empty when the stack makes it"))
    return places


def function_package_elsewhere(stack: Stack) -> list[Place]:
    """Code in a bucket, or an image in a repository, that are not the stack's and must be there beforehand."""
    places = []
    for one in stack.of(FUNCTION):
        for name in ("S3Bucket", "ImageUri"):
            value = dig(one.properties, "Code", name)
            # The CDK puts its assets there before it deploys.
            if value is not None and not stack.mentioned(value) and not _ASSETS.search(json.dumps(value, default=str)):
                message = "Error occurred while GetObject. S3 Error Code: NoSuchBucket or NoSuchKey, unless it is there"
                image = "Source image does not exist. Provide a valid source image, unless it is there"
                places.append(Place(one.at("Code", name), message if name == "S3Bucket" else image))
    return places


def fargate_size_unsupported(stack: Stack) -> list[Place]:
    """Tasks on Fargate with sizes that there are not, or without the network mode that it needs."""
    places = []
    for one in stack.of(TASK):
        compatible = [stack.text(item) for _, item in stack.items(one.properties.get("RequiresCompatibilities"))]
        if "FARGATE" not in compatible:
            continue
        cpu, memory = _units(stack, one.properties.get("Cpu")), _units(stack, one.properties.get("Memory"))
        mode = stack.text(one.properties.get("NetworkMode")) if "NetworkMode" in one.properties else "bridge"
        if mode is not None and mode != "awsvpc":
            message = (
                "When networkMode is not awsvpc, Fargate refuses the task: Fargate only supports network mode 'awsvpc'."
            )
            places.append(Place(one.pointer + "/Properties", message))
        if not one.properties.keys() >= {"Cpu", "Memory"}:
            message = "Fargate requires that 'cpu' and 'memory' be defined at the task level."
            places.append(Place(one.pointer + "/Properties", message))
        elif cpu is not None and memory is not None and not _fits(cpu, memory):
            places.append(
                Place(
                    one.at("Memory"), f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory."
                )
            )
        if "ExecutionRoleArn" not in one.properties and _needs_role(stack, one):
            message = (
                "Fargate requires task definition to have execution role ARN to support ECR images and log drivers."
            )
            places.append(Place(one.pointer + "/Properties", message))
    return places


def _units(stack: Stack, value: Any) -> int | None:
    """CPU units or MiB; ``1 vCPU`` and ``2 GB`` count too."""
    text = stack.text(value)
    found = re.fullmatch(r"(\d{1,7}(?:\.\d{1,3})?)\s*(vCPU|GB)?", text or "", re.IGNORECASE)
    return int(float(found[1]) * (1_024 if found[2] else 1)) if found else None


def _fits(cpu: int, memory: int) -> bool:
    if cpu not in FARGATE:
        return False
    low, high, step = FARGATE[cpu]
    return memory in (512, 1_024, 2_048) if not step else low <= memory <= high and (memory - low) % step == 0


def _needs_role(stack: Stack, task: Resource) -> bool:
    for _, item in stack.items(task.properties.get("ContainerDefinitions")):
        container = as_map(item)
        driver = stack.text(dig(container, "LogConfiguration", "LogDriver"))
        image = stack.text(container.get("Image")) or str(container.get("Image"))
        if container.get("Secrets") or driver == "awslogs" or ".dkr.ecr." in image:
            return True
    return False


def service_task_mismatched(stack: Stack) -> list[Place]:
    """ECS services that do not fit their task: containers, ports, network mode, kind of targets."""
    places = []
    for one in stack.of("AWS::ECS::Service"):
        task = stack.resource(one.properties.get("TaskDefinition"), TASK)
        if task is not None:
            places += [
                Place(one.at(*path) if path else one.pointer + "/Properties", message)
                for path, message in _mismatches(stack, one, task)
            ]
    return places


def _mismatches(stack: Stack, one: Resource, task: Resource) -> Iterator[tuple[tuple[str, ...], str]]:
    mode = stack.text(task.properties.get("NetworkMode"))
    if mode == "awsvpc" and "NetworkConfiguration" not in one.properties:
        yield (), "Network Configuration must be provided when networkMode 'awsvpc' is specified."
    if stack.text(one.properties.get("LaunchType")) == "FARGATE" and "RequiresCompatibilities" not in task.properties:
        yield ("LaunchType",), "Task definition does not support launch_type FARGATE."
    containers = {}
    for _, item in stack.items(task.properties.get("ContainerDefinitions")):
        name = stack.text(as_map(item).get("Name"))
        if name is None:
            return
        containers[name] = as_map(item)
    for path, item in stack.items(one.properties.get("LoadBalancers"), ("LoadBalancers",)):
        name, port = stack.text(as_map(item).get("ContainerName")), stack.text(as_map(item).get("ContainerPort"))
        if name is not None and name not in containers:
            yield (*path, "ContainerName"), f"The container {name} does not exist in the task definition."
        elif name is not None and port is not None and not _has_port(stack, containers[name], port):
            yield (*path, "ContainerPort"), f"The container {name} did not have a container port {port} defined."
        group = stack.resource(as_map(item).get("TargetGroupArn"), "AWS::ElasticLoadBalancingV2::TargetGroup")
        kind = group.properties.get("TargetType", "instance") if group else None
        if mode == "awsvpc" and kind is not None and stack.text(kind) == "instance":
            yield (
                path,
                "The provided target group has target type instance, which is incompatible with network mode awsvpc",
            )


def _has_port(stack: Stack, container: Mapping[str, Any], port: str) -> bool:
    ports = [stack.text(as_map(item).get("ContainerPort")) for _, item in stack.items(container.get("PortMappings"))]
    return port in ports or None in ports


def group_size_inconsistent(stack: Stack) -> list[Place]:
    """Auto Scaling groups whose sizes contradict each other."""
    places = []
    for kind, path in (("AWS::AutoScaling::AutoScalingGroup", ()), ("AWS::EKS::Nodegroup", ("ScalingConfig",))):
        for one in stack.of(kind):
            sizes = as_map(dig(one.properties, *path)) if path else one.properties
            low, high = stack.number(sizes.get("MinSize")), stack.number(sizes.get("MaxSize"))
            wanted = stack.number(sizes.get("DesiredCapacity" if not path else "DesiredSize"))
            if low is not None and high is not None and low > high:
                message = f"Max bound, {high:.0f}, must be greater than or equal to min bound, {low:.0f}"
                places.append(Place(one.at(*path, "MaxSize"), message))
            elif wanted is not None and ((low is not None and wanted < low) or (high is not None and wanted > high)):
                message = (
                    f"Desired capacity:{wanted:.0f} must be between the specified min size:{low} and max size:{high}"
                )
                places.append(Place(one.at(*path, "DesiredCapacity" if not path else "DesiredSize"), message))
    return places


def reference_not_arn(stack: Stack) -> list[Place]:
    """Refs that give a name where an ARN must stand."""
    places = []
    for (section, entry), found in stack.references.items():
        one = stack.resources.get(entry) if section == "Resources" else None
        if one is None:
            continue
        for reference in found:
            target = stack.resources.get(reference.target)
            if reference.kind != "ref" or target is None or target.type not in NAMED:
                continue
            path = [token for token in reference.pointer[:-1] if not token.isdigit()]
            if "Fn::Sub" in path or "Fn::Join" in path or not path or not _takes_arn(one.type, path[-1]):
                continue
            at = join(("Resources", entry, *reference.pointer[:-1]))
            patch = {"op": "replace", "path": at, "value": {"Fn::GetAtt": [target.name, NAMED[target.type]]}}
            message = f"{path[-1]} must be an ARN, and Ref gives the name, the id or the URL of {target.name}"
            places.append(Place(at, message, (patch,)))
    return places + list(_beginning(stack))


def _beginning(stack: Stack) -> Iterator[Place]:
    """Texts for an ARN that begin with the name or id of a resource."""
    for one in stack.of("AWS::Lambda::Permission", "AWS::SNS::Subscription", "AWS::Events::Rule"):
        for name in ("SourceArn", "TopicArn", "RoleArn"):
            text = as_map(one.properties.get(name)).get("Fn::Sub")
            head = re.match(r"\$\{([A-Za-z0-9]+)\}", text) if isinstance(text, str) else None
            target = stack.resources.get(head[1]) if head else None
            if target is not None and (target.type in NAMED or target.type.startswith("AWS::ApiGateway")):
                words = f"{name}: failed validation constraint for keyword [pattern]: ${{{target.name}}} is no ARN"
                yield Place(one.at(name), words)


def _takes_arn(kind: str, name: str) -> bool:
    if name in _TAKES_ARN.get(kind, ()):
        return True
    return (
        bool(re.fullmatch(r"\w*(Arn|ARN|Arns|ARNs)", name))
        and name not in _TAKES_BOTH
        and not kind.startswith("Custom::")
    )


def reference_not_name(stack: Stack) -> list[Place]:
    """ARNs where a name must stand."""
    places = []
    for kind, path, target_kind, words in _TAKES_NAME:
        for one in stack.of(kind):
            for at, value in stack.items(dig(one.properties, *path), path):
                target = stack.resource(value, target_kind)
                asked = as_map(value).get("Fn::GetAtt")
                name = asked[1] if isinstance(asked, list) and len(asked) == 2 else str(asked).partition(".")[2]
                if target is not None and asked is not None and name == "Arn":
                    patch = {"op": "replace", "path": one.at(*at), "value": {"Ref": target.name}}
                    places.append(Place(one.at(*at), f"{words}: it is the ARN of {target.name}", (patch,)))
    return places
