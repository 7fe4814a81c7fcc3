"""JSON documents that stand in the strings of a program: policies, dashboards, state machines."""

from __future__ import annotations

from typing import Any

from fixer.cfn.embedded import embedded as in_text
from fixer.dialect import Embedded


def embedded(value: Any, beside: Any = None) -> Embedded | None:
    """The JSON document in a plain string; what is put together of parts is read as the program puts it together."""
    return in_text(value, "") if isinstance(value, str) else None


def wrap(old: Any, ideal: Any, text: str) -> Any:
    """``text`` as the value that takes the place of ``old``: a string as well."""
    return text
