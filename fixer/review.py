"""One issue after the other, each with what its fix would change, and a question: as ``git add -p`` does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.issue import Issue
from fixer.remedy.selection import Selection, matching, named
from fixer.report.text import one_line, visible
from fixer.report.unified import unified_diff

if TYPE_CHECKING:
    from fixer.api import Application

HELP = """\
y - apply this fix
n - do not apply this fix
q - quit: apply what was chosen so far, and ask no more
a - apply this fix and all that follow, unsafe ones included
d - do not apply this fix or any that follows
? - print help
Nothing is written before the end; Ctrl-C writes nothing at all.
"""


@frozen
class Terminal:
    """How to talk to the person: ``ask`` shows a prompt and returns a line (``EOFError`` at the end of input)."""

    ask: Callable[[str], str]
    show: Callable[[str], None]
    paint: Callable[[str], str]


def review(
    issues: Sequence[Issue], selection: Selection, attempt: Callable[[Selection], Application], terminal: Terminal
) -> Selection:
    """What the person chooses of the issues that ``selection`` leaves; ``attempt`` says what a choice leads to."""
    asked = _offered(issues, selection)
    chosen: list[Issue] = []
    done = attempt(_of(chosen, selection))
    for position, issue in enumerate(asked):
        if issue.id in _applied(done):
            terminal.show(f"{_name(issue)}\ncomes with what you chose before\n\n")
            continue
        tried = attempt(_of([*chosen, issue], selection))
        if issue.id not in _applied(tried):
            terminal.show(f"{_name(issue)}\ncannot be applied: {_reason(tried, issue)}\n\n")
            continue
        terminal.show(_shown(issue, done, tried, {one.id for one in asked[:position]}, terminal))
        answer = _answer(f"({position + 1}/{len(asked)}) Apply this fix [y,n,q,a,d,?]? ", terminal)
        if answer in ("q", "d"):
            break
        if answer == "a":
            chosen += asked[position:]
            break
        if answer == "y":
            chosen.append(issue)
            done = tried
    return _of(chosen, selection)


def _offered(issues: Sequence[Issue], selection: Selection) -> list[Issue]:
    """The issues that have a fix a program can make, less those that the call leaves out."""
    wanted, excluded = named(issues, selection), matching(issues, selection.exclude)
    return [
        issue
        for issue in sorted(issues, key=lambda issue: issue.number)
        if issue.fix and issue.fix.safety != "manual" and issue.id not in excluded
        and (issue.id in wanted if selection.only else issue.id not in selection.hidden)
    ]  # fmt: skip


def _of(chosen: Sequence[Issue], selection: Selection) -> Selection:
    only = tuple(f"issue:{issue.id}" for issue in chosen)
    return replace(selection, only=only, none=not only)


def _applied(done: Application) -> set[str]:
    return {one.id for one in done.outcomes if one.status == "applied"}


def _reason(done: Application, issue: Issue) -> str:
    return next((one_line(one.reason) for one in done.outcomes if one.id == issue.id), "") or "its fix changes nothing"


def _name(issue: Issue) -> str:
    return f"Issue {issue.number}, {issue.severity}: {one_line(issue.title)}"


def _shown(issue: Issue, done: Application, tried: Application, before: set[str], terminal: Terminal) -> str:
    """The issue, what stands against its fix, what comes with it, and the change."""
    lines = [_name(issue)]
    if issue.fix and issue.fix.safety == "unsafe":
        lines.append(f"unsafe: {one_line(issue.fix.why)}")
    for one in tried.outcomes:
        if one.id in _applied(tried) - _applied(done) - {issue.id}:
            seen = " (which you left out)" if one.id in before else ""
            lines.append(f"brings along issue {one.number}: {one_line(one.title)}{seen}")
    path = tried.difference.model.source.document.path
    change = visible(unified_diff(done.document_text, tried.document_text, path.lstrip("/")))
    return "\n".join(lines) + "\n" + terminal.paint(change or "no byte changes by itself\n")


def _answer(prompt: str, terminal: Terminal) -> str:
    while True:
        try:
            answer = terminal.ask(prompt).strip().lower()
        except EOFError:
            return "q"
        if answer in ("y", "n", "q", "a", "d"):
            return answer
        terminal.show(HELP)


def check_terminal(here: bool) -> None:
    """Refuse to ask where nobody can answer."""
    if not here:
        raise FixerError(
            "--interactive needs a terminal to ask at",
            hint="choose with --only and --except, or leave --interactive out",
        )
