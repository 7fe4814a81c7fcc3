"""Which rule wrote where while a template is mended: of two at one place, the second has to wait."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.pointer import join, split


class Owners:
    """Which rule wrote where in one round."""

    def __init__(self) -> None:
        self._at: dict[str, str] = {}
        self._inside: dict[str, set[str]] = {}

    def note(self, places: Sequence[str], rule: str) -> None:
        for place in places:
            self._at.setdefault(place, rule)
            for outer in _around(place):
                self._inside.setdefault(outer, set()).add(rule)

    def other(self, places: Sequence[str], rule: str) -> str | None:
        """Another rule that wrote at one of these places, or around or inside it."""
        for place in places:
            found = {self._at[one] for one in (place, *_around(place)) if one in self._at} | self._inside.get(
                place, set()
            )
            if found - {rule}:
                return min(found - {rule})
        return None


def _around(pointer: str) -> list[str]:
    """The pointers of all containers of a place."""
    tokens = split(pointer)
    return [join(tokens[:depth]) for depth in range(len(tokens))]
