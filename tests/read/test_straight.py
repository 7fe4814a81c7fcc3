"""Data read straight is the data of the tree, or there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fixer.read import straight
from fixer.read.straight import json_data, yaml_data
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.rewrite import Format, parse, read
from fixer.remedy.splice.same import same
from tests.remedy.nasty_documents import JSON, YAML, variants

ALPHABET = "ab1.~<&*!|>'\"#%@{}[],:?- \n\t"
PIECES = st.sampled_from([
    "a", "b: ", "- ", "\n", "  ", "!Ref ", "!GetAtt ", "!!str ", "! ", "&x ", "*x", "<<: ", "{", "}", "[", "]", ", ",
    "'<<': ", "? ", "---\n", "1", "yes", "~", "a.b", '"q"', "|\n  t\n", "# c\n", "!<x> ", "R&D", "!If [a, b]",
])  # fmt: skip


def by_tree(text: str, fmt: Format) -> Any:
    return read(parse(text, fmt), fmt)


def agrees(text: str, fmt: Format) -> bool:
    found = (json_data if fmt == "json" else yaml_data)(text)
    return found is None or same(found, by_tree(text, fmt))


@settings(max_examples=300, deadline=None)
@example("! 1")
@example("a: ! 1")
@given(st.text(alphabet=ALPHABET, max_size=30) | st.lists(PIECES, max_size=14).map("".join))
def test_any_yaml_reads_as_its_tree_does(text: str) -> None:
    assert agrees(text, "yaml")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='{}[]",:1e.-\\u truefalsn/*\n', max_size=20))
def test_any_json_reads_as_its_tree_does(text: str) -> None:
    assert agrees(text, "json")


@pytest.mark.parametrize(("fmt", "text"), [("yaml", x) for x in YAML.values()] + [("json", x) for x in JSON.values()])
def test_nasty_documents_read_as_their_trees_do(fmt: Format, text: str) -> None:
    for _, variant in variants(text, fmt):
        assert agrees(variant.removeprefix("\ufeff"), fmt)


def test_templates_read_as_their_trees_do(corpus: Path) -> None:
    read_straight = total = 0
    for path in sorted(corpus.glob("*/extracted-*.*"))[::9]:
        fmt: Format = "json" if path.suffix == ".json" else "yaml"
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        try:
            expected = by_tree(text, fmt)
        except Refused:
            continue
        found = (json_data if fmt == "json" else yaml_data)(text)
        total += 1
        read_straight += found is not None
        assert found is None or same(found, expected), path
    assert read_straight > total * 0.9


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "<<: {a: 1}\n",
        "a: !!int '1'\n",
        "a: 1\n---\nb: 2\n",
        "? [a]\n: 1\n",
        "a: [\n",
        "a: \ud800\n",
        "a: " + "[" * 201 + "]" * 201,
    ],
)
def test_unusual_yaml_is_left_to_the_tree(text: str) -> None:
    assert yaml_data(text) is None


@pytest.mark.parametrize("text", ['{"a": 1,}', "// c", '{"a": NaN}', "[" * 201 + "]" * 201, "1" * 1001, "null", ""])
def test_unusual_json_is_left_to_the_tree(text: str) -> None:
    assert json_data(text) is None


def test_without_libyaml_the_tree_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    assert yaml_data("a: 1\n") == {"a": 1}
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert yaml_data("a: 1\n") is None


def test_more_values_than_a_tree_may_hold_are_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(straight, "MAX_VALUES", 8)
    assert yaml_data("[1, 2, 3, 4]") == [1, 2, 3, 4]
    assert yaml_data("[1, 2, 3, 4, 5]") is None
