"""A rule in words: for ``fixer rules``, and for the generated page ``docs/rules.md``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from fixer.catalogue.rule import CLOUDFORMATION, SEVERITIES, Example, Match, Rule

WIDTH = 100
HEAD = """# The rules

Generated from `fixes/` by `python -m fixer.catalogue.compile`; [rule-format.md](rule-format.md) describes the format.
*Where*: `check` also finds the failure in one template alone, `diff` needs the right one beside it. *Fix*: what can be
done with no ideal at hand (in a diff every gap can be closed from the ideal). Some rules take a side where projects
differ; [configuration.md](configuration.md) says how a project tells which one is its own.
"""
TABLE = "| rule | severity | where | fix | title |\n|---|---|---|---|---|\n"
ONE_ISSUE = {"template": "for all resources", "resource": "for each resource", "component": "for each core"}


def line(rule: Rule, width: int, off: str = "") -> str:
    """One line of the list that ``fixer rules`` prints; ``width`` is that of the widest id; ``off``: why it is."""
    told = f"{rule.id:<{width}}  {rule.severity:<8}  {rule.category:<15}  "
    return told + (f"[{off}]  {rule.title}" if off else rule.title)


def explain(rule: Rule, off: str = "") -> str:
    """All that a rule says, as plain text; ``off``: why it is, by the settings."""
    severity: str = rule.severity
    if rule.check_severity != rule.severity:
        severity += f" ({rule.check_severity} with no ideal)"
    blocks = [f"{rule.id}: {rule.title}", _facts(rule, severity, off), _wrap(rule.why), _wrap("Impact: " + rule.impact)]
    if rule.match:
        blocks.append("Matches\n" + "\n".join(_match(match) for match in rule.match))
    if rule.fix:
        blocks.append(_fix(rule))
    blocks += [_example(example, number) for number, example in enumerate(rule.examples, 1)]
    if rule.references:
        blocks.append("References\n" + "\n".join(f"  {url}" for url in rule.references))
    return "\n\n".join(blocks) + "\n"


def page(rules: Sequence[Rule]) -> str:
    """The Markdown page of all rules: a table by category, then a section for each rule."""
    parts = [HEAD]
    for category in sorted({rule.category for rule in rules}):
        parts.append(f"\n## {category.capitalize()}\n\n{TABLE}")
        of_category = [rule for rule in rules if rule.category == category]
        for rule in sorted(of_category, key=lambda rule: (SEVERITIES.index(rule.severity), rule.id)):
            cells = (f"[{rule.id}](#{rule.id})", rule.severity, _where(rule), rule.fix.safety if rule.fix else "–")
            parts.append(f"| {' | '.join(cells)} | {_cell(rule.title)} |\n")
    parts.append("\n## All rules\n")
    parts += [_section(rule) for rule in sorted(rules, key=lambda rule: rule.id)]
    return "".join(parts)


def _where(rule: Rule) -> str:
    where = "diff" if rule.diff_only or rule.check_severity == "off" else "diff, check"
    if rule.policy and not rule.diff_only and rule.check_severity == "off":
        where += f", check under {rule.policy}"
    return where if rule.dialect == CLOUDFORMATION else f"{where} ({rule.dialect})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _section(rule: Rule) -> str:
    about = ", ".join(f"`{kind}`" for kind in _about(rule)) or "whole templates"
    lines = [f"\n### {rule.id}\n", f"\n**{rule.title}** ({rule.severity}, {rule.category}; {about})\n"]
    lines.append(f"\n{rule.why}\n\n{rule.impact}\n")
    if rule.policy:
        lines.append(f"\nIt takes a side: `{rule.policy}` ([policies](configuration.md#profiles-and-policies)).\n")
    if rule.fix:
        why = f": {rule.fix.why}" if rule.fix.why else ""
        lines.append(f"\nFix: {rule.fix.safety}{why}\n")
    lines += [f"\n- <{url}>" for url in rule.references]
    return "".join(lines) + ("\n" if rule.references else "")


def _about(rule: Rule) -> list[str]:
    return list(dict.fromkeys(kind for match in rule.match for kind in (*match.resources, *match.sections)))


def _facts(rule: Rule, severity: str, off: str) -> str:
    facts = [
        ("severity", severity),
        ("category", rule.category),
        ("dialect", rule.dialect if rule.dialect != CLOUDFORMATION else None),
        ("works in", _where(rule)),
        ("one issue", ONE_ISSUE[rule.group]),
        ("detector", rule.detector),
        ("policy", rule.policy),
        ("settings", off),
        ("from", f"{rule.origin}, {rule.file}:{rule.line}"),
    ]
    return "\n".join(f"  {name:<10} {value}" for name, value in facts if value)


def _wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent)


def _match(match: Match) -> str:
    what = ", ".join(match.resources or match.sections)
    lines = [f"  {what}" + (" (companion)" if match.role == "companion" else "")]
    if match.when:
        lines.append(f"    when    {match.when}")
    if match.check_when:
        lines.append(f"    check   {match.check_when}")
    lines.append(f"    claims  {', '.join(match.claims)}" + (f" ({', '.join(match.kinds)})" if match.kinds else ""))
    return "\n".join(lines)


def _fix(rule: Rule) -> str:
    assert rule.fix is not None
    lines = [f"Fix ({rule.fix.safety})"]
    if rule.fix.why:
        lines.append(_wrap(rule.fix.why, "  "))
    if rule.fix.patch:
        lines.append(textwrap.indent(_yaml(list(rule.fix.patch)), "  "))
    for match in rule.match:
        if match.patch:
            kinds = ", ".join(match.resources or match.sections)
            lines += [f"  {kinds}:", textwrap.indent(_yaml(list(match.patch)), "  ")]
    return "\n".join(lines)


def _example(example: Example, number: int) -> str:
    sides: Iterable[tuple[str, Any]] = (("bad", example.bad), ("good", example.good))
    lines = [f"Example {number}"]
    for name, value in sides:
        if value is not None:
            lines.append(f"  {name}:\n" + textwrap.indent(_yaml(value), "    "))
    return "\n".join(lines)


def _yaml(value: Any) -> str:
    from io import StringIO

    from ruamel.yaml import YAML

    writer = YAML()
    writer.width = WIDTH
    text = StringIO()
    writer.dump(value, text)
    return text.getvalue().rstrip("\n")
