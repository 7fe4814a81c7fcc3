"""A fix that brings a new error is rolled back, the others stay; judged by small verifiers of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixer import api
from fixer.errors import FixerError
from fixer.pointer import join
from fixer.remedy.verify import MAX_RUNS, Finding, Findings, State, new_errors
from tests.pairs import difference, resource, template

QUEUE = "AWS::SQS::Queue"
Look = Callable[[Mapping[str, Any]], list[Finding]]
EVERYTHING = api.Selection(unsafe=True)


@dataclass
class Verifier:
    """Says what ``look`` finds; counts how often it is asked."""

    look: Look
    unheard: frozenset[str] = frozenset()
    asked: int = 0
    tool: str = "a-lint"
    version: str = "1"

    def __call__(self, text: str, data: Mapping[str, Any]) -> Findings:
        self.asked += 1
        return Findings(frozenset(self.look(data)), self.unheard)


def delays(data: Mapping[str, Any]) -> list[Finding]:
    """A delay over 900 is an error."""
    return [
        Finding("D1", join(("Resources", name, "Properties", "DelaySeconds")), "Delay is too long")
        for name, body in data["Resources"].items()
        if body["Properties"].get("DelaySeconds", 0) > 900
    ]


def of(found: api.Difference, verify: Verifier, *only: str) -> api.Application:
    return api.apply(found, api.Selection(only=only, unsafe=not only), verify)


def skipped(done: api.Application) -> dict[str, str]:
    """The reason by title."""
    return {one.title: one.reason for one in done.outcomes if one.status == "skipped"}


def two_changes() -> api.Difference:
    """One fix that is right, and one that brings an error."""
    model = template(
        {"A": resource(QUEUE, DelaySeconds=5), "B": resource("AWS::SNS::Topic", TopicName="old", DelaySeconds=0)}
    )
    ideal = template(
        {"A": resource(QUEUE, DelaySeconds=1000), "B": resource("AWS::SNS::Topic", TopicName="new", DelaySeconds=0)}
    )
    return difference(model, ideal)


def test_a_fix_that_brings_an_error_is_rolled_back_and_the_others_stay() -> None:
    found = two_changes()
    done = of(found, Verifier(delays))
    assert {name: body["Properties"] for name, body in done.result.data["Resources"].items()} == {
        "A": {"DelaySeconds": 5},
        "B": {"TopicName": "new", "DelaySeconds": 0},
    }
    assert list(skipped(done).values()) == [
        "it brings an error that was not there, a-lint D1 at /Resources/A/Properties/DelaySeconds: Delay is too long; "
        "the ideal has it too"
    ]
    seen = done.verification
    assert seen is not None and len(seen.rolled_back) == 1
    assert str(seen) == "a-lint 1: 0 errors before, 0 after, none of them new; 1 fix would have brought one"
    assert [issue.gaps[0].pointer for issue in api.diff(done.result, found.ideal).issues] == [
        "/Resources/A/Properties/DelaySeconds"
    ]


def test_no_error_no_difference() -> None:
    found = two_changes()
    plain = api.apply(found, EVERYTHING)
    done = of(found, Verifier(lambda data: []))
    assert (done.text, done.outcomes) == (plain.text, plain.outcomes)
    assert plain.verification is None
    assert done.verification is not None and done.verification.runs == 2


def test_an_error_that_was_there_holds_nothing_up() -> None:
    model = template({"A": resource(QUEUE, DelaySeconds=1000, QueueName="a")})
    ideal = template({"A": resource(QUEUE, DelaySeconds=1000, QueueName="b")})
    verify = Verifier(delays)
    done = of(difference(model, ideal), verify)
    assert done.result.data == ideal
    assert str(done.verification) == "a-lint 1: 1 error before, 1 after, none of them new"


def test_what_needs_a_rolled_back_fix_goes_with_it() -> None:
    model = template({"A": resource(QUEUE, DelaySeconds=5)})
    ideal = template(
        {"A": resource(QUEUE, DelaySeconds=5), "New": resource(QUEUE, DelaySeconds=1000)},
        Outputs={"Url": {"Value": {"Ref": "New"}}},
    )
    found = difference(model, ideal)
    done = of(found, Verifier(delays))
    assert done.result.data == model
    assert done.text == found.model.text
    assert [one.status for one in done.outcomes] == ["skipped", "skipped"]
    assert done.outcomes[1].reason == "needs issue 1, which was skipped"


def test_an_error_of_a_part_is_not_said_to_be_the_ideals() -> None:
    def uneven(data: Mapping[str, Any]) -> list[Finding]:
        one, other = (data["Resources"][name]["Properties"][name] for name in ("A", "B"))
        return [Finding("P1", "/Resources/A/Properties")] if one != other else []

    model, ideal = queues({"A": 1, "B": 1}), queues({"A": 2, "B": 2})
    found = difference(model, ideal)
    assert of(found, Verifier(uneven)).result.data == ideal
    first = next(issue for issue in found.issues if issue.gaps[0].pointer == "/Resources/A/Properties/A")
    done = of(found, Verifier(uneven), f"issue:{first.number}")
    assert done.result.data == model
    assert list(skipped(done).values()) == [
        "it brings an error that was not there, a-lint P1 at /Resources/A/Properties"
    ]


def queues(delays: Mapping[str, int]) -> dict[str, Any]:
    """Queues that share no property which changes, so that each is an issue of its own."""
    return template(
        {name: {"Type": f"AWS::Own::{name}", "Properties": {name: delay}} for name, delay in delays.items()}
    )


@settings(max_examples=40)
@given(st.lists(st.booleans(), min_size=1, max_size=9), st.sampled_from(["place", "entry", "nowhere"]))
def test_exactly_what_is_guilty_is_rolled_back(guilty: list[bool], told: str) -> None:
    names = [f"Part{number}" for number in range(len(guilty))]
    bad = {name for name, is_bad in zip(names, guilty, strict=True) if is_bad}
    place = {"place": "/Resources/{0}/Properties/{0}", "entry": "/Resources/{0}", "nowhere": ""}[told]
    if told == "nowhere" and len(bad) > 2:
        bad = set(sorted(bad)[:2])

    def look(data: Mapping[str, Any]) -> list[Finding]:
        changed = [name for name in names if data["Resources"][name]["Properties"][name] == 2]
        return [Finding("X1", place.format(name)) for name in changed if name in bad]

    model, ideal = queues(dict.fromkeys(names, 1)), queues(dict.fromkeys(names, 2))
    found = difference(model, ideal)
    verify = Verifier(look)
    done = of(found, verify)
    assert look(done.result.data) == []
    gaps_by_issue = {issue.id: {gap.pointer.split("/")[2] for gap in issue.gaps} for issue in found.issues}
    for one in done.outcomes:
        assert (one.status == "skipped") == bool(gaps_by_issue[one.id] & bad)
    assert verify.asked <= MAX_RUNS + 2


def test_the_runs_are_bounded_where_everything_is_an_error() -> None:
    names = [f"Part{number}" for number in range(60)]
    model, ideal = queues(dict.fromkeys(names, 1)), queues(dict.fromkeys(names, 2))
    found = difference(model, ideal)
    verify = Verifier(lambda data: [] if data == model else [Finding("X1", "", str(len(data)))])
    done = of(found, verify)
    assert (done.text, {one.status for one in done.outcomes}) == (found.model.text, {"skipped"})
    assert all(one.reason.startswith("it brings an error that was not there, a-lint X1") for one in done.outcomes)
    assert verify.asked <= MAX_RUNS + 2


def test_a_verifier_that_gives_up_stops_the_call() -> None:
    def give_up(data: Mapping[str, Any]) -> list[Finding]:
        raise FixerError("the template cannot be verified")

    with pytest.raises(FixerError, match="cannot be verified"):
        of(two_changes(), Verifier(give_up))


def moved(before: Any, after: Any, *paths: str, renames: Mapping[str, str] | None = None, **more: Any) -> list[str]:
    """The new errors, where the first path is the one of before."""
    old = Findings(frozenset({Finding("E1", paths[0])}), **more)
    new = Findings(frozenset(Finding("E1", path) for path in paths[1:]))
    return [one.path for one in new_errors(old, new, State("", before), State("", after, renames or {}))]


def test_an_error_moves_along_with_its_item() -> None:
    before, after = {"L": [{"x": 1}]}, {"L": [{"x": 0}, {"x": 1}]}
    assert moved(before, after, "/L/0/x", "/L/1/x") == []
    assert moved(before, after, "/L/0/x", "/L/0/x", "/L/1/x") == ["/L/1/x"]
    assert moved(before, {"L": [{"x": 0}, {"x": 2}]}, "/L/0/x", "/L/1/x") == ["/L/1/x"]


def test_an_error_moves_along_with_a_renamed_entry() -> None:
    before, after = {"Resources": {"Old": {"T": 1}}}, {"Resources": {"New": {"T": 1}}}
    renames = {"/Resources/Old": "New"}
    assert moved(before, after, "/Resources/Old/T", "/Resources/New/T", renames=renames) == []
    assert moved(before, after, "/Resources/Old/T", "/Resources/New/T") == ["/Resources/New/T"]


def test_a_rule_that_came_to_no_result_before_brings_nothing_new() -> None:
    assert moved({"a": 1}, {"a": 2}, "/b", "/a", unheard=frozenset({"E1"})) == []
    verify = Verifier(lambda data: [], frozenset({"E1029"}))
    assert str(of(two_changes(), verify).verification) == (
        "a-lint 1: 0 errors before, 0 after, none of them new; its E1029 failed and say nothing"
    )


def test_no_choice_may_leave_a_template_without_resources() -> None:
    model = template({"A": resource(QUEUE, DelaySeconds=5)}, Outputs={"Gone": {"Value": "x"}})
    ideal = template({"Other": resource("AWS::SNS::Topic", TopicName="x")})
    found = difference(model, ideal)
    by_place = {gap.pointer: issue for issue in found.issues for gap in issue.gaps}
    takes, harmless = by_place["/Resources/A"], by_place["/Outputs/Gone"]
    done = api.apply(found, api.Selection(only=(takes.id, harmless.id)))
    assert skipped(done) == {takes.title: "no resource would be left"}
    assert done.result.data == template({"A": resource(QUEUE, DelaySeconds=5)})
