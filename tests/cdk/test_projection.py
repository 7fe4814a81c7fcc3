"""The properties of a construct as those of its resource: what is known, what is absent, what nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.catalogue.condition import Condition
from fixer.catalogue.evaluate import PlainContext
from fixer.cdk.counterparts import Row, counterparts, known_class
from fixer.cdk.dialect import CDK_TYPESCRIPT
from fixer.cdk.projection import projected
from fixer.compare.gaps import Entry
from fixer.dialect import Counterpart, Projection
from fixer.pointer import join

LIB = "aws-cdk-lib/aws-"


def project(kind: str, properties: Any, **parts: Any) -> Projection:
    entry = Entry("Resources", "X", kind, "/Resources/X")
    found = projected(entry, {"Type": kind, "Properties": properties, **parts}, counterparts(entry, ())[0])
    assert found is not None
    return found


def holds(kind: str, condition: str, properties: Any, **parts: Any) -> bool | None:
    body = project(LIB + kind, properties, **parts).body
    return Condition(condition).test(body, CDK_TYPESCRIPT.context({}))


def member(name: str) -> dict[str, str]:
    return {"$member": f"aws-cdk-lib/aws-x.{name}"}


def days(number: int) -> dict[str, Any]:
    return {"$call": ["aws-cdk-lib.Duration.days", number]}


STATUS = "Properties.VersioningConfiguration.Status == 'Enabled'"


@pytest.mark.parametrize(
    ("kind", "condition", "properties", "expected"),
    [
        ("s3.Bucket", STATUS, {"versioned": True}, True),
        ("s3.Bucket", STATUS, {"versioned": False}, False),
        ("s3.Bucket", STATUS, {"versioned": {"$name": "isProd"}}, None),
        ("s3.Bucket", "present(Properties.VersioningConfiguration)", {}, False),
        ("s3.Bucket", "present(Properties.ReplicationConfiguration)", {}, None),
        ("s3.Bucket", "present(Properties.BucketEncryption)", {"encryption": member("BucketEncryption.KMS")}, True),
        ("s3.Bucket", "present(Properties.BucketEncryption)",
         {"encryption": member("BucketEncryption.UNENCRYPTED")}, False),
        ("s3.Bucket", "present(Properties.BucketEncryption)", {"encryptionKey": {"$ref": "Key"}}, True),
        ("s3.Bucket", "Properties.PublicAccessBlockConfiguration.IgnorePublicAcls",
         {"blockPublicAccess": member("BlockPublicAccess.BLOCK_ALL")}, True),
        ("s3.Bucket", "Properties.PublicAccessBlockConfiguration.IgnorePublicAcls",
         {"blockPublicAccess": {"$new": ["aws-cdk-lib/aws-s3.BlockPublicAccess", {"ignorePublicAcls": False}]}}, False),
        ("s3.Bucket", "Properties.PublicAccessBlockConfiguration.IgnorePublicAcls",
         {"blockPublicAccess": member("BlockPublicAccess.BLOCK_ACLS")}, None),
        ("s3.Bucket", "Properties.LifecycleConfiguration.Rules[?ExpirationInDays == `30` && Status == 'Enabled']",
         {"lifecycleRules": [{"expiration": days(30)}]}, True),
        ("s3.Bucket", "Properties.LifecycleConfiguration.Rules[?!present(AbortIncompleteMultipartUpload)]",
         {"lifecycleRules": [{"enabled": False}]}, True),
        ("s3.Bucket", "Properties.LifecycleConfiguration.Rules[].Transitions[] | [?StorageClass == 'STANDARD_IA']",
         {"lifecycleRules": [{"transitions": [{"storageClass": member("StorageClass.INFREQUENT_ACCESS")}]}]}, True),
        ("s3.Bucket", "DeletionPolicy == 'Delete'", {"removalPolicy": member("RemovalPolicy.DESTROY")}, True),
        ("s3.Bucket", "DeletionPolicy == 'Retain'", {}, True),
        ("s3.Bucket", "present(Condition)", {}, None),
        ("lambda.Function", "Properties.Runtime == 'nodejs18.x'", {"runtime": member("Runtime.NODEJS_18_X")}, True),
        ("lambda.Function", "Properties.Runtime == 'provided.al2023'",
         {"runtime": member("Runtime.PROVIDED_AL2023")}, True),
        ("lambda.Function", "Properties.Runtime == 'go1.x'", {"runtime": member("Runtime.GO_1_X")}, True),
        ("lambda.Function", "Properties.Runtime == 'dotnetcore3.1'",
         {"runtime": member("Runtime.DOTNET_CORE_3_1")}, True),
        ("lambda.Function", "Properties.Runtime == 'nodejs22.x'", {"runtime": member("Runtime.NODEJS_LATEST")}, None),
        ("lambda.Function", "Properties.Timeout == `300`",
         {"timeout": {"$call": ["aws-cdk-lib.Duration.minutes", 5]}}, True),
        ("lambda.Function", "matches(Properties.Code.ZipFile, 'handler')",
         {"code": {"$call": [LIB + "lambda.Code.fromInline", "exports.handler = 1"]}}, True),
        ("lambda.Function", "present(Properties.Code.ZipFile)",
         {"code": {"$call": [LIB + "lambda.Code.fromAsset", "dist"]}}, None),
        ("lambda.Function", "length(Properties.Layers) > `5`", {"layers": [{"$ref": "L"}] * 6}, None),
        ("lambda.Function", "Properties.TracingConfig.Mode == 'Active'", {"tracing": member("Tracing.ACTIVE")}, True),
        ("logs.LogGroup", "Properties.RetentionInDays == `7`", {"retention": member("RetentionDays.ONE_WEEK")}, True),
        ("logs.LogGroup", "present(Properties.RetentionInDays)",
         {"retention": member("RetentionDays.INFINITE")}, False),
        ("logs.LogGroup", "Properties.RetentionInDays == `731`", {}, True),
        ("rds.DatabaseInstance", "present(Properties.StorageEncrypted)", {}, False),
        ("rds.DatabaseInstance", "present(Properties.StorageEncrypted)", {"storageEncryptionKey": {"$ref": "K"}}, None),
        ("cloudwatch.Alarm", "Properties.ComparisonOperator == 'LessThanThreshold'",
         {"comparisonOperator": member("ComparisonOperator.LESS_THAN_THRESHOLD")}, True),
        ("cloudwatch.Alarm", "Properties.TreatMissingData == 'notBreaching'",
         {"treatMissingData": member("TreatMissingData.NOT_BREACHING")}, True),
        ("dynamodb.Table", "Properties.SSESpecification.SSEEnabled",
         {"encryption": member("TableEncryption.AWS_MANAGED")}, True),
        ("sqs.Queue", "present(Properties.KmsMasterKeyId)", {}, None),
        ("s3.Bucket", "present(Properties.VersioningConfiguration)", {"...1": {"$name": "shared"}}, None),
    ],
)  # fmt: skip
def test_a_class_that_makes_a_resource(kind: str, condition: str, properties: Any, expected: bool | None) -> None:
    assert holds(kind, condition, properties) is expected


def test_what_is_done_to_the_resource_afterwards_is_seen() -> None:
    unversioned = "present(Properties.VersioningConfiguration)"
    assert holds("s3.Bucket", unversioned, {}, Calls={"node.defaultChild.addPropertyOverride": [["a", 1]]}) is None
    assert holds("s3.Bucket", STATUS, {}, Assigned={"versioningConfiguration": {"status": "Enabled"}}) is True
    rules = "present(Properties.LifecycleConfiguration)"
    assert holds("s3.Bucket", rules, {}) is False
    assert holds("s3.Bucket", rules, {}, Calls={"addLifecycleRule": [[{}]]}) is None


def test_a_class_that_is_a_resource() -> None:
    properties = {"versioningConfiguration": {"status": "Enabled"}, "tags": [{"key": "a", "value": "b"}]}
    body = project(LIB + "s3.CfnBucket", properties).body
    assert body["Properties"] == {
        "VersioningConfiguration": {"Status": "Enabled"},
        "Tags": [{"Key": "a", "Value": "b"}],
    }
    assert Condition("present(Properties.BucketEncryption)").test(body, PlainContext()) is False
    assert holds("s3.CfnBucket", "present(Properties.X)", {"...1": {"$name": "shared"}}) is None


def test_nothing_is_known_of_another_type_and_of_properties_from_elsewhere() -> None:
    entry = Entry("Resources", "X", LIB + "s3.Bucket", "/Resources/X")
    bucket = Counterpart("AWS::S3::Bucket", "Resources")
    assert projected(entry, {"Properties": {}}, Counterpart("AWS::S3::BucketPolicy", "Resources")) is None
    assert projected(entry, {"Properties": {"$name": "props"}}, bucket) is None
    assert projected(entry, "odd", bucket) is None


@pytest.mark.parametrize(
    ("kind", "tokens", "expected"),
    [
        ("s3.Bucket", "Properties VersioningConfiguration", "Properties versioned"),
        ("s3.Bucket", "Properties LifecycleConfiguration Rules 1 Status", "Properties lifecycleRules 1 enabled"),
        ("s3.Bucket", "DeletionPolicy", "Properties removalPolicy"),
        ("s3.Bucket", "Properties Unheard", "Properties"),
        ("s3.Bucket", "Condition", ""),
        ("s3.CfnBucket", "Properties VersioningConfiguration Status", "Properties versioningConfiguration status"),
        ("cloudtrail.CfnTrail", "Properties KMSKeyId", "Properties kmsKeyId"),
    ],
)
def test_the_way_back(kind: str, tokens: str, expected: str) -> None:
    assert project(LIB + kind, {}).place(tuple(tokens.split())) == tuple(expected.split())


LEAVES = st.none() | st.booleans() | st.integers(-2, 400) | st.sampled_from(["", "x", "Enabled"]) | st.sampled_from(
    [member("RemovalPolicy.DESTROY"), member("RetentionDays.X"), days(3), {"$name": "x"}, {"$call": []}, {"$new": [3]}]
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["enabled", "expiration", "transitions", "...1", "queue"]), inner, max_size=3)
    ),
    max_leaves=6,
)
CLASSES = ("s3.Bucket", "sqs.Queue", "ecr.Repository", "lambda.Function", "cloudfront.Distribution")
ROWS = [(name, row) for name in CLASSES if (known := known_class(LIB + name)) for row in known.rows]


@given(st.sampled_from(ROWS), VALUES, VALUES, st.sampled_from(["Calls", "Assigned", "Properties"]))
def test_any_body_is_taken(chosen: tuple[str, Row], value: Any, other: Any, part: str) -> None:
    name, row = chosen
    body = {"Type": LIB + name, "Properties": {row.path[0]: value, "...1": other} if part == "Calls" else {}}
    body[part] = {row.path[0]: value} if part == "Properties" else value
    entry = Entry("Resources", "X", LIB + name, "/Resources/X")
    found = projected(entry, body, counterparts(entry, ())[0])
    if found is not None:
        assert all(isinstance(token, str) for token in found.place(row.place))
        found.patch([{"op": "add", "path": join(row.place), "value": other}])
