"""Edits collected on one parse of a text and made all at once."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """``text`` takes the place of the characters ``[start, end)``."""

    start: int
    end: int
    text: str


class Edits:
    """A list of edits that can be taken back to a mark. At one offset, insertions come in the order they were added."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def __bool__(self) -> bool:
        return bool(self._edits)

    def replace(self, start: int, end: int, text: str) -> None:
        self._edits.append(Edit(start, end, text))

    def insert(self, at: int, text: str) -> None:
        self._edits.append(Edit(at, at, text))

    def mark(self) -> int:
        return len(self._edits)

    def roll_back(self, mark: int) -> None:
        del self._edits[mark:]

    def forget(self, start: int, end: int) -> None:
        """Takes back all edits between two places."""
        self._edits = [edit for edit in self._edits if edit.start < start or edit.end > end]

    def apply(self, text: str) -> str:
        """The edited text; raises ``ValueError`` where two edits overlap."""
        pieces: list[str] = []
        done = 0
        for edit in sorted(self._edits, key=lambda edit: (edit.start, edit.end > edit.start)):
            if edit.start < done:
                raise ValueError(f"two edits overlap at character {edit.start}")
            pieces += (text[done : edit.start], edit.text)
            done = edit.end
        return "".join(pieces) + text[done:]
