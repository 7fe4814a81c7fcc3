"""Patches out and in: ``fixer diff --format jsonpatch``, ``fixer apply --patch`` and ``--undo-file``.

Text in, text out, as in ``api``, on which it builds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fixer.api import Application, Difference, Selection
from fixer.compare.gaps import ABSENT
from fixer.dialects import CLOUDFORMATION, Reading
from fixer.errors import FixerError
from fixer.issues.issue import Issue
from fixer.read.document import Document
from fixer.remedy.apply_patch import Patched, apply_patch
from fixer.remedy.patch import Operation, guarded, operations
from fixer.remedy.patch_file import read_patch_file
from fixer.remedy.perform import Failed
from fixer.remedy.splice import Refused
from fixer.remedy.undo import make_undo
from fixer.report import patch_report
from fixer.report.mask import masker

__all__ = ["Patched", "patch", "render_patch", "render_undo"]

Written = tuple[str, bytes]
"""A text and the bytes that it is written as."""


def render_patch(difference: Difference) -> str:
    """The difference as JSON Patch: one patch for the whole, one for each issue, every change guarded by a test."""
    model, ideal = difference.model, difference.ideal
    issues = sorted((_guarded(issue, model.data) for issue in _closable(difference)), key=lambda issue: issue.number)
    mask = masker(difference.secret, model.data, ideal.data)
    return patch_report.render_patch(difference.outline.model, _whole(difference), issues, mask)


def _guarded(issue: Issue, data: object) -> Issue:
    return replace(issue, fix=replace(issue.fix, patch=guarded(issue.fix.patch, data))) if issue.fix else issue


def _closable(difference: Difference) -> list[Issue]:
    """The issues less those that need one that is not reported: nobody asked for that one."""
    left = list(difference.issues)
    known: set[str] = set()
    while len(known) != len(left):
        known = {issue.id for issue in left}
        left = [issue for issue in left if issue.fix is None or known.issuperset(issue.fix.requires)]
    return left


def _whole(difference: Difference) -> Sequence[Operation]:
    """From the model to all that a program can close."""
    able = [issue for issue in _closable(difference) if issue.fix and issue.fix.safety != "manual"]
    builder, data = difference.builder, difference.model.data
    if len(able) == len(difference.every):
        target = builder.whole()
    else:
        target = builder.build([gap for issue in able for gap in issue.gaps])
    return guarded(operations(data, target.data, target.renames), data)


def patch(document: Document, patch_document: Document, selection: Selection) -> Patched:
    """The document after the patch, or after what was chosen of it; raises ``FixerError``."""
    given = read_patch_file(patch_document)
    try:
        return apply_patch(document, given, selection, Reading(), CLOUDFORMATION)
    except Failed as failed:
        raise patch_report.unfit(given, document.path, failed) from None
    except Refused as refused:
        place = refused.pointer or "the top"
        raise FixerError(f"cannot be changed in place at {place}: {refused.reason}", document.path) from None


def render_undo(done: Application | Patched, before: Written, after: Written) -> str:
    """How to get from what was written back to what was there: exactly, or by values where it has changed since."""
    if isinstance(done, Patched):
        document, line, old, new = done.before.document, done.before.line, done.before.data, done.data
    else:
        source, old, new = done.difference.model.source, done.difference.model.data, done.result.data
        document, line = source.document, source.line
    # Where the file could not be read before, there is no way back but by the text.
    way = () if old is ABSENT or new is ABSENT else guarded(operations(new, old), new)
    return patch_report.render_undo(document.path, line, way, make_undo(before, after))
