"""The statements of a block in their order, and where new ones go among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field

from fixer.cdk.syntax import Syntax
from fixer.cdk.write.statements import Statements
from fixer.frozen import record
from fixer.remedy.splice.refused import Refused


@record
class Item:
    """A statement of a block: one that is there (``node``) or a new one, written by ``text`` for an indentation.

    ``provides`` and ``requires`` are marks of what it declares and mentions; ``owners`` the entries that it is about.
    ``inner`` is what a new block holds; ``place`` is named where it cannot be written. ``spaced``: whether a blank line
    sets it off. Nothing new comes before what is ``first``, or after what is ``last``.
    """

    provides: set[str]
    requires: set[str]
    owners: set[str]
    node: Syntax | None = None
    text: Callable[[str], str] | None = None
    after: str | None = None
    spaced: bool = True
    first: bool = False
    last: bool = False
    place: str = ""
    inner: list[Item] = field(default_factory=list)

    def needs(self) -> set[str]:
        """What it mentions, what it holds included, but for what is declared inside."""
        inside = {mark for item in self.inner for mark in item.needs()}
        return self.requires | (inside - self.gives_inside())

    def gives_inside(self) -> set[str]:
        return {mark for item in self.inner for mark in (*item.provides, *item.gives_inside())}


class Sequence:
    """One block: its statements, and the new ones among them."""

    def __init__(self, block: Syntax, items: list[Item]) -> None:
        self.block = block
        self.items = items

    def place(self, fresh: Item) -> None:
        """Puts a new statement after what it needs, before what needs it, and near what it belongs to."""
        lower = 0
        needs = fresh.needs()
        gives = fresh.provides | fresh.gives_inside()
        near: int | None = None
        upper = len(self.items)
        for number, item in enumerate(self.items):
            if item.first or item.provides & needs:
                lower = number + 1
            if upper == len(self.items) and (item.last or item.requires & gives):
                upper = number
            if fresh.after is not None and fresh.after in item.owners:
                near = number + 1
        if near is None:
            near = upper
        self.items.insert(max(min(near, upper), lower), fresh)

    def write(self, statements: Statements, indent: str) -> None:
        """The edits that bring the new statements in."""
        if all(item.node is not None for item in self.items):
            return
        run: list[Item] = []
        before: Item | None = None
        for item in [*self.items, None]:
            if item is not None and item.node is None:
                run.append(item)
                continue
            if run:
                self._write_run(run, before, item, statements, indent)
                run = []
            before = item

    def _write_run(
        self, run: list[Item], before: Item | None, after: Item | None, statements: Statements, indent: str
    ) -> None:
        rows = joined(run, indent, statements.style.eol)
        if before is not None and before.node is not None:
            statements.after(before.node, rows, run[0].spaced)
        elif after is not None and after.node is not None:
            statements.before(after.node, rows, run[-1].spaced)
        else:
            statements.inside(self.block, rows)


def joined(run: Iterable[Item], indent: str, eol: str) -> str:
    """The rows of new statements, with blank lines between those that are set off."""
    rows = ""
    for item in run:
        assert item.text is not None
        try:
            text = indent + item.text(indent)
        except Refused as refusal:
            raise Refused(refusal.reason, refusal.pointer or item.place) from None
        rows += (eol * (2 if item.spaced else 1) if rows else "") + text
    return rows


def in_order(fresh: list[Item]) -> list[Item]:
    """New statements, each after those that declare what it mentions; what turns in a circle keeps its order."""
    done: list[Item] = []
    seen: set[int] = set()

    def take(item: Item) -> None:
        if id(item) in seen:
            return
        seen.add(id(item))
        for other in fresh:
            if other is not item and (other.provides | other.gives_inside()) & item.needs():
                take(other)
        done.append(item)

    for item in fresh:
        take(item)
    return done
