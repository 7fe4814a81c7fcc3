"""A change as a unified diff that ``patch`` and ``git apply`` take."""

from __future__ import annotations

import difflib
import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def unified_diff(before: str, after: str, name: str) -> str:
    """The diff from ``before`` to ``after``, empty where they are equal; ``name`` stands in its two headings."""
    lines = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
