"""Claim patterns: what they take, what they leave, and which is the stronger."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.catalogue.claim import Claim
from fixer.pointer import join, split


@pytest.mark.parametrize(
    ("pattern", "taken", "left"),
    [
        ("/", [()], [("Properties",)]),
        ("/**", [(), ("Type",), ("Properties", "A", "0")], []),
        ("/Properties/Tags", [("Properties", "Tags")], [("Properties",), ("Properties", "Tags", "0"), ()]),
        ("/Properties/Tags/**", [("Properties", "Tags"), ("Properties", "Tags", "0", "Key")], [("Properties",)]),
        ("/P/*/Name", [("P", "0", "Name"), ("P", "x", "Name")], [("P", "Name"), ("P", "0", "1", "Name")]),
        ("/P/*Name", [("P", "BucketName"), ("P", "Name")], [("P", "Names"), ("P", "BucketName", "Fn::Sub")]),
        ("/P/A*B*C", [("P", "ABC"), ("P", "AxBxC")], [("P", "AC"), ("P", "ACB"), ("P", "AB")]),
        ("/P/**/Key", [("P", "Key"), ("P", "a", "b", "Key")], [("P", "Key", "x"), ("Q", "Key")]),
        ("/**/A/**/B", [("A", "B"), ("x", "A", "y", "B")], [("B", "A"), ("A", "B", "c")]),
        ("/P/D#/States/*/Retry", [("P", "D", "#", "States", "X", "Retry")], [("P", "D", "States", "X", "Retry")]),
        ("/P/D/*/States", [("P", "D", "x", "States")], [("P", "D", "#", "States")]),
        ("/P/D/**", [("P", "D", "#", "States")], []),
        ("/P/D#", [("P", "D", "#")], [("P", "D")]),
        ("/P/a~1b", [("P", "a/b")], [("P", "a", "b")]),
    ],
)
def test_a_pattern_takes_its_gaps_and_no_others(
    pattern: str, taken: list[tuple[str, ...]], left: list[tuple[str, ...]]
) -> None:
    claim = Claim(pattern)
    assert [path for path in taken if not claim.matches(path)] == []
    assert [path for path in left if claim.matches(path)] == []


def test_the_longest_claim_is_the_one_with_most_literal_steps_then_of_steps_with_a_star() -> None:
    patterns = ["/", "/**", "/Properties/**", "/Properties/*/B", "/Properties/A/**", "/Properties/A/B"]
    assert sorted(patterns, key=lambda text: Claim(text).length) == [
        "/**", "/", "/Properties/**", "/Properties/A/**", "/Properties/*/B", "/Properties/A/B"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("Properties", "claim 'Properties' does not begin with '/'"),
        ("", "claim '' does not begin with '/'"),
        ("/Properties/", "claim '/Properties/' has an empty step ('//' or '/' at its end)"),
        ("/a**", "claim '/a**': '**' stands alone between slashes, not in 'a**'"),
        ("/**/a/**/b/**", "claim '/**/a/**/b/**' has more than 2 '**'"),
        ("/a" * 41, "claim has 41 steps, at most 40 are taken"),
    ],
)
def test_what_is_no_pattern_is_refused_with_the_reason(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Claim(pattern)


tokens = st.lists(st.sampled_from(["a", "b", "ab", "aab", "*", "a*", "*b", "**"]), max_size=5)
paths = st.lists(st.sampled_from(["a", "b", "ab", "aab", "aba", "0"]), max_size=6)


@given(tokens.filter(lambda steps: steps.count("**") <= 2), paths)
def test_it_agrees_with_the_regular_expression_of_the_same_meaning(steps: list[str], path: list[str]) -> None:
    parts = ["(?:/[^/]+)*" if step == "**" else "/" + step.replace("*", "[^/]*") for step in steps]
    expected = re.fullmatch("".join(parts), "".join("/" + step for step in path)) is not None
    assert Claim("/" + "/".join(steps)).matches(tuple(path)) is expected


@given(st.lists(st.text(alphabet="ab/~ :", min_size=1), min_size=1, max_size=5))
def test_a_pointer_claims_its_own_path(path: list[str]) -> None:
    assert Claim(join(path)).matches(tuple(path))
    assert split(join(path)) == tuple(path)


def test_a_long_path_takes_no_long_time() -> None:
    claim = Claim("/**/a/**/b")
    started = time.perf_counter()
    assert not claim.matches(("a",) * 10_000)
    assert time.perf_counter() - started < 2
