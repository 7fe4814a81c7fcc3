"""``fixer apply``: the gap closed, all of it or what is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from fixer import inputs, results
from fixer.commands import common, options
from fixer.commands.exits import CLEAN, EXITS
from fixer.errors import FixerError
from fixer.settling import Settling

if TYPE_CHECKING:
    from fixer import api
    from fixer.issues.hidden import Hide

HELP = """
Close the gap in the MODEL's template, all of it or what you choose, without touching another byte.

Without an IDEAL, mend what the catalogue knows to be wrong with MODEL and how, until there is nothing left to mend.

The changed document goes to standard output, what was done to standard error. -o X.md writes the whole Markdown
document, any other suffix the bare template; --in-place replaces MODEL; --diff alone shows and writes nothing.

X is rule:ID, issue:NUMBER, severity:S, category:C, resource:LOGICAL_ID, or the bare word where only one of these can
be meant. Issues that you name are applied whatever their safety; with no choice made only safe fixes are, all with
--unsafe.

\b
Examples:
  fixer apply answer.md right.yaml --diff
  fixer apply FOLDER --unsafe -o fixed.json
  fixer apply FOLDER --only severity:critical --only resource:OrdersTable --in-place
  fixer apply FOLDER --unsafe --except category:naming > out.md
  fixer apply template.yaml --diff                  (no ideal: what fixer check finds)
  fixer apply FOLDER --unsafe --verify -o fixed.yaml
  fixer apply FOLDER --interactive --in-place --undo-file undo.json
  fixer apply template.yaml --patch undo.json --in-place
  fixer apply FOLDER --report MODEL_FAILURES.md -o fixed.yaml     (what is ticked in it)
"""


@click.command("apply", help=HELP, short_help="Close the gap in the MODEL's template, or a part of it.", epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=options.PATH, metavar="MODEL [IDEAL] | FOLDER")
@click.option("--only", multiple=True, metavar="X", help="Apply these issues and what they need. May be repeated.")
@click.option("--except", "exclude", multiple=True, metavar="X", help="Leave these issues out. May be repeated.")
@click.option("--none", is_flag=True, help="Apply nothing: write what was read.")
@click.option("--unsafe", is_flag=True, help="Apply fixes too that may change behaviour or replace resources.")
@click.option("--interactive", is_flag=True, help="Show each fix and ask whether to apply it.")
@click.option("--report", metavar="FILE", type=options.PATH,
              help="Apply what is ticked in this report; of a report without boxes, what its issues name.")  # fmt: skip
@click.option(
    "--patch", metavar="FILE", type=options.PATH, help="Apply this JSON Patch (RFC 6902) to MODEL; needs no IDEAL."
)
@click.option("--diff", "show", is_flag=True, help="Show the change as a unified diff.")
@click.option(
    "-o", "--output", metavar="FILE", type=options.PATH, help="Write to FILE (.md: the document; else the template)."
)
@click.option("--in-place", is_flag=True, help="Write the change into MODEL itself.")
@click.option(
    "--undo-file", "undo", metavar="FILE", type=options.PATH, help="Write to FILE what brings the old bytes back."
)
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True,
              help="Form of what is said about each fix; json needs -o FILE or --in-place.")  # fmt: skip
@click.option(
    "--verify", is_flag=True, help="Skip fixes that bring an error of cfn-lint (needs the extra fixer[lint])."
)
@click.option("--baseline", metavar="FILE", type=options.PATH, help="Leave alone what is in this baseline.")
@options.stacked
@options.linted
@options.prompted
@options.selected
@options.settled
@options.shared
def apply(
    paths: tuple[str, ...],
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    none: bool,
    unsafe: bool,
    interactive: bool,
    report: str | None,
    patch: str | None,
    show: bool,
    output: str | None,
    in_place: bool,
    undo: str | None,
    form: str,
    verify: bool,
    baseline: str | None,
    stack: str | None,
    lint: bool,
    prompt: str | None,
    rules: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
    fail_on: str | None,
    color: str,
) -> int:
    folder = paths[0] if Path(paths[0]).is_dir() else None
    where = results.Destination(output, in_place, show, undo, form == "json", folder)
    where.check(paths[0])
    for read in (baseline, report):
        common.spare_read(output, read)
        common.spare_read(undo, read, "--undo-file")
    if none and only:
        raise FixerError("--none and --only contradict each other")
    from fixer import api, applying

    selection = api.Selection(only=only, exclude=exclude, none=none, unsafe=unsafe)
    _check(paths, selection, interactive, report, patch, lint, verify, bool(select or ignore or baseline), stack)
    if patch is not None:
        applying.finish(applying.patch(paths, patch, selection, where), where, color)
        return CLEAN
    request = inputs.read_request(paths, prompt, output)
    hides = _known(baseline, "check" if inputs.alone(paths) else "diff")
    settling = Settling(config, isolated, select, ignore)
    done = applying.close(
        paths,
        selection,
        where,
        lambda document: common.options(settling.of(document), rules, False, common.linter(lint), hides, **request),
        verify,
        color if interactive else None,
        report,
        stack,
    )
    # Before anything is written: whatever goes wrong up to here changes no file.
    settled = settling.of(done.difference.model.source.document.path)
    status = common.status(done.left, settled.fail_on(fail_on))
    applying.finish(done, where, color)
    return status


def _known(baseline: str | None, command: Literal["check", "diff"]) -> tuple[Hide, ...]:
    """What the baseline has of before."""
    if baseline is None:
        return ()
    from fixer import baselining

    return (baselining.read(baseline, command).hide,)


def _check(
    paths: tuple[str, ...],
    selection: api.Selection,
    interactive: bool,
    report: str | None,
    patch: str | None,
    lint: bool,
    verify: bool,
    chosen: bool,
    stack: str | None,
) -> None:
    """Refuses options that contradict each other, before anything is read."""
    from fixer import applying

    if interactive:
        applying.check_interactive(selection.none, patch)
    if report is not None:
        applying.check_report(report, paths, bool(selection.only), selection.none, patch)
    if lint and (patch is not None or not inputs.alone(paths)):
        hint = "leave --lint out; --verify asks cfn-lint about what the fixes lead to"
        raise FixerError("--lint is for a TEMPLATE without an IDEAL or a patch", hint=hint)
    if patch is not None and chosen:
        raise FixerError("--select, --ignore and --baseline are about issues, and --patch has none")
    if patch is not None and stack is not None:
        raise FixerError("--stack and --patch contradict each other", hint="a patch says which template it is for")
    if patch is not None and verify:
        raise FixerError("--verify and --patch contradict each other", hint="apply with an IDEAL, or leave one out")
