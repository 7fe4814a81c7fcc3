"""Rules on one template: what is found, where, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from fixer import api
from fixer.compare.gaps import ABSENT
from fixer.errors import FixerError
from fixer.issues.checking import Found
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.report.json_report import as_json
from tests.pairs import resource, template
from tests.resources import RESOURCES
from tests.rules import found, rule

QUEUE, TOPIC, ROLE = "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::IAM::Role"
UNNAMED = {"resource": QUEUE, "when": "!present(Properties.QueueName)", "claims": ["/Properties/QueueName/**"]}


def places(one: Found) -> list[tuple[str, str]]:
    return [(gap.kind, gap.pointer) for gap in one.issue.gaps]


def only(items: list[Found]) -> Found:
    (one,) = items
    return one


def queues(**properties: Any) -> dict[str, Any]:
    return template({"A": resource(QUEUE, **properties)})


class TestWhoTakesPart:
    def test_a_condition_that_holds(self) -> None:
        one = only(found(queues(), rule("unnamed", match=UNNAMED, severity="high", check_severity="low")))
        assert (one.issue.rule, one.issue.severity, one.issue.number) == ("unnamed", "low", 1)
        assert places(one) == [("missing", "/Resources/A/Properties/QueueName")]

    def test_a_condition_that_does_not_hold(self) -> None:
        assert found(queues(QueueName="a"), rule("unnamed", match=UNNAMED)) == []

    def test_what_is_not_known_is_no_finding(self) -> None:
        short = rule("short", match={"resource": QUEUE, "when": "Properties.DelaySeconds < `5`"})
        data = queues(DelaySeconds={"Ref": "Delay"})
        assert found({"Parameters": {"Delay": {"Type": "Number"}}, **data}, short) == []
        assert len(found({"Parameters": {"Delay": {"Type": "Number", "Default": 3}}, **data}, short)) == 1

    @pytest.mark.parametrize(
        "keys",
        [
            {"match": UNNAMED, "check_severity": "off"},
            {"match": UNNAMED, "policy": "role-names=explicit", "check_severity": "off"},
            {"match": {"resource": QUEUE, "claims": ["/Properties/QueueName"]}},
            {"detector": "nobody-knows-it"},
        ],
        ids=["off", "under a policy", "only in a diff", "unknown detector"],
    )
    def test_rules_that_are_left_out(self, keys: dict[str, Any]) -> None:
        assert found(queues(), rule("one", **keys)) == []

    def test_sections(self) -> None:
        bare = rule("bare", match={"section": "Outputs", "when": "!present(Description)", "claims": ["/Description"]})
        one = only(found({**queues(), "Outputs": {"Out": {"Value": "x"}}}, bare))
        assert places(one) == [("missing", "/Outputs/Out/Description")]

    def test_what_is_no_resource_is_not_looked_at(self) -> None:
        data = template({"A": "a text", "B": None, "C": [1], "D": {"Type": ["odd"]}})
        assert found(data, rule("unnamed", match=UNNAMED), rule("dangling", detector="dangling-reference")) == []


class TestWhere:
    def test_a_container_that_is_absent_is_one_place(self) -> None:
        one = rule("one", match={**UNNAMED, "claims": ["/Properties/RedrivePolicy/maxReceiveCount/**"]})
        assert places(only(found(queues(), one))) == [("missing", "/Resources/A/Properties/RedrivePolicy")]

    def test_a_value_that_is_there_is_changed(self) -> None:
        one = only(
            found(queues(DelaySeconds=9), rule("one", match={**UNNAMED, "claims": ["/Properties/DelaySeconds"]}))
        )
        assert places(one) == [("changed", "/Resources/A/Properties/DelaySeconds")]
        assert (one.issue.gaps[0].model, one.issue.gaps[0].ideal) == (9, ABSENT)

    def test_what_the_fix_takes_out_is_extra(self) -> None:
        fix = [{"op": "remove", "path": "/Properties/DelaySeconds"}]
        one = only(found(queues(DelaySeconds=9), rule("one", match=UNNAMED, fix=fix)))
        assert places(one) == [("extra", "/Resources/A/Properties/DelaySeconds")]
        assert one.issue.gaps[0].ideal is ABSENT

    def test_what_the_fix_writes_is_known(self) -> None:
        fix = [{"op": "add", "path": "/Properties/Tags/-", "value": {"Key": "a", "Value": "b"}}]
        gap = only(found(queues(), rule("one", match=UNNAMED, fix=fix))).issue.gaps[0]
        assert (gap.kind, gap.pointer) == ("missing", "/Resources/A/Properties/Tags")
        assert gap.ideal == [{"Key": "a", "Value": "b"}]

    def test_the_members_that_a_filter_chose(self) -> None:
        when = "to_array(Properties.Policies)[].PolicyDocument.Statement[] | [?Action == '*']"
        wide = rule("wide", match={"resource": ROLE, "when": when, "claims": ["/Properties/Policies/**"]})
        statements = [{"Action": "s3:Get"}, {"Action": "*", "Sid": "x"}, {"Action": "*"}]
        data = template({"R": resource(ROLE, Policies=[{"PolicyDocument": {"Statement": statements}}])})
        base = "/Resources/R/Properties/Policies/0/PolicyDocument/Statement"
        assert places(only(found(data, wide))) == [("changed", f"{base}/1"), ("changed", f"{base}/2")]
        narrow = rule(
            "narrow",
            match={
                "resource": ROLE,
                "when": when,
                "claims": ["/Properties/Policies/**", "/Properties/Policies/*/PolicyDocument/Statement/*/Action/**"],
            },
        )
        assert places(only(found(data, narrow))) == [("changed", f"{base}/1/Action"), ("changed", f"{base}/2/Action")]

    def test_a_star_inside_a_token_stands_for_the_keys_that_are_there(self) -> None:
        when = "contains(join(',', keys(Properties.Environment.Variables)), 'AWS_')"
        claims = ["/Properties/Environment/Variables/AWS_*/**"]
        own = rule("own", match={"resource": "AWS::Lambda::Function", "when": when, "claims": claims})
        data = template({"F": resource("AWS::Lambda::Function", Environment={"Variables": {"A": 1, "AWS_B[x]": 2}})})
        assert places(only(found(data, own))) == [("changed", "/Resources/F/Properties/Environment/Variables/AWS_B[x]")]

    def test_properties_of_other_types_are_passed_over(self) -> None:
        claims = ["/Properties/TopicName/**", "/Properties/QueueName/**"]
        one = rule("one", match={"resource": [QUEUE, TOPIC], "when": "!present(Properties.Tags)", "claims": claims})
        data = template({"Q": resource(QUEUE), "T": resource(TOPIC)})
        assert places(only(found(data, one))) == [
            ("missing", "/Resources/Q/Properties/QueueName"),
            ("missing", "/Resources/T/Properties/TopicName"),
        ]

    def test_a_rule_that_is_not_about_what_is_missing(self) -> None:
        claims = ["/Properties/QueueName/**", "/Properties/DelaySeconds/**"]
        one = rule("one", match={**UNNAMED, "claims": claims, "kinds": ["changed"]})
        assert places(only(found(queues(DelaySeconds=1), one))) == [("changed", "/Resources/A/Properties/DelaySeconds")]

    def test_the_entry_where_nothing_else_is_named(self) -> None:
        one = rule("one", match={"resource": QUEUE, "when": "!present(Properties.QueueName)"})
        assert places(only(found(queues(), one))) == [("changed", "/Resources/A")]

    def test_no_two_rules_at_one_address(self) -> None:
        both = [rule(name, match=UNNAMED) for name in ("one", "two", "three", "four")]
        issues = found(queues(), *both)
        keys = [gap.key for one in issues for gap in one.issue.gaps]
        assert [pointer for pointer, *_ in keys] == [
            "/Resources/A/Properties/QueueName", "/Resources/A/Properties", "/Resources/A", "/Resources/A/Type",
        ]  # fmt: skip

    def test_an_id_does_not_depend_on_other_issues(self) -> None:
        one, two = rule("one", match=UNNAMED), rule("two", match=UNNAMED)
        alone = only(found(queues(), two)).issue.id
        assert alone in [item.issue.id for item in found(queues(), one, two)]


class TestGroups:
    DATA = template({"A": resource(QUEUE), "B": resource(QUEUE), "C": resource(QUEUE, RedrivePolicy={"Ref": "A"})})

    @pytest.mark.parametrize(
        ("group", "expected"),
        [("template", [["A", "B", "C"]]), ("resource", [["A"], ["B"], ["C"]]), ("component", [["A", "C"], ["B"]])],
    )
    def test_groups(self, group: str, expected: list[list[str]]) -> None:
        issues = found(self.DATA, rule("one", match=UNNAMED, group=group))
        assert [[ref.id for ref in one.issue.resources] for one in issues] == expected

    def test_a_companion_counts_beside_its_core_alone(self) -> None:
        matches = [UNNAMED, {"resource": TOPIC, "when": "!present(Properties.TopicName)", "role": "companion"}]
        one = rule("one", match=matches)
        near = template({"A": resource(QUEUE, Tags={"Ref": "T"}), "T": resource(TOPIC), "U": resource(TOPIC)})
        assert [ref.id for ref in only(found(near, one)).issue.resources] == ["A", "T"]
        assert found(template({"U": resource(TOPIC)}), one) == []


class TestOrder:
    def test_what_stops_a_deployment_comes_first(self) -> None:
        kinds = [
            ("a", "security", "critical"), ("b", "naming", "low"), ("c", "validity", "high"),
            ("d", "portability", "high"), ("e", "deployability", "critical"), ("f", "deployability", "low"),
            ("g", "security", "info"),
        ]  # fmt: skip
        rules = [rule(name, match=UNNAMED, category=category, severity=level) for name, category, level in kinds]
        issues = [one.issue for one in found(queues(), *rules)]
        assert [(issue.rule, issue.deployment) for issue in issues] == [
            ("e", "fails"), ("c", "fails"), ("d", "depends"), ("b", "depends"), ("f", "depends"), ("a", None),
            ("g", None),
        ]  # fmt: skip
        assert [issue.number for issue in issues] == [1, 2, 3, 4, 5, 6, 7]

    def test_the_severity_is_that_of_a_check(self) -> None:
        one = rule("one", match=UNNAMED, category="validity", severity="critical", check_severity="low")
        assert only(found(queues(), one)).issue.deployment == "depends"


class TestDetectors:
    def test_places_and_what_is_said_of_them(self) -> None:
        dangling = rule("dangling", detector="dangling-reference", severity="critical", category="deployability")
        one = only(found(queues(KmsMasterKeyId={"Ref": "Key"}), dangling)).issue
        assert [gap.pointer for gap in one.gaps] == ["/Resources/A/Properties/KmsMasterKeyId/Ref"]
        assert one.notes == ("there is no parameter or resource 'Key'",)
        assert [ref.id for ref in one.resources] == ["A"]
        assert one.fix is None

    def test_a_fix_for_what_a_detector_found(self) -> None:
        fix = [{"op": "remove", "path": "/Default"}]
        unused = rule("unused", detector="unused-parameter", fix=fix)
        data = {"Parameters": {"P": {"Type": "String", "Default": "x"}, "Q": {"Type": "String"}}, **queues()}
        patch = only(found(data, unused)).issue.fix
        assert patch is not None
        assert patch.patch == ({"op": "remove", "path": "/Parameters/P/Default"},)


def read(text: str, name: str = "stack.yaml") -> Any:
    return read_template(from_bytes(name, text.encode()))


def test_lines_that_bear_an_issue_out() -> None:
    text = (
        "# a comment\nResources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicRead\n"
    )
    issues = {issue.rule: issue for issue in api.check(read(text)).issues}
    evidence = issues["bucket-acl-used"].evidence
    assert [(item.file, item.line, item.text) for item in evidence] == [("stack.yaml", 6, "AccessControl: PublicRead")]
    assert [item.line for item in issues["bucket-unversioned"].evidence] == [5]


def test_json_has_no_ideal_and_says_what_stops_a_deployment() -> None:
    text = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {AccessControl: !Ref Nobody}\n"
    report = as_json(api.check(read(text)).report)
    assert report["ideal"] is None
    first = report["issues"][0]
    assert (first["rule"], first["deployment"]) == ("dangling-reference", "fails")
    (gap,) = first["gaps"]
    assert gap["message"] == "there is no parameter or resource 'Nobody'"
    assert "ideal" not in gap
    assert gap["ideal_line"] is None


@given(RESOURCES)
def test_any_template_is_checked_and_every_issue_has_its_places(resources: dict[str, Any]) -> None:
    import json

    issues = api.check(read(json.dumps({"Resources": resources}), "stack.json")).issues
    assert [issue.number for issue in issues] == list(range(1, len(issues) + 1))
    assert len({issue.id for issue in issues}) == len(issues)
    for issue in issues:
        assert issue.gaps
        assert all((gap.kind == "missing") == (gap.model is ABSENT) for gap in issue.gaps)


def test_real_templates(corpus: Any) -> None:
    checked = 0
    for path in sorted(corpus.glob("*/MODEL_RESPONSE.md"))[::6]:
        try:
            issues = api.check(read_template(from_bytes(str(path), path.read_bytes()))).issues
        except FixerError:
            continue
        keys = [gap.key for issue in issues for gap in issue.gaps]
        assert len(keys) == len(set(keys)), path
        assert len({issue.id for issue in issues}) == len(issues), path
        checked += 1
    assert checked >= 10


def test_a_rule_may_be_silent_in_check_where_it_speaks_in_a_diff() -> None:
    match = {"resource": QUEUE, "when": "!present(Properties.A)", "check_when": "!present(Properties.A) && present(B)"}
    one = rule("one", match=match)
    assert found({"Resources": {"Q": {"Type": QUEUE}}}, one) == []
    assert len(found({"Resources": {"Q": {"Type": QUEUE, "B": 1}}}, one)) == 1
