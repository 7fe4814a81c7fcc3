"""Another kind of infrastructure code comes in by the door that docs/dialects.md shows, with no change elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import fixer
from fixer import api
from fixer.dialects import Reading
from fixer.errors import FixerError
from fixer.read.document import Document
from fixer.read.pairing import read_pair
from fixer.report import html
from fixer.report.markdown import render_markdown
from tests.dialects import hcl

MODEL = """resource "aws_sqs_queue" "orders" {
  name                      = "orders"
  message_retention_seconds = 60
}

resource "aws_sqs_queue" "spare" {
  name = "spare"
}
"""
IDEAL = """variable "stage" {
  default = "dev"
}

resource "aws_sqs_queue" "orders" {
  name                      = "orders"
  message_retention_seconds = 345600
  kms_master_key_id         = "alias/orders"
}
"""
TEMPLATE = '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}'


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> api.Difference:
    monkeypatch.setattr("fixer.dialects._brought", lambda: iter([hcl.HCL]))
    return api.diff(*read_pair(Document("main.tf", MODEL), Document("right.tf", IDEAL), Reading()))


def test_what_separates_the_two_is_found(found: api.Difference) -> None:
    gaps = {(gap.kind, gap.pointer, gap.ideal_pointer) for gap in found.comparison.gaps}
    assert gaps == {
        ("extra", "/Resources/spare", "/Resources/spare"),
        ("missing", "/Variables/stage", "/Variables/stage"),
        ("changed", *["/Resources/orders/Properties/message_retention_seconds"] * 2),
        ("missing", *["/Resources/orders/Properties/kms_master_key_id"] * 2),
    }
    assert {gap.key for issue in found.issues for gap in issue.gaps} == {gap.key for gap in found.comparison.gaps}


def test_the_report_shows_the_lines_of_the_file(found: api.Difference) -> None:
    page = render_markdown(found.report)
    assert "```hcl\n" in page
    assert "message_retention_seconds = 60" in page
    assert "<html" in html.render_html(found.report, found.model, found.ideal, found.secret)


def test_what_cannot_be_written_is_skipped_with_its_reason(found: api.Difference) -> None:
    done = api.apply(found, api.Selection(unsafe=True))
    assert done.document_text == MODEL
    assert {one.reason for one in done.outcomes} == {"the text cannot be changed in place: HCL is read only"}


def test_two_kinds_cannot_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fixer.dialects._brought", lambda: iter([hcl.HCL]))
    with pytest.raises(FixerError) as error:
        read_pair(Document("main.tf", MODEL), Document("right.json", TEMPLATE), Reading())
    assert str(error.value) == (
        "right.json: holds CloudFormation, but the model's document Terraform HCL\n"
        "  try:   compare two documents of one kind"
    )


def test_nobody_reads_it_without_the_package() -> None:
    with pytest.raises(FixerError, match="no CloudFormation template found"):
        read_pair(Document("main.tf", MODEL), Document("right.tf", IDEAL), Reading())


def run(folder: Path, point: str) -> subprocess.CompletedProcess[str]:
    """``fixer diff`` beside an installed package that brings an adapter."""
    place = folder / "site" / "fixer_hcl-1.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: fixer-hcl\nVersion: 1.0\n")
    (place / "entry_points.txt").write_text(f"[fixer.dialects]\nhcl = {point}\n")
    (folder / "main.tf").write_text(MODEL)
    (folder / "right.tf").write_text(IDEAL)
    path = os.pathsep.join([str(place.parent), str(Path(fixer.__file__).parents[1])])
    command = [sys.executable, "-m", "fixer", "diff", "main.tf", "right.tf", "--format", "json"]
    env = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_a_package_brings_it(tmp_path: Path) -> None:
    done = run(tmp_path, "tests.dialects.hcl:HCL")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["model"]["format"] == "hcl"


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("no_such_package:HCL", "the dialect 'hcl' (no_such_package:HCL) cannot be loaded"),
        ("tests.dialects.hcl:MODEL", "the dialect 'hcl' (tests.dialects.hcl:MODEL) cannot be loaded"),
        ("tests.dialects.hcl:load", "the dialect 'hcl' (tests.dialects.hcl:load) is no fixer.dialect.Adapter"),
    ],
)
def test_a_package_that_is_broken_is_named(tmp_path: Path, point: str, said: str) -> None:
    done = run(tmp_path, point)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
