"""Intrinsic functions that CloudFormation refuses: unknown ones, wrong arguments, what cannot be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from fixer.cfn.constraints import attributes, has_attribute
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.nearest import nearest_name
from fixer.pointer import join

FUNCTIONS = frozenset(
    {
        "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::ForEach", "Fn::GetAtt", "Fn::GetAZs",
        "Fn::GetStackOutput", "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::Select",
        "Fn::Split", "Fn::Sub", "Fn::ToJsonString", "Fn::Transform", "Fn::Contains", "Fn::EachMemberEquals",
        "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll",
    }
)  # fmt: skip
LANGUAGE_EXTENSIONS = ("Fn::Length", "Fn::ToJsonString")
# The sections in which functions are called, and the function that a condition may not be made of.
CALLING = ("Resources", "Outputs", "Conditions")
# Most regions have three zones or more; some have two that new accounts can use.
SAFE_ZONES = 3
_VARIABLE = re.compile(r"\$\{([^{}!]*)\}")
_NAME = re.compile(r"\s*[A-Za-z0-9_]+(::[A-Za-z]+)?(\.[A-Za-z0-9_.:-]+)?\s*")

Path = tuple[str, ...]
Call = tuple[Path, str, Any]


def _calls(stack: Stack) -> list[Call]:
    """Every call of a function with the path of the object that makes it, Ref left out."""
    found: list[Call] = []
    pending: list[tuple[Any, Path]] = [(stack.section(name), (name,)) for name in CALLING]
    while pending:
        node, path = pending.pop()
        if isinstance(node, dict):
            for key, item in node.items():
                if isinstance(key, str) and key.startswith("Fn::") and not key.startswith("Fn::ForEach"):
                    found.append((path, key, item))
                if isinstance(item, (dict, list)):
                    pending.append((item, (*path, str(key))))
        elif isinstance(node, list):
            pending.extend((item, (*path, str(n))) for n, item in enumerate(node) if isinstance(item, (dict, list)))
    return found[::-1]


def calls(stack: Stack) -> list[Call]:
    """Every call of a function with the path of the object that makes it, Ref left out."""
    return stack.shared(_calls)


def _of(stack: Stack, *names: str) -> Iterator[Call]:
    return (call for call in stack.shared(_calls) if call[1] in names)


def function_unknown(stack: Stack) -> list[Place]:
    """Functions that CloudFormation does not have, or not without its language extensions."""
    places = []
    extended = "AWS::LanguageExtensions" in stack.transforms
    for path, name, _ in stack.shared(_calls):
        at = join((*path, name))
        if name not in FUNCTIONS:
            near = nearest_name(name, FUNCTIONS)
            hint = f"; the nearest is {near}" if near else ""
            places.append(Place(at, f"Template format error: Encountered unsupported function: {name}{hint}"))
        elif name in LANGUAGE_EXTENSIONS and not extended:
            places.append(Place(at, f"{name} needs Transform: AWS::LanguageExtensions"))
    return places


def function_arguments_wrong(stack: Stack) -> list[Place]:
    """Calls whose arguments are too many, too few or of a wrong kind."""
    places = []
    for path, name, argument in stack.shared(_calls):
        message = _ARGUMENTS[name](argument) if name in _ARGUMENTS else None
        if message:
            places.append(Place(join((*path, name)), f"Template error: {message}"))
    return places


def _join_wrong(argument: Any) -> str | None:
    if not isinstance(argument, list) or len(argument) != 2:
        return "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings"
    glue, items = argument
    if not isinstance(glue, str):
        return "the delimiter of Fn::Join must be a string"
    if isinstance(items, (str, int)) or (isinstance(items, dict) and next(iter(items), "") in ("Fn::Sub", "Fn::Join")):
        return "Fn::Join joins a list, and this is a text"
    if isinstance(items, list) and any(item is None or isinstance(item, list) for item in items):
        return "every value of an Fn::Join list must be a string"
    return None


def _sub_wrong(argument: Any) -> str | None:
    if isinstance(argument, list):
        if len(argument) != 2 or not isinstance(argument[0], str) or not isinstance(argument[1], dict):
            return "one or more Fn::Sub intrinsic functions don't specify expected arguments: a string and a map"
        argument = argument[0]
    if not isinstance(argument, str):
        return "one or more Fn::Sub intrinsic functions don't specify expected arguments"
    wrong = [name for name in _VARIABLE.findall(argument) if not _NAME.fullmatch(name)]
    return (
        f"variable names in Fn::Sub syntax must contain only alphanumeric characters: '{wrong[0][:60]}'"
        if wrong
        else None
    )


def _if_wrong(argument: Any) -> str | None:
    if not isinstance(argument, list) or len(argument) != 3:
        return "Fn::If requires a list argument with three elements"
    return None if isinstance(argument[0], str) else "the first argument of Fn::If is the name of a condition"


def _select_wrong(argument: Any) -> str | None:
    if not isinstance(argument, list) or len(argument) != 2:
        return "Fn::Select requires a list argument with two elements: an integer index and a list"
    return "Fn::Select selects from a list, and this is a text" if isinstance(argument[1], str) else None


def _split_wrong(argument: Any) -> str | None:
    if not isinstance(argument, list) or len(argument) != 2:
        return "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split"
    return "Fn::Split splits a string, and this is a list" if isinstance(argument[1], list) else None


def _find_wrong(argument: Any) -> str | None:
    if not isinstance(argument, list) or len(argument) not in (3, 4):
        return "Fn::FindInMap requires three arguments: a map name, a top level key and a second level key"
    return None


def _get_att_wrong(argument: Any) -> str | None:
    good = isinstance(argument, list) and len(argument) >= 2 and isinstance(argument[0], str)
    dotted = isinstance(argument, str) and "." in argument
    return (
        None
        if good or dotted
        else "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute"
    )


def _pair_wrong(argument: Any) -> str | None:
    good = isinstance(argument, list) and len(argument) == 2
    return None if good else "Fn::Equals requires a list argument with two elements"


def _several_wrong(argument: Any) -> str | None:
    good = isinstance(argument, list) and 2 <= len(argument) <= 10
    return None if good else "Fn::And and Fn::Or take a list of two to ten conditions"


def _not_wrong(argument: Any) -> str | None:
    return None if isinstance(argument, list) and len(argument) == 1 else "Fn::Not takes a list of one condition"


_ARGUMENTS: dict[str, Callable[[Any], str | None]] = {
    "Fn::Join": _join_wrong,
    "Fn::Sub": _sub_wrong,
    "Fn::If": _if_wrong,
    "Fn::Select": _select_wrong,
    "Fn::Split": _split_wrong,
    "Fn::FindInMap": _find_wrong,
    "Fn::GetAtt": _get_att_wrong,
    "Fn::Equals": _pair_wrong,
    "Fn::And": _several_wrong,
    "Fn::Or": _several_wrong,
    "Fn::Not": _not_wrong,
}


def mapping_key_missing(stack: Stack) -> list[Place]:
    """Lookups in a mapping by a key that it does not have."""
    places = []
    for path, name, argument in _of(stack, "Fn::FindInMap"):
        if not isinstance(argument, list) or len(argument) != 3 or not isinstance(argument[0], str):
            continue
        table = stack.section("Mappings").get(argument[0])
        if not isinstance(table, dict):
            continue
        first = stack.text(argument[1]) if _certain(stack, argument[1]) else None
        second = stack.text(argument[2]) if _certain(stack, argument[2]) else None
        rows = [table[first]] if first in table else list(table.values())
        wrong = first if first is not None and first not in table else None
        if wrong is None and second is not None and not any(second in row for row in rows if isinstance(row, dict)):
            wrong = second
        if wrong is not None:
            message = f"Template error: Unable to get mapping for {argument[0]}::{first or '…'}::{second or '…'}"
            places.append(Place(join((*path, name)), f"{message}: there is no key '{wrong}'"))
    return places


def _certain(stack: Stack, key: Any) -> bool:
    """Whether a key is written out, or is a parameter whose default a deployment without further words takes."""
    return isinstance(key, (str, int)) or (isinstance(key, dict) and key.keys() == {"Ref"})


def mapping_value_unmapped(stack: Stack) -> list[Place]:
    """Values that a parameter allows and the mapping that is looked up with it has no key for."""
    places = []
    for path, name, argument in _of(stack, "Fn::FindInMap"):
        if not isinstance(argument, list) or len(argument) != 3 or not isinstance(argument[0], str):
            continue
        table = stack.section("Mappings").get(argument[0])
        wanted = argument[1].get("Ref") if isinstance(argument[1], dict) else None
        parameter = stack.section("Parameters").get(wanted) if isinstance(wanted, str) else None
        allowed = parameter.get("AllowedValues") if isinstance(parameter, dict) else None
        if not isinstance(table, dict) or not isinstance(allowed, list):
            continue
        lacking = [str(value) for value in allowed if str(value) not in table]
        default = str(parameter.get("Default")) if isinstance(parameter, dict) else ""
        if lacking and default not in lacking:
            message = f"{wanted} may be {', '.join(lacking[:5])}, and the mapping {argument[0]} has no such key"
            places.append(Place(join((*path, name)), message))
    return places


def select_out_of_range(stack: Stack) -> list[Place]:
    """Selections of an item that the list does not have."""
    places = []
    for path, name, argument in _of(stack, "Fn::Select"):
        if not isinstance(argument, list) or len(argument) != 2:
            continue
        index, size = stack.text(argument[0]), _size(stack, argument[1])
        if index is None or size is None or not re.fullmatch(r"-?[0-9]{1,6}", index):
            continue
        if not 0 <= int(index) < size:
            message = f"Template error: Fn::Select cannot select nonexistent value at index {index} of {size} values"
            places.append(Place(join((*path, name)), message))
    return places


def _size(stack: Stack, items: Any) -> int | None:
    """How many items a list has; ``None`` where an item may be none, or several."""
    if isinstance(items, list):
        plain = all(not isinstance(item, (dict, list)) or _one(item) for item in items)
        return len(items) if plain else None
    if isinstance(items, dict) and items.keys() & {"Fn::Split", "Ref"}:
        found = stack.value(items)
        return len(found) if isinstance(found, list) else None
    if isinstance(items, dict) and items.keys() == {"Fn::Cidr"}:
        argument = items["Fn::Cidr"]
        count = stack.number(argument[1]) if isinstance(argument, list) and len(argument) > 1 else None
        return int(count) if count is not None else None
    return None


def _one(item: Any) -> bool:
    return isinstance(item, dict) and item.keys() <= {"Fn::Sub", "Fn::GetAtt", "Fn::Join"}


def zone_index_high(stack: Stack) -> list[Place]:
    """The fourth zone of a region, or a later one: not every region has it."""
    places = []
    for path, name, argument in _of(stack, "Fn::Select"):
        zones = isinstance(argument, list) and len(argument) == 2 and isinstance(argument[1], dict)
        if zones and "Fn::GetAZs" in argument[1]:
            index = stack.number(argument[0])
            if index is not None and index >= SAFE_ZONES:
                message = f"regions with fewer zones: Fn::Select cannot select nonexistent value at index {int(index)}"
                places.append(Place(join((*path, name)), message))
    return places


def attribute_unknown(stack: Stack) -> list[Place]:
    """Fn::GetAtt of an attribute that the resource's type does not have."""
    if stack.written_by_macro:
        return []
    places: dict[Place, None] = {}
    for (section, entry), found in stack.references.items():
        for one in found:
            target = stack.resources.get(one.target)
            if one.kind != "getatt" or not one.attribute or target is None:
                continue
            if has_attribute(target.type, one.attribute) is False:
                near = nearest_name(one.attribute, frozenset(attributes(target.type) or ()))
                hint = f"; the nearest is {near}" if near else ""
                refused = f"does not support attribute type {one.attribute} in Fn::GetAtt{hint}"
                message = f"Template error: resource {one.target} {refused}"
                places[Place(join((section, entry, *one.pointer)), message)] = None
    return list(places)


def condition_refers_resource(stack: Stack) -> list[Place]:
    """Conditions that ask about resources, which do not exist yet when conditions are decided."""
    places = []
    for (section, entry), found in stack.references.items():
        if section not in ("Conditions", "Rules"):
            continue
        for one in found:
            if one.kind in ("ref", "sub", "getatt") and one.target in stack.resources:
                where = f"Cannot reference resources in the {section} block of the template"
                message = f"Template format error: Unresolved dependencies [{one.target}]. {where}"
                places.append(Place(join((section, entry, *one.pointer)), message))
    return places


def conditional_reference(stack: Stack) -> list[Place]:
    """References to a resource under a condition from where the condition does not hold for certain."""
    if stack.written_by_macro:
        return []
    places = []
    for (section, entry), found in stack.references.items():
        if section not in ("Resources", "Outputs"):
            continue
        body = stack.section(section).get(entry)
        own = body.get("Condition") if isinstance(body, dict) else None
        for one in found:
            target = stack.resources.get(one.target)
            condition = target.body.get("Condition") if target else None
            if not isinstance(condition, str) or one.kind not in ("ref", "sub", "getatt"):
                continue
            if own == condition or _implies(stack, own, condition) or "Fn::If" in one.pointer:
                continue
            when = f"where the condition {condition} is false"
            message = f"Template format error: Unresolved resource dependencies [{one.target}] {when}"
            places.append(Place(join((section, entry, *one.pointer)), message))
    return places


def _implies(stack: Stack, own: Any, wanted: str, depth: int = 0) -> bool:
    """Whether a condition holds only where another one does, by Fn::And or by being the same test."""
    if not isinstance(own, str) or depth > 10:
        return False
    if own == wanted:
        return True
    conditions = stack.section("Conditions")
    body = conditions.get(own)
    if body == conditions.get(wanted):
        return True
    if not isinstance(body, dict):
        return False
    parts = body.get("Fn::And", [body] if "Condition" in body else [])
    inner = [part.get("Condition") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    if isinstance(parts, list) and any(part == conditions.get(wanted) for part in parts if isinstance(part, dict)):
        return True
    return any(_implies(stack, part, wanted, depth + 1) for part in inner)
