"""Fixes of one report that want opposite things say so."""

from __future__ import annotations

from typing import Any

from fixer.issues.contradictions import of_fixes
from tests.rules import found, rule

STACK = {"Resources": {name: {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 9}} for name in ("A", "B")}}
HERE: dict[str, Any] = {"resource": "AWS::SQS::Queue", "when": "present(Properties.DelaySeconds)"}


def whys(*patches: list[dict[str, Any]]) -> list[str]:
    rules = [rule(f"r{n}", match=HERE, fix=patch) for n, patch in enumerate(patches)]
    return [issue.why for issue in of_fixes([one.issue for one in found(STACK, *rules)])]


def test_one_sets_what_another_removes() -> None:
    sets = [{"op": "replace", "path": "/Properties/DelaySeconds", "value": 3}]
    removes = [{"op": "remove", "path": "/Properties/DelaySeconds"}]
    place = "/Resources/A/Properties/DelaySeconds and 1 more"
    assert whys(sets, removes) == [
        f"why Its fix contradicts that of issue 2: it sets {place}, which the other removes.",
        f"why Its fix contradicts that of issue 1: it removes {place}, which the other sets otherwise.",
    ]


def test_two_values_for_one_place() -> None:
    three, four = ([{"op": "replace", "path": "/Properties/DelaySeconds", "value": value}] for value in (3, 4))
    assert all("which the other sets otherwise." in why for why in whys(three, four))


def test_fixes_that_agree_or_are_about_other_places_are_left_alone() -> None:
    three = [{"op": "replace", "path": "/Properties/DelaySeconds", "value": 3}]
    tags = [{"op": "add", "path": "/Properties/Tags/-", "value": {"Key": "K", "Value": "V"}}]
    more = [{"op": "add", "path": "/Properties/Tags/-", "value": {"Key": "L", "Value": "V"}}]
    assert whys(three, three, tags, more) == ["why"] * 4
