"""Statements come into a block and go out of it, with the comments that belong to them and the blank lines between."""

from __future__ import annotations

from collections.abc import Container

from fixer.cdk.syntax import Syntax
from fixer.cdk.write.style import Style
from fixer.lazy import pattern
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines

# A heading over several statements, drawn with a rule.
_RULE = pattern(r"[=\-*#~_─═]{4,}")


class Statements:
    """Edits whole statements of one text; every one is taken away once."""

    def __init__(self, lines: Lines, style: Style, edits: Edits) -> None:
        self.lines = lines
        self.text = lines.text
        self.style = style
        self.edits = edits
        self.gone: Container[Syntax] = ()
        self.done = 0

    def lead(self, statement: Syntax) -> int:
        """Where the line begins on which the statement's own comment, or the statement itself, begins."""
        lines = self.lines
        start = lines.start(statement.start)
        if statement.parent is None or not lines.leads(statement.start):
            return start
        siblings = statement.parent.children
        for one in reversed(siblings[: siblings.index(statement)]):
            own = one.kind == "comment" and lines.leads(one.start) and lines.next(one.end) == start
            if not own or _RULE.search(self.text, one.start, one.end):
                break
            start = lines.start(one.start)
        return start

    def end(self, statement: Syntax) -> int:
        """The end of the statement, its semicolon included."""
        end = statement.end
        parent = statement.parent
        if parent is not None and not self.text.startswith(";", end - 1):
            after = parent.children.index(statement) + 1
            if after < len(parent.children) and parent.children[after].kind == ";":
                end = parent.children[after].end
        return end

    def remove(self, statement: Syntax, gone: Container[Syntax] = ()) -> None:
        """Takes a statement away with its comment and the blank lines that set it off; ``gone``: what else goes."""
        self.gone = gone
        lines = self.lines
        end = self.end(statement)
        rest = self.text[end : lines.end(end)].strip()
        if not lines.leads(statement.start) or (rest and not rest.startswith(("//", "/*"))):
            self.edits.replace(statement.start, end, "")
            return
        start, stop = self.lead(statement), lines.next(end)
        last = self._is_last(statement)
        if lines.is_blank(stop) or last:
            above = lines.blanks_above(start, 0)
            # At the beginning of a block the blank lines under the statement go instead.
            if above < start:
                start = above
            elif not last and self._is_first(statement):
                while lines.is_blank(stop):
                    stop = lines.next(stop)
        # Two neighbours that both go share the blank line between them.
        start = max(start, self.done)
        self.done = stop
        self.edits.replace(start, stop, "")

    def _is_first(self, statement: Syntax) -> bool:
        """Whether nothing that stays stands above a statement in its block."""
        above = statement.parent.children if statement.parent is not None else []
        start = self.lead(statement)
        return all(one in self.gone or one.kind == "{" for one in above if one.end <= start)

    def _is_last(self, statement: Syntax) -> bool:
        parts = statement.parent.children if statement.parent is not None else []
        rest = [one for one in parts if one.start >= statement.end and one.kind not in ("}", ";")]
        return all(one in self.gone for one in rest)

    def after(self, statement: Syntax, rows: str, spaced: bool) -> None:
        """Writes ``rows`` below a statement; ``spaced``: a blank line sets them off where it is set off itself."""
        lines, eol = self.lines, self.style.eol
        at = lines.next(self.end(statement))
        if at == len(self.text) and not self.text.endswith("\n"):
            self.edits.insert(at, eol + rows)
            return
        blank = eol if spaced and (lines.is_blank(at) or self._is_last(statement)) else ""
        self.edits.insert(at, blank + rows + eol)

    def before(self, statement: Syntax, rows: str, spaced: bool) -> None:
        """Writes ``rows`` above a statement and its comment."""
        eol = self.style.eol
        self.edits.insert(self.lead(statement), rows + eol + (eol if spaced else ""))

    def inside(self, block: Syntax, rows: str) -> None:
        """Writes ``rows`` as the only content of a block."""
        lines, eol = self.lines, self.style.eol
        opening, closing = block.children[0], block.children[-1]
        if lines.together(opening.start, closing.start):
            self.edits.replace(opening.end, closing.start, eol + rows + eol + lines.indent(block.start))
        else:
            self.edits.insert(lines.start(closing.start), rows + eol)

    def indent(self, statement: Syntax) -> str:
        return self.lines.indent(statement.start)
