"""Source text that lost its line breaks gets them again; what is no white space between tokens stays as it is."""

from __future__ import annotations

import re

from fixer.cdk.write.style import Style
from fixer.frozen import record
from fixer.lazy import pattern

# Strings, templates (without nesting), comments, regular expressions after an opening mark, and single marks.
_TOKEN = pattern(
    r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:\\.|[^`\\])*`|/\*.*?\*/|(?<=[(,=:] )/(?:\\.|[^/\\ ])+/|.", re.DOTALL
)
_GOES_ON = pattern(r"(?:else|catch|finally|while|as|satisfies|from)\b|[=.?:&|+*)\],;]")
_CLOSING = {"{": "}", "(": ")", "[": "]"}
MAX_DEPTH = 60


@record
class _Group:
    """What stands between two brackets: tokens and groups. ``opening`` is empty for the whole text."""

    opening: str
    parts: list[str | _Group]

    @property
    def text(self) -> str:
        inside = "".join(part if isinstance(part, str) else part.text for part in self.parts)
        return self.opening + inside + _CLOSING.get(self.opening, "")


def layout(text: str, indent: str, style: Style) -> str:
    """``text`` in lines that begin with ``indent``, the first one excepted; only its single spaces become line ends."""
    group = _groups(text)
    return text if group is None else _lay(group, indent, style)


def _groups(text: str) -> _Group | None:
    """The text by its brackets; ``None`` where these do not match."""
    whole = _Group("", [])
    stack = [whole]
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token in _CLOSING:
            group = _Group(token, [])
            stack[-1].parts.append(group)
            stack.append(group)
            if len(stack) > MAX_DEPTH:
                return None
        elif token in ("}", ")", "]"):
            if _CLOSING.get(stack[-1].opening) != token:
                return None
            stack.pop()
        else:
            stack[-1].parts.append(token)
    return whole if len(stack) == 1 else None


def _lay(group: _Group, indent: str, style: Style) -> str:
    if group.opening and not _breaks(group, indent, style):
        return _inside(group.parts, indent, style, group.opening)
    if group.opening != "{":
        return _inside(group.parts, indent, style, group.opening)
    inner = indent + style.unit
    parts = list(group.parts)
    if not parts or parts[0] != " " or parts[-1] != " ":
        return _inside(parts, indent, style, "{")
    eol = style.eol
    rows = [_inside(row, inner, style, "") for row in _rows(parts[1:-1])]
    return "{" + eol + inner + (eol + inner).join(rows) + eol + indent + "}"


def _breaks(group: _Group, indent: str, style: Style) -> bool:
    """Whether the members of a group stand on rows of their own."""
    statements = group.opening == "{" and ";" in group.parts
    return statements or len(indent) + len(group.text) > style.width


def _rows(parts: list[str | _Group]) -> list[list[str | _Group]]:
    rows: list[list[str | _Group]] = [[]]
    for number, part in enumerate(parts):
        if part == " " and rows[-1] and _ends(rows[-1], parts[number + 1 : number + 12]):
            rows.append([])
        else:
            rows[-1].append(part)
    return rows


def _ends(row: list[str | _Group], following: list[str | _Group]) -> bool:
    last = row[-1]
    if last in (";", ","):
        return True
    head = "".join(part if isinstance(part, str) else part.opening for part in following)
    return isinstance(last, _Group) and last.opening == "{" and not _GOES_ON.match(head)


def _inside(parts: list[str | _Group], indent: str, style: Style, opening: str) -> str:
    text = "".join(part if isinstance(part, str) else _lay(part, indent, style) for part in parts)
    return opening + text + _CLOSING.get(opening, "")
