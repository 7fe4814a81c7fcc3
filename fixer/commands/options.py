"""Options that several commands have, and the value that the reporting ones are called with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from fixer.frozen import frozen
from fixer.issues.issue import SEVERITIES

# For completion only: whether a path can be used is said by whoever uses it.
PATH = click.Path(readable=False)

# Forms for other programs; their reports are written even if nothing could be read.
PUBLISHED = ("sarif", "junit", "github", "csv")

Command = Callable[..., int]


@frozen
class Reporting:
    """The options that ``diff`` and ``check`` have in common."""

    output: str | None
    form: str | None
    baseline: str | None
    write_baseline: str | None
    synth: bool
    stack: str | None
    lint: bool
    summary: str | None
    style: str | None
    template: str | None
    show_secrets: bool
    rules: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: tuple[str, ...]
    isolated: bool
    fail_on: str | None
    color: str

    @property
    def deciding(self) -> list[str]:
        """The options that decide what is found, as they would be typed again."""
        given = {"--fixes": self.rules, "--select": self.select, "--ignore": self.ignore, "--config": self.config}
        typed = [word for option, values in given.items() for value in values for word in (option, value)]
        typed += ["--stack", self.stack] if self.stack is not None and not self.synth else []
        typed += ["--isolated"] if self.isolated else []
        return typed + (["--baseline", self.baseline] if self.baseline is not None else [])


def reporting(command: Command) -> Command:
    """Gathers what belongs to ``Reporting`` and calls with it as ``asked``; stands closest to the function."""

    @wraps(command)
    def gathered(**given: Any) -> int:
        asked = Reporting(**{name: given.pop(name) for name in Reporting.__annotations__})
        return command(asked=asked, **given)

    return gathered


def shared(command: Command) -> Command:
    """The options that diff and apply have in common, in the order in which help lists them."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
                     help="Colours; auto: on a terminal, unless NO_COLOR is set."),
        click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"], case_sensitive=False),
                     show_default="low", help="Exit 1 if an issue of this severity or a worse one is left."),
        click.option("--fixes", "rules", multiple=True, metavar="DIR", type=PATH,
                     help="A folder of rules of your own; they win over the packaged ones. May be repeated."),
    ):  # fmt: skip
        command = option(command)
    return command


def settled(command: Command) -> Command:
    """The options that say where settings come from."""
    for option in (
        click.option("--isolated", is_flag=True, help="Read no settings file."),
        click.option("--config", "config", multiple=True, metavar="FILE|KEY=VALUE", type=PATH,
                     help="A settings file, in place of the nearest fixer.toml or pyproject.toml; or a single setting, "
                          "such as 'profile = \"production\"', which goes over the file. May be repeated."),
    ):  # fmt: skip
        command = option(command)
    return command


def selected(command: Command) -> Command:
    """The options that say what is reported at all."""
    for option in (
        click.option("--ignore", multiple=True, metavar="X,...",
                     help="Leave these out, whatever the settings say. May be repeated."),
        click.option("--select", multiple=True, metavar="X,...",
                     help="Report these alone, whatever the settings say: rules, globs of rules ('bucket-*'), "
                          "categories, severities. May be repeated."),
    ):  # fmt: skip
        command = option(command)
    return command


def styled(command: Command) -> Command:
    """The options that say what a Markdown report looks like."""
    for option in (
        click.option("--template", metavar="FILE|DIR", type=PATH,
                     help="A Jinja template of your own, or a folder of them; they win over the packaged ones."),
        click.option("--style", metavar="NAME", shell_complete=complete_style,
                     help="Layout of the Markdown report: analysis (the default), detailed, catalogue, corrections, "
                          "review, checklist, or one of your own."),
    ):  # fmt: skip
        command = option(command)
    return command


def complete_style(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from fixer.report.markdown import STYLES

    return [style for style in STYLES if style.startswith(begun)]


def unmasked(command: Command) -> Command:
    told = "Show passwords, tokens and keys. Take care who gets to read the report."
    return click.option("--show-secrets", is_flag=True, help=told)(command)


def prompted(command: Command) -> Command:
    told = "What was asked of the model; issues then cite it. A FOLDER's PROMPT.md is found by itself."
    return click.option("--prompt", metavar="FILE", type=PATH, help=told)(command)


def stacked(command: Command) -> Command:
    told = (
        "The stack that is meant where a document or an app holds several: its file's name there, its number, its name."
    )
    return click.option("--stack", metavar="NAME", help=told)(command)


def synthesized(command: Command) -> Command:
    """The options that take templates from an app of the CDK that was synthesized before."""
    for option in (
        stacked,
        click.option("--synth", is_flag=True, help="Read cdk.out folders, which cdk synth wrote. Nothing is run."),
    ):
        command = option(command)
    return command


def linted(command: Command) -> Command:
    told = "Ask cfn-lint about the template, too (needs the extra fixer[lint])."
    return click.option("--lint", is_flag=True, help=told)(command)


def baselined(command: Command) -> Command:
    """The options that set aside what was found before."""
    for option in (
        click.option("--write-baseline", metavar="FILE", type=PATH,
                     help="Write what is found to FILE, so that --baseline FILE leaves it out from now on."),
        click.option("--baseline", metavar="FILE", type=PATH,
                     help="Report what is not in this baseline; say how much of it is gone."),
    ):  # fmt: skip
        command = option(command)
    return command


def summarised(command: Command) -> Command:
    told = "Add a short summary in Markdown to FILE, such as $GITHUB_STEP_SUMMARY."
    return click.option("--summary", metavar="FILE", type=PATH, help=told)(command)
