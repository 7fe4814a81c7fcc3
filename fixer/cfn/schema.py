"""What CloudFormation's resource schemas say of every property: type, list semantics, defaults, replacement, links.

Paths are tokens below ``Properties``: ``("Tags", "0", "Key")``; a list index is its digits or ``*``, a map's keys stand
as they are, and ``Fn::If`` with the number of its branch is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any, Literal

from fixer.cfn.doc_pages import ANCHORS, GUIDE, IRREGULAR_PROPERTY_PAGES, PAGES, PROPERTY_ANCHORS, UNDOCUMENTED_SERVICES
from fixer.cfn.nearest import LONGEST_NAME, nearest_name
from fixer.cfn.schema_index import read_chunk
from fixer.cfn.secrets import SECRET_PLACES, is_secret_name
from fixer.compare.gaps import ABSENT
from fixer.frozen import frozen

ListKind = Literal["ordered", "set"]
Replacement = Literal["never", "maybe", "always"]
Reading = Callable[[Any], Hashable]
Node = (
    Any  # the number of a definition, the type codes of a plain scalar, or an object; scripts/build_schemas.py makes it
)

TYPES = {"s": "string", "i": "integer", "n": "number", "b": "boolean", "o": "object", "a": "array"}
LONGEST_PATH = 100
MOST_REMEMBERED = 200


@frozen
class Facts:
    """What the schema says of one place.

    ``types``: JSON types, empty where unstated. ``list`` is ``None`` where the place is no list; ``key`` is the
    property that tells its items apart (items may lack it, or share it in a faulty template), also in some ordered
    lists. ``default`` is ``ABSENT`` where unstated, ``enum`` empty where unstated or longer than 40 values.
    ``minimum`` and ``maximum`` bound numbers. ``read_only``, ``create_only`` and ``write_only`` hold below the place
    that the schema names, too.
    """

    types: tuple[str, ...] = ()
    list: ListKind | None = None
    key: str | None = None
    default: Any = ABSENT
    enum: tuple[Any, ...] = ()
    required: bool = False
    read_only: bool = False
    create_only: bool = False
    write_only: bool = False
    secret: bool = False
    minimum: float | None = None
    maximum: float | None = None


@frozen
class Shape:
    """What a place holds: its JSON types, and, where it is a list, what kind of list, told apart by which key."""

    types: tuple[str, ...]
    list: ListKind | None = None
    key: str | None = None


@frozen
class _Place:
    """Where a path has led: the schema's alternatives there, and whether each parent requires it.

    ``below`` remembers where the tokens lead that were asked for.
    """

    options: tuple[dict[str, Any], ...]
    required: bool = False
    name: str = ""
    below: dict[str, _Place | None] = field(default_factory=dict, compare=False, repr=False)


class TypeFacts:
    """The schema of one resource type; ``facts`` is the way to get one."""

    def __init__(self, resource_type: str, chunk: dict[str, Any]) -> None:
        self.type = resource_type
        self._definitions: list[Node] = chunk["defs"]
        self._root = _Place(tuple(self._expand(chunk["root"])))
        self._lists = _listed_paths(chunk)
        self._shapes: dict[tuple[str, ...], Shape | None] = {}

    @property
    def primary_identifier(self) -> tuple[str, ...]:
        """The properties (or attributes) that identify a resource of this type, as dotted names."""
        return tuple(".".join(path) for path in self._lists["id"])

    def required(self, path: Sequence[str] = ()) -> frozenset[str]:
        """The members that the object at ``path`` cannot do without; none where the schema's alternatives disagree."""
        place = self._place(without_branches(path))
        sets = [_required(option) for option in place.options if "p" in option] if place else []
        return frozenset.intersection(*sets) if sets else frozenset()

    def members(self, path: Sequence[str] = ()) -> frozenset[str]:
        """The names of the properties that the object at ``path`` may have."""
        place = self._place(without_branches(path))
        return frozenset(name for option in place.options for name in option.get("p", ())) if place else frozenset()

    def at(self, path: Sequence[str]) -> Facts | None:
        """The facts of one place, or ``None`` where the schema says nothing of it or it does not exist."""
        tokens = without_branches(path)
        place = self._place(tokens)
        if place is None:
            return None
        merged = _merge(place.options)
        return Facts(
            **merged,
            required=place.required,
            read_only=self._listed("ro", tokens),
            create_only=self._listed("co", tokens),
            write_only=self._listed("wo", tokens),
            secret=(self.type, "/".join(tokens)) in SECRET_PLACES or _is_secret(tokens, merged["types"]),
        )

    def shape(self, path: Sequence[str]) -> Shape | None:
        """The part of ``at`` that comparing asks for, remembered: every index of a list is as good as any other."""
        tokens = tuple("*" if token.isdecimal() else token for token in without_branches(path))
        if tokens not in self._shapes:
            place = self._place(tokens)
            merged = _merge(place.options) if place is not None else {}
            self._shapes[tokens] = Shape(merged["types"], merged.get("list"), merged.get("key")) if merged else None
        return self._shapes[tokens]

    def knows(self, path: Sequence[str]) -> bool | None:
        """Whether the place exists: ``False`` only where its parent lists all its properties; ``None``: unsaid."""
        place = self._root
        for token in without_branches(path):
            below = self._step(place, token)
            if below is None:
                return False if _closed(place.options, token) else None
            place = below
        return True

    def nearest(self, path: Sequence[str]) -> str | None:
        """The property that a name which ``knows`` denies was probably meant to be."""
        *above, name = without_branches(path) or ("",)
        if not name or len(name) > LONGEST_NAME or self.knows(above) is not True or self.knows(path) is not False:
            return None
        return nearest_name(name, self.members(above))

    def replacement(self, path: Sequence[str], value: Any = ABSENT) -> Replacement:
        """Whether a change at ``path`` makes CloudFormation replace the resource.

        For a container that merely holds a create-only property the answer is ``maybe``, unless ``value`` (the
        container as added or removed) tells whether that property is in it.
        """
        tokens = without_branches(path)
        if any(_replaces(one, tokens, value) for one in self._lists["co"]):
            return "always"
        listed = (*self._lists["cc"], *self._lists["co"])
        if value is ABSENT:
            return "maybe" if any(_agree(one, tokens) for one in listed) else "never"
        return "maybe" if any(_replaces(one, tokens, value) for one in listed) else "never"

    def doc_link(self, path: Sequence[str] = ()) -> str | None:
        """The documentation of the deepest documented property on ``path``, or of the type."""
        page, anchor = _resource_page(self.type)
        if page is None:
            return None
        link = f"{GUIDE}{page}.html"
        place, top = self._root, True
        for token in without_branches(path)[:LONGEST_PATH]:
            below = self._step(place, token)
            if below is None:
                break
            if any(token in option.get("p", ()) for option in place.options):
                if top:
                    own = PROPERTY_ANCHORS.get((self.type, token), f"{anchor}-{token.lower()}")
                    link = f"{GUIDE}{page}.html#{own}"
                elif place.name and self.type not in IRREGULAR_PROPERTY_PAGES and self.type not in PAGES:
                    stem = f"{anchor.removeprefix('cfn-')}-{place.name.lower()}"
                    link = f"{GUIDE}aws-properties-{stem}.html#cfn-{stem}-{token.lower()}"
                top = False
            place = below
        return link

    def _listed(self, short: str, path: tuple[str, ...]) -> bool:
        return any(len(listed) <= len(path) and _agree(listed, path) for listed in self._lists[short])

    def _place(self, path: Sequence[str]) -> _Place | None:
        place: _Place | None = self._root
        for token in path:
            place = self._step(place, token) if place is not None else None
        return place

    def _step(self, place: _Place, token: str) -> _Place | None:
        """The place one token further, or ``None`` where no alternative describes it."""
        if token in place.below:
            return place.below[token]
        below = self._below(place, token)
        # A template's author chooses the keys of maps, and their number.
        if len(place.below) < MOST_REMEMBERED:
            place.below[token] = below
        return below

    def _below(self, place: _Place, token: str) -> _Place | None:
        found: list[dict[str, Any]] = []
        required: list[bool] = []
        name = ""
        for option in place.options:
            child = _child(option, token)
            if child is not None:
                named = token in option.get("p", ())
                found += list(self._expand(child)) or [{}]
                name = name or (self._name(child, token) if named else place.name)
                required.append(named and token in _required(option))
        if not found:
            return None
        return _Place(tuple(found), all(required), name)

    def _name(self, node: Node, user: str) -> str:
        """What the documentation calls a definition: its own name, stored or derived from the property that uses it."""
        for _ in range(LONGEST_PATH):
            if isinstance(node, int):
                node = self._definitions[node]
                if isinstance(node, dict) and node.keys() & {"p", "any"}:
                    stored = node.get("name", 0)
                    return stored if isinstance(stored, str) else user[: len(user) - stored]
            elif isinstance(node, dict) and node.keys() & {"i", "pp", "ap"}:
                node = node["i"] if "i" in node else node["pp"][0][1] if "pp" in node else node["ap"]
            else:
                break
        return ""

    def _expand(self, node: Node) -> Iterator[dict[str, Any]]:
        """A node's alternatives as objects, every definition at most once."""
        pending, seen = [node], set()
        while pending:
            current = pending.pop(0)
            if isinstance(current, int):
                if current not in seen:
                    seen.add(current)
                    pending.append(self._definitions[current])
            elif isinstance(current, str):
                yield {"t": current}
            else:
                yield current
                pending.extend(current.get("any", ()))


@lru_cache(maxsize=1024)
def facts(resource_type: str) -> TypeFacts | None:
    """What the schema of a type says; ``None`` for custom resources, modules and types that the index does not know."""
    chunk = read_chunk(resource_type)
    return TypeFacts(resource_type, chunk) if chunk else None


def doc_link(resource_type: str, path: Sequence[str] = ()) -> str | None:
    """The documentation page of a type or property; ``None`` where no page is known to exist."""
    known = facts(resource_type)
    return known.doc_link(path) if known else None


def same_scalar(place: Facts | None, left: Any, right: Any) -> bool:
    """Whether CloudFormation reads two scalars alike at a place.

    A number's place takes 30, 30.0 and "30" as one, a boolean's true and "true". A string's place, like one of which
    nothing is known, takes a boolean or an integer as its JSON spelling ("30" for 30, but not "1.0" or 1.0 for 1).
    """
    scalars = all(value is None or isinstance(value, (str, bool, int, float)) for value in (left, right))
    return scalars and scalar_key(place, left) == scalar_key(place, right)


def scalar_key(place: Facts | Shape | None, value: Any) -> Hashable:
    """What CloudFormation reads a scalar as at a place: equal for all spellings of one value."""
    return reading(place)(value)


def reading(place: Facts | Shape | None) -> Reading:
    """What makes a key of each scalar at a place: equal for all spellings of one value."""
    types = set(place.types) if place is not None else set()
    if types and types <= {"integer", "number"}:
        return _as_number
    return _as_boolean if types == {"boolean"} else _as_text


def _as_number(value: Any) -> Hashable:
    number = _number(value) if isinstance(value, (str, bool, int, float)) else None
    return ("number", whole(number)) if number is not None else _as_text(value)


def _as_boolean(value: Any) -> Hashable:
    return ("boolean", _boolean(value)) if isinstance(value, (str, bool, int, float)) else _as_text(value)


def _as_text(value: Any) -> Hashable:
    if isinstance(value, (str, bool, int, float)):
        return _spelling(value)
    return ("null",) if value is None else ("other", repr(value))


def whole(number: Any) -> Any:
    """A number as an integer where it is one: 30.0 as 30."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


_NUMBER = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?")
_NAMES_OF_TRUTH = {"true": True, "True": True, "false": False, "False": False}


def _number(value: Any) -> Any:
    """A number or its decimal spelling as a number; ``None`` for anything else."""
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return None
        return float(value) if "." in value else int(value)
    return None if isinstance(value, bool) else value


def _boolean(value: Any) -> bool | str | tuple[str, float]:
    return (
        _NAMES_OF_TRUTH.get(value, value)
        if isinstance(value, str)
        else value
        if isinstance(value, bool)
        else _spelling(value)
    )


def _spelling(value: Any) -> str | tuple[str, float]:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ("float", value) if isinstance(value, float) else str(value)


def _listed_paths(chunk: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read-only, write-only, create-only, conditionally create-only and identifying paths; a number is a property."""
    names = list(chunk["root"].get("p", ()))
    return {
        short: tuple(
            (names[path],) if isinstance(path, int) else tuple(path.split("/")) for path in chunk.get(short, ())
        )
        for short in ("ro", "wo", "co", "cc", "id")
    }


def without_branches(path: Sequence[str]) -> tuple[str, ...]:
    """A path without the branches of ``Fn::If``, which stand where their value would stand."""
    if "Fn::If" not in path:
        return tuple(path)
    tokens: list[str] = []
    skip = False
    for token in path:
        if skip or token == "Fn::If":
            skip = token == "Fn::If"
        else:
            tokens.append(token)
    return tuple(tokens)


def _is_index(token: str) -> bool:
    return token == "*" or token.isdecimal()


def _required(option: dict[str, Any]) -> frozenset[str]:
    """Required names are stored as positions in the (sorted) properties."""
    positions = option.get("r")
    if not positions:
        return frozenset()
    names = list(option["p"])
    return frozenset(names[at] for at in positions)


def _child(option: dict[str, Any], token: str) -> Node | None:
    """What one alternative says of a member: an item, a property, a map's value."""
    if "i" in option and _is_index(token):
        return option["i"]
    if token in option.get("p", ()):
        return option["p"][token]
    for pattern, node in option.get("pp", ()):
        if len(token) <= LONGEST_NAME and (token == "*" or re.search(pattern, token)):
            return node
    return option.get("ap")


def _closed(options: Sequence[dict[str, Any]], token: str) -> bool:
    """Whether every alternative that is an object lists its properties, and none can be a list or anything at all."""
    if _is_index(token) or token.startswith("Fn::") or token in ("Ref", "Condition"):
        return False
    said = [option for option in options if "any" not in option]
    objects = [option for option in said if ("p" in option or "pp" in option) and not option.get("open")]
    scalars = [option for option in said if option.get("t") and "o" not in option["t"] and "i" not in option]
    return bool(objects) and len(objects) + len(scalars) == len(said)


def _agree(listed: Sequence[str], path: Sequence[str]) -> bool:
    """Whether one of the two lies on the way to the other; ``*`` agrees with every token."""
    return all(left == right or "*" in (left, right) for left, right in zip(listed, path, strict=False))


def _replaces(listed: tuple[str, ...], path: tuple[str, ...], value: Any) -> bool:
    """Whether a change at ``path`` certainly changes what the schema lists."""
    below = listed[len(path) :]
    return _agree(listed, path) and (not below or (value is not ABSENT and _holds(value, below)))


def _holds(value: Any, path: tuple[str, ...]) -> bool:
    """Whether a value has a member at ``path``, in whatever branch of an ``Fn::If``."""
    pending = [(value, path)]
    while pending:
        current, tokens = pending.pop()
        if not tokens:
            return True
        if isinstance(current, dict) and current.keys() == {"Fn::If"} and isinstance(current["Fn::If"], list):
            pending += [(branch, tokens) for branch in current["Fn::If"][1:]]
        elif isinstance(current, dict):
            found = current.values() if tokens[0] == "*" else [current[tokens[0]]] if tokens[0] in current else []
            pending += [(item, tokens[1:]) for item in found]
        elif isinstance(current, list) and tokens[0] == "*":
            pending += [(item, tokens[1:]) for item in current]
    return False


def _is_secret(path: tuple[str, ...], types: tuple[str, ...]) -> bool:
    name = next((token for token in reversed(path) if not _is_index(token)), "")
    return ("string" in types or not types) and is_secret_name(name)


def _merge(options: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The alternatives of one place as the scalar fields of ``Facts``."""
    types: dict[str, None] = {}
    merged: dict[str, Any] = {}
    for option in options:
        own = _types(option)
        types.update(dict.fromkeys(own))
        if "i" in option and merged.get("list") != "ordered":
            merged["list"] = "set" if option.get("l") == "s" else "ordered"
            merged["key"] = option.get("k")
        if "d" in option:
            merged.setdefault("default", option["d"])
        if "m" in option:
            merged.setdefault("minimum", option["m"][0])
            merged.setdefault("maximum", option["m"][1])
    told = [option for option in options if "any" not in option or "e" in option]
    if told and all("e" in option for option in told):
        merged["enum"] = tuple(dict.fromkeys(value for option in told for value in option["e"]))
    return {**merged, "types": tuple(types)}


def _types(option: dict[str, Any]) -> tuple[str, ...]:
    codes = option.get("t") or ("a" if "i" in option else "o" if option.keys() & {"p", "pp", "ap", "open"} else "")
    return tuple(TYPES[code] for code in codes)


def _resource_page(resource_type: str) -> tuple[str | None, str]:
    """The page of a type without its suffix, and what the anchors of its properties begin with."""
    vendor, _, rest = resource_type.partition("::")
    service, _, name = rest.lower().partition("::")
    if vendor not in ("AWS", "Alexa") or not name or "::" in name or service in UNDOCUMENTED_SERVICES:
        return None, ""
    stem = f"{service}-{name}"
    return PAGES.get(resource_type, f"aws-resource-{stem}"), ANCHORS.get(resource_type, f"cfn-{stem}")
