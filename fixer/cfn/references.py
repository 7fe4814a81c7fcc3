"""Who points at whom: every reference that CloudFormation would follow, and where its text stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

ReferenceKind = Literal["ref", "getatt", "sub", "condition", "mapping", "depends"]
Path = tuple[str, ...]

# `{` ends a variable as well as `}` does, so that a text of unclosed `${` is read once, not once per `${`.
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_CONDITION_LISTS = ("Fn::And", "Fn::Or", "Fn::Not")


# A tuple, because a template has hundreds of them and they are made in a third of the time.
class Reference(NamedTuple):
    """One mention of another entry.

    ``pointer`` leads to the string that holds the name (``…/Ref``, ``…/Fn::GetAtt/0``, ``…/Fn::Sub``);
    ``target`` is the id, pseudo parameters such as ``AWS::Region`` included; ``attribute`` is what a GetAtt or a
    dotted ``${Id.Attribute}`` asks for, with the resource of a module that comes before it.
    """

    pointer: Path
    target: str
    kind: ReferenceKind
    attribute: str = ""


def references(value: Any, at: Path = ()) -> list[Reference]:
    """All references in long-form data, in the order of the text; ``at`` is put before each pointer.

    ``value`` may be the body of a condition: ``{Condition: Other}`` counts at the root and inside Fn::And, Fn::Or
    and Fn::Not, but not elsewhere, where ``Condition`` is a key like any other.
    """
    found: list[Reference] = []
    if _is_condition(value):
        return [Reference((*at, "Condition"), value["Condition"], "condition")]
    stack: list[tuple[Any, Path]] = [(value, at)]
    while stack:
        node, path = stack.pop()
        if isinstance(node, dict):
            if len(node) == 1:
                [(name, argument)] = node.items()
                if name == "Ref" and isinstance(argument, str):
                    found.append(Reference((*path, name), argument, "ref"))
                    continue
                if isinstance(name, str) and name.startswith("Fn::"):
                    found.extend(_of_intrinsic(name, argument, (*path, name)))
                    if isinstance(argument, str):
                        continue
            for key, child in reversed(node.items()):
                if isinstance(child, (dict, list)):
                    stack.append((child, (*path, str(key))))
        elif isinstance(node, list):
            for index in range(len(node) - 1, -1, -1):
                if isinstance(node[index], (dict, list)):
                    stack.append((node[index], (*path, str(index))))
    return found


def entry_references(body: dict[str, Any]) -> list[Reference]:
    """The references of a whole resource or output, those of its ``Condition`` and ``DependsOn`` included."""
    found = references({key: value for key, value in body.items() if key not in ("Condition", "DependsOn")})
    if isinstance(body.get("Condition"), str):
        found.append(Reference(("Condition",), body["Condition"], "condition"))
    depends = body.get("DependsOn")
    if isinstance(depends, str):
        found.append(Reference(("DependsOn",), depends, "depends"))
    elif isinstance(depends, list):
        found.extend(
            Reference(("DependsOn", str(index)), target, "depends")
            for index, target in enumerate(depends)
            if isinstance(target, str)
        )
    return found


def sub_variables(text: str) -> list[str]:
    """The names in ``${…}`` of a Fn::Sub text, ``${!Literal}`` left out: ``Queue``, ``Queue.Arn``, ``AWS::Region``."""
    if "${" not in text:
        return []
    names = (match.group(1).strip() for match in _VARIABLE.finditer(text))
    return [name for name in names if name and not name.startswith("!")]


def _is_condition(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and isinstance(value.get("Condition"), str)


def _of_intrinsic(name: str, argument: Any, path: Path) -> Iterator[Reference]:
    """What one intrinsic itself names; its arguments are walked by the caller."""
    head = argument[0] if isinstance(argument, list) and argument else None
    if name == "Fn::GetAtt":
        if isinstance(argument, str):
            target, _, attribute = argument.partition(".")
            yield Reference(path, target, "getatt", attribute)
        elif isinstance(head, str):
            target, *rest = ".".join(part for part in argument if isinstance(part, str)).split(".", 1)
            yield Reference((*path, "0"), target, "getatt", "".join(rest))
    elif name == "Fn::Sub":
        yield from _of_sub(argument, path)
    elif name == "Fn::If":
        if isinstance(head, str):
            yield Reference((*path, "0"), head, "condition")
    elif name == "Fn::FindInMap":
        if isinstance(head, str):
            yield Reference((*path, "0"), head, "mapping")
    elif name in _CONDITION_LISTS and isinstance(argument, list):
        for index, item in enumerate(argument):
            if _is_condition(item):
                yield Reference((*path, str(index), "Condition"), item["Condition"], "condition")


def _of_sub(argument: Any, path: Path) -> Iterator[Reference]:
    bound: dict[str, Any] = {}
    if isinstance(argument, list) and argument and isinstance(argument[0], str):
        if len(argument) > 1 and isinstance(argument[1], dict):
            bound = argument[1]
        argument, path = argument[0], (*path, "0")
    if not isinstance(argument, str):
        return
    for variable in sub_variables(argument):
        if variable in bound:
            continue
        target, _, attribute = variable.partition(".")
        yield Reference(path, target, "getatt" if attribute else "sub", attribute)
