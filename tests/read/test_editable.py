"""What a patch is applied to: which part of which file."""

from __future__ import annotations

import pytest

from fixer.errors import FixerError
from fixer.read.document import Document
from fixer.read.editable import Editable, read_editable

TEMPLATE = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n"
JSON = '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}'


def read(path: str, text: str, line: int | None = None) -> Editable:
    return read_editable(Document(path, text), line)


@pytest.mark.parametrize(
    ("path", "text", "data", "form"),
    [
        ("a.json", '// why\n{"a": [1,]} // end\n', {"a": [1]}, "json"),
        ("a.yaml", '{"a": [1]}', {"a": [1]}, "json"),
        ("a.yml", "{a: [1]}\n", {"a": [1]}, "yaml"),
        ("a.yaml", "- !Ref a\n- 'x'\n", [{"Ref": "a"}, "x"], "yaml"),
        ("<stdin>", "a: 1\n", {"a": 1}, "yaml"),
        ("<stdin>", "[1]", [1], "json"),
        ("settings", "a: |\n  ```\n  x\n  ```\n", {"a": "```\nx\n```\n"}, "yaml"),
        ("a.yaml", "a: |\n  ```\n  x\n  ```\n", {"a": "```\nx\n```\n"}, "yaml"),
    ],
)
def test_whole_files(path: str, text: str, data: object, form: str) -> None:
    found = read(path, text)
    assert (found.data, found.format, found.text, found.line) == (data, form, text, 1)
    assert found.within("new") == "new"


def test_the_template_in_markdown() -> None:
    text = f"# T\n\n```yaml\n{TEMPLATE}```\n\nend\n"
    for path in ("a.md", "<stdin>"):
        found = read(path, text)
        assert (found.text, found.line) == (TEMPLATE, 4)
        assert found.within("new\n") == "# T\n\n```yaml\nnew\n```\n\nend\n"


def test_the_template_that_begins_at_a_line() -> None:
    text = f"# T\n\n```json\n{JSON}\n```\n\n```yaml\n{TEMPLATE}```\n"
    assert [read("a.md", text, line).format for line in (4, 8)] == ["json", "yaml"]
    assert read("a.md", text, 99).text == read("a.md", text).text


def test_a_template_that_needs_repairs() -> None:
    found = read("a.json", JSON.replace("}}}", "}\n}}") + "\nThat is all.\n")
    assert found.data == {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}
    assert found.repairs == ("line 2: text after the template left out",)


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("a.json", "{a: 1}", "a.json:1:2: cannot be read\n  cause: expected a key in double quotes, found 'a'"),
        ("a.yaml", "a: [", "a.yaml:1:5: cannot be read\n  cause: did not find expected node content"),
        ("a.md", "a: 1\n", "a.md: no CloudFormation template found"),
        ("<stdin>", "a: [", "<stdin>: no CloudFormation template found"),
    ],
)
def test_what_cannot_be_read(path: str, text: str, says: str) -> None:
    with pytest.raises(FixerError) as caught:
        read(path, text)
    assert str(caught.value).startswith(says)
