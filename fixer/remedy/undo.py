"""The way back from a changed text: exact where the text is the one that was written, told by its digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from fixer.frozen import frozen
from fixer.remedy.splice.edits import Edits

MAX_LINES = 20_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@frozen
class Change:
    """At ``offset`` (characters of the text that is there now) ``there`` stands where ``back`` stood before."""

    offset: int
    there: str
    back: str


@frozen
class Undo:
    """Turns the bytes with the SHA-256 ``of`` into those with the SHA-256 ``gives``; a byte order mark stays."""

    of: str
    gives: str
    changes: tuple[Change, ...]

    def fits(self, data: bytes) -> bool:
        """Whether these are the very bytes that it was made for."""
        return digest(data) == self.of

    def restore(self, text: str) -> str:
        """The text as it was; raises ``ValueError`` where ``text`` is another."""
        edits = Edits()
        for change in self.changes:
            end = change.offset + len(change.there)
            if text[change.offset : end] != change.there:
                raise ValueError(f"another text stands at character {change.offset}")
            edits.replace(change.offset, end, change.back)
        return edits.apply(text)

    def as_json(self) -> dict[str, Any]:
        """As it stands in a file, for ``read_undo``."""
        changes = [{"offset": one.offset, "there": one.there, "back": one.back} for one in self.changes]
        return {"of": self.of, "gives": self.gives, "edits": changes}


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def make_undo(before: tuple[str, bytes], after: tuple[str, bytes]) -> Undo:
    """The way from ``after`` back to ``before``; each is a text and the bytes it is written as."""
    return Undo(digest(after[1]), digest(before[1]), tuple(_changes(before[0], after[0])))


def _changes(before: str, after: str) -> Iterator[Change]:
    old, new = _LINE.findall(before), _LINE.findall(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    offset = sum(map(len, new[:head]))
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old) + len(new) > MAX_LINES:
        yield Change(offset, "".join(new), "".join(old))
        return
    for tag, a, b, c, d in SequenceMatcher(None, new, old).get_opcodes():
        there = "".join(new[a:b])
        if tag != "equal":
            yield Change(offset, there, "".join(old[c:d]))
        offset += len(there)


def read_undo(given: Any) -> Undo:
    """What ``Undo.as_json`` gave; raises ``ValueError`` that says what is wrong."""
    if not isinstance(given, dict) or not isinstance(given.get("edits"), list):
        raise ValueError("it is no object with a list of edits")
    if not all(isinstance(given.get(name), str) for name in ("of", "gives")):
        raise ValueError("its digests are missing")
    changes = []
    for edit in given["edits"]:
        known = edit if isinstance(edit, dict) else {}
        offset, there, back = (known.get(name) for name in ("offset", "there", "back"))
        if type(offset) is not int or offset < 0 or not isinstance(there, str) or not isinstance(back, str):
            raise ValueError("an edit needs an offset and the texts 'there' and 'back'")
        changes.append(Change(offset, there, back))
    return Undo(given["of"], given["gives"], tuple(changes))
