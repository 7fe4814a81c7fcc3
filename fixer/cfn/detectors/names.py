"""Physical names, as far as Sub, Join and defaults say what they come to: refused ones, and ones that collide."""

from __future__ import annotations

import json
import re
from typing import Any

from fixer.cfn import schema
from fixer.cfn.constraints import constraints
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, listed
from fixer.cfn.intrinsics import canonical
from fixer.cfn.references import references
from fixer.frozen import frozen
from fixer.pointer import join

# What a pseudo parameter looks like; a stack's name has letters of any case, and at least one.
SAMPLES = {"AWS::AccountId": "111122223333", "AWS::Region": "us-east-1", "AWS::Partition": "aws",
           "AWS::URLSuffix": "amazonaws.com"}  # fmt: skip
STACK_NAME = "AWS::StackName"


@frozen
class Form:
    """How a name must look: its length, the characters that may be in it, the whole of it; ``says``: AWS' words."""

    longest: int
    characters: str
    whole: str
    says: str
    shortest: int = 1


_BUCKET = Form(63, "[a-z0-9.-]", r"[a-z0-9][a-z0-9.-]*[a-z0-9]", "", 3)
_BALANCER = Form(32, "[A-Za-z0-9-]", r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?",
                 "The {word} name '{name}' can only contain alphanumeric characters or hyphens(-)")  # fmt: skip
_FIFO = r"[A-Za-z0-9_-]+(\.fifo)?"
_IDENTIFIER = r"[A-Za-z](-?[A-Za-z0-9])*"
_SEARCH = Form(28, "[a-z0-9-]", r"[a-z][a-z0-9-]*", "domainName failed to satisfy constraint: [a-z][a-z0-9\\-]+", 3)
FORMS: dict[tuple[str, str], Form] = {
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"): _BALANCER,
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"): _BALANCER,
    ("AWS::ElasticLoadBalancing::LoadBalancer", "LoadBalancerName"): _BALANCER,
    ("AWS::SQS::Queue", "QueueName"): Form(
        80, "[A-Za-z0-9_.-]", _FIFO, "Can only include alphanumeric characters, hyphens, or underscores, 1 to 80"
    ),
    ("AWS::SNS::Topic", "TopicName"): Form(256, "[A-Za-z0-9_.-]", _FIFO, "Invalid parameter: Topic Name"),
    ("AWS::DynamoDB::Table", "TableName"): Form(
        255, "[A-Za-z0-9_.-]", r"[A-Za-z0-9_.-]+", "tableName failed to satisfy constraint: [a-zA-Z0-9_.-]+", 3
    ),
    ("AWS::ElastiCache::ReplicationGroup", "ReplicationGroupId"): Form(
        40, "[A-Za-z0-9-]", _IDENTIFIER, "The parameter ReplicationGroupIdentifier is not a valid identifier"
    ),
    ("AWS::ElastiCache::CacheCluster", "ClusterName"): Form(
        50, "[A-Za-z0-9-]", _IDENTIFIER, "The parameter CacheClusterIdentifier is not a valid identifier"
    ),
    ("AWS::RDS::DBCluster", "DBClusterIdentifier"): Form(
        63, "[A-Za-z0-9-]", _IDENTIFIER, "The parameter DBClusterIdentifier is not a valid identifier"
    ),
    ("AWS::OpenSearchService::Domain", "DomainName"): _SEARCH,
    ("AWS::Elasticsearch::Domain", "DomainName"): _SEARCH,
    ("AWS::Redshift::Cluster", "ClusterIdentifier"): Form(
        63, "[a-z0-9-]", r"[a-z](-?[a-z0-9])*", "ClusterIdentifier is not a valid identifier"
    ),
    ("AWS::CloudTrail::Trail", "TrailName"): Form(
        128, "[A-Za-z0-9._-]", r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]", "Trail name is invalid", 3
    ),
    ("AWS::EC2::SecurityGroup", "GroupName"): Form(
        255, r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]", r".+", "Value for parameter groupName is invalid"
    ),
    ("AWS::IAM::Policy", "PolicyName"): Form(
        128, r"[\w+=,.@-]", r".+", "The specified value for policyName is invalid. It must contain only [\\w+=,.@-]"
    ),
    ("AWS::Cognito::UserPoolDomain", "Domain"): Form(
        63, "[a-z0-9.-]", r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "Invalid domain: lower-case letters, digits, hyphens"
    ),
    ("AWS::KMS::Alias", "AliasName"): Form(256, "[A-Za-z0-9/_-]", r"alias/.+", "Alias must start with alias/"),
    ("AWS::Lambda::Function", "FunctionName"): Form(
        64, "[A-Za-z0-9_:.-]", r".+", "functionName failed to satisfy constraint: at most 64 characters"
    ),
}  # fmt: skip


def pieces(stack: Stack, value: Any) -> list[str] | None:
    """The known parts of a name, split where something is not known; pseudo parameters as they look."""
    if value is None:
        return None
    found = stack.values.pieces(_sampled(value))
    return None if found is None or not any(found) else found


def _sampled(value: Any, depth: int = 0) -> Any:
    """A value with samples in place of pseudo parameters."""
    if depth > 20:
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_sampled(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Ref"} and isinstance(value["Ref"], str):
        return SAMPLES.get(value["Ref"], value)
    made = {key: _sampled(item, depth + 1) for key, item in value.items()}
    text = made.get("Fn::Sub")
    if isinstance(text, str):
        return {"Fn::Sub": _filled(text)}
    if isinstance(text, list) and text and isinstance(text[0], str):
        return {"Fn::Sub": [_filled(text[0]), *text[1:]]}
    return made


def _filled(text: str) -> str:
    for name, sample in SAMPLES.items():
        text = text.replace("${" + name + "}", sample)
    return text


def name_refused(stack: Stack) -> list[Place]:
    """Names that are too long or hold characters that the service refuses."""
    places = []
    for (kind, name), form in FORMS.items():
        for one in stack.of(kind) if form is not _BALANCER else ():
            known = pieces(stack, one.properties.get(name))
            # A name that is known as a whole is tested by its schema, where that has a pattern.
            if known is not None and len(known) == 1 and "pattern" in constraints(kind).get(name, {}):
                continue
            message = refused(form, known, kind)
            if message:
                places.append(Place(one.at(name), message))
    return places


def refused(form: Form, known: list[str] | None, kind: str) -> str | None:
    """What a service says of a name whose known parts are these; ``None`` if it takes it."""
    if known is None or any("{{resolve:" in piece for piece in known):
        return None
    unknown = len(known) - 1
    length = sum(map(len, known)) + unknown
    text = "…".join(known)
    word = "target group" if kind.endswith("TargetGroup") else "load balancer"
    if length > form.longest:
        least = "at least " if unknown else ""
        if form is _BALANCER:
            return f"The {word} name '{text}' cannot be longer than '32' characters (it has {least}{length})"
        return f"'{text}' has {least}{length} characters, at most {form.longest} are allowed"
    good = all(re.fullmatch(f"{form.characters}*", piece) for piece in known)
    if not good or (not unknown and (len(text) < form.shortest or not re.fullmatch(form.whole, text))):
        return form.says.format(word=word, name=text) if form is _BALANCER else f"{form.says}: '{text}'"
    if form is _BALANCER and text.startswith("internal-"):
        return f"The {word} name '{text}' cannot begin with 'internal-'"
    return None


def bucket_name_invalid(stack: Stack) -> list[Place]:
    """Bucket names that S3 refuses, or would with another stack name or another value that a parameter allows."""
    places = []
    for one in stack.of("AWS::S3::Bucket"):
        for value in stack.options(one.properties.get("BucketName")):
            message = _bucket(stack, value)
            if message:
                places.append(Place(one.at("BucketName"), message))
                break
    return places


def _bucket(stack: Stack, value: Any) -> str | None:
    known = pieces(stack, value)
    if known is None:
        return None
    text = "…".join(known)
    if any(re.search("[A-Z]", piece) for piece in known):
        return f"Bucket name should not contain uppercase characters: '{text}'"
    if any(re.search(r"[^a-z0-9.-]", piece) for piece in known):
        return f"Bucket name should not contain '{re.findall('[^a-z0-9.-]', ''.join(known))[0]}': '{text}'"
    named = {one.target for one in references(value)} if isinstance(value, dict) else set()
    if STACK_NAME in named:
        return f"Bucket name should not contain uppercase characters, and the stack's name may: '{text}'"
    upper = _allowed_upper(stack, named)
    if upper:
        return f"Bucket name should not contain uppercase characters, and {upper}"
    length = sum(map(len, known)) + len(known) - 1
    if length > _BUCKET.longest:
        return f"Bucket name should be between 3 and 63 characters long, and '{text}' has {length}"
    whole = re.fullmatch(_BUCKET.whole, text) and len(text) >= _BUCKET.shortest and ".." not in text
    if len(known) == 1 and not whole and "{{resolve:" not in text:
        return f"Bucket name should be 3 to 63 characters and begin and end with a letter or digit: '{text}'"
    if len(known) == 1 and (re.fullmatch(r"(\d{1,3}\.){3}\d{1,3}", text) or text.startswith(("xn--", "sthree-"))):
        return f"The specified bucket is not valid: '{text}'"
    return None


def _allowed_upper(stack: Stack, named: set[str]) -> str | None:
    """Which parameter of those named may have an upper-case value."""
    for name in sorted(named):
        parameter = stack.section("Parameters").get(name)
        allowed = parameter.get("AllowedValues") if isinstance(parameter, dict) else None
        upper = (
            [str(one) for one in allowed or () if re.search("[A-Z_]", str(one))] if isinstance(allowed, list) else []
        )
        if upper:
            return f"{name} may be {listed(upper, 3)}"
    return None


# What AWS keeps apart, where it is not the identifier that the schema names.
UNIQUE: dict[str, tuple[str, ...]] = {
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("Name",),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("Name",),
    "AWS::ElasticLoadBalancingV2::Listener": ("LoadBalancerArn", "Port"),
    "AWS::ElasticLoadBalancingV2::ListenerRule": ("ListenerArn", "Priority"),
    "AWS::SQS::Queue": ("QueueName",),
    "AWS::SNS::Topic": ("TopicName",),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName",),
    "AWS::SecretsManager::Secret": ("Name",),
    "AWS::StepFunctions::StateMachine": ("StateMachineName",),
    "AWS::EC2::SecurityGroup": ("VpcId", "GroupName"),
    "AWS::EC2::Route": ("RouteTableId", "DestinationCidrBlock"),
    "AWS::EC2::SubnetRouteTableAssociation": ("SubnetId",),
    "AWS::EC2::LaunchTemplate": ("LaunchTemplateName",),
    "AWS::EC2::NetworkAclEntry": ("NetworkAclId", "Egress", "RuleNumber"),
    "AWS::EFS::MountTarget": ("FileSystemId", "SubnetId"),
    "AWS::Lambda::EventSourceMapping": ("FunctionName", "EventSourceArn"),
    "AWS::ApiGateway::Resource": ("RestApiId", "ParentId", "PathPart"),
    "AWS::ApiGatewayV2::Route": ("ApiId", "RouteKey"),
    "AWS::Lambda::Alias": ("FunctionName", "Name"),
    "AWS::ECS::Service": ("Cluster", "ServiceName"),
    "AWS::RDS::DBInstance": ("DBInstanceIdentifier",),
    "AWS::EC2::VPCGatewayAttachment": ("VpcId", "InternetGatewayId"),
    "AWS::Route53::RecordSet": ("HostedZoneId", "HostedZoneName", "Name", "Type", "SetIdentifier"),
}
_OPTIONAL = frozenset({"HostedZoneId", "HostedZoneName", "SetIdentifier", "Cluster", "Egress"})


def name_duplicated(stack: Stack) -> list[Place]:
    """Resources of one type that AWS cannot tell apart: the second one, by name, already exists."""
    places = []
    if stack.written_by_macro:
        return []
    seen: dict[str, Resource] = {}
    for _, one in sorted(stack.resources.items()):
        names = UNIQUE.get(one.type) or _identifier(one.type)
        if not names or len(stack.of(one.type)) < 2:
            continue
        values = [one.properties.get(name) for name in names]
        if all(value is None for value in values):
            continue
        if any(value is None and name not in _OPTIONAL for name, value in zip(names, values, strict=True)):
            continue
        resolved = [stack.text(value) or _whose(stack, value) or canonical(value) for value in values]
        first = seen.setdefault(json.dumps([one.type, resolved], sort_keys=True, default=str), one)
        conditions = [first.body.get("Condition"), one.body.get("Condition")]
        if first is not one and (conditions[0] == conditions[1] or None in conditions):
            same = " and ".join(name for name, value in zip(names, values, strict=True) if value is not None)
            message = f"{stack.text(values[-1]) or one.name} already exists: {same} as in {first.name}"
            places.append(Place(one.at(names[-1]), message))
    return places


def _whose(stack: Stack, value: Any) -> str | None:
    """The function, queue, table or stream that a reference stands for, by its name or its ARN alike."""
    if not isinstance(value, dict) or not value.keys() & {"Ref", "Fn::GetAtt"}:
        return None
    found = stack.resource(
        value, "AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::DynamoDB::Table", "AWS::ECS::Cluster"
    )
    return f"\0{found.name}" if found is not None else None


def _identifier(kind: str) -> tuple[str, ...]:
    """The properties that identify a resource of a type, if a template can set all of them."""
    known = schema.facts(kind)
    if known is None:
        return ()
    names = known.primary_identifier
    writable = all("." not in name and not known._listed("ro", (name,)) for name in names)
    return names if writable else ()


def fifo_name_mismatched(stack: Stack) -> list[Place]:
    """FIFO queues and topics that are not named so, and others that are."""
    places = []
    for kind, name, flag in (
        ("AWS::SQS::Queue", "QueueName", "FifoQueue"),
        ("AWS::SNS::Topic", "TopicName", "FifoTopic"),
    ):
        for one in stack.of(kind):
            known = pieces(stack, one.properties.get(name))
            if known is None or stack.present(one.properties.get(flag)) is None:
                continue
            fifo, ends = stack.true(one.properties.get(flag)), known[-1].endswith(".fifo")
            flagged = stack.text(one.properties.get(flag)) is not None or flag not in one.properties
            if flagged and fifo != ends and (known[-1] or ends):
                text = (
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must "
                )
                fault = "end with .fifo suffix" if fifo else f"and {flag} must be true where it ends with .fifo"
                places.append(Place(one.at(name), text + fault if fifo else fault.removeprefix("and ")))
    return places


def logical_id_shared(stack: Stack) -> list[Place]:
    """Resources that are named as a parameter is: nothing says which of the two a Ref means."""
    return [
        Place(join(("Resources", name)), f"'{name}' is the name of a parameter, too")
        for name in stack.section("Resources")
        if name in stack.section("Parameters")
    ]
