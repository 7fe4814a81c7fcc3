"""What constructs and their places are called in CloudFormation's words."""

from __future__ import annotations

import pytest

from fixer.cdk import counterparts as module
from fixer.cdk.counterparts import counterparts, known_class
from fixer.cdk.put import _VALUES
from fixer.cfn import schema
from fixer.compare.gaps import Entry
from fixer.pointer import join, split

LIB = "aws-cdk-lib/aws-"


def entry(kind: str, section: str = "Resources") -> Entry:
    return Entry(section, "X", kind, f"/{section}/X")


def told(kind: str, path: str = "") -> list[tuple[str | None, str]]:
    return [(one.type or one.section, join(one.path)) for one in counterparts(entry(kind), split(path))]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (LIB + "s3.CfnBucket", "AWS::S3::Bucket"),
        (LIB + "wafv2.CfnWebACL", "AWS::WAFv2::WebACL"),
        (LIB + "emrserverless.CfnApplication", "AWS::EMRServerless::Application"),
        (LIB + "elasticloadbalancingv2.CfnLoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
        (LIB + "rds.DatabaseInstance", "AWS::RDS::DBInstance"),
        (LIB + "lambda-nodejs.NodejsFunction", "AWS::Lambda::Function"),
        ("@aws-cdk/aws-lambda-python-alpha.PythonFunction", "AWS::Lambda::Function"),
        (LIB + "sns.Subscription", "AWS::SNS::Subscription"),
        (LIB + "ecs.Volume", None),
        ("aws-cdk-lib.CfnOutput", "Outputs"),
        ("aws-cdk-lib.CfnParameter", "Parameters"),
        ("./NetworkStack", None),
        ("other-lib/thing.Bucket", None),
    ],
)
def test_types(kind: str, expected: str | None) -> None:
    assert [what for what, _ in told(kind)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("s3.Bucket", "/Properties/versioned", "/Properties/VersioningConfiguration/Status"),
        ("s3.Bucket", "/Properties/lifecycleRules/2/transitions/0/storageClass",
         "/Properties/LifecycleConfiguration/Rules/2/Transitions/0/StorageClass"),
        ("s3.Bucket", "/Properties/lifecycleRules/2/prefix", "/Properties/LifecycleConfiguration/Rules/2/Prefix"),
        ("s3.Bucket", "/Properties/removalPolicy", "/DeletionPolicy"),
        ("s3.Bucket", "/Properties/notInTheTable", "/Properties/NotInTheTable"),
        ("s3.Bucket", "/Tags/Env", "/Properties/Tags/Env"),
        ("s3.Bucket", "/Assigned/replicationConfiguration/rules/0/filter",
         "/Properties/ReplicationConfiguration/Rules/0/Filter"),
        ("cloudtrail.CfnTrail", "/Properties/kmsKeyId", "/Properties/KMSKeyId"),
        ("autoscaling.CfnAutoScalingGroup", "/Properties/vpcZoneIdentifier", "/Properties/VPCZoneIdentifier"),
        ("lambda.Function", "/Properties/environment/table_name", "/Properties/Environment/Variables/table_name"),
        ("lambda.Function", "/Properties/timeout/$call/1", "/Properties/Timeout/$call/1"),
        ("events.Rule", "/Calls/addTarget/0", "/Properties/Targets"),
        ("kms.Key", "/Scope", None),
        ("kms.Key", "/Calls", None),
        ("kms.Key", "/Calls/somethingElse/0", None),
    ],
)  # fmt: skip
def test_places(kind: str, path: str, expected: str | None) -> None:
    assert [place for _, place in told(LIB + kind, path)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("s3.Bucket", "/Calls/addToResourcePolicy/0",
         ("AWS::S3::BucketPolicy", "/Properties/PolicyDocument/Statement")),
        ("s3.Bucket", "/Calls/grantReadWrite/0/0", ("AWS::IAM::Role", "/Properties/Policies")),
        ("lambda.Function", "/Calls/addEventSource/1", ("AWS::Lambda::EventSourceMapping", "")),
        ("lambda.Function", "/Properties/logRetention", ("AWS::Logs::LogGroup", "/Properties/RetentionInDays")),
        ("ec2.Vpc", "/Properties/natGateways", ("AWS::EC2::NatGateway", "")),
        ("apigateway.RestApi", "/Properties/deployOptions/tracingEnabled",
         ("AWS::ApiGateway::Stage", "/Properties/TracingEnabled")),
        ("stepfunctions-tasks.LambdaInvoke", "", ("AWS::StepFunctions::StateMachine", "/Properties/DefinitionString")),
    ],
)  # fmt: skip
def test_what_a_class_makes_besides(kind: str, path: str, expected: tuple[str, str]) -> None:
    assert told(LIB + kind, path) == [expected]


def test_outputs_are_in_a_section_of_their_own() -> None:
    assert told("aws-cdk-lib.CfnOutput", "/Properties/exportName") == [("Outputs", "/Export")]
    assert told("aws-cdk-lib.CfnOutput", "/Properties/description") == [("Outputs", "/Description")]


def test_other_sections_have_no_counterpart() -> None:
    assert counterparts(entry("aws-cdk-lib.Stack", "Stacks"), ("Properties", "env")) == []
    assert counterparts(Entry("Variables", "suffix", None, "/Variables/suffix"), ()) == []


@pytest.mark.parametrize("name", sorted(module._table().keys() - {"*"}))
def test_the_table_names_what_the_schema_knows(name: str) -> None:
    known = known_class(name if name.startswith("Cfn") else f"aws-cdk-lib/{name}")
    assert known is not None
    if known.type is None or known.type == "AWS::CloudFormation::CustomResource":
        return
    assert schema.facts(known.type) is not None, known.type
    for row in (*known.rows, *known.methods):
        facts = schema.facts(row.type or known.type)
        assert facts is not None, row
        assert row.value in ("-", *_VALUES), row
        if row.place[:1] == ("Properties",) and len(row.place) > 1:
            assert facts.knows(row.place[1:]) is not False, row
