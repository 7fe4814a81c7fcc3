"""The report for GitHub: annotations as workflow commands, and a step summary in Markdown."""

from __future__ import annotations

from fixer.errors import FixerError
from fixer.issues.issue import SEVERITIES
from fixer.report.report import Finding
from fixer.report.scan import (
    LEVELS,
    Scan,
    Scans,
    counted,
    message,
    region,
    sentences,
    slashed,
    title,
    unreadable,
)
from fixer.report.text import clip, visible

MOST_ROWS = 100
MOST_REPAIRS = 10  # told of one document
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(scans: Scans) -> str:
    """One ``::error file=…,line=…,endLine=…,title=…::message`` for each issue, the worst first: GitHub shows ten of
    each kind."""
    findings = sorted(scans.findings(), key=lambda one: SEVERITIES.index(one[1].issue.severity))
    rows = [_unread(error) for error in scans.errors] + [_annotation(*one) for one in findings]
    return "".join(f"{row}\n" for row in rows)


def _annotation(scan: Scan, finding: Finding) -> str:
    issue = finding.issue
    place = region(scan, issue)
    named = f"{title(issue)} ({issue.rule})" if issue.rule else title(issue)
    properties = {"file": scan.path, "line": place.line, "endLine": place.end_line, "title": named}
    return _command(_COMMANDS[LEVELS[issue.severity]], properties, message(scan, finding))


def _unread(error: FixerError) -> str:
    properties: dict[str, object] = {"file": slashed(error.file or "?")}
    if error.line:
        properties |= {"line": error.line, "endLine": error.line}
    return _command("error", {**properties, "title": "The file cannot be checked"}, unreadable(error))


def _command(name: str, properties: dict[str, object], text: str) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told}::{_data(text)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render_summary(scans: Scans) -> str:
    """A heading with the counts and a table of the issues, the worst first, as Markdown with a final line end."""
    from fixer.report.markdown import cell, code, prose

    findings = sorted(scans.findings(), key=lambda one: SEVERITIES.index(one[1].issue.severity))
    lines = [f"### fixer: {_counts(scans)}", ""]
    for scan in scans.scans:
        for side in (scan.report.model, scan.report.ideal):
            lines += [f"{code(side.path)}: {prose(note)}\n" for note in side.repairs[:MOST_REPAIRS]] if side else []
        if scan.report.summary.not_shown:
            where = f"{code(scan.path)}: " if len(scans.scans) > 1 else ""
            lines += [f"{where}{prose(scan.report.summary.not_shown)}.", ""]
    if findings:
        lines += ["| Severity | Issue | Where |", "|---|---|---|"]
    for scan, finding in findings[:MOST_ROWS]:
        issue = finding.issue
        first = clip(next(iter(sentences(scan, finding)), ""), 300)
        told = f"**{cell(title(issue))}**" + (f"<br>{cell(first)}" if first else "")
        where = f"{cell(code(scan.path))} line {region(scan, issue).line}"
        lines.append(f"| {issue.severity} | {told} | {where} |")
    if len(findings) > MOST_ROWS:
        lines += ["", f"… and {len(findings) - MOST_ROWS} more."]
    if scans.errors:
        lines += ["", "Not checked:", ""]
        for one in scans.errors[:MOST_ROWS]:
            lines.append(f"- {code(slashed(one.file or '?'))}: {prose(unreadable(one))}")
    return "\n".join(lines).rstrip("\n") + "\n\n"


def _counts(scans: Scans) -> str:
    severities = [finding.issue.severity for _, finding in scans.findings()]
    parts = [f"{severities.count(one)} {one}" for one in SEVERITIES if one in severities]
    told = counted(len(severities), "issue") if severities else "no issues"
    told += f" in {counted(len(scans.scans), 'file')}" if len(scans.scans) > 1 else ""
    return told + (f" ({', '.join(parts)})" if parts else "")
