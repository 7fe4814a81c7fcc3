"""Where new statements go: the blocks of a draft, those that are opened for them, and what goes with what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from fixer.cdk.program import Class, Construct
from fixer.cdk.surroundings import BETWEEN, surroundings
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.blocks import Item, Sequence, in_order, joined
from fixer.cdk.write.draft import Draft, statements_on
from fixer.cdk.write.mentions import entry_mark, given_names, mentions, name_mark, own_mentions, variable_mark
from fixer.lazy import pattern
from fixer.remedy.splice.refused import Refused

_LOOPS = frozenset({"for_in_statement", "for_statement", "while_statement"})
# What comes after the app is synthesized is not part of it.
_SYNTH = pattern(r"[\w.]+\.synth\(\)")
ELSE = "else of "


class Board:
    """Statements that come and go; ``finish`` makes the edits."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.gone: dict[Syntax, None] = {}
        self.coming: dict[Syntax, list[Item]] = {}
        self.place = ""
        self.elses: dict[Syntax, list[Item]] = {}
        self.opened: dict[tuple[Syntax, str], Item] = {}
        self.otherwise: dict[tuple[Syntax, str], list[Item]] = {}
        self.extra: dict[Syntax, set[str]] = {}
        self.given: dict[Syntax, set[str]] = {}

    # -- what goes

    def drop(self, statement: Syntax) -> None:
        self.gone[statement] = None

    def need(self, statement: Syntax, marks: set[str]) -> None:
        """Says what a statement that stays will mention."""
        self.extra.setdefault(statement, set()).update(marks)

    def give(self, statement: Syntax, mark: str) -> None:
        """Says by what mark others find a statement that stays."""
        self.given.setdefault(statement, set()).add(mark)

    def _emptied(self) -> None:
        """Loops and conditions that lost all they held go as a whole."""
        todo = list(self.gone)
        while todo:
            block = todo.pop().parent
            if block is None or block.kind != "statement_block" or block in self.coming:
                continue
            if not all(part in self.gone for part in block.parts()):
                continue
            outer = _around(block)
            if outer is None or outer in self.elses:
                continue
            for part in block.parts():
                self.gone.pop(part, None)
            self.gone[outer] = None
            todo.append(outer)

    # -- what comes

    def come(self, block: Syntax, item: Item, within: str | None = None, owner: Class | None = None) -> None:
        """Takes a new statement in; ``within``: the headers of loops and conditions that it stands in."""
        item.place = item.place or self.place
        there = self.block_within(owner, within) if within else None
        if there is not None or not within:
            self.coming.setdefault(there or block, []).append(item)
            return
        *outer, header = split_headers(within)
        path = BETWEEN.join(outer)
        if header.startswith(ELSE):
            self._else(block, path, header.removeprefix(ELSE), owner).append(item)
        else:
            self._open(block, path, header, owner).inner.append(item)

    def block_within(self, owner: Class | None, within: str) -> Syntax | None:
        for one in self.draft.program.constructs:
            alike = one.within == within and one.owner is owner and one.alone
            if alike and not any(outer in self.gone for outer in one.statement.above()):
                return one.statement.parent
        for statement in self._conditional:
            path = BETWEEN.join(header for _, header in surroundings(self.draft.text, statement))
            alike = path == within and self.draft.class_at(statement.start) is owner
            if alike and not any(outer in self.gone for outer in statement.above()):
                return statement.parent
        return None

    @cached_property
    def _conditional(self) -> list[Syntax]:
        """The calls that stand under a condition of their own."""
        return [call.statement for _, _, holder in self.draft.holders() for call in holder.calls if call.within]

    def _open(self, block: Syntax, path: str, header: str, owner: Class | None) -> Item:
        key = (block, path + BETWEEN + header)
        if key not in self.opened:
            made = Item(set(), set(), set())
            made.text = lambda indent: self._block_text(made, header, self.otherwise.get(key, []), indent)
            self.opened[key] = made
            self.come(block, made, path or None, owner)
        return self.opened[key]

    def _else(self, block: Syntax, path: str, header: str, owner: Class | None) -> list[Item]:
        there = self.block_within(owner, BETWEEN.join(filter(None, (path, header))))
        if there is not None and there.parent is not None and there.parent.kind == "if_statement":
            if there.parent.child("alternative") is not None:
                raise Refused("the condition has another else already")
            return self.elses.setdefault(there.parent, [])
        self._open(block, path, header, owner)
        return self.otherwise.setdefault((block, path + BETWEEN + header), [])

    def _block_text(self, item: Item, header: str, otherwise: list[Item], indent: str) -> str:
        if not header.startswith(("if ", "for ", "while ", "for(", "if(")) and not header.rstrip().endswith(
            ("=>", ")")
        ):
            raise Refused(f"a block that begins with '{header}' cannot be made")
        closing = ")" * (header.count("(") - header.count(")"))
        text = header + " " + self._braces(item.inner, indent) + closing
        if closing:
            text += self.draft.style.end
        return text + (" else " + self._braces(otherwise, indent) if otherwise else "")

    def _braces(self, inner: list[Item], indent: str) -> str:
        style = self.draft.style
        rows = joined(in_order(inner), indent + style.unit, style.eol)
        return "{" + style.eol + rows + style.eol + indent + "}"

    # -- the blocks as they are

    def sequence(self, block: Syntax) -> Sequence:
        return Sequence(block, [self._item(part) for part in block.parts() if part not in self.gone])

    def _item(self, statement: Syntax) -> Item:
        item = Item(set(), set(), set(), node=statement)
        for start, gives, needs, about in self._units:
            if statement.start <= start < statement.end:
                item.provides |= gives
                item.requires |= needs
                item.owners |= about
        for one, marks in self.extra.items():
            if statement.start <= one.start < statement.end:
                item.requires |= marks
        for one, marks in self.given.items():
            if statement.start <= one.start < statement.end:
                item.provides |= marks
                item.owners |= marks
        text = self.draft.text
        item.first = text.startswith("super", statement.start) or statement.kind == "import_statement"
        item.last = _SYNTH.match(text, statement.start, statement.end) is not None
        return item

    @property
    def _units(self) -> list[tuple[int, set[str], set[str], set[str]]]:
        if "units" not in self.__dict__:
            self.__dict__["units"] = list(self._all_units())
        found: list[tuple[int, set[str], set[str], set[str]]] = self.__dict__["units"]
        return found

    def _all_units(self) -> Iterator[tuple[int, set[str], set[str], set[str]]]:
        draft = self.draft
        for section in ("Resources", "Stacks"):
            for name, old in draft.old.get(section, {}).items():
                holder = draft.holder(section, name)
                new = draft.new.get(section, {}).get(name, old)
                mark = entry_mark(name)
                made = holder if isinstance(holder, Construct) else holder.new if holder is not None else None
                if made is not None:
                    gives = {mark} | ({name_mark(made.variable)} if made.variable else set())
                    needs = own_mentions(new) | ({entry_mark("App")} if section == "Stacks" else set())
                    yield made.new.start, gives, needs, {mark}
                elif holder is not None and not isinstance(holder, Construct) and holder.owner is None:
                    yield holder.node.start, {mark}, set(), {mark}
                for statement in statements_on(holder) if holder is not None else ():
                    yield statement.start, set(), {mark}, {mark}
        for variable in draft.program.variables:
            needs = mentions(draft.new.get("Variables", {}).get(variable.entry))
            yield variable.statement.start, given_names(variable.entry), needs, {variable_mark(variable.entry)}

    # -- the end

    def finish(self) -> None:
        """Makes the edits: what goes first, so that nothing is set beside what is no longer there."""
        draft = self.draft
        self._emptied()
        end = -1
        for statement in sorted(self.gone, key=lambda one: (one.start, -one.end)):
            if statement.end > end:
                end = statement.end
                draft.edits.forget(statement.start, statement.end)
                draft.statements.remove(statement, self.gone)
        for block, items in self.coming.items():
            sequence = self.sequence(block)
            for item in in_order(items):
                sequence.place(item)
            sequence.write(draft.statements, self.indent(block))
        for outer, items in self.elses.items():
            draft.edits.insert(outer.end, " else " + self._braces(items, draft.lines.indent(outer.start)))

    def indent(self, block: Syntax) -> str:
        parts = block.parts()
        if parts and self.draft.lines.leads(parts[0].start):
            return self.draft.lines.indent(parts[0].start)
        return self.draft.lines.indent(block.start) + ("" if block.kind == "program" else self.draft.style.unit)


def split_headers(within: str) -> list[str]:
    """``for (…) > if (a > b)`` → its headers; one ends where its brackets are closed, or with an arrow."""
    headers: list[str] = []
    head = ""
    for piece in within.split(BETWEEN) if within else ():
        head = f"{head}{BETWEEN}{piece}" if head else piece
        if head.count("(") == head.count(")") or head.rstrip().endswith("=>"):
            headers.append(head)
            head = ""
    return [*headers, head] if head else headers


def _around(block: Syntax) -> Syntax | None:
    """The loop, condition or callback that a block belongs to, as a statement."""
    outer = block.parent
    if outer is None:
        return None
    if outer.kind in _LOOPS or (outer.kind == "if_statement" and outer.child("alternative") is None):
        return outer
    if outer.kind == "arrow_function" and outer.parent is not None and outer.parent.kind == "arguments":
        call = outer.parent.parent
        if call is not None and call.parent is not None and call.parent.kind == "expression_statement":
            return call.parent
    return None
