"""Documents that hold several stacks: one is meant, and a reader knows of the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixer import cli
from fixer.read.candidates import candidates
from fixer.read.document import Document
from fixer.read.pairing import read_template
from fixer.read.stacks import narrowed, stacks

HEAD = "AWSTemplateFormatVersion: '2010-09-09'\n"
NETWORK = HEAD + "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: {CidrBlock: 10.0.0.0/16}\n"
DATA = HEAD + "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 5}\n"
AS_JSON = json.dumps({"Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 5}}}})


def block(text: str, name: str | None = None, kind: str = "yaml") -> str:
    head = f"**{name}**\n\n" if name else "Then:\n\n"
    return f"{head}```{kind}\n{text}\n```\n\n"


def document(*blocks: str) -> Document:
    return Document("answer.md", "# Answer\n\n" + "".join(blocks))


SEVERAL = document(block(NETWORK, "lib/network.yaml"), block(DATA, "lib/data.yaml"))


def test_each_stack_is_there_once_whatever_its_drafts_and_formats() -> None:
    found = candidates(
        document(block(DATA), block(NETWORK), block(DATA.replace("5", "9")), block(AS_JSON, kind="json"))
    )
    assert [list(one.resources) for one in stacks(found)] == [["Orders"], ["Vpc"]]
    assert [one.data["Resources"]["Orders"]["Properties"]["DelaySeconds"] for one in stacks(found)[:1]] == [9]


@pytest.mark.parametrize("name", ["lib/data.yaml", "data.yaml", "data", "2"])
def test_a_stack_is_called_by_its_file_or_its_number(name: str) -> None:
    found = narrowed(candidates(SEVERAL), name)
    assert found is not None
    assert [list(one.resources) for one in found.whole] == [["Orders"]]
    assert [list(one.resources) for one in found.others] == [["Vpc"]]


@pytest.mark.parametrize("name", ["dat", "0", "3", "network.json", ""])
def test_no_other_name_is_guessed(name: str) -> None:
    assert narrowed(candidates(SEVERAL), name) is None


def test_the_note_names_what_is_left_alone() -> None:
    told = "other stacks of the document are left alone: {}; --stack NAME is about one of them"
    assert read_template(SEVERAL).note == told.format("lib/data.yaml (line 17)")
    unnamed = read_template(document(block(NETWORK), block(DATA)))
    assert unnamed.note == told.format("2 (line 17)")
    drafts = read_template(document(block(DATA), block(DATA.replace("5", "9"))))
    assert drafts.note is None


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("model.md").write_text(SEVERAL.text, encoding="utf-8")
    Path("ideal.md").write_text(SEVERAL.text.replace("DelaySeconds: 5", "DelaySeconds: 6"), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    return cli.run([*arguments, "--isolated"])


def test_a_chosen_stack_is_compared_and_mended_where_it_stands(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "model.md", "ideal.md", "--stack", "data", "--format", "json") == 1
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (found["model"]["source"]["name"], found["ideal"]["source"]["name"]) == ("lib/data.yaml", "lib/data.yaml")
    assert [gap["pointer"] for issue in found["issues"] for gap in issue["gaps"]] == [
        "/Resources/Orders/Properties/DelaySeconds"
    ]
    assert run("apply", "model.md", "ideal.md", "--stack", "data", "--unsafe", "--in-place") == 0
    assert Path("model.md").read_text(encoding="utf-8") == Path("ideal.md").read_text(encoding="utf-8")


def test_an_ideal_of_one_stack_needs_no_name(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("ideal.yaml").write_text(DATA, encoding="utf-8")
    assert run("diff", "model.md", "ideal.yaml", "--stack", "data") == 0
    assert run("check", "model.md", "--stack", "data", "--format", "json") in (0, 1)
    assert json.loads(capsys.readouterr().out.partition("\n{")[2].join(("{", "")))["model"]["resources"] == 1


def test_an_unknown_stack_is_an_error_that_lists_the_others(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["diff", "model.md", "ideal.md"], ["check", "model.md"], ["apply", "model.md"]):
        assert run(*command, "--stack", "nix") == 2
        said = capsys.readouterr().err.splitlines()
        assert said[0] == "model.md: there is no stack 'nix'"
        assert said[1] == "  try:   choose one of lib/network.yaml (line 6), lib/data.yaml (line 17)"


def test_a_patch_says_itself_what_it_is_for(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("apply", "model.md", "--patch", "p.json", "--stack", "data", "-o", "o.md") == 2
    assert capsys.readouterr().err.startswith("--stack and --patch contradict each other\n")
