"""The failure catalogue as the program uses it: rules by id, and by what they may be about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from fixer.catalogue.claim import Claim, claim
from fixer.catalogue.index import Index, filed
from fixer.catalogue.rule import CLOUDFORMATION, Match, Rule
from fixer.frozen import frozen

RESOURCES = "Resources"
ANY_TYPE = "*"


@frozen
class Claimant:
    """A rule that claims a gap by path and kind; whether its condition holds is another question.

    ``rank`` orders them, the strongest first: by the length of the claim, then cores before companions, then those
    that name a family of types last.
    """

    rule: Rule
    match: Match
    length: tuple[int, int, int]
    rank: tuple[int, int, int, bool, bool, str]


_RANK = attrgetter("rank")
_Heads = dict[tuple[str, ...], list[tuple[Rule, Match, Claim]]]
_Key = tuple[str | None, str, str]
_NONE: dict[str, dict[str, list[str]]] = {"resources": {}, "sections": {}, "detectors": {}}


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
        self._prefixes = {
            dialect: [name for name in parts["resources"] if name.endswith(ANY_TYPE)]
            for dialect, parts in self._filed.items()
        }
        self._candidates: dict[_Key, tuple[tuple[Rule, Match], ...]] = {}
        self._heads: dict[_Key, _Heads] = {}
        self._conditional: dict[_Key, dict[str, list[Match]]] = {}

    def adapted(self, change: Callable[[Rule], Rule]) -> Catalogue:
        """The same rules as ``change`` makes them, each when it is asked for; ids and matches stay."""
        made = object.__new__(Catalogue)
        made.warnings, made._filed, made._prefixes = self.warnings, self._filed, self._prefixes
        made._by_id = _Adapted(self._by_id, change)
        made._candidates, made._heads, made._conditional = {}, {}, {}
        return made

    @property
    def ids(self) -> Iterable[str]:
        """The ids of all rules; none is read for them."""
        return self._by_id.keys()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return tuple(self._by_id.values())

    def get(self, rule_id: str) -> Rule | None:
        """The rule of this id."""
        return self._by_id.get(rule_id)

    def detecting(self, dialect: str = CLOUDFORMATION) -> list[Rule]:
        """The rules of a dialect that have a detector, by id."""
        ids = self._filed.get(dialect, _NONE)["detectors"].values()
        return [self._by_id[rule_id] for rule_id in sorted(rule_id for found in ids for rule_id in found)]

    def side(self, rule_id: str) -> str | None:
        """The side that a rule takes where projects differ: ``removal=delete``."""
        rule = self._by_id.get(rule_id)
        return None if rule is None else rule.policy

    def candidates(self, kind: str | None, section: str, dialect: str = CLOUDFORMATION) -> Sequence[tuple[Rule, Match]]:
        """The rules in a dialect's words that may be about an entry, by rule id; ``kind``: a resource's type."""
        key = (kind, section, dialect)
        if key not in self._candidates:
            self._candidates[key] = tuple(self._find(kind or "", section, dialect))
        return self._candidates[key]

    def conditional(
        self, rule_id: str, kind: str | None, section: str, dialect: str = CLOUDFORMATION
    ) -> Sequence[Match]:
        """The matches of a rule that may be about an entry and have a condition."""
        key = (kind, section, dialect)
        if key not in self._conditional:
            found: dict[str, list[Match]] = {}
            for rule, match in self.candidates(kind, section, dialect):
                if match.when is not None:
                    found.setdefault(rule.id, []).append(match)
            self._conditional[key] = found
        return self._conditional[key].get(rule_id, ())

    def claimants(
        self, kind: str | None, section: str, path: tuple[str, ...], gap: str, dialect: str = CLOUDFORMATION
    ) -> list[Claimant]:
        """The rules that claim a gap of kind ``gap`` at ``path`` below such an entry, the strongest first."""
        heads = self._heads.get((kind, section, dialect))
        if heads is None:
            heads = self._heads[(kind, section, dialect)] = self._index(kind, section, dialect)
        found: dict[int, tuple[Rule, Match, Claim]] = {}
        for head in dict.fromkeys((path[:2], path[:1], ())):
            for claiming in heads.get(head, ()):
                _, match, pattern = claiming
                known = found.get(id(match))
                if (match.kinds and gap not in match.kinds) or (known and known[2].length >= pattern.length):
                    continue
                if pattern.matches(path):
                    found[id(match)] = claiming
        claimants = [_claimant(kind, *claiming) for claiming in found.values()]
        return sorted(claimants, key=_RANK) if len(claimants) > 1 else claimants

    def _index(self, kind: str | None, section: str, dialect: str) -> _Heads:
        """The patterns of an entry's candidates by the literal tokens, at most two, that they begin with."""
        heads: _Heads = {}
        for rule, match in self.candidates(kind, section, dialect):
            for text in match.claims:
                pattern = claim(text)
                heads.setdefault(pattern.head, []).append((rule, match, pattern))
        return heads

    def _find(self, kind: str, section: str, dialect: str) -> Iterator[tuple[Rule, Match]]:
        filed = self._filed.get(dialect, _NONE)
        if section != RESOURCES:
            for rule_id in filed["sections"].get(section, ()):
                rule = self._by_id[rule_id]
                yield from ((rule, match) for match in rule.match if section in match.sections)
            return
        names = {kind, *(name for name in self._prefixes.get(dialect, ()) if kind.startswith(name[:-1]))}
        for rule_id in sorted({rule_id for name in names for rule_id in filed["resources"].get(name, ())}):
            rule = self._by_id[rule_id]
            about = [match for match in rule.match if not names.isdisjoint(match.resources)]
            # A match that names the type goes before one that names its prefix.
            yield from ((rule, match) for match in sorted(about, key=lambda match: kind not in match.resources))


class _Adapted(Mapping[str, Rule]):
    """Rules by id, each changed when it is first asked for."""

    def __init__(self, rules: Mapping[str, Rule], change: Callable[[Rule], Rule]) -> None:
        self._rules, self._change = rules, change
        self._made: dict[str, Rule] = {}

    def __getitem__(self, rule_id: str) -> Rule:
        if rule_id not in self._made:
            self._made[rule_id] = self._change(self._rules[rule_id])
        return self._made[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def _claimant(kind: str | None, rule: Rule, match: Match, pattern: Claim) -> Claimant:
    literal, starred, exact = pattern.length
    family = kind is not None and not {kind, ANY_TYPE}.intersection(match.resources)
    rank = (-literal, -starred, -exact, match.role == "companion", family, rule.id)
    return Claimant(rule, match, pattern.length, rank)
