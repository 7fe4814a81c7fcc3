"""The failure catalogue as the program uses it: rules by id, and by what they may be about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from fixer.catalogue.claim import Claim, claim
from fixer.catalogue.index import Index, filed
from fixer.catalogue.rule import Match, Rule
from fixer.frozen import frozen

RESOURCES = "Resources"
ANY_TYPE = "*"


@frozen
class Claimant:
    """A rule that claims a gap by path and kind; whether its condition holds is another question.

    ``rank`` orders them, the strongest first: by the length of the claim, then cores before companions.
    """

    rule: Rule
    match: Match
    length: tuple[int, int, int]
    rank: tuple[int, int, int, bool, str]


_RANK = attrgetter("rank")
_Heads = dict[tuple[str, ...], list[tuple[Rule, Match, Claim]]]


class Catalogue:
    """Rules, sorted by id. ``warnings``: what was left out, in words for the user.

    The rules of an index are read as they are asked for.
    """

    def __init__(self, rules: Iterable[Rule] | Index, warnings: Sequence[str] = ()) -> None:
        self.warnings = tuple(warnings)
        self._by_id: Mapping[str, Rule]
        if isinstance(rules, Index):
            self._by_id, self._filed = rules, rules.filed
        else:
            self._by_id = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
            self._filed = filed(tuple(self._by_id.values()))
        self._prefixes = [name for name in self._filed["resources"] if name.endswith(ANY_TYPE)]
        self._candidates: dict[tuple[str | None, str], tuple[tuple[Rule, Match], ...]] = {}
        self._heads: dict[tuple[str | None, str], _Heads] = {}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return tuple(self._by_id.values())

    def get(self, rule_id: str) -> Rule | None:
        """The rule of this id."""
        return self._by_id.get(rule_id)

    def candidates(self, kind: str | None, section: str) -> Sequence[tuple[Rule, Match]]:
        """The rules that may be about an entry, by rule id; ``kind`` is a resource's type, else ``None``."""
        key = (kind, section)
        if key not in self._candidates:
            self._candidates[key] = tuple(self._find(kind or "", section))
        return self._candidates[key]

    def claimants(self, kind: str | None, section: str, path: tuple[str, ...], gap: str) -> list[Claimant]:
        """The rules that claim a gap of kind ``gap`` at ``path`` below such an entry, the strongest first."""
        heads = self._heads.get((kind, section))
        if heads is None:
            heads = self._heads[(kind, section)] = self._index(kind, section)
        found: dict[int, tuple[Rule, Match, Claim]] = {}
        for head in dict.fromkeys((path[:2], path[:1], ())):
            for claiming in heads.get(head, ()):
                _, match, pattern = claiming
                known = found.get(id(match))
                if (match.kinds and gap not in match.kinds) or (known and known[2].length >= pattern.length):
                    continue
                if pattern.matches(path):
                    found[id(match)] = claiming
        claimants = [_claimant(*claiming) for claiming in found.values()]
        return sorted(claimants, key=_RANK) if len(claimants) > 1 else claimants

    def _index(self, kind: str | None, section: str) -> _Heads:
        """The patterns of an entry's candidates by the literal tokens, at most two, that they begin with."""
        heads: _Heads = {}
        for rule, match in self.candidates(kind, section):
            for text in match.claims:
                pattern = claim(text)
                heads.setdefault(pattern.head, []).append((rule, match, pattern))
        return heads

    def _find(self, kind: str, section: str) -> Iterator[tuple[Rule, Match]]:
        if section != RESOURCES:
            for rule_id in self._filed["sections"].get(section, ()):
                rule = self._by_id[rule_id]
                yield from ((rule, match) for match in rule.match if section in match.sections)
            return
        names = {kind, *(name for name in self._prefixes if kind.startswith(name[:-1]))}
        for rule_id in sorted({rule_id for name in names for rule_id in self._filed["resources"].get(name, ())}):
            rule = self._by_id[rule_id]
            about = [match for match in rule.match if not names.isdisjoint(match.resources)]
            # A match that names the type goes before one that names its prefix.
            yield from ((rule, match) for match in sorted(about, key=lambda match: kind not in match.resources))


def _claimant(rule: Rule, match: Match, pattern: Claim) -> Claimant:
    literal, starred, exact = pattern.length
    return Claimant(rule, match, pattern.length, (-literal, -starred, -exact, match.role == "companion", rule.id))
