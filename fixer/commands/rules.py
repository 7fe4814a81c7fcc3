"""``fixer rules``: the catalogue, one rule of it, or whether rules of your own hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from fixer import console, inputs
from fixer.commands import options
from fixer.commands.exits import CLEAN, LEFT
from fixer.errors import FixerError
from fixer.issues.hidden import UNUSED
from fixer.issues.issue import CATEGORIES, SEVERITIES
from fixer.settling import Settled, Settling

if TYPE_CHECKING:
    from fixer.catalogue.catalogue import Catalogue
    from fixer.catalogue.rule import Rule

HELP = """
List the failure catalogue, or explain one RULE.

\b
Examples:
  fixer rules
  fixer rules stream-unencrypted
  fixer rules --category security --severity critical
  fixer rules --test my-rules/      (exit 1 if an example does not prove its rule)
"""


@click.command("rules", help=HELP)
@click.argument("rule", required=False)
@click.option(
    "--fixes", "folders", multiple=True, metavar="DIR", type=options.PATH, help="A folder of rules of your own."
)
@click.option("--category", type=click.Choice(CATEGORIES), help="Only rules of this category.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="Only rules of this severity.")
@click.option("--test", "tried", multiple=True, metavar="DIR", type=options.PATH,
              help="Run the examples of the rules in DIR, and their fixes on them.")  # fmt: skip
@options.settled
def rules(
    rule: str | None,
    folders: tuple[str, ...],
    category: str | None,
    severity: str | None,
    tried: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
) -> int:
    if tried:
        return _try_rules(tried)
    from fixer.catalogue import explain
    from fixer.catalogue.load import load_catalogue

    settled = Settling(config, isolated).of()
    catalogue = load_catalogue(settled.rules(folders))
    console.say_all(catalogue.warnings)
    catalogue, off = _with_settings(catalogue, settled)
    if rule is None:
        rules = [
            one for one in catalogue.rules if category in (None, one.category) and severity in (None, one.severity)
        ]
        widest = max((len(one.id) for one in rules), default=0)
        console.put("\n".join(_fitted(explain.line(one, widest, off(one))) for one in rules))
        return CLEAN
    found = catalogue.get(rule)
    if rule == UNUSED:
        from fixer.suppress.unused import RULE as found
    if found is None:
        from fixer.catalogue.parse import nearest

        hint = _of_cfn_lint(rule) or nearest(rule, (one.id for one in catalogue.rules)) or "fixer rules lists them all"
        raise FixerError(f"there is no rule '{rule}'", hint=hint)
    console.put(explain.explain(found, off(found)))
    return CLEAN


def _with_settings(catalogue: Catalogue, settled: Settled) -> tuple[Catalogue, Callable[[Rule], str]]:
    """The rules as the settings have them, and why one of them is off."""
    if settled.settings is None:
        return catalogue, lambda rule: ""
    from fixer.report.text import one_line
    from fixer.settings.effect import Effect

    effect = Effect(settled.settings, catalogue)
    return effect.catalogue, lambda rule: one_line(effect.said_off(rule))


def _try_rules(folders: tuple[str, ...]) -> int:
    from fixer import api

    rules = inputs.read_rules(folders)
    for one in rules:
        if not one.files:
            raise FixerError("holds no rules", file=one.origin, hint="a rule is a file NAME.yaml")
    count, problems = api.try_rules(rules)
    console.put("\n".join(problems))
    console.say(f"{count} rule{'' if count == 1 else 's'}, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return LEFT if problems else CLEAN


def _of_cfn_lint(rule: str) -> str:
    """Where to read about a rule that --lint has named; empty for any other."""
    from fixer.lint_rules import PREFIX, RULES_PAGE

    return f"{RULES_PAGE}#{rule.removeprefix(PREFIX)}" if rule.startswith(PREFIX) else ""


def _fitted(line: str) -> str:
    """A line cut to the terminal's width; a pipe gets it whole."""
    from fixer.report.text import fit

    return fit(line, console.width()) if console.is_terminal(sys.stdout) else line
