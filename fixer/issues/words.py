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
    """The rules that claim a gap of an entry, the strongest first.

    What a rule of the dialect's own says of a place of this type goes before all in CloudFormation's words. What a rule
    claims of many types without saying much of the place is left to it only if nobody else claims it.
    """
    own = catalogue.claimants(entry.type, entry.section, gap.path, gap.kind, dialect.name)
    if dialect.counterparts is None:
        return [(one, None) for one in own]
    found: list[tuple[Any, Spoken]] = [((_turn(one, 2), 0, *one.rank[:4], 0, one.rank), (one, None)) for one in own]
    for number, other in enumerate(dialect.counterparts(entry, gap.path)):
        for one in catalogue.claimants(other.type, other.section, other.path, gap.kind):
            turn = max(_turn(one, 1), _THEIRS)
            found.append(((turn, number, *one.rank[:4], 1, one.rank), (one, other)))
    return [spoken for _, spoken in sorted(found, key=lambda pair: pair[0])]


_OWN, _THEIRS, _LAST = range(3)


def _turn(one: Claimant, literals: int) -> int:
    """When a claim has its turn, told by how many literal tokens it has and whether its rule names the type."""
    many = any(kind.endswith(ANY_TYPE) for kind in one.match.resources)
    if one.length[0] < literals:
        return _LAST if many else _THEIRS
    return _THEIRS if many else _OWN
