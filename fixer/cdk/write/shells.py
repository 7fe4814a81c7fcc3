"""What constructs stand in, and what stands beside them: classes, the app, what is handed to a stack, helpers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from fixer.cdk.program import Class, Code, Stack
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.blocks import Item
from fixer.cdk.write.draft import Draft
from fixer.cdk.write.mentions import bare_key, entry_mark, mentions, name_mark, variable_name
from fixer.cdk.write.printer import WHOLE
from fixer.lazy import pattern
from fixer.pointer import join
from fixer.read.nodes import Node
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.same import same

if TYPE_CHECKING:
    from fixer.cdk.write.planner import Planner

_APP = ".App"
_TOP = pattern(r"(?:export |async |declare |abstract |default )*(?:function|class|enum|type|interface)\b")
_ARROW = pattern(r"[A-Za-z_$][\w$]*(?:: [^=]+)? = ")


class Shells:
    """Plans the sections Stacks and Code of one draft."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.draft: Draft = planner.draft
        self.board = planner.board
        self.old: dict[str, Any] = self.draft.old.get("Stacks", {})
        self.new: dict[str, Any] = self.draft.new.get("Stacks", {})

    # -- classes

    def classes(self) -> bool:
        """Makes the classes that are missing; whether there were any."""
        known = self.draft.program.classes
        wanted: dict[str, str] = {}
        for name, entry in self.new.items():
            holds = any(key.startswith(f"{name}/") for key in self.draft.new.get("Resources", {}))
            if holds and name not in known and name not in self.old and not entry["Type"].endswith(_APP):
                wanted[name] = entry["Type"]
        elsewhere, whole = self._elsewhere()
        for entry in self.draft.new.get("Resources", {}).values():
            name = entry["Type"].removeprefix("./")
            if not entry["Type"].startswith("./") or not name.isidentifier() or name in {*known, *elsewhere}:
                continue
            if not whole or any(key.startswith(f"{name}/") for key in self.draft.new["Resources"]):
                wanted.setdefault(name, "constructs.Construct")
        for name, base in wanted.items():
            item = Item(set(), set(), set())
            block = self.top()
            item.text = partial(self._class, name, base, block.start)
            self.board.come(block, item)
        return bool(wanted)

    def _elsewhere(self) -> tuple[set[str], bool]:
        """The classes that come from files which are not at hand, and whether such a file is imported as a whole."""
        imports = [one for file in self.draft.program.files for one in file.imports if one.module.startswith(".")]
        names = {name for one in imports for name in (*one.names, *one.names.values())}
        used = {entry["Type"].removeprefix("./") for entry in self.draft.old.get("Resources", {}).values()}
        return names | used, "*" in names

    def _class(self, name: str, base: str, at: int, indent: str) -> str:
        names, style = self.draft.names_at(at), self.draft.style
        eol, unit = style.eol, indent + style.unit
        construct, extends = names.imported("constructs.Construct"), names.imported(base)
        is_stack = not base.endswith(".Construct")
        props = next((f"{name}{end}" for end in ("Props",) if f"{name}{end}" in self.draft.new.get("Code", {})), None)
        if props is None:
            props = f"{names.imported('aws-cdk-lib.StackProps')}" if is_stack else "unknown"
        head = f"export class {name} extends {extends} {{{eol}{unit}constructor("
        body = f"scope: {construct}, id: string, props: {props}) {{{eol}{unit}{style.unit}"
        return head + body + f"super(scope, id{', props' if is_stack else ''}){style.end}{eol}{unit}}}{eol}{indent}}}"

    def top(self) -> Syntax:
        """The file of the main class."""
        main = self.draft.program.main
        return self.draft.file_at(main.node.start if main is not None else 0).tree

    # -- stacks

    def plan(self) -> None:
        for name in self.old:
            if name not in self.new:
                self._remove(name, self.draft.program.stacks[name])
        for name, entry in self.new.items():
            if name not in self.old:
                self.planner.guarded(("Stacks", name), partial(self._add, name, entry))
            else:
                self.planner.guarded(("Stacks", name), partial(self._change, name, self.old[name], entry))
        self.code()

    def _remove(self, name: str, made: Stack) -> None:
        self.planner.drop_all(made)
        if made.new is not None:
            self.board.drop(made.new.statement)
        if made.owner is None:
            self.board.drop(_statement(made.node))
            for other in self.draft.program.stacks.values():
                if other.new is not None and other.new.owner is None:
                    self.board.drop(other.new.statement)
        elif not self._has_entries(made.owner):
            self.board.drop(_statement(made.owner.node))

    def _has_entries(self, owner: Class) -> bool:
        """Whether a class is still wanted for what it makes."""
        new = self.draft.new.get("Resources", {})
        own = [one.entry for one in self.draft.program.constructs if one.owner is owner]
        used = any(entry["Type"] == f"./{owner.name}" for entry in new.values())
        return used or owner.kind == "construct" or any(entry in new for entry in own)

    def _add(self, name: str, entry: dict[str, Any]) -> None:
        owner = self.draft.program.classes.get(bare_key(name))
        if owner is not None and name != bare_key(name) and "Id" in entry:
            self._instantiate(name, entry)
            return
        if owner is not None:
            holder = Stack(name, owner.base, owner.node, owner)
            self.planner.statements("Stacks", name, holder, {}, entry, Node("map", 0, 0))
            self._change_props(holder, {}, entry)
            return
        block = self.planner.outside()
        if not entry["Type"].endswith(_APP):
            self._plain(name, entry, block)
            return
        variable = self.draft.planned.setdefault(name, "app")
        item = Item({entry_mark(name)}, mentions(entry.get("Properties")), {entry_mark(name)})
        values = [entry["Properties"]] if "Properties" in entry else []
        item.text = partial(self._made, f"const {variable} = ", entry["Type"], values, block.start)
        self.board.come(block, item)
        app = Stack(name, entry["Type"], block, None)
        self.planner.statements("Stacks", name, app, {}, entry, Node("map", 0, 0))

    def _plain(self, name: str, entry: dict[str, Any], block: Syntax) -> None:
        """A stack that has no class of its own: ``const name = new Stack(app, 'Name', {…})``."""
        if "App" not in self.new:
            raise Refused("a stack that has no class of its own stands in an app, and there is none")
        values: list[Any] = [{"$ref": "App"}, self.planner.fresh.id(name, {}, None)]
        if "Properties" in entry:
            values.append(_bare(entry["Properties"]))
        variable = self.draft.planned.get(name) or variable_name(name, entry["Type"], self.draft.taken())
        self.draft.planned[name] = variable
        item = Item({entry_mark(name), name_mark(variable)}, mentions(values), {entry_mark(name)})
        item.text = partial(self._made, f"const {variable} = ", entry["Type"], values, block.start)
        self.board.come(block, item)
        made = Stack(name, entry["Type"], block, None)
        self.planner.statements("Stacks", name, made, {}, entry, Node("map", 0, 0))

    def _instantiate(self, name: str, entry: dict[str, Any]) -> None:
        """The app makes a stack of its class: ``new TapStack(app, 'Id', {…})``."""
        own = next((one for one in self.draft.program.classes.values() if one.base.endswith(_APP)), None)
        if "App" not in self.new and own is None:
            raise Refused("there is no app that could make the stack", join(("Stacks", name, "Id")))
        block = self.planner.outside() if "App" in self.new or own is None else self.planner.home(own)
        values: list[Any] = [{"$ref": "App" if "App" in self.new else "this"}, entry["Id"]]
        if "Properties" in entry:
            values.append(_bare(entry["Properties"]))
        item = Item({entry_mark(name)}, mentions(values), {entry_mark(name)})
        head = ""
        if entry_mark(name) in self.planner.mentioned:
            self.draft.planned.setdefault(name, variable_name(name, entry["Type"], self.draft.taken()))
            item.provides.add(name_mark(self.draft.planned[name]))
            head = f"const {self.draft.planned[name]} = "
        item.text = partial(self._made, head, f"./{bare_key(name)}", values, block.start)
        self.board.come(block, item, entry.get("Within"))

    def _made(self, head: str, kind: str, values: list[Any], at: int, indent: str) -> str:
        printer = self.draft.printer(at)
        head += "new " + printer.names.imported(kind)
        return head + printer.arguments(values, indent, len(indent) + len(head)) + self.draft.style.end

    def _change(self, name: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        made = self.draft.program.stacks[name]
        if old["Type"] != new["Type"] and made.owner is not None:
            heritage = made.node.first("class_heritage")
            extends = heritage.first("extends_clause") if heritage is not None else None
            value = extends.child("value") if extends is not None else None
            if value is None:
                raise Refused("the class extends nothing")
            self.draft.edits.replace(value.start, value.end, self.draft.names_at(value.start).imported(new["Type"]))
        self._change_id(name, made, old, new)
        self._change_props(made, old, new)

    def _change_id(self, name: str, made: Stack, old: dict[str, Any], new: dict[str, Any]) -> None:
        if same(old.get("Id"), new.get("Id")):
            return
        if "Id" not in old:
            self._instantiate(name, new)
        elif "Id" in new:
            self.draft.values.change(_member(self.draft, name, "Id"), old["Id"], new["Id"])
        elif made.new is not None:
            self.board.drop(made.new.statement)

    def _change_props(self, made: Stack, old: dict[str, Any], new: dict[str, Any]) -> None:
        """What the app hands to the stack, and what the stack's class hands to its base."""
        if all(same(old.get(key), new.get(key)) for key in ("Properties", "Super")):
            return
        if made.owner is None and made.new is None:
            if "Properties" in old and "Properties" in new:
                place = _member(self.draft, made.entry, "Properties")
                self.draft.values.change(place, old["Properties"], new["Properties"])
                return
            raise Refused("what the app is made with cannot be added or taken away in place")
        will = made.new is not None and made.new.statement not in self.board.gone
        coming = made.new is None and "Id" in new
        has_props = made.new is not None and made.new.props is not None
        before = (old.get("Properties") if has_props else None, old.get("Super" if has_props else "Properties"))
        if "Super" in new or not (will or coming):
            after = (new.get("Properties") if "Super" in new else None, new.get("Super", new.get("Properties")))
        elif not has_props and "Properties" in old and "Properties" in new and not coming:
            after = (None, new["Properties"])
        else:
            after = (new.get("Properties"), None)
        if will and made.new is not None and not same(before[0], after[0]):
            key = "Properties" if "Properties" in old else "Missing"
            self._argument(made.new.new, before[0], after[0], _member(self.draft, made.entry, key))
        if not same(before[1], after[1]) and made.owner is not None:
            key = "Super" if has_props else "Properties"
            at = _member(self.draft, made.entry, key) if before[1] is not None else None
            self._argument(self._super(made.owner), before[1], after[1], at, self._props_name(made.owner))

    def _super(self, owner: Class) -> Syntax:
        for statement in owner.constructor.parts() if owner.constructor is not None else ():
            call = statement.first("call_expression")
            function = call.child("function") if call is not None else None
            if call is not None and function is not None and function.kind == "super":
                return call
        raise Refused("the class has no constructor that calls super()")

    def _props_name(self, owner: Class) -> str | None:
        method = owner.constructor.parent if owner.constructor is not None else None
        parameters = method.child("parameters") if method is not None else None
        parts = parameters.parts() if parameters is not None else []
        name = parts[2].child("pattern") if len(parts) > 2 else None
        return self.draft.source(name) if name is not None else None

    def _argument(self, call: Syntax, old: Any, new: Any, place: Node | None, instead: str | None = None) -> None:
        """The third argument of a call becomes another, or none; ``instead``: what it is where it says nothing."""
        draft = self.draft
        arguments = call.child("arguments")
        parts = arguments.parts() if arguments is not None else []
        if len(parts) < 2:
            raise Refused("the call has no id")
        if new is not None and old is not None and place is not None:
            draft.values.change(place, old, new)
            return
        if new is None and instead is None:
            if len(parts) > 2:
                draft.edits.replace(parts[1].end, parts[2].end, "")
            return
        indent, column = draft.lines.indent(call.start), draft.lines.column(parts[1].end) + 2
        text = instead if new is None else draft.printer(call.start).value(_bare(new), indent, column, WHOLE)
        assert text is not None
        if len(parts) > 2:
            draft.edits.replace(parts[2].start, parts[2].end, text)
        else:
            draft.edits.insert(parts[1].end, f", {text}")

    # -- helpers

    def code(self) -> None:
        draft = self.draft
        old, new = draft.old.get("Code", {}), draft.new.get("Code", {})
        known = {one.entry: one for one in draft.program.code}
        for name, one in known.items():
            if name not in new:
                self.board.drop(_statement(one.node))
            elif not same(old[name], new[name]):
                self.planner.guarded(("Code", name), partial(self._code, one, old[name], new[name]))
        for name, value in new.items():
            if name not in old:
                self.planner.guarded(("Code", name), partial(self._new_code, name, value))

    def _code(self, one: Code, old: Any, new: Any) -> None:
        draft = self.draft
        if "$code" in old and "$code" in new:
            if not draft.values.recode(one.node, new["$code"]):
                text = draft.printer(one.node.start).code(new["$code"], draft.lines.indent(one.node.start))
                draft.edits.replace(one.node.start, one.node.end, text)
            return
        body = one.node.child("body")
        if "$code" in old or "$code" in new or body is None:
            raise Refused("a helper cannot become something of another kind")
        self._members(body, old, new)

    def _members(self, body: Syntax, old: dict[str, Any], new: dict[str, Any]) -> None:
        """The members of an interface."""
        draft = self.draft
        known = {}
        for part in body.parts():
            name, kind = part.child("name"), part.child("type")
            if part.kind == "property_signature" and name is not None and kind is not None:
                known[draft.text[name.start : kind.start].strip()] = (part, kind)
        for key, (part, _) in known.items():
            self.board.give(part, f"member {key}")
        before: str | None = None
        for key, value in new.items():
            if key in old and not same(old[key], new[key]):
                what = known[key][1].parts()[0]
                draft.edits.replace(what.start, what.end, value["$code"])
            elif key not in old:
                item = Item(set(), set(), {f"member {key}"}, spaced=False, after=before)
                item.text = partial(_member_text, key, value["$code"], draft.style.end)
                self.board.come(body, item)
            before = f"member {key}"
        for key, (part, _) in known.items():
            if key in old and key not in new:
                self.board.drop(part)

    def _new_code(self, name: str, value: Any) -> None:
        draft = self.draft
        block = self.top()
        main = draft.program.main
        item = Item({entry_mark(f"code {name}")}, set(), set())
        if "$code" not in value:
            item.text = partial(self._interface, bare_key(name), value, block.start)
        elif _TOP.match(value["$code"]):
            item.text = partial(self._helper, value["$code"], block.start, "")
        elif _ARROW.match(value["$code"]):
            item.text = partial(self._helper, f"const {value['$code']}{draft.style.end}", block.start, "")
        elif main is not None:
            block = main.body
            item.text = partial(self._helper, value["$code"], block.start, "")
        else:
            raise Refused("which class a method belongs to is not known")
        if main is not None and block.kind == "program":
            self.board.need(_statement(main.node), item.provides)
        self.board.come(block, item)

    def _helper(self, code: str, at: int, end: str, indent: str) -> str:
        return self.draft.printer(at).code(code, indent) + end

    def _interface(self, name: str, members: dict[str, Any], at: int, indent: str) -> str:
        style = self.draft.style
        eol, owner = style.eol, self.draft.program.classes.get(name.removesuffix("Props"))
        main = self.draft.program.main
        of_stack = owner is not None and owner.kind == "stack"
        of_stack = of_stack or (main is not None and main.kind == "stack" and name.endswith("StackProps"))
        extends = f" extends {self.draft.names_at(at).imported('aws-cdk-lib.StackProps')}" if of_stack else ""
        rows = "".join(
            f"{indent}{style.unit}{_member_text(key, one['$code'], style.end, '')}{eol}" for key, one in members.items()
        )
        return (
            f"export interface {name}{extends} {{{eol}{rows}{indent}}}"
            if members
            else f"export interface {name}{extends} {{}}"
        )


def _member_text(key: str, kind: str, end: str, indent: str) -> str:
    return f"{key}: {kind}{end}"


def _statement(node: Syntax) -> Syntax:
    """The statement that a node stands in, with ``export``."""
    while node.parent is not None and node.parent.kind not in ("program", "statement_block", "class_body"):
        node = node.parent
    return node


def _member(draft: Draft, name: str, key: str) -> Node:
    """The place of a part of a stack."""
    node: Node | None = draft.root
    for step in ("Stacks", name, key):
        node = next((value for one, value in node.pairs if one.value == step), None) if node is not None else None
    return node if node is not None else Node("map", 0, 0)


def _bare(properties: Any) -> Any:
    return properties["...1"] if isinstance(properties, dict) and list(properties) == ["...1"] else properties
