"""The terminal keeps to its width and receives no commands from a template."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.issues.issue import SEVERITIES, Fix, Outcome, ResourceRef
from fixer.report.report import Report, Side
from fixer.report.terminal import render, render_outcomes
from fixer.report.text import cells

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TEXT = st.text(max_size=80)


def hostile(make: Any, title: str, name: str, path: str, numbers: int) -> Report:
    model = make.read("Resources: {A: {Type: T}}\n")
    issues = [
        make.issue(
            number, title=title, severity=SEVERITIES[number % 5],
            resources=(ResourceRef(name, None, None),) * (number % 3),
            fix=Fix(("safe", "unsafe", "manual")[number % 3], ()),
        )
        for number in range(1, numbers + 1)
    ]  # fmt: skip
    report = make.report(issues, model, model)
    return replace(
        report, model=Side(path, 1, name, "yaml", 1, (title,), name), summary=replace(report.summary, rewrite=True)
    )


@given(TEXT, TEXT, TEXT, st.integers(0, 12), st.integers(40, 140), st.booleans())
def test_no_line_is_wider_than_asked(
    make: Any, title: str, name: str, path: str, numbers: int, width: int, colour: bool
) -> None:
    text = render(hostile(make, title, name, path, numbers), colour, width)
    assert text.endswith("\n")
    for line in ANSI.sub("", text).split("\n"):
        assert cells(line) <= width, line
        assert all(char.isprintable() for char in line if char not in "\u3000\xa0") or not line.isascii()


@pytest.mark.parametrize("width", range(40, 60))
def test_every_narrow_width_is_kept(report: Report, width: int) -> None:
    assert max(cells(line) for line in render(report, False, width).split("\n")) <= width


@given(TEXT, TEXT)
def test_nothing_reaches_the_terminal_raw(make: Any, title: str, name: str) -> None:
    text = render(hostile(make, title, name, name, 3), False, 80)
    assert not [char for char in text if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)]
    assert "\u202e" not in text


@given(
    st.lists(
        st.builds(
            Outcome,
            st.integers(1, 999),
            TEXT,
            TEXT,
            st.sampled_from(["applied", "skipped", "left-out"]),
            TEXT,
            st.sampled_from(["", "--unsafe"]),
        ),
        max_size=6,
    ),
    st.integers(40, 120),
    st.booleans(),
)
def test_outcomes_keep_to_the_width(outcomes: list[Outcome], width: int, colour: bool) -> None:
    text = render_outcomes(outcomes, colour, width)
    assert all(cells(line) <= width for line in ANSI.sub("", text).split("\n"))
    assert ("\x1b" in text) == (colour and bool(outcomes))


def test_colour_changes_nothing_but_colour(report: Report) -> None:
    for width in (40, 80, 120):
        coloured = render(report, True, width)
        assert "\x1b" in coloured
        assert ANSI.sub("", coloured) == render(report, False, width)


def test_every_issue_has_its_line(report: Report) -> None:
    lines = render(report, False, 120).split("\n")
    for finding in report.findings:
        [line] = [
            line for line in lines if line.lstrip().startswith(f"{finding.issue.number}  {finding.issue.severity}")
        ]
        assert finding.issue.title in line


def test_counts_come_first(report: Report) -> None:
    assert render(report, False, 80).split("\n")[0] == "2 critical  1 high  3 medium  1 low  1 info"


def test_nothing_found_is_said(make: Any) -> None:
    template = make.read("Resources: {A: {Type: T}}\n")
    assert render(make.report([], template, template), False, 80) == (
        "Nothing separates the two templates: MODEL_RESPONSE.md against IDEAL_RESPONSE.md\n"
    )
    assert render(make.report([], template, None), False, 80) == "No issues found: MODEL_RESPONSE.md\n"
    assert render_outcomes([], False, 80) == "Nothing to apply.\n"


def test_one_line_offers_what_can_be_named() -> None:
    outcomes = [Outcome(n, f"i{n}", f"Issue {n}", "left-out", "not chosen", f"--only {n}") for n in (1, 2)]
    assert render_outcomes(outcomes[:1], False, 80).endswith("  --only 1 includes it\n")
    unsafe = Outcome(3, "i3", "Issue 3", "left-out", "unsafe: it may", "--unsafe")
    said = render_outcomes([*outcomes, unsafe], False, 80).splitlines()
    assert said[-2:] == ["  --only NUMBER includes one of them", "  --unsafe includes it"]


@pytest.mark.parametrize(
    ("model", "ideal", "arguments"),
    [
        ("in/MODEL_RESPONSE.md", "in/IDEAL_RESPONSE.md", "in"),
        ("my files/a.yaml", "b.yaml", "'my files/a.yaml' b.yaml"),
        ("a/MODEL_RESPONSE.md", "b/IDEAL_RESPONSE.md", "a/MODEL_RESPONSE.md b/IDEAL_RESPONSE.md"),
    ],
)
def test_the_next_command_names_the_files(report: Report, model: str, ideal: str, arguments: str) -> None:
    assert report.ideal is not None
    shown = replace(report, model=replace(report.model, path=model), ideal=replace(report.ideal, path=ideal))
    assert f"  fixer diff {arguments} -o MODEL_FAILURES.md" in render(shown, False, 120)
