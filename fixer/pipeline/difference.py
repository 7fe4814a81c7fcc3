"""Two templates: pairs and gaps → claims of the rules → issues → fixes, and what is hidden of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from fixer.compare.compare import compare
from fixer.dialects import adapter_of, dialect_of
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.build import build as build_issues
from fixer.issues.claiming import Judge, claim
from fixer.issues.clusters import cluster
from fixer.issues.contradictions import between
from fixer.issues.hidden import UNUSED, apart, divide, first_of
from fixer.issues.ideal import with_ideal_problems
from fixer.issues.nearness import Nearness
from fixer.pipeline.check import checked
from fixer.pipeline.hiding import said_of, verdicts_of
from fixer.pipeline.options import in_account, linted
from fixer.pipeline.shown import is_secret, side, warnings_of
from fixer.remedy.fixes import with_fixes
from fixer.remedy.target import Builder
from fixer.report.build import build as build_report

if TYPE_CHECKING:
    from fixer.catalogue.catalogue import Catalogue
    from fixer.compare.compare import Comparison
    from fixer.dialect import Dialect
    from fixer.issues.hidden import Hidden, Hide, Reasons
    from fixer.issues.issue import Issue
    from fixer.issues.opinions import Lint, Linter
    from fixer.read.template import Template
    from fixer.report.mask import Secret
    from fixer.report.readiness import Looking
    from fixer.report.report import Report
    from fixer.request.facts import Facts
    from fixer.settings.effect import Effect
    from fixer.suppress.suppressions import Suppressions


@frozen
class Difference:
    """Two templates and all that separates them. ``hidden`` are issues that are found and not reported."""

    model: Template
    ideal: Template
    comparison: Comparison
    issues: tuple[Issue, ...]
    builder: Builder
    catalogue: Catalogue
    facts: Facts | None = None
    show_secrets: bool = False
    hidden: tuple[Hidden, ...] = ()
    hides: tuple[Hide, ...] = ()
    said: Suppressions | None = None
    effect: Effect | None = None
    lint: Lint | None = None

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know of the catalogue, and of what the template says."""
        said = self.said.warnings(self.catalogue, self.every) if self.said else ()
        return warnings_of(self.model, self.catalogue, said, self.lint)

    @cached_property
    def every(self) -> tuple[Issue, ...]:
        """The issues with those that are not reported, by their numbers."""
        if not self.hidden:
            return self.issues
        return tuple(sorted([*self.issues, *(one.issue for one in self.hidden)], key=lambda issue: issue.number))

    @property
    def secret(self) -> Secret | None:
        """What tells secrets from other values; ``None`` where they are to be shown."""
        return None if self.show_secrets else partial(is_secret, dialect=dialect_of(self.model))

    @cached_property
    def report(self) -> Report:
        """The issues as a reader sees them."""
        return self._report(told=True)

    @cached_property
    def outline(self) -> Report:
        """The report for who reads values and counts only: without excerpts and sentences."""
        return self._report(told=False)

    def _report(self, told: bool) -> Report:
        sides = (side(self.model), side(self.ideal))
        rewrite, hidden = self.comparison.rewrite, self.hidden
        shown = dialect_of(self.model).shown
        known = self.secret, told, self._look, hidden, shown
        report = build_report(self.issues, self.model, self.ideal, sides, rewrite, *known)
        return replace(report, lint=self.lint) if self.lint else report

    def _look(self) -> Looking:
        """What bears on both templates, and what the catalogue has against the model's alone."""
        from fixer.report.readiness import looking

        dialect = dialect_of(self.model)
        entries = {(entry.section, entry.id, entry.type): entry for entry in dialect.entries(self.ideal.data)}
        entries |= {(entry.section, entry.id, entry.type): entry for entry in dialect.entries(self.model.data)}
        found = checked(self.model, self.catalogue, self.hides, effect=self.effect).issues
        # What is said for nothing where one template is checked may well hide a difference.
        alone = [issue for issue in found if issue.rule != UNUSED]
        return looking(self.catalogue, dialect, list(entries.values()), True, alone)

    def again(self, model: Template) -> Difference:
        """The same for another model, such as what applying made of this one."""
        return compared(model, self.ideal, self.catalogue, self.facts, self.show_secrets, self.hides, self.effect)


def compared(
    model: Template,
    ideal: Template,
    catalogue: Catalogue,
    facts: Facts | None,
    show_secrets: bool,
    hides: tuple[Hide, ...] = (),
    effect: Effect | None = None,
) -> Difference:
    """Everything that separates the two; raises ``FixerError`` where they are of two kinds."""
    dialect, said = in_account(_common(model, ideal), effect), said_of(model)
    beside = adapter_of(model).beside
    ideal = ideal if beside is None else beside(model, ideal)
    right = ideal.data
    if said is not None or said_of(ideal) is not None:
        from fixer.suppress.metadata import with_own_of

        right = with_own_of(model.data, right)
    comparison = compare(dialect, model.data, right)
    near = Nearness(comparison)
    judge = Judge(dialect, model.data, right)
    claimed = claim(comparison.gaps, catalogue, judge, near)
    issues = with_ideal_problems(build_issues(cluster(claimed, comparison, near), dialect), catalogue, judge)
    if facts is not None:
        from fixer.issues.demands import demanded, sides

        entries = dialect.entries(model.data), dialect.entries(right)
        issues = demanded(issues, facts, sides(entries, (model.text, ideal.text)))
    if effect is not None:
        issues = effect.on_difference(issues, judge, facts)
    issues = between(issues, effect.open_side if effect else catalogue.side)
    verdicts = verdicts_of(said, hides, model, issues)
    if effect is not None and effect.insists:
        verdicts.append(effect.insisting(judge))
    builder = Builder(dialect, comparison, model.data, right)
    reasons: Reasons = {}
    if verdicts:
        issues, reasons = divide(issues, first_of(verdicts), dialect)
    shown, hidden = apart(with_fixes(issues, dialect, comparison, builder), reasons)
    return Difference(
        model, ideal, comparison, shown, builder, catalogue, facts, show_secrets, hidden, hides, said, effect
    )


def _common(model: Template, ideal: Template) -> Dialect:
    """The dialect of both; raises ``FixerError`` where each has its own."""
    if adapter_of(model) is not adapter_of(ideal):
        what = f"is {adapter_of(ideal).name}, but the model's template {adapter_of(model).name}"
        raise FixerError(what, ideal.source.document.path, hint="compare two templates of one kind")
    return dialect_of(model)


def seconded_by(found: Difference, linter: Linter) -> Difference:
    """The same with what the tool says of the model's template at the places of the issues."""
    from fixer.issues.linted import seconded

    issues, lint = seconded(found.issues, linted(found.model, linter))
    return replace(found, issues=tuple(issues), lint=lint)
