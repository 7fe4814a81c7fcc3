"""New statements as text: constructs, calls on them, assignments, tags, variables."""

from __future__ import annotations

import re
from typing import Any

from fixer.cdk.chains import INNER
from fixer.cdk.program import Class
from fixer.cdk.write.draft import Draft
from fixer.cdk.write.mentions import bare_key
from fixer.cdk.write.printer import WHOLE, operation
from fixer.lazy import pattern
from fixer.remedy.splice.refused import Refused

_THIS = {"$ref": "this"}
_NAME = pattern(r"[A-Za-z_$][\w$]*")
_VARIABLE = pattern(r"(?:this\.)?[A-Za-z_$][\w$]*(?:#\d+)?")
_LOOP = pattern(r"\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)|\(?\s*([A-Za-z_$][\w$]*)[^()]*\)?\s*=>")
# Constructs whose CloudFormation resource has another name.
_CHILDREN = {"TableV2": "GlobalTable", "ARecord": "RecordSet", "CnameRecord": "RecordSet", "RestApi": "RestApi"}


class Fresh:
    """Writes statements for one draft; ``at`` is the place of the block that they come into."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.end = draft.style.end

    def construct(
        self, name: str, entry: dict[str, Any], owner: Class | None, named: bool, at: int, indent: str
    ) -> str:
        """``const x = new …(this, 'Id', {…});``"""
        draft = self.draft
        head = ""
        if named:
            variable = draft.variable(name)
            head = f"{variable} = " if variable.startswith("this.") else f"const {variable} = "
        return head + self.made(name, entry, owner, at, indent, len(indent) + len(head)) + self.end

    def made(self, name: str, entry: dict[str, Any], owner: Class | None, at: int, indent: str, column: int) -> str:
        """``new …(this, 'Id', {…})``"""
        printer = self.draft.printer(at)
        head = "new " + printer.names.imported(entry["Type"])
        values = [entry.get("Scope", _THIS), self.id(name, entry, owner)]
        properties, rest = entry.get("Properties"), entry.get("Arguments", [])
        if properties is not None and list(properties) == ["...1"]:
            values.append(properties["...1"])
        elif properties is not None:
            values.append(properties)
        elif rest:
            values.append({"$name": "undefined"})
        many = properties is not None and not rest and len(properties) > 1
        return head + printer.arguments([*values, *rest], indent, column + len(head), broken=many)

    def id(self, name: str, entry: dict[str, Any], owner: Class | None) -> Any:
        """The id as it is written: a text, or the expression that it was read from."""
        scope: Any = entry.get("Scope")
        main = self.draft.program.main
        outer = scope["$ref"] if operation(scope) == "$ref" else owner.name if owner and owner is not main else None
        text = name.removeprefix(f"{outer}/") if outer is not None else name
        text = bare_key(text)
        whole = re.fullmatch(r"\$\{([^{}]+)\}", text)
        if whole:
            return {"$code": whole[1]}
        if "${}" not in text:
            return text
        holes = self.holes(text.count("${}"), entry)
        parts: list[Any] = []
        pieces = text.split("${}")
        for number, piece in enumerate(pieces):
            parts += [piece] if piece else []
            if number < len(pieces) - 1:
                parts.append(holes[number])
        return {"$template": parts}

    def holes(self, count: int, entry: dict[str, Any]) -> list[Any]:
        """What stands in an id where it is not fixed: what the file puts there elsewhere, and what its loop counts."""
        draft = self.draft
        loop = [{"$name": one[0] or one[1]} for one in _LOOP.findall(entry.get("Within", ""))]
        seen = [
            draft.source(inner)
            for one in draft.program.constructs
            for hole in one.id.children
            if hole.kind == "template_substitution" and (inner := hole.parts()[0]).kind == "identifier"
        ]
        names = draft.new.get("Variables", {})
        usual = max(
            sorted(set(seen)), key=seen.count, default="environmentSuffix" if "environmentSuffix" in names else ""
        )
        found = [*([{"$name": usual}] * (count - len(loop)) if usual else []), *loop[-count:]]
        if len(found) < count:
            raise Refused("the id of the construct is made of values that are not known")
        return found

    # -- statements on a construct

    def holder(self, section: str, name: str) -> str:
        """The construct or stack that a statement is about."""
        if section == "Resources":
            return self.draft.variable(name)
        found = self.draft.program.stacks.get(name)
        own = found.owner if found is not None else self.draft.program.classes.get(name)
        return "this" if own is not None else self.draft.stack_variable(name)

    def call(self, target: str, method: str, arguments: list[Any], at: int, indent: str) -> str:
        printer = self.draft.printer(at)
        *inner, method = method.split(INNER)
        lists = arguments if inner else [arguments]
        if len(lists) != len(inner) + 1:
            raise Refused("a chain of calls has other arguments than calls")
        kind, _, rest = (*inner, method)[0].partition(".")
        text = target
        if kind in ("Tags", "Aspects"):
            text = f"{printer.names.imported(f'aws-cdk-lib.{kind}')}.of({target})"
            inner, method = ([rest, *inner[1:]], method) if inner else ([], rest)
        for piece, values in zip((*inner, method), lists, strict=True):
            text += piece if piece.startswith((".", "[")) else f".{piece}"
            text += printer.arguments(values, indent, len(indent) + len(text))
        return text + self.end

    def loose(self, base: str, method: str, arguments: list[Any], at: int, indent: str) -> str:
        """A call on a variable, or on a class that is imported."""
        prefix, _, name = base.rpartition("/")
        own = _VARIABLE.fullmatch(name) and (prefix in ("", "App") or prefix in self.draft.program.classes)
        target = bare_key(name) if own else self.draft.names_at(at).imported(base)
        return self.call(target, method, arguments, at, indent)

    def assigned(self, target: str, kind: str, path: str, value: Any, at: int, indent: str) -> str:
        """A property is set: of the construct or the CloudFormation resource in it; no ``kind``: of a stack."""
        printer = self.draft.printer(at)
        module, _, name = kind.rpartition(".")
        if kind and not name.startswith("Cfn") and not kind.startswith("./"):
            resource = printer.names.imported(f"{module}.Cfn{_CHILDREN.get(name, name)}")
            target = f"({target}.node.defaultChild as {resource})"
        head = f"{target}{'' if path.startswith('[') else '.'}{path} = "
        return head + printer.value(value, indent, len(indent) + len(head), WHOLE) + self.end

    def tag(self, target: str, key: str, value: Any, at: int, indent: str) -> str:
        if key.startswith("..."):
            each = self.call(target, "Tags.add", [{"$code": "key"}, {"$code": "value"}], at, indent)
            entries = self.draft.printer(at).value(value, indent, len(indent), WHOLE)
            return f"Object.entries({entries}).forEach(([key, value]) => {{ {each} }})" + self.end
        name = {"$code": key[1:-1]} if key.startswith("[") and key.endswith("]") else key
        return self.call(target, "Tags.add", [name, value], at, indent)

    # -- variables

    def variable(self, key: str, value: Any, at: int, indent: str) -> str:
        name = bare_key(key.rpartition("/")[2])
        head = f"{name} = " if name.startswith("this.") else f"const {name} = "
        return head + self.draft.printer(at).value(value, indent, len(indent) + len(head), WHOLE) + self.end


def owner_of(draft: Draft, name: str, entry: dict[str, Any]) -> Class | None:
    """The class that makes the construct of an entry."""
    classes = draft.program.classes
    scope: Any = entry.get("Scope")
    known = draft.entries.get(scope["$ref"]) if operation(scope) == "$ref" else None
    if known is not None:
        return known.owner
    head = name.partition("/")[0]
    if "/" in name and head in classes:
        return classes[head]
    return draft.program.main
