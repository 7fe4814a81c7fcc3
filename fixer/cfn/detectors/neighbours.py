"""Resources that are right by themselves and exclude each other: one to a network, one to a zone, one engine to all.

And what one that is added is called among its neighbours.
"""

from __future__ import annotations

import ipaddress
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import statements
from fixer.cfn.detectors.stack import Resource, Stack, as_list, as_map, dig
from fixer.cfn.intrinsics import canonical
from fixer.lazy import pattern

_MOST_INLINE = 10_240
# A name in which a parameter, or what CloudFormation knows of the stack, stands before or behind what it is about.
_AFFIXED = pattern(r"((?:\$\{[A-Za-z0-9:]{1,60}\}[-_]){0,3})[a-z0-9-]{1,60}?((?:[-_]\$\{[A-Za-z0-9:]{1,60}\}){0,3})")


def _together(one: Resource, other: Resource) -> bool:
    """Whether both are surely made."""
    return "Condition" not in one.body and "Condition" not in other.body


def internet_gateway_doubled(stack: Stack) -> list[Place]:
    """Networks with two internet gateways, and gateways attached to two networks."""
    places = []
    seen: dict[tuple[str, str], Resource] = {}
    for one in stack.of("AWS::EC2::VPCGatewayAttachment"):
        gateway, vpc = (stack.target(one.properties.get(name)) for name in ("InternetGatewayId", "VpcId"))
        if gateway is None or vpc is None:
            continue
        for key, message in (
            ((vpc, "vpc"), f"Network {vpc} already has an internet gateway attached"),
            ((gateway, "gateway"), f"resource {gateway} is already attached to network {vpc}"),
        ):
            other = seen.setdefault(key, one)
            if other is not one and _together(one, other):
                places.append(Place(one.pointer, message))
                break
    return places


def endpoint_names_off(stack: Stack) -> list[Place]:
    """Interface endpoints with private names in a network that answers no names."""
    places = []
    for one in stack.of("AWS::EC2::VPCEndpoint"):
        vpc = stack.resource(one.properties.get("VpcId"), "AWS::EC2::VPC")
        if vpc is None or not stack.true(one.properties.get("PrivateDnsEnabled")):
            continue
        hosts, support = (vpc.properties.get(name) for name in ("EnableDnsHostnames", "EnableDnsSupport"))
        # A network of CloudFormation's answers names (support), and gives none to hosts unless it is told to.
        lacks = stack.present(hosts) is False or stack.text(hosts) == "false" or stack.text(support) == "false"
        if lacks:
            attributes = "both enableDnsSupport and enableDnsHostnames VPC attributes set to true"
            message = f"Enabling private DNS requires {attributes} for {vpc.name}"
            patch = tuple(
                {"op": "add", "path": vpc.at(name), "value": True}
                for name in ("EnableDnsSupport", "EnableDnsHostnames")
                if stack.text(vpc.properties.get(name)) != "true"
            )
            places.append(Place(one.at("PrivateDnsEnabled"), message, patch))
    return places


def peering_overlapping(stack: Stack) -> list[Place]:
    """Peerings of two networks that have addresses in common."""
    places = []
    for one in stack.of("AWS::EC2::VPCPeeringConnection"):
        sides = [stack.resource(one.properties.get(name), "AWS::EC2::VPC") for name in ("VpcId", "PeerVpcId")]
        ranges = [_range(stack.text(side.properties.get("CidrBlock"))) if side else None for side in sides]
        if ranges[0] and ranges[1] and ranges[0].overlaps(ranges[1]):
            message = f"The VPC peering connection fails: {ranges[0]} and {ranges[1]} overlap"
            places.append(Place(one.at("PeerVpcId"), message))
    return places


def _range(text: str | None) -> ipaddress.IPv4Network | None:
    try:
        return ipaddress.IPv4Network(text, strict=False) if text and "/" in text else None
    except ValueError:
        return None


def mount_target_doubled(stack: Stack) -> list[Place]:
    """Mount targets of one file system in the same subnet or zone."""
    places = []
    seen: dict[tuple[str, str], Resource] = {}
    for one in stack.of("AWS::EFS::MountTarget"):
        system = stack.target(one.properties.get("FileSystemId"))
        subnet = stack.resource(one.properties.get("SubnetId"), "AWS::EC2::Subnet")
        zone = subnet.properties.get("AvailabilityZone") if subnet else None
        if system is None or subnet is None:
            continue
        where = json.dumps(canonical(zone), sort_keys=True, default=str) if zone is not None else subnet.name
        other = seen.setdefault((system, where), one)
        if other is not one and _together(one, other):
            message = f"mount target already exists in this AZ: {other.name}"
            places.append(Place(one.at("SubnetId"), message))
    return places


def cluster_engine_mismatched(stack: Stack) -> list[Place]:
    """Instances of a database cluster with another engine than the cluster's."""
    places = []
    for one in stack.of("AWS::RDS::DBInstance"):
        cluster = stack.resource(one.properties.get("DBClusterIdentifier"), "AWS::RDS::DBCluster")
        own = stack.text(one.properties.get("Engine"))
        engine = stack.text(cluster.properties.get("Engine")) if cluster else None
        if own and engine and own.lower() != engine.lower():
            message = (
                f"The engine name requested for your DB instance ({own[:40]}) doesn't match the engine name of your "
                f"DB cluster ({engine[:40]})"
            )
            places.append(Place(one.at("Engine"), message))
    return places


def policy_too_large(stack: Stack) -> list[Place]:
    """Roles, users and groups with inline policies of more characters than IAM takes, white space left out."""
    places = []
    limits = {"AWS::IAM::Role": _MOST_INLINE, "AWS::IAM::Group": 5_120, "AWS::IAM::User": 2_048}
    for one in stack.of(*limits):
        found = [as_map(item).get("PolicyDocument") for item in as_list(one.properties.get("Policies"))]
        size = sum(len(json.dumps(item, separators=(",", ":"), default=str)) for item in found if _spelled(item))
        if size > limits[one.type]:
            message = f"Maximum policy size of {limits[one.type]} bytes exceeded for {one.name}: here are {size}"
            places.append(Place(one.at("Policies"), message))
    for one in stack.of("AWS::IAM::ManagedPolicy"):
        body = one.properties.get("PolicyDocument")
        size = len(json.dumps(body, separators=(",", ":"), default=str)) if _spelled(body) else 0
        if size > 6_144:
            places.append(Place(one.at("PolicyDocument"), f"Cannot exceed quota for PolicySize: 6144; here are {size}"))
    return places


def _spelled(value: Any) -> bool:
    """Whether a document is written out: the length of what functions come to is not known."""
    if isinstance(value, dict):
        return not any(key == "Ref" or str(key).startswith("Fn::") for key in value) and all(
            map(_spelled, value.values())
        )
    return all(map(_spelled, value)) if isinstance(value, list) else value is not None


def bucket_insecure_transport_allowed(stack: Stack) -> list[Place]:
    """Policies of buckets that do not refuse requests without TLS; a website cannot be had by TLS."""
    places = []
    for one in stack.of("AWS::S3::BucketPolicy"):
        document = as_map(one.properties.get("PolicyDocument"))
        there = document.get("Statement")
        bucket = stack.resource(one.properties.get("Bucket"), "AWS::S3::Bucket")
        if there is None or any(_refuses_plain(as_map(item)) for item in as_list(there)):
            continue
        if bucket is not None and stack.present(bucket.properties.get("WebsiteConfiguration")) is not False:
            continue
        at = one.at("PolicyDocument", "Statement")
        places.append(Place(at, "", _refusing(at, there, one.properties.get("Bucket"), bucket)))
    return places


def _refuses_plain(statement: Mapping[str, Any]) -> bool:
    if statement.get("Effect") != "Deny":
        return statement.keys() <= {"Fn::If", "Ref", "Fn::Transform"} and bool(statement)
    return "aws:SecureTransport" in json.dumps(statement.get("Condition"), default=str)


def _refusing(at: str, there: Any, name: Any, bucket: Resource | None) -> tuple[Mapping[str, Any], ...]:
    """The operations that add the statement; none where the statements are computed."""
    if not isinstance(there, list) and (not isinstance(there, dict) or "Effect" not in there):
        return ()
    if bucket is not None:
        resources: list[Any] = [{"Fn::GetAtt": [bucket.name, "Arn"]}, {"Fn::Sub": f"${{{bucket.name}.Arn}}/*"}]
    elif isinstance(name, str):
        resources = [{"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::{name}{end}"} for end in ("", "/*")]
    else:
        form = "arn:${AWS::Partition}:s3:::${Bucket}"
        resources = [{"Fn::Sub": [form + end, {"Bucket": name}]} for end in ("", "/*")]
    statement = {
        "Sid": "DenyInsecureTransport",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": resources,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    if isinstance(there, list):
        return ({"op": "add", "path": f"{at}/-", "value": statement},)
    return ({"op": "replace", "path": at, "value": [there, statement]},)


def public_policy_blocked(stack: Stack) -> list[Place]:
    """Policies that open a bucket to everybody while it refuses such policies, as new buckets do."""
    places = []
    for one in stack.shared(statements):
        if one.resource.type != "AWS::S3::BucketPolicy" or not _public(stack, one.body):
            continue
        bucket = stack.resource(one.resource.properties.get("Bucket"), "AWS::S3::Bucket")
        block = bucket.properties.get("PublicAccessBlockConfiguration") if bucket else None
        if bucket is None or (block is not None and not isinstance(block, dict)):
            continue
        # Since April 2023 a bucket blocks public policies where nothing is said; where something is, false is left out.
        blocked = block is None or stack.true(as_map(block).get("BlockPublicPolicy"))
        if blocked and not stack.mentioned(block):
            message = (
                "User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by the "
                "BlockPublicPolicy block public access setting"
            )
            places.append(Place(one.resource.at(*one.path, "Principal"), message))
    return places


def _public(stack: Stack, statement: Mapping[str, Any]) -> bool:
    if statement.get("Effect") != "Allow" or statement.get("Condition"):
        return False
    principal = statement.get("Principal")
    parties = as_map(principal).get("AWS") if isinstance(principal, dict) else principal
    return any(stack.text(item) == "*" for _, item in stack.items(parties))


def _outputs(stack: Stack, stage: Any) -> set[str]:
    """The artifacts that the actions of a stage give."""
    return {
        stack.text(as_map(item).get("Name")) or ""
        for action in as_list(as_map(stage).get("Actions"))
        for item in as_list(as_map(action).get("OutputArtifacts"))
    }


def artifact_unknown(stack: Stack) -> list[Place]:
    """Actions of a pipeline that take what no action before them gives; pipelines that do not begin with a source."""
    places = []
    for one in stack.of("AWS::CodePipeline::Pipeline"):
        given: set[str] = set()
        stages = one.properties.get("Stages")
        for number, stage in enumerate(stages if isinstance(stages, list) else ()):
            # Whatever is given in the stage itself may come from an action with a lower RunOrder.
            if any("RunOrder" in as_map(action) for action in as_list(as_map(stage).get("Actions"))):
                given |= _outputs(stack, stage)
            for index, action in enumerate(as_list(as_map(stage).get("Actions"))):
                for place, item in enumerate(as_list(as_map(action).get("InputArtifacts"))):
                    name = stack.text(as_map(item).get("Name"))
                    if name is not None and name not in given:
                        path = ("Stages", number, "Actions", index, "InputArtifacts", place, "Name")
                        what = f"Action declares input artifact {name[:60]!r}, which no earlier action gives"
                        places.append(Place(one.at(*path), f"InvalidStructureException: {what}"))
            given |= _outputs(stack, stage)
        first = as_map(stages[0]) if isinstance(stages, list) and stages else {}
        kinds = {stack.text(dig(action, "ActionTypeId", "Category")) for action in as_list(first.get("Actions"))}
        if kinds and None not in kinds and kinds != {"Source"}:
            message = "InvalidStructureException: Pipeline should start with a stage that only contains source actions"
            places.append(Place(one.at("Stages", 0), message))
    return places


def named_like(stack: Stack, key: str, names: Iterable[str], name: str) -> Any:
    """A physical name for a resource that is to be added, made as most of its neighbours' are; ``None`` for none."""
    made: Counter[str] = Counter()
    for text in (dig(stack.resources[one].properties, key, "Fn::Sub") for one in names):
        form = _AFFIXED.fullmatch(text) if isinstance(text, str) else None
        if form is not None:
            made[f"{form[1] or ''}{name}{form[2] or ''}"] += 1
    return {"Fn::Sub": made.most_common(1)[0][0]} if made else None
