"""The sections of a CloudFormation template and the entries in them.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixer.compare.gaps import Entry
from fixer.pointer import child, join

NAMED = ("Parameters", "Mappings", "Conditions", "Rules", "Resources", "Outputs")

# Parameters and resources share one namespace: ``Ref`` means either.
_NAMESPACES = {"Parameters": "value", "Resources": "value", "Conditions": "condition", "Mappings": "mapping"}
_KINDS = {"condition": "condition", "mapping": "mapping"}

# What tools keep in Metadata for themselves, such as the path of the construct that a resource was made from, is no
# part of the infrastructure. https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
_TOOLS = ("aws:cdk:", "aws:asset:")


def entries(template: Mapping[str, Any]) -> list[Entry]:
    """Every named entry, and each other section as one entry of its own, in the template's order."""
    found: list[Entry] = []
    for section, body in template.items():
        if section in NAMED and isinstance(body, dict):
            above, typed = join((section,)), section == "Resources"
            for name, item in body.items():
                kind = item.get("Type") if typed and isinstance(item, dict) else None
                found.append(Entry(section, str(name), kind if isinstance(kind, str) else None, child(above, name)))
        elif section != "Metadata" or not only_for_tools(body):
            found.append(Entry(str(section), "", None, join((section,))))
    return found


def only_for_tools(metadata: Any) -> bool:
    """Whether Metadata holds something, and nothing but what tools keep there for themselves."""
    if not isinstance(metadata, dict) or not metadata:
        return False
    return all(map(is_for_tools, metadata))


def annotated(template: Mapping[str, Any]) -> bool:
    """Whether a tool keeps something for itself in the Metadata of a template or of a resource."""
    resources = template.get("Resources")
    bodies = (template, *(resources.values() if isinstance(resources, dict) else ()))
    found = (body.get("Metadata") for body in bodies if isinstance(body, dict))
    return any(is_for_tools(key) for metadata in found if isinstance(metadata, dict) for key in metadata)


def is_for_tools(key: Any) -> bool:
    """Whether a tool keeps something for itself under a key of Metadata."""
    return isinstance(key, str) and (key == "fixer" or key.startswith(_TOOLS))


def namespace(section: str) -> str | None:
    """Where the ids of a section must be unique; ``None``: nothing inside the template refers to them."""
    return _NAMESPACES.get(section)


def namespace_of(reference_kind: str) -> str:
    """The namespace that a reference of this kind points into."""
    return _KINDS.get(reference_kind, "value")
