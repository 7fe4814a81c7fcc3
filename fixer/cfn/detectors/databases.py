"""Databases that RDS, ElastiCache or DynamoDB refuse: versions, families, keys, settings that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fixer.cfn.constraints import date, engine_versions
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_map, dig, listed

INSTANCE, CLUSTER = "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"
REPLICATION, CACHE = "AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"
TABLES = ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
# How the family of a parameter group is made of an engine's version: how many of its numbers.
_FAMILY = {
    "postgres": ("postgres", 1), "mysql": ("mysql", 2), "mariadb": ("mariadb", 2),
    "aurora-postgresql": ("aurora-postgresql", 1), "aurora-mysql": ("aurora-mysql", 2),
}  # fmt: skip
# https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html: MasterUsername
_RESERVED = {
    "postgres": frozenset({"admin", "rdsadmin", "user", "rdsrepladmin", "rds_superuser"}),
    "mysql": frozenset({"rdsadmin", "rdsrepladmin"}),
    "mariadb": frozenset({"rdsadmin", "rdsrepladmin"}),
    "sqlserver": frozenset({"sa", "public", "guest", "dbo", "rdsadmin"}),
}
_DATABASE_NAME = {
    "postgres": (r"[A-Za-z_][A-Za-z0-9_]{0,62}", "must begin with a letter and contain only alphanumeric characters"),
    "mysql": (r"[A-Za-z][A-Za-z0-9_]{0,63}", "must begin with a letter and contain only alphanumeric characters"),
    "mariadb": (r"[A-Za-z][A-Za-z0-9_]{0,63}", "must begin with a letter and contain only alphanumeric characters"),
    "aurora": (r"[A-Za-z][A-Za-z0-9_]{0,63}", "must begin with a letter and contain only alphanumeric characters"),
    "oracle": (r"[A-Za-z][A-Za-z0-9]{0,7}", "must be at most 8 alphanumeric characters and begin with a letter"),
}
_REFUSED_OF_CLUSTER = frozenset(
    {"AllocatedStorage", "MasterUserPassword", "DeletionProtection", "EnableIAMDatabaseAuthentication"}
)


def _version(stack: Stack, one: Resource) -> tuple[str, str] | None:
    """Engine and version, where both are known; the engine of an instance may be its cluster's."""
    engine, version = stack.text(one.properties.get("Engine")), stack.text(one.properties.get("EngineVersion"))
    return (engine, version) if engine and version else None


def engine_version_absent(stack: Stack) -> list[Place]:
    """Versions of engines that were never offered, or written so that no version of that name is."""
    places = []
    for one, engine, version, offered, _ in _versions(stack):
        if offered and version not in offered and not any(known.startswith(version + ".") for known in offered):
            near = _newest(version, offered)
            hint = f" (of {date()}: {near})" if near else f" (of {date()})"
            places.append(Place(one.at("EngineVersion"), f"Cannot find version {version} for {engine}{hint}"))
    return places


def engine_version_retired(stack: Stack) -> list[Place]:
    """Versions of engines that were offered once and can no longer be made, or only for who has them."""
    places = []
    for one, engine, version, offered, gone in _versions(stack):
        if version in gone and version.count(".") >= 1 and not _succeeded(engine, version, offered - gone):
            message = f"Cannot find version {version} for {engine}: it was deprecated by {date()}"
            at, near = one.at("EngineVersion"), _successor(engine, version, offered - gone)
            written = isinstance(one.properties.get("EngineVersion"), (str, int, float))
            patch = ({"op": "replace", "path": at, "value": near},) if near and written else ()
            places.append(Place(at, message, patch))
    return places


def engine_version_withdrawn(stack: Stack) -> list[Place]:
    """Versions of engines that were offered once and have successors of the same major version: nobody gets them."""
    places = []
    for one, engine, version, offered, gone in _versions(stack):
        if version in gone and version.count(".") >= 1 and _succeeded(engine, version, offered - gone):
            at, near = one.at("EngineVersion"), _successor(engine, version, offered - gone)
            written = isinstance(one.properties.get("EngineVersion"), (str, int, float))
            patch = ({"op": "replace", "path": at, "value": near},) if near and written else ()
            hint = f" (of {date()}: {near})" if near else ""
            places.append(Place(at, f"Cannot find version {version} for {engine}{hint}", patch))
    return places


def _succeeded(engine: str, version: str, offered: frozenset[str]) -> bool:
    """Whether a later minor version of the same family is on offer: none is kept for those who pay for old ones."""
    return bool(_successor(engine, version, offered))


def families() -> frozenset[str]:
    """The families of parameter groups of the engines whose versions are listed."""
    found = set()
    for kind in (INSTANCE, CLUSTER):
        for engine in _FAMILY:
            offered, gone = engine_versions(kind, engine)
            found |= {_family(engine, version) for version in offered | gone}
    return frozenset(one for one in found if one)


def _versions(stack: Stack) -> Iterator[tuple[Resource, str, str, frozenset[str], frozenset[str]]]:
    for one in stack.of(INSTANCE, CLUSTER):
        found = _version(stack, one)
        if found:
            yield one, *found, *engine_versions(one.type, found[0])
    for one in stack.of(CACHE, REPLICATION):
        engine = stack.text(one.properties.get("Engine")) if "Engine" in one.properties else "redis"
        version = stack.text(one.properties.get("EngineVersion"))
        if engine and version and version[-2:] != ".x":
            yield one, engine, version, *engine_versions(CACHE, engine)


def _newest(version: str, offered: frozenset[str]) -> str:
    # Aurora MySQL counts its own versions behind those of MySQL: 8.0.mysql_aurora.3.08.2.
    own = "mysql_aurora." in version
    major, form = version.partition(".")[0], r"[\d.]+mysql_aurora\.[\d.]+" if own else r"[\d.]+"
    same = [one for one in offered if one.partition(".")[0] == major and re.fullmatch(form, one)]
    return max(same, key=lambda one: [int(part) for part in re.findall(r"\d+", one)], default="")


def _successor(engine: str, version: str, offered: frozenset[str]) -> str:
    """The newest version on offer that needs no other parameter group; empty where there is none."""
    family = _family(engine, version)
    same = frozenset(one for one in offered if family is not None and _family(engine, one) == family)
    return _newest(version, same)


def parameter_family_mismatched(stack: Stack) -> list[Place]:
    """Parameter groups of another engine or major version than the database that uses them."""
    places = []
    for kind, name, group in (
        (INSTANCE, "DBParameterGroupName", "AWS::RDS::DBParameterGroup"),
        (CLUSTER, "DBClusterParameterGroupName", "AWS::RDS::DBClusterParameterGroup"),
    ):
        for one in stack.of(kind):
            parameters = stack.resource(one.properties.get(name), group)
            family = stack.text(parameters.properties.get("Family")) if parameters else None
            found = _version(stack, one)
            wanted = _family(*found) if found else None
            if family and wanted and family != wanted:
                message = f"The parameter group with DBParameterGroupFamily {family} can't be used for this instance."
                message += f" Please use a parameter group with DBParameterGroupFamily {wanted}"
                places.append(Place(one.at(name), message))
    return places


def _family(engine: str, version: str) -> str | None:
    if engine not in _FAMILY or not re.match(r"\d", version):
        return None
    stem, count = _FAMILY[engine]
    numbers = version.split(".")
    if stem == "postgres" and numbers[0] == "9":
        count = 2
    if len(numbers) < count:
        return None
    return stem + ".".join("".join(re.findall(r"^\d+", part)) for part in numbers[:count])


def username_reserved(stack: Stack) -> list[Place]:
    """Names of master users that the engine keeps for itself."""
    places = []
    for one in stack.of(INSTANCE, CLUSTER):
        engine, name = stack.text(one.properties.get("Engine")) or "", stack.text(one.properties.get("MasterUsername"))
        family = next((key for key in _RESERVED if key in engine), None)
        if name is None or family is None or "{{" in name:
            continue
        if name.lower() in _RESERVED[family] or (family == "postgres" and name.lower().startswith("pg_")):
            message = f"MasterUsername {name} cannot be used as it is a reserved word used by the engine"
            places.append(Place(one.at("MasterUsername"), message))
    return places


def database_name_invalid(stack: Stack) -> list[Place]:
    """Names of databases with characters that the engine refuses."""
    places = []
    for one in stack.of(INSTANCE, CLUSTER):
        engine = stack.text(one.properties.get("Engine")) or ""
        name = "DBName" if one.type == INSTANCE else "DatabaseName"
        text = stack.text(one.properties.get(name))
        family = next((key for key in _DATABASE_NAME if engine.startswith(key)), None)
        if text is None or "{{" in text:
            continue
        if engine.startswith("sqlserver"):
            places.append(Place(one.at(name), "DBName must be null for engine: " + engine))
        elif family and not re.fullmatch(_DATABASE_NAME[family][0], text):
            places.append(Place(one.at(name), f"DatabaseName {_DATABASE_NAME[family][1]}: '{text[:64]}'"))
    return places


_COPIED = frozenset(
    {
        "SourceDBInstanceIdentifier", "DBSnapshotIdentifier", "SnapshotIdentifier", "DBClusterIdentifier",
        "SourceDBClusterIdentifier", "ReplicationSourceIdentifier", "GlobalClusterIdentifier", "RestoreType",
        "SourceDbiResourceId", "DBClusterSnapshotIdentifier", "SourceDBInstanceAutomatedBackupsArn",
    }
)  # fmt: skip


def password_refused(stack: Stack) -> list[Place]:
    """Master passwords that RDS refuses, two sources of one password, or none."""
    places = []
    for one in stack.of(INSTANCE, CLUSTER):
        at, message = _password(stack, one)
        if message:
            places.append(Place(at, message))
    return places


def _password(stack: Stack, one: Resource) -> tuple[str, str]:
    """Where and what is wrong with the password of a database; no words if nothing is."""
    there = {name: stack.present(value) for name, value in one.properties.items()}
    at = one.at("MasterUserPassword")
    text = stack.text(one.properties.get("MasterUserPassword"))
    if stack.true(one.properties.get("ManageMasterUserPassword")) and there.get("MasterUserPassword"):
        return at, "You can't specify MasterUserPassword when ManageMasterUserPassword is true"
    if text and "{{" not in text:
        refused = "The parameter MasterUserPassword is not a valid password"
        if not 8 <= len(text) <= 128:
            return at, f"{refused} because it is shorter than 8 or longer than 128 characters."
        if re.search(r"[/@\" ]", text):
            return at, f"{refused}. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used."
    engine = stack.text(one.properties.get("Engine")) or "aurora"
    if there.keys() & _COPIED or (one.type == INSTANCE and engine.startswith("aurora")) or "Engine" not in there:
        return "", ""
    sources = {"MasterUserPassword", "ManageMasterUserPassword", "MasterUserAuthenticationType"}
    lacking = (
        "MasterUsername" if "MasterUsername" not in there else "" if there.keys() & sources else "MasterUserPassword"
    )
    words = f"The parameter {lacking} must be provided and must not be blank."
    return one.pointer + "/Properties", words if lacking else ""


def instance_settings_conflict(stack: Stack) -> list[Place]:
    """Settings of a database that exclude each other, or that its cluster has to make."""
    places = []
    for one in stack.of(INSTANCE):
        places += [Place(one.at(*path), message) for path, message in _conflicts(stack, one)]
    return places


def _conflicts(stack: Stack, one: Resource) -> Iterator[tuple[tuple[str, ...], str]]:
    engine = stack.text(one.properties.get("Engine")) or ""
    there = {name for name in one.properties if stack.present(one.properties[name])}
    size, kind = stack.number(one.properties.get("AllocatedStorage")), stack.text(one.properties.get("StorageType"))
    if "DBClusterIdentifier" in there or engine.startswith("aurora"):
        for name in sorted(there & _REFUSED_OF_CLUSTER):
            yield (name,), f"The requested DB Instance will be a member of a DB Cluster. Set {name} for the DB Cluster."
        return
    if stack.true(one.properties.get("MultiAZ")) and "AvailabilityZone" in there:
        yield ("AvailabilityZone",), "Requesting a specific availability zone is not valid for Multi-AZ instances."
    restored = there & {"DBSnapshotIdentifier", "SourceDBInstanceIdentifier", "RestoreTime", "SourceDbiResourceId"}
    if engine and not restored and "AllocatedStorage" not in one.properties:
        yield (), "The parameter AllocatedStorage must be provided and must not be blank."
    if (
        size is not None
        and kind in ("gp2", "gp3", None)
        and re.match("postgres|mysql|mariadb", engine)
        and size < (20 if kind else 5)
    ):
        yield (
            ("AllocatedStorage",),
            f"Invalid storage size for engine name {engine} and storage type {kind or 'standard'}: {size:.0f}",
        )
    if kind in ("io1", "io2") and "Iops" not in one.properties:
        yield ("StorageType",), f"You must specify both the storage size and iops when using {kind}"
    maximum = stack.number(one.properties.get("MaxAllocatedStorage"))
    if maximum is not None and size is not None and maximum < size:
        yield ("MaxAllocatedStorage",), "Max storage size must be greater than storage size"
    if "KmsKeyId" in there and stack.text(one.properties.get("StorageEncrypted")) == "false" and not restored:
        yield ("KmsKeyId",), "You cannot specify a KMS key for an unencrypted database instance"


def table_keys_inconsistent(stack: Stack) -> list[Place]:
    """Tables whose attributes, keys and indexes do not agree."""
    places = []
    for one in stack.of(*TABLES):
        defined = [
            stack.text(as_map(item).get("AttributeName"))
            for _, item in stack.items(one.properties.get("AttributeDefinitions"))
        ]
        used = list(_keys(stack, one))
        if None in defined or any(name is None for _, name in used):
            continue
        unknown = [(path, name) for path, name in used if name not in defined]
        for path, name in unknown:
            message = f"Some index key attributes are not defined in AttributeDefinitions. Keys: [{name}]"
            places.append(Place(one.at(*path), message))
        idle = [name for name in defined if name not in {found for _, found in used}]
        if idle and not unknown and "KeySchema" in one.properties:
            message = "Some AttributeDefinitions are not used. AttributeDefinitions: "
            places.append(
                Place(
                    one.at("AttributeDefinitions"),
                    f"{message}[{listed(map(str, idle))}], keys used: [{listed(str(name) for _, name in used)}]",
                )
            )
        places += [Place(one.at(*path), message) for path, message in _key_types(stack, one)]
    return places


def _keys(stack: Stack, one: Resource) -> Iterator[tuple[tuple[str, ...], str | None]]:
    for path, item in stack.items(one.properties.get("KeySchema"), ("KeySchema",)):
        yield (*path, "AttributeName"), stack.text(as_map(item).get("AttributeName"))
    for name in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        for path, index in stack.items(one.properties.get(name), (name,)):
            for inner, item in stack.items(as_map(index).get("KeySchema"), (*path, "KeySchema")):
                yield (*inner, "AttributeName"), stack.text(as_map(item).get("AttributeName"))


def _key_types(stack: Stack, one: Resource) -> Iterator[tuple[tuple[str, ...], str]]:
    schemas: list[tuple[tuple[str, ...], Any]] = [(("KeySchema",), one.properties.get("KeySchema"))]
    for name in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        schemas += [
            ((*path, "KeySchema"), as_map(index).get("KeySchema"))
            for path, index in stack.items(one.properties.get(name), (name,))
        ]
    for path, schema in schemas:
        kinds = [stack.text(as_map(item).get("KeyType")) for _, item in stack.items(schema)]
        if kinds and None not in kinds and (kinds[0] != "HASH" or len(kinds) > 2 or kinds[1:] not in ([], ["RANGE"])):
            yield (
                path,
                "Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or the second is no RANGE",
            )
        if path[0] == "LocalSecondaryIndexes" and kinds == ["HASH"]:
            yield (
                path,
                "One or more parameter values were invalid: Index KeySchema does not have a range key",
            )
    for path, index in stack.items(one.properties.get("GlobalSecondaryIndexes"), ("GlobalSecondaryIndexes",)):
        if "Projection" not in as_map(index) and isinstance(index, dict) and not stack.values.function(index):
            yield path, "One or more parameter values were invalid: Unknown ProjectionType: null"


def table_capacity_missing(stack: Stack) -> list[Place]:
    """Tables and indexes with provisioned capacity that do not say how much."""
    places = []
    for one in stack.of("AWS::DynamoDB::Table"):
        mode = stack.text(one.properties.get("BillingMode")) if "BillingMode" in one.properties else "PROVISIONED"
        if mode != "PROVISIONED":
            continue
        message = "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"
        if "ProvisionedThroughput" not in one.properties:
            places.append(Place(one.pointer + "/Properties", message))
            continue
        for path, index in stack.items(one.properties.get("GlobalSecondaryIndexes"), ("GlobalSecondaryIndexes",)):
            if "ProvisionedThroughput" not in as_map(index):
                places.append(Place(one.at(*path), message))
    return places


def replication_group_inconsistent(stack: Stack) -> list[Place]:
    """Replication groups whose failover, nodes and encryption do not go together."""
    places = []
    for one in stack.of(REPLICATION):
        places += [Place(one.at(*path), message) for path, message in _group_faults(stack, one)]
    return places


def _group_faults(stack: Stack, one: Resource) -> Iterator[tuple[tuple[str, ...], str]]:
    properties = one.properties
    nodes = stack.number(properties.get("NumCacheClusters"))
    failover = stack.true(properties.get("AutomaticFailoverEnabled"))
    if failover and nodes is not None and nodes < 2 and "NumNodeGroups" not in properties:
        yield (
            ("NumCacheClusters",),
            "When using automatic failover, there must be at least 2 cache clusters in the replication group.",
        )
    if (
        stack.true(properties.get("MultiAZEnabled"))
        and stack.text(properties.get("AutomaticFailoverEnabled")) == "false"
    ):
        yield ("MultiAZEnabled",), "Must have automatic failover enabled to turn on Multi-AZ."
    if "AuthToken" in properties and stack.text(properties.get("TransitEncryptionEnabled", "false")) == "false":
        yield ("AuthToken",), "The AUTH token is only supported when encryption-in-transit is enabled"
    token = stack.text(properties.get("AuthToken"))
    if token is not None and "{{" not in token and not re.fullmatch(r"[^/\"@ ]{16,128}", token):
        yield ("AuthToken",), 'Invalid AuthToken provided: it has 16 to 128 printable characters other than /, " and @'
    shards = properties.keys() & {"NumNodeGroups", "ReplicasPerNodeGroup"}
    if shards and stack.present(properties.get("NumCacheClusters")):
        yield (
            ("NumCacheClusters",),
            "Cannot specify both NumCacheClusters and NumNodeGroups or ReplicasPerNodeGroup",
        )


def replication_unversioned(stack: Stack) -> list[Place]:
    """Buckets that replicate without versions, here or at the destination."""
    places = []
    for one in stack.of("AWS::S3::Bucket"):
        rules = dig(one.properties, "ReplicationConfiguration", "Rules")
        if rules is None:
            continue
        if _versions_off(stack, one):
            places.append(
                Place(
                    one.at("ReplicationConfiguration"),
                    "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
                )
            )
        for path, item in stack.items(rules, ("ReplicationConfiguration", "Rules")):
            target = stack.resource(dig(item, "Destination", "Bucket"), "AWS::S3::Bucket")
            if target is not None and target is not one and _versions_off(stack, target):
                message = f"Destination bucket must have versioning enabled.: {target.name}"
                places.append(Place(one.at(*path, "Destination", "Bucket"), message))
    return places


def _versions_off(stack: Stack, bucket: Resource) -> bool:
    found = bucket.properties.get("VersioningConfiguration")
    status = stack.text(as_map(found).get("Status"))
    return found is None or (status is not None and status != "Enabled")


def replication_destination_absent(stack: Stack) -> list[Place]:
    """Replication to buckets that the stack does not make and that are only written down."""
    places = []
    names = [stack.text(one.properties.get("BucketName")) for one in stack.of("AWS::S3::Bucket")]
    for one in stack.of("AWS::S3::Bucket"):
        rules = dig(one.properties, "ReplicationConfiguration", "Rules")
        for path, item in stack.items(rules, ("ReplicationConfiguration", "Rules")):
            value = dig(item, "Destination", "Bucket")
            text = stack.text(value)
            if text and text.startswith("arn:") and text.rpartition(":::")[2] not in names:
                at = one.at(*path, "Destination", "Bucket")
                places.append(Place(at, f"Destination bucket must exist: {text[:100]} is not made here"))
    return places
