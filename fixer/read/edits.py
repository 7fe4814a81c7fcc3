"""A text with replacements made, which still knows where each character came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field
from typing import NamedTuple

from fixer.frozen import frozen
from fixer.read.text_error import TextError

MAX_EDITS = 10_000


class Edit(NamedTuple):
    """``text`` instead of what stands in ``[start, end)``."""

    start: int
    end: int
    text: str


@frozen
class EditedText:
    """A text after none, one or several rounds of edits."""

    text: str
    rounds: tuple[tuple[tuple[int, ...], tuple[Edit, ...]], ...] = field(default=(), repr=False)

    def apply(self, edits: Iterable[Edit], most: int | None = MAX_EDITS) -> EditedText:
        """The text with these edits made; their offsets are in ``self.text`` and they must not overlap.

        Raises ``TextError`` beyond ``most`` edits: such a text is not one with a few slips in it.
        """
        ordered = tuple(sorted(edits))
        if not ordered:
            return self
        if most is not None and len(ordered) > most:
            raise TextError(ordered[0].start, f"more than {most:,} repairs would be needed, the first of them here")
        parts: list[str] = []
        starts: list[int] = []
        done = length = 0
        for edit in ordered:
            if edit.start < done:
                raise ValueError(f"edits overlap at {edit.start}")
            parts += (self.text[done : edit.start], edit.text)
            length += edit.start - done
            starts.append(length)
            length += len(edit.text)
            done = edit.end
        parts.append(self.text[done:])
        return EditedText("".join(parts), (*self.rounds, (tuple(starts), ordered)))

    def original(self, offset: int) -> int:
        """The offset in the first text of what is at ``offset`` in this one; new text counts to where it was put."""
        for starts, edits in reversed(self.rounds):
            index = bisect_right(starts, offset) - 1
            if index < 0:
                continue
            edit = edits[index]
            past = offset - starts[index] - len(edit.text)
            offset = edit.end + past if past >= 0 else min(edit.start + offset - starts[index], edit.end)
        return offset
