"""A stack in TypeScript, checked and mended with no ideal: rules of its own and those in CloudFormation's words."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from fixer import api
from fixer.dialects import Reading
from fixer.read.document import Document
from fixer.read.pairing import read_template
from fixer.read.template import Template

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)

HEAD = """\
import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class TapStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
"""
TAIL = "  }\n}\n"


def read(body: str) -> Template:
    return read_template(Document("stack.ts", HEAD + body + TAIL), Reading())


def found(body: str) -> dict[str | None, str]:
    return {issue.rule: issue.severity for issue in api.check(read(body)).issues}


def mended(body: str) -> str:
    done = api.mend(api.check(read(body)), api.Selection(unsafe=True))
    return done.document_text.removeprefix(HEAD).removesuffix(TAIL)


def test_a_rule_of_its_own_is_mended_as_a_person_would() -> None:
    body = "    new kms.Key(this, 'Key', {\n      enableKeyRotation: true,\n      keyPolicy: props?.tags,\n    });\n"
    assert found(body)["construct-property-misnamed"] == "critical"
    assert mended(body) == body.replace("keyPolicy", "policy")


def test_a_rule_in_other_words_is_mended_by_the_property_that_writes_the_same() -> None:
    body = """\
    new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('dist'),
      environment: { TABLE: 'orders' },
    });
"""
    assert found(body)["function-timeout-default"] == "low"
    assert "      timeout: cdk.Duration.seconds(30),\n" in mended(body)


def test_what_a_class_decides_for_itself_is_no_finding() -> None:
    assert not any("encrypt" in str(rule) for rule in found("    new sqs.Queue(this, 'Queue');\n"))


def test_nothing_is_said_where_properties_come_from_elsewhere() -> None:
    body = "    const shared = props as s3.BucketProps;\n    new s3.Bucket(this, 'Data', { ...shared });\n"
    assert "bucket-unversioned" not in found(body)
    assert "bucket-unversioned" in found("    new s3.Bucket(this, 'Data', {});\n")


def test_what_synth_refuses_comes_first() -> None:
    body = """\
    new ec2.Vpc(this, 'Vpc', {
      subnetConfiguration: [{ name: 'app', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
    });
    new s3.Bucket(this, 'Data', { autoDeleteObjects: true });
    new kms.Key(this, 'Key', { enableKeyRotation: true, alias: new lambda_event_sources.X('x') });
"""
    first = [issue.rule for issue in api.check(read(body)).issues[:3]]
    assert sorted(map(str, first)) == ["auto-delete-without-destroy", "import-missing", "vpc-public-subnets-missing"]


def test_a_stack_in_order_is_left_alone() -> None:
    body = """\
    new s3.Bucket(this, 'Data', {
      versioned: true,
      enforceSSL: true,
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
"""
    assert found(body) == {}
    assert mended(body) == body
