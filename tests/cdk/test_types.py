"""What is known of classes: stand-ins, data, names, replacement, lists, secrets, weights, pages."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.dialect import CDK_TYPESCRIPT as CDK
from fixer.compare.gaps import ABSENT, Entry, Gap, Pair

LIB = "aws-cdk-lib"


def _entry(kind: str | None, section: str = "Resources") -> Entry:
    return Entry(section, "A", kind, f"/{section}/A")


@pytest.mark.parametrize(
    ("one", "other", "does"),
    [
        (f"{LIB}/aws-dynamodb.Table", f"{LIB}/aws-dynamodb.TableV2", True),
        (f"{LIB}/aws-lambda.Function", f"{LIB}/aws-lambda-nodejs.NodejsFunction", True),
        (f"{LIB}/aws-lambda.Function", "@aws-cdk/aws-lambda-python-alpha.PythonFunction", True),
        (f"{LIB}/aws-sqs.Queue", f"{LIB}/aws-sqs.CfnQueue", True),
        (f"{LIB}/aws-sqs.CfnQueue", f"{LIB}/aws-sqs.Queue", True),
        (f"{LIB}/aws-rds.DatabaseInstance", f"{LIB}/aws-rds.CfnDBInstance", True),
        (f"{LIB}/aws-s3.Bucket", "@aws-cdk/aws-s3.Bucket", True),
        (f"{LIB}/aws-s3.Bucket", f"{LIB}/aws-s3.Bucket", False),
        (f"{LIB}/aws-s3.Bucket", f"{LIB}/aws-s3.BucketPolicy", False),
        (f"{LIB}/aws-sqs.Queue", f"{LIB}/aws-sns.Topic", False),
        ("./NetworkStack", "./DataStack", False),
    ],
)
def test_who_stands_in_for_whom(one: str, other: str, does: bool) -> None:
    assert CDK.stands_in(one, other) is CDK.stands_in(other, one) is does


@pytest.mark.parametrize(
    ("kind", "data", "name"),
    [
        (f"{LIB}/aws-s3.Bucket", True, "bucketName"),
        (f"{LIB}/aws-s3.CfnBucket", True, "bucketName"),
        (f"{LIB}/aws-dynamodb.TableV2", True, "tableName"),
        (f"{LIB}/aws-rds.CfnDBInstance", True, "dbInstanceIdentifier"),
        (f"{LIB}/aws-lambda.Function", False, "functionName"),
        (f"{LIB}/aws-rds.DatabaseInstance", True, "instanceIdentifier"),
        (f"{LIB}.CfnOutput", False, "exportName"),
        ("./NetworkStack", False, None),
    ],
)
def test_what_holds_data_and_what_names_it(kind: str, data: bool, name: str | None) -> None:
    assert (CDK.holds_data(kind), CDK.physical(kind)) == (data, name)


@pytest.mark.parametrize(
    ("kind", "path", "how"),
    [
        (f"{LIB}/aws-s3.Bucket", "Properties/bucketName", "always"),
        (f"{LIB}/aws-s3.Bucket", "Properties/versioned", "never"),
        (f"{LIB}/aws-s3.Bucket", "Type", "always"),
        (f"{LIB}/aws-s3.Bucket", "Calls/grantRead", "never"),
        (f"{LIB}/aws-dynamodb.Table", "Properties/partitionKey/name", "always"),
        (f"{LIB}/aws-rds.DatabaseInstance", "Properties/engine", "maybe"),
        (f"{LIB}/aws-ec2.CfnSubnet", "Properties/availabilityZone", "always"),
        (f"{LIB}/aws-ec2.CfnSubnet", "Properties/mapPublicIpOnLaunch", "never"),
    ],
)
def test_what_replaces(kind: str, path: str, how: str) -> None:
    assert CDK.replacement(kind, tuple(path.split("/"))) == how


@pytest.mark.parametrize(
    ("kind", "path", "rule"),
    [
        (f"{LIB}/aws-iam.Role", "Calls/addToPolicy", ("set", None)),
        (f"{LIB}/aws-iam.Role", "Calls/addToPolicy/0", ("ordered", None)),
        (f"{LIB}/aws-iam.Role", "Calls/addToPolicy/0/0/$new/1/actions", ("set", None)),
        (f"{LIB}/aws-iam.Role", "Properties/managedPolicies", ("set", None)),
        (f"{LIB}/aws-s3.Bucket", "Properties/lifecycleRules", ("set", "id")),
        (f"{LIB}/aws-s3.Bucket", "Properties/lifecycleRules/0/transitions", ("ordered", None)),
        (f"{LIB}/aws-s3.Bucket", "Assigned/replicationConfiguration/rules", ("set", "id")),
        (f"{LIB}/aws-events.Rule", "Properties/eventPattern/source", ("set", None)),
        (f"{LIB}/aws-cloudwatch.Dashboard", "Calls/addWidgets/0", ("ordered", "$new/1/title")),
        (f"{LIB}/aws-ec2.CfnSecurityGroup", "Properties/tags", ("set", "key")),
        (f"{LIB}/aws-lambda.CfnFunction", "Properties/layers", ("ordered", None)),
    ],
)
def test_how_lists_pair(kind: str, path: str, rule: tuple[str, str | None]) -> None:
    found = CDK.list_rule(_entry(kind), tuple(path.split("/")))
    assert (found.kind, found.key) == rule


@pytest.mark.parametrize(
    ("section", "path", "secret"),
    [
        ("Resources", "Properties/environment/DB_PASSWORD", True),
        ("Resources", "Properties/masterUserPassword/$call/1", True),
        ("Resources", "Properties/secretStringValue/$call/1", True),
        ("Resources", "Properties/environment/TABLE_NAME", False),
        ("Resources", "Properties/secretName", False),
        ("Resources", "Properties/password/$name", False),
        ("Resources", "Properties/credentials/$call/1", False),
        ("Resources", "Properties/credentials/$call/2/$call/1", True),
        ("Variables", "", False),
    ],
)
def test_what_is_secret(section: str, path: str, secret: bool) -> None:
    tokens = tuple(path.split("/")) if path else ()
    assert CDK.secret(_entry(f"{LIB}/aws-lambda.Function", section), tokens, "text") is secret
    assert CDK.secret(_entry(f"{LIB}/aws-lambda.Function", section), tokens, {"$name": "x"}) is False


def test_a_variable_is_secret_by_its_name() -> None:
    assert CDK.secret(Entry("Variables", "dbPassword", None, "/Variables/dbPassword"), (), "text")


@pytest.mark.parametrize(
    ("kind", "path", "what", "answer"),
    [
        (f"{LIB}/aws-s3.Bucket", "Properties/encryption", "missing", ("high", "security")),
        (f"{LIB}/aws-s3.Bucket", "Properties/removalPolicy", "changed", ("medium", "lifecycle")),
        (f"{LIB}/aws-lambda.Function", "Properties/timeout", "changed", ("medium", "reliability")),
        (f"{LIB}/aws-lambda.Function", "Properties/memorySize", "changed", ("medium", "cost")),
        (f"{LIB}/aws-lambda.Function", "Properties/tracing", "missing", ("medium", "observability")),
        (f"{LIB}/aws-lambda.Function", "Properties/description", "changed", ("low", "documentation")),
        (f"{LIB}/aws-lambda.Function", "Properties/handler", "missing", ("critical", "deployability")),
        (f"{LIB}/aws-lambda.Function", "Properties/functionName", "changed", ("medium", "naming")),
        (f"{LIB}/aws-dynamodb.TableV2", "", "replaced", ("critical", "requirement")),
        (f"{LIB}/aws-iam.Role", "", "missing", ("high", "security")),
        (f"{LIB}/aws-iam.Role", "", "renamed", ("low", "naming")),
        (f"{LIB}/aws-cloudwatch.Alarm", "", "missing", ("medium", "observability")),
        (f"{LIB}.CfnOutput", "", "missing", ("medium", "maintainability")),
    ],
)
def test_how_bad_a_gap_is(kind: str, path: str, what: Any, answer: tuple[str, str]) -> None:
    entry = _entry(kind)
    pair = Pair(None if what == "missing" else entry, entry, "same")
    tokens = tuple(path.split("/")) if path else ()
    assert CDK.concern(Gap(what, "/", "/", None, ABSENT, 1, pair, tokens)) == answer


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (f"{LIB}/aws-dynamodb.TableV2", "aws-cdk-lib.aws_dynamodb.TableV2"),
        (f"{LIB}.Stack", "aws-cdk-lib.Stack"),
        ("@aws-cdk/aws-lambda-python-alpha.PythonFunction", "@aws-cdk_aws-lambda-python-alpha.PythonFunction"),
        ("./NetworkStack", None),
        ("cdk-nag.AwsSolutionsChecks", None),
    ],
)
def test_the_page_of_a_class(kind: str, page: str | None) -> None:
    address = f"https://docs.aws.amazon.com/cdk/api/v2/docs/{page}.html" if page else None
    assert CDK.link(kind, ()) == address
