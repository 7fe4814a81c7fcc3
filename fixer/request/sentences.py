"""A request as sentences: what each says, where, how strongly, and under which headings and items it stands.

Every sentence is a slice of the document, so that whatever is quoted from it is exact.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property
from itertools import islice, pairwise
from typing import Literal

from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.read.document import Document

Strength = Literal["must", "asks", "context", "optional"]

MAX_CHARACTERS = 200_000
MAX_SENTENCES = 2_000
MAX_TITLE = 8  # words
_HEADING_DEPTH = 7  # of a line that only looks like a heading: bold, or ending in a colon

_MARKER = pattern(r"(?P<indent>[ \t>]*)(?P<mark>[-*+•]\s+(?:\[[ xX]\]\s+)?|\(?\d{1,2}[.)]\s+|\(?[a-zA-Z][.)]\s+)?")
_HEADING = pattern(r"[ \t>]{0,8}(#{1,6})\s+")
_BREAK = pattern(r"(?<=[.!?])[\"')*_`]*\s+(?=[\"'(`*_]*[A-Z])")
_FENCE = pattern(r"[ \t>]*(```|~~~)")
_EDGE = " \t\r\n*_>"

_OPTIONAL = pattern(
    r"(?<!not )(?<!non-)\boptional(?:ly)?\b|\bnice[ -]to[ -]have|\bbonus\b|\bstretch goal|\bcould\b|\bconsider\b"
    r"|\bif (?:time|possible|needed|desired|required)\b|\bmay (?:also )?(?:want|be|use|add|include)\b|\bfuture\b"
)
_MUST = pattern(
    r"\bmust\b|\brequired\b(?=\W*(?:$|[.,;:)!]|for\b|to\b|by\b|in\b))|\bmandatory\b|\bnon-negotiable\b"
    r"|\bstrictly\b|\bshall\b|\bis critical\b|\bessential\b"
)
_MUST_ABOVE = pattern(r"\bmust\b|\bmandatory\b|\brequired\b|\bcritical\b|\bnon-negotiable\b")
_ASKS = pattern(
    r"\b(?:should|needs?|ensur\w+|use[sd]?|using|implement\w*|config\w*|enabl\w*|creat\w*|deploy\w*|set(?: ?up)?"
    r"|provision\w*|defin\w*|include\w*|including|add|attach\w*|establish\w*|build|launch\w*|allow\w*|grant\w*|restrict\w*|encrypt"
    r"\w*|requires?|requiring|provid\w*|apply|applied|enforc\w*|maintain\w*|support\w*|integrat\w*|design\w*|have|with"
    r"|want|store\w*|monitor\w*|generat\w*|follow\w*|avoid|never|no|not|only|all|every|each|tag\w*|output\w*|place\w*"
    r"|assign\w*|rotat\w*|retain\w*|will|schedul\w*|trigger\w*|leverag\w*)\b"
)
_CONTEXT = pattern(r"\b(?:background|context|overview|introduction|about|environment|current|existing|situation)\b")
_NO_CONTEXT = pattern(r"\b(?:requirement|constraint|must|mandatory|variable)")


@frozen
class Part:
    """A heading or a list item: what stands above a sentence. ``depth`` orders parts from the outside in."""

    depth: int
    text: str
    heading: bool
    start: int = 0


@frozen
class Sentence:
    """One sentence, list item or heading.

    ``start`` and ``end`` are offsets in the document; ``above`` is what it stands under, outermost first.
    """

    start: int
    end: int
    text: str
    above: tuple[Part, ...] = ()
    heading: bool = False
    item: bool = False
    # What was found in it before, by whoever looks.
    lowered: str = field(default="", compare=False, repr=False)

    @cached_property
    def strength(self) -> Strength:
        """How strongly it demands what it is about; what stands above it counts as well."""
        if _OPTIONAL.search(self.lowered) or any(_OPTIONAL.search(part.text) for part in self.above):
            return "optional"
        if _MUST.search(self.lowered):
            return "must"
        headings = [part.text for part in self.above if part.heading]
        if headings and _CONTEXT.search(headings[-1]) and not _NO_CONTEXT.search(headings[-1]):
            return "context"
        if any(_MUST_ABOVE.search(text) for text in headings):
            return "must"
        listed = self.item or any(not part.heading for part in self.above)
        return "asks" if listed or _ASKS.search(self.lowered) else "context"

    @property
    def firm(self) -> bool:
        """Whether its own words say that it must be."""
        return _MUST.search(self.lowered) is not None

    @cached_property
    def scope(self) -> str:
        """What stands above it, the items and the nearest heading, in lower case."""
        headings = [part.text for part in self.above if part.heading]
        return " · ".join([*headings[-1:], *(part.text for part in self.above if not part.heading)])


class Request:
    """The text of a request and its sentences, in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text[:MAX_CHARACTERS]
        self.lowered = lower(self.text)
        self.sentences: Sequence[Sentence] = list(islice(_sentences(self.text, self.lowered), MAX_SENTENCES))
        self._starts = [sentence.start for sentence in self.sentences]

    @cached_property
    def titles(self) -> frozenset[int]:
        """Where the few words begin that are only a title of the items below them."""
        parents = {part.start: part.text for sentence in self.sentences for part in sentence.above[-1:]}
        short = [start for start, text in parents.items() if text.count(" ") < MAX_TITLE]
        return frozenset(found.start for start in short if (found := self.at(start) or self.at(start + 2)))

    def at(self, offset: int) -> Sentence | None:
        """The sentence around an offset."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self.sentences[number].end:
            return None
        return self.sentences[number]

    def line(self, sentence: Sentence) -> int:
        """The line of the document on which a sentence begins, from 1."""
        return self.document.position(sentence.start)[0]


_LOWER = {code: code + 32 for code in range(65, 91)} | {ord(mark): " " for mark in "\t\n\r\u00a0"} | {0x2011: "-"}


def lower(text: str) -> str:
    """ASCII letters in lower case, every space plain; as long as ``text``."""
    return text.translate(_LOWER)


def _sentences(text: str, lowered: str) -> Iterator[Sentence]:
    above: list[Part] = []
    block: tuple[int, int] | None = None
    fenced, offset = False, 0
    whole = _FENCE.match(text) is not None
    for line in text.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        if _FENCE.match(line):
            fenced = not fenced and not whole
        kind = "blank" if fenced or _FENCE.match(line) or not line.strip(_EDGE + "-=|") else _kind(line)
        if block and kind != "plain":
            yield from _split(text, lowered, *block, tuple(above))
            block = None
        if kind == "plain":
            block = (block[0] if block else start, offset)
        elif kind != "blank":
            depth, body = _depth(line, kind)
            while above and above[-1].depth >= depth:
                above.pop()
            stop = start + len(line)
            yield from _split(text, lowered, start + body, stop, tuple(above), kind)
            above.append(Part(depth, lowered[start + body : stop].strip(), kind == "heading", start + body))
    if block:
        yield from _split(text, lowered, *block, tuple(above))


def _kind(line: str) -> str:
    if _HEADING.match(line):
        return "heading"
    found = _MARKER.match(line)
    if found and found["mark"]:
        return "item"
    bare = line.strip(" \t\r\n>")
    bold = bare.startswith("**") and bare.rstrip(":").endswith("**") and bare.count("**") == 2
    return "heading" if bold or (len(bare) < 80 and bare.rstrip("*_").endswith(":")) else "plain"


def _depth(line: str, kind: str) -> tuple[int, int]:
    """How deep a heading or an item stands, and where in the line its words begin."""
    if kind == "heading":
        found = _HEADING.match(line)
        return (len(found[1]), found.end()) if found else (_HEADING_DEPTH, len(line) - len(line.lstrip(" \t>")))
    item = _MARKER.match(line)
    assert item is not None
    return _HEADING_DEPTH + 1 + len(item["indent"].expandtabs(4)), item.end()


def _split(
    text: str, lowered: str, start: int, stop: int, above: tuple[Part, ...], kind: str = "plain"
) -> Iterator[Sentence]:
    edges = [start, *(start + found.end() for found in _BREAK.finditer(text[start:stop])), stop]
    for first, last in pairwise(edges):
        begin, end = _trimmed(text, first, last)
        if end - begin > 3:
            yield Sentence(begin, end, text[begin:end], above, kind == "heading", kind == "item", lowered[begin:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the spaces and marks at both ends, but with both of a pair of marks, or neither."""
    while start < end and text[start] in " \t\r\n>":
        start += 1
    while start < end and text[end - 1] in " \t\r\n":
        end -= 1
    for mark in ("**", "__"):
        if text.startswith(mark, start, end) and text.endswith(mark, start, end) and text.count(mark, start, end) == 2:
            start, end = start + 2, end - 2
    return start, end
