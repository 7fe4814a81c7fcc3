"""JSON documents that stand in the strings of a program: policies, dashboards, state machines."""

from __future__ import annotations

import json
from typing import Any

from fixer.dialect import Embedded

LONGEST = 400_000


def embedded(value: Any, beside: Any = None) -> Embedded | None:
    """The JSON document in a plain string; what is put together of parts is read as the program puts it together."""
    if not isinstance(value, str) or len(value) > LONGEST or value.lstrip()[:1] not in ("{", "["):
        return None
    try:
        document = json.loads(value, strict=False)
    except (ValueError, RecursionError):
        return None
    return Embedded(document, value, "plain") if isinstance(document, (dict, list)) else None


def wrap(old: Any, ideal: Any, text: str) -> Any:
    """``text`` as the value that takes the place of ``old``: a string as well."""
    return text
