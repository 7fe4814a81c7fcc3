"""A file that git could not give back is not overwritten without a word."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from fixer import cli, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    run(folder, "init", "-q")
    (folder / "a.yaml").write_text("a: 1\n")
    run(folder, "add", "a.yaml")
    run(folder, "-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "a")
    return folder


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_only_tracked_changes_count(repository: Path, tmp_path: Path) -> None:
    assert not git.uncommitted(repository / "a.yaml")
    (repository / "a.yaml").write_text("a: 2\n")
    assert git.uncommitted(repository / "a.yaml")
    run(repository, "add", "a.yaml")
    assert git.uncommitted(repository / "a.yaml")
    (repository / "new.yaml").write_text("a: 1\n")
    assert not git.uncommitted(repository / "new.yaml")
    (tmp_path / "outside.yaml").write_text("a: 1\n")
    assert not git.uncommitted(tmp_path / "outside.yaml")
    (repository / "link.yaml").symlink_to("a.yaml")
    assert git.uncommitted(repository / "link.yaml")


def test_without_git_or_with_a_slow_one_nothing_is_said(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "a.yaml").write_text("a: 2\n")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert not git.uncommitted(repository / "a.yaml")
    (tmp_path / "bin" / "git").write_text("#!/bin/sh\nexec /bin/sleep 20\n")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setattr(git, "TIMEOUT", 0.2)
    begin = time.monotonic()
    assert not git.uncommitted(repository / "a.yaml")
    assert time.monotonic() - begin < 5


def test_a_program_that_the_repository_names_is_not_run(repository: Path) -> None:
    mark = repository / "mark"
    run(repository, "config", "core.fsmonitor", f"touch {mark}; false")
    (repository / "a.yaml").write_text("a: 2\n")
    assert git.uncommitted(repository / "a.yaml")
    assert not mark.exists()


def test_in_place_warns(repository: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(repository)
    (repository / "p.json").write_text('[{"op": "add", "path": "/b", "value": 1}]')
    call = ["apply", "a.yaml", "--patch", "p.json"]
    assert cli.run([*call, "--in-place"]) == 0
    assert capfd.readouterr() == ("", "Applied 1 operation\n")
    warning = "a.yaml: has changes that are not committed; this one joins them\n"
    assert cli.run([*call, "--in-place"]) == 0
    assert capfd.readouterr() == ("", f"{warning}Applied 1 operation\n")
    assert cli.run(call) == 0
    assert capfd.readouterr().err == "Applied 1 operation\n"
