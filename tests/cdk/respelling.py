"""The same program in other words: other names, other quotes, other order of properties, other layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from fixer.cdk.sources import source_files
from fixer.cdk.syntax import Syntax, parse
from fixer.read.document import Document


def respelled(text: str, path: str, opaque: set[str], random: Random) -> str:
    """A document whose programs say the same under other names of variables and modules, and in other quotes.

    ``opaque`` are names that stand in code that is compared as text, where modules and own names cannot be told.
    """
    edits: list[tuple[int, int, str]] = []
    trees = [parse(file.code(text), file.start)[0] for file in source_files(Document(path, text))]
    names = _renamed(text, trees, opaque, random)
    for tree in trees:
        edits += _names(text, tree, names)
        edits += _quotes(text, tree, random)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _renamed(text: str, trees: list[Syntax], opaque: set[str], random: Random) -> dict[str, str]:
    """New names of modules and variables; those that patterns take apart, or that types have, keep theirs."""
    found: set[str] = set()
    kept = set(opaque)
    for node in (node for tree in trees for node in tree.walk()):
        name = text[node.start : node.end]
        if node.kind == "identifier" and node.parent is not None and node.field in ("name", None):
            if node.parent.kind in ("variable_declarator", "namespace_import"):
                looping = any(
                    above.kind == "for_statement" and node.start < above.parts()[0].end for above in node.above()
                )
                (kept if looping else found).add(name)
            elif node.parent.kind in ("import_specifier", "class_declaration", "function_declaration"):
                kept.add(name)
        elif node.kind in ("shorthand_property_identifier_pattern", "type_identifier", "import_specifier"):
            kept.add(name)
        elif node.kind == "required_parameter":
            kept.update(re.findall(r"\w+", name))
    return {name: f"{name}{random.choice('XYZ')}" for name in sorted(found - kept) if random.random() < 0.7}


def _names(text: str, tree: Syntax, names: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    for node in tree.walk():
        name = text[node.start : node.end]
        if name not in names:
            continue
        if node.kind == "shorthand_property_identifier":
            yield node.start, node.end, f"{name}: {names[name]}"
        elif node.kind == "identifier":
            yield node.start, node.end, names[name]


def _quotes(text: str, tree: Syntax, random: Random) -> Iterator[tuple[int, int, str]]:
    for node in tree.walk():
        shown = text[node.start : node.end]
        plain = node.kind == "string" and shown[:1] == "'" and not re.search(r'["\\\n]', shown)
        at_home = node.parent is not None and node.parent.kind in ("pair", "import_statement", "array")
        if plain and at_home and random.random() < 0.5:
            yield node.start, node.end, f'"{shown[1:-1]}"'


def shuffled(value: Any, random: Random) -> Any:
    """Data whose objects have their members in another order; a spread must stay where it stands."""
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if not any(key.startswith("...") for key in keys):
        random.shuffle(keys)
    return {key: shuffled(value[key], random) for key in keys}
