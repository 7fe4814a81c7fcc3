"""Which lists are ordered, which are sets, and what their items are known by.

Policy documents have rules of their own, documents inside strings those of their kind; everything else is asked of the
published resource schemas.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fixer.cfn import policies
from fixer.cfn.schema import facts, without_branches
from fixer.compare.gaps import Entry
from fixer.dialect import ListRule

ORDERED = ListRule("ordered")
OPAQUE = ListRule("opaque")
SET = ListRule("set", repeats=True)

_SECTION_SETS = {"DependsOn": SET, "AllowedValues": SET}

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html: widgets
# without coordinates take the next free place.
_WIDGETS = ListRule("ordered", "properties/title", alike=0.6, settled_by=("x", "y"))
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html: each priority stands once.
_LIFECYCLE = ListRule("set", "rulePriority")
# By the property that holds the document and the list's name in it.
_DOCUMENTS = {
    ("DashboardBody", "widgets"): _WIDGETS,
    ("LifecyclePolicyText", "rules"): _LIFECYCLE,
    ("DefinitionString", "ErrorEquals"): SET,
}
# Any of the values matches: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
_PATTERNS = ("EventPattern", "FilterPolicy", "Pattern")
# The first number belongs to the first operator: {"numeric": [">", 0, "<=", 5]}.
_IN_ORDER = "numeric"
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html: Order, where all
# actions have one, says which comes first, wherever it stands.
_ACTIONS = ListRule("ordered", "Type", alike=0.3, settled_by=("Order",))
_ACTION_LISTS = {
    ("AWS::ElasticLoadBalancingV2::Listener", "DefaultActions"): _ACTIONS,
    ("AWS::ElasticLoadBalancingV2::ListenerRule", "Actions"): _ACTIONS,
}
# Items that bear a name of their author's choice: two that are otherwise alike are one under another name.
_NAMED = {
    ("AWS::ECS::TaskDefinition", "ContainerDefinitions"): 0.6,
    ("AWS::Events::Rule", "Targets"): 0.5,
    ("AWS::IAM::Group", "Policies"): 0.65,
    ("AWS::IAM::Role", "Policies"): 0.65,
    ("AWS::IAM::User", "Policies"): 0.65,
}


def list_rule(entry: Entry, path: Sequence[str]) -> ListRule:
    """How the items of the list at ``path`` (tokens below the entry) pair."""
    return _rule(entry.section, entry.type, tuple(path))


# A list is asked about once for itself and once more for each of its items that is compared by what it comes to.
@lru_cache(maxsize=2048)
def _rule(section: str, kind: str | None, path: tuple[str, ...]) -> ListRule:
    path = without_branches(path)
    last = path[-1] if path else ""
    if section == "Resources":
        if len(path) == 1 and last != "Properties":
            return _SECTION_SETS.get(last, OPAQUE)
        below = policies.below_statement(kind, path)
        if below is not None:
            return policies.list_rule(below)
        if "#" in path:
            return _embedded_rule(path)
        return _schema_rule(kind, path[1:]) if path[:1] == ("Properties",) else OPAQUE
    if section == "Parameters":
        return _SECTION_SETS.get(last, ORDERED)
    return ORDERED if section in ("Conditions", "Outputs", "Rules") else OPAQUE


def _embedded_rule(path: Sequence[str]) -> ListRule:
    at = path.index("#")
    holder = next((token for token in reversed(path[:at]) if not token.isdecimal()), "")
    if holder in _PATTERNS:
        return ORDERED if path[-1] == _IN_ORDER else SET
    names = [token for token in path[at + 1 :] if not token.isdecimal()]
    return _DOCUMENTS.get((holder, names[-1]), OPAQUE) if names and not path[-1].isdecimal() else OPAQUE


def _schema_rule(kind: str | None, path: Sequence[str]) -> ListRule:
    known = facts(kind) if kind else None
    if not path:
        return OPAQUE if known is None else ORDERED
    if path[-1] == "Tags":
        return ListRule("set", "Key")
    if any(token in _PATTERNS[:2] for token in path):
        return ORDERED if path[-1] == _IN_ORDER else SET
    if (kind, path[-1]) in _ACTION_LISTS:
        return _ACTION_LISTS[kind or "", path[-1]]
    place = known.shape(path) if known else None
    if place is None or place.list is None:
        return OPAQUE if known is None else ORDERED
    alike = _NAMED.get((kind or "", path[-1]))
    return ListRule("set" if place.list == "set" else "ordered", place.key, alike=alike)
