"""Ids, classes and variables under new names, changed wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cdk.program import Construct
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.draft import Draft
from fixer.cdk.write.fresh import Fresh
from fixer.cdk.write.mentions import bare_key, variable_name
from fixer.cdk.write.printer import variable_in
from fixer.pointer import join, split
from fixer.remedy.splice.refused import Refused

_USES = frozenset({"identifier", "type_identifier"})
_SHORT = frozenset({"shorthand_property_identifier", "shorthand_property_identifier_pattern"})


def rename(draft: Draft, renames: Mapping[str, str]) -> bool:
    """Changes what is renamed; whether there was anything to change."""
    mark = draft.edits.mark()
    for pointer, name in {**_classes(draft), **renames}.items():
        section, old = split(pointer)[:2]
        if old == name:
            continue
        if section == "Resources" and old in draft.entries:
            _construct(draft, draft.entries[old], name)
        elif section == "Stacks" and old in draft.program.classes:
            _identifier(draft, old, name)
        elif section == "Stacks" and old in draft.program.stacks:
            made = draft.program.stacks[old].new
            if made is not None:
                _construct(draft, made, name)
        elif section in ("Variables", "Code"):
            _identifier(draft, *(bare_key(one).rpartition("/")[2].removeprefix("this.") for one in (old, name)))
    _make_room(draft)
    return draft.edits.mark() > mark


def _make_room(draft: Draft) -> None:
    """Constructs leave the names that new variables are to have."""
    old, new = draft.old.get("Variables", {}), draft.new.get("Variables", {})
    wanted = {variable_in(key) for key in new if key not in old}
    taken = {word for one in draft.imports for word in one.taken} | {variable_in(key) for key in new}
    for made in draft.program.constructs:
        if made.variable is not None and made.variable in wanted and made.variable not in map(variable_in, old):
            _identifier(draft, made.variable, variable_name(made.entry, made.type, taken))


def _classes(draft: Draft) -> dict[str, str]:
    """The one class of a stack that is not wanted is the one that is."""
    old, new = draft.old.get("Stacks", {}), draft.new.get("Stacks", {})
    gone = [name for name in old if name not in new and name in draft.program.classes]
    come = [name for name in new if name not in old and not str(new[name].get("Type", "")).endswith(".App")]
    return {join(("Stacks", gone[0])): come[0]} if len(gone) == len(come) == 1 else {}


def _construct(draft: Draft, made: Construct, name: str) -> None:
    entry: dict[str, Any] = draft.new.get("Resources", {}).get(name, {})
    value = Fresh(draft).id(name, entry, made.owner)
    text = draft.printer(made.id.start).value(value, "", 0)
    if isinstance(value, str) and made.id.kind == "string":
        quote = draft.text[made.id.start]
        text = quote + value + quote if value.isprintable() and not set(value) & {quote, "\\"} else text
    draft.edits.replace(made.id.start, made.id.end, text)


def _identifier(draft: Draft, old: str, name: str) -> None:
    if not name.isidentifier():
        raise Refused(f"'{name}' is no name for a variable or a class")
    if any(name in one.taken for one in draft.imports):
        raise Refused(f"the name '{name}' is taken")
    for node in _uses(draft, old):
        if node.kind in _SHORT:
            draft.edits.insert(node.end, f": {name}")
        else:
            draft.edits.replace(node.start, node.end, name)


def _uses(draft: Draft, name: str) -> Iterator[Syntax]:
    for file in draft.program.files:
        for node in file.tree.walk():
            if node.kind in _USES | _SHORT and draft.text[node.start : node.end] == name:
                yield node
