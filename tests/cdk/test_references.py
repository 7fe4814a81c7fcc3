"""Who is mentioned where, and the same under other names."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.references import references
from fixer.cdk.renaming import rename

NAMES = {("construct", "Table"): "Orders", ("name", "suffix"): "stage", ("name", "Api/items"): "Api/things"}


@pytest.mark.parametrize(
    ("value", "mentions"),
    [
        ({"$ref": "Table"}, [("$ref", "Table", "construct")]),
        ({"$ref": "this"}, []),
        ({"$get": ["this", "region"]}, []),
        ({"$get": ["Table", "tableArn"]}, [("$get/0", "Table", "construct")]),
        ({"a": [{"$name": "suffix"}]}, [("a/0/$name", "suffix", "name")]),
        ({"$template": ["a-", {"$name": "suffix"}]}, [("$template/1/$name", "suffix", "name")]),
        ({"$member": "a/b.C"}, []),
        (
            {"$code": "f(suffix, props.name, 'x', { key: y })"},
            [("$code", name, "name") for name in ("f", "suffix", "props", "y")],
        ),
        ({"Within": "for (const z of zones)", "Type": "x"}, [("Within", "z", "name"), ("Within", "zones", "name")]),
    ],
)
def test_mentions(value: Any, mentions: list[tuple[str, str, str]]) -> None:
    assert [("/".join(one.pointer), one.target, one.kind) for one in references(value)] == mentions


@pytest.mark.parametrize(
    ("value", "renamed"),
    [
        ({"$ref": "Table"}, {"$ref": "Orders"}),
        ({"$get": ["Table", "tableArn"]}, {"$get": ["Orders", "tableArn"]}),
        ({"a": [{"$name": "suffix"}, "suffix"]}, {"a": [{"$name": "stage"}, "suffix"]}),
        (
            {"$code": "g(suffix, x.suffix, 'suffix', { suffix: suffix })"},
            {"$code": "g(stage, x.suffix, 'suffix', { suffix: stage })"},
        ),
        ({"$code": "on ? suffix : x"}, {"$code": "on ? stage : x"}),
        ({"$code": "items.map(x)"}, {"$code": "things.map(x)"}),
        ({"Within": "if (suffix)"}, {"Within": "if (stage)"}),
    ],
)
def test_other_names(value: Any, renamed: Any) -> None:
    assert rename(value, NAMES) == renamed


def test_what_mentions_nothing_stays_the_same_object() -> None:
    value = {"a": [{"$ref": "Queue"}, {"$code": "() => 1"}, {"$get": ["this", "region"]}]}
    assert rename(value, NAMES) is value
    assert rename(value, {}) is value
