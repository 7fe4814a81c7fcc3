"""Tables of figures, and bounds beside what was measured."""

from __future__ import annotations

from collections.abc import Sequence

_missed: list[str] = []


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a title, and columns under their heads: the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    print(f"\n{title}")
    for row in [heads, *rows]:
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        print(f"  {first.strip():{widths[0]}}  {'  '.join(others)}".rstrip())


def bound(what: str, value: float, most: float, unit: str = "") -> None:
    """Print whether a figure keeps its bound."""
    verdict = "pass" if value <= most else "MISS"
    print(f"  {verdict}  {what}: {value:.2f}{unit} (at most {most:g}{unit})")
    if value > most:
        _missed.append(what)


def note(text: str) -> None:
    """Print what a reader must know beside the table."""
    print(f"  {text}")


def conclusion() -> None:
    """Print what was missed."""
    print(f"\n{len(_missed)} of the bounds missed: {'; '.join(_missed)}" if _missed else "\nall bounds kept")


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms" if seconds < 0.1 else f"{seconds * 1e3:.0f} ms"


def ratio(one: float, other: float) -> str:
    return f"{one / other:.2f}" if other else "–"
