"""What a value mentions, and what an entry would be called: the names that order statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from fixer.cdk.references import SURROUNDED
from fixer.cdk.write.printer import operation
from fixer.lazy import pattern

_WORD = pattern(r"(?:this\.)?[A-Za-z_$][\w$]*")
_OF_ENTRY = ("Calls", "Assigned", "Tags")
_RESERVED = frozenset({
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do",
    "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import",
    "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return",
    "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with",
    "yield", "scope", "id", "props",
})  # fmt: skip


def entry_mark(name: str) -> str:
    return f"entry {name}"


def name_mark(name: str) -> str:
    return f"name {name}"


def variable_mark(key: str) -> str:
    return f"variable {key}"


def mentions(value: Any) -> set[str]:
    """The entries (``entry_mark``) and the variables (``name_mark``) that a value mentions."""
    found: set[str] = set()
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += item
        if not isinstance(item, dict):
            continue
        sign = operation(item)
        body: Any = item[sign] if sign is not None else None
        if sign == "$ref" or (sign == "$get" and body):
            name = body if sign == "$ref" else body[0]
            found.add(entry_mark(str(name)) if name != "this" else "")
            if name == "this" and sign == "$get" and len(body) > 1:
                found.add(name_mark(f"this.{body[1]}"))
        elif sign == "$name" and isinstance(body, str):
            found.add(name_mark(body))
        elif isinstance(item.get(SURROUNDED), str):
            found |= condition_marks(item[SURROUNDED])
        elif sign in ("$code", "$lambda") and isinstance(body, str):
            found.update(map(name_mark, _WORD.findall(body)))
        else:
            for key, one in item.items():
                if key.startswith("["):
                    found.update(map(name_mark, _WORD.findall(key)))
                todo.append(one)
    return found - {""}


def condition_marks(condition: str | None) -> set[str]:
    """The variables that a condition may mention."""
    return set(map(name_mark, _WORD.findall(condition))) if condition else set()


def own_mentions(entry: Mapping[str, Any]) -> set[str]:
    """What the construct itself mentions, without the statements on it."""
    return mentions({key: value for key, value in entry.items() if key not in _OF_ENTRY and key != "Within"})


def given_names(variable: str) -> set[str]:
    """The marks by which a variable is mentioned: its key; in a text that is not read, its name."""
    names = _WORD.findall(bare_key(variable).rpartition("/")[2])
    return {name_mark(variable), *(map(name_mark, names) if "/" not in variable and "#" not in variable else ())}


def bare_key(key: str) -> str:
    """A key without the number that tells it from others of the same name."""
    return re.sub(r"#\d+\Z", "", key)


def variable_name(entry: str, kind: str, taken: Iterable[str]) -> str:
    """A name for the construct of an entry that nothing has yet: its id in camel case."""
    base = bare_key(entry).rpartition("/")[2]
    words = re.findall(r"[A-Za-z0-9]+", base) or ["construct"]
    name = words[0][:1].lower() + words[0][1:] + "".join(word[:1].upper() + word[1:] for word in words[1:])
    if words[0].isupper():
        name = words[0].lower() + name[len(words[0]) :]
    if name[0].isdigit():
        name = f"_{name}"
    used = set(taken) | _RESERVED
    suffix = kind.rpartition(".")[2].removeprefix("/")
    candidates = [name, name + suffix, *(f"{name}{number}" for number in range(2, len(used) + 3))]
    return str(next(one for one in candidates if one not in used))
