"""``fixer completion``: the script for a shell."""

from __future__ import annotations

import click

from fixer import console
from fixer.commands.exits import CLEAN
from fixer.errors import FixerError

HELP = """
Print the completion script for a shell.

\b
Examples:
  eval "$(fixer completion bash)"                                  in ~/.bashrc
  eval "$(fixer completion zsh)"                                   in ~/.zshrc
  fixer completion fish > ~/.config/fish/completions/fixer.fish
"""


@click.command("completion", help=HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise FixerError(f"no completion for {shell}")
    console.put(kind(click.get_current_context().find_root().command, {}, "fixer", "_FIXER_COMPLETE").source())
    return CLEAN
