"""The programs that try random operations and random choices run, count, and say it where something is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import random_operations
from scripts import random_choices
from tests.remedy.nasty_documents import JSON, YAML

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    for number, (name, suffix) in enumerate([("basic", "json"), ("comments", "json"), ("basic", "yaml")]):
        text = (JSON if suffix == "json" else YAML).get(name) or next(iter(YAML.values()))
        folder = tmp_path / f"pair-{number}"
        folder.mkdir()
        (folder / f"extracted-model.{suffix}").write_text(text, "utf-8")
    (tmp_path / "pair-0" / "extracted-ideal.json").write_text('{"a": 1, "a": 2}', "utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, main: Any, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["program", *map(str, arguments)])
    return int(main())


def test_random_operations_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], documents: Path
) -> None:
    assert run(monkeypatch, random_operations.main, documents, "--count", 150, "--seed", 1) == 0
    shown = capsys.readouterr().out
    assert "left out: pair-0/extracted-ideal.json: a key stands twice" in shown
    assert "3 templates" in shown
    assert "json: 100 operations" in shown
    assert "yaml: 50 operations" in shown


def test_a_line_that_is_none_of_the_targets_is_noted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], documents: Path
) -> None:
    monkeypatch.setattr(random_operations, "stray_lines", lambda *_: ["a line"])
    assert run(monkeypatch, random_operations.main, documents, "--count", 3) == 1
    assert "1 lines changed, the first is 'a line': pair-0/" in capsys.readouterr().out


def test_a_result_that_reads_otherwise_is_noted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], documents: Path
) -> None:
    monkeypatch.setattr(random_operations, "splice", lambda text, kind, operations: text)
    assert run(monkeypatch, random_operations.main, documents, "--count", 30) == 1
    shown = capsys.readouterr().out
    assert "reads otherwise: pair-" in shown
    assert "MISSED" in shown


def test_random_choices_are_right_on_the_samples(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, random_choices.main, ROOT / "samples", "--choices", 2) == 0
    shown = capsys.readouterr().out
    pairs = int(shown.partition(" pairs, ")[0].rsplit("\n", 1)[-1])
    assert f"{pairs} pairs, {2 * pairs} choices: {2 * pairs} right" in shown
    assert pairs > 2


def test_a_choice_that_leaves_a_reference_dangling_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[object] = []

    def dangling(template: object) -> set[str]:
        seen.append(template)
        return {"Lost"} if len(seen) > 2 else set()

    monkeypatch.setattr(random_choices, "dangling", dangling)
    assert run(monkeypatch, random_choices.main, ROOT / "samples", "--choices", 1) == 1
    assert "references to what is not there: Lost" in capsys.readouterr().out


def test_a_folder_without_pairs_proves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(monkeypatch, random_choices.main, tmp_path) == 1
    with pytest.raises(SystemExit):
        run(monkeypatch, random_operations.main, tmp_path)
