"""What must change in the text so that it reads as other data: the sections of a stack, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fixer.cdk.program import Call, Class, Construct, Stack, Variable
from fixer.cdk.references import parted
from fixer.cdk.surroundings import BETWEEN
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.blocks import Item
from fixer.cdk.write.board import Board, split_headers
from fixer.cdk.write.draft import Draft, statements_on
from fixer.cdk.write.fresh import Fresh, owner_of
from fixer.cdk.write.headers import change_headers
from fixer.cdk.write.mentions import (
    condition_marks,
    entry_mark,
    given_names,
    mentions,
    name_mark,
    own_mentions,
    variable_mark,
)
from fixer.cdk.write.printer import operation, variable_in
from fixer.cdk.write.shells import Shells
from fixer.pointer import join
from fixer.read.nodes import Node
from fixer.remedy.splice.align import align
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.same import same


def member(node: Node | None, key: str) -> Node | None:
    """The value of a key in a map."""
    return next((value for name, value in node.pairs if name.value == key), None) if node is not None else None


_BLOCKS = ("statement_block", "program")
NewCall = Callable[[str, list[Any], str, str | None], None]
"""Writes a call: the method, its arguments, its mark, the mark of the call that it follows."""


class Planner:
    """Collects the edits of one round."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.fresh = Fresh(draft)
        self.board = Board(draft)
        self.mentioned = mentions(draft.new)
        self.parted: set[str] = set()
        self.moving: Syntax | None = None  # a call that only comes to stand somewhere else

    def plan(self) -> None:
        """All edits; raises ``Refused`` with the place that stands in the way."""
        shells = Shells(self)
        if change_headers(self.draft) or shells.classes():
            self.finish()
            return
        self.removals()
        shells.plan()
        self.changes()
        self.additions()
        self.finish()

    # -- taking away

    def removals(self) -> None:
        draft = self.draft
        old, new = draft.old, draft.new
        for name in old.get("Resources", {}):
            if name not in new.get("Resources", {}):
                made = draft.entries[name]
                if made.alone:
                    self.board.drop(made.statement)
                    self.undeclare(made)
                self.drop_all(made)
        self.take_variables()
        for base, loose in draft.program.loose.items():
            if base not in new.get("Calls", {}):
                for call in loose.calls:
                    self.board.drop(call.statement)

    def drop_all(self, made: Construct | Stack) -> None:
        """Takes the statements on a construct away."""
        for statement in statements_on(made):
            self.board.drop(statement)

    def take_variables(self) -> None:
        """Takes variables away: those that are not wanted, and names in a pattern that stand for something else."""
        old, new = self.draft.old.get("Variables", {}), self.draft.new.get("Variables", {})
        by_statement: dict[Syntax, list[Variable]] = {}
        for one in self.draft.program.variables:
            by_statement.setdefault(one.statement, []).append(one)
        for statement, several in by_statement.items():
            gone = [
                one
                for one in several
                if one.entry not in new or (one.steps and not same(old[one.entry], new[one.entry]))
            ]
            self.parted |= {one.entry for one in gone if one.entry in new}
            if len(gone) == len(several):
                self.board.drop(statement)
            elif gone:
                self.take_names(gone)

    def take_names(self, gone: list[Variable]) -> None:
        """Takes some of several names out of a declaration."""
        parts = [_declared_part(one) for one in gone]
        outer = parts[0].parent
        several = outer.parts() if outer is not None else []
        if any(part not in several for part in parts) or len(parts) >= len(several):
            raise Refused("the variable is declared together with others", join(("Variables", gone[0].entry)))
        kept = [part for part in several if part not in parts]
        for part in parts:
            before = [one for one in kept if one.end <= part.start]
            after = next((one.start for one in several if one.start > part.start), part.end)
            if before:
                self.draft.edits.replace(max(before[-1].end, several[several.index(part) - 1].end), part.end, "")
            else:
                self.draft.edits.replace(part.start, after, "")

    def undeclare(self, made: Construct) -> None:
        """The field that held a construct goes with it where nothing else speaks of it."""
        if made.variable is None or not made.variable.startswith("this.") or made.owner is None:
            return
        name = made.variable.removeprefix("this.")
        source = self.draft.source
        for part in made.owner.body.parts():
            named = part.child("name")
            if part.kind == "public_field_definition" and named is not None and source(named) == name:
                uses = [
                    node
                    for file in self.draft.program.files
                    for node in file.tree.walk()
                    if node.kind == "property_identifier" and source(node) == name
                ]
                if part.child("value") is None and len(uses) <= 2:
                    self.board.drop(part)

    # -- changing what is there

    def changes(self) -> None:
        draft = self.draft
        for section in ("Stacks", "Resources"):
            at = member(draft.root, section)
            for name, new in draft.new.get(section, {}).items():
                old = draft.old.get(section, {}).get(name)
                if old is not None and not same(old, new):
                    self.guarded((section, name), partial(self.entry, section, name, old, new, member(at, name)))
        self.plain_section("Variables")
        self.loose_calls()

    def guarded(self, place: tuple[str, ...], action: Any) -> None:
        """Names the place where an edit is refused, now or when new statements are written."""
        self.board.place = join(place)
        try:
            action()
        except Refused as refusal:
            raise Refused(refusal.reason, refusal.pointer or join(place)) from None

    def plain_section(self, section: str) -> None:
        at = member(self.draft.root, section)
        for name, new in self.draft.new.get(section, {}).items():
            old = self.draft.old.get(section, {})
            node = member(at, name)
            if name in old and node is not None and name not in self.parted and not same(old[name], new):
                self.guarded((section, name), partial(self.draft.values.change, node, old[name], new))

    def entry(self, section: str, name: str, old: dict[str, Any], new: dict[str, Any], node: Node | None) -> None:
        holder = self.draft.holder(section, name)
        assert holder is not None and node is not None
        if isinstance(holder, Construct):
            if old.get("Within") != new.get("Within"):
                self.move(name, holder, new)
                return
            self.construct(holder, old, new, node)
        elif old.get("Within") != new.get("Within") and holder.new is not None and "Id" in new:
            self.move(name, holder.new, new)
            return
        self.statements(section, name, holder, old, new, node)

    def construct(self, made: Construct, old: dict[str, Any], new: dict[str, Any], node: Node) -> None:
        draft = self.draft
        if old["Type"] != new["Type"]:
            what = made.new.child("constructor")
            assert what is not None
            draft.edits.replace(what.start, what.end, draft.names_at(what.start).imported(new["Type"]))
        if not same(old.get("Scope"), new.get("Scope")):
            value = new.get("Scope", {"$ref": "this"})
            text = draft.printer(made.scope.start).value(value, "", 0)
            draft.edits.replace(made.scope.start, made.scope.end, text)
        self.properties(made, old, new, node)

    def properties(self, made: Construct, old: dict[str, Any], new: dict[str, Any], node: Node) -> None:
        """The arguments after the id."""
        draft = self.draft
        one, other = old.get("Properties"), new.get("Properties")
        rest, wanted = old.get("Arguments", []), new.get("Arguments", [])
        if same(one, other) and same(rest, wanted):
            return
        place, several = member(node, "Properties"), member(node, "Arguments")
        if other is not None and one is not None and len(rest) == len(wanted):
            assert place is not None and made.props is not None
            self.props(made.props, place, one, other)
            for item, before, after in zip(several.items if several else (), rest, wanted, strict=True):
                draft.values.change(item, before, after)
            return
        start = made.id.end
        last = made.rest[-1] if made.rest else made.props
        indent = draft.lines.indent(made.new.start)
        printer = draft.printer(made.new.start)
        values = [] if other is None and not wanted else [_props(other), *wanted]
        text = "".join(", " + printer.value(value, indent, draft.lines.column(start) + 2, 1) for value in values)
        if last is None:
            draft.edits.insert(start, text)
        else:
            draft.edits.replace(start, last.end, text)

    def props(self, at: Syntax, place: Node, old: dict[str, Any], new: dict[str, Any]) -> None:
        draft = self.draft
        if same(old, new):
            return
        # What is handed over as it is is no object that spreads it.
        handed_over = list(new) == ["...1"] != list(old)
        whole = handed_over or place.start == place.end or not self.is_object(place)
        if not whole:
            draft.values.change(place, old, new)
            return
        if list(old) == list(new) == ["...1"]:
            draft.values.change(place.pairs[0][1], old["...1"], new["...1"])
            return
        indent = draft.lines.indent(at.start)
        text = draft.printer(at.start).value(_props(new), indent, draft.lines.column(at.start), 1)
        draft.edits.replace(at.start, at.end, text)

    def is_object(self, place: Node) -> bool:
        found = self.draft.values.tree.at(place)
        return found is not None and found.kind == "object"

    # -- statements on a construct

    def statements(
        self, section: str, name: str, holder: Construct | Stack, old: dict[str, Any], new: dict[str, Any], node: Node
    ) -> None:
        block = self.block_of(holder)
        fresh = partial(self.new_call, section, name, block, new.get("Within"))
        self.calls(holder.calls, old.get("Calls", {}), new.get("Calls", {}), member(node, "Calls"), fresh)
        assigned = {one.path: one.statement for one in holder.assigned}
        for kind, keyed in (("Assigned", assigned), ("Tags", {tag.key: tag.statement for tag in holder.tags})):
            one, other, place = old.get(kind, {}), new.get(kind, {}), member(node, kind)
            for key, statement in keyed.items():
                if key not in other:
                    self.board.drop(statement)
                elif not same(one.get(key), other[key]):
                    at = member(place, key)
                    assert at is not None
                    self.board.need(statement, mentions(other[key]))
                    self.draft.values.change(at, one[key], other[key])
            for key in other:
                if key not in one:
                    self.new_setting(section, name, kind, key, other[key], new, block)

    def calls(
        self, found: list[Call], old: dict[str, Any], new: dict[str, Any], node: Node | None, fresh: NewCall
    ) -> None:
        """The calls of every method, in their order: those that stay, go and come."""
        for key in {**old, **new}:
            lists, wanted = old.get(key, []), new.get(key, [])
            several = [call for call in found if call.method == key]
            nodes = member(node, key)
            if len(several) != len(lists):
                raise Refused("the calls cannot be told apart")
            before: str | None = None
            for i, j in align(lists, wanted):
                if i is not None and j is None:
                    self.board.drop(several[i].statement)
                if j is None:
                    continue
                mark = f"call {id(found)} {key} {j}"
                if i is None:
                    fresh(key, wanted[j], mark, before)
                elif parted(lists[i])[1] != parted(wanted[j])[1]:
                    # The statement moves; if it says something else as well it is written anew.
                    alike = same(parted(lists[i])[0], parted(wanted[j])[0])
                    self.moving = several[i].statement if alike else None
                    self.board.drop(several[i].statement)
                    fresh(key, wanted[j], mark, before)
                    self.moving = None
                else:
                    self.board.give(several[i].statement, mark)
                    self.board.need(several[i].statement, {before} if before is not None else set())
                    if not same(lists[i], wanted[j]) and nodes is not None:
                        self.board.need(several[i].statement, mentions(wanted[j]))
                        self.change_call(several[i], nodes.items[i], lists[i], wanted[j])
                before = mark

    def change_call(self, call: Call, node: Node, old: list[Any], new: list[Any]) -> None:
        """The arguments of a call, or of each call of a chain; the condition around it is the same."""
        old, new = parted(old)[0], parted(new)[0]
        if len(node.items) > len(old):
            bare = Node(node.kind, node.start, node.end)
            bare.items = node.items[: len(old)]
            node = bare
        if not call.inner:
            self.draft.values.change_arguments(node, call.arguments, old, new)
            return
        if len(new) != len(old):
            raise Refused("a chain of calls cannot become one of another length")
        for part, at, one, other in zip((*call.inner, call.arguments), node.items, old, new, strict=True):
            if not same(one, other):
                self.draft.values.change_arguments(at, part, one, other)

    def loose_calls(self) -> None:
        draft = self.draft
        at = member(draft.root, "Calls")
        for base, new in draft.new.get("Calls", {}).items():
            old = draft.old.get("Calls", {}).get(base, {})
            if same(old, new):
                continue
            found = draft.program.loose.get(base)
            calls = found.calls if found is not None else []
            near = next((call.statement for call in reversed(calls) if call.within is None), None)
            if near is None and calls:
                # All of them stand under conditions: beside those is where none holds.
                owner = draft.class_at(calls[-1].statement.start)
                near = self.home(owner) if owner is not None else draft.file_at(calls[-1].statement.start).tree
            fresh = partial(self.new_loose, base, near)
            self.guarded(("Calls", base), partial(self.calls, calls, old, new, member(at, base), fresh))

    # -- new statements

    def additions(self) -> None:
        draft = self.draft
        self.inline_entries()
        previous: str | None = None
        for key, value in draft.new.get("Variables", {}).items():
            if key not in draft.old.get("Variables", {}) or key in self.parted:
                self.guarded(("Variables", key), partial(self.new_variable, key, value, previous))
            previous = variable_mark(key)
        last: dict[str, str] = {}
        for name, entry in draft.new.get("Resources", {}).items():
            owner = owner_of(draft, name, entry)
            home = owner.name if owner is not None else ""
            if name not in draft.old.get("Resources", {}) and name not in draft.inline:
                self.guarded(("Resources", name), partial(self.new_entry, name, entry, owner, last.get(home)))
            last[home] = entry_mark(name)

    def inline_entries(self) -> None:
        """Constructs that are made in a branch of ``a ? b : c`` are written there."""
        draft = self.draft
        branches = _branches(draft.new)
        for name, entry in draft.new.get("Resources", {}).items():
            header = split_headers(entry.get("Within", ""))[-1:]
            in_branch = name in branches and header and header[0].startswith(("if ", "else of if "))
            if in_branch and name not in draft.old.get("Resources", {}):
                owner = owner_of(draft, name, entry)
                draft.inline[name] = partial(self.fresh.made, name, entry, owner, self.home(owner).start)

    def new_entry(self, name: str, entry: dict[str, Any], owner: Class | None, after: str | None) -> None:
        draft = self.draft
        mark = entry_mark(name)
        block = self.home(owner)
        named = mark in self.mentioned or any(entry.get(key) for key in ("Calls", "Assigned", "Tags"))
        provides = {mark}
        if named:
            provides.add(name_mark(draft.variable(name)))
        item = Item(provides, own_mentions(entry), {mark}, after=after)
        at = block.start
        item.text = lambda indent: self.fresh.construct(name, entry, owner, named, at, indent)
        self.board.come(block, item, entry.get("Within"), owner)
        fresh = partial(self.new_call, "Resources", name, block, entry.get("Within"))
        self.calls([], {}, entry.get("Calls", {}), None, fresh)
        for kind in ("Assigned", "Tags"):
            for key, value in entry.get(kind, {}).items():
                self.new_setting("Resources", name, kind, key, value, entry, block, entry.get("Within"))

    def new_call(
        self, section: str, name: str, block: Syntax, within: str | None, method: str, arguments: list[Any],
        mark: str, before: str | None,
    ) -> None:  # fmt: skip
        own = entry_mark(name)
        arguments, condition = parted(arguments)
        within = BETWEEN.join(filter(None, (within, condition))) or None
        marks = mentions(arguments) | {own} | condition_marks(condition)
        moving = self.moving
        item = Item({mark}, marks | ({before} if before else set()), {own, mark}, after=before or own, spaced=False)
        outside = section == "Stacks" and self.is_outside(marks)
        block = self.outside() if outside else block
        at = block.start

        def text(indent: str) -> str:
            target = self.draft.stack_variable(name) if outside else self.fresh.holder(section, name)
            return self.fresh.call(target, method, arguments, at, indent)

        item.text = text if moving is None else partial(self.moved, moving)
        self.board.come(block, item, self.deepest(marks, within), self.draft.class_at(block.start))

    def is_outside(self, marks: set[str]) -> bool:
        """Whether what a statement mentions is known beside the app alone, and not in the class of a stack."""
        app = name_mark("App/")
        return entry_mark("App") in marks or any(mark.startswith(app) for mark in marks)

    def deepest(self, marks: set[str], within: str | None) -> str | None:
        """The loops and conditions that a statement must stand in to see what it mentions."""
        found = within
        for name, entry in self.draft.new.get("Resources", {}).items():
            inner = entry.get("Within") if name not in self.draft.inline else None
            if inner and entry_mark(name) in marks and (found is None or inner.startswith(f"{found} > ")):
                found = inner
        return found

    def new_setting(
        self, section: str, name: str, kind: str, key: str, value: Any, entry: dict[str, Any], block: Syntax,
        within: str | None = None,
    ) -> None:  # fmt: skip
        mark = entry_mark(name)
        item = Item(set(), mentions(value) | mentions({key: None}) | {mark}, {mark}, after=mark, spaced=False)
        outside = section == "Stacks" and self.is_outside(item.requires)
        block = self.outside() if outside else block
        at = block.start

        def text(indent: str) -> str:
            target = self.draft.stack_variable(name) if outside else self.fresh.holder(section, name)
            if kind == "Tags":
                return self.fresh.tag(target, key, value, at, indent)
            return self.fresh.assigned(target, entry["Type"] if section == "Resources" else "", key, value, at, indent)

        item.text = text
        self.board.come(block, item, within, self.draft.class_at(block.start))

    def new_loose(
        self, base: str, near: Syntax | None, method: str, arguments: list[Any], mark: str, before: str | None
    ) -> None:
        arguments, condition = parted(arguments)
        marks = mentions(arguments) | condition_marks(condition)
        within = self.deepest(marks, condition)
        moving = self.moving
        block = near if near is not None and near.kind in _BLOCKS else None
        if block is None and near is not None and within is None:
            block = near.parent
        block = block or self.block_named(base.rpartition("/")[0])
        item = Item({mark}, marks | {name_mark(base)} | ({before} if before else set()), {mark}, spaced=False)
        item.after = before or variable_mark(base)
        at = block.start
        item.text = lambda indent: self.fresh.loose(base, method, arguments, at, indent)
        if moving is not None:
            item.text = partial(self.moved, moving)
        self.board.come(block, item, within, self.draft.class_at(block.start))

    def block_named(self, owner: str) -> Syntax:
        """Where the statements of a class go, or those beside the app (``App``)."""
        if owner == "App":
            return self.outside()
        return self.home(self.draft.program.classes.get(owner, self.draft.program.main))

    def pattern(self, key: str, value: Any) -> list[str] | None:
        """The keys of the variables that are taken out of one object together, where one gets the rest of it."""
        fresh = {
            one: other["$path"]
            for one, other in self.draft.new.get("Variables", {}).items()
            if one not in self.draft.old.get("Variables", {})
            and operation(other) == "$path"
            and len(other["$path"]) == 2
        }
        if key not in fresh:
            return None
        scope = key.rpartition("/")[0]
        alike = [one for one in fresh if one.rpartition("/")[0] == scope and same(fresh[one][0], fresh[key][0])]
        rest = [one for one in alike if str(fresh[one][1]).startswith("...")]
        names = [one for one in alike if one not in rest and fresh[one][1] == variable_in(one)]
        return [*names, *rest] if rest and key in (*names, *rest) else None

    def new_variable(self, key: str, value: Any, after: str | None) -> None:
        together = self.pattern(key, value)
        if together is not None and key != together[0]:
            return
        owner = owner_of(self.draft, key, {})
        outside = key.startswith("App/")
        block = self.outside() if outside else self.home(owner)
        item = Item(given_names(key), mentions(value), {variable_mark(key)}, after=after, spaced=False)
        if outside and "App" in self.draft.new.get("Stacks", {}):
            item.requires.add(entry_mark("App"))
        at = block.start
        if together is not None:
            item.provides = {mark for one in together for mark in given_names(one)}
            item.owners = set(map(variable_mark, together))
            names = [variable_in(one) for one in together]
            names[-1] = f"...{names[-1]}"
            key, value = f"{{ {', '.join(names)} }}", value["$path"][0]
        item.text = lambda indent: self.fresh.variable(key, value, at, indent)
        self.board.come(block, item, None if outside else self.within_of(key, value), owner)

    def within_of(self, key: str, value: Any) -> str | None:
        """Where a variable stands that only one loop or condition uses."""
        names = given_names(key)
        found = {
            entry.get("Within") if name not in self.draft.inline else None
            for name, entry in self.draft.new.get("Resources", {}).items()
            if mentions(entry) & names
        }
        return self.deepest(mentions(value), found.pop() if len(found) == 1 else None)

    def outside(self) -> Syntax:
        """The file that makes the app."""
        app = self.draft.program.stacks.get("App")
        main = self.draft.program.main
        at = app.node.start if app is not None else main.node.start if main is not None else 0
        return self.draft.file_at(at).tree

    # -- where statements stand

    def home(self, owner: Class | None) -> Syntax:
        """The block in which a class makes its constructs."""
        if owner is not None and owner.constructor is not None:
            return owner.constructor
        if owner is None and self.draft.program.files:
            return self.draft.program.files[0].tree
        raise Refused("the class has no constructor")

    def block_of(self, holder: Construct | Stack) -> Syntax:
        if isinstance(holder, Construct) and holder.statement.parent is not None:
            return holder.statement.parent
        owner = holder.owner
        if owner is None:
            return self.draft.file_at(holder.node.start if isinstance(holder, Stack) else 0).tree
        return self.home(owner)

    # -- moving

    def move(self, name: str, made: Construct, new: dict[str, Any]) -> None:
        """Takes the statements of a construct into another block; what is in them changes in a later round."""
        if not made.alone:
            self.follow(made, new)
            return
        mark = entry_mark(name)
        block = self.home(made.owner) if made.owner is not None else self.draft.file_at(made.new.start).tree
        old = made.statement.parent
        statements = [made.statement, *(one for one in statements_on(made) if one.parent is old)]
        for number, statement in enumerate(dict.fromkeys(statements)):
            first = number == 0
            gives = {mark} | ({name_mark(made.variable)} if made.variable and first else set()) if first else set()
            needs = own_mentions(new) if first else {mark}
            item = Item(gives, needs, {mark}, after=None if first else mark, spaced=first)
            item.text = partial(self.moved, statement)
            self.board.drop(statement)
            self.board.come(block, item, new.get("Within"), made.owner)

    def follow(self, made: Construct, new: dict[str, Any]) -> None:
        """A construct that stands inside the statement of another moves with it, and cannot without it."""
        holders = [one for one in self.draft.program.constructs if one.alone and one.statement is made.statement]
        wanted = self.draft.new["Resources"]
        if any(call.statement is made.statement for _, _, one in self.draft.holders() for call in one.calls):
            return
        if not any(wanted.get(one.entry, {}).get("Within") == new.get("Within") for one in holders):
            raise Refused("the construct would have to move into another block")

    def moved(self, statement: Syntax, indent: str) -> str:
        """A statement's text for another indentation; what stands between backticks keeps its own."""
        lines, text = self.draft.lines, self.draft.text
        start = self.draft.statements.lead(statement)
        start += len(lines.indent(start))
        end = self.draft.statements.end(statement)
        own = lines.indent(start)
        inside = [(one.start, one.end) for one in statement.walk() if one.kind == "template_string"]
        rows = text[start:end].split("\n")
        at = start
        result = []
        for number, row in enumerate(rows):
            literal = any(one < at <= other for one, other in inside)
            result.append(row if number == 0 or literal or not row.startswith(own) else indent + row[len(own) :])
            at += len(row) + 1
        return "\n".join(result)

    # -- the end

    def finish(self) -> None:
        self.board.finish()
        self.name_wanted()
        for imports in self.draft.imports:
            imports.edit(self.draft.edits)

    def name_wanted(self) -> None:
        """Gives constructs, and stacks, a variable that have none and need one."""
        draft = self.draft
        for name in draft.wanted_stacks:
            new = draft.program.stacks[name].new
            if new is not None and new.statement not in self.board.gone:
                draft.edits.insert(new.statement.start, f"const {draft.planned[name]} = ")
        inside = []
        for name in draft.wanted:
            made = draft.entries.get(name)
            if made is None or made.variable is not None or made.statement in self.board.gone:
                continue
            if made.alone:
                draft.edits.insert(made.statement.start, f"const {draft.planned[name]} = ")
            else:
                inside.append((made, draft.planned[name]))
        if inside:
            self.take_out(inside)

    def take_out(self, inside: list[tuple[Construct, str]]) -> None:
        """Gives constructs that stand inside another value statements of their own; all else waits for that."""
        draft = self.draft
        draft.edits.roll_back(0)
        for imports in draft.imports:
            imports.fresh.clear()
        done = 0
        for made, variable in sorted(inside, key=lambda one: one[0].new.start):
            statement = made.statement
            if statement.parent is None or statement.parent.kind not in ("statement_block", "program"):
                raise Refused("the construct stands inside another value", join(("Resources", made.entry)))
            if made.new.start < done:
                continue
            done = made.new.end
            row = f"const {variable} = {draft.source(made.new)}{draft.style.end}"
            draft.edits.insert(statement.start, row + draft.style.eol + draft.lines.indent(statement.start))
            draft.edits.replace(made.new.start, made.new.end, variable)


def _branches(value: Any) -> set[str]:
    """The entries that stand as they are in a branch of a conditional expression."""
    found: set[str] = set()
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            branches = one["$if"][1:] if operation(one) == "$if" else []
            found.update(branch["$ref"] for branch in branches if operation(branch) == "$ref")
            todo += one.values()
        elif isinstance(one, list):
            todo += one
    return found


def _declared_part(one: Variable) -> Syntax:
    """What declares one of several names: a member of a pattern, or a declarator."""
    part = one.name
    while part.parent is not None and part.parent.kind not in (
        "object_pattern",
        "array_pattern",
        "lexical_declaration",
    ):
        part = part.parent
    return part


def _props(properties: dict[str, Any] | None) -> Any:
    if properties is None:
        return {"$name": "undefined"}
    return properties["...1"] if list(properties) == ["...1"] else properties
