"""What an issue means for a deployment."""

from __future__ import annotations

from fixer.catalogue.rule import Rule
from fixer.issues.issue import Deployment

_WORST = ("critical", "high")


def deployment(rule: Rule) -> Deployment | None:
    """Whether what a rule finds stops a deployment, may stop one, or is a matter of taste and care.

    A rule that is on in comparisons alone speaks of another design, which may well be deployed.
    """
    if rule.check_severity == "off":
        return None
    if rule.category in ("validity", "deployability"):
        return "fails" if rule.check_severity in _WORST else "depends"
    return "depends" if rule.category in ("portability", "naming") else None
