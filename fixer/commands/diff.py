"""``fixer diff``: what separates a model's template from the ideal one."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fixer import console, files, inputs
from fixer.commands import common, options
from fixer.commands.exits import EXITS, UNUSABLE
from fixer.settling import Settling

if TYPE_CHECKING:
    from fixer import api
    from fixer.commands.options import Reporting
    from fixer.inputs import Page
    from fixer.read.document import Document
    from fixer.read.template import Template
    from fixer.report.report import Report
    from fixer.settling import Settled

HELP = """
Report what separates the MODEL's template from the IDEAL one.

On a terminal the report is an overview; into a pipe or a file it is Markdown, or what --format or the suffix of -o
says.

\b
Examples:
  fixer diff answer.md right.yaml
  fixer diff FOLDER -o MODEL_FAILURES.md
  fixer diff FOLDER --style review
  fixer diff FOLDER --format json | jq '.issues[].title'
  git show main:stack.yaml | fixer diff - stack.yaml
  fixer diff FOLDER --fail-on high        (exit 1 only for high and critical)
"""


@click.command("diff", help=HELP, epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=options.PATH, metavar="MODEL IDEAL | FOLDER")
@click.option(
    "-o", "--output", metavar="FILE", type=options.PATH, help="Write the report to FILE, not to standard output."
)
@click.option("--format", "form",
              type=click.Choice(["terminal", "markdown", "html", "json", "jsonpatch", *options.PUBLISHED]),
              help="Form of the report; jsonpatch: patches for fixer apply --patch and other tools.")  # fmt: skip
@options.prompted
@options.synthesized
@options.linted
@options.baselined
@options.summarised
@options.styled
@options.unmasked
@options.selected
@options.settled
@options.shared
@options.reporting
def diff(paths: tuple[str, ...], prompt: str | None, asked: Reporting) -> int:
    form = asked.form or common.form(asked.output, inputs.read_page(asked.style, asked.template))
    common.check_layout(form, asked.style, asked.template)
    common.keep_apart(asked)
    with console.progress("comparing"):
        read = inputs.read_synthesized if asked.synth else inputs.read_pair
        model, ideal = read(paths, asked.stack)
        inputs.spare(asked.output, model, ideal)
        inputs.spare(asked.summary, model, ideal, option="--summary")
        request = inputs.read_request(paths, prompt, asked.output)
        settled = Settling(asked.config, asked.isolated, asked.select, asked.ignore).of(model.source.document.path)
        page, fail_on = settled.page(asked.style, asked.template), settled.fail_on(asked.fail_on)
        difference = _compare(model, ideal, settled, asked, request)
        report = difference.outline if form in ("json", "jsonpatch", *options.PUBLISHED) else difference.report
        text = _text(difference, report, form, page, fail_on, prompt, asked)
    console.say_all(difference.warnings)
    common.say_repairs(form, [report])
    common.write_report(text, asked.output)
    common.add_summary(asked.summary, [difference], [])
    if asked.output not in (None, files.STREAM):
        console.say(f"{asked.output}: {common.counts(report)}")
    return UNUSABLE if common.unlinted([difference]) else common.status(report, fail_on)


def _compare(
    model: Template, ideal: Template, settled: Settled, asked: Reporting, request: dict[str, Document]
) -> api.Difference:
    """The difference, without what a baseline knows."""
    from fixer import api

    choice = common.options(settled, asked.rules, asked.show_secrets, common.linter(asked.lint), (), **request)
    if asked.baseline is None and asked.write_baseline is None:
        return api.diff(model, ideal, choice)
    from fixer import baselining

    inputs.spare(asked.write_baseline, model, ideal, option="--write-baseline")
    (difference,) = baselining.found(
        lambda hides: [api.diff(model, ideal, replace(choice, hides=hides))],
        "diff",
        asked.baseline,
        asked.write_baseline,
    )
    return difference


def _text(
    difference: api.Difference,
    report: Report,
    form: str,
    page: Page,
    fail_on: str,
    prompt: str | None,
    asked: Reporting,
) -> str:
    """The report in the form that is asked for."""
    if form in options.PUBLISHED:
        from fixer import publish

        return publish.render(form, [difference], [], fail_on, str(Path.cwd()))
    if form == "jsonpatch":
        from fixer import exchange

        return exchange.render_patch(difference)
    if form == "html":
        from fixer.report import html

        return html.render_html(report, difference.model, difference.ideal, difference.secret)
    colour = asked.output is None and console.wants_colour(asked.color, sys.stdout)
    given = [*asked.deciding, *(["--prompt", prompt] if prompt is not None else [])]
    return common.render(report, form, page, colour, given)
