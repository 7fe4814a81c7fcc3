"""Folders that ``cdk synth`` wrote: their stacks, found without running anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixer import cli
from fixer.errors import FixerError
from fixer.read.assembly import Stack, choose, read_assembly


def resource(kind: str, path: str, **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Properties": properties, "Metadata": {"aws:cdk:path": path}}


def stack(name: str) -> dict[str, Any]:
    return {"type": "aws:cloudformation:stack", "properties": {"templateFile": f"{name}.template.json"}}


def written(folder: Path, artifacts: dict[str, Any], **templates: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"version": "36.0.0", "artifacts": artifacts}))
    for name, resources in templates.items():
        (folder / f"{name}.template.json").write_text(json.dumps({"Resources": resources}, indent=1))
    return folder


def app(folder: Path, *, seconds: int) -> Path:
    resources = {"OrdersA1B2": resource("AWS::SQS::Queue", "Shop/Orders/Resource", MessageRetentionPeriod=seconds)}
    return written(folder, {"Shop": stack("Shop"), "Tree": {"type": "cdk:tree"}}, Shop=resources)


def read(folder: Path) -> list[Stack]:
    def load(name: str) -> bytes | None:
        return (folder / name).read_bytes() if (folder / name).is_file() else None

    return read_assembly("out", load)


def test_the_stacks_of_an_app_and_of_its_stages(tmp_path: Path) -> None:
    nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}}
    queue = {"Q": resource("AWS::SQS::Queue", "Shop/Q/Resource")}
    written(tmp_path, {"Shop": stack("Shop"), "assembly-Prod": nested}, Shop=queue)
    written(tmp_path / "assembly-Prod", {"ProdShop": {**stack("ProdShop"), "displayName": "Prod/Shop"}}, ProdShop=queue)
    found = read(tmp_path)
    assert [one.name for one in found] == ["Shop", "Prod/Shop"]
    assert found[0].template.constructs == {"/Resources/Q": "Shop/Q"}


def test_which_stacks_answer_to_one_another(tmp_path: Path) -> None:
    queue = {"Q": resource("AWS::SQS::Queue", "Q/Resource")}
    one = read(written(tmp_path / "one", {"Shop": stack("Shop")}, Shop=queue))
    two = read(written(tmp_path / "two", {"Net": stack("Net"), "Shop": stack("Shop")}, Net=queue, Shop=queue))
    assert [side.name for side in choose(one, two, None)] == ["Shop", "Shop"]
    assert [side.name for side in choose(two, two, "Net")] == ["Net", "Net"]
    with pytest.raises(FixerError) as error:
        choose(two, two, None)
    assert str(error.value) == "there are several stacks: Net, Shop\n  try:   choose one with --stack NAME"
    with pytest.raises(FixerError) as error:
        choose(one, two, "Net")
    assert str(error.value) == "the model has no stack 'Net'\n  try:   choose one of Shop"


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("[]", "is no manifest of a cloud assembly"),
        ("{", "is no JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"artifacts": {}}', "the assembly holds no stack"),
        (json.dumps({"artifacts": {"A": stack("A")}}), "no such file"),
        (json.dumps({"artifacts": {"A": stack("../A")}}), "names '../A.template.json', which is no file beside it"),
        (
            json.dumps({"artifacts": {"A": {**stack("A"), "properties": {"templateFile": 3}}}}),
            "names 3, which is no file",
        ),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(tmp_path: Path, manifest: str, said: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(FixerError) as error:
        read(tmp_path)
    assert said in str(error.value)
    assert "give the folder that cdk synth wrote: cdk.out" in str(error.value)


def test_a_stage_that_holds_itself_ends(tmp_path: Path) -> None:
    nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "again"}}
    manifest = json.dumps({"artifacts": {"again": nested, "again2": nested}}).encode()
    with pytest.raises(FixerError, match="the assembly holds no stack"):
        read_assembly("out", lambda name: manifest)


def test_diff_names_constructs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, ideal = app(tmp_path / "m", seconds=60), app(tmp_path / "i", seconds=120)
    assert cli.run(["diff", str(model), str(ideal), "--synth", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {one["construct"] for issue in found["issues"] for one in issue["resources"]} == {"Shop/Orders"}
    assert {gap["pointer"] for issue in found["issues"] for gap in issue["gaps"]} == {
        "/Resources/OrdersA1B2/Properties/MessageRetentionPeriod",
    }
    assert cli.run(["diff", str(model), str(ideal), "--synth", "--format", "markdown"]) == 1
    assert "`OrdersA1B2` (`Shop/Orders`, line 6)" in capsys.readouterr().out


def test_check_reads_every_stack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    queue = {"Q": resource("AWS::SQS::Queue", "Q/Resource", MessageRetentionPeriod=5)}
    folder = written(tmp_path, {"Net": stack("Net"), "Shop": stack("Shop")}, Net=queue, Shop=queue)
    assert cli.run(["check", str(folder), "--synth", "--format", "csv"]) == 1
    said = capsys.readouterr().out
    assert "Net.template.json" in said
    assert "Shop.template.json" in said
    assert cli.run(["check", str(folder), "--synth", "--stack", "Pay"]) == 2
    assert "has no stack 'Pay'\n  try:   choose one of Net, Shop" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a", "--synth"], "--synth takes MODEL and IDEAL; 1 path was given"),
        (["a", "b", "--synth"], "a: no such file"),
    ],
)
def test_wrong_calls(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["diff", *arguments]) == 2
    assert said in capsys.readouterr().err
