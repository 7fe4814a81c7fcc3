"""Concrete tree → the plain data that is compared: long-form intrinsics, aliases and merge keys resolved."""

from __future__ import annotations

from typing import Any

from fixer.read.nodes import Node
from fixer.read.scalars import json_value, yaml_value
from fixer.read.text_error import TextError

MAX_EXPANDED = 200_000

_YAML = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"!", _YAML + "str", _YAML + "binary", _YAML + "timestamp"})


class NumberKey(str):
    """A key that is not quoted and is a number to YAML: CloudFormation refuses it, to anyone else it is text."""

    __slots__ = ()


def to_data(node: Node, json: bool) -> Any:
    """Plain dicts, lists and scalars; keys are always strings, as written; of duplicate keys the last wins.

    ``!If [..]`` becomes ``{"Fn::If": [..]}``, ``!GetAtt a.b.c`` ``{"Fn::GetAtt": ["a", "b.c"]}``; dates stay text.
    Raises ``TextError`` for a key that is no scalar, a merge of what is no map, and aliases that expand without bound.
    """
    return _json_data(node) if json else _YamlData().value(node)


def yaml_data(root: Node) -> tuple[Any, list[tuple[Node, Node]]]:
    """The data of a YAML document and its ``duplicates``; most have none, and are not searched for them."""
    reader = _YamlData()
    data = reader.value(root)
    return data, duplicates(root) if reader.fewer else []


def function_name(tag: str | None) -> str | None:
    """The long form of a short tag (``!Sub`` → ``Fn::Sub``); ``None`` where the tag is no intrinsic function."""
    if not tag or tag[0] != "!" or len(tag) == 1:
        return None
    name = tag[1:]
    return name if name in ("Ref", "Condition") else "Fn::" + name


def is_merge(key: Node) -> bool:
    """Whether a key is YAML's ``<<``, which brings in the members of other maps."""
    return key.plain and key.value == "<<"


def duplicates(node: Node) -> list[tuple[Node, Node]]:
    """Every key of the tree that an earlier key of its map already has, with that earlier key."""
    found: list[tuple[Node, Node]] = []
    stack = [node]
    while stack:
        current = stack.pop()
        seen: dict[str, Node] = {}
        stack.extend(reversed(current.items))
        stack.extend(value for _, value in reversed(current.pairs))
        for key, _ in current.pairs:
            if key.value in seen and not is_merge(key):
                found.append((key, seen[key.value]))
            seen.setdefault(key.value, key)
    return found


def _json_data(node: Node) -> Any:
    if node.kind == "scalar":
        return json_value(node.value) if node.plain else node.value
    if node.kind == "map":
        return {key.value: _json_data(value) for key, value in node.pairs}
    return [_json_data(item) for item in node.items]


def _key(node: Node) -> str:
    text = node.value
    number = node.plain and text[:1].isdigit() and text.replace(".", "", 1).isdecimal()
    return NumberKey(text) if number else text


class _YamlData:
    def __init__(self) -> None:
        self.sizes: dict[int, int] = {}
        self.expanded = 0
        self.aliases = 0
        self.fewer = False
        """Whether a map has fewer members than keys: a repeated key, or a merge."""

    def value(self, node: Node) -> Any:
        if node.kind == "scalar":
            return yaml_value(node.value) if node.plain else self.scalar(node)
        if node.kind == "alias":
            return self.alias(node)
        data: Any = self.mapping(node) if node.kind == "map" else [self.value(item) for item in node.items]
        name = function_name(node.tag)
        return data if name is None else {name: data}

    def scalar(self, node: Node) -> Any:
        name = function_name(node.tag)
        if name == "Fn::GetAtt":
            return {name: node.value.split(".", 1)}
        if name is not None:
            return {name: node.value}
        if node.tag is None or node.tag in _TEXT_TAGS or not node.tag.startswith(_YAML):
            return node.value
        return yaml_value(node.value)

    def mapping(self, node: Node) -> dict[str, Any]:
        data: dict[str, Any] = {}
        merged = False
        for key, value in node.pairs:
            if key.kind != "scalar":
                raise TextError(key.start, "a key that is not plain text", "write the key as one word or quoted text")
            if key.plain and key.value == "<<":
                merged = True
            else:
                data[_key(key)] = self.value(value)
        self.fewer = self.fewer or len(data) != len(node.pairs)
        return {**self.merged(node), **data} if merged else data

    def merged(self, node: Node) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.pairs:
            if is_merge(key):
                found = self.value(value)
                sources = found if isinstance(found, list) else [found]
                for source in sources:
                    if not isinstance(source, dict):
                        raise TextError(value.start, "a merge key '<<' whose value is not a map")
                    data = {**source, **data}
        return data

    def alias(self, node: Node) -> Any:
        target = node.target
        if target is None:
            raise TextError(node.start, f"the alias *{node.value} has no anchor before it")
        if not self.aliases:
            self.expanded += self.size(target)
            if self.expanded > MAX_EXPANDED:
                raise TextError(node.start, f"aliases expand to more than {MAX_EXPANDED:,} values")
        self.aliases += 1
        data = self.value(target)
        self.aliases -= 1
        return data

    def size(self, node: Node) -> int:
        """How many values a node has once its aliases are expanded, without expanding them."""
        if node.kind == "scalar":
            return 1
        known = self.sizes.get(id(node))
        if known is None:
            if node.kind == "alias":
                known = self.size(node.target) if node.target else 1
            else:
                known = 1 + sum(map(self.size, node.items)) + sum(self.size(value) for _, value in node.pairs)
            self.sizes[id(node)] = known
        return known
