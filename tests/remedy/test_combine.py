"""Patches made apart from each other, performed together."""

from __future__ import annotations

from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.remedy.combine import combine
from fixer.remedy.patch import guarded, operations
from fixer.remedy.perform import Failed, perform

Operation = dict[str, Any]
REMOVED = "what stood here is removed by another part of the patch"
PUT = "another part of the patch has put something else here"


def op(name: str, path: str, **members: Any) -> Operation:
    return {"op": name, "path": path, **members}


def together(data: Any, *parts: list[Operation]) -> Any:
    before = deepcopy(data)
    found, made = combine(data, dict(enumerate(parts, 1)))
    assert data == before
    again = deepcopy(data)
    assert perform(again, made) == found
    return found


def test_items_shift_under_each_other() -> None:
    letters = list("abcde")
    parts = [
        [op("remove", "/4"), op("remove", "/0")],
        [op("replace", "/2", value="C")],
        [op("add", "/3", value="x"), op("add", "/3", value="w")],
        [op("test", "/1", value="b"), op("remove", "/1")],
        [op("add", "/-", value="z")],
    ]
    for order in permutations(parts):
        assert together(letters, *order) == ["C", "w", "x", "d", "z"]


def test_items_at_one_place_keep_the_order_of_the_parts() -> None:
    assert together([1, 2], [op("add", "/1", value="a")], [op("add", "/1", value="b")]) == [1, "a", "b", 2]


def test_pointers_follow_a_move() -> None:
    data = {"R": {"Old": {"a": 1, "l": [1, 2]}}}
    rename = list(guarded([op("move", "/R/New", **{"from": "/R/Old"})], data))
    change = list(guarded([op("replace", "/R/Old/a", value=2), op("remove", "/R/Old/l/0")], data))
    expected = {"R": {"New": {"a": 2, "l": [2]}}}
    assert together(data, rename, change) == expected
    assert together(data, change, rename) == expected


def test_items_that_move() -> None:
    swap = [op("move", "/2", **{"from": "/0"})]
    assert together(list("abc"), swap, [op("replace", "/1", value="B")]) == ["B", "c", "a"]


def test_objects_put_at_one_place_come_together() -> None:
    one, other = [op("add", "/P", value={"A": {"T": 1}})], [op("add", "/P", value={"B": 2, "A": {"U": 3}})]
    assert together({}, one, other) == {"P": {"A": {"T": 1, "U": 3}, "B": 2}}
    assert together({}, one, one) == {"P": {"A": {"T": 1}}}


@pytest.mark.parametrize(
    ("data", "one", "other", "place", "reason"),
    [
        ({}, [op("add", "/a", value=1)], [op("add", "/a", value=2)], "/a", PUT),
        ([[1]], [op("remove", "/0")], [op("replace", "/0/0", value=2)], "/0/0", REMOVED),
        ([1, 2], [op("remove", "/0")], [op("remove", "/0")], "/0", REMOVED),
        (
            {"a": 1},
            [op("replace", "/a", value=2)],
            [op("test", "/a", value=1), op("replace", "/a", value=3)],
            "/a",
            "the test failed",
        ),
        ({"a": {"b": 1}}, [op("remove", "/a")], [op("replace", "/a/b", value=2)], "/a", "there is no such member"),
    ],
)
def test_what_does_not_go_together(
    data: Any, one: list[Operation], other: list[Operation], place: str, reason: str
) -> None:
    with pytest.raises(Failed) as caught:
        combine(data, {4: one, 7: other})
    assert (caught.value.part, caught.value.pointer, caught.value.reason) == (7, place, reason)


def test_every_part_must_fit_by_itself() -> None:
    with pytest.raises(Failed) as caught:
        combine({}, {4: [op("add", "/a", value={})], 7: [op("add", "/a/b", value=1)]})
    assert (caught.value.part, caught.value.pointer) == (7, "/a")


LISTS = st.lists(st.integers(0, 4), max_size=6)


@given(LISTS, st.data())
def test_parts_that_touch_different_items_go_together(start: list[int], draw: st.DataObject) -> None:
    """Each part treats items of its own; together they are what treating all items at once is."""
    items = [[number, value] for number, value in enumerate(start)]
    fates = draw.draw(
        st.lists(st.tuples(st.integers(0, 2), st.sampled_from("krc")), min_size=len(items), max_size=len(items))
    )

    def treated(parts: set[int]) -> list[Any]:
        result = []
        for item, (part, fate) in zip(items, fates, strict=True):
            if part not in parts or fate == "k":
                result.append(item)
            elif fate == "c":
                result.append([*item, "changed"])
        return result

    patches = [list(guarded(operations(items, treated({part})), items)) for part in range(3)]
    try:
        found = together(items, *patches)
    except Failed:
        # Where an item is replaced by its neighbour in the shortest way, two patches do touch one place.
        return
    assert found == treated({0, 1, 2})
