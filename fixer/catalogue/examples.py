"""Runs a rule's examples: what it calls bad it must find, what it calls good it must leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fixer.catalogue.condition import Condition
from fixer.catalogue.evaluate import Context
from fixer.catalogue.rule import DIALECTS, NAMED_SECTIONS, Match, Rule

Detect = Callable[[str, Mapping[str, Any]], Iterable[Any] | None]
"""Runs a detector by name on a template; ``None`` if there is none of that name."""


def run_examples(rule: Rule, context: Callable[[Mapping[str, Any]], Context], detect: Detect) -> list[str]:
    """What is wrong with the examples of one rule, a sentence each; none: they prove it."""
    problems: list[str] = []
    for number, example in enumerate(rule.examples, 1):
        where = f"{rule.file}: example {number}"
        if rule.diff_only:
            if not any(_about(rule, side) for side in (example.bad, example.good) if side is not None):
                problems.append(f"{where}: the rule is about no entry of it")
            continue
        if example.bad is not None and _found(rule, as_template(example.bad), context, detect) is False:
            problems.append(f"{where}: the rule does not find what is bad")
        if example.good is not None and _found(rule, as_template(example.good), context, detect) is not False:
            problems.append(f"{where}: the rule finds something in what is good")
    return problems


def as_template(side: Any) -> dict[str, Any]:
    """An example's side as a whole template, whichever of its forms it has."""
    if "Type" in side and isinstance(side["Type"], str):
        return {"Resources": {"Example": side}}
    if "Resources" in side or any(section in side for sections in DIALECTS.values() for section in sections):
        return dict(side)
    return {"Resources": side}


def entries(template: Mapping[str, Any], match: Match) -> list[tuple[str, Any]]:
    """The entries of a template that a match is about, by id; a section that is a text is one entry, ``""``."""
    found: list[tuple[str, Any]] = []
    for section in match.sections:
        body = template.get(section)
        if section in NAMED_SECTIONS and isinstance(body, dict):
            found += body.items()
        elif body is not None:
            found.append(("", body))
    resources = template.get("Resources")
    for name, body in resources.items() if isinstance(resources, dict) and match.resources else ():
        kind = body.get("Type") if isinstance(body, dict) else None
        if isinstance(kind, str) and any(_is_type(kind, wanted) for wanted in match.resources):
            found.append((name, body))
    return found


def _is_type(kind: str, wanted: str) -> bool:
    return kind.startswith(wanted[:-1]) if wanted.endswith("*") else kind == wanted


def _about(rule: Rule, side: Any) -> bool:
    return any(entries(as_template(side), match) for match in rule.match)


def _found(
    rule: Rule, template: Mapping[str, Any], context: Callable[[Mapping[str, Any]], Context], detect: Detect
) -> bool | None:
    """Whether the rule finds its failure in a template; ``None`` if its detector does not exist."""
    if rule.detector is not None:
        places = detect(rule.detector, template)
        return None if places is None else any(True for _ in places)
    known = context(template)
    for match in rule.match:
        when, ast = match.alone
        if when is None:
            continue
        condition = Condition(when, ast)
        if any(condition.test(body, known, name) for name, body in entries(template, match)):
            return True
    return False
