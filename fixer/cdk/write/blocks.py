"""The statements of a block in their order, and where new ones go among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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
        self.items: list[Item] = []
        # What says the same of each, so that a place for one of thousands is found without asking all of them.
        self._numbers: list[int] = []
        self._first: list[Item] = []
        self._last: list[Item] = []
        self._providing: dict[str, list[Item]] = defaultdict(list)
        self._requiring: dict[str, list[Item]] = defaultdict(list)
        self._about: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            self._insert(len(self.items), item)

    def place(self, fresh: Item) -> None:
        """Puts a new statement after what it needs, before what needs it, and near what it belongs to."""
        gives = fresh.provides | fresh.gives_inside()
        before = [*self._first, *(item for mark in fresh.needs() for item in self._providing.get(mark, ()))]
        behind = [*self._last, *(item for mark in gives for item in self._requiring.get(mark, ()))]
        beside = self._about.get(fresh.after, ()) if fresh.after is not None else ()
        lower = max(self._places(before), default=-1) + 1
        upper = min(self._places(behind), default=len(self.items))
        near = max(self._places(beside), default=upper - 1) + 1
        self._insert(max(min(near, upper), lower), fresh)

    def _places(self, items: Iterable[Item]) -> list[int]:
        return [self._numbers.index(number) for number in {id(item) for item in items}]

    def _insert(self, place: int, item: Item) -> None:
        self.items.insert(place, item)
        self._numbers.insert(place, id(item))
        if item.first:
            self._first.append(item)
        if item.last:
            self._last.append(item)
        for marks, known in (
            (item.provides, self._providing),
            (item.requires, self._requiring),
            (item.owners, self._about),
        ):
            for mark in marks:
                known[mark].append(item)

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
    giving: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(fresh):
        for mark in item.provides | item.gives_inside():
            giving[mark].append(number)
    done: list[Item] = []
    seen: set[int] = set()
    # Thousands may each need the one before: each of ``open_`` waits for what is left of those that it needs.
    open_: list[tuple[int, Iterator[int]]] = []
    for start in range(len(fresh)):
        following: int | None = start
        while following is not None or open_:
            if following is not None and following not in seen:
                seen.add(following)
                needed = {number for mark in fresh[following].needs() for number in giving.get(mark, ())}
                open_.append((following, iter(sorted(needed))))
            if not open_:
                break
            following = next(open_[-1][1], None)
            if following is None:
                done.append(fresh[open_.pop()[0]])
    return done
