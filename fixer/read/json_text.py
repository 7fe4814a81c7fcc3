"""JSON as people and models write it → plain data, with the repairs that are certain."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from fixer.lazy import pattern
from fixer.read import json_tree
from fixer.read.data import duplicates
from fixer.read.edits import Edit, EditedText
from fixer.read.entities import entity_edits
from fixer.read.parsed import Parsed
from fixer.read.text_error import TextError

MAX_COMMAS = 200_000

_BLOCK_SCALAR = pattern(r"(\"[^\"\r\n]*\"[ \t]*:[ \t]*)([|>][+-]?\d?[+-]?)[ \t]*\r?\n")
_ESCAPED_KEY = pattern(r"\{\s*\\\"")
_ESCAPE = pattern(r"\\(.)", re.DOTALL)
_BACKSLASHES = pattern(r"\\+")
_CONTAINERS = frozenset({dict, list})
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_SURROGATE = pattern(r"\\u[dD][89a-fA-F]")

Step = tuple[str, Callable[[str], list[Edit]]]


def read_json(edited: EditedText, closed: bool = False) -> Parsed:
    """The JSON value at the beginning of a text; what follows it is left to the caller.

    ``closed`` says that its author marked the end of the text, so that it cannot be a part of a longer one.
    Raises ``TextError`` with an offset in the text before it was edited.
    """
    if edited.text.count(",") > MAX_COMMAS:
        raise TextError(0, f"more than {MAX_COMMAS:,} values")
    try:
        return _strict(edited, [])
    except (ValueError, RecursionError):
        return _repaired(edited, _CLOSED_STEPS if closed else _STEPS)


def _strict(edited: EditedText, repairs: list[tuple[int, str]]) -> Parsed:
    repeated = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        data = dict(pairs)
        repeated = repeated or len(data) != len(pairs)
        return data

    decoder = json.JSONDecoder(
        object_pairs_hook=members, parse_constant=_refuse, parse_int=_integer, parse_float=_float
    )
    data, end = decoder.raw_decode(edited.text)
    if _depth(data) > json_tree.MAX_DEPTH:
        raise RecursionError
    if edited.text.find("\\u", 0, end) >= 0 and _SURROGATE.search(edited.text, 0, end):
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    root = None
    pairs = []
    if repeated:
        root = json_tree.parse(edited.text).root
        pairs = duplicates(root)
    return Parsed(edited, data, end, root, repairs, pairs)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _integer(digits: str) -> int:
    if len(digits) > json_tree.MAX_DIGITS:
        raise ValueError("a number of too many digits")
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if len(digits) > json_tree.MAX_DIGITS or value in (float("inf"), float("-inf")):
        raise ValueError("a number that is too large")
    return value


def _depth(data: Any) -> int:
    depth = 0
    level = [data] if type(data) in _CONTAINERS else []
    while level:
        depth += 1
        level = [
            member
            for value in level
            for member in (value.values() if type(value) is dict else value)
            if type(member) in _CONTAINERS  # what the decoder makes has just these types, and there are many
        ]
    return depth


def _repaired(edited: EditedText, steps: tuple[Step, ...]) -> Parsed:
    """Makes one kind of repair after the other until the text is JSON; a kind that does not help is not made."""
    repairs: list[tuple[int, str]] = []
    failure: TextError | None = None
    for what, step in steps:
        edits = step(edited.text)
        if failure and not edits:
            continue
        attempt = _applied(edited, edits)
        once = edits[:1] if what == _TWICE else edits
        made = [*repairs, *((edited.original(edit.start), what) for edit in once)]
        try:
            return _with_liberties(attempt, made)
        except TextError as error:
            where = attempt.original(error.offset)
            if failure is None or where > failure.offset:
                failure = TextError(where, error.cause, error.hint)
                edited, repairs = attempt, made
    raise failure or TextError(0, "not JSON")


def _applied(edited: EditedText, edits: list[Edit]) -> EditedText:
    try:
        return edited.apply(edits)
    except TextError as error:
        raise TextError(edited.original(error.offset), error.cause) from None


def _with_liberties(edited: EditedText, repairs: list[tuple[int, str]]) -> Parsed:
    tree = json_tree.parse(edited.text)
    edits = [_whole_lines(edited.text, Edit(x.start, x.end, x.text)) for x in tree.liberties]
    made = [*repairs, *((edited.original(x.start), _TAKEN.get(x.what, x.what)) for x in tree.liberties)]
    try:
        return _strict(edited.apply(_merged(edits)), made)
    except UnicodeEncodeError:
        raise TextError(0, "a string holds half of a surrogate pair (\\ud800 … \\udfff)") from None
    except (ValueError, RecursionError) as error:
        raise TextError(0, f"not JSON: {error}") from None


_TAKEN = {
    "a comment": "a comment taken out: JSON has none",
    "a trailing comma": "a comma before a closing bracket taken out",
    "a raw control character": "a raw control character in a string escaped",
}


def _whole_lines(text: str, edit: Edit) -> Edit:
    """A comment that has its line for itself takes the line with it."""
    if edit.text or text[edit.start] != "/":
        return edit
    begin = text.rfind("\n", 0, edit.start) + 1
    end = text.find("\n", edit.end)
    alone = end >= 0 and not text[begin : edit.start].strip() and not text[edit.end : end].strip()
    return Edit(begin, end + 1, "") if alone else edit


def _merged(edits: list[Edit]) -> Iterator[Edit]:
    """Leaves out what an earlier edit already covers."""
    done = -1
    for edit in sorted(edits):
        if edit.start >= done:
            yield edit
            done = edit.end


def _nothing(text: str) -> list[Edit]:
    return []


def _block_scalars(text: str) -> list[Edit]:
    """YAML block text as a value: it ends where a line is indented less than its first."""
    edits: list[Edit] = []
    pos = 0
    while found := _BLOCK_SCALAR.search(text, pos):
        end = _block_end(text, found.end())
        value = _block_value(found.group(2), text[found.end() : end])
        if value is None:
            return []
        edits.append(Edit(found.end(1), end, json.dumps(value, ensure_ascii=False)))
        pos = end
    return edits


def _block_end(text: str, start: int) -> int:
    """Where the lines indented like the first one end, without the last line end."""
    indent: int | None = None
    pos = end = start
    while pos < len(text):
        line_end = text.find("\n", pos)
        line_end = len(text) if line_end < 0 else line_end
        line = text[pos:line_end].rstrip()
        if line:
            width = len(line) - len(line.lstrip(" \t"))
            indent = width if indent is None else indent
            if width < indent:
                break
            end = line_end
        pos = line_end + 1
    return end


def _block_value(header: str, block: str) -> str | None:
    import yaml

    try:
        value = yaml.load(f"k: {header}\n{block}\n", getattr(yaml, "CSafeLoader", yaml.SafeLoader))["k"]
    except yaml.YAMLError:
        return None
    return value if isinstance(value, str) else None


def _entities(text: str) -> list[Edit]:
    return entity_edits(text) if "&quot;" in text else []


def _escaped_text(text: str) -> list[Edit]:
    """The whole text was escaped once more, as if it were the value of a string."""
    if not _ESCAPED_KEY.match(text):
        return []
    return [Edit(x.start(), x.end(), _UNESCAPED.get(x[1], x[1])) for x in _ESCAPE.finditer(text)]


def _escaped_strings(text: str) -> list[Edit]:
    """The content of every string was escaped once more: no backslash stands alone."""
    runs = [x.span() for x in _BACKSLASHES.finditer(text)]
    if any((end - start) % 2 for start, end in runs):
        return []
    return [Edit(start, end, "\\" * ((end - start) // 2)) for start, end in runs]


def _last_bracket(text: str) -> list[Edit]:
    """The bracket that closes the template, where what is in it is complete."""
    end = len(text.rstrip())
    return [Edit(end, len(text), "\n}\n")] if text[end - 1 : end] == "}" else []


_TWICE = "everything is escaped twice: one level taken off"
_STEPS: tuple[Step, ...] = (
    ("", _nothing),
    ("YAML block text as a value made a JSON string", _block_scalars),
    ("an HTML entity decoded", _entities),
    (_TWICE, _escaped_text),
    (_TWICE, _escaped_strings),
)
_CLOSED_STEPS: tuple[Step, ...] = (*_STEPS, ("the template's last closing bracket is missing: added", _last_bracket))
