"""What commands do alike: options for the api, the report as text, where it goes, the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fixer import console, files
from fixer.commands.exits import CLEAN, LEFT
from fixer.errors import FixerError
from fixer.issues.issue import SEVERITIES
from fixer.settling import Settled

if TYPE_CHECKING:
    from fixer import api
    from fixer.commands.options import Reporting
    from fixer.inputs import Page
    from fixer.issues.hidden import Hide
    from fixer.issues.opinions import Linter
    from fixer.read.document import Document
    from fixer.report.report import Report

SUFFIXES = {".json": "json", ".sarif": "sarif", ".csv": "csv", ".html": "html", ".htm": "html"}


def linter(lint: bool) -> Linter | None:
    if not lint:
        return None
    from fixer.lint import CfnLinter

    return CfnLinter()


def unlinted(found: Sequence[api.Difference | api.Check]) -> bool:
    """Whether cfn-lint was asked and has said nothing of one of the templates."""
    return any(one.lint is not None and one.lint.failed for one in found)


def options(
    settled: Settled,
    rules: tuple[str, ...],
    show_secrets: bool,
    linter: Linter | None,
    hides: tuple[Hide, ...],
    **request: Document,
) -> api.Options:
    """The options of the api for a document, by what is settled for it."""
    from fixer import api

    return api.Options(
        extra_rules=settled.rules(rules),
        prompt=request.get("prompt"),
        metadata=request.get("metadata"),
        show_secrets=show_secrets,
        hides=hides,
        settings=settled.settings,
        linter=linter,
    )


def form(output: str | None, page: Page) -> str:
    """The form a report takes where none is asked for: what the suffix says, else what the reader can use."""
    if output not in (None, files.STREAM):
        return SUFFIXES.get(Path(output).suffix.lower(), "markdown")
    return "terminal" if output is None and not page.chosen and console.is_terminal(sys.stdout) else "markdown"


def render(report: Report, form: str, page: Page, colour: bool, options: Sequence[str] = ()) -> str:
    """The report as text; ``options`` of the call are repeated by the commands that lead on from it."""
    if form == "json":
        from fixer.report import json_report

        return json_report.render_json(report)
    if form == "markdown":
        from fixer.report import markdown

        return markdown.render_markdown(report, page.style, page.own)
    from fixer.report import terminal

    return terminal.render(report, colour, console.width(), options)


def check_layout(form: str, style: str | None, template: str | None) -> None:
    """Refuse a layout for a report that has none."""
    for option, value in (("--style", style), ("--template", template)):
        if value is not None and form != "markdown":
            raise FixerError(
                f"{option} is for the Markdown report, and this one is {form}", hint="leave one of them out"
            )


def say_repairs(form: str, reports: Sequence[Report]) -> None:
    """What was put right to read the documents at all, where the report itself has no place for it."""
    if form in ("junit", "github", "csv"):
        sides = [side for report in reports for side in (report.model, report.ideal) if side is not None]
        notes = [(side.path, note) for side in sides for note in (*side.repairs, *([side.note] if side.note else []))]
        console.say_all([f"{path}: {note}" for path, note in notes])


def keep_apart(asked: Reporting) -> None:
    """Refuse two outputs in one file, and an output in the place of a baseline that is read."""
    outputs = (("-o", asked.output), ("--write-baseline", asked.write_baseline), ("--summary", asked.summary))
    written: list[tuple[str, str]] = []
    for option, path in outputs:
        if path is None or path == files.STREAM or files.is_device(path):
            continue
        for other, known in written:
            if files.same(path, known):
                raise FixerError(f"{other} and {option} are one file", path)
        written.append((option, path))
        if option != "--write-baseline" and asked.baseline is not None:
            spare_read(path, asked.baseline, option)


def spare_read(output: str | None, read: str | None, option: str = "-o") -> None:
    """Refuse an output in the place of a file that a call reads beside its documents."""
    if output is not None and read is not None and files.same(output, read):
        raise FixerError("was read as input and would be overwritten", output, hint=f"choose another {option} FILE")


def add_summary(summary: str | None, found: Sequence[api.Difference | api.Check], errors: Sequence[FixerError]) -> None:
    if summary is not None:
        from fixer import publish

        text = publish.render_summary(found, errors, str(Path.cwd()))
        files.append_bytes(summary, text.encode("utf-8", "backslashreplace"))


def counts(report: Report) -> str:
    """``7 issues (1 critical, 6 low)``."""
    summary = report.summary
    parts = [f"{summary.by_severity[name]} {name}" for name in SEVERITIES if summary.by_severity.get(name)]
    total = f"{summary.issues} issue{'' if summary.issues == 1 else 's'}"
    return f"{total} ({', '.join(parts)})" if parts else total


def status(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return LEFT if any(report.summary.by_severity.get(name) for name in failing) else CLEAN


def write_report(text: str, output: str | None) -> None:
    # A JSON string may hold half a surrogate pair; a report shows it rather than fails on it.
    files.write_bytes(output or files.STREAM, text.encode("utf-8", "backslashreplace"))
