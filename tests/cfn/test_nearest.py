"""What an unknown name was probably meant to be."""

from __future__ import annotations

import pytest

from fixer.cfn.nearest import nearest_name, nearest_type


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("MaximumEventAge", {"MaximumEventAgeInSeconds", "MaximumRetryAttempts"}, "MaximumEventAgeInSeconds"),
        ("bucketname", {"BucketName", "BucketEncryption"}, "BucketName"),
        ("Runtme", {"Runtime", "Role"}, "Runtime"),
        ("HealthCheckInterval", {"HealthCheckIntervalSeconds", "HealthCheckPath"}, "HealthCheckIntervalSeconds"),
        ("CloudWatchConfigurations", {"LambdaConfigurations", "QueueConfigurations"}, None),
        ("Tags", {"Name", "Type"}, None),
        ("Anything", set(), None),
    ],
)
def test_nearest_name(name: str, candidates: set[str], expected: str | None) -> None:
    assert nearest_name(name, frozenset(candidates)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AWS::Lambda::Functions", "AWS::Lambda::Function"),
        ("AWS::DynamoDB::table", "AWS::DynamoDB::Table"),
        ("AWS::Nope::Function", None),
        ("Lambda", None),
        ("", None),
        ("AWS::S3::" + "Bucket" * 1_000, None),
    ],
)
def test_nearest_type(name: str, expected: str | None) -> None:
    assert nearest_type(name) == expected
