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
_Heads = dict[tuple[str, ...], list[tuple[Claimant, Claim]]]


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
        # By match, for one may be a candidate for every type.
        self._claims: dict[int, list[tuple[tuple[str, ...], Claimant, Claim]]] = {}
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
        found: dict[int, Claimant] = {}
        for head in dict.fromkeys((path[:2], path[:1], ())):
            for claimant, pattern in heads.get(head, ()):
                kinds, known = claimant.match.kinds, found.get(id(claimant.match))
                if (kinds and gap not in kinds) or (known and known.length >= claimant.length):
                    continue
                if pattern.matches(path):
                    found[id(claimant.match)] = claimant
        return sorted(found.values(), key=_RANK) if len(found) > 1 else list(found.values())

    def _index(self, kind: str | None, section: str) -> _Heads:
        """The patterns of an entry's candidates by the literal tokens, at most two, that they begin with."""
        heads: _Heads = {}
        for rule, match in self.candidates(kind, section):
            known = self._claims.get(id(match))
            if known is None:
                known = self._claims[id(match)] = [_claimant(rule, match, text) for text in match.claims]
            for head, claimant, pattern in known:
                heads.setdefault(head, []).append((claimant, pattern))
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


def _claimant(rule: Rule, match: Match, text: str) -> tuple[tuple[str, ...], Claimant, Claim]:
    """With the literal tokens that the pattern begins with, at most two."""
    pattern = claim(text)
    head = next((n for n, token in enumerate(pattern.tokens[:2]) if "*" in token), 2)
    literal, starred, exact = pattern.length
    rank = (-literal, -starred, -exact, match.role == "companion", rule.id)
    return pattern.tokens[:head], Claimant(rule, match, pattern.length, rank), pattern
