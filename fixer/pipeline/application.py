"""What comes of a choice of fixes: the new text, and the document with it in place."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from fixer.dialects import adapter_of
from fixer.frozen import frozen

if TYPE_CHECKING:
    from fixer.issues.issue import Outcome
    from fixer.pipeline.check import Check
    from fixer.pipeline.difference import Difference
    from fixer.read.template import Template
    from fixer.remedy.selection import Selection
    from fixer.remedy.verify import Verification
    from fixer.report.report import Report


@frozen
class Application:
    """What applying gave: the template's new text, the document with it in place, what became of every issue.

    ``difference`` is what was found before. ``verification`` is what the verifier saw, where one was asked.
    """

    text: str
    document_text: str
    outcomes: tuple[Outcome, ...]
    result: Template
    difference: Difference | Check
    verification: Verification | None = None

    @cached_property
    def left(self) -> Report:
        """What still separates the result from the ideal, or is still to be said against it."""
        return self.difference.again(self.result).outline


def sparing(found: Difference | Check, selection: Selection) -> Selection:
    """The selection, which chooses nothing that is not reported unless it is named."""
    return replace(selection, hidden=frozenset(one.issue.id for one in found.hidden)) if found.hidden else selection


def document_with(model: Template, text: str) -> str:
    """The model's document with another text in the place of its template."""
    source, document = model.source, model.source.document.text
    return document[: source.start] + source.written(text) + document[source.end :]


def reread(model: Template, text: str, whole: str) -> Template:
    """The template as it stands in the changed document."""
    source = model.source
    document = replace(source.document, text=whole)
    return adapter_of(model).load(
        replace(source, document=document, end=source.start + len(source.written(text)), repairs=())
    )
