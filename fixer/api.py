"""The pipeline on one screen: two templates → gaps → issues → fixes → report, and a choice of fixes → a new text.

One template alone goes the same way: what breaks a rule takes the place of the gaps.

Text in, text out: nothing here reads, writes or prints. Each step stands in a file of ``fixer.pipeline``; what a
comparison has no use for is imported where it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fixer.pipeline.application import Application, sparing
from fixer.pipeline.check import Check, checked
from fixer.pipeline.difference import Difference, compared, seconded_by
from fixer.pipeline.options import Options, facts_of, settled
from fixer.remedy.selection import Selection

if TYPE_CHECKING:
    from fixer.catalogue.plugins import RuleFolder
    from fixer.issues.issue import Outcome
    from fixer.read.template import Template
    from fixer.remedy.verify import Verifier

__all__ = [
    "Application", "Check", "Difference", "Options", "Selection", "apply", "check", "check_all", "diff", "explain",
    "list_rules", "mend", "preview", "sparing", "try_rules",
]  # fmt: skip


def diff(model: Template, ideal: Template, options: Options | None = None) -> Difference:
    """Everything that separates ``model`` from ``ideal``, as issues with fixes."""
    options = options or Options()
    catalogue, hides, effect = settled(options)
    found = compared(model, ideal, catalogue, facts_of(options), options.show_secrets, hides, effect)
    return found if options.linter is None else seconded_by(found, options.linter)


def check(template: Template, options: Options | None = None) -> Check:
    """Everything that the catalogue has against a template, as issues with fixes."""
    return check_all([template], options)[0]


def check_all(templates: Sequence[Template], options: Options | None = None) -> list[Check]:
    """The same for several templates, by one catalogue."""
    options = options or Options()
    catalogue, hides, effect = settled(options)
    known = hides, options.show_secrets, effect, options.linter
    return [checked(template, catalogue, *known) for template in templates]


def apply(difference: Difference, selection: Selection, verify: Verifier | None = None) -> Application:
    """Close the chosen issues in the model's text. What cannot be written in place is skipped with its reason.

    With a verifier, so is what brings an error that the model did not have.
    """
    from fixer.pipeline.closing import close

    return close(difference, selection, verify)


def mend(before: Check, selection: Selection, verify: Verifier | None = None) -> Application:
    """Apply the chosen fixes of a template's issues, and those that they make necessary, until nothing changes.

    What cannot be written in place is skipped, and what brings an error that the verifier did not see before.
    """
    from fixer.pipeline.mending import mend

    return mend(before, selection, verify)


def preview(before: Difference | Check, selection: Selection) -> tuple[str, tuple[Outcome, ...]]:
    """The document's text after ``apply`` or ``mend``, which is not read again, and what became of every issue."""
    if isinstance(before, Check):
        done = mend(before, selection)
        return done.document_text, done.outcomes
    from fixer.pipeline.closing import closed

    return closed(before, selection)


def explain(rule_id: str, extra_rules: Sequence[RuleFolder] = ()) -> str:
    """Everything about one rule, as text."""
    from fixer.pipeline.rulebook import explain

    return explain(rule_id, extra_rules)


def list_rules(extra_rules: Sequence[RuleFolder] = (), width: int = 100) -> str:
    """One line for each rule of the catalogue."""
    from fixer.pipeline.rulebook import list_rules

    return list_rules(extra_rules, width)


def try_rules(folders: Sequence[RuleFolder]) -> tuple[int, list[str]]:
    """How many rules the folders hold, and what is wrong with their examples, a line each.

    A rule that cannot be read is a ``FixerError``.
    """
    from fixer.pipeline.rulebook import try_rules

    return try_rules(folders)
