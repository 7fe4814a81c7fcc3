"""The descent of a concrete tree against the data that it shall hold, collecting edits on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from fixer import pointer as pointers
from fixer.read.data import function_name, is_merge
from fixer.read.nodes import Node
from fixer.remedy.splice.align import align
from fixer.remedy.splice.arrange import Arrangement, arrange_inline, arrange_lines
from fixer.remedy.splice.block_text import rewrite_block
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.members import Place, Slot, map_member, members, on_own_lines
from fixer.remedy.splice.refused import Lift, Refused
from fixer.remedy.splice.render_json import JsonRenderer
from fixer.remedy.splice.render_yaml import YamlRenderer, dotted
from fixer.remedy.splice.same import same
from fixer.remedy.splice.scalar_text import inline_scalar
from fixer.remedy.splice.whole import Writer

# How far up a container may be written anew because something inside it cannot be edited in place.
_MAX_LIFT = 2


class Rewriter:
    """Collects the edits that turn what ``root`` reads as into other data. ``text`` ends its last line."""

    def __init__(self, text: str, root: Node, json: bool, renames: Mapping[str, str]) -> None:
        self.text = text
        self.root = root
        self.json = json
        self.renames = renames
        self.lines = Lines(text)
        self.edits = Edits()
        self.writer = Writer(text, root, json, self.lines, self.edits)
        # Anchored values that change: what they become, and where they stand.
        self.shared: dict[int, Any] = {}
        self.shared_at: list[tuple[str, str]] = []

    def run(self, old: Any, new: Any) -> str:
        """The edited text; raises ``Refused``."""
        if not same(old, new):
            self.value(Place(self.root, None, None, (), new), old, new)
        try:
            return self.edits.apply(self.text)
        except ValueError as error:
            raise Refused(str(error)) from None

    # -- the descent

    def value(self, place: Place, old: Any, new: Any) -> None:
        """Edits one value that changes; where that cannot be done in place, writes it anew as a whole."""
        if place.node.anchor is not None:
            self.shared[id(place.node)] = new
            self.shared_at.append((place.node.anchor, self.at(place)))
        mark = self.edits.mark()
        try:
            self.inside(place, old, new)
        except Lift as lift:
            self.edits.roll_back(mark)
            if lift.levels > _MAX_LIFT or place.container is None:
                raise Refused(lift.reason, pointers.join(place.pointer)) from None
            try:
                self.writer.replace(place)
            except Lift as again:
                raise Lift(again.reason, lift.levels + 1) from None

    def inside(self, place: Place, old: Any, new: Any) -> None:
        node = place.node
        if node.kind == "alias":
            if id(node.target) in self.shared and same(self.shared[id(node.target)], new):
                return
            if isinstance(new, dict | list) and type(new) is type(old):
                reason = f"the value is shared: it stands under the anchor &{node.value}"
                raise Refused(reason, self.at(place), node.value)
            self.writer.replace(place)
            return
        name = function_name(node.tag)
        if name is None:
            self.plain_value(place, old, new, None)
        elif isinstance(new, dict) and new.keys() == {name}:
            self.plain_value(place, old[name], new[name], name)
        else:
            self.writer.replace(place)

    def plain_value(self, place: Place, old: Any, new: Any, name: str | None) -> None:
        """Edits what stands behind the tag of the function ``name``, or behind none."""
        node = place.node
        if name == "Fn::GetAtt" and node.kind == "seq" and len(node.items) != 2 and dotted(new):
            self.writer.replace(place)
        elif node.kind == "map" and isinstance(new, dict):
            self.mapping(place, old, new)
        elif node.kind == "seq" and isinstance(new, list):
            self.sequence(place, old, new, name)
        elif node.kind == "scalar":
            self.scalar(place, new, name)
        else:
            self.writer.replace(place)

    def mapping(self, place: Place, old: dict[str, Any], new: dict[str, Any]) -> None:
        pairs = place.node.pairs
        if old.keys() == new.keys() and len(old) == len(pairs):
            for key, value in pairs:
                self.member(place, key, value, old[key.value], new[key.value])
            return
        names = self.new_names(place, old, new)
        self.check_keys(place, old, new, names)
        kept = {i: None for i, (key, _) in enumerate(pairs) if is_merge(key) or names[key.value] in new}
        becomes_call = len(new) == 1 < len(old) and not self.json and self.writer.yaml.short(new, place.function)
        if not kept or becomes_call:
            self.writer.replace(place)
            return
        for key, value in map(pairs.__getitem__, kept):
            if not is_merge(key):
                name = names[key.value]
                if name != key.value:
                    self.edits.replace(key.start, key.end, self.bare_key(name, key))
                self.member(place, key, value, old[key.value], new[name])
        slots = self.map_slots(place, kept, names, new)
        self.arrange(Arrangement(place.node, members(place.node, self.text), slots, place.container is None), None)

    def member(self, place: Place, key: Node, value: Node, old: Any, new: Any) -> None:
        if not same(old, new):
            pointer = (*place.pointer, *self.step(place.node), key.value)
            self.value(Place(value, place.node, map_member(key, value), pointer, new), old, new)

    @staticmethod
    def step(node: Node) -> tuple[str, ...]:
        """What the pointer of a node's members has between: the function that the node's tag stands for."""
        name = function_name(node.tag)
        return () if name is None else (name,)

    def new_names(self, place: Place, old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
        """Old key → the key under which it stays; only where that is a true renaming."""
        names = {key: key for key in old}
        if not self.renames or old.keys() == new.keys():
            return names
        outer = pointers.join((*place.pointer, *self.step(place.node)))
        for key in old:
            name = self.renames.get(pointers.child(outer, key))
            if name is not None and key not in new and name in new and name not in names.values():
                names[key] = name
        return names

    def check_keys(self, place: Place, old: dict[str, Any], new: dict[str, Any], names: dict[str, str]) -> None:
        """Refuses to change what stands twice in the map or comes from another one."""
        own = [key.value for key, _ in place.node.pairs if not is_merge(key)]
        if len(own) == len(old) == len(place.node.pairs):
            return
        counts = Counter(own)
        doubtful = {key: "the key stands more than once in its map" for key, count in counts.items() if count > 1}
        doubtful |= {key: "the key comes from a merge ('<<')" for key in old if key not in counts}
        for key, reason in doubtful.items():
            if names[key] not in new or names[key] != key or not same(old[key], new[key]):
                merged = [value for one, value in place.node.pairs if is_merge(one)] if key not in counts else []
                anchor = merged[0].value if merged and merged[0].kind == "alias" else None
                raise Refused(reason, pointers.child(self.at(place), key), anchor)

    def map_slots(self, place: Place, kept: Collection[int], names: dict[str, str], new: dict[str, Any]) -> list[Slot]:
        """Members that stay, in their order, each added one after the key that precedes it in ``new``, or last."""
        order = {names[key.value]: i for i, (key, _) in enumerate(place.node.pairs) if i in kept and not is_merge(key)}
        following: dict[int | None, list[Slot]] = {}
        anchor: int | None = None
        present = set(names.values())
        for key, value in new.items():
            if key in present:
                anchor = order.get(key)
            else:
                following.setdefault(anchor, []).append(Slot(None, key, value))
        slots = [slot for index in kept for slot in (Slot(index), *following.get(index, ()))]
        return slots + following.get(None, [])

    def sequence(self, place: Place, old: list[Any], new: list[Any], name: str | None) -> None:
        pairing = align(old, new)
        if not new or not any(i is not None and j is not None for i, j in pairing):
            self.writer.replace(place)
            return
        found = members(place.node, self.text)
        function = name or place.function
        step = (name,) if name else ()
        slots: list[Slot] = []
        for i, j in pairing:
            if j is None:
                continue
            if i is None:
                slots.append(Slot(None, value=new[j]))
                continue
            slots.append(Slot(i))
            if not same(old[i], new[j]):
                pointer = (*place.pointer, *step, i)
                where = Place(place.node.items[i], place.node, found[i], pointer, new[j], function)
                self.value(where, old[i], new[j])
        self.arrange(Arrangement(place.node, found, slots, place.container is None), function)

    # -- members in and out

    def arrange(self, what: Arrangement, function: str | None) -> None:
        if len(what.kept) == len(what.slots) == len(what.found):
            return
        node = what.node
        if not node.flow:
            column = self.lines.column(what.found[0].start)
            first = what.found[0]
            gap = first.value.start - first.start - 1
            if gap < 1 or not self.lines.together(first.start, first.value.start):
                gap = self.writer.yaml.style.gap

            def rows(slot: Slot, below: int) -> list[str]:
                renderer = self.writer.block_renderer(below, column)
                if first.key is not None:
                    return renderer.entry(slot.key, slot.value, column, first.key.style)
                return renderer.item(slot.value, column, gap, function)

            arrange_lines(what, self.lines, self.edits, rows, self.json)
            return
        if self.text[node.content] not in "{[":
            raise Lift("a single pair that stands in a list without braces")
        self.arrange_flow(what, function)

    def arrange_flow(self, what: Arrangement, function: str | None) -> None:
        first = what.found[0]
        indent = self.lines.indent(first.start)
        like = first.key.style if first.key is not None else None
        one_line = self.lines.together(what.node.start, what.node.end)

        def text(slot: Slot) -> str:
            key = self.writer.flow.key(slot.key, like) if first.key is not None else ""
            if isinstance(self.writer.flow, YamlRenderer) and first.key is None:
                return self.writer.flow.flow(slot.value, function)
            return key + self.writer.flow.value(slot.value, indent, one_line)

        if on_own_lines(what.node, what.found, self.lines, self.json):
            eol = self.lines.eol
            arrange_lines(what, self.lines, self.edits, lambda slot, below: (indent + text(slot)).split(eol), self.json)
        else:
            comma = self.writer.flow.style.comma if isinstance(self.writer.flow, JsonRenderer) else ", "
            arrange_inline(what, self.lines, self.edits, text, comma)

    def bare_key(self, name: str, key: Node) -> str:
        renderer = self.writer.flow
        if isinstance(renderer, YamlRenderer):
            return renderer.bare_key(name, key.style, flow=key.flow)
        return renderer.bare_key(name)

    # -- scalars

    def scalar(self, place: Place, new: Any, name: str | None) -> None:
        node = place.node
        if name == "Fn::GetAtt":
            new = dotted(new)
        if isinstance(new, dict | list) or (name is not None and not isinstance(new, str)):
            self.writer.replace(place)
            return
        if self.json:
            self.writer.replace(place)
        elif node.style in ("|", ">"):
            parent = self.lines.column(place.member.start) if place.member else 0
            if not isinstance(new, str) or not rewrite_block(node, new, parent, self.lines, self.edits):
                self.writer.replace(place)
        elif node.content == node.end or (isinstance(new, str) and "\n" in new and not node.flow):
            self.writer.replace(place)
        else:
            self.inline_scalar(node, new, name)

    def inline_scalar(self, node: Node, new: Any, name: str | None) -> None:
        keep = node.style if isinstance(new, str) else None
        if name is not None and keep is None:
            text = self.writer.yaml.tagged(new, name, node.flow)
        else:
            text = inline_scalar(new, node.flow, self.writer.yaml.style.quote, keep)
        self.edits.replace(node.content if name is not None else node.start, node.end, text)

    def at(self, place: Place) -> str:
        return pointers.join(place.pointer)
