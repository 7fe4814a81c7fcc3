"""From the files of a stack to its ``Program``: imports, classes, constructs, variables, and the statements on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from time import monotonic

from fixer.cdk.names import Link, Names, chain, method_of
from fixer.cdk.program import (
    CLASSES,
    FUNCTIONS,
    STATEMENTS,
    TRANSPARENT,
    Assignment,
    Binding,
    Call,
    Class,
    Code,
    Construct,
    File,
    Kind,
    Loose,
    Program,
    Stack,
    Tag,
    Variable,
    bare,
    simple_name,
)
from fixer.cdk.sources import SourceFile
from fixer.cdk.syntax import MAX_SECONDS, Syntax, parse

_SPACE = re.compile(r"\s+")
_TEXTS = frozenset({"string", "template_string"})
# What an id can be made by, where it is no text.
_NAMING = frozenset(
    {
        "identifier", "member_expression", "subscript_expression", "call_expression", "ternary_expression",
        "binary_expression",
    }
)  # fmt: skip
# What holds declarations that are no one's statements.
_OUTSIDE = frozenset({"program", "ERROR", "export_statement", "class_body"})
_LOOPS = frozenset({"for_in_statement", "for_statement", "while_statement", "do_statement"})
_BASES: dict[str, Kind] = {"Stack": "stack", "NestedStack": "stack", "Stage": "stage", "Construct": "construct"}


def read(text: str, sources: Sequence[SourceFile]) -> tuple[Program, Names]:
    """Reads the files at these places of a text. Raises ``TextError`` where there is too much."""
    until = monotonic() + MAX_SECONDS
    program = Program(text)
    for source in sources:
        tree, errors = parse(source.code(text), source.start, until)
        program.files.append(File(source, tree))
        program.unread += outermost(errors)
    reader = _Reader(program)
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


class _Reader:
    def __init__(self, program: Program) -> None:
        self.program = program
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
        self.make_variables()
        for statement, file in self.statements:
            if self.is_live(statement):
                self.see(statement, file)
        self.make_code()

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
            named = _BASES.get(simple_name(base)) or next(
                (kind for end, kind in _BASES.items() if simple_name(base).endswith(end)), None
            )
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
        return Construct(
            entry="", section="Resources", type=kind, new=new, statement=statement, alone=False, file=file,
            owner=self.names.class_of(new), scope=parts[0], id=parts[1], props=props, rest=list(parts[3:]),
            within=self.within(new),
        )  # fmt: skip

    def within(self, new: Syntax) -> str | None:
        """The headers of the loops, conditions and callbacks that a construct is made in."""
        headers = []
        inside = new
        for node in new.above():
            header = self.header(node, inside)
            if header:
                headers.append(_SPACE.sub(" ", header).strip())
            if node.kind in ("method_definition", "function_declaration", "class_body"):
                break
            inside = node
        return " > ".join(reversed(headers)) or None

    def header(self, node: Syntax, inside: Syntax) -> str | None:
        text = self.program.text
        if node.kind in _LOOPS:
            body = node.child("body")
            return text[node.start : body.start if body is not None else node.end]
        if node.kind in ("if_statement", "ternary_expression") and inside.field != "condition":
            condition = node.child("condition")
            shown = self.program.source(condition) if condition is not None else ""
            shown = f"if {shown}" if node.kind == "if_statement" else f"if ({shown})"
            return f"else of {shown}" if inside.field == "alternative" else shown
        if node.kind in ("switch_case", "switch_default"):
            return text[node.start : node.start + text[node.start : node.end].find(":") + 1]
        if node.kind in ("arrow_function", "function_expression") and node.parent is not None:
            body, call = node.child("body"), node.parent.parent
            if body is not None and call is not None and node.parent.kind == "arguments":
                return text[call.start : body.start]
        return None

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
        """Chooses the main class, then gives every construct its key."""
        program = self.program
        counts = Counter(one.owner.name for one in self.by_new.values() if isinstance(one, Construct) and one.owner)
        kinds = ("stack", "stage", "construct", "other")
        ranked = sorted(program.classes.values(), key=lambda one: (kinds.index(one.kind), -counts[one.name]))
        program.main = next((one for one in ranked if counts[one.name] or one.kind == "stack"), None)
        if program.main is not None:
            stacks = sum(counts[one.name] for one in ranked if one.kind == program.main.kind)
            # None of several stacks of much the same size is more the stack than the others.
            if counts[program.main.name] * 2 < stacks:
                program.main = None
        self.make_stacks()
        made = [one for one in self.by_new.values() if isinstance(one, Construct) and one.section == "Resources"]
        made.sort(key=lambda one: (one.owner is not None and one.owner is not program.main, one.new.start))
        for one in made:
            one.entry = ""
        for one in made:
            self.entry(one, 0)
        program.constructs = made

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
            elif simple_name(found.type) in ("Stack", "Stage") and scope is not None and scope.stack is not None:
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

    def is_live(self, node: Syntax) -> bool:
        for outer in node.above():
            if outer.kind in FUNCTIONS and outer not in self.live:
                return False
            if outer.kind in CLASSES and self.names.kind_of(outer) == "other":
                return False
        return True

    def see(self, statement: Syntax, file: File) -> None:
        parts = statement.parts()
        if not parts:
            return
        node = bare(parts[0])
        if node.kind == "await_expression":
            node = bare(node.parts()[0]) if node.parts() else node
        if node.kind == "call_expression":
            self.see_call(node, statement, file)
        elif node.kind == "assignment_expression":
            self.see_assignment(node, statement)

    def see_call(self, node: Syntax, statement: Syntax, file: File) -> None:
        arguments = node.child("arguments")
        if arguments is None or arguments.kind != "arguments" or self.holds_statements(arguments):
            return
        links = chain(node)
        base = links[0].node
        if self.see_each(node, statement, file):
            return
        if base.kind == "super" or (base.kind == "this" and self.names.own_method(statement)):
            return
        imported = self.names.imported(links)
        if imported and imported[0].endswith(("Tags.of", "Aspects.of")) and len(links) > imported[1] + 1:
            self.see_tags(imported, links, node, statement)
            return
        path: tuple[str, ...] = ()
        found, skip = self.names.receiver(links)
        holder = (found.construct or found.stack) if found is not None else None
        if found is not None:
            path = found.path
        method = method_of(self.program.text, links[skip:], path)
        call = Call(method, arguments, node, statement)
        if holder is not None and method:
            holder.calls.append(call)
        elif skip == 2 and found is not None:
            self.add_loose(found.entry or f"this.{self.program.source(links[1].node)}", base, call)
        else:
            self.see_loose(links, imported, call)

    def see_each(self, node: Syntax, statement: Syntax, file: File) -> bool:
        """``Object.entries(tags).forEach(([key, value]) => Tags.of(x).add(key, value))``, without a block."""
        arguments = node.child("arguments")
        parts = arguments.parts() if arguments is not None else []
        body = parts[0].child("body") if parts and parts[0].kind == "arrow_function" else None
        inner = bare(body) if body is not None else None
        inner_arguments = inner.child("arguments") if inner is not None and inner.kind == "call_expression" else None
        pair = inner_arguments.parts() if inner_arguments is not None else []
        if inner is None or len(pair) != 2 or self.names.entries_of(pair[0], pair[1]) is None:
            return False
        imported = self.names.imported(chain(inner))
        if imported is None or not imported[0].endswith("Tags.of"):
            return False
        self.see_call(inner, statement, file)
        return True

    def see_loose(self, links: Sequence[Link], imported: tuple[str, int] | None, call: Call) -> None:
        base = links[0].node
        if imported:
            name, used = imported
            owner, _, method = name.rpartition(".")
            key, rest = owner, links[used:]
            call.method = method + method_of(self.program.text, rest, ()) if rest else method
        elif base.kind in ("identifier", "this") and len(links) > 1:
            known = self.names.lookup(base) if base.kind == "identifier" else None
            key = known.entry if known is not None and known.entry else self.program.source(base)
            call.method = method_of(self.program.text, links[1:], ())
        else:
            return
        if key != "console":
            self.add_loose(key, base, call)

    def add_loose(self, key: str, base: Syntax, call: Call) -> None:
        self.program.loose.setdefault(key, Loose(key, base)).calls.append(call)

    def see_tags(self, imported: tuple[str, int], links: Sequence[Link], node: Syntax, statement: Syntax) -> None:
        """``Tags.of(x).add(key, value)`` is a tag of ``x``; every other call of this kind is a call on it."""
        of = links[imported[1]].node.parts()
        arguments = node.child("arguments")
        found = self.names.resolve(of[0]) if of else None
        holder = (found.construct or found.stack) if found is not None else None
        if holder is None or arguments is None:
            return
        what = imported[0].rpartition(".")[0].rpartition(".")[2]
        method = method_of(self.program.text, links[imported[1] + 1 :], ())
        parts = arguments.parts()
        if what == "Tags" and method == "add" and len(parts) == 2:
            whole = self.names.entries_of(parts[0], parts[1])
            if whole is not None:
                number = sum(tag.key.startswith("...") for tag in holder.tags) + 1
                holder.tags.append(Tag(f"...{number}", parts[0], whole, statement))
                return
            key = self.names.id_text(parts[0]) if parts[0].kind == "string" else f"[{self.program.source(parts[0])}]"
            holder.tags.append(Tag(key, parts[0], parts[1], statement))
        else:
            holder.calls.append(Call(f"{what}.{method}", arguments, node, statement))

    def see_assignment(self, node: Syntax, statement: Syntax) -> None:
        left, right = node.child("left"), node.child("right")
        if left is None or right is None or bare(left).kind not in ("member_expression", "subscript_expression"):
            return
        links = chain(left)
        base = links[0].node
        found, skip = self.names.receiver(links)
        holder = (found.construct or found.stack) if found is not None else None
        if found is None or holder is None:
            return
        path = method_of(self.program.text, links[skip:], found.path)
        if (path and base.kind != "this") or (skip > 1 and path):
            holder.assigned.append(Assignment(path, left, right, statement))

    def holds_statements(self, arguments: Syntax) -> bool:
        """Whether a callback among the arguments makes infrastructure: its statements are read one by one then."""
        return any(bare(part) in self.live for part in arguments.parts())

    # The rest

    def make_variables(self) -> None:
        """What is declared and is no construct; in patterns, name by name. The main class comes first."""
        program = self.program
        taken: Counter[str] = Counter()
        owned = [(holder, self.names.class_of(holder)) for holder, _ in self.declared]
        owned.sort(key=lambda pair: pair[1] is not program.main)
        for holder, owner in owned:
            name, value = holder.child("name") or holder.child("left"), holder.child("value") or holder.child("right")
            if name is None or value is None or not self.is_live(holder) or self.names.is_other(name, holder, value):
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

    def own_file(self, tree: Syntax) -> bool:
        """Whether a file makes the app and has no class of constructs in it."""
        classes = [one for file in self.program.files if file.tree is tree for one in file.classes]
        return not any(one.kind != "other" for one in classes)

    def make_code(self) -> None:
        """Helpers and methods that make nothing, and what interfaces ask for."""
        taken: Counter[str] = Counter()
        for holder, _ in self.declared:
            if holder.kind == "variable_declarator" and self.is_live(holder) and self.is_code(holder):
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
