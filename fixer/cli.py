"""The command line: finds the command, calls it, says errors, exits."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from os import environ
from pathlib import Path
from typing import Any, NoReturn

import click

from fixer import __version__, console, files
from fixer.commands.exits import CLEAN, EXITS, INTERRUPTED, UNUSABLE
from fixer.errors import FixerError

HELP = """
Say what separates a model's CloudFormation template from the right one, and close the gap.

MODEL and IDEAL are Markdown, JSON or YAML files, or - for standard input. A FOLDER (or its lib/) holds
MODEL_RESPONSE.md and IDEAL_RESPONSE.md.

\b
Examples:
  fixer diff answer.md right.yaml             what is wrong, worst first
  fixer diff FOLDER -o MODEL_FAILURES.md      the report to file
  fixer apply answer.md right.yaml -o out.md  the same document, put right
  fixer check template.yaml                   what is wrong with it, with no right one at hand
  fixer rules stream-unencrypted              why a rule matters
"""


class Commands(click.Group):
    """A group whose commands are known by name and a line of help; the one that is called is loaded then."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, known, rest = super().resolve_command(ctx, args)
        if known is None or known.name is None:
            return name, known, rest
        command: click.Command = getattr(import_module(f"fixer.commands.{known.name}"), known.name)
        return name, command, rest


@click.group(
    cls=Commands,
    help=HELP,
    epilog=EXITS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="fixer", message="%(prog)s %(version)s")
def cli() -> None: ...


# What the list of commands and completion say; tests hold it to what each command says of itself.
for _command in (
    click.Command("diff", help="Report what separates the MODEL's template from the IDEAL one."),
    click.Command("check", short_help="Say what is wrong with a TEMPLATE, with no ideal at hand."),
    click.Command("apply", short_help="Close the gap in the MODEL's template, or a part of it."),
    click.Command("audit", short_help="Say what is wrong with a REPORT that somebody wrote."),
    click.Command("rules", help="List the failure catalogue, or explain one RULE."),
    click.Command(
        "config",
        help="Show the settings that count for PATH (else for calls from here), and where each of them comes from.",
    ),
    click.Command("completion", help="Print the completion script for a shell."),
):
    cli.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """One call of the program; the exit status. Nothing but ``KeyboardInterrupt`` during start-up gets past it."""
    try:
        status: Any = cli.main(list(arguments) if arguments is not None else None, "fixer", standalone_mode=False)
        return status if isinstance(status, int) else CLEAN
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except FixerError as error:
        console.say_error(error)
        return UNUSABLE
    except OSError as error:
        files.discard_stdout()
        console.say_error(FixerError(f"cannot be written: {files.reason(error)}", file=error.filename or "<stdout>"))
        return UNUSABLE
    except Exception as error:
        _say_fault(error)
        return UNUSABLE


def _say_fault(error: Exception) -> None:
    """A fault of the program: no traceback in the user's face, but the way to one."""
    import traceback

    if environ.get("FIXER_TRACEBACK") == "1":
        traceback.print_exception(error)
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    console.say(f"fixer: internal error: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}")
    console.say("  try:   the same call with FIXER_TRACEBACK=1, and report what it prints")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The console script ``fixer``."""
    # A call lives for a tenth of a second and leaves few cycles behind; looking for them would cost a twentieth of it.
    gc.set_threshold(100_000)
    status = run(arguments)
    # The interpreter looks for cycles once more before it ends, which took 8 ms of 115: there is nothing to find.
    gc.freeze()
    sys.exit(status)
