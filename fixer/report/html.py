"""The report as one page of HTML that needs nothing from anywhere: text, style, script and both templates."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from fixer.compare.gaps import ABSENT, Gap
from fixer.issues.issue import SEVERITIES
from fixer.report import words
from fixer.report.html_diffs import Diff, diffs
from fixer.report.html_source import Placed, pane, sheets
from fixer.report.mask import Secret
from fixer.report.report import Finding, Report, Statement
from fixer.report.text import clip, one_line, visible
from fixer.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_GAPS = 30  # places listed of an issue
_VALUE = 100  # characters shown of a value
_OPEN, _CLOSE = "\ue000", "\ue001"  # set names off until the text around them is escaped
_SENTINELS = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})
_CODE_SPAN = re.compile(r"(?<!`)`([^`\n]{1,300})`(?!`)")


def render_html(report: Report, model: Placed, ideal: Placed | None, secret: Secret | None) -> str:
    """The report as a page with both templates in it; ``secret`` tells of a gap whether its values must stay hidden.

    ``None``: nothing is hidden.
    """
    both = sheets(model, ideal, secret)
    panes = [pane(both[0], model, report.findings)]
    inner: dict[int, tuple[Diff, ...]] = {}
    if ideal is not None:
        panes.append(pane(both[1], ideal, report.findings))
        inner = diffs(report.findings, model.data, ideal.data, both[0].masker)
    style, script = _asset("style.css"), _asset("script.js")
    page = environment().get_template("page.html")
    return page.render(
        report=report,
        panes=panes,
        diffs=inner,
        numbers={finding.issue.id: finding.issue.number for finding in report.findings},
        chart=chart(report),
        severities=SEVERITIES,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        most_gaps=MOST_GAPS,
    )


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy that lets nothing in but this very style and this very script."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def chart(report: Report) -> list[dict[str, Any]]:
    """For each category, the most frequent first, its bars: severity, count, and where the bar begins and ends."""
    table: dict[str, dict[str, int]] = {}
    for finding in report.findings:
        row = table.setdefault(finding.issue.category, dict.fromkeys(SEVERITIES, 0))
        row[finding.issue.severity] += 1
    longest = max((sum(row.values()) for row in table.values()), default=1)
    return [_bars(name, row, longest) for name, row in sorted(table.items(), key=lambda item: _weight(*item))]


def _weight(name: str, row: dict[str, int]) -> tuple[Any, ...]:
    return (-sum(row.values()), *(-row[severity] for severity in SEVERITIES), name)


def _bars(name: str, row: dict[str, int], longest: int) -> dict[str, Any]:
    bars, at = [], 0
    for severity, count in row.items():
        if count:
            begin, end = (round(200 * edge / longest, 1) for edge in (at, at + count))
            bars.append({"severity": severity, "count": count, "x": begin, "width": max(round(end - begin - 1, 1), 1)})
            at += count
    return {"name": name, "total": at, "bars": bars, "width": round(200 * at / longest, 1)}


@cache
def _asset(name: str) -> str:
    return (folder("templates") / "html" / name).read_text(encoding="utf-8").replace("\r\n", "\n").strip("\n")


@cache
def environment() -> Environment:
    """For the page's templates: what is printed is escaped, and shown whatever it is made of."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder("templates") / "html"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: value if hasattr(value, "__html__") else visible(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "short": short,
        "prose": prose,
        "said": said,
        "asked": asked,
        "value": value,
        "location": location,
        "basename": basename,
    }
    made.tests |= {"absent": lambda given: given is ABSENT}
    return made


def _name(text: str) -> str:
    return f"{_OPEN}{clip(one_line(text.translate(_SENTINELS)), _VALUE)}{_CLOSE}"


def _marked(text: str) -> Markup:
    """Text with names between sentinels as HTML."""
    escaped = str(escape(one_line(text)))
    return Markup(escaped.replace(_OPEN, "<code>").replace(_CLOSE, "</code>"))


def prose(text: str) -> Markup:
    """Text of a rule or a detector: what stands between backticks is code."""
    return _marked(_CODE_SPAN.sub(lambda span: f"{_OPEN}{span[1]}{_CLOSE}", text.translate(_SENTINELS)))


def said(statement: Statement) -> Markup:
    """What is wrong, names and values as code."""
    return _marked(words.said(statement, _name, _spans))


def asked(statement: Statement) -> Markup:
    """What to do about it, names and values as code."""
    return _marked(words.asked(statement, _name))


def location(finding: Finding) -> Markup:
    """The entries that an issue is about, with their lines."""
    return _marked(words.location(finding.statements, _name))


def _spans(text: str) -> str:
    return _CODE_SPAN.sub(lambda span: f"{_OPEN}{span[1]}{_CLOSE}", text.translate(_SENTINELS))


def short(gap: Gap) -> bool:
    """Whether both values of a gap fit into a line or two; long ones are seen in the diff or in the templates."""
    return not any(value(side).endswith("…") for side in (gap.model, gap.ideal) if side is not ABSENT)


def basename(path: str) -> str:
    """The last step of a path of any system."""
    return re.split(r"[/\\\\]", path)[-1]


def value(given: Any) -> str:
    """A value as one line of JSON, cut where it is long."""
    return clip(one_line(json.dumps(given, ensure_ascii=False, default=str)), _VALUE)
