"""The command line: what a call means, what goes where, how it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fixer import __version__, cli, console, files
from fixer.errors import FixerError

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "queues-and-functions"


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


@pytest.fixture
def fixer(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs one call in an empty folder; ``fixer("diff", path)`` → status, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path) -> Done:
        status = cli.run([str(argument) for argument in arguments])
        sys.stdout.flush()
        return Done(status, *capfd.readouterr())

    return call


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "pair"))


def test_version_and_help(fixer: Any) -> None:
    assert fixer("--version") == Done(0, f"fixer {__version__}\n", "")
    for arguments in (["--help"], ["-h"], ["diff", "-h"], ["apply", "-h"], ["rules", "-h"], ["completion", "-h"]):
        done = fixer(*arguments)
        assert (done.status, done.err) == (0, "")
        assert "Examples:" in done.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["diff"], "Error: Missing argument 'MODEL IDEAL | FOLDER'."),
        (["dif"], "Error: No such command 'dif'. Did you mean 'diff'?"),
        (["diff", "--formt", "json", "a"], "Error: No such option '--formt'. Did you mean '--format'?"),
        (["diff", "a", "b", "--fail-on", "awful"], "Error: Invalid value for '--fail-on': 'awful' is not one of"),
        (["diff", "a", "b", "c"], "takes MODEL and IDEAL, or one FOLDER; 3 paths were given"),
        (["diff", "-", "-"], "only one of MODEL and IDEAL can be standard input"),
        (["diff", "a.md"], "a.md: needs an IDEAL to compare with"),
        (["apply", "a", "b", "--in-place", "-o", "c"], "--in-place and -o cannot both say where to write"),
        (["apply", "-", "b", "--in-place"], "--in-place cannot change standard input"),
        (["apply", "a", "b", "--diff", "-o", "-"], "--diff and -o - would both write to standard output"),
        (
            ["rules", "bucket-unencrypte"],
            "there is no rule 'bucket-unencrypte'\n  try:   did you mean 'bucket-unencrypted'?",
        ),
        (["rules", "--fixes", "nowhere"], "nowhere: no such folder of rules"),
    ],
)
def test_a_call_that_cannot_be_meant(fixer: Any, arguments: Sequence[str], says: str) -> None:
    done = fixer(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_fault_of_the_program_is_told_without_traceback(fixer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> bytes:
        raise KeyError("x")

    monkeypatch.setattr(files, "read_bytes", fail)
    done = fixer("diff", "a", "b")
    assert done.status == 2
    head, rest = done.err.split("\n", 1)
    assert head.startswith("fixer: internal error: KeyError at test_cli.py:")
    assert rest == "  try:   the same call with FIXER_TRACEBACK=1, and report what it prints\n"
    monkeypatch.setenv("FIXER_TRACEBACK", "1")
    assert "Traceback" in fixer("diff", "a", "b").err


def test_control_characters_in_a_message_do_nothing(fixer: Any) -> None:
    assert fixer("diff", "a\x1b[2J.md", "b").err == "a\\x1b[2J.md: no such file\n"


def test_an_interrupt_ends_with_130(fixer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "read_bytes", interrupt)
    assert fixer("diff", "a", "b").status == 130


def test_completion_for_every_shell(fixer: Any) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = fixer("completion", shell)
        assert done.status == 0
        assert "_FIXER_COMPLETE" in done.out


def test_completion_completes() -> None:
    environment = os.environ | {"_FIXER_COMPLETE": "bash_complete", "COMP_WORDS": "fixer app", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "fixer"], env=environment, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "plain,apply" in done.stdout


def test_rules_are_listed_and_explained(fixer: Any, tmp_path: Path) -> None:
    listed = fixer("rules")
    assert (listed.status, listed.err) == (0, "")
    assert len(listed.out.splitlines()) > 50
    first = listed.out.split()[0]
    assert fixer("rules", first).out.startswith(f"{first}: ")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "bad.yaml").write_text("id: bad\ntitle: [\n")
    broken = fixer("rules", "--fixes", "mine")
    assert broken.status == 2
    assert broken.err.startswith(f"mine{os.sep}bad.yaml:3:1: ")
