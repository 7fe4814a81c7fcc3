"""Reports on several templates as one text: each in full, then what they come to together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fixer.errors import FixerError
from fixer.issues.issue import SEVERITIES
from fixer.report import json_report
from fixer.report.markdown import cell, code
from fixer.report.report import Report


def render_json(reports: Sequence[Report], errors: Sequence[FixerError]) -> str:
    """``{"version", "files": [report, …], "errors": [{"path", "line", "message"}], "summary"}``."""
    totals = _totals(reports)
    summary = {
        "files": len(reports),
        "issues": sum(report.summary.issues for report in reports),
        "gaps": sum(report.summary.gaps for report in reports),
        "by_severity": {severity: totals[severity] for severity in SEVERITIES},
    }
    failed = [{"path": error.file, "line": error.line, "message": error.what} for error in errors]
    files = [json_report.as_json(report) for report in reports]
    return (
        json_report.layout({"version": json_report.VERSION, "summary": summary, "errors": failed, "files": files})
        + "\n"
    )


def render_markdown(pages: Sequence[str], reports: Sequence[Report], errors: Sequence[FixerError]) -> str:
    """The rendered pages, and a table of all files behind them."""
    rows = []
    for report in reports:
        counts = " | ".join(str(report.summary.by_severity[one]) for one in SEVERITIES)
        rows.append(f"| {cell(code(report.model.path))} | {counts} |")
    rows += [
        f"| {cell(code(error.file or '?'))} | {cell(error.what)} |{' |' * (len(SEVERITIES) - 1)}" for error in errors
    ]
    head = f"| File | {' | '.join(one.capitalize() for one in SEVERITIES)} |"
    table = [head, "|---|" + "---:|" * len(SEVERITIES), *rows]
    return "\n".join([*pages, "# All Files\n", *table]) + "\n"


def summary(reports: Sequence[Report], errors: Sequence[FixerError]) -> str:
    """``3 files: 12 issues (1 critical, 11 low); 1 file could not be read``."""
    totals = _totals(reports)
    issues = sum(totals.values())
    parts = ", ".join(f"{totals[severity]} {severity}" for severity in SEVERITIES if totals[severity])
    found = f"{_number(len(reports), 'file')}: {_number(issues, 'issue')}" + (f" ({parts})" if parts else "")
    return found + (f"; {_number(len(errors), 'file')} could not be read" if errors else "")


def _totals(reports: Sequence[Report]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for report in reports:
        totals.update(report.summary.by_severity)
    return totals


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
