"""A dialect of a few lines, as a package beside fixer would bring it: blocks of Terraform's HCL, read only.

What it reads: ``resource "type" "id" {`` and ``variable "id" {``, ``name = value`` on a line of its own, ``}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fixer.catalogue.evaluate import PlainContext
from fixer.compare.gaps import Entry
from fixer.dialect import Adapter, Dialect
from fixer.pointer import join
from fixer.read.candidates import Candidates, Rejected
from fixer.read.document import Document
from fixer.read.edits import EditedText
from fixer.read.nodes import Node
from fixer.read.source import Source
from fixer.read.template import Template
from fixer.remedy.splice import Refused

_HEAD = re.compile(r'(resource|variable)\s+"([^"]*)"(?:\s+"([^"]*)")?\s*\{')
_LINE = re.compile(r"^\s*(\w+)\s*=\s*(\S.*?)\s*$", re.MULTILINE)


def entries(template: Mapping[str, Any]) -> list[Entry]:
    return [
        Entry(section, name, body.get("Type"), join((section, name)))
        for section, bodies in template.items()
        for name, body in bodies.items()
    ]


def candidates(document: Document) -> Candidates:
    source = Source(document, 0, len(document.text), "hcl", fenced=True, closed=True)
    template = load(source)
    if template.resources:
        return Candidates(document, (template,), ())
    return Candidates(document, (), (Rejected(0, len(document.text), document.error(0, "no resource block found")),))


def load(source: Source) -> Template:
    text = source.text
    data: dict[str, Any] = {"Resources": {}, "Variables": {}}
    root = Node("map", 0, len(text))
    sections = {name: Node("map", 0, len(text)) for name in data}
    root.pairs = [(_key(0, 0, name), node) for name, node in sections.items()]
    for head in _HEAD.finditer(text):
        section = "Resources" if head[1] == "resource" else "Variables"
        body, node = _block(text, head)
        name = head[3] or head[2]
        data[section][name] = {"Type": head[2], "Properties": body} if head[3] else body
        sections[section].pairs.append((_key(head.start(), head.end(), name), node if head[3] else node.pairs[1][1]))
    return Template(replace(source, repairs=()), data, EditedText(text), root, adapter=HCL)


def _block(text: str, head: re.Match[str]) -> tuple[dict[str, Any], Node]:
    end = text.index("}", head.end()) + 1
    body: dict[str, Any] = {}
    node, properties = Node("map", head.start(), end), Node("map", head.end(), end)
    kind = _key(*head.span(2), head[2])
    node.pairs = [(_key(kind.start, kind.end, "Type"), kind), (_key(head.end(), end, "Properties"), properties)]
    for line in _LINE.finditer(text, head.end(), end):
        body[line[1]] = json.loads(line[2])
        properties.pairs.append((_key(*line.span(1), line[1]), _key(*line.span(2), line[2])))
    return body, node


def _key(start: int, end: int, value: str) -> Node:
    node = Node("scalar", start, end)
    node.value = value
    return node


def rewrite(template: Template, data: Any, renames: Mapping[str, str]) -> str:
    raise Refused("HCL is read only")


HCL = Adapter(
    name="Terraform HCL",
    suffixes=(".tf",),
    recognises=lambda document: document.path.endswith(".tf"),
    candidates=candidates,
    load=load,
    rewrite=rewrite,
    dialect=lambda: Dialect("terraform-hcl", entries, lambda template: PlainContext()),
)
