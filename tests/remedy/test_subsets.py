"""Any choice of issues closes these and leaves the others, whatever the model mixes up: names, mentions, circles."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fixer import api
from fixer.compare.gaps import Gap
from tests.pairs import difference, resource, template

ROLE = "AWS::IAM::Role"
POLICY = "AWS::IAM::Policy"
TOPIC = "AWS::SNS::Topic"
TRUST = {"Version": "2012-10-17", "Statement": []}


def sign(gap: Gap) -> tuple[str, str, str]:
    """What a gap is, whatever has moved around it."""
    entry = gap.pair.ideal or gap.pair.model
    return gap.kind, entry.id if entry else "", "/".join(token for token in gap.path if not token.isdigit())


def closes_exactly(found: api.Difference, *ids: str) -> None:
    done = api.apply(found, api.Selection(only=tuple(f"issue:{name}" for name in ids)))
    skipped = [outcome for outcome in done.outcomes if outcome.status == "skipped"]
    assert skipped == []
    applied = {outcome.id for outcome in done.outcomes if outcome.status == "applied"}
    left = Counter(sign(gap) for issue in found.issues if issue.id not in applied for gap in issue.gaps)
    again = api.diff(done.result, found.ideal)
    assert Counter(sign(gap) for issue in again.issues for gap in issue.gaps) == left
    rest = api.apply(again, api.Selection(unsafe=True))
    assert rest.result.data == found.ideal.data


def every_choice(found: api.Difference) -> None:
    names = [issue.id for issue in found.issues]
    for size in range(1, len(names) + 1):
        for ids in combinations(names, size):
            closes_exactly(found, *ids)


def test_mentions_of_the_right_name_are_no_difference_of_their_own() -> None:
    """The model declares one id and refers to another: giving the entry its name mends both."""
    body = {"Handler": "i.h", "Role": {"Fn::GetAtt": ["WorkerRole", "Arn"]}}
    role = resource(ROLE, AssumeRolePolicyDocument=TRUST, Path="/work/")
    model = template({"LambdaRole": role, "Work": resource("AWS::Lambda::Function", **body, Timeout=3)})
    ideal = template({"WorkerRole": role, "Work": resource("AWS::Lambda::Function", **body, Timeout=30)})
    found = difference(model, ideal)
    gaps = [(gap.kind, gap.pointer) for issue in found.issues for gap in issue.gaps]
    assert sorted(gaps) == [("changed", "/Resources/Work/Properties/Timeout"), ("renamed", "/Resources/LambdaRole")]
    every_choice(found)


def test_gaps_beside_such_a_mention_show_the_model_as_it_is_written() -> None:
    role = resource(ROLE, AssumeRolePolicyDocument=TRUST, Path="/work/")
    model = template({"Mine": role}, Outputs={"O": {"Value": {"Fn::Join": ["-", [{"Ref": "Yours"}, "a"]]}}})
    ideal = template({"Yours": role}, Outputs={"O": {"Value": {"Fn::Join": ["-", [{"Ref": "Yours"}, "b"]]}}})
    found = difference(model, ideal)
    (gap,) = [gap for issue in found.issues for gap in issue.gaps if gap.kind == "changed"]
    assert (gap.model, gap.ideal) == (model["Outputs"]["O"]["Value"], ideal["Outputs"]["O"]["Value"])
    every_choice(found)


def test_a_mention_the_other_way_round_goes_with_the_one_that_comes() -> None:
    names = {"A": {"TopicName": "a"}, "B": {"TopicName": "b"}}
    model = template({name: resource(TOPIC, **body) for name, body in names.items()})
    ideal = json.loads(json.dumps(model))
    model["Resources"]["A"]["DependsOn"] = "B"
    ideal["Resources"]["B"]["Properties"]["DisplayName"] = {"Fn::GetAtt": ["A", "TopicName"]}
    every_choice(difference(model, ideal))


def test_an_entry_that_comes_may_be_mentioned_already() -> None:
    model = template({"P": resource(POLICY, PolicyName="p", Roles=["x"], PolicyDocument=TRUST)})
    ideal = json.loads(json.dumps(model))
    model["Resources"]["P"]["DependsOn"] = "Work"
    ideal["Resources"]["Work"] = {"DependsOn": "P", **resource(TOPIC, TopicName="work")}
    every_choice(difference(model, ideal))


def test_a_circle_that_was_there_keeps_no_entry_from_its_name() -> None:
    model = template({"Mine": {"DependsOn": "Mine", **resource(TOPIC, TopicName="a", DisplayName="x")}})
    ideal = template({"MineToo": resource(TOPIC, TopicName="a", DisplayName="x")})
    found = difference(model, ideal)
    (rename,) = [issue for issue in found.issues if issue.gaps[0].kind == "renamed"]
    done = api.apply(found, api.Selection(only=(f"issue:{rename.id}",)))
    assert done.result.data["Resources"]["MineToo"]["DependsOn"] == "MineToo"


NAMES = ["A", "B", "C", "D"]
TIES = st.sets(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda tie: tie[0] > tie[1]), max_size=5
)


def tied(order: list[str], ties: set[tuple[str, str]], present: set[str]) -> dict[str, Any]:
    """Topics that are each known by their display name and depend on one another without a circle."""
    place = dict(zip(NAMES, order, strict=True))
    found: dict[str, Any] = {}
    for name in NAMES:
        own = place[name]
        if own in present:
            ahead = sorted(place[other] for one, other in ties if one == name and place[other] in present)
            found[own] = resource(TOPIC, TopicName=own.lower(), DisplayName={"Fn::Join": ["", [own]]})
            if ahead:
                found[own]["DependsOn"] = ahead
    return template(found or {"E": resource(TOPIC, TopicName="e")})


@settings(max_examples=60, deadline=None)
@given(st.permutations(NAMES), TIES, TIES, st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES), min_size=1))
def test_no_choice_makes_a_circle(
    order: list[str], mine: set[tuple[str, str]], yours: set[tuple[str, str]], left: set[str], right: set[str]
) -> None:
    found = difference(tied(NAMES, mine, left), tied(order, yours, right))
    for issue in found.issues:
        done = api.apply(found, api.Selection(only=(f"issue:{issue.id}",)))
        assert not [one.reason for one in done.outcomes if one.status == "skipped" and "depend" in one.reason]
