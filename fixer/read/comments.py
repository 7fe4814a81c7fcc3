"""The comments of a template that speak to a program, and the key or list item that each of them stands by.

The concrete tree tells a comment from a text that looks like one: a ``#`` in a string or in a block of text is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.pointer import child
from fixer.read.data import function_name
from fixer.read.document import Document
from fixer.read.edits import EditedText
from fixer.read.nodes import Node
from fixer.read.source import is_bare
from fixer.read.template import Template

_YAML = pattern(r"(?<!\S)#[^\r\n]*")
_JSON = pattern(r"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_BLANK = pattern(r"[ \t]*(?:(?:#|//)[^\r\n]*|/\*[^\r\n]*\*/[ \t]*|---[ \t]*)?\r?$")


@frozen
class Comment:
    """``text`` is without its mark; ``[start, end)`` are characters of the document, the mark among them.

    ``pointer`` is the value that the comment stands by: the outermost one that begins in its line or, where it has the
    line for itself (``alone``), in the next line that is neither empty nor a comment. ``None``: there is none.
    """

    text: str
    start: int
    end: int
    line: int
    alone: bool
    pointer: str | None


def comments(template: Template, word: str) -> list[Comment]:
    """The comments in which ``word`` stands, in order; those above the template's first line among them."""
    source = template.source
    if word not in source.document.text:
        return []
    text = source.document.text
    spans: Iterable[tuple[int, int]]
    if template.adapter is None:
        spans = _json_spans(template) if template.format == "json" else _yaml_spans(template)
    elif template.adapter.comments is None:
        return []
    else:
        spans = ((source.start + start, source.start + end) for start, end in template.adapter.comments(template))
    found = [(start, end) for start, end in spans if word in text[start:end]]
    if not found:
        return []
    places = _Places(source.document, begins(template), source.margin)
    return [_comment(source.document, start, end, places) for start, end in found]


def _comment(document: Document, start: int, end: int, places: _Places) -> Comment:
    text, line = document.text, document.position(start)[0]
    before = text[document.line_starts[line - 1] : start]
    alone = not before.removeprefix(places.margin).strip()
    pointer = places.below(document.position(end)[0] + 1) if alone else places.begins.get(line)
    said = text[start:end].removesuffix("*/").lstrip("#/*").strip()
    return Comment(said, start, end, line, alone, pointer)


class _Places:
    """What begins in the lines of a document; a stretch of comments is walked through once, however many they are."""

    def __init__(self, document: Document, begins: dict[int, str], margin: str = "") -> None:
        self.begins = begins
        self.margin = margin
        self._document = document
        self._known: dict[int, str | None] = {}

    def below(self, line: int) -> str | None:
        """What begins in the first line from ``line`` on that has anything in it."""
        text, starts = self._document.text, (*self._document.line_starts, len(self._document.text) + 1)
        walked = []
        while line < len(starts) and line not in self.begins and line not in self._known:
            walked.append(line)
            if not _is_blank(text[starts[line - 1] : starts[line] - 1], self.margin):
                line = len(starts)
            line += 1
        found = self._known[line] if line in self._known else self.begins.get(line)
        self._known |= dict.fromkeys(walked, found)
        return found


def _is_blank(line: str, margin: str) -> bool:
    """Whether a line of the document holds nothing of a template but comments."""
    own = line.removeprefix(margin) if line.startswith(margin) else line.removeprefix(margin.rstrip())
    return _BLANK.match(own) is not None


def _above(template: Template) -> int:
    """Where the comments begin that stand directly above a template, or the template itself."""
    document, start = template.source.document, template.source.start
    line = document.position(start)[0]
    starts, margin = document.line_starts, template.source.margin
    while line > 1 and _is_blank(document.text[starts[line - 2] : starts[line - 1] - 1], margin):
        line -= 1
    return min(document.line_starts[line - 1], start)


def _yaml_spans(template: Template) -> Iterator[tuple[int, int]]:
    """The stretches of the document that are comments."""
    source, text = template.source, template.source.document.text
    texts = sorted(_texts(template))
    starts = [start for start, _ in texts]
    pos = _above(template)
    while found := _YAML.search(text, pos, source.end):
        at = bisect_right(starts, found.start()) - 1
        if at >= 0 and texts[at][1] > found.start():
            pos = texts[at][1]
            continue
        yield found.span()
        pos = found.end()


def _texts(template: Template) -> Iterator[tuple[int, int]]:
    """The stretches of the document that are scalars; of a block of text what stands below its header."""
    begin, original = template.source.start, template.edited.original
    for node in _nodes(template.root):
        if node.kind != "scalar" or node.end == node.start:
            continue
        start = node.content
        if node.style in ("|", ">"):
            start = template.text.find("\n", node.content, node.end)
            if start < 0:
                continue
        yield begin + original(start), begin + original(node.end - 1) + 1


def _nodes(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack += node.items
        for pair in node.pairs:
            stack += pair


def _json_spans(template: Template) -> Iterator[tuple[int, int]]:
    """What was taken out of the text because JSON has no comments, and what stands above it."""
    source = template.source
    above = 0 if is_bare(source.document) else _above(template)
    for found in _JSON.finditer(source.document.text, above, source.start):
        yield found.span()
    rounds = template.edited.rounds
    spans = set()
    for number, (_, edits) in enumerate(rounds):
        before = EditedText("", rounds[:number])
        for edit in edits:
            if not edit.text:
                spans.add((before.original(edit.start), before.original(edit.end)))
    for start, end in sorted(spans):
        # A comment with a line for itself was taken out with the whole line.
        comment = _JSON.match(source.text, start + len(cut := source.text[start:end]) - len(cut.lstrip()), end)
        if comment:
            yield source.start + comment.start(), source.start + comment.end()


def begins(template: Template) -> dict[int, str]:
    """The outermost value that begins in each line, by its pointer: with its key or as an item of a list.

    In code an entry begins with its statement, and sections stand nowhere.
    """
    code = template.adapter is not None
    document, edited, first = template.source.document, template.edited, template.source.start
    found: dict[int, str] = {}
    stack: list[tuple[int, str, Node]] = [(template.root.start, "", template.root)]
    while stack:
        start, pointer, node = stack.pop()
        if pointer and not (code and pointer.count("/") == 1):
            found.setdefault(document.position(first + edited.original(start))[0], pointer)
        name = function_name(node.tag)
        inside = child(pointer, name) if name else pointer
        members = [
            (min(key.start, value.start) if code else key.start, child(inside, key.value), value)
            for key, value in node.pairs
        ]
        members += [(item.start, child(inside, number), item) for number, item in enumerate(node.items)]
        stack += reversed(members)
    return found
