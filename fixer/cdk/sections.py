"""The sections that a program of the CDK is read into, and the entries in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fixer.compare.gaps import Entry
from fixer.pointer import child, join

STACKS, VARIABLES, RESOURCES, CODE, CALLS = "Stacks", "Variables", "Resources", "Code", "Calls"
# A variable and a helper function share one namespace: a bare name means either.
_NAMESPACES = {RESOURCES: "construct", VARIABLES: "name", CODE: "name", STACKS: "stack"}
_KINDS = {"construct": "construct", "name": "name"}
_AFTERWARDS = (("Calls",), ("Assigned",), ("Tags",))
TYPED = (STACKS, RESOURCES)


def entries(template: Mapping[str, Any]) -> list[Entry]:
    """Every named thing of a program: stacks, variables, constructs, helpers; in the program's order."""
    found: list[Entry] = []
    for section, body in template.items():
        above = join((section,))
        if not isinstance(body, dict):
            found.append(Entry(section, "", None, above))
            continue
        for name, item in body.items():
            kind = item.get("Type") if section in TYPED and isinstance(item, dict) else None
            found.append(Entry(section, name, kind if isinstance(kind, str) else None, child(above, name)))
    return found


def namespace(section: str) -> str | None:
    """Where the ids of a section must be unique."""
    return _NAMESPACES.get(section)


def namespace_of(reference_kind: str) -> str:
    """The namespace that a reference of this kind points into."""
    return _KINDS.get(reference_kind, "name")


def local(section: str) -> bool:
    """Whether the ids of a section are known to the program alone: a variable is as good under any name."""
    return section in (VARIABLES, CALLS, CODE)


def binds(entry: Entry, route: Sequence[str]) -> bool:
    """Whether a program must have what an entry mentions before it makes the entry.

    What is called on a construct, or assigned to it, comes afterwards.
    """
    return entry.section == VARIABLES or (entry.section == RESOURCES and route[:1] not in _AFTERWARDS)


def borrowed(section: str) -> str | None:
    """The namespace of a section's ids: what is called on the values of variables goes by their names."""
    return "name" if section == CALLS else None
