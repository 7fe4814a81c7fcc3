"""Which lists are ordered, which are sets, and what their items are known by.

Policy documents have rules of their own; everything else is asked of the published resource schemas.
"""

from __future__ import annotations

from collections.abc import Sequence

from fixer.cfn.schema import facts
from fixer.compare.gaps import Entry
from fixer.dialect import ListRule

ORDERED = ListRule("ordered")
OPAQUE = ListRule("opaque")
SET = ListRule("set")

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html: lists of a statement are sets.
_POLICY_SETS = {"Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"}
_POLICY_ROOTS = {
    "PolicyDocument", "AssumeRolePolicyDocument", "KeyPolicy", "ResourcePolicy", "AccessPolicies", "PolicyText",
    "RepositoryPolicyText", "Policy", "FileSystemPolicy", "ResourceBasedPolicy", "RegistryPolicy", "EndpointPolicy",
}  # fmt: skip

_SECTION_SETS = {"DependsOn": SET, "AllowedValues": SET}


def list_rule(entry: Entry, path: Sequence[str]) -> ListRule:
    """How the items of the list at ``path`` (tokens below the entry) pair."""
    last = path[-1] if path else ""
    if "#" in path:
        return _embedded_rule(path)
    if entry.section == "Resources":
        if len(path) == 1:
            return _SECTION_SETS.get(last, OPAQUE)
        if path[0] != "Properties":
            return OPAQUE
        if any(token in _POLICY_ROOTS for token in path[:-1]):
            return _policy_rule(path)
        return _schema_rule(entry, path[1:])
    if entry.section == "Parameters":
        return _SECTION_SETS.get(last, ORDERED)
    return ORDERED if entry.section in ("Conditions", "Outputs", "Rules") else OPAQUE


def _policy_rule(path: Sequence[str]) -> ListRule:
    last = path[-1]
    if last == "Statement":
        return ListRule("set", "Sid")
    if (
        last in _POLICY_SETS
        or "Condition" in path
        or any(token in ("Principal", "NotPrincipal") for token in path[-2:])
    ):
        return SET
    return ORDERED


def _embedded_rule(path: Sequence[str]) -> ListRule:
    if path[-1] == "Statement":
        return ListRule("set", "Sid")
    return SET if path[-1] in _POLICY_SETS else OPAQUE


def _schema_rule(entry: Entry, path: Sequence[str]) -> ListRule:
    if path[-1] == "Tags":
        return ListRule("set", "Key")
    known = facts(entry.type) if entry.type else None
    place = known.at(path) if known else None
    if place is None or place.list is None:
        return OPAQUE if known is None else ORDERED
    return ListRule("set", place.key) if place.list == "set" else ORDERED
