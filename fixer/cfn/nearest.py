"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

import re

from fixer.cfn.schema_index import type_names

LONGEST_NAME = 200
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def nearest_type(resource_type: str) -> str | None:
    """The known type that an unknown one of the same vendor and service was probably meant to be."""
    service, _, name = resource_type.rpartition("::")
    if not name or len(resource_type) > LONGEST_NAME:
        return None
    siblings = frozenset(known.rpartition("::")[2] for known in type_names() if known.startswith(service + "::"))
    nearest = nearest_name(name, siblings)
    return f"{service}::{nearest}" if nearest else None


def nearest_name(name: str, candidates: frozenset[str]) -> str | None:
    """The candidate that a name was probably meant to be, or ``None`` where none comes close.

    Close is a slip of the pen, or most of the words in common: MaximumEventAge and MaximumEventAgeInSeconds, but not
    CloudWatchConfigurations and LambdaConfigurations.
    """
    from difflib import SequenceMatcher

    best, found = 0.0, None
    for candidate in sorted(candidates):
        wrong, right = name.lower(), candidate.lower()
        ratio = SequenceMatcher(None, wrong, right, autojunk=False).ratio()
        begins = min(len(wrong), len(right)) > 4 and (wrong.startswith(right) or right.startswith(wrong))
        if (ratio >= 0.85 or begins or _share_words(name, candidate)) and ratio > best:
            best, found = ratio, candidate
    return found


def _share_words(left: str, right: str) -> bool:
    """Whether two names have at least two words, and most of the longer one, in common (or all of the shorter one)."""
    words = [set(_WORD.findall(name)) for name in (left, right)]
    common = len(words[0] & words[1])
    longest, shortest = max(map(len, words)), min(map(len, words))
    return common >= 2 and (common == shortest or common / longest > 0.6)
