"""Networks that EC2 refuses, or in which nothing reaches anything: ranges, zones, routes, gateways, literal ids."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterator
from typing import Any

from fixer.cfn.detectors.inputs import asked_for
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_map, dig, listed
from fixer.cfn.intrinsics import canonical
from fixer.pointer import join

LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
ATTACHMENT = "AWS::EC2::VPCGatewayAttachment"
ASSOCIATION = "AWS::EC2::SubnetRouteTableAssociation"
ADDRESSES = 5
EVERYWHERE = "0.0.0.0/0"
TARGETS = (
    "GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId", "TransitGatewayId", "VpcPeeringConnectionId",
    "VpcEndpointId", "EgressOnlyInternetGatewayId", "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn",
    "OdbNetworkArn",
)  # fmt: skip
_GROUPS = (
    ("AWS::RDS::DBSubnetGroup", ("SubnetIds",)),
    ("AWS::DocDB::DBSubnetGroup", ("SubnetIds",)),
    ("AWS::Neptune::DBSubnetGroup", ("SubnetIds",)),
    ("AWS::EKS::Cluster", ("ResourcesVpcConfig", "SubnetIds")),
)
_LITERAL = re.compile(r"(vpc|subnet|sg|rtb|igw|eni|nat|eipalloc|vpce|acl)-([0-9a-f]{17}|[0-9a-f]{8}|[0-9a-zA-Z]{6,17})")
_PREFIXED = re.compile(r"(vpc|subnet|sg|rtb|igw|eni|nat|eipalloc|vpce|acl)-(?=[a-z]*\d)[0-9a-z]{6,17}")
_HEADS = ("vpc-", "subnet-", "sg-", "rtb-", "igw-", "eni-", "nat-", "eipalloc-", "vpce-", "acl-")
_CIDR = re.compile(r"\d{1,3}(\.\d{1,3}){3}/\d{1,3}")
_NAMES_OF_CIDR = re.compile(r"(Cidr|CidrBlock|CidrIp|DestinationCidrBlock|TargetNetworkCidr)")

Network = ipaddress.IPv4Network


def zones_too_few(stack: Stack) -> list[Place]:
    """Subnets for a database or cluster in one zone, for a load balancer two in the same or only one."""
    places = []
    for one in stack.of(LOAD_BALANCER):
        zones = _zones(stack, one.properties.get("Subnets"))
        network = stack.text(one.properties.get("Type")) in ("network", "gateway")
        if zones is not None and len(set(zones)) < len(zones):
            message = "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
            places.append(Place(one.at("Subnets"), message))
        elif zones is not None and len(zones) == 1 and not network:
            message = "At least two subnets in two different Availability Zones must be specified"
            places.append(Place(one.at("Subnets"), message))
    for kind, path in _GROUPS:
        for one in stack.of(kind):
            zones = _zones(stack, dig(one.properties, *path))
            if zones and len(set(zones)) == 1:
                word = "EKS: subnets specified must be in at least two different AZs"
                group = (
                    "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current coverage: "
                    f"{zones[0] if zones[0][:1].isalpha() else 'one'}. Add subnets to cover at least 2 AZs"
                )
                places.append(Place(one.at(*path), word if "EKS" in kind else group))
    return places


def _zones(stack: Stack, value: Any) -> list[str] | None:
    """The zone of each subnet; ``None`` where the list or the zone of one is not known."""
    if not isinstance(value, list) or not value:
        return None
    zones = []
    for item in value:
        subnet = stack.resource(item, "AWS::EC2::Subnet")
        zone = subnet.properties.get("AvailabilityZone") if subnet and _refers(item) else None
        if zone is None or "Condition" in (subnet.body if subnet else {}):
            return None
        zones.append(stack.text(zone) or json.dumps(canonical(zone), sort_keys=True, default=str))
    return zones


def _refers(item: Any) -> bool:
    return isinstance(item, dict) and next(iter(item), "") in ("Ref", "Fn::GetAtt")


def _network(text: str | None) -> Network | None:
    if text is None or not _CIDR.fullmatch(text):
        return None
    try:
        return ipaddress.IPv4Network(text, strict=False)
    except ValueError:
        return None


def cidr_invalid(stack: Stack) -> list[Place]:
    """Ranges that are none, too large or too small for a VPC, or that lie outside of it or on each other."""
    places = []
    for one in stack.of("AWS::EC2::VPC", "AWS::EC2::Subnet"):
        text = stack.text(one.properties.get("CidrBlock"))
        network = _network(text)
        if text is None:
            continue
        if network is None:
            places.append(
                Place(
                    one.at("CidrBlock"),
                    f"Value ({text[:60]}) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
                )
            )
        elif not 16 <= network.prefixlen <= 28:
            places.append(
                Place(one.at("CidrBlock"), f"The CIDR '{text}' is invalid: a block size must be between /16 and /28")
            )
    places += _subnets(stack)
    return places


def _subnets(stack: Stack) -> Iterator[Place]:
    vpcs: dict[str, list[tuple[Resource, Network]]] = {}
    for one in stack.of("AWS::EC2::Subnet"):
        network = _network(stack.text(one.properties.get("CidrBlock")))
        vpc = stack.resource(one.properties.get("VpcId"), "AWS::EC2::VPC")
        if network is None or vpc is None:
            continue
        outer = _network(stack.text(vpc.properties.get("CidrBlock")))
        if outer is not None and not network.subnet_of(outer) and not _extended(stack, vpc):
            yield Place(one.at("CidrBlock"), f"The CIDR '{network}' is invalid: it is not within {outer} of {vpc.name}")
        for other, known in vpcs.setdefault(vpc.name, []):
            if known.overlaps(network) and "Condition" not in one.body and "Condition" not in other.body:
                yield Place(one.at("CidrBlock"), f"The CIDR '{network}' conflicts with another subnet: {other.name}")
                break
        vpcs[vpc.name].append((one, network))


def _extended(stack: Stack, vpc: Resource) -> bool:
    return any(vpc.name in stack.targets(one.name) for one in stack.of("AWS::EC2::VPCCidrBlock"))


def cidr_malformed(stack: Stack) -> list[Place]:
    """Ranges in rules and routes that are none."""
    places = []
    for one in stack.resources.values():
        if not one.type.startswith("AWS::EC2::") or one.type in ("AWS::EC2::VPC", "AWS::EC2::Subnet"):
            continue
        for path, value in _ranges(one.properties):
            text = stack.text(value)
            if text and ":" not in text and not text.startswith("pl-") and _network(text) is None and "{{" not in text:
                places.append(Place(one.at(*path), f"CIDR block {text[:60]} is malformed"))
    return places


def _ranges(properties: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in properties.items():
        if _NAMES_OF_CIDR.fullmatch(str(key)):
            yield (key,), value
        for number, item in enumerate(value if isinstance(value, list) else ()):
            for inner, found in as_map(item).items():
                if inner == "CidrIp":
                    yield (key, str(number), inner), found


def route_into_own_network(stack: Stack) -> list[Place]:
    """Routes out of a network for addresses that lie in it."""
    places = []
    for one in stack.of("AWS::EC2::Route"):
        table = stack.resource(one.properties.get("RouteTableId"), "AWS::EC2::RouteTable")
        vpc = stack.resource(table.properties.get("VpcId"), "AWS::EC2::VPC") if table else None
        gateway = stack.resource(one.properties.get("GatewayId"), "AWS::EC2::InternetGateway")
        inner = _block(stack.text(one.properties.get("DestinationCidrBlock")))
        outer = _block(stack.text(vpc.properties.get("CidrBlock"))) if vpc else None
        if gateway is not None and inner and outer and inner.subnet_of(outer):
            words = (
                f"The destination CIDR block {inner} is equal to or more specific than one of this VPC's CIDR blocks."
            )
            message = f"{words} This route can target only an interface or an instance."
            places.append(Place(one.at("DestinationCidrBlock"), message))
    return places


def _block(text: str | None) -> ipaddress.IPv4Network | None:
    try:
        return ipaddress.IPv4Network(text, strict=False) if text and "/" in text else None
    except ValueError:
        return None


def security_rule_ports_wrong(stack: Stack) -> list[Place]:
    """TCP and UDP rules without both ports, or from a higher one to a lower one."""
    places = []
    for one, path, rule in _rules(stack):
        protocol = (stack.text(rule.get("IpProtocol")) or "").lower()
        first, last = stack.number(rule.get("FromPort")), stack.number(rule.get("ToPort"))
        lacking = [name for name in ("FromPort", "ToPort") if stack.present(rule.get(name)) is False]
        if protocol in ("tcp", "udp", "6", "17"):
            if lacking:
                message = "Invalid value for portRange. Must specify both from and to ports with TCP/UDP."
                places.append(Place(one.at(*path), message))
            elif first is not None and last is not None and first > last:
                message = f"Invalid TCP/UDP port range ({int(first)}:{int(last)})"
                places.append(Place(one.at(*path, "FromPort"), message))
        elif protocol in ("icmp", "1") and lacking:
            message = "Must specify both type and code: FromPort and ToPort of a rule for ICMP, -1 for all"
            places.append(Place(one.at(*path), message))
        elif protocol and not re.fullmatch(r"-1|icmp|icmpv6|\d{1,3}", protocol):
            message = f"Invalid value '{protocol[:40]}' for IP protocol. Unknown protocol."
            places.append(Place(one.at(*path, "IpProtocol"), message))
    return places


def _rules(stack: Stack) -> Iterator[tuple[Resource, tuple[str, ...], Any]]:
    for one in stack.of("AWS::EC2::SecurityGroup"):
        for name in ("SecurityGroupIngress", "SecurityGroupEgress"):
            for path, item in stack.items(one.properties.get(name), (name,)):
                if isinstance(item, dict) and not stack.values.function(item):
                    yield one, path, item
    for one in stack.of("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"):
        yield one, (), one.properties


def database_open(stack: Stack) -> list[Place]:
    """Databases with a public address and a security group that admits everybody, not only to the web's ports."""
    opened = {one.name: name for name, one in _opened(stack)}
    places = []
    for one in stack.of("AWS::RDS::DBInstance", "AWS::RDS::DBCluster"):
        if not stack.true(one.properties.get("PubliclyAccessible")):
            continue
        groups = one.properties.get("VPCSecurityGroups") or one.properties.get("VpcSecurityGroupIds")
        found = [group for _, item in stack.items(groups) if (group := stack.target(item)) in opened]
        if found:
            message = f"anybody may connect: {listed(found)} admits {opened[found[0]]}"
            places.append(Place(one.at("PubliclyAccessible"), message))
    return places


def _opened(stack: Stack) -> Iterator[tuple[str, Resource]]:
    """The security groups of the template that admit the whole internet, each with the range that says so."""
    for one, path, rule in _rules(stack):
        if "Egress" in one.type or path[:1] == ("SecurityGroupEgress",):
            continue
        everybody = {stack.text(rule.get("CidrIp")), stack.text(rule.get("CidrIpv6"))} & {EVERYWHERE, "::/0"}
        first, last = (stack.number(rule.get(name)) for name in ("FromPort", "ToPort"))
        group = one if path else stack.resource(rule.get("GroupId"), "AWS::EC2::SecurityGroup")
        if everybody and group is not None and not (first == last and first in (80, 443)):
            yield min(everybody, key=str) or "", group


def security_rule_duplicated(stack: Stack) -> list[Place]:
    """One rule twice in a security group."""
    places = []
    for one in stack.of("AWS::EC2::SecurityGroup"):
        for name in ("SecurityGroupIngress", "SecurityGroupEgress"):
            seen: set[str] = set()
            for path, item in stack.items(one.properties.get(name), (name,)):
                if not isinstance(item, dict) or "Fn::If" in path:
                    continue
                rule = {
                    key: stack.text(value) or canonical(value) for key, value in item.items() if key != "Description"
                }
                text = json.dumps(rule, sort_keys=True, default=str)
                if text in seen:
                    places.append(
                        Place(one.at(*path), "the specified rule already exists (InvalidPermission.Duplicate)")
                    )
                seen.add(text)
    return places


def route_target_wrong(stack: Stack) -> list[Place]:
    """Routes without a target, or with several."""
    places = []
    for one in stack.of("AWS::EC2::Route"):
        there = [name for name in TARGETS if name in one.properties]
        sure = [name for name in there if stack.present(one.properties[name])]
        if not there:
            places.append(
                Place(one.pointer + "/Properties", "The parameter gatewayId must be specified: the route has no target")
            )
        elif len(sure) > 1:
            places.append(Place(one.at(sure[1]), f"Only one route target may be given, not {' and '.join(sure)}"))
    return places


def gateway_unattached(stack: Stack) -> list[Place]:
    """Routes and NAT gateways that do not wait until the internet gateway is attached to the VPC."""
    attachments = [one.name for one in stack.of(ATTACHMENT)]
    places = []
    for one in stack.of("AWS::EC2::Route"):
        gateway = stack.resource(one.properties.get("GatewayId"), "AWS::EC2::InternetGateway")
        if gateway is None:
            continue
        own = [name for name in attachments if gateway.name in stack.targets(name)]
        if not own:
            message = (
                f"route table and network gateway belong to different networks: {gateway.name} is attached to no VPC"
            )
            places.append(Place(one.at("GatewayId"), message))
        elif not stack.after(one.name) & set(own):
            message = "route table and network gateway belong to different networks, where the route comes first: "
            places.append(Place(one.pointer, message + f"it does not wait for {own[0]}", stack.wait(one, own[0])))
    return places


def internet_gateway_missing(stack: Stack) -> list[Place]:
    """Load balancers and NAT gateways that face the internet in a VPC of the stack without an internet gateway."""
    places = []
    attached = {name for one in stack.of(ATTACHMENT) for name in stack.targets(one.name)}
    for one in stack.of(LOAD_BALANCER, "AWS::EC2::NatGateway"):
        if one.type == LOAD_BALANCER:
            scheme = stack.text(one.properties.get("Scheme")) if "Scheme" in one.properties else "internet-facing"
            subnets, public = one.properties.get("Subnets"), scheme == "internet-facing"
        else:
            subnets, public = (
                one.properties.get("SubnetId"),
                stack.text(one.properties.get("ConnectivityType")) != "private",
            )
        if not public:
            continue
        vpcs = {_vpc(stack, stack.resource(item, "AWS::EC2::Subnet")) for _, item in stack.items(subnets)}
        lacking = [vpc for vpc in vpcs if vpc and vpc not in attached]
        if lacking and None not in vpcs:
            word = f"VPC {lacking[0]} has no internet gateway"
            places.append(
                Place(
                    one.pointer,
                    word if one.type == LOAD_BALANCER else f"Network {lacking[0]} has no Internet gateway attached",
                )
            )
    return places


def _vpc(stack: Stack, subnet: Resource | None) -> str | None:
    vpc = stack.resource(subnet.properties.get("VpcId"), "AWS::EC2::VPC") if subnet else None
    return vpc.name if vpc else None


def subnet_unreachable(stack: Stack) -> list[Place]:
    """Subnets from which tasks, functions or instances of the stack reach neither the internet nor an endpoint."""
    routed, tables = _routes(stack)
    endpoints = {name for one in stack.of("AWS::EC2::VPCEndpoint") for name in stack.targets(one.name)}
    transit = stack.of("AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment")
    places: dict[str, Place] = {}
    for one, subnets in _workloads(stack):
        for _, item in stack.items(subnets):
            subnet = stack.resource(item, "AWS::EC2::Subnet")
            vpc = _vpc(stack, subnet)
            if subnet is None or vpc is None or vpc in endpoints or transit or "Condition" in subnet.body:
                continue
            table = tables.get(subnet.name)
            if (table is None and not stack.of("AWS::EC2::NetworkAcl", "AWS::EC2::VPCPeeringConnection")) or (
                table is not None and table not in routed
            ):
                message = f"{one.name} runs here, and there is no route to {EVERYWHERE} and no VPC endpoint"
                places.setdefault(subnet.name, Place(subnet.pointer, message))
    return list(places.values())


def _routes(stack: Stack) -> tuple[set[str], dict[str, str]]:
    """The route tables with a default route (or with routes that are not known), and the table of each subnet."""
    routed: set[str] = set()
    for one in stack.of("AWS::EC2::Route"):
        goal = stack.text(one.properties.get("DestinationCidrBlock"))
        if goal in (None, EVERYWHERE):
            routed |= stack.mentioned(one.properties.get("RouteTableId"))
    tables: dict[str, str] = {}
    for one in stack.of(ASSOCIATION):
        subnet, table = stack.target(one.properties.get("SubnetId")), stack.target(one.properties.get("RouteTableId"))
        if subnet:
            tables[subnet] = table or ""
            if table is None:
                routed.add("")
    return routed, tables


def _workloads(stack: Stack) -> Iterator[tuple[Resource, Any]]:
    for one in stack.of("AWS::ECS::Service"):
        yield one, dig(one.properties, "NetworkConfiguration", "AwsvpcConfiguration", "Subnets")
    for one in stack.of("AWS::AutoScaling::AutoScalingGroup"):
        yield one, one.properties.get("VPCZoneIdentifier")
    for one in stack.of("AWS::EKS::Nodegroup"):
        yield one, one.properties.get("Subnets")
    for one in stack.of("AWS::Lambda::Function"):
        yield one, dig(one.properties, "VpcConfig", "SubnetIds")


def network_id_literal(stack: Stack) -> list[Place]:
    """Ids of networks that are written down, and exist in one account and region at most."""
    places = []
    for one, path, text in stack.texts:
        if text.startswith(_HEADS) and _PREFIXED.fullmatch(text) and _LITERAL.fullmatch(text):
            places.append(Place(one.at(*path), _absent(text), asked_for(stack, one, path, text)))
    for name, body in stack.section("Parameters").items():
        default = as_map(body).get("Default")
        if isinstance(default, str) and all(_PREFIXED.fullmatch(part.strip()) for part in default.split(",")):
            places.append(Place(join(("Parameters", name, "Default")), _absent(default.split(",")[0])))
    return places


def _absent(text: str) -> str:
    words = {"vpc": "vpc ID", "subnet": "subnet ID", "sg": "security group"}
    return f"The {words.get(text.partition('-')[0], 'ID')} '{text}' does not exist in another account or region"


def address_quota(stack: Stack) -> list[Place]:
    """More elastic IP addresses than an account has in a region at first."""
    addresses = sorted(
        (one for one in stack.of("AWS::EC2::EIP") if "Condition" not in one.body), key=lambda one: one.name
    )
    # One for the NAT gateway of each of three zones is what a network with high availability takes.
    if len(addresses) < 4 or dict(stack.account.quotas).get("AWS::EC2::EIP") is not None:
        return []
    count = f"the stack takes {len(addresses)} of the {ADDRESSES} that an account has by default"
    message = f"The maximum number of addresses has been reached: {count} ({listed(one.name for one in addresses)})"
    return [Place(addresses[-1].pointer, message)]


def instance_network_conflict(stack: Stack) -> list[Place]:
    """Instances that name a subnet or security groups both for themselves and for their interfaces."""
    places = []
    for one in stack.of("AWS::EC2::Instance"):
        there = {name for name in one.properties if stack.present(one.properties[name])}
        if "NetworkInterfaces" in there and there & {"SubnetId", "SecurityGroupIds", "SecurityGroups"}:
            ids = "an instance-level subnet ID or security groups"
            message = f"Network interfaces and {ids} may not be specified on the same request"
            places.append(Place(one.at("NetworkInterfaces"), message))
        elif "SubnetId" in there and "SecurityGroups" in there:
            message = "The parameter groupName cannot be used with the parameter subnet"
            places.append(Place(one.at("SecurityGroups"), message))
    return places
