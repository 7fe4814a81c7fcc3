"""Names that are written out and can be taken: a second stack of the template, or a replacement, meets the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, dig
from fixer.lazy import pattern

Patch = tuple[Mapping[str, Any], ...]
_NAME = ("Name",)
# Types whose names must differ within an account and region, by the property that holds the name. Those of APIs, usage
# plans, user pools and families of tasks need not.
_NAMED: dict[str, tuple[str, ...]] = {
    "AWS::Athena::WorkGroup": _NAME, "AWS::AutoScaling::AutoScalingGroup": ("AutoScalingGroupName",),
    "AWS::Backup::BackupVault": ("BackupVaultName",), "AWS::CloudTrail::Trail": ("TrailName",),
    "AWS::CloudWatch::Alarm": ("AlarmName",), "AWS::CloudWatch::CompositeAlarm": ("AlarmName",),
    "AWS::CloudWatch::Dashboard": ("DashboardName",), "AWS::CodeBuild::Project": _NAME,
    "AWS::CodeDeploy::Application": ("ApplicationName",), "AWS::CodePipeline::Pipeline": _NAME,
    "AWS::Config::ConfigRule": ("ConfigRuleName",), "AWS::Config::ConfigurationRecorder": _NAME,
    "AWS::Config::DeliveryChannel": _NAME, "AWS::DynamoDB::GlobalTable": ("TableName",),
    "AWS::DynamoDB::Table": ("TableName",), "AWS::EC2::KeyPair": ("KeyName",),
    "AWS::EC2::LaunchTemplate": ("LaunchTemplateName",), "AWS::EC2::SecurityGroup": ("GroupName",),
    "AWS::ECR::Repository": ("RepositoryName",), "AWS::ECS::Cluster": ("ClusterName",),
    "AWS::ECS::Service": ("ServiceName",), "AWS::EKS::Cluster": _NAME,
    "AWS::ElastiCache::ReplicationGroup": ("ReplicationGroupId",),
    "AWS::ElastiCache::SubnetGroup": ("CacheSubnetGroupName",),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _NAME, "AWS::ElasticLoadBalancingV2::TargetGroup": _NAME,
    "AWS::Events::EventBus": _NAME, "AWS::Events::Rule": _NAME, "AWS::Glue::Crawler": _NAME, "AWS::Glue::Job": _NAME,
    "AWS::IAM::Group": ("GroupName",), "AWS::IAM::InstanceProfile": ("InstanceProfileName",),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName",), "AWS::IAM::Role": ("RoleName",),
    "AWS::IAM::User": ("UserName",), "AWS::KMS::Alias": ("AliasName",), "AWS::Kinesis::Stream": _NAME,
    "AWS::KinesisFirehose::DeliveryStream": ("DeliveryStreamName",), "AWS::Lambda::Function": ("FunctionName",),
    "AWS::Logs::LogGroup": ("LogGroupName",), "AWS::RDS::DBCluster": ("DBClusterIdentifier",),
    "AWS::RDS::DBClusterParameterGroup": ("DBClusterParameterGroupName",),
    "AWS::RDS::DBInstance": ("DBInstanceIdentifier",), "AWS::RDS::DBParameterGroup": ("DBParameterGroupName",),
    "AWS::RDS::DBSubnetGroup": ("DBSubnetGroupName",), "AWS::RDS::GlobalCluster": ("GlobalClusterIdentifier",),
    "AWS::S3::Bucket": ("BucketName",), "AWS::SNS::Topic": ("TopicName",), "AWS::SQS::Queue": ("QueueName",),
    "AWS::SSM::Parameter": _NAME, "AWS::Scheduler::Schedule": _NAME, "AWS::SecretsManager::Secret": _NAME,
    "AWS::Serverless::Function": ("FunctionName",), "AWS::StepFunctions::StateMachine": ("StateMachineName",),
    "AWS::WAFv2::WebACL": _NAME, "AWS::XRay::Group": ("GroupName",),
}  # fmt: skip
# What these may be called is too short, or too much restricted, for a stack's name in front of it.
_SHORT = ("AWS::ElasticLoadBalancingV2::", "AWS::ElastiCache::", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster")
_REQUIRED = (
    "AWS::KMS::Alias", "AWS::Backup::BackupVault", "AWS::Athena::WorkGroup", "AWS::RDS::GlobalCluster",
    "AWS::EC2::KeyPair", "AWS::Events::EventBus", "AWS::XRay::Group",
)  # fmt: skip
_BUCKET = "AWS::S3::Bucket"
_LONGEST = 40
# A bucket's name has 63 characters at most; an account has 12, a region up to 14, and each comes with a hyphen.
_LONGEST_OF_BUCKET = 35
_BEFORE, _BEHIND = (
    pattern(r"(\$\{[A-Za-z0-9:.]{1,60}\}[-_]).*"),
    pattern(r".*?([-_]\$\{[A-Za-z0-9:.]{1,60}\})(\.fifo)?"),
)
_STACK = "${AWS::StackName}-"


def physical_name_hardcoded(stack: Stack) -> list[Place]:
    """Names without a part that differs between stacks; mended as the other names of the template are made."""
    places = []
    style: tuple[str, str] | None = None
    for one, key, value in _names(stack):
        if not _written(value):
            continue
        style = style or _style(stack)
        text = value if isinstance(value, str) else str(value["Fn::Sub"])
        message = f"the name {text[:80]} can be taken once"
        patch = () if _elsewhere(stack, one, key, text) else _patch(one, key, text, style)
        places.append(Place(one.at(key), message, patch))
    return places


def _names(stack: Stack) -> Iterator[tuple[Resource, str, Any]]:
    for kind, keys in _NAMED.items():
        for one in stack.of(kind):
            for key in keys:
                if one.properties.get(key) is not None:
                    yield one, key, one.properties[key]


def _written(value: Any) -> bool:
    text = value.get("Fn::Sub") if isinstance(value, dict) and len(value) == 1 else value
    # What a secret or a parameter of the account holds may differ between stacks.
    return isinstance(text, str) and text != "" and "${" not in text and "{{resolve:" not in text


def _style(stack: Stack) -> tuple[str, str]:
    """What most names of the template begin or end with; the stack's name before it, where none is made so."""
    found: Counter[tuple[str, str]] = Counter()
    for _, _, value in _names(stack):
        text = dig(value, "Fn::Sub")
        before, behind = (form.fullmatch(text) if isinstance(text, str) else None for form in (_BEFORE, _BEHIND))
        if before:
            found[before[1], ""] += 1
        elif behind:
            found["", behind[1]] += 1
    return found.most_common(1)[0][0] if found else (_STACK, "")


def _elsewhere(stack: Stack, one: Resource, key: str, text: str) -> bool:
    """Whether the name is also written at another place, which would not follow."""
    last = text.rpartition("/")[2]
    return any(
        (text in other or other == last) and not (resource is one and path == (key,)) and path[-1:] != ("Description",)
        for resource, path, other in stack.texts
    )


def _patch(one: Resource, key: str, text: str, style: tuple[str, str]) -> Patch:
    before, behind = style
    if one.type == _BUCKET and "AWS::StackName" in before + behind:
        # The name of a stack may hold upper case, that of a bucket may not.
        before, behind = "", "-${AWS::AccountId}-${AWS::Region}"
    room = _LONGEST_OF_BUCKET if one.type == _BUCKET else _LONGEST
    if one.type.startswith(_SHORT) or len(text) > room:
        return () if one.type in _REQUIRED else ({"op": "remove", "path": one.at(key)},)
    head, slash, tail = text.rpartition("/")
    bare, dot, fifo = tail.partition(".fifo")
    name = f"{head}{slash}{before}{bare}{behind}{dot}{fifo}"
    return ({"op": "replace", "path": one.at(key), "value": {"Fn::Sub": name}},)
