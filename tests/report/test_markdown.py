"""Markdown that hostile text cannot break out of, and styles of one's own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fixer.errors import FixerError
from fixer.issues.issue import Evidence, Fix, ResourceRef
from fixer.report.markdown import STYLES, cell, code, comment, prose, render_markdown
from fixer.report.readiness import Looked, Looking, checks
from fixer.report.report import Report, Side

# fmt: off
NASTY = (
    "```", "~~~", "````yaml", "`", "``", "a`b``c", "`unclosed", "|", "a|b\\|c", "\\", "\\`",
    "<script>alert(1)</script>", "<!-- x", "-->", "--", "<b", "&lt;&amp;", "](http://x)", "![i](x)",
    "[a]: http://x", "**b**", "__b__", "__0__", "_a_", "*", "~~s~~", "# h", "## h", "- item", "+ item", "1. item",
    "1) item", "> quote", "---", "===", "***", "    code", "\tcode",
    "a\nb", "a\r\n\r\n# b", "\n```\n", "\n\n---\n\n", "a\u2028b", "\u202eevil", "\x1b[31m", "\x00", "\ud800",
    "{{ x }}", "{% if %}",
    "{# c #}", "https://x.example", "<https://x.example>", "", " ", "é数👩", "x" * 300, "`" * 50, "$a$", ":::",
    "| a | b |\n|---|---|",
)
# fmt: on


def parse(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def shape(text: str) -> list[tuple[str, str]]:
    """The blocks of a document: what hostile text must not change."""
    return [(token.type, token.info) for token in parse(text) if token.type != "inline"]


def inline(text: str) -> set[str]:
    return {child.type for token in parse(text) for child in token.children or ()}


def with_text(make: Any, nasty: str) -> Report:
    """A report that has ``nasty`` wherever text of a template, a rule or a file may stand."""
    key = nasty.encode("utf-8", "replace").decode() or "empty"
    body = {"Type": key, "Properties": {key: key, "Code": f"{key}\nline"}}
    rest = {"Parameters": {key: {"Type": key}}, "Outputs": {key: {"Value": key}}}
    model = make.read(json.dumps({**rest, "Resources": {"A": {"Type": "T"}, "B": body}}, indent=1), "json")
    other = {"Type": key, "Properties": {key: key + "2", "Code": f"{key}\nlime", "New": [key]}}
    rest["Outputs"] = {f"{key}3": {"Value": key}}
    ideal = make.read(json.dumps({**rest, "Resources": {"A": {"Type": "T"}, "B": other, key: other}}, indent=1), "json")
    pairing = make.Pairing(model, ideal)
    token = key.replace("~", "~0").replace("/", "~1")
    gaps = [
        pairing.gap("changed", f"/Resources/B/Properties/{token}"),
        pairing.gap("missing", "/Resources/B/Properties/New"),
        pairing.gap("missing", f"/Resources/{token}"),
    ]
    coded = [pairing.gap("changed", "/Resources/B/Properties/Code")]
    shared: dict[str, Any] = {
        "why": nasty, "impact": nasty,
        "references": (f"https://example.com/{key}", f"{key} <https://example.com/{key}>", key),
        "evidence": (Evidence(nasty, 1, nasty),), "ideal_problem": nasty or None,
        "resources": (ResourceRef(nasty, nasty, nasty),),
        "fix": Fix("unsafe", ({"op": "add", "path": "/x", "value": nasty},), why=nasty),
    }  # fmt: skip
    issues = [
        make.issue(1, gaps, title=nasty, id=f"a{nasty}", **shared),
        make.issue(2, coded, title=nasty, id="b", **shared),
        make.issue(3, title=nasty, id="c", **shared),
    ]
    report = make.report(issues, model, ideal)
    alone = make.issue(4, title=nasty, resources=(ResourceRef(nasty, nasty, None),))
    looking = Looking((Looked("queue-unencrypted", "security", {"/Resources/B": nasty}),), (alone,))
    return replace(
        report,
        look=lambda: checks(looking, report.findings, True),
        model=Side(nasty, 1, nasty or None, "json", 2, (nasty,), nasty or None),
        ideal=Side(nasty, 1, nasty or None, "json", 2, (nasty,), nasty or None),
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_no_text_breaks_out_of_its_place(make: Any, nasty: str, style: str) -> None:
    calm = "calm\ncalm" if "\n" in nasty else "calm"
    text = render_markdown(with_text(make, nasty), style)
    expected = render_markdown(with_text(make, calm), style)
    if nasty.strip():
        # Diff hunks and elisions may add lines to a block, but no block of its own.
        assert shape(text) == shape(expected)
    if style == "analysis":
        headings = [token.tag for token in parse(text) if token.type == "heading_open"]
        assert headings == ["h1", "h2", "h3", "h3", "h3", "h2"]
    assert not {"html_inline", "image", "strong_link"} & inline(text)
    assert text.encode()
    assert "\x1b" not in text and "\u202e" not in text and "\x00" not in text


@given(st.text(max_size=60))
def test_prose_and_code_stay_in_their_line(text: str) -> None:
    for shown in (prose(text), code(text)):
        tokens = parse(f"**Label**: {shown}")
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        kinds = {child.type for child in tokens[1].children or ()}
        assert kinds <= {"text", "code_inline", "strong_open", "strong_close"}


@given(st.text(max_size=60))
def test_prose_means_what_it_says(text: str) -> None:
    from fixer.report.text import one_line

    [_, inline, _] = parse(f"x {prose(text)} x")
    shown = "".join(child.content for child in inline.children or ())
    assert shown.replace("`", "").split() == f"x {one_line(text)} x".replace("`", "").split()


@given(st.text(min_size=1, max_size=60))
def test_code_shows_the_text_itself(text: str) -> None:
    from fixer.report.text import one_line

    [_, inline, _] = parse(f"x {code(text)} x")
    found = [child.content for child in inline.children or () if child.type == "code_inline"]
    assert found == ([one_line(text)] if one_line(text) else [])


@given(st.text(max_size=60))
def test_a_cell_stays_in_its_table(text: str) -> None:
    tokens = parse(f"| a | b |\n|---|---|\n| {cell(text)} | end |\n")
    assert [token.type for token in tokens].count("td_open") == 2
    assert [token.type for token in tokens].count("tr_open") == 2
    assert [token for token in tokens if token.type == "inline"][-1].content == "end"


def test_code_in_a_cell_keeps_its_pipes_to_itself() -> None:
    from markupsafe import Markup

    tokens = parse(f"| a | b |\n|---|---|\n| {cell(Markup(code('x|y')))} | end |\n")
    assert [token.content for token in tokens if token.type == "inline"][2:] == ["`x|y`", "end"]


@given(st.text(max_size=60))
def test_a_comment_ends_where_it_should(text: str) -> None:
    assert "--" not in comment(text)
    assert ">" not in comment(text)
    from urllib.parse import unquote

    assert unquote(comment(text)) == text or "%" in text or any(0xD800 <= ord(char) < 0xE000 for char in text)


def test_issue_ids_can_be_read_back(report: Report) -> None:
    import re

    text = render_markdown(report)
    found = re.findall(r"^<!-- fixer:issue (\S+) -->$", text, re.MULTILINE)
    assert found == [finding.issue.id for finding in report.findings]


def test_a_leading_list_mark_is_no_list() -> None:
    assert prose("1. first") == "1\\. first"
    assert prose("- dash") == "\\- dash"
    assert prose("# head") == "\\# head"
    assert prose("use `a|b` or <b>") == "use `a|b` or &lt;b&gt;"


def test_a_style_that_does_not_exist(report: Report) -> None:
    with pytest.raises(FixerError) as caught:
        render_markdown(report, "fancy")
    known = "analysis, detailed, catalogue, corrections, review, checklist"
    assert str(caught.value) == f"no report style 'fancy'\n  try:   one of: {known}"
