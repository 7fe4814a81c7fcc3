"""JSON text → concrete tree, forgiving what is certain and diagnosing the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONDecodeError, JSONDecoder

from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.read.nodes import Node
from fixer.read.text_error import TextError

MAX_DEPTH = 200
MAX_DIGITS = 1000

# ``parse_string`` is the C scanner of JSON strings: (text, offset after the quote, strict) → (value, end).
_scan_string: Callable[[str, int, bool], tuple[str, int]] = vars(JSONDecoder())["parse_string"]
_SPACE = pattern(r"[ \t\r\n]*")
# A key without escapes up to its value: nearly every one, in one match instead of four steps.
_KEY = pattern(r"\"([^\"\\\x00-\x1f]*)\"[ \t\r\n]*:[ \t\r\n]*")
_COMMENT = pattern(r"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_LITERAL = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_CONTROL = pattern(r"[\x00-\x1f]")
_MARKS = frozenset(',:"[]{}')
_WORD = pattern(r"[^\s\"{}\[\],:]{1,30}")
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


@frozen
class Liberty:
    """An edit (``text`` for ``[start, end)``) that makes the text strict JSON; ``what`` names it for people."""

    start: int
    end: int
    text: str
    what: str


@frozen
class JsonText:
    """One JSON value of a text. ``end`` is where it ended: what follows is the caller's business."""

    root: Node
    end: int
    liberties: tuple[Liberty, ...]


def parse(text: str, start: int = 0) -> JsonText:
    """The JSON value that begins at ``start`` (white space and comments before it allowed).

    Comments, trailing commas and raw control characters in strings are read and listed as liberties;
    raises ``TextError`` for anything else that is not JSON and for more than 200 levels.
    """
    scanner = _Scanner(text)
    root, end = scanner.document(start)
    return JsonText(root, end, tuple(scanner.liberties))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.liberties: list[Liberty] = []
        self.open: list[Node] = []
        self.keys: list[Node | None] = []

    def document(self, start: int) -> tuple[Node, int]:
        text, open_nodes = self.text, self.open
        pos = self.skip(start)
        while True:
            char = text[pos : pos + 1]
            if char == "{" or char == "[":
                node, pos = self.begin(pos, char)
                closed = text[pos : pos + 1] == ("}" if char == "{" else "]")
                if not closed:
                    if char == "{":
                        pos = self.key(pos)
                    continue
                open_nodes.pop()
                self.keys.pop()
                pos = node.end = pos + 1
            else:
                node, pos = self.scalar(pos, char)
                self.attach(node)
            while open_nodes:
                pos = self.skip(pos)
                node, pos, closed = self.after_value(pos)
                if not closed:
                    break
            else:
                return node, pos

    def skip(self, pos: int) -> int:
        """Past white space and comments; comments become liberties."""
        if self.text[pos : pos + 1] in _MARKS:  # most often
            return pos
        end = _space_end(self.text, pos)
        while self.text.startswith("/", end):
            comment = _COMMENT.match(self.text, end)
            if comment is None:
                if self.text.startswith("/*", end):
                    raise TextError(end, "the text ends inside the comment that begins here", "close it with */")
                raise TextError(end, "a '/' stands where JSON has no place for it")
            self.liberties.append(Liberty(end, comment.end(), "", "a comment"))
            end = _space_end(self.text, comment.end())
        return end

    def begin(self, pos: int, char: str) -> tuple[Node, int]:
        if len(self.open) >= MAX_DEPTH:
            raise TextError(pos, f"values are nested more than {MAX_DEPTH} levels deep")
        node = Node("map" if char == "{" else "seq", pos, pos)
        node.flow = True
        self.attach(node)
        self.open.append(node)
        self.keys.append(None)
        return node, self.skip(pos + 1)

    def attach(self, node: Node) -> None:
        if not self.open:
            return
        key = self.keys[-1]
        if key is None:
            self.open[-1].items.append(node)
        else:
            self.open[-1].pairs.append((key, node))

    def key(self, pos: int) -> int:
        """Reads ``"key" :`` and returns where its value begins."""
        plain = _KEY.match(self.text, pos)
        if plain:
            self.keys[-1] = _string_node(pos, plain.end(1) + 1, plain[1])
            return self.skip(plain.end()) if self.text.startswith("/", plain.end()) else plain.end()
        if not self.text.startswith('"', pos):
            self.expect_more(pos)
            raise TextError(pos, f"expected a key in double quotes, found {self.found(pos)}")
        self.keys[-1], pos = self.string(pos)
        pos = self.skip(pos)
        if not self.text.startswith(":", pos):
            raise TextError(pos, f"expected ':' after a key, found {self.found(pos)}")
        return self.skip(pos + 1)

    def after_value(self, pos: int) -> tuple[Node, int, bool]:
        """What follows a member: the container, where to go on, and whether the container was closed."""
        text, container = self.text, self.open[-1]
        close = "}" if container.kind == "map" else "]"
        char = text[pos : pos + 1]
        if char == ",":
            comma, pos = pos, self.skip(pos + 1)
            if text[pos : pos + 1] != close:
                return container, self.key(pos) if close == "}" else pos, False
            self.liberties.append(Liberty(comma, comma + 1, "", "a trailing comma"))
        elif char != close:
            raise self.broken(pos, close)
        self.open.pop()
        self.keys.pop()
        container.end = pos + 1
        return container, pos + 1, True

    def expect_more(self, pos: int) -> None:
        """Raises where the text is over although a container is open."""
        if pos >= len(self.text) and self.open:
            kind = "object" if self.open[-1].kind == "map" else "list"
            raise TextError(pos, f"the text ends before the {kind} is closed", "the document looks cut off")

    def broken(self, pos: int, close: str) -> TextError:
        self.expect_more(pos)
        hint = "a comma is missing before it" if self.text[pos] == '"' else None
        return TextError(pos, f"expected ',' or '{close}' after a value, found {self.found(pos)}", hint)

    def scalar(self, pos: int, char: str) -> tuple[Node, int]:
        if char == '"':
            return self.string(pos)
        literal = _LITERAL.match(self.text, pos)
        if literal is None:
            self.expect_more(pos)
            raise TextError(pos, f"expected a value, found {self.found(pos)}")
        end = literal.end()
        if end - pos > MAX_DIGITS:
            raise TextError(pos, f"a number of more than {MAX_DIGITS} digits")
        node = Node("scalar", pos, end)
        node.flow = node.plain = True
        node.value = literal.group()
        return node, end

    def string(self, pos: int) -> tuple[Node, int]:
        try:
            value, end = _scan_string(self.text, pos + 1, True)
        except JSONDecodeError:
            value, end = self.loose_string(pos)
        return _string_node(pos, end, value), end

    def loose_string(self, pos: int) -> tuple[str, int]:
        try:
            value, end = _scan_string(self.text, pos + 1, False)
        except JSONDecodeError as error:
            if error.msg.startswith("Unterminated"):
                raise TextError(
                    pos, "the text ends inside the string that begins here", "the document looks cut off"
                ) from None
            raise TextError(error.pos, "a backslash in a string begins no JSON escape", "write it as \\\\") from None
        for control in _CONTROL.finditer(self.text, pos + 1, end - 1):
            char = control.group()
            escape = _ESCAPES.get(char) or f"\\u{ord(char):04x}"
            self.liberties.append(Liberty(control.start(), control.end(), escape, "a raw control character"))
        return value, end

    def found(self, pos: int) -> str:
        if pos >= len(self.text):
            return "the end of the text"
        word = _WORD.match(self.text, pos)
        return repr(word.group() if word else self.text[pos])


def _space_end(text: str, pos: int) -> int:
    found = _SPACE.match(text, pos)
    return found.end() if found else pos


def _string_node(start: int, end: int, value: str) -> Node:
    node = Node("scalar", start, end)
    node.flow = True
    node.style = '"'
    node.value = value
    return node
