"""The compiled templates are those that stand in the folder, and say nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest

from fixer.report import markdown, precompiled
from fixer.report.markdown import STYLES, environment, render_markdown
from fixer.report.report import Report
from fixer.resources import folder

TEMPLATES = folder("templates")
Precompiled = precompiled.Precompiled
MODULES = {path.name: path.read_text(encoding="utf-8") for path in precompiled.COMPILED.glob("*.py")}
COMPILED_BY_IT = pytest.mark.skipif(
    not any(f"as Jinja {precompiled.VERSION} compiled it" in text for text in MODULES.values()),
    reason="another version of Jinja compiled them",
)


@pytest.fixture
def fresh() -> Iterator[None]:
    """No environment of another test, and none for the next one."""
    environment.cache_clear()
    yield
    environment.cache_clear()


def refuse(*_: Any, **__: Any) -> Any:
    raise AssertionError("a template was compiled")


@COMPILED_BY_IT
def test_the_compiled_templates_are_up_to_date() -> None:
    made = precompiled.build(TEMPLATES, environment())
    assert made == MODULES, "python -m fixer.report.precompiled"


@COMPILED_BY_IT
@pytest.mark.parametrize("style", STYLES)
def test_the_compiled_templates_are_used(
    report: Report, fresh: None, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    assert render_markdown(report, style).startswith("# ")


@pytest.mark.parametrize("style", STYLES)
def test_without_them_the_report_is_the_same(
    report: Report, tmp_path: Path, fresh: None, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    expected = render_markdown(report, style)
    environment.cache_clear()
    monkeypatch.setattr(precompiled, "Precompiled", lambda: Precompiled(tmp_path / "none"))
    assert render_markdown(report, style) == expected


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


def test_another_version_of_jinja_has_names_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    names = set()
    for version in (None, "3.1.6", "4.0"):
        monkeypatch.setattr(precompiled, "VERSION", version)
        names.add(precompiled.Precompiled().get_source_checksum("text"))
    assert len(names) == 3
