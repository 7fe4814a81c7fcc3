"""What a value comes to at its place: defaults that are stated, texts that differ in layout alone, calls in parts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from fixer.cdk.canonical import FUNCTIONS, UNDEFINED, bare_code, function
from fixer.cdk.references import WITHIN
from fixer.cdk.sections import TYPED
from fixer.compare.gaps import ABSENT, Entry
from fixer.compare.layout import layout

# Parts of an entry that say nothing while they are empty.
_EMPTY: dict[str, Any] = {"Properties": {}, "Arguments": [], "Calls": {}, "Assigned": {}, "Tags": {}}
# What the reference of each class gives as the default, on the page that `links.page` leads to: "@default false".
_DEFAULTS: dict[str, dict[str, Any]] = {
    "aws-cdk-lib/aws-s3.Bucket": {
        "versioned": False, "publicReadAccess": False, "autoDeleteObjects": False, "enforceSSL": False,
        "transferAcceleration": False,
    },
    "aws-cdk-lib/aws-sqs.Queue": {"contentBasedDeduplication": False},
    "aws-cdk-lib/aws-dynamodb.Table": {"contributorInsightsEnabled": False, "deletionProtection": False},
    "aws-cdk-lib/aws-dynamodb.TableV2": {
        "contributorInsights": False, "deletionProtection": False, "pointInTimeRecovery": False,
    },
    "aws-cdk-lib/aws-lambda.Function": {"allowPublicSubnet": False},
    "aws-cdk-lib/aws-kms.Key": {"enableKeyRotation": False, "enabled": True},
    "aws-cdk-lib/aws-rds.DatabaseInstance": {"multiAz": False, "autoMinorVersionUpgrade": True},
    "aws-cdk-lib/aws-ec2.SecurityGroup": {"allowAllOutbound": True, "disableInlineRules": False},
    "aws-cdk-lib/aws-ec2.Vpc": {"enableDnsHostnames": True, "enableDnsSupport": True},
    "aws-cdk-lib/aws-elasticloadbalancingv2.ApplicationLoadBalancer": {
        "internetFacing": False, "deletionProtection": False, "http2Enabled": True,
    },
    "aws-cdk-lib/aws-cloudtrail.Trail": {
        "isMultiRegionTrail": True, "includeGlobalServiceEvents": True, "enableFileValidation": True,
        "sendToCloudWatchLogs": False,
    },
    "aws-cdk-lib/aws-ecs.FargateService": {"assignPublicIp": False, "enableExecuteCommand": False},
    "aws-cdk-lib/aws-events.Rule": {"enabled": True},
    "aws-cdk-lib/aws-cloudfront.Distribution": {"enabled": True, "enableIpv6": True},
    "aws-cdk-lib/aws-cloudwatch.Alarm": {"actionsEnabled": True},
}  # fmt: skip
# Likewise deeper down, by the last two names on the way.
_DEEPER: dict[tuple[str, str], Any] = {("lifecycleRules", "enabled"): True}
# https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.PolicyStatement.html: "@default Effect.ALLOW"
# An app is synthesized when the program ends, whether it says so or not:
# https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.App.html ("autoSynth").
_NOTHING_CALLED: list[Any] = [[]]
_ALLOW = {"$member": "aws-cdk-lib/aws-iam.Effect.ALLOW"}


# A stack that hands its own props to the class that it extends.
_HANDED_ON = {"...1": {"$name": "props"}}


def plain(entry: Entry, path: Sequence[str], value: Any) -> Any:
    """The value; ``ABSENT`` where it says as much as its absence."""
    if not path:
        return value
    last = path[-1]
    if entry.section == "Stacks" and (value == _HANDED_ON or (last == "...1" and value == _HANDED_ON["...1"])):
        return ABSENT
    if len(path) == 1 and last == WITHIN and isinstance(value, str):
        return bare_code(value)
    if len(path) == 1:
        return ABSENT if last in _EMPTY and value == _EMPTY[last] else value
    if path[0] == "Calls" and len(path) == 2 and value in ([], _NOTHING_CALLED if last == "synth" else []):
        return ABSENT
    if isinstance(value, bool):
        return ABSENT if _is_default(entry, path, value) else value
    if isinstance(value, dict) and (value == UNDEFINED or (last == "effect" and value == _ALLOW)):
        return ABSENT
    return value


def vanishes(entry: Entry, path: Sequence[str], value: Any) -> bool:
    """Whether a part of an entry is not there once nothing is left in it: it has no text of its own."""
    return entry.section in TYPED and plain(entry, path, value) is ABSENT and value in ([], {})


def _is_default(entry: Entry, path: Sequence[str], value: bool) -> bool:
    if path[0] != "Properties":
        return False
    if len(path) == 2:
        return _DEFAULTS.get(entry.type or "", {}).get(path[1]) is value
    names = [token for token in path if not token.isdecimal()]
    return len(names) > 1 and _DEEPER.get((names[-2], names[-1])) is value


def scalar(entry: Entry, path: Sequence[str], value: Any) -> Hashable:
    """What tells scalars apart: their type and value; a number is one however it is written."""
    if isinstance(value, (bool, str)) or value is None:
        return type(value).__name__, value
    if isinstance(value, (int, float)):
        return "number", value
    return "other", repr(value)


def cosmetic(entry: Entry, path: Sequence[str], model: Any, ideal: Any) -> bool:
    """Whether two texts differ in no more than how they are laid out: the lines of code, white space in prose."""
    if not isinstance(model, str) or not isinstance(ideal, str):
        return False
    if entry.section == "Code" or (path and path[-1] in ("description", "comment")):
        return model.split() == ideal.split()
    if "\n" not in model.strip() or "\n" not in ideal.strip():
        return False
    return layout(model.strip("\n")) == layout(ideal.strip("\n"))


def steps(model: Any, ideal: Any) -> tuple[str, ...]:
    """The parts of two expressions of one kind that compare one by one; none where they are two different things.

    The arguments of two calls of one function, of one class or of one method; where one of them has more of these, the
    tokens lead beyond the end of the other. The branches of a choice under one condition.
    """
    ((name, left),) = model.items()
    right = ideal[name]
    if not (isinstance(left, list) and isinstance(right, list) and left and right):
        return ()
    if name in ("$call", "$new"):
        return _arguments(left, right) if left[0] == right[0] else ()
    if name == "$invoke":
        within = _same_method(left[0], right[0])
        return () if within is None else (*within, *_arguments(left, right))
    if name in ("$path", "$get"):
        return _same_member(left, right)
    if name == "$if" and len(left) == 3 == len(right):
        return ("1", "2") if left[0] == right[0] else ()
    return ()


def _arguments(left: list[Any], right: list[Any]) -> tuple[str, ...]:
    return tuple(map(str, range(1, max(len(left), len(right)))))


def _same_method(left: Any, right: Any) -> tuple[str, ...] | None:
    """``("0",)`` where the same method is called on what may differ, ``()`` on the same; ``None``: another method."""
    if left == right:
        return ()
    kind = function(left)
    if kind != "$path" or function(right) != kind:
        return None
    return ("0",) if _same_member(left[kind], right[kind]) else None


def _same_member(left: list[Any], right: list[Any]) -> tuple[str, ...]:
    """``("0",)`` where the same member is asked of the outcome of two calls."""
    calls = function(left[0]), function(right[0])
    return ("0",) if left[1:] == right[1:] and calls[0] == calls[1] and calls[0] in ("$invoke", "$call", "$new") else ()


def is_expression(token: str) -> bool:
    """Whether a token of a path is a kind of expression and no name."""
    return token in FUNCTIONS
