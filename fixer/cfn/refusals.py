"""Gaps at which the published schema refuses what the model has."""

from __future__ import annotations

from typing import Any

from fixer.cfn import schema
from fixer.cfn.intrinsics import function
from fixer.cfn.unknown import problem
from fixer.compare.gaps import Entry, Gap
from fixer.dialect import Refusal

# Types that exist only until their macro has run; no schema describes them.
_OF_MACROS = "AWS::Serverless::"
_ATTRIBUTES = frozenset(
    (
        *("Type", "Properties", "Condition", "DependsOn", "Metadata"),
        *("CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"),
    )
)
_CONTAINERS = frozenset({"array", "object"})


def refusal(gap: Gap) -> Refusal | None:
    """A type or property that is unknown, a property that must be there, a value or a shape that is not taken."""
    entry = gap.pair.model
    if entry is not None and not gap.path and gap.kind in ("extra", "replaced"):
        return _whole(entry, gap.model)
    if entry is None or entry.type is None or not gap.path:
        return None
    if len(gap.path) == 1 and gap.kind == "extra" and gap.path[0] not in _ATTRIBUTES:
        return Refusal("attribute-misplaced")
    if len(gap.path) < 2 or gap.path[0] != "Properties":
        return None
    if gap.inner is not None or gap.kind == "order":
        return None
    if gap.kind != "missing" and problem(entry, gap.path, gap.model) is not None:
        return Refusal("property-unknown", _instead(entry, gap.path))
    known = schema.facts(entry.type)
    place = known.at(gap.path[1:]) if known else None
    if place is None:
        return None
    if gap.kind == "missing":
        return Refusal("property-required-missing") if place.required else None
    if gap.kind == "type-changed" and _misshapen(gap.model, place.types):
        return Refusal("property-type-wrong")
    listed = {str(one).lower() for one in place.enum}
    scalar = isinstance(gap.model, (str, int, float)) and bool(listed)
    return Refusal("property-value-invalid") if scalar and str(gap.model).lower() not in listed else None


def _whole(entry: Entry, body: Any) -> Refusal | None:
    """A resource of a type that does not exist, or of none at all."""
    if entry.section != "Resources" or entry.id.startswith("Fn::"):
        return None
    if entry.type is None:
        return Refusal("resource-type-missing") if body is not None else None
    made_up = entry.type.startswith("AWS::") and not entry.type.startswith(_OF_MACROS)
    return Refusal("resource-type-unknown") if made_up and schema.facts(entry.type) is None else None


def _instead(entry: Entry, path: tuple[str, ...]) -> tuple[str, ...]:
    known = schema.facts(entry.type or "")
    near = known.nearest(path[1:]) if known else None
    return (*path[:-1], near) if near else ()


def _misshapen(value: Any, types: tuple[str, ...]) -> bool:
    """Whether a value that is written out can be none of these JSON types."""
    if not types or function(value) is not None:
        return False
    if isinstance(value, (dict, list)):
        return ("object" if isinstance(value, dict) else "array") not in types
    return value is not None and _CONTAINERS.issuperset(types)
