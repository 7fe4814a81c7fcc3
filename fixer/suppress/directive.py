"""What a comment says to the program: ``fixer: ignore[rule, …] -- reason`` and ``fixer: ignore-file[…]``."""

from __future__ import annotations

from difflib import get_close_matches

from fixer.frozen import frozen
from fixer.lazy import pattern

MARK = "fixer:"
VERBS = ("ignore", "ignore-file")

_SAID = pattern(r"(?:^|.*[\s#])fixer:\s*([\w-]+)\s*(.*)$")
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
    if "\n" in text:
        text = next((row.strip() for row in text.split("\n") if MARK in row), "")
    said = _SAID.match(text)
    if said is None:
        return None
    verb, rest = said[1], said[2].strip()
    if verb not in VERBS:
        close = get_close_matches(verb.lower(), VERBS, 1, 0.6)
        return f"'fixer: {verb}' is not understood; did you mean '{close[0]}'?" if close else None
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
