"""Reports for other programs: SARIF, JUnit, GitHub annotations, CSV.

Text in, text out, as in ``api``, on which it builds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from fixer.api import Check, Difference, Selection, preview
from fixer.errors import FixerError
from fixer.report.changes import Change, changes
from fixer.report.mask import by_form
from fixer.report.scan import Scan, Scans

FORMS = ("sarif", "junit", "github", "csv")
# Characters that are read to try fixes, over all of them: each has to be read again to be proven.
MOST_READ = 20_000_000

Found = Difference | Check


def render(form: str, found: Sequence[Found], errors: Sequence[FixerError], fail_on: str, folder: str) -> str:
    """The report on all that was found in one of ``FORMS``.

    ``fail_on`` is the least severity that fails, ``folder`` the one that paths are relative to.
    """
    scans = _scans(found, errors, folder)
    if form == "sarif":
        return _sarif(scans, found)
    if form == "junit":
        from fixer.report import junit

        return junit.render(scans, fail_on)
    if form == "csv":
        from fixer.report import csv_report

        return csv_report.render(scans)
    from fixer.report import github

    return github.render(scans)


def render_summary(found: Sequence[Found], errors: Sequence[FixerError], folder: str) -> str:
    """What was found on one page of Markdown, for GitHub's step summary."""
    from fixer.report import github

    return github.render_summary(_scans(found, errors, folder))


def _scans(found: Sequence[Found], errors: Sequence[FixerError], folder: str) -> Scans:
    scans = []
    for one in found:
        report = one.outline
        ideal = replace(report.ideal, path=_relative(report.ideal.path, folder)) if report.ideal else None
        model = replace(report.model, path=_relative(report.model.path, folder))
        theirs = one.ideal if isinstance(one, Difference) else None
        scans.append(Scan(replace(report, model=model, ideal=ideal), one.model, theirs))
    unread = [replace(error, file=_relative(error.file, folder)) if error.file else error for error in errors]
    return Scans(tuple(scans), tuple(unread))


def _relative(path: str, folder: str) -> str:
    """A path below the folder as seen from there, any other as it is."""
    pure = PurePath(path)
    return str(pure.relative_to(folder)) if pure.is_absolute() and pure.is_relative_to(folder) else path


def _sarif(scans: Scans, found: Sequence[Found]) -> str:
    from fixer.report import sarif

    left = MOST_READ
    fixes, untried = [], 0
    for one in found:
        edits, left, missed = fixes_of(one, left)
        fixes.append(edits)
        untried += missed
    notes = [f"The template is too large to try every fix: {untried} left out."] if untried else []
    rules = {rule.id: rule for one in found[:1] for rule in one.catalogue.rules}
    return sarif.render(scans, rules, fixes, notes)


def fixes_of(found: Found, budget: int = MOST_READ) -> tuple[dict[str, tuple[Change, ...]], int, int]:
    """The edits in the model's document that close each issue, what is left of the budget, how many were not tried.

    A fix that is refused, or that would show a secret, has none.
    """
    before = found.model.source.document.text
    masked = {finding.issue.id for finding in found.outline.findings if finding.patch_masked}
    edits: dict[str, tuple[Change, ...]] = {}
    untried = 0
    for issue in found.issues:
        if issue.fix is None or issue.fix.safety == "manual" or issue.id in masked:
            continue
        if budget < len(before):
            untried += 1
            continue
        budget -= len(before)
        after, outcomes = preview(found, Selection(only=(f"issue:{issue.id}",)))
        applied = {one.id for one in outcomes if one.status == "applied"}
        made = changes(before, after) if issue.id in applied and not applied & masked else ()
        if made and not any(by_form(change.text) != change.text for change in made):
            edits[issue.id] = made
    return edits, budget, untried
