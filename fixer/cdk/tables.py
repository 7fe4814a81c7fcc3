"""The tables of names of a stack's files, as they are declared; what the names stand for is for ``names`` to say."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.cdk.literals import string_value
from fixer.cdk.program import CLASSES, FUNCTIONS, Binding, Class, Construct, File, Import, Program, Stack, bare
from fixer.cdk.syntax import Syntax

_SCOPES = (
    FUNCTIONS
    | {"program", "statement_block", "for_in_statement", "for_statement", "class_body", "switch_body", "catch_clause"}
)  # fmt: skip
_CALLED = frozenset({"method_definition", "function_declaration", "variable_declarator", "public_field_definition"})


class Tables:
    """What is declared where in one program. ``collect`` takes in a file.

    ``made``: the construct or stack of every ``new`` that makes one; ``own_calls``: the calls of functions and of a
    class's own methods, by their names; ``live``: the functions in which infrastructure is made.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.text = program.text
        self.scopes = program.scopes
        self.made: dict[Syntax, Construct | Stack] = {}
        self.own_calls: dict[str, list[Syntax]] = {}
        self.functions: dict[str, list[Syntax]] = {}
        self.live: set[Syntax] = set()

    def source(self, node: Syntax) -> str:
        return self.text[node.start : node.end]

    def collect(
        self,
        file: File,
        news: list[tuple[Syntax, File]],
        statements: list[tuple[Syntax, File]],
        declared: list[tuple[Syntax, File]],
    ) -> None:
        """Takes in the names that a file declares; the lists get what the reader looks at afterwards."""
        before = len(declared)
        for node in file.tree.walk():
            kind = node.kind
            if kind == "new_expression":
                news.append((node, file))
            elif kind == "expression_statement":
                statements.append((node, file))
            elif kind in ("variable_declarator", "public_field_definition"):
                declared.append((node, file))
                if kind == "variable_declarator":
                    self.declare(node.child("name"), node)
            elif kind == "assignment_expression":
                declared.append((node, file))
            elif kind in ("required_parameter", "optional_parameter"):
                self.declare(node.child("pattern"), node)
            elif kind == "arrow_function":
                self.declare(node.child("parameter"), node, node)
                if node.field == "value":
                    self.take_function(node)
            elif kind == "for_in_statement":
                self.declare(node.child("left"), node, node)
            elif kind == "import_statement":
                self.take_import(node, file)
            elif kind in CLASSES:
                self.take_class(node, file)
            elif kind in ("function_declaration", "generator_function_declaration"):
                self.declare(node.child("name"), node)
                self.take_function(node)
            elif kind == "method_definition":
                self.take_function(node)
            elif kind == "call_expression":
                self.take_own_call(node)
        self.take_requires(declared[before:])

    def declare(self, name: Syntax | None, node: Syntax, scope: Syntax | None = None) -> None:
        if name is None:
            return
        table = self.scopes.setdefault(scope or self.scope_of(node), {})
        if name.kind == "identifier":
            table.setdefault(self.source(name), Binding("value", node))
            return
        for inner in name.walk():
            if inner.kind in ("identifier", "shorthand_property_identifier_pattern"):
                table.setdefault(self.source(inner), Binding("value", node))

    def scope_of(self, node: Syntax) -> Syntax:
        outer = node
        for outer in node.above():
            if outer.kind in _SCOPES:
                return outer
        return outer

    def take_import(self, node: Syntax, file: File) -> None:
        clause = node.first("import_require_clause") or node.first("import_clause")
        source = node.child("source") or (clause.child("source") if clause is not None else None)
        if source is None:
            return
        taken = Import(string_value(self.text, source), {}, node)
        file.imports.append(taken)
        for part in clause.parts() if clause is not None else ():
            if part.kind == "identifier":
                whole = clause is not None and clause.kind == "import_require_clause"
                taken.names[self.source(part)] = "*" if whole else "default"
            elif part.kind == "namespace_import":
                taken.names.update({self.source(name): "*" for name in part.parts()})
            elif part.kind == "named_imports":
                for one in part.parts():
                    name = one.child("name")
                    local = one.child("alias") or name
                    if name is not None and local is not None:
                        taken.names[self.source(local)] = self.source(name)
        table = self.scopes.setdefault(file.tree, {})
        for shown, exported in taken.names.items():
            table[shown] = Binding("import", node, module=(taken.module, exported))

    def take_requires(self, declared: Sequence[tuple[Syntax, File]]) -> None:
        """``const x = require('m')`` and ``const { a } = require('m')`` are imports too."""
        for node, file in declared:
            value, name = node.child("value"), node.child("name")
            call = bare(value) if value is not None else None
            if call is None or name is None or call.kind != "call_expression":
                continue
            function, arguments = call.child("function"), call.child("arguments")
            parts = arguments.parts() if arguments is not None else []
            if function is None or self.source(function) != "require" or len(parts) != 1 or parts[0].kind != "string":
                continue
            taken = Import(string_value(self.text, parts[0]), {}, node.parent or node)
            if name.kind == "identifier":
                taken.names[self.source(name)] = "*"
            for one in name.parts() if name.kind == "object_pattern" else ():
                taken.names[self.source(one.child("value") or one)] = self.source(one.child("key") or one)
            file.imports.append(taken)
            table = self.scopes.setdefault(self.scope_of(node), {})
            for local, exported in taken.names.items():
                table[local] = Binding("import", node, module=(taken.module, exported))

    def take_class(self, node: Syntax, file: File) -> None:
        name, body = self.class_name(node), node.child("body")
        if name is None or body is None:
            return
        made = Class(self.source(name), "", "other", node, body, file)
        for member in body.children:
            named, value = member.child("name"), member.child("value")
            is_function = member.kind == "method_definition" or (value is not None and bare(value).kind in FUNCTIONS)
            if is_function and named is not None:
                made.methods.add(self.source(named))
                if member.kind == "method_definition" and self.source(named) == "constructor":
                    made.constructor = member.child("body")
        file.classes.append(made)
        self.program.classes.setdefault(made.name, made)

    def take_own_call(self, node: Syntax) -> None:
        """Notes the calls of methods of the same class (``this.name``) and of functions of the file (``name``)."""
        function = node.child("function")
        if function is None:
            return
        base = function.child("object") if function.kind == "member_expression" else None
        if function.kind == "identifier" or (base is not None and base.kind == "this"):
            self.own_calls.setdefault(self.source(function), []).append(node)

    def called_by(self, function: Syntax) -> str:
        """The name that a function is called by, ``this.name`` or ``name``; empty if it has none."""
        holder = function
        if function.kind == "arrow_function" and function.field == "value" and function.parent is not None:
            holder = function.parent
        named = holder.child("name")
        if named is None or holder.kind not in _CALLED:
            return ""
        prefix = "this." if holder.kind in ("method_definition", "public_field_definition") else ""
        return prefix + self.source(named)

    def take_function(self, node: Syntax) -> None:
        self.functions.setdefault(self.called_by(node), []).append(node)

    def class_of(self, node: Syntax) -> Class | None:
        """The class that a node stands in."""
        for outer in node.above():
            if outer.kind in CLASSES:
                name = self.class_name(outer)
                return self.program.classes.get(self.source(name)) if name is not None else None
        return None

    def class_name(self, node: Syntax) -> Syntax | None:
        """The name of a class; the word ``class`` for one without."""
        return node.child("name") or node.first("class")

    def kind_of(self, node: Syntax) -> str:
        name = self.class_name(node)
        found = self.program.classes.get(self.source(name)) if name is not None else None
        return found.kind if found is not None else "other"
