"""Patches as documents that other tools read too: one for the whole and one for each issue, and the way back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fixer.compare.gaps import ABSENT
from fixer.errors import FixerError
from fixer.issues.issue import Issue
from fixer.pointer import child, covers, split
from fixer.remedy.patch import Operation
from fixer.remedy.patch_file import VERSION, PatchFile
from fixer.remedy.perform import Failed
from fixer.remedy.undo import Undo
from fixer.report.json_report import layout
from fixer.report.mask import MASK, Masker, by_form, secret_name
from fixer.report.report import Side
from fixer.report.text import clip, visible

WIDEST = 120


def render_patch(model: Side, whole: Sequence[Operation], issues: Sequence[Issue], masker: Masker) -> str:
    """The patches as JSON text with a final line end. The fix of every issue is its own patch, made for it alone.

    Raises ``FixerError`` where a value has no form in JSON.
    """
    for issue in issues:
        for gap in issue.gaps:
            masker.gap(gap)
    patch, masked = _masked(whole, masker)
    document: dict[str, Any] = {**_head(model.path, model.line, model.name), "patch": patch}
    if masked:
        document["masked"] = True
    document["issues"] = [_issue(issue, masker) for issue in issues]
    return _text(model.path, document)


def render_undo(path: str, line: int, operations: Sequence[Operation], undo: Undo) -> str:
    """The way back as JSON text: a patch that any tool can apply, and the edits that restore every byte."""
    document = {**_head(path, line, None), "patch": list(operations), "undo": undo.as_json()}
    return _text(path, document)


def _head(path: str, line: int, name: str | None) -> dict[str, Any]:
    return {"version": VERSION, "model": path, "source": {"line": line, "name": name}}


def _text(path: str, document: dict[str, Any]) -> str:
    try:
        json.dumps(document, allow_nan=False)
    except ValueError:
        raise FixerError("a number in it has no form in JSON (.inf or .nan): no patch can say it", path) from None
    return layout(document) + "\n"


def _issue(issue: Issue, masker: Masker) -> dict[str, Any]:
    fix = issue.fix
    patch, masked = _masked(fix.patch if fix else (), masker)
    found: dict[str, Any] = {
        "id": issue.id,
        "number": issue.number,
        "rule": issue.rule,
        "title": masker.text(issue.title),
        "severity": issue.severity,
        "category": issue.category,
        "resources": [{"id": one.id, "ideal_id": one.ideal_id} for one in issue.resources],
        "safety": fix.safety if fix else "manual",
        "requires": list(fix.requires) if fix else [],
        "patch": patch,
    }
    return {**found, "masked": True} if masked else found


def _masked(operations: Iterable[Operation], masker: Masker) -> tuple[list[Operation], bool]:
    """The operations with the secrets in them hidden, and whether that makes them impossible to apply.

    A test of a value that holds secrets tests the rest of it. The masker knows secrets by their places in the model;
    what an earlier operation moved is asked for where it was.
    """
    moves: list[tuple[str, str]] = []
    result: list[Operation] = []
    impossible = False
    for operation in operations:
        place = operation["path"]
        for source, target in reversed(moves):
            if covers(target, place):
                place = source + place[len(target) :]
        [hidden] = masker.patch([{**operation, "path": place}])
        if operation["op"] == "test":
            result += _open_tests(operation["path"], operation["value"], hidden["value"])
            continue
        impossible = impossible or hidden.get("value") != operation.get("value")
        result.append({**hidden, "path": operation["path"]})
        if operation["op"] == "move":
            moves.append((operation["from"], operation["path"]))
    return result, impossible


def _open_tests(path: str, value: Any, hidden: Any) -> Iterator[Operation]:
    """Tests of all of a value that may be seen, of as much as can be at once."""
    if value == hidden:
        yield {"op": "test", "path": path, "value": value}
    elif isinstance(value, dict) and isinstance(hidden, dict):
        for name, item in value.items():
            yield from _open_tests(child(path, name), item, hidden[name])
    elif isinstance(value, list) and isinstance(hidden, list):
        for index, (item, shown) in enumerate(zip(value, hidden, strict=True)):
            yield from _open_tests(child(path, index), item, shown)


def unfit(patch: PatchFile, path: str, failed: Failed) -> FixerError:
    """Which operation (or issue's patch) does not fit the file at ``path``, where, and what was found there."""
    why = f"{failed.pointer or 'the top'}: {failed.reason}"
    if failed.part is not None:
        index = next(n for n, issue in enumerate(patch.issues) if issue.number == failed.part)
        what = f"the patch of issue {failed.part} does not fit {path}: {why}"
        hint = "choose fewer issues, or apply with the ideal at hand: fixer apply MODEL IDEAL"
        return patch.error(f"/issues/{index}", what, _expectation(failed), hint)
    what = f"operation {failed.number + 1} ({patch.operations[failed.number]['op']}) does not fit {path}: {why}"
    return patch.error(f"{patch.place}/{failed.number}", what, _expectation(failed))


def _expectation(failed: Failed) -> str | None:
    if failed.expected is ABSENT:
        return None
    found = "nothing" if failed.found is ABSENT else _value(failed.pointer, failed.found)
    return f"expected {_value(failed.pointer, failed.expected)}, found {found}"


def _value(pointer: str, value: Any) -> str:
    tokens = split(pointer)
    if tokens and secret_name(tokens[-1]) and not isinstance(value, dict | list | bool):
        return MASK
    return clip(visible(by_form(json.dumps(value, ensure_ascii=False))), WIDEST)
