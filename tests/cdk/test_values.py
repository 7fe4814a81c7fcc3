"""What conditions of rules are told of a program."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.dialect import CDK_TYPESCRIPT
from fixer.dialect import Account, within

PROGRAM = {
    "Variables": {
        "environmentSuffix": {"$binary": ["||", {"$path": [{"$name": "props"}, "environmentSuffix"]}, "dev"]},
        "name": {"$template": ["orders-", {"$name": "environmentSuffix"}]},
        "days": 7,
        "stage": "dev",
    },
    "Resources": {},
}
VALUES = CDK_TYPESCRIPT.context(PROGRAM)


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("x", (True, "x")),
        ({"a": 1}, (True, {"a": 1})),
        ({"$name": "days"}, (True, 7)),
        ({"$template": ["a-", {"$name": "stage"}]}, (True, "a-dev")),
        ({"$name": "undefined"}, (True, None)),
        ({"$name": "props"}, (False, None)),
        ({"$name": "name"}, (False, None)),
    ],
)
def test_what_a_value_comes_to(value: Any, outcome: tuple[bool, Any]) -> None:
    assert VALUES.resolve(value) == outcome


def test_pieces_of_a_text() -> None:
    assert VALUES.pieces({"$template": ["a-", {"$name": "props"}, "-", {"$name": "stage"}]}) == ["a-", "-dev"]
    assert VALUES.pieces({"$name": "stage"}) == ["dev"]
    assert VALUES.pieces({"$name": "props"}) is None


def test_the_two_values_of_a_choice() -> None:
    assert VALUES.branches({"$if": [{"$name": "prod"}, 1, 2]}) == [1, 2]
    assert VALUES.branches({"$name": "stage"}) == []


def test_a_text_that_is_spelled_out() -> None:
    assert VALUES.literal({"$template": ["a", "b"]})
    assert not VALUES.literal({"$template": ["a", {"$name": "props"}]})


@pytest.mark.parametrize(
    ("value", "suffixed"),
    [
        ({"$template": ["a-", {"$name": "environmentSuffix"}]}, True),
        ({"$name": "name"}, True),
        ({"$path": [{"$name": "props"}, "?.environmentSuffix"]}, True),
        ({"$name": "stage"}, False),
        ("environmentSuffix", False),
    ],
)
def test_what_tells_copies_apart(value: Any, suffixed: bool) -> None:
    assert VALUES.suffixed(value) is suffixed


def test_the_suffix_of_an_account() -> None:
    values = within(CDK_TYPESCRIPT, Account(suffix="stage")).context(PROGRAM)
    assert values.suffixed({"$name": "stage"})
    assert not values.suffixed({"$path": [{"$name": "props"}, "environmentSuffix"]})
