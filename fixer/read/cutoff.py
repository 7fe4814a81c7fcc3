"""Signs that a YAML text, though it parses, ends in the middle of what it was saying."""

from __future__ import annotations

import json
from typing import Any

from fixer.read.nodes import Node

_REFERENCES = frozenset({"!Ref", "!GetAtt", "!Condition"})
_NAMED = ("Parameters", "Resources", "Conditions")


def cut_off(text: str, root: Node, data: dict[str, Any]) -> tuple[Node, str] | None:
    """The last value of the text and why it cannot be all of it; ``None`` if it looks whole."""
    last = _last(root)
    if last.kind != "scalar":
        return None
    if last.plain and not text.endswith(("\n", "\r")):
        line = text[text.rfind("\n", 0, last.start) + 1 : last.start]
        if not last.value or not line.strip():
            return last, "the last key has no value" if not last.value else "the last line is no key with a value"
    if last.tag in _REFERENCES and _is_beginning(last.value.partition(".")[0], data):
        return last, f"the last reference, to {last.value!r}, is the beginning of a longer name"
    if last.style == "|" and last.value.lstrip()[:1] == "{" and _unfinished(last.value):
        return last, "the JSON in the last value is not closed"
    return None


def _last(node: Node) -> Node:
    while node.pairs or node.items:
        node = node.pairs[-1][1] if node.pairs else node.items[-1]
    return node


def _is_beginning(name: str, data: dict[str, Any]) -> bool:
    sections = (data.get(section) for section in _NAMED)
    names = [known for section in sections if isinstance(section, dict) for known in section]
    return name not in names and any(known.startswith(name) for known in names)


def _unfinished(text: str) -> bool:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return not text[error.pos :].strip() or error.msg.startswith("Unterminated string")
    return False
