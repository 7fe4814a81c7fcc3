"""Chosen gaps to the template that they lead to: plain data, before any text is touched.

Gaps address the model as it is, so all of them are laid over it at once and no index moves under another. Values come
from the ideal, in the model's ids; chosen renames are made last, everywhere at once.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from itertools import islice
from typing import Any

from fixer.compare.compare import Comparison
from fixer.compare.gaps import ABSENT, Entry, Gap
from fixer.compare.pairing import APART
from fixer.dialect import Dialect
from fixer.frozen import frozen, record
from fixer.pointer import join, resolve, split

_INDENT = re.compile(r"\n([ \t]+)\S")


@frozen
class Target:
    """What the model is to become. ``renames``: new keys by the old one's pointer (``/Resources/Old`` → ``New``).

    ``touched``: by section, the entries that need not be the model's own, where all others are; empty: not known.
    """

    data: Any
    renames: Mapping[str, str]
    touched: Mapping[str, Collection[str]] = field(default_factory=dict)

    def apart(self, model: Any) -> tuple[Any, Any]:
        """The model and the target without the entries that are surely the same in both; the order stays."""
        if not self.touched:
            return model, self.data
        sides = []
        for data in (model, self.data):
            bodies = {name: _among(data[name], self.touched[name]) for name in self.touched if name in data}
            sides.append({name: bodies.get(name, body) for name, body in data.items()})
        return sides[0], sides[1]


@record
class _Edit:
    """What happens at one place of the model; ``ideal`` is the same place in the ideal."""

    ideal: tuple[str, ...] = ()
    value: Any = ABSENT
    drop: bool = False
    inside: dict[str, _Edit] = field(default_factory=dict)
    inserts: list[tuple[int, int, Any]] = field(default_factory=list)


class Builder:
    """Builds targets for any choice of one comparison's gaps."""

    def __init__(self, dialect: Dialect, comparison: Comparison, model: Any, ideal: Any) -> None:
        self.dialect = dialect
        self.comparison = comparison
        self.model = model
        self.ideal = ideal
        self._strings: dict[str, list[Gap]] = defaultdict(list)
        for gap in comparison.gaps:
            if gap.inner is not None:
                self._strings[gap.pointer].append(gap)
        self._units = Counter(self._unit(gap) for gap in comparison.gaps)

    def build(self, chosen: Iterable[Gap]) -> Target:
        """The target of a choice; nothing chosen gives the model itself."""
        gaps = list(chosen)
        root = _Edit()
        strings: dict[str, list[Gap]] = defaultdict(list)
        adopted = self._adopted(gaps)
        for model, ideal in adopted:
            value = resolve(self.ideal, ideal)
            _at(root, split(model), split(ideal)).value = self._own(value, split(ideal)[2:])
        for gap in gaps:
            if self._unit(gap) in adopted:
                continue
            if gap.inner is not None:
                strings[gap.pointer].append(gap)
            elif gap.kind != "renamed":
                self._lay(root, gap)
        for pointer, inner in strings.items():
            first = inner[0]
            edit = _at(root, split(pointer), split(first.ideal_pointer))
            edit.value = self._string(pointer, inner)
        order = _Order(self.ideal, self.comparison.names)
        data = _rebuild(self.model, root, order) if root.inside else self.model
        touched = {name: edit.inside.keys() for name, edit in root.inside.items() if edit.value is ABSENT}
        return self._renamed(Target(self._without_empty(data, root), {}, touched), gaps)

    def whole(self) -> Target:
        """The target of closing everything: what the ideal says, to the last spelling, so that any tool agrees.

        What tools keep for themselves is nobody's gap: where there is such a thing, it stays as each side has it.
        """
        if self.dialect.annotated(self.model) or self.dialect.annotated(self.ideal):
            return self.build(self.comparison.gaps)
        return Target(self.ideal, self.build(self.comparison.gaps).renames)

    def _without_empty(self, data: Any, root: _Edit) -> Any:
        """A section that lost its last entry goes with it, unless the ideal keeps it empty."""
        emptied = [
            name for name in root.inside if data.get(name) == {} and self.model.get(name) and name not in self.ideal
        ]
        data = {name: body for name, body in data.items() if name not in emptied} if emptied else data
        return self._without_vanished(data, root)

    def _without_vanished(self, data: Any, root: _Edit) -> Any:
        """Without those parts of the entries that changed which are gone once nothing is left in them."""
        found = dict(data)
        for section, edit in root.inside.items():
            body, old = data.get(section), self.model.get(section)
            if body is old or not isinstance(body, dict) or not isinstance(old, dict):
                continue
            # A template may have thousands of entries and as many issues, of which each touches one.
            for name in body if edit.value is not ABSENT else edit.inside:
                item = body.get(name)
                if isinstance(item, dict) and item is not old.get(name):
                    kept = _kept(self.dialect, Entry(section, name, item.get("Type"), join((section, name))), item, ())
                    if kept is not item:
                        found[section] = body = {**body, name: kept}
        return found

    def _unit(self, gap: Gap) -> tuple[str, str] | None:
        """The property that a gap lies inside, on both sides; ``None`` where the gap is the property or more."""
        depth = self.dialect.unit(gap.path)
        above = len(gap.path) - depth - (0 if gap.inner is None else len(split(gap.inner)) + 1)
        if gap.pair.model is None or gap.pair.ideal is None or above <= 0:
            return None
        return gap.pointer.rsplit("/", above)[0], gap.ideal_pointer.rsplit("/", above)[0]

    def _adopted(self, chosen: list[Gap]) -> set[tuple[str, str]]:
        """Properties of which every gap is chosen: they become what the ideal has, the order of sets included.

        So the result does not depend on whether gaps are closed together or one after the other.
        """
        wanted = Counter(self._unit(gap) for gap in chosen)
        return {unit for unit, count in wanted.items() if unit is not None and count == self._units[unit]}

    def _lay(self, root: _Edit, gap: Gap) -> None:
        tokens, ideal = split(gap.pointer), split(gap.ideal_pointer)
        if gap.kind == "missing" and isinstance(_lookup(self.model, tokens[:-1]), list):
            edit = _at(root, tokens[:-1], ideal[:-1])
            edit.inserts.append((int(tokens[-1]), int(ideal[-1]), self._own(gap.ideal, gap.path)))
            return
        edit = _at(root, tokens, ideal)
        if gap.kind == "extra":
            edit.drop = True
        else:
            edit.value = self._own(gap.ideal, gap.path)

    def _own(self, value: Any, path: tuple[str, ...] = ()) -> Any:
        """A value of the ideal in the model's ids; ``path`` is where it stands below its entry."""
        return self.dialect.rename(value, self.comparison.names, path)

    def _string(self, pointer: str, chosen: list[Gap]) -> Any:
        """A string whose document changes in the chosen fields; as the ideal writes it where that is all of them."""
        ideal = resolve(self.ideal, chosen[0].ideal_pointer)
        if len(chosen) == len(self._strings[pointer]):
            return self._own(ideal)
        old = resolve(self.model, pointer)
        document, other = self.dialect.embedded(old, ideal), self.dialect.embedded(ideal, old)
        assert document is not None and other is not None
        root = _Edit()
        for gap in chosen:
            tokens, inner = split(gap.inner_place or ""), split(gap.inner or "")
            value = self._own_text(gap.ideal) if gap.kind != "extra" else ABSENT
            if gap.kind == "missing" and isinstance(_lookup(document.document, tokens[:-1]), list):
                _at(root, tokens[:-1], inner[:-1]).inserts.append((int(tokens[-1]), int(inner[-1]), value))
            else:
                edit = _at(root, tokens, inner)
                edit.value, edit.drop = value, gap.kind == "extra"
        new = _rebuild(document.document, root, _Order(other.document, {}))
        return self.dialect.wrap(old, ideal, _written(new, document.text))

    def _own_text(self, value: Any) -> Any:
        """Like ``_own`` for what stands inside a substituted text."""
        if isinstance(value, str):
            return self.dialect.rename({"Fn::Sub": value}, self.comparison.names)["Fn::Sub"]
        if isinstance(value, dict):
            return {key: self._own_text(item) for key, item in value.items()}
        return [self._own_text(item) for item in value] if isinstance(value, list) else value

    def _renamed(self, target: Target, gaps: Iterable[Gap]) -> Target:
        names: dict[tuple[str, str], str] = {}
        renames: dict[str, str] = {}
        for gap in gaps:
            model, ideal = gap.pair.model, gap.pair.ideal
            if gap.kind in ("renamed", "replaced") and model and ideal and model.id != ideal.id:
                renames[model.pointer] = ideal.id
                space = self.dialect.namespace(model.section)
                if space is not None:
                    names[space, model.id] = ideal.id
        for (space, name), own in self.comparison.names.items():
            if own.startswith(APART):
                names[space, own] = name
        if not names and not renames:
            return target
        data = self.dialect.rename(target.data, names)
        return Target({section: _rekeyed(section, body, renames) for section, body in data.items()}, renames)


def _among(body: Any, names: Collection[str]) -> Any:
    if not isinstance(body, dict):
        return body
    # Their order is that of the body, which nobody looks through for a single one.
    return {name: body[name] for name in (names if len(names) == 1 else body) if name in names and name in body}


def _kept(dialect: Dialect, entry: Entry, body: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """An entry, or one of its parts, without the parts of it that vanish; the same object where none does."""
    kept: dict[str, Any] = {}
    for key, item in body.items():
        below = (*path, key)
        new = _kept(dialect, entry, item, below) if isinstance(item, dict) and not path else item
        if not dialect.vanishes(entry, below, new):
            kept[key] = new
    same = len(kept) == len(body) and all(kept[key] is item for key, item in body.items())
    return body if same else kept


def _rekeyed(section: str, body: Any, renames: Mapping[str, str]) -> Any:
    if not isinstance(body, dict) or not any(pointer.startswith(join((section,)) + "/") for pointer in renames):
        return body
    return {renames.get(join((section, name)), name): item for name, item in body.items()}


def _at(root: _Edit, tokens: tuple[str, ...], ideal: tuple[str, ...]) -> _Edit:
    edit = root
    for depth, token in enumerate(tokens):
        below = edit.inside.get(token)
        if below is None:
            below = edit.inside[token] = _Edit(ideal[: depth + 1])
        edit = below
    return edit


def _lookup(data: Any, tokens: tuple[str, ...]) -> Any:
    try:
        return resolve(data, tokens)
    except LookupError:
        return ABSENT


class _Order:
    """Where a new key goes: behind the one that stands before it in the ideal."""

    def __init__(self, ideal: Any, names: Mapping[tuple[str, str], str]) -> None:
        self._ideal = ideal
        self._names = {old: new for (_, old), new in names.items()}

    def insert(self, items: dict[str, Any], new: list[tuple[str, Any, tuple[str, ...]]]) -> dict[str, Any]:
        """``items`` with new ones among them, each given as its key, its value and its place in the ideal."""
        placed: dict[str, Any] = {}
        behind: dict[str | None, list[str]] = defaultdict(list)
        before: str | None = None
        for key, value, ideal in new:
            before = self._before(items, placed, ideal)
            if before is None:
                behind[None].append(key)
            else:
                behind[before].insert(0, key)
            placed[key] = value
        if len(new) == 1 and before is not None:
            # Thousands may stand before and behind a single one: they are not looked at one by one.
            at, every = list(items).index(before) + 1, items.items()
            return {**dict(islice(every, at)), **placed, **dict(islice(every, at, None))}
        found: dict[str, Any] = {}
        todo = [*behind.pop(None, ())[::-1], *list(items)[::-1]]
        while todo:
            key = todo.pop()
            found[key] = placed[key] if key in placed else items[key]
            todo += behind.pop(key, ())[::-1]
        return found

    def _before(self, items: dict[str, Any], placed: dict[str, Any], ideal: tuple[str, ...]) -> str | None:
        """The nearest key before a place in the ideal that there is by now."""
        siblings = _lookup(self._ideal, ideal[:-1])
        keys = list(siblings) if isinstance(siblings, dict) else []
        at = keys.index(ideal[-1]) if ideal and ideal[-1] in keys else 0
        for number in range(at - 1, -1, -1):
            name = keys[number]
            known = name if name in items or name in placed else self._names.get(name)
            if known is not None and (known in items or known in placed):
                return known
        return None


def _rebuild(value: Any, edit: _Edit, order: _Order) -> Any:
    """``value`` with the edits below it made; what no edit touches is shared, not copied."""
    if edit.value is not ABSENT:
        return edit.value
    if isinstance(value, list):
        return _rebuild_list(value, edit, order)
    old: dict[str, Any] = value if isinstance(value, dict) else {}
    items = dict(old)
    for key, change in edit.inside.items():
        if key not in old:
            continue
        if not change.drop:
            items[key] = _rebuild(old[key], change, order)
        elif change.inside:
            # A section without a body goes; what the ideal has in that section comes.
            items[key] = _rebuild(ABSENT, change, order)
        else:
            del items[key]
    new = [(key, _rebuild(ABSENT, change, order), change.ideal) for key, change in _in_ideal_order(edit, old, order)]
    return order.insert(items, new) if new else items


def _in_ideal_order(edit: _Edit, old: dict[str, Any], order: _Order) -> list[tuple[str, _Edit]]:
    new = [(key, change) for key, change in edit.inside.items() if key not in old and not change.drop]
    if len(new) < 2:
        return new
    siblings = _lookup(order._ideal, new[0][1].ideal[:-1])
    rank = {key: number for number, key in enumerate(siblings)} if isinstance(siblings, dict) else {}
    return sorted(new, key=lambda item: rank.get(item[1].ideal[-1], 0))


def _rebuild_list(value: list[Any], edit: _Edit, order: _Order) -> list[Any]:
    inserts = sorted(edit.inserts, key=lambda insert: insert[:2])
    result: list[Any] = []
    for number in range(len(value) + 1):
        while inserts and (inserts[0][0] <= number or number == len(value)):
            result.append(inserts.pop(0)[2])
        if number < len(value):
            change = edit.inside.get(str(number))
            if change is None:
                result.append(value[number])
            elif not change.drop:
                result.append(_rebuild(value[number], change, order))
    return result


def _written(document: Any, old: str) -> str:
    """The text of a document that changed, laid out as it was where that can be."""
    if _is_plain(old):
        return _dump(document, old)
    from fixer.remedy.splice import Refused, rewrite

    try:
        return rewrite(old, "json", document)
    except Refused:
        return _dump(document, old)


def _is_plain(text: str) -> bool:
    """Whether a text is laid out as ``_dump`` lays it out, so that nothing is lost by writing all of it again."""
    try:
        return _dump(json.loads(text), text) == text
    except (ValueError, RecursionError):
        return False


def _dump(document: Any, like: str) -> str:
    """JSON in the manner of the text that it replaces: its indentation, or one line."""
    indent = _INDENT.search(like)
    if indent is None:
        spaced = re.search(r'"\s*:\s', like) is not None
        return json.dumps(document, ensure_ascii=False, separators=(", ", ": ") if spaced else (",", ":"))
    text = json.dumps(document, ensure_ascii=False, indent=indent[1])
    return text + "\n" if like.endswith("\n") else text
