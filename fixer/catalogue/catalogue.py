"""The failure catalogue as the program uses it: rules by id, and by what they may be about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fixer.catalogue.claim import claim
from fixer.catalogue.rule import Match, Rule

RESOURCES = "Resources"
ANY_TYPE = "*"


@dataclass(frozen=True, slots=True)
class Claimant:
    """A rule that claims a gap by path and kind; whether its condition holds is another question."""

    rule: Rule
    match: Match
    length: tuple[int, int, int]


class Catalogue:
    """Rules, sorted by id. ``warnings``: what was left out, in words for the user."""

    def __init__(self, rules: Iterable[Rule], warnings: Sequence[str] = ()) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.warnings = tuple(warnings)
        self._by_id = {rule.id: rule for rule in self.rules}
        self._by_type: dict[str, list[tuple[Rule, Match]]] = {}
        self._by_prefix: list[tuple[str, Rule, Match]] = []
        self._by_section: dict[str, list[tuple[Rule, Match]]] = {}
        self._candidates: dict[tuple[str | None, str], tuple[tuple[Rule, Match], ...]] = {}
        for rule in self.rules:
            for match in rule.match:
                self._file(rule, match)

    def get(self, rule_id: str) -> Rule | None:
        """The rule of this id."""
        return self._by_id.get(rule_id)

    def candidates(self, kind: str | None, section: str) -> Sequence[tuple[Rule, Match]]:
        """The rules that may be about an entry, by rule id; ``kind`` is a resource's type, else ``None``."""
        key = (kind, section)
        if key not in self._candidates:
            self._candidates[key] = tuple(self._find(kind, section))
        return self._candidates[key]

    def claimants(self, kind: str | None, section: str, path: tuple[str, ...], gap: str) -> list[Claimant]:
        """The rules that claim a gap of kind ``gap`` at ``path`` below such an entry, the strongest first."""
        found = []
        for rule, match in self.candidates(kind, section):
            if match.kinds and gap not in match.kinds:
                continue
            lengths = [pattern.length for pattern in map(claim, match.claims) if pattern.matches(path)]
            if lengths:
                found.append(Claimant(rule, match, max(lengths)))
        found.sort(key=lambda one: ([-part for part in one.length], one.match.role == "companion", one.rule.id))
        return found

    def _file(self, rule: Rule, match: Match) -> None:
        for section in match.sections:
            self._by_section.setdefault(section, []).append((rule, match))
        for kind in match.resources:
            if kind.endswith(ANY_TYPE):
                self._by_prefix.append((kind[:-1], rule, match))
            else:
                self._by_type.setdefault(kind, []).append((rule, match))

    def _find(self, kind: str | None, section: str) -> list[tuple[Rule, Match]]:
        if section != RESOURCES:
            return self._by_section.get(section, [])
        found = list(self._by_type.get(kind or "", []))
        found += [(rule, match) for prefix, rule, match in self._by_prefix if (kind or "").startswith(prefix)]
        unique = {(rule.id, id(match)): (rule, match) for rule, match in found}
        return [unique[key] for key in sorted(unique, key=lambda key: key[0])]
