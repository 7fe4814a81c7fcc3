"""Buckets, tables, caches, search domains and warehouses with settings that their services refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fnmatch import fnmatchcase

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each

BUCKET = "AWS::S3::Bucket"
_DAYS = (
    ("NoncurrentVersionExpiration", "NoncurrentDays"),
    ("AbortIncompleteMultipartUpload", "DaysAfterInitiation"),
)
_ORDER = ("STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE")


def bucket_settings_refused(stack: Stack) -> list[Place]:
    """Buckets whose settings exclude each other, and lifecycles that do not fit together."""
    return each(stack, (BUCKET, _bucket), (BUCKET, _lifecycle), (BUCKET, _notified))


def _bucket(one: View) -> Faults:
    site = one.view("WebsiteConfiguration")
    if site.has("RedirectAllRequestsTo"):
        for name in site.has("IndexDocument", "ErrorDocument", "RoutingRules"):
            words = f"{name} cannot be provided in conjunction with RedirectAllRequestsTo."
            yield site.place(words, name)
    elif site.body and site.has("ErrorDocument", "RoutingRules") and site.lacks("IndexDocument"):
        yield site.place("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty")
    for rule in one.view("BucketEncryption").views("ServerSideEncryptionConfiguration"):
        default = rule.view("ServerSideEncryptionByDefault")
        if default.text("SSEAlgorithm") == "AES256" and default.has("KMSMasterKeyID"):
            words = "A KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
            yield default.place(words, "KMSMasterKeyID")
    lock = one.view("ObjectLockConfiguration")
    if lock.body and (one.lacks("ObjectLockEnabled") or one.text("ObjectLockEnabled") == "false"):
        patch = ({"op": "add", "path": one.at("ObjectLockEnabled"), "value": True},)
        words = "Object Lock configuration does not exist for this bucket: it takes ObjectLockEnabled"
        yield one.place(words, "ObjectLockConfiguration", patch=patch)
    retention = lock.view("Rule").view("DefaultRetention")
    if retention.has("Days") and retention.has("Years"):
        yield retention.place("MalformedXML: either Days or Years may be given, not both", "Years")
    owners = [rule.text("ObjectOwnership") for rule in one.view("OwnershipControls").views("Rules")]
    if one.text("AccessControl") not in (None, "Private") and owners == ["BucketOwnerEnforced"]:
        words = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"
        yield one.place(words, "AccessControl")
    own = one.text("BucketName")
    if own and "." in own and one.view("AccelerateConfiguration").text("AccelerationStatus") == "Enabled":
        words = "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names"
        yield one.place(words, "AccelerateConfiguration")


def _lifecycle(one: View) -> Faults:
    seen: set[str] = set()
    config = one.view("LifecycleConfiguration")
    for rule in config.views("Rules"):
        name = rule.text("Id")
        if name and name in seen and config.sure("Rules"):
            yield rule.place(f"Rule ID must be unique. Found same ID for more than one rule: {name[:60]}", "Id")
        seen |= {name} if name else set()
        for action, member in _DAYS:
            days = rule.view(action).number(member)
            if days is not None and days < 1:
                words = f"'{member}' for {action} action must be a positive integer"
                yield rule.view(action).place(words, member)
        days = rule.number("ExpirationInDays")
        if days is not None and days < 1:
            words = "'Days' for Expiration action must be a positive integer"
            yield rule.place(words, "ExpirationInDays")
        if rule.has("ExpirationInDays") and rule.has("ExpirationDate"):
            yield rule.place("MalformedXML: either ExpirationInDays or ExpirationDate may be given", "ExpirationDate")
        yield from _transitions(rule)


def _transitions(rule: View) -> Faults:
    """Objects go down the classes one after another, and stay in STANDARD_IA for thirty days."""
    steps = []
    for step in rule.views("Transitions"):
        days, kind = step.number("TransitionInDays"), step.text("StorageClass")
        if days is not None and kind in _ORDER:
            steps.append((days, _ORDER.index(kind), kind, step))
    for days, rank, kind, step in steps:
        for other, above, name, _ in steps:
            least = 30 if name in ("STANDARD_IA", "ONEZONE_IA") else 1
            if above < rank and days < other + least:
                words = (
                    f"'Days' in the 'Transition' action for StorageClass '{kind}' for rule '{rule.text('Id') or ''}'"
                )
                message = f"{words} must be {least} days more than '{name}' ({other:.0f})"
                yield step.place(message, "TransitionInDays")
                return


def _notified(one: View) -> Faults:
    """Two notifications for one event and the same keys."""
    found: list[tuple[str, str, str, View]] = []
    config = one.view("NotificationConfiguration")
    for name in ("LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"):
        for item in config.views(name):
            for rule in item.view("Filter").view("S3Key").views("Rules"):
                own = rule.text("Name")
                if own is not None and own.lower() not in ("prefix", "suffix"):
                    words = f"filter rule name must be either prefix or suffix: {own[:30]}"
                    yield rule.place(words, "Name")
            event, ends = item.text("Event"), _ends(item)
            if event is None or ends is None or not config.sure(name):
                continue
            for other, prefix, suffix, _ in found:
                same = fnmatchcase(event, other) or fnmatchcase(other, event)
                if same and _either(prefix, ends[0], str.startswith) and _either(suffix, ends[1], str.endswith):
                    words = (
                        "Configurations overlap. Configurations on the same bucket cannot share a common event type."
                    )
                    yield item.place(f"{words} : {event[:60]}", "Event")
                    break
            found.append((event, *ends, item))


def _either(left: str, right: str, begins: Callable[[str, str], bool]) -> bool:
    return begins(left, right) or begins(right, left)


def _ends(item: View) -> tuple[str, str] | None:
    """The prefix and the suffix of the keys that a notification is about; ``None`` where they are not known."""
    ends = {"prefix": "", "suffix": ""}
    filters = item.view("Filter")
    if not filters.known or not filters.view("S3Key").known:
        return None
    for rule in filters.view("S3Key").views("Rules"):
        name, value = (rule.text("Name") or "").lower(), rule.text("Value")
        if name not in ends or value is None:
            return None
        ends[name] = value
    return ends["prefix"], ends["suffix"]


def table_settings_refused(stack: Stack) -> list[Place]:
    """Tables whose indexes, streams or lifetimes DynamoDB refuses."""
    return each(stack, ("AWS::DynamoDB::Table", _table), ("AWS::DynamoDB::GlobalTable", _table))


_INVALID = "One or more parameter values were invalid: "


def _table(one: View) -> Faults:
    hash_key = _hash(one)
    names: set[str] = set()
    for kind in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        for index in one.views(kind):
            name = index.text("IndexName")
            if name is not None and name in names and one.sure(kind):
                yield index.place(f"{_INVALID}Duplicate index name: {name[:60]}", "IndexName")
            names |= {name} if name is not None else set()
            projection = index.view("Projection")
            mode = projection.text("ProjectionType")
            if mode in ("ALL", "KEYS_ONLY") and projection.has("NonKeyAttributes"):
                words = f"ProjectionType is {mode}, but NonKeyAttributes is specified"
                yield projection.place(f"{_INVALID}{words}", "NonKeyAttributes")
            own = _hash(index)
            if kind == "LocalSecondaryIndexes" and own and hash_key and own != hash_key:
                words = f"Index hash key {own[:40]} does not match table hash key {hash_key[:40]}"
                yield index.place(f"{_INVALID}{words} for the local index {(name or '')[:40]}", "KeySchema")
    lifetime = one.view("TimeToLiveSpecification")
    if lifetime.true("Enabled") and lifetime.lacks("AttributeName"):
        words = "TimeToLiveSpecification.AttributeName: Member must not be null"
        yield lifetime.place(f"1 validation error detected: {words}")
    several = len(list(one.views("Replicas"))) > 1 and one.sure("Replicas")
    if several and len(one.lacks("StreamSpecification", "MultiRegionConsistency")) == 2:
        words = "StreamSpecification with NEW_AND_OLD_IMAGES is needed for a table with several replicas"
        yield one.place(f"{_INVALID}{words}", "Replicas")


def _hash(one: View) -> str | None:
    return next((key.text("AttributeName") for key in one.views("KeySchema") if key.text("KeyType") == "HASH"), None)


def search_settings_refused(stack: Stack) -> list[Place]:
    """Search domains whose nodes, zones, subnets and volumes do not go together."""
    return each(stack, ("AWS::OpenSearchService::Domain", _search), ("AWS::Elasticsearch::Domain", _search))


_OWN_DISK = re.compile(r"(i2|i3|r3|m3|c3|im4gn|r6gd|i4g|i4i|or1|om2|or2|oi2|ultrawarm1)\.")


def _search(one: View) -> Faults:
    cluster = one.view("ClusterConfig" if "OpenSearch" in one.resource.type else "ElasticsearchClusterConfig")
    network = one.view("VPCOptions")
    zones = cluster.true("ZoneAwarenessEnabled")
    apart = cluster.text("ZoneAwarenessEnabled") == "false" or cluster.lacks("ZoneAwarenessEnabled")
    written = network.body.get("SubnetIds")
    count = len(written) if isinstance(written, list) and network.sure("SubnetIds") else 0
    settled = cluster.view("ZoneAwarenessConfig").number("AvailabilityZoneCount")
    wanted = int(settled) if settled else 2
    if count > 1 and apart and cluster.known:
        yield network.place("You must specify exactly one subnet.", "SubnetIds")
    elif (
        count
        and zones
        and count != wanted
        and (settled or cluster.view("ZoneAwarenessConfig").lacks("AvailabilityZoneCount"))
    ):
        words = "You must specify exactly" if count < wanted else "You specified too many subnets, there may be"
        yield network.place(f"{words} {wanted} subnets, one for each Availability Zone", "SubnetIds")
    size = cluster.text("InstanceType")
    disk = one.view("EBSOptions")
    diskless = one.lacks("EBSOptions") or disk.text("EBSEnabled") == "false"
    if size is not None and diskless and not _OWN_DISK.match(size):
        yield one.place(f"EBS storage must be selected for {size[:40]}")
    if disk.true("EBSEnabled") and disk.lacks("VolumeSize"):
        yield disk.place("VolumeSize must be specified when EBSEnabled is true")


def cache_settings_refused(stack: Stack) -> list[Place]:
    """Caches with a parameter group of another family, and settings that their engine does not have."""
    return each(stack, ("AWS::ElastiCache::ReplicationGroup", _cache), ("AWS::ElastiCache::CacheCluster", _cache))


def _cache(one: View) -> Faults:
    engine = one.text("Engine") if one.has("Engine") else "redis"
    version = one.text("EngineVersion")
    wanted = _family(engine, version)
    group = one.target("CacheParameterGroupName", "AWS::ElastiCache::ParameterGroup")
    named = re.fullmatch(r"default\.([a-z]+\d[\d.x]*)(\.cluster\.on)?", one.text("CacheParameterGroupName") or "")
    own = one.stack.text(group.properties.get("CacheParameterGroupFamily")) if group else named[1] if named else None
    if own and wanted and own != wanted:
        words = f"Expected a parameter group of family {wanted} but found one of family {own[:30]}"
        yield one.place(words, "CacheParameterGroupName")
    if engine == "memcached":
        for name in one.has("SnapshotRetentionLimit", "SnapshotWindow", "SnapshotArns", "SnapshotName"):
            yield one.place(f"{name} is not supported with the engine memcached", name)


def _family(engine: str | None, version: str | None) -> str | None:
    """The family of the parameter groups of an engine's version."""
    found = re.match(r"(\d+)\.(\d+|x)", version or "")
    if not found:
        return None
    major, minor = int(found[1]), found[2]
    if engine == "valkey":
        return f"valkey{major}"
    if engine == "redis":
        return (
            f"redis{major}"
            if major >= 7
            else "redis6.x"
            if major == 6
            else f"redis{major}.{minor}"
            if minor != "x"
            else None
        )
    return f"memcached{major}.{minor}" if engine == "memcached" and minor != "x" else None


def warehouse_settings_refused(stack: Stack) -> list[Place]:
    """Clusters of Redshift with passwords or numbers of nodes that it refuses."""
    return each(stack, ("AWS::Redshift::Cluster", _warehouse))


def _warehouse(one: View) -> Faults:
    text = one.text("MasterUserPassword")
    if text is not None and "{{" not in text:
        good = 8 <= len(text) <= 64 and all(re.search(part, text) for part in ("[a-z]", "[A-Z]", r"\d"))
        if not good or re.search(r"[^!-~]|['\"\\/@]", text):
            words = "must contain at least one upper case letter, one lower case letter and one decimal digit"
            yield one.place(f"The parameter MasterUserPassword {words} (8 to 64 characters)", "MasterUserPassword")
    kind, nodes = one.text("ClusterType"), one.number("NumberOfNodes")
    if kind == "multi-node" and one.lacks("NumberOfNodes"):
        yield one.place("Number of nodes must be specified for cluster type multi-node")
    elif kind == "multi-node" and nodes is not None and nodes < 2:
        yield one.place(
            "Number of nodes for cluster type multi-node must be greater than or equal to 2", "NumberOfNodes"
        )
    elif kind == "single-node" and nodes is not None and nodes != 1:
        yield one.place("Number of nodes for cluster type single-node must be 1", "NumberOfNodes")


def file_point_refused(stack: Stack) -> list[Place]:
    """Access points of file systems whose path is none, or lacks its owner."""
    return each(stack, ("AWS::EFS::AccessPoint", _point))


def _point(one: View) -> Faults:
    root = one.view("RootDirectory")
    path = root.text("Path")
    if path is not None and not path.startswith("/"):
        yield root.place(f"Path '{path[:60]}' failed to satisfy constraint: it must begin with /", "Path")


def repository_lifecycle_refused(stack: Stack) -> list[Place]:
    """Lifecycle policies of image repositories that Amazon ECR cannot read."""
    return each(stack, ("AWS::ECR::Repository", _repository))


def _repository(one: View) -> Faults:
    policy = one.view("LifecyclePolicy")
    text = policy.text("LifecyclePolicyText")
    if text is None:
        return
    words = "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation "
    words += "failure: "
    try:
        data = json.loads(text[:100_000])
    except (ValueError, RecursionError) as error:
        yield policy.place(f"{words}{error}'", "LifecyclePolicyText")
        return
    rules = data.get("rules") if isinstance(data, dict) else None
    fault = "there are no rules" if not isinstance(rules, list) or not rules else _image_rules(rules)
    if fault:
        yield policy.place(f"{words}{fault}'", "LifecyclePolicyText")


def _image_rules(rules: list[object]) -> str | None:
    seen: set[object] = set()
    for rule in rules:
        selection = rule.get("selection") if isinstance(rule, dict) else None
        if not isinstance(rule, dict) or not isinstance(selection, dict):
            return "every rule has a rulePriority, a selection and an action"
        priority = rule.get("rulePriority")
        if not isinstance(priority, int) or priority in seen:
            return f"rulePriority {str(priority)[:20]} is no number of this rule alone"
        seen.add(priority)
        status = selection.get("tagStatus")
        if status not in ("tagged", "untagged", "any"):
            return "tagStatus is one of tagged, untagged and any"
        if status == "tagged" and not selection.keys() & {"tagPrefixList", "tagPatternList"}:
            return "a selection of tagged images needs tagPrefixList or tagPatternList"
        if selection.get("countType") == "sinceImagePushed" and selection.get("countUnit") != "days":
            return "countType sinceImagePushed needs countUnit days"
    return None
