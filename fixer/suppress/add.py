"""Suppressions for everything that is reported on a template: what to write, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fixer.frozen import frozen
from fixer.issues.hidden import UNUSED
from fixer.issues.issue import Issue
from fixer.read.comments import begins
from fixer.read.edits import Edit
from fixer.read.template import Template
from fixer.suppress.metadata import OWN
from fixer.suppress.suppressions import names

Words = dict[str, list[str]]
"""What is to be ignored, by the pointer of the value that it holds for (empty: the whole template)."""


@frozen
class Addition:
    """``comments`` are lines to be written above keys, in characters of the document; ``data`` is the template with
    what can only be said in its metadata (the same object where there is nothing). ``count`` counts what is said."""

    comments: tuple[Edit, ...]
    data: Mapping[str, Any]
    count: int


def addition(template: Template, issues: Sequence[Issue], reason: str) -> Addition:
    """What suppresses the issues: one comment or one metadata for each entry that they are about.

    A comment stands above a key that is the first thing in its line. Without one, a resource is suppressed in its own
    metadata and anything else in the template's; in code, which has none, in the whole file.
    """
    comments: list[Edit] = []
    data: Mapping[str, Any] = template.data
    found, lines, code = _words(issues), _lines(template), template.adapter is not None
    rest: dict[str, set[str]] = {}
    for pointer, words in found.items():
        edit = _comment(template, lines.get(pointer), words, reason)
        if edit is not None:
            comments.append(edit)
        else:
            rest.setdefault(pointer if not code and _takes(data, pointer) else "", set()).update(words)
    for pointer, others in rest.items():
        if code:
            start = template.source.start
            comments.append(Edit(start, start, _row(template, "ignore-file", sorted(others), reason, start)))
        else:
            data = _ignoring(data, pointer, sorted(others), reason)
    return Addition(tuple(comments), data, sum(map(len, found.values())))


def _lines(template: Template) -> dict[str, int]:
    """The first line of every value that begins one and that a comment can stand above."""
    if template.format == "json":
        return {}
    lines: dict[str, int] = {}
    for line, pointer in sorted(begins(template).items()):
        lines.setdefault(pointer, line)
    return lines


def _words(issues: Sequence[Issue]) -> Words:
    """The rules that each entry breaks. What is said for nothing is to be taken out, and not to be suppressed."""
    found: dict[str, set[str]] = {}
    for issue in issues:
        if issue.rule == UNUSED:
            continue
        for gap in issue.gaps:
            entry = gap.pair.model
            found.setdefault(entry.pointer if entry else "", set()).add(names(issue)[0])
    return {pointer: sorted(words) for pointer, words in found.items()}


def _comment(template: Template, line: int | None, words: Sequence[str], reason: str) -> Edit | None:
    """A line of its own above a line of the document."""
    if line is None:
        return None
    document = template.source.document
    start = document.line_starts[line - 1]
    margin = template.source.margin
    row = document.text[start:].partition("\n")[0].removeprefix(margin)
    indent = margin + row[: len(row) - len(row.lstrip(" \t" if template.adapter else " "))]
    if start < template.source.start and indent:
        return None
    return Edit(start, start, indent + _row(template, "ignore", words, reason, start))


def _row(template: Template, verb: str, words: Sequence[str], reason: str, at: int) -> str:
    """What a comment says, with the line end that is used around a place."""
    following = template.source.document.text[at:].partition("\n")[0]
    remark = template.adapter.remark if template.adapter else "#"
    told = f" -- {reason}" if reason else ""
    return f"{remark} {OWN}: {verb}[{', '.join(words)}]{told}" + ("\r\n" if following.endswith("\r") else "\n")


def _takes(data: Mapping[str, Any], pointer: str) -> bool:
    """Whether an entry is a resource whose metadata can say something."""
    tokens = pointer.split("/")
    if len(tokens) != 3 or tokens[1] != "Resources":
        return False
    body = _entry(data, pointer)
    return isinstance(body, dict) and isinstance(body.get("Metadata", {}), dict)


def _entry(data: Mapping[str, Any], pointer: str) -> Any:
    from fixer.pointer import resolve

    try:
        return resolve(data, pointer)
    except LookupError:
        return None


def _ignoring(data: Mapping[str, Any], pointer: str, words: Sequence[str], reason: str) -> dict[str, Any]:
    """The template with words more in the metadata of a resource, or in its own."""
    if not pointer:
        return _with_items(data, words, reason)
    from fixer.pointer import split

    section, name = split(pointer)
    body = _with_items(data[section][name], words, reason)
    entries = {key: body if key == name else value for key, value in data[section].items()}
    return {key: entries if key == section else value for key, value in data.items()}


def _with_items(holder: Mapping[str, Any], words: Sequence[str], reason: str) -> dict[str, Any]:
    metadata = holder.get("Metadata", {})
    own = metadata.get(OWN, {}) if isinstance(metadata, dict) else {}
    said = own.get("ignore", []) if isinstance(own, dict) else []
    items = [*(said if isinstance(said, list) else [said])]
    items += [{"rule": word, "reason": reason} if reason else word for word in words]
    return {**holder, "Metadata": {**metadata, OWN: {**own, "ignore": items}}}
