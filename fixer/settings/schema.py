"""The JSON Schema of a settings file, for editors.

``python -m fixer.settings.schema`` writes docs/fixer.schema.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fixer.catalogue.rule import CATEGORIES, SEVERITIES
from fixer.settings.keys import KEYS, MAX_NUMBER, PARAMETER, REGION, TYPE, Key

_KINDS = [*(f"category:{one}" for one in CATEGORIES), *(f"severity:{one}" for one in SEVERITIES)]
_SELECTOR = {
    "anyOf": [
        {"enum": ["all", *CATEGORIES, *SEVERITIES, *_KINDS]},
        {"type": "string", "pattern": "^(rule:)?[^\\s:]+$"},
    ]
}
_RULE = {"pattern": "^(rule:)?[^\\s:]+$", "not": {"enum": ["all", *CATEGORIES, *SEVERITIES]}}
_GLOB = {"pattern": r"^(?!/)(?![A-Za-z]:)(?!.*\\)(?!(.*/)?\.\.(/|$)).*[^/]"}
_TAG = {"type": "string", "pattern": "^(?![aA][wW][sS]:).{1,128}$"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": MAX_NUMBER}
_TEXT = {"type": "string", "pattern": "\\S"}


def schema() -> dict[str, Any]:
    """The schema as data."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of fixer: fixer.toml, and [tool.fixer] in pyproject.toml",
        **_object(KEYS),
    }


def dump() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _object(keys: Mapping[str, Key]) -> dict[str, Any]:
    properties = {name: {"description": key.says, **_form(key)} for name, key in keys.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _form(key: Key) -> dict[str, Any]:
    if key.members is not None:
        return _object(key.members)
    if key.form == "choice":
        truths = [True, False] if {"on", "off"} <= set(key.choices) else []
        return {"enum": [*key.choices, *truths]}
    forms: dict[str, dict[str, Any]] = {
        "selectors": {"type": "array", "items": _SELECTOR},
        "selectors by glob": {
            "type": "object",
            "propertyNames": _GLOB,
            "additionalProperties": {"type": "array", "items": _SELECTOR},
        },
        "severity by selector": {
            "type": "object",
            "propertyNames": _RULE,
            "additionalProperties": {"enum": list(SEVERITIES)},
        },
        "text": _TEXT,
        "parameter": {"type": "string", "pattern": f"^{PARAMETER}$"},
        "folders": {"type": "array", "items": {"type": "string"}},
        "number": _NUMBER,
        "regions": {"type": "array", "items": {"type": "string", "pattern": f"^{REGION}$"}},
        "numbers by type": {
            "type": "object",
            "propertyNames": {"pattern": f"^{TYPE}$"},
            "additionalProperties": _NUMBER,
        },
        "tags": {
            "anyOf": [
                {"type": "array", "items": _TAG},
                {"type": "object", "propertyNames": _TAG, "additionalProperties": {"type": "string"}},
            ]
        },
    }
    return forms[key.form]


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/fixer.schema.json")
    target.write_text(dump(), encoding="utf-8")
