"""The report as JSON: the contract that other programs rely on (``report.schema.json``)."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from fixer.compare.gaps import ABSENT, Gap
from fixer.issues.issue import Issue, Opinion, Outcome, ResourceRef
from fixer.issues.opinions import Lint
from fixer.report.report import Finding, Report, Side, Summary, Unshown

VERSION = 1
_EXPANDED = 4  # levels that are laid out one member a line; below, a value takes one line


def render_json(report: Report) -> str:
    """The report as JSON text in ASCII with a final line end; equal reports give equal text."""
    return layout(as_json(report)) + "\n"


def render_outcomes(
    model: str, written: str, outcomes: Sequence[Outcome], left: Summary | None, lint: tuple[Lint, Lint] | None = None
) -> str:
    """What became of every fix, as JSON text; ``left`` is what there is still to say, where that is known, ``lint``
    what another tool said before and says after."""
    counts = Counter(one.status for one in outcomes)
    document = {
        "version": VERSION,
        "model": model,
        "written": written,
        "applied": counts["applied"],
        "skipped": counts["skipped"],
        "left_out": counts["left-out"],
        "outcomes": [
            {
                "number": one.number,
                "id": one.id,
                "title": one.title,
                "status": one.status,
                "reason": one.reason,
                "option": one.option,
                **({"hidden": True} if one.hidden else {}),
            }
            for one in outcomes
        ],
        "left": None if left is None else {"issues": left.issues, "by_severity": dict(left.by_severity)},
    }
    if lint is not None:
        before, after = lint
        document["lint"] = {
            "tool": before.tool,
            "version": before.version,
            "schemas": before.schemas,
            "before": len(before.remarks),
            "after": len(after.remarks),
        }
    return layout(document) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data, keys in the order of the contract."""
    summary = report.summary
    found: dict[str, Any] = {
        "version": VERSION,
        "model": _side(report.model),
        "ideal": None if report.ideal is None else _side(report.ideal),
        "summary": {
            "issues": summary.issues,
            "gaps": summary.gaps,
            "by_severity": dict(summary.by_severity),
            "by_category": dict(summary.by_category),
            "unclassified": summary.unclassified,
            "rewrite": summary.rewrite,
            "hidden": dict(summary.hidden),
        },
        "issues": [_issue(finding) for finding in report.findings],
        "hidden": [_unshown(one) for one in report.hidden],
    }
    return found if report.lint is None else {**found, "lint": _lint(report.lint)}


def _lint(lint: Lint) -> dict[str, Any]:
    return {
        "tool": lint.tool,
        "version": lint.version,
        "schemas": lint.schemas,
        "findings": len(lint.remarks),
        "shared": lint.shared,
        "unheard": list(lint.unheard),
        "unheeded": list(lint.unheeded),
        "failed": lint.failed or None,
    }


def _side(side: Side) -> dict[str, Any]:
    found = {
        "path": side.path,
        "source": {"line": side.line, "name": side.name},
        "format": side.format,
        "resources": side.resources,
        "repairs": list(side.repairs),
    }
    return found if side.note is None else {**found, "note": side.note}


def _issue(finding: Finding) -> dict[str, Any]:
    issue = finding.issue
    notes = issue.notes or [""] * len(issue.gaps)
    found: dict[str, Any] = {
        "id": issue.id,
        "number": issue.number,
        "rule": issue.rule,
        "title": issue.title,
        "severity": issue.severity,
        "category": issue.category,
        "resources": [_resource(item) for item in issue.resources],
        "gaps": [_gap(*about) for about in zip(issue.gaps, finding.lines, notes, strict=True)],
        "why": issue.why,
        "impact": issue.impact,
        "references": list(issue.references),
        "evidence": [{"file": item.file, "line": item.line, "text": item.text} for item in issue.evidence],
        "ideal_problem": issue.ideal_problem,
        "fix": _fix(issue, finding.patch_masked),
    }
    found["deployment"] = issue.deployment
    return {**found, "opinions": [_opinion(one) for one in issue.opinions]} if issue.opinions else found


def _opinion(one: Opinion) -> dict[str, Any]:
    return {"tool": one.tool, "rule": one.rule, "pointer": one.pointer, "message": one.says, "page": one.page}


def _resource(item: ResourceRef) -> dict[str, Any]:
    found = {"id": item.id, "type": item.type, "ideal_id": item.ideal_id}
    return found if item.construct is None else {**found, "construct": item.construct}


def _unshown(one: Unshown) -> dict[str, Any]:
    reasons = [{"how": said.how, "why": said.why, "file": said.file, "line": said.line} for said in one.reasons]
    return {**_issue(one.finding), "hidden_by": reasons}


def _gap(gap: Gap, lines: tuple[int | None, int | None], note: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": gap.kind,
        "pointer": gap.pointer,
        "ideal_pointer": gap.ideal_pointer,
        "inner_pointer": gap.inner,
    }
    if gap.model is not ABSENT:
        found["model"] = gap.model
    if gap.ideal is not ABSENT:
        found["ideal"] = gap.ideal
    found |= {"line": lines[0], "ideal_line": lines[1]}
    return {**found, "message": note} if note else found


def _fix(issue: Issue, masked: bool) -> dict[str, Any] | None:
    fix = issue.fix
    if fix is None:
        return None
    found: dict[str, Any] = {
        "safety": fix.safety,
        "patch": list(fix.patch),
        "inner_patch": list(fix.inner_patch),
        "requires": list(fix.requires),
        "replacement": fix.replacement,
    }
    if fix.why:
        found["why"] = fix.why
    return {**found, "masked": True} if masked else found


def layout(value: Any, depth: int = 0) -> str:
    """JSON with the outer levels indented; the inner ones go to the C encoder, which indenting would rule out."""
    if depth >= _EXPANDED or not value or not isinstance(value, dict | list):
        return _compact(value)
    pad = "  " * (depth + 1)
    if isinstance(value, dict):
        rows = [f"{pad}{json.dumps(key)}: {layout(item, depth + 1)}" for key, item in value.items()]
    else:
        rows = [pad + layout(item, depth + 1) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + "\n" + ",\n".join(rows) + "\n" + "  " * depth + closing


def _compact(value: Any) -> str:
    try:
        return json.dumps(value, allow_nan=False, default=str)
    except ValueError:
        return json.dumps(_finite(value), default=str)


def _finite(value: Any) -> Any:
    """``value`` with the numbers that JSON has no form for as text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
