"""Who mentions whom in a program: constructs by the variables that hold them, variables and helpers by their names."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from fixer.lazy import pattern

ReferenceKind = Literal["construct", "name"]
Path = tuple[str, ...]

STACK = "this"
SURROUNDED = "$within"
"""The last of a call's arguments where it stands under a condition: its header."""
CODE = ("$code", "$lambda", "$spread", SURROUNDED)
"""What holds a piece of code as text."""
WITHIN = "Within"
"""The member of an entry that holds the headers of the loops and conditions that it stands in, as text."""
# A name in the text of code, but no member, no key of an object and nothing inside a text.
WORD = pattern(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[{,]\s*[A-Za-z_$][\w$]*+\s*:|(?<![\w$.])[A-Za-z_$][\w$]*+""")
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
    found: list[Reference] = []
    stack: list[tuple[Any, Path]] = [(value, at)]
    while stack:
        node, path = stack.pop()
        if isinstance(node, list):
            for number in range(len(node) - 1, -1, -1):
                if isinstance(node[number], (dict, list)):
                    stack.append((node[number], (*path, str(number))))
        elif isinstance(node, dict):
            if len(node) == 1 and _own(node, path, found):
                continue
            if WITHIN in node:
                found += _in_code(node[WITHIN], (*path, WITHIN))
            for key in reversed(node):
                if isinstance(node[key], (dict, list)):
                    stack.append((node[key], (*path, key)))
    return found


def _own(node: dict[str, Any], path: Path, found: list[Reference]) -> bool:
    """Adds what an expression itself mentions; whether there is nothing below it to look at."""
    ((name, argument),) = node.items()
    if name == "$ref" and isinstance(argument, str):
        if argument != STACK:
            found.append(Reference((*path, name), argument, "construct"))
        return True
    if name == "$name" and isinstance(argument, str):
        found.append(Reference((*path, name), argument, "name"))
        return True
    if name in CODE and isinstance(argument, str):
        found += _in_code(argument, (*path, name))
        return True
    head = argument[0] if name == "$get" and isinstance(argument, list) and argument else None
    if isinstance(head, str) and head != STACK:
        found.append(Reference((*path, name, "0"), head, "construct"))
    return name == "$member"


def _in_code(code: Any, path: Path) -> list[Reference]:
    names = dict.fromkeys(words_of(code)) if isinstance(code, str) else ()
    return [Reference(path, word, "name") for word in names]


def parted(arguments: list[Any]) -> tuple[list[Any], str | None]:
    """The arguments of a call, and the condition that it stands under."""
    last = arguments[-1] if arguments else None
    if isinstance(last, dict) and list(last) == [SURROUNDED]:
        return arguments[:-1], last[SURROUNDED]
    return arguments, None


def words_of(code: str) -> list[str]:
    """The names that a piece of code may mention."""
    found = (match[0] for match in WORD.finditer(code))
    return [word for word in found if word[0] not in "'\"{," and word not in _RESERVED]
