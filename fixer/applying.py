"""Applying, between the call and its end: what is read, what is asked, what is written and said."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from fixer import api, auditing, console, files, inputs, results
from fixer.errors import FixerError

if TYPE_CHECKING:
    from fixer.exchange import Patched
    from fixer.issues.opinions import Lint
    from fixer.read.document import Document
    from fixer.remedy.verify import Verifier

Attempt = Callable[..., api.Application]
"""``attempt(selection, verifier)``: what a choice of fixes leads to."""


def close(
    paths: tuple[str, ...],
    selection: api.Selection,
    where: results.Destination,
    options: Callable[[str], api.Options],
    verify: bool,
    ask: str | None,
    report: str | None = None,
    stack: str | None = None,
) -> api.Application:
    """What the chosen fixes make of the model. ``options`` gives those for the path of its document.

    ``ask`` has the person choose, and says when to colour what they are shown (``auto``, ``always``, ``never``).
    ``report`` is a file that says what to choose, ``stack`` which of several templates of a document is meant.
    """
    with console.progress("applying"):
        difference, attempt = _before(paths, stack, where, options)
        if report is not None:
            selection, said = auditing.chosen(report, difference, selection, where, ask is not None)
        verifier = _verifier() if verify else None
        if ask is None:
            done = attempt(selection, verifier)
    if report is not None:
        console.say_all(said)
    if ask is not None and selection.none:
        done = attempt(selection, verifier)
    elif ask is not None:
        done = attempt(_reviewed(difference, selection, attempt, ask), verifier)
    console.say_all(difference.warnings)
    return done


def _before(
    paths: tuple[str, ...], stack: str | None, where: results.Destination, options: Callable[[str], api.Options]
) -> tuple[api.Difference | api.Check, Attempt]:
    """What is to be said against the model, and how to apply a choice of it."""
    if inputs.alone(paths):
        template = inputs.read_template(paths[0], stack)
        check = api.check(template, options(template.source.document.path))
        inputs.spare(where.undo, check.model, option="--undo-file")
        return check, partial(api.mend, check)
    model, ideal = inputs.read_pair(paths, stack)
    inputs.spare(where.output, ideal)
    inputs.spare(where.undo, model, ideal, option="--undo-file")
    difference = api.diff(model, ideal, options(model.source.document.path))
    return difference, partial(api.apply, difference)


def patch(paths: tuple[str, ...], given: str, selection: api.Selection, where: results.Destination) -> Patched:
    """What the patch in the file ``given`` makes of the model."""
    if len(paths) > 1:
        raise FixerError("--patch takes the place of an IDEAL", hint="give MODEL alone")
    if [*paths, given].count(files.STREAM) > 1:
        raise FixerError("only one of MODEL and --patch can be standard input")
    with console.progress("applying"):
        model, document = inputs.read_model(paths[0]), inputs.read_document(given)
        inputs.spare_documents(where.output, document)
        inputs.spare_documents(where.undo, model, document, option="--undo-file")
        from fixer import exchange

        return exchange.patch(model, document, selection)


def check_interactive(none: bool, patch: str | None) -> None:
    """Refuse, before any work is done, to ask what cannot be asked."""
    from fixer import review

    if none or patch is not None:
        raise FixerError(f"--interactive and {'--none' if none else '--patch'} contradict each other")
    review.check_terminal(console.is_terminal(sys.stdin) and console.is_terminal(sys.stderr))


def check_report(report: str, paths: tuple[str, ...], only: bool, none: bool, patch: str | None) -> None:
    """Refuse, before any work is done, a report beside something else that chooses."""
    other = "--only" if only else "--none" if none else "--patch" if patch is not None else None
    if other:
        raise FixerError(f"--report and {other} contradict each other")
    if [*paths, report].count(files.STREAM) > 1:
        raise FixerError("only one of MODEL, IDEAL and --report can be standard input")


def _reviewed(
    difference: api.Difference | api.Check, selection: api.Selection, attempt: Attempt, color: str
) -> api.Selection:
    """What the person at the terminal chooses; standard output stays free for the result."""
    from fixer import review

    paint = console.paint_diff if console.wants_colour(color, sys.stderr) else str
    terminal = review.Terminal(console.ask, console.show, paint)
    return review.review(difference.every, api.sparing(difference, selection), attempt, terminal)


def finish(done: api.Application | Patched, where: results.Destination, color: str) -> None:
    """The diff, the result, and what became of every fix; in this order, so that nothing is said that is not so."""
    said = _outcomes(done, where, color)
    if isinstance(done, api.Application) and done.document_text != results.document(done).text:
        # What was mended to read the text goes into the result, so that a comment in JSON is not lost in silence.
        console.say_all([f"{results.document(done).path}: {repair}" for repair in done.difference.model.repairs])
    if where.show:
        _print_diff(results.document(done), done, color)
    if where.writes:
        if results.is_uncommitted(done, where):
            console.say(f"{results.document(done).path}: has changes that are not committed; this one joins them")
        results.write(done, where)
    if where.json:
        console.put(said)
    else:
        console.say(said)
    if isinstance(done, api.Application) and done.verification is not None:
        console.say(str(done.verification))
    if lint := _lint(done):
        before, after = lint
        tool = f"{before.tool} {before.version}, resource schemas of {before.schemas}"
        console.say(f"{tool}: {_findings(len(before.remarks))} before, {len(after.remarks)} after")


def _lint(done: api.Application | Patched) -> tuple[Lint, Lint] | None:
    """What another tool says of the template before and after, where it was asked."""
    if not isinstance(done, api.Application) or done.difference.lint is None or done.left.lint is None:
        return None
    return done.difference.lint, done.left.lint


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"


def _print_diff(document: Document, done: api.Application | Patched, color: str) -> None:
    from fixer.report.text import visible
    from fixer.report.unified import unified_diff

    text = unified_diff(document.text, done.document_text, document.path.lstrip("/"))
    if console.is_terminal(sys.stdout):
        text = visible(text)
    console.put(console.paint_diff(text) if console.wants_colour(color, sys.stdout) else text)


def _verifier() -> Verifier:
    from fixer.lint import CfnLint

    return CfnLint()


def _outcomes(done: api.Application | Patched, where: results.Destination, color: str) -> str:
    """What became of every fix, for people or for programs."""
    if where.json:
        from fixer.report import json_report

        model = results.document(done)
        left = done.left.summary if isinstance(done, api.Application) else None
        return json_report.render_outcomes(model.path, where.of(model), done.outcomes, left, _lint(done))
    from fixer.report import terminal

    said = ""
    if not isinstance(done, api.Application):
        said = "".join(f"{note}\n" for note in done.notes)
        if done.operations is None:
            return said
        if not done.outcomes:
            return f"{said}Applied {done.operations} operation{'' if done.operations == 1 else 's'}"
    return said + terminal.render_outcomes(done.outcomes, console.wants_colour(color, sys.stderr), console.width())
