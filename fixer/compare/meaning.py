"""What values come to at their places, told by the dialect: equality in effect, asked only where spellings differ."""

from __future__ import annotations

from typing import Any

from fixer.compare.gaps import ABSENT, Entry
from fixer.compare.items import GONE, Reading, freeze, packed, same, settled
from fixer.dialect import Dialect

Route = tuple[str, ...]
# By number and place. A value stays with its text, so that no other gets its number.
_Known = dict[tuple[int, Route], tuple[Any, str]]


class Meaning:
    """The meaning of the values of one entry; ``agreed`` is what both templates have."""

    def __init__(self, dialect: Dialect, entry: Entry, agreed: Any) -> None:
        self._dialect = dialect
        self._entry = entry
        self._agreed = agreed
        # Asked of every place.
        self._prefer, self._scalar, self._function = dialect.plain, dialect.scalar, dialect.function

    def canonical(self, value: Any) -> Any:
        return self._dialect.canonical(value, self._agreed)

    def same(self, model: Any, ideal: Any, path: Route) -> bool:
        """Whether two values are equal in effect at a place below the entry."""
        return self.same_forms(self.canonical(model), self.canonical(ideal), path)

    def same_forms(self, model: Any, ideal: Any, path: Route) -> bool:
        """The same of two values that are canonical already."""
        left = self._prefer(self._entry, path, model)
        right = self._prefer(self._entry, path, ideal)
        containers = isinstance(left, (dict, list)), isinstance(right, (dict, list))
        if containers == (False, False):
            return bool(self._leaf(left, path) == self._leaf(right, path))
        return all(containers) and freeze(self._inside(left, path)) == freeze(self._inside(right, path))

    def alike(self, model: Any, ideal: Any, paths: tuple[Route, Route], known: _Known) -> bool:
        """Whether two canonical values have one ``text``, told by the first member that differs.

        ``known``: the members that were compared before, with their texts.
        """
        if same(model, ideal):
            return True
        left = self._prefer(self._entry, paths[0], model)
        right = self._prefer(self._entry, paths[1], ideal)
        if not (self._is_mapping(left) and self._is_mapping(right)):
            texts = []
            for value, form, path in ((model, left, paths[0]), (ideal, right, paths[1])):
                key = (id(value), path)
                if key not in known:
                    known[key] = value, freeze(self._inside(form, path))
                texts.append(known[key][1])
            return texts[0] == texts[1]
        for one, other, path in ((left, right, paths[0]), (right, left, paths[1])):
            for key, item in one.items():
                if key not in other and self._prefer(self._entry, (*path, key), item) is not ABSENT:
                    return False
        # What takes longest comes last: a scalar that differs says it all.
        shared = sorted((key for key in left if key in right), key=lambda key: isinstance(left[key], (dict, list)))
        return all(self.alike(left[key], right[key], ((*paths[0], key), (*paths[1], key)), known) for key in shared)

    def _is_mapping(self, value: Any) -> bool:
        return isinstance(value, dict) and self._function(value) is None

    def text(self, value: Any, path: Route) -> str:
        """A text that is equal for canonical values that are equal in effect."""
        return freeze(self._form(value, path))

    def items(self, path: Route) -> Reading:
        """How the items of the list at ``path`` are read."""
        return _Items(self, path)

    def is_value(self, value: Any) -> bool:
        """Whether a value is a scalar or a call, which may yield one."""
        return not isinstance(value, (dict, list)) or self._function(value) is not None

    def says_nothing(self, value: Any, path: Route) -> bool:
        """Whether a value says as much as its absence."""
        return self._plain(value, path) is ABSENT

    def _plain(self, value: Any, path: Route) -> Any:
        return self._prefer(self._entry, path, self.canonical(value))

    def _leaf(self, value: Any, path: Route) -> Any:
        return value if value is ABSENT else self._scalar(self._entry, path, value)

    def is_respelled(self, model: dict[str, Any], ideal: dict[str, Any], path: Route) -> bool:
        """Whether two mappings with different keys mean the same, because their place prefers a form of its own."""
        if model.keys() == ideal.keys():
            return False
        preferred = any(self._prefer(self._entry, path, side) is not side for side in (model, ideal))
        return preferred and self.same(model, ideal, path)

    def _form(self, value: Any, path: Route) -> Any:
        """A canonical value with everything below it in the form that its place prefers."""
        form = self._prefer(self._entry, path, value)
        if isinstance(form, (dict, list)):
            return self._inside(form, path)
        return form if form is ABSENT else self._scalar(self._entry, path, form)

    def _inside(self, value: Any, path: Route) -> Any:
        if isinstance(value, dict):
            if self._function(value) is not None:
                return self._call(value, path)
            forms = {key: self._form(item, (*path, key)) for key, item in value.items()}
            return {key: form for key, form in forms.items() if form is not ABSENT}
        if isinstance(value, list):
            return self._list(value, path)
        return self._leaf(value, path)

    def _list(self, value: list[Any], path: Route) -> Any:
        forms = [self._form(item, (*path, str(number))) for number, item in enumerate(value)]
        forms = [form for form in forms if form is not ABSENT]
        rule = self._dialect.list_rule(self._entry, path)
        if rule.kind == "set" or settled(value, rule.settled_by):
            texts = [freeze(form) for form in forms]
            return ["set", *sorted(set(texts) if rule.repeats else texts)]
        return ["list", *forms]

    def _call(self, value: dict[str, Any], path: Route) -> Any:
        """A call with the arguments that stand for the value itself in the place's form."""
        steps = self._dialect.steps(value, value)
        ((name, argument),) = value.items()
        if steps == ("",):
            return {name: self._form(argument, (*path, name))}
        if not steps:
            return value
        formed = [
            self._form(item, (*path, name, str(number))) if str(number) in steps else item
            for number, item in enumerate(argument)
        ]
        return {name: formed}


class _Items:
    """The items of one list, as ``align`` reads them."""

    def __init__(self, meaning: Meaning, path: Route) -> None:
        self._meaning = meaning
        self._path = path
        self._known: dict[int, Any] = {}
        self._spelled: dict[bytes, str] = {}
        self._texts: _Known = {}
        self.is_value = meaning.is_value

    def canonical(self, item: Any) -> Any:
        if not isinstance(item, (dict, list)):
            return item
        # The lists that are aligned hold on to their items, so that no other has the number of one.
        number = id(item)
        if number not in self._known:
            self._known[number] = self._meaning.canonical(item)
        return self._known[number]

    def spelled(self, item: Any) -> str:
        if isinstance(item, str):
            return item
        # Most items stand in both lists as they are.
        key = packed(item)
        if key not in self._spelled:
            form = self.canonical(item)
            # Only a call can come to nothing.
            lone = isinstance(form, dict) and len(form) == 1
            gone = lone and self._meaning.says_nothing(form, self._path)
            self._spelled[key] = GONE if gone else freeze(form)
        return self._spelled[key]

    def meant(self, item: Any, index: int) -> str:
        return self._meaning.text(self.canonical(item), (*self._path, str(index)))

    def alike(self, model: Any, ideal: Any, places: tuple[int, int]) -> bool:
        paths = (*self._path, str(places[0])), (*self._path, str(places[1]))
        return self._meaning.alike(self.canonical(model), self.canonical(ideal), paths, self._texts)
