"""Properties that say the same when they are left out: by the published schema, and by the services' own references."""

from __future__ import annotations

from typing import Any

from fixer.cfn import schema
from fixer.compare.gaps import ABSENT, Gap

# What the references state and the schemas do not.
_KNOWN: dict[str, dict[str, Any]] = {
    "AWS::AutoScaling::AutoScalingGroup": {"HealthCheckType": "EC2"},
    "AWS::AutoScaling::ScalingPolicy": {"PolicyType": "SimpleScaling"},
    "AWS::CloudWatch::Alarm": {"ActionsEnabled": True, "TreatMissingData": "missing"},
    "AWS::DynamoDB::Table": {
        "BillingMode": "PROVISIONED",
        "TableClass": "STANDARD",
        "DeletionProtectionEnabled": False,
    },
    "AWS::EC2::Subnet": {"MapPublicIpOnLaunch": False},
    "AWS::EC2::VPC": {"InstanceTenancy": "default", "EnableDnsSupport": True, "EnableDnsHostnames": False},
    "AWS::EC2::VPCEndpoint": {"VpcEndpointType": "Gateway"},
    "AWS::ECR::Repository": {"ImageTagMutability": "MUTABLE"},
    "AWS::ElasticLoadBalancingV2::LoadBalancer": {
        "IpAddressType": "ipv4",
        "Scheme": "internet-facing",
        "Type": "application",
    },
    "AWS::ElasticLoadBalancingV2::TargetGroup": {"TargetType": "instance", "HealthCheckPort": "traffic-port"},
    "AWS::Events::Rule": {"State": "ENABLED"},
    "AWS::IAM::Role": {"MaxSessionDuration": 3600},
    "AWS::KMS::Key": {"Enabled": True, "PendingWindowInDays": 30},
    "AWS::Lambda::Function": {"MemorySize": 128, "Timeout": 3, "PackageType": "Zip"},
    "AWS::RDS::DBCluster": {"DeletionProtection": False, "EngineMode": "provisioned"},
    "AWS::RDS::DBInstance": {"DeletionProtection": False, "MonitoringInterval": 0, "CopyTagsToSnapshot": False},
    "AWS::SQS::Queue": {"DelaySeconds": 0, "MessageRetentionPeriod": 345600, "VisibilityTimeout": 30},
    "AWS::SSM::Parameter": {"Tier": "Standard"},
    "AWS::StepFunctions::StateMachine": {"StateMachineType": "STANDARD"},
}


def unstated(gap: Gap) -> bool:
    """Whether one side leaves out what the other states, and what is stated is the default."""
    entry = gap.pair.model if gap.kind == "extra" else gap.pair.ideal
    if gap.kind not in ("missing", "extra") or gap.inner is not None:
        return False
    if entry is None or entry.type is None or len(gap.path) < 2 or gap.path[0] != "Properties":
        return False
    value = gap.model if gap.kind == "extra" else gap.ideal
    return isinstance(value, (str, int, float)) and _same(value, _default(entry.type, gap.path[1:]))


def _default(kind: str, path: tuple[str, ...]) -> Any:
    if len(path) == 1 and path[0] in _KNOWN.get(kind, {}):
        return _KNOWN[kind][path[0]]
    known = schema.facts(kind)
    place = known.at(path) if known else None
    return place.default if place else ABSENT


def _same(value: Any, default: Any) -> bool:
    """Numbers and truths may stand as texts."""
    return default is not ABSENT and str(value).lower() == str(default).lower()
