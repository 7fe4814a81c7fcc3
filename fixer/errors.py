"""The one error that reaches the user: what is wrong, where, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


# Not frozen: context managers set ``__traceback__`` on the exceptions that pass through them.
@dataclass(unsafe_hash=True)
class FixerError(Exception):
    """Input or a call that cannot be used; the command line prints it and exits with 2.

    ``line`` and ``column`` count from 1 in the file the user gave, Markdown included.
    """

    what: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    cause: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        lines = [f"{place}: {self.what}" if place else self.what]
        if self.cause:
            lines.append(f"  cause: {self.cause}")
        if self.hint:
            lines.append(f"  try:   {self.hint}")
        return "\n".join(lines)
