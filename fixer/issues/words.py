"""The rules that may be about an entry or a gap: those in its own dialect's words, and CloudFormation's.

Most rules are written for CloudFormation. A dialect that is put in its words has their judgement too, at the
counterparts of its entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fixer.catalogue.catalogue import ANY_TYPE, Catalogue, Claimant
from fixer.catalogue.rule import Match, Rule
from fixer.compare.gaps import Entry, Gap
from fixer.dialect import Counterpart, Dialect

Spoken = tuple[Claimant, Counterpart | None]


def candidates(
    catalogue: Catalogue, dialect: Dialect, entry: Entry
) -> Iterator[tuple[Rule, Match, Counterpart | None]]:
    """The rules that may be about an entry; with those that are not in its dialect's words, what it is in theirs."""
    for rule, match in catalogue.candidates(entry.type, entry.section, dialect.name):
        yield rule, match, None
    if dialect.counterparts is not None:
        for other in dialect.counterparts(entry, ()):
            if not other.path:
                yield from ((rule, match, other) for rule, match in catalogue.candidates(other.type, other.section))


def claimants(catalogue: Catalogue, dialect: Dialect, entry: Entry, gap: Gap) -> Iterable[Spoken]:
    """The rules that claim a gap of an entry, the strongest first; of equally strong ones that in the gap's own words.

    What a rule for many types claims without saying much of the place is left to it only if nobody else claims it.
    """
    own = catalogue.claimants(entry.type, entry.section, gap.path, gap.kind, dialect.name)
    if dialect.counterparts is None:
        return [(one, None) for one in own]
    found: list[tuple[Any, Spoken]] = [
        ((_catches_all(one, 2), 0, *one.rank[:4], 0, one.rank), (one, None)) for one in own
    ]
    for number, other in enumerate(dialect.counterparts(entry, gap.path)):
        for one in catalogue.claimants(other.type, other.section, other.path, gap.kind):
            found.append(((_catches_all(one, 1), number, *one.rank[:4], 1, one.rank), (one, other)))
    return [spoken for _, spoken in sorted(found, key=lambda pair: pair[0])]


def _catches_all(one: Claimant, literals: int) -> bool:
    """Whether a claim has fewer literal tokens, and its rule is about types of many kinds."""
    return one.length[0] < literals and any(kind.endswith(ANY_TYPE) for kind in one.match.resources)
