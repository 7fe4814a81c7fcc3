"""Types that can play each other's part, and types whose resources keep data."""

from __future__ import annotations

import pytest

from fixer.cfn.schema_index import type_names
from fixer.cfn.stand_ins import HOLDS_DATA, STAND_INS, stands_in, why_stands_in


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", True),
        ("AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy", True),
        ("AWS::Serverless::Function", "AWS::Lambda::Function", True),
        ("AWS::Serverless::HttpApi", "AWS::ApiGateway::RestApi", True),
        ("AWS::RDS::DBInstance", "AWS::RDS::DBCluster", True),
        ("AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::LaunchTemplate", True),
        ("AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup", True),
        ("Custom::EmptyBucket", "AWS::CloudFormation::CustomResource", True),
        ("Custom::EmptyBucket", "Custom::Other", False),
        ("AWS::S3::Bucket", "AWS::S3::BucketPolicy", False),
        ("AWS::S3::Bucket", "AWS::S3::Bucket", False),
        ("AWS::Lambda::Function", "AWS::DynamoDB::Table", False),
    ],
)
def test_stands_in(left: str, right: str, expected: bool) -> None:
    assert stands_in(left, right) is expected
    assert stands_in(right, left) is expected


def test_the_reason_is_given() -> None:
    assert (
        why_stands_in("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table") == "A table, in one region or in several."
    )
    assert why_stands_in("AWS::S3::Bucket", "AWS::SQS::Queue") is None


def test_every_type_named_exists() -> None:
    named = HOLDS_DATA | {kind for pair in STAND_INS for kind in pair} - {"Custom::*"}
    assert named <= set(type_names())


def test_what_can_stand_in_for_a_store_of_data_is_one() -> None:
    for table in ("AWS::DynamoDB::Table", "AWS::RDS::DBInstance", "AWS::ElastiCache::CacheCluster"):
        for pair in STAND_INS:
            assert table not in pair or pair <= HOLDS_DATA, pair
