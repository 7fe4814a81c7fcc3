"""The documents say what is so: help, commands, output and links of README and docs/."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from fixer import cli

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "samples" / "README.md"])
COMMANDS = ("", "diff", "apply", "check", "audit", "rules", "config", "completion")
Golden = Callable[[str, str | bytes], None]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


def output(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(arguments) in (0, 1)
    return capfd.readouterr().out


def test_command_line_page_is_the_help(capfd: pytest.CaptureFixture[str], golden: Golden) -> None:
    parts = ["# The command line\n\nWhat `--help` says, kept so by a test.\n"]
    for command in COMMANDS:
        text = output(capfd, *command.split(), "--help")
        parts.append(f"\n## fixer{' ' if command else ''}{command}\n\n```text\n{text.rstrip()}\n```\n")
    golden("/docs/cli.md", "".join(parts))


def test_every_command_is_on_the_page() -> None:
    assert set(cli.cli.commands) == set(COMMANDS) - {""}


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {""}))
@pytest.mark.parametrize("width", [20, 45, 200])
def test_the_list_of_commands_says_what_each_says_of_itself(name: str, width: int) -> None:
    listed = cli.cli.commands[name]
    _, loaded, _ = cli.cli.resolve_command(click.Context(cli.cli), [name])
    assert loaded is not None
    assert loaded is not listed
    assert loaded.name == name
    assert listed.get_short_help_str(width) == loaded.get_short_help_str(width)


def test_readme_shows_a_real_report(capfd: pytest.CaptureFixture[str], golden: Golden) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    def shown(match: re.Match[str]) -> str:
        report = output(capfd, "diff", match[1], "--format", "terminal")
        return f"<!-- report: {match[1]} -->\n```text\n{report.rstrip()}\n```\n"

    fresh, count = re.subn(r"<!-- report: (\S+) -->\n```text\n.*?```\n", shown, readme, flags=re.DOTALL)
    assert count == 1
    golden("/README.md", fresh)


def readme_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def test_readme_has_the_two_commands() -> None:
    assert [shlex.split(command)[:2] for command in readme_commands()[:2]] == [["fixer", "diff"], ["fixer", "apply"]]


@pytest.mark.parametrize("command", readme_commands())
def test_readme_commands_work(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    program = tmp_path / "bin" / "fixer"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m fixer "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    for name in re.findall(r"-o (\S+)", command):
        assert (tmp_path / name).stat().st_size > 0
    if "-o" not in command:
        assert done.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (document.parent / target).exists()] == []
