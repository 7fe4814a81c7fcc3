"""HTML entities in code: text that went through a web page on its way here."""

from __future__ import annotations

from fixer.lazy import pattern
from fixer.read.edits import Edit

_ENTITY = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});")
_INVISIBLE = "\u200b\u200c\u2060\ufeff"


def entity_edits(text: str) -> list[Edit]:
    """The edits that turn entities back into characters; characters without width are left out."""
    import html

    found = []
    for entity in _ENTITY.finditer(text):
        character = html.unescape(entity.group())
        if character != entity.group():
            found.append(Edit(entity.start(), entity.end(), "" if character in _INVISIBLE else character))
    return found


def unescaped(text: str) -> str:
    """``text`` with its entities decoded."""
    import html

    return html.unescape(text).translate(dict.fromkeys(map(ord, _INVISIBLE)))
