"""Spellings that a program computes alike have one canonical form; others do not."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.canonical import agreed, canonical, is_pure

LIB = "aws-cdk-lib"
SUFFIX = {"$name": "suffix"}
REGION = {"$get": ["this", "region"]}


def _of(unit: str, count: float) -> Any:
    return {"$call": [f"{LIB}.Duration.{unit}", count]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"$template": ["a-", "b"]}, "a-b"),
        ({"$template": []}, ""),
        ({"$template": ["a-", SUFFIX, "-", 3]}, {"$template": ["a-", SUFFIX, "-3"]}),
        ({"$template": ["a-", {"$template": ["x", SUFFIX]}]}, {"$template": ["a-x", SUFFIX]}),
        ({"$template": ["", SUFFIX, ""]}, SUFFIX),
        ({"$binary": ["+", {"$binary": ["+", SUFFIX, "-x-"]}, REGION]}, {"$template": [SUFFIX, "-x-", REGION]}),
        ({"$binary": ["*", 60, 24]}, 1440),
        (_of("minutes", 5), _of("seconds", 300)),
        (_of("days", 1), _of("hours", 24)),
        (_of("seconds", 0.5), _of("millis", 500)),
        ({"$call": [f"{LIB}.Size.gibibytes", 1]}, {"$call": [f"{LIB}.Size.mebibytes", 1024]}),
        ({"$member": f"{LIB}.Aws.REGION"}, REGION),
        ({"$member": f"{LIB}.Aws.ACCOUNT_ID"}, {"$get": ["this", "account"]}),
        ({"$path": [{"$call": [f"{LIB}.Stack.of", {"$ref": "this"}]}, "region"]}, REGION),
        ({"$get": [{"$call": [f"{LIB}.Stack.of", {"$ref": "this"}]}, "region"]}, REGION),
        ({"$path": [{"$name": "props"}, "?.stage"]}, {"$path": [{"$name": "props"}, "stage"]}),
        ({"$path": [{"$ref": "Table"}, "tableName"]}, {"$get": ["Table", "tableName"]}),
        ({"$binary": ["===", SUFFIX, "prod"]}, {"$binary": ["===", "prod", SUFFIX]}),
        ({"$not": {"$binary": ["===", SUFFIX, "prod"]}}, {"$binary": ["!==", SUFFIX, "prod"]}),
        ({"$if": [{"$not": SUFFIX}, 1, 2]}, {"$if": [SUFFIX, 2, 1]}),
        ({"$if": [{"$binary": ["!==", SUFFIX, "x"]}, 1, 2]}, {"$if": [{"$binary": ["===", SUFFIX, "x"]}, 2, 1]}),
        ({"$new": ["a/b.C", {"x": 1}, {}]}, {"$new": ["a/b.C", {"x": 1}]}),
        ({"$call": ["a/b.c", {"$name": "undefined"}]}, {"$call": ["a/b.c"]}),
        ({"a": 1, "b": {"$name": "undefined"}}, {"a": 1}),
        ({"$invoke": [{"$path": [["a", SUFFIX], "join"]}, "-"]}, {"$template": ["a-", SUFFIX]}),
        ({"$call": [f"{LIB}.Fn.join", "", ["a", SUFFIX]]}, {"$template": ["a", SUFFIX]}),
        ({"$code": "s3.IBucket"}, {"$code": "IBucket"}),
        ({"$code": "(zone) => zone.id"}, {"$code": "zone => zone.id"}),
        ({"$code": 'f( "a", [ 1, 2, ] )'}, {"$code": "f('a',[1,2])"}),
    ],
)
def test_equal(one: Any, other: Any) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_of("minutes", 5), _of("seconds", 5)),
        ({"$call": [f"{LIB}.Duration.days", 1]}, {"$call": [f"{LIB}.Size.kibibytes", 86_400_000]}),
        ({"$binary": ["||", SUFFIX, "dev"]}, {"$binary": ["||", "dev", SUFFIX]}),
        ({"$binary": ["+", SUFFIX, 1]}, {"$template": [SUFFIX, "1"]}),
        ({"$call": ["a/b.c", 1, 2]}, {"$call": ["a/b.c", 2, 1]}),
        ({"$new": ["a/b.C", 1]}, {"$call": ["a/b.C", 1]}),
        ({"$if": [SUFFIX, 1, 2]}, {"$if": [SUFFIX, 2, 1]}),
        ({"$code": "f('a b')"}, {"$code": "f('a', b)"}),
        ({"$invoke": [{"$path": [["a", ["b"]], "join"]}, "-"]}, "a-b"),
    ],
)
def test_different(one: Any, other: Any) -> None:
    assert canonical(one) != canonical(other)


def test_a_variable_that_one_side_has_counts_as_its_value() -> None:
    model = {"Variables": {"region": REGION, "stage": "dev"}}
    known = agreed(model, {"Variables": {"stage": "prod"}}, {})
    assert canonical({"$name": "region"}, known) == REGION
    assert canonical({"$name": "stage"}, known) == {"$name": "stage"}


def test_a_variable_of_both_counts_as_its_value_where_that_is_the_same() -> None:
    model = {"Variables": {"wait": _of("minutes", 1)}}
    ideal = {"Variables": {"wait": _of("seconds", 60)}}
    assert canonical({"$name": "wait"}, agreed(model, ideal, {})) == canonical(_of("seconds", 60))


def test_variables_of_variables() -> None:
    model = {"Variables": {"name": {"$template": [{"$name": "stage"}, "-x"]}, "stage": "dev"}}
    assert canonical({"$name": "name"}, agreed(model, {}, {})) == "dev-x"


def test_a_circle_of_variables_is_no_value() -> None:
    model = {"Variables": {"a": {"$name": "b"}, "b": {"$name": "a"}}}
    assert canonical({"$name": "a"}, agreed(model, {}, {})) == {"$name": "a"}


def test_a_long_chain_of_variables_ends() -> None:
    variables: dict[str, Any] = {f"v{n}": {"$name": f"v{n + 1}"} for n in range(3_000)}
    assert agreed({"Variables": {**variables, "v3000": 1}}, {}, {})["v2999"] == 1


def test_variables_that_double_stay_within_bounds() -> None:
    variables: dict[str, Any] = {"v0": {"$name": "props"}}
    variables |= {f"v{n}": {"x": {"$name": f"v{n - 1}"}, "y": {"$name": f"v{n - 1}"}} for n in range(1, 60)}
    assert len(str(agreed({"Variables": variables}, {}, {}))) < 200_000


@pytest.mark.parametrize(
    ("value", "pure"),
    [
        ("x", True),
        ({"$binary": ["||", {"$path": [{"$name": "props"}, "suffix"]}, "dev"]}, True),
        ({"$invoke": [{"$get": ["this", "node", "tryGetContext"]}, "suffix"]}, True),
        ({"$call": [f"{LIB}.Duration.days", 3]}, True),
        ({"$invoke": [{"$get": ["Api", "root", "addResource"]}, "items"]}, False),
        ({"$call": [f"{LIB}/aws-s3.Bucket.fromBucketName", {"$ref": "this"}, "B", "b"]}, False),
        ({"$new": [f"{LIB}/aws-iam.PolicyDocument", {}]}, False),
        ({"a": [{"$code": "() => 1"}]}, False),
    ],
)
def test_what_computes_nothing_but_its_value(value: Any, pure: bool) -> None:
    assert is_pure(value) is pure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("run() { const a = 1; return a; }", "run() { const a = 1\nreturn a }"),
        ("run() { const a = { b: 1 }; go(a); }", "run() { const a = { b: 1 }\ngo(a) }"),
        ("let a = 'x'", "const a = `x`"),
        ("go({ name: name, b })", "go({ name, b })"),
        ("all.map((x) => { return x + 1; })", "all.map(x => x + 1)"),
    ],
)
def test_code_says_the_same_in_another_taste(one: str, other: str) -> None:
    assert canonical({"$code": one}) == canonical({"$code": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("go({ a: b })", "go({ a })"),
        ("x => { go(); return x; }", "x => x"),
        ("x => dev.ID", "x => prod.ID"),
        ("x => limits.IP_MAX", "x => IP_MAX"),
    ],
)
def test_code_that_says_something_else(one: str, other: str) -> None:
    assert canonical({"$code": one}) != canonical({"$code": other})
