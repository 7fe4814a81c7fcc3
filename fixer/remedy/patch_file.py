"""A patch as it is exchanged: an RFC 6902 array, or the document that ``fixer diff --format jsonpatch`` writes."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.issue import CATEGORIES, SEVERITIES, Fix, Issue, ResourceRef
from fixer.pointer import child
from fixer.read import json_tree
from fixer.read.data import duplicates, to_data
from fixer.read.document import Document
from fixer.read.navigate import find
from fixer.read.nodes import Node
from fixer.read.text_error import TextError
from fixer.remedy.patch import Operation
from fixer.remedy.perform import Failed, check
from fixer.remedy.undo import Undo, read_undo

VERSION = 1
MAX_OPERATIONS = 100_000
_HINT = "a list of RFC 6902 operations, or what fixer diff --format jsonpatch or --undo-file wrote"


@frozen
class PatchFile:
    """``operations`` is the whole patch. ``issues`` have their parts of it as their fixes (none in a bare array);
    ``line`` is where the template that it is for begins in its document, if it says so.
    ``masked`` holds the ids of those whose part cannot be applied because secrets are hidden in it, and ``""`` where
    that is so of the whole."""

    document: Document
    operations: tuple[Operation, ...]
    line: int | None = None
    issues: tuple[Issue, ...] = ()
    masked: frozenset[str] = frozenset()
    undo: Undo | None = None
    root: Node | None = field(default=None, repr=False, compare=False)
    place: str = ""

    def error(self, at: str, what: str, cause: str | None = None, hint: str | None = None) -> FixerError:
        """An error about what stands at the pointer ``at`` of the file."""
        node = find(self.root, at) if self.root else None
        return self.document.error(node.start if node else 0, what, cause, hint)


def read_patch_file(document: Document) -> PatchFile:
    """Reads a patch and checks its form; raises ``FixerError`` that names the place in the file."""
    try:
        found = json_tree.parse(document.text)
        data = to_data(found.root, json=True)
    except TextError as error:
        raise document.error(error.offset, "the patch is not JSON", error.cause, error.hint) from None
    if found.liberties:
        raise document.error(found.liberties[0].start, "the patch is not JSON", f"it holds {found.liberties[0].what}")
    if document.text[found.end :].strip():
        raise document.error(found.end, "the patch is not JSON", "something follows the JSON value")
    for again, _ in duplicates(found.root):
        raise document.error(again.start, f"the key '{again.value}' is there twice")
    if isinstance(data, list):
        return PatchFile(document, _operations(document, found.root, data, ""), root=found.root)
    if not isinstance(data, dict) or "patch" not in data:
        raise document.error(found.root.start, "the file holds no JSON Patch", hint=f"give {_HINT}")
    return _document(document, found.root, data)


def _document(document: Document, root: Node, data: dict[str, Any]) -> PatchFile:
    if data.get("version", VERSION) != VERSION:
        raise _bad(document, root, "/version", f"version {data['version']!r} of the patch is not known")
    operations = _operations(document, root, data["patch"], "/patch")
    issues = data.get("issues", [])
    if not isinstance(issues, list):
        raise _bad(document, root, "/issues", "'issues' is not a list")
    masked = {""} if data.get("masked") is True else set()
    read = []
    for number, issue in enumerate(issues):
        at = f"/issues/{number}"
        read.append(_issue(document, root, issue, at))
        if issue.get("masked") is True:
            masked.add(read[-1].id)
    _check_issues(document, root, read)
    try:
        undo = read_undo(data["undo"]) if "undo" in data else None
    except ValueError as error:
        raise _bad(document, root, "/undo", f"what undoes is damaged: {error}") from None
    source = data.get("source")
    line = source.get("line") if isinstance(source, dict) else None
    line = line if isinstance(line, int) else None
    return PatchFile(document, operations, line, tuple(read), frozenset(masked), undo, root, "/patch")


def _bad(document: Document, root: Node, at: str, what: str) -> FixerError:
    node = find(root, at)
    return document.error(node.start if node else root.start, what)


def _operations(document: Document, root: Node, given: Any, at: str) -> tuple[Operation, ...]:
    if not isinstance(given, list):
        raise _bad(document, root, at, "'patch' is not a list of operations")
    if len(given) > MAX_OPERATIONS:
        raise _bad(document, root, at, f"the patch has more than {MAX_OPERATIONS:,} operations")
    for number, operation in enumerate(given):
        try:
            check(operation)
        except Failed as failed:
            raise _bad(document, root, child(at, number), f"operation {number + 1}: {failed.reason}") from None
    return tuple(given)


def _issue(document: Document, root: Node, given: Any, at: str) -> Issue:
    """An issue as far as choosing and applying needs it."""
    if not isinstance(given, dict):
        raise _bad(document, root, at, "an issue is not an object")
    for name, kind, words in (
        ("id", str, "text"), ("number", int, "a number"), ("title", str, "text"), ("requires", list, "a list of ids"),
    ):  # fmt: skip
        if not isinstance(given.get(name), kind) or isinstance(given.get(name), bool):
            raise _bad(document, root, at, f"'{name}' of an issue is not {words}")
    safety = given.get("safety", "unsafe")
    severity = given.get("severity", "info")
    if safety not in ("safe", "unsafe", "manual") or severity not in SEVERITIES:
        raise _bad(document, root, at, "the safety or severity of an issue is none that is known")
    operations = _operations(document, root, given.get("patch"), child(at, "patch"))
    resources = [one for one in given.get("resources", ()) if isinstance(one, dict)]
    return Issue(
        id=given["id"],
        number=given["number"],
        rule=given.get("rule") if isinstance(given.get("rule"), str) else None,
        title=given["title"],
        severity=severity,
        category=given["category"] if given.get("category") in CATEGORIES else "maintainability",
        resources=tuple(ResourceRef(_text(one.get("id")), None, _text(one.get("ideal_id"))) for one in resources),
        gaps=(),
        why="",
        impact="",
        fix=Fix(safety, operations, requires=tuple(map(str, given["requires"]))),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _check_issues(document: Document, root: Node, issues: list[Issue]) -> None:
    known: set[str | int] = set()
    for number, issue in enumerate(issues):
        if issue.id in known or issue.number in known:
            raise _bad(document, root, f"/issues/{number}", f"the issue '{issue.id}' or its number is there twice")
        known |= {issue.id, issue.number}
    for number, issue in enumerate(issues):
        unknown = [one for one in (issue.fix.requires if issue.fix else ()) if one not in known]
        if unknown:
            raise _bad(document, root, f"/issues/{number}", f"an issue requires '{unknown[0]}', which is not there")
