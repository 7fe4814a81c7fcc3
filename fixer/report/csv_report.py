"""The report as CSV (RFC 4180): a header and one row for each issue, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from fixer.errors import FixerError
from fixer.report.report import Finding
from fixer.report.scan import Scan, Scans, message, region, resources, slashed, title, unreadable
from fixer.report.text import one_line

# The columns, in order; docs/ci.md says what is in them.
HEADER = (
    "file", "line", "end_line", "severity", "category", "rule", "number", "id", "title", "resources", "differences",
    "fix", "message",
)  # fmt: skip
# What a spreadsheet takes for a formula: ASCII or full-width, also behind spaces.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠|]")


def render(scans: Scans) -> str:
    """The rows, CRLF after each. A file that cannot be read has a row with the severity ``error``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for error in scans.errors:
        writer.writerow(_unread(error))
    for scan, finding in scans.findings():
        writer.writerow(_row(scan, finding))
    return out.getvalue()


def _row(scan: Scan, finding: Finding) -> list[str | int]:
    issue = finding.issue
    place = region(scan, issue)
    return [
        cell(scan.path),
        place.line,
        place.end_line,
        issue.severity,
        issue.category,
        cell(issue.rule or ""),
        issue.number,
        cell(issue.id),
        cell(title(issue)),
        cell(" ".join(resources(issue))),
        len(issue.gaps),
        issue.fix.safety if issue.fix else "",
        cell(message(scan, finding)),
    ]


def _unread(error: FixerError) -> list[str | int]:
    line = error.line or ""
    blank = [""] * 8
    return [cell(slashed(error.file or "?")), line, line, "error", *blank, cell(unreadable(error))]


def cell(text: str) -> str:
    """Text as one line that no spreadsheet runs: an apostrophe goes before what would begin a formula."""
    shown = one_line(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown
