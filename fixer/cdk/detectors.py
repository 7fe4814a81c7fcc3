"""Failures of a program that no condition on one construct can show: names, members and values, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fixer.cdk.counterparts import known_class, name
from fixer.cdk.put import RETENTION, spoken
from fixer.cfn import schema
from fixer.cfn.detectors.place import Place
from fixer.lazy import pattern
from fixer.pointer import join

MOST_NODES = 200_000
Tokens = tuple[str, ...]
Detector = Callable[[Mapping[str, Any]], Iterator[Place]]

# Names that modules of the library are customarily imported under.
_MODULES = """
acm apigateway apigatewayv2 appsync athena autoscaling backup budgets cdk cloudfront cloudtrail cloudwatch codebuild
codecommit codedeploy codepipeline cognito config custom_resources dynamodb ec2 ecr ecs ecs_patterns efs eks elasticache
elb elbv2 emr events events_targets eventSources firehose fsx glue guardduty iam inspector kinesis kinesisfirehose kms
lambda lambdaEventSources lambda_event_sources logs macie nodejs opensearch origins rds redshift route53 route53Targets
route53_targets s3 s3deploy s3n sagemaker scheduler secretsmanager securityhub servicediscovery ses sfn sns
sns_subscriptions sqs ssm stepfunctions subscriptions synthetics targets tasks waf wafv2 xray
"""
_UNIMPORTED = pattern(r"([a-z][A-Za-z0-9_]*)\.[A-Z][A-Za-z0-9]*(\.\w+)*")
# Members of enumerations that do not change: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html
_ENUMERATIONS: dict[str, frozenset[str]] = {
    "aws-cdk-lib.RemovalPolicy": frozenset({"DESTROY", "RETAIN", "SNAPSHOT", "RETAIN_ON_UPDATE_OR_DELETE"}),
    "aws-cdk-lib/aws-logs.RetentionDays": frozenset(RETENTION),
    "aws-cdk-lib/aws-ec2.SubnetType": frozenset({
        "PUBLIC", "PRIVATE_ISOLATED", "PRIVATE_WITH_EGRESS", "PRIVATE_WITH_NAT", "ISOLATED", "PRIVATE",
    }),
    "aws-cdk-lib/aws-dynamodb.BillingMode": frozenset({"PAY_PER_REQUEST", "PROVISIONED"}),
    "aws-cdk-lib/aws-dynamodb.TableEncryption": frozenset({"DEFAULT", "CUSTOMER_MANAGED", "AWS_MANAGED"}),
    "aws-cdk-lib/aws-s3.BucketEncryption": frozenset({
        "UNENCRYPTED", "KMS_MANAGED", "S3_MANAGED", "KMS", "DSSE_MANAGED", "DSSE",
    }),
    "aws-cdk-lib/aws-s3.BlockPublicAccess": frozenset({"BLOCK_ALL", "BLOCK_ACLS", "BLOCK_ACLS_ONLY"}),
    "aws-cdk-lib/aws-lambda.Tracing": frozenset({"ACTIVE", "PASS_THROUGH", "DISABLED"}),
    "aws-cdk-lib/aws-cloudwatch.TreatMissingData": frozenset({"BREACHING", "NOT_BREACHING", "IGNORE", "MISSING"}),
    "aws-cdk-lib/aws-codedeploy.ServerDeploymentConfig": frozenset({"ONE_AT_A_TIME", "HALF_AT_A_TIME", "ALL_AT_ONCE"}),
}  # fmt: skip
_ELSEWHERE = {"aws-cdk-lib/aws-lambda.LambdaDeploymentConfig": "it is in aws-cdk-lib/aws-codedeploy"}
_PRIVATE = {"aws-cdk-lib/aws-stepfunctions.Chain": "its constructor is private; a chain begins with Chain.start(…)"}
_METHODS = {
    ("aws-cdk-lib/aws-stepfunctions.DistributedMap", "iterator"): "it has no iterator(); the method is itemProcessor()",
}
_VARYING = ("Math.random", "Date.now", "crypto.randomUUID", "crypto.randomBytes", "uuid", "uuidv4", "nanoid")
_PLAIN = ("aws-cdk-lib.SecretValue.unsafePlainText", "aws-cdk-lib.SecretValue.plainText")


def detect(detector: str, program: Mapping[str, Any]) -> list[Place] | None:
    """The places that a detector finds in a program, in its order; ``None`` if there is no such detector."""
    found = DETECTORS.get(detector)
    return None if found is None else list(found(program))


def _nodes(program: Mapping[str, Any]) -> Iterator[tuple[Tokens, Any]]:
    """Every object and list of a program with its tokens, in its order."""
    stack: list[tuple[Tokens, Any]] = [((), program)]
    for _ in range(MOST_NODES):
        if not stack:
            return
        at, node = stack.pop()
        yield at, node
        items = node.items() if isinstance(node, dict) else enumerate(node)
        inner = [((*at, str(key)), item) for key, item in items if isinstance(item, (dict, list))]
        stack.extend(reversed(inner))


def _named(program: Mapping[str, Any], *kinds: str) -> Iterator[tuple[Tokens, str, Any]]:
    """Every expression of some kinds: where it is, the name that it calls or mentions, and its arguments."""
    for at, node in _nodes(program):
        if isinstance(node, dict) and spoken(node):
            ((kind, argument),) = node.items()
            named = argument[0] if isinstance(argument, list) and argument else argument
            if kind in kinds and isinstance(named, str):
                yield at, named, argument[1:] if isinstance(argument, list) else ()


def _import_missing(program: Mapping[str, Any]) -> Iterator[Place]:
    told, modules = set[str](), frozenset(_MODULES.split())
    mentions = [(at, named) for at, named, _ in _named(program, "$new", "$call", "$member")]
    resources = program.get("Resources")
    for key, body in resources.items() if isinstance(resources, dict) else ():
        if isinstance(body, dict) and isinstance(body.get("Type"), str):
            mentions.append((("Resources", key, "Type"), body["Type"]))
    for at, named in mentions:
        match = _UNIMPORTED.fullmatch(named)
        if match and match[1] in modules and match[1] not in told:
            told.add(match[1])
            yield Place(join(at), f"{match[1]} is used as in {named} and imported nowhere")


def _member_unknown(program: Mapping[str, Any]) -> Iterator[Place]:
    for at, named, _ in _named(program, "$member", "$new", "$call"):
        owner, _, last = named.rpartition(".")
        if owner in _ENUMERATIONS and last.isupper() and last not in _ENUMERATIONS[owner]:
            yield Place(join(at), f"{owner.rpartition('.')[2]} has no {last}")
        elif owner in _ELSEWHERE:
            yield Place(join(at), f"{owner.rpartition('.')[2]} is not in this module: {_ELSEWHERE[owner]}")
    for at, named, _ in _named(program, "$new"):
        if named in _PRIVATE:
            yield Place(join(at), f"{named.rpartition('.')[2]} cannot be made with new: {_PRIVATE[named]}")
    yield from _methods_unknown(program)


def _methods_unknown(program: Mapping[str, Any]) -> Iterator[Place]:
    resources = program.get("Resources")
    constructs = resources if isinstance(resources, dict) else {}
    types = {key: body.get("Type") for key, body in constructs.items() if isinstance(body, dict)}
    for key, kind in types.items():
        calls = constructs[key].get("Calls")
        for method in calls if isinstance(calls, dict) else ():
            if (str(kind), method) in _METHODS:
                yield Place(join(("Resources", key, "Calls", method)), _METHODS[str(kind), method])
    for at, node in _nodes(program):
        chain = node.get("$get") if isinstance(node, dict) else None
        if isinstance(chain, list) and len(chain) == 2 and isinstance(chain[0], str):
            known = _METHODS.get((str(types.get(chain[0])), str(chain[1])))
            if known:
                yield Place(join(at), known)


def _value_varying(program: Mapping[str, Any]) -> Iterator[Place]:
    for at, named, arguments in _named(program, "$call", "$new"):
        if named in _VARYING or (named == "Date" and not arguments):
            yield Place(join(at), f"{'new Date()' if named == 'Date' else named + '()'} gives another value each time")


def _secret_plain(program: Mapping[str, Any]) -> Iterator[Place]:
    for at, named, arguments in _named(program, "$call"):
        if named in _PLAIN and arguments and isinstance(arguments[0], str):
            yield Place(join(at), f"{named.rpartition('.')[2]}() with the secret itself")


def _property_unknown(program: Mapping[str, Any]) -> Iterator[Place]:
    """Properties of classes that are one resource, and that its schema does not have."""
    resources = program.get("Resources")
    for key, body in resources.items() if isinstance(resources, dict) else ():
        kind = body.get("Type") if isinstance(body, dict) else None
        known = known_class(kind) if isinstance(kind, str) else None
        facts = schema.facts(known.type) if known and known.plain and known.type else None
        if known is None or facts is None:
            continue
        for at, place in _unknown(facts, (), (), body.get("Properties")):
            path = ".".join(token for token in place if not token.isdecimal())
            yield Place(join(("Resources", key, "Properties", *at)), f"{path} is no property of {known.type}")


def _unknown(facts: schema.TypeFacts, at: Tokens, place: Tokens, value: Any) -> Iterator[tuple[Tokens, Tokens]]:
    if len(at) > 20 or spoken(value):
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _unknown(facts, (*at, str(number)), (*place, str(number)), item)
    for key, item in value.items() if isinstance(value, dict) else ():
        if key.startswith(("...", "[")):
            continue
        there = (*place, name(facts.type, place, key))
        if facts.knows(there) is False:
            yield (*at, key), there
        else:
            yield from _unknown(facts, (*at, key), there, item)


def _id_duplicated(program: Mapping[str, Any]) -> Iterator[Place]:
    """Ids that the reader had to tell apart; what stands in a condition or a loop may be made one at a time."""
    resources = program.get("Resources")
    constructs = resources if isinstance(resources, dict) else {}
    for key, body in constructs.items():
        first = constructs.get(key.rpartition("#")[0])
        if not isinstance(first, dict) or not isinstance(body, dict) or not key.rpartition("#")[2].isdecimal():
            continue
        if first.get("Scope") == body.get("Scope") and "Within" not in first and "Within" not in body:
            name_ = key.rpartition("#")[0].rpartition("/")[2]
            yield Place(join(("Resources", key)), f"there is another construct with the id '{name_}'")


def _fifo_window(program: Mapping[str, Any]) -> Iterator[Place]:
    resources = program.get("Resources")
    constructs = resources if isinstance(resources, dict) else {}
    for at, named, arguments in _named(program, "$new"):
        if not named.endswith("aws-lambda-event-sources.SqsEventSource") or len(arguments) < 2:
            continue
        queue = constructs.get(arguments[0].get("$ref")) if isinstance(arguments[0], dict) else None
        properties = queue.get("Properties") if isinstance(queue, dict) else None
        fifo = isinstance(properties, dict) and properties.get("fifo") is True
        if fifo and isinstance(arguments[1], dict) and "maxBatchingWindow" in arguments[1]:
            yield Place(join((*at, "$new", "2", "maxBatchingWindow")), "the queue is a FIFO queue")


DETECTORS: dict[str, Detector] = {
    "construct-id-duplicated": _id_duplicated,
    "fifo-batching-window": _fifo_window,
    "import-missing": _import_missing,
    "library-member-unknown": _member_unknown,
    "value-varying": _value_varying,
    "secret-in-code": _secret_plain,
    "resource-property-unknown": _property_unknown,
}
