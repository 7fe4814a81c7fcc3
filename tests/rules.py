"""Small rules for tests: a few keys in, a rule or a catalogue out."""

from __future__ import annotations

import json
from typing import Any

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.parse import parse_rule
from fixer.catalogue.rule import Rule
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.issues.checking import Found, check
from fixer.remedy.mend import with_fixes


def rule(rule_id: str, **keys: Any) -> Rule:
    """A rule; ``match`` may be one match, ``fix`` may be a patch that is safe."""
    given = {
        "id": rule_id,
        "title": f"Title of {rule_id}",
        "severity": "medium",
        "category": "security",
        "why": "why",
        "impact": "impact",
        **keys,
    }
    if isinstance(given.get("match"), dict):
        given["match"] = [given["match"]]
    if isinstance(given.get("fix"), list):
        given["fix"] = {"safety": "safe", "patch": given["fix"]}
    return parse_rule(json.dumps(given), f"{rule_id}.yaml", "test")


def found(template: dict[str, Any], *rules: Rule) -> list[Found]:
    """What the rules find in a template, with fixes."""
    return with_fixes(check(template, Catalogue(rules), CLOUDFORMATION), template, CLOUDFORMATION)
