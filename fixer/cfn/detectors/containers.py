"""Tasks and services that Amazon ECS refuses, jobs and nodes that AWS Batch and Amazon EKS refuse."""

from __future__ import annotations

from collections.abc import Iterator

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each

TASK, SERVICE = "AWS::ECS::TaskDefinition", "AWS::ECS::Service"
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html and AWS_Fargate
_FARGATE_DRIVERS = ("awslogs", "splunk", "awsfirelens")


def task_definition_refused(stack: Stack) -> list[Place]:
    """Task definitions whose containers do not agree with each other, with the task or with Fargate."""
    return each(stack, (TASK, _task))


def _task(task: View) -> Faults:
    containers = list(task.views("ContainerDefinitions"))
    names = [one.text("Name") for one in containers]
    if containers and all(one.text("Essential") == "false" for one in containers):
        yield task.place("Task definition does not have any essential containers", "ContainerDefinitions")
    for number, one in enumerate(containers):
        name = names[number]
        if name is not None and name in names[:number] and task.sure("ContainerDefinitions"):
            yield one.place(f"Duplicate container name: {name[:60]}", "Name")
        yield from _partners(one, names)
        if task.text("NetworkMode") == "awsvpc":
            yield from _ports(one)
    if task.known and task.has("ContainerDefinitions"):
        yield from _volumes(task, containers)
    yield from _sizes(task, containers)
    if "FARGATE" in [text for _, text in task.texts("RequiresCompatibilities")]:
        yield from _fargate(task, containers)


def _partners(one: View, names: list[str | None]) -> Faults:
    for other in one.views("DependsOn"):
        wanted = other.text("ContainerName")
        if wanted is not None and None not in names and wanted not in names:
            yield other.place(f"The container dependency '{wanted[:60]}' does not exist in the task", "ContainerName")


def _ports(one: View) -> Faults:
    for ports in one.views("PortMappings"):
        host, inner = ports.number("HostPort"), ports.number("ContainerPort")
        if host is not None and inner is not None and host not in (inner, 0):
            message = "When networkMode=awsvpc, the host ports and container ports in port mappings must match."
            yield ports.place(message, "HostPort")


def _volumes(task: View, containers: list[View]) -> Faults:
    known = [one.text("Name") for one in task.views("Volumes")]
    if None in known or not task.stack.options(task.body.get("Volumes")):
        return
    for one in containers:
        for mount in one.views("MountPoints"):
            name = mount.text("SourceVolume")
            if name is not None and name not in known:
                yield mount.place(f"Unknown volume '{name[:60]}'.", "SourceVolume")


def _sizes(task: View, containers: list[View]) -> Faults:
    whole = task.number("Memory")
    for one in containers:
        memory, reserved = one.number("Memory"), one.number("MemoryReservation")
        if memory is not None and whole is not None and memory > whole:
            name = one.text("Name") or "the container"
            message = f"Invalid setting for container '{name[:60]}'. Its 'memory' is greater than the task's 'memory'."
            yield one.place(message, "Memory")
        if memory is not None and reserved is not None and reserved > memory:
            yield one.place("Invalid setting: 'memoryReservation' is greater than 'memory'.", "MemoryReservation")
    units = [one.number("Cpu") or 0 for one in containers]
    if task.lacks("Memory") and not task.has("RequiresCompatibilities"):
        for one in containers:
            if one.lacks("Memory", "MemoryReservation") == ["Memory", "MemoryReservation"]:
                name = one.text("Name") or "the container"
                words = "At least one of 'memory' or 'memoryReservation' must be specified."
                yield one.place(f"Invalid setting for container '{name[:60]}'. {words}")
    cpu = task.number("Cpu")
    if cpu is not None and sum(units) > cpu and task.sure("ContainerDefinitions"):
        words = f"The total cpu of the containers ({sum(units):.0f}) is greater than the task's 'cpu' ({cpu:.0f})."
        yield task.place(f"Invalid 'cpu' setting for task. {words}", "ContainerDefinitions")


def _fargate(task: View, containers: list[View]) -> Faults:
    for volume in task.views("Volumes"):
        if volume.view("Host").has("SourcePath"):
            yield volume.place("host.sourcePath should not be set for volumes in Fargate.", "Host")
    for one in containers:
        driver = one.view("LogConfiguration").text("LogDriver")
        if driver is not None and driver not in _FARGATE_DRIVERS:
            message = f"Log driver {driver[:30]} is not supported when launching a task on Fargate: "
            yield one.place(message + ", ".join(_FARGATE_DRIVERS) + " are", "LogConfiguration", "LogDriver")
        if one.true("Privileged"):
            yield one.place("Tasks using the Fargate launch type do not support privileged containers.", "Privileged")
        stop = one.number("StopTimeout")
        if stop is not None and stop > 120:
            words = "must have a container stop timeout of at most 120 seconds."
            yield one.place(f"Tasks using the Fargate launch type {words}", "StopTimeout")
        for name in one.has("Links", "ExtraHosts", "DnsServers", "DnsSearchDomains", "Hostname"):
            if name in ("Links", "ExtraHosts") or task.text("NetworkMode") == "awsvpc":
                yield one.place(f"{name} is not supported when networkMode=awsvpc.", name)


def service_settings_refused(stack: Stack) -> list[Place]:
    """Services whose settings exclude each other."""
    return each(stack, (SERVICE, _service))


def _service(one: View) -> Faults:
    if one.has("LaunchType") and one.has("CapacityProviderStrategy"):
        message = "Specifying both a launch type and capacity provider strategy is not supported."
        yield one.place(message + " Remove one and try again.", "LaunchType")
    if one.has("HealthCheckGracePeriodSeconds") and one.lacks("LoadBalancers") and one.lacks("ServiceRegistries"):
        words = "is only valid for services configured to use load balancers"
        if one.lacks("VpcLatticeConfigurations") and one.number("HealthCheckGracePeriodSeconds"):
            yield one.place(f"Health check grace period {words}", "HealthCheckGracePeriodSeconds")
    if one.text("SchedulingStrategy") == "DAEMON":
        if one.text("LaunchType") == "FARGATE":
            words = "The daemon scheduling strategy is not supported by the FARGATE launch type."
            yield one.place(words, "SchedulingStrategy")
        elif one.has("DesiredCount"):
            words = "The daemon scheduling strategy does not support a desired count for services."
            yield one.place(f"{words} Remove a desired count value and try again.", "DesiredCount")
    task = one.target("TaskDefinition", TASK)
    if one.has("Role") and (one.has("NetworkConfiguration") or _mode(one, task) == "awsvpc"):
        words = "You cannot specify an IAM role for services that require a service linked role."
        yield one.place(words, "Role")
    if one.has("Role") and one.lacks("LoadBalancers"):
        yield one.place("You can only specify an IAM role for services with a load balancer.", "Role")
    if one.has("NetworkConfiguration") and task is not None and _mode(one, task) in ("bridge", "host", "none"):
        words = "Network Configuration is not valid for the given networkMode of this task definition."
        yield one.place(words, "NetworkConfiguration")
    yield from _shares(one)


def _mode(one: View, task: object) -> str | None:
    found = one.target("TaskDefinition", TASK) if task is not None else None
    if found is None:
        return None
    return one.stack.text(found.properties["NetworkMode"]) if "NetworkMode" in found.properties else "bridge"


def _shares(one: View) -> Faults:
    deployment = one.view("DeploymentConfiguration")
    low, high = deployment.number("MinimumHealthyPercent"), deployment.number("MaximumPercent")
    if low == 100 and high == 100:
        words = "maximumPercent must be greater than minimumHealthyPercent, or no task can be replaced."
        yield deployment.place(f"Invalid deploymentConfiguration: {words}", "MaximumPercent")


def batch_environment_refused(stack: Stack) -> list[Place]:
    """Compute environments and job definitions of AWS Batch that contradict the kind of their computers."""
    return each(stack, ("AWS::Batch::ComputeEnvironment", _environment), ("AWS::Batch::JobDefinition", _job))


_NOT_FARGATE = (
    "InstanceTypes", "InstanceRole", "MinvCpus", "DesiredvCpus", "LaunchTemplate", "Ec2KeyPair", "AllocationStrategy",
    "BidPercentage", "ImageId", "PlacementGroup", "SpotIamFleetRole",
)  # fmt: skip


def _environment(one: View) -> Faults:
    kind = (one.text("Type") or "").upper()
    if kind == "MANAGED" and one.lacks("ComputeResources"):
        yield one.place("Error executing request, Exception : ComputeResources is required for MANAGED environments")
    resources = one.view("ComputeResources")
    if (resources.text("Type") or "").upper().startswith("FARGATE"):
        for name in resources.has(*_NOT_FARGATE):
            words = f"{name} is not applicable for Fargate"
            yield resources.place(f"Error executing request, Exception : {words}", name)


def _job(one: View) -> Faults:
    container = one.view("ContainerProperties")
    if "FARGATE" in [text for _, text in one.texts("PlatformCapabilities")]:
        if container.body and container.lacks("ExecutionRoleArn"):
            yield container.place("Error executing request, Exception : Fargate jobs need an executionRoleArn")
        for name in container.has("InstanceType", "Privileged"):
            if name == "InstanceType" or container.true(name):
                yield container.place(f"Error executing request, Exception : {name} does not go with Fargate", name)


def node_group_refused(stack: Stack) -> list[Place]:
    """Groups of nodes that say twice, or nowhere, what their launch template says."""
    return each(stack, ("AWS::EKS::Nodegroup", _nodes))


def _nodes(one: View) -> Faults:
    if not one.has("LaunchTemplate"):
        return
    if one.has("DiskSize"):
        yield one.place("Disk size must be specified within the launch template.", "DiskSize")
    if one.has("RemoteAccess"):
        yield one.place("Remote access configuration cannot be specified with a launch template.", "RemoteAccess")
    template = one.view("LaunchTemplate").target("Id", "AWS::EC2::LaunchTemplate")
    data = View(one.stack, template, template.properties.get("LaunchTemplateData")) if template else None
    if data is None:
        return
    for word, name in _twice(one, data):
        yield one.place(f"{word} can't be specified within both the node group and the launch template.", name)
    if data.has("IamInstanceProfile"):
        yield one.place("Launch template should not specify an instance profile.", "LaunchTemplate")


def _twice(one: View, data: View) -> Iterator[tuple[str, str]]:
    if one.has("InstanceTypes") and data.has("InstanceType"):
        yield "Instance type", "InstanceTypes"
    if data.has("ImageId"):
        for name, word in (("AmiType", "AMI type"), ("ReleaseVersion", "releaseVersion"), ("Version", "Version")):
            if one.has(name) and (name != "AmiType" or one.text(name) != "CUSTOM"):
                yield f"{word} and a custom AMI", name
