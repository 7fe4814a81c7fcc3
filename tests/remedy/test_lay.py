"""A rule's patch laid over a template."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.pointer import join
from fixer.remedy.lay import Unfit, lay, written

FUNCTION = CLOUDFORMATION.function


def laid(data: Any, *operations: dict[str, Any]) -> Any:
    before = deepcopy(data)
    result = lay(data, operations, FUNCTION)
    assert data == before, "what is given is not changed"
    return result


@pytest.mark.parametrize(
    ("data", "operation", "expected"),
    [
        ({}, {"op": "add", "path": "/a/b/c", "value": 1}, {"a": {"b": {"c": 1}}}),
        ({}, {"op": "add", "path": "/a/-", "value": 1}, {"a": [1]}),
        ({}, {"op": "add", "path": "/a/0/b", "value": 1}, {"a": [{"b": 1}]}),
        ({"a": [1, 3]}, {"op": "add", "path": "/a/1", "value": 2}, {"a": [1, 2, 3]}),
        ({"a": [1]}, {"op": "add", "path": "/a/-", "value": 2}, {"a": [1, 2]}),
        ({"a": 1, "b": 2}, {"op": "add", "path": "/a", "value": 3}, {"a": 3, "b": 2}),
        ({"a": [1, 2]}, {"op": "replace", "path": "/a/0", "value": 5}, {"a": [5, 2]}),
        ({"a": {"b": 1}}, {"op": "remove", "path": "/a/b"}, {"a": {}}),
        ({"a": [1, 2]}, {"op": "remove", "path": "/a/0"}, {"a": [2]}),
        ({"a": {"b": 1}}, {"op": "move", "from": "/a/b", "path": "/c/d"}, {"a": {}, "c": {"d": 1}}),
        ({"a": {"b": 1}}, {"op": "copy", "from": "/a/b", "path": "/c"}, {"a": {"b": 1}, "c": 1}),
        ({"a": "1"}, {"op": "test", "path": "/a", "value": "1"}, {"a": "1"}),
        ({"a": {"Ref": "X"}}, {"op": "replace", "path": "/a/Ref", "value": "Y"}, {"a": {"Ref": "Y"}}),
        ({"a": {"Ref": "X"}}, {"op": "replace", "path": "/a", "value": "Y"}, {"a": "Y"}),
    ],
)
def test_operations(data: Any, operation: dict[str, Any], expected: Any) -> None:
    assert laid(data, operation) == expected


@pytest.mark.parametrize(
    ("data", "operation", "reason"),
    [
        ({"a": {"Fn::If": ["C", {}, {}]}}, {"op": "add", "path": "/a/b", "value": 1}, "/a is computed by Fn::If"),
        ({"a": {"Ref": "X"}}, {"op": "add", "path": "/a/b/c", "value": 1}, "/a is computed by Ref"),
        ({"a": "text"}, {"op": "add", "path": "/a/b", "value": 1}, "/a is no container"),
        ({"a": {}}, {"op": "replace", "path": "/a/b", "value": 1}, "there is nothing at /a/b"),
        ({"a": {}}, {"op": "remove", "path": "/a/b/c"}, "there is nothing at /a/b/c"),
        ({"a": {}}, {"op": "move", "from": "/x", "path": "/y"}, "there is nothing at /x"),
        ({"a": [1]}, {"op": "add", "path": "/a/3", "value": 1}, "the list has no place 3"),
        ({"a": [1]}, {"op": "add", "path": "/a/b", "value": 1}, "the list has no place b"),
        ({"a": 1}, {"op": "test", "path": "/a", "value": 2}, "/a is not what the fix is made for"),
        ({"a": True}, {"op": "test", "path": "/a", "value": 1}, "/a is not what the fix is made for"),
        ({}, {"op": "test", "path": "/a", "value": None}, "/a is not what the fix is made for"),
    ],
)
def test_what_does_not_fit(data: Any, operation: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit) as caught:
        laid(data, operation)
    assert caught.value.reason == reason


def test_what_is_not_touched_is_shared() -> None:
    data = {"a": {"b": [1]}, "c": {"d": [2]}}
    result = laid(data, {"op": "add", "path": "/a/e", "value": 1})
    assert result["c"] is data["c"]
    assert result["a"]["b"] is data["a"]["b"]


def test_what_operations_write() -> None:
    data = {"a": {"list": [1, 2]}}
    operations = [
        {"op": "test", "path": "/t", "value": 1},
        {"op": "add", "path": "/a/list/0", "value": 1},
        {"op": "replace", "path": "/a/list/1", "value": 1},
        {"op": "add", "path": "/a/list/-", "value": 1},
        {"op": "move", "from": "/m", "path": "/n"},
    ]
    assert written(data, operations) == ("/a/list", "/a/list/1", "/a/list/-", "/n", "/m")


KEYS = st.sampled_from(["a", "b", "c/d", "~"])
TREES = st.recursive(
    st.integers(0, 3) | st.sampled_from(["x", "y"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(KEYS, TREES, min_size=1), st.data())
def test_where_parents_are_there_it_is_what_json_patch_says(tree: Any, data: st.DataObject) -> None:
    pointers = [join(tokens) for tokens, _ in _walk(tree)]
    path = data.draw(st.sampled_from(pointers))
    operation = data.draw(
        st.sampled_from(
            [
                {"op": "add", "path": path, "value": 9},
                {"op": "replace", "path": path, "value": 9},
                {"op": "remove", "path": path},
                {"op": "copy", "from": path, "path": "/new"},
            ]
        )
    )
    assert laid(tree, operation) == jsonpatch.apply_patch(tree, [operation])


def _walk(node: Any, at: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    below = [found for key, item in members for found in _walk(item, (*at, str(key)))]
    return [(at, node), *below] if at else below
