"""Who mentions whom in a program: constructs by the variables that hold them, variables and helpers by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from fixer.lazy import pattern

ReferenceKind = Literal["construct", "name"]
Path = tuple[str, ...]

STACK = "this"
CODE = ("$code", "$lambda", "$spread")
"""What holds a piece of code as text."""
WITHIN = "Within"
"""The member of an entry that holds the headers of the loops and conditions that it stands in, as text."""
# A name in the text of code, but no member, no key of an object and nothing inside a text.
WORD = pattern(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<![\w$.])[A-Za-z_$][\w$]*(?!\s*:)""")
_RESERVED = frozenset({
    "async", "await", "break", "case", "catch", "class", "const", "continue", "default", "delete", "do", "else",
    "false", "finally", "for", "function", "if", "import", "in", "instanceof", "interface", "let", "new", "null",
    "of", "private", "public", "readonly", "return", "static", "string", "number", "boolean", "any", "super",
    "switch", "this", "throw", "true", "try", "type", "typeof", "undefined", "var", "void", "while", "yield"
})  # fmt: skip


class Reference(NamedTuple):
    """One mention of another entry; ``pointer`` leads to what holds the name."""

    pointer: Path
    target: str
    kind: ReferenceKind


def references(value: Any, at: Path = ()) -> list[Reference]:
    """All mentions in a value, in the order of the text; the stack itself (``this``) is no mention."""
    return list(_walk(value, at))


def _walk(value: Any, path: Path) -> Iterator[Reference]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, (dict, list)):
                yield from _walk(item, (*path, str(number)))
    elif isinstance(value, dict):
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "$ref" and isinstance(argument, str):
                if argument != STACK:
                    yield Reference((*path, name), argument, "construct")
                return
            if name == "$name" and isinstance(argument, str):
                yield Reference((*path, name), argument, "name")
                return
            if name in CODE and isinstance(argument, str):
                for word in dict.fromkeys(words_of(argument)):
                    yield Reference((*path, name), word, "name")
                return
            head = argument[0] if name == "$get" and isinstance(argument, list) and argument else None
            if isinstance(head, str) and head != STACK:
                yield Reference((*path, name, "0"), head, "construct")
        for key, item in value.items():
            if isinstance(item, (dict, list)):
                yield from _walk(item, (*path, key))
            elif key == WITHIN and isinstance(item, str):
                yield from (Reference((*path, key), word, "name") for word in dict.fromkeys(words_of(item)))


def words_of(code: str) -> list[str]:
    """The names that a piece of code may mention."""
    found = (match[0] for match in WORD.finditer(code))
    return [word for word in found if word[0] not in "'\"" and word not in _RESERVED]
