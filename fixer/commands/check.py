"""``fixer check``: what is wrong with a template, with no ideal at hand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fixer import console, inputs
from fixer.commands import common, options
from fixer.commands.exits import EXITS, UNUSABLE
from fixer.errors import FixerError
from fixer.settling import Settled, Settling

if TYPE_CHECKING:
    from fixer import api
    from fixer.commands.options import Reporting
    from fixer.inputs import Page
    from fixer.issues.hidden import Hide
    from fixer.issues.opinions import Linter
    from fixer.read.template import Template
    from fixer.report.report import Report

HELP = """
Say what is wrong with a TEMPLATE, with no ideal at hand: what would stop a deployment, then what may stop one, then
what a reviewer would object to.

Several files are reported one after the other, with a summary; of a FOLDER it is its MODEL_RESPONSE.md. fixer apply
TEMPLATE mends what can be mended. A comment in the template (# fixer: ignore[rule]) says what is not to be reported.

\b
Examples:
  fixer check template.yaml
  fixer check answer.md --format json | jq '.issues[] | select(.deployment == "fails")'
  fixer check stacks/*.yaml --fail-on high
  fixer check stacks/*.yaml --select security,high --ignore 'bucket-*'
  cat template.json | fixer check -
  fixer check stacks/*.yaml --add-suppress --reason "before the review of May"
  fixer check stacks/*.yaml --write-baseline known.json      (then: --baseline known.json)
"""


@click.command("check", help=HELP, short_help="Say what is wrong with a TEMPLATE, with no ideal at hand.", epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=options.PATH, metavar="TEMPLATE...")
@click.option(
    "-o", "--output", metavar="FILE", type=options.PATH, help="Write the report to FILE, not to standard output."
)
@click.option("--format", "form", type=click.Choice(["terminal", "markdown", "html", "json", *options.PUBLISHED]),
              help="Form of the report.")  # fmt: skip
@click.option("--add-suppress", is_flag=True,
              help="Write into each TEMPLATE what suppresses all that is found in it, and nothing else.")  # fmt: skip
@click.option("--reason", metavar="TEXT", help="Why; it stands beside what --add-suppress writes.")
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
def check(paths: tuple[str, ...], add_suppress: bool, reason: str | None, asked: Reporting) -> int:
    form = asked.form or common.form(asked.output, inputs.read_page(asked.style, asked.template))
    _refuse(len(paths), form)
    common.check_layout(form, asked.style, asked.template)
    common.keep_apart(asked)
    if add_suppress or reason is not None:
        from fixer import suppressing

        reason = suppressing.check(paths, add_suppress, reason, asked.synth)
    with console.progress("checking"):
        read = inputs.read_stacks if asked.synth else inputs.read_templates
        templates, errors = read(paths, asked.stack)
        _refuse(len(templates), form)
        several = max(len(paths), len(templates)) > 1
        inputs.spare(asked.output, *templates)
        inputs.spare(asked.summary, *templates, option="--summary")

        settling = Settling(asked.config, asked.isolated, asked.select, asked.ignore)
        # Wrong settings are told even where no template can be read.
        settling.of(paths[0])
        settled = [settling.of(template.source.document.path) for template in templates]
        fail_on = [one.fail_on(asked.fail_on) for one in settled]
        pages = {id(one): one.page(asked.style, asked.template) for one in settled}
        checks = _found(templates, settled, asked, add_suppress, bool(errors))
        if add_suppress and not errors:
            checks = suppressing.add(checks, reason or "")
        if form in options.PUBLISHED:
            from fixer import publish

            reports = [check.outline for check in checks]
            text = publish.render(form, checks, errors, fail_on, str(Path.cwd()))
        else:
            reports = [check.outline if form == "json" else check.report for check in checks]
            text = _text(checks, reports, errors, form, [pages[id(one)] for one in settled], several, asked)
    console.say_all(dict.fromkeys(text for one in checks for text in one.warnings))
    common.say_repairs(form, reports)
    for error in errors:
        console.say_error(error)
    if reports or len(paths) > 1 or form in options.PUBLISHED:
        common.write_report(text, asked.output)
    common.add_summary(asked.summary, checks, errors)
    statuses = list(map(common.status, reports, fail_on))
    return UNUSABLE if errors or common.unlinted(checks) else max(statuses)


def _refuse(templates: int, form: str) -> None:
    """Refuses, before anything is written, what has no form."""
    if form == "html" and templates > 1:
        raise FixerError("an HTML page shows one template", hint="call fixer check once for each")


def _found(
    templates: Sequence[Template], settled: Sequence[Settled], asked: Reporting, add_suppress: bool, failed: bool
) -> Sequence[api.Check]:
    """What is wrong with each template, without what a baseline knows. ``failed``: one could not be read."""
    find = partial(_check_all, templates, settled, asked, common.linter(asked.lint))
    if asked.baseline is None and asked.write_baseline is None:
        return find(())
    from fixer import baselining

    inputs.spare(asked.write_baseline, *templates, option="--write-baseline")
    write = baselining.writable(asked.write_baseline, add_suppress, failed)
    return baselining.found(find, "check", asked.baseline, write)


def _check_all(
    templates: Sequence[Template],
    settled: Sequence[Settled],
    asked: Reporting,
    linter: Linter | None,
    hides: tuple[Hide, ...],
) -> list[api.Check]:
    """What is wrong with each template, by what is settled for it; those of one folder by one catalogue."""
    from itertools import groupby

    from fixer import api

    checks: list[api.Check] = []
    for _, group in groupby(zip(settled, templates, strict=True), key=lambda one: id(one[0])):
        of_one = list(group)
        choice = common.options(of_one[0][0], asked.rules, asked.show_secrets, linter, hides)
        checks += api.check_all([template for _, template in of_one], choice)
    return checks


def _text(
    checks: Sequence[api.Check],
    reports: Sequence[Report],
    errors: Sequence[FixerError],
    form: str,
    pages: Sequence[Page],
    several: bool,
    asked: Reporting,
) -> str:
    """The reports on several files as one text; that on a single file as it is."""
    if form == "html":
        from fixer.report import html

        return "".join(html.render_html(one.report, one.model, None, one.secret) for one in checks)
    from fixer.report import several as joined

    if several and form == "json":
        return joined.render_json(reports, errors)
    colour = asked.output is None and console.wants_colour(asked.color, sys.stdout)
    given = [*asked.deciding, *(["--lint"] if asked.lint else [])]
    told = [common.render(report, form, page, colour, given) for report, page in zip(reports, pages, strict=True)]
    if not several:
        return "".join(told)
    if form == "markdown":
        return joined.render_markdown(told, reports, errors)
    return "\n".join([*told, joined.summary(reports, errors)]) + "\n"
