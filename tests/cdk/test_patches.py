"""Patches in CloudFormation's words, as the property of a construct that writes the same."""

from __future__ import annotations

from typing import Any

import pytest

from fixer import api
from fixer.cdk.counterparts import counterparts
from fixer.cdk.projection import projected
from fixer.compare.gaps import Entry
from fixer.dialects import Reading
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template

LIB = "aws-cdk-lib/aws-"
RECOVERY = "pointInTimeRecoverySpecification"


def translated(kind: str, properties: dict[str, Any], *operations: dict[str, Any]) -> Any:
    entry = Entry("Resources", "X", LIB + kind, "/Resources/X")
    found = projected(entry, {"Type": LIB + kind, "Properties": properties}, counterparts(entry, ())[0])
    assert found is not None
    return found.patch(operations)


def add(path: str, value: Any) -> dict[str, Any]:
    return {"op": "add", "path": f"/Properties/{path}", "value": value}


def member(name: str) -> dict[str, str]:
    return {"$member": LIB + name}


BLOCK = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True)
AES = {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}


@pytest.mark.parametrize(
    ("kind", "operation", "path", "value"),
    [
        ("s3.Bucket", add("VersioningConfiguration", {"Status": "Enabled"}), "versioned", True),
        ("s3.Bucket", add("VersioningConfiguration/Status", "Enabled"), "versioned", True),
        ("s3.Bucket", add("PublicAccessBlockConfiguration", BLOCK), "blockPublicAccess",
         member("s3.BlockPublicAccess.BLOCK_ALL")),
        ("s3.Bucket", add("PublicAccessBlockConfiguration/BlockPublicAcls", True), "blockPublicAccess",
         member("s3.BlockPublicAccess.BLOCK_ALL")),
        ("s3.Bucket", add("BucketEncryption", AES), "encryption", member("s3.BucketEncryption.S3_MANAGED")),
        ("lambda.Function", add("TracingConfig", {"Mode": "Active"}), "tracing", member("lambda.Tracing.ACTIVE")),
        ("lambda.Function", add("Timeout", 45), "timeout", {"$call": ["aws-cdk-lib.Duration.seconds", 45]}),
        ("lambda.Function", add("Timeout", 120), "timeout", {"$call": ["aws-cdk-lib.Duration.minutes", 2]}),
        ("lambda.Function", add("MemorySize", 256), "memorySize", 256),
        ("logs.LogGroup", add("RetentionInDays", 30), "retention", member("logs.RetentionDays.ONE_MONTH")),
        ("dynamodb.Table", add("PointInTimeRecoverySpecification", {"PointInTimeRecoveryEnabled": True}), RECOVERY,
         {"pointInTimeRecoveryEnabled": True}),
        ("dynamodb.Table", add("SSESpecification", {"SSEEnabled": True}), "encryption",
         member("dynamodb.TableEncryption.AWS_MANAGED")),
        ("cloudwatch.Alarm", add("TreatMissingData", "notBreaching"), "treatMissingData",
         member("cloudwatch.TreatMissingData.NOT_BREACHING")),
        ("ec2.Instance", add("MetadataOptions", {"HttpTokens": "required"}), "requireImdsv2", True),
        ("kms.Key", add("EnableKeyRotation", True), "enableKeyRotation", True),
        ("kms.Key", {"op": "add", "path": "/DeletionPolicy", "value": "Delete"}, "removalPolicy",
         {"$member": "aws-cdk-lib.RemovalPolicy.DESTROY"}),
    ],
)  # fmt: skip
def test_what_writes_the_same(kind: str, operation: dict[str, Any], path: str, value: Any) -> None:
    expected = {"op": "add", "path": f"/Properties/{path}", "value": value}
    assert translated(kind, {}, operation) == (expected,)
    assert translated(kind, {path: {"$name": "x"}}, operation) == ({**expected, "op": "replace"},)


@pytest.mark.parametrize(
    ("kind", "operation"),
    [
        ("sns.Topic", add("KmsMasterKeyId", "alias/aws/sns")),  # the property is a key, not its name
        ("s3.Bucket", add("BucketEncryption", {"ServerSideEncryptionConfiguration": []})),
        ("s3.Bucket", add("AnalyticsConfigurations", [{"Id": "all"}])),
        ("s3.Bucket", {"op": "remove", "path": "/Properties/VersioningConfiguration"}),
        ("lambda.Function", add("TracingConfig", {"Mode": "Odd", "More": 1})),
        ("dynamodb.TableV2", add("Replicas/0/DeletionProtectionEnabled", "yes")),
    ],
)
def test_what_is_left_to_a_person(kind: str, operation: dict[str, Any]) -> None:
    assert translated(kind, {}, operation) is None


def test_all_of_a_patch_or_none_of_it() -> None:
    known, unknown = add("EnableKeyRotation", True), add("Origin", "EXTERNAL")
    assert translated("kms.Key", {}, known, unknown) is None
    assert translated("kms.Key", {}, known, add("Enabled", True)) == (
        {"op": "add", "path": "/Properties/enableKeyRotation", "value": True},
        {"op": "add", "path": "/Properties/enabled", "value": True},
    )


L1 = """\
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';

export class TapStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new s3.CfnBucket(this, 'Logs', { bucketName: 'x' });
    new dynamodb.CfnTable(this, 'Jobs', {
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
    });
  }
}
"""


def test_a_resource_as_it_is_takes_the_fixes_of_its_type_under_its_own_names() -> None:
    checked = api.check(read_template(from_bytes("s.ts", L1.encode()), Reading()))
    text = api.mend(checked, api.Selection(unsafe=True)).document_text
    assert "publicAccessBlockConfiguration: {" in text and "blockPublicAcls: true" in text
    assert "pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }" in " ".join(text.split())
    assert "Enabled: {" not in text


def test_what_refers_to_something_else_is_not_translated() -> None:
    assert translated("s3.CfnBucket", {}, add("BucketName", {"Ref": "Other"})) is None
    assert translated("s3.CfnBucket", {}, add("NoSuchThing", 1)) is None
    assert translated("s3.CfnBucket", {}, add("VersioningConfiguration", {"Status": "Enabled"})) == (
        {"op": "add", "path": "/Properties/versioningConfiguration", "value": {"status": "Enabled"}},
    )
