"""Patches that give a role what its user needs."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.detectors import role_grants
from fixer.cfn.detectors.stack import Resource, Stack
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.remedy.lay import lay

PLAIN = "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


def role(**properties: Any) -> Resource:
    stack = Stack({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}})
    return stack.resources["Role"]


def laid(patch: Any, **properties: Any) -> Any:
    template = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}}
    return lay(template, patch, CLOUDFORMATION.function)["Resources"]["Role"]["Properties"]


@pytest.mark.parametrize(
    ("there", "item"),
    [
        (None, {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/X"}),
        ([], {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/X"}),
        ([{"Ref": "P"}], {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/X"}),
        ([PLAIN], "arn:aws-cn:iam::aws:policy/X"),
    ],
)
def test_a_managed_policy_is_written_as_its_neighbours(there: Any, item: Any) -> None:
    given = {} if there is None else {"ManagedPolicyArns": there}
    assert laid(role_grants.has(role(**given), "X"), **given) == {"ManagedPolicyArns": [*(there or []), item]}


def test_statements_come_in_a_policy_of_their_own() -> None:
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": {"Fn::GetAtt": ["Q", "Arn"]}}],
    }
    patch = role_grants.may(role(), "SendToQ", ("sqs:SendMessage",), {"Fn::GetAtt": ["Q", "Arn"]})
    given = {"Policies": [{"PolicyName": "SendToQ", "PolicyDocument": document}]}
    assert laid(patch) == given
    assert role_grants.may(role(**given), "SendToQ", ("sqs:SendMessage",), "*") == ()
    (one, other) = laid(role_grants.may(role(**given), "More", ("a:B", "a:C"), "*"), **given)["Policies"]
    assert one == given["Policies"][0]
    assert other["PolicyDocument"]["Statement"][0]["Action"] == ["a:B", "a:C"]


def test_a_service_is_let_in_beside_those_that_are() -> None:
    there = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    given = {"AssumeRolePolicyDocument": {"Statement": [there]}}
    done = laid(role_grants.trusts(role(**given), "lambda.amazonaws.com"), **given)
    added = {**there, "Principal": {"Service": "lambda.amazonaws.com"}}
    assert done == {"AssumeRolePolicyDocument": {"Statement": [there, added]}}


def test_what_is_computed_is_left_to_a_person() -> None:
    choice = {"Fn::If": ["C", [], []]}
    assert role_grants.has(role(ManagedPolicyArns=choice), "X") == ()
    assert role_grants.may(role(Policies=choice), "X", ("a:B",), "*") == ()
    assert role_grants.trusts(role(AssumeRolePolicyDocument={"Statement": choice}), "ec2.amazonaws.com") == ()
