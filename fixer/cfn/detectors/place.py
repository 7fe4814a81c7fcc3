"""What a detector reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from fixer.frozen import frozen


@frozen
class Place:
    """Where a detector found its failure: a JSON Pointer into the template, and what is wrong there.

    ``patch``: how to mend it, where the detector knows better than its rule's own patch; pointers into the template.
    """

    pointer: str
    message: str
    patch: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
