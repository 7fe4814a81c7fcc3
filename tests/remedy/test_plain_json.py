"""A string whose JSON is laid out plainly is written again as a whole, as the editor would have left it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixer.remedy.splice import rewrite
from fixer.remedy.target import _is_plain, _written

LAYOUTS: list[dict[str, Any]] = [{"separators": (",", ":")}, {"separators": (", ", ": ")}, {"indent": 2}]
scalars = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["", "x", "é", "two words"]))
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3)
)


@settings(max_examples=150, deadline=None)
@given(values, values, st.sampled_from(LAYOUTS))
def test_the_whole_text_is_what_the_editor_would_leave(inner: Any, other: Any, layout: dict[str, Any]) -> None:
    old = json.dumps({"Start": "A", "States": inner}, ensure_ascii=False, **layout)
    assert _is_plain(old)
    for document in ({"Start": "A", "States": other}, {"Start": "B", "States": inner}, {"States": inner, "new": other}):
        assert json.loads(_written(document, old)) == document
    assert _written({"Start": "B", "States": inner}, old) == rewrite(old, "json", {"Start": "B", "States": inner})


@pytest.mark.parametrize(
    "text", ['{"a" : 1}', '{"a":1, "b":2}', '{"a": 1,\n "b": 2}', '{"a": 1, "a": 2}', "{", "[" * 9999]
)
def test_any_other_layout_is_left_to_the_editor(text: str) -> None:
    assert not _is_plain(text)
