"""Differences inside strings: JSON or code, as a unified diff."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Any

from fixer.compare.gaps import ABSENT, Gap
from fixer.pointer import split

MOST = 25  # lines of a diff
_LARGEST = 200_000  # characters of a text that is read as JSON
_COMPARED = 800  # lines that are aligned; what is longer is only cut at its equal ends


def as_text(value: Any) -> str | None:
    """The text that a string, or an intrinsic that composes one, stands for; references appear as ``${Name}``."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or len(value) != 1:
        return None
    [(name, inner)] = value.items()
    if name in ("Fn::Base64", "Fn::Sub"):
        return as_text(inner[0] if isinstance(inner, list) and inner else inner)
    if name == "Fn::Join" and isinstance(inner, list) and len(inner) == 2 and isinstance(inner[1], list):
        return str(inner[0]).join(_part(part) for part in inner[1])
    return None


def _part(value: Any) -> str:
    text = as_text(value)
    if text is not None:
        return text
    [operand] = value.values() if isinstance(value, dict) and len(value) == 1 else [value]
    return "${" + (".".join(map(str, operand)) if isinstance(operand, list) else str(operand)) + "}"


def is_text(gap: Gap) -> bool:
    """Whether the gap is told best by a diff: it lies inside a string, or both sides are texts of several lines."""
    if gap.inner is not None:
        return True
    before, after = as_text(gap.model), as_text(gap.ideal)
    return before is not None and after is not None and ("\n" in before or "\n" in after or "\\n" in before + after)


def difference(gaps: Sequence[Gap], model: Any, ideal: Any, most: int = MOST) -> tuple[str, int] | None:
    """A unified diff of what stands in one string on both sides, ``most`` lines of it, and how many were left out.

    Of a JSON document only what ``gaps`` say is shown, so that two issues about one string show each its own part.
    """
    try:
        return _difference(gaps, model, ideal, most)
    except RecursionError:
        return None


def _difference(gaps: Sequence[Gap], model: Any, ideal: Any, most: int) -> tuple[str, int] | None:
    before, after = as_text(model), as_text(ideal)
    documents = _document(before, model), _document(after, ideal)
    if None not in documents:
        inner = [gap for gap in gaps if gap.inner is not None]
        changed = _applied(documents[0], inner) if inner else documents[1]
        before, after = _pretty(documents[0]), _pretty(documents[1] if changed is None else changed)
    if before is None or after is None or before == after:
        return None
    lines = _unified(before.splitlines(), after.splitlines(), most)
    return "\n".join(lines[:most]), max(len(lines) - most, 0)


def _document(text: str | None, value: Any) -> Any:
    """The JSON document in a text, or ``value`` itself where it is one already; ``None``: neither."""
    if text is None:
        return value if isinstance(value, dict | list) else None
    if len(text) > _LARGEST or text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _pretty(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False, default=str)


def _applied(document: Any, gaps: Sequence[Gap]) -> Any:
    """A copy of ``document`` with the gaps closed, or ``None`` where they do not fit it."""
    changed = json.loads(json.dumps(document))
    # From the back, so that what is taken out of a list does not move what is still to be changed.
    for gap in sorted(gaps, key=_place, reverse=True):
        tokens = split(gap.inner or "")
        if not tokens:
            return None
        try:
            _close(changed, tokens, gap)
        except (LookupError, ValueError, TypeError):
            return None
    return changed


def _place(gap: Gap) -> list[tuple[int, str]]:
    return [(int(token), "") if token.isdecimal() else (-1, token) for token in split(gap.inner or "")]


def _close(document: Any, tokens: tuple[str, ...], gap: Gap) -> None:
    *way, last = tokens
    for token in way:
        document = document[int(token)] if isinstance(document, list) else document[token]
    if isinstance(document, list):
        at = int(last) if last != "-" else len(document)
        old = 0 if gap.model is ABSENT else 1
        document[at : at + old] = [] if gap.ideal is ABSENT else [gap.ideal]
    elif gap.ideal is ABSENT:
        document.pop(last, None)
    else:
        document[last] = gap.ideal


def _unified(before: list[str], after: list[str], most: int) -> list[str]:
    """The hunks with two lines of context; of long texts only what lies between their equal ends."""
    if max(len(before), len(after)) > _COMPARED:
        return _ends_cut(before, after, most)
    from difflib import unified_diff

    return list(islice(unified_diff(before, after, n=2, lineterm=""), 2, None))


def _ends_cut(before: list[str], after: list[str], most: int) -> list[str]:
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    hunk = f"@@ -{head + 1},{len(old)} +{head + 1},{len(new)} @@"
    half = most // 2 - 1
    shown = [f"-{line}" for line in old[:half]] + [f"+{line}" for line in new[:half]]
    return [hunk, *shown, *([""] * max(len(old) + len(new) - len(shown), 0))]


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
