"""The compiled catalogue: what claims a gap or finds a failure apart from what only explains it, each read when needed.

An index is one JSON value over several lines: a head that says which rules may be about which types and sections, then
two lines for each rule, its terms and its prose. A call is about few types and cites few rules, so it parses the head
and those lines, a fraction of the whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fixer.catalogue.rule import Example, Match, Rule, RuleFix
from fixer.errors import FixerError

VERSION = 3
NAME = "index.json"
Filed = dict[str, dict[str, dict[str, list[str]]]]
_PARTS = ("resources", "sections", "detectors")


def filed(rules: Sequence[Rule]) -> Filed:
    """By dialect, the ids of the rules that may be about a resource type (or a prefix with ``*``), that may be about a
    section, and that have a detector.
    """
    found: Filed = {}
    for rule in rules:
        own = found.setdefault(rule.dialect, {part: {} for part in _PARTS})
        named: list[tuple[str, tuple[str, ...]]] = [("detectors", (rule.detector,))] if rule.detector else []
        for match in rule.match:
            named += [("resources", match.resources), ("sections", match.sections)]
        for part, names in named:
            for name in names:
                ids = own[part].setdefault(name, [])
                if ids[-1:] != [rule.id]:
                    ids.append(rule.id)
    return found


def dump(rules: Sequence[Rule]) -> str:
    """The index of rules, sorted by id, two lines for each so that a change of one rule changes few lines."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    head = {"version": VERSION, "ids": [rule.id for rule in ordered], "filed": filed(ordered), "rows": []}
    rows = [_text(row) for rule in ordered for row in (_terms(rule), _prose(rule))]
    return _text(head).removesuffix("]}") + "\n" + ",\n".join(rows) + "\n]}\n"


class Index(Mapping[str, Rule]):
    """The rules of an index by id, in that order, each read when it is asked for.

    Raises ``FixerError``, at once or when a rule is asked for, if it is not what this version of the program writes.
    """

    def __init__(self, text: str, origin: str) -> None:
        self._origin = origin
        try:
            head, *self._lines, _, _ = text.split("\n")
            data = json.loads(head + "]}")
            if data["version"] != VERSION:
                raise ValueError(f"version {data['version']}, not {VERSION}")
            self.filed: Filed = {
                dialect: {part: parts[part] for part in _PARTS} for dialect, parts in data["filed"].items()
            }
            self._places = {rule_id: 2 * number for number, rule_id in enumerate(data["ids"])}
            if len(self._lines) != 2 * len(self._places):
                raise ValueError(f"{len(self._lines)} lines for {len(self._places)} rules")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise _broken(error) from None
        self._rules: dict[str, Rule] = {}

    def __getitem__(self, rule_id: str) -> Rule:
        if rule_id not in self._rules:
            place = self._places[rule_id]
            try:
                self._rules[rule_id] = self._read(place)
            except (ValueError, TypeError, KeyError) as error:
                raise _broken(error) from None
        return self._rules[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _read(self, place: int) -> Rule:
        return Rule.later(_rule(self._origin, *self._row(place)), lambda: self._explained(place + 1))

    def _explained(self, place: int) -> dict[str, Any]:
        try:
            return _explanation(*self._row(place))
        except (ValueError, TypeError, KeyError) as error:
            raise _broken(error) from None

    def _row(self, place: int) -> Any:
        return json.loads(self._lines[place].removesuffix(","))


def _broken(error: Exception) -> FixerError:
    hint = "python -m fixer.catalogue.compile"
    return FixerError("the compiled catalogue cannot be read", NAME, cause=str(error), hint=hint)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _terms(rule: Rule) -> list[Any]:
    """What every rule is asked for that may be about an entry; ``_rule`` takes it."""
    matches = [
        [m.resources, m.sections, m.when, m.claims, m.kinds, m.role, m.ast, m.patch]
        + ([m.check_when, m.check_ast] if m.check_when is not None else [])
        for m in rule.match
    ]
    return [
        rule.id, rule.title, rule.severity, rule.check_severity, rule.category, matches, rule.detector, rule.group,
        rule.policy, rule.dialect,
    ]  # fmt: skip


def _prose(rule: Rule) -> list[Any]:
    """What is asked only of a rule that is cited; ``_explanation`` takes it."""
    fix = [rule.fix.safety, rule.fix.why, rule.fix.patch] if rule.fix else None
    examples = [[example.bad, example.good] for example in rule.examples]
    return [rule.why, rule.impact, rule.references, fix, examples, rule.file, rule.line]


def _rule(
    origin: str, id_: Any, title: Any, severity: Any, check_severity: Any, category: Any, matches: Any, detector: Any,
    group: Any, policy: Any, dialect: Any,
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": id_, "title": title, "severity": severity, "check_severity": check_severity, "category": category,
        "match": tuple([_match(*match) for match in matches]), "detector": detector, "group": group, "policy": policy,
        "origin": origin, "dialect": dialect,
    }  # fmt: skip


def _explanation(
    why: Any, impact: Any, references: Any, fix: Any, examples: Any, file: Any, line: Any
) -> dict[str, Any]:
    return {
        "why": why, "impact": impact, "references": tuple(references),
        "fix": RuleFix(fix[0], fix[1], tuple(fix[2])) if fix else None,
        "examples": tuple([Example(bad, good) for bad, good in examples]), "file": file, "line": line,
    }  # fmt: skip


def _match(
    resources: Any, sections: Any, when: Any, claims: Any, kinds: Any, role: Any, ast: Any, patch: Any,
    check_when: Any = None, check_ast: Any = None,
) -> Match:  # fmt: skip
    own = tuple(resources), tuple(sections), when, tuple(claims), tuple(kinds), role, ast, tuple(patch)
    return Match(*own, check_when, check_ast)
