"""Which lists of a program are ordered, which are sets, and what their items are known by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fixer.cdk.canonical import FUNCTIONS
from fixer.cdk.counterparts import counterparts
from fixer.cdk.stand_ins import member_name
from fixer.cfn.lists import list_rule as resource_list_rule
from fixer.compare.gaps import Entry
from fixer.dialect import ListRule
from fixer.lazy import pattern

ORDERED = ListRule("ordered")
SET = ListRule("set", repeats=True)
ALIKE = 0.6
"""How much of two items with different names must be the same for them to be one thing under another name."""
CALLS = ListRule("set", alike=0.3)
_WIDGETS = ListRule("ordered", "$new/1/title", alike=0.6)

# By the property that holds them, whatever construct it is a property of; the pages of
# https://docs.aws.amazon.com/cdk/api/v2/docs/ say of each that it is a set, or of its items that they have a name.
_SETS = frozenset({
    "actions", "notActions", "resources", "notResources", "principals", "notPrincipals", "statements",
    "managedPolicies", "securityGroups", "securityGroupIds", "methods", "allowedMethods", "allowedOrigins",
    "allowedHeaders", "exposedHeaders", "exposeHeaders", "nonKeyAttributes", "permissions", "policies", "services",
    "groups", "users", "subnets", "subnetIds", "vpcSubnets", "dependencies", "dependsOn",
    "enabledCloudwatchLogsExports", "cloudwatchLogsExports", "resourceTypes", "recordingModes", "alarmActions",
    "okActions", "insufficientDataActions", "supportedIdentityProviders", "callbackUrls", "logoutUrls", "scopes",
    "allowedOAuthScopes", "explicitAuthFlows", "domainNames", "certificates", "targets", "routeTables",
    "routeTableIds", "eventTypes", "policyTypes", "eventCategories", "requestModels", "allowedValues"
})  # fmt: skip
_KEYS = {
    "lifecycleRules": "id", "cors": "id", "inventories": "inventoryId", "metrics": "id",
    "globalSecondaryIndexes": "indexName", "localSecondaryIndexes": "indexName", "replicas": "region",
    "subnetConfiguration": "name", "stages": "stageName", "tags": "key",
    "containers": "name", "volumes": "name", "environmentVariables": "name", "clusters": "identifier",
}  # fmt: skip
_KEYED_SETS = frozenset({
    "lifecycleRules", "cors", "inventories", "metrics", "globalSecondaryIndexes", "localSecondaryIndexes", "replicas",
    "tags"
})  # fmt: skip
# Any of the values matches: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
_RESOURCE = pattern(r"[./]Cfn\w+$")
_PATTERNS = ("eventPattern", "filterPolicy")
_IN_ORDER = "numeric"


def list_rule(entry: Entry, path: Sequence[str]) -> ListRule:
    """How the items of the list at ``path`` (tokens below the entry) pair."""
    if entry.section == "Calls":
        return _rule(("Calls", *path))
    if entry.type is not None and path and (path[0] == "Assigned" or _RESOURCE.search(entry.type)):
        return _resource_rule(entry.type, tuple(path))
    return _rule(tuple(path))


@lru_cache(maxsize=2048)
def _resource_rule(kind: str, path: tuple[str, ...]) -> ListRule:
    """Lists of what stands for a resource as it is: what the resource's schema says of them."""
    found = counterparts(Entry("Resources", "", kind, ""), path)
    if path[0] not in ("Properties", "Assigned") or not found:
        return _rule(path)
    rule = resource_list_rule(Entry("Resources", "", found[0].type, ""), found[0].path)
    if rule.kind != "set":
        return _rule(path)
    key = "/".join(map(member_name, rule.key.split("/"))) if rule.key else None
    return ListRule("set", key, rule.alike or ALIKE, (), rule.repeats)


@lru_cache(maxsize=2048)
def _rule(path: tuple[str, ...]) -> ListRule:
    if path[:1] == ("Calls",):
        if len(path) == 2:
            # What is granted twice is granted once.
            return SET if path[1].startswith("grant") else CALLS
        if len(path) == 3:
            return _WIDGETS if path[1] == "addWidgets" else ORDERED
    names = [token for token in path if not token.isdecimal()]
    last = names[-1] if names else ""
    if not path or path[-1].isdecimal() or last in FUNCTIONS:
        return ORDERED
    if any(name in _PATTERNS for name in names):
        return ORDERED if last == _IN_ORDER else SET
    key = _KEYS.get(last)
    if key is not None:
        return ListRule("set" if last in _KEYED_SETS else "ordered", key, alike=ALIKE)
    return SET if last in _SETS else ORDERED
