"""What a comment says to the program: ``fixer: ignore[rule, …] -- reason`` and ``fixer: ignore-file[…]``."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import islice

from fixer.frozen import frozen
from fixer.lazy import pattern

MARK = "fixer:"
VERBS = ("ignore", "ignore-file")
_MOST = 100

_SAID = pattern(r"(?<![^\s#])fixer:[ \t]*([\w-]+)")
_WORDS = pattern(r"\[([^\[\]]*)\]\s*(.*)$")
_WORD = pattern(r"[\w.*?/:-]+$")


@frozen
class Directive:
    """``words`` are rule ids, categories and patterns of them; none: everything. ``whole``: in the whole file."""

    words: tuple[str, ...]
    reason: str
    whole: bool


def directive(text: str) -> Directive | str | None:
    """What a comment's text says; what is wrong with it, in words; ``None`` where it says nothing to the program."""
    said = _said(text)
    if said is None:
        return None
    verb, rest = said[1], text[said.end() :].partition("\n")[0].strip()
    if verb not in VERBS:
        return f"'fixer: {verb}' is not understood; did you mean '{_near(verb)[0]}'?"
    words: tuple[str, ...] = ()
    if rest.startswith("["):
        listed = _WORDS.match(rest)
        if listed is None:
            return f"'fixer: {verb}[' is not closed with ']'"
        words, rest = tuple(word for part in listed[1].split(",") if (word := part.strip())), listed[2]
        if not words:
            return f"'fixer: {verb}[]' names no rule; without brackets it is about all"
        odd = next((word for word in words if not _WORD.match(word)), None)
        if odd is not None:
            return f"'{odd}' is no rule id; rules are separated with commas"
    elif rest and not rest.startswith("--"):
        return f"'fixer: {verb} {rest.split()[0]}' is not understood; write rules in [brackets], a reason after --"
    return Directive(words, rest.removeprefix("--").strip(), verb == "ignore-file")


def place(text: str) -> int:
    """Where in a comment's text it begins to speak to the program."""
    said = _said(text)
    return said.start() if said else 0


def _said(text: str) -> re.Match[str] | None:
    """The first of several in a comment: what follows may be a reason that speaks of the program."""
    several = islice(_SAID.finditer(text), _MOST)
    return next((said for said in several if said[1] in VERBS or _near(said[1])), None)


def _near(verb: str) -> list[str]:
    return get_close_matches(verb[:40].lower(), VERBS, 1, 0.6)
