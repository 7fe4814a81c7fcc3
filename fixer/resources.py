"""Finds the folders that ship with the program: ``fixes`` and ``templates``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from fixer.errors import FixerError

_PACKAGE = Path(__file__).parent


@cache
def folder(name: Literal["fixes", "templates"]) -> Path:
    """``_data/NAME`` in an installed package, else ``NAME`` at the top of the checkout."""
    for path in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if path.is_dir():
            return path
    raise FixerError(f"the installation lacks its folder '{name}'", hint="install the package again")
