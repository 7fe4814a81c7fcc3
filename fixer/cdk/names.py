"""What the names in a stack's files stand for: modules, classes, constructs, values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fixer.cdk.chains import CUSTOMARY, DEFAULT_CHILD, Link, chain, qualified
from fixer.cdk.literals import string_value, template_parts
from fixer.cdk.program import CLASSES, FUNCTIONS, Binding, Class, File, Stack, bare
from fixer.cdk.syntax import Syntax
from fixer.cdk.tables import Tables

MAX_STEPS = 50

_SPACE = re.compile(r"\s+")


class Names(Tables):
    """What the names in one program stand for."""

    def base_of(self, one: Class) -> str:
        """The full name of what a class extends; empty if that is nothing."""
        heritage = one.node.first("class_heritage")
        extends = heritage.first("extends_clause") if heritage is not None else None
        value = extends.child("value") if extends is not None else None
        return self.type_of(value) if value is not None else ""

    def bind(self, name: Syntax, holder: Syntax, binding: Binding) -> str | None:
        """Says what a variable or field stands for; its name as it is written where it is used."""
        text = self.source(name)
        if holder.kind == "public_field_definition":
            owner = self.class_of(holder)
            if owner is not None:
                owner.fields.setdefault(text, binding)
            return f"this.{text}"
        name = bare(name)
        if name.kind == "identifier":
            table = next((self.scopes[one] for one in holder.above() if text in self.scopes.get(one, {})), None)
            if table is None:
                table = self.scopes.setdefault(self.scope_of(holder), {})
            if text not in table or table[text].kind == "value":
                table[text] = binding
            return text
        base, member = name.child("object"), name.child("property")
        owner = self.class_of(holder)
        if name.kind != "member_expression" or base is None or base.kind != "this" or member is None or owner is None:
            return None
        known = owner.fields.get(self.source(member))
        if known is None or known.kind == "value":
            owner.fields[self.source(member)] = binding
        return text

    def enter(self, name: Syntax, holder: Syntax, entry: str) -> None:
        """Says which variable a name stands for."""
        text = self.source(name)
        owner = self.class_of(holder)
        if owner is not None and (holder.kind == "public_field_definition" or text.startswith("this.")):
            owner.fields.setdefault(text.removeprefix("this."), Binding("value", holder, entry=entry))
            return
        found = self.lookup(name)
        if found is not None and found.kind == "value" and not found.entry:
            # In a pattern the names share a declaration, not a key.
            for outer in name.above():
                table = self.scopes.get(outer, {})
                if table.get(text) is found:
                    table[text] = Binding("value", found.node, entry=entry)
                    return

    def follow_aliases(self, declared: Sequence[tuple[Syntax, File]]) -> None:
        """Binds names that stand for a construct, or its default child, under another name."""
        for _ in range(2):
            for node, _ in declared:
                name, value = node.child("name") or node.child("left"), node.child("value") or node.child("right")
                if name is None or value is None or bare(value).kind == "new_expression":
                    continue
                found = self.alias(value)
                if found is not None:
                    self.bind(name, node, found)

    def alias(self, value: Syntax) -> Binding | None:
        if bare(value).kind == "call_expression":
            found = self.result(bare(value))
            if found is not None and (found.construct is not None or found.stack is not None):
                return found
        links = chain(value)
        if any(link.kind == "index" for link in links):
            return None
        found, skip = self.receiver(links)
        if found is None or (found.construct is None and found.stack is None):
            return None
        path = tuple(found.path)
        rest = links[skip:]
        names = tuple(self.source(link.node) for link in rest)
        if names and names[0] == "node" and len(names) == 3 and names[1] in ("findChild", "tryFindChild"):
            names = DEFAULT_CHILD if names[2].strip("()'\"`") in ("Resource", "Default") else names
        elif any(link.kind == "call" for link in rest):
            return None
        if names not in ((), DEFAULT_CHILD) or (not names and bare(value).kind == "this"):
            return None
        return Binding(found.kind, value, found.construct, path + names, found.stack)

    # Asking

    def lookup(self, node: Syntax) -> Binding | None:
        """What an identifier stands for where it is written."""
        name = self.source(node)
        for outer in node.above():
            table = self.scopes.get(outer)
            if table is not None and name in table:
                return self.followed(table[name])
        return None

    def followed(self, found: Binding) -> Binding:
        """What an import from another file of the stack stands for there, be it no class."""
        module, name = found.module
        if found.kind != "import" or not module.startswith(".") or name in self.program.classes:
            return found
        for file in self.program.files:
            there = self.scopes.get(file.tree, {}).get(name)
            if there is not None and there.kind != "import":
                return there
        return found

    def resolve(self, node: Syntax, depth: int = 0) -> Binding | None:
        """What an expression stands for, where it is a name, ``this``, ``this.name`` or makes a construct."""
        node = bare(node)
        if node.kind == "identifier":
            found = self.lookup(node)
            if found is not None and found.kind == "value" and depth < MAX_STEPS:
                return self.argument(found, node, depth) or found
            return found
        if node.kind == "this":
            owner = self.class_of(node)
            stack = self.program.stacks.get(owner.name) if owner is not None else None
            return Binding("stack", node, stack=stack) if stack is not None else None
        if node.kind == "member_expression":
            base, name = node.child("object"), node.child("property")
            owner = self.class_of(node)
            if base is not None and base.kind == "this" and name is not None and owner is not None:
                return self.field(owner, self.source(name))
        if node.kind == "new_expression":
            made = self.made.get(node)
            if isinstance(made, Stack):
                return Binding("stack", node, stack=made)
            return Binding("construct", node, made) if made is not None else None
        return None

    def field(self, owner: Class | None, name: str) -> Binding | None:
        """What a field of a class stands for, or of one that it extends."""
        for _ in range(MAX_STEPS):
            if owner is None or name in owner.fields:
                break
            owner = self.program.classes.get(owner.base.removeprefix("./"))
        return owner.fields.get(name) if owner is not None else None

    def argument(self, found: Binding, name: Syntax, depth: int) -> Binding | None:
        """What a parameter stands for where its method is called from one place only."""
        parameter = found.node
        if parameter.kind not in ("required_parameter", "optional_parameter") or parameter.parent is None:
            return None
        method = parameter.parent.parent
        calls = self.calls_of(method) if method is not None else []
        if len(calls) != 1:
            return None
        arguments = calls[0].child("arguments")
        place = parameter.parent.parts().index(parameter)
        parts = arguments.parts() if arguments is not None else []
        given = self.resolve(parts[place], depth + 1) if place < len(parts) else None
        return given if given is not None and (given.construct is not None or given.stack is not None) else None

    def calls_of(self, function: Syntax) -> list[Syntax]:
        """The calls of a method by its own class, or of a function by its name."""
        return self.own_calls.get(self.called_by(function), [])

    def result(self, call: Syntax) -> Binding | None:
        """The construct that a method or function returns, where it has one call and one ``return``."""
        name = call.child("function")
        for function in self.functions.get(self.source(name), ()) if name is not None else ():
            if self.calls_of(function) == [call]:
                body = function.child("body")
                if body is not None and body.kind != "statement_block":
                    return self.resolve(body)
                returned = [node for node in function.walk() if node.kind == "return_statement"]
                parts = returned[0].parts() if len(returned) == 1 else []
                return self.resolve(parts[0]) if parts else None
        return None

    def receiver(self, links: Sequence[Link]) -> tuple[Binding | None, int]:
        """What the first links stand for, and how many of them that are."""
        base = links[0].node
        if base.kind == "this" and len(links) > 1 and links[1].kind == "member":
            owner = self.class_of(base)
            found = self.field(owner, self.source(links[1].node))
            if found is not None:
                return found, 2
        return self.resolve(base), 1

    def target(self, links: Sequence[Link]) -> tuple[Binding | None, int]:
        """What a statement is about: as ``receiver``, and the stack that ``Stack.of(x)`` finds."""
        imported = self.imported(links)
        if imported is None or not imported[0].endswith(".Stack.of") or len(links) <= imported[1] + 1:
            return self.receiver(links)
        parts = links[imported[1]].node.parts()
        found = self.resolve(parts[0]) if links[imported[1]].kind == "call" and parts else None
        if found is None or (found.construct is None and found.stack is None):
            return None, 1
        owner = found.construct.owner if found.construct is not None else None
        stack = self.program.stacks.get(owner.name) if owner is not None else found.stack
        # What a construct of the document's own finds is known to whoever makes it.
        if stack is None or (stack.owner is not None and stack.owner.kind not in ("stack", "stage")):
            return None, 1
        return Binding("stack", links[0].node, stack=stack), imported[1] + 1

    def imported(self, links: Sequence[Link]) -> tuple[str, int] | None:
        """The full name of an imported thing, or of a class of the document's own, and how many links make it."""
        base = links[0].node
        if base.kind != "identifier":
            return None
        used = 1
        while used < len(links) and links[used].kind == "member":
            used += 1
        names = [self.source(link.node) for link in links[1:used]]
        found = self.lookup(base)
        if found is not None and found.kind == "import":
            module, name = found.module
            whole = name in ("*", "default") and not module.startswith(".")
            return qualified(module, names if whole or name == "*" else [name, *names]), used
        own = self.source(base)
        if found is None and own in self.program.classes:
            return "./" + ".".join((own, *names)), used
        if found is None and names and names[0][:1].isupper() and own in CUSTOMARY:
            self.program.unimported.setdefault(own, base)
            return qualified(CUSTOMARY[own], names), used
        return None

    def type_of(self, node: Syntax) -> str:
        """The full name of a class; the text itself where nothing is known of it."""
        links = chain(node)
        found = self.imported(links)
        if found is not None and found[1] == len(links):
            return found[0]
        own = self.source(node)
        return f"./{own}" if own in self.program.classes else _SPACE.sub("", own)

    def type_of_name(self, node: Syntax, found: Binding) -> str:
        """The full name of an import that stands for itself."""
        module, name = found.module
        return qualified(module, [] if name in ("*", "default") and not module.startswith(".") else [name])

    def id_text(self, node: Syntax) -> str:
        """The id of a construct: the parts of it that are fixed; the expression itself where none is."""
        shown = ""
        inner: Syntax | None = None
        operands = [bare(node)]
        while operands:
            one = operands.pop()
            if one.kind == "string":
                shown += string_value(self.text, one)
            elif one.kind == "template_string":
                for part, _, _ in template_parts(self.text, one):
                    inner = part if isinstance(part, Syntax) else inner
                    shown += part if isinstance(part, str) else "${}"
            elif one.kind == "binary_expression" and one.first("+") is not None:
                operands.extend(reversed([bare(part) for part in one.parts()]))
            else:
                shown, inner = shown + "${}", one
        if shown == "${}" and inner is not None:
            return "${" + _SPACE.sub(" ", self.source(inner)) + "}"
        return shown

    def super_props(self, one: Class) -> Syntax | None:
        """The props that a class's constructor hands to ``super()``, where they are written out."""
        parts = self.super_arguments(one)
        return parts[2] if len(parts) > 2 and bare(parts[2]).kind == "object" else None

    def super_arguments(self, one: Class) -> list[Syntax]:
        """What a class's constructor hands to ``super()``."""
        for statement in one.constructor.children if one.constructor is not None else ():
            call = statement.first("call_expression")
            function = call.child("function") if call is not None else None
            if call is not None and function is not None and function.kind == "super":
                arguments = call.child("arguments")
                return arguments.parts() if arguments is not None else []
        return []

    def entries_of(self, key: Syntax, value: Syntax) -> Syntax | None:
        """The object whose entries a loop goes through, where these are their keys and values."""
        found = [self.lookup(part) if part.kind == "identifier" else None for part in (key, value)]
        if found[0] is None or found[1] is None or found[0].node is not found[1].node:
            return None
        holder = found[0].node
        pattern = holder.child("pattern") or holder.child("left")
        names = [self.source(part) for part in pattern.parts()] if pattern is not None else []
        if pattern is None or pattern.kind != "array_pattern" or names != [self.source(key), self.source(value)]:
            return None
        entries = holder.child("right") if holder.kind == "for_in_statement" else self.looped(holder)
        arguments = entries.child("arguments") if entries is not None else None
        function = entries.child("function") if entries is not None else None
        parts = arguments.parts() if arguments is not None else []
        if function is None or self.source(function) != "Object.entries" or len(parts) != 1:
            return None
        return parts[0]

    def looped(self, parameter: Syntax) -> Syntax | None:
        """What ``forEach`` is called on, where this is the parameter of its callback."""
        function = parameter.parent.parent if parameter.parent is not None else None
        call = function.parent.parent if function is not None and function.parent is not None else None
        method = call.child("function") if call is not None and call.kind == "call_expression" else None
        name = method.child("property") if method is not None else None
        if method is None or name is None or self.source(name) != "forEach":
            return None
        return method.child("object")

    def own_method(self, node: Syntax) -> str | None:
        """The name of the method of its own class that a statement calls."""
        call = node.first("call_expression")
        links = chain(call) if call is not None else []
        if len(links) != 3 or links[0].node.kind != "this" or links[1].kind != "member":
            return None
        owner = self.class_of(node)
        name = self.source(links[1].node)
        return name if owner is not None and name in owner.methods else None

    def touches(self, statement: Syntax) -> bool:
        """Whether a statement calls or sets something of a construct."""
        parts = statement.parts()
        node = bare(parts[0]) if parts else statement
        left = node.child("left") if node.kind == "assignment_expression" else node
        if left is None or left.kind not in ("call_expression", "member_expression"):
            return False
        links = chain(left)
        found, _ = self.target(links)
        if found is not None and (found.construct is not None or found.stack is not None):
            return self.own_method(statement) is None
        imported = self.imported(links)
        return imported is not None and imported[0].endswith(("Tags.of", "Aspects.of"))

    def is_other(self, name: Syntax, holder: Syntax, value: Syntax) -> bool:
        """Whether what is declared is no variable: it holds a construct, a function, a module."""
        if bare(value).kind in FUNCTIONS:
            return True
        name = bare(name)
        if holder.kind == "public_field_definition":
            owner = self.class_of(holder)
            found = owner.fields.get(self.source(name)) if owner is not None else None
        elif name.kind == "member_expression":
            base = name.child("object")
            if base is None or base.kind != "this":
                return True
            found = self.resolve(name)
        elif name.kind == "identifier":
            found = self.lookup(name)
        else:
            kinds = ("identifier", "shorthand_property_identifier_pattern")
            inner = next((node for node in name.walk() if node.kind in kinds), None)
            found = self.lookup(inner) if inner is not None else None
        if holder.parent is not None and holder.parent.field == "initializer":
            return True
        return found is not None and found.kind != "value"

    def is_live(self, node: Syntax) -> bool:
        for outer in node.above():
            if outer.kind in FUNCTIONS and outer not in self.live:
                return False
            if outer.kind in CLASSES and self.kind_of(outer) == "other":
                return False
        return True
