"""The audit of a report: read it, hold it against itself and, where they are given, against its templates."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.audit import against, inner
from fixer.audit.mend import mended
from fixer.audit.reader import read
from fixer.audit.remarks import Audit
from fixer.issues.issue import Issue
from fixer.read.document import Document
from fixer.read.template import Template


def audit(report: Document, sides: tuple[Template, Template] | None = None, issues: Sequence[Issue] = ()) -> Audit:
    """All that is to be said against a report. ``sides`` are model and ideal, ``issues`` what separates them."""
    reading = read(report)
    found = inner.remarks(reading, report.text)
    left: tuple[Issue, ...] = ()
    if sides is not None:
        found += against.remarks(reading, *sides)
        left = against.unmentioned(report.text, issues)
    found.sort(key=lambda remark: remark.line or 0)
    return Audit(report.path, reading.issues, tuple(found), left, sides is not None)


def mend(report: Document, found: Audit) -> str:
    """The report's text with its counts, numbers and broken characters put right, and nothing else touched.

    Mending may bear on what was said before (a count of issues that are renumbered), so that it goes on until the
    text stays as it is, three times at most.
    """
    text = mended(report.text, found.remarks)
    for _ in range(2):
        again = mended(text, audit(Document(report.path, text, report.bom)).remarks)
        if again == text:
            break
        text = again
    return text
