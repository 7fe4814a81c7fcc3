"""JSON trees: where every value stands, what is forgiven, what is diagnosed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.read.data import to_data
from fixer.read.json_tree import Liberty, parse
from fixer.read.text_error import TextError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(text: str) -> Any:
    return to_data(parse(text).root, json=True)


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_reads_what_json_reads(value: Any, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = parse(text)
    assert repr(to_data(found.root, json=True)) == repr(json.loads(text))
    assert found.liberties == ()
    assert found.end == len(text)


@given(VALUES)
def test_every_node_spans_its_own_text(value: Any) -> None:
    text = json.dumps(value)
    stack = [parse(text).root]
    while stack:
        node = stack.pop()
        assert to_data(node, json=True) == json.loads(text[node.start : node.end])
        stack += node.items
        stack += [member for pair in node.pairs for member in pair]


def test_value_may_begin_and_end_anywhere() -> None:
    found = parse('Here: {"a": [1]} and so on', 6)
    assert to_data(found.root, json=True) == {"a": [1]}
    assert (found.root.start, found.end) == (6, 16)


def test_liberties_make_the_text_strict_json() -> None:
    text = '// head\n{\n  "a": 1, /* why */\n  "b": ["x\ty\n", 2,],\n  "c": "\x01",\n}'
    found = parse(text)
    assert [liberty.what for liberty in found.liberties] == [
        "a comment",
        "a comment",
        "a raw control character",
        "a raw control character",
        "a trailing comma",
        "a raw control character",
        "a trailing comma",
    ]
    strict = text
    for liberty in sorted(found.liberties, key=lambda liberty: -liberty.start):
        strict = strict[: liberty.start] + liberty.text + strict[liberty.end :]
    assert json.loads(strict) == to_data(found.root, json=True) == {"a": 1, "b": ["x\ty\n", 2], "c": "\x01"}


def test_liberty_says_what_it_would_change() -> None:
    assert parse("[1,]").liberties == (Liberty(2, 3, "", "a trailing comma"),)
    assert parse('["\r"]').liberties == (Liberty(2, 3, "\\r", "a raw control character"),)


def test_of_duplicate_keys_the_last_wins() -> None:
    assert read('{"a": 1, "b": 2, "a": 3}') == {"a": 3, "b": 2}


CUT_OFF = "the document looks cut off"


@pytest.mark.parametrize(
    ("text", "offset", "cause", "hint"),
    [
        ("", 0, "expected a value, found the end of the text", None),
        ("{", 1, "the text ends before the object is closed", CUT_OFF),
        ('{"a":', 5, "the text ends before the object is closed", CUT_OFF),
        ('{"a": 1', 7, "the text ends before the object is closed", CUT_OFF),
        ("[1, ", 4, "the text ends before the list is closed", CUT_OFF),
        ('{"a": "xy', 6, "the text ends inside the string that begins here", CUT_OFF),
        ('{"a" 1}', 5, "expected ':' after a key, found '1'", None),
        ('{"a": 1 "b": 2}', 8, "expected ',' or '}' after a value, found '\"'", "a comma is missing before it"),
        ("[1 2]", 3, "expected ',' or ']' after a value, found '2'", None),
        ("[1,,2]", 3, "expected a value, found ','", None),
        ("[NaN]", 1, "expected a value, found 'NaN'", None),
        ("[01]", 2, "expected ',' or ']' after a value, found '1'", None),
        ("[tru]", 1, "expected a value, found 'tru'", None),
        ("{a: 1}", 1, "expected a key in double quotes, found 'a'", None),
        ("{'a': 1}", 1, "expected a key in double quotes, found \"'a'\"", None),
        ('["\\q"]', 2, "a backslash in a string begins no JSON escape", "write it as \\\\"),
        ("[1 /* ", 3, "the text ends inside the comment that begins here", "close it with */"),
        ("[/x]", 1, "a '/' stands where JSON has no place for it", None),
        ("[" * 201, 200, "values are nested more than 200 levels deep", None),
        ("1" * 1001, 0, "a number of more than 1000 digits", None),
    ],
)
def test_diagnosis_names_place_and_cause(text: str, offset: int, cause: str, hint: str | None) -> None:
    with pytest.raises(TextError) as caught:
        parse(text)
    assert (caught.value.offset, caught.value.cause, caught.value.hint) == (offset, cause, hint)


@given(st.text(alphabet='{}[]",:1a\\/* \n\t'))
def test_any_text_is_read_or_diagnosed_inside_it(text: str) -> None:
    try:
        end = parse(text).end
    except TextError as error:
        end = error.offset
    assert 0 <= end <= len(text)
