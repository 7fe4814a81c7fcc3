"""YAML trees: where every value stands, what its plain data is, how to find a place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fixer.read import yaml_tree
from fixer.read.data import duplicates, to_data
from fixer.read.navigate import find, key_node
from fixer.read.nodes import Node
from fixer.read.text_error import TextError
from fixer.read.yaml_tree import parse_all

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(alphabet=st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
)


def root(text: str) -> Node:
    (only,) = parse_all(text)
    return only


def read(text: str) -> Any:
    return to_data(root(text), json=False)


@given(VALUES, st.booleans() | st.none())
def test_reads_what_pyyaml_writes(value: Any, flow: bool | None) -> None:
    assert repr(read(yaml.safe_dump(value, default_flow_style=flow, sort_keys=False))) == repr(value)


@pytest.mark.parametrize(
    "text",
    [
        "1", "0777", "0o7", "0x1F", "0b101", "-5", "+3", "1_000", "190:20:30", "1.5", "1e3", "1.5e+3", ".5", "-.inf",
        "190:20:30.15", "yes", "Off", "true", "TRUE", "y", "~", "null", "", "=", "12e03", "0_", "1.", "089", ".inf",
        "0x", "1:60", "1.5e3", "-0", "._", "+.5",
    ],
)  # fmt: skip
def test_plain_scalars_mean_what_yaml_1_1_says(text: str) -> None:
    expected = text if text == "=" else yaml.safe_load(text)
    assert repr(read(f"k: {text}")["k"]) == repr(expected)


@pytest.mark.parametrize("text", ["2012-10-17", "2001-12-14t21:59:43.10-05:00"])
def test_dates_stay_text(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("!Ref X", {"Ref": "X"}),
        ("!Ref 12", {"Ref": "12"}),
        ("!Condition C", {"Condition": "C"}),
        ("!Sub 'a${b}'", {"Fn::Sub": "a${b}"}),
        ("!GetAtt a.b.c", {"Fn::GetAtt": ["a", "b.c"]}),
        ("!GetAtt [a, b]", {"Fn::GetAtt": ["a", "b"]}),
        ("!GetAZs", {"Fn::GetAZs": ""}),
        ("!If [C, !Ref A, yes]", {"Fn::If": ["C", {"Ref": "A"}, True]}),
        ("!Transform {Name: x}", {"Fn::Transform": {"Name": "x"}}),
        ("!Base64\n  Fn::Sub: x", {"Fn::Base64": {"Fn::Sub": "x"}}),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!!python/object:os.system x", "x"),
    ],
)
def test_short_tags_have_their_long_form(text: str, data: Any) -> None:
    assert read(text) == data


@pytest.mark.parametrize("text", ["0b_", "0x_", "9" * 1001])
def test_what_only_looks_like_a_number_is_text(text: str) -> None:
    assert read(text) == text


def test_keys_are_text_as_written() -> None:
    assert read("on: 1\n0777: 2\n1: 3\n~: 4\n'x': 5\n") == {"on": 1, "0777": 2, "1": 3, "~": 4, "x": 5}


def test_merge_keys_and_aliases_are_resolved() -> None:
    text = "A: &a {x: 1, y: 2}\nB: &b {x: 5}\nC:\n  <<: [*b, *a]\n  z: 3\nD: *a\n"
    assert read(text)["C"] == {"x": 5, "y": 2, "z": 3}
    assert read(text)["D"] == {"x": 1, "y": 2}


def test_several_documents_and_none() -> None:
    assert [to_data(node, json=False) for node in parse_all("a: 1\n---\n- b\n...\n---\n")] == [{"a": 1}, ["b"], None]
    assert parse_all("# nothing\n") == []


@pytest.mark.parametrize(
    ("text", "pointer", "span"),
    [
        ("A: !If # c\n  - x\n  - y # z\nB: 1", "/A", "!If # c\n  - x\n  - y"),
        ("A: !If # c\n  - x\n  - y # z\nB: 1", "/A/Fn::If/1", "y"),
        ("A:\n- x\n\n# c\nB: 1", "/A", "- x"),
        ("A: |\n  x\n\n\nB: 1", "/A", "|\n  x"),
        ("A: |+\n  x\n\n\nB: 1", "/A", "|+\n  x\n\n"),
        ("A: |+\r\n  x\r\n\r\nB: 1", "/A", "|+\r\n  x\r\n"),
        ("A: >- # c\n  x\n  y\nB: 1", "/A", ">- # c\n  x\n  y"),
        ("A:\nB: 1", "/A", ""),
        ("A: !GetAZs\nB: 1", "/A", "!GetAZs"),
        ("A: &x !Sub t # c\nB: 1", "/A", "&x !Sub t"),
        ("A: [a: b, {c: , d}] # c", "/A", "[a: b, {c: , d}]"),
        ("A: [a: b, {c: , d}] # c", "/A/0", "a: b"),
        ("A: one\n  two # c\nB: 1", "/A", "one\n  two"),
        ("A: !GetAtt b.c.d", "/A/Fn::GetAtt/1", "!GetAtt b.c.d"),
        ("é: 'ü😀'\nB: !Ref ß", "/B/Ref", "!Ref ß"),
        ("A: &a {x: 1}\nB: *a", "/B/x", "1"),
        ("A: &a {x: 1}\nB: {<<: *a}", "/B/x", "1"),
        ("A: 1\nA: 2", "/A", "2"),
        ("a/b~c: 7", "/a~1b~0c", "7"),
    ],
)
def test_places_have_their_own_ends(text: str, pointer: str, span: str) -> None:
    node = find(root(text), pointer)
    assert node is not None
    assert text[node.start : node.end] == span


@pytest.mark.parametrize(
    "pointer", ["/B", "/A/0", "/A/Fn::Sub/0", "/A/Ref", "/L/2", "/L/-", "/L/01x", "/L/x", "/G/Fn::GetAtt/2"]
)
def test_what_is_not_there_is_not_found(pointer: str) -> None:
    tree = root("A: !Sub x\nL: [1, 2]\nG: !GetAtt a.b\n")
    assert find(tree, pointer) is None
    assert key_node(tree, pointer) is None


def test_keys_are_found() -> None:
    text = "A:\n  - !If\n    - c\n    - 'key': 1\n"
    key = key_node(root(text), "/A/0/Fn::If/1/key")
    assert key is not None
    assert text[key.start : key.end] == "'key'"
    assert key_node(root(text), "/A/0") is None
    assert key_node(root(text), "") is None


def test_duplicates_are_listed_with_the_first() -> None:
    tree = root("a: 1\nb: {c: 1, 'c': 2, c: 3}\na: 2\nx: {<<: {q: 1}, <<: {r: 1}}\n")
    assert [(key.value, key.start, first.start) for key, first in duplicates(tree)] == [
        ("a", 29, 0),
        ("c", 15, 9),
        ("c", 23, 9),
    ]


@pytest.mark.parametrize(
    ("text", "offset", "cause"),
    [
        ("a: [", 4, "did not find expected node content while parsing a flow node"),
        ("a: b: c", 4, "mapping values are not allowed in this context"),
        ("a: *b", 3, "the alias *b has no anchor before it"),
        ("&a [*a]", 4, "the alias *a stands inside the value that it refers to"),
        ("é: \x07", 3, "a character that YAML does not allow"),
        ("a: \ud800", 3, "a character that is half of a surrogate pair"),
        ("[" * 300, 200, "values are nested more than 200 levels deep"),
        ("- " * 300, 400, "values are nested more than 200 levels deep"),
    ],
)
def test_diagnosis_names_place_and_cause(text: str, offset: int, cause: str) -> None:
    with pytest.raises(TextError) as caught:
        parse_all(text)
    assert (caught.value.offset, caught.value.cause) == (offset, cause)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("? [a]\n: b", "a key that is not plain text"),
        ("<<: 1\na: 2", "a merge key '<<' whose value is not a map"),
    ],
)
def test_what_has_no_plain_data_is_diagnosed(text: str, cause: str) -> None:
    with pytest.raises(TextError) as caught:
        read(text)
    assert caught.value.cause == cause


def test_alias_bomb_is_refused_before_it_expands() -> None:
    rows = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    with pytest.raises(TextError) as caught:
        read("\n".join(rows))
    assert caught.value.cause == "aliases expand to more than 200,000 values"


def test_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAX_NODES", 10)
    with pytest.raises(TextError, match="more than 10 values"):
        parse_all(json.dumps(list(range(20))))


def test_pure_parser_gives_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A: !If # c\n  - x\n  -\nB: |\n  t\n\nC: [a: b, {c: 1, d}]\nD: &x !Sub\nE:\n- *x\n"

    def shape(node: Node) -> list[Any]:
        members = [*node.items, *(member for pair in node.pairs for member in pair)]
        return [node.kind, node.start, node.end, node.content, node.tag, node.style, node.plain, *map(shape, members)]

    with_libyaml = shape(root(text))
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    assert shape(root(text)) == with_libyaml


@given(st.text(alphabet="ab:-[]{},&*!|>'\"#% \n\t?"))
def test_any_text_is_read_or_diagnosed_inside_it(text: str) -> None:
    try:
        for node in parse_all(text):
            to_data(node, json=False)
            assert 0 <= node.start <= node.content <= node.end <= len(text)
    except TextError as error:
        assert 0 <= error.offset <= len(text)


class Reference(yaml.CSafeLoader):
    """PyYAML's own reading, with long forms for short tags, text keys and text dates."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        return {key.value: self.construct_object(value, True) for key, value in node.value}


def _call(loader: Reference, suffix: str, node: yaml.Node) -> Any:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        text = loader.construct_scalar(node)
        return {name: text.split(".", 1) if name == "Fn::GetAtt" else text}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, True)}
    return {name: loader.construct_mapping(node, True)}


Reference.add_multi_constructor("!", _call)
Reference.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, True))
Reference.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def test_real_templates_read_as_pyyaml_reads_them(corpus: Path) -> None:
    for path in sorted(corpus.glob("*/extracted-*.yaml"))[::8]:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        assert read(text) == yaml.load(text, Reference), path
