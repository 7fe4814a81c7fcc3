"""Rebuild ``fixer/cfn/constraints.bin``: what AWS refuses that ``schemas.bin`` does not say.

    python scripts/build_constraints.py [-o FILE]

Lengths, patterns, properties that exclude or demand each other, and the attributes for Fn::GetAtt come from the
resource provider schemas inside the installed cfn-lint wheel, so do the engine versions that RDS and ElastiCache offer;
the names of AWS' managed policies come from moto (``pip install --no-deps moto``). ``fixer/cfn/constraints.py``
describes the file and reads it.
Equal input gives equal bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import zlib
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "fixer" / "cfn" / "constraints.bin"
REGION = "us-east-1"
KEYWORDS = (
    "minLength", "maxLength", "pattern", "minItems", "maxItems", "requiredXor", "requiredOr", "dependentExcluded",
    "dependentRequired",
)  # fmt: skip
# Others are seldom in a template, and the file is shipped.
SERVICES = (
    "AmazonMQ",
    "ApiGateway", "ApiGatewayV2", "AppSync", "ApplicationAutoScaling", "Athena", "AutoScaling", "Backup", "Batch",
    "CertificateManager", "CloudFormation", "CloudFront", "CloudTrail", "CloudWatch", "CodeBuild", "CodeCommit",
    "CodeDeploy", "CodePipeline", "Cognito", "Config", "DAX", "DMS", "DocDB", "DynamoDB", "EC2", "ECR", "ECS", "EFS",
    "EKS", "EMR", "ElastiCache", "ElasticBeanstalk", "ElasticLoadBalancing", "ElasticLoadBalancingV2", "Elasticsearch",
    "Events", "FSx", "Glue", "GuardDuty", "IAM", "InspectorV2", "Kinesis", "KinesisFirehose", "KMS", "LakeFormation",
    "Lambda", "Logs", "MSK", "Neptune", "NetworkFirewall", "OpenSearchServerless", "OpenSearchService", "Pipes", "RDS",
    "Redshift", "Route53", "Route53Resolver", "S3", "SES", "SNS", "SQS", "SSM", "Scheduler", "SecretsManager",
    "SecurityHub", "ServiceDiscovery", "StepFunctions", "Synthetics", "Transfer", "WAFv2", "XRay",
)  # fmt: skip
ATTRIBUTES = "@"
# The index of the schemas has the shorter ones.
SHORTEST_ENUM = 41
INSTANCE_TYPES = {
    ("AWS::EC2::Instance", "InstanceType"): "aws_ec2_instance/instancetype_enum",
    ("AWS::EC2::LaunchTemplate", "LaunchTemplateData/InstanceType"): "aws_ec2_instance/instancetype_enum",
    ("AWS::AutoScaling::LaunchConfiguration", "InstanceType"): "aws_ec2_instance/instancetype_enum",
    ("AWS::AmazonMQ::Broker", "HostInstanceType"): "aws_amazonmq_broker/instancetype_enum",
    ("AWS::DAX::Cluster", "NodeType"): "aws_dax_cluster/nodetype_enum",
    ("AWS::DocDB::DBInstance", "DBInstanceClass"): "aws_docdb_dbinstance/dbinstanceclass_enum",
    ("AWS::Neptune::DBInstance", "DBInstanceClass"): "aws_neptune_dbinstance/dbinstanceclass_enum",
    ("AWS::Redshift::Cluster", "NodeType"): "aws_redshift_cluster/nodetype_enum",
    ("AWS::RDS::DBInstance", "DBInstanceClass"): "aws_rds_dbinstance/dbinstanceclass_enum",
    ("AWS::ElastiCache::CacheCluster", "CacheNodeType"): "aws_elasticache_cachecluster/cachenodetype_enum",
    ("AWS::ElastiCache::ReplicationGroup", "CacheNodeType"): "aws_elasticache_cachecluster/cachenodetype_enum",
    ("AWS::OpenSearchService::Domain", "ClusterConfig/InstanceType"): (
        "aws_opensearchservice_domain/clusterconfig_instancetype_enum"
    ),
}
_INSTANCE_TYPE = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+")
LONGEST_PATTERN = 300
DEEPEST = 12
ENGINES = {
    "AWS::RDS::DBInstance": "aws_rds_dbinstance",
    "AWS::RDS::DBCluster": "aws_rds_dbcluster",
    "AWS::ElastiCache::CacheCluster": "aws_elasticache_cachecluster",
}


def constraints(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a type's schema demands beyond types and enums, by the path of the property, ``*`` for an item."""
    found: dict[str, dict[str, Any]] = {}
    read_only = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties") or ()}

    def walk(node: Any, path: tuple[str, ...], seen: frozenset[str]) -> None:
        if not isinstance(node, dict) or len(path) > DEEPEST or "/".join(path) in read_only:
            return
        reference = node.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            walk(schema["definitions"].get(reference.rpartition("/")[2]), path, seen | {reference})
        demands = {key: node[key] for key in KEYWORDS if key in node and _usable(key, node[key])}
        if len(node.get("enum") or ()) >= SHORTEST_ENUM:
            demands["enum"] = sorted(map(str, node["enum"]))
        if demands:
            found.setdefault("/".join(path), {}).update(demands)
        for name, child in (node.get("properties") or {}).items():
            walk(child, (*path, name), seen)
        walk(node.get("items"), (*path, "*"), seen)

    walk({key: value for key, value in schema.items() if key != "$ref"}, (), frozenset())
    return found


def _usable(key: str, value: Any) -> bool:
    """Whether a demand demands something, and can be tested in a short time."""
    if key in ("minLength", "minItems"):
        return bool(value > 0)
    if key != "pattern":
        return True
    # A repeated group with an unbounded repeat in it can take exponential time.
    if len(value) > LONGEST_PATTERN or re.search(r"[*+}][^()\[\]]*\)[*+{]", value):
        return False
    try:
        re.compile(value)
    except re.error:
        return False
    return not re.fullmatch(r"\^?[.(]*[\\sS.\[\]]*[*+][)]*\$?", value)


def services() -> dict[str, dict[str, Any]]:
    """The constraints of every type of the chosen services, by service; with what Fn::GetAtt may ask of the type."""
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER as manager

    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for name in sorted(manager.get_resource_types(REGION)):
        service = name.split("::")[1]
        if name.startswith("AWS::") and service in SERVICES:
            demands = constraints(manager.get_resource_schema(REGION, name).schema)
            for (kind, path), file in INSTANCE_TYPES.items():
                if kind == name:
                    demands.setdefault(path, {})["enum"] = instance_types(file)
            attributes = sorted(manager.get_type_getatts(name, REGION))
            found[f"AWS::{service}"][name] = {**demands, ATTRIBUTES: attributes}
    return found


def instance_types(name: str) -> list[str]:
    """Every instance type that a list of cfn-lint's names, of whatever region and engine."""
    found: set[str] = set()
    pending: list[Any] = [json.loads((_extensions() / f"{name}.json").read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(item for item in node if not isinstance(item, str))
            found |= {item for item in node if isinstance(item, str) and _INSTANCE_TYPE.fullmatch(item)}
    return sorted(found)


def engine_versions() -> dict[str, dict[str, dict[str, list[str]]]]:
    """By type and engine: the versions on offer, and those that were on offer once."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for kind, folder in ENGINES.items():
        for key, name in (("offered", "engine_version"), ("gone", "engine_version_deprecated")):
            path = _extensions() / folder / f"{name}.json"
            if not path.exists():
                continue
            for clause in json.loads(path.read_text(encoding="utf-8"))["allOf"]:
                _read_clause(clause, key, found.setdefault(kind, {}))
    return found


def database_classes() -> dict[str, list[str]]:
    """By engine: the classes of instances that RDS offers for it, in whatever region and under whatever license."""
    found: dict[str, set[str]] = defaultdict(set)
    path = _extensions() / "aws_rds_dbinstance" / "dbinstanceclass_enum.json"
    for region in json.loads(path.read_text(encoding="utf-8")).values():
        for clause in region["allOf"]:
            engine = clause["if"]["properties"].get("Engine", {}).get("const")
            classes = clause["then"]["properties"].get("DBInstanceClass", {}).get("enum", ())
            if engine:
                found[engine].update(classes)
    return {engine: sorted(classes) for engine, classes in sorted(found.items())}


def bucket_actions() -> list[str]:
    """The actions of S3 without their prefix, in lower case."""
    path = _extensions().parent.parent / "AdditionalSpecs" / "Policies.json"
    actions = json.loads(path.read_text(encoding="utf-8"))["s3"]["Actions"]
    return sorted(str(one).lower() for one in actions)


def _read_clause(clause: dict[str, Any], key: str, engines: dict[str, dict[str, list[str]]]) -> None:
    condition = clause["if"]["properties"]
    engine = condition.get("Engine", {}).get("const")
    outcome = clause.get("then", {}).get("properties", {}) if isinstance(clause.get("then"), dict) else {}
    versions = outcome.get("EngineVersion", {}) if key == "offered" else condition.get("EngineVersion", {})
    if engine and isinstance(versions, dict) and "enum" in versions:
        engines.setdefault(engine, {})[key] = sorted({str(one) for one in versions["enum"]})


def _extensions() -> Path:
    spec = find_spec("cfnlint")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "data" / "schemas" / "extensions"


def managed_policies() -> list[str]:
    """The paths and names of AWS' managed policies: ``service-role/AWS_ConfigRole``."""
    spec = find_spec("moto")
    assert spec is not None and spec.origin is not None, "pip install --no-deps moto"
    data = runpy.run_path(str(Path(spec.origin).parent / "iam" / "aws_managed_policies.py"))
    policies = json.loads(data["aws_managed_policies_data"])
    return sorted(policy["Path"].removeprefix("/") + name for name, policy in policies.items())


def pack(sections: dict[str, Any], header: dict[str, Any]) -> bytes:
    """One line of JSON that says where each section lies, then the sections, each deflated JSON."""
    body = b""
    places: dict[str, list[int]] = {}
    for name in sorted(sections):
        text = json.dumps(sections[name], separators=(",", ":"), sort_keys=True).encode()
        packed = zlib.compress(text, 9)
        places[name] = [len(body), len(packed)]
        body += packed
    return json.dumps({**header, "sections": places}, separators=(",", ":")).encode() + b"\n" + body


def build() -> bytes:
    """The whole file."""
    date = json.loads((_extensions().parent / "version.json").read_text(encoding="utf-8"))["schema_date"]
    sources = {name: version(name) for name in ("cfn-lint", "moto")}
    sections = {**services(), "engine-versions": engine_versions(), "managed-policies": managed_policies()}
    sections |= {"database-classes": database_classes(), "bucket-actions": bucket_actions()}
    return pack(sections, {"sources": sources, "date": date[:10]})


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description="Rebuild fixer/cfn/constraints.bin.")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    arguments = parser.parse_args()
    data = build()
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
