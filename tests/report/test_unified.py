"""Diffs that ``patch`` takes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.report.unified import unified_diff

LINES = st.lists(st.sampled_from(["a", "b", "", "c\x0cd", "e\u2028f", "--- x", "+++ y", "\\ z"]), max_size=8)


def test_equal_texts_have_no_diff() -> None:
    assert unified_diff("a\nb", "a\nb", "x") == ""


def test_a_missing_line_end_is_told() -> None:
    assert unified_diff("a\nb", "a\nb\n", "x.md") == (
        "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"
    )


def apply(before: str, diff: str) -> str:
    """``before`` with the diff applied by its own rules."""
    old = before.split("\n")
    new: list[str] = []
    at = 0
    bare, last = False, ""
    for line in diff.split("\n")[2:-1]:
        if line.startswith("@@"):
            start = line.split()[1][1:].split(",")
            first = int(start[0]) - (0 if start[1:] == ["0"] else 1)
            new += old[at:first]
            at = first
        elif line.startswith("\\"):
            bare = last in "+ "
        else:
            last = line[0]
            if last in " -":
                assert old[at] == line[1:]
                at += 1
            if last in " +":
                new.append(line[1:])
                bare = False
    rest = old[at:]
    if rest and rest != [""]:
        return "\n".join(new + rest)
    return "\n".join(new) + ("" if bare or not new else "\n")


@given(LINES, st.booleans(), LINES, st.booleans())
def test_the_diff_leads_from_one_to_the_other(before: list[str], end: bool, after: list[str], other: bool) -> None:
    old = "\n".join(before) + ("\n" if end and before else "")
    new = "\n".join(after) + ("\n" if other and after else "")
    diff = unified_diff(old, new, "x")
    assert (apply(old, diff) if diff else old) == new


@pytest.mark.skipif(shutil.which("patch") is None, reason="the patch program is not installed")
def test_patch_applies_it(tmp_path: Path) -> None:
    old, new = "one\ntwo\nthree\n", "one\n2\nthree\nfour"
    (tmp_path / "x.md").write_text(old)
    subprocess.run(["patch", "-p1"], input=unified_diff(old, new, "x.md"), text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "x.md").read_text() == new
