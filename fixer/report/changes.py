"""Where a changed text differs from what it was: replacements as few and small as lines and characters show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

MAX_LINES = 20_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Change(NamedTuple):
    """``text`` takes the place of the characters ``[start, end)`` of the old text."""

    start: int
    end: int
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Replacements in the order of the text, none of them touching another, that turn ``before`` into ``after``."""
    return tuple(_tight(before, change) for change in _by_lines(before, after))


def _by_lines(before: str, after: str) -> Iterator[Change]:
    old, new = _LINE.findall(before), _LINE.findall(after)
    head, tail, shorter = 0, 0, min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    offsets = [sum(map(len, old[:head]))]
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    for line in old:
        offsets.append(offsets[-1] + len(line))
    if len(old) + len(new) > MAX_LINES:
        yield Change(offsets[0], offsets[-1], "".join(new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield Change(offsets[a], offsets[b], "".join(new[c:d]))


def _tight(before: str, change: Change) -> Change:
    """The change without what it leaves as it is at its start and its end; a CRLF is never parted."""
    old, new = before[change.start : change.end], change.text
    head = common(old, new)
    if head and old[head - 1] == "\r":
        head -= 1
    old, new = old[head:], new[head:]
    tail = common(reversed(old), reversed(new))
    if tail and old[-tail] == "\n" and ("\r" in (old[-tail - 1 : -tail], new[-tail - 1 : -tail])):
        tail -= 1
    end = len(old) - tail
    return Change(change.start + head, change.start + head + end, new[: len(new) - tail])


def common(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters two texts have in common before the first that differs."""
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count
