"""Reports as they are read: the expected files are the review."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fixer.issues.issue import Outcome
from fixer.report.json_report import render_json
from fixer.report.markdown import render_markdown
from fixer.report.report import Report
from fixer.report.terminal import render, render_outcomes

Golden = Callable[[str, str], None]

OUTCOMES = (
    Outcome(2, "queue-unencrypted-1", "Queue is not encrypted", "applied"),
    Outcome(6, "alarm-missing-1", "No alarm on the queue", "applied", "issue 2 needs it"),
    Outcome(4, "task-retry-1", "Task does not retry", "skipped",
            "an alias is in the way of the text that would have to change"),
    Outcome(1, "password-literal-1", "Database password is literal", "left-out",
            "unsafe: the secret must exist", "--unsafe"),
    Outcome(7, "database-exposed-1", "Database is exposed", "left-out", "a snapshot has to be restored"),
)  # fmt: skip


def test_markdown(report: Report, golden: Golden) -> None:
    golden("report/MODEL_FAILURES.md", render_markdown(report))


def test_markdown_of_one_template(alone: Report, golden: Golden) -> None:
    golden("report/check.md", render_markdown(alone))


def test_terminal_of_one_template(alone: Report, golden: Golden) -> None:
    golden("report/check.txt", render(alone, False, 80))


def test_json(report: Report, golden: Golden) -> None:
    golden("report/report.json", render_json(report))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_terminal(report: Report, golden: Golden, width: int) -> None:
    golden(f"report/terminal-{width}.txt", render(report, False, width))


def test_terminal_in_colour(report: Report, golden: Golden) -> None:
    golden("report/terminal-colour.txt", render(report, True, 80))


def test_outcomes(golden: Golden) -> None:
    golden("report/outcomes.txt", render_outcomes(OUTCOMES, False, 60))
