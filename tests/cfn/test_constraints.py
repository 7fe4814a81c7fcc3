"""What AWS refuses beyond types and enums, as the shipped file says it."""

from __future__ import annotations

import re

from fixer.cfn import constraints


def test_the_file_says_how_old_it_is() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", constraints.date())


def test_lengths_and_patterns_are_found_by_the_path_of_the_property() -> None:
    role = constraints.constraints("AWS::IAM::Role")
    assert role["RoleName"]["maxLength"] == 64
    assert re.search(role["RoleName"]["pattern"], "worker")
    assert not re.search(role["RoleName"]["pattern"], "the worker")
    assert constraints.constraints("AWS::No::Such") == {}


def test_every_pattern_compiles_and_answers_quickly() -> None:
    for kind in ("AWS::S3::Bucket", "AWS::Lambda::Function", "AWS::RDS::DBInstance", "AWS::EC2::SecurityGroup"):
        for path, demands in constraints.constraints(kind).items():
            if path != "@" and "pattern" in demands:
                re.search(demands["pattern"], "a-" * 200 + "!")


def test_attributes_are_those_of_fn_get_att() -> None:
    assert constraints.has_attribute("AWS::IAM::Role", "Arn") is True
    assert constraints.has_attribute("AWS::IAM::Role", "RoleArn") is False
    assert constraints.has_attribute("AWS::CloudFormation::Stack", "Outputs.Url") is True
    assert constraints.has_attribute("Custom::Thing", "Anything") is None


def test_managed_policies_stand_with_their_path() -> None:
    known = constraints.managed_policies()
    assert "service-role/AWSLambdaBasicExecutionRole" in known
    assert "AWSLambdaBasicExecutionRole" not in known


def test_engine_versions_on_offer_and_gone() -> None:
    offered, gone = constraints.engine_versions("AWS::RDS::DBInstance", "postgres")
    assert "16" in offered
    assert "9.6.1" in gone
    assert constraints.engine_versions("AWS::RDS::DBInstance", "no-such") == (frozenset(), frozenset())
