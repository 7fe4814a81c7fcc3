"""Two paired entries to the gaps between them: one descent over both at once, pruned wherever they are equal."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fixer.compare.gaps import ABSENT, Gap, GapKind, Pair
from fixer.compare.items import Alignment, align
from fixer.compare.opaque import differences
from fixer.dialect import Dialect, ListRule
from fixer.pointer import child, join

Route = tuple[str, ...]


class _Place:
    """Where the descent stands: both pointers, the route below the entry, and the string it is inside, if any."""

    __slots__ = ("ideal", "inner", "model", "outer", "path")

    def __init__(self, model: str, ideal: str, path: Route, outer: tuple[str, str] | None = None) -> None:
        self.model = model
        self.ideal = ideal
        self.path = path
        self.outer = outer

    def step(self, model: str | int, ideal: str | int) -> _Place:
        return _Place(child(self.model, model), child(self.ideal, ideal), (*self.path, str(ideal)), self.outer)

    def steps(self, model: Route, ideal: Route) -> _Place:
        return _Place(self.model + join(model), self.ideal + join(ideal), (*self.path, *ideal), self.outer)

    def enter(self) -> _Place:
        """Into the document inside the string that stands here; pointers start anew."""
        return _Place("", "", (*self.path, "#"), (self.model, self.ideal))


def entry_gaps(dialect: Dialect, pair: Pair, model: Any, ideal: Any) -> list[Gap]:
    """The gaps between two bodies that answer to each other; ``ideal`` speaks of other entries by the model's ids."""
    assert pair.model is not None and pair.ideal is not None
    walk = _Walk(dialect, pair)
    walk.node(model, ideal, _Place(pair.model.pointer, pair.ideal.pointer, ()))
    return walk.gaps


def same(model: Any, ideal: Any) -> bool:
    """Equality that tells ``true`` from ``1`` (Python's does not)."""
    if model != ideal:
        return False
    if marshal.dumps(model, 2) == marshal.dumps(ideal, 2):
        return True
    if isinstance(model, dict) and isinstance(ideal, dict):
        return all(same(item, ideal[key]) for key, item in model.items())
    if isinstance(model, list) and isinstance(ideal, list):
        return all(map(same, model, ideal))
    return isinstance(model, bool) == isinstance(ideal, bool)


class _Walk:
    def __init__(self, dialect: Dialect, pair: Pair) -> None:
        self.dialect = dialect
        self.pair = pair
        # Rules speak of the ideal's entry where there is one: its type and section are the ones that should be.
        self.entry = pair.ideal or pair.model
        self.gaps: list[Gap] = []

    def emit(self, kind: GapKind, at: _Place, model: Any = ABSENT, ideal: Any = ABSENT) -> None:
        gap = Gap(kind, at.model, at.ideal, None, model, ideal, self.pair, at.path)
        if at.outer is not None:
            field = at.ideal if kind == "missing" else at.model
            gap = replace(gap, pointer=at.outer[0], ideal_pointer=at.outer[1], inner=field, inner_place=at.model)
        self.gaps.append(gap)

    def node(self, model: Any, ideal: Any, at: _Place) -> None:
        if same(model, ideal):
            return
        if isinstance(model, dict) and isinstance(ideal, dict):
            name, other = self.dialect.function(model), self.dialect.function(ideal)
            if name is None and other is None:
                self.mapping(model, ideal, at)
                return
            if name == other:
                self.call(model, ideal, at)
                return
        elif isinstance(model, list) or isinstance(ideal, list):
            self.sequence(model, ideal, at)
            return
        self.leaf(model, ideal, at)

    def mapping(self, model: dict[str, Any], ideal: dict[str, Any], at: _Place) -> None:
        if self.is_opaque(model, ideal, at):
            self.opaque(model, ideal, at)
            return
        nothing = {"Ref": "AWS::NoValue"}
        for key, item in model.items():
            if key in ideal:
                self.node(item, ideal[key], at.step(key, key))
            elif item != nothing:
                self.emit("extra", at.step(key, key), model=item)
        for key, item in ideal.items():
            if key not in model and item != nothing:
                self.emit("missing", at.step(key, key), ideal=item)

    def call(self, model: dict[str, Any], ideal: dict[str, Any], at: _Place) -> None:
        """Two calls of one function: argument by argument where that says more than the whole."""
        if same(self.dialect.canonical(model), self.dialect.canonical(ideal)):
            return
        steps = self.dialect.steps(model, ideal)
        if not steps:
            self.leaf(model, ideal, at)
            return
        ((name, left),) = model.items()
        right = ideal[name]
        inside = at.step(name, name)
        for token in steps:
            if token == "":
                self.node(left, right, inside)
            else:
                self.node(left[int(token)], right[int(token)], inside.step(token, token))

    def sequence(self, model: Any, ideal: Any, at: _Place) -> None:
        assert self.entry is not None
        rule = self.dialect.list_rule(self.entry, at.path)
        if not (isinstance(model, list) and isinstance(ideal, list)):
            lone_model = model if isinstance(model, list) else [model]
            lone_ideal = ideal if isinstance(ideal, list) else [ideal]
            if rule.kind == "set" and self.one_set(lone_model, lone_ideal, rule):
                return
            self.leaf(model, ideal, at)
        elif self.is_opaque(model, ideal, at):
            self.opaque(model, ideal, at)
        else:
            self.items(model, ideal, rule, at)

    def one_set(self, model: list[Any], ideal: list[Any], rule: ListRule) -> bool:
        found = align(model, ideal, rule, self.dialect.canonical)
        return not (found.extra or found.missing) and all(same(model[n], ideal[m]) for n, m in found.pairs)

    def items(self, model: Any, ideal: Any, rule: ListRule, at: _Place) -> None:
        found = align(model, ideal, rule, self.dialect.canonical)
        if found.moved:
            self.emit("order", at, model, ideal)
            return
        for n, m in found.pairs:
            self.node(model[n], ideal[m], at.step(n, m))
        for n in found.extra:
            self.emit("extra", at.step(n, n), model=model[n])
        for place, m in _insertions(found):
            self.emit("missing", at.step(place, m), ideal=ideal[m])

    def leaf(self, model: Any, ideal: Any, at: _Place) -> None:
        assert self.entry is not None
        if same(self.dialect.canonical(model), self.dialect.canonical(ideal)):
            return
        scalars = not isinstance(model, (dict, list)) and not isinstance(ideal, (dict, list))
        if scalars and self.dialect.same_scalar(self.entry, at.path, model, ideal):
            return
        if at.outer is None and self.embedded(model, ideal, at):
            return
        kind: GapKind = "changed" if self.shape(model) == self.shape(ideal) else "type-changed"
        self.emit(kind, at, model, ideal)

    def shape(self, value: Any) -> str:
        """A scalar and a call that yields one are of one shape: a literal made a reference is no change of type."""
        if isinstance(value, dict) and self.dialect.function(value) is None:
            return "mapping"
        return "list" if isinstance(value, list) else "value"

    def embedded(self, model: Any, ideal: Any, at: _Place) -> bool:
        """Compare the documents inside two strings; false where there is none on one side."""
        right = self.dialect.embedded(ideal)
        left = self.dialect.embedded(model) if right else None
        if left is None or right is None or type(left.document) is not type(right.document):
            return False
        before = len(self.gaps)
        self.node(left.document, right.document, at.enter())
        if len(self.gaps) == before:
            # The same document in other words (spacing, escapes): a reader wants to know that it is only that.
            self.emit("changed", at, model, ideal)
        return True

    def is_opaque(self, model: Any, ideal: Any, at: _Place) -> bool:
        assert self.entry is not None
        return (
            bool(at.path)
            and self.dialect.list_rule(self.entry, at.path).kind == "opaque"
            and _plain(model, self.dialect)
            and _plain(ideal, self.dialect)
        )

    def opaque(self, model: Any, ideal: Any, at: _Place) -> None:
        assert self.entry is not None
        for found in differences(model, ideal):
            here = at.steps(found.model_route, found.ideal_route)
            if found.kind == "changed":
                self.leaf(found.model, found.ideal, here)
            else:
                self.emit(found.kind, here, found.model, found.ideal)


def _plain(value: Any, dialect: Dialect) -> bool:
    """Mappings, lists of scalars and scalars all the way down: what deepdiff pairs as a person would."""
    if isinstance(value, dict):
        return dialect.function(value) is None and all(_plain(item, dialect) for item in value.values())
    if isinstance(value, list):
        return not any(isinstance(item, (dict, list)) for item in value)
    return True


def _insertions(found: Alignment) -> Iterator[tuple[int, int]]:
    """For every missing item (model index to insert before, ideal index): behind the counterpart of its predecessor."""
    answer = {m: n for n, m in found.pairs}
    place = 0
    taken = sorted([*answer, *found.missing])
    for m in taken:
        if m in answer:
            place = answer[m] + 1
        else:
            yield place, m
