"""The report as SARIF 2.1.0, for code scanning.

An issue of a rule has the rule's id; one of a generic class has none, for there is no rule to name. Fixes are the very
edits that ``fixer apply --only issue:N`` makes. Lines and columns count characters (code points) of the user's file, a
byte order mark not among them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from fixer import __version__
from fixer.catalogue.rule import Rule
from fixer.errors import FixerError
from fixer.issues.hidden import Reason
from fixer.issues.issue import Issue, Severity
from fixer.read.document import Document
from fixer.report.changes import Change
from fixer.report.json_report import layout
from fixer.report.links import link
from fixer.report.report import Finding, Link, Unshown
from fixer.report.scan import (
    LEVELS,
    Region,
    Scan,
    Scans,
    ideal_regions,
    message,
    regions,
    resources,
    slashed,
    unreadable,
)
from fixer.report.text import one_line, visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "fixer/v1"
# What code scanning takes for critical, high, medium and low.
_SCORES: dict[Severity, str] = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "3.0", "info": "1.0"}
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

Json = dict[str, Any]
Fixes = Mapping[str, tuple[Change, ...]]
"""The edits that close an issue, by its id, in characters of the model's document."""


def render(scans: Scans, rules: Mapping[str, Rule], fixes: Sequence[Fixes], notes: Sequence[str] = ()) -> str:
    """The log as JSON text in ASCII; ``fixes`` stand in the order of the scans, ``notes`` are about the run."""
    silent = [one.finding for scan in scans.scans for one in scan.report.hidden]
    told = [*(finding for _, finding in scans.findings()), *silent]
    used = sorted({finding.issue.rule for finding in told if finding.issue.rule})
    indexes = {name: number for number, name in enumerate(used)}
    writer = _Writer(indexes)
    results = [
        writer.result(scan, finding, edits.get(finding.issue.id, ()))
        for scan, edits in zip(scans.scans, fixes, strict=True)
        for finding in scan.report.findings
    ]
    results += [writer.suppressed(scan, one) for scan in scans.scans for one in scan.report.hidden]
    run = {
        "tool": {
            "driver": {
                "name": "fixer",
                "version": __version__,
                "rules": [_rule(name, rules.get(name), bool(scans.scans[0].ideal)) for name in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "defaultEncoding": "utf-8",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The directory that fixer was run in."}}},
        "invocations": [_invocation(scans, notes)],
        "artifacts": _artifacts(scans),
        "results": results,
    }
    return layout({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


class _Writer:
    """Makes results; knows which fingerprints were given away."""

    def __init__(self, rules: Mapping[str, int]) -> None:
        self._rules = rules
        self._seen: dict[tuple[str, str], int] = {}

    def result(self, scan: Scan, finding: Finding, edits: tuple[Change, ...]) -> Json:
        issue = finding.issue
        found: Json = {}
        if issue.rule is not None:
            found = {"ruleId": issue.rule, "ruleIndex": self._rules[issue.rule]}
        found |= {
            "level": LEVELS[issue.severity],
            "message": {"text": _plain(message(scan, finding))},
            "locations": _locations(scan, issue),
            "partialFingerprints": {FINGERPRINT: self._fingerprint(scan, issue)},
            "properties": {
                "id": issue.id,
                "number": issue.number,
                "severity": issue.severity,
                "category": issue.category,
            },
        }
        related = _related(scan, issue)
        if related:
            found["relatedLocations"] = related
        if edits:
            found["fixes"] = [_fix(scan, issue, edits)]
        return found

    def suppressed(self, scan: Scan, unshown: Unshown) -> Json:
        """A result that code scanning does not show, and who decided that."""
        path = scan.report.model.path
        return {
            **self.result(scan, unshown.finding, ()),
            "suppressions": [_suppression(one, path) for one in unshown.reasons],
        }

    def _fingerprint(self, scan: Scan, issue: Issue) -> str:
        """One of its own for each issue of a file: what the print leaves out, such as a place in a list, is counted."""
        own = fingerprint(issue)
        key = scan.path, own
        self._seen[key] = self._seen.get(key, 0) + 1
        return f"{own}:{self._seen[key]}"


def fingerprint(issue: Issue) -> str:
    """What an issue is about in 32 hexadecimal digits: rule, entries and properties, neither lines nor list indexes."""
    from hashlib import sha256

    places = set()
    for gap in issue.gaps:
        entry = gap.pair.model or gap.pair.ideal
        where = (entry.section, entry.id) if entry else ("", gap.pointer)
        places.add((gap.kind, *where, *("*" if token.isdigit() else token for token in gap.path)))
    told = json.dumps([issue.rule or [issue.category, issue.title], sorted(places)])
    return sha256(told.encode()).hexdigest()[:32]


def _suppression(reason: Reason, path: str) -> Json:
    """Who hides a result: the template itself, or something outside of it, such as a baseline."""
    inside = reason.how == "suppressed"
    found: Json = {"kind": "inSource" if inside else "external", "status": "accepted"}
    if reason.why:
        found["justification"] = _plain(one_line(reason.why))
    place = path if inside else reason.file
    if place and reason.line:
        region = {"startLine": reason.line, "startColumn": 1}
        found["location"] = {"physicalLocation": {"artifactLocation": artifact_location(place), "region": region}}
    return found


def _locations(scan: Scan, issue: Issue) -> list[Json]:
    names = [
        {"name": name, "fullyQualifiedName": _qualified(issue, number), "kind": "resource"}
        for number, name in enumerate(resources(issue))
        if name
    ]
    path = scan.report.model.path
    found: list[Json] = [{"physicalLocation": _physical(path, region)} for region in regions(scan, issue)]
    if names:
        found[0] |= {"logicalLocations": _distinct(names)}
    return found


def _qualified(issue: Issue, number: int) -> str:
    ref = issue.resources[number]
    return one_line(" ".join(filter(None, (ref.type, ref.id or ref.ideal_id))))


def _distinct(values: list[Json]) -> list[Json]:
    return [value for number, value in enumerate(values) if value not in values[:number]]


def _related(scan: Scan, issue: Issue) -> list[Json]:
    side = scan.report.ideal
    if side is None:
        return []
    return [
        {"id": number, "physicalLocation": _physical(side.path, region), "message": {"text": "in the ideal"}}
        for number, region in enumerate(ideal_regions(scan, issue), 1)
    ]


def _physical(path: str, region: Region) -> Json:
    where = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    return {"artifactLocation": artifact_location(path), "region": where}


def artifact_location(path: str) -> Json:
    """A path as a URI: relative to the directory of the call where it is, percent-encoded."""
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(slashed(path).encode("utf-8", "surrogateescape"), safe="/-._~"), "uriBaseId": ROOT}


def _fix(scan: Scan, issue: Issue, edits: tuple[Change, ...]) -> Json:
    fix = issue.fix
    assert fix is not None
    about: Json = {"safety": fix.safety, "replacement": fix.replacement, "requires": list(fix.requires)}
    why = f": {fix.why}" if fix.why else ""
    document = scan.model.source.document
    return {
        "description": {"text": _plain(one_line(f"Close issue {issue.number} ({fix.safety}{why})"))},
        "artifactChanges": [
            {
                "artifactLocation": artifact_location(scan.report.model.path),
                "replacements": [_replacement(document, edit) for edit in edits],
            }
        ],
        "properties": about,
    }


def _replacement(document: Document, edit: Change) -> Json:
    line, column = document.position(edit.start)
    end_line, end_column = document.position(edit.end)
    where = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": edit.start,
        "charLength": edit.end - edit.start,
    }
    return {"deletedRegion": where, "insertedContent": {"text": edit.text}}


def _rule(name: str, rule: Rule | None, diff: bool) -> Json:
    """A rule's descriptor; its severity is that of a comparison or of a check."""
    if rule is None:
        return {"id": name}
    severity: Severity = rule.severity if diff or rule.check_severity == "off" else rule.check_severity
    level = LEVELS[severity]
    properties: Json = {"category": rule.category, "severity": severity, "tags": [rule.category]}
    properties["problem.severity"] = _PROBLEMS[level]
    if rule.category == "security":
        properties["security-severity"] = _SCORES[severity]
    links = [link(reference) for reference in rule.references]
    found: Json = {
        "id": name,
        "shortDescription": {"text": _plain(one_line(rule.title))},
        "fullDescription": {"text": _plain(one_line(f"{rule.title}. {rule.why}"))},
        "help": _help(rule, links),
        "defaultConfiguration": {"level": level},
        "properties": properties,
    }
    addresses = [one.url for one in links if one.url]
    return {**found, "helpUri": addresses[0]} if addresses else found


def _help(rule: Rule, links: Sequence[Link]) -> Json:
    from fixer.report.markdown import prose, target

    paragraphs = [visible(part).strip() for part in (rule.why, rule.impact) if part.strip()]
    plain = [*paragraphs, *(f"{one.title}: {one.url}" if one.url else one.title for one in links)]
    items = [f"- [{prose(one.title)}]({target(one.url)})" if one.url else f"- {prose(one.title)}" for one in links]
    told = [f"**{prose(one_line(rule.title))}**", *map(prose, paragraphs), "\n".join(items)]
    return {"text": _plain("\n\n".join(plain)) or rule.id, "markdown": "\n\n".join(filter(None, told))}


def _plain(text: str) -> str:
    """Text that SARIF's messages take as it is: no ``[link](target)`` and no ``{0}`` that came with a template."""
    return _PLACEHOLDER.sub(r"{{\1}}", text.replace("](", "] ("))


def _artifacts(scans: Scans) -> list[Json]:
    found: dict[str, Json] = {}
    for scan in scans.scans:
        found.setdefault(scan.report.model.path, _artifact(scan.report.model.path, "analysisTarget"))
    for scan in scans.scans:
        if scan.report.ideal is not None:
            path = scan.report.ideal.path
            found.setdefault(path, _artifact(path, "referencedOnCommandLine"))
    return list(found.values())


def _artifact(path: str, role: str) -> Json:
    roles = [role, "standardStream"] if path == "<stdin>" else [role]
    return {"location": artifact_location(path), "roles": roles, "encoding": "utf-8"}


def _invocation(scans: Scans, notes: Sequence[str]) -> Json:
    """How the call went: what could not be read, what had to be put right before it could."""
    told = [_unread(error) for error in scans.errors]
    for scan in scans.scans:
        for side in filter(None, (scan.report.model, scan.report.ideal)):
            told += [
                {"level": "note", "message": {"text": _plain(one_line(repair))}, "locations": [_whole(side.path)]}
                for repair in side.repairs
            ]
    told += [{"level": "note", "message": {"text": note}} for note in notes]
    found: Json = {"executionSuccessful": not scans.errors}
    return {**found, "toolExecutionNotifications": told} if told else found


def _unread(error: FixerError) -> Json:
    found: Json = {"level": "error", "message": {"text": _plain(unreadable(error))}}
    if error.file:
        where = _whole(error.file)
        if error.line:
            where["physicalLocation"]["region"] = {"startLine": error.line, "startColumn": error.column or 1}
        found["locations"] = [where]
    return found


def _whole(path: str) -> Json:
    return {"physicalLocation": {"artifactLocation": artifact_location(path)}}
