"""Issues that have one title are told apart by what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fixer.issues.issue import ResourceRef
from fixer.report.titles import told_apart
from tests.pairs import difference, resource, template

KIND = "AWS::ElasticLoadBalancingV2::TargetGroup"


def titles(count: int) -> list[str]:
    def side(name: str) -> dict[str, Any]:
        return template({f"Group{n}": resource(KIND, Port=80 + n, **{name: 30}) for n in range(count)})

    found = difference(side("HealthCheckInterval"), side("HealthCheckIntervalSeconds"))
    return [finding.issue.title for finding in found.report.findings]


def test_issues_of_one_rule_name_their_resource() -> None:
    assert titles(2) == ["Property does not exist: Group0", "Property does not exist: Group1"]


def test_an_issue_that_is_alone_does_not() -> None:
    assert titles(1) == ["Property does not exist"]


def test_the_first_stands_for_the_others() -> None:
    (issue,) = difference(template({"A": resource(KIND)}), template({"A": resource(KIND, Port=80)})).issues
    refs = tuple(ResourceRef(None, KIND, name) for name in ("A", "B", "C"))
    made = [replace(issue, resources=some) for some in (refs, refs[:1], ())]
    assert [one.title.removeprefix(issue.title) for one in told_apart(made)] == [": A and 2 more", ": A", ""]
