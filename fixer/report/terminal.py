"""The report for people at a terminal: counts first, a line for each issue, what to type next.

The few ANSI codes needed are spelled here: a library for them takes longer to load than the comparison itself.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from fixer.frozen import frozen
from fixer.issues.issue import SEVERITIES, Issue, Outcome
from fixer.report.report import Finding, Report, Side
from fixer.report.text import ELLIPSIS, cells, fit, one_line, wrap

_COLOURS = {"critical": "1;31", "high": "31", "medium": "33", "low": "36", "info": "2"}
_STATUS = {"applied": ("Applied", "32"), "skipped": ("Skipped", "31"), "left-out": ("Left out", "33")}
_BOLD, _DIM = "1", "2"
_SEVERITY_WIDTH = max(map(len, SEVERITIES))
MOST_NUMBERS = 12
_TWO_LINES = 72  # narrower terminals show the place of an issue below its title


@frozen
class _Page:
    """How wide it is and whether it is coloured."""

    colour: bool
    width: int

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def prose(self, text: str, indent: str = "", code: str = "") -> list[str]:
        """Text of any origin, wrapped and indented."""
        lines = wrap(one_line(text), self.width - len(indent))
        return [indent + self.paint(line, code) if code else indent + line for line in lines]


def render(report: Report, colour: bool, width: int, options: Sequence[str] = ()) -> str:
    """The report in lines of at most ``width`` columns (at least 40), grouped by severity.

    ``options`` are those of the call that have a say in what is found: the commands that lead on from here repeat them.
    """
    page = _Page(colour, max(width, 40))
    lines = [*_heading(report, page), *_stopping(report, page), *_notes(report, page)]
    columns = _columns(report, page)
    compared = report.ideal is not None
    for _, group in groupby(report.findings, key=lambda one: (compared or one.issue.deployment, one.issue.severity)):
        members = list(group)
        lines += ["", *_stage(report, members[0], page), *_group(members, columns, page, compared)]
    lines += ["", *_next(report, page, options)] if report.findings else []
    return "\n".join(lines) + "\n"


_STAGES = {
    "fails": "Would stop a deployment",
    "depends": "May stop a deployment, depending on the account",
    None: "A reviewer would object",
}


def _stage(report: Report, finding: Finding, page: _Page) -> Iterator[str]:
    """The heading above the first issue of its kind, where one template is looked at alone."""
    stage = finding.issue.deployment
    first = next(one for one in report.findings if one.issue.deployment == stage)
    if report.ideal is None and first is finding:
        yield page.paint(_STAGES[stage], _BOLD)


def _stopping(report: Report, page: _Page) -> Iterator[str]:
    """Which of the differences a deployment of the model would stop at; on one template the headings say so."""
    numbers = [str(one.issue.number) for one in report.findings if one.issue.deployment == "fails"]
    if report.ideal is not None and numbers:
        shown = ", ".join(numbers[:MOST_NUMBERS]) + (" …" if len(numbers) > MOST_NUMBERS else "")
        yield from page.prose(f"A deployment of the model would stop at issue{'s' * (len(numbers) > 1)} {shown}.")


def _heading(report: Report, page: _Page) -> Iterator[str]:
    summary = report.summary
    counts = [(f"{count} {severity}", _COLOURS[severity]) for severity, count in summary.by_severity.items() if count]
    yield from _flow([(text, page.paint(text, code)) for text, code in counts], "  ", page.width)
    total = f"{_number(summary.issues, 'issue')}, {_number(summary.gaps, 'difference' if report.ideal else 'place')}"
    if not report.findings:
        total = "Nothing separates the two templates" if report.ideal else "No issues found"
        total = "Nothing is left to report" if report.summary.not_shown else total
    sides = [side.path for side in (report.model, report.ideal) if side]
    if cells(f"{total}: {' against '.join(sides)}") > page.width:
        sides = [PurePath(path).name for path in sides]
    yield from page.prose(f"{total}: {' against '.join(sides)}", code=_DIM if report.findings else "32")


def _flow(items: Sequence[tuple[str, str]], between: str, width: int) -> Iterator[str]:
    """Items (as measured, as painted) side by side in as many lines as they need."""
    line, used = "", 0
    for plain, painted in items:
        size = cells(plain)
        if line and used + len(between) + size > width:
            yield line
            line, used = "", 0
        line, used = (line + between + painted, used + len(between) + size) if line else (painted, size)
    if line:
        yield line


def _notes(report: Report, page: _Page) -> Iterator[str]:
    """What was done before comparing, and what a reader must know of the two sides."""
    for side in filter(None, (report.model, report.ideal)):
        for note in (*side.repairs, *([side.note] if side.note else [])):
            yield from page.prose(f"{PurePath(side.path).name}: {note}", code=_DIM)
    if report.linted:
        yield from page.prose(report.linted, code=_DIM)
    if report.summary.rewrite:
        text = "The two have little in common: the ideal template is another design, not a corrected one."
        yield from page.prose(text, code="33")
    if report.summary.not_shown:
        yield from page.prose(f"{report.summary.not_shown}.", code=_DIM)


@frozen
class _Columns:
    """Widths, as the widest of all issues needs them and the page has them."""

    number: int
    head: int
    title: int
    where: int


def _columns(report: Report, page: _Page) -> _Columns:
    number = max((len(str(finding.issue.number)) for finding in report.findings), default=1)
    head = number + _SEVERITY_WIDTH + 4
    where = max((cells(_where(finding)) for finding in report.findings), default=0)
    line = max((len(_line(finding)) for finding in report.findings), default=0)
    title = max((cells(one_line(finding.issue.title)) for finding in report.findings), default=0)
    where = min(where, max((page.width - head) // 3, 12))
    return _Columns(number, head, min(title, page.width - head - where - line - 4), where)


def _group(findings: Sequence[Finding], columns: _Columns, page: _Page, compared: bool) -> Iterator[str]:
    head, where = columns.head, columns.where
    for finding in findings:
        issue = finding.issue
        severity = page.paint(f"{issue.severity:<{_SEVERITY_WIDTH}}", _COLOURS[issue.severity])
        start = f"{issue.number:>{columns.number}}  {severity}  "
        title, place = one_line(issue.title), _where(finding)
        if page.width < _TWO_LINES:
            yield start + fit(title, page.width - head)
            below = ", ".join(filter(None, (place, _line(finding))))
            if below:
                yield " " * head + page.paint(fit(below, page.width - head), _DIM)
        else:
            row = f"{_pad(fit(title, columns.title), columns.title)}  {_pad(fit(place, where), where)}  "
            yield (start + row + page.paint(_line(finding), _DIM)).rstrip()
        if issue.deployment == "fails" and not compared:
            # What the deployment would print is what somebody who met it searches for.
            yield from page.prose(_expected(issue), " " * head, _DIM)
        if finding.second:
            yield from page.prose(finding.second, " " * head, _DIM)
        if compared and issue.evidence:
            # The best of the sentences that ask for it; the other forms have them all.
            asked = issue.evidence[0]
            place = f"{PurePath(asked.file).name}:{asked.line}: "
            yield " " * head + page.paint(fit(place + one_line(asked.text), page.width - head), _DIM)


def _expected(issue: Issue) -> str:
    notes = list(dict.fromkeys(note for note in issue.notes if note))
    return "; ".join(notes[:3]) + (" …" if notes[3:] else "") if notes else issue.impact


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _where(finding: Finding) -> str:
    """``OrderQueue +2``: the first entry the issue is about and how many more there are."""
    names = [name for item in finding.issue.resources if (name := item.id or item.ideal_id)]
    if not names:
        names = [place.id for statement in finding.statements for place in statement.places]
    known = list(dict.fromkeys(map(one_line, names)))
    if not known:
        return ""
    return known[0] if len(known) == 1 else f"{fit(known[0], 40)} +{len(known) - 1}"


def _line(finding: Finding) -> str:
    return "" if finding.line is None else f"line {finding.line}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _next(report: Report, page: _Page, given: Sequence[str]) -> Iterator[str]:
    """The commands that lead on from here."""
    safety = report.summary.by_safety
    offers: list[tuple[str, str, str]] = []
    if report.ideal is not None:
        offers.append(("diff", "-o MODEL_FAILURES.md", "write the report in full"))
    if safety.get("safe"):
        fixes = "safe fix" if safety["safe"] == 1 else f"{safety['safe']} safe fixes"
        offers.append(("apply", "--diff", f"show what the {fixes} would change"))
    if safety.get("unsafe"):
        count = safety["unsafe"]
        alone = f"show what the {'unsafe fix' if count == 1 else f'{count} unsafe fixes'} would change"
        what = f"the same with {count} to be looked at twice" if safety.get("safe") else alone
        offers.append(("apply", "--unsafe --diff", what))
    if safety:
        offers.append(("apply", f"--only issue:{report.findings[0].issue.number} --diff", "one issue alone"))
    if safety.get("manual"):
        yield from page.prose(f"{_number(safety['manual'], 'issue')} can only be closed by hand.", code=_DIM)
    files = _arguments(report.model, report.ideal)
    kept = "".join(f" {one_line(shlex.quote(option))}" for option in given)
    longest = max((cells(f"  fixer {verb}  {options}") for verb, options, _ in offers), default=0)
    shorter = (files + kept, ("MODEL IDEAL" if report.ideal else "MODEL") + kept)
    files = next((name for name in shorter if longest + cells(name) <= page.width), ELLIPSIS)
    commands = [fit(f"  fixer {verb} {files} {options}", page.width) for verb, options, _ in offers]
    widest = max(map(cells, commands), default=0)
    beside = all(widest + 2 + cells(purpose) <= page.width for _, _, purpose in offers)
    for command, (_, _, purpose) in zip(commands, offers, strict=True):
        if beside:
            yield f"{_pad(command, widest)}  {page.paint(purpose, _DIM)}"
        else:
            yield from (command, *page.prose(purpose, "      ", _DIM))


def _arguments(model: Side, ideal: Side | None) -> str:
    """The files as one would type them; the folder where both have their usual names in one."""
    paths = [PurePath("-" if side.path == "<stdin>" else side.path) for side in (model, ideal) if side]
    if [path.name for path in paths] == ["MODEL_RESPONSE.md", "IDEAL_RESPONSE.md"] and paths[0].parent == paths[
        1
    ].parent:
        paths = [paths[0].parent]
    return one_line(" ".join(shlex.quote(str(path)) for path in paths))


def render_outcomes(outcomes: Sequence[Outcome], colour: bool, width: int) -> str:
    """What became of the fixes: applied, skipped with the reason, left out with the option that includes them."""
    page = _Page(colour, max(width, 40))
    blocks = [
        _outcomes(
            [outcome for outcome in outcomes if outcome.status == status and not outcome.hidden], *_STATUS[status], page
        )
        for status in _STATUS
    ]
    lines = [line for block in blocks for line in block] or ["Nothing to apply."]
    unshown = sum(outcome.hidden for outcome in outcomes)
    if unshown:
        verb = "is" if unshown == 1 else "are"
        text = (
            f"{_number(unshown, 'issue')} {verb} not shown; --only NUMBER or --only rule:ID applies one all the same."
        )
        lines += page.prose(text, code=_DIM)
    return "\n".join(lines) + "\n"


def _outcomes(outcomes: Sequence[Outcome], name: str, code: str, page: _Page) -> Iterator[str]:
    if not outcomes:
        return
    yield f"{page.paint(name, code)} {len(outcomes)}"
    number = max(len(str(outcome.number)) for outcome in outcomes)
    for outcome in outcomes:
        head = f"  {outcome.number:>{number}}  "
        yield head + fit(one_line(outcome.title), page.width - len(head))
        if outcome.reason:
            yield from page.prose(outcome.reason, " " * len(head), _DIM)
    options = Counter(outcome.option for outcome in outcomes if outcome.option)
    each = [option for option, count in options.items() if count == 1 and option.startswith("--only ")]
    if len(each) > 1:
        options = Counter({option: count for option, count in options.items() if option not in each})
        yield from page.prose("--only NUMBER includes one of them", "  ", _BOLD)
    for option, count in options.items():
        yield from page.prose(f"{option} includes {'it' if count == 1 else f'{count} of them'}", "  ", _BOLD)
