"""How bad a gap is that no rule knows, reasoned from what it touches."""

from __future__ import annotations

from fixer.cfn.refusals import refusal
from fixer.cfn.stand_ins import HOLDS_DATA
from fixer.compare.gaps import Gap
from fixer.dialect import REFUSED, Severity
from fixer.lazy import pattern

_SECURITY = pattern(
    r"Polic|Principal|Encrypt|Kms|SSE|Public|SecurityGroup|Ingress|Egress|CidrIp|Password|Secret|Certificate|SslPolicy|"
    r"AccessControl|Authori[sz]|Role(Arn|ARN)?$"
)
_SECURITY_TYPES = pattern(r"AWS::(IAM|KMS|WAF\w*|GuardDuty|SecurityHub|SecretsManager|Cognito)::|SecurityGroup|Policy$")
_WATCH_TYPES = pattern(r"AWS::(CloudWatch|Logs|CloudTrail|XRay|SNS)::|::FlowLog$")
_COST = pattern(
    r"InstanceType|InstanceClass|NodeType|BillingMode|ProvisionedThroughput|AllocatedStorage|MemorySize|Lifecycle"
)
_RELIABLE = pattern(
    r"MultiAZ|Backup|PointInTime|DeadLetter|Retry|Replica|HealthCheck|MinSize|DesiredCapacity|Timeout|Versioning"
)
_WORDS = pattern(r"Description|Comment|^Tags$|Label|DisplayName")
_LIFECYCLE = {"DeletionPolicy", "UpdateReplacePolicy", "DeletionProtection", "DeletionProtectionEnabled"}
_SECTIONS: dict[str, tuple[Severity, str]] = {
    "Parameters": ("medium", "maintainability"),
    "Mappings": ("medium", "maintainability"),
    "Conditions": ("medium", "maintainability"),
    "Rules": ("low", "validity"),
    "Outputs": ("medium", "maintainability"),
    "Metadata": ("info", "documentation"),
    "Description": ("info", "documentation"),
    "AWSTemplateFormatVersion": ("low", "validity"),
    "Transform": ("high", "deployability"),
}


def concern(gap: Gap) -> tuple[Severity, str]:
    """``(severity, category)`` of one gap."""
    entry = gap.pair.ideal or gap.pair.model
    assert entry is not None
    if entry.section != "Resources":
        severity, category = _SECTIONS.get(entry.section, ("low", "validity"))
        return ("low", "documentation") if gap.path and _WORDS.search(gap.path[-1]) else (severity, category)
    kind = entry.type or ""
    if not gap.path:
        return _whole(gap, kind)
    return _inside(gap, kind)


def _whole(gap: Gap, kind: str) -> tuple[Severity, str]:
    if gap.kind == "renamed":
        return "low", "naming"
    if gap.kind == "extra":
        return "medium", "requirement"
    if _SECURITY_TYPES.search(kind):
        return "high", "security"
    if _WATCH_TYPES.search(kind):
        return "medium" if gap.kind == "missing" else "high", "observability"
    if gap.kind == "replaced" and kind in HOLDS_DATA:
        return "critical", "requirement"
    return "high", "requirement"


def _inside(gap: Gap, kind: str) -> tuple[Severity, str]:
    names = [token for token in gap.path if not token.isdigit() and not token.startswith("Fn::")]
    if refusal(gap) is not None:
        return REFUSED
    if gap.kind == "order":
        return "low", "maintainability"
    if gap.path[0] == "Type":
        return "high", "requirement"
    last = names[-1] if names else ""
    if gap.path[0] in _LIFECYCLE or last in _LIFECYCLE:
        return "medium", "lifecycle"
    if gap.path[0] == "DependsOn":
        return "medium", "deployability"
    if gap.path[0] == "Metadata" or any(_WORDS.search(name) for name in names):
        return "low", "documentation"
    if _SECURITY_TYPES.search(kind) or any(_SECURITY.search(name) for name in names):
        return "high", "security"
    if any(_RELIABLE.search(name) for name in names):
        return "medium", "reliability"
    if any(_COST.search(name) for name in names):
        return "medium", "cost"
    if last.endswith("Name"):
        return "medium", "naming"
    return "medium", "observability" if _WATCH_TYPES.search(kind) else "requirement"
