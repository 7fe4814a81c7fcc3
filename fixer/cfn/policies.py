"""Policy documents by their own rules: what is a set, what may stand without its list, which letters have no case.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fixer.dialect import ListRule
from fixer.lazy import pattern

Path = Sequence[str]

STATEMENTS = ListRule("set", "Sid", alike=0.3, repeats=True)
VALUES = ListRule("set", repeats=True)
ORDERED = ListRule("ordered")

_ACTIONS = ("Action", "NotAction")
_LISTS = (*_ACTIONS, "Resource", "NotResource")
_PRINCIPALS = ("Principal", "NotPrincipal")
_ROOTS = frozenset(
    {
        "PolicyDocument", "AssumeRolePolicyDocument", "KeyPolicy", "ResourcePolicy", "AccessPolicies", "PolicyText",
        "RepositoryPolicyText", "Policy", "FileSystemPolicy", "ResourceBasedPolicy", "RegistryPolicy", "EndpointPolicy",
        "InlinePolicy", "AccessPolicy", "#",
    }
)  # fmt: skip
# Whose documentation calls "*" and {"AWS": "*"} the same. Elsewhere they are not: a key policy and a trust policy that
# name "*" differ from those that name all AWS principals, or are refused.
_ANONYMOUS = ("AWS::S3::", "AWS::SQS::", "AWS::SNS::", "AWS::OpenSearchService::", "AWS::Elasticsearch::")
_ROOT_ARN = pattern(r"arn:aws:iam::(\d{12}):root")


def below_statement(kind: str | None, path: Path) -> tuple[str, ...] | None:
    """The route below the statement that ``path`` leads into: ``()`` for the list of statements and for a statement.

    ``None`` where the path leads into no policy document. The branches of an If must be gone from it.
    """
    if "Statement" not in path or (kind and kind.startswith("AWS::WAF")):
        return None
    at = path.index("Statement")
    below = tuple(path[at + 1 :])
    if below and below[0].isdecimal():
        return below[1:]
    return below if not below or path[at - 1] in _ROOTS else None


def list_rule(below: tuple[str, ...]) -> ListRule:
    """How the items of a list in a statement pair."""
    if not below:
        return STATEMENTS
    return VALUES if _takes_list(below) else ORDERED


def _takes_list(below: tuple[str, ...]) -> bool:
    """Whether one value or a list of them may stand here."""
    if below[0] in _LISTS:
        return len(below) == 1
    return len(below) == {"Principal": 2, "NotPrincipal": 2, "Condition": 3}.get(below[0], 0)


def plain(kind: str | None, last: str, below: tuple[str, ...], value: Any) -> Any:
    """A canonical value of a policy in the form that its place prefers: one value as a list of one …

    ``last``: the place's own token.
    """
    if isinstance(value, list):
        return value
    if not below:
        # A statement on its own, not as an item of the list.
        return [value] if last == "Statement" and isinstance(value, dict) and _is_statement(value) else value
    if _takes_list(below):
        return value if isinstance(value, dict) and "Fn::If" in value else [value]
    if below[0] in _PRINCIPALS and len(below) == 1:
        return {"AWS": "*"} if value == "*" and (kind or "").startswith(_ANONYMOUS) else value
    if below[0] in _PRINCIPALS and len(below) == 3 and below[1] == "AWS":
        return _account(value)
    if below[0] == "Condition" and len(below) == 2 and isinstance(value, dict):
        return {key.lower() if isinstance(key, str) else key: item for key, item in value.items()}
    return value


def _is_statement(value: dict[str, Any]) -> bool:
    return "Effect" in value


def _account(value: Any) -> Any:
    """An account's root as the account's id, which IAM takes for the same."""
    if isinstance(value, str):
        found = _ROOT_ARN.fullmatch(value)
        return found[1] if found else value
    argument = value.get("Fn::Join") if isinstance(value, dict) else None
    if isinstance(argument, list) and len(argument) == 2 and isinstance(argument[1], list) and len(argument[1]) == 3:
        before, account, after = argument[1]
        return account if (before, after) == ("arn:aws:iam::", ":root") else value
    return value


def has_no_case(below: tuple[str, ...]) -> bool:
    """Whether a text there is read in whatever case it is written: the names of actions are."""
    return bool(below) and below[0] in _ACTIONS
