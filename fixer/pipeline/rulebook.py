"""The catalogue as a reader sees it, and the rules' own examples."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from fixer.catalogue.examples import run_examples
from fixer.catalogue.explain import explain as explain_rule
from fixer.catalogue.explain import line
from fixer.catalogue.load import folder_rules, load_catalogue
from fixer.catalogue.plugins import RuleFolder
from fixer.dialect import EXAMPLE, within
from fixer.dialects import dialect_named
from fixer.errors import FixerError
from fixer.remedy.trial import try_fix


def explain(rule_id: str, extra_rules: Sequence[RuleFolder] = ()) -> str:
    """Everything about one rule, as text."""
    catalogue = load_catalogue(extra_rules)
    rule = catalogue.get(rule_id)
    if rule is None:
        near = get_close_matches(rule_id, [rule.id for rule in catalogue.rules], 3, 0.4)
        hint = f"did you mean {', '.join(near)}?" if near else "fixer rules lists them all"
        raise FixerError(f"there is no rule '{rule_id}'", hint=hint)
    return explain_rule(rule)


def list_rules(extra_rules: Sequence[RuleFolder] = (), width: int = 100) -> str:
    """One line for each rule of the catalogue."""
    return "\n".join(line(rule, width) for rule in load_catalogue(extra_rules).rules)


def try_rules(folders: Sequence[RuleFolder]) -> tuple[int, list[str]]:
    """How many rules the folders hold, and what is wrong with their examples, a line each.

    A rule that cannot be read is a ``FixerError``.
    """
    rules = [rule for folder in folders for rule in folder_rules(folder).values()]
    problems: list[str] = []
    for rule in sorted(rules, key=lambda rule: rule.file):
        dialect = within(dialect_named(rule.dialect), EXAMPLE)
        if not rule.examples:
            problems.append(f"{rule.file}: there are no examples")
        if rule.detector is not None and dialect.detect(rule.detector, {}) is None:
            problems.append(f"{rule.file}: there is no detector '{rule.detector}'")
        problems += run_examples(rule, dialect.context, dialect.detect) or try_fix(rule, dialect)
    return len(rules), problems
