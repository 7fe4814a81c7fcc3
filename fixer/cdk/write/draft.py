"""One reading of the text that is being edited, with all that edits are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fixer.cdk.program import Class, Construct, File, Loose, Stack
from fixer.cdk.syntax import Syntax
from fixer.cdk.template import Reading
from fixer.cdk.write.imports import Imports
from fixer.cdk.write.mentions import variable_name
from fixer.cdk.write.printer import Printer, variable_in
from fixer.cdk.write.statements import Statements
from fixer.cdk.write.style import Style, learn
from fixer.cdk.write.values import Tree, Values
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.refused import Refused


class Draft:
    """The edits to one reading. ``planned``: what the variables of constructs are to be called that have none yet."""

    def __init__(self, reading: Reading, new: dict[str, Any], planned: dict[str, str], style: Style | None) -> None:
        self.program = reading.program
        self.root = reading.root
        self.old = reading.data
        self.new = new
        self.planned = planned
        self.lines = Lines(self.program.text)
        self.text = self.program.text
        trees = [file.tree for file in self.program.files]
        self.style = style or learn(trees, self.lines)
        self.edits = Edits()
        self.values = Values(Tree(trees), self.lines, self.style, self.edits, self.names_at)
        self.statements = Statements(self.lines, self.style, self.edits)
        self.imports = [Imports(file.tree, self.lines, self.style) for file in self.program.files]
        self.entries = {one.entry: one for one in self.program.constructs}
        self.wanted: dict[str, None] = {}
        self.wanted_stacks: dict[str, None] = {}
        self.inline: dict[str, Callable[[str, int], str]] = {}  # constructs that are written where they are mentioned

    # -- where things stand

    def number_at(self, at: int) -> int:
        """Which file a place lies in."""
        files = self.program.files
        return next((n for n in range(len(files) - 1, 0, -1) if files[n].source.start <= at), 0)

    def file_at(self, at: int) -> File:
        return self.program.files[self.number_at(at)]

    def class_at(self, at: int) -> Class | None:
        inner = [one for one in self.program.classes.values() if one.node.start <= at < one.node.end]
        return min(inner, key=lambda one: one.node.end - one.node.start, default=None)

    def names_at(self, at: int) -> PlaceNames:
        return PlaceNames(self, self.imports[self.number_at(at)], self.class_at(at))

    def printer(self, at: int) -> Printer:
        return Printer(self.style, self.names_at(at))

    def source(self, node: Syntax) -> str:
        return self.text[node.start : node.end]

    def holder(self, section: str, name: str) -> Construct | Stack | None:
        return self.entries.get(name) if section == "Resources" else self.program.stacks.get(name)

    def holders(self) -> Iterator[tuple[str, str, Construct | Stack | Loose]]:
        """What calls are made on: section, key, and what it is."""
        for name, made in self.entries.items():
            yield "Resources", name, made
        for name, stack in self.program.stacks.items():
            if name in self.old.get("Stacks", {}):
                yield "Stacks", name, stack
        for name, loose in self.program.loose.items():
            yield "Calls", name, loose

    # -- variables of constructs

    def variable(self, name: str) -> str:
        """What the construct of an entry is called where its own class makes it; planned where it has no name yet."""
        made = self.entries.get(name)
        if made is not None and made.variable is not None:
            return made.variable
        self.wanted[name] = None
        if name not in self.planned:
            new = self.new.get("Resources", {}).get(name) or self.old.get("Resources", {}).get(name) or {}
            self.planned[name] = variable_name(name, str(new.get("Type", "")), self.taken())
        return self.planned[name]

    def taken(self) -> set[str]:
        """The names that mean something already, or are going to."""
        found = {word for one in self.imports for word in one.taken} | set(self.planned.values())
        return found | {variable_in(key) for key in self.new.get("Variables", {})}

    def stack_variable(self, name: str) -> str:
        """What the app, or a stack that it makes, is called."""
        found = self.program.stacks.get(name)
        if found is not None and found.owner is None and found.new is None:
            holder = found.node.parent
            held = holder.child("name") if holder is not None and holder.kind == "variable_declarator" else None
            if held is not None:
                return self.source(held)
        if found is not None and found.new is not None and found.new.variable is not None:
            return found.new.variable
        if name in self.planned:
            return self.planned[name]
        if found is not None and found.new is not None and found.new.alone:
            self.planned[name] = variable_name(name, found.type, self.taken())
            self.wanted_stacks[name] = None
            return self.planned[name]
        raise Refused(f"the stack {name} has no variable")


def statements_on(holder: Construct | Stack) -> list[Syntax]:
    """The statements about a construct or a stack, besides the one that makes it."""
    calls = [one.statement for one in holder.calls]
    return [*calls, *(one.statement for one in holder.assigned), *(one.statement for one in holder.tags)]


class PlaceNames:
    """What stands for what in one class of one file."""

    def __init__(self, draft: Draft, imports: Imports, owner: Class | None) -> None:
        self._draft = draft
        self._imports = imports
        self._owner = owner

    def imported(self, dotted: str) -> str:
        return self._imports.local(dotted)

    def entry(self, name: str, indent: str = "", column: int = 0) -> str:
        draft = self._draft
        if name in draft.inline:
            return draft.inline[name](indent, column)
        if name == "this":
            return "this"
        if name not in draft.entries and name in {**draft.program.stacks, **draft.new.get("Stacks", {})}:
            return draft.stack_variable(name)
        found = draft.variable(name)
        made = draft.entries.get(name)
        home = made.owner if made is not None else None
        if made is None or home is None or self._owner is None or home.name == self._owner.name:
            return found
        return self._through(home, found)

    def _through(self, home: Class, variable: str) -> str:
        """A field of another class's construct, by the variable that holds an instance of that class."""
        own = f"./{home.name}"
        for one in (*self._draft.entries.values(), *(s.new for s in self._draft.program.stacks.values() if s.new)):
            here = one.owner is self._owner or (one.owner is not None and one.owner is self._owner)
            if one.type == own and here and one.variable is not None and variable.startswith("this."):
                return one.variable + variable.removeprefix("this")
        return variable
