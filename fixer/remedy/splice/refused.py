"""Why an edit was not made."""

from __future__ import annotations


class Refused(Exception):
    """The text cannot be edited as asked; nothing was changed. ``pointer`` is the place that stands in the way.

    ``anchor``: the value of that name is shared, and would have to change in one place only.
    """

    def __init__(self, reason: str, pointer: str = "", anchor: str | None = None) -> None:
        super().__init__(reason, pointer, anchor)
        self.reason = reason
        self.pointer = pointer
        self.anchor = anchor

    def __str__(self) -> str:
        return f"{self.pointer or 'the document'}: {self.reason}"


class Lift(Exception):
    """A place cannot be edited where it stands: its container must be written anew. ``levels`` counts how far up."""

    def __init__(self, reason: str, levels: int = 1) -> None:
        super().__init__(reason, levels)
        self.reason = reason
        self.levels = levels
