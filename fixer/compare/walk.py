"""Two paired entries to the gaps between them: one descent over both at once, pruned wherever they are equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fixer.compare.gaps import ABSENT, Gap, GapKind, Pair
from fixer.compare.items import Alignment, align, same
from fixer.compare.meaning import Meaning
from fixer.compare.opaque import differences
from fixer.dialect import Dialect, ListRule
from fixer.pointer import join, resolve, split

Route = tuple[str, ...]
# Gaps in one property that are told one by one: people are told of thousands by what they are in.
MOST = 2_000


class _Place:
    """Where the descent stands: the route below the entry, and the string it is inside, if any.

    Pointers are made where there is a gap: most steps lead to none.
    """

    __slots__ = ("_base", "_route", "_start", "outer", "path")

    def __init__(
        self,
        base: tuple[str, str],
        path: Route = (),
        route: Route = (),
        start: int = 0,
        outer: tuple[str, str] | None = None,
    ) -> None:
        self.path = path
        self.outer = outer
        # The route in the model's own indexes, and where in both the pointers in ``base`` end.
        self._route = route
        self._base = base
        self._start = start

    @property
    def model(self) -> str:
        return self._base[0] + join(self._route[self._start :])

    @property
    def ideal(self) -> str:
        return self._base[1] + join(self.path[self._start :])

    def pointers(self) -> tuple[str, str]:
        """The model's and the ideal's."""
        model = self.model
        one = self._route is self.path and self._base[0] == self._base[1]
        return model, model if one else self.ideal

    def step(self, model: str | int, ideal: str | int) -> _Place:
        return self.steps((str(model),), (str(ideal),)) if model != ideal else self._on((str(ideal),))

    def steps(self, model: Route, ideal: Route) -> _Place:
        return _Place(self._base, (*self.path, *ideal), (*self._route, *model), self._start, self.outer)

    def _on(self, tokens: Route) -> _Place:
        """Both lead the same way, nearly always."""
        path = (*self.path, *tokens)
        route = path if self._route is self.path else (*self._route, *tokens)
        return _Place(self._base, path, route, self._start, self.outer)

    def enter(self) -> _Place:
        """Into the document inside the string that stands here; pointers start anew."""
        path = (*self.path, "#")
        return _Place(("", ""), path, path, len(path), self.pointers())


def entry_gaps(dialect: Dialect, pair: Pair, model: Any, ideal: Any, agreed: Any = None) -> list[Gap]:
    """The gaps between two bodies that answer to each other; ``ideal`` speaks of other entries by the model's ids.

    ``agreed``: what the dialect may rely on because both templates have it.
    """
    assert pair.model is not None and pair.ideal is not None
    walk = _Walk(dialect, pair, agreed or {})
    walk.node(model, ideal, _Place((pair.model.pointer, pair.ideal.pointer)))
    return walk.gaps if len(walk.gaps) <= MOST else _gathered(walk, model, ideal)


def _gathered(walk: _Walk, model: Any, ideal: Any) -> list[Gap]:
    """The gaps of an entry, where a property with too many of them is one gap as a whole."""
    routes = [gap.path[: walk.dialect.unit(gap.path)] for gap in walk.gaps]
    counts = Counter(routes)
    found: dict[Any, Gap] = {}
    for number, (gap, route) in enumerate(zip(walk.gaps, routes, strict=True)):
        if counts[route] <= MOST or gap.path == route:
            found[number] = gap
        elif route not in found:
            found[route] = _whole(gap, len(gap.path) - len(route), model, ideal)
    return list(found.values())


def _whole(gap: Gap, above: int, model: Any, ideal: Any) -> Gap:
    """What a gap lies in, so many steps above, as one gap."""
    steps = above - (0 if gap.inner is None else len(split(gap.inner)) + 1)
    left, right = (pointer.rsplit("/", steps)[0] for pointer in (gap.pointer, gap.ideal_pointer))
    assert gap.pair.model is not None and gap.pair.ideal is not None
    mine = resolve(model, left.removeprefix(gap.pair.model.pointer))
    yours = resolve(ideal, right.removeprefix(gap.pair.ideal.pointer))
    return Gap("changed", left, right, None, mine, yours, gap.pair, gap.path[:-above])


class _Walk:
    def __init__(self, dialect: Dialect, pair: Pair, agreed: Any) -> None:
        self.dialect = dialect
        self.pair = pair
        # Rules speak of the ideal's entry where there is one: its type and section are the ones that should be.
        entry = pair.ideal or pair.model
        assert entry is not None
        self.entry = entry
        self.meaning = Meaning(dialect, entry, agreed)
        self.gaps: list[Gap] = []

    def emit(self, kind: GapKind, at: _Place, model: Any = ABSENT, ideal: Any = ABSENT, cosmetic: bool = False) -> None:
        left, right = at.pointers()
        gap = Gap(kind, left, right, None, model, ideal, self.pair, at.path, cosmetic=cosmetic)
        if at.outer is not None:
            field = right if kind == "missing" else left
            gap = replace(gap, pointer=at.outer[0], ideal_pointer=at.outer[1], inner=field, inner_place=left)
        self.gaps.append(gap)

    def node(self, model: Any, ideal: Any, at: _Place) -> None:
        if not same(model, ideal):
            self.differing(model, ideal, at)

    def differing(self, model: Any, ideal: Any, at: _Place) -> None:
        if isinstance(model, dict) and isinstance(ideal, dict):
            name, other = self.dialect.function(model), self.dialect.function(ideal)
            if name is None and other is None:
                self.mapping(model, ideal, at)
                return
            if name == other:
                self.call(model, ideal, at)
                return
        elif isinstance(model, list) and isinstance(ideal, list):
            self.sequence(model, ideal, at)
            return
        self.leaf(model, ideal, at)

    def mapping(self, model: dict[str, Any], ideal: dict[str, Any], at: _Place) -> None:
        if self.is_opaque(model, ideal, at):
            self.opaque(model, ideal, at)
            return
        if self.meaning.is_respelled(model, ideal, at.path):
            return
        for key, item in model.items():
            if key in ideal:
                other = ideal[key]
                # Half of all that is looked at is text: the call would take longer than the comparison.
                if not (item == other if isinstance(item, str) else same(item, other)):
                    self.differing(item, other, at.step(key, key))
            elif not self.meaning.says_nothing(item, (*at.path, key)):
                self.emit("extra", at.step(key, key), model=item)
        for key, item in ideal.items():
            if key not in model and not self.meaning.says_nothing(item, (*at.path, key)):
                self.emit("missing", at.step(key, key), ideal=item)

    def call(self, model: dict[str, Any], ideal: dict[str, Any], at: _Place) -> None:
        """Two calls of one function: argument by argument where that says more than the whole."""
        forms = self.meaning.canonical(model), self.meaning.canonical(ideal)
        if same(*forms):
            return
        steps = self.dialect.steps(model, ideal)
        if not steps:
            if not self.meaning.same_forms(*forms, at.path):
                self.unlike(model, ideal, at)
            return
        ((name, left),) = model.items()
        right = ideal[name]
        inside = at.step(name, name)
        for token in steps:
            if token == "":
                self.node(left, right, inside)
            else:
                self.argument(left, right, int(token), inside)

    def argument(self, model: list[Any], ideal: list[Any], number: int, at: _Place) -> None:
        """One argument of two calls, of which one may have fewer."""
        if number >= len(model):
            self.emit("missing", at.step(len(model), number), ideal=ideal[number])
        elif number >= len(ideal):
            self.emit("extra", at.step(number, number), model=model[number])
        else:
            self.node(model[number], ideal[number], at.step(str(number), str(number)))

    def sequence(self, model: list[Any], ideal: list[Any], at: _Place) -> None:
        rule = self.dialect.list_rule(self.entry, at.path)
        if rule.kind == "opaque" and self.is_opaque(model, ideal, at):
            self.opaque(model, ideal, at)
        else:
            self.items(model, ideal, rule, at)

    def items(self, model: list[Any], ideal: list[Any], rule: ListRule, at: _Place) -> None:
        found = align(model, ideal, rule, self.meaning.items(at.path))
        if found.moved:
            self.emit("order", at, model, ideal)
            return
        for n, m in found.pairs:
            if not same(model[n], ideal[m]):
                self.differing(model[n], ideal[m], at.step(n, m))
        for n in found.extra:
            self.emit("extra", at.step(n, n), model=model[n])
        for place, m in _insertions(found):
            self.emit("missing", at.step(place, m), ideal=ideal[m])

    def leaf(self, model: Any, ideal: Any, at: _Place) -> None:
        if not self.meaning.same(model, ideal, at.path):
            self.unlike(model, ideal, at)

    def unlike(self, model: Any, ideal: Any, at: _Place) -> None:
        """Two values that are compared no further, unless there are documents in them."""
        if at.outer is None and self.embedded(model, ideal, at):
            return
        kind: GapKind = "changed" if self.shape(model, at) == self.shape(ideal, at) else "type-changed"
        self.emit(kind, at, model, ideal, self.dialect.cosmetic(self.entry, at.path, model, ideal))

    def shape(self, value: Any, at: _Place) -> str:
        """A scalar and a call that yields one are of one shape: a literal made a reference is no change of type."""
        value = self.dialect.plain(self.entry, at.path, value)
        if isinstance(value, dict) and self.dialect.function(value) is None:
            return "mapping"
        return "list" if isinstance(value, list) else "value"

    def embedded(self, model: Any, ideal: Any, at: _Place) -> bool:
        """Compare the documents inside two strings; false where there is none on one side."""
        right = self.dialect.embedded(ideal, model)
        left = self.dialect.embedded(model, ideal) if right else None
        if left is None or right is None or type(left.document) is not type(right.document):
            return False
        before = len(self.gaps)
        self.node(left.document, right.document, at.enter())
        if len(self.gaps) == before:
            # The same document in other words (spacing, escapes): a reader wants to know that it is only that.
            self.emit("changed", at, model, ideal, cosmetic=True)
        return True

    def is_opaque(self, model: Any, ideal: Any, at: _Place) -> bool:
        return (
            bool(at.path)
            and self.dialect.list_rule(self.entry, at.path).kind == "opaque"
            and _plain(model, self.dialect)
            and _plain(ideal, self.dialect)
        )

    def opaque(self, model: Any, ideal: Any, at: _Place) -> None:
        for found in differences(model, ideal):
            here = at.steps(found.model_route, found.ideal_route)
            if found.kind == "changed":
                self.leaf(found.model, found.ideal, here)
            elif not self.meaning.says_nothing(found.ideal if found.kind == "missing" else found.model, here.path):
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
