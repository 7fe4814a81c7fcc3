"""The same template in other words: every rewriting here leaves what CloudFormation makes of it as it was."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.cfn.schema import facts
from fixer.compare.gaps import Entry
from fixer.pointer import resolve

Path = tuple[str, ...]
COMMUTING = ("Fn::And", "Fn::Or", "Fn::Equals")


def respelled(template: dict[str, Any], random: Random, brackets: bool = True) -> dict[str, Any]:
    """The template with each place that has another spelling in one of them, as chance has it.

    ``brackets``: lists of one may lose their brackets, and lone values get them, where that means nothing.
    """
    result: dict[str, Any] = {}
    for name in shuffled(list(template), random):
        result[name] = template[name]
    for entry in CLOUDFORMATION.entries(template):
        section, *inside = entry.pointer[1:].split("/", 1)
        body = _Respelling(entry, random, brackets).value(resolve(template, entry.pointer), ())
        if inside:
            result[section] = {**result[section], entry.id: body}
        else:
            result[section] = body
    for section, body in result.items():
        if isinstance(body, dict):
            result[section] = {key: body[key] for key in shuffled(list(body), random)}
    return result


def relaid(template: dict[str, Any], random: Random) -> dict[str, Any]:
    """The template with every JSON document in a string laid out otherwise."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: walk(item) for key, item in value.items()}
        if isinstance(value, list):
            return [walk(item) for item in value]
        if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
            try:
                document = json.loads(value)
            except ValueError:
                return value
            return json.dumps(document, indent=random.choice([None, 1, 7]), sort_keys=random.random() < 0.5)
        return value

    return {key: walk(item) for key, item in template.items()}


def shuffled(items: list[Any], random: Random) -> list[Any]:
    items = list(items)
    random.shuffle(items)
    return items


class _Respelling:
    def __init__(self, entry: Entry, random: Random, brackets: bool) -> None:
        self.brackets = brackets
        self.entry = entry
        self.random = random

    def chance(self) -> bool:
        return self.random.random() < 0.4

    def value(self, value: Any, path: Path) -> Any:
        name = CLOUDFORMATION.function(value)
        if name is not None:
            return self.call(name, value[name], path)
        if isinstance(value, dict):
            return {key: self.value(value[key], (*path, key)) for key in shuffled(list(value), self.random)}
        if isinstance(value, list):
            return self.list(value, path)
        return self.scalar(value, path)

    def list(self, value: list[Any], path: Path) -> Any:
        items = [self.value(item, (*path, str(number))) for number, item in enumerate(value)]
        if CLOUDFORMATION.list_rule(self.entry, path).kind == "set":
            items = shuffled(items, self.random)
        lone = len(items) == 1 and self.takes_one(path) and not isinstance(items[0], list)
        return items[0] if lone and self.chance() and CLOUDFORMATION.function(items[0]) != "Fn::If" else items

    def takes_one(self, path: Path) -> bool:
        in_policy = "Statement" in path and "PolicyDocument" in path and "Fn::If" not in path
        lists = path == ("DependsOn",) or (in_policy and path[-1] in ("Action", "Resource", "Service"))
        return self.brackets and lists

    def scalar(self, value: Any, path: Path) -> Any:
        if self.takes_one(path) and self.chance():
            return [value]
        if path[:1] != ("Properties",) or not self.chance():
            return value
        known = facts(self.entry.type or "")
        shape = known.shape(path[1:]) if known else None
        types = set(shape.types) if shape else set()
        if isinstance(value, bool):
            return str(value).lower() if types <= {"boolean", "string"} else value
        if isinstance(value, int):
            return float(value) if types == {"number"} else str(value)
        if isinstance(value, str) and value[:1] not in ("{", "[") and "Fn::If" not in path:
            return {"Fn::Sub": value.replace("${", "${!")}
        return value

    def call(self, name: str, argument: Any, path: Path) -> Any:
        if name == "Ref" and argument != "AWS::NoValue" and self.chance():
            spellings = [
                {"Fn::Sub": f"${{{argument}}}"},
                {"Fn::Join": ["", [{"Ref": argument}]]},
                {"Fn::Sub": ["${x}", {"x": {"Ref": argument}}]},
            ]
            return self.random.choice(spellings)
        if name == "Fn::GetAtt" and isinstance(argument, list) and self.chance():
            return self.random.choice([{name: ".".join(argument)}, {"Fn::Sub": f"${{{'.'.join(argument)}}}"}])
        if name == "Fn::Sub" and isinstance(argument, str) and self.chance():
            return self.cut(argument)
        if name == "Fn::Join" and isinstance(argument[1], list) and self.chance():
            return self.joined(*argument)
        if name == "Fn::GetAZs" and argument == "":
            return {name: {"Ref": "AWS::Region"}}
        if name == "Fn::If":
            branches = [self.value(item, (*path, name, str(n))) for n, item in enumerate(argument[1:], 1)]
            return {name: [argument[0], *branches]}
        if name in COMMUTING:
            return {name: shuffled([self.value(item, path) for item in argument], self.random)}
        if name == "Fn::Not" and self.chance():
            return {name: [{name: [{name: argument}]}]}
        return {name: argument}

    def cut(self, text: str) -> Any:
        """A substitution as a Join of two, cut where no variable is open."""
        places = [n for n in range(len(text)) if text.rfind("${", 0, n + 1) <= text.rfind("}", 0, n)]
        at = self.random.choice(places) if places else 0
        if text[max(0, at - 1) : at] == "$":
            return {"Fn::Sub": text}
        return {"Fn::Join": ["", [{"Fn::Sub": text[:at]}, {"Fn::Sub": text[at:]}]]}

    def joined(self, delimiter: Any, items: list[Any]) -> Any:
        """A Join as a Sub whose map holds all that is no text."""
        if not isinstance(delimiter, str) or (len(items) == 1 and delimiter):
            return {"Fn::Join": [delimiter, items]}
        names = {f"V{number}": item for number, item in enumerate(items)}
        text = delimiter.replace("${", "${!").join(f"${{{name}}}" for name in names)
        return {"Fn::Sub": [text, names]}
