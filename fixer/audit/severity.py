"""The words for severities that people use, and what they stand for."""

from __future__ import annotations

import re

WORDS = {
    "critical": "critical", "blocker": "critical", "blocking": "critical", "high": "high", "major": "high",
    "important": "high", "medium": "medium", "moderate": "medium", "warning": "medium", "low": "low", "minor": "low",
    "cosmetic": "low", "enhancement": "low",
}  # fmt: skip
# What some reports give as a severity and is a category.
CATEGORIES = ("security", "best practice", "optimization", "missing requirement")

_WORD = "|".join(WORDS)
LABELS = rf"{_WORD}|security|best[ _-]practice|optimi[sz]ation|missing[ _-]requirement"
LABEL = re.compile(rf"\b({LABELS})s?\b", re.I)
_FIELD = re.compile(
    rf"^[\s>*_-]*(?:impact level|severity level|severity|impact|priority|level)[\s*_]*[:|][\s*_`]*\W{{0,3}}({LABELS})\b"
    r"(?P<rest>.*)", re.I,
)  # fmt: skip
# In a title: in brackets, in capitals before a colon or dash, or behind the last dash.
_TAGS = (
    re.compile(rf"[(\[]\s*({_WORD})\b[^)\]]{{0,40}}[)\]]", re.I),
    re.compile(rf"\s[-–—]\s*({_WORD})(?:\s+(?:blocker|issue|failure|severity|priority))?\W*$", re.I),
    re.compile(rf"^\W*({_WORD.upper()})\b(?=[A-Z\s*_]*[:–—-])"),
)
_SECTION = re.compile(
    rf"^\W*(?:[A-Z]\.\s*)?({LABELS})\b(?:\W*(?:severity|priority|level))?\W*"
    r"(?:[a-z]+\W+){0,2}(?:issues?|failures?|errors?|problems?|fixes|blockers?|observations?|findings?|gaps?|bugs?|"
    r"violations?|requirements?|deficiencies|omissions?|concerns?)\b|"
    rf"^\W*({_WORD})(?:[ -](?:severity|priority|level|impact))?\W*$|\W*({_WORD})[ -](?:severity|priority)\b",
    re.I,
)


def label(word: str) -> str:
    """The severity that a word stands for; of a category, its name."""
    plain = re.sub(r"[ _-]+", " ", word.strip().lower()).replace("optimisation", "optimization")
    return WORDS.get(plain, plain.removesuffix("s") if plain.endswith("ements") else plain)


def in_field(line: str) -> str | None:
    """The severity word of a line such as ``**Impact Level**: High (Blocks the pipeline)``."""
    found = _FIELD.match(line)
    if found is None:
        return None
    # An impact in words that happens to begin with one: "High availability is lost".
    rest = found["rest"].strip(" *_`")
    plain = not rest or not rest[0].isalpha() or rest.split()[0].lower() in ("blocker", "severity", "priority")
    return found[1] if plain else None


def in_title(title: str) -> str | None:
    return next((found[1] for tag in _TAGS if (found := tag.search(title))), None)


def in_section(heading: str) -> str | None:
    found = _SECTION.search(heading)
    return next((word for word in found.groups() if word), None) if found else None
