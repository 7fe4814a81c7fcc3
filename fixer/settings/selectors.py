"""Selectors: words that name rules and issues, by id, glob, category or severity."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from fixer.catalogue.rule import CATEGORIES, SEVERITIES
from fixer.frozen import frozen
from fixer.settings.nearest import meant
from fixer.settings.settings import Word

EVERYTHING = "all"
KINDS = ("rule", "category", "severity")
_WILD = frozenset("*?[")


@frozen
class Selector:
    """What a word names. ``rule``: an id, or a glob of ids."""

    kind: Literal["all", "rule", "category", "severity"]
    value: str = ""

    @property
    def glob(self) -> bool:
        return self.kind == "rule" and not _WILD.isdisjoint(self.value)

    def names(self, rule: str | None, category: str, severity: str) -> bool:
        """Whether the word is about issues of a rule (``None``: of no rule), a category and a severity."""
        if self.kind == "rule":
            return rule is not None and (fnmatchcase(rule, self.value) if self.glob else rule == self.value)
        return self.kind == "all" or self.value == (category if self.kind == "category" else severity)

    @property
    def precision(self) -> tuple[int, int]:
        """How much a word says: an id more than a glob, a long glob more than a short one, ``all`` the least."""
        if self.glob:
            return 2, sum(character not in _WILD for character in self.value)
        return {"all": 0, "category": 1, "severity": 1, "rule": 3}[self.kind], 0


@lru_cache(maxsize=4096)
def selector(text: str) -> Selector:
    """What a word names; raises ``ValueError`` with what is wrong and, after a line end, the nearest right word.

    Whether there is a rule of an id is for the catalogue to say.
    """
    kind, colon, value = text.partition(":")
    if not colon:
        kind, value = _bare(text), text
    if kind not in (*KINDS, EVERYTHING):
        raise ValueError(f"'{kind}:' is none of {', '.join(f'{one}:' for one in KINDS)}\n{meant(kind, KINDS)}")
    words = {"category": CATEGORIES, "severity": SEVERITIES}.get(kind)
    if words and value not in words:
        raise ValueError(f"'{value}' is no {kind}\n{meant(value, words) or 'one of ' + ', '.join(words)}")
    if kind == "rule" and (not value or any(character.isspace() for character in value)):
        raise ValueError(f"'{text}' names no rule\n")
    found: dict[str, Literal["all", "rule", "category", "severity"]] = {
        "all": "all", "rule": "rule", "category": "category", "severity": "severity"
    }  # fmt: skip
    return Selector(found[kind], "" if kind == EVERYTHING else value)


def _bare(text: str) -> str:
    if text in (EVERYTHING, EVERYTHING.upper()):
        return EVERYTHING
    return "category" if text in CATEGORIES else "severity" if text in SEVERITIES else "rule"


Weight = tuple[bool, int, int]
"""What decides between words: whether it was said for the call, then how precise it is."""


def best(words: Sequence[Word], rule: str | None, category: str, severity: str) -> tuple[Weight, Word] | None:
    """The word that counts for issues of this rule, category and severity, with its weight; of two alike the last."""
    found: tuple[Weight, Word] | None = None
    for word in words:
        one = selector(word.text)
        weight = (word.over, *one.precision)
        if one.names(rule, category, severity) and (found is None or weight >= found[0]):
            found = (weight, word)
    return found
