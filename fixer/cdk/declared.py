"""What a program declares besides constructs: variables, helpers, interfaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from fixer.cdk.names import Names
from fixer.cdk.program import CLASSES, FUNCTIONS, STATEMENTS, Class, Code, File, Variable, bare
from fixer.cdk.syntax import Syntax

_SPACE = re.compile(r"\s+")
# What holds declarations that are no one's statements.
_OUTSIDE = frozenset({"program", "ERROR", "export_statement", "class_body"})


def unfolded(name: Syntax) -> list[tuple[Syntax, tuple[Syntax | int, ...], Syntax | None]]:
    """The names in a pattern, the way to each from the value that is taken apart, and what it is otherwise.

    What cannot be told name by name is the pattern as a whole.
    """
    found: list[tuple[Syntax, tuple[Syntax | int, ...], Syntax | None]] = []
    todo: list[tuple[Syntax, tuple[Syntax | int, ...], Syntax | None]] = [(name, (), None)]
    while todo:
        node, steps, other = todo.pop()
        if node.kind == "object_pattern":
            todo.extend(reversed([(part, steps, None) for part in node.parts()]))
        elif node.kind == "array_pattern":
            todo.extend(reversed([(part, (*steps, at), None) for at, part in enumerate(node.parts())]))
        elif node.kind == "shorthand_property_identifier_pattern":
            found.append((node, (*steps, node), other))
        elif node.kind in ("object_assignment_pattern", "assignment_pattern"):
            left, right = node.child("left"), node.child("right")
            if left is None or right is None:
                return [(name, (), None)]
            todo.append((left, steps, right))
        elif node.kind == "pair_pattern":
            key, value = node.child("key"), node.child("value")
            if key is None or value is None or key.kind == "computed_property_name":
                return [(name, (), None)]
            todo.append((value, (*steps, key), None))
        elif node.kind == "rest_pattern" and node.parts():
            found.append((node.parts()[0], (*steps, node), None))
        elif node.kind in ("rest_pattern", "ERROR"):
            return [(name, (), None)]
        else:
            found.append((node, steps, other))
    return found


class Declared:
    """The declarations of one program. ``app`` is the syntax of the file that makes the app and nothing else."""

    def __init__(
        self, names: Names, declared: Sequence[tuple[Syntax, File]], app: Syntax | None, app_from: int
    ) -> None:
        self.names = names
        self.program = names.program
        self.live = names.live
        self.declared = declared
        self.app = app
        self.app_from = app_from

    def make_variables(self) -> None:
        """What is declared and is no construct; in patterns, name by name. The main class comes first."""
        program = self.program
        taken: Counter[str] = Counter()
        owned = [(holder, self.names.class_of(holder)) for holder, _ in self.declared]
        owned.sort(key=lambda pair: pair[1] is not program.main)
        for holder, owner in owned:
            name, value = holder.child("name") or holder.child("left"), holder.child("value") or holder.child("right")
            if (
                name is None
                or value is None
                or not self.names.is_live(holder)
                or self.names.is_other(name, holder, value)
            ):
                continue
            statement = next((node for node in holder.above() if node.kind in STATEMENTS), holder)
            prefix = self.scope_name(holder, owner)
            for inner, steps, other in unfolded(name):
                text = _SPACE.sub(" ", program.source(inner))
                if holder.kind == "public_field_definition":
                    text = f"this.{text}"
                entry = prefix + text
                taken[entry] += 1
                entry = entry if taken[entry] == 1 else f"{entry}#{taken[entry]}"
                program.variables.append(Variable(entry, inner, value, statement, steps, other))
                self.names.enter(inner, holder, entry)

    def scope_name(self, holder: Syntax, owner: Class | None) -> str:
        """What the keys of variables begin with that are not those of the main class.

        In a file that makes the app below a class, what follows it is the app's.
        """
        if owner is not None:
            return "" if owner is self.program.main else f"{owner.name}/"
        outside = self.app is not None and self.app in holder.above()
        return "App/" if outside and holder.start >= self.app_from else ""

    def make_code(self) -> None:
        """Helpers and methods that make nothing, and what interfaces ask for."""
        taken: Counter[str] = Counter()
        for holder, _ in self.declared:
            if holder.kind == "variable_declarator" and self.names.is_live(holder) and self.is_code(holder):
                self.add_code(holder, taken)
        for file in self.program.files:
            todo = [file.tree]
            while todo:
                node = todo.pop()
                if self.is_code(node):
                    self.add_code(node, taken)
                elif node.kind in _OUTSIDE or node.kind in CLASSES:
                    todo.extend(reversed(node.children))

    def add_code(self, node: Syntax, taken: Counter[str]) -> None:
        name = node.child("name")
        if name is not None:
            entry = self.program.source(name)
            taken[entry] += 1
            entry = entry if taken[entry] == 1 else f"{entry}#{taken[entry]}"
            self.program.code.append(Code(entry, name, node))

    def is_code(self, node: Syntax) -> bool:
        if node.kind in ("interface_declaration", "type_alias_declaration", "enum_declaration"):
            return True
        if node.kind in CLASSES:
            return self.names.kind_of(node) == "other"
        if node.kind in FUNCTIONS:
            return node not in self.live
        if node.kind == "variable_declarator":
            value = node.child("value")
            return value is not None and bare(value).kind in FUNCTIONS and bare(value) not in self.live
        return False
