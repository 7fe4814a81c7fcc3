"""Walks a value along with its type's schema: each place of the schema is worked out once for a process."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from fixer.cfn import schema
from fixer.cfn.constraints import constraints
from fixer.cfn.nearest import nearest_name


class Cursor:
    """A place of a type's schema; ``path`` has ``*`` for the items of a list and the keys of a map."""

    def __init__(self, known: schema.TypeFacts, place: Any, path: tuple[str, ...]) -> None:
        self._known = known
        self._place = place
        self.path = path
        self._children: dict[str, Cursor | None] = {}

    def child(self, token: str) -> Cursor | None:
        """One step further: a property, or ``*`` for an item; ``None`` where the schema describes none of this name."""
        if token not in self._children:
            below = self._known._step(self._place, token)
            self._children[token] = None if below is None else Cursor(self._known, below, (*self.path, token))
        return self._children[token]

    def denies(self, token: str) -> bool:
        """Whether there certainly is no such property here."""
        return self.child(token) is None and schema._closed(self._place.options, token)

    def nearest(self, token: str) -> str | None:
        """The property that a name which is denied was probably meant to be."""
        names = frozenset(name for option in self._place.options for name in option.get("p", ()))
        return nearest_name(token, names)

    @cached_property
    def required(self) -> frozenset[str]:
        """The members that an object here cannot do without."""
        sets = [schema._required(option) for option in self._place.options if "p" in option]
        return frozenset.intersection(*sets) if sets else frozenset()

    @cached_property
    def read_only(self) -> frozenset[str]:
        """The properties of a resource that AWS sets, and nobody else."""
        return frozenset(path[0] for path in self._known._lists["ro"] if len(path) == 1)

    @cached_property
    def said(self) -> schema.Facts:
        """Types, enum and bounds."""
        return schema.Facts(**schema._merge(self._place.options))

    @cached_property
    def types(self) -> frozenset[str]:
        """The JSON types that may stand here; none where the schema leaves it open."""
        open_ended = any(not schema._types(option) for option in self._place.options if "any" not in option)
        return frozenset() if open_ended else frozenset(self.said.types)

    @cached_property
    def demands(self) -> dict[str, Any]:
        """Lengths, patterns and the like, by their keyword."""
        return dict(constraints(self._known.type).get("/".join(self.path), {}))


@lru_cache(maxsize=1024)
def properties(resource_type: str) -> Cursor | None:
    """The properties of a type; ``None`` for a type that the index does not know."""
    known = schema.facts(resource_type)
    return Cursor(known, known._root, ()) if known else None
