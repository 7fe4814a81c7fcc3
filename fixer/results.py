"""Where the result of applying goes, and what is made sure before it is written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fixer import files
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.lazy import pattern

if TYPE_CHECKING:
    from fixer.api import Application
    from fixer.exchange import Patched, Written
    from fixer.read.document import Document

_FENCE = pattern(r"^[ ]{0,3}(?:```|~~~)", re.MULTILINE)
MARKDOWN = (".md", ".markdown")


@frozen
class Destination:
    """What the options of ``apply`` say about its output. ``folder`` is the one that the call names, if it does."""

    output: str | None
    in_place: bool
    show: bool
    undo: str | None = None
    json: bool = False
    folder: str | None = None

    @property
    def to_file(self) -> bool:
        return self.in_place or self.output not in (None, files.STREAM)

    @property
    def writes(self) -> bool:
        """Whether there is a result to write: ``--diff`` alone shows it only."""
        return self.in_place or self.output is not None or not self.show

    def check(self, model: str) -> None:
        """Refuse, before any work is done, what could not be written as asked."""
        if self.in_place and self.output:
            raise FixerError("--in-place and -o cannot both say where to write")
        if self.in_place and model == files.STREAM:
            raise FixerError(
                "--in-place cannot change standard input", hint="give MODEL as a file, or write with -o FILE"
            )
        if self.show and self.output == files.STREAM:
            raise FixerError("--diff and -o - would both write to standard output", hint="leave one of them out")
        if self.json and (self.show or not self.to_file):
            rest = "leave --diff out" if self.show else "write it with -o FILE or --in-place"
            raise FixerError("--format json and the result would both write to standard output", hint=rest)
        if self.undo == files.STREAM:
            raise FixerError("--undo-file needs a file")
        if self.undo is not None and self.undo == self.output:
            raise FixerError("--undo-file and -o are one file", self.undo)
        if self.undo is not None and self.show and not self.to_file:
            raise FixerError("--diff alone writes nothing that could be undone", hint="add -o FILE or --in-place")

    def of(self, given: Document) -> str:
        """The path that the result goes to; ``-`` is standard output."""
        return given.path if self.in_place else self.output or files.STREAM


def write(done: Application | Patched, where: Destination) -> None:
    """The result to its destination, the way back first; a ``FixerError`` means that no result was written."""
    path = where.of(document(done))
    before, after = _written(done, path)
    expected = before[1] if _same_file(path, document(done)) else None
    if expected is not None:
        files.check_unchanged(path, expected)
    if where.undo is not None:
        from fixer import exchange

        way_back = exchange.render_undo(done, before, after).encode()
        files.write_bytes(where.undo, way_back)
    files.write_bytes(path, after[1], expected, where.folder if where.in_place else None)


def is_uncommitted(done: Application | Patched, where: Destination) -> bool:
    """Whether writing will mix the change with others that git does not have yet."""
    from fixer import git

    given = document(done)
    return _same_file(where.of(given), given) and git.uncommitted(Path(given.path))


def document(done: Application | Patched) -> Document:
    """The document that was changed, as it was read."""
    from fixer.api import Application

    return done.difference.model.source.document if isinstance(done, Application) else done.before.document


def _written(done: Application | Patched, path: str) -> tuple[Written, Written]:
    """What the destination would hold with nothing applied, and what it will hold.

    The whole document, or the bare template where a destination that is no Markdown asks for it.
    """
    given = document(done)
    whole = path == files.STREAM or _same_file(path, given) or path.lower().endswith(MARKDOWN)
    if whole or done.text.strip() == done.document_text.strip():
        before, after = given.text, done.document_text
        return (before, given.encode(before)), (after, given.encode(after))
    before, after = _template_before(done), done.text
    if _FENCE.search(before):
        what = "the template stands in several code blocks, which no file of its own can hold"
        raise FixerError(what, given.path, hint="write the document: -o FILE.md, or --in-place")
    return (before, before.encode()), (after, after.encode())


def _template_before(done: Application | Patched) -> str:
    from fixer.api import Application

    if isinstance(done, Application):
        return done.difference.model.given
    before = done.before
    return before.template.given if before.template else before.document.text[before.start : before.end]


def _same_file(path: str, given: Document) -> bool:
    if path == given.path:
        return True
    one, other = Path(path), Path(given.path)
    return path != files.STREAM and one.exists() and other.exists() and one.samefile(other)
