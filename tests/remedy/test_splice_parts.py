"""The parts that edits are made of: equality, alignment, overlapping edits, scalars that every reader agrees on."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from fixer.remedy.splice import rewrite, splice
from fixer.remedy.splice.align import align
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.same import first_difference, same
from fixer.remedy.splice.scalar_text import inline_scalar, literal_block, plain_allowed

TEXT = st.text(max_size=12) | st.text(alphabet="0123456789.:-+_eExXobTtnNyY~=<", max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (float("nan"), float("nan"), True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": None}, False),
        ([1, 2], [2, 1], False),
        ("1", 1, False),
        (None, False, False),
    ],
)
def test_same_tells_types_apart(left: Any, right: Any, equal: bool) -> None:
    assert same(left, right) is equal
    assert same([left], [right]) is equal
    assert same({"k": left}, {"k": right}) is equal


def test_first_difference_names_the_place() -> None:
    assert first_difference({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ("a", 1, "b")
    assert first_difference({"a": 1, "c": 2}, {"a": 1}) == ("c",)
    assert first_difference([1], [1, 2]) == ()


@given(
    st.lists(st.integers(0, 4) | st.dictionaries(st.sampled_from("ab"), st.integers(0, 2))), st.lists(st.integers(0, 4))
)
def test_alignment_covers_both_lists_in_order(old: list[Any], new: list[Any]) -> None:
    pairs = align(old, new)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))


def test_alignment_keeps_what_is_equal_and_pairs_what_is_alike() -> None:
    tag = {"Key": "team", "Value": "a"}
    other = {"Key": "cost", "Value": "b"}
    assert align([tag, other], [other]) == [(0, None), (1, 0)]
    assert align([tag, other], [{"Key": "cost", "Value": "c"}]) == [(0, None), (1, 0)]
    assert align([1, 2, 3], [1, 9, 2, 3]) == [(0, 0), (None, 1), (1, 2), (2, 3)]


def test_long_lists_are_aligned_in_bounded_time() -> None:
    old = [{"n": n} for n in range(3000)]
    began = time.perf_counter()
    assert len(align(old, [{"n": -n} for n in range(1, 3001)])) == 3000
    assert time.perf_counter() - began < 2


def test_edits_at_one_place_keep_their_order_and_may_not_overlap() -> None:
    edits = Edits()
    edits.replace(1, 3, "X")
    edits.insert(1, "a")
    edits.insert(3, "c")
    edits.insert(1, "b")
    assert edits.apply("01234") == "0abXc34"
    edits.insert(2, "!")
    with pytest.raises(ValueError, match="two edits overlap at character 2"):
        edits.apply("01234")


@given(TEXT, st.booleans())
def test_readers_of_both_yaml_versions_read_the_same_text(text: str, flow: bool) -> None:
    if not text.isprintable() and not text.isascii():
        # What a double-quoted escape may stand for is the reader's own affair only for line breaks and the like.
        text = ascii(text)
    written = inline_scalar(text, flow, "'")
    document = f"k: [{written}, x]\n" if flow else f"k: {written}\n"
    for found in (yaml.safe_load(document), YAML(typ="safe", pure=True).load(io.StringIO(document))):
        assert (found["k"][0] if flow else found["k"]) == text


@given(TEXT)
def test_quoted_is_what_either_reader_would_take_for_another_value(text: str) -> None:
    if plain_allowed(text, flow=False):
        assert isinstance(yaml.safe_load(text), str)
        assert isinstance(YAML(typ="safe", pure=True).load(io.StringIO(text)), str)


@given(st.text(alphabet="ab \t\n#:-", max_size=20))
def test_literal_blocks_read_as_their_text(text: str) -> None:
    block = literal_block(text, 4, 2)
    if block is not None:
        head, rows = block
        document = "\n".join(["x:", f"  k: {head}", *rows, "  z: 1", ""])
        assert yaml.safe_load(document) == {"x": {"k": text, "z": 1}}


def large_template(resources: int) -> str:
    rows = ["Resources:"]
    for number in range(resources):
        rows += [
            f"  # queue {number}",
            f"  Queue{number}:",
            "    Type: AWS::SQS::Queue",
            "    Properties:",
            f"      QueueName: !Sub 'queue-{number}-${{Stage}}'",
            "      Tags:",
            "        - Key: team",
            "          Value: orders",
            "",
        ]
    return "\n".join(rows) + "\n"


def test_many_operations_cost_one_parse() -> None:
    text = large_template(150)
    operations: list[dict[str, Any]] = []
    for number in range(100):
        outer = f"/Resources/Queue{number}"
        operations += [
            {"op": "add", "path": f"{outer}/Properties/KmsMasterKeyId", "value": "alias/aws/sqs"},
            {"op": "replace", "path": f"{outer}/Properties/Tags/0/Value", "value": {"Ref": "Team"}},
            {"op": "move", "from": outer, "path": f"/Resources/Renamed{number}"},
        ]
    began = time.perf_counter()
    result = splice(text, "yaml", operations)
    assert time.perf_counter() - began < 1
    assert result.count("# queue ") == 150
    assert result.count("  Renamed") == result.count("KmsMasterKeyId: alias/aws/sqs") == 100


def test_many_new_keys_are_added_in_bounded_time() -> None:
    began = time.perf_counter()
    data = {"a": 0} | {f"k{number}": number for number in range(20_000)}
    result = rewrite('{\n  "a": 0\n}\n', "json", data)
    assert time.perf_counter() - began < 2
    assert result.endswith('  "k19998": 19998,\n  "k19999": 19999\n}\n')
