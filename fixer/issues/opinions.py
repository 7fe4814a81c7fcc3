"""What another tool has to say of a template, as values: its remarks, what they weigh here, what it could not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from fixer.catalogue.rule import Severity
from fixer.frozen import frozen
from fixer.issues.issue import Deployment

FOREIGN = ("cfn-lint-",)
"""How ids of rules begin that are another tool's: such a rule is known only where the tool is asked."""


@frozen
class Meaning:
    """What a remark weighs in our terms. ``answers`` are ids of our rules that see the same failure.

    ``anywhere``: they see the same wherever it stands, since each names another place of it. ``named``: a place inside
    that of the remark is the same only if the remark names it.
    """

    severity: Severity
    category: str
    deployment: Deployment | None
    title: str
    impact: str
    answers: tuple[str, ...] = ()
    anywhere: bool = False
    named: bool = False


@frozen
class Remark:
    """One finding: the tool's ``rule``, the JSON Pointer of its place, its own words, the page about it."""

    rule: str
    pointer: str
    says: str
    meaning: Meaning
    page: str


@frozen
class Lint:
    """All that a tool has to say of one template; remarks sorted by rule and place, no two at one.

    ``schemas`` is the day of the data that it goes by. ``unheard`` are rules of it that failed, so that nothing is
    known of what they check. ``unheeded`` is what the template asks the tool to leave out, which it did not. ``failed``
    says why there is nothing at all. ``shared`` counts the remarks that issues of ours make, too; the others are issues
    of their own where ``alone``, else not reported.
    """

    tool: str
    version: str
    schemas: str
    remarks: tuple[Remark, ...] = ()
    unheard: tuple[str, ...] = ()
    unheeded: tuple[str, ...] = ()
    failed: str = ""
    shared: int = 0
    alone: bool = True

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user must know of the run itself, a sentence each."""
        found = []
        if self.failed:
            found.append(f"{self.tool} says nothing: {self.failed}")
        if self.unheard:
            found.append(f"{self.tool}'s {', '.join(self.unheard)} failed; what it checks is not known")
        return tuple(found)

    def __str__(self) -> str:
        """A few sentences, without the last full stop."""
        told = [self.warnings[0] if self.failed else self._counted()]
        if self.unheard and not self.failed:
            told.append(f"Its {', '.join(self.unheard)} failed and say nothing")
        if self.unheeded and not self.failed:
            told.append(f"The template asks it to leave out {', '.join(self.unheeded)}: reported all the same")
        return f"{self.tool} {self.version}, resource schemas of {self.schemas}: {'. '.join(told)}"

    def _counted(self) -> str:
        count = len(self.remarks)
        where = "found here anyway" if self.alone else "at issues of this report"
        if count < 2:
            return f"1 finding, {'' if self.shared else 'not '}{where}" if count else "no findings"
        return f"{count} findings, {({0: 'none', count: 'all'}).get(self.shared, self.shared)} of them {where}"


class Linter(Protocol):
    """Looks at a template, given its text and what was read from it."""

    def __call__(self, text: str, data: Mapping[str, Any]) -> Lint: ...
