"""Reports written for the tests."""

from __future__ import annotations

from fixer.audit.audit import audit
from fixer.audit.reader import read
from fixer.audit.remarks import Audit
from fixer.audit.reported import Reading
from fixer.read.document import Document


def reading(text: str) -> Reading:
    return read(Document("report.md", text))


def audited(text: str) -> Audit:
    return audit(Document("report.md", text))


def said(text: str) -> list[tuple[str, int | None, str]]:
    """Kind, line and message of every remark."""
    return [(remark.kind, remark.line, remark.message) for remark in audited(text).remarks]


def headings(*titles: str, field: str = "") -> str:
    """A report of numbered headings; each title brings its own number."""
    rated = f"**Severity**: {field}\n" if field else ""
    return "# Failures\n\n" + "".join(f"### {title}\n\n{rated}It is so.\n\n" for title in titles)
