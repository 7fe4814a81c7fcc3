"""Mending one template: the rules' own patches in rounds, until nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from fixer.dialects import adapter_of, dialect_of
from fixer.issues.hidden import UNUSED
from fixer.pipeline.application import Application, document_with, reread, sparing
from fixer.pipeline.check import found_in
from fixer.pipeline.options import check_known
from fixer.remedy.plan import plan

if TYPE_CHECKING:
    from fixer.issues.checking import Found
    from fixer.issues.issue import Outcome
    from fixer.pipeline.check import Check
    from fixer.read.template import Template
    from fixer.remedy.selection import Selection
    from fixer.remedy.verify import Verification, Verifier


def mend(before: Check, selection: Selection, verify: Verifier | None = None) -> Application:
    """Apply the chosen fixes of a template's issues, and those that they make necessary, until nothing changes.

    What cannot be written in place is skipped, and what brings an error that the verifier did not see before.
    """
    from fixer.remedy.mend import settle

    chosen = sparing(before, selection)
    model = _tidied(before, chosen)
    if verify is not None:
        check_known(model, "--verify")
    dialect, writer = dialect_of(model), _Writer(model, verify)
    done, text = settle(model.data, before.found, partial(_again, before), chosen, dialect, writer.write)
    source, verification = model.source, writer.verification(done.outcomes)
    if text == model.text:
        return Application(model.given, source.document.text, done.outcomes, model, before, verification)
    whole = document_with(model, text)
    return Application(text, whole, done.outcomes, reread(model, text, whole), before, verification)


def _tidied(before: Check, selection: Selection) -> Template:
    """The template without the comments that suppress nothing, where that was chosen; it reads the same."""
    said, model = before.said, before.model
    if said is None:
        return model
    from fixer.read.edits import EditedText
    from fixer.suppress.unused import tidied

    idle = [issue for issue in plan(before.every, selection).chosen if issue.rule == UNUSED]
    edits = tidied(said, [issue for issue in before.every if issue.rule != UNUSED], idle, before.catalogue)
    if not edits:
        return model
    source, document = model.source, model.source.document
    above = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.start < source.start)
    shift = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    document = replace(document, text=EditedText(document.text).apply(edits).text)
    moved = replace(source, document=document, start=source.start + above, end=source.end + shift, repairs=())
    tidy = adapter_of(model).load(moved)
    return tidy if tidy.data == model.data else model


def _again(before: Check, data: Any) -> list[Found]:
    """What is wrong with what mending has made of a template."""
    return found_in(data, before.catalogue, before.model, before.hides, before.said, before.effect)[0]


class _Writer:
    """Writes a template's new data into its text, and asks the verifier, if there is one, about every text."""

    def __init__(self, model: Template, verify: Verifier | None) -> None:
        self._model, self._verify = model, verify
        self._before = verify(model.text, model.data) if verify else None
        self._after, self._runs = self._before, 0

    def write(self, data: Any) -> tuple[str, list[tuple[str, str]]]:
        """The text; and what stands against it, as places and reasons."""
        from fixer.remedy.splice import Refused
        from fixer.remedy.verify import MAX_RUNS, State, new_errors

        model = self._model
        try:
            text = adapter_of(model).rewrite(model, data, {})
        except Refused as refusal:
            return model.text, [(refusal.pointer, f"the text cannot be changed in place: {refusal.reason}")]
        if self._verify is None or self._before is None or text == model.text:
            return text, []
        self._after, self._runs = self._verify(text, data), self._runs + 1
        fresh = new_errors(self._before, self._after, State(model.text, model.data), State(text, data))
        why = f"it would bring the {self._verify.tool} error"
        # A verifier that is asked too often is answered by giving all fixes up.
        return text, [(one.path if self._runs < MAX_RUNS else "", f"{why} {one.rule}") for one in fresh]

    def verification(self, outcomes: Sequence[Outcome]) -> Verification | None:
        """What the verifier saw."""
        from fixer.remedy.verify import Verification

        if self._verify is None or self._before is None or self._after is None:
            return None
        undone = tuple(one.id for one in outcomes if one.status == "skipped" and self._verify.tool in one.reason)
        before, after = len(self._before.errors), len(self._after.errors)
        return Verification(self._verify.tool, self._verify.version, before, after, undone, self._runs)
