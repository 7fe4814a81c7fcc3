"""A report on two templates says at which of its issues a deployment of the model would stop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixer import cli
from tests.pairs import resource, template

GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def groups(count: int, name: str, **others: Any) -> dict[str, Any]:
        return template({f"Group{n}": resource(GROUP, **{name: 30}, **others) for n in range(count)})

    monkeypatch.chdir(tmp_path)
    Path("model.json").write_text(json.dumps(groups(2, "HealthCheckInterval")), encoding="utf-8")
    Path("one.json").write_text(json.dumps(groups(1, "HealthCheckInterval")), encoding="utf-8")
    ideal = groups(2, "HealthCheckIntervalSeconds", Tags=[{"Key": "Team", "Value": "orders"}])
    Path("ideal.json").write_text(json.dumps(ideal), encoding="utf-8")


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize(
    ("form", "model", "said"),
    [
        ("terminal", "model.json", "A deployment of the model would stop at issues 1, 2."),
        ("terminal", "one.json", "A deployment of the model would stop at issue 1."),
        ("markdown", "model.json", "- A deployment of the model's template would stop at issues 1 and 2"),
        ("markdown", "one.json", "- A deployment of the model's template would stop at issue 1"),
    ],
)
def test_the_issues_that_stop_it_are_named(
    form: str, model: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["diff", model, "ideal.json", "--format", form, "--isolated"]) == 1
    assert said in capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_nothing_is_said_where_none_does(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("model.json").write_text(Path("ideal.json").read_text().replace("30", "31"), encoding="utf-8")
    assert cli.run(["diff", "model.json", "ideal.json", "--format", form, "--isolated"]) == 1
    assert "would stop" not in capsys.readouterr().out
