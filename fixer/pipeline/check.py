"""One template and the catalogue: template → what breaks a rule → issues with fixes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from fixer.dialects import dialect_of
from fixer.frozen import frozen
from fixer.issues.contradictions import of_fixes
from fixer.issues.hidden import apart, divide_found, first_of
from fixer.issues.issue import Evidence
from fixer.pipeline.hiding import said_of, verdicts_of
from fixer.pipeline.options import in_account, linted
from fixer.pipeline.shown import is_secret, side, warnings_of
from fixer.report.build import build as build_report

if TYPE_CHECKING:
    from fixer.catalogue.catalogue import Catalogue
    from fixer.issues.checking import Found
    from fixer.issues.hidden import Hidden, Hide, Reasons
    from fixer.issues.issue import Issue
    from fixer.issues.opinions import Lint, Linter
    from fixer.read.template import Template
    from fixer.report.mask import Secret
    from fixer.report.readiness import Looking
    from fixer.report.report import Report
    from fixer.settings.effect import Effect
    from fixer.suppress.suppressions import Suppressions

MOST_EVIDENCE = 20


@frozen
class Check:
    """One template and all that the catalogue has against it; ``reasons`` hide some of what was ``found``."""

    model: Template
    found: tuple[Found, ...]
    catalogue: Catalogue
    show_secrets: bool = False
    reasons: Reasons = field(default_factory=dict)
    hides: tuple[Hide, ...] = ()
    said: Suppressions | None = None
    effect: Effect | None = None
    linter: Linter | None = None
    lint: Lint | None = None

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know of the catalogue, and of what the template says."""
        said = self.said.warnings(self.catalogue, self.every) if self.said else ()
        return warnings_of(self.model, self.catalogue, said, self.lint)

    @property
    def secret(self) -> Secret | None:
        """What tells secrets from other values; ``None`` where they are to be shown."""
        return None if self.show_secrets else partial(is_secret, dialect=dialect_of(self.model))

    @cached_property
    def every(self) -> tuple[Issue, ...]:
        """The issues with those that are not reported, by their numbers."""
        return of_fixes([_borne_out(one.issue, self.model) for one in self.found])

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        return apart(self.every, self.reasons)[0]

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """Issues that are found and not reported."""
        return apart(self.every, self.reasons)[1]

    @cached_property
    def report(self) -> Report:
        """The issues as a reader sees them."""
        return self._report(told=True)

    @cached_property
    def outline(self) -> Report:
        """The report for who reads values and counts only: without excerpts and sentences."""
        return self._report(told=False)

    def _report(self, told: bool) -> Report:
        sides = (side(self.model), None)
        hidden = self.hidden
        shown = dialect_of(self.model).shown
        known = self.secret, told, self._look, hidden, shown
        report = build_report(self.issues, self.model, None, sides, False, *known)
        return replace(report, lint=self.lint) if self.lint else report

    def _look(self) -> Looking:
        """What bears on the template; what is against it is the report itself."""
        from fixer.report.readiness import looking

        dialect = dialect_of(self.model)
        return looking(self.catalogue, dialect, dialect.entries(self.model.data), False, ())

    def again(self, template: Template) -> Check:
        """The same for another template, such as what mending made of this one."""
        return checked(template, self.catalogue, self.hides, self.show_secrets, self.effect, self.linter)


def checked(
    template: Template,
    catalogue: Catalogue,
    hides: tuple[Hide, ...] = (),
    show_secrets: bool = False,
    effect: Effect | None = None,
    linter: Linter | None = None,
) -> Check:
    """Everything that the catalogue has against a template."""
    said = said_of(template)
    lint = None if linter is None else linted(template, linter)
    found, reasons, lint = found_in(template.data, catalogue, template, hides, said, effect, lint)
    return Check(template, tuple(found), catalogue, show_secrets, reasons, hides, said, effect, linter, lint)


def found_in(
    data: dict[str, Any],
    catalogue: Catalogue,
    template: Template,
    hides: tuple[Hide, ...],
    said: Suppressions | None,
    effect: Effect | None = None,
    lint: Lint | None = None,
) -> tuple[list[Found], Reasons, Lint | None]:
    """What is wrong with ``data``, which is what ``template`` holds or what mending has made of it so far."""
    from fixer.issues.checking import check as check_rules
    from fixer.remedy.mend import with_fixes as with_rule_fixes

    dialect = in_account(dialect_of(template), effect)
    if said is None:
        found = check_rules(data, catalogue, dialect)
    else:
        from fixer.suppress.metadata import without_own

        found = check_rules(without_own(data), catalogue, dialect)
    if lint is not None:
        from fixer.issues.linted import with_opinions

        found, lint = with_opinions(found, lint, data, dialect, effect.rule if effect else None)
    if said is not None and data is template.data:
        found += _unused(said, found, template, catalogue, effect)
    reasons: Reasons = {}
    verdicts = verdicts_of(said, hides, template, [one.issue for one in found])
    if verdicts:
        found, reasons = divide_found(found, first_of(verdicts), dialect)
    return with_rule_fixes(found, data, dialect), reasons, lint


def _unused(
    said: Suppressions, found: Sequence[Found], template: Template, catalogue: Catalogue, effect: Effect | None
) -> list[Found]:
    """What is said for nothing, numbered behind all that was found."""
    from fixer.suppress.unused import unused

    issues = [one.issue for one in found]
    more = unused(said, issues, template.data, catalogue, dialect_of(template).entries(template.data))
    weighed = effect.weighed if effect else lambda issue: issue.severity
    return [
        replace(one, issue=replace(one.issue, number=len(found) + n, severity=weighed(one.issue)))
        for n, one in enumerate(more, 1)
    ]


def _borne_out(issue: Issue, template: Template) -> Issue:
    """The issue with the lines of the file that bear it out; its first places are evidence enough."""
    document = template.source.document
    ends = (*document.line_starts[1:], len(document.text))
    lines = {line for gap in issue.gaps[:MOST_EVIDENCE] if (line := template.line(gap.pointer))}
    rows = {line: document.text[document.line_starts[line - 1] : ends[line - 1]].strip() for line in sorted(lines)}
    return replace(issue, evidence=tuple(Evidence(document.path, line, row) for line, row in rows.items()))
