"""What is wrong with a text that cannot be parsed, and where."""

from __future__ import annotations


class TextError(Exception):
    """The text cannot be read as JSON or YAML; ``offset`` counts characters of the parsed text.

    Callers that know the file turn it into a ``FixerError`` with line and column.
    """

    def __init__(self, offset: int, cause: str, hint: str | None = None) -> None:
        super().__init__(offset, cause, hint)
        self.offset = offset
        self.cause = cause
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.cause} (at character {self.offset})"
