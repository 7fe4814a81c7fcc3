"""What the reports for other programs share: places in the user's file, one message for each issue, levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from fixer.compare.gaps import Gap
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.issue import SEVERITIES, Issue, Severity
from fixer.pointer import parent
from fixer.read.template import Span, Template
from fixer.report.report import Finding, Report
from fixer.report.statements import statements
from fixer.report.text import clip, one_line
from fixer.report.words import said

Level = Literal["error", "warning", "note"]
LEVELS: dict[Severity, Level] = {
    "critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note",
}  # fmt: skip
MOST_PLACES = 50  # regions of one issue
_SENTENCES = 4
_LONGEST = 2000


class Region(NamedTuple):
    """A stretch of the user's file. Lines and columns from 1, in characters (code points), the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class Scan:
    """One report and the templates that it is about. ``report`` needs no excerpts and sentences; ``fail_on`` is the
    least severity of it that makes a call fail, or ``never``."""

    report: Report
    model: Template
    ideal: Template | None
    fail_on: str = "low"

    @property
    def path(self) -> str:
        return slashed(self.report.model.path)


@frozen
class Scans:
    """Everything one call found: what was scanned, and what could not be read."""

    scans: tuple[Scan, ...]
    errors: tuple[FixerError, ...] = ()

    def findings(self) -> Iterator[tuple[Scan, Finding]]:
        for scan in self.scans:
            for finding in scan.report.findings:
                yield scan, finding


def slashed(path: str) -> str:
    """A path as it is written in URIs and on every platform: forward slashes, no ``./`` before it."""
    return PurePath(path).as_posix()


def regions(scan: Scan, issue: Issue, most: int = MOST_PLACES) -> list[Region]:
    """Where an issue is in the model: one region for each gap, at least one, none twice."""
    found = _unique((_region(scan.model, _there(gap), _extent(gap, "missing")) for gap in issue.gaps), most)
    return found or [_region(scan.model, "", False)]


def region(scan: Scan, issue: Issue) -> Region:
    """The first place of an issue in the model."""
    return regions(scan, issue, 1)[0]


def ideal_regions(scan: Scan, issue: Issue) -> list[Region]:
    """Where the ideal has what the model lacks or has otherwise."""
    ideal = scan.ideal
    if ideal is None:
        return []
    gaps = [gap for gap in issue.gaps if gap.kind != "extra"]
    return _unique((_region(ideal, gap.ideal_pointer, _extent(gap, "extra")) for gap in gaps), MOST_PLACES)


def _there(gap: Gap) -> str:
    """The pointer of what a gap is about; of a missing thing, of what lacks it: its own may be that of a list item
    that it would stand before."""
    return parent(gap.pointer) if gap.kind == "missing" and gap.inner is None else gap.pointer


def _extent(gap: Gap, absent: str) -> bool:
    """Whether the whole value tells what a gap is about, or the name that it stands under."""
    return gap.kind not in (absent, "renamed", "replaced")


def _unique(found: Iterator[Region], most: int) -> list[Region]:
    """The first places, none twice; no more are looked for than are wanted."""
    unique: dict[Region, None] = {}
    for one in found:
        unique[one] = None
        if len(unique) == most:
            break
    return list(unique)


def _region(template: Template, pointer: str, whole: bool) -> Region:
    """The value at a pointer with its key, or the key alone; of what is not there, the key of what is around it."""
    while True:
        key, value = template.key_span(pointer), template.span(pointer)
        if key is not None or value is not None:
            break
        if not pointer:
            line, column = template.source.document.position(template.source.start)
            return Region(line, column, line, column + 1)
        pointer, whole = parent(pointer), False
    first = key or value
    assert first is not None
    if whole and value is not None:
        return _from(first, value)
    # Of an item or the template as a whole, which have no key, the line that it begins in.
    return _from(first, first) if key else Region(first.line, first.column, first.line, first.column + 1)


def _from(first: Span, last: Span) -> Region:
    if (last.end_line, last.end_column) <= (first.line, first.column):  # a value that stands elsewhere: an alias
        last = first
    return Region(first.line, first.column, last.end_line, max(last.end_column, 1))


def sentences(scan: Scan, finding: Finding) -> list[str]:
    """What is wrong in a few sentences, each a line without unseen characters."""
    issue = finding.issue
    notes = None if scan.ideal else issue.notes or [""] * len(issue.gaps)
    model = scan.model
    told, _, more = statements(issue.gaps, model.line, model.format, notes, _written(model), model.data)
    shown = [said(statement, str) for statement in told[:_SENTENCES]]
    rest = more + sum(len(statement.places) + statement.more for statement in told[_SENTENCES:])
    if rest:
        shown.append(f"{rest} more place{'' if rest == 1 else 's'} like these.")
    if issue.ideal_problem:
        shown.append(f"The ideal has a fault of its own: {issue.ideal_problem}")
    return [clip(one_line(text), _LONGEST) for text in shown]


def _written(template: Template) -> Callable[[Any], str] | None:
    """How a value is written on one line in the template's language, where that is neither JSON nor YAML."""
    return template.adapter.dialect().shown if template.adapter is not None else None


def message(scan: Scan, finding: Finding) -> str:
    """Title, sentences and impact as one line."""
    parts = (_ended(title(finding.issue)), *sentences(scan, finding), _ended(one_line(finding.issue.impact)))
    return clip(" ".join(filter(None, parts)), 2 * _LONGEST)


def title(issue: Issue) -> str:
    return clip(one_line(issue.title), 300)


def resources(issue: Issue) -> list[str]:
    """The names of the first entries that an issue is about: the model's names, where it has them."""
    return [clip(one_line(ref.id or ref.ideal_id or ""), 300) for ref in issue.resources[:MOST_PLACES]]


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def unreadable(error: FixerError) -> str:
    """Why a file could not be read, as one line."""
    return clip(one_line(f"{error.what}: {error.cause}" if error.cause else error.what), _LONGEST)


def failing(fail_on: str) -> frozenset[str]:
    """The severities that make a call fail; ``never``: none."""
    return frozenset(() if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1])


def _ended(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""
