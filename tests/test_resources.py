"""The folders that ship with the program are found wherever it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixer import resources
from fixer.errors import FixerError


def test_the_checkouts_folders_are_found() -> None:
    assert (resources.folder("fixes") / "index.json").is_file()
    assert resources.folder("templates").is_dir()


def test_an_installed_package_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "fixer" / "_data" / "fixes"
    inside.mkdir(parents=True)
    (tmp_path / "fixes").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "fixer")
    resources.folder.cache_clear()
    try:
        assert resources.folder("fixes") == inside
        with pytest.raises(FixerError, match=r"^the installation lacks its folder 'templates'"):
            resources.folder("templates")
    finally:
        resources.folder.cache_clear()
