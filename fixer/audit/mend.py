"""Putting right what a report has wrong and a program can know: counts, numbers, broken characters."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.audit.remarks import Remark


def mended(text: str, remarks: Sequence[Remark]) -> str:
    """The text with every edit of the remarks made; of edits that meet, the first is."""
    edits = sorted({edit for remark in remarks for edit in remark.edits}, key=lambda edit: (edit.start, edit.end))
    pieces, place = [], 0
    for edit in edits:
        if edit.start >= place:
            pieces += [text[place : edit.start], edit.text]
            place = edit.end
    return "".join([*pieces, text[place:]])
