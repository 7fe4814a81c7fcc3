"""``fixer audit``: what is wrong with a report that somebody wrote."""

from __future__ import annotations

import click

from fixer.commands import options
from fixer.commands.exits import CLEAN, LEFT

HELP = """
Say what is wrong with a REPORT on failures that somebody wrote: against itself and, with --model and --ideal, against
the templates.

\b
Examples:
  fixer audit MODEL_FAILURES.md
  fixer audit MODEL_FAILURES.md --model answer.md --ideal right.yaml
  fixer audit MODEL_FAILURES.md --fix      (mends counts, numbers and broken characters)
"""

AUDIT_EXITS = """
\b
Exit status:
  0  nothing is to be said against the report
  1  something is
  2  the input or the call is unusable; nothing was changed
"""


@click.command(
    "audit", help=HELP, short_help="Say what is wrong with a REPORT that somebody wrote.", epilog=AUDIT_EXITS
)
@click.argument("report", type=options.PATH)
@click.option("--model", metavar="FILE", type=options.PATH, help="The model's document that the report is about.")
@click.option("--ideal", metavar="FILE", type=options.PATH, help="The ideal's document that the report is about.")
@click.option("--fix", is_flag=True, help="Mend counts, numbers and broken characters in REPORT, and nothing else.")
@click.option("--format", "form", type=click.Choice(["terminal", "markdown", "json"]), default="terminal",
              show_default=True, help="Form of what is said.")  # fmt: skip
def audit(report: str, model: str | None, ideal: str | None, fix: bool, form: str) -> int:
    from fixer import auditing

    return LEFT if auditing.audit(report, model, ideal, fix, form) else CLEAN
