"""How bad a gap is that no rule knows, reasoned from what it touches."""

from __future__ import annotations

from fixer.cdk.canonical import FUNCTIONS
from fixer.cdk.stand_ins import holds_data, short
from fixer.compare.gaps import Gap
from fixer.dialect import Severity
from fixer.lazy import pattern

_SECURITY = pattern(
    r"(?i)polic(?!yName)|principal|encrypt|kms|enforceSSL|public|securityGroup|ingress|egress|cidr|password|secret|"
    r"credential|certificate|tls|ssl|protocolPolicy|protocolVersion|accessControl|authori[sz]|^grant|signing|"
    r"^(?:role|actions|resources|conditions|assumedBy)$|headersPolicy|waf|webAcl"
)
_SECURITY_TYPES = pattern(
    r"aws-(?:iam|kms|waf\w*|guardduty|securityhub|secretsmanager|cognito)\.|\.SecurityGroup|Policy$"
)
_WATCH = pattern(
    r"(?i)log(?:ging|s|Group|Retention|Options|Format|Config)?$|tracing|alarm|metric|insights|monitor|widget|xray"
)
_WATCH_TYPES = pattern(r"aws-(?:cloudwatch|logs|cloudtrail|xray|sns|cloudwatch-actions)\.|\.FlowLog$")
_COST = pattern(
    r"(?i)instanceType|instanceClass|nodeType|billing|capacity|allocatedStorage|memory|lifecycle|storageClass|natGateways"
    r"|priceClass"
)
_RELIABLE = pattern(
    r"(?i)multiAz|backup|pointInTime|deadLetter|dlq|retr[yi]|replica|healthCheck|minCapacity|desiredC|timeout|version|"
    r"concurren|maxEventAge|maxReceive|onFailure|circuitBreaker|scal"
)
_WORDS = pattern(r"(?i)description$|comment$|^tags$|label|displayName|title$")
_LIFECYCLE = pattern(r"(?i)removalPolicy|deletionProtection|autoDelete|terminationProtection|emptyOnDelete")
_SECTIONS: dict[str, tuple[Severity, str]] = {
    "Stacks": ("low", "maintainability"),
    "Variables": ("low", "maintainability"),
    "Code": ("low", "maintainability"),
}
# Where a stack goes, and what keeps it there.
_PLACED = ("env", "terminationProtection", "crossRegionReferences", "synthesizer")
_OUTPUTS = ("CfnOutput", "CfnParameter", "CfnCondition", "CfnMapping", "CfnRule")
_REQUIRED = frozenset({
    "runtime", "handler", "code", "assumedBy", "partitionKey", "engine", "instanceType", "machineImage",
    "metric", "threshold", "evaluationPeriods", "definition", "definitionBody", "replicationSourceIdentifiers",
    "actions", "origin", "defaultBehavior"
})  # fmt: skip
"""Properties that the class at hand cannot be made without, wherever it has them."""


def concern(gap: Gap) -> tuple[Severity, str]:
    """``(severity, category)`` of one gap."""
    entry = gap.pair.ideal or gap.pair.model
    assert entry is not None
    if entry.section != "Resources":
        return _beside(entry.section, gap)
    kind = short(entry.type or "")
    return _inside(gap, kind) if gap.path else _whole(gap, kind)


def _beside(section: str, gap: Gap) -> tuple[Severity, str]:
    if gap.path and any(_WORDS.search(name) for name in gap.path):
        return "low", "documentation"
    if section == "Calls":
        return "medium", "requirement"
    if section == "Stacks" and any(name in _PLACED for name in gap.path):
        return "medium", "deployability"
    return _SECTIONS.get(section, ("low", "validity"))


def _whole(gap: Gap, kind: str) -> tuple[Severity, str]:
    if gap.kind == "renamed":
        return "low", "naming"
    if kind in _OUTPUTS:
        return "medium" if gap.kind != "extra" else "low", "maintainability"
    if gap.kind == "extra":
        return "medium", "requirement"
    if _SECURITY_TYPES.search(kind):
        return "high", "security"
    if _WATCH_TYPES.search(kind):
        return "medium" if gap.kind == "missing" else "high", "observability"
    if gap.kind == "replaced" and holds_data(kind):
        return "critical", "requirement"
    return "high", "requirement"


def _inside(gap: Gap, kind: str) -> tuple[Severity, str]:
    names = [token for token in gap.path[1:] if not token.isdigit() and token not in FUNCTIONS]
    last = names[-1] if names else ""
    if gap.kind == "order":
        return "low", "maintainability"
    if gap.path[0] == "Type":
        return "high", "requirement"
    if gap.path[0] == "Within":
        return "medium", "requirement"
    if gap.path[0] == "Tags" or kind in _OUTPUTS or any(_WORDS.search(name) for name in names):
        return "low", "documentation"
    if _LIFECYCLE.search(last):
        return "medium", "lifecycle"
    if gap.kind == "missing" and len(gap.path) == 2 and last in _REQUIRED:
        return "critical", "deployability"
    if any(_SECURITY.search(name) for name in names) or _SECURITY_TYPES.search(kind):
        return "high", "security"
    if any(_RELIABLE.search(name) for name in names):
        return "medium", "reliability"
    if any(_COST.search(name) for name in names):
        return "medium", "cost"
    if last.endswith("Name"):
        return "medium", "naming"
    watched = _WATCH_TYPES.search(kind) or any(_WATCH.search(name) for name in names)
    return "medium", "observability" if watched else "requirement"
