"""Reports read back, between the call and its end: audited and mended, or taken as a choice of fixes."""

from __future__ import annotations

from dataclasses import replace

from fixer import api, console, files, inputs, results
from fixer.errors import FixerError


def audit(report: str, model: str | None, ideal: str | None, fix: bool, form: str) -> bool:
    """Say what is wrong with a report and, if asked, mend it; whether something is left to be said."""
    if (model is None) != (ideal is None):
        raise FixerError("--model and --ideal go together", hint="a report is about both")
    if fix and report == files.STREAM:
        raise FixerError("--fix cannot change standard input", hint="give REPORT as a file")
    if [report, model, ideal].count(files.STREAM) > 1:
        raise FixerError("only one of REPORT, --model and --ideal can be standard input")
    from fixer.audit import show
    from fixer.audit.audit import audit as audit_report
    from fixer.audit.audit import mend

    with console.progress("auditing"):
        document = inputs.read_document(report)
        difference = api.diff(*inputs.read_pair((model, ideal))) if model is not None and ideal is not None else None
        sides = (difference.model, difference.ideal) if difference else None
        issues = difference.issues if difference else ()
        found = audit_report(document, sides, issues)
        if fix:
            before, text = document, mend(document, found)
            document = replace(document, text=text)
            found = audit_report(document, sides, issues)
    if fix and document.text != before.text:
        files.write_bytes(report, document.encode(document.text), before.encode(before.text))
        console.say(f"{report}: mended")
    files.write_stdout(show.render(found, form).encode("utf-8", "backslashreplace"))
    return found.wrong or bool(found.unmentioned)


def chosen(
    report: str,
    difference: api.Difference | api.Check,
    selection: api.Selection,
    where: results.Destination,
    asked: bool,
) -> tuple[api.Selection, list[str]]:
    """The choice that a report makes, and what is to be said of it; ``asked``: a person is shown each fix."""
    from fixer.audit.match import choose
    from fixer.audit.reader import read

    document = inputs.read_document(report)
    inputs.spare_documents(where.output, document)
    inputs.spare_documents(where.undo, document, option="--undo-file")
    choice = choose(read(document), document.text, difference.issues, document.path, asked)
    said = [f"{document.path}: no issue has the id {id_} any more" for id_ in choice.unknown]
    said += [f"{document.path}: {match}" for match in choice.matches]
    if not choice.ids:
        said.append(f"{document.path}: nothing is chosen")
    only = tuple(f"issue:{id_}" for id_ in choice.ids)
    return replace(selection, only=only, none=not only), said
