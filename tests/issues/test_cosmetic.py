"""What only looks different is said, and weighs nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pairs import difference, resource, template

BOARD = "AWS::CloudWatch::Dashboard"
FUNCTION = "AWS::Lambda::Function"


@pytest.mark.parametrize(
    ("kind", "model", "ideal"),
    [
        (BOARD, {"DashboardBody": '{"widgets": []}'}, {"DashboardBody": '{"widgets":[]}'}),
        (BOARD, {"DashboardBody": '{"a": 1, "b": 2}'}, {"DashboardBody": {"Fn::Sub": '{"b":2,"a":1}'}}),
        (FUNCTION, {"Code": {"ZipFile": "import os\nf()\n"}}, {"Code": {"ZipFile": "import os\nf()"}}),
        (FUNCTION, {"Code": {"ZipFile": "if x:\n  f()\n"}}, {"Code": {"ZipFile": "if x:\r\n    f()\r\n"}}),
    ],
)
def test_another_layout_is_an_issue_for_information(kind: str, model: dict[str, Any], ideal: dict[str, Any]) -> None:
    found = difference(template({"A": resource(kind, **model)}), template({"A": resource(kind, **ideal)}))
    (issue,) = found.issues
    (gap,) = issue.gaps
    assert (gap.kind, gap.inner, gap.cosmetic, issue.severity) == ("changed", None, True, "info")
    name = next(iter(model))
    assert (issue.rule, issue.title) == (None, f"A: only the layout of {name} is different")
    assert issue.why.startswith("Both templates say the same here")
    assert issue.impact == "What is deployed works the same."


def test_layouts_of_several_resources_are_one_issue() -> None:
    model, ideal = (
        template({name: resource(BOARD, DashboardBody=body) for name in ("A", "B")})
        for body in ('{"widgets": []}', '{"widgets":[]}')
    )
    (issue,) = difference(model, ideal).issues
    assert issue.title == "2 CloudWatch Dashboards: only the layout of DashboardBody is different"


def test_one_real_gap_gives_the_issue_its_weight() -> None:
    model = template({"A": resource(BOARD, DashboardName="a", DashboardBody='{"widgets": []}')})
    ideal = template({"A": resource(BOARD, DashboardName="b", DashboardBody='{"widgets":[]}')})
    for issue in difference(model, ideal).issues:
        assert (issue.severity == "info") is all(gap.cosmetic for gap in issue.gaps)
