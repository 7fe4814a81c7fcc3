"""References: what is found, where its text stands, and what is no reference."""

from __future__ import annotations

import time
from typing import Any

import pytest

from fixer.cfn.references import Reference, entry_references, references, sub_variables
from fixer.pointer import resolve

CASES: list[tuple[Any, list[tuple[str, str, str, str]]]] = [
    ({"Ref": "Queue"}, [("/Ref", "Queue", "ref", "")]),
    ({"Fn::GetAtt": ["Queue", "Arn"]}, [("/Fn::GetAtt/0", "Queue", "getatt", "Arn")]),
    ({"Fn::GetAtt": "Stack.Outputs.Url"}, [("/Fn::GetAtt", "Stack", "getatt", "Outputs.Url")]),
    ({"Fn::GetAtt": ["Module.Queue", "Arn"]}, [("/Fn::GetAtt/0", "Module", "getatt", "Queue.Arn")]),
    ({"Fn::GetAtt": ["Queue", {"Ref": "Which"}]},
     [("/Fn::GetAtt/0", "Queue", "getatt", ""), ("/Fn::GetAtt/1/Ref", "Which", "ref", "")]),
    ({"Fn::Sub": "a-${AWS::Region}-${Queue.Arn}-${!Literal}"},
     [("/Fn::Sub", "AWS::Region", "sub", ""), ("/Fn::Sub", "Queue", "getatt", "Arn")]),
    ({"Fn::Sub": ["${Bound}-${Free}", {"Bound": {"Ref": "Inner"}}]},
     [("/Fn::Sub/0", "Free", "sub", ""), ("/Fn::Sub/1/Bound/Ref", "Inner", "ref", "")]),
    ({"Fn::If": ["IsProd", {"Ref": "A"}, {"Ref": "B"}]},
     [("/Fn::If/0", "IsProd", "condition", ""), ("/Fn::If/1/Ref", "A", "ref", ""), ("/Fn::If/2/Ref", "B", "ref", "")]),
    ({"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Cpu"]},
     [("/Fn::FindInMap/0", "Sizes", "mapping", ""), ("/Fn::FindInMap/1/Ref", "Env", "ref", "")]),
    ({"Fn::And": [{"Condition": "IsProd"}, {"Fn::Not": [{"Condition": "IsEast"}]}]},
     [("/Fn::And/0/Condition", "IsProd", "condition", ""),
      ("/Fn::And/1/Fn::Not/0/Condition", "IsEast", "condition", "")]),
    ({"Condition": "Other"}, [("/Condition", "Other", "condition", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), CASES)
def test_each_intrinsic_and_the_string_that_names_its_target(value: Any, expected: list[Any]) -> None:
    found = references(value)
    assert [("/" + "/".join(one.pointer), one.target, one.kind, one.attribute) for one in found] == expected
    for one in found:
        assert one.target in resolve(value, one.pointer)


@pytest.mark.parametrize(
    "value",
    [
        {"Ref": "A", "Other": 1},
        {"Ref": ["A"]},
        {"Statement": [{"Condition": "text"}]},
        {"Condition": {"StringEquals": {"a": "b"}}},
        {"Fn::Sub": 5},
        {"Fn::Sub": [{"Ref": 1}]},
        {"Fn::GetAtt": []},
        {"Fn::If": {}},
        "Ref",
        None,
        7,
    ],
)
def test_what_only_looks_like_a_reference_is_none(value: Any) -> None:
    assert references(value) == []


def test_pointers_begin_where_the_value_stands() -> None:
    assert references([{"Ref": "A"}], at=("Resources", "Q")) == [Reference(("Resources", "Q", "0", "Ref"), "A", "ref")]


def test_a_resource_brings_its_condition_and_what_it_depends_on() -> None:
    body = {"Type": "T", "Condition": "IsProd", "DependsOn": ["A", "B"], "Properties": {"X": {"Ref": "C"}}}
    assert [(one.pointer, one.target, one.kind) for one in entry_references(body)] == [
        (("Properties", "X", "Ref"), "C", "ref"),
        (("Condition",), "IsProd", "condition"),
        (("DependsOn", "0"), "A", "depends"),
        (("DependsOn", "1"), "B", "depends"),
    ]
    assert entry_references({"DependsOn": "A"}) == [Reference(("DependsOn",), "A", "depends")]


def test_depth_and_unclosed_variables_cost_no_more_than_their_length() -> None:
    deep: Any = {"Ref": "A"}
    for _ in range(20_000):
        deep = [deep]
    started = time.process_time()
    assert [one.target for one in references(deep)] == ["A"]
    assert sub_variables("${" * 500_000) == []
    assert time.process_time() - started < 5
