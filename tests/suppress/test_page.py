"""The page shows what the program prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixer import cli
from tests import pages

PAGE = pages.read("suppression.md")


def test_calls_print_what_the_page_shows(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    golden: Callable[[str, str], None],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    pages.write(PAGE, tmp_path)

    def run(arguments: str) -> str:
        cli.run(arguments.split())
        return "".join(capfd.readouterr())

    golden("/docs/suppression.md", pages.shown(PAGE, run))
