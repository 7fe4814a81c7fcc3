"""What another tool says, put together with our issues: one issue where both see one failure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from fixer import api
from fixer.errors import FixerError
from fixer.issues.opinions import Lint, Meaning, Remark
from fixer.read.document import Document
from fixer.read.pairing import read_pair, read_template
from fixer.settings.parse import parse_option
from fixer.settings.profiles import settled

QUEUE = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      {0}\n"
FAILS = Meaning("critical", "validity", "fails", "Broken", "It stops.")


def remark(pointer: str, meaning: Meaning = FAILS, rule: str = "E1", says: str = "it is wrong") -> Remark:
    return Remark(rule, pointer, says, meaning, "https://example.com/e1")


def linter(*remarks: Remark) -> Any:
    def ask(text: str, data: Mapping[str, Any]) -> Lint:
        return Lint("tool", "1.0", "2026-01-01", remarks)

    return ask


def check(text: str, *remarks: Remark) -> api.Check:
    return api.check(read_template(Document("t.yaml", text)), api.Options(linter=linter(*remarks)))


def told(found: api.Check | api.Difference) -> dict[str | None, list[str]]:
    """By our rules: the pointers of what the tool says at their issues."""
    return {one.rule: [opinion.pointer for opinion in one.opinions] for one in found.issues if one.opinions}


def test_at_one_property_two_things_that_stop_a_deployment_are_one() -> None:
    found = check(QUEUE.format("QueueNam: x"), remark("/Resources/Queue/Properties/QueueNam"))
    assert told(found) == {"property-unknown": ["/Resources/Queue/Properties/QueueNam"]}
    assert found.lint is not None and found.lint.shared == 1


def test_what_nothing_here_sees_is_an_issue_of_the_tools_rule_with_all_its_places() -> None:
    places = ("/Resources/Queue/Properties/DelaySeconds", "/Resources/Queue")
    found = check(QUEUE.format("DelaySeconds: 5"), *map(remark, places))
    [issue] = [one for one in found.issues if one.opinions]
    assert (issue.rule, issue.title, issue.severity, issue.deployment) == ("tool-E1", "Broken", "critical", "fails")
    assert [gap.pointer for gap in issue.gaps] == list(places)
    assert issue.notes == ("it is wrong", "it is wrong")
    assert issue.references == ("https://example.com/e1",)
    assert issue.number == 1 and [one.number for one in found.issues] == list(range(1, len(found.issues) + 1))
    assert issue.fix is not None and issue.fix.safety == "manual"
    assert issue.fix.why == "tool says what is wrong, not how to mend it"
    assert len({gap.key for one in found.issues for gap in one.gaps}) == sum(len(one.gaps) for one in found.issues)


def test_matters_of_taste_are_not_what_stops_a_deployment() -> None:
    taste = Meaning("low", "maintainability", None, "Untidy", "It is odd.")
    found = check(QUEUE.format("QueueNam: x"), remark("/Resources/Queue/Properties/QueueNam", taste))
    assert told(found) == {"tool-E1": ["/Resources/Queue/Properties/QueueNam"]}


@pytest.mark.parametrize(("severity", "stage"), [("high", "fails"), ("medium", "depends")])
def test_the_project_weighs_the_tools_rules(severity: str, stage: str) -> None:
    settings = settled([parse_option(f"severities = {{cfn-lint-E1 = '{severity}'}}", "--config")])
    lint = Lint("cfn-lint", "1.0", "2026-01-01", (remark("/Resources/Queue"),))
    options = api.Options(linter=lambda text, data: lint, settings=settings)
    found = api.check(read_template(Document("t.yaml", QUEUE.format("DelaySeconds: 5"))), options)
    [issue] = [one for one in found.issues if one.opinions]
    assert (issue.rule, issue.severity, issue.deployment) == ("cfn-lint-E1", severity, stage)


def test_a_whole_resource_can_be_wrong_in_several_ways() -> None:
    text = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    DependsOn: Queue\n"
    found = check(text, remark("/Resources/Queue"))
    assert "circular-dependency" in {one.rule for one in found.issues}
    assert told(found) == {"tool-E1": ["/Resources/Queue"]}


def test_a_rule_that_is_known_to_see_the_same_does_so_below_the_place_and_just_above_it() -> None:
    def answer(*rules: str, **more: Any) -> Meaning:
        return Meaning("low", "security", None, "x", "y", rules, **more)

    text = "Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties: {EnableKeyRotation: false, KeyPolicy: {}}\n"
    same = answer("key-rotation-off")
    at = "/Resources/Key/Properties"
    assert told(check(text, remark(at, same))) == {"key-rotation-off": [at]}
    assert told(check(text, remark(f"{at}/EnableKeyRotation/X", same))) == {
        "key-rotation-off": [f"{at}/EnableKeyRotation/X"]
    }
    assert told(check(text, remark(f"{at}/EnableKeyRotation/X/Y", same))).keys() == {"tool-E1"}
    assert told(check(text, remark(f"{at}/KeyPolicy", same))).keys() == {"tool-E1"}
    assert told(check(text, remark(f"{at}/KeyPolicy", answer("key-rotation-off", anywhere=True)))).keys() == {
        "key-rotation-off"
    }
    named = answer("key-rotation-off", named=True)
    assert told(check(text, remark(at, named, says="'KeyPolicy' is empty"))).keys() == {"tool-E1"}
    assert told(check(text, remark(at, named, says="'enablekeyrotation' is off"))).keys() == {"key-rotation-off"}


def test_the_way_into_a_function_is_not_another_place() -> None:
    text = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !GetAtt Gone.Name\n"
    at = "/Resources/Topic/Properties/TopicName/Fn::GetAtt"
    assert told(check(text, remark(f"{at}/1"))) == {"dangling-reference": [f"{at}/1"]}


@pytest.mark.parametrize(
    ("pointer", "shown"),
    [
        ("", ""),
        ("/Outputs", ""),
        ("/Resources/Made/Properties", "/Resources"),
        ("/Resources/Queue/Properties/Gone/0", "/Resources/Queue/Properties"),
        ("/Resources/Queue/Type/0", "/Resources/Queue/Type"),
    ],
)
def test_places_that_the_template_does_not_have_are_put_where_it_has_something(pointer: str, shown: str) -> None:
    found = check(QUEUE.format("DelaySeconds: 5"), remark(pointer))
    [issue] = [one for one in found.issues if one.rule == "tool-E1"]
    assert [gap.pointer for gap in issue.gaps] == [shown]
    assert issue.opinions[0].pointer == pointer
    from fixer.report import json_report, markdown, terminal

    for text in (
        json_report.render_json(found.outline),
        markdown.render_markdown(found.report),
        terminal.render(found.report, False, 80),
    ):
        assert "Broken" in text


def test_two_remarks_at_one_place_do_not_share_a_gap() -> None:
    at = "/Resources/Queue/Properties/DelaySeconds"
    found = check(QUEUE.format("DelaySeconds: 5"), remark(at), remark(at, rule="E2"))
    gaps = [gap.key for one in found.issues for gap in one.gaps]
    assert len(set(gaps)) == len(gaps)
    assert {"tool-E1", "tool-E2"} <= {one.rule for one in found.issues}


def test_ids_do_not_depend_on_what_the_tool_says() -> None:
    at = "/Resources/Queue/Properties/DelaySeconds"
    one, other = (check(QUEUE.format("DelaySeconds: 5"), remark(at, says=says)) for says in "ab")
    assert [issue.id for issue in one.issues] == [issue.id for issue in other.issues]


def test_a_secret_is_hidden_in_the_words_of_the_tool_too() -> None:
    text = (
        "Resources:\n  DB:\n    Type: AWS::RDS::DBInstance\n    Properties:\n"
        "      MasterUserPassword: hunter2hunter2\n      Engine: mysql\n"
    )
    at = "/Resources/DB/Properties/MasterUserPassword"
    found = check(text, remark(at, says="'hunter2hunter2' is too short"))
    from fixer.report import json_report, markdown

    assert "hunter2" not in json_report.render_json(found.outline)
    assert "hunter2" not in markdown.render_markdown(found.report)


def compared(model: str, ideal: str, *remarks: Remark) -> api.Difference:
    sides = read_pair(Document("m.yaml", model), Document("i.yaml", ideal))
    return api.diff(*sides, api.Options(linter=linter(*remarks)))


def test_in_a_comparison_a_remark_joins_the_issue_at_its_place_and_no_other() -> None:
    at = "/Resources/Queue/Properties"
    found = compared(
        QUEUE.format("{DelaySeconds: 5, QueueName: a}"),
        QUEUE.format("{DelaySeconds: 6, QueueName: a, VisibilityTimeout: 3}"),
        remark(f"{at}/DelaySeconds"),
        remark(f"{at}/QueueName"),
        remark(at, says="'VisibilityTimeout' is required"),
        remark(at, rule="E2", says="something else"),
    )
    assert sorted(pointer for places in told(found).values() for pointer in places) == [at, f"{at}/DelaySeconds"]
    assert found.lint is not None and (found.lint.shared, len(found.lint.remarks)) == (2, 4)
    assert not any((one.rule or "").startswith("tool-") for one in found.issues)
    assert str(found.lint).endswith("4 findings, 2 of them at issues of this report")


def test_in_a_comparison_a_rule_that_is_known_to_see_the_same_does_so_below_the_place() -> None:
    def function(runtime: str) -> str:
        return f"Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {{Runtime: {runtime}}}\n"

    same = Meaning("medium", "validity", "depends", "x", "y", ("function-runtime-deprecated",))
    at = "/Resources/F/Properties"
    found = compared(function("python3.8"), function("python3.13"), remark(at, same), remark(at, rule="E2"))
    assert told(found) == {"function-runtime-deprecated": [at]}


def test_what_the_tool_says_of_a_resource_that_is_to_go_is_said_of_that() -> None:
    more = "  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: a}\n"
    found = compared(
        QUEUE.format("DelaySeconds: 5") + more,
        QUEUE.format("DelaySeconds: 5"),
        remark("/Resources/Topic/Properties/TopicName"),
    )
    [issue] = found.issues
    assert [one.pointer for one in issue.opinions] == ["/Resources/Topic/Properties/TopicName"]


def test_the_sentence_counts() -> None:
    none = Lint("tool", "1", "today")
    assert str(none) == "tool 1, resource schemas of today: no findings"
    assert str(Lint("tool", "1", "today", (remark(""),))).endswith("1 finding, not found here anyway")
    unheard = Lint("tool", "1", "today", unheard=("E1", "E2"), unheeded=("W1",))
    assert str(unheard) == (
        "tool 1, resource schemas of today: no findings. Its E1, E2 failed and say nothing."
        " The template asks it to leave out W1: reported all the same"
    )
    assert unheard.warnings == ("tool's E1, E2 failed; what it checks is not known",)


def test_another_kind_of_template_is_not_shown_to_the_tool() -> None:
    from dataclasses import replace

    from fixer.dialects import adapter_of

    template = read_template(Document("stack.ts", QUEUE.format("DelaySeconds: 5")))
    other = replace(adapter_of(template), name="another language")
    with pytest.raises(FixerError) as raised:
        api.check(replace(template, adapter=other), api.Options(linter=linter()))
    assert str(raised.value) == (
        "stack.ts: is another language, and --lint looks at CloudFormation templates\n  try:   leave --lint out"
    )
