"""Templates of the user's own: found before the packaged ones, explained if they fail, stopped if they do not end."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from fixer import inputs
from fixer.errors import FixerError
from fixer.issues.issue import Evidence, Fix, Issue, ResourceRef
from fixer.report import report as values
from fixer.report import sandbox
from fixer.report.markdown import filters, render_markdown
from fixer.report.report import Report
from fixer.resources import folder as folder_of_templates

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = (ROOT / "docs" / "report-value.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def render(report: Report, path: Path, style: str | None = None) -> str:
    page = inputs.read_page(style, str(path))
    return render_markdown(report, page.style, page.own)


def failure(report: Report, folder: Path, template: str) -> FixerError:
    write(folder, "own.md.j2", template)
    with pytest.raises(FixerError) as caught:
        render(report, folder / "own.md.j2")
    return caught.value


def test_a_style_of_one_s_own(report: Report, folder: Path) -> None:
    write(
        folder,
        "short/report.md.j2",
        "{% for finding in report.findings %}\n- {{ finding.issue.title }}\n{% endfor %}\n",
    )
    assert render(report, folder, "short").splitlines()[0] == "- Database password stands in the template"
    with pytest.raises(FixerError) as caught:
        render(report, folder, "shorter")
    assert str(caught.value).splitlines()[0] == "no report style 'shorter'"
    assert str(caught.value).endswith("review, checklist, short")


def test_a_single_file_is_the_whole_report(report: Report, folder: Path) -> None:
    write(folder, "mine.md.j2", "{{ report.summary.issues }} for {{ style }}\n")
    assert render(report, folder / "mine.md.j2") == "8 for analysis\n"
    assert render(report, folder / "mine.md.j2", "review") == "8 for review\n"


def test_a_folder_may_begin_at_its_top(report: Report, folder: Path) -> None:
    write(folder, "report.md.j2", "{% include 'foot.md.j2' %}\n")
    write(folder, "foot.md.j2", "{{ report.model.path | code }}\n")
    assert render(report, folder) == "`MODEL_RESPONSE.md`\n"


@pytest.mark.parametrize("style", ["analysis", "detailed", "catalogue", "corrections", "review", "checklist"])
def test_an_empty_folder_changes_nothing(report: Report, folder: Path, style: str) -> None:
    assert render(report, folder, style) == render_markdown(report, style)


def test_one_block_of_a_style_or_of_all_can_be_replaced(report: Report, folder: Path) -> None:
    write(folder, "analysis/summary.md.j2", "The end: {{ report.summary.issues }}.\n")
    write(folder, "parts/counts.md.j2", "{{ report.summary.issues }} in all")
    assert render(report, folder).endswith("\nThe end: 8.\n")
    assert "(8 in all: 8 in all)" in render(report, folder, "review")


def test_an_original_can_be_extended(report: Report, folder: Path) -> None:
    write(
        folder,
        "analysis/report.md.j2",
        '{% extends "default:analysis/report.md.j2" %}\n{% block title %}\n# Ours\n\n{{ super() }}{% endblock %}\n',
    )
    text = render(report, folder)
    assert text.startswith("# Ours\n\n# Model Response Failures Analysis\n")
    assert text.removeprefix("# Ours\n\n") == render_markdown(report)


def test_a_block_can_be_added_to_the_original(report: Report, folder: Path) -> None:
    write(folder, "parts/summary.md.j2", '{% include "default:parts/summary.md.j2" %}\nSigned by nobody.\n')
    assert render(report, folder).endswith("\nSigned by nobody.\n")
    assert render(report, folder).startswith(render_markdown(report).rstrip("\n"))


def test_what_is_joined_keeps_its_escapes(report: Report, folder: Path) -> None:
    write(
        folder,
        "own.md.j2",
        '{{ "<b>" ~ ("x" | code) ~ "*" }} {{ ["a|b" | code, "_c_"] | join(", ") }} {{ 1 ~ "<i>" }}\n',
    )
    assert render(report, folder / "own.md.j2") == "&lt;b&gt;`x`\\* `a|b`, \\_c\\_ 1&lt;i&gt;\n"


@pytest.mark.parametrize(
    ("template", "line", "cause"),
    [
        ("one\n{{ report.nothing }}", 2, "Report has no 'nothing'"),
        ("{{ report.sumary }}", 1, "Report has no 'sumary' (near: summary)"),
        ("\n\n{{ repot.summary }}", 3, "'repot' is not defined"),
        ("{% for finding in report.findings %}\n{{ finding.issue.titel }}\n{% endfor %}", 2,
         "Issue has no 'titel' (near: title)"),
        ("{{ report.summary.by_severity.hihg }}", 1, "dict has no 'hihg' (near: high)"),
        ("{{ ''.__class__.__mro__ }}", 1, "access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ report.findings.__class__.__subclasses__() }}", 1,
         "access to attribute '__class__' of 'tuple' object is unsafe."),
        ("{{ report.survey() }}", 1, "access to attribute 'survey' of 'Report' object is unsafe."),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("a\n{{ 'x'.format(1) }}", 2, "text has no 'format' here"),
        ("{{ report }}", 1, "a Report cannot be printed: print a part of it"),
        ("{{ '%99999999d' % 1 }}", 1, "text cannot be formatted with %: join the parts with ~"),
        ("{% include 'own.md.j2' %}", 1, "a template or a macro uses itself without end"),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "a template or a macro uses itself without end"),
        ('{% extends "own.md.j2" %}', 1, "a template or a macro uses itself without end"),
        ("{{ 'x' * 10000000 }}", 1, "a value grows beyond 1,000,000 items"),
        ("{{ 2 ** 9999 }}", 1, "a number grows too large"),
        ("{% for x in range(10000000) %}{% endfor %}", 1,
         "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."),
        ("{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}", 1,
         "the template takes more than 500,000 steps"),
        ("{% for x in range(99999) %}" + "x" * 300 + "{% endfor %}", 1,
         "the report grows beyond 20,000,000 characters"),
        ("{% set n = namespace(t='xx') %}{% for x in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}", 1,
         "a text grows beyond 1,000,000 characters"),
        ("{% set n = namespace(t='xx') %}{% for x in range(99) %}{% set c %}{{ n.t }}{{ n.t }}{% endset %}"
         "{% set n.t = c %}{% endfor %}", 1, "the report grows beyond 20,000,000 characters"),
        ("{{ ('x' * 999999).replace('x', 'y' * 999) }}", 1, "text has no 'replace' here"),
        ("{{ ('x' * 999999) | replace('x', 'y' * 999) }}", 1, "a text grows beyond 1,000,000 characters"),
        ("{{ range(99999) | join('x' * 99999) }}", 1, "a text grows beyond 1,000,000 characters"),
        ("{% set n = namespace(l=[]) %}{% for x in range(99999) %}{% set n.l = n.l + [[0] * 999999] %}{% endfor %}", 1,
         "the report grows beyond 20,000,000 characters"),
        ("{% set t = 'x' * 999999 %}{% set n = namespace(l=[]) %}{% for x in range(99999) %}"
         "{% set n.l = n.l + [t | upper] %}{% endfor %}", 1, "the report grows beyond 20,000,000 characters"),
        ("{% set t = 'x' * 999999 %}{% set n = namespace(l=[]) %}{% for x in range(99999) %}"
         "{% set n.l = n.l + [t.upper()] %}{% endfor %}", 1, "the report grows beyond 20,000,000 characters"),
        ("{% set t = 'x' * 999999 %}{% set n = namespace(l=[]) %}{% for x in range(99999) %}"
         "{% set n.l = n.l + [t[1:]] %}{% endfor %}", 1, "the report grows beyond 20,000,000 characters"),
        ("{{ 'x' | indent(9999999) }}", 1, "an indentation is between 0 and 40 columns"),
        ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}\n{{ m(60) }}", 1,
         "the template takes more than 500,000 steps"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_rendered(report: Report, folder: Path, template: str, line: int, cause: str) -> None:
    error = failure(report, folder, template)
    assert (error.what, error.cause) == ("the template cannot be rendered", cause)
    assert (error.file, error.line) == (str(folder / "own.md.j2"), line)


@pytest.mark.parametrize(
    ("template", "line"), [("{% if %}", 1), ("a\n{{ report | nofilter }}", 2), ("{{ 'x' | center(99) }}", 1), ("{{", 1)]
)
def test_a_template_that_cannot_be_read(report: Report, folder: Path, template: str, line: int) -> None:
    error = failure(report, folder, template)
    assert (error.what, error.file, error.line) == ("the template cannot be read", str(folder / "own.md.j2"), line)


def test_deep_nesting_is_refused(report: Report, folder: Path) -> None:
    for template in ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "{% for x in [1] %}" * 40 + "{% endfor %}" * 40):
        assert failure(report, folder, template).what.startswith("the template cannot be")


def test_time_is_bounded(report: Report, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", -1.0)
    error = failure(report, folder, "{% for x in range(999) %}{% endfor %}")
    assert error.cause == "the template takes more than -1 seconds"


def test_a_template_that_is_not_there(report: Report, folder: Path) -> None:
    error = failure(report, folder, "{% include 'gone.md.j2' %}")
    assert (error.what, error.hint) == ("template gone.md.j2 not found", "default:NAME is a packaged template")
    for name in ("../secret", "/etc/passwd", "a/../../b", "..\\\\b"):
        assert failure(report, folder, f"{{% include '{name}' %}}").what.endswith("not found")
    with pytest.raises(FixerError, match="no such file"):
        render(report, folder / "nothing.md.j2")


def test_a_template_too_long_or_not_text(report: Report, folder: Path) -> None:
    error = failure(report, folder, "x" * (sandbox.SOURCE + 1))
    assert error.cause == "the template own.md.j2 is longer than 256 KiB"
    (folder / "own.md.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FixerError):
        render(report, folder / "own.md.j2")


def test_the_documented_examples_work(report: Report, folder: Path) -> None:
    for text in re.findall(r"```jinja\n(.*?)```", DOCUMENT, re.DOTALL):
        name = re.match(r"\{# house/(\S+?):? ", text)
        assert name
        write(folder, name[1], text)
    text = render(report, folder)
    assert text.endswith("\n\nReviewed by the platform team.\n")
    assert "[AWS::SQS::Queue]" not in text and "[AWS::SQS::Queue]" in render_markdown(report)


@pytest.mark.parametrize("kind", [
    values.Side, values.Excerpt, values.Place, values.Statement, values.Link, values.Finding, values.Summary,
    values.Item, values.Section, values.Service, values.OutputFacts, values.CheckItem, values.Area, values.Inventory,
    values.Report, Issue, Fix, Evidence, ResourceRef,
])  # fmt: skip
def test_every_value_that_a_template_sees_is_documented(kind: type) -> None:
    internal = {"survey", "look", "notes"}
    names = {one.name for one in fields(kind)} - internal
    assert {name for name in names if f"`{name}`" not in DOCUMENT and f"`{name}(" not in DOCUMENT} == set()


def test_every_filter_and_block_is_documented() -> None:
    assert {name for name in filters(str) if f"`{name}`" not in DOCUMENT} == {"prose"}
    for path in folder_of_templates("templates").glob("*/report.md.j2"):
        for block in re.findall(r"{% block (\w+) %}", path.read_text(encoding="utf-8")):
            assert f"`{block}`" in DOCUMENT
