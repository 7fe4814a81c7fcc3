"""What a construct and its places are called in CloudFormation's words: the type of resource it makes, its properties.

A class that stands for one resource as it is (``CfnBucket``) is put in these words by its name and the resource schema.
For the classes above them a table (``counterparts.txt``) says what becomes of a property; what is not in it goes by its
name, which is good enough to find the rules that may be about it and no ground for a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from fixer.cfn import schema
from fixer.cfn.schema_index import type_names
from fixer.compare.gaps import Entry
from fixer.dialect import Counterpart
from fixer.frozen import frozen

LIBRARY = "aws-cdk-lib"
PACKAGES = (LIBRARY, "@aws-cdk")
RESOURCES = "Resources"
_SECTIONS = ("Outputs", "Parameters", "Conditions", "Mappings", "Rules")
_TABLE = Path(__file__).with_name("counterparts.txt")
Tokens = tuple[str, ...]


@frozen
class Row:
    """A property, by its tokens, or a method, and its place below an entry of ``type`` (``None``: of the class's own).

    ``value``: how a value is put in CloudFormation's words. ``absence``: what it means that the property is left out:
    ``.`` nothing is written, JSON: this is written, empty: nobody knows; likewise where there is a property ``unless``.
    """

    path: Tokens
    type: str | None
    place: Tokens
    value: str = "-"
    absence: str = ""
    unless: str = ""


@frozen
class Class:
    """A class: the type of its resource, or the section of its entry; ``part``: where in the resource it is a part."""

    type: str | None
    section: str
    part: Tokens
    rows: tuple[Row, ...]
    methods: tuple[Row, ...]
    plain: bool

    @property
    def base(self) -> Tokens:
        """Where its properties stand."""
        return () if self.section != RESOURCES else self.part or ("Properties",)


_ANY = Class(None, RESOURCES, (), (), (), False)


def counterparts(entry: Entry, path: Sequence[str]) -> list[Counterpart]:
    """What an entry, or a place below it, is in CloudFormation's words; nothing where that is not known."""
    if entry.section == "Calls":
        return _call(_ANY, tuple(path)) if path else []
    known = known_class(entry.type) if entry.section == RESOURCES and entry.type else None
    if known is None:
        return []
    if not path:
        return [Counterpart(known.type, known.section, known.part)]
    if path[0] in ("Properties", "Assigned"):
        return [_property(known, tuple(path[1:]))]
    if path[0] == "Calls":
        return _call(known, tuple(path[1:]))
    if path[0] == "Tags":
        return [Counterpart(known.type, known.section, (*known.base, "Tags", *path[1:]))]
    return []


def _property(known: Class, tokens: Tokens) -> Counterpart:
    row, stars, rest = _row(known, tokens)
    if row is None:
        return Counterpart(known.type, known.section, (*known.base, *names(known.type, (), tokens)))
    place = filled(row.place, stars)
    if row.value == "data":
        return _at(known, row, (*place, *rest))
    return _at(known, row, _continued(place, names(row.type or known.type, place[1:], rest)))


def _row(known: Class, tokens: Tokens) -> tuple[Row | None, Tokens, Tokens]:
    """The row with most tokens that leads to a place, what its stars stand for, and the tokens beyond it."""
    best: tuple[Row | None, Tokens, Tokens] = (None, (), tokens)
    for row in known.rows:
        stars = bound(row.path, tokens)
        if stars is not None and (best[0] is None or len(row.path) > len(best[0].path)):
            best = (row, stars, tokens[len(row.path) :])
    return best


def _continued(place: Tokens, rest: Tokens) -> Tokens:
    """A place and what lies beyond: an entry as a whole has its properties there."""
    return (*place, *(("Properties",) if not place and rest else ()), *rest)


def _at(known: Class, row: Row, path: Tokens) -> Counterpart:
    return Counterpart(row.type or known.type, known.section if row.type is None else RESOURCES, path)


def _call(known: Class, tokens: Tokens) -> list[Counterpart]:
    """What a method does, the same for each call; an argument of a call is a property of what it makes."""
    if not tokens:
        return []
    # The method may be one of a member: `root.addResource('health').addMethod`.
    words = (tokens[0], tokens[0].rpartition(".")[2])
    for row in (*known.methods, *_methods()):
        name = row.path[0]
        if any(word == name or (name.endswith("*") and word.startswith(name[:-1])) for word in words):
            inside = tuple(token for token in tokens[2:] if not token.isdecimal())
            rest = names(row.type or known.type, row.place[1:], inside)
            return [_at(known, row, _continued(row.place, rest))]
    return []


def bound(pattern: Tokens, tokens: Tokens) -> Tokens | None:
    """What the stars of a pattern stand for in the tokens that it is the beginning of; ``None`` if it is not."""
    if len(pattern) > len(tokens):
        return None
    stars: list[str] = []
    for wanted, token in zip(pattern, tokens, strict=False):
        if wanted == "*" and token.isdecimal():
            stars.append(token)
        elif wanted != token:
            return None
    return tuple(stars)


def filled(place: Tokens, stars: Sequence[str]) -> Tokens:
    """A place with its stars put in."""
    left = list(stars)
    return tuple(left.pop(0) if token == "*" and left else token for token in place)


def names(kind: str | None, above: Tokens, tokens: Tokens) -> Tokens:
    """CloudFormation's names of properties, as the schema has them, else by their first letter; an expression stays."""
    found: list[str] = []
    for number, token in enumerate(tokens):
        if token.startswith("$"):
            return (*found, *tokens[number:])
        found.append(token if token.isdecimal() else name(kind, (*above, *found), token))
    return tuple(found)


@lru_cache(8192)
def name(kind: str | None, above: Tokens, token: str) -> str:
    """CloudFormation's name of one property below a place of a type."""
    known = schema.facts(kind) if kind else None
    wanted = token.lower()
    members = known.members(above) if known else frozenset()
    return next((member for member in sorted(members) if member.lower() == wanted), token[:1].upper() + token[1:])


@lru_cache(512)
def known_class(kind: str) -> Class | None:
    """What is known of a class by its module and name; ``None`` for a class of the program's own, or of nobody's."""
    package, _, rest = kind.partition("/")
    short = rest if package in PACKAGES else kind.removeprefix(f"{LIBRARY}.") if not rest else kind
    own = short.rpartition(".")[2]
    if own.startswith("Cfn") and short not in _table():
        made = _by_name(short)
        return Class(made, RESOURCES, (), (), (), True) if made else None
    row = _table().get(short) or _table().get(short.rpartition(".")[0] + ".*")
    if row is not None:
        return row
    made = _by_name(short)
    return Class(made, RESOURCES, (), (), (), False) if made else None


def _by_name(short: str) -> str | None:
    """The type that is called as a class is: ``aws-s3.CfnBucket``, ``aws-sns.Subscription``."""
    module, _, own = short.rpartition(".")
    service = module.removeprefix("aws-").replace("-", "")
    return _types().get(f"{service}.{own.removeprefix('Cfn')}".lower())


@cache
def _types() -> dict[str, str]:
    return {kind.partition("::")[2].replace("::", ".").lower(): kind for kind in type_names()}


def _methods() -> tuple[Row, ...]:
    return _table()["*"].methods


@cache
def _table() -> dict[str, Class]:
    """The classes of the table by name."""
    found: dict[str, Class] = {}
    heading: list[str] = []
    lines: list[list[str]] = []
    for text in [*_TABLE.read_text(encoding="utf-8").splitlines(), "end = end"]:
        if not text.strip() or text.startswith("#"):
            continue
        if text.startswith(" "):
            lines.append(text.split())
            continue
        for short in heading[: heading.index("=")] if heading else ():
            found[short] = _class(heading[heading.index("=") + 1 :], lines)
        heading, lines = text.split(), []
    return found


def _class(right: Sequence[str], lines: Sequence[Sequence[str]]) -> Class:
    kind, *part = right
    section = kind if kind in _SECTIONS else RESOURCES
    rows = [_parsed(line) for line in lines]
    return Class(
        None if section != RESOURCES else kind,
        section,
        _place(part[0]) if part else (),
        tuple(row for row in rows if not row.path[-1].endswith("()")),
        tuple(Row((row.path[0][:-2],), row.type, row.place) for row in rows if row.path[-1].endswith("()")),
        False,
    )


def _parsed(line: Sequence[str]) -> Row:
    left, *right = line
    kind = right.pop(0) if "::" in right[0] else None
    place, value, absence, _, unless = [*right, *("-", "", "", "")[len(right) - 1 :]][:5]
    path = (left,) if left.endswith("()") else tuple(left.split("."))
    return Row(path, kind, _place(place), value, "." if absence == "." else absence, unless)


def _place(text: str) -> Tokens:
    return (
        tuple(text.split("/")[1:])
        if text[:1] == "/" and text != "/"
        else ("Properties", *text.split("."))
        if (text != "/")
        else ()
    )
