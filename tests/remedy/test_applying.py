"""Any choice of issues gives a valid template, and the order of choosing does not matter."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import jsonpatch
import pytest

from fixer import api
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.graph import Graph
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_pair
from tests.pairs import applied, difference, resource, template

QUEUE = "AWS::SQS::Queue"
FUNCTION = "AWS::Lambda::Function"
SOME = ("cfn-json__Pr7217", "cfn-json__Pr8678", "cfn-yaml__Pr3979", "cfn-yaml__Pr8321")


def wired() -> api.Difference:
    """A queue that must go, one that must come, a function between them, a rename and an inner change."""
    body = '{{"StartAt": "Do", "States": {{"Do": {{"Type": "Task", "Resource": "{}", "End": true}}}}}}'
    model = template(
        {
            "Stale": resource(QUEUE, QueueName="stale"),
            "Work": resource(FUNCTION, Handler="index.handler", Environment={"Variables": {"Q": {"Ref": "Stale"}}}),
            "Flow": resource(
                "AWS::StepFunctions::StateMachine", DefinitionString={"Fn::Sub": body.format("${Work.Arn}")}
            ),
        },
        Outputs={"Queue": {"Value": {"Ref": "Stale"}}, "Flow": {"Value": {"Ref": "Flow"}}},
    )
    ideal = template(
        {
            "Fresh": resource("AWS::SNS::Topic", TopicName="fresh"),
            "Worker": resource(FUNCTION, Handler="index.handler", Environment={"Variables": {"Q": {"Ref": "Fresh"}}}),
            "Flow": resource(
                "AWS::StepFunctions::StateMachine",
                DefinitionString={
                    "Fn::Sub": body.format("${Worker.Arn}").replace('"End"', '"TimeoutSeconds": 9, "End"')
                },
            ),
        },
        Outputs={"Flow": {"Value": {"Ref": "Flow"}}},
    )
    return difference(model, ideal)


def dangling(data: dict[str, Any]) -> set[str]:
    return {edge.name for edge in Graph(CLOUDFORMATION, data).dangling()}


def test_everything_applied_is_what_the_ideal_says() -> None:
    found = wired()
    assert applied(found, unsafe=True) == found.ideal.data
    assert api.diff(api.apply(found, api.Selection(unsafe=True)).result, found.ideal).issues == ()


def test_nothing_applied_is_the_same_text() -> None:
    found = wired()
    assert api.apply(found, api.Selection(none=True)).document_text == found.model.source.document.text


def test_each_issue_alone_leaves_no_reference_to_nothing() -> None:
    found = wired()
    for issue in found.issues:
        assert dangling(applied(found, f"issue:{issue.id}")) == set(), issue.title


def test_closing_in_two_steps_is_closing_at_once() -> None:
    found = wired()
    for issue in found.issues:
        first = api.apply(found, api.Selection(only=(f"issue:{issue.id}",))).result
        rest = api.apply(api.diff(first, found.ideal), api.Selection(unsafe=True)).result
        assert rest.data == found.ideal.data, issue.title


def test_what_comes_along_says_for_whom() -> None:
    found = wired()
    (removal,) = [issue for issue in found.issues if any(gap.pointer == "/Resources/Stale" for gap in issue.gaps)]
    outcomes = api.apply(found, api.Selection(only=(f"issue:{removal.number}",))).outcomes
    brought = [outcome for outcome in outcomes if outcome.status == "applied" and outcome.number != removal.number]
    assert brought
    assert all(outcome.reason.endswith("needs it") for outcome in brought)


def test_an_excluded_requirement_skips_what_needs_it() -> None:
    found = wired()
    (removal,) = [issue for issue in found.issues if any(gap.pointer == "/Resources/Stale" for gap in issue.gaps)]
    assert removal.fix is not None
    needed = next(issue for issue in found.issues if issue.id in removal.fix.requires)
    done = api.apply(found, api.Selection(unsafe=True, exclude=(f"issue:{needed.number}",)))
    (outcome,) = [outcome for outcome in done.outcomes if outcome.id == removal.id]
    assert outcome.status == "skipped"
    assert outcome.reason == f"needs issue {needed.number}, which --except leaves out"
    both = api.apply(found, api.Selection(only=(str(needed.number),), exclude=(str(needed.number),))).outcomes
    assert [one.reason for one in both if one.id == needed.id] == ["left out by --except"]
    assert dangling(done.result.data) == set()


def test_without_a_choice_only_safe_fixes_apply_and_the_rest_is_named() -> None:
    found = wired()
    outcomes = {outcome.id: outcome for outcome in api.apply(found, api.Selection()).outcomes}
    for issue in found.issues:
        assert issue.fix is not None
        if issue.fix.safety == "unsafe":
            assert outcomes[issue.id].status == "left-out"
            assert outcomes[issue.id].option == "--unsafe"


def test_each_fix_is_a_patch_of_the_whole_model() -> None:
    found = wired()
    for issue in found.issues:
        assert issue.fix is not None
        patched = jsonpatch.apply_patch(found.model.data, list(issue.fix.patch))
        assert patched == found.builder.build(issue.gaps).data


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("severity:grave", "'grave' is no severity\n  try:   one of "),
        ("issue:99", "no issue matches 'issue:99'\n  try:   issues have the numbers from 1 to "),
        ("resource:Wrok", "no issue matches 'resource:Wrok'\n  try:   one of Work"),
    ],
)
def test_a_selector_that_names_nothing_says_what_is_there(selector: str, message: str) -> None:
    with pytest.raises(FixerError) as caught:
        api.apply(wired(), api.Selection(only=(selector,)))
    assert str(caught.value).startswith(message)


def test_what_cannot_be_written_does_not_stop_the_rest() -> None:
    """A merge in brackets cannot be written out, so what it brings cannot change: one issue's fault, and found out."""
    model = b"""x-common: &common {A: 1}
Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
    Metadata: {<<: *common}
"""
    ideal = b"""Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
  Queue:
    Type: AWS::SQS::Queue
    Metadata: {A: 1}
    Properties: {VisibilityTimeout: 60}
"""
    found = api.diff(*read_pair(from_bytes("model.yaml", model), from_bytes("ideal.yaml", ideal)))
    done = api.apply(found, api.Selection(unsafe=True))
    skipped = [outcome.title for outcome in done.outcomes if outcome.status == "skipped"]
    assert skipped == ["x-common is not in the ideal"]
    assert [issue.title for issue in api.diff(done.result, found.ideal).issues] == skipped


def test_a_document_in_a_string_keeps_its_layout() -> None:
    body = """{
  "widgets": [
    {"type": "text", "x": 0, "properties": {"markdown": "a"}},
    {"type": "metric", "x": 1, "properties": {"title": "T", "period": 60}}
  ]
}"""
    other = body.replace("60", "300").replace('"a"', '"b"')
    model, ideal = (
        template({"Board": resource("AWS::CloudWatch::Dashboard", DashboardBody=text)}) for text in (body, other)
    )
    found = difference(model, ideal)
    for gap in found.comparison.gaps:
        text = found.builder.build([gap]).data["Resources"]["Board"]["Properties"]["DashboardBody"]
        assert text in (body.replace("60", "300"), body.replace('"a"', '"b"'))


def test_a_name_that_is_taken_becomes_free_first() -> None:
    queue = {"VisibilityTimeout": 77, "DelaySeconds": 3}
    model = template(
        {"Q": resource(QUEUE, QueueName={"Ref": "Queue"}, **queue)}, Parameters={"Queue": {"Type": "String"}}
    )
    found = difference(model, template({"Queue": resource(QUEUE, QueueName="n", **queue)}))
    (rename,) = [issue for issue in found.issues if any(gap.kind == "renamed" for gap in issue.gaps)]
    assert applied(found, f"issue:{rename.id}") == found.ideal.data


def test_a_module_that_is_renamed_takes_its_resources_along() -> None:
    def stack(name: str) -> dict[str, Any]:
        inner = (
            {"Fn::GetAtt": [f"{name}.Bucket", "Arn"]},
            {"Ref": f"{name}.Bucket"},
            {"Fn::Sub": f"${{{name}.Bucket.Arn}}"},
        )
        return template(
            {name: resource("My::S3::Bucket::MODULE", Size="1"), "Topic": resource("AWS::SNS::Topic", Tags=inner)}
        )

    found = difference(stack("Old"), stack("New"))
    assert [gap.kind for gap in found.comparison.gaps] == ["renamed"]
    assert applied(found, unsafe=True) == found.ideal.data


def test_a_section_without_a_body_does_not_take_the_new_one_with_it() -> None:
    topic = {"Type": "AWS::SNS::Topic"}
    model = template({"Topic": topic}, Parameters=None, Outputs=None)
    ideal = template(
        {"Topic": topic | {"Condition": "C"}},
        Parameters={"P": {"Type": "String"}},
        Conditions={"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
    )
    found = difference(model, ideal)
    done = api.apply(found, api.Selection(unsafe=True, exclude=("rule:output-unneeded",)))
    assert done.result.data == ideal | {"Outputs": None}


@pytest.mark.parametrize(("fence", "applied"), [("```", 1), ("~~~", 2), ("````", 2)])
def test_no_value_ends_the_code_fence(fence: str, applied: int) -> None:
    text = f"""{fence}yaml
Description: Old
Resources:
  Topic:
    Type: AWS::SNS::Topic
{fence}
"""
    ideal = {
        "Description": "a\n```\nb",
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "DeletionPolicy": "Retain"}},
    }
    documents = from_bytes("model.md", text.encode()), from_bytes("ideal.json", json.dumps(ideal).encode())
    found = api.diff(*read_pair(*documents))
    done = api.apply(found, api.Selection(unsafe=True))
    assert sum(outcome.status == "applied" for outcome in done.outcomes) == applied
    again = read_pair(from_bytes("model.md", done.document_text.encode()), documents[1])
    assert len(api.diff(*again).issues) == 2 - applied


@pytest.mark.parametrize("pair", SOME)
def test_random_choices_on_real_pairs_are_valid_and_confluent(corpus: Path, pair: str) -> None:
    folder = corpus / pair
    names = [path.name for path in folder.iterdir()]
    model, ideal = folder_pair(str(folder), names, lambda name: (folder / name).read_bytes())
    found = api.diff(model, ideal)
    everything = applied(found, unsafe=True)
    allowed = dangling(model.data) | dangling(ideal.data)
    choose = random.Random(pair)
    for _ in range(3):
        chosen = choose.sample(found.issues, choose.randint(1, len(found.issues)))
        first = api.apply(found, api.Selection(only=tuple(f"issue:{issue.id}" for issue in chosen))).result
        assert dangling(first.data) <= allowed
        rest = api.apply(api.diff(first, ideal), api.Selection(unsafe=True)).result
        assert rest.data == everything
