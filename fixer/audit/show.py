"""An audit for people and for programs."""

from __future__ import annotations

import json
import re
from typing import Any

from fixer.audit.remarks import Audit, Remark
from fixer.report.text import one_line, visible

VERSION = 1
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def render(found: Audit, form: str) -> str:
    """The audit as ``terminal``, ``markdown`` or ``json``."""
    return {"json": _json, "markdown": _markdown}.get(form, _terminal)(found)


def summary(found: Audit) -> str:
    """``13 issues read, 2 remarks, 4 issues never mentioned``."""
    wrong = sum(remark.certain for remark in found.remarks)
    left = f", {_count(len(found.unmentioned), 'issue')} never mentioned" if found.compared else ""
    return f"{_count(len(found.issues), 'issue')} read, {_count(wrong, 'remark')}{left}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _terminal(found: Audit) -> str:
    lines = [f"{one_line(found.path)}: {summary(found)}"]
    for remark in found.remarks:
        mendable = " (--fix mends it)" if remark.edits else ""
        lines += [f"{found.path}:{remark.line}: {remark.message}{mendable}", f"    {_cut(remark.text)}"]
    if found.unmentioned:
        lines.append("never mentioned, the worst first:")
        lines += [f"    {issue.severity}: {issue.title} ({issue.id})" for issue in found.unmentioned]
    return "\n".join(visible(line) for line in lines) + "\n"


def _cut(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= 160 else f"{shown[:159]}…"


def _markdown(found: Audit) -> str:
    lines = ["# Audit of a Report", "", f"{_plain(found.path)}: {summary(found)}.", ""]
    if found.remarks:
        lines += ["## Remarks", ""]
        lines += [f"- **Line {remark.line}** ({remark.kind}): {_plain(_told(remark))}" for remark in found.remarks]
        lines.append("")
    if found.unmentioned:
        lines += ["## Never Mentioned", "", "| Severity | Issue | Id |", "| --- | --- | --- |"]
        lines += [f"| {issue.severity} | {_plain(issue.title)} | {_plain(issue.id)} |" for issue in found.unmentioned]
        lines.append("")
    return "\n".join(lines)


def _told(remark: Remark) -> str:
    return f"{remark.message}. It says: {_cut(remark.text)}" if remark.text else remark.message


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(one_line(text)))


def _json(found: Audit) -> str:
    document = {
        "version": VERSION,
        "report": found.path,
        "issues": [
            {
                "number": issue.number,
                "title": issue.title,
                "severity": issue.rating.label if issue.rating else None,
                "word": issue.rating.word if issue.rating else None,
                "category": issue.category,
                "line": issue.line,
                "names": sorted(issue.names),
                "claims": [
                    {"effect": claim.effect, "name": claim.name, "line": claim.line, "text": claim.text}
                    for claim in issue.claims
                ],
            }
            for issue in found.issues
        ],
        "remarks": [_remark(remark) for remark in found.remarks],
        "unmentioned": [
            {"id": issue.id, "title": issue.title, "severity": issue.severity} for issue in found.unmentioned
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n"


def _remark(remark: Remark) -> dict[str, Any]:
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in remark.edits]
    kind, said = remark.kind, remark.message
    return {
        "kind": kind, "line": remark.line, "text": remark.text, "message": said, "checkable": remark.certain,
        "edits": edits,
    }  # fmt: skip
