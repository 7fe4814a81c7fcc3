"""Every form of the Markdown report: expected files, counts that are those of the JSON, links that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fixer import api, cli
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_template
from fixer.read.template import Template
from fixer.report.json_report import as_json
from fixer.report.markdown import STYLES, render_markdown
from fixer.report.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
Golden = Callable[[str, str | bytes], None]
FORMS = [style for style in STYLES if style != "analysis"]  # the samples' own tests have that one
# Of different size, format and quality; any other would do.
PAIRS = ("cfn-json__Pr7217", "cfn-json__Pr7330", "cfn-json__Pr7459", "cfn-json__Pr7557")


@pytest.mark.parametrize("style", FORMS)
@pytest.mark.parametrize("sample", ["queues-and-functions", "yaml-comments"])
def test_a_form_of_a_sample(sample: str, style: str, golden: Golden, monkeypatch: pytest.MonkeyPatch,
                            tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.chdir(ROOT)
    out = tmp_path / "report.md"
    assert cli.run(["diff", f"samples/{sample}", "--style", style, "-o", str(out)]) == 1
    golden(f"styles/{sample}/{style}.md", out.read_bytes())


@pytest.mark.parametrize("style", STYLES)
def test_a_form_of_one_template(alone: Report, style: str, golden: Golden) -> None:
    if style != "analysis":
        golden(f"styles/check/{style}.md", render_markdown(alone, style))
    assert_sound(render_markdown(alone, style), alone)


@pytest.mark.parametrize("style", STYLES)
def test_a_form_is_sound(report: Report, style: str) -> None:
    assert_sound(render_markdown(report, style), report)


@pytest.mark.parametrize("style", STYLES)
def test_a_form_of_two_templates_that_say_the_same(style: str) -> None:
    text = b"Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n"
    pair = [read_template(from_bytes(name, text)) for name in ("model.yaml", "ideal.yaml")]
    report = api.diff(*pair).report
    shown = render_markdown(report, style)
    assert_sound(shown, report)
    assert "Queue" in shown or style not in ("checklist",)
    assert not re.search(r"^#+ (Critical|High|Medium|Low)", shown, re.MULTILINE)


@pytest.mark.parametrize("name", PAIRS)
def test_every_form_of_a_real_pair_is_sound(name: str, corpus: Path) -> None:
    folder = corpus / name
    names = [path.name for path in folder.iterdir() if path.is_file()]
    model, ideal = folder_pair(str(folder), names, lambda file: (folder / file).read_bytes())
    reports = [api.diff(model, ideal).report, api.check(model).report]
    for report in reports:
        for style in STYLES:
            text = render_markdown(report, style)
            assert_sound(text, report)
            assert text == render_markdown(report, style)


def parse(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def assert_sound(text: str, report: Report) -> None:
    """Blocks that end where they should, every issue once, counts that are those of the JSON, links that lead on."""
    tokens = parse(text)
    summary = as_json(report)["summary"]
    ids = re.findall(r"^ *<!-- fixer:issue (\S+) -->$", text, re.MULTILINE)
    assert sorted(ids) == sorted(finding.issue.id for finding in report.findings)
    assert sum(token.type == "html_block" for token in tokens) == len(ids) == summary["issues"]
    assert not {child.type for token in tokens for child in token.children or ()} & {"html_inline", "image"}
    assert not [token for token in tokens if token.type == "code_block"]
    fences = sum(token.type == "fence" for token in tokens)
    assert len(re.findall(r"^ *`{3,}", text, re.MULTILINE)) == 2 * fences
    counts = [
        f"{count} {name.capitalize()}" for name, count in summary["by_severity"].items() if name != "info" or count
    ]
    assert ", ".join(counts) in text or not ids
    assert list(rows(tokens)) == [width for width, height in tables(tokens) for _ in range(height)]
    targets = set(headings(tokens))
    assert {link for link in links(tokens) if link.startswith("#")} <= {f"#{target}" for target in targets}


def tables(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Columns and rows of each table."""
    width = height = 0
    for token in tokens:
        if token.type == "table_open":
            width = height = 0
        width += token.type == "th_open"
        height += token.type == "tr_open"
        if token.type == "table_close":
            yield width, height


def rows(tokens: list[Token]) -> Iterator[int]:
    """The cells of each row of all tables."""
    cells = 0
    for token in tokens:
        if token.type == "tr_open":
            cells = 0
        cells += token.type in ("td_open", "th_open")
        if token.type == "tr_close":
            yield cells


def headings(tokens: list[Token]) -> Iterator[str]:
    """The anchors that GitHub gives headings: of what they show, in small letters, with hyphens."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            shown = "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))
            yield re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")


def links(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield unquote(str(child.attrs["href"]))


def test_the_checklist_ticks_what_is_in_order(report: Report) -> None:
    text = render_markdown(report, "checklist")
    assert "- [x] `WorkerRole` (`AWS::IAM::Role`)\n" in text
    assert "- [ ] `QueueDepth` (`AWS::CloudWatch::Alarm`): missing, issue 6\n" in text
    renamed = "called `FailedOrders` in the ideal template, issues 2 and 3"
    assert f"- [ ] `DeadLetters` (`AWS::SQS::Queue`): {renamed}\n" in text
    assert "## Not Checked\n" in text


def test_evidence_of_another_document_is_quoted_and_validated(report: Report) -> None:
    text = render_markdown(report, "corrections")
    assert "**Evidence**:\n\n- `PROMPT.md`, line 12: `Credentials come from Secrets Manager.`\n" in text
    assert "- [ ] `Credentials come from Secrets Manager.` (`PROMPT.md`, line 12): issue 1\n" in text


def test_without_evidence_nothing_is_validated(alone: Report) -> None:
    assert "Requirements Validation" not in render_markdown(alone, "corrections")


def test_a_long_report_has_contents() -> None:
    def queues(count: int, more: str) -> Template:
        lines = [f"  Queue{number}:\n    Type: AWS::SQS::Queue\n{more}" for number in range(count)]
        return read_template(from_bytes(f"{count}.yaml", ("Resources:\n" + "".join(lines)).encode()))

    few = api.diff(queues(3, ""), queues(3, "    Properties: {DelaySeconds: 5}\n")).report
    assert "## Contents" not in render_markdown(few)
    many = Report(few.model, few.ideal, few.summary, few.findings * 13)
    assert "## Contents" in render_markdown(many)


@pytest.mark.skipif(find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed")
def test_a_stack_of_the_cdk_is_tried_out_with_the_cdk(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["diff", str(ROOT / "samples" / "parcel-stack"), "--style", "detailed"]) == 1
    told = capfd.readouterr().out
    assert "### Phase 1: The Program as Text\n" in told and " --unsafe -o fixed.md\n" in told
    assert "\nnpx cdk diff\nnpx cdk deploy\n\naws cloudformation describe-stack-resources" in told
    assert "cfn-lint" not in told and "aws cloudformation deploy" not in told and "fixed.yaml" not in told


def test_a_file_of_its_own_is_named_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "stack.json").write_text('{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}')
    cli.run(["check", str(tmp_path / "stack.json"), "--format", "markdown"])
    assert f"What follows was found in `{tmp_path}/stack.json`, a JSON template" in capfd.readouterr().out
