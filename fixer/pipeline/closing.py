"""Closing issues of a difference in the model's text: plan → target → proof → edited text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from fixer.dialects import adapter_of, dialect_of
from fixer.pipeline.application import Application, document_with, reread, sparing
from fixer.pipeline.options import check_known
from fixer.remedy.plan import Plan, plan, without
from fixer.remedy.proof import objections

if TYPE_CHECKING:
    from fixer.issues.issue import Issue, Outcome
    from fixer.pipeline.difference import Difference
    from fixer.remedy.selection import Selection
    from fixer.remedy.splice import Refused
    from fixer.remedy.target import Target
    from fixer.remedy.verify import Attempt, Verifier


def close(difference: Difference, selection: Selection, verify: Verifier | None = None) -> Application:
    """Close the chosen issues in the model's text. What cannot be written in place is skipped with its reason.

    With a verifier, so is what brings an error that the model did not have.
    """
    from fixer.remedy.verify import State, verified

    model, ideal = difference.model, difference.ideal
    chosen, verification = plan(difference.every, sparing(difference, selection)), None
    if verify is None:
        done = _attempt(difference, chosen)
    else:
        check_known(model, "--verify")
        sides = State(model.text, model.data), State(ideal.text, ideal.data)
        attempt = partial(_attempt, difference)
        done, verification = verified(chosen, attempt, verify, dialect_of(model), sides, difference.comparison)
    text, source, outcomes = done.state.text, model.source, done.plan.outcomes
    if not done.plan.chosen:
        return Application(model.given, source.document.text, outcomes, model, difference, verification)
    whole = document_with(model, text)
    return Application(text, whole, outcomes, reread(model, text, whole), difference, verification)


def closed(difference: Difference, selection: Selection) -> tuple[str, tuple[Outcome, ...]]:
    """The document's text after ``close``, which is not read again, and what became of every issue."""
    attempt = _attempt(difference, plan(difference.every, sparing(difference, selection)))
    source = difference.model.source
    whole = document_with(difference.model, attempt.state.text) if attempt.plan.chosen else source.document.text
    return whole, attempt.plan.outcomes


def _attempt(difference: Difference, chosen: Plan) -> Attempt:
    """Close what is chosen and can be closed in the model's text."""
    from fixer.remedy.splice import Refused
    from fixer.remedy.verify import Attempt, State

    model, compared = difference.model, difference.comparison
    dialect = dialect_of(model)
    while chosen.chosen:
        target = _target(difference, chosen)
        known = (compared.model_graph, compared.ideal_graph)
        objected = objections(dialect, target.data, known, chosen.chosen, target.renames)
        if objected:
            chosen = without(chosen, objected)
            continue
        try:
            text = _written(difference, target)
        except Refused as refusal:
            chosen = without(chosen, _refused(difference, chosen, refusal))
            continue
        return Attempt(chosen, State(text, target.data, target.renames))
    return Attempt(chosen, State(model.text, model.data))


def _target(difference: Difference, chosen: Plan) -> Target:
    if len(chosen.chosen) == sum(1 for issue in difference.every if issue.gaps):
        return difference.builder.whole()
    return difference.builder.build([gap for issue in chosen.chosen for gap in issue.gaps])


def _written(difference: Difference, target: Target) -> str:
    """The model's text as the target has it; raises ``Refused``."""
    from fixer.read.source import takes
    from fixer.remedy.splice import Refused

    model = difference.model
    text = adapter_of(model).rewrite(model, target.data, target.renames)
    if not takes(model.source.document, model.source.start, model.source.end, model.source.written(text)):
        raise Refused("a line of the new text would end the code fence")
    return text


def _refused(difference: Difference, chosen: Plan, refusal: Refused) -> dict[str, str]:
    """The issues that touch the place which cannot be edited; where that says nothing, the first that is to blame."""
    place = refusal.pointer
    guilty = [issue for issue in chosen.chosen if place and any(_meet(place, gap.pointer) for gap in issue.gaps)]
    if not guilty:
        first, refusal = _first_refused(difference, chosen.chosen, refusal)
        guilty = [first]
    return {issue.id: f"the text cannot be changed in place: {refusal.reason}" for issue in guilty}


def _meet(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _first_refused(difference: Difference, issues: Sequence[Issue], refusal: Refused) -> tuple[Issue, Refused]:
    """The issue that the text no longer takes after those before it, and why: found by halving."""
    from fixer.remedy.splice import Refused

    written, refused = 0, len(issues)
    while refused - written > 1:
        half = (written + refused) // 2
        target = difference.builder.build([gap for issue in issues[:half] for gap in issue.gaps])
        try:
            _written(difference, target)
            written = half
        except Refused as earlier:
            refused, refusal = half, earlier
    return issues[refused - 1], refusal
