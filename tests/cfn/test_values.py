"""What intrinsic functions yield: known, absent, or left to the deployment."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.values import Values

VALUES = Values(
    {
        "Parameters": {
            "Env": {"Type": "String", "Default": "dev"},
            "Open": {"Type": "String"},
            "Zones": {"Type": "List<AWS::EC2::AvailabilityZone::Name>", "Default": "a, b"},
            "Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/name"},
        },
        "Mappings": {"Sizes": {"dev": {"Cpu": 1, "List": ["x"]}}},
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
    }
)
UNKNOWN = (False, None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", (True, "text")),
        ({"Ref": "Env"}, (True, "dev")),
        ({"Ref": "Zones"}, (True, ["a", "b"])),
        ({"Ref": "AWS::NoValue"}, (True, None)),
        ({"Ref": "Open"}, UNKNOWN),
        ({"Ref": "Image"}, UNKNOWN),
        ({"Ref": "AWS::Region"}, UNKNOWN),
        ({"Ref": ["Env"]}, UNKNOWN),
        ({"Fn::GetAtt": ["Queue", "Arn"]}, UNKNOWN),
        ({"Fn::Sub": "${Env}-${!Env}-${ Env }"}, (True, "dev-${Env}-dev")),
        ({"Fn::Sub": "${Open}"}, UNKNOWN),
        ({"Fn::Sub": ["${A}${A}", {"A": {"Fn::Join": ["", [1, True]]}}]}, (True, "1true1true")),
        ({"Fn::Join": ["/", ["a", {"Ref": "Queue"}]]}, UNKNOWN),
        ({"Fn::Join": ["/", {"Ref": "Zones"}]}, (True, "a/b")),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Cpu"]}, (True, 1)),
        ({"Fn::FindInMap": ["Sizes", "prod", "Cpu"]}, UNKNOWN),
        ({"Fn::If": ["C", "a", {"Fn::Sub": "a"}]}, (True, "a")),
        ({"Fn::If": ["C", 1, True]}, UNKNOWN),
        ({"Fn::If": ["C", "a"]}, UNKNOWN),
        ({"Fn::Select": ["1", {"Fn::Split": [",", "a,b"]}]}, (True, "b")),
        ({"Fn::Select": [9, ["a"]]}, UNKNOWN),
        ({"Fn::Select": ["9" * 5000, ["a"]]}, UNKNOWN),
        ({"Fn::Base64": {"Fn::Sub": "${Env}"}}, (True, "dev")),
        ({"Fn::Transform": {}}, UNKNOWN),
    ],
)
def test_what_a_call_resolves_to(value: Any, expected: tuple[bool, Any]) -> None:
    known, result = VALUES.resolve(value)
    assert (known, result, type(result)) == (*expected, type(expected[1]))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Fn::Sub": "a-${Queue.Arn}/${Env}/*"}, ["a-", "/dev/*"]),
        ({"Fn::Join": [":", ["arn", {"Ref": "AWS::Region"}, "x"]]}, ["arn:", ":x"]),
        ({"Ref": "Queue"}, ["", ""]),
        ({"Fn::GetAtt": "Queue.Arn"}, ["", ""]),
        ({"Ref": "Env"}, ["dev"]),
        ({"Ref": "Open"}, None),
        ({"Fn::ImportValue": "x"}, None),
        ({"Fn::Sub": "${Open}!"}, ["", "!"]),
    ],
)
def test_the_text_around_what_is_not_known(value: Any, expected: list[str] | None) -> None:
    assert VALUES.pieces(value) == expected


def test_a_text_that_doubles_without_end_is_not_spelled_out() -> None:
    text: Any = "x" * 100
    for _ in range(15):
        text = {"Fn::Sub": ["${A}${A}", {"A": text}]}
    assert VALUES.resolve(text) == UNKNOWN
    assert VALUES.pieces(text) is None or max(map(len, VALUES.pieces(text) or [""])) <= 1_000_000


def test_only_calls_are_calls() -> None:
    assert all(VALUES.function(value) for value in ({"Ref": 1}, {"Fn::X": 1}))
    assert not any(VALUES.function(value) for value in ({"A": 1}, {"Ref": 1, "B": 2}, [], "Ref", None))
    assert VALUES.branches({"Fn::If": ["C", 1, 2]}) == [1, 2]
    assert VALUES.branches({"Fn::Sub": ["C", 1, 2]}) == []
