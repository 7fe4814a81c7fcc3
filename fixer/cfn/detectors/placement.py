"""Where resources are put: groups and subnets of another network, references of another kind, launch templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_list, as_map
from fixer.cfn.detectors.view import Faults, View, each, views
from fixer.pointer import join

VPC, SUBNET, GROUP = "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup"
_TABLE = "AWS::EC2::RouteTable"
# Properties that stand for one kind of resource wherever they are, by the end of their name.
_KINDS: dict[str, tuple[str, ...]] = {
    "VpcId": (VPC,), "VPCId": (VPC,), "PeerVpcId": (VPC,),
    "SubnetId": (SUBNET,), "SubnetIds": (SUBNET,), "Subnets": (SUBNET,), "VPCZoneIdentifier": (SUBNET,),
    "VpcSubnetIds": (SUBNET,), "ClientSubnets": (SUBNET,),
    "SecurityGroupIds": (GROUP,), "SecurityGroupId": (GROUP,), "VpcSecurityGroupIds": (GROUP,),
    "VPCSecurityGroups": (GROUP,), "SourceSecurityGroupId": (GROUP,), "DestinationSecurityGroupId": (GROUP,),
    "RouteTableId": (_TABLE,), "RouteTableIds": (_TABLE,),
    "InternetGatewayId": ("AWS::EC2::InternetGateway",), "NatGatewayId": ("AWS::EC2::NatGateway",),
    "NetworkAclId": ("AWS::EC2::NetworkAcl",), "LaunchTemplateId": ("AWS::EC2::LaunchTemplate",),
    "TargetGroupArn": ("AWS::ElasticLoadBalancingV2::TargetGroup",),
    "TargetGroupARNs": ("AWS::ElasticLoadBalancingV2::TargetGroup",),
    "LoadBalancerArn": ("AWS::ElasticLoadBalancingV2::LoadBalancer",),
    "ListenerArn": ("AWS::ElasticLoadBalancingV2::Listener", "AWS::GlobalAccelerator::Listener"),
    "LoadBalancerNames": ("AWS::ElasticLoadBalancing::LoadBalancer",),
    "IamInstanceProfile": ("AWS::IAM::InstanceProfile",), "UserPoolId": ("AWS::Cognito::UserPool",),
    "RestApiId": ("AWS::ApiGateway::RestApi",), "TopicArn": ("AWS::SNS::Topic",),
    "DBSubnetGroupName": ("AWS::RDS::DBSubnetGroup", "AWS::DocDB::DBSubnetGroup", "AWS::Neptune::DBSubnetGroup"),
    "FileSystemId": ("AWS::EFS::FileSystem", "AWS::FSx::FileSystem"),
    "ExecutionRoleArn": ("AWS::IAM::Role",), "TaskRoleArn": ("AWS::IAM::Role",), "RoleArn": ("AWS::IAM::Role",),
    "RoleARN": ("AWS::IAM::Role",),
}  # fmt: skip
_OWN: dict[tuple[str, str], tuple[str, ...]] = {
    ("AWS::ApiGateway::Method", "ResourceId"): ("AWS::ApiGateway::Resource",),
    ("AWS::ApiGateway::Resource", "ParentId"): ("AWS::ApiGateway::Resource",),
    ("AWS::ApiGateway::Stage", "DeploymentId"): ("AWS::ApiGateway::Deployment",),
    ("AWS::ApiGateway::Method", "AuthorizerId"): ("AWS::ApiGateway::Authorizer",),
    ("AWS::ECS::Service", "TaskDefinition"): ("AWS::ECS::TaskDefinition",),
    ("AWS::ECS::Service", "Cluster"): ("AWS::ECS::Cluster",),
}
# Types of which another kind is meant by the same word, and functions of what may stand for anything.
_OTHERWISE = re.compile(
    r"AWS::(CloudFormation|ServiceCatalog|Serverless|Cognito::IdentityPoolRole|Amplify|Organizations|RAM|SSM)\w*(::|$)"
    r"|Custom::"
)
_WORDS = {
    VPC: "The vpc ID '{}' does not exist", SUBNET: "The subnet ID '{}' does not exist",
    GROUP: "The security group '{}' does not exist", _TABLE: "The routeTable ID '{}' does not exist",
    "AWS::IAM::InstanceProfile": "Value ({}) for parameter iamInstanceProfile.name is invalid. "
    "Invalid IAM Instance Profile name",
}  # fmt: skip


def reference_kind_wrong(stack: Stack) -> list[Place]:
    """References to a resource of another kind than the property stands for."""
    places = []
    for (section, entry), found in stack.references.items():
        one = stack.resources.get(entry) if section == "Resources" else None
        if one is None or _OTHERWISE.match(one.type):
            continue
        for reference in found:
            target = stack.resources.get(reference.target)
            tokens = [token for token in reference.pointer[:-1] if not token.isdecimal()]
            if target is None or reference.kind != "ref" or len(tokens) < 2 or tokens[0] != "Properties":
                continue
            wanted = _OWN.get((one.type, tokens[-1])) or _KINDS.get(tokens[-1])
            if wanted and target.type not in wanted and not _OTHERWISE.match(target.type):
                message = _WORDS.get(wanted[0], "'{}' does not exist").format(target.name)
                at = join(("Resources", entry, *reference.pointer[:-1]))
                places.append(Place(at, f"{message}: it is of type {target.type}, wanted is {wanted[0]}"))
    return places + list(_addresses(stack)) + list(_named_groups(stack))


def _addresses(stack: Stack) -> Iterator[Place]:
    """An address is allocated under an id, which is neither the address nor what Ref gives."""
    for one in views(stack, "AWS::EC2::NatGateway", "AWS::EC2::EIPAssociation"):
        asked = as_map(one.body.get("AllocationId")).get("Fn::GetAtt")
        if (
            one.target("AllocationId", "AWS::EC2::EIP") is not None
            and isinstance(asked, list)
            and asked[1:] == ["PublicIp"]
        ):
            patch = (
                {"op": "replace", "path": one.at("AllocationId"), "value": {"Fn::GetAtt": [asked[0], "AllocationId"]}},
            )
            words = f"The elasticIp ID '{asked[0]}' is malformed: PublicIp is the address, and AllocationId is wanted"
            yield one.place(words, "AllocationId", patch=patch)


def _named_groups(stack: Stack) -> Iterator[Place]:
    """Security groups in a network of the stack's own go by their ids."""
    for one in views(stack, "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"):
        for name in ("GroupName", "SourceSecurityGroupName"):
            group = one.target(name, GROUP)
            if group is not None and stack.present(group.properties.get("VpcId")):
                words = f"The security group '{group.name}' does not exist in default VPC: in a VPC it goes by its id"
                yield one.place(words, name)


def _vpc_of(stack: Stack, one: Resource | None) -> str | None:
    """The network of the stack that a resource lies in."""
    found = stack.resource(one.properties.get("VpcId"), VPC) if one else None
    return found.name if found else None


def _members(stack: Stack, view: View, name: str, kind: str) -> Iterator[tuple[str, Resource]]:
    for path, item in stack.items(view.body.get(name), (*view.path, name)):
        found = stack.resource(item, kind)
        if found is not None:
            yield view.resource.at(*path), found


# Where subnets stand, and where the groups beside them, by type; the view is the object that holds both.
_BESIDE: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("AWS::EC2::Instance", (), "SubnetId", "SecurityGroupIds"),
    ("AWS::EC2::Instance", ("NetworkInterfaces",), "SubnetId", "GroupSet"),
    ("AWS::EC2::NetworkInterface", (), "SubnetId", "GroupSet"),
    ("AWS::EFS::MountTarget", (), "SubnetId", "SecurityGroups"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", (), "Subnets", "SecurityGroups"),
    ("AWS::ElasticLoadBalancing::LoadBalancer", (), "Subnets", "SecurityGroups"),
    ("AWS::Lambda::Function", ("VpcConfig",), "SubnetIds", "SecurityGroupIds"),
    ("AWS::ECS::Service", ("NetworkConfiguration", "AwsvpcConfiguration"), "Subnets", "SecurityGroups"),
    ("AWS::EKS::Cluster", ("ResourcesVpcConfig",), "SubnetIds", "SecurityGroupIds"),
    ("AWS::OpenSearchService::Domain", ("VPCOptions",), "SubnetIds", "SecurityGroupIds"),
    ("AWS::MSK::Cluster", ("BrokerNodeGroupInfo",), "ClientSubnets", "SecurityGroups"),
    ("AWS::CodeBuild::Project", ("VpcConfig",), "Subnets", "SecurityGroupIds"),
    ("AWS::Batch::ComputeEnvironment", ("ComputeResources",), "Subnets", "SecurityGroupIds"),
    ("AWS::EC2::VPCEndpoint", (), "SubnetIds", "SecurityGroupIds"),
    ("AWS::RDS::DBSubnetGroup", (), "SubnetIds", ""),
    ("AWS::ElastiCache::SubnetGroup", (), "SubnetIds", ""),
    ("AWS::AutoScaling::AutoScalingGroup", (), "VPCZoneIdentifier", ""),
)  # fmt: skip


def network_foreign(stack: Stack) -> list[Place]:
    """Security groups of another network than the subnets beside them, and subnets of several networks."""
    if len(stack.of(VPC)) < 2:
        return []
    places = []
    for kind, path, subnets, groups in _BESIDE:
        for one in views(stack, kind):
            for view in _inner(one, path):
                places += list(_foreign(stack, view, subnets, groups))
    return places + list(_databases(stack)) + list(_tables(stack))


def _inner(one: View, path: tuple[str, ...]) -> Iterator[View]:
    if path == ("NetworkInterfaces",):
        yield from one.views(path[0])
        return
    for name in path:
        one = one.view(name)
    yield one


def _foreign(stack: Stack, view: View, subnets: str, groups: str) -> Iterator[Place]:
    home = _vpc_of(stack, stack.resource(view.body.get("VpcId"), VPC)) or stack.target(view.body.get("VpcId"))
    for at, subnet in _members(stack, view, subnets, SUBNET):
        own = _vpc_of(stack, subnet)
        home = home or own
        if own and home and own != home:
            yield Place(at, f"All subnets must belong to the same VPC: '{home}' ({subnet.name} belongs to {own})")
            return
    for at, group in _members(stack, view, groups, GROUP) if groups else ():
        own = _vpc_of(stack, group)
        if own and home and own != home:
            words = f"Security group '{group.name}' does not belong to VPC '{home}': it belongs to {own}"
            yield Place(at, f"{words} (Security group and subnet belong to different networks)")


def _databases(stack: Stack) -> Iterator[Place]:
    """Databases are put by their subnet group."""
    for one in views(stack, "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"):
        group = one.target("DBSubnetGroupName", "AWS::RDS::DBSubnetGroup")
        if group is None:
            continue
        homes = {_vpc_of(stack, stack.resource(item, SUBNET)) for item in as_list(group.properties.get("SubnetIds"))}
        for name in ("VPCSecurityGroups", "VpcSecurityGroupIds"):
            for at, found in _members(stack, one, name, GROUP):
                own = _vpc_of(stack, found)
                if own and len(homes) == 1 and None not in homes and own not in homes:
                    yield Place(
                        at, f"The DB instance and EC2 security group are in different VPCs. ({found.name}: {own})"
                    )


def _tables(stack: Stack) -> Iterator[Place]:
    for one in views(stack, "AWS::EC2::SubnetRouteTableAssociation"):
        subnet, table = one.target("SubnetId", SUBNET), one.target("RouteTableId", _TABLE)
        left, right = _vpc_of(stack, subnet), _vpc_of(stack, table)
        if left and right and left != right and subnet and table:
            words = f"route table {table.name} and subnet {subnet.name} belong to different networks"
            yield one.place(f"{words} ({right}, {left})", "RouteTableId")


def launch_settings_refused(stack: Stack) -> list[Place]:
    """Launch templates, groups of instances, their policies and instances with settings that EC2 refuses."""
    return each(
        stack,
        ("AWS::EC2::LaunchTemplate", _template),
        ("AWS::EC2::Instance", _instance),
        ("AWS::AutoScaling::AutoScalingGroup", _group),
        ("AWS::AutoScaling::ScalingPolicy", _policy),
    )


_TAGGABLE = re.compile(r"instance|volume|network-interface|spot-instances-request|elastic-gpu|client-vpn-endpoint")


def _template(one: View) -> Faults:
    data = one.view("LaunchTemplateData")
    yield from _interfaces(data)
    for tags in data.views("TagSpecifications"):
        kind = tags.text("ResourceType")
        if kind is not None and not _TAGGABLE.fullmatch(kind):
            words = f"'{kind[:40]}' is not a valid taggable resource type for this operation."
            yield tags.place(words, "ResourceType")
    for tags in one.views("TagSpecifications"):
        kind = tags.text("ResourceType")
        if kind is not None and kind != "launch-template":
            words = f"'{kind[:40]}' is not a valid taggable resource type for this operation."
            yield tags.place(words, "ResourceType")


def _interfaces(data: View) -> Faults:
    for name in data.has("SecurityGroupIds", "SecurityGroups", "SubnetId") if data.has("NetworkInterfaces") else ():
        words = "Network interfaces and an instance-level security groups may not be specified on the same request"
        yield data.place(words, name)


def _instance(one: View) -> Faults:
    yield from _interfaces(one)
    if one.body.get("KeyName") == "":
        yield one.place("The key pair '' does not exist", "KeyName")
    for name in ("SecurityGroupIds", "SecurityGroups"):
        for at, text in one.texts(name):
            if text == "":
                yield Place(at, "Value () for parameter groupId is invalid. The value cannot be empty")
    if one.text("SubnetId") == "":
        yield one.place("The subnet ID '' does not exist", "SubnetId")


def _group(one: View) -> Faults:
    spread = one.view("MixedInstancesPolicy").view("InstancesDistribution")
    strategy, pools = spread.text("SpotAllocationStrategy"), spread.number("SpotInstancePools")
    if pools and strategy is not None and strategy != "lowest-price":
        words = "SpotInstancePools option is only available with the lowest-price allocation strategy."
        yield spread.place(words, "SpotInstancePools")


_MEANS = {
    "TargetTrackingScaling": "TargetTrackingConfiguration", "StepScaling": "StepAdjustments",
    "SimpleScaling": "ScalingAdjustment", "PredictiveScaling": "PredictiveScalingConfiguration",
}  # fmt: skip


def _policy(one: View) -> Faults:
    metric = one.view("TargetTrackingConfiguration").view("PredefinedMetricSpecification")
    if metric.text("PredefinedMetricType") == "ALBRequestCountPerTarget" and metric.lacks("ResourceLabel"):
        yield metric.place("Resource label must be specified for predefined metric type ALBRequestCountPerTarget")
    kind = one.text("PolicyType") if one.has("PolicyType") else "SimpleScaling" if one.lacks("PolicyType") else None
    if kind in _MEANS and one.lacks(_MEANS[kind]):
        yield one.place(f"{_MEANS[kind]} is required for policies of type {kind}")
    if kind == "StepScaling" and one.has("ScalingAdjustment"):
        yield one.place("ScalingAdjustment is not supported for policies of type StepScaling", "ScalingAdjustment")
    for name in one.has("Cooldown") if kind in ("StepScaling", "TargetTrackingScaling") else ():
        yield one.place(f"{name} is only supported for policies of type SimpleScaling", name)


def network_rule_refused(stack: Stack) -> list[Place]:
    """Rules of networks, endpoints and flow logs with parts that exclude or need each other."""
    return each(
        stack,
        ("AWS::EC2::NetworkAclEntry", _entry),
        ("AWS::EC2::FlowLog", _flow),
        (GROUP, _described),
        ("AWS::EC2::SecurityGroupIngress", _described_alone),
        ("AWS::EC2::SecurityGroupEgress", _described_alone),
    )


def _entry(one: View) -> Faults:
    if one.number("Protocol") in (6, 17) and one.lacks("PortRange"):
        yield one.place("Fields for PortRange not specified: rules for TCP and UDP need From and To")
    if one.number("Protocol") == 1 and one.lacks("Icmp"):
        yield one.place("Fields for Icmp not specified: rules for ICMP need Code and Type")


def _flow(one: View) -> Faults:
    interval = one.number("MaxAggregationInterval")
    if interval is not None and interval not in (60, 600):
        words = f"Invalid Flow Log Max Aggregation Interval: {interval:.0f}; 60 and 600 are valid"
        yield one.place(words, "MaxAggregationInterval")
    if one.text("LogDestinationType") == "s3" and one.has("DeliverLogsPermissionArn"):
        words = "DeliverLogsPermissionArn is not applicable for s3 delivery"
        yield one.place(words, "DeliverLogsPermissionArn")


_DESCRIPTION = re.compile(r"[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]{0,255}")


def _described(one: View) -> Faults:
    for name in ("SecurityGroupIngress", "SecurityGroupEgress"):
        for rule in one.views(name):
            yield from _described_alone(rule)


def _described_alone(rule: View) -> Faults:
    text = rule.text("Description")
    if text is not None and not _DESCRIPTION.fullmatch(text):
        words = (
            "Invalid rule description. Valid descriptions are strings less than 256 characters from the following set"
        )
        yield rule.place(f"{words}: a-zA-Z0-9. _-:/()#,@[]+=&;{{}}!$*", "Description")


def endpoint_route_doubled(stack: Stack) -> list[Place]:
    """Gateway endpoints for one service in one route table."""
    places = []
    seen: dict[tuple[str, str], str] = {}
    for one in views(stack, "AWS::EC2::VPCEndpoint"):
        service = re.search(r"(s3|dynamodb)$", _service(stack, one.body.get("ServiceName")))
        if service is None or "Condition" in one.resource.body:
            continue
        for at, table in _members(stack, one, "RouteTableIds", _TABLE):
            other = seen.setdefault((service[1], table.name), one.resource.name)
            if other != one.resource.name:
                words = f"route table {table.name} already has a route with destination-prefix-list-id of {service[1]}"
                places.append(Place(at, f"{words}, by {other}"))
    return places


def _service(stack: Stack, value: Any) -> str:
    pieces = [value] if isinstance(value, str) else stack.values.pieces(as_map(value) or None)
    return "x".join(pieces or ())
