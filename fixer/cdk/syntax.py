"""The syntax tree of TypeScript, made by tree-sitter, in a form of its own: what stands where, down to the character.

tree-sitter is imported when the first text is read. Its nodes are copied in one walk: looking at one of them costs more
than copying it, and the copies know their parents and count characters, not bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from time import process_time
from typing import Any, TypeAlias

from fixer.cdk.balance import BRACKETS, CLOSED_BY, balance, slips
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.read.text_error import TextError

MAX_CHARACTERS = 2_000_000
MAX_NODES = 400_000
MAX_DEPTH = 400
MAX_OPEN = 400
MAX_OPENED = 20
MAX_SECONDS = 2.0
MAX_SLIPS = 5
MAX_TRIES = 6
_IDS = ("string", "template_string")
_CHUNK = 8192

# What every node without parts has for children, never to be changed: the garbage collector looks at each list.
_NONE: list[Any] = []
_NOT_PLAIN = re.compile(r"[^\x01-\x7f]")


class Syntax:
    """One node. ``kind`` is the grammar's name for it, ``field`` its part in its parent; ends are exclusive.

    ``children`` holds commas, brackets and comments too; ``named`` tells those apart: words and signs of the grammar
    itself are not named. ``missing`` is what the parser put in where it was left out.
    """

    __slots__ = ("children", "end", "field", "kind", "missing", "named", "parent", "start")

    def __init__(self, kind: str, named: bool, start: int, end: int, field: str | None, parent: Syntax | None) -> None:
        self.kind = kind
        self.named = named
        self.start = start
        self.end = end
        self.field = field
        self.parent = parent
        self.missing = False
        self.children: list[Syntax] = _NONE

    def child(self, field: str) -> Syntax | None:
        """The first child that plays this part."""
        for child in self.children:
            if child.field == field:
                return child
        return None

    def parts(self) -> list[Syntax]:
        """The named children without comments."""
        return [child for child in self.children if child.named and child.kind != "comment"]

    def first(self, kind: str) -> Syntax | None:
        """The first child of a kind."""
        for child in self.children:
            if child.kind == kind:
                return child
        return None

    def walk(self) -> Iterator[Syntax]:
        """The node and all below it, in the order of the text."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            if node.children:
                todo += node.children[::-1]

    def above(self) -> Iterator[Syntax]:
        """What the node stands in, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def __repr__(self) -> str:
        return f"<{self.kind} {self.start}–{self.end}>"


_Again: TypeAlias = "Callable[[str], tuple[Syntax, list[Syntax]]]"


@frozen
class _Grammar:
    parser: Callable[[], Any]
    kinds: tuple[tuple[str, bool], ...]
    fields: tuple[str | None, ...]


@cache
def _grammar() -> _Grammar:
    try:
        import tree_sitter
        import tree_sitter_typescript
    except ImportError:
        what = "TypeScript cannot be read: tree-sitter is not installed"
        raise FixerError(what, hint="pip install 'fixer[cdk]'") from None
    language = tree_sitter.Language(tree_sitter_typescript.language_typescript())
    kinds = tuple(
        (language.node_kind_for_id(number) or "", language.node_kind_is_named(number))
        for number in range(language.node_kind_count)
    )
    fields = (None, *(language.field_name_for_id(number) for number in range(1, language.field_count + 1)))
    return _Grammar(lambda: tree_sitter.Parser(language), kinds, fields)


def parse(code: str, start: int = 0, until: float | None = None) -> tuple[Syntax, list[Syntax]]:
    """The tree of a file's code, which stands at ``start`` in the text that its offsets count in, and its errors.

    What cannot be read stands in it as nodes of the kind ``ERROR``, and as ``missing`` ones. What is nested deeper than
    400 levels has no children. A text that ends in the middle of everything is read as if all that is open were closed
    at its end; the error is then the last bracket that is open. Raises ``TextError`` where the text is too large, or
    reading takes longer than ``until``, a time of ``process_time``; ``FixerError`` where there is no parser.
    """
    if len(code) > MAX_CHARACTERS:
        raise TextError(start, f"it is longer than {MAX_CHARACTERS:,} characters")
    grammar = _grammar()
    # Where thousands of things are opened and never closed, the parser takes gigabytes for all that they could mean.
    if _most_open(code) > MAX_OPEN:
        raise TextError(start, f"more than {MAX_OPEN} brackets are open at one place")
    latest, size = process_time() + MAX_SECONDS if until is None else until, len(code)

    def again(code: str) -> tuple[Syntax, list[Syntax]]:
        return _copied(grammar, _tree(grammar, _opened_once(_single_bytes(code)), start, latest), start, size)

    root, errors = again(code)
    if errors:
        with suppress(TextError):
            return _mended(code, start, again)
    return root, errors


def _mended(code: str, start: int, again: _Again) -> tuple[Syntax, list[Syntax]]:
    """The tree of code with slips: what gives more constructs, or fewer errors, is what was meant."""
    root, errors = _closed(code, start, again)
    found: list[Syntax] = []
    for _ in range(MAX_SLIPS):
        at = errors[0].start - start if errors else 0
        nearest = sorted(islice(slips(code), MAX_TRIES), key=lambda slip: abs(slip.start - at))
        for slip in nearest if errors else ():
            other, others = _closed(slip.code, start, again)
            if _worth(other, others) > _worth(root, errors):
                sign = code[slip.start]
                found.append(Syntax(sign if sign in CLOSED_BY else "ERROR", True, start + slip.start, 0, None, None))
                found[-1].end = found[-1].start + 1
                code, root, errors = slip.code, other, others
                break
        else:
            break
    return root, sorted((*found, *errors), key=lambda node: node.start)


def _closed(code: str, start: int, again: _Again) -> tuple[Syntax, list[Syntax]]:
    """The tree of a code, or, where that is none, of the same with all closed at the end that is open there."""
    root, errors = again(code)
    if root.kind == "ERROR":
        closed, others = again(code + balance(code, 0, len(code)).closing)
        if closed.kind != "ERROR":
            return closed, [_open(root), *(node for node in others if node.end < start + len(code))]
    return root, errors


def _worth(root: Syntax, errors: list[Syntax]) -> tuple[int, int]:
    """How many constructs were understood: ``new X(scope, 'Id', …)``; how few errors there are."""
    made = 0
    for node in root.walk():
        arguments = node.child("arguments") if node.kind == "new_expression" else None
        parts = arguments.parts()[:2] if arguments is not None else []
        made += len(parts) == 2 and parts[0].kind in ("this", "identifier") and parts[1].kind in _IDS
    return made, -len(errors)


def _tree(grammar: _Grammar, code: str, start: int, until: float) -> Any:
    """The parser's own tree. Repairing what is broken can take it hours: it is asked to stop in time."""
    data = code.encode()
    try:
        tree = grammar.parser().parse(
            lambda offset, point: data[offset : offset + _CHUNK],
            progress_callback=lambda offset, failing: process_time() > until,
        )
    except ValueError:
        raise TextError(start, f"reading it takes longer than {MAX_SECONDS:g} seconds") from None
    if tree.root_node.descendant_count > MAX_NODES:
        raise TextError(start, f"it has more than {MAX_NODES:,} parts")
    return tree


def _most_open(code: str) -> int:
    """How many brackets are open at most at one place; every kind of bracket closes every other."""
    deep = deepest = angles = most = 0
    for opening, closing, angle, _ in BRACKETS.findall(code):
        if opening:
            deep += 1
            deepest = max(deepest, deep)
        elif closing:
            deep = max(deep - 1, 0)
        elif angle:
            angles += 1
            most = max(most, angles)
        else:
            angles = max(angles - 1, 0)
    return max(deepest, most)


def _opened_once(code: str) -> str:
    """The code without what opens a comment again and again after one that is never closed.

    The parser looks for the end of each of them, through all that follows.
    """
    if code.count("/*", code.rfind("*/") + 1) <= MAX_OPENED:
        return code
    for found in BRACKETS.finditer(code):
        text = found.group()
        if text.startswith("/*") and not text.endswith("*/"):
            return code[: found.start() + 2] + code[found.start() + 2 :].replace("/*", "  ")
    return code


def _single_bytes(text: str) -> str:
    """The same text with one byte a character, so that the parser's offsets are those of the text."""
    return text if text.isascii() and "\0" not in text else _NOT_PLAIN.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    character = found.group()
    if character in "\u2028\u2029":
        return "\n"
    if character.isspace() or character == "\ufeff":
        return " "
    return "x" if character.isalpha() else "\x01"


def _copied(grammar: _Grammar, tree: Any, offset: int, size: int) -> tuple[Syntax, list[Syntax]]:
    kinds, fields = grammar.kinds, grammar.fields
    cursor = tree.walk()
    made = cursor.node
    flawed = made.has_error
    errors: list[Syntax] = []
    deepest: Syntax | None = None
    limit = offset + size
    root = Syntax(made.type, True, made.start_byte + offset, min(made.end_byte + offset, limit), None, None)
    parent, depth = root, 1
    parent.children = []
    moved = cursor.goto_first_child()
    while moved:
        made = cursor.node
        number = made.kind_id
        field = fields[cursor.field_id or 0]
        kind, named = kinds[number] if number < len(kinds) else ("ERROR", True)
        begin, end = made.start_byte + offset, made.end_byte + offset
        node = Syntax(kind, named, min(begin, limit), min(end, limit), field, parent)
        parent.children.append(node)
        if flawed and (made.is_missing or kind == "ERROR"):
            node.missing = made.is_missing
            errors.append(node)
        if depth == MAX_DEPTH and deepest is None:
            deepest = node
        if depth < MAX_DEPTH and cursor.goto_first_child():
            parent = node
            parent.children = []
            depth += 1
            continue
        while not (moved := cursor.goto_next_sibling()) and depth > 1:
            cursor.goto_parent()
            depth -= 1
            if parent.parent is not None:
                parent = parent.parent
    if flawed and not errors:
        errors.append(deepest or _open(root))
    return root, errors


def _open(root: Syntax) -> Syntax:
    """The bracket that is open where a text ends in the middle of everything: the last one, else the text itself."""
    still: list[Syntax] = []
    for node in root.children:
        if node.kind in CLOSED_BY:
            still.append(node)
        elif still and node.kind == CLOSED_BY[still[-1].kind]:
            still.pop()
    return still[-1] if still else root
