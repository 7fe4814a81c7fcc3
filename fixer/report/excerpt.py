"""Pieces of the user's own text: the rows that matter of one entry, what lies between elided."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from fixer.compare.gaps import Entry
from fixer.lazy import pattern
from fixer.pointer import child, join, parent, resolve, split
from fixer.report.mask import MASK, Masker, SideName, without_keys
from fixer.report.report import Excerpt
from fixer.report.text import clip, to_json, visible

WHOLE = 12  # rows of an entry that is shown without elision
MOST = 15  # rows of an excerpt, elisions not counted
HEAD = 3  # rows shown of a container that lacks something
WIDEST = 160
_ITEM_ROW = pattern(r"^\s*(?:- +)*-\s*(?:[&!]\S+\s*)*(?:#.*)?$")

_SECRET_WORDS = ("pass", "pwd", "secret", "token", "cred", "noecho", "\\u")
_SOME_KEY = pattern(r"[\w-]key")


class SpanLike(Protocol):
    """Where a value stands: offsets in the template's text, lines in the user's file."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def line(self) -> int: ...


class SourceLike(Protocol):
    @property
    def format(self) -> str: ...


class TemplateLike(Protocol):
    """What is needed of a template."""

    @property
    def text(self) -> str: ...
    @property
    def data(self) -> Any: ...
    @property
    def source(self) -> SourceLike: ...
    @property
    def constructs(self) -> Mapping[str, str]: ...
    def span(self, pointer: str) -> SpanLike | None: ...
    def line(self, pointer: str) -> int | None: ...


class Sheet:
    """One side's text by rows (from 0). Spans are asked for only where something is shown."""

    def __init__(self, template: TemplateLike, side: SideName, masker: Masker) -> None:
        self.template = template
        self.side: SideName = side
        self.masker = masker
        self._spans: dict[str, SpanLike | None] = {}
        self._known: dict[str, tuple[int, int] | None] = {}
        self._nearest = {"": ""}
        self._lines: dict[str, int | None] = {}
        self._frames: dict[str, tuple[int, ...]] = {}

    def span(self, pointer: str) -> SpanLike | None:
        """Where the value at ``pointer`` stands."""
        if pointer not in self._spans:
            self._spans[pointer] = self.template.span(pointer)
        return self._spans[pointer]

    @cached_property
    def _starts(self) -> list[int]:
        text = self.template.text
        return [0, *(match.end() for match in re.finditer("\n", text))]

    def _row(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def text_of(self, row: int) -> str:
        """One row without its line end."""
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self.template.text)
        return self.template.text[self._starts[row] : end].rstrip("\r")

    def value(self, pointer: str) -> Any:
        """The plain value; raises ``LookupError`` where there is none."""
        try:
            return resolve(self.template.data, pointer)
        except ValueError as error:
            raise LookupError(pointer) from error

    def nearest(self, pointer: str) -> str:
        """``pointer``, or the deepest container of it that exists."""
        if pointer not in self._nearest:
            try:
                self.value(pointer)
            except LookupError:
                self._nearest[pointer] = self.nearest(parent(pointer))
            else:
                self._nearest[pointer] = pointer
        return self._nearest[pointer]

    def line(self, pointer: str) -> int | None:
        """The line of ``pointer`` or of the nearest container, in the user's file."""
        if pointer not in self._lines:
            line = self.template.line(pointer)
            self._lines[pointer] = self.line(parent(pointer)) if line is None and pointer else line
        return self._lines[pointer]

    def own_line(self, pointer: str) -> int | None:
        """The line of ``pointer`` itself; ``None`` where there is nothing."""
        return self.line(pointer) if self.nearest(pointer) == pointer else None

    def rows(self, pointer: str) -> tuple[int, int] | None:
        """First and last row of a member, the row of its key included."""
        if pointer not in self._known:
            self._known[pointer] = self._rows(pointer)
        return self._known[pointer]

    def _rows(self, pointer: str) -> tuple[int, int] | None:
        span = self.span(pointer)
        if span is None:
            return None
        first, last = self._row(span.start), self._row(max(span.end - 1, span.start))
        before = self.template.text[self._starts[first] : span.start]
        return (self._key_row(pointer, first) if not before.strip() and first else first), last

    def _key_row(self, pointer: str, first: int) -> int:
        """The row of the key (or dash) of a value that begins on a row of its own."""
        *_, token = split(pointer) or ("",)
        for row in range(first - 1, max(first - 30, -1), -1):
            text = self.text_of(row)
            if _ITEM_ROW.match(text) or (text.strip() and not text.lstrip().startswith("#")):
                return row if _ITEM_ROW.match(text) or _has_key(text, token) else first
        return first

    def frame(self, pointer: str) -> tuple[int, ...]:
        """The row of the key of a member, and the row that closes it, where there are such."""
        known = self._frames.get(pointer)
        if known is None:
            rows, closing = self.rows(pointer), self._closing(pointer)
            known = ((rows[0],) if rows else ()) + (() if closing is None else (closing,))
            self._frames[pointer] = known
        return known

    def _closing(self, pointer: str) -> int | None:
        """The row that holds only the closing bracket of a container."""
        span = self.span(pointer)
        if span is None or self.template.text[span.end - 1 : span.end] not in ("}", "]"):
            return None
        row = self._row(span.end - 1)
        return row if self.text_of(row).strip()[:1] in ("}", "]") else None

    def first_line(self, pointer: str, row: int) -> int:
        """The line in the user's file of ``row``, told from a span whose line is known."""
        span = self.span(pointer)
        return 1 if span is None else span.line - (self._row(span.start) - row)

    def masked_rows(self, entry: str, rows: Sequence[int]) -> dict[int, str]:
        """The text of the rows without secrets."""
        texts = {row: self.hidden[row] for row in rows}
        if not self.masker.needed("\n".join(texts.values())):
            return texts
        return {row: self.masker.row(text[:2000]) for row, text in texts.items()}

    def learn(self, entry: Entry) -> None:
        """Let the masker look at a whole entry: more of it is shown than its gaps."""
        span = self.span(entry.pointer)
        if span is None:
            return
        text, value = self.template.text[span.start : span.end], self.value(entry.pointer)
        # Parts of an entry may stand elsewhere in the text, such as what is called on a construct.
        if isinstance(value, dict) and any(str(key) not in text for key in value):
            text = to_json(value)
        if _telling(f"{entry.id} {text}".lower()):
            self.masker.learn(self.side, entry, value)

    def learn_all(self) -> None:
        """The same of every entry: all of the text is shown, or no telling what of it."""
        for section, entries in self.template.data.items():
            for name, value in entries.items() if isinstance(entries, dict) else ():
                kind = value.get("Type") if isinstance(value, dict) and section == "Resources" else None
                pointer = join((str(section), str(name)))
                self.learn(Entry(str(section), str(name), kind if isinstance(kind, str) else None, pointer))

    @cached_property
    def hidden(self) -> list[str]:
        """All rows with the values masked that are secret by their place, as far as the masker knows by now."""
        text = self.template.text
        spans = [span for place in self.masker.places[self.side] if (span := self.span(place)) is not None]
        pieces, done = [], 0
        for span in sorted(spans, key=lambda span: (span.start, -span.end)):
            if span.start >= done:
                pieces += [text[done : span.start], _masked(text[span.start : span.end])]
                done = span.end
        shown = "".join([*pieces, text[done:]])
        shown = without_keys(shown) if self.masker.hides else shown
        return [row.rstrip("\r") for row in shown.split("\n")]


def _telling(low: str) -> bool:
    """Whether any key in a text could name a secret; a letter written as its number hides what it says."""
    return any(word in low for word in _SECRET_WORDS) or ("key" in low and bool(_SOME_KEY.search(low)))


def _masked(value: str) -> str:
    """``"********"`` for a quoted value; one that fills several rows keeps them, and their indent."""
    quote = value[:1] if value[:1] in ("'", '"') and value[-1:] == value[:1] else ""
    rest = value.split("\n")[1:]
    if not rest:
        return f"{quote}{MASK}{quote}"
    return "\n".join([MASK, *(row[: len(row) - len(row.lstrip())] + MASK if row.strip() else row for row in rest)])


def _has_key(row: str, token: str) -> bool:
    """Whether a row ends with the key ``token``, its value to follow below."""
    rest = row.strip()
    return f"{token}:" in rest or f'{token}"' in rest or (token in rest and rest.rstrip("{[|>+- ").endswith(":"))


def excerpt(sheet: Sheet, entry: str, targets: Sequence[str], anchors: Sequence[str] = ()) -> Excerpt | None:
    """What an entry says at ``targets``; ``anchors`` are containers in which something is absent."""
    whole = sheet.rows(entry)
    if whole is None:
        return None
    first, last = whole
    kept = set(range(first, last + 1)) if last - first < WHOLE else _kept(sheet, entry, (first, last), targets, anchors)
    for row in range(first + 1, last):
        if row not in kept and row - 1 in kept and row + 1 in kept:
            kept.add(row)
    rows = sorted(kept)
    shown = next(iter((*targets, *anchors)), entry)
    own = sheet.rows(shown) or whole
    if len(sheet.text_of(own[0])) > 2 * WIDEST:
        return _reprinted(sheet, shown)
    texts = sheet.masked_rows(entry, rows)
    if sheet.template.source.format == "json":
        texts[rows[-1]] = texts[rows[-1]].rstrip().removesuffix(",")
    lines = list(_laid_out(sheet, texts, first, last))
    hidden = last - first + 1 - len(rows)
    line = sheet.first_line(entry, rows[0])
    return Excerpt(sheet.side, shown, line, sheet.template.source.format, _dedented(lines), hidden)


def _kept(sheet: Sheet, entry: str, whole: tuple[int, int], targets: Sequence[str], anchors: Sequence[str]) -> set[int]:
    """The rows worth showing of an entry that is too long to be shown whole."""
    kept = {whole[0]}
    kind = sheet.rows(child(entry, "Type"))
    if kind:
        kept.add(kind[0])
    share = MOST if len(targets) < 2 else MOST // 2
    for position, pointer in enumerate((*targets, *anchors)):
        span = sheet.rows(pointer)
        if span is None or span[0] < whole[0] or span[1] > whole[1]:
            continue
        context = kept | set(_context(sheet, entry, pointer))
        room = MOST - len(context)
        if room < 1 and position:
            break
        most = max(min(room, share), 1) if position < len(targets) else min(HEAD, room)
        kept = context | set(range(span[0], min(span[1], span[0] + most - 1) + 1))
    return {row for row in kept if whole[0] <= row <= whole[1]}


def _context(sheet: Sheet, entry: str, pointer: str) -> Iterator[int]:
    """The rows that say where ``pointer`` is: the keys of its containers and their closing brackets."""
    while True:
        yield from sheet.frame(pointer)
        if pointer == entry or not pointer:
            return
        pointer = parent(pointer)


def _laid_out(sheet: Sheet, texts: dict[int, str], first: int, last: int) -> Iterator[str]:
    """The rows in order with ``… n lines`` where some were left out."""
    row = first
    while row <= last:
        if row in texts:
            yield clip(visible(texts[row]).expandtabs(4), WIDEST)
            row += 1
            continue
        start = row
        while row <= last and row not in texts:
            row += 1
        indent = len(sheet.text_of(start)) - len(sheet.text_of(start).lstrip())
        yield f"{' ' * indent}… {row - start} more line{'s' if row - start > 1 else ''}"


def _dedented(lines: Sequence[str]) -> str:
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:].rstrip() for line in lines)


def _reprinted(sheet: Sheet, pointer: str) -> Excerpt | None:
    """A value that stands in a line too long to be quoted, as indented JSON under its key."""
    try:
        value = sheet.value(pointer)
    except LookupError:
        return None
    [masked] = sheet.masker.patch([{"op": "test", "path": pointer, "value": value}])
    *_, key = split(pointer) or ("",)
    head = "" if not key or key.isdigit() else f"{json.dumps(key, ensure_ascii=False)}: "
    rows = (head + json.dumps(masked["value"], indent=2, ensure_ascii=False, default=str)).splitlines()
    lines = [clip(visible(row), WIDEST) for row in rows[:MOST]]
    if len(rows) > MOST:
        lines.append(f"… {len(rows) - MOST} more line{'s' if len(rows) > MOST + 1 else ''}")
    hidden = max(len(rows) - MOST, 0)
    return Excerpt(sheet.side, pointer, sheet.line(pointer) or 1, "json", "\n".join(lines), hidden)
