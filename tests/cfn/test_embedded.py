"""Documents in strings: read whatever makes the string, and written back the same way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.cfn.embedded import embedded, wrap
from fixer.cfn.intrinsics import canonical
from fixer.cfn.notation import text_of, value_of
from fixer.compare.compare import compare
from fixer.remedy.target import Builder

ZONE = {"Fn::Select": ["0", {"Fn::GetAZs": ""}]}
PLAIN = '{"a": "x", "b": 1, "c": [1, 2]}'
SUB = {"Fn::Sub": '{"a": "${X}", "b": 2, "c": [1, 3]}'}
MAPPED = {"Fn::Sub": ['{"a": "${Z}-${Q.Arn}", "b": 3, "c": [2]}', {"Z": ZONE}]}
JOINED = {"Fn::Join": ["\n", ['{"a": "', {"Fn::ImportValue": "x"}, '", "b": 4,', '"d": {}}']]}
BARE = {"Fn::Sub": ['{"a": "${X}", "b": ${Limit}, "c": ${Z}}', {"Z": {"Fn::FindInMap": ["M", "a", "b"]}}]}
DUMPED = {"Fn::ToJsonString": {"a": {"Ref": "X"}, "b": 6, "e": [{"Fn::GetAtt": ["Q", "Arn"]}, ZONE]}}
LITERAL = {"Fn::Sub": '{"a": "${!X}", "b": 7, "c": [1]}'}
ALL = {"plain": PLAIN, "sub": SUB, "mapped": MAPPED, "bare": BARE, "dumped": DUMPED, "literal": LITERAL}


def document(value: Any, beside: Any) -> Any:
    found = embedded(value, beside)
    assert found is not None
    return found.document


@pytest.mark.parametrize(
    "value",
    [None, 3, "text", "", "{", "[1", '{"a": 1} x', "3", '"a"', {"Fn::Sub": "text"}, {"Ref": "A"}, {"Fn::Sub": ["{}"]}],
)
def test_what_holds_no_document(value: Any) -> None:
    assert embedded(value) is None


def test_a_document_is_no_deeper_than_any_service_takes() -> None:
    assert embedded("[" * 99 + "]" * 99) is not None
    assert embedded("[" * 101 + "]" * 101) is None
    assert embedded("[" * 100_000 + "]" * 100_000) is None


def test_braces_are_references_only_where_something_substitutes() -> None:
    plain = '{"a": "${X}"}'
    assert document(plain, plain) == {"a": "${X}"}
    assert document(plain, SUB) == {"a": "${!X}"}
    assert document(SUB, plain)["a"] == "${X}"
    assert wrap(plain, plain, plain) == plain
    assert wrap(plain, SUB, '{"a": "${!X}"}') == plain
    assert wrap(plain, SUB, '{"a": "${!X}${Y}"}') == {"Fn::Sub": '{"a": "${!X}${Y}"}'}


def test_a_variable_outside_of_strings_is_the_reference_itself() -> None:
    found = document(BARE, PLAIN)
    assert found["b"] == {"Ref": "Limit"}
    assert canonical(wrap(BARE, PLAIN, json.dumps(found))) == canonical(BARE)


@pytest.mark.parametrize("name", ALL)
def test_a_document_written_back_is_as_it_was(name: str) -> None:
    for other in ALL.values():
        found = document(ALL[name], other)
        assert document(wrap(ALL[name], other, json.dumps(found)), other) == found


@pytest.mark.parametrize("model", ALL)
@pytest.mark.parametrize("ideal", ALL)
def test_closing_one_gap_of_a_document_leaves_the_others(model: str, ideal: str) -> None:
    sides = [
        {"Resources": {"Board": {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": ALL[side]}}}}
        for side in (model, ideal)
    ]
    found = compare(CLOUDFORMATION, *sides)
    builder = Builder(CLOUDFORMATION, found, *sides)
    for gap in found.gaps:
        target = builder.build([gap]).data
        left = [other.key for other in compare(CLOUDFORMATION, target, sides[1]).gaps if not other.cosmetic]
        assert left == [other.key for other in found.gaps if other != gap]


TEXTS = st.text(st.sampled_from("ab ${}!()'\"%\\:.\n"), max_size=12)
CALLS = st.recursive(
    st.sampled_from([{"Ref": "A"}, {"Fn::GetAtt": ["A", "B.C"]}, {"Ref": "AWS::Region"}]),
    lambda inner: (
        st.tuples(TEXTS, inner).map(lambda call: {"Fn::Select": ["1", {"Fn::Split": [*call]}]})
        | st.lists(inner | TEXTS, min_size=1, max_size=3).map(lambda items: {"Fn::Select": ["0", [*items, ZONE]]})
    ),
    max_leaves=4,
)


@example(["${ }", {"Ref": "A"}])
@given(st.lists(TEXTS | CALLS, max_size=5))
def test_the_notation_of_any_text_leads_back_to_it(parts: list[Any]) -> None:
    value = {"Fn::Join": ["", parts]}
    notation = text_of(value)
    assert notation is not None
    assert canonical(value_of(notation)) == canonical(value)
