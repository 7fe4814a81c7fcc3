"""The compiled templates are those that stand in the folder, and say nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fixer.report import markdown, precompiled
from fixer.report.markdown import environment, render_markdown
from fixer.report.report import Report
from fixer.resources import folder

TEMPLATES = folder("templates")


def compiled() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((TEMPLATES / precompiled.NAME).read_text(encoding="utf-8"))
    return known


@pytest.fixture
def fresh() -> Iterator[None]:
    """No environment of another test, and none for the next one."""
    environment.cache_clear()
    yield
    environment.cache_clear()


@pytest.mark.skipif(compiled()["jinja2"] != precompiled.VERSION, reason="another version of Jinja compiled them")
def test_the_compiled_templates_are_up_to_date() -> None:
    made = precompiled.build(TEMPLATES, environment())
    assert made == (TEMPLATES / precompiled.NAME).read_text(encoding="utf-8"), "python -m fixer.report.precompiled"


def test_a_template_is_compiled_on_the_spot_where_its_text_is_another_one(
    report: Report, tmp_path: Path, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / "parts" / "summary.md.j2").write_text("{{ 'as edited' | sentence }}\n", encoding="utf-8")
    monkeypatch.setattr(markdown, "folder", lambda name: templates)
    text = render_markdown(report)
    assert text.endswith("As edited.\n")
    assert "## Summary" not in text


@pytest.mark.parametrize("damage", ["missing", "broken", "other version"])
def test_without_the_compiled_templates_the_report_is_the_same(
    report: Report, tmp_path: Path, fresh: None, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    expected = render_markdown(report)
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    texts = {"broken": "{", "other version": json.dumps(compiled() | {"jinja2": "0"})}
    (templates / precompiled.NAME).unlink()
    if damage in texts:
        (templates / precompiled.NAME).write_text(texts[damage], encoding="utf-8")
    monkeypatch.setattr(markdown, "folder", lambda name: templates)
    environment.cache_clear()
    assert render_markdown(report) == expected


def test_the_compiled_templates_are_used(report: Report, fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    if compiled()["jinja2"] != precompiled.VERSION:
        pytest.skip("another version of Jinja compiled them")
    import jinja2

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a template was compiled")

    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    assert render_markdown(report).startswith("# ")
