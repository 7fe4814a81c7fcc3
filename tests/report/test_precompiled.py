"""The compiled templates are those that stand in the folder, and say nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest

from fixer import api, inputs
from fixer.report import markdown, precompiled
from fixer.report.markdown import STYLES, environment, prose, render_markdown
from fixer.report.report import Report
from fixer.report.running import COMPILED, NotCompiled, Safe, Templates, module
from fixer.resources import folder

TEMPLATES = folder("templates")
SAMPLES = Path(__file__).parents[2] / "samples"
MODULES = {path.name: path.read_text(encoding="utf-8") for path in COMPILED.glob("*.py")}
COMPILED_BY_IT = pytest.mark.skipif(
    not any(f"as Jinja {precompiled.version()} compiled it" in text for text in MODULES.values()),
    reason="another version of Jinja compiled them",
)


@pytest.fixture
def fresh() -> Iterator[None]:
    """No templates of another test, and none for the next one."""
    for made in (environment, markdown._compiled):
        made.cache_clear()
    yield
    for made in (environment, markdown._compiled):
        made.cache_clear()


def refuse(*_: Any, **__: Any) -> Any:
    raise AssertionError("Jinja was asked")


@COMPILED_BY_IT
def test_the_compiled_templates_are_up_to_date() -> None:
    made = precompiled.build(TEMPLATES, environment())
    assert made == MODULES, "python -m fixer.report.precompiled"


@pytest.mark.parametrize("style", STYLES)
def test_the_compiled_templates_are_run_without_jinja(
    report: Report, fresh: None, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    monkeypatch.setattr(jinja2, "Environment", refuse)
    assert render_markdown(report, style).startswith("# ")


@pytest.mark.parametrize("style", STYLES)
def test_jinja_makes_the_same_of_them(report: Report, monkeypatch: pytest.MonkeyPatch, style: str) -> None:
    expected = render_markdown(report, style)
    monkeypatch.setattr(markdown, "_compiled", lambda: Templates(TEMPLATES, prose, {}, TEMPLATES))
    assert render_markdown(report, style) == expected


@pytest.mark.parametrize("style", STYLES)
def test_jinja_makes_the_same_of_them_for_the_samples(style: str) -> None:
    for folder_ in sorted(SAMPLES.glob("*/MODEL_RESPONSE.md")):
        model, ideal = inputs.read_pair((str(folder_.parent),))
        for one in (api.diff(model, ideal).report, api.check(model).report):
            text = markdown._compiled().render(f"{style}/report.md.j2", report=one, style=style)
            assert text == environment().get_template(f"{style}/report.md.j2").render(report=one, style=style)


def test_jinja_renders_where_the_text_of_a_template_is_another_one(
    report: Report, tmp_path: Path, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    (templates / "parts" / "summary.md.j2").write_text("{{ 'as edited' | sentence }}\n", encoding="utf-8")
    monkeypatch.setattr(markdown, "folder", lambda name: templates)
    text = render_markdown(report)
    assert text.endswith("As edited.\n")
    assert "## Summary" not in text


def run(text: str, tmp_path: Path, **variables: Any) -> str:
    """What comes of a template of this text; Jinja must make the same of it."""
    made = environment().overlay(loader=jinja2.DictLoader({"one.md.j2": text}))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "one.md.j2").write_text(text, encoding="utf-8")
    for name, code in precompiled.build(tmp_path / "templates", made).items():
        (tmp_path / name).write_text(code, encoding="utf-8")
    templates = Templates(tmp_path / "templates", markdown.printed, markdown.filters(Safe), tmp_path)
    found = templates.render("one.md.j2", **variables)
    assert found == made.get_template("one.md.j2").render(**variables)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a }}", "1\\*2"),
        ("{{ a | code }}, {{ c.k }}, {{ c['k'] }}, {{ c.items() | length }}", "`1*2`, v, v, 1"),
        ("{% for x in b %}{{ loop.index }}/{{ loop.length }} {{ x.n }}{{ ', ' if not loop.last }}{% endfor %}", None),
        ("{% for x in b %}{{ loop.first }} {{ loop.revindex }} {{ loop.index0 }};{% endfor %}", None),
        ("{% for x in [] %}x{% else %}none{% endfor %}", "none"),
        ("{{ b | map(attribute='n') | list | length }}{{ b | selectattr('n', 'in', [3]) | list | length }}", "21"),
        ("{% for x in b | rejectattr('n', 'equalto', 3) %}{{ x.n }}{% endfor %}", "2"),
        ("{% for x in b | sort(attribute='n', reverse=true) %}{{ x.n }}{% endfor %}", "32"),
        ("{{ (7 / 3) | round(1) }}", "2.3"),
        ("{% set x = 1 %}{% if x is none %}no{% else %}{{ 'a' ~ x ~ '*' }}{% endif %}", "a1\\*"),
        ("{% set x %}<{{ a }}>{% endset %}{{ x }}", "<1\\*2>"),
    ],
)
def test_a_construct_means_what_it_means_to_jinja(text: str, expected: str | None, tmp_path: Path) -> None:
    found = run(text, tmp_path, a="1*2", b=[{"n": 2}, {"n": 3}], c={"k": "v"})
    assert expected in (None, found)


def test_a_name_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="the template names what is not there: nobody"):
        run("{{ nobody }}", tmp_path)


def test_a_template_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError, match=r"no template parts/none\.md\.j2"):
        markdown._compiled().select_template(["parts/none.md.j2"])


def test_a_template_that_was_not_compiled_is_left_to_jinja(tmp_path: Path) -> None:
    with pytest.raises(NotCompiled):
        Templates(TEMPLATES, prose, {}, tmp_path).render("analysis/report.md.j2")


def test_another_text_has_another_module() -> None:
    assert module("parts/tick.md.j2", "a") != module("parts/tick.md.j2", "b")
    assert module("parts/tick.md.j2", "a") == "parts_tick_e8b7be43.py"
