"""Text made fit to be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.report.text import cells, clip, fit, one_line, visible, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("a\x9bb\x00", "a\\x9bb\\x00"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("tab\tnew\nline", "tab\tnew\nline"),
        ("größer 数 👩", "größer 数 👩"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("数字", 4), ("e\u0301", 1), ("", 0), ("👍", 2), ("ﾊﾝ", 2)])
def test_columns_of_a_terminal(text: str, columns: int) -> None:
    assert cells(text) == columns


def test_cutting_says_so() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert fit("abcdef", 4) == "abc…"
    assert fit("数字数字", 5) == "数字…"
    assert fit("数字数字", 4) == "数…"
    assert fit("abc", 3) == "abc"
    assert fit("abc", 0) == ""


def test_one_line_folds_blanks() -> None:
    assert one_line(" a\r\n  b\tc\n") == "a b c"


@given(st.text(), st.integers(1, 60))
def test_fit_keeps_to_the_width(text: str, width: int) -> None:
    assert cells(fit(one_line(text), width)) <= width


@given(st.text(), st.integers(2, 60))
def test_wrap_keeps_to_the_width_and_loses_nothing(text: str, width: int) -> None:
    folded = one_line(text)
    lines = wrap(folded, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == folded.replace(" ", "")


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 32 and char not in "\t\n" for char in shown)
    assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in shown)
    shown.encode()
