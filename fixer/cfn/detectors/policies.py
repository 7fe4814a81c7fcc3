"""Policy documents that IAM, S3 or KMS refuse, in the words that they print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.constraints import bucket_actions, managed_policies
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_list, as_map
from fixer.cfn.references import references
from fixer.frozen import frozen

Path = tuple[str, ...]
# Where policies stand: the kind of policy and the path to the document; "*" for every item.
DOCUMENTS: dict[str, tuple[tuple[str, Path], ...]] = {
    "AWS::IAM::Role": (("trust", ("AssumeRolePolicyDocument",)), ("identity", ("Policies", "*", "PolicyDocument"))),
    "AWS::IAM::User": (("identity", ("Policies", "*", "PolicyDocument")),),
    "AWS::IAM::Group": (("identity", ("Policies", "*", "PolicyDocument")),),
    "AWS::IAM::Policy": (("identity", ("PolicyDocument",)),),
    "AWS::IAM::ManagedPolicy": (("identity", ("PolicyDocument",)),),
    "AWS::IAM::RolePolicy": (("identity", ("PolicyDocument",)),),
    "AWS::IAM::UserPolicy": (("identity", ("PolicyDocument",)),),
    "AWS::IAM::GroupPolicy": (("identity", ("PolicyDocument",)),),
    "AWS::S3::BucketPolicy": (("resource", ("PolicyDocument",)),),
    "AWS::KMS::Key": (("resource", ("KeyPolicy",)),),
    "AWS::SNS::TopicPolicy": (("resource", ("PolicyDocument",)),),
    "AWS::SQS::QueuePolicy": (("resource", ("PolicyDocument",)),),
    "AWS::ECR::Repository": (("resource", ("RepositoryPolicyText",)),),
    "AWS::EFS::FileSystem": (("resource", ("FileSystemPolicy",)),),
    "AWS::Backup::BackupVault": (("resource", ("AccessPolicy",)),),
    "AWS::OpenSearchService::Domain": (("resource", ("AccessPolicies",)),),
    "AWS::ApiGateway::RestApi": (("resource", ("Policy",)),),
    "AWS::EC2::VPCEndpoint": (("resource", ("PolicyDocument",)),),
    "AWS::SecretsManager::ResourcePolicy": (("resource", ("ResourcePolicy",)),),
}
_KEYS = frozenset(
    {
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    }
)  # fmt: skip
_OPERATOR = re.compile(
    r"(ForAnyValue:|ForAllValues:)?(String(Not)?(Equals(IgnoreCase)?|Like)|Numeric((Not)?Equals|(Less|Greater)Than(Equals)?)"
    r"|Date((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?"
    r"|Null",
    re.IGNORECASE,
)
_VENDOR = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9*?]+")
_TRUSTED = re.compile(
    r"sts:(AssumeRole(WithSAML|WithWebIdentity|Root)?|TagSession|Set\w+|[\w*?]*[*?][\w*?]*)|rolesanywhere:.*"
)
_PRINCIPALS = frozenset({"AWS", "Service", "Federated", "CanonicalUser"})
_SERVICE = re.compile(
    r"[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|aws\.com)|alexa-[a-z]+\.amazon\.com|[a-z-]+\.aws\.amazon\.com"
)
_PLACEHOLDERS = re.compile(
    r"arn:aws:(iam|sts)::(123456789012|111122223333|111111111111|000000000000|999999999999|012345678901):"
)
# What Ref gives for these is a name, an id or a URL.
NAMED = {
    "AWS::S3::Bucket": "Arn", "AWS::DynamoDB::Table": "Arn", "AWS::SQS::Queue": "Arn", "AWS::IAM::Role": "Arn",
    "AWS::Lambda::Function": "Arn", "AWS::Logs::LogGroup": "Arn", "AWS::Kinesis::Stream": "Arn",
    "AWS::KMS::Key": "Arn", "AWS::IAM::User": "Arn", "AWS::ECR::Repository": "Arn", "AWS::ECS::Cluster": "Arn",
    "AWS::KinesisFirehose::DeliveryStream": "Arn", "AWS::Events::EventBus": "Arn", "AWS::IAM::InstanceProfile": "Arn",
    "AWS::CodeBuild::Project": "Arn", "AWS::EKS::Cluster": "Arn", "AWS::Cognito::UserPool": "Arn",
    "AWS::EFS::FileSystem": "Arn", "AWS::OpenSearchService::Domain": "Arn", "AWS::CodeCommit::Repository": "Arn",
}  # fmt: skip
_OBJECT_ACTIONS = re.compile(
    r"s3:(Get|Put|Delete|Restore|Replicate|Bypass)?(Object\w*|GovernanceRetention)|s3:(Put|Get|Delete)ObjectVersion\w*"
    r"|s3:(AbortMultipartUpload|ListMultipartUploadParts|ReplicateDelete|ReplicateTags|ObjectOwnerOverrideToBucketOwner)"
)
_BUCKET_ARN = re.compile(r"arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]{2,62})(/|$)")
_BUCKET_ACTIONS = re.compile(r"s3:(ListBucket\w*|GetBucket\w+|PutBucket\w+|DeleteBucket\w*|GetLifecycleConfiguration)")


@frozen
class Statement:
    """One statement of a policy: whose it is, of what kind, and where it stands below the resource's properties."""

    resource: Resource
    kind: str
    document: Path
    path: Path
    body: Mapping[str, Any]


def documents(stack: Stack) -> list[tuple[Resource, str, Path, Mapping[str, Any]]]:
    """Every policy document with its owner, its kind and its path below the properties."""
    found: list[tuple[Resource, str, Path, Mapping[str, Any]]] = []
    for kind, places in DOCUMENTS.items():
        for one in stack.of(kind):
            for policy, pattern in places:
                for path, body in _walk(stack, one.properties, pattern):
                    document = _read(body) if isinstance(body, str) and body.lstrip().startswith("{") else body
                    if isinstance(document, dict) and not stack.values.function(document):
                        found.append((one, policy, path, document))
    return found


def _read(text: str) -> Any:
    """A policy that stands as JSON in a text; nothing where it is none."""
    try:
        return json.loads(text[:100_000])
    except (ValueError, RecursionError):
        return None


def _walk(stack: Stack, value: Any, pattern: Path, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    if not pattern:
        for path, item in stack.items(value, at):
            yield path, item
        return
    if pattern[0] == "*":
        for path, item in stack.items(value, at):
            yield from _walk(stack, item, pattern[1:], path)
    elif isinstance(value, dict) and pattern[0] in value:
        yield from _walk(stack, value[pattern[0]], pattern[1:], (*at, pattern[0]))


def statements(stack: Stack) -> list[Statement]:
    """Every statement of every policy document."""
    found = []
    for one, kind, path, body in stack.shared(documents):
        for inner, item in stack.items(body.get("Statement"), (*path, "Statement")):
            if isinstance(item, dict) and not stack.values.function(item):
                found.append(Statement(one, kind, path, inner, item))
    return found


def policy_malformed(stack: Stack) -> list[Place]:
    """What the grammar of policies forbids."""
    places = []
    for one, _, path, body in stack.shared(documents):
        version = stack.text(body.get("Version"))
        if version is not None and version[:10] not in ("2012-10-17", "2008-10-17"):
            message = (
                f"MalformedPolicyDocument: the policy's Version {version[:20]} is none of 2012-10-17 and 2008-10-17"
            )
            places.append(Place(one.at(*path, "Version"), message))
        if "Statement" not in body and not any(str(key).startswith("Fn::") for key in body):
            places.append(
                Place(one.at(*path), "MalformedPolicyDocument: Syntax errors in policy. There is no Statement")
            )
        places += _sids(stack, one, path, body)
    for statement in stack.shared(statements):
        places += [
            Place(statement.resource.at(*statement.path, *below), f"MalformedPolicyDocument: {message}")
            for below, message in _faults(stack, statement)
        ]
    return places


def _sids(stack: Stack, one: Resource, path: Path, body: Mapping[str, Any]) -> Iterator[Place]:
    seen: set[str] = set()
    for inner, item in stack.items(body.get("Statement"), (*path, "Statement")):
        sid = as_map(item).get("Sid")
        if isinstance(sid, str) and sid in seen and "Fn::If" not in inner:
            message = "MalformedPolicyDocument: Statement IDs (SID) in a single policy must be unique."
            yield Place(one.at(*inner, "Sid"), message)
        seen |= {sid} if isinstance(sid, str) else set()


def _faults(stack: Stack, one: Statement) -> Iterator[tuple[Path, str]]:
    body = one.body
    if any(str(key).startswith("Fn::") for key in body):
        return
    for key in body:
        if key not in _KEYS:
            yield (str(key),), f"Syntax errors in policy. '{key}' is no element of a statement"
    effect = stack.text(body.get("Effect"))
    if "Effect" not in body:
        yield (), "Missing required field Effect"
    elif effect is not None and effect not in ("Allow", "Deny"):
        yield ("Effect",), f"Syntax errors in policy. The Effect '{effect[:40]}' is neither Allow nor Deny"
    if not body.keys() & {"Action", "NotAction"}:
        yield (), "Policy statement must contain actions."
    elif {"Action", "NotAction"} <= body.keys():
        yield ("NotAction",), "Syntax errors in policy. A statement has Action or NotAction, not both"
    yield from _actions(stack, one)
    yield from _parties(one)
    yield from _conditions(body.get("Condition"))
    sid = body.get("Sid")
    if isinstance(sid, str) and one.kind != "resource" and not re.fullmatch("[0-9A-Za-z]*", sid):
        yield ("Sid",), "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies [0-9A-Za-z]*"


def _actions(stack: Stack, one: Statement) -> Iterator[tuple[Path, str]]:
    for key in ("Action", "NotAction"):
        for path, value in stack.items(one.body.get(key), (key,)):
            text = stack.text(value)
            if text is None or text == "*":
                continue
            if not _VENDOR.fullmatch(text):
                yield path, f"Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: '{text[:60]}'"
            elif one.kind == "trust" and not _TRUSTED.fullmatch(text):
                yield path, f"AssumeRole policy may only specify STS AssumeRole actions, not {text[:60]}"


def _parties(one: Statement) -> Iterator[tuple[Path, str]]:
    body = one.body
    principal = body.keys() & {"Principal", "NotPrincipal"}
    resource = body.keys() & {"Resource", "NotResource"}
    if one.kind == "identity":
        if principal:
            yield (min(principal),), "Policy document should not specify a principal."
        if not resource:
            yield (), "Policy statement must contain resources."
    elif not principal:
        yield (), "Missing required field Principal"
    if one.kind == "trust" and resource:
        yield (min(resource),), "Has prohibited field Resource"
    if one.kind == "resource" and one.resource.type in ("AWS::S3::BucketPolicy", "AWS::KMS::Key") and not resource:
        yield (), "Missing required field Resource"


def _conditions(value: Any) -> Iterator[tuple[Path, str]]:
    if value is None or (isinstance(value, dict) and any(str(key).startswith(("Fn::", "Ref")) for key in value)):
        return
    if not isinstance(value, dict):
        yield ("Condition",), "Syntax errors in policy. Condition is a map from operators to maps"
        return
    for operator, inner in value.items():
        if not _OPERATOR.fullmatch(str(operator)):
            yield ("Condition", str(operator)), f"Invalid Condition type : {str(operator)[:60]}"
        elif not isinstance(inner, dict):
            yield ("Condition", str(operator)), "Syntax errors in policy. An operator takes a map of condition keys"


def policy_principal_invalid(stack: Stack) -> list[Place]:
    """Principals of no kind that there is, or services that are called otherwise."""
    places = []
    for one in stack.shared(statements):
        for key in ("Principal", "NotPrincipal"):
            for path, message in _principals(stack, one.body.get(key), (key,)):
                places.append(Place(one.resource.at(*one.path, *path), f"Invalid principal in policy: {message}"))
    return places


def _principals(stack: Stack, value: Any, at: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and value != "*":
        yield at, f"'{value[:80]}' stands alone; only \"*\" may"
    if not isinstance(value, dict) or stack.values.function(value):
        return
    for kind, parties in value.items():
        if kind not in _PRINCIPALS:
            yield (*at, str(kind)), f"there is no principal type '{str(kind)[:40]}'"
            continue
        for path, item in stack.items(parties, (*at, kind)):
            text = stack.text(item)
            named = stack.resource(item, "AWS::IAM::Role", "AWS::IAM::User") if isinstance(item, dict) else None
            if kind == "AWS" and named is not None and "Ref" in item:
                yield path, f'"AWS":"{named.name}" is a name: Ref gives no ARN of it'
            if text is None or "{{" in text:
                continue
            if kind == "Service" and not _SERVICE.fullmatch(text) and text != "*":
                yield path, f'"SERVICE":"{text[:80]}"'
            elif kind == "AWS" and not re.match(r"\*$|arn:|\d{12}$|AIDA|AROA", text):
                yield path, f'"AWS":"{text[:80]}"'


def policy_principal_placeholder(stack: Stack) -> list[Place]:
    """Principals in accounts that documentation uses: IAM looks whether they exist."""
    places = []
    for one in stack.shared(statements):
        for path, item in stack.items(as_map(one.body.get("Principal")).get("AWS"), ("Principal", "AWS")):
            text = stack.text(item)
            if text and _PLACEHOLDERS.match(text):
                message = f'Invalid principal in policy: "AWS":"{text[:80]}" unless that account is yours'
                places.append(Place(one.resource.at(*one.path, *path), message))
    return places


def policy_resource_not_arn(stack: Stack) -> list[Place]:
    """Resources of statements that are names, ids or URLs."""
    places = []
    for one in stack.shared(statements):
        bucket = one.resource.type == "AWS::S3::BucketPolicy"
        if one.kind != "identity" and not bucket:
            continue
        for key in ("Resource", "NotResource"):
            for path, value in stack.items(one.body.get(key), (key,)):
                if bucket and not isinstance(value, dict):
                    continue
                message, patch = _not_arn(stack, value, one.resource.at(*one.path, *path))
                if message:
                    places.append(Place(one.resource.at(*one.path, *path), message, patch))
    return places


def _not_arn(stack: Stack, value: Any, pointer: str) -> tuple[str | None, tuple[Mapping[str, Any], ...]]:
    text = stack.text(value)
    if text is not None:
        if isinstance(value, str) and "${AWS::" in text:
            # What IAM fills in when it is asked, such as ${aws:username}, is no variable of Fn::Sub.
            filled = re.sub(r"\$\{(?!AWS::)([a-z][a-zA-Z0-9.-]{0,60}:[^{}]{1,120})\}", r"${!\1}", text)
            patch = {"op": "replace", "path": pointer, "value": {"Fn::Sub": filled}}
            return f"The policy failed legacy parsing: '{text[:100]}' is text, and no Fn::Sub fills it in", (patch,)
        good = text.startswith(("arn:", "*", "{{resolve:")) or (not isinstance(value, str) and not text)
        partition = text.split(":", 2)[1] if good and text.count(":") > 1 and text.startswith("arn:") else "aws"
        if re.fullmatch(r"[a-z0-9-]+", partition) and not partition.startswith("aws"):
            return f'Partition "{partition[:40]}" is not valid for resource "{text[:100]}".', ()
        return (None if good else f'Resource {text[:100]} must be in ARN format or "*".'), ()
    if not isinstance(value, dict) or len(value) != 1:
        return None, ()
    ((name, argument),) = value.items()
    target = stack.resources.get(argument) if name == "Ref" and isinstance(argument, str) else None
    if target is not None and target.type in NAMED:
        patch = {"op": "replace", "path": pointer, "value": {"Fn::GetAtt": [target.name, NAMED[target.type]]}}
        return f'Resource {target.name} must be in ARN format or "*": Ref gives no ARN of it', (patch,)
    sub = argument[0] if name == "Fn::Sub" and isinstance(argument, list) and argument else argument
    head = re.match(r"\$\{\s*([A-Za-z0-9]+)\s*\}", sub) if name == "Fn::Sub" and isinstance(sub, str) else None
    target = stack.resources.get(head[1]) if head and not isinstance(argument, list) else None
    if target is not None and target.type in NAMED and head and isinstance(sub, str):
        fixed = "${" + target.name + "." + NAMED[target.type] + "}" + sub[head.end() :]
        patch = {"op": "replace", "path": pointer, "value": {"Fn::Sub": fixed}}
        return f'Resource {sub[:100]} must be in ARN format or "*": ${{{target.name}}} is no ARN', (patch,)
    return None, ()


def managed_policy_unknown(stack: Stack) -> list[Place]:
    """ARNs of managed policies that AWS does not have."""
    places = []
    for one in stack.of("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"):
        has = [_policy_text(stack, item) for _, item in stack.items(one.properties.get("ManagedPolicyArns"))]
        for path, value in stack.items(one.properties.get("ManagedPolicyArns"), ("ManagedPolicyArns",)):
            text = _policy_text(stack, value)
            name = text.partition(":policy/")[2] if text and ":aws:policy/" in text else ""
            if not name or name in managed_policies():
                continue
            near = _near(name)
            arn = f"arn:aws:iam::aws:policy/{name}"
            patch = _renamed(one.at(*path), value, name, near, f"arn:aws:iam::aws:policy/{near}" in has)
            has.append(f"arn:aws:iam::aws:policy/{near}")
            hint = f" The nearest is {near}." if near else ""
            places.append(Place(one.at(*path), f"Policy {arn[:160]} does not exist or is not attachable.{hint}", patch))
    return places


def _renamed(at: str, value: Any, name: str, near: str | None, there: bool) -> tuple[Mapping[str, Any], ...]:
    """The operation that gives a policy's ARN another name, in its own words, or takes it out where that is there."""
    if near is None:
        return ()
    if there:
        return ({"op": "remove", "path": at},)
    text = value.get("Fn::Sub") if isinstance(value, dict) else None
    if isinstance(text, str) and text.endswith(name):
        return ({"op": "replace", "path": at, "value": {"Fn::Sub": text.removesuffix(name) + near}},)
    return ({"op": "replace", "path": at, "value": f"arn:aws:iam::aws:policy/{near}"},)


def _policy_text(stack: Stack, value: Any) -> str | None:
    """An ARN with its partition filled in."""
    if isinstance(value, dict) and isinstance(value.get("Fn::Sub"), str):
        value = {"Fn::Sub": value["Fn::Sub"].replace("${AWS::Partition}", "aws")}
    return stack.text(value)


def _near(name: str) -> str | None:
    """The policy that a name was probably meant to be: the same under another path, or nearly the same."""
    from difflib import get_close_matches

    bare = name.rpartition("/")[2]
    # Those of service-linked roles can be attached to nothing else.
    attachable = [known for known in managed_policies() if not known.startswith("aws-service-role/")]
    same = sorted(known for known in attachable if known.rpartition("/")[2] == bare)
    if same:
        return same[0]
    close = get_close_matches(name, attachable, n=1, cutoff=0.85)
    return close[0] if close else None


def bucket_policy_mismatched(stack: Stack) -> list[Place]:
    """Bucket policies about another bucket, or with actions that fit none of their resources."""
    places: list[Place] = []
    for one in stack.shared(statements):
        if one.resource.type != "AWS::S3::BucketPolicy":
            continue
        places += _unknown_actions(stack, one)
        bucket = stack.target(one.resource.properties.get("Bucket"))
        foreign = _foreign(stack, one, bucket)
        if foreign is not None:
            message = f"Policy has invalid resource: {foreign[:80]} is not the bucket {bucket} of the policy"
            places.append(Place(one.resource.at(*one.path, "Resource"), message))
            continue
        found = [_levels(stack, value) for _, value in stack.items(one.body.get("Resource"))]
        if not found or None in found:
            continue
        owners = {owner for known in found if known for owner in [known[0]]}
        if bucket and owners - {bucket}:
            others = ", ".join(sorted(owners - {bucket}))
            message = f"Policy has invalid resource: {others} is not the bucket {bucket} of the policy"
            places.append(Place(one.resource.at(*one.path, "Resource"), message))
            continue
        levels = {level for known in found if known for level in known[1]}
        for path, value in stack.items(one.body.get("Action"), ("Action",)):
            action = stack.text(value) or ""
            lacks_objects = "object" not in levels and _OBJECT_ACTIONS.fullmatch(action)
            lacks_bucket = "bucket" not in levels and _BUCKET_ACTIONS.fullmatch(action)
            if lacks_objects or lacks_bucket:
                what = f"{action} is about {'objects' if lacks_objects else 'the bucket'}"
                message = f"Action does not apply to any resource(s) in statement: {what}"
                places.append(Place(one.resource.at(*one.path, *path), message))
    return places


def _unknown_actions(stack: Stack, one: Statement) -> Iterator[Place]:
    """Actions that S3 does not have."""
    for path, value in stack.items(one.body.get("Action"), ("Action",)):
        service, _, name = (stack.text(value) or "").lower().partition(":")
        if service == "s3" and name and not re.search(r"[*?]", name) and name not in bucket_actions():
            yield Place(one.resource.at(*one.path, *path), f"Policy has invalid action: s3:{name[:60]} is none of S3's")


def _foreign(stack: Stack, one: Statement, bucket: str | None) -> str | None:
    """An ARN that is written out and surely that of another bucket: the policy's has no name, or another."""
    owner = stack.resources.get(bucket) if bucket else None
    if owner is None or owner.type != "AWS::S3::Bucket":
        return None
    written = owner.properties.get("BucketName")
    own = stack.text(written)
    if written is not None and own is None:
        return None
    for _, value in stack.items(one.body.get("Resource")):
        found = _BUCKET_ARN.match(value) if isinstance(value, str) else None
        if found and found[1] != own:
            return found[1]
    return None


def _levels(stack: Stack, value: Any) -> tuple[str, set[str]] | None:
    """The bucket of the stack that a resource is about, and whether it means the bucket or objects in it."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    named = {one.target for one in references(value) if one.target in stack.resources}
    buckets = [name for name in named if stack.resources[name].type == "AWS::S3::Bucket"]
    tail = (stack.values.pieces(value) or [""])[-1] if "Fn::GetAtt" not in value else ""
    if len(buckets) != 1 or len(named) != 1:
        return None
    if "/" in tail and not tail.startswith(":"):
        return buckets[0], {"object"}
    return buckets[0], {"bucket", "object"} if tail.endswith("*") else {"bucket"}


def policy_attachments_many(stack: Stack) -> list[Place]:
    """Entities with more managed policies than IAM attaches at first."""
    places = []
    for one in stack.of("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"):
        listed = as_list(one.properties.get("ManagedPolicyArns"))
        if len(listed) > 10 and not any(isinstance(item, dict) and "Fn::If" in item for item in listed):
            message = f"Cannot exceed quota for PoliciesPerRole: 10 by default, and here are {len(listed)}"
            places.append(Place(one.at("ManagedPolicyArns"), message))
    return places
