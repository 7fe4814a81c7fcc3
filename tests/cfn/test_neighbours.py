"""Resources that are right by themselves and exclude each other."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.detectors import detect
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.remedy.lay import lay


def found(name: str, **resources: Any) -> list[str]:
    return [place.pointer for place in detect(name, {"Resources": resources}) or ()]


def user(size: int, resource: Any = "arn:aws:s3:::{}/*") -> dict[str, Any]:
    if isinstance(resource, str):
        resource = resource.format("a" * size)
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}
    policy = {"PolicyName": "read", "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
    return {"Type": "AWS::IAM::User", "Properties": {"Policies": [policy]}}


def test_inline_policies_have_a_size() -> None:
    assert found("policy-too-large", Reader=user(1900)) == []
    assert found("policy-too-large", Reader=user(2048)) == ["/Resources/Reader/Properties/Policies"]
    # What a function comes to is not known.
    assert found("policy-too-large", Reader=user(0, {"Fn::Sub": "arn:aws:s3:::" + "a" * 3000})) == []


@pytest.mark.parametrize(
    ("attributes", "places"),
    [
        ({}, ["/Resources/Jobs/Properties/PrivateDnsEnabled"]),
        ({"EnableDnsHostnames": True}, []),
        ({"EnableDnsHostnames": "true", "EnableDnsSupport": False}, ["/Resources/Jobs/Properties/PrivateDnsEnabled"]),
        ({"EnableDnsHostnames": {"Ref": "Names"}}, []),
    ],
)
def test_private_names_need_names(attributes: dict[str, Any], places: list[str]) -> None:
    vpc = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16", **attributes}}
    jobs = {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Interface", "PrivateDnsEnabled": True, "ServiceName": "x.y"}
    assert found("endpoint-names-off", Vpc=vpc, Jobs={"Type": "AWS::EC2::VPCEndpoint", "Properties": jobs}) == places


def bucket_policy(resource: Any, **bucket: Any) -> dict[str, Any]:
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": resource}
    properties = {
        "Bucket": {"Ref": "Data"},
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }
    return {
        "Data": {"Type": "AWS::S3::Bucket", "Properties": bucket},
        "Rules": {"Type": "AWS::S3::BucketPolicy", "Properties": properties},
    }


@pytest.mark.parametrize(
    ("resource", "name", "wrong"),
    [
        ("arn:aws:s3:::other/*", None, True),
        ("arn:aws:s3:::data/*", "data", False),
        ("arn:aws:s3:::data/*", {"Ref": "Name"}, False),
        ({"Fn::Sub": "${Data.Arn}/*"}, None, False),
        ("*", None, False),
    ],
)
def test_a_bucket_policy_is_about_its_bucket(resource: Any, name: Any, wrong: bool) -> None:
    resources = bucket_policy(resource, **({} if name is None else {"BucketName": name}))
    places = found("bucket-policy-mismatched", **resources)
    assert places == (["/Resources/Rules/Properties/PolicyDocument/Statement/0/Resource"] if wrong else [])


def test_what_only_one_of_two_conditions_makes_is_no_conflict() -> None:
    vpc = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}
    door = {"Type": "AWS::EC2::InternetGateway"}
    attached = {
        "Type": "AWS::EC2::VPCGatewayAttachment",
        "Properties": {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Door"}},
    }
    both = {"Vpc": vpc, "Door": door, "One": attached}
    assert found("internet-gateway-doubled", **both, Two=attached) == ["/Resources/Two"]
    assert found("internet-gateway-doubled", **both, Two={**attached, "Condition": "Later"}) == []


STATEMENT: dict[str, Any] = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}


def plain_policy(bucket: Any, statement: Any) -> dict[str, Any]:
    properties = {"Bucket": bucket, "PolicyDocument": {"Statement": statement}}
    return {"Type": "AWS::S3::BucketPolicy", "Properties": properties}


def refusing(bucket: Any, statement: Any = None, **resources: Any) -> Any:
    template: Any = {"Resources": {**resources, "P": plain_policy(bucket, statement or [STATEMENT])}}
    for place in detect("bucket-insecure-transport-allowed", template) or ():
        template = lay(template, place.patch, CLOUDFORMATION.function)
    return template["Resources"]["P"]["Properties"]["PolicyDocument"]["Statement"]


@pytest.mark.parametrize(
    ("bucket", "resources"),
    [
        ({"Ref": "B"}, [{"Fn::GetAtt": ["B", "Arn"]}, {"Fn::Sub": "${B.Arn}/*"}]),
        ("logs", [{"Fn::Sub": "arn:${AWS::Partition}:s3:::logs"}, {"Fn::Sub": "arn:${AWS::Partition}:s3:::logs/*"}]),
        ({"Ref": "Name"}, [{"Fn::Sub": ["arn:${AWS::Partition}:s3:::${Bucket}" + end, {"Bucket": {"Ref": "Name"}}]}
                           for end in ("", "/*")]),
    ],
)  # fmt: skip
def test_requests_without_tls_are_refused_in_the_words_of_the_template(bucket: Any, resources: Any) -> None:
    first, added = refusing(bucket, B={"Type": "AWS::S3::Bucket"})
    assert first == STATEMENT
    assert (added["Effect"], added["Resource"]) == ("Deny", resources)
    assert added["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_single_statement_becomes_a_list() -> None:
    assert refusing("logs", STATEMENT)[0] == STATEMENT


def test_what_refuses_them_or_cannot_is_left_alone() -> None:
    deny = {"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": False}}}
    assert refusing("logs", [STATEMENT, deny]) == [STATEMENT, deny]
    site = {"Type": "AWS::S3::Bucket", "Properties": {"WebsiteConfiguration": {"IndexDocument": "index.html"}}}
    assert refusing({"Ref": "B"}, B=site) == [STATEMENT]
