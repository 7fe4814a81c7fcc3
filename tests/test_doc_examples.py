"""The calls in docs/ print what the pages say: ``console`` blocks are run, in order, in a copy of the samples."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("applying.md", "json-patch.md")
BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
FILES = {
    "settings.yaml": (
        "# Who may log in\nlogin:\n  - user:   ann   # since 2019\n    rights: [read, write]\n  - user: bob\n"
    ),
    "change.json": (
        '[\n  {"op": "test", "path": "/login/1/user", "value": "bob"},\n'
        '  {"op": "add", "path": "/login/1/rights", "value": ["read"]},\n'
        '  {"op": "remove", "path": "/login/0/rights/1"}\n]\n'
    ),
    "stale.json": (
        '[\n  {"op": "test", "path": "/login/1/user", "value": "eve"},\n  {"op": "remove", "path": "/login/1"}\n]\n'
    ),
}


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str], str]:
    """Runs the commands of one block in one folder; what they print, as a terminal would show it."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    program = tmp_path / "bin" / "fixer"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m fixer "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}

    def run(block: str) -> str:
        shown = ""
        status = 0
        for line in re.findall(r"^\$ .*\n", block, re.MULTILINE):
            done = subprocess.run(
                ["sh", "-c", f"(exit {status}); {line[2:]}"],
                cwd=tmp_path, env=environment, text=True, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            status = done.returncode
            shown += line + done.stdout
        return shown

    return run


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not on this machine")
@pytest.mark.parametrize("page", PAGES)
def test_examples_print_what_the_page_says(
    page: str, shell: Callable[[str], str], golden: Callable[[str, str | bytes], None]
) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    fresh, count = BLOCK.subn(lambda block: f"```console\n{shell(block[1])}```\n", text)
    assert count >= 4
    assert "internal error" not in fresh
    golden(f"/docs/{page}", fresh)
