"""What a JSON Patch means: RFC 6902 with its appendix, its limits, and jsonpatch as a second opinion."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.compare.gaps import ABSENT
from fixer.pointer import join
from fixer.remedy.perform import MAX_COPIED, Failed, equal, perform

Operation = dict[str, Any]


def op(name: str, path: str, **members: Any) -> Operation:
    return {"op": name, "path": path, **members}


APPENDIX: list[tuple[str, Any, list[Operation], Any]] = [
    ("A.1 a member is added", {"tea": 1}, [op("add", "/milk", value="oat")], {"tea": 1, "milk": "oat"}),
    ("A.2 an item is put in between", {"l": ["a", "c"]}, [op("add", "/l/1", value="b")], {"l": ["a", "b", "c"]}),
    ("A.3 a member is removed", {"tea": 1, "milk": "oat"}, [op("remove", "/milk")], {"tea": 1}),
    ("A.4 an item is removed, the rest moves up", {"l": ["a", "b", "c"]}, [op("remove", "/l/1")], {"l": ["a", "c"]}),
    (
        "A.5 a value is replaced",
        {"tea": 1, "milk": "oat"},
        [op("replace", "/milk", value="soy")],
        {"tea": 1, "milk": "soy"},
    ),
    (
        "A.6 a value moves to another object",
        {"cup": {"tea": 1, "spoon": 2}, "box": {"lid": 3}},
        [op("move", "/box/spoon", **{"from": "/cup/spoon"})],
        {"cup": {"tea": 1}, "box": {"lid": 3, "spoon": 2}},
    ),
    (
        "A.7 an item moves",
        {"l": ["a", "d", "b", "c"]},
        [op("move", "/l/3", **{"from": "/l/1"})],
        {"l": ["a", "b", "c", "d"]},
    ),
    (
        "A.8 tests that hold",
        {"tea": "green", "l": ["a", 2, "c"]},
        [op("test", "/tea", value="green"), op("test", "/l/1", value=2)],
        {"tea": "green", "l": ["a", 2, "c"]},
    ),
    ("A.10 an object is added", {"tea": 1}, [op("add", "/cup", value={"lid": {}})], {"tea": 1, "cup": {"lid": {}}}),
    (
        "A.11 members that are not known do nothing",
        {"tea": 1},
        [op("add", "/milk", value=2, why="x")],
        {"tea": 1, "milk": 2},
    ),
    ("A.14 escapes", {"/": 9, "~1": 10}, [op("test", "/~01", value=10)], {"/": 9, "~1": 10}),
    ("A.16 a list is added as one item", {"l": ["a"]}, [op("add", "/l/-", value=["b", "c"])], {"l": ["a", ["b", "c"]]}),
]


@pytest.mark.parametrize(("about", "data", "operations", "expected"), APPENDIX, ids=[case[0] for case in APPENDIX])
def test_appendix_a(about: str, data: Any, operations: list[Operation], expected: Any) -> None:
    assert perform(deepcopy(data), operations) == expected


INSIDE = "it lies inside a value that is neither object nor list"
NONE = "which is none of add, remove, replace, move, copy, test"
POINTER = "is no JSON Pointer"
# A.13, an operation with two 'op' members, is a matter of reading: see test_patch_file.py.
FAILURES: list[tuple[str, Any, Operation, str, str]] = [
    ("A.9", {"tea": "green"}, op("test", "/tea", value="black"), "the test failed", "/tea"),
    ("A.12", {"tea": 1}, op("add", "/cup/lid", value=2), "there is no such member", "/cup"),
    ("A.15", {"/": 9, "~1": 10}, op("test", "/~01", value="10"), "the test failed", "/~01"),
    ("no member", {}, op("remove", "/a"), "there is no such member", "/a"),
    ("no member to replace", {}, op("replace", "/a", value=1), "there is no such member", "/a"),
    ("behind the end", [1], op("add", "/2", value=1), "the list has only 1 item", "/2"),
    ("behind the end of two", [1, 2], op("remove", "/2"), "the list has only 2 items", "/2"),
    ("leading zero", [1, 2], op("test", "/01", value=2), "'01' is no index of a list", "/01"),
    ("negative", [1, 2], op("remove", "/-1"), "'-1' is no index of a list", "/-1"),
    ("float", [1, 2], op("remove", "/1e0"), "'1e0' is no index of a list", "/1e0"),
    ("other digits", [1, 2], op("remove", "/\u0661"), "'\u0661' is no index of a list", "/\u0661"),
    ("huge", [1, 2], op("remove", "/" + "9" * 5000), "the list has only 2 items", "/" + "9" * 5000),
    ("-", [1], op("remove", "/-"), "'-' is the place after the last item: nothing is there", "/-"),
    ("in text", {"a": "b"}, op("add", "/a/0", value=1), INSIDE, "/a/0"),
    ("root", {"a": 1}, op("remove", ""), "the whole document cannot be removed", ""),
    (
        "into itself",
        {"a": {}},
        op("move", "/a/b", **{"from": "/a"}),
        "what stands at /a cannot be moved into itself",
        "/a/b",
    ),
    (
        "all into itself",
        {"a": 1},
        op("move", "/b", **{"from": ""}),
        "what stands at the top cannot be moved into itself",
        "/b",
    ),
    ("slash", {}, op("add", "a", value=1), f"its 'path' 'a' {POINTER}: it must be empty or begin with '/'", ""),
    ("tilde", {}, op("add", "/~2", value=1), f"its 'path' '/~2' {POINTER}: after '~' only 0 or 1 may stand", ""),
    ("null", {}, {"op": "add", "path": None, "value": 1}, "its 'path' is None, not a JSON Pointer", ""),
    ("no path", {}, {"op": "remove"}, "it has no 'path', which 'remove' needs", ""),
    ("no from", {}, op("copy", "/a"), "it has no 'from', which 'copy' needs", ""),
    ("no value", {}, op("test", "/a"), "it has no 'value', which 'test' needs", "/a"),
    ("no op", {}, {"path": ""}, "it has no 'op'", ""),
    ("other op", {}, op("spam", ""), f"its 'op' is 'spam', {NONE}", ""),
    ("op is a list", {}, {"op": ["add"], "path": ""}, f"its 'op' is ['add'], {NONE}", ""),
]


@pytest.mark.parametrize(
    ("about", "data", "operation", "reason", "place"), FAILURES, ids=[case[0] for case in FAILURES]
)
def test_what_does_not_fit(about: str, data: Any, operation: Operation, reason: str, place: str) -> None:
    with pytest.raises(Failed) as caught:
        perform(deepcopy(data), [op("test", "", value=data), operation])
    assert (caught.value.reason, caught.value.pointer, caught.value.number) == (reason, place, 1)


def test_what_is_no_operation() -> None:
    text: Any = "add"
    with pytest.raises(Failed, match="it is not an object"):
        perform({}, [text])


def test_a_failed_test_says_what_it_expected_and_found() -> None:
    with pytest.raises(Failed) as caught:
        perform({"a": [1]}, [op("test", "/a/0", value="1")])
    assert (caught.value.expected, caught.value.found) == ("1", 1)
    with pytest.raises(Failed) as caught:
        perform({}, [op("test", "/a", value=None)])
    assert (caught.value.expected, caught.value.found) == (None, ABSENT)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1.0, True),
        (10**20, 1e20, True),
        (1, True, False),
        (0, False, False),
        (None, False, False),
        ("1", 1, False),
        ([], {}, False),
        ({"a": 1, "b": 2}, {"b": 2.0, "a": 1}, True),
        ([1, [True]], [1.0, [1]], False),
        ("", None, False),
    ],
)
def test_equality(one: Any, other: Any, same: bool) -> None:
    assert equal(one, other) is same
    assert equal(other, one) is same


def test_roots() -> None:
    assert perform("tea", [op("replace", "", value={"a": 1}), op("add", "/b", value=2)]) == {"a": 1, "b": 2}
    assert perform({"a": {"b": 1}}, [op("move", "", **{"from": "/a"})]) == {"b": 1}
    assert perform([1], [op("copy", "/-", **{"from": ""}), op("copy", "/-", **{"from": "/0"})]) == [1, [1], 1]


def test_a_copy_is_one_of_its_own() -> None:
    value = {"deep": []}
    operations = [op("add", "/a", value=value), op("copy", "/b", **{"from": "/a"}), op("add", "/b/deep/-", value=1)]
    assert perform({}, operations) == {"a": {"deep": []}, "b": {"deep": [1]}}
    assert value == {"deep": []}


def test_copies_are_bounded() -> None:
    doubling = [op("copy", f"/{n}", **{"from": ""}) for n in range(60)]
    with pytest.raises(Failed, match=f"the patch copies more than {MAX_COPIED:,} values"):
        perform({"a": 1}, doubling)


def test_depth_is_no_crash() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(Failed, match="values are nested too deeply"):
        perform({}, [op("add", "/a", value=deep)])


KEYS = st.sampled_from(["a", "b", "", "/", "~", "0", "-", "é"])
LEAVES = st.none() | st.integers(-3, 3) | st.sampled_from(["", "x", "é"]) | st.just(1.5)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
POINTERS = st.lists(KEYS | st.sampled_from(["0", "1", "2", "-"]), max_size=3).map(join)
OPERATIONS = st.one_of(
    st.builds(
        lambda name, path, value: op(name, path, value=value),
        st.sampled_from(["add", "replace", "test"]),
        POINTERS,
        VALUES,
    ),
    st.builds(lambda path: op("remove", path), POINTERS),
    st.builds(
        lambda name, path, source: op(name, path, **{"from": source}),
        st.sampled_from(["move", "copy"]),
        POINTERS,
        POINTERS,
    ),
)


@given(VALUES, st.lists(OPERATIONS, max_size=5))
def test_agrees_with_jsonpatch(data: Any, operations: list[Operation]) -> None:
    """Where both perform a patch they give the same; what only one performs is strange to begin with."""
    try:
        expected = jsonpatch.apply_patch(deepcopy(data), deepcopy(operations))
    except Exception:
        return
    try:
        found = perform(deepcopy(data), operations)
    except Failed as failed:
        # jsonpatch removes the whole document, reads "-" and takes a string for a list of letters.
        operation = operations[failed.number]
        assert (
            "-" in operation["path"] or "" in (operation["path"], operation.get("from")) or "neither" in failed.reason
        )
        return
    assert equal(found, expected)
