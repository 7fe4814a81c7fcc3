"""Wide maps are searched by an index, with the same answers as narrow ones."""

from __future__ import annotations

import time

import pytest

from fixer.read import json_tree, yaml_tree
from fixer.read.navigate import find, key_node

WIDE = [f"K{number}: {number}" for number in range(12)]


@pytest.mark.parametrize("more", [0, 12])
def test_of_equal_keys_the_last_is_found(more: int) -> None:
    root = yaml_tree.parse_all("\n".join(["a: 1", *WIDE[:more], "a: 2"]))[0]
    found = find(root, "/a")
    assert found is not None
    assert found.value == "2"


@pytest.mark.parametrize("more", [0, 12])
def test_a_merged_member_is_found_behind_the_own_ones(more: int) -> None:
    root = yaml_tree.parse_all(
        "\n".join(["x: &x {a: 1, b: 2}", "y:", "  <<: *x", "  b: 3"] + ["  " + x for x in WIDE[:more]])
    )[0]
    assert [node and node.value for node in (find(root, "/y/a"), find(root, "/y/b"))] == ["1", "3"]
    assert find(root, "/y/c") is None
    assert find(root, "/y/<<") is None


def test_every_member_of_a_wide_map_has_its_key() -> None:
    root = json_tree.parse("{" + ", ".join(f'"K{number}": {number}' for number in range(50)) + "}").root
    for number in range(50):
        key, value = key_node(root, f"/K{number}"), find(root, f"/K{number}")
        assert key is not None
        assert value is not None
        assert (key.value, value.value) == (f"K{number}", str(number))
    assert find(root, "/K50") is None


def test_looking_up_every_member_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        root = json_tree.parse("{" + ", ".join(f'"K{number}": 1' for number in range(count)) + "}").root
        start = time.process_time()
        for number in range(count):
            find(root, f"/K{number}")
        return time.process_time() - start

    least = [min(seconds(count) for _ in range(3)) for count in (2_000, 8_000)]
    assert least[1] < least[0] * 9
