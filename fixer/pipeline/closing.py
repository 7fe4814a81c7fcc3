"""Closing issues of a difference in the model's text: plan → target → proof → edited text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import takewhile
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
    taken: Sequence[Issue] = ()  # the first of the chosen, as far as the text is known to take them
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
            guilty, taken = _refused(difference, chosen, refusal, taken)
            chosen = without(chosen, guilty)
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


def _refused(
    difference: Difference, chosen: Plan, refusal: Refused, taken: Sequence[Issue]
) -> tuple[dict[str, str], Sequence[Issue]]:
    """The issues that touch the place which cannot be edited; where that says nothing, the first that is to blame.

    With them, as many of the first issues as the text is known to take.
    """
    place = refusal.pointer
    guilty = [issue for issue in chosen.chosen if place and any(_meet(place, gap.pointer) for gap in issue.gaps)]
    if not guilty:
        still = sum(1 for _ in takewhile(lambda both: both[0] is both[1], zip(taken, chosen.chosen, strict=False)))
        number, refusal = _first_refused(difference, chosen.chosen, refusal, still)
        guilty, taken = [chosen.chosen[number]], chosen.chosen[:number]
    return {issue.id: f"the text cannot be changed in place: {refusal.reason}" for issue in guilty}, taken


def _meet(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _first_refused(
    difference: Difference, issues: Sequence[Issue], refusal: Refused, taken: int
) -> tuple[int, Refused]:
    """Which issue the text no longer takes after those before it, and why; of ``taken`` it is known.

    Issues that are to blame stand close together: the search goes on where the last one was found, in steps that
    double until they are too far, and by halving from there.
    """
    from fixer.remedy.splice import Refused

    written, refused, step = taken, len(issues), 1
    while refused - written > 1:
        tried = min(written + step, (written + refused) // 2)
        target = difference.builder.build([gap for issue in issues[:tried] for gap in issue.gaps])
        try:
            _written(difference, target)
            written = tried
        except Refused as earlier:
            refused, refusal = tried, earlier
        step *= 2
    return refused - 1, refusal
