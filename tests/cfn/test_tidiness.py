"""What a linter warns of: what is found, what is left alone, and what mending leads to."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.load import load_catalogue
from fixer.cfn.detectors import detect
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.issues.checking import Found, check
from fixer.remedy.mend import mend, with_fixes
from fixer.remedy.selection import Selection

RULES = {
    name: load_catalogue(()).get(name)
    for name in (
        "condition-unused", "dependency-redundant", "mapping-unused", "parameter-unused", "removal-policy-incomplete",
        "section-null", "sub-unneeded", "zone-hardcoded",
    )
}  # fmt: skip
TOPIC = {"Type": "AWS::SNS::Topic"}


def pointers(name: str, template: dict[str, Any]) -> list[str]:
    return [place.pointer for place in detect(name, template) or ()]


def mended(name: str, template: dict[str, Any], unsafe: bool = False) -> Any:
    rule = RULES[name]
    assert rule is not None
    catalogue = Catalogue([rule])

    def found(data: Any) -> list[Found]:
        return with_fixes(check(data, catalogue, CLOUDFORMATION), data, CLOUDFORMATION)

    return mend(template, found(template), found, Selection(unsafe=unsafe), CLOUDFORMATION).data


def resources(**bodies: Any) -> dict[str, Any]:
    return {"Resources": {name: {"Type": "AWS::SNS::Topic", **body} for name, body in bodies.items()}}


def sub(argument: Any) -> dict[str, Any]:
    return resources(Topic={"Properties": {"TopicName": {"Fn::Sub": argument}}})


@pytest.mark.parametrize("argument", ["orders", ["orders", {}]])
def test_a_sub_without_variables_becomes_its_text(argument: Any) -> None:
    assert pointers("sub-unneeded", sub(argument)) == ["/Resources/Topic/Properties/TopicName/Fn::Sub"]
    assert mended("sub-unneeded", sub(argument)) == resources(Topic={"Properties": {"TopicName": "orders"}})


@pytest.mark.parametrize(
    "argument", ["a${AWS::Region}", "${!Literal}", "${", ["${A}", {"A": 1}], ["a", {"A": 1}], {"Ref": "A"}, ["a"], 1]
)
def test_a_sub_that_says_more_than_its_text_stays(argument: Any) -> None:
    assert pointers("sub-unneeded", sub(argument)) == []


def test_in_a_serverless_template_nothing_is_said_of_sub() -> None:
    assert pointers("sub-unneeded", {**sub("orders"), "Transform": "AWS::Serverless-2016-10-31"}) == []


def depends(on: Any, value: Any) -> dict[str, Any]:
    return resources(A={}, B={}, C={}, Last={"DependsOn": on, "Properties": {"X": value}})


@pytest.mark.parametrize(
    ("on", "value", "left"),
    [
        ("A", {"Ref": "A"}, None),
        (["A"], [{"Fn::GetAtt": ["A", "Arn"]}], None),
        (["A", "B", "C"], {"Fn::Sub": "${A.Arn}-${C}"}, ["B"]),
        (["C", "B", "A"], [{"Ref": "B"}, {"Ref": "A"}, {"Ref": "C"}], None),
    ],
)
def test_a_dependency_that_a_reference_makes_goes(on: Any, value: Any, left: Any) -> None:
    last = mended("dependency-redundant", depends(on, value))["Resources"]["Last"]
    assert last.get("DependsOn") == left and last["Properties"] == {"X": value}


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("A", {"Ref": "B"}),
        ("A", {"Fn::If": ["IsProd", {"Ref": "A"}, "x"]}),
        ("A", {"Fn::Sub": "${!A}"}),
        (["A", {"Ref": "A"}], 1),
        (None, {"Ref": "A"}),
    ],
)
def test_a_dependency_that_nothing_else_makes_stays(on: Any, value: Any) -> None:
    assert pointers("dependency-redundant", depends(on, value)) == []


def test_the_serverless_transform_may_move_a_reference() -> None:
    template = depends("A", {"Ref": "A"})
    template["Resources"]["Last"]["Type"] = "AWS::Serverless::Function"
    assert pointers("dependency-redundant", template) == []


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ({"DeletionPolicy": "Retain"}, {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}),
        # A topic has no snapshots: a second policy of the same kind would be as wrong as the first.
        ({"UpdateReplacePolicy": "Snapshot"}, {"UpdateReplacePolicy": "Snapshot"}),
        ({"DeletionPolicy": "RetainExceptOnCreate"},
         {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}),
        ({"DeletionPolicy": "Delete"}, {"DeletionPolicy": "Delete"}),
        ({"DeletionPolicy": {"Ref": "P"}}, {"DeletionPolicy": {"Ref": "P"}}),
        ({"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Delete"},
         {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Delete"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_what_is_kept_in_one_case_is_kept_in_the_other(given: dict[str, Any], whole: dict[str, Any]) -> None:
    assert mended("removal-policy-incomplete", resources(Topic=given)) == resources(Topic=whole)


def test_a_snapshot_is_taken_in_both_cases() -> None:
    volume = {"Type": "AWS::EC2::Volume", "UpdateReplacePolicy": "Snapshot"}
    done = mended("removal-policy-incomplete", {"Resources": {"V": volume}})
    assert done == {"Resources": {"V": {**volume, "DeletionPolicy": "Snapshot"}}}


def test_versions_are_never_replaced_in_the_same_sense() -> None:
    version = {"Type": "AWS::Lambda::Version", "DeletionPolicy": "Retain"}
    assert pointers("removal-policy-incomplete", {"Resources": {"V": version}}) == []


def test_sections_with_nothing_in_them_go() -> None:
    template = {"Description": None, "Parameters": None, "Outputs": None, "Resources": {"Topic": TOPIC}}
    assert mended("section-null", template) == {"Resources": {"Topic": TOPIC}}
    assert pointers("section-null", {"Resources": None, "Unknown": None, "Outputs": {}}) == []


def test_conditions_and_mappings_that_only_lead_to_each_other_go_in_rounds() -> None:
    template = {
        "Mappings": {"M": {"a": {"b": "c"}}},
        "Conditions": {
            "One": {"Fn::Equals": [{"Fn::FindInMap": ["M", "a", "b"]}, "c"]},
            "Other": {"Fn::Not": [{"Condition": "One"}]},
        },
        "Resources": {"Topic": TOPIC},
    }
    assert mended("condition-unused", template) == {"Mappings": template["Mappings"], "Resources": {"Topic": TOPIC}}
    assert mended("mapping-unused", template) == template


def test_an_unused_parameter_goes_only_where_that_is_asked_for_and_takes_along_what_the_console_shows() -> None:
    interface = {
        "ParameterGroups": [{"Parameters": ["A", "B", "C"]}, {"Parameters": ["B"]}, "x"],
        "ParameterLabels": {"A": {"default": "a"}, "B": {"default": "b"}},
    }
    template = {
        "Metadata": {"AWS::CloudFormation::Interface": interface},
        "Parameters": {name: {"Type": "String"} for name in "CBA"},
        "Resources": {"Topic": {**TOPIC, "Properties": {"TopicName": {"Ref": "B"}}}},
    }
    assert mended("parameter-unused", template) == template
    done = mended("parameter-unused", template, unsafe=True)
    assert list(done["Parameters"]) == ["B"]
    assert done["Metadata"]["AWS::CloudFormation::Interface"] == {
        "ParameterGroups": [{"Parameters": ["B"]}, {"Parameters": ["B"]}, "x"],
        "ParameterLabels": {"B": {"default": "b"}},
    }


def test_a_zone_becomes_one_of_those_that_there_are() -> None:
    def subnet(zone: Any) -> dict[str, Any]:
        return {"Resources": {"S": {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": zone}}}}

    chosen = {"Fn::Select": [2, {"Fn::GetAZs": ""}]}
    assert mended("zone-hardcoded", subnet("eu-west-1c")) == subnet("eu-west-1c")
    assert mended("zone-hardcoded", subnet("eu-west-1c"), unsafe=True) == subnet(chosen)
    assert pointers("zone-hardcoded", subnet({"Fn::Sub": "${AWS::Region}a"})) == []
    group = {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"AvailabilityZones": ["us-east-1a", "all"]}}
    assert pointers("zone-hardcoded", {"Resources": {"G": group}}) == ["/Resources/G/Properties/AvailabilityZones/0"]
    # What a parameter brings is not for the resource to change.
    given = {"Parameters": {"Z": {"Type": "String", "Default": "us-east-1a"}}, **subnet({"Ref": "Z"})}
    assert pointers("zone-hardcoded", given) and mended("zone-hardcoded", given, unsafe=True) == given


def test_a_parameter_and_a_resource_of_one_name() -> None:
    template = {"Parameters": {"T": {"Type": "String"}, "P": {"Type": "String"}}, "Resources": {"T": TOPIC, "R": TOPIC}}
    assert pointers("logical-id-shared", template) == ["/Resources/T"]


def test_an_output_that_is_no_object() -> None:
    outputs = {"Url": "x", "None": None, "Fine": {"Value": "a"}, "Fn::ForEach::X": ["A", ["b"], {}]}
    assert pointers("output-value-invalid", {"Outputs": outputs}) == ["/Outputs/Url", "/Outputs/None"]
