"""One template as the detectors see it: resources by type, who refers to whom, what values come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import isfinite
from typing import Any, TypeVar

from fixer.cfn.references import Reference, entry_references, references
from fixer.cfn.values import Values
from fixer.dialect import Account
from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.pointer import join

Template = Mapping[str, Any]
# Transforms that add nothing to what is written out, or whose additions are known by name.
_KNOWN_TRANSFORMS = (
    "AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16", "AWS::CodeDeployBlueGreen",
)  # fmt: skip
# The CDK ends the id of a resource with a part of its path's hash.
_HASHED = pattern(r"[0-9A-F]{8}$")
_WITHOUT_REFERENCES = ("Parameters", "Mappings", "Metadata")
_NO_VALUE = {"Ref": "AWS::NoValue"}
MOST_OPTIONS = 16
NO_ACCOUNT = Account()
Path = tuple[str, ...]
_Made = TypeVar("_Made")


@frozen
class Resource:
    """One resource; ``properties`` is empty where the template's are missing or no mapping."""

    name: str
    type: str
    properties: Mapping[str, Any]
    body: Mapping[str, Any]

    def at(self, *path: object) -> str:
        """The pointer of a property."""
        return join(("Resources", self.name, "Properties", *map(str, path)))

    @property
    def pointer(self) -> str:
        """The pointer of the resource."""
        return join(("Resources", self.name))


class Stack:
    """A template (plain long-form data) with what several detectors need to know of it."""

    def __init__(self, template: Template, account: Account = NO_ACCOUNT) -> None:
        self.template = template
        self.account = account
        self.values = Values(template, account.suffix)
        self.resources: dict[str, Resource] = {}
        self._by_type: dict[str, list[Resource]] = {}
        self._shared: dict[Any, Any] = {}
        for name, body in self.section("Resources").items():
            kind = body.get("Type") if isinstance(body, dict) else None
            if isinstance(kind, str):
                properties = body.get("Properties")
                one = Resource(name, kind, properties if isinstance(properties, dict) else {}, body)
                self.resources[name] = one
                self._by_type.setdefault(kind, []).append(one)

    def shared(self, make: Callable[[Stack], _Made]) -> _Made:
        """What several detectors need, made once."""
        if make not in self._shared:
            self._shared[make] = make(self)
        made: _Made = self._shared[make]
        return made

    def section(self, name: str) -> Mapping[str, Any]:
        """A section's entries; empty where it is missing or no mapping."""
        body = self.template.get(name)
        return body if isinstance(body, dict) else {}

    def of(self, *types: str) -> list[Resource]:
        """The resources of these types, type by type."""
        return [one for kind in types for one in self._by_type.get(kind, ())]

    @property
    def types(self) -> Iterable[str]:
        """The types of the resources, each once."""
        return self._by_type.keys()

    @cached_property
    def transforms(self) -> list[str]:
        """The names of the transforms."""
        found = self.template.get("Transform")
        return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]

    @cached_property
    def serverless(self) -> bool:
        """Whether the serverless transform adds resources."""
        return any(one.startswith("AWS::Serverless") for one in self.transforms)

    @cached_property
    def written_by_macro(self) -> bool:
        """Whether entries appear only at deployment: a macro, an include, a loop over names that are computed."""
        if isinstance(self.template.get("Transform"), dict) or any(t not in _KNOWN_TRANSFORMS for t in self.transforms):
            return True
        return any("Fn::Transform" in node or _loops(node) for node in self.mappings)

    @cached_property
    def synthesized(self) -> bool:
        """Whether the CDK wrote the template: what it writes in any case is no remark on who called it."""
        ids = [name for name in self.resources if _HASHED.search(name)]
        return len(ids) * 2 > len(self.resources) or "CDKMetadata" in self.resources

    @cached_property
    def mappings(self) -> list[Mapping[str, Any]]:
        """Every JSON object of the template, at any depth."""
        found: list[Mapping[str, Any]] = []
        stack: list[Any] = [self.template]
        while stack:
            node = stack.pop()
            if isinstance(node, Mapping):
                found.append(node)
                stack.extend(value for value in node.values() if isinstance(value, (dict, list)))
            elif isinstance(node, list):
                stack.extend(value for value in node if isinstance(value, (dict, list)))
        return found

    @cached_property
    def references(self) -> dict[tuple[str, str], list[Reference]]:
        """By section and entry: what it refers to, with the path below the entry."""
        found: dict[tuple[str, str], list[Reference]] = {}
        for section in self.template:
            if section in _WITHOUT_REFERENCES:
                continue
            attributes = section in ("Resources", "Outputs")
            for name, body in self.section(section).items():
                whole = attributes and isinstance(body, dict)
                found[section, name] = entry_references(body) if whole else references(body)
        return found

    @cached_property
    def texts(self) -> list[tuple[Resource, Path, str]]:
        """Every text in the resources' properties, with its path below them."""
        found: list[tuple[Resource, Path, str]] = []
        for one in self.resources.values():
            pending: list[tuple[Any, Path]] = [(one.properties, ())]
            while pending:
                node, path = pending.pop()
                items = node.items() if isinstance(node, Mapping) else enumerate(node)
                for key, item in items:
                    if isinstance(item, str):
                        found.append((one, (*path, str(key)), item))
                    elif isinstance(item, (dict, list)):
                        pending.append((item, (*path, str(key))))
        return found

    def targets(self, name: str) -> set[str]:
        """The ids that a resource refers to, DependsOn included."""
        return {
            one.target
            for one in self.references.get(("Resources", name), ())
            if one.kind in ("ref", "sub", "getatt", "depends")
        }

    def after(self, name: str) -> set[str]:
        """The resources that are there before a resource is made, as far as references and DependsOn say."""
        found: set[str] = set()
        pending = [name]
        while pending:
            for target in self.targets(pending.pop()):
                if target in self.resources and target not in found:
                    found.add(target)
                    pending.append(target)
        return found

    def target(self, value: Any) -> str | None:
        """The one resource that a value stands for by Ref, GetAtt or a Sub that begins with it; else ``None``."""
        if not isinstance(value, dict) or len(value) != 1:
            return None
        found = [one.target for one in references(value) if one.target in self.resources]
        return found[0] if len(found) == 1 else None

    def resource(self, value: Any, *types: str) -> Resource | None:
        """The resource of these types that a value stands for."""
        name = self.target(value)
        found = self.resources.get(name) if name else None
        return found if found is not None and (not types or found.type in types) else None

    def mentioned(self, value: Any) -> set[str]:
        """The resources that a value refers to anywhere."""
        return {one.target for one in references(value) if one.target in self.resources}

    def value(self, value: Any) -> Any:
        """What a value comes to; ``None`` where it is absent or not known."""
        return self.values.resolve(value)[1]

    def text(self, value: Any) -> str | None:
        """A value as text, where it comes to a scalar."""
        found = self.value(value)
        if isinstance(found, bool):
            return str(found).lower()
        return str(found) if isinstance(found, (str, int, float)) else None

    def number(self, value: Any) -> float | None:
        """A value as a number, where it comes to one."""
        found = self.value(value)
        if isinstance(found, bool) or not isinstance(found, (str, int, float)) or len(str(found)) > 20:
            return None
        try:
            number = float(found)
        except ValueError:
            return None
        return number if isfinite(number) else None

    def true(self, value: Any) -> bool:
        """Whether a value comes to true."""
        return self.text(value) in ("true", "True")

    def present(self, value: Any) -> bool | None:
        """Whether a value is there whatever the conditions are; ``None`` where they decide."""
        answers = {option is not None for option in self.options(value)}
        return answers.pop() if len(answers) == 1 else None

    def options(self, value: Any) -> list[Any]:
        """What may stand here: a value, or those of the branches of its Fn::If; ``None`` for none."""
        if value is None or value == _NO_VALUE:
            return [None]
        pending: list[Any] = [value]
        found: list[Any] = []
        while pending and len(found) + len(pending) <= MOST_OPTIONS:
            one = pending.pop(0)
            branches = self.values.branches(one) if isinstance(one, dict) else []
            if branches:
                pending = [*branches, *pending]
            else:
                found.append(None if one == _NO_VALUE else one)
        return found

    def items(self, value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
        """The items of a list with their paths, through the branches of Fn::If; a single value is one item."""
        if value is None or value == _NO_VALUE:
            return
        branches = self.values.branches(value) if isinstance(value, dict) else []
        if branches:
            for number, branch in enumerate(branches, 1):
                yield from self.items(branch, (*at, "Fn::If", str(number)))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from self.items(item, (*at, str(number))) if not isinstance(item, list) else ()
        else:
            yield at, value

    def wait(self, one: Resource, *names: str) -> tuple[Mapping[str, Any], ...]:
        """The patch that makes a resource wait for others; none where one waits for it already, or may not be there."""
        if any(one.name == name or one.name in self.after(name) for name in names):
            return ()
        conditions = {self.resources[name].body.get("Condition") for name in names if name in self.resources}
        if conditions - {None, one.body.get("Condition")}:
            return ()
        at, written = f"{one.pointer}/DependsOn", one.body.get("DependsOn")
        if isinstance(written, list):
            return tuple({"op": "add", "path": f"{at}/-", "value": name} for name in names)
        if isinstance(written, str):
            return ({"op": "replace", "path": at, "value": [written, *names]},)
        return ({"op": "add", "path": at, "value": names[0] if len(names) == 1 else list(names)},)


class _Last:
    """The stack of the template that was looked at last: every rule of a check asks about the same one."""

    stack: Stack | None = None
    sections: Sequence[tuple[str, Any]] = ()


def stack_of(template: Template, account: Account = NO_ACCOUNT) -> Stack:
    """The view of a template, made anew where it is another one, one of its sections is, or the account."""
    sections = tuple(template.items())
    same = len(sections) == len(_Last.sections) and all(
        name == known and body is seen for (name, body), (known, seen) in zip(sections, _Last.sections, strict=True)
    )
    last = _Last.stack
    if last is None or not same or last.template is not template or last.account != account:
        last = _Last.stack = Stack(template, account)
        _Last.sections = sections
    return last


def as_list(value: Any) -> Sequence[Any]:
    """A list as it is, nothing as an empty one, anything else as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def as_map(value: Any) -> Mapping[str, Any]:
    """A mapping as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def dig(value: Any, *path: str) -> Any:
    """What stands at a path of keys; ``None`` where a step is missing."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def listed(names: Iterable[str], most: int = 6) -> str:
    """Names in a sentence, the first few of many."""
    chosen = list(names)
    return ", ".join(chosen[:most]) + (" …" if len(chosen) > most else "")


def _loops(node: Mapping[str, Any]) -> bool:
    return any(isinstance(key, str) and key.startswith("Fn::ForEach") for key in node)
