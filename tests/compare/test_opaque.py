"""What differs between two values that nothing is known about."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from fixer.compare.opaque import Difference, differences

SCALARS = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "b", "1", 1.0])
PLAIN = st.recursive(
    SCALARS | st.lists(SCALARS, max_size=4), lambda inner: st.dictionaries(st.sampled_from("abc"), inner)
)


def test_mappings_differ_by_their_keys() -> None:
    model = {"a": {"x": 1, "y": True}, "b": [1], "__c": "old"}
    ideal = {"a": {"y": 1, "x": 1}, "__c": "new", "d": None}
    assert differences(model, ideal) == [
        Difference("changed", ("__c",), ("__c",), "old", "new"),
        Difference("changed", ("a", "y"), ("a", "y"), True, 1),
        Difference("extra", ("b",), ("b",), [1]),
        Difference("missing", ("d",), ("d",), ideal=None),
    ]


def test_lists_differ_by_their_items_in_each_sides_indexes() -> None:
    assert differences({"a": ["x", "y", "z"]}, {"a": ["y", "z", "w"]}) == [
        Difference("extra", ("a", "0"), ("a", "0"), "x"),
        Difference("missing", ("a", "3"), ("a", "2"), ideal="w"),
    ]


@given(PLAIN, PLAIN)
def test_it_finds_what_deepdiff_finds(model: object, ideal: object) -> None:
    from deepdiff import DeepDiff

    tree = DeepDiff(model, ideal, view="tree", threshold_to_diff_deeper=0)
    found = [
        tuple(str(token) for token in level.path(output_format="list", use_t2=group.endswith("added")))
        for group, levels in tree.items()
        for level in levels
    ]
    differ = differences(model, ideal)
    assert sorted(one.ideal_route if one.kind == "missing" else one.model_route for one in differ) == sorted(found)


def test_mappings_are_compared_without_deepdiff() -> None:
    code = "import sys; from fixer.compare.opaque import differences; "
    code += "differences({'a': {'b': 1}, 'c': ['d']}, {'a': {'b': 2}, 'c': ['d']}); print('deepdiff' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
