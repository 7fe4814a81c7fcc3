"""Conditions: JMESPath with three values over templates whose values are partly known."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from typing import Any

import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.catalogue import evaluate
from fixer.catalogue.condition import Condition, parse_condition
from fixer.catalogue.evaluate import Partial, PlainContext
from fixer.cfn.values import Values

TEMPLATE: dict[str, Any] = {
    "Parameters": {
        "Known": {"Type": "String", "Default": "Enabled"},
        "Off": {"Type": "String", "Default": "false"},
        "Open": {"Type": "String"},
        "List": {"Type": "CommaDelimitedList", "Default": "a, b"},
        "Ssm": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/name"},
    },
    "Mappings": {"Sizes": {"Enabled": {"Days": 30}}},
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
}
NO_VALUE = {"Ref": "AWS::NoValue"}
EITHER: dict[str, Any] = {"Fn::If": ["C", {"A": 1}, NO_VALUE]}
BOTH: dict[str, Any] = {"Fn::If": ["C", {"A": 1}, {"A": 2}]}
UNKNOWN: Any = {"Ref": "Open"}

CASES: list[tuple[str, Any, bool | None]] = [
    # present
    ("present(X)", {}, False),
    ("present(X)", {"X": None}, False),
    ("present(X)", {"X": False}, True),
    ("present(X)", {"X": ""}, True),
    ("present(X)", {"X": []}, True),
    ("present(X)", {"X": UNKNOWN}, True),
    ("present(X)", {"X": NO_VALUE}, False),
    ("present(X)", {"X": EITHER}, None),
    ("present(X)", {"X": BOTH}, True),
    ("present(X)", {"X": {"Fn::If": ["C", NO_VALUE, NO_VALUE]}}, False),
    ("!present(X.Y)", {"X": {}}, True),
    ("!present(X.Y)", {"X": UNKNOWN}, None),
    ("present(X.\"Fn::If\")", {"X": BOTH}, True),
    # literal
    ("literal(X)", {"X": "a"}, True),
    ("literal(X)", {}, False),
    ("literal(X)", {"X": ["a", {"b": UNKNOWN}]}, False),
    ("literal(X)", {"X": {"Fn::Sub": "fixed ${!Literal}"}}, True),
    ("literal(X)", {"X": {"Fn::Sub": "a-${Open}"}}, False),
    ("literal(X)", {"X": {"Fn::Join": ["-", ["a", "b"]]}}, True),
    ("literal(X)", {"X": {"Fn::Join": ["-", ["a", UNKNOWN]]}}, False),
    ("literal(X)", {"X": {"Fn::Base64": {"Fn::Sub": "a"}}}, True),
    # comparing
    ("X == 'Enabled'", {"X": {"Ref": "Known"}}, True),
    ("X == 'Enabled'", {"X": UNKNOWN}, None),
    ("X != 'Enabled'", {"X": UNKNOWN}, None),
    ("X != 'Enabled'", {"X": {"Ref": "Queue"}}, None),
    ("X != 'Enabled'", {}, True),
    ("X == 'Enabled'", {"X": {"Ref": "Ssm"}}, None),
    ("X == `30`", {"X": "30"}, True),
    ("X == `30`", {"X": {"Fn::FindInMap": ["Sizes", {"Ref": "Known"}, "Days"]}}, True),
    ("X == `true`", {"X": "True"}, True),
    ("X == `1`", {"X": True}, False),
    ("X == '1_0'", {"X": 10}, False),
    ("X < `31`", {"X": "30"}, True),
    ("X < `31`", {}, None),
    ("!(X < `31`)", {"X": "abc"}, None),
    ("X == 'a-Enabled'", {"X": {"Fn::Sub": "a-${Known}"}}, True),
    ("X == 'a-Enabled'", {"X": {"Fn::Sub": ["a-${V}", {"V": {"Ref": "Known"}}]}}, True),
    ("X == 'a-b'", {"X": {"Fn::Join": ["-", {"Ref": "List"}]}}, True),
    ("X == 'b'", {"X": {"Fn::Select": [1, {"Ref": "List"}]}}, True),
    ("X == 'b'", {"X": {"Fn::Select": ["1", {"Fn::Split": ["/", "a/b"]}]}}, True),
    ("X == 'a'", {"X": {"Fn::If": ["C", "a", "a"]}}, True),
    ("X == 'a'", {"X": {"Fn::If": ["C", "a", "b"]}}, None),
    ("X != 'c'", {"X": {"Fn::If": ["C", "a", "b"]}}, True),
    ("X == Y", {"X": {"a": ["1"]}, "Y": {"a": ["1"]}}, True),
    # truth
    ("X", {"X": "false"}, False),
    ("X", {"X": {"Ref": "Off"}}, False),
    ("!(X)", {"X": UNKNOWN}, None),
    ("X", {"X": 0}, True),
    ("X", {"X": {}}, False),
    # Kleene
    ("X && Y", {"X": UNKNOWN, "Y": False}, False),
    ("Y && X", {"X": UNKNOWN, "Y": True}, None),
    ("X || Y", {"X": UNKNOWN, "Y": True}, True),
    ("X || Y", {"X": UNKNOWN, "Y": False}, None),
    # lists
    ("X[?K == 'a']", {"X": [{"K": "b"}, {"K": "a"}]}, True),
    ("X[?K == 'a']", {"X": [{"K": "b"}, {"K": UNKNOWN}]}, None),
    ("X[?K == 'a']", {"X": [{"K": "a"}, {"K": UNKNOWN}]}, True),
    ("X[?K == 'a']", {"X": [{"K": "b"}, EITHER]}, None),
    ("X[?K == 'a']", {"X": [{"K": "b"}, NO_VALUE]}, False),
    ("X[?!present(K)]", {"X": UNKNOWN}, None),
    ("X[?!present(K)]", {}, False),
    ("contains(X[].K, 'a')", {"X": [{"K": "b"}, {"K": UNKNOWN}]}, None),
    ("!contains(X[].K, 'a')", {"X": [{"K": "b"}]}, True),
    ("!contains(X[].K, 'a')", {}, True),
    ("contains(['Retain'], X)", {}, False),
    ("contains(X, '30')", {"X": [30]}, True),
    ("contains(X, 'a')", {"X": {"k": 1}}, None),
    ("length(X) == `0`", {}, True),
    ("length(X) > `1`", {"X": [UNKNOWN, {"Ref": "Queue"}, NO_VALUE]}, True),
    ("length(X) > `1`", {"X": ["a", EITHER]}, None),
    ("to_array(X)[?K == 'a']", {"X": {"K": "a"}}, True),
    ("to_array(X)[?K == 'a']", {}, False),
    ("to_array(X)[?@ == 'a']", {"X": UNKNOWN}, None),
    ("X.*.K", {"X": {"a": {"K": 1}}}, True),
    ("X[0].K == 'a' && X[-1].K == 'b'", {"X": [{"K": "a"}, {"K": "b"}]}, True),
    ("X[5]", {"X": [1]}, False),
    ("X[1:] | [?@ == 'b']", {"X": ["a", "b"]}, True),
    ("{a: X}.a == 'x' && [X][0] == 'x'", {"X": "x"}, True),
    ("contains(keys(X), 'a') && contains(values(X), `1`)", {"X": {"a": 1}}, True),
    ("X[].K[] | contains(@, 'b')", {"X": [{"K": ["a"]}, {"K": ["b"]}]}, True),
    # texts
    ("wildcard(X)", {"X": "s3:*"}, True),
    ("wildcard(X)", {"X": ["a", "s3:*"]}, True),
    ("wildcard(X)", {"X": {"AWS": "*"}}, True),
    ("wildcard(X)", {"X": {"Fn::Sub": "${Queue.Arn}/*"}}, True),
    ("wildcard(X)", {"X": {"Fn::GetAtt": ["Queue", "Arn"]}}, False),
    ("wildcard(X)", {"X": {"Ref": "Queue"}}, False),
    ("wildcard(X)", {"X": UNKNOWN}, None),
    ("wildcard(X)", {"X": {"Fn::ImportValue": "x"}}, None),
    ("wildcard(X)", {"X": {"Fn::If": ["C", "*", {"Fn::GetAtt": ["Queue", "Arn"]}]}}, None),
    ("matches(X, '^ab+$')", {"X": "abb"}, True),
    ("matches(X, '^[0-9]+$')", {"X": 12}, True),
    ("matches(X, 'a')", {}, False),
    ("matches(X, 'a')", {"X": ["b", "a"]}, True),
    ("matches(X, ':[0-9]{12}:')", {"X": {"Fn::Sub": "arn:aws:iam::123456789012:role/${Open}"}}, True),
    ("matches(X, ':[0-9]{12}:')", {"X": {"Fn::Sub": "arn:${Open}"}}, None),
    ("matches(X, '^role')", {"X": {"Fn::Sub": "${Open}role"}}, None),
    ("matches(X, 'b')", {"X": "a" * 2000 + "b"}, None),
    ("confinable(X)", {"X": "xray:PutTraceSegments"}, False),
    ("confinable(X)", {"X": ["ec2:DescribeVpcs", "EC2:describe*"]}, False),
    ("confinable(X)", {"X": ["ec2:DescribeVpcs", "ec2:RunInstances"]}, True),
    ("confinable(X)", {"X": "ec2:*"}, True),
    ("confinable(X)", {"X": "*"}, True),
    ("confinable(X)", {"X": "ssmmessages:*"}, False),
    ("confinable(X)", {"X": {"Fn::Sub": "s3:${Open}"}}, None),
    ("confinable(X)", {}, False),
    ("starts_with(X, 'arn:')", {"X": "arn:x"}, True),
    ("ends_with(X, '.com')", {}, False),
    # embedded JSON
    ("json(X).States.*[] | [?Type == 'Task' && !present(Retry)]", {"X": '{"States": {"A": {"Type": "Task"}}}'}, True),
    ("json(X).A == 'b'", {"X": {"Fn::Sub": '{"A": "b", "C": "${Queue.Arn}"}'}}, True),
    ("json(X).A == 'b'", {"X": {"A": "b"}}, True),
    ("json(X).A == 'b'", {"X": "{not json"}, None),
    ("json(X).A == 'b'", {"X": "[" * 100_000}, None),
    # JMESPath's own library
    ("max(X) == `3`", {"X": [1, 3, 2]}, True),
    ("max(X) == `3`", {"X": [1, UNKNOWN]}, None),
    ("max(X) == `3`", {"X": "text"}, None),
    ("sort_by(X, &K)[0].K == `1`", {"X": [{"K": 2}, {"K": 1}]}, True),
    ("sort(X)[0] == 'a'", {"X": ["expref", "a"]}, True),
    ("map(&K, X)[0] == `2`", {"X": [{"K": 2}]}, True),
    ("join('-', X) == 'a-b'", {"X": {"Ref": "List"}}, True),
    ("type(X) == 'string'", {"X": "a"}, True),
    ("type(X) == 'number'", {"X": 1.5}, True),
    ("type(X) == 'boolean'", {"X": True}, True),
    ("type(X) == 'array'", {"X": []}, True),
    ("type(X) == 'object'", {"X": {"K": 1}}, True),
    ("type(X) == 'null'", {}, True),
    ("type(X) == 'object'", {"X": {"K": UNKNOWN}}, None),
]  # fmt: skip


@pytest.mark.parametrize(("source", "entry", "expected"), CASES)
def test_true_false_or_unknown(source: str, entry: Any, expected: bool | None) -> None:
    assert Condition(source).test(entry, Values(TEMPLATE)) is expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("present(", "no JMESPath at character 9: something is missing"),
        ("a ==", "no JMESPath at character 5: something is missing"),
        ("a # b", "no JMESPath at character 3: Unknown token #"),
        ("presnt(a)", "there is no function presnt(), did you mean present()?"),
        ("present(a, b)", "present() takes 1 argument, not 2"),
        ("matches(a, b)", "the second argument of matches() is a text in single quotes"),
        ("matches(a, '(')", "no regular expression: missing ), unterminated subpattern at position 0"),
        ("matches(a, '(a+)+')", "the regular expression repeats a group, more than {3} or beside an unbounded repeat"),
        (
            "matches(a, '(ab){2,9}')",
            "the regular expression repeats a group, more than {3} or beside an unbounded repeat",
        ),
        ("matches(a, 'a.*b.*c.*d')", "the regular expression has 3 unbounded repeats; at most 2 are taken"),
        ("matches(a, '(?=a)')", "the regular expression has a look-around, a named group or a back-reference"),
        ("matches(a, '" + "a" * 201 + "')", "the regular expression has 201 characters; at most 200 are taken"),
        ("&a", "'&' stands only before an argument of a function such as sort_by()"),
        ("present(&a)", "'&' stands only before an argument of a function such as sort_by()"),
        ("[&a]", "'&' stands only before an argument of a function such as sort_by()"),
        ("!a.b", "'!' before a path negates only its first step: write !(a.b)"),
        ("a" * 2001, "2001 characters; at most 2000 are taken"),
        ("(" * 1500, "nested too deeply"),
        ("a" + " || a" * 300, "nested too deeply"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_reason(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse_condition(source)


@pytest.mark.parametrize(
    "pattern", ["^([a-z0-9-]+:)?[*]$", "^[a-z]{2}(-[a-z]{2,9}){1,2}$", "(?i)\\bprod\\b", "[+*]{3}"]
)
def test_patterns_that_rules_need_are_taken(pattern: str) -> None:
    assert parse_condition(f"matches(a, '{pattern}')")[1] == "matches"


def test_a_condition_may_ask_for_the_id_of_the_entry() -> None:
    condition = Condition("!matches(id(), '^[A-Z]') || length(id()) > `5`")
    context = PlainContext()
    assert [condition.test({}, context, name) for name in ("Queue", "queue", "QueueOfOrders")] == [False, True, True]
    assert condition.test({}, context) is None
    with pytest.raises(ValueError, match=r"^id\(\) takes 0 arguments, not 1$"):
        parse_condition("id(Type)")


def test_a_parsed_condition_survives_json() -> None:
    source = "X[?K == 'a'] | [0].K"
    ast = json.loads(json.dumps(parse_condition(source)))
    assert Condition(source, ast).test({"X": [{"K": "a"}]}, PlainContext()) is True


plain = st.recursive(
    st.none() | st.booleans() | st.integers(2, 9) | st.sampled_from(["a", "b", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)
SOURCES = ["a", "a.b", "a[0]", "a[*].b", "a[].b", "*.a", "a[?b]", "a[?b == 'a'].c", "a || b", "a && !(b)", "a[-1].b[]",
           "a[1:]", "[a, b]", "{x: a}", "a == b", "a.* | [0]", "a | b", "a[?!(b)]", "@", "not_null(a, b)"]  # fmt: skip


@given(plain, st.sampled_from(SOURCES))
def test_on_plain_data_it_agrees_with_the_library(data: Any, source: str) -> None:
    result = jmespath.search(source, data)
    expected = not (result is None or result is False or result in ("", [], {}))
    assert Condition(source).test(data, PlainContext()) is expected


@given(plain, st.sampled_from(SOURCES))
def test_nothing_breaks_where_functions_stand_anywhere(data: Any, source: str) -> None:
    entry = {"a": {"Fn::If": data}, "b": {"Fn::Join": data}, "c": {"Fn::Sub": data}}
    assert Condition(source).test(entry, Values({"Parameters": data})) in (True, False, None)
    assert Condition(source).test({"a": [{"Ref": data}, {"Fn::Select": data}]}, Values(TEMPLATE)) in (True, False, None)


SIGNS = [".", "[", "]", "[]", "[?", "*", "(", ")", "!", "&", "|", "||", "&&", "==", "<", ",", "{", "}", ":"]
WORDS = ["a", "b", "@", "0", "`1`", "'a'", "present(", "sort_by(", "map(", "length(", "json("]
pieces = st.sampled_from(SIGNS + WORDS)


@given(st.lists(pieces, max_size=12), plain)
def test_any_source_is_refused_or_evaluates(parts: list[str], data: Any) -> None:
    source = "".join(parts)
    try:
        parse_condition(source)
    except ValueError:
        return
    assert Condition(source).test(data, Values(TEMPLATE)) in (True, False, None)


def test_hostile_entries_are_unknown_in_bounded_time() -> None:
    deep: Any = "x"
    for _ in range(5_000):
        deep = {"Fn::Base64": deep}
    doubling: Any = "x"
    for _ in range(60):
        doubling = {"Fn::Sub": ["${A}${A}${A}", {"A": doubling}]}
    started = time.perf_counter()
    for value in (deep, doubling):
        for source in ("X == 'a'", "wildcard(X)", "present(X)", "X", "length(X) > `1`"):
            assert Condition(source).test({"X": value}, Values({})) in (None, True)
    wide = {"X": [{"Y": list(range(1000))} for _ in range(1000)]}
    assert Condition("X[?Y[?@ == `-1`]]").test(wide, Values({})) is None
    evil = {"X": ["a" * 1000 + "!"] * 20}
    assert Condition("matches(X, '^(a|b)?a*a*$')").test(evil, Values({})) is False
    assert time.perf_counter() - started < 10


def test_evaluating_what_was_compiled_imports_no_library() -> None:
    ast = parse_condition("!present(X) || contains(to_array(X), 'a') || matches(X, 'b')")
    code = (
        "import sys; from fixer.catalogue.condition import Condition; from fixer.cfn.values import Values;"
        f"print(Condition('', {ast!r}).test({{}}, Values({{}})), 'jmespath' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"


WHOLE_UNKNOWN = Partial()
SOME = Partial(A=1, B=Partial(C="x"))
PARTLY: list[tuple[str, Any, bool | None]] = [
    ("present(X.A)", SOME, True),
    ("present(X.Z)", SOME, None),
    ("!present(X.Z)", SOME, None),
    ("!present(X.Z)", {"A": 1}, True),
    ("X.B.C == 'x'", SOME, True),
    ("X.B.D == 'x'", SOME, None),
    ("X.B == `{}`", SOME, None),
    ("X.Z == 'x' || X.A == `1`", SOME, True),
    ("X.Z == 'x' && X.A == `2`", SOME, False),
    ("present(X)", WHOLE_UNKNOWN, True),
    ("X", WHOLE_UNKNOWN, None),
    ("X", SOME, True),
    ("literal(X)", SOME, None),
    ("literal(X.A)", SOME, True),
    ("matches(X, 'x')", SOME.get("B"), True),
    ("matches(X, 'y')", SOME.get("B"), None),
    ("length(X) == `1`", SOME, None),
    ("contains(keys(X), 'A')", SOME, None),
    ("contains(values(X), `1`)", SOME, True),
    ("contains(values(X), `7`)", SOME, None),
    ("X.* | [?@ == `1`]", SOME, True),
    ("X.* | [?@ == `7`]", SOME, None),
    ("length(X.L) == `0`", {"L": [evaluate.UNKNOWN]}, None),
    ("X.L[?K == 'a']", {"L": [{"K": "a"}, evaluate.UNKNOWN]}, True),
    ("X.L[?K == 'b']", {"L": [{"K": "a"}, evaluate.UNKNOWN]}, None),
]


@pytest.mark.parametrize(("source", "value", "expected"), PARTLY, ids=[case[0] for case in PARTLY])
def test_what_is_not_in_data_that_is_partly_known_is_unknown(source: str, value: Any, expected: bool | None) -> None:
    assert Condition(source).test({"X": value}, PlainContext()) is expected
