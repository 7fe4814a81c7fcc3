"""Small templates for tests of what lies behind the reader: plain data in, the pipeline's values out."""

from __future__ import annotations

import json
from typing import Any

from fixer import api
from fixer.read.document import from_bytes
from fixer.read.pairing import read_pair


def template(resources: dict[str, Any], **sections: Any) -> dict[str, Any]:
    return {**sections, "Resources": resources}


def resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Properties": properties}


def difference(model: dict[str, Any], ideal: dict[str, Any]) -> api.Difference:
    """The pipeline's answer for two templates given as data."""
    documents = (
        from_bytes(name, json.dumps(data, indent=2).encode())
        for name, data in (("model.json", model), ("ideal.json", ideal))
    )
    return api.diff(*read_pair(*documents))


def applied(found: api.Difference, *only: str, **options: bool) -> Any:
    """The data of the model after applying."""
    return api.apply(found, api.Selection(only=only, **options)).result.data
