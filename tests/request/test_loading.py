"""Without a request nothing of it is loaded; with one it is found, or given, and kept apart from what is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fixer import cli

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "queues-and-functions"
START = """
import sys
from fixer.cli import run
run(sys.argv[1:])
print([name for name in sys.modules if name.startswith(("fixer.request", "fixer.issues.demands"))], file=sys.stderr)
"""


def loaded(*arguments: str) -> str:
    command = [sys.executable, "-c", START, "diff", *arguments, "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def test_two_files_load_nothing_of_the_request() -> None:
    assert loaded(str(SAMPLE / "MODEL_RESPONSE.md"), str(SAMPLE / "IDEAL_RESPONSE.md")) == "[]\n"
    assert "fixer.request.facts" in loaded(str(SAMPLE))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["diff", "a.md", "-", "--prompt", "-"], "only one of MODEL, IDEAL and --prompt can be standard input"),
        (["apply", "a.md", "--prompt", "p.md"], "--prompt needs an IDEAL"),
    ],
)
def test_a_request_that_cannot_be_meant(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("fixer.inputs.read_pair", lambda *_: (None, None))
    monkeypatch.setattr("fixer.inputs.spare", lambda *_, **__: None)
    assert cli.run(arguments) == 2
    assert says in capfd.readouterr().err


def test_the_request_is_not_overwritten(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    prompt = tmp_path / "asked.md"
    prompt.write_text("Encrypt the queues.\n")
    files = [str(SAMPLE / "MODEL_RESPONSE.md"), str(SAMPLE / "IDEAL_RESPONSE.md")]
    assert cli.run(["diff", *files, "--prompt", str(prompt), "-o", str(prompt)]) == 2
    assert "would be overwritten" in capfd.readouterr().err
    assert prompt.read_text() == "Encrypt the queues.\n"


def test_a_request_of_a_folder_that_cannot_be_read_is_no_error(tmp_path: Path) -> None:
    for name in ("MODEL_RESPONSE.md", "IDEAL_RESPONSE.md"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    (tmp_path / "PROMPT.md").write_bytes(b"\xff\xfe\x00")
    assert cli.run(["diff", str(tmp_path), "--format", "json", "-o", str(tmp_path / "out.json")]) == 1
    (tmp_path / "PROMPT.md").write_bytes(b"")
    assert cli.run(["diff", str(tmp_path), "--format", "json", "-o", str(tmp_path / "out.json")]) == 1
