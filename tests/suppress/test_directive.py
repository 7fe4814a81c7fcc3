"""What a comment says, and what is said when it is not understood."""

from __future__ import annotations

import pytest

from fixer.suppress.directive import Directive, directive


@pytest.mark.parametrize(
    ("text", "words", "reason", "whole"),
    [
        ("fixer: ignore", (), "", False),
        ("fixer:ignore", (), "", False),
        ("fixer: ignore -- it is a test", (), "it is a test", False),
        ("fixer: ignore[bucket-public]", ("bucket-public",), "", False),
        ("fixer: ignore[a-b, security ,s3-*]", ("a-b", "security", "s3-*"), "", False),
        ("fixer: ignore[a] -- because", ("a",), "because", False),
        ("fixer: ignore[a] because", ("a",), "because", False),
        ("fixer: ignore-file", (), "", True),
        ("fixer: ignore-file[naming] -- ours", ("naming",), "ours", True),
        ("required by the auditors # fixer: ignore[a]", ("a",), "", False),
        ("fixer: ignore[a] -- what fixer: ignore-file says", ("a",), "what fixer: ignore-file says", False),
        ("see fixer: docs; fixer: ignore[a]", ("a",), "", False),
        ("what this is\n * fixer: ignore[a] -- one\n * two", ("a",), "one", False),
    ],
)
def test_understood(text: str, words: tuple[str, ...], reason: str, whole: bool) -> None:
    assert directive(text) == Directive(words, reason, whole)


@pytest.mark.parametrize(
    "text", ["fixer", "see fixer: docs", "fixer: is a tool", "unfixer: ignore", "a fixer", "fixer:"]
)
def test_says_nothing(text: str) -> None:
    assert directive(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fixer: ignor[a]", "'fixer: ignor' is not understood; did you mean 'ignore'?"),
        ("fixer: ignore-fil[a]", "'fixer: ignore-fil' is not understood; did you mean 'ignore-file'?"),
        ("fixer: Ignore[a]", "'fixer: Ignore' is not understood; did you mean 'ignore'?"),
        ("fixer: ignore[a", "'fixer: ignore[' is not closed with ']'"),
        ("fixer: ignore[]", "'fixer: ignore[]' names no rule; without brackets it is about all"),
        ("fixer: ignore[a b]", "'a b' is no rule id; rules are separated with commas"),
        (
            "fixer: ignore bucket-public",
            "'fixer: ignore bucket-public' is not understood; write rules in [brackets], a reason after --",
        ),
    ],
)
def test_not_understood(text: str, said: str) -> None:
    assert directive(text) == said
