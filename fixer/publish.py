"""Reports for other programs: SARIF, JUnit, GitHub annotations, CSV.

Text in, text out, as in ``api``, on which it builds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from fixer.api import Check, Difference, Selection, preview
from fixer.dialects import dialect_of
from fixer.errors import FixerError
from fixer.pointer import resolve
from fixer.report.changes import Change, changes, common
from fixer.report.mask import Masker, masker
from fixer.report.scan import Scan, Scans

FORMS = ("sarif", "junit", "github", "csv")
# Characters that are read to try fixes, over all of them: each has to be read again to be proven.
MOST_READ = 20_000_000
# Characters before and behind a change that may show that it is part of a secret.
AROUND = 300

Found = Difference | Check


def render(
    form: str, found: Sequence[Found], errors: Sequence[FixerError], fail_on: str | Sequence[str], folder: str
) -> str:
    """The report on all that was found in one of ``FORMS``.

    ``fail_on`` is the least severity that fails, of all or of each, ``folder`` the one that paths are relative to.
    """
    scans = _scans(found, errors, folder, [fail_on] * len(found) if isinstance(fail_on, str) else fail_on)
    if form == "sarif":
        return _sarif(scans, found)
    if form == "junit":
        from fixer.report import junit

        return junit.render(scans)
    if form == "csv":
        from fixer.report import csv_report

        return csv_report.render(scans)
    from fixer.report import github

    return github.render(scans)


def render_summary(found: Sequence[Found], errors: Sequence[FixerError], folder: str) -> str:
    """What was found on one page of Markdown, for GitHub's step summary."""
    from fixer.report import github

    return github.render_summary(_scans(found, errors, folder, ["low"] * len(found)))


def _scans(found: Sequence[Found], errors: Sequence[FixerError], folder: str, fail_on: Sequence[str]) -> Scans:
    scans = []
    for one, least in zip(found, fail_on, strict=True):
        report = one.outline
        ideal = replace(report.ideal, path=_relative(report.ideal.path, folder)) if report.ideal else None
        model = replace(report.model, path=_relative(report.model.path, folder))
        theirs = one.ideal if isinstance(one, Difference) else None
        scans.append(Scan(replace(report, model=model, ideal=ideal), one.model, theirs, least))
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
    # Those of another tool are no part of the catalogue.
    rules |= {each.rule.id: each.rule for one in found if isinstance(one, Check) for each in one.found}
    notes += [f"{one.model.source.document.path}: {one.lint}." for one in found if one.lint is not None]
    return sarif.render(scans, rules, fixes, notes)


def fixes_of(found: Found, budget: int = MOST_READ) -> tuple[dict[str, tuple[Change, ...]], int, int]:
    """The edits in the model's document that close each issue, what is left of the budget, how many were not tried.

    A fix that is refused, or that would show a secret unasked, has none.
    """
    before = found.model.source.document.text
    masked = {finding.issue.id for finding in found.outline.findings if finding.patch_masked}
    mask = _masker(found)
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
        if made and not _shows_a_secret(made, after, mask):
            edits[issue.id] = made
    return edits, budget, untried


def _masker(found: Found) -> Masker:
    """Knows the secrets of both sides."""
    mask = masker(found.secret, found.model.data, found.ideal.data if isinstance(found, Difference) else None)
    for issue in found.every:
        for gap in issue.gaps:
            mask.gap(gap)
    # Edits bring back what stands around them, whether anything is wrong with it or not.
    dialect = dialect_of(found.model)
    for entry in dialect.entries(found.model.data):
        mask.learn("model", entry, resolve(found.model.data, entry.pointer))
    return mask


def _shows_a_secret(made: Sequence[Change], after: str, masker: Masker) -> bool:
    """Whether what changes write is a secret or a part of one, judged by the rows that it stands in."""
    shift = 0
    for change in made:
        start = change.start + shift
        end = start + len(change.text)
        shift += len(change.text) - (change.end - change.start)
        if change.text and any(_hidden(*row, masker) for row in _rows(after, start, end)):
            return True
    return False


def _rows(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The rows that a stretch of the text is in, and the part of each that belongs to it. Long ones are cut short."""
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    last = text.find("\n", end, end + AROUND)
    at = first
    for row in text[first : last if last >= 0 else end + AROUND].split("\n"):
        yield row, max(start - at, 0), min(end - at, len(row))
        at += len(row) + 1


def _hidden(row: str, start: int, end: int, masker: Masker) -> bool:
    shown = masker.row(row)
    if shown == row:
        return False
    head, tail = common(row, shown), common(reversed(row), reversed(shown))
    return max(head, start) < min(len(row) - tail, end) or head + tail >= len(row)
