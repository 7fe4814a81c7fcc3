"""The word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def meant(word: str, words: Iterable[str]) -> str:
    """A hint with the nearest right word; empty where none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower().replace("_", "-")[:100], list(words), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""
