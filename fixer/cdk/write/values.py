"""Values edited where they stand: members of objects, items of lists, arguments of calls, parts of templates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from typing import Any

from fixer.cdk.syntax import Syntax
from fixer.cdk.write.printer import LOOSE, TIGHTEST, WHOLE, Names, Printer, operation
from fixer.cdk.write.style import Style
from fixer.read.nodes import Node
from fixer.remedy.splice.align import align
from fixer.remedy.splice.arrange import Arrangement, arrange_inline, arrange_lines
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.members import Member, Slot, on_own_lines
from fixer.remedy.splice.refused import Lift
from fixer.remedy.splice.same import same

# What stands around a value without being part of it.
_AROUND = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"})
# Where a value may stand that needs no parentheses.
_FREE = frozenset({"pair", "arguments", "array", "variable_declarator", "assignment_expression", "spread_element"})
_CLEAR = frozenset({"template_substitution", "parenthesized_expression", "expression_statement", "return_statement"})
_DEEP = 2  # levels of one-line containers that are opened up, from the inside


def _start(pair: tuple[Node, Node]) -> int:
    """Where a member begins: a value may stand before the name that it goes by."""
    return min(pair[0].start, pair[1].start)


class Tree:
    """The syntax of a document, found by place."""

    def __init__(self, roots: list[Syntax]) -> None:
        self.roots = roots

    @cached_property
    def _by_span(self) -> dict[tuple[int, int], list[Syntax]]:
        found: dict[tuple[int, int], list[Syntax]] = {}
        for root in self.roots:
            for node in root.walk():
                if node.named:
                    found.setdefault((node.start, node.end), []).append(node)
        return found

    def spanning(self, start: int, end: int) -> list[Syntax]:
        """What stands exactly there, from the outside in."""
        return self._by_span.get((start, end), [])

    def at(self, node: Node) -> Syntax | None:
        """The expression that a value was read from, without what stands around it."""
        found = self._by_span.get((node.start, node.end))
        inner = found[-1] if found else None
        for one in found or ():
            if one.kind not in _AROUND and one.kind != "program":
                inner = one
                break
        while inner is not None and inner.kind in _AROUND and inner.parts():
            inner = inner.parts()[0]
        return inner


class Values:
    """Edits values of one document. ``names`` gives what stands for what at a place of the text."""

    def __init__(self, tree: Tree, lines: Lines, style: Style, edits: Edits, names: Callable[[int], Names]) -> None:
        self.tree = tree
        self.lines = lines
        self.text = lines.text
        self.style = style
        self.edits = edits
        self.names = names

    def printer(self, at: int) -> Printer:
        return Printer(self.style, self.names(at))

    def change(self, node: Node, old: Any, new: Any) -> None:
        """Makes the value that stands at ``node`` the new one, with as few edits as can be."""
        if same(old, new):
            return
        syntax = self.tree.at(node)
        sign = operation(old)
        mark = self.edits.mark()
        try:
            if syntax is None or sign != operation(new) or not self._inside(node, syntax, sign, old, new):
                self.edits.roll_back(mark)
                self.replace(node, new)
        except Lift:
            self.edits.roll_back(mark)
            self.replace(node, new)

    def _inside(self, node: Node, syntax: Syntax, sign: str | None, old: Any, new: Any) -> bool:
        """Edits the parts that differ; ``False`` where the whole must be written anew."""
        if sign is not None:
            return self._operation(node, syntax, sign, old[sign], new[sign])
        if isinstance(old, dict) and isinstance(new, dict):
            return syntax.kind == "object" and self._members(node, syntax, old, new)
        if isinstance(old, list) and isinstance(new, list):
            return syntax.kind == "array" and self._items(node.items, syntax, old, new)
        if isinstance(old, str) and isinstance(new, str):
            return self._string(syntax, new)
        return False

    # -- operations

    def _operation(self, node: Node, syntax: Syntax, sign: str, old: Any, new: Any) -> bool:
        body = node.pairs[0][1] if node.pairs else None
        if sign in ("$code", "$lambda"):
            return isinstance(new, str) and self.recode(syntax, new)
        if body is None or body.kind != "seq" or not isinstance(new, list) or len(body.items) != len(old):
            return False
        if sign in ("$call", "$new", "$invoke"):
            return self._call(body, syntax, old, new)
        alike = len(old) == len(new) and all(type(one) is type(other) for one, other in zip(old, new, strict=True))
        if sign == "$template":
            return alike and self._template(body, syntax, old, new)
        if sign in ("$if", "$binary") and alike and (sign == "$if" or old[0] == new[0]):
            for item, one, other in zip(body.items, old, new, strict=True):
                self.change(item, one, other)
            return True
        return False

    def _call(self, body: Node, syntax: Syntax, old: list[Any], new: list[Any]) -> bool:
        arguments = syntax.child("arguments")
        callee = syntax.child("function") or syntax.child("constructor")
        if arguments is None or callee is None or arguments.kind != "arguments":
            return False
        if not same(old[0], new[0]):
            if isinstance(old[0], str):
                self.edits.replace(callee.start, callee.end, self.printer(callee.start).names.imported(new[0]))
            elif operation(old[0]) == operation(new[0]) and operation(old[0]) in ("$get", "$path"):
                self.change(body.items[0], old[0], new[0])
            else:
                return False
        if not same(old[1:], new[1:]):
            part = Node("seq", arguments.start, arguments.end)
            part.items = body.items[1:]
            self.change_arguments(part, arguments, old[1:], new[1:])
        return True

    def change_arguments(self, node: Node, syntax: Syntax, old: list[Any], new: list[Any]) -> None:
        """Makes the arguments of a call the new ones."""
        mark = self.edits.mark()
        try:
            if syntax.kind == "arguments" and self._items(node.items, syntax, old, new):
                return
        except Lift:
            pass
        self.edits.roll_back(mark)
        printer = self.printer(syntax.start)
        text = printer.arguments(new, self.lines.indent(syntax.start), self.lines.column(syntax.start))
        self.edits.replace(syntax.start, syntax.end, text)

    def _template(self, body: Node, syntax: Syntax, old: list[Any], new: list[Any]) -> bool:
        printer = self.printer(syntax.start)
        holes = [child for child in syntax.children if child.kind == "template_substitution"]
        if syntax.kind != "template_string" or len(holes) != sum(not isinstance(part, str) for part in old):
            return False
        edges = [syntax.start + 1, *(edge for hole in holes for edge in (hole.start, hole.end)), syntax.end - 1]
        number = 0
        for item, one, other in zip(body.items, old, new, strict=True):
            if isinstance(one, str):
                if one != other:
                    self.edits.replace(edges[2 * number], edges[2 * number + 1], printer.raw(other))
            else:
                number += 1
                if not same(one, other):
                    self.change(item, one, other)
        return True

    # -- containers

    def _members(self, node: Node, syntax: Syntax, old: dict[str, Any], new: dict[str, Any]) -> bool:
        found, keys = self._found(node, syntax)
        silent = [index for index, key in enumerate(keys) if key is None]
        names = [key for key in keys if key is not None]
        if len(set(names)) != len(names) or set(names) != set(old):
            return False
        kept = [index for index, key in enumerate(keys) if key is None or key in new]
        if not kept or len(silent) == len(kept):
            return False
        for member, key in zip(found, keys, strict=True):
            if key is not None and key in new and not same(old[key], new[key]):
                self._member(member, key, old[key], new[key])
        order = {key: index for index, key in enumerate(keys) if key is not None and key in new}
        slots = _slots(kept, order, new, known=set(old))
        self._arrange(syntax, found, slots, lambda slot, indent, column: self._row(syntax, slot, indent, column))
        return True

    def _found(self, node: Node, syntax: Syntax) -> tuple[list[Member], list[str | None]]:
        """The members as they are written, each with its key; one that is not part of the data has none."""
        pairs = sorted(node.pairs, key=_start)
        starts = list(map(_start, pairs))
        found: list[Member] = []
        keys: list[str | None] = []
        for part in syntax.parts():
            at = bisect_left(starts, part.start)
            pair = pairs[at] if at < len(pairs) and starts[at] < part.end else None
            found.append(Member(part.start, part.end, pair[0] if pair else None, pair[1] if pair else node))
            keys.append(pair[0].value if pair else None)
        return found, keys

    def _row(self, syntax: Syntax, slot: Slot, indent: str, column: int) -> str:
        return self.printer(syntax.start).member(slot.key, slot.value, indent, column)

    def _member(self, member: Member, key: str, old: Any, new: Any) -> None:
        assert member.key is not None
        kinds = {one.kind for one in self.tree.spanning(member.start, member.end)}
        if "shorthand_property_identifier" in kinds or "method_definition" in kinds:
            indent = self.lines.indent(member.start)
            printer = self.printer(member.start)
            self.edits.replace(
                member.start, member.end, printer.member(key, new, indent, self.lines.column(member.start))
            )
        else:
            self.change(member.value, old, new)

    def _items(self, nodes: list[Node], syntax: Syntax, old: list[Any], new: list[Any]) -> bool:
        parts = syntax.parts()
        if len(parts) != len(old) or len(nodes) != len(old):
            return False
        pairing = align(old, new)
        if not any(i is not None and j is not None for i, j in pairing):
            return False
        found = [Member(part.start, part.end, None, node) for part, node in zip(parts, nodes, strict=True)]
        slots: list[Slot] = []
        for i, j in pairing:
            if j is None:
                continue
            if i is None:
                slots.append(Slot(None, value=new[j]))
                continue
            slots.append(Slot(i))
            self.change(nodes[i], old[i], new[j])
        printer = self.printer(syntax.start)
        self._arrange(
            syntax, found, slots, lambda slot, indent, column: printer.value(slot.value, indent, column, WHOLE)
        )
        return True

    # -- members in and out

    def _arrange(
        self, syntax: Syntax, found: list[Member], slots: list[Slot], text: Callable[[Slot, str, int], str]
    ) -> None:
        """Takes members away and adds some, each on its own row or all on one line as they are now."""
        if len(slots) == len(found) and all(slot.kept is not None for slot in slots):
            return
        container = Node("map", syntax.start, syntax.end)
        container.flow = True
        what = Arrangement(container, found, slots, False)
        lines, eol = self.lines, self.style.eol
        indent = lines.indent(found[0].start)
        if on_own_lines(container, found, lines, True):

            def rows(slot: Slot, below: int) -> list[str]:
                return (indent + text(slot, indent, len(indent))).split(eol)

            arrange_lines(what, lines, self.edits, rows, True)
            return
        fresh = [text(slot, indent, lines.column(syntax.start)) for slot in slots if slot.kept is None]
        one_line = lines.together(syntax.start, syntax.end)
        long = lines.column(lines.end(syntax.end)) + sum(len(one) + 2 for one in fresh) > self.style.width
        if one_line and fresh and syntax.kind != "arguments" and (long or any("\n" in one for one in fresh)):
            self._open(syntax, found, slots, text)
        else:
            written = iter(fresh)
            arrange_inline(what, lines, self.edits, lambda slot: next(written), ", ")

    def _open(
        self, syntax: Syntax, found: list[Member], slots: list[Slot], text: Callable[[Slot, str, int], str]
    ) -> None:
        """Gives every member of a one-line container a row."""
        if any(child.kind == "comment" for child in syntax.children):
            raise Lift("a comment stands between the members")
        indent = self.lines.indent(syntax.start)
        inner = indent + self.style.unit
        eol = self.style.eol
        done = syntax.start + 1
        before = ""
        for slot in slots:
            row = "" if slot.kept is not None else text(slot, inner, len(inner))
            if slot.kept is None:
                before += eol + inner + row + ","
                continue
            member = found[slot.kept]
            self.edits.replace(done, member.start, before + eol + inner)
            done, before = member.end, ","
        before = before.removesuffix(",") + self.style.trailing
        self.edits.replace(done, syntax.end - 1, before + eol + indent)

    # -- code that is kept as text

    def recode(self, syntax: Syntax, new: str) -> bool:
        """Changes the words in which a piece of code differs; ``False`` where these are too many."""
        from fixer.cdk.write.recode import changes

        found = changes(self.text, syntax, new, self.lines, self.style)
        for start, end, text in found or ():
            self.edits.replace(start, end, text)
        return found is not None

    # -- whole values

    def _string(self, syntax: Syntax, new: str) -> bool:
        if syntax.kind == "template_string" and "\n" in self.text[syntax.start : syntax.end]:
            self.edits.replace(syntax.start, syntax.end, f"`{self.printer(syntax.start).raw(new)}`")
            return True
        return False

    def replace(self, node: Node, new: Any) -> None:
        """Writes a new value where the old one stands."""
        start, end = node.start, node.end
        syntax = next(iter(self.tree.spanning(start, end)), None)
        indent = self.lines.indent(start)
        printer = self.printer(start)
        column = self.lines.column(start)
        if syntax is not None and syntax.kind == "shorthand_property_identifier":
            key = self.text[start:end]
            self.edits.replace(start, end, printer.member(key, new, indent, column))
            return
        self.edits.replace(start, end, printer.value(new, indent, column, self._tight(syntax)))

    def _tight(self, syntax: Syntax | None) -> int:
        """How tightly the place of a value holds together."""
        outer = syntax.parent if syntax is not None else None
        if outer is None:
            return WHOLE
        if outer.kind in _FREE or (outer.kind == "assignment_expression" and syntax is not None):
            return WHOLE
        if outer.kind == "ternary_expression" and outer.child("condition") is not syntax:
            return WHOLE
        return LOOSE if outer.kind in _CLEAR else TIGHTEST


def _slots(kept: list[int], order: dict[str, int], new: dict[str, Any], known: set[str]) -> list[Slot]:
    """Members that stay, in their order, each added one after the key that precedes it in ``new``, or last."""
    following: dict[int | None, list[Slot]] = {}
    anchor: int | None = None
    for key, value in new.items():
        if key in known:
            anchor = order.get(key)
        else:
            following.setdefault(anchor, []).append(Slot(None, key, value))
    slots = [slot for index in kept for slot in (Slot(index), *following.get(index, ()))]
    return slots + following.get(None, [])
