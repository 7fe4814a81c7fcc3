"""Detectors: what they find, where, and what they leave alone."""

from __future__ import annotations

import time
from typing import Any

import pytest

from fixer.cfn.detectors import DETECTORS, detect


def found(name: str, template: dict[str, Any]) -> list[tuple[str, str]]:
    places = detect(name, template)
    assert places is not None
    return [(place.pointer, place.message) for place in places]


WHOLE: dict[str, Any] = {
    "Parameters": {"Env": {"Type": "String", "MinLength": 1}},
    "Mappings": {"Sizes": {"dev": {"Cpu": 1}}},
    "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Env"}, "prod"]}, "Both": {"Fn::Not": [{"Condition": "IsProd"}]}},
    "Resources": {
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"KmsMasterKeyId": "alias/own"}},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "alias/own"}},
        "Alarm": {
            "Type": "AWS::CloudWatch::Alarm",
            "DependsOn": "Topic",
            "Properties": {
                "AlarmActions": [{"Fn::GetAtt": ["Queue", "Arn"]}],
                "AlarmName": {"Fn::Sub": "${AWS::StackName}-${Queue.QueueName}-${!Literal}"},
                "Threshold": {"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Cpu"]},
                "ComparisonOperator": "GreaterThanThreshold",
                "EvaluationPeriods": 1,
                "MetricName": "Errors",
            },
        },
    },
    "Outputs": {"Url": {"Value": {"Ref": "Queue"}, "Condition": "Both"}},
}


@pytest.mark.parametrize("name", sorted(DETECTORS))
def test_a_sound_template_shows_nothing(name: str) -> None:
    assert found(name, WHOLE) == []


def test_each_kind_of_reference_to_nothing_is_found_at_the_string_that_makes_it() -> None:
    template = {
        "Parameters": {"Env": {"Type": "String"}},
        "Conditions": {"A": {"Fn::Not": [{"Condition": "Gone"}]}},
        "Resources": {
            "Q": {
                "Type": "AWS::SQS::Queue",
                "Condition": "Nowhere",
                "DependsOn": ["Q2", "Env"],
                "Properties": {
                    "A": {"Ref": "AWS::Regoin"},
                    "B": {"Fn::Sub": "${Ghost}/${Env.Arn}/${Ghost}"},
                    "C": {"Fn::If": ["Never", 1, {"Fn::GetAtt": "Lost.Arn"}]},
                    "D": {"Fn::FindInMap": ["NoMap", "a", "b"]},
                    "E": {"Ref": "Q.Arn"},
                },
            }
        },
        "Outputs": {"O": {"Value": {"Ref": "Missing"}}},
    }
    assert found("dangling-reference", template) == [
        ("/Conditions/A/Fn::Not/0/Condition", "there is no condition 'Gone'"),
        ("/Resources/Q/Properties/A/Ref", "there is no parameter or resource 'AWS::Regoin'"),
        ("/Resources/Q/Properties/B/Fn::Sub", "there is no parameter or resource 'Ghost'"),
        ("/Resources/Q/Properties/B/Fn::Sub", "there is no resource 'Env'"),
        ("/Resources/Q/Properties/C/Fn::If/0", "there is no condition 'Never'"),
        ("/Resources/Q/Properties/C/Fn::If/2/Fn::GetAtt", "there is no resource 'Lost'"),
        ("/Resources/Q/Properties/D/Fn::FindInMap/0", "there is no mapping 'NoMap'"),
        ("/Resources/Q/Properties/E/Ref", "there is no parameter or resource 'Q.Arn'"),
        ("/Resources/Q/Condition", "there is no condition 'Nowhere'"),
        ("/Resources/Q/DependsOn/0", "there is no resource 'Q2'"),
        ("/Resources/Q/DependsOn/1", "there is no resource 'Env'"),
        ("/Outputs/O/Value/Ref", "there is no parameter or resource 'Missing'"),
    ]


def test_what_a_transform_makes_is_not_missed() -> None:
    template: dict[str, Any] = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Globals": {"Function": {"Environment": {"Variables": {"E": {"Ref": "Env"}}}}},
        "Parameters": {"Env": {"Type": "String"}},
        "Resources": {
            "Fn": {"Type": "AWS::Serverless::Function"},
            "P": {"Type": "T", "Properties": {"A": {"Ref": "Fn.Version"}, "B": {"Fn::GetAtt": ["FnRole", "Arn"]}}},
        },
    }
    assert found("dangling-reference", template) == []
    assert found("unused-parameter", template) == []
    del template["Transform"]
    assert len(found("dangling-reference", template)) == 2


@pytest.mark.parametrize("unknown", [{"Transform": ["MyMacro"]}, {"Resources": {"Fn::ForEach::Topics": ["N", [], {}]}}])
def test_nothing_is_claimed_of_a_template_that_code_completes(unknown: dict[str, Any]) -> None:
    template = {"Parameters": {"P": {}}, "Outputs": {"O": {"Value": {"Ref": "${N}"}}}, **unknown}
    assert found("dangling-reference", template) == []
    assert found("unused-parameter", template) == []


def test_what_nothing_refers_to() -> None:
    template = {
        "Parameters": {"P": {}},
        "Conditions": {"C": {}},
        "Mappings": {"M": {}},
        "Metadata": {"x": {"Ref": "P"}},
    }
    assert found("unused-parameter", template) == [("/Parameters/P", "nothing refers to the parameter 'P'")]
    assert found("unused-condition", template) == [("/Conditions/C", "nothing refers to the condition 'C'")]
    assert found("unused-mapping", template) == [("/Mappings/M", "nothing refers to the mapping 'M'")]


def test_a_computed_map_name_may_be_any_map() -> None:
    computed = {"Outputs": {"O": {"Value": {"Fn::FindInMap": [{"Ref": "P"}, "a", "b"]}}}, "Mappings": {"M": {}}}
    assert found("unused-mapping", computed) == []


def resources(**edges: list[str]) -> dict[str, Any]:
    return {
        "Resources": {name: {"Properties": {"X": [{"Ref": to} for to in targets]}} for name, targets in edges.items()}
    }


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (resources(A=["B"], B=["C"], C=[]), []),
        (resources(A=["A"]), [("/Resources/A", "it depends on itself")]),
        (
            resources(Z=["A"], A=["B"], B=["C", "Z2"], C=["A"], Z2=[]),
            [("/Resources/A", "these resources depend on each other: A, B, C")],
        ),
        (
            resources(A=["B"], B=["A", "C"], C=["D"], D=["C"]),
            [
                ("/Resources/C", "these resources depend on each other: C, D"),
                ("/Resources/A", "these resources depend on each other: A, B"),
            ],
        ),
        (
            resources(**{f"R{n}": [f"R{(n + 1) % 8}"] for n in range(8)}),
            [("/Resources/R0", "these resources depend on each other: R0, R1, R2, R3, R4, R5 …")],
        ),
    ],
)
def test_resources_that_wait_for_each_other(template: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found("circular-dependency", template) == expected


def test_long_chains_and_odd_shapes_are_survived() -> None:
    chain = resources(**{f"R{n}": [f"R{n + 1}"] for n in range(20_000)})
    started = time.process_time()
    assert found("circular-dependency", chain) == []
    assert time.process_time() - started < 5
    for odd in ({}, {"Resources": []}, {"Resources": {"A": None}}, {"Outputs": {"O": [1]}, "Parameters": "x"}):
        for name in DETECTORS:
            assert found(name, odd) == [] or (name == "output-value-invalid" and "Outputs" in odd)


def test_a_detector_that_is_not_there() -> None:
    assert detect("no-such", {}) is None
