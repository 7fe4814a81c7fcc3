"""What AWS refuses beyond types and enums: lengths, patterns, exclusions, engine versions, managed policies.

``constraints.bin`` is one line of JSON (sources, date, and where each section lies), then the sections, each deflated
JSON; ``scripts/build_constraints.py`` makes it. A section per service (``AWS::S3``) holds its types' constraints by the
path of a property, ``*`` for an item and ``""`` for the properties as a whole.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("constraints.bin")
_ATTRIBUTES = "@"
_NONE: Mapping[str, Any] = {}


@cache
def _file() -> tuple[dict[str, Any], bytes]:
    data = FILE.read_bytes()
    header, _, body = data.partition(b"\n")
    return json.loads(header), body


@cache
def _section(name: str) -> Any:
    header, body = _file()
    if name not in header["sections"]:
        return _NONE
    offset, size = header["sections"][name]
    return json.loads(zlib.decompress(body[offset : offset + size]))


def date() -> str:
    """The day of the facts, as ``2026-10-20``."""
    found: str = _file()[0]["date"]
    return found


def constraints(resource_type: str) -> Mapping[str, Mapping[str, Any]]:
    """By path (``Tags/*/Key``): ``minLength``, ``pattern`` … as a JSON schema names them; empty where none is known."""
    found: Mapping[str, Mapping[str, Any]] = _of_type(resource_type)
    return found


def attributes(resource_type: str) -> tuple[str, ...] | None:
    """What Fn::GetAtt may ask of a type, regular expressions among them; ``None`` where that is not known."""
    listed = _of_type(resource_type).get(_ATTRIBUTES)
    return None if listed is None else tuple(listed)


def _of_type(resource_type: str) -> Mapping[str, Any]:
    service = "::".join(resource_type.split("::")[:2])
    found: Mapping[str, Any] = _section(service).get(resource_type, _NONE)
    return found


def has_attribute(resource_type: str, attribute: str) -> bool | None:
    """Whether Fn::GetAtt may ask for an attribute; ``None`` where that is not known."""
    listed = attributes(resource_type)
    if listed is None:
        return None
    return attribute in listed or any("*" in one and re.fullmatch(one, attribute) for one in listed)


@cache
def managed_policies() -> frozenset[str]:
    """The managed policies of AWS by path and name, as in an ARN behind ``:policy/``."""
    return frozenset(_section("managed-policies"))


@cache
def bucket_actions() -> frozenset[str]:
    """The actions of S3 without their prefix, in lower case."""
    return frozenset(_section("bucket-actions"))


def database_classes(engine: str) -> frozenset[str]:
    """The classes of instances that RDS offers for an engine; empty for an engine that is not listed."""
    return frozenset(_section("database-classes").get(engine, ()))


def engine_versions(resource_type: str, engine: str) -> tuple[frozenset[str], frozenset[str]]:
    """The versions of an engine on offer and those that were once; both empty for an engine that is not listed."""
    found = _section("engine-versions").get(resource_type, {}).get(engine, {})
    return frozenset(found.get("offered", ())), frozenset(found.get("gone", ()))
