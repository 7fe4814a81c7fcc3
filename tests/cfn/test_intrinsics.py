"""Functions in canonical form: what is one value has one form, and what is not keeps its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.cfn.intrinsics import canonical, function

REGION = {"Ref": "AWS::Region"}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"Ref": "A"}, "Ref"),
        ({"Fn::Sub": "a"}, "Fn::Sub"),
        ({"Condition": "A"}, "Condition"),
        ({"Condition": {"StringEquals": {}}}, None),
        ({"Ref": "A", "Fn::Sub": "a"}, None),
        ({"Reference": "A"}, None),
        ({}, None),
        ([{"Ref": "A"}], None),
        ("Ref", None),
    ],
)
def test_what_is_a_function(value: Any, name: str | None) -> None:
    assert function(value) == name


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ({"Fn::GetAtt": "A.B.C"}, {"Fn::GetAtt": ["A", "B.C"]}),
        ({"Fn::GetAtt": ["A", "B", "C"]}, {"Fn::GetAtt": ["A", "B.C"]}),
        ({"Fn::GetAtt": ["A", {"Ref": "B"}]}, {"Fn::GetAtt": ["A", {"Ref": "B"}]}),
        ({"Fn::Sub": "a${ B }c${D.E}"}, {"Fn::Join": ["", ["a", {"Ref": "B"}, "c", {"Fn::GetAtt": ["D", "E"]}]]}),
        ({"Fn::Sub": "${AWS::Region}"}, REGION),
        ({"Fn::Sub": "${!A}"}, "${A}"),
        ({"Fn::Sub": ["${A}${B}", {"A": "x", "B": {"Ref": "C"}}]}, {"Fn::Join": ["", ["x", {"Ref": "C"}]]}),
        ({"Fn::Sub": ["a"]}, {"Fn::Sub": ["a"]}),
        ({"Fn::Sub": ["a", {}, {}]}, {"Fn::Sub": ["a", {}, {}]}),
        ({"Fn::Sub": 3}, {"Fn::Sub": 3}),
        ({"Fn::Join": ["-", ["a", 1, True]]}, "a-1-true"),
        ({"Fn::Join": ["", []]}, ""),
        ({"Fn::Join": [",", [{"Ref": "L"}]]}, {"Fn::Join": [",", [{"Ref": "L"}]]}),
        ({"Fn::Join": [",", [REGION]]}, REGION),
        ({"Fn::Join": [",", {"Ref": "L"}]}, {"Fn::Join": [",", {"Ref": "L"}]}),
        ({"Fn::Join": [",", [["a"]]]}, {"Fn::Join": [",", [["a"]]]}),
        ({"Fn::Join": ["", [{"a": 1}]]}, {"Fn::Join": ["", [{"a": 1}]]}),
        ({"Fn::Join": "a"}, {"Fn::Join": "a"}),
        ({"Fn::Select": ["1", ["a", "b"]]}, "b"),
        ({"Fn::Select": [1, {"Fn::Split": [":", "a:b"]}]}, "b"),
        ({"Fn::Select": [2, ["a", "b"]]}, {"Fn::Select": ["2", ["a", "b"]]}),
        ({"Fn::Select": [{"Ref": "N"}, ["a"]]}, {"Fn::Select": [{"Ref": "N"}, ["a"]]}),
        ({"Fn::Select": ["x", ["a"]]}, {"Fn::Select": ["x", ["a"]]}),
        ({"Fn::Split": ["", "ab"]}, {"Fn::Split": ["", "ab"]}),
        ({"Fn::Split": [",", {"Ref": "A"}]}, {"Fn::Split": [",", {"Ref": "A"}]}),
        ({"Fn::GetAZs": REGION}, {"Fn::GetAZs": ""}),
        ({"Fn::Base64": {"Fn::Sub": "a"}}, "YQ=="),
        ({"Fn::Length": [1, 2]}, 2),
        ({"Fn::Length": [{"Ref": "A"}]}, {"Fn::Length": [{"Ref": "A"}]}),
        ({"Fn::Cidr": [{"Ref": "A"}, 4, "8"]}, {"Fn::Cidr": [{"Ref": "A"}, "4", "8"]}),
        ({"Fn::Not": [{"Fn::Not": [{"Condition": "A"}]}]}, {"Condition": "A"}),
        ({"Fn::Not": []}, {"Fn::Not": []}),
        ({"Fn::And": "a"}, {"Fn::And": "a"}),
        ({"Fn::Equals": ["b", "a"]}, {"Fn::Equals": ["a", "b"]}),
        ({"Fn::Equals": [True, "a"]}, {"Fn::Equals": ["a", "true"]}),
        ({"Fn::If": ["C", 1, 1]}, {"Fn::If": ["C", 1, 1]}),
        ({"Fn::Unknown": {"Fn::Sub": "a"}}, {"Fn::Unknown": "a"}),
    ],
)
def test_form(value: Any, form: Any) -> None:
    assert canonical(value) == form


def test_conditions_that_both_templates_have() -> None:
    conditions = {"Prod": ("Prod", False), "Dev": ("Prod", True)}
    assert canonical({"Fn::If": ["Dev", 1, 2]}, conditions) == {"Fn::If": ["Prod", 2, 1]}
    assert canonical({"Fn::If": ["Prod", 1, 1]}, conditions) == 1
    assert canonical({"Fn::If": ["Other", 1, 1]}, conditions) == {"Fn::If": ["Other", 1, 1]}
    assert canonical({"Condition": "Dev"}, conditions) == {"Fn::Not": [{"Condition": "Prod"}]}


LEAVES = st.sampled_from(
    ["", "a", "${A}", "${!A}", "${A.B}", "${", "}", 1, True, None, {"Ref": "A"}, {"Fn::GetAtt": "A.B"}]
)
NAMES = "Sub Join Select Split If And Not Equals Base64 Length Cidr GetAZs GetAtt ImportValue FindInMap"
FUNCTIONS = ["Ref", *(f"Fn::{name}" for name in NAMES.split())]
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(st.sampled_from(FUNCTIONS), inner | st.lists(inner, max_size=3)).map(
            lambda call: {call[0]: call[1]}
        )
        | st.tuples(st.sampled_from(["", "-", "\n"]), st.lists(inner, max_size=3)).map(
            lambda join: {"Fn::Join": [*join]}
        )
        | st.tuples(LEAVES, inner).map(lambda sub: {"Fn::Sub": [sub[0], {"A": sub[1]}]})
    ),
    max_leaves=8,
)


@given(VALUES)
def test_any_value_has_a_form_and_the_form_is_its_own(value: Any) -> None:
    """Malformed calls included: nothing raises. Literal braces that a form spells out are no variables again."""
    form = canonical(value)
    if "${" not in str(value):
        assert canonical(form) == form
