"""The report as JUnit XML: a suite for each file, a test case for each issue.

An issue that makes the call fail is a failure, a lesser one is skipped; a file without issues has one passed case, one
that cannot be read one with an error.
"""

from __future__ import annotations

import re

from fixer.errors import FixerError
from fixer.report.report import Finding
from fixer.report.scan import Scan, Scans, failing, message, region, resources, slashed, title, unreadable
from fixer.report.text import one_line, visible

# What XML 1.0 cannot hold, however it is written; ``visible`` spells out the other unseen characters.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile('[&<>"\t\n\r]')


def render(scans: Scans) -> str:
    """The suites as XML text."""
    suites = [*map(_suite, scans.scans), *map(_unread, scans.errors)]
    counts = [sum(column) for column in zip(*(numbers for numbers, _ in suites), strict=True)] or [0, 0, 0, 0]
    head = f'<testsuites name="fixer"{_counts(counts)}>'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *(text for _, text in suites), "</testsuites>\n"])


def _suite(scan: Scan) -> tuple[list[int], str]:
    findings, worst = scan.report.findings, failing(scan.fail_on)
    failures = sum(finding.issue.severity in worst for finding in findings)
    numbers = [max(len(findings), 1), failures, 0, len(findings) - failures]
    cases = [_case(scan, finding, finding.issue.severity in worst) for finding in findings]
    if not cases:
        path = escaped(scan.path)
        cases = [f'  <testcase name="no issues" classname="{path}" file="{path}" time="0"/>']
    return numbers, _framed(scan.path, numbers, cases)


def _framed(path: str, numbers: list[int], cases: list[str]) -> str:
    return "\n".join([f' <testsuite name="{escaped(path)}"{_counts(numbers)}>', *cases, " </testsuite>"])


def _counts(numbers: list[int]) -> str:
    names = ("tests", "failures", "errors", "skipped")
    return "".join(f' {name}="{number}"' for name, number in zip(names, numbers, strict=True)) + ' time="0"'


def _case(scan: Scan, finding: Finding, fails: bool) -> str:
    issue = finding.issue
    line = region(scan, issue).line
    path, said = escaped(scan.path), escaped(title(issue))
    head = f'  <testcase name="{said} [{escaped(issue.id)}]" classname="{path}" file="{path}" line="{line}" time="0">'
    if not fails:
        return f'{head}\n   <skipped message="{escaped(issue.severity)}: {said}"/>\n  </testcase>'
    about = [
        f"{scan.path}:{line}",
        message(scan, finding),
        f"Severity: {issue.severity}",
        f"Category: {issue.category}",
    ]
    about += [f"Resources: {', '.join(resources(issue))}"] if issue.resources else []
    about += [f"Rule: {issue.rule}"] if issue.rule else []
    body = "\n".join(escaped(one_line(row)) for row in about)
    return f'{head}\n   <failure type="{escaped(issue.severity)}" message="{said}">{body}</failure>\n  </testcase>'


def _unread(error: FixerError) -> tuple[list[int], str]:
    path = slashed(error.file) if error.file else "?"
    said, numbers = escaped(unreadable(error)), [1, 0, 1, 0]
    case = (
        f'  <testcase name="can be read" classname="{escaped(path)}" file="{escaped(path)}" time="0">\n'
        f'   <error type="unusable" message="{said}"/>\n  </testcase>'
    )
    return numbers, _framed(path, numbers, [case])


def escaped(text: str) -> str:
    """Text for an attribute in double quotes or for an element; characters that XML lacks are spelled out."""
    shown = _NO_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(text))
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], shown)
