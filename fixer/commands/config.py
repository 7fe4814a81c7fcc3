"""``fixer config``: the settings that count, and where they come from."""

from __future__ import annotations

from pathlib import Path

import click

from fixer import console, files
from fixer.commands import options
from fixer.commands.exits import CLEAN
from fixer.errors import FixerError
from fixer.settling import Settling

HELP = """
Show the settings that count for PATH (else for calls from here), and where each of them comes from.

They are read from the nearest .fixer.toml, fixer.toml or pyproject.toml with [tool.fixer], from PATH upward.

\b
Examples:
  fixer config
  fixer config stacks/orders.yaml
  fixer config --config 'profile = "production"'
"""


@click.command("config", help=HELP)
@click.argument("path", required=False, type=options.PATH)
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True,
              help="Form of what is said.")  # fmt: skip
@options.settled
def config(path: str | None, form: str, config: tuple[str, ...], isolated: bool) -> int:
    if path is not None and path != files.STREAM and not Path(path).exists():
        raise FixerError("no such file", file=path)
    settled = Settling(config, isolated).of(path)
    from fixer.catalogue.load import load_catalogue
    from fixer.settings import show
    from fixer.settings.effect import Effect
    from fixer.settings.settings import Settings

    settings = settled.settings or Settings({})
    # What no call would take is no setting to show.
    Effect(settings, load_catalogue(settled.rules(())))
    from fixer.report.text import visible

    console.put(show.as_json(settings, settled.file) if form == "json" else visible(show.text(settings, settled.file)))
    return CLEAN
