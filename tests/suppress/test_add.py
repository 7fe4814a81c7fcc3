"""``--add-suppress``: everything that is found is suppressed where it stands, and no other byte changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixer import api, cli, suppressing
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.report.changes import changes

BAD = """\
Resources:
  # our queue
  Queue: # ours
    Type: AWS::SQS::Queue
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: |
          # code

  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
"""


def checked(text: str, name: str = "stack.yaml") -> api.Check:
    return api.check(read_template(from_bytes(name, text.encode())))


def suppressed(text: str, reason: str = "", name: str = "stack.yaml") -> str:
    """The document with everything suppressed; the laws hold."""
    before = checked(text, name)
    after, count = suppressing._suppressed(before, reason)
    found = after.model.source.document.text
    anew = checked(found, name)
    assert anew.issues == after.issues == ()
    assert {one.issue.rule for one in anew.hidden} == {one.rule for one in before.every}
    assert suppressing._suppressed(anew, reason) == (anew, 0)
    assert count == 0 or found != text
    if text.count("\n") > 1:
        assert all(change.start == change.end for change in changes(text, found))
    return found


def lines_of(text: str, before: str) -> list[str]:
    """The lines that came in."""
    return [line for line in text.splitlines() if line not in before.splitlines()]


def test_comments_above_keys() -> None:
    found = suppressed(BAD)
    came = lines_of(found, BAD)
    assert all(line.startswith("  # fixer: ignore[") and line.endswith("]") for line in came)
    rows = found.splitlines()
    below = [rows[rows.index(line) + 1].split(":")[0].strip() for line in came]
    assert below == sorted(below, key=["Queue", "Function", "Role"].index)
    assert {"Queue", "Function"} <= set(below)
    assert checked(found).model.data == checked(BAD).model.data


def test_with_a_reason_and_crlf() -> None:
    text = BAD.replace("\n", "\r\n")
    found = suppressed(text, "it is a demonstration")
    came = lines_of(found, text)
    assert all(line.endswith("] -- it is a demonstration") for line in came)
    assert found.count("\n") == found.count("\r\n")
    assert {one.reasons[0].why for one in checked(found).hidden} == {"it is a demonstration"}


def test_in_markdown() -> None:
    text = f"# The answer\n\n- so:\n\n```yaml\n{BAD}```\n\nThat is it.\n"
    found = suppressed(text, name="answer.md")
    assert found.startswith("# The answer\n\n- so:\n\n```yaml\nResources:\n")
    assert found.endswith("```\n\nThat is it.\n")


def test_in_json() -> None:
    data = {"Parameters": {"P": {"Type": "String"}}, "Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}
    text = json.dumps(data, indent=2) + "\n"
    found = json.loads(suppressed(text, "ours", "stack.json"))
    ignored = found["Resources"]["Q"]["Metadata"]["fixer"]["ignore"]
    assert [sorted(item) for item in ignored] == [["reason", "rule"]] * len(ignored)
    assert {item["reason"] for item in ignored} == {"ours"}
    if any(one.gaps[0].pair.model and one.gaps[0].pair.model.id == "P" for one in checked(text, "a.json").issues):
        assert found["Metadata"]["fixer"]["ignore"]
    plain = json.loads(suppressed(text, "", "stack.json"))
    assert all(isinstance(item, str) for item in plain["Resources"]["Q"]["Metadata"]["fixer"]["ignore"])


def test_in_json_with_comments() -> None:
    text = (
        '{\n  // ours\n  "Resources": {\n    "Q": {\n      "Type": "AWS::SQS::Queue", // a queue\n    }, /* and */\n'
        '    "R": {"Type": "AWS::SQS::Queue" /* another */}\n  }\n}\n'
    )
    found = suppressed(text, "", "stack.json")
    for comment in ("// ours", "// a queue", "/* and */", "/* another */"):
        assert comment in found


def test_what_is_said_already_is_kept() -> None:
    said = BAD.replace("  Function:", "  # fixer: ignore[tracing-disabled] -- no need\n  Function:")
    found = suppressed(said)
    assert "# fixer: ignore[tracing-disabled] -- no need\n" in found
    body: dict[str, Any] = {"Type": "AWS::Lambda::Function"}
    rule = checked(json.dumps({"Resources": {"A": body}}), "a.json").issues[-1].rule
    body["Metadata"] = {"a": 1, "fixer": {"ignore": [rule]}}
    found = suppressed(json.dumps({"Resources": {"A": body}}, indent=2), "", "a.json")
    metadata = json.loads(found)["Resources"]["A"]["Metadata"]
    assert metadata["a"] == 1
    assert metadata["fixer"]["ignore"][0] == rule
    assert len(metadata["fixer"]["ignore"]) > 1


def test_keys_that_share_a_line() -> None:
    text = "Resources: {A: {Type: AWS::SQS::Queue}, B: {Type: AWS::SQS::Queue}}\n"
    found = suppressed(text)
    assert checked(found).model.resources["A"]["Metadata"]["fixer"]["ignore"]


class TestAtTheShell:
    @pytest.fixture
    def stack(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("COLUMNS", "400")
        path = tmp_path / "stack.yaml"
        path.write_text(BAD, encoding="utf-8")
        return path

    def test_once_and_again(self, stack: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["check", str(stack)]) == 1
        capfd.readouterr()
        call = ["check", str(stack), "--add-suppress", "--reason", "a\n demonstration", "--format", "terminal"]
        assert cli.run(call) == 0
        out, err = capfd.readouterr()
        count = stack.read_text(encoding="utf-8").count("ignore[")
        words = sum(line.count(",") + 1 for line in stack.read_text(encoding="utf-8").splitlines() if "ignore[" in line)
        assert count
        assert err == f"{stack}: {words} suppressions added\n"
        assert out.startswith(f"Nothing is left to report: {stack}\n")
        assert "] -- a demonstration\n" in stack.read_text(encoding="utf-8")
        held = stack.read_bytes()
        assert cli.run(["check", str(stack), "--add-suppress"]) == 0
        assert (stack.read_bytes(), capfd.readouterr().err) == (held, "")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (
                ["--reason", "x"],
                "--reason needs --add-suppress\n  try:   it says why what is suppressed is suppressed\n",
            ),
            (
                ["-", "--add-suppress"],
                "--add-suppress cannot change standard input\n  try:   give TEMPLATE as a file\n",
            ),
            (
                ["--add-suppress", "--synth"],
                "--add-suppress and --synth contradict each other\n  try:   the next synthesis would undo it\n",
            ),
            (["--add-suppress", "--reason", "\x1b[31m"], "--reason holds a character that cannot be printed\n"),
        ],
    )
    def test_refusals(self, stack: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
        assert cli.run(["check", str(stack), *arguments]) == 2
        assert capfd.readouterr().err == said
        assert stack.read_text(encoding="utf-8") == BAD

    def test_where_one_file_cannot_be_read_none_is_written(
        self, stack: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run(["check", str(stack), str(tmp_path / "none.yaml"), "--add-suppress"]) == 2
        assert stack.read_text(encoding="utf-8") == BAD
        assert "none.yaml: no such file" in capfd.readouterr().err

    def test_what_cannot_be_written(self, tmp_path: Path) -> None:
        # The resource stands behind an alias: a change of it would change the other one as well.
        text = "Resources:\n  A: &a {Type: AWS::SQS::Queue}\n  B: *a\n"
        path = tmp_path / "a.yaml"
        path.write_text(text, encoding="utf-8")
        found = checked(text, str(path))
        assert {ref.id for one in found.issues for ref in one.resources} >= {"A", "B"}
        done = suppressed(text, name=str(path))
        assert done.count("# fixer: ignore[") == 2


def test_real_templates(corpus: Path) -> None:
    """Everything that is found in some 60 of them is suppressed, once; what they say stays the same."""
    count = 0
    for path in sorted(corpus.glob("*/MODEL_RESPONSE.md"))[::2]:
        document = from_bytes(str(path), path.read_bytes())
        try:
            template = read_template(document)
        except FixerError:
            continue
        found = api.check(template)
        after, _ = suppressing._suppressed(found, "as it is")
        assert after.issues == ()
        assert suppressing._suppressed(after, "as it is")[1] == 0
        text = after.model.source.document.text
        if template.format == "yaml":
            assert after.model.data == template.data
            left = [line for line in text.splitlines(True) if "# fixer: ignore[" not in line]
            assert "".join(left) == document.text
        count += 1
    assert count >= 55


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (BAD, ">   # fixer: ignore["),
        (BAD.split("  Function:", maxsplit=1)[0], ">   # fixer: ignore["),
        (
            '{\n  "Resources": {\n    "Queue": {\n      "Type": "AWS::SQS::Queue"\n    }\n  }\n}\n',
            '>       "Metadata": {',
        ),
    ],
)
def test_in_a_block_quote_every_new_line_is_part_of_the_quote(text: str, added: str) -> None:
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in f"```yaml\n{text}```".splitlines())
    found = suppressed(f"So:\n\n{quoted}\nDone.\n", name="answer.md")
    new = [line for line in found.splitlines() if line not in quoted.splitlines()]
    assert [line for line in new if not line.startswith(">")] == ["So:", "", "", "Done."]
    assert any(line.startswith(added) for line in new)
