"""The way back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.remedy.undo import Undo, make_undo, read_undo


def undo(before: str, after: str) -> Undo:
    return make_undo((before, before.encode()), (after, after.encode()))


LINES = st.lists(st.sampled_from(["a\n", "b\n", "", "c", "\r\n", "é\n", "}\n"]), max_size=8).map("".join)


@given(LINES, LINES)
def test_gives_the_text_back(before: str, after: str) -> None:
    way = read_undo(json.loads(json.dumps(undo(before, after).as_json())))
    assert way.fits(after.encode())
    assert way.restore(after) == before


def test_holds_the_changed_lines_only() -> None:
    way = undo("a\nb\nc\nd\ne\n", "a\nB\nc\nd\nE\n")
    assert [(change.offset, change.there, change.back) for change in way.changes] == [
        (2, "B\n", "b\n"),
        (8, "E\n", "e\n"),
    ]
    assert undo("a", "a").changes == ()


def test_very_long_texts_are_one_change() -> None:
    before, after = "a\n" * 30_000, "b\n" * 30_000
    assert len(undo(before, after).changes) == 1
    assert undo(before, after).restore(after) == before


def test_another_text_is_not_touched() -> None:
    way = undo("a\nb\n", "a\nc\n")
    assert not way.fits(b"a\nd\n")
    with pytest.raises(ValueError, match="another text stands at character 2"):
        way.restore("a\nd\n")


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        [],
        {"edits": []},
        {"of": "", "gives": "", "edits": [1]},
        {"of": "", "gives": "", "edits": [{"offset": -1, "there": "", "back": ""}]},
    ],
)
def test_damage_is_noticed(damaged: object) -> None:
    with pytest.raises(ValueError, match=r"digests|list of edits|an edit needs"):
        read_undo(damaged)
