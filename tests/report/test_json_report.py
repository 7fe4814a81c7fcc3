"""The JSON contract."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import fixer.report
from fixer.compare.gaps import ABSENT, Gap
from fixer.issues.issue import Fix
from fixer.report.json_report import as_json, render_json
from fixer.report.report import Report

SCHEMA = json.loads((Path(fixer.report.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def test_a_report_keeps_the_schema(report: Report, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(json.loads(render_json(report)))] == []


def test_a_report_without_ideal_keeps_the_schema(make: Any, validator: Draft202012Validator) -> None:
    model = make.read("Resources: {A: {Type: T}}\n")
    fix = Fix("safe", ({"op": "add", "path": "/Resources/A/B", "value": 1},))
    found = json.loads(render_json(make.report([make.issue(1, fix=fix)], model, None)))
    assert found["ideal"] is None
    assert [error.message for error in validator.iter_errors(found)] == []


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda data: data["issues"][0].pop("rule"), "issues/0"),
        (lambda data: data["issues"][0]["gaps"][0].update(kind="gone"), "issues/0/gaps/0/kind"),
        (lambda data: data["issues"][2]["gaps"][0].update(kind="missing", model=1), "issues/2/gaps/0"),
        (lambda data: data["issues"][0].update(rule=""), "issues/0/rule"),
        (lambda data: data["summary"]["by_severity"].pop("info"), "summary/by_severity"),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(
    report: Report, validator: Draft202012Validator, spoil: Any, path: str
) -> None:
    data = json.loads(render_json(report))
    spoil(data)
    assert path in {"/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)}


def test_keys_stand_in_the_order_of_the_contract(report: Report) -> None:
    data = as_json(report)
    assert list(data) == ["version", "model", "ideal", "summary", "issues", "hidden"]
    assert list(data["issues"][0]) == [
        "id", "number", "rule", "title", "severity", "category", "resources", "gaps", "why", "impact", "references",
        "evidence", "ideal_problem", "fix", "deployment",
    ]  # fmt: skip


def test_an_absent_side_has_no_key_and_null_has_one(make: Any) -> None:
    template = make.read("Resources: {A: {Type: T}}\n")
    missing = Gap("missing", "/Resources/A/X", "/Resources/A/X", None, ABSENT, None)
    extra = Gap("extra", "/Resources/A/Y", "/Resources/A/Y", None, None, ABSENT)
    [found] = as_json(make.report([make.issue(1, [missing, extra])], template, template))["issues"]
    assert "model" not in found["gaps"][0]
    assert found["gaps"][0]["ideal"] is None
    assert found["gaps"][1]["model"] is None
    assert "ideal" not in found["gaps"][1]


def test_gaps_carry_the_lines_of_both_files(make: Any) -> None:
    model = make.read("Resources:\n  A:\n    Type: T\n    Properties:\n      X: 1\n")
    ideal = make.read("# two\n# lines\nResources:\n  A:\n    Type: T\n    Properties:\n      X: 2\n      Y: 3\n")
    gap = make.Pairing(model, ideal).gap
    gaps = [gap("changed", "/Resources/A/Properties/X"), gap("missing", "/Resources/A/Properties/Y")]
    [found] = as_json(make.report([make.issue(1, gaps)], model, ideal))["issues"]
    assert [(one["line"], one["ideal_line"]) for one in found["gaps"]] == [(5, 7), (4, 8)]


def test_equal_reports_give_equal_bytes_in_ascii(report: Report) -> None:
    text = render_json(report)
    assert text == render_json(replace(report))
    assert text.isascii()
    assert text.endswith("}\n")


def test_numbers_that_json_lacks_become_text(make: Any) -> None:
    template = make.read("Resources: {A: {Type: T}}\n")
    gap = Gap("changed", "/Resources/A/X", "/Resources/A/X", None, float("inf"), [float("nan")])
    [found] = json.loads(render_json(make.report([make.issue(1, [gap])], template, template)))["issues"]
    assert (found["gaps"][0]["model"], found["gaps"][0]["ideal"]) == ("inf", ["nan"])
