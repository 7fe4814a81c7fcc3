"""A template that was read: plain data, and for every JSON Pointer the place in the user's file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fixer import pointer as pointers
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.read import json_tree
from fixer.read.cutoff import cut_off
from fixer.read.diagnosis import NOT_WHOLE, explain, flattened
from fixer.read.edits import Edit, EditedText
from fixer.read.entities import entity_edits
from fixer.read.margin import cuts
from fixer.read.nodes import Node
from fixer.read.parsed import Parsed
from fixer.read.source import Format, Repair, Source, prose_start
from fixer.read.text_error import TextError

if TYPE_CHECKING:
    from fixer.dialect import Adapter

MAX_REPEATED = 20
# https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
_CONSTRUCT = "aws:cdk:path"

_MARKER = pattern(r"^(?:<{7}|>{7})(?: [^\n]*)?\r?$", re.MULTILINE)
_MORE_JSON = pattern(r"[,:]|\"(?:[^\"\\\n]|\\.)*\"\s*:")
_ELLIPSIS = pattern(r"(?:\.\.\.|…)[\"']?[ \t]*,?[ \t]*\r?$", re.MULTILINE)
_COMMENT_LINE = pattern(r"^[ \t]*(?:#|//|/\*)(.{1,200})$", re.MULTILINE)
# One of them is in whatever ``_ELIDED`` matches; few templates have any, and are not searched line by line.
_ELIDING = ("...", "…", "omitted", "left out", "unchanged", "remain the same")
_ELIDED = pattern(
    r"\s*(?:\.\.\.|…)|.*\b(?:omitted|left out|unchanged|remain the same)\b|"
    r".*\b(?:rest|remaining|remainder|other|existing|additional)\b.*(?:\.\.\.|…)",
    re.IGNORECASE,
)


@frozen
class Span:
    """A stretch of a template. Lines and columns are those of the user's file, from 1, the end exclusive;
    ``start`` and ``end`` are offsets in ``Template.text``."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class Template:
    """``text`` is what is parsed and edited: the source's text with its repairs made.

    ``data`` is plain and in long form. Entries of Resources that are no mappings stay in it; ``oddities`` names them.
    ``elided`` is where a comment says that something was left out, ``note`` what a reader must know about this choice.
    ``adapter`` is what read it; ``None``: it is a CloudFormation template.
    """

    source: Source
    data: dict[str, Any] = field(repr=False)
    edited: EditedText = field(repr=False)
    parsed_root: Node | None = field(default=None, repr=False, compare=False)
    elided: Repair | None = None
    note: str | None = None
    adapter: Adapter | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.edited.text

    @property
    def given(self) -> str:
        """The text as it was given, no repairs made; what stands before its lines in the document is none of it."""
        return self.text if self.source.margin else self.source.text

    @property
    def format(self) -> Format:
        return self.source.format

    @property
    def repairs(self) -> tuple[Repair, ...]:
        return self.source.repairs

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The entries of Resources that are mappings."""
        return {key: value for key, value in self.data["Resources"].items() if isinstance(value, dict)}

    @cached_property
    def oddities(self) -> tuple[str, ...]:
        """Pointers of the entries of Resources that are no resources: a comment written as a key, for example."""
        return tuple(pointers.join(("Resources", key)) for key in self.data["Resources"] if key not in self.resources)

    @cached_property
    def constructs(self) -> dict[str, str]:
        """The paths of the constructs that resources were made from, by the resources' pointers, where the CDK has
        written them into the template: ``Shop/Orders``."""
        if _CONSTRUCT not in self.text:
            return {}
        found = {key: body["Metadata"] for key, body in self.resources.items() if "Metadata" in body}
        paths = {key: metadata.get(_CONSTRUCT) for key, metadata in found.items() if isinstance(metadata, dict)}
        return {
            pointers.join(("Resources", key)): path.removesuffix("/Resource")
            for key, path in paths.items()
            if isinstance(path, str)
        }

    @cached_property
    def root(self) -> Node:
        """The concrete tree of ``text``."""
        return self.parsed_root or json_tree.parse(self.text).root

    def span(self, pointer: str) -> Span | None:
        """Where the value at ``pointer`` stands; ``None`` if there is none."""
        from fixer.read.navigate import find

        return self._span(find(self.root, pointer))

    def key_span(self, pointer: str) -> Span | None:
        """Where the key of the value at ``pointer`` stands; ``None`` for list items and functions written as tags."""
        from fixer.read.navigate import key_node

        return self._span(key_node(self.root, pointer))

    def line(self, pointer: str) -> int | None:
        """The line of the key at ``pointer``, of a value without a key, or of the parent of what is not there."""
        from fixer.read.navigate import place

        while True:
            found = place(self.root, pointer)
            if found is not None:
                key, node = found
                return self.position((key or node).start)[0]
            if not pointer:
                return None
            pointer = pointers.parent(pointer)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the user's file of a character of ``text``."""
        return self.source.document.position(self.source.start + self.edited.original(offset))

    def _span(self, node: Node | None) -> Span | None:
        if node is None:
            return None
        # The place behind the last character, which is not that of the next one where something was taken out between.
        last = self.edited.original(max(node.end - 1, node.start)) + (node.end > node.start)
        end = self.source.document.position(self.source.start + last)
        return Span(node.start, node.end, *self.position(node.start), *end)


def load(source: Source) -> Template:
    """Reads a source; raises ``FixerError`` where it is not a whole template."""
    given = source
    try:
        source, parsed = _parse(given)
        _refuse_conflict(source)
        _check_whole(source, parsed)
    except FixerError:
        _refuse_conflict(given)
        raise
    source = source.repaired(*_grouped(parsed), *_repeated(source, parsed))
    if source.format == "json" and parsed.repeated and parsed.root is not None:
        # What a later member overrides is left out of the text too, so that the one that counts can be edited.
        parsed.edited, parsed.root = parsed.edited.apply(_overridden(parsed.root)), None
    return Template(replace(source, encoded=False), parsed.data, parsed.edited, parsed.root, _elided(source))


def _overridden(root: Node) -> list[Edit]:
    """Edits that take out members of JSON objects whose key comes again; nothing more is done inside one of them."""
    edits = []
    todo = [root]
    while todo:
        node = todo.pop()
        todo.extend(node.items)
        last = {key.value: number for number, (key, _) in enumerate(node.pairs)}
        for number, (key, value) in enumerate(node.pairs):
            if last[key.value] == number:
                todo.append(value)
            else:
                edits.append(Edit(key.start, node.pairs[number + 1][0].start, ""))
    return edits


def _elided(source: Source) -> Repair | None:
    """The first comment which says that a part of the template is not written out."""
    text = source.text.lower()
    if not any(sign in text for sign in _ELIDING):
        return None
    for comment in _COMMENT_LINE.finditer(source.document.text, source.start, source.end):
        if _ELIDED.match(comment[1]):
            return Repair(*source.document.position(comment.start()), comment.group().strip())
    return None


def _refuse_conflict(source: Source) -> None:
    marker = _MARKER.search(source.document.text, source.start, source.end)
    if marker:
        raise source.document.error(
            marker.start(),
            "the template holds a merge conflict",
            f"the line {marker.group().split()[0]!r} is a conflict marker",
            "resolve the conflict first",
        )


def _parse(source: Source) -> tuple[Source, Parsed]:
    """Parses, and shortens the source to the template where text follows it."""
    text = EditedText(source.text)
    try:
        if source.margin:
            text = text.apply(cuts(text.text, source.margin), None)
        if source.encoded:
            text = text.apply(entity_edits(text.text))
            source = source.repaired((0, "HTML entities decoded"))
        if text.text.isascii():
            return _parsed(source, text)
        return _typed(source, text)
    except TextError as error:
        raise explain(source, error) from None


def _typed(source: Source, text: EditedText) -> tuple[Source, Parsed]:
    """The same of a text in which a word processor may have left its characters: those that cannot be meant go."""
    from fixer.read.typography import QUOTES, SPACES, ZERO_WIDTH, spaces, straight_quotes, zero_width

    source, text = _without(source, text, zero_width(text.text), ZERO_WIDTH)
    source, text = _without(source, text, straight_quotes(text.text), QUOTES)
    edits = spaces(text.text)
    if not edits:
        return _parsed(source, text)
    try:
        found = _parsed(source, text)
        _check_whole(*found)
        return found
    except (TextError, FixerError):
        return _parsed(*_without(source, text, edits, SPACES))


def _without(source: Source, text: EditedText, edits: list[Edit], what: str) -> tuple[Source, EditedText]:
    """The text after these edits, and the source that says so."""
    if not edits:
        return source, text
    return source.repaired((text.original(edits[0].start), what)), text.apply(edits)


def _parsed(source: Source, text: EditedText) -> tuple[Source, Parsed]:
    if source.format == "json":
        from fixer.read.json_text import read_json

        return _without_rest(source, read_json(text, source.closed))
    return _parse_yaml(source, text)


def _parse_yaml(source: Source, text: EditedText) -> tuple[Source, Parsed]:
    from fixer.read.yaml_text import read_yaml

    try:
        return _noting_cut(source, read_yaml(text))
    except TextError:
        _refuse_conflict(source)
        end = prose_start(text.text) if not text.rounds else None
        if end is None:
            raise
        shorter = source.until(end).repaired((end, "text after the template left out"))
        return shorter, read_yaml(EditedText(shorter.text))


def _noting_cut(source: Source, parsed: Parsed) -> tuple[Source, Parsed]:
    """Says it where a text that its author did not close ends in the middle of something, and reads it as it stands."""
    cut = None
    if parsed.root is not None and isinstance(parsed.data, dict) and not source.closed:
        cut = cut_off(parsed.edited.text, parsed.root, parsed.data)
    if cut:
        node, what = cut
        parsed.repairs.append(
            (parsed.edited.original(node.start), f"the text looks cut off ({what}): read as it stands")
        )
    return source, parsed


def _without_rest(source: Source, parsed: Parsed) -> tuple[Source, Parsed]:
    """What follows a JSON value is left out if it is prose, a fence or stray brackets, but not if it is more JSON."""
    text = parsed.edited.text
    rest = text[parsed.end :].strip()
    end = parsed.edited.original(parsed.end)
    prose = rest.lstrip(" \t\r\n}]")
    if prose and _MORE_JSON.match(prose):
        what = "the template's JSON ends here, but more of it follows"
        raise TextError(end, what, "check the brackets before this place")
    parsed.edited = EditedText(text[: parsed.end], parsed.edited.rounds)
    if rest and not prose:
        parsed.repairs.append((end, "closing brackets that close nothing left out"))
    elif source.fenced and prose.strip("`~ \t\r\n"):
        parsed.repairs.append((end, "text after the template left out"))
    return source.until(end), parsed


def _check_whole(source: Source, parsed: Parsed) -> None:
    data = parsed.data
    resources = data.get("Resources") if isinstance(data, dict) else None
    cause = None
    if not isinstance(data, dict):
        cause = "it is not a mapping of sections"
    elif "Resources" not in data:
        cause = "it has no Resources section"
    elif not isinstance(resources, dict) or not resources:
        cause = "its Resources section is empty"
    elif not any(isinstance(value, dict) and isinstance(value.get("Type"), str) for value in resources.values()):
        cause = "nothing in its Resources section is a resource with a Type"
    elif _ELLIPSIS.search(parsed.edited.text) and _has_placeholder(data):
        cause = "a placeholder '...' stands where a value should be"
    for again, _ in parsed.repeated:
        if again.value == "Resources" and _is_top(parsed, again):
            raise explain(
                source,
                TextError(
                    parsed.edited.original(again.start),
                    "the template has two Resources sections",
                    "two templates seem to have run into one another: keep one of them",
                ),
            )
    if cause:
        raise flattened(source) or source.document.error(source.start, NOT_WHOLE, cause, "give the whole template")


def _is_top(parsed: Parsed, key: Node) -> bool:
    return parsed.root is not None and any(key is pair[0] for pair in parsed.root.pairs)


def _has_placeholder(data: Any) -> bool:
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if "..." in value:
                return True
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif value in ("...", "…"):
            return True
    return False


def _grouped(parsed: Parsed) -> list[tuple[int, str]]:
    """One repair of each kind, with its count, at the first place."""
    counts = Counter(what for _, what in parsed.repairs)
    first: dict[str, int] = {}
    for offset, what in parsed.repairs:
        first.setdefault(what, offset)
    return [(offset, what if counts[what] == 1 else f"{what} ({counts[what]} times)") for what, offset in first.items()]


def _repeated(source: Source, parsed: Parsed) -> list[tuple[int, str]]:
    found = []
    for again, first in parsed.repeated[:MAX_REPEATED]:
        line = source.document.position(source.start + parsed.edited.original(first.start))[0]
        what = f"the key {again.value!r} is there twice: this one counts, not that of line {line}"
        found.append((parsed.edited.original(again.start), what))
    if len(parsed.repeated) > MAX_REPEATED:
        rest = len(parsed.repeated) - MAX_REPEATED
        found.append(
            (parsed.edited.original(parsed.repeated[MAX_REPEATED][0].start), f"{rest} more keys are there twice")
        )
    return found
