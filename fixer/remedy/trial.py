"""Tries a rule's fix on the rule's own examples: what it calls bad must be in order afterwards."""

from __future__ import annotations

from typing import Any

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.examples import as_template
from fixer.catalogue.rule import Rule
from fixer.dialect import Dialect
from fixer.issues.checking import Found, check, takes_part
from fixer.remedy.mend import mend, with_fixes
from fixer.remedy.selection import Selection


def try_fix(rule: Rule, dialect: Dialect) -> list[str]:
    """What is wrong with a rule's fix, a sentence for each example that it does not mend; one by hand is not tried."""
    if rule.fix is None or rule.fix.safety == "manual" or rule.diff_only or not takes_part(rule):
        return []
    catalogue, problems = Catalogue([rule]), []

    def found(template: Any) -> list[Found]:
        return with_fixes(check(template, catalogue, dialect), template, dialect)

    for number, example in enumerate(rule.examples, 1):
        if example.bad is None:
            continue
        template = as_template(example.bad)
        issues = found(template)
        # A detector brings its patch place by place; where it brings none, a person has to judge and nothing is tried.
        fixes = {one.issue.id: one.issue.fix for one in issues if rule.detector}
        by_hand = {name for name, fix in fixes.items() if fix is not None and fix.safety == "manual"}
        done = mend(template, issues, found, Selection(unsafe=True), dialect)
        reasons = [one.reason for one in done.outcomes if one.status != "applied" and one.id not in by_hand]
        if reasons:
            problems.append(f"{rule.file}: example {number}: the fix does not mend what is bad: {reasons[0]}")
    return problems
