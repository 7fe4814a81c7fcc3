"""Pages of the documentation that show files and calls: a test makes the files and holds the calls to what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

_CALL = re.compile(r"```console\n\$ fixer ([^\n]*)\n(.*?)```", re.DOTALL)
DOCS = Path(__file__).resolve().parent.parent / "docs"


def files(page: str) -> dict[str, str]:
    """Blocks of YAML and TypeScript that begin with their file's name in a comment, by that name; the comment stays."""
    found = re.findall(r"```(?:yaml|typescript)\n((?:#|//) (\S+)\n.*?)```", page, re.DOTALL)
    return {name: text for text, name in found}


def calls(page: str) -> list[str]:
    """The arguments of the calls that the page shows, in its order."""
    return [call[1] for call in _CALL.finditer(page)]


def shown(page: str, run: Callable[[str], str]) -> str:
    """The page with what the calls print, given their arguments."""
    return _CALL.sub(lambda call: f"```console\n$ fixer {call[1]}\n{run(call[1])}```", page)


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def write(page: str, folder: Path) -> None:
    """Make the page's files in a folder."""
    for name, text in files(page).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
