"""Regular expressions mean the same in every Python that is supported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fixer

PACKAGE = Path(fixer.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if re.search(r"\bpattern\(|\bre\.", path.read_text("utf-8")))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_group_is_repeated_possessively(file: Path) -> None:
    # Before Python 3.11.5 such a group matched what it does not: https://github.com/python/cpython/issues/106052.
    # An atomic group around it, (?>(?:…)*), says the same and works.
    found = [line for line in file.read_text("utf-8").splitlines() if re.search(r"\)(?:[*+?]|\{[\d,]*\})\+", line)]
    assert found == []
