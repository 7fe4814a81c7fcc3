"""Who has a say in what is not reported, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fixer.issues.hidden import Hide, Verdict
    from fixer.issues.issue import Issue
    from fixer.read.template import Template
    from fixer.suppress.suppressions import Suppressions


def said_of(template: Template) -> Suppressions | None:
    """What a template says of itself that is not to be reported; most say nothing, and need nothing for it."""
    if "fixer" not in template.source.document.text:
        return None
    from fixer.suppress.suppressions import read

    return read(template)


def verdicts_of(
    said: Suppressions | None, hides: tuple[Hide, ...], template: Template, issues: Sequence[Issue]
) -> list[Verdict]:
    """What the template itself and those who may hide its issues have to say."""
    asked = (*([said.hide] if said else ()), *hides)
    return [verdict for hide in asked if (verdict := hide(template, issues)) is not None]
