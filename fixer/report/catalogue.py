"""The failure catalogue for reading: a line per rule, or all that one rule says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fixer.catalogue.rule import SEVERITIES, Rule
from fixer.report.text import fit, visible, wrap


def render_rules(rules: Iterable[Rule], width: int) -> str:
    """All rules, the worst first, one line each; ``+`` marks a fix that needs no ideal, ``*`` a rule of the user's own."""
    ordered = sorted(rules, key=lambda rule: (SEVERITIES.index(rule.severity), rule.id))
    if not ordered:
        return "The catalogue is empty."
    column = max(len(rule.id) for rule in ordered)
    lines = [fit(visible(_line(rule, column)), width) for rule in ordered]
    return "\n".join([*lines, "", *wrap(_legend(ordered), width)])


def _line(rule: Rule, column: int) -> str:
    marks = ("+" if rule.fix and rule.fix.patch else " ") + (" " if rule.origin == "packaged" else "*")
    return f"{rule.severity:<8} {marks} {rule.id:<{column}}  {rule.title}"


def _legend(rules: Sequence[Rule]) -> str:
    own = "" if all(rule.origin == "packaged" for rule in rules) else "; * comes from elsewhere than the package"
    count = f"{len(rules)} rule{'' if len(rules) == 1 else 's'}"
    return f"{count}. + can be fixed without an ideal{own}. fixer rules ID explains one."


def render_rule(rule: Rule, width: int) -> str:
    """One rule: what it knows, why it matters, what it looks like broken and mended."""
    parts = [f"{rule.id} — {rule.title}", "", *_facts(rule)]
    for heading, text in (("Why", rule.why), ("Impact", rule.impact)):
        parts += ["", heading, *(f"  {line}" for line in wrap(" ".join(text.split()), width - 2))]
    if rule.fix:
        parts += ["", "Fix without an ideal", *_fix(rule, width)]
    for example in rule.examples[:1]:
        for heading, value in (("Broken", example.bad), ("Mended", example.good)):
            if value is not None:
                parts += ["", heading, *_indented(_yaml(value))]
    if rule.references:
        parts += ["", "Read more", *(f"  {reference}" for reference in rule.references)]
    return visible("\n".join(parts))


def _facts(rule: Rule) -> list[str]:
    check = rule.check_severity
    alone = "only where there is an ideal" if rule.diff_only or check == "off" else f"{check} with no ideal"
    severity = rule.severity if check == rule.severity and not rule.diff_only else f"{rule.severity} ({alone})"
    facts = [("severity", severity), ("category", rule.category), ("about", ", ".join(_subjects(rule)))]
    if rule.policy:
        facts.append(("policy", rule.policy))
    facts.append(("from", rule.file if rule.origin == "packaged" else f"{rule.file} ({rule.origin})"))
    return [f"  {name:<9} {value}" for name, value in facts]


def _subjects(rule: Rule) -> list[str]:
    """Types and sections, each once, in the order of the file."""
    return list(dict.fromkeys(name for match in rule.match for name in (*match.resources, *match.sections)))


def _fix(rule: Rule, width: int) -> list[str]:
    assert rule.fix is not None
    head = f"{rule.fix.safety}: {rule.fix.why}" if rule.fix.why else rule.fix.safety
    lines = [f"  {line}" for line in wrap(" ".join(head.split()), width - 2)]
    for operation in rule.fix.patch:
        lines.append(f"  {operation['op']} {operation['path']}")
        if "value" in operation:
            lines += _indented(_yaml(operation["value"]), 4)
    return lines


def _yaml(value: Any) -> str:
    import yaml

    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)


def _indented(text: str, by: int = 2) -> list[str]:
    return [" " * by + line for line in text.splitlines() if line != "..."]
