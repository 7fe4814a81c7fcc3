"""What the account and a template have against each other: quotas, regions, tags that everything must have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fixer import api
from fixer.cfn.detectors import detect
from fixer.cfn.values import Values
from fixer.dialect import Account
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.settings.parse import parse
from fixer.settings.profiles import settled
from tests.pairs import resource, template

QUEUE = "AWS::SQS::Queue"


def places(name: str, data: dict[str, Any], account: Account) -> list[tuple[str, str]]:
    found = detect(name, data, account)
    assert found is not None
    return [(place.pointer, place.message) for place in found]


@pytest.mark.parametrize("name", ["account-quota-exceeded", "region-unlisted", "tags-required-missing"])
def test_of_an_account_that_is_not_known_nothing_is_said(name: str) -> None:
    data = template({"A": resource(QUEUE), "B": resource("AWS::EC2::Subnet", AvailabilityZone="xx-north-9a")})
    assert places(name, data, Account()) == []


def test_quotas_count_what_is_surely_made() -> None:
    data = template({"A": resource("AWS::EC2::EIP"), "B": resource("AWS::EC2::EIP"),
                     "C": {**resource("AWS::EC2::EIP"), "Condition": "Large"}})  # fmt: skip
    assert places("account-quota-exceeded", data, Account(quotas=(("AWS::EC2::EIP", 2),))) == []
    assert places("account-quota-exceeded", data, Account(quotas=(("AWS::EC2::EIP", 1),))) == [
        ("/Resources/B", "the stack makes 2 of AWS::EC2::EIP, the account has room for 1 (A, B)")
    ]
    four = template({name: resource("AWS::EC2::EIP") for name in "ABCD"})
    assert len(places("address-quota", four, Account())) == 1
    assert places("address-quota", four, Account(quotas=(("AWS::EC2::EIP", 20),))) == []


def test_regions_and_their_zones() -> None:
    data = {
        "Parameters": {
            "Region": {"Type": "String", "Default": "eu-west-1", "AllowedValues": ["eu-west-1", "us-gov-west-1"]}
        },
        "Resources": {
            "A": resource("AWS::EC2::Subnet", AvailabilityZone="ap-south-1b", CidrBlock="10.0.0.0/24"),
            "B": resource(QUEUE, QueueName="us-east-1-orders", Tags=[{"Key": "eu-west-1", "Value": "us-east-1"}]),
        },
    }
    assert [place for place, _ in places("region-unlisted", data, Account(regions=("eu-west-1",)))] == [
        "/Parameters/Region/AllowedValues/1",
        "/Resources/A/Properties/AvailabilityZone",
        "/Resources/B/Properties/Tags/0/Value",
    ]
    _, message = places("region-unlisted", data, Account(regions=("eu-west-1",)))[1]
    assert message == "ap-south-1b is not in eu-west-1, the regions of the account"


class TestTags:
    WANTED = "required-tags = {Team = 'orders', Cost = '42'}"

    @staticmethod
    def mended(data: dict[str, Any], text: str) -> Any:
        document = from_bytes("stack.json", json.dumps(data).encode())
        found = api.check(read_template(document), api.Options(settings=settled([parse(text, "f.toml")])))
        assert "tags-required-missing" in [issue.rule for issue in found.issues]
        done = api.mend(found, api.Selection(only=("rule:tags-required-missing",)))
        bodies = done.result.data["Resources"].items()
        return {
            name: [value for key, value in body.get("Properties", {}).items() if key.endswith("Tags")]
            for name, body in bodies
        }

    def test_values_that_are_settled_are_added(self) -> None:
        data = template({
            "None": {"Type": QUEUE},
            "Some": resource(QUEUE, Tags=[{"Key": "Team", "Value": "own"}, {"Key": "X", "Value": "y"}]),
            "Map": resource("AWS::SSM::Parameter", Type="String", Value="x", Tags={"X": "y"}),
            "Files": resource("AWS::EFS::FileSystem"),
            "People": resource("AWS::Cognito::UserPool"),
            "Group": resource("AWS::AutoScaling::AutoScalingGroup", MinSize="1", MaxSize="1"),
            "Without": resource("AWS::Lambda::Permission", Action="x", FunctionName="f", Principal="p"),
        })  # fmt: skip
        both = [{"Key": "Team", "Value": "orders"}, {"Key": "Cost", "Value": "42"}]
        assert self.mended(data, self.WANTED) == {
            "None": [both],
            "Some": [[{"Key": "Team", "Value": "own"}, {"Key": "X", "Value": "y"}, both[1]]],
            "Map": [{"X": "y", "Team": "orders", "Cost": "42"}],
            "Files": [both],
            "People": [{"Team": "orders", "Cost": "42"}],
            "Group": [],
            "Without": [],
        }

    def test_without_values_a_person_has_to_add_them(self) -> None:
        data = template({"A": resource(QUEUE, QueueName="a")})
        assert self.mended(data, "required-tags = ['Team']") == {"A": []}
        assert places("tags-required-missing", data, Account(tags=(("Team", None), ("Cost", None)))) == [
            ("/Resources/A/Properties/Tags", "lacks the tags Team, Cost")
        ]

    @pytest.mark.parametrize(
        "tags", [{"Ref": "Tags"}, [{"Fn::If": ["C", {"Key": "Team", "Value": "x"}, {"Ref": "N"}]}], "x"]
    )
    def test_tags_that_are_not_known_are_left_alone(self, tags: Any) -> None:
        data = template({"A": resource(QUEUE, Tags=tags)})
        assert places("tags-required-missing", data, Account(tags=(("Team", None),))) == []


@pytest.mark.parametrize(
    ("value", "suffix", "mentioned"),
    [
        ({"Fn::Sub": "a-${EnvironmentSuffix}"}, "", True),
        ({"Fn::Sub": "a-${stage}"}, "", False),
        ({"Fn::Sub": "a-${stage}"}, "stage", True),
        ({"Fn::Sub": "a-${EnvironmentSuffix}"}, "stage", False),
        ({"Fn::Sub": "a-${!EnvironmentSuffix}"}, "", False),
        ({"Fn::Sub": ["a-${e}", {"e": {"Ref": "NameSuffix"}}]}, "", True),
        ({"Fn::Join": ["-", ["a", {"Ref": "NameSuffix"}]]}, "", True),
        ("a-suffix", "", False),
    ],
)
def test_names_with_the_suffix(value: Any, suffix: str, mentioned: bool) -> None:
    assert Values({}, suffix).suffixed(value) is mentioned
