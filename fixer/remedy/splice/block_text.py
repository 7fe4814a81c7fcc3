"""A block scalar (``|`` or ``>``) is written again in its own style."""

from __future__ import annotations

from fixer.lazy import pattern
from fixer.read.nodes import Node
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.scalar_text import folded_rows, literal_block

_HEADER = pattern(r"[|>]([0-9]?)[-+]?([0-9]?)[-+]?")
_MIN_WIDTH = 78


def rewrite_block(node: Node, new: str, parent: int, lines: Lines, edits: Edits) -> bool:
    """Edits the rows (and the chomping mark) of a block scalar so that it reads as ``new``; ``False``: it cannot.

    ``parent`` is the column of the key or dash. Rows that stay the same keep their bytes.
    """
    header = _HEADER.match(lines.text, node.content)
    body = lines.next(node.content)
    if header is None or body >= node.end:
        return False
    rows = [row.removesuffix("\r") for row in lines.text[body : node.end].split("\n")]
    if node.style == "|":
        written = _literal(node, rows, new, parent, header.group())
    else:
        written = None if header[1] or header[2] else _folded(rows, new)
    if written is None:
        return False
    mark, fresh = written
    if mark != header.group():
        edits.replace(node.content, header.end(), mark)
    edits.replace(body, node.end, lines.eol.join(fresh))
    return True


def _literal(node: Node, rows: list[str], new: str, parent: int, header: str) -> tuple[str, list[str]] | None:
    old = node.value.rstrip("\n").split("\n")
    filled = next((index for index, line in enumerate(old) if line), None)
    if filled is None or filled >= len(rows) or "\n" not in new:
        return None
    column = len(rows[filled]) - len(old[filled])
    written = literal_block(new, column, parent, keeps="+" in header)
    if written is None:
        return None
    mark, fresh = written
    if any(map(str.isdigit, header)) and not mark[1:2].isdigit():
        mark = f"|{column - parent}{mark[1:]}"
    if len(old) != len(rows) or mark.endswith("+"):
        return mark, fresh
    wanted = new.rstrip("\n").split("\n")
    head = _common(old, wanted)
    limit = min(len(old), len(wanted)) - head
    tail = min(_common(old[::-1], wanted[::-1]), limit)
    return mark, rows[:head] + fresh[head : len(fresh) - tail] + rows[len(rows) - tail :]


def _common(left: list[str], right: list[str]) -> int:
    """How many lines two lists begin with in common."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _folded(rows: list[str], new: str) -> tuple[str, list[str]] | None:
    filled = [row for row in rows if row.strip()]
    ends = len(new) - len(new.rstrip("\n"))
    if not filled or not new.strip() or ends > 1:
        return None
    column = len(filled[0]) - len(filled[0].lstrip(" "))
    if any(row[column : column + 1] in (" ", "\t") or row != row.rstrip() for row in filled):
        return None
    known: dict[str, list[str]] = {}
    paragraph: list[str] = []
    for row in [*rows, ""]:
        if row.strip():
            paragraph.append(row[column:])
        elif paragraph:
            known[" ".join(paragraph)] = paragraph
            paragraph = []
    width = max(_MIN_WIDTH - column, *(len(row) - column for row in filled))
    fresh = folded_rows(new, width, known)
    if fresh is None:
        return None
    return (">" if ends else ">-"), [" " * column + row if row else "" for row in fresh]
