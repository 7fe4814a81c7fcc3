"""From the files of a stack to its ``Program``: imports, classes, constructs, variables, and the statements on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from time import process_time

from fixer.cdk.declared import Declared
from fixer.cdk.names import Names
from fixer.cdk.program import (
    FUNCTIONS,
    STATEMENTS,
    TRANSPARENT,
    Binding,
    Class,
    Construct,
    File,
    Kind,
    Program,
    Stack,
    bare,
    simple_name,
)
from fixer.cdk.sources import SourceFile
from fixer.cdk.statements import Statements
from fixer.cdk.surroundings import BETWEEN, surroundings
from fixer.cdk.syntax import MAX_SECONDS, Syntax, parse

_TEXTS = frozenset({"string", "template_string"})
# What an id can be made by, where it is no text.
_NAMING = frozenset(
    {
        "identifier", "member_expression", "subscript_expression", "call_expression", "ternary_expression",
        "binary_expression",
    }
)  # fmt: skip
_BASES: dict[str, Kind] = {
    "Stack": "stack", "NestedStack": "stack", "Stage": "stage", "App": "stage", "Construct": "construct",
    "Resource": "construct"
}  # fmt: skip
# Modules of services, whose stages are no stages of an app.
_SERVICES = ("aws-cdk-lib/", "@aws-cdk/aws-", "@aws-cdk/aws_")


UNSETTLED = "?"
"""No class is the main one yet: the one that makes most is."""


def read(text: str, sources: Sequence[SourceFile], main: str = UNSETTLED) -> tuple[Program, Names]:
    """Reads the files at these places of a text. Raises ``TextError`` where there is too much.

    ``main``: the name of the class that is to be the main one if there is such a class; empty: none is.
    """
    until = process_time() + MAX_SECONDS
    program = Program(text)
    for source in sources:
        tree, errors = parse(source.code(text), source.start, until)
        program.files.append(File(source, tree))
        program.unread += outermost(errors)
    reader = _Reader(program, main)
    reader.read()
    return program, reader.names


def outermost(errors: Sequence[Syntax]) -> list[Syntax]:
    """What could not be read, without what stands in other such text."""
    found: list[Syntax] = []
    end = -1
    for node in errors:
        if node.start >= end or node.missing:
            found.append(node)
            end = max(end, node.end)
    return found


class _Reader:
    def __init__(self, program: Program, main: str) -> None:
        self.program = program
        self.main = main
        self.names = Names(program)
        self.news: list[tuple[Syntax, File]] = []
        self.statements: list[tuple[Syntax, File]] = []
        self.declared: list[tuple[Syntax, File]] = []
        self.live = self.names.live
        self.taken: dict[str, int] = {}
        self.by_new = self.names.made
        self.app: Syntax | None = None
        self.app_from = 0

    def read(self) -> None:
        for file in self.program.files:
            self.names.collect(file, self.news, self.statements, self.declared)
        self.classify()
        self.make_constructs()
        self.hold()
        self.name_entries()
        self.enliven()
        declared = Declared(self.names, self.declared, self.app, self.app_from)
        declared.make_variables()
        statements = Statements(self.names)
        for statement, file in self.statements:
            if self.names.is_live(statement):
                statements.see(statement, file)
        declared.make_code()

    # Classes

    def classify(self) -> None:
        """Says of every class what it is, by what it extends, through classes of the document's own."""
        classes = self.program.classes
        for one in classes.values():
            one.base = self.names.base_of(one)
        for one in classes.values():
            seen = {one.name}
            base = one.base
            while base.startswith("./") and base[2:] in classes and base[2:] not in seen:
                seen.add(base[2:])
                base = classes[base[2:]].base
            named = None if base.startswith(_SERVICES) else _kind(simple_name(base))
            extended = len(self.names.super_arguments(one)) > 1
            one.kind = named or ("construct" if base and extended else "other")

    # Constructs

    def make_constructs(self) -> None:
        for new, file in self.news:
            made = new.child("constructor")
            if made is None:
                continue
            kind = self.names.type_of(made)
            arguments = new.child("arguments")
            parts = arguments.parts() if arguments is not None else []
            if simple_name(kind) == "App" and len(parts) < 2:
                self.by_new[new] = Stack("App", kind, new, None)
                if self.names.class_of(new) is None:
                    self.app = file.tree
                    self.app_from = file.tree.start if self.own_file(file.tree) else new.start
            elif self.is_construct(kind, parts):
                self.by_new[new] = self.construct(new, kind, parts, file)

    def is_construct(self, kind: str, parts: Sequence[Syntax]) -> bool:
        """Whether ``new kind(parts…)`` has a scope and an id."""
        if len(parts) < 2 or not simple_name(kind)[:1].isupper():
            return False
        own = self.program.classes.get(kind[2:]) if kind.startswith("./") else None
        if own is not None and own.kind == "other":
            return False
        scope, name = bare(parts[0]), bare(parts[1])
        if scope.kind not in ("this", "identifier", "member_expression", "subscript_expression", "new_expression"):
            return False
        if name.kind in _TEXTS:
            return True
        if name.kind == "binary_expression" and any(node.kind in _TEXTS for node in name.walk()):
            return True
        scoped = scope.kind == "this" or own is not None or self.program.source(scope) in ("scope", "app", "stack")
        return scoped and name.kind in _NAMING

    def construct(self, new: Syntax, kind: str, parts: Sequence[Syntax], file: File) -> Construct:
        statement = next((node for node in new.above() if node.kind in STATEMENTS), new)
        props = parts[2] if len(parts) > 2 else None
        around = surroundings(self.program.text, new)
        return Construct(
            entry="", section="Resources", type=kind, new=new, statement=statement, alone=False, file=file,
            owner=self.names.class_of(new), scope=parts[0], id=parts[1], props=props, rest=list(parts[3:]),
            within=BETWEEN.join(header for _, header in around) or None, around=around,
        )  # fmt: skip

    def hold(self) -> None:
        """Says of every construct what variable holds it, and of every alias what it stands for."""
        for new, made in self.by_new.items():
            outer = new
            while outer.parent is not None and outer.parent.kind in TRANSPARENT:
                outer = outer.parent
            holder = outer.parent
            if holder is None:
                continue
            binding = self.binding(made, new)
            if holder.kind == "expression_statement" and isinstance(made, Construct):
                made.alone = True
            elif holder.kind in ("variable_declarator", "assignment_expression", "public_field_definition"):
                name = holder.child("left") or holder.child("name")
                if name is None or outer.field not in ("value", "right"):
                    continue
                held = self.names.bind(name, holder, binding)
                if isinstance(made, Construct):
                    made.variable = held
                    made.alone = held is not None
        self.names.follow_aliases(self.declared)

    def binding(self, made: Construct | Stack, new: Syntax) -> Binding:
        if isinstance(made, Stack):
            return Binding("stack", new, stack=made)
        return Binding("construct", new, construct=made)

    # Ids

    def name_entries(self) -> None:
        """Gives every construct its key."""
        program = self.program
        program.main = self.main_class()
        self.make_stacks()
        made = [one for one in self.by_new.values() if isinstance(one, Construct) and one.section == "Resources"]
        made.sort(key=lambda one: (one.owner is not None and one.owner is not program.main, one.new.start))
        for one in made:
            one.entry = ""
        for one in made:
            self.entry(one, 0)
        program.constructs = made

    def main_class(self) -> Class | None:
        """The class whose name is not part of its constructs' keys."""
        classes = self.program.classes
        if not self.main or self.main in classes:
            return classes.get(self.main)
        counts = Counter(one.owner.name for one in self.by_new.values() if isinstance(one, Construct) and one.owner)
        kinds = ("stack", "stage", "construct", "other")
        ranked = sorted(classes.values(), key=lambda one: (kinds.index(one.kind), -counts[one.name]))
        main = next((one for one in ranked if counts[one.name] or one.kind == "stack"), None)
        if main is None:
            return None
        stacks = sum(counts[one.name] for one in ranked if one.kind == main.kind)
        # None of several stacks of much the same size is more the stack than the others.
        return None if counts[main.name] * 2 < stacks else main

    def entry(self, one: Construct, depth: int) -> str:
        if one.entry:
            return one.entry
        prefix = self.prefix(one, depth)
        base = prefix + self.names.id_text(one.id)
        entry = base
        while entry in self.taken or not entry:
            self.taken[base] = self.taken.get(base, 1) + 1
            entry = f"{base}#{self.taken[base]}"
        self.taken[entry] = 1
        one.entry = entry
        return entry

    def prefix(self, one: Construct, depth: int) -> str:
        found = self.names.resolve(one.scope)
        if found is not None and found.construct is not None and found.construct is not one and depth < 50:
            return self.entry(found.construct, depth + 1) + "/"
        owner = one.owner
        return "" if owner is None or owner is self.program.main else f"{owner.name}/"

    def make_stacks(self) -> None:
        """The classes that hold constructs; what the app hands to them are their properties."""
        program = self.program
        for one in program.classes.values():
            if one.kind != "other":
                made = Stack(one.name, one.base, one.node, one, given=self.names.super_props(one))
                program.stacks[one.name] = made
        for new, found in self.by_new.items():
            if isinstance(found, Stack):
                program.stacks.setdefault("App", found)
                continue
            scope = self.names.resolve(found.scope)
            owner = program.classes.get(found.type[2:]) if found.type.startswith("./") else None
            outside = found.owner is None or found.owner.kind == "stage"
            if owner is not None and owner.kind in ("stack", "stage") and outside:
                found.section = "Stacks"
                found.entry = owner.name
                stack = program.stacks[owner.name]
                if stack.new is not None:
                    number = sum(name.partition("#")[0] == owner.name for name in program.stacks) + 1
                    found.entry = f"{owner.name}#{number}"
                    stack = Stack(found.entry, owner.base, owner.node, owner)
                    program.stacks[found.entry] = stack
                stack.new = found
                self.rebind(new, stack)
            elif _is_stack(found.type) and scope is not None and scope.stack is not None:
                found.section = "Stacks"
                found.entry = self.names.id_text(found.id)
                stack = Stack(found.entry, found.type, new, None, new=found)
                program.stacks.setdefault(found.entry, stack)
                self.rebind(new, stack)

    def rebind(self, new: Syntax, stack: Stack) -> None:
        for names in (*self.program.scopes.values(), *(one.fields for one in self.program.classes.values())):
            for binding in names.values():
                if binding.construct is not None and binding.construct.new is new and not binding.path:
                    binding.kind, binding.construct, binding.stack = "stack", None, stack

    # Statements

    def enliven(self) -> None:
        """Finds the functions in which infrastructure is made; the others are code."""
        places = list(self.by_new)
        for statement, _ in self.statements:
            if self.names.touches(statement):
                places.append(statement)
        for place in places:
            for node in place.above():
                if node.kind in FUNCTIONS:
                    self.live.add(node)
        for one in self.program.classes.values():
            if one.kind != "other" and one.constructor is not None and one.constructor.parent is not None:
                self.live.add(one.constructor.parent)

    def own_file(self, tree: Syntax) -> bool:
        """Whether a file makes the app and has no class of constructs in it."""
        classes = [one for file in self.program.files if file.tree is tree for one in file.classes]
        return not any(one.kind != "other" for one in classes)


def _kind(name: str) -> Kind | None:
    """What a class is by the name of what it extends."""
    return _BASES.get(name) or next((kind for end, kind in _BASES.items() if name.endswith(end)), None)


def _is_stack(kind: str) -> bool:
    """Whether a class is the library's own for stacks, or for stages of an app."""
    return simple_name(kind) in ("Stack", "Stage") and not kind.startswith(_SERVICES)
