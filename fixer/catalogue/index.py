"""The compiled catalogue: rules as rows of JSON, which load in a fraction of the time that YAML takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fixer.catalogue.rule import Example, Match, Rule, RuleFix
from fixer.errors import FixerError

VERSION = 1
NAME = "index.json"


def dump(rules: Sequence[Rule]) -> str:
    """The index of rules, sorted by id, a rule on each line so that a change of one rule changes one line."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    rows = [json.dumps(_row(rule), ensure_ascii=False, separators=(",", ":")) for rule in ordered]
    return f'{{"version":{VERSION},"rules":[\n' + ",\n".join(rows) + "\n]}\n"


def parse(text: str, origin: str) -> tuple[Rule, ...]:
    """The rules of an index. Raises ``FixerError`` if it is not what this version of the program writes."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}, not {VERSION}")
        return tuple(_rule(origin, *row) for row in data["rules"])
    except (ValueError, TypeError, KeyError) as error:
        hint = "python -m fixer.catalogue.compile"
        raise FixerError("the compiled catalogue cannot be read", NAME, cause=str(error), hint=hint) from None


def _row(rule: Rule) -> list[Any]:
    """The fields of ``Rule`` in their order, without the origin; ``_rule`` takes them."""
    matches = [[m.resources, m.sections, m.when, m.claims, m.kinds, m.role, m.ast, m.patch] for m in rule.match]
    fix = [rule.fix.safety, rule.fix.why, rule.fix.patch] if rule.fix else None
    examples = [[example.bad, example.good] for example in rule.examples]
    return [
        rule.id, rule.title, rule.severity, rule.check_severity, rule.category, matches, rule.detector, rule.group,
        rule.why, rule.impact, rule.references, fix, rule.policy, examples, rule.file, rule.line,
    ]  # fmt: skip


def _rule(
    origin: str, id_: Any, title: Any, severity: Any, check_severity: Any, category: Any, matches: Any, detector: Any,
    group: Any, why: Any, impact: Any, references: Any, fix: Any, policy: Any, examples: Any, file: Any, line: Any,
) -> Rule:  # fmt: skip
    return Rule(
        id_, title, severity, check_severity, category,
        tuple([_match(*match) for match in matches]), detector, group,
        why, impact, tuple(references), RuleFix(fix[0], fix[1], tuple(fix[2])) if fix else None, policy,
        tuple([Example(bad, good) for bad, good in examples]), file, line, origin,
    )  # fmt: skip


def _match(resources: Any, sections: Any, when: Any, claims: Any, kinds: Any, role: Any, ast: Any, patch: Any) -> Match:
    return Match(tuple(resources), tuple(sections), when, tuple(claims), tuple(kinds), role, ast, tuple(patch))
