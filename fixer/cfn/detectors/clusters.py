"""Databases of RDS and Aurora with settings that RDS refuses: modes, classes, windows, names."""

from __future__ import annotations

import re

from fixer.cfn.constraints import database_classes
from fixer.cfn.detectors.databases import families
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each

INSTANCE, CLUSTER = "AWS::RDS::DBInstance", "AWS::RDS::DBCluster"
_INTERVALS = (0, 1, 5, 10, 15, 30, 60)
_WINDOW = re.compile(
    r"(?:(mon|tue|wed|thu|fri|sat|sun):)?(\d\d):(\d\d)-(?:(mon|tue|wed|thu|fri|sat|sun):)?(\d\d):(\d\d)"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY, _WEEK = 1_440, 10_080
_CLUSTERED = ("aurora", "neptune", "docdb")
# Families whose versions are listed: what is none of these does not exist.
_LISTED = re.compile(r"(aurora-)?(postgresql|mysql)[\d.]+|(postgres|mariadb)[\d.]+")
_FAMILY = re.compile(
    r"(aurora-postgresql|postgres)(9\.\d|[1-9]\d)|(aurora-)?mysql\d+\.\d+|aurora5\.6"
    r"|mariadb\d+\.\d+|oracle-[a-z0-9-]+-\d+(\.\d+)?|sqlserver-[a-z]+-\d+\.\d+|db2-[a-z]+-\d+\.\d+|custom-.*|docdb.*"
)
# https://www.postgresql.org/docs/current/sql-keywords-appendix.html: reserved
_RESERVED = frozenset(
    {
        "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "both", "case", "cast",
        "check", "collate", "column", "constraint", "create", "current_date", "current_role", "current_time",
        "current_timestamp", "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end",
        "except", "false", "fetch", "for", "foreign", "from", "grant", "group", "having", "in", "initially",
        "intersect", "into", "lateral", "leading", "limit", "localtime", "localtimestamp", "not", "null",
        "offset", "on", "only", "or", "order", "placing", "primary", "references", "returning", "select",
        "session_user", "some", "symmetric", "table", "then", "to", "trailing", "true", "union", "unique",
        "user", "using", "variadic", "when", "where", "window", "with", "rdsadmin",
    }
)  # fmt: skip


def database_settings_refused(stack: Stack) -> list[Place]:
    """Databases whose mode, class, windows or names RDS refuses."""
    return each(
        stack, (CLUSTER, _cluster), (INSTANCE, _instance), (INSTANCE, _both), (CLUSTER, _both),
        ("AWS::RDS::DBParameterGroup", _group), ("AWS::RDS::DBClusterParameterGroup", _group),
    )  # fmt: skip


def _cluster(one: View) -> Faults:
    engine, mode = (one.text("Engine") or "").lower(), one.text("EngineMode")
    if mode == "serverless":
        words = "The engine mode serverless you requested is currently unavailable."
        yield one.place(
            f"{words} Aurora Serverless v1 ended in 2025: ServerlessV2ScalingConfiguration is v2", "EngineMode"
        )
    elif one.has("ScalingConfiguration") and (mode == "provisioned" or one.lacks("EngineMode")):
        words = "ScalingConfiguration is only supported for the engine mode serverless"
        yield one.place(words, "ScalingConfiguration")
    if engine.startswith("aurora"):
        for name in one.has("DBClusterInstanceClass", "AllocatedStorage", "Iops"):
            yield one.place(f"{name} isn't supported for DB engine {engine}.", name)
        days = one.number("BackupRetentionPeriod")
        if days is not None and not 1 <= days <= 35:
            yield one.place(
                f"Invalid backup retention period: {days:.0f}. Must be between 1 and 35", "BackupRetentionPeriod"
            )
    elif engine in ("mysql", "postgres") and one.lacks("DBClusterInstanceClass") and one.lacks("SnapshotIdentifier"):
        yield one.place("DBClusterInstanceClass is required for Multi-AZ DB clusters")
    if one.has("SnapshotIdentifier") and one.has("MasterUsername"):
        words = "MasterUsername must not be specified when restoring from a snapshot"
        yield one.place(words, "MasterUsername")


def _instance(one: View) -> Faults:
    engine, size = (one.text("Engine") or "").lower(), one.text("DBInstanceClass")
    if (
        engine.startswith("aurora")
        and one.lacks("DBClusterIdentifier", "DBSnapshotIdentifier")
        and one.lacks("DBClusterIdentifier")
    ):
        words = "The parameter DBClusterIdentifier must be provided and must not be blank"
        yield one.place(f"{words}: an instance of {engine} belongs to a cluster")
    known = database_classes(engine)
    if size is not None and known and size not in known:
        words = (
            f"RDS does not support creating a DB instance with the following combination: DBInstanceClass={size[:30]}"
        )
        yield one.place(f"{words}, Engine={engine}", "DBInstanceClass")
    cluster = one.target("DBClusterIdentifier", CLUSTER)
    of = one.stack.text(cluster.properties.get("Engine")) if cluster else None
    if of in ("mysql", "postgres"):
        words = "CreateDBInstance can't be used to create a DB instance in a Multi-AZ DB cluster. Use CreateDBCluster"
        yield one.place(f"{words} instead.", "DBClusterIdentifier")
    if one.text("StorageType") in ("gp2", "standard") and one.has("Iops") and one.number("Iops"):
        yield one.place(f"Cannot specify IOPS for {one.text('StorageType')}: it takes io1, io2 or gp3", "Iops")
    restored = one.has("DBSnapshotIdentifier", "SourceDBInstanceIdentifier", "DBClusterIdentifier")
    if one.has("KmsKeyId") and one.lacks("StorageEncrypted") and not restored and not engine.startswith("aurora"):
        patch = ({"op": "add", "path": one.at("StorageEncrypted"), "value": True},)
        yield one.place("You cannot specify a KMS key for an unencrypted database instance", "KmsKeyId", patch=patch)
    yield from _public(one)


def _public(one: View) -> Faults:
    """A public database is found by its name."""
    group = one.target("DBSubnetGroupName", "AWS::RDS::DBSubnetGroup")
    if group is None or not one.true("PubliclyAccessible"):
        return
    for _, item in one.stack.items(group.properties.get("SubnetIds")):
        subnet = one.stack.resource(item, "AWS::EC2::Subnet")
        network = one.stack.resource(subnet.properties.get("VpcId"), "AWS::EC2::VPC") if subnet else None
        if network is None:
            continue
        inner = View(one.stack, network, network.properties)
        if inner.lacks("EnableDnsHostnames") or "false" in (
            inner.text("EnableDnsHostnames"),
            inner.text("EnableDnsSupport"),
        ):
            words = (
                "Cannot create a publicly accessible DBInstance. The specified VPC does not support DNS resolution, "
            )
            patch = ({"op": "add", "path": inner.at("EnableDnsHostnames"), "value": True},)
            message = f"{words}DNS hostnames, or both: {network.name}"
            yield one.place(message, "PubliclyAccessible", patch=patch if inner.lacks("EnableDnsHostnames") else ())
        return


def _both(one: View) -> Faults:
    engine = one.text("Engine")
    clustered = _CLUSTERED if one.resource.type == CLUSTER else ()
    known = engine is None or database_classes(engine.lower()) or engine.startswith(("custom-", "{{"))
    if engine is not None and not known and engine.lower() not in clustered:
        yield one.place(f"Invalid DB engine: {engine[:40]}", "Engine")
    interval = one.number("MonitoringInterval")
    if interval is not None and interval not in _INTERVALS:
        words = f"Invalid monitoring interval: {interval:.0f}; one of {', '.join(map(str, _INTERVALS))}"
        yield one.place(words, "MonitoringInterval")
    name = one.text("DBName" if one.resource.type == INSTANCE else "DatabaseName")
    if name and name.lower() in _RESERVED and "postgres" in (one.text("Engine") or ""):
        words = f"DatabaseName {name} cannot be used. It is a reserved word for this engine"
        yield one.place(words, "DBName" if one.resource.type == INSTANCE else "DatabaseName")
    backup = _WINDOW.fullmatch((one.text("PreferredBackupWindow") or "").lower())
    upkeep = _WINDOW.fullmatch((one.text("PreferredMaintenanceWindow") or "").lower())
    if backup and upkeep and not backup[1] and upkeep[1] and _overlap(backup, upkeep):
        yield one.place("The backup window and maintenance window must not overlap.", "PreferredMaintenanceWindow")


def _overlap(backup: re.Match[str], upkeep: re.Match[str]) -> bool:
    """Whether a daily window has minutes in common with a weekly one."""
    begin = int(backup[2]) * 60 + int(backup[3])
    length = (int(backup[5]) * 60 + int(backup[6]) - begin) % _DAY
    start = _DAYS.index(upkeep[1]) * _DAY + int(upkeep[2]) * 60 + int(upkeep[3])
    end = _DAYS.index(upkeep[4] or upkeep[1]) * _DAY + int(upkeep[5]) * 60 + int(upkeep[6])
    span = (end - start) % _WEEK
    return any(
        (day * _DAY + begin - start) % _WEEK < span or (start - day * _DAY - begin) % _WEEK < length for day in range(7)
    )


def _group(one: View) -> Faults:
    family = one.text("Family")
    listed = family is not None and _LISTED.fullmatch(family) and family not in families()
    if family is not None and (listed or not _FAMILY.fullmatch(family)):
        yield one.place(f"ParameterGroupFamily {family[:40]} is not a valid parameter group family", "Family")


def scalable_resource_invalid(stack: Stack) -> list[Place]:
    """Scalable targets whose resource is not named as its service wants it."""
    return each(stack, ("AWS::ApplicationAutoScaling::ScalableTarget", _target))


_FORMS = {
    "ecs": (re.compile(r"service/[^/]+/[^/:]+"), "service/CLUSTER/SERVICE"),
    "dynamodb": (re.compile(r"table/[^/]+(/index/[^/]+)?"), "table/NAME"),
    "lambda": (re.compile(r"function:[^:]+:[^:]+"), "function:NAME:ALIAS"),
    "rds": (re.compile(r"cluster:.+"), "cluster:NAME"),
    "ec2": (re.compile(r"spot-fleet-request/.+"), "spot-fleet-request/ID"),
    "sagemaker": (re.compile(r"endpoint/[^/]+/variant/.+|inference-component/.+"), "endpoint/NAME/variant/NAME"),
    "elasticache": (re.compile(r"replication-group/.+|cache-cluster/.+|serverless.*"), "replication-group/NAME"),
}  # fmt: skip
_FULL = ("AWS::ECS::Service",)


def _target(one: View) -> Faults:
    space, dimension = one.text("ServiceNamespace"), one.text("ScalableDimension")
    if space and dimension and not dimension.startswith(f"{space}:") and space != "custom-resource":
        words = f"Unsupported service namespace, resource type or scalable dimension: {space[:30]}, {dimension[:60]}"
        yield one.place(words, "ScalableDimension")
    if space not in _FORMS:
        return
    form, words = _FORMS[space]
    pieces = one.pieces("ResourceId")
    text = "x".join(pieces)
    value = one.body.get("ResourceId")
    bare = one.target("ResourceId") if isinstance(value, dict) and value.keys() <= {"Ref", "Fn::GetAtt"} else None
    named = [name for name in one.stack.mentioned(value) if one.stack.resources[name].type in _FULL]
    whole = bool(named) and isinstance(value, dict) and any(f"${{{name}}}" in str(value) for name in named)
    if (bare is not None and bare.type != "AWS::ApplicationAutoScaling::ScalableTarget") or (
        text and not form.fullmatch(text)
    ):
        yield one.place(f"1 validation error detected: the resource ID is written {words}", "ResourceId")
    elif whole:
        words = f"ECS service doesn't exist: Ref of {named[0]} is its ARN, and its name is wanted (GetAtt Name)"
        yield one.place(words, "ResourceId")
