"""Statements that belong to a construct: calls, assignments, tags."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.cdk.chains import Link, chain, inner_arguments, method_of
from fixer.cdk.names import Names
from fixer.cdk.program import Assignment, Call, Construct, File, Loose, Stack, Tag, bare
from fixer.cdk.surroundings import condition_of
from fixer.cdk.syntax import Syntax

_OF_STACKS = "templateOptions."


class Statements:
    """Puts the statements of one program where they belong."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.program = names.program
        self.live = names.live

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
        found, skip = self.names.target(links)
        holder = (found.construct or found.stack) if found is not None else None
        if found is not None:
            path = found.path
        method = method_of(self.program.text, links[skip:], path)
        call = Call(method, arguments, node, statement, inner_arguments(links[skip:]))
        call.within = self.condition(statement, holder)
        if holder is not None and method:
            holder.calls.append(call)
        elif skip == 2 and found is not None:
            self.add_loose(found.entry or f"this.{self.program.source(links[1].node)}", base, call)
        else:
            self.see_loose(links, imported, call)

    def condition(self, statement: Syntax, holder: Construct | Stack | None) -> str | None:
        """The condition that a call stands under; ``None`` also where that speaks of constructs by their names."""
        known = holder.around if isinstance(holder, Construct) else []
        found = condition_of(self.program.text, statement, known)
        return None if found and any(map(self.speaks_of_constructs, statement.above())) else found

    def speaks_of_constructs(self, node: Syntax) -> bool:
        tested = node.child("condition") or node.child("right")
        for part in tested.walk() if tested is not None else ():
            if part.kind in ("identifier", "member_expression"):
                found = self.names.resolve(part)
                if found is not None and (found.construct is not None or found.stack is not None):
                    return True
        return False

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
            call.inner = inner_arguments(rest)
        elif base.kind in ("identifier", "this") and len(links) > 1:
            known = self.names.lookup(base) if base.kind == "identifier" else None
            key = known.entry if known is not None and known.entry else self.program.source(base)
            call.method = method_of(self.program.text, links[1:], ())
            call.inner = inner_arguments(links[1:])
        else:
            return
        # What compiled modules say of themselves is no part of the program.
        if key != "console" and (key, call.method) != ("Object", "defineProperty"):
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
            inner = inner_arguments(links[imported[1] + 1 :])
            within = self.condition(statement, holder)
            holder.calls.append(Call(f"{what}.{method}", arguments, node, statement, inner, within))

    def see_assignment(self, node: Syntax, statement: Syntax) -> None:
        left, right = node.child("left"), node.child("right")
        if left is None or right is None or bare(left).kind not in ("member_expression", "subscript_expression"):
            return
        links = chain(left)
        base = links[0].node
        found, skip = self.names.target(links)
        holder = (found.construct or found.stack) if found is not None else None
        if found is None or holder is None:
            return
        path = method_of(self.program.text, links[skip:], found.path)
        # What is assigned to `this` alone is a field of the class, but for what every stack has.
        if path and (base.kind != "this" or skip > 1 or path.startswith(_OF_STACKS)):
            holder.assigned.append(Assignment(path, left, right, statement))

    def holds_statements(self, arguments: Syntax) -> bool:
        """Whether a callback among the arguments makes infrastructure: its statements are read one by one then."""
        return any(bare(part) in self.live for part in arguments.parts())
