"""What settings do: which rules are on, what is not reported and why, how bad it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer import api
from fixer.catalogue.load import load_catalogue
from fixer.catalogue.policy import POLICIES, sides
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.pairing import read_pair, read_template
from fixer.settings.effect import Effect
from fixer.settings.globs import below, matches
from fixer.settings.parse import parse
from fixer.settings.profiles import PROFILES, settled
from fixer.settings.selectors import selector
from fixer.settings.settings import Settings


def settings(text: str) -> Settings:
    return settled([parse(text, "fixer.toml", ".")], "/work")


def checked(template: dict[str, Any], text: str, path: str = "a/stack.json") -> api.Check:
    document = from_bytes(path, json.dumps(template).encode())
    return api.check(read_template(document), api.Options(settings=settings(text)))


def compared(model: dict[str, Any], ideal: dict[str, Any], text: str) -> api.Difference:
    sides = (from_bytes(name, json.dumps(data).encode()) for name, data in (("m.json", model), ("i.json", ideal)))
    return api.diff(*read_pair(*sides), api.Options(settings=settings(text)))


def rules(found: api.Check | api.Difference) -> list[str | None]:
    return [issue.rule for issue in found.issues]


def hidden(found: api.Check | api.Difference) -> dict[str | None, str]:
    return {one.issue.rule: one.reasons[0].why for one in found.hidden}


QUEUE = {"Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}}}


class TestSelection:
    def test_nothing_settled_hides_nothing(self) -> None:
        found = checked(QUEUE, "")
        assert rules(found) == ["physical-name-hardcoded", "queue-unencrypted"]
        assert found.hidden == ()

    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("ignore = ['naming']", ["queue-unencrypted"]),
            ("ignore = ['category:naming']", ["queue-unencrypted"]),
            ("ignore = ['low']", ["queue-unencrypted"]),
            ("ignore = ['queue-unencrypted']", ["physical-name-hardcoded"]),
            ("ignore = ['queue-*', 'rule:physical-*']", []),
            ("ignore = ['all']", []),
            ("select = ['security']", ["queue-unencrypted"]),
            ("select = ['all']\nignore = ['ALL']", []),
            ("select = []", []),
            ("select = []\nextend-select = ['naming']", ["physical-name-hardcoded"]),
            ("ignore = ['naming']\nextend-select = ['physical-name-hardcoded']",
             ["physical-name-hardcoded", "queue-unencrypted"]),
            ("select = ['queue-unen*']\nignore = ['queue-unencrypted']", []),
            ("select = ['queue-unencrypted']\nignore = ['queue-*']", ["queue-unencrypted"]),
            ("select = ['security']\nignore = ['security']", []),
            ("ignore = ['physical-*']\nextend-select = ['physical-name-h*']",
             ["physical-name-hardcoded", "queue-unencrypted"]),
        ],
    )  # fmt: skip
    def test_the_more_precise_selector_decides(self, text: str, left: list[str]) -> None:
        assert rules(checked(QUEUE, text)) == left

    def test_what_hides_an_issue_is_said_with_its_place(self) -> None:
        found = checked(QUEUE, "profile = 'production'\nignore = [\n  'low',\n  'naming',\n]")
        (reason,) = next(one.reasons for one in found.hidden if one.issue.rule == "physical-name-hardcoded")
        assert (reason.how, reason.why, reason.file, reason.line) == ("ignored", "ignore: naming", "fixer.toml", 4)

    @pytest.mark.parametrize(
        ("glob", "path", "hides"),
        [
            ("legacy/**", "legacy/old/stack.json", True),
            ("legacy/**", "new/stack.json", False),
            ("stack.json", "any/where/stack.json", True),
            ("*.yaml", "any/stack.json", False),
            ("legacy/*.json", "legacy/old/stack.json", False),
            ("legacy/", "legacy/old/stack.json", True),
            ("**/old/*.json", "legacy/old/stack.json", True),
            ("./legacy/*.json", "legacy/stack.json", True),
        ],
    )
    def test_files_may_be_left_alone(self, glob: str, path: str, hides: bool) -> None:
        found = checked(QUEUE, f"[per-file-ignores]\n'{glob}' = ['naming']", path)
        assert (rules(found) == ["queue-unencrypted"]) is hides
        if hides:
            assert hidden(found) == {"physical-name-hardcoded": f"per-file-ignores of {glob}: naming"}

    def test_files_that_are_left_alone_are_whatever_is_selected(self) -> None:
        text = "select = ['queue-unencrypted']\n[per-file-ignores]\n'**' = ['security']"
        assert rules(checked(QUEUE, text)) == []

    def test_naming_a_rule_switches_it_on(self) -> None:
        assert "deletion-policy-missing" in rules(checked(QUEUE, "extend-select = ['deletion-policy-missing']"))
        assert "deletion-policy-missing" in rules(checked(QUEUE, "extend-select = ['deletion-policy-m*']"))
        for text in ("extend-select = ['lifecycle']", "select = ['all']", "extend-select = ['critical']"):
            assert "deletion-policy-missing" not in rules(checked(QUEUE, text))

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("ignore = ['low', 'queue-unencryted']",
             "fixer.toml:1:18: there is no rule 'queue-unencryted'\n  try:   did you mean 'queue-unencrypted'?"),
            ("ignore = ['xyz-*']", "fixer.toml:1:11: no rule matches 'xyz-*'\n  try:   fixer rules lists them all"),
            ("[severities]\nnobody-knows-it-at-all = 'low'",
             "fixer.toml:2:26: there is no rule 'nobody-knows-it-at-all'\n  try:   fixer rules lists them all"),
            ("[per-file-ignores]\n'*' = ['nonsense']",
             "fixer.toml:2:8: there is no rule 'nonsense'\n  try:   fixer rules lists them all"),
        ],
    )  # fmt: skip
    def test_a_rule_that_there_is_not(self, text: str, said: str) -> None:
        with pytest.raises(FixerError) as caught:
            Effect(settings(text), load_catalogue())
        assert str(caught.value) == said


class TestSeverities:
    def test_they_hold_with_and_without_an_ideal(self) -> None:
        text = "severities = {'queue-*' = 'info', queue-unencrypted = 'critical', 'q*' = 'low'}"
        assert {issue.rule: issue.severity for issue in checked(QUEUE, text).issues}["queue-unencrypted"] == "critical"
        ideal = {"Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {
            "QueueName": "orders", "KmsMasterKeyId": "alias/aws/sqs"}}}}  # fmt: skip
        assert [issue.severity for issue in compared(QUEUE, ideal, text).issues] == ["critical"]

    def test_the_selectors_go_by_what_is_settled(self) -> None:
        assert rules(checked(QUEUE, "severities = {queue-unencrypted = 'info'}\nignore = ['info']")) == [
            "physical-name-hardcoded"
        ]

    def test_they_switch_nothing_on(self) -> None:
        text = "severities = {deletion-policy-missing = 'critical'}"
        assert "deletion-policy-missing" not in rules(checked(QUEUE, text))


def test_what_is_hidden_is_not_applied() -> None:
    ideal = {"Resources": {"Orders": {"Type": "AWS::SQS::Queue", "Properties": {
        "QueueName": "orders", "KmsMasterKeyId": "alias/aws/sqs", "DelaySeconds": 3}}}}  # fmt: skip
    found = compared(QUEUE, ideal, "ignore = ['queue-unencrypted']")
    done = api.apply(found, api.sparing(found, api.Selection(unsafe=True)))
    assert done.result.data["Resources"]["Orders"]["Properties"] == {"QueueName": "orders", "DelaySeconds": 3}
    assert done.left.summary.issues == 0


@pytest.mark.parametrize(
    ("path", "glob", "is_one"),
    [
        ("a.yaml", "**", True),
        ("a/b/c.yaml", "**", True),
        ("a/b/c.yaml", "a/**/c.yaml", True),
        ("a/c.yaml", "a/**/c.yaml", True),
        ("a/b/c.yaml", "a/*", False),
        ("b/a/c.yaml", "a/**", False),
        ("../a/c.yaml", "**/c.yaml", False),
        ("../a/c.yaml", "c.yaml", True),
        ("a/b.yaml", "a/[bc].yaml", True),
    ],
)
def test_globs(path: str, glob: str, is_one: bool) -> None:
    assert matches(path, glob) is is_one


@given(st.lists(st.sampled_from(["**", "*", "a*", "*b*", "a"]), min_size=1, max_size=30), st.integers(0, 200))
def test_no_glob_takes_long(steps: list[str], depth: int) -> None:
    matches("/".join(["ab"] * depth + ["c"]), "/".join(steps) + "/x")


@pytest.mark.parametrize(
    ("path", "folder", "base", "seen"),
    [
        ("stacks/a.yaml", ".", "/work", "stacks/a.yaml"),
        ("stacks/a.yaml", "stacks", "/work", "a.yaml"),
        ("a.yaml", "..", "/work/stacks", "stacks/a.yaml"),
        ("/other/a.yaml", "/work", "/work/x", "../other/a.yaml"),
        ("a.yaml", "", "", "a.yaml"),
    ],
)
def test_paths_are_seen_from_the_folder_of_the_settings(path: str, folder: str, base: str, seen: str) -> None:
    assert below(path, folder, base) == seen


def test_selectors_are_ordered_by_what_they_say() -> None:
    words = ["all", "security", "s*", "s3-*", "severity:low", "queue-unencrypted"]
    ordered = sorted(words, key=lambda word: selector(word).precision)
    assert ordered == ["all", "security", "severity:low", "s*", "s3-*", "queue-unencrypted"]


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_profile_answers_and_switches_on_what_there_is(name: str) -> None:
    catalogue, profile = load_catalogue(), PROFILES[name]
    assert all(answer in POLICIES[policy].answers for policy, answer in profile.policies.items())
    for rule_id in profile.extend_select:
        rule = catalogue.get(rule_id)
        assert rule is not None and not rule.diff_only and rule.check_severity == "off", rule_id


@pytest.mark.parametrize("side", sides())
def test_every_answer_is_one_that_some_rule_wants_or_that_keeps_rules_quiet(side: str) -> None:
    policy = side.partition("=")[0]
    assert any((rule.policy or "").startswith(f"{policy}=") for rule in load_catalogue().rules)
