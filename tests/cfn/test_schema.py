"""What the schemas say of well-known properties, and how the facts are asked for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.cfn.schema import Facts, TypeFacts, doc_link, facts, same_scalar
from fixer.cfn.schema_index import type_names
from fixer.compare.gaps import ABSENT

GUIDE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"


def known(resource_type: str) -> TypeFacts:
    found = facts(resource_type)
    assert found is not None
    return found


def at(resource_type: str, path: str) -> Facts:
    place = known(resource_type).at(path.split("/"))
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("resource_type", "path", "expected"),
    [
        ("AWS::SQS::Queue", "DelaySeconds", Facts(types=("integer",), minimum=0, maximum=900)),
        ("AWS::SQS::Queue", "QueueName", Facts(types=("string",), create_only=True)),
        ("AWS::SQS::Queue", "QueueUrl", Facts(types=("string",), read_only=True)),
        ("AWS::SQS::Queue", "Tags", Facts(types=("array",), list="set", key="Key")),
        ("AWS::SQS::Queue", "Tags/0/Key", Facts(types=("string",), required=True)),
        ("AWS::Lambda::Function", "MemorySize", Facts(types=("integer",), minimum=128, maximum=32768)),
        ("AWS::Lambda::Function", "Layers", Facts(types=("array",), list="ordered")),
        ("AWS::Lambda::Function", "VpcConfig/SubnetIds", Facts(types=("array",), list="set")),
        ("AWS::Lambda::Function", "ImageConfig/EntryPoint", Facts(types=("array",), list="ordered")),
        ("AWS::EC2::SecurityGroup", "SecurityGroupIngress", Facts(types=("array",), list="set")),
        ("AWS::EC2::SecurityGroup", "GroupDescription", Facts(types=("string",), required=True, create_only=True)),
        ("AWS::IAM::Role", "Policies", Facts(types=("array",), list="set", key="PolicyName")),
        ("AWS::IAM::Role", "ManagedPolicyArns", Facts(types=("array",), list="set")),
        ("AWS::DynamoDB::Table", "AttributeDefinitions", Facts(types=("array",), list="set", key="AttributeName")),
        ("AWS::DynamoDB::Table", "GlobalSecondaryIndexes", Facts(types=("array",), list="set", key="IndexName")),
        ("AWS::DynamoDB::Table", "BillingMode", Facts(types=("string",), enum=("PAY_PER_REQUEST", "PROVISIONED"))),
        ("AWS::CloudWatch::Alarm", "Dimensions", Facts(types=("array",), list="set", key="Name")),
        ("AWS::CloudWatch::Alarm", "AlarmActions", Facts(types=("array",), list="set")),
        ("AWS::Events::Rule", "Targets", Facts(types=("array",), list="set", key="Id")),
        (
            "AWS::S3::Bucket",
            "LifecycleConfiguration/Rules",
            Facts(types=("array",), list="set", key="Id", required=True),
        ),
        ("AWS::S3::Bucket", "CorsConfiguration/CorsRules", Facts(types=("array",), list="ordered", required=True)),
        ("AWS::RDS::DBInstance", "EnableCloudwatchLogsExports", Facts(types=("array",), list="set")),
        ("AWS::RDS::DBInstance", "AllocatedStorage", Facts(types=("string",))),
        ("AWS::RDS::DBInstance", "MasterUserPassword", Facts(types=("string",), write_only=True, secret=True)),
        (
            "AWS::ElasticLoadBalancingV2::Listener",
            "DefaultActions",
            Facts(types=("array",), list="ordered", required=True),
        ),
        (
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "TargetGroupAttributes",
            Facts(types=("array",), list="set", key="Key"),
        ),
        (
            "AWS::CloudFront::Distribution",
            "DistributionConfig/CacheBehaviors",
            Facts(types=("array",), list="ordered", key="PathPattern"),
        ),
        (
            "AWS::ECS::TaskDefinition",
            "ContainerDefinitions/*/Environment",
            Facts(types=("array",), list="set", key="Name", create_only=True),
        ),
        (
            "AWS::ECS::TaskDefinition",
            "ContainerDefinitions/*/Command",
            Facts(types=("array",), list="ordered", create_only=True),
        ),
        ("AWS::EC2::Instance", "BlockDeviceMappings", Facts(types=("array",), list="set", key="DeviceName")),
    ],
)
def test_facts_of_well_known_properties(resource_type: str, path: str, expected: Facts) -> None:
    assert at(resource_type, path) == expected


def test_a_default_is_told_from_none() -> None:
    assert at("AWS::KMS::Key", "KeySpec").default == "SYMMETRIC_DEFAULT"
    assert at("AWS::SQS::Queue", "DelaySeconds").default is ABSENT


def test_key_schema_is_ordered_under_every_index() -> None:
    for path in ("KeySchema", "GlobalSecondaryIndexes/0/KeySchema", "LocalSecondaryIndexes/3/KeySchema"):
        assert (at("AWS::DynamoDB::Table", path).list, at("AWS::DynamoDB::Table", path).key) == (
            "ordered",
            "AttributeName",
        )


def test_schemas_that_call_an_ordered_list_a_set_are_overruled() -> None:
    assert at("AWS::Glue::Table", "TableInput/StorageDescriptor/Columns").list == "ordered"
    assert at("AWS::EKS::Nodegroup", "InstanceTypes").list == "ordered"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "AWS",
        "AWS::Nope::Nothing",
        "Custom::Thing",
        "My::Own::Type::MODULE",
        "AWS::SQS::Queue ",
        "AWS::S3",
        "1 2",
        "::",
    ],
)
def test_unknown_types_have_no_facts(name: str) -> None:
    assert facts(name) is None
    assert doc_link(name) is None


def test_places_that_are_not_there_have_no_facts() -> None:
    queue = known("AWS::SQS::Queue")
    assert queue.at(("Nonsense",)) is None
    assert queue.at(("DelaySeconds", "Deeper")) is None
    assert queue.at(("Tags", "Key")) is None


@pytest.mark.parametrize(
    ("resource_type", "path", "expected"),
    [
        ("AWS::Events::Rule", "Targets/0/RetryPolicy/MaximumEventAge", False),
        ("AWS::Events::Rule", "Targets/0/RetryPolicy/MaximumEventAgeInSeconds", True),
        ("AWS::Events::Rule", "Targets/Fn::If/1/0/RetryPolicy/MaximumEventAge", False),
        ("AWS::Events::Rule", "Targets/0/RetryPolicy/Fn::Transform", None),
        ("AWS::Events::Rule", "Targets/0/Arn/Ref", None),
        ("AWS::Events::Rule", "EventPattern/source", None),
        ("AWS::IAM::Role", "AssumeRolePolicyDocument/Statement", None),
        ("AWS::IAM::Role", "assumeRolePolicyDocument", False),
        ("AWS::Lambda::Function", "Environment/Variables/ANYTHING", True),
        ("AWS::Lambda::Function", "Environment/Variable", False),
        ("AWS::CloudFormation::CustomResource", "Whatever", True),
        ("AWS::S3::Bucket", "", False),
        ("AWS::SQS::Queue", "Tags/Key", None),
    ],
)
def test_knows(resource_type: str, path: str, expected: bool | None) -> None:
    assert known(resource_type).knows(path.split("/")) is expected


def test_the_type_itself_is_known() -> None:
    assert known("AWS::SQS::Queue").knows(()) is True


@pytest.mark.parametrize(
    ("resource_type", "path", "expected"),
    [
        ("AWS::Events::Rule", "Targets/0/RetryPolicy/MaximumEventAge", "MaximumEventAgeInSeconds"),
        ("AWS::Config::ConfigurationRecorder", "RoleArn", "RoleARN"),
        ("AWS::RDS::DBInstance", "ManageUserPassword", "ManageMasterUserPassword"),
        ("AWS::S3::Bucket", "NotificationConfiguration/CloudWatchConfigurations", None),
        ("AWS::SQS::Queue", "DelaySeconds", None),
        ("AWS::SQS::Queue", "X" * 100_000, None),
        ("AWS::IAM::Role", "AssumeRolePolicyDocument/Statment", None),
    ],
)
def test_nearest_names_only_what_was_probably_meant(resource_type: str, path: str, expected: str | None) -> None:
    assert known(resource_type).nearest(path.split("/")) == expected


@pytest.mark.parametrize(
    ("resource_type", "path", "expected"),
    [
        ("AWS::DynamoDB::Table", "TableName", "always"),
        ("AWS::DynamoDB::Table", "BillingMode", "never"),
        ("AWS::DynamoDB::Table", "KeySchema/0/AttributeName", "maybe"),
        ("AWS::RDS::DBInstance", "MasterUsername", "always"),
        ("AWS::Lambda::Function", "Code/S3Key", "never"),
        ("AWS::ECS::TaskDefinition", "ContainerDefinitions/0/Image", "always"),
        ("AWS::EC2::Instance", "ImageId", "always"),
        ("AWS::EC2::Instance", "NetworkInterfaces/2/SubnetId", "always"),
        ("AWS::SQS::Queue", "NoSuchProperty", "never"),
    ],
)
def test_replacement(resource_type: str, path: str, expected: str) -> None:
    assert known(resource_type).replacement(path.split("/")) == expected


def test_a_container_replaces_if_the_create_only_property_is_in_it() -> None:
    batch = known("AWS::Batch::ComputeEnvironment")
    path = ("ComputeResources",)
    assert ("ComputeResources", "SpotIamFleetRole") in batch._lists["co"]
    assert batch.replacement(path) == "maybe"
    assert batch.replacement(path, {"SpotIamFleetRole": "arn"}) == "always"
    assert (
        batch.replacement(path, {"Fn::If": ["Spot", {"SpotIamFleetRole": "arn"}, {"Ref": "AWS::NoValue"}]}) == "always"
    )
    assert batch.replacement(path, {"Unknown": 1}) == "never"


def test_required_members_and_identifier() -> None:
    assert known("AWS::DynamoDB::Table").required() == {"KeySchema"}
    assert known("AWS::DynamoDB::Table").required(("KeySchema", "0")) == {"AttributeName", "KeyType"}
    assert known("AWS::DynamoDB::Table").primary_identifier == ("TableName",)
    assert "RetryPolicy" in known("AWS::Events::Rule").members(("Targets", "*"))


@pytest.mark.parametrize(
    ("resource_type", "path", "secret"),
    [
        ("AWS::SecretsManager::Secret", "SecretString", True),
        ("AWS::SecretsManager::Secret", "GenerateSecretString/PasswordLength", False),
        ("AWS::ElastiCache::ReplicationGroup", "AuthToken", True),
        ("AWS::RDS::DBInstance", "ManageMasterUserPassword", False),
        ("AWS::Lambda::Function", "Environment/Variables/DB_PASSWORD", True),
        ("AWS::Lambda::Function", "Environment/Variables/TABLE_NAME", False),
        ("AWS::Lambda::Function", "Code/ZipFile", False),
        ("AWS::CloudFormation::CustomResource", "ServiceToken", False),
        ("AWS::ApiGateway::ApiKey", "Value", True),
        ("AWS::CodePipeline::Pipeline", "Stages/0/Actions/0/Configuration", False),
    ],
)
def test_secrets(resource_type: str, path: str, secret: bool) -> None:
    assert at(resource_type, path).secret is secret


@pytest.mark.parametrize(
    ("resource_type", "path", "page"),
    [
        ("AWS::SQS::Queue", "", "aws-resource-sqs-queue.html"),
        ("AWS::SQS::Queue", "QueueName", "aws-resource-sqs-queue.html#cfn-sqs-queue-queuename"),
        ("AWS::SQS::Queue", "NoSuchProperty", "aws-resource-sqs-queue.html"),
        ("AWS::SQS::Queue", "Tags/0/Key", "aws-properties-sqs-queue-tag.html#cfn-sqs-queue-tag-key"),
        (
            "AWS::Events::Rule",
            "Targets/0/RetryPolicy/MaximumEventAgeInSeconds",
            "aws-properties-events-rule-retrypolicy.html#cfn-events-rule-retrypolicy-maximumeventageinseconds",
        ),
        (
            "AWS::Events::Rule",
            "Targets/0/RetryPolicy/MaximumEventAge",
            "aws-properties-events-rule-target.html#cfn-events-rule-target-retrypolicy",
        ),
        (
            "AWS::DynamoDB::Table",
            "KeySchema/0/KeyType",
            "aws-resource-dynamodb-table.html#cfn-dynamodb-table-keyschema",
        ),
        (
            "AWS::Lambda::Function",
            "Environment/Variables/STAGE",
            "aws-properties-lambda-function-environment.html#cfn-lambda-function-environment-variables",
        ),
        (
            "AWS::Route53::RecordSet",
            "AliasTarget",
            "aws-properties-route53-recordset.html#cfn-route53-recordset-aliastarget",
        ),
        (
            "AWS::CloudFormation::CustomResource",
            "ServiceToken",
            "aws-resource-cfn-customresource.html#cfn-customresource-servicetoken",
        ),
        ("AWS::CloudFormation::Stack", "TemplateURL", "aws-properties-stack.html#cfn-cloudformation-stack-templateurl"),
        (
            "AWS::ElastiCache::CacheCluster",
            "Engine",
            "aws-properties-elasticache-cache-cluster.html#cfn-elasticache-cachecluster-engine",
        ),
        ("AWS::EMR::Cluster", "Name", "aws-resource-elasticmapreduce-cluster.html#cfn-elasticmapreduce-cluster-name"),
        ("AWS::IAM::AccessKey", "UserName", "aws-properties-iam-accesskey.html#cfn-iam-accesskey-username"),
        ("AWS::SNS::Subscription", "Endpoint", "aws-resource-sns-subscription.html#cfn-sns-endpoint"),
        (
            "AWS::CodePipeline::Pipeline",
            "Stages/0/Name",
            "aws-resource-codepipeline-pipeline.html#cfn-codepipeline-pipeline-stages",
        ),
        ("Alexa::ASK::Skill", "VendorId", "aws-resource-ask-skill.html#cfn-ask-skill-vendorid"),
    ],
)
def test_doc_links(resource_type: str, path: str, page: str) -> None:
    assert doc_link(resource_type, path.split("/") if path else ()) == GUIDE + page


def test_no_link_where_there_is_no_page() -> None:
    assert doc_link("AWS::Serverless::Function", ("Runtime",)) is None
    assert doc_link("Custom::Thing") is None


NUMBER = Facts(types=("integer",))
TRUTH = Facts(types=("boolean",))
TEXT = Facts(types=("string",))


@pytest.mark.parametrize(
    ("place", "left", "right", "alike"),
    [
        (NUMBER, "30", 30, True),
        (NUMBER, 30, 30.0, True),
        (NUMBER, "030", 30, True),
        (NUMBER, True, 1, False),
        (NUMBER, "x", "x", True),
        (NUMBER, "x", 30, False),
        (TRUTH, "true", True, True),
        (TRUTH, "False", False, True),
        (TRUTH, True, 1, False),
        (TRUTH, "yes", True, False),
        (TEXT, "30", 30, True),
        (TEXT, "1.0", 1, False),
        (TEXT, "1.0", 1.0, False),
        (TEXT, "True", True, False),
        (TEXT, "true", True, True),
        (None, "30", 30, True),
        (None, 1, 1.0, False),
        (None, "true", True, True),
        (None, None, None, True),
        (None, None, "", False),
        (None, {}, {}, False),
        (Facts(types=("integer", "string")), "30", 30, True),
        (NUMBER, 10**400, "1.5", False),
    ],
)
def test_same_scalar(place: Facts | None, left: Any, right: Any, alike: bool) -> None:
    assert same_scalar(place, left, right) is alike
    assert same_scalar(place, right, left) is alike


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5))


@given(st.sampled_from([None, NUMBER, TRUTH, TEXT]), scalars, scalars)
def test_same_scalar_is_an_equivalence(place: Facts | None, left: Any, right: Any) -> None:
    assert same_scalar(place, left, left)
    assert same_scalar(place, left, right) == same_scalar(place, right, left)


TOKENS = st.sampled_from(
    ["Tags", "0", "*", "Key", "Fn::If", "1", "Ref", "", "Rules", "Statement", "Policies", "é", "DistributionConfig"]
)


@given(st.sampled_from(type_names()), st.lists(TOKENS, max_size=8))
def test_any_path_can_be_asked_for(resource_type: str, path: list[str]) -> None:
    found = known(resource_type)
    place, knows = found.at(path), found.knows(path)
    assert (place is not None) == (knows is True)
    assert found.replacement(path) in ("never", "maybe", "always")
    assert knows is False or found.nearest(path) is None
    assert (found.doc_link(path) or GUIDE).startswith(GUIDE)


def test_a_path_of_any_length_ends_soon() -> None:
    web_acl = known("AWS::WAFv2::WebACL")
    path = ("Rules", "0", "Statement") + ("NotStatement", "Statement") * 10_000
    assert web_acl.knows(path) is True
    assert web_acl.doc_link(path) is not None


def test_nearly_every_property_of_real_templates_is_known(corpus: Path) -> None:
    answers: Counter[bool | None] = Counter()
    for file in sorted(corpus.glob("*/extracted-*.json")):
        try:
            resources = json.loads(file.read_text("utf-8")).get("Resources")
        except ValueError:
            continue
        for resource in resources.values():
            found = facts(str(resource.get("Type")))
            if found and isinstance(resource.get("Properties"), dict):
                answers.update(walk(found, (), resource["Properties"]))
    assert answers.total() > 10_000
    assert answers[True] / answers.total() > 0.94
    assert answers[False] / answers.total() < 0.005


def walk(found: TypeFacts, path: tuple[str, ...], value: Any) -> list[bool | None]:
    """What the schema knows of every property down to the first one that it does not list."""
    if isinstance(value, list):
        return [answer for at, item in enumerate(value) for answer in walk(found, (*path, str(at)), item)]
    if not isinstance(value, dict) or any(key == "Ref" or key.startswith("Fn::") for key in value):
        return []
    answers: list[bool | None] = []
    for key, item in value.items():
        answers.append(found.knows((*path, key)))
        answers += walk(found, (*path, key), item) if answers[-1] else []
    return answers
