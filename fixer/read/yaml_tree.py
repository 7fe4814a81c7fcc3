"""YAML text → concrete trees, from the parser's events."""

from __future__ import annotations

import re
from typing import Any

import yaml

from fixer.read.nodes import Node
from fixer.read.text_error import TextError
from fixer.read.trivia import trivia_end

MAX_DEPTH = 200
MAX_NODES = 200_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROPERTY = re.compile(r"!<[^>]*>|![^\s,\[\]{}]*|&[^\s,\[\]{}]+")
_BLOCK_HEADER = re.compile(r"[|>][^\r\n#]*")


def parse_all(text: str) -> list[Node]:
    """The roots of all documents in ``text`` (an empty text has none). The caller has taken the BOM off.

    Raises ``TextError`` where the text is no YAML, deeper than 200 levels or larger than 200,000 values.
    """
    builder = _Builder(text)
    handlers = builder.handlers
    try:
        for event in yaml.parse(text, _LOADER):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
    except yaml.MarkedYAMLError as error:
        raise _marked(error) from None
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, error) from None
    except UnicodeEncodeError as error:
        raise TextError(error.start, "a character that is half of a surrogate pair") from None
    return builder.roots


class _Builder:
    """Assembles nodes without recursion, so that depth is bounded by a count and not by the stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.roots: list[Node] = []
        self.open: list[Node] = []
        self.keys: list[Node | None] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0
        self.handlers: dict[type, Any] = {
            yaml.ScalarEvent: self.scalar,
            yaml.AliasEvent: self.alias,
            yaml.MappingStartEvent: self.begin_map,
            yaml.SequenceStartEvent: self.begin_seq,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.DocumentStartEvent: self.document,
        }

    def document(self, event: Any) -> None:
        self.anchors = {}

    def add(self, node: Node) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise TextError(node.start, f"the document holds more than {MAX_NODES:,} values")
        if not self.open:
            self.roots.append(node)
            return
        parent = self.open[-1]
        if parent.kind == "seq":
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = node
        else:
            parent.pairs.append((key, node))
            self.keys[-1] = None

    def scalar(self, event: Any) -> None:
        node = Node("scalar", event.start_mark.index, event.end_mark.index)
        node.value = event.value
        node.flow = bool(self.open) and self.open[-1].flow
        if not event.style and event.tag is None and event.anchor is None:  # most of them, by far
            node.plain = True
            self.add(node)
            return
        node.style = event.style or None
        node.tag = event.tag
        node.plain = node.style is None and node.tag is None
        if node.tag is not None or event.anchor is not None:
            self.properties(node, event.anchor, empty=node.style is None and not node.value)
        if node.style == "|" or node.style == ">":
            node.end = self.block_scalar_end(node)
        elif not node.value and node.style is None and (node.tag or node.anchor):
            node.end = node.content
        self.add(node)

    def alias(self, event: Any) -> None:
        node = Node("alias", event.start_mark.index, event.end_mark.index)
        node.value = event.anchor
        node.flow = bool(self.open) and self.open[-1].flow
        node.target = self.anchors.get(event.anchor)
        if node.target is None:
            raise TextError(node.start, f"the alias *{event.anchor} has no anchor before it")
        if any(node.target is container for container in self.open):
            raise TextError(node.start, f"the alias *{event.anchor} stands inside the value that it refers to")
        self.add(node)

    def begin_map(self, event: Any) -> None:
        self.begin("map", event)

    def begin_seq(self, event: Any) -> None:
        self.begin("seq", event)

    def begin(self, kind: Any, event: Any) -> None:
        node = Node(kind, event.start_mark.index, 0)
        if len(self.open) >= MAX_DEPTH:
            raise TextError(node.start, f"values are nested more than {MAX_DEPTH} levels deep")
        node.flow = bool(event.flow_style)
        node.tag = event.tag
        if event.tag is not None or event.anchor is not None:
            self.properties(node, event.anchor, empty=False)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)

    def close(self, event: Any) -> None:
        node = self.open.pop()
        self.keys.pop()
        end: int = event.end_mark.index
        if not (node.flow and end > event.start_mark.index):
            if node.pairs:
                key, value = node.pairs[-1]
                end = max(key.end, value.end)
            elif node.items:
                end = node.items[-1].end
        node.end = end

    def properties(self, node: Node, anchor: str | None, empty: bool) -> None:
        """Finds where the value begins after its tag and anchor; an empty value begins right after them."""
        node.anchor = anchor
        if anchor is not None:
            self.anchors[anchor] = node
        pos = node.start
        for _ in range((node.tag is not None) + (anchor is not None)):
            found = _PROPERTY.match(self.text, trivia_end(self.text, pos))
            if found is None:
                break
            pos = found.end()
        node.content = pos if empty else trivia_end(self.text, pos)

    def block_scalar_end(self, node: Node) -> int:
        raw = self.text[node.content : node.end]
        header = _BLOCK_HEADER.match(raw)
        keeps = header is not None and "+" in header.group()
        if not keeps and node.value.rstrip("\n")[-1:] not in (" ", "\t"):
            return node.content + len(raw.rstrip(" \t\r\n"))
        # Here trailing blanks are content: only the line end that closes the last line is not.
        if raw.endswith("\r\n"):
            return node.end - 2
        return node.end - 1 if raw.endswith("\n") else node.end


def _marked(error: yaml.MarkedYAMLError) -> TextError:
    mark = error.problem_mark or error.context_mark
    cause = error.problem or "not YAML"
    if error.context and error.context_mark:
        cause = f"{cause} {error.context}"
    elif error.context:
        cause = f"{error.context}, {cause}"
    hint = None
    if "cannot start any token" in cause:
        hint = "indent with spaces, and quote text that begins with this character"
    elif "mapping values are not allowed" in cause:
        hint = "check the indentation, and quote text that holds ': '"
    return TextError(mark.index if mark else 0, cause, hint)


def _unreadable(text: str, error: yaml.reader.ReaderError) -> TextError:
    position = error.position
    if error.encoding == "?":
        # libyaml counts the bytes of the UTF-8 that it is given.
        position = len(text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "ignore"))
    return TextError(position, "a character that YAML does not allow", "remove the control character")
