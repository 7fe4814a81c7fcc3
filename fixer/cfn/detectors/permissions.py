"""Permissions that AWS tests when it makes a resource: what functions, state machines, trails and logs need."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fixer.cfn.detectors import role_grants
from fixer.cfn.detectors.grants import (
    Patch,
    balancer_may_write,
    config_may_write,
    logs_may_use,
    trail_may_use,
    trail_may_write,
)
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import statements
from fixer.cfn.detectors.roles import allows, role_of, trusts
from fixer.cfn.detectors.stack import Resource, Stack, as_map, dig

FUNCTION = "AWS::Lambda::Function"
BUCKET = "AWS::S3::Bucket"
_SOURCES = {
    "AWS::SQS::Queue": ("SQS", ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")),
    "AWS::Kinesis::Stream": ("Kinesis", ("kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream")),
    "AWS::DynamoDB::Table": (
        "DynamoDB",
        ("dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"),
    ),
}
_LETTERS = {"AWS::SQS::Queue": ("SQS", "sqs:SendMessage"), "AWS::SNS::Topic": ("SNS", "sns:Publish")}
# All that the documentation asks for; these actions know no resources.
# https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
_LOG_ACTIONS = (
    "logs:CreateLogDelivery", "logs:CreateLogStream", "logs:GetLogDelivery", "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutLogEvents", "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
)  # fmt: skip
_LOG_DELIVERY = ("logs:CreateLogDelivery", "logs:PutResourcePolicy", "logs:DescribeLogGroups")
# Which service takes the role that a property names.
_TRUST: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    FUNCTION: ((("Role",), "lambda.amazonaws.com"),),
    "AWS::StepFunctions::StateMachine": ((("RoleArn",), "states.amazonaws.com"),),
    "AWS::ECS::TaskDefinition": (
        (("ExecutionRoleArn",), "ecs-tasks.amazonaws.com"),
        (("TaskRoleArn",), "ecs-tasks.amazonaws.com"),
    ),
    "AWS::CodeBuild::Project": ((("ServiceRole",), "codebuild.amazonaws.com"),),
    "AWS::CodePipeline::Pipeline": ((("RoleArn",), "codepipeline.amazonaws.com"),),
    "AWS::CodeDeploy::DeploymentGroup": ((("ServiceRoleArn",), "codedeploy.amazonaws.com"),),
    "AWS::EC2::FlowLog": ((("DeliverLogsPermissionArn",), "vpc-flow-logs.amazonaws.com"),),
    "AWS::RDS::DBInstance": ((("MonitoringRoleArn",), "monitoring.rds.amazonaws.com"),),
    "AWS::RDS::DBCluster": ((("MonitoringRoleArn",), "monitoring.rds.amazonaws.com"),),
    "AWS::Config::ConfigurationRecorder": ((("RoleARN",), "config.amazonaws.com"),),
    "AWS::EKS::Cluster": ((("RoleArn",), "eks.amazonaws.com"),),
    "AWS::EKS::Nodegroup": ((("NodeRole",), "ec2.amazonaws.com"),),
    "AWS::CloudTrail::Trail": ((("CloudWatchLogsRoleArn",), "cloudtrail.amazonaws.com"),),
    "AWS::ApiGateway::Account": ((("CloudWatchRoleArn",), "apigateway.amazonaws.com"),),
    "AWS::S3::Bucket": ((("ReplicationConfiguration", "Role"), "s3.amazonaws.com"),),
    "AWS::Backup::BackupSelection": ((("BackupSelection", "IamRoleArn"), "backup.amazonaws.com"),),
    "AWS::Scheduler::Schedule": ((("Target", "RoleArn"), "scheduler.amazonaws.com"),),
    "AWS::Pipes::Pipe": ((("RoleArn",), "pipes.amazonaws.com"),),
    "AWS::Glue::Job": ((("Role",), "glue.amazonaws.com"),),
    "AWS::Glue::Crawler": ((("Role",), "glue.amazonaws.com"),),
    "AWS::KinesisFirehose::DeliveryStream": (
        (("S3DestinationConfiguration", "RoleARN"), "firehose.amazonaws.com"),
        (("ExtendedS3DestinationConfiguration", "RoleARN"), "firehose.amazonaws.com"),
    ),
    "AWS::Logs::SubscriptionFilter": ((("RoleArn",), "logs.amazonaws.com"),),
}
_REFUSALS = {
    FUNCTION: "The role defined for the function cannot be assumed by Lambda.",
    "AWS::ApiGateway::Account": "The role ARN does not have required permissions set to API Gateway.",
    "AWS::RDS::DBInstance": "IAM role ARN value is invalid or lacks the required permissions for: ENHANCED_MONITORING.",
}


def role_untrusted(stack: Stack) -> list[Place]:
    """Roles that the service which is to use them may not take."""
    places = []
    seen: set[tuple[str, str]] = set()
    for kind, uses in _TRUST.items():
        for one in stack.of(kind):
            for path, service in uses:
                role = role_of(stack, dig(one.properties, *path))
                if role is not None and trusts(stack, role, service) is False:
                    words = _REFUSALS.get(kind, f"The role {role.name} cannot be assumed by {service}.")
                    message = f"{words} {role.name} does not name {service} as principal"
                    patch = _once(seen, role, role_grants.trusts(role, service), service)
                    places.append(Place(one.at(*path), message, patch))
    for one in stack.of("AWS::IAM::InstanceProfile"):
        for path, value in stack.items(one.properties.get("Roles"), ("Roles",)):
            role = role_of(stack, value)
            used = any(one.name in stack.targets(name) for name in stack.resources)
            if role is not None and used and trusts(stack, role, "ec2.amazonaws.com") is False:
                message = f"{role.name} does not name ec2.amazonaws.com as principal: instances get no role"
                patch = _once(seen, role, role_grants.trusts(role, "ec2.amazonaws.com"), "ec2.amazonaws.com")
                places.append(Place(one.at(*path), message, patch))
    return places


def _lacking(stack: Stack, role: Resource | None, actions: tuple[str, ...]) -> list[str]:
    """Which of some actions a role certainly may not do."""
    return [action for action in actions if role is not None and allows(stack, role, action) is False]


def _refused(action: str, service: str) -> str:
    return f"The provided execution role does not have permissions to call {action.partition(':')[2]} on {service}"


def function_source_unpermitted(stack: Stack) -> list[Place]:
    """Event sources that a function may not read."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of("AWS::Lambda::EventSourceMapping"):
        function = stack.resource(one.properties.get("FunctionName"), FUNCTION)
        source = stack.resource(one.properties.get("EventSourceArn"), *_SOURCES)
        if function is None or source is None:
            continue
        service, actions = _SOURCES[source.type]
        role = role_of(stack, function.properties.get("Role"))
        lacking = _lacking(stack, role, actions)
        if role is not None and lacking:
            message = f"{_refused(lacking[0], service)} ({', '.join(lacking)})"
            # What is read is the source itself, or the stream of a table.
            patch = role_grants.may(role, f"Read{source.name}"[:128], actions, one.properties["EventSourceArn"])
            places.append(Place(one.at("EventSourceArn"), message, _once(seen, role, patch, source.name)))
    return places


def function_network_unpermitted(stack: Stack) -> list[Place]:
    """Functions in a VPC that may not make the network interfaces that they need."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of(FUNCTION):
        if stack.present(dig(one.properties, "VpcConfig", "SubnetIds")):
            role = role_of(stack, one.properties.get("Role"))
            lacking = _lacking(stack, role, ("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"))
            if role is not None and lacking:
                patch = _once(seen, role, role_grants.has(role, "service-role/AWSLambdaVPCAccessExecutionRole"))
                places.append(Place(one.at("VpcConfig"), _refused(lacking[0], "EC2"), patch))
    return places


def function_letters_unpermitted(stack: Stack) -> list[Place]:
    """Functions that may not send to their own dead-letter queue or destinations."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of(FUNCTION):
        target = stack.resource(dig(one.properties, "DeadLetterConfig", "TargetArn"), *_LETTERS)
        role = role_of(stack, one.properties.get("Role"))
        if role is not None and target is not None and _lacking(stack, role, (_LETTERS[target.type][1],)):
            service, action = _LETTERS[target.type]
            message = _refused(action, service)
            places.append(Place(one.at("DeadLetterConfig", "TargetArn"), message, _sending(seen, role, target, action)))
    for one in stack.of("AWS::Lambda::EventInvokeConfig"):
        function = stack.resource(one.properties.get("FunctionName"), FUNCTION)
        role = role_of(stack, function.properties.get("Role")) if function else None
        for name in ("OnFailure", "OnSuccess"):
            path = ("DestinationConfig", name, "Destination")
            target = stack.resource(dig(one.properties, *path), *_LETTERS, FUNCTION)
            if target is None:
                continue
            action = "lambda:InvokeFunction" if target.type == FUNCTION else _LETTERS[target.type][1]
            if role is not None and _lacking(stack, role, (action,)):
                verb = action.partition(":")[2]
                message = f"The function execution role does not have permissions to call {verb} on {target.name}"
                places.append(Place(one.at(*path), message, _sending(seen, role, target, action)))
    return places


def _sending(seen: set[tuple[str, str]], role: Resource, target: Resource, action: str) -> Patch:
    """What lets a role send to a queue, a topic or a function."""
    arn = {"Ref": target.name} if target.type == "AWS::SNS::Topic" else {"Fn::GetAtt": [target.name, "Arn"]}
    return _once(seen, role, role_grants.may(role, f"SendTo{target.name}"[:128], (action,), arn), target.name)


def function_tracing_unpermitted(stack: Stack) -> list[Place]:
    """Functions that are traced and may not send traces."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of(FUNCTION):
        if stack.text(dig(one.properties, "TracingConfig", "Mode")) == "Active":
            role = role_of(stack, one.properties.get("Role"))
            lacking = _lacking(stack, role, ("xray:PutTraceSegments",))
            if role is not None and lacking:
                patch = _once(seen, role, role_grants.has(role, "AWSXRayDaemonWriteAccess"))
                places.append(Place(one.at("TracingConfig", "Mode"), _refused(lacking[0], "XRAY"), patch))
    return places


def state_machine_log_unpermitted(stack: Stack) -> list[Place]:
    """State machines that log and whose role may not set log delivery up."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of("AWS::StepFunctions::StateMachine"):
        logging = as_map(one.properties.get("LoggingConfiguration"))
        if not logging.get("Destinations") or stack.text(logging.get("Level")) == "OFF":
            continue
        role = role_of(stack, one.properties.get("RoleArn"))
        lacking = _lacking(stack, role, _LOG_DELIVERY)
        if role is not None and lacking:
            message = "The state machine IAM Role is not authorized to access the Log Destination"
            words = f"{message}: it lacks {', '.join(lacking)}"
            patch = _once(seen, role, role_grants.may(role, "DeliverLogs", _LOG_ACTIONS, "*"))
            places.append(Place(one.at("LoggingConfiguration"), words, patch))
    return places


def state_machine_rule_unpermitted(stack: Stack) -> list[Place]:
    """State machines that wait for a job (``.sync``) and may not make the rule that tells them of its end."""
    places = []
    for one in stack.of("AWS::StepFunctions::StateMachine"):
        text = json.dumps([one.properties.get(name) for name in ("DefinitionString", "Definition")], default=str)
        waits = any(f"{job}.sync" in text for job in (":runTask", ":submitJob", ":startExecution", ":startBuild"))
        if waits and _lacking(stack, role_of(stack, one.properties.get("RoleArn")), ("events:PutRule",)):
            message = "is not authorized to create managed-rule: a state waits for a job, which takes events:PutRule"
            places.append(Place(one.at("RoleArn"), f"The role of {one.name} {message}, PutTargets and DescribeRule"))
    return places


def log_key_unpermitted(stack: Stack) -> list[Place]:
    """Log groups with a key of the stack that CloudWatch Logs may not use."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of("AWS::Logs::LogGroup"):
        key = stack.resource(one.properties.get("KmsKeyId"), "AWS::KMS::Key")
        if key is not None and key_serves(stack, key, "logs.") is False:
            message = (
                "The specified KMS key does not exist or is not allowed to be used with this log group: the policy of "
            )
            words = f"{message}{key.name} does not name logs.<region>.amazonaws.com"
            places.append(Place(one.at("KmsKeyId"), words, _once(seen, key, logs_may_use(key))))
    return places


def trail_key_unpermitted(stack: Stack) -> list[Place]:
    """Trails with a key of the stack that CloudTrail may not use."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of("AWS::CloudTrail::Trail"):
        key = stack.resource(one.properties.get("KMSKeyId"), "AWS::KMS::Key")
        if key is not None and key_serves(stack, key, "cloudtrail.") is False:
            message = "Insufficient permissions to access S3 bucket or KMS key: the policy of "
            words = f"{message}{key.name} does not name cloudtrail.amazonaws.com"
            places.append(Place(one.at("KMSKeyId"), words, _once(seen, key, trail_may_use(key))))
    return places


def _once(seen: set[tuple[str, str]], target: Resource, patch: Patch, what: str = "") -> Patch:
    """The patch for the first place that needs a policy to be extended: it serves the others as well."""
    if (target.name, what) in seen:
        return ()
    seen.add((target.name, what))
    return patch


def key_serves(stack: Stack, key: Resource, service: str) -> bool | None:
    """Whether a key's policy names a service; ``None`` where it names anyone, or somebody unknown."""
    found = [one for one in stack.shared(statements) if one.resource is key]
    if not found:
        return None if stack.values.function(key.properties.get("KeyPolicy")) else False
    for one in found:
        if one.body.get("Effect") != "Allow":
            continue
        principal = one.body.get("Principal")
        if principal == "*" or as_map(principal).get("AWS") == "*":
            return None
        if service in json.dumps(principal, default=str):
            return True
    return False


def _grants(stack: Stack, bucket: Resource) -> list[str] | None:
    """The principals that the policies of a bucket let in, as texts; ``None`` where a policy is not known."""
    found: list[str] = []
    for policy in stack.of("AWS::S3::BucketPolicy"):
        if stack.target(policy.properties.get("Bucket")) != bucket.name:
            name, own = policy.properties.get("Bucket"), bucket.properties.get("BucketName")
            if name is None or name != own:
                continue
        mine = [one for one in stack.shared(statements) if one.resource is policy]
        if not mine:
            return None
        found += [
            json.dumps(one.body.get("Principal"), default=str) for one in mine if one.body.get("Effect") == "Allow"
        ]
    return found


def balancer_log_unpermitted(stack: Stack) -> list[Place]:
    """Load balancers that log to a bucket which does not let them in, or that has a key of its own."""
    places = []
    seen: set[tuple[str, str]] = set()
    for one in stack.of("AWS::ElasticLoadBalancingV2::LoadBalancer"):
        attributes = {}
        paths = {}
        for path, item in stack.items(one.properties.get("LoadBalancerAttributes"), ("LoadBalancerAttributes",)):
            key = stack.text(as_map(item).get("Key")) or ""
            attributes[key], paths[key] = as_map(item).get("Value"), path
        bucket = stack.resource(attributes.get("access_logs.s3.bucket"), BUCKET)
        if bucket is None or stack.text(attributes.get("access_logs.s3.enabled")) != "true":
            continue
        at = one.at(*paths["access_logs.s3.bucket"])
        message = f"Access Denied for bucket: {bucket.name}. Please check S3bucket permission"
        grants = _grants(stack, bucket)
        if grants is not None and not any(_delivers(text) for text in grants):
            known = stack.text(one.properties.get("Type", "application")) == "application"
            fits = known and not _own_key(stack, bucket)
            places.append(Place(at, message, _once(seen, bucket, balancer_may_write(stack, bucket)) if fits else ()))
        elif stack.text(one.properties.get("Type")) != "network" and _own_key(stack, bucket):
            places.append(Place(at, f"{message}: load balancers log to buckets with SSE-S3 (AES256) only"))
    return places


def _delivers(principal: str) -> bool:
    known = (
        "logdelivery.elasticloadbalancing",
        "delivery.logs",
        ":root",
        "FindInMap",
        '"*"',
        "Ref",
        "Fn::If",
        "Fn::Sub",
    )
    return any(word in principal for word in known) or any(number in principal for number in ("127311923021",))


def _own_key(stack: Stack, bucket: Resource) -> bool:
    rules = dig(bucket.properties, "BucketEncryption", "ServerSideEncryptionConfiguration")
    algorithms = [dig(item, "ServerSideEncryptionByDefault", "SSEAlgorithm") for _, item in stack.items(rules)]
    return any((stack.text(value) or "").startswith("aws:kms") for value in algorithms)


def trail_bucket_unpermitted(stack: Stack) -> list[Place]:
    """Trails to a bucket of the stack that does not let CloudTrail in, or not before the trail is made."""
    return list(
        _services(
            stack,
            "AWS::CloudTrail::Trail",
            "cloudtrail.amazonaws.com",
            "Incorrect S3 bucket policy is detected for bucket",
        )
    )


def delivery_bucket_unpermitted(stack: Stack) -> list[Place]:
    """Delivery channels of AWS Config to a bucket of the stack that does not let it in."""
    return list(
        _services(
            stack, "AWS::Config::DeliveryChannel", "config.amazonaws.com", "Insufficient delivery policy to s3 bucket"
        )
    )


def _services(stack: Stack, kind: str, service: str, words: str) -> Iterator[Place]:
    seen: set[tuple[str, str]] = set()
    for one in stack.of(kind):
        bucket = stack.resource(one.properties.get("S3BucketName"), BUCKET)
        grants = _grants(stack, bucket) if bucket else None
        if bucket is None or grants is None:
            continue
        if kind.startswith("AWS::CloudTrail"):
            if not any(service in text or '"*"' in text or text == '"*"' for text in grants):
                message = f"{words}: {bucket.name} does not let {service} write"
                yield Place(one.at("S3BucketName"), message, _once(seen, bucket, trail_may_write(stack, bucket)))
        elif not grants:
            message = f"{words}: {bucket.name} has no policy that lets {service} write"
            yield Place(one.at("S3BucketName"), message, _once(seen, bucket, config_may_write(stack, bucket)))


def trail_unordered(stack: Stack) -> list[Place]:
    """Trails that do not wait for the policy of their bucket."""
    places = []
    for one in stack.of("AWS::CloudTrail::Trail"):
        bucket = stack.resource(one.properties.get("S3BucketName"), BUCKET)
        policies = [
            policy.name
            for policy in stack.of("AWS::S3::BucketPolicy")
            if bucket and stack.target(policy.properties.get("Bucket")) == bucket.name
        ]
        if policies and not stack.after(one.name) & set(policies):
            message = f"Incorrect S3 bucket policy is detected for bucket, where the trail is made before {policies[0]}"
            places.append(Place(one.pointer, message, stack.wait(one, policies[0])))
    return places


def distribution_log_refused(stack: Stack) -> list[Place]:
    """Distributions that log to a bucket of the stack in which ACLs are off."""
    places = []
    for one in stack.of("AWS::CloudFront::Distribution"):
        path = ("DistributionConfig", "Logging", "Bucket")
        bucket = stack.resource(dig(one.properties, *path), BUCKET)
        if bucket is None:
            continue
        rules = dig(bucket.properties, "OwnershipControls", "Rules")
        owners = [stack.text(as_map(item).get("ObjectOwnership")) for _, item in stack.items(rules)]
        if not owners or owners == ["BucketOwnerEnforced"]:
            message = "The S3 bucket that you specified for CloudFront logs does not enable ACL access"
            value = {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}
            patch = {"op": "add", "path": bucket.at("OwnershipControls"), "value": value}
            places.append(Place(one.at(*path), f"{message}: {bucket.name}", (patch,)))
    return places
