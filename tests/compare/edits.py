"""Edits that change what a template means, each with the one gap that it must show up as."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.cfn.renaming import rename
from fixer.compare.gaps import Entry
from fixer.pointer import join, resolve

Path = tuple[str, ...]
Expected = tuple[str, str]
KEYS = ("Key", "Name", "Id", "Sid", "IndexName", "AttributeName", "PolicyName", "StatusCode", "Field", "ContainerName")


class Editor:
    """Turns a model into an ideal, edit by edit; ``expected`` are the gaps: ``(kind, pointer)``."""

    def __init__(self, model: dict[str, Any], random: Random) -> None:
        self.model = model
        # Through text, so that nothing is shared between places.
        self.ideal = json.loads(json.dumps(model))
        self.random = random
        self.expected: list[Expected] = []
        self.touched: set[Path] = set()
        self.types: set[str | None] = set()
        self.names = 0

    def edit(self, rounds: int) -> None:
        for _ in range(rounds):
            self.random.choice(
                [
                    self.change,
                    self.change,
                    self.drop,
                    self.add,
                    self.insert,
                    self.take,
                    self.new,
                    self.lose,
                    self.rename,
                ]
            )()

    def fresh(self) -> str:
        self.names += 1
        return f"fresh{self.names}"

    def places(self) -> Iterator[tuple[Path, Any, Any]]:
        """Every value below a resource's properties, with its parent; calls and strings are leaves."""
        for name, body in self.model.get("Resources", {}).items():
            start = ("Resources", name, "Properties")
            stack = [(start, body.get("Properties"), body)] if isinstance(body, dict) else []
            while stack:
                path, value, parent = stack.pop()
                yield path, value, parent
                if CLOUDFORMATION.function(value) is None and isinstance(value, (dict, list)):
                    items = value.items() if isinstance(value, dict) else enumerate(value)
                    stack += [((*path, str(key)), item, value) for key, item in items]

    def pick(self, wanted: Any) -> tuple[Path, Any, Any] | None:
        found = [place for place in self.places() if wanted(*place) and self.is_free(place[0])]
        return self.random.choice(found) if found else None

    def group(self, path: Path) -> Path:
        """The outermost list around a place, or the place: one edit in each, so that pairing stays certain."""
        for depth in range(3, len(path) + 1):
            if isinstance(resolve(self.model, path[:depth]), list):
                return path[:depth]
        return path

    def is_free(self, path: Path) -> bool:
        group = self.group(path)
        return not any(group[: len(other)] == other or other[: len(group)] == group for other in self.touched)

    def touch(self, path: Path) -> None:
        self.touched.add(self.group(path))

    def note(self, kind: str, path: Path) -> None:
        self.expected.append((kind, join(path)))

    def change(self) -> None:
        """Another value in a member of a mapping."""

        def wanted(path: Path, value: Any, parent: Any) -> bool:
            leaf = not isinstance(value, (dict, list)) or CLOUDFORMATION.function(value) is not None
            listed = any(token.isdigit() for token in path)
            roomy = not listed or len(parent) > 2
            return leaf and isinstance(parent, dict) and roomy and path[-1] not in KEYS and len(path) > 3

        place = self.pick(wanted)
        if place:
            path = place[0]
            self.touch(path)
            resolve(self.ideal, path[:-1])[path[-1]] = self.fresh()
            self.note("changed", path)

    def drop(self) -> None:
        """A member of a mapping less."""
        place = self.pick(
            lambda path, value, parent: (
                isinstance(parent, dict)
                and len(parent) > 3
                and len(path) > 3
                and path[-1] not in KEYS
                and value != {"Ref": "AWS::NoValue"}
            )
        )
        if place:
            path = place[0]
            self.touch(path)
            del resolve(self.ideal, path[:-1])[path[-1]]
            self.note("extra", path)

    def add(self) -> None:
        """A member of a mapping more."""
        place = self.pick(
            lambda path, value, parent: (
                isinstance(value, dict)
                and CLOUDFORMATION.function(value) is None
                and (len(value) > 2 or not any(token.isdigit() for token in path))
            )
        )
        if place:
            path = place[0]
            name = self.fresh()
            group = self.group(path)
            self.touched.add(group if group != path else (*path, name))
            resolve(self.ideal, path)[name] = "x"
            self.note("missing", (*path, name))

    def insert(self) -> None:
        """An item of a list more."""
        place = self.pick(lambda path, value, parent: isinstance(value, list))
        if place:
            path, value, _ = place
            at = self.random.randint(0, len(value))
            self.touch(path)
            item = {self.fresh(): self.fresh()} if value and isinstance(value[0], dict) else self.fresh()
            resolve(self.ideal, path).insert(at, item)
            self.note("missing", (*path, str(at)))

    def take(self) -> None:
        """An item of a list less."""
        place = self.pick(lambda path, value, parent: isinstance(value, list) and distinct(value, path))
        if place:
            path, value, _ = place
            at = self.random.randrange(len(value))
            self.touch(path)
            del resolve(self.ideal, path)[at]
            self.note("extra", (*path, str(at)))

    def new(self) -> None:
        name = self.fresh()
        self.ideal["Resources"][name] = {"Type": f"Custom::{name}", "Properties": {name: name}}
        self.note("missing", ("Resources", name))

    def lose(self) -> None:
        entry = self.whole()
        if entry:
            del self.ideal["Resources"][entry.id]
            self.note("extra", ("Resources", entry.id))

    def rename(self) -> None:
        entry = self.whole()
        if entry and len(resolve(self.model, entry.pointer).get("Properties", {})) > 1:
            names = {("value", entry.id): f"{entry.id}Renamed"}
            self.ideal = rename(self.ideal, names)
            self.ideal["Resources"] = {
                names.get(("value", key), key): body for key, body in self.ideal["Resources"].items()
            }
            self.note("renamed", ("Resources", entry.id))

    def whole(self) -> Entry | None:
        """A resource that nothing was done to and whose type has not been dealt with: its part can be told."""
        found = [
            entry
            for entry in CLOUDFORMATION.entries(self.model)
            if entry.section == "Resources" and entry.type not in self.types and self.is_free(("Resources", entry.id))
        ]
        if not found:
            return None
        entry = self.random.choice(found)
        self.types.add(entry.type)
        self.touched.add(("Resources", entry.id))
        return entry


def distinct(items: list[Any], path: Path) -> bool:
    """Whether one item less can be told from another one less."""
    texts = [repr(item) for item in items]
    return bool(items) and len(set(texts)) == len(texts)
