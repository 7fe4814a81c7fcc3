"""YAML as people and models write it → plain data, with the repairs that are certain."""

from __future__ import annotations

import re

from fixer.read import yaml_tree
from fixer.read.data import yaml_data
from fixer.read.edits import Edit, EditedText
from fixer.read.entities import entity_edits
from fixer.read.parsed import Parsed
from fixer.read.text_error import TextError

MAX_REPAIRS = 50

_FIRST_TAG = re.compile(r"!([A-Za-z]\w*)([ \t]+|[ \t]*\r?\n[ \t]+)$")
_TAGGED_VALUE = re.compile(r"![A-Za-z]\w*[ \t]+")
_QUOTED = re.compile(r"\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\r\n]|'')*'")
_FLOW_PLAIN = re.compile(r"[^\s,\[\]{}\"'#|>&*!][^,\[\]{}\r\n#]*")
_CONTENT_INDENT = re.compile(r"(?>(?:[ \t]*+\r?\n)*)( *)")
_TABBED = re.compile(r"^([ \t]*\t[ \t]*)(?=\S)", re.MULTILINE)
_SPACED = re.compile(r"^( +)\S", re.MULTILINE)
_FUNCTIONS = {
    name.lower(): name
    for name in (
        "And", "Base64", "Cidr", "Condition", "Equals", "FindInMap", "ForEach", "GetAtt", "GetAZs", "If", "ImportValue",
        "Join", "Length", "Not", "Or", "Ref", "Select", "Split", "Sub", "ToJsonString", "Transform",
    )
}  # fmt: skip


def read_yaml(edited: EditedText) -> Parsed:
    """The one document in a text. Raises ``TextError`` with an offset in the text before it was edited."""
    repairs: list[tuple[int, str]] = []
    failure: TextError | None = None
    for _ in range(MAX_REPAIRS):
        try:
            return _parsed(edited, repairs)
        except TextError as error:
            failure = failure or TextError(edited.original(error.offset), error.cause, error.hint)
            repair = _repair(edited.text, error)
            if repair is None:
                where = edited.original(error.offset)
                raise TextError(where, error.cause, error.hint) from None
            what, edits = repair
            repairs.append((edited.original(edits[0].start), what))
            edited = edited.apply(edits)
    raise failure or TextError(0, "not YAML")


def _parsed(edited: EditedText, repairs: list[tuple[int, str]]) -> Parsed:
    roots = yaml_tree.parse_all(edited.text)
    if not roots:
        return Parsed(edited, None, len(edited.text))
    root = roots[0]
    data, repeated = yaml_data(root)
    return Parsed(edited, data, len(edited.text), root, repairs, repeated)


def _repair(text: str, error: TextError) -> tuple[str, list[Edit]] | None:
    pos = error.offset
    if pos >= len(text):
        return None
    if text[pos] == "!":
        edits = _nested_tags(text, pos, "flow" in error.cause)
        return ("two short tags on one value written as one inside the other", edits) if edits else None
    if text[pos] == "\t" or (pos and text[pos - 1] == "\t"):
        edits = _tabs(text)
        return ("tabs in the indentation made spaces", edits) if edits else None
    if "anchor" in error.cause and text.count("&", max(0, pos - 8), pos + 1):
        edits = entity_edits(text)
        return (f"{_times(len(edits))} HTML entity decoded", edits) if edits else None
    return None


def _times(count: int) -> str:
    return "an" if count == 1 else f"{count} times an"


def _nested_tags(text: str, pos: int, flow: bool) -> list[Edit]:
    """``!Outer !Inner value`` → ``Fn::Outer: !Inner value``; ``pos`` is where the inner tag begins."""
    outer = _FIRST_TAG.search(text, max(0, pos - 60), pos)
    inner = _TAGGED_VALUE.match(text, pos)
    name = _FUNCTIONS.get(outer[1].lower()) if outer else None
    if outer is None or inner is None or name is None:
        return []
    key = name if name in ("Ref", "Condition") else f"Fn::{name}"
    if flow:
        end = _value_end(text, inner.end())
        return [] if end is None else [Edit(outer.start(), pos, f"{{ {key}: "), Edit(end, end, " }")]
    if "\n" in outer[2]:
        return [Edit(outer.start(), outer.start(2), ""), Edit(pos, pos, f"{key}: ")]
    return _nested_block(text, outer.start(), pos, key)


def _nested_block(text: str, start: int, pos: int, key: str) -> list[Edit]:
    """The outer function gets a line of its own above the inner one, except in a list, where it needs none."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    own = len(line) - len(line.lstrip(" -"))
    if not line.strip(" -"):
        return [Edit(start, pos, f"{key}: ")]
    end = text.find("\n", pos)
    inside = _CONTENT_INDENT.match(text, end + 1) if end >= 0 else None
    width = len(inside[1]) if inside else 0
    # The lines of a block scalar must stay deeper than the key that they belong to now.
    indent = own + 1 if width == own + 2 else own + 2
    line_end = "\r\n" if "\r\n" in text else "\n"
    return [Edit(start, pos, f"{line_end}{' ' * indent}{key}: ")]


def _value_end(text: str, pos: int) -> int | None:
    """Where a value between brackets ends."""
    if text[pos : pos + 1] in ("[", "{"):
        return _bracket_end(text, pos)
    found = _QUOTED.match(text, pos) or _FLOW_PLAIN.match(text, pos)
    return None if found is None else pos + len(found.group().rstrip())


def _bracket_end(text: str, pos: int) -> int | None:
    depth = 0
    for found in re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\[\]{}]|\n(?=\S)").finditer(text, pos):
        token = found.group()
        if token == "\n":
            return None
        depth += (token in "[{") - (token in "]}")
        if depth == 0:
            return found.end()
    return None


def _tabs(text: str) -> list[Edit]:
    """Tabs become spaces where the width is certain: no line is indented with spaces, or with tabs and spaces mixed."""
    tabbed = list(_TABBED.finditer(text))
    if any(" " in found[1] for found in tabbed) or _SPACED.search(text):
        return []
    return [Edit(found.start(1), found.end(1), "  " * len(found[1])) for found in tabbed]
