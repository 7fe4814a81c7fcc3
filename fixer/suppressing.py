"""Suppressions written into the user's templates: what is reported now is not reported any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fixer import api, console, files
from fixer.dialects import adapter_of
from fixer.errors import FixerError
from fixer.issues.hidden import UNUSED
from fixer.read.edits import Edit
from fixer.suppress.add import Addition, addition

if TYPE_CHECKING:
    from fixer.read.document import Document
    from fixer.read.template import Template


def check(paths: Sequence[str], add: bool, reason: str | None, made: bool = False) -> str:
    """Refuse, before any work is done, what cannot be written; the reason as one line.

    ``made``: the templates are made by another program, which would write over what is added.
    """
    if reason is not None and not add:
        raise FixerError("--reason needs --add-suppress", hint="it says why what is suppressed is suppressed")
    if add and files.STREAM in paths:
        raise FixerError("--add-suppress cannot change standard input", hint="give TEMPLATE as a file")
    if add and made:
        raise FixerError("--add-suppress and --synth contradict each other", hint="the next synthesis would undo it")
    told = " ".join((reason or "").split())
    if not told.isprintable():
        raise FixerError("--reason holds a character that cannot be printed")
    return told


def add(checks: Sequence[api.Check], reason: str) -> list[api.Check]:
    """Write what suppresses every issue into its template; the same checks of what the files hold now.

    No file is written before what goes into all of them is proven; what cannot be is a ``FixerError``.
    """
    done = [_suppressed(one, reason) for one in checks]
    for before, (after, count) in zip(checks, done, strict=True):
        if count:
            old, new = before.model.source.document, after.model.source.document
            files.write_bytes(old.path, old.encode(new.text), old.encode(old.text))
            console.say(f"{old.path}: {count} suppression{'' if count == 1 else 's'} added")
    return [after for after, _ in done]


def _suppressed(before: api.Check, reason: str) -> tuple[api.Check, int]:
    """What checking a template finds once its issues are suppressed, and how many suppressions that takes."""
    adapter = adapter_of(before.model)
    if before.model.adapter is not None and adapter.comments is None:
        raise _unwritable(before.model, f"{adapter.name} has no comments that are read")
    found = addition(before.model, before.issues, reason)
    if not found.count:
        return before, 0
    after = before.again(_written(before.model, found))
    left = [issue for issue in after.issues if issue.rule != UNUSED]
    if left:
        place = before.model.line(left[0].gaps[0].pointer) if left[0].gaps else None
        raise FixerError(
            f"'{left[0].title}' cannot be suppressed in the template", before.model.source.document.path, place,
            hint="nothing was changed; a baseline takes it: --write-baseline FILE",
        )  # fmt: skip
    return after, found.count


def _written(template: Template, found: Addition) -> Template:
    """The template as it stands in its document with the addition, read anew; raises ``FixerError``."""
    source = template.source
    text = source.document.text
    edits = [*found.comments, *_metadata(template, found)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    before = sum(len(edit.text) for edit in edits if edit.start < source.start)
    shift = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    document: Document = replace(source.document, text=text)
    moved = replace(source, document=document, start=source.start + before, end=source.end + shift, repairs=())
    after = adapter_of(template).load(moved)
    if after.data != found.data:
        raise _unwritable(template, "the text would read otherwise")
    return after


def _metadata(template: Template, found: Addition) -> list[Edit]:
    """The edits of the document that put the addition's data into it: insertions into the text as it was given."""
    if found.data is template.data:
        return []
    from fixer.remedy.splice import Refused
    from fixer.report.changes import changes

    try:
        text = adapter_of(template).rewrite(template, found.data, {})
    except Refused as refused:
        raise _unwritable(template, refused.reason) from None
    edits = []
    for change in changes(template.text, text):
        # What is behind the last character that stays: a comment may follow there, which was not read.
        start = template.edited.original(change.start - 1) + 1 if change.start else 0
        end = template.edited.original(change.end - 1) + 1 if change.end > change.start else start
        at, new = template.source.start + start, template.source.written(change.text)
        whole_lines = template.source.document.text[at - 1 : at] == "\n"
        edits.append(Edit(at, template.source.start + end, template.source.margin + new if whole_lines else new))
    return edits


def _unwritable(template: Template, why: str) -> FixerError:
    return FixerError(
        f"a suppression cannot be written in place: {why}", template.source.document.path,
        hint="nothing was changed; a baseline takes what is found: --write-baseline FILE",
    )  # fmt: skip
