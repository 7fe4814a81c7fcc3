"""Reading patches: both forms, and what is wrong with the others, with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fixer.errors import FixerError
from fixer.read.document import Document
from fixer.remedy import patch_file
from fixer.remedy.patch_file import PatchFile, read_patch_file


def read(text: str) -> PatchFile:
    return read_patch_file(Document("p.json", text))


def refusal(text: str) -> str:
    with pytest.raises(FixerError) as caught:
        read(text)
    return str(caught.value)


def document(**issue: Any) -> str:
    one = {"id": "a", "number": 1, "title": "A", "safety": "safe", "requires": [], "patch": []}
    return json.dumps({"version": 1, "patch": [], "issues": [{**one, **issue}]})


def test_a_bare_array() -> None:
    assert read('[{"op": "remove", "path": "/a"}]').operations == ({"op": "remove", "path": "/a"},)
    assert read(" [] ").operations == ()


def test_a_document_with_issues() -> None:
    patch = '[{"op": "remove", "path": "/a"}]'
    issues = f'[{{"id": "a-1", "number": 1, "title": "A", "severity": "high", "requires": [], "patch": {patch}}}]'
    found = read(f'{{"version": 1, "source": {{"line": 7}}, "patch": {patch}, "issues": {issues}, "more": 1}}')
    assert found.line == 7
    [issue] = found.issues
    assert (issue.id, issue.number, issue.severity, issue.rule) == ("a-1", 1, "high", None)
    assert issue.fix is not None
    assert (issue.fix.patch, issue.fix.safety) == (found.operations, "unsafe")
    assert not found.masked
    assert read(document(masked=True)).masked == {"a"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "p.json:1:1: the patch is not JSON\n  cause: expected a value, found the end of the text"),
        ("[{]", "p.json:1:3: the patch is not JSON\n  cause: expected a key in double quotes, found ']'"),
        ("[] []", "p.json:1:3: the patch is not JSON\n  cause: something follows the JSON value"),
        ("[] // why", "p.json:1:3: the patch is not JSON\n  cause: something follows the JSON value"),
        ("[\n// why\n]", "p.json:2:1: the patch is not JSON\n  cause: it holds a comment"),
        ('[{"op":"remove","path":"/a",}]', "p.json:1:28: the patch is not JSON\n  cause: it holds a trailing comma"),
        # RFC 6902, A.13
        ('[{"op":"add","path":"/a","value":1,\n"op":"remove"}]', "p.json:2:1: the key 'op' is there twice"),
        ("[\n 1]", "p.json:2:2: operation 1: it is not an object"),
        (
            '[{"op":"remove","path":"/a"},\n {"op":"add"}]',
            "p.json:2:2: operation 2: it has no 'path', which 'add' needs",
        ),
        ('{"patch": {}}', "p.json:1:11: 'patch' is not a list of operations"),
        ('{"version": 2, "patch": []}', "p.json:1:13: version 2 of the patch is not known"),
        ('{"patch": [], "issues": {}}', "p.json:1:25: 'issues' is not a list"),
        ('{"patch": [], "issues": [1]}', "p.json:1:26: an issue is not an object"),
        (
            '{"patch": [], "undo": {"of": 1}}',
            "p.json:1:23: what undoes is damaged: it is no object with a list of edits",
        ),
    ],
)
def test_what_is_no_patch(text: str, says: str) -> None:
    assert refusal(text) == says


@pytest.mark.parametrize(
    ("issue", "says"),
    [
        ({"id": 1}, "'id' of an issue is not text"),
        ({"number": True}, "'number' of an issue is not a number"),
        ({"requires": ["b"]}, "an issue requires 'b', which is not there"),
        ({"safety": "sure"}, "the safety or severity of an issue is none that is known"),
        ({"severity": "awful"}, "the safety or severity of an issue is none that is known"),
        ({"patch": [{"op": "remove", "path": "a"}]}, "operation 1: its 'path' 'a' is no JSON Pointer"),
    ],
)
def test_what_is_no_issue(issue: dict[str, Any], says: str) -> None:
    assert says in refusal(document(**issue))


def test_any_other_json_is_told_what_a_patch_is() -> None:
    assert refusal('{"Resources": {}}') == (
        "p.json:1:1: the file holds no JSON Patch\n"
        "  try:   give a list of RFC 6902 operations, or what fixer diff --format jsonpatch or --undo-file wrote"
    )
    assert refusal('"text"').startswith("p.json:1:1: the file holds no JSON Patch")


def test_an_issue_that_is_there_twice() -> None:
    issue = json.loads(document())["issues"][0]
    text = json.dumps({"patch": [], "issues": [issue, {**issue, "number": 2}]})
    assert "the issue 'a' or its number is there twice" in refusal(text)


def test_deep_and_wide_patches_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nested more than 200 levels deep" in refusal('[{"op":"add","path":"","value":' + "[" * 100_000)
    monkeypatch.setattr(patch_file, "MAX_OPERATIONS", 9)
    many = ",".join(['{"op":"remove","path":"/a"}'] * 10)
    assert refusal(f"[{many}]") == "p.json:1:1: the patch has more than 9 operations"
