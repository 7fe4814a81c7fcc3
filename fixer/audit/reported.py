"""What a report says, as values: its issues, the counts it gives, and what it claims."""

from __future__ import annotations

from typing import Literal

from fixer.frozen import frozen

Effect = Literal["adds", "removes", "lacks"]
Origin = Literal["field", "title", "section"]


@frozen
class Row:
    """One line of a report. ``start`` is its offset; ``code``: it stands in a fenced block."""

    number: int
    start: int
    text: str
    code: bool


@frozen
class Claim:
    """That a fix adds or removes ``name``, or that the model lacks it; ``scope`` are other names in the sentence.

    ``certain``: the name stands in quotes; ``valued``: together with a value, which the claim is about as well.
    """

    effect: Effect
    name: str
    line: int
    text: str
    scope: tuple[str, ...] = ()
    certain: bool = False
    valued: bool = False


@frozen
class Rating:
    """A severity as a report words it. ``label`` is the severity it stands for, else the word itself."""

    label: str
    word: str
    line: int
    origin: Origin


@frozen
class Reported:
    """One issue of a report. ``number`` is as written, ``at`` where it stands in the text (start, end of its digits).

    ``ratings`` are the severities it is given, the one that counts first. ``section`` is the heading it stands under;
    ``last``: its last line.
    """

    number: str | None
    at: tuple[int, int] | None
    title: str
    line: int
    last: int
    section: str
    ratings: tuple[Rating, ...]
    category: str | None
    names: frozenset[str]
    types: frozenset[str]
    claims: tuple[Claim, ...]
    files: tuple[str, ...]

    @property
    def rating(self) -> Rating | None:
        return self.ratings[0] if self.ratings else None


@frozen
class Count:
    """A number that a report gives: of all issues (``label`` is empty), of one severity, or of the items of a list.

    ``at`` is where its digits stand; ``listed`` is the length of the list below it. ``group`` tells counts that
    belong together: those of one paragraph, list or table.
    """

    label: str
    word: str
    value: int
    line: int
    at: tuple[int, int]
    group: int
    listed: int | None = None
    both: bool = False


@frozen
class Reading:
    """A report as it was read. ``conclusion`` is the line of the heading that ends it, ``unread`` numbers of headings
    that look like issues and were not taken for any."""

    rows: tuple[Row, ...]
    issues: tuple[Reported, ...]
    counts: tuple[Count, ...]
    conclusion: int | None
    unread: frozenset[str]

    def line(self, number: int) -> str:
        """The text of a line, without the space around it."""
        return self.rows[number - 1].text.strip()
