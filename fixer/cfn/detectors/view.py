"""An object of a template as a detector asks it: what is there, what it comes to, where to say that it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Path, Resource, Stack, as_map

Faults = Iterator[Place]
Patch = tuple[Mapping[str, Any], ...]
RESOLVED = "{{resolve:"
"""How a value begins that CloudFormation reads from elsewhere when it deploys."""


class View:
    """The properties of a resource, or an object below them; empty where it is no object that is written out."""

    __slots__ = ("body", "known", "path", "resource", "stack")

    def __init__(self, stack: Stack, resource: Resource, body: Any, path: Path = ()) -> None:
        self.stack = stack
        self.resource = resource
        self.path = path
        self.known = not stack.values.function(body) and "Fn::Transform" not in as_map(body)
        self.body: Mapping[str, Any] = as_map(body) if self.known else {}

    def at(self, *names: str) -> str:
        """The pointer of a member, or of the object itself."""
        return self.resource.at(*self.path, *names)

    def place(self, message: str, *names: str, patch: Patch = ()) -> Place:
        """What is wrong with a member, or with the object."""
        return Place(self.at(*names), message, patch)

    def text(self, name: str) -> str | None:
        """A member as text; ``None`` where it is absent or not known, such as what is read from elsewhere."""
        text = self.stack.text(self.body.get(name))
        return None if text is not None and RESOLVED in text else text

    def pieces(self, name: str) -> list[str]:
        """The parts of a member's text that are known, split where one is not; empty where nothing is."""
        value = self.body.get(name)
        found = self.stack.values.pieces(value) if isinstance(value, dict) else [value]
        known = [piece for piece in found or () if isinstance(piece, str)]
        return known if any(known) and not any(RESOLVED in piece for piece in known) else []

    def number(self, name: str) -> float | None:
        """A member as a number; ``None`` where it is absent or not known."""
        return self.stack.number(self.body.get(name))

    def true(self, name: str) -> bool:
        """Whether a member surely comes to true."""
        return self.stack.true(self.body.get(name))

    def has(self, *names: str) -> list[str]:
        """Those of some members that are surely there."""
        return [name for name in names if name in self.body and self.stack.present(self.body[name])]

    def lacks(self, *names: str) -> list[str]:
        """Those of some members that are surely not there."""
        return [name for name in names if self.known and self.stack.present(self.body.get(name)) is False]

    def view(self, name: str) -> View:
        """A member that is an object."""
        return View(self.stack, self.resource, self.body.get(name), (*self.path, name))

    def views(self, name: str) -> Iterator[View]:
        """The items of a member that are objects, through the branches of Fn::If."""
        for path, item in self.stack.items(self.body.get(name), (*self.path, name)):
            if isinstance(item, dict):
                yield View(self.stack, self.resource, item, path)

    def texts(self, name: str) -> Iterator[tuple[str, str]]:
        """The items of a member whose text is known, each with its pointer."""
        for path, item in self.stack.items(self.body.get(name), (*self.path, name)):
            text = self.stack.text(item)
            if text is not None and RESOLVED not in text:
                yield self.resource.at(*path), text

    def target(self, name: str, *types: str) -> Resource | None:
        """The resource of these types that a member stands for."""
        return self.stack.resource(self.body.get(name), *types)

    def sure(self, names: str) -> bool:
        """Whether the items of a list are those that are written: none depends on a condition."""
        return all("Fn::If" not in path for path, _ in self.stack.items(self.body.get(names)))


def views(stack: Stack, *types: str) -> Iterator[View]:
    """The properties of every resource of these types."""
    for one in stack.of(*types):
        yield View(stack, one, one.properties)


def each(stack: Stack, *checks: tuple[str, Callable[[View], Faults]]) -> list[Place]:
    """What checks have against the resources of their types."""
    return [place for kind, check in checks for one in views(stack, kind) for place in check(one)]
