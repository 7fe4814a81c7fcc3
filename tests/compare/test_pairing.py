"""Which entry answers to which: judged pairs, small ones with a known answer, and laws that hold for all."""

from __future__ import annotations

import random
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import changed, renamed, template
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import Comparison, compare
from fixer.compare.pairing import APART, new_names
from fixer.compare.words import contradict, words
from tests.compare.pairing_cases import Label, Template, elected, half, labels, measure, pairs_of, templates

SYNTHETIC: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "pairing_synthetic.yaml").read_text())


def run(model: Template, ideal: Template) -> Comparison:
    return compare(CLOUDFORMATION, model, ideal)


def resources(**bodies: tuple[str, dict[str, Any]]) -> Template:
    return {
        "Resources": {name: {"Type": kind, "Properties": properties} for name, (kind, properties) in bodies.items()}
    }


def answers(model: Template, ideal: Template, how: str) -> dict[str, str]:
    return {
        (pair.model.id if pair.model.section == "Resources" else f"{pair.model.section}/{pair.model.id}"): pair.ideal.id
        for pair in pairs_of(model, ideal)
        if pair.model and pair.ideal and pair.how == how
    }


class TestJudgedPairs:
    """On real pairs, calibrated on half of the folders (by the hash of their names) and measured on the other half."""

    def test_there_are_as_many_labels_as_were_promised(self) -> None:
        verdicts = [label.verdict for label in labels() if label.verdict != "open"]
        assert sum(verdict in ("rename", "replaced") for verdict in verdicts) >= 90
        assert verdicts.count("not") >= 90
        assert {half(label.pair) for label in labels()} == {"calibrate", "test"}

    def test_no_entry_is_judged_to_be_two_things(self) -> None:
        true = [label for label in labels() if label.verdict in ("rename", "replaced")]
        for side in ("model", "ideal"):
            ids = [(label.pair, label.section, getattr(label, side)) for label in true]
            assert len(ids) == len(set(ids))

    def test_labels_name_what_is_there(self, corpus: Path) -> None:
        def absent(label: Label) -> bool:
            model, ideal = templates(corpus, label.pair)
            sides = [(model, label.model)] + ([(ideal, label.ideal)] if label.ideal else [])
            sides += [(model, label.ideal), (ideal, label.model)] if label.hidden else []
            return not all(name in side[label.section] for side, name in sides)

        assert [label for label in labels() if absent(label)] == []

    def test_the_half_that_nothing_was_fitted_to(self, corpus: Path) -> None:
        found = measure(corpus, lambda pair: half(pair) == "test")
        assert (found.precision >= 0.97, found.recall >= 0.85) == (True, True), str(found)
        # Two of one type, one of each taken away, are the hardest: nine in ten are kept apart.
        assert len(found.trapped) <= found.traps * 0.1, str(found)

    def test_all_of_them(self, corpus: Path) -> None:
        found = measure(corpus, lambda pair: True)
        assert (found.precision >= 0.97, found.recall >= 0.85) == (True, True), str(found)

    def test_a_pair_that_shares_next_to_nothing_is_a_rewrite(self, corpus: Path) -> None:
        assert run(*templates(corpus, "cfn-yaml__Pr3395")).rewrite
        # All of its ids have lost their prefix; that is no rewrite.
        assert not run(*templates(corpus, "cfn-json__Pr2582")).rewrite


class TestKnownAnswers:
    @pytest.mark.parametrize("case", SYNTHETIC, ids=lambda case: case["name"])
    def test_pairs(self, case: dict[str, Any]) -> None:
        assert answers(case["model"], case["ideal"], "renamed") == case.get("renamed", {})
        assert answers(case["model"], case["ideal"], "replaced") == case.get("replaced", {})

    @pytest.mark.parametrize("case", SYNTHETIC, ids=lambda case: case["name"])
    def test_the_other_way_round_gives_the_mirrored_pairs(self, case: dict[str, Any]) -> None:
        mirrored = {new: old for old, new in _bare(case.get("renamed", {})).items()}
        assert _bare(answers(case["ideal"], case["model"], "renamed")) == mirrored

    @pytest.mark.parametrize("case", SYNTHETIC, ids=lambda case: case["name"])
    def test_the_order_of_entries_does_not_matter(self, case: dict[str, Any]) -> None:
        shuffle = random.Random(case["name"])
        assert elected(pairs_of(_shuffled(case["model"], shuffle), _shuffled(case["ideal"], shuffle))) == elected(
            pairs_of(case["model"], case["ideal"])
        )


def _bare(ids: dict[str, str]) -> dict[str, str]:
    return {old.rpartition("/")[2]: new for old, new in ids.items()}


def _shuffled(side: Template, shuffle: random.Random) -> Template:
    found = {}
    for section, body in shuffle.sample(list(side.items()), len(side)):
        found[section] = dict(shuffle.sample(list(body.items()), len(body))) if isinstance(body, dict) else body
    return found


class TestWords:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("PrivateRouteTable1", {"private", "rt", "1"}),
            ("EC2InstanceRole", {"ec2", "instance", "role"}),
            ("OfficeIPAddress", {"office", "ip", "address"}),
            ("DatabaseSecurityGroup", {"db", "sg"}),
            ("HTTPSListener", {"https", "listener"}),
            ("S3BucketLogs", {"s3", "bucket", "log"}),
            ("OrdersQueue5B1C2D3E", {"order", "queue"}),
            ("python3.12", {"python"}),
        ],
    )
    def test_words_of_a_name(self, name: str, expected: set[str]) -> None:
        assert words(name) == expected

    @pytest.mark.parametrize(
        ("one", "other", "opposed"),
        [
            ("PublicSubnet", "PrivateSubnet", True),
            ("Subnet1", "Subnet2", True),
            ("Subnet", "Subnet2", False),
            ("EC2Instance1", "EC2Instance2", True),
            ("ErrorAlarm", "ThrottleAlarm", True),
            ("S3LogGroup", "LambdaLogGroup", True),
            ("OrdersQueue3", "Thing77", False),
            ("Bucket", "WebsiteBucket", False),
            ("RDSInstance", "Database", False),
        ],
    )
    def test_names_that_contradict_each_other(self, one: str, other: str, opposed: bool) -> None:
        assert contradict(words(one), words(other)) is opposed
        assert contradict(words(other), words(one)) is opposed


class TestOneRenameIsOneGap:
    MODEL = resources(
        Queue=("AWS::SQS::Queue", {"VisibilityTimeout": 30}),
        Topic=(
            "AWS::SNS::Topic",
            {"Subscription": [{"Protocol": "sqs", "Endpoint": {"Fn::GetAtt": ["Queue", "Arn"]}}]},
        ),
        Reader=(
            "AWS::Lambda::EventSourceMapping",
            {"EventSourceArn": {"Fn::GetAtt": "Queue.Arn"}, "FunctionName": {"Fn::Sub": "read-${Queue.QueueName}"}},
        ),
    )
    IDEAL = resources(
        Jobs=("AWS::SQS::Queue", {"VisibilityTimeout": 30}),
        Topic=("AWS::SNS::Topic", {"Subscription": [{"Protocol": "sqs", "Endpoint": {"Fn::GetAtt": ["Jobs", "Arn"]}}]}),
        Reader=(
            "AWS::Lambda::EventSourceMapping",
            {"EventSourceArn": {"Fn::GetAtt": "Jobs.Arn"}, "FunctionName": {"Fn::Sub": "read-${Jobs.QueueName}"}},
        ),
    )

    def test_references_fold_into_it(self) -> None:
        found = run(self.MODEL, self.IDEAL)
        assert [(gap.kind, gap.pointer, gap.ideal_pointer) for gap in found.gaps] == [
            ("renamed", "/Resources/Queue", "/Resources/Jobs")
        ]
        assert found.names == {("value", "Jobs"): "Queue"}

    def test_what_changed_besides_is_said_besides(self) -> None:
        body = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 60}}
        found = run(self.MODEL, {"Resources": {**self.IDEAL["Resources"], "Jobs": body}})
        assert [(gap.kind, gap.pointer, gap.model, gap.ideal) for gap in found.gaps] == [
            ("renamed", "/Resources/Queue", "Queue", "Jobs"),
            ("changed", "/Resources/Queue/Properties/VisibilityTimeout", 30, 60),
        ]

    def test_a_new_thing_that_takes_an_id_of_the_model_is_kept_apart(self) -> None:
        model = resources(Data=("AWS::S3::Bucket", {"BucketName": "acme-data"}))
        ideal = resources(Store=("AWS::S3::Bucket", {"BucketName": "acme-data"}))
        assert new_names(CLOUDFORMATION, pairs_of(model, ideal)) == {("value", "Store"): "Data"}
        ideal["Parameters"] = {"Data": {"Type": "String"}}
        names = new_names(CLOUDFORMATION, pairs_of(model, ideal))
        assert names == {("value", "Store"): "Data", ("value", "Data"): APART + "Data"}

    def test_a_parameter_with_its_condition_and_every_mention(self) -> None:
        def side(parameter: str, condition: str) -> Template:
            return {
                "Parameters": {parameter: {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]}},
                "Conditions": {condition: {"Fn::Equals": [{"Ref": parameter}, "prod"]}},
                "Resources": {
                    "Queue": {
                        "Type": "AWS::SQS::Queue",
                        "Condition": condition,
                        "Properties": {"QueueName": {"Fn::Sub": f"jobs-${{{parameter}}}"}},
                    }
                },
            }

        found = run(side("EnvName", "Prod"), side("EnvironmentName", "IsProduction"))
        assert [(gap.kind, gap.pointer) for gap in found.gaps] == [
            ("renamed", "/Parameters/EnvName"),
            ("renamed", "/Conditions/Prod"),
        ]


_NAMES = st.sampled_from(["Orders", "Billing", "Public", "Private", "Web", "Data", "First", "Second", "A1", "B2"])
_TYPES = st.sampled_from(["AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::EC2::RouteTable"])
_VALUES = st.dictionaries(
    st.sampled_from(["VisibilityTimeout", "DisplayName", "VpcId"]),
    st.one_of(st.integers(0, 3), st.sampled_from(["one", "two"]), _NAMES.map(lambda name: {"Ref": name})),
    max_size=3,
)
_SIDES = st.dictionaries(_NAMES, st.tuples(_TYPES, _VALUES), max_size=7).map(
    lambda bodies: {
        "Resources": {name: {"Type": kind, "Properties": values} for name, (kind, values) in bodies.items()}
    }
)


class TestLaws:
    @settings(max_examples=150)
    @given(_SIDES, _SIDES)
    def test_every_entry_stands_in_exactly_one_pair(self, model: Template, ideal: Template) -> None:
        pairs = pairs_of(model, ideal)
        assert [pair.model.id for pair in pairs if pair.model] == ["", *model["Resources"]][1:]
        assert sorted(pair.ideal.id for pair in pairs if pair.ideal) == sorted(ideal["Resources"])
        for pair in pairs:
            if pair.how in ("same", "renamed"):
                assert pair.model and pair.ideal
                assert (pair.model.section, pair.model.type) == (pair.ideal.section, pair.ideal.type)

    @settings(max_examples=150)
    @given(_SIDES, _SIDES, st.randoms(use_true_random=False))
    def test_order_of_entries(self, model: Template, ideal: Template, shuffle: random.Random) -> None:
        shuffled = pairs_of(_shuffled(model, shuffle), _shuffled(ideal, shuffle))
        assert elected(shuffled) == elected(pairs_of(model, ideal))

    @settings(max_examples=150)
    @given(_SIDES, _SIDES)
    def test_symmetry(self, model: Template, ideal: Template) -> None:
        back = {(section, one, other) for section, other, one in elected(pairs_of(ideal, model))}
        assert elected(pairs_of(model, ideal)) == back

    @given(_SIDES)
    def test_a_template_is_paired_with_itself_without_a_vote(self, side: Template) -> None:
        assert {pair.how for pair in pairs_of(side, side)} <= {"same"}


class TestGrowth:
    def test_all_renamed_is_found_whole_and_fast(self) -> None:
        model = template(500)
        ideal = renamed(model)
        start = time.process_time()
        found = run(model, ideal)
        # A third of this on an idle machine.
        assert time.process_time() - start < 1.5
        assert {gap.kind for gap in found.gaps} == {"renamed"}
        mates = dict(zip(model["Resources"], ideal["Resources"], strict=True))
        assert {
            pair.model.id: pair.ideal.id for pair in found.pairs if pair.model and pair.model.id in mates and pair.ideal
        } == mates

    def test_memory(self) -> None:
        model = template(200)
        ideal = renamed(model)
        tracemalloc.start()
        run(model, ideal)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        # 500 resources take 12 MB.
        assert peak < 20e6

    def test_nothing_is_profiled_where_nothing_is_left_to_pair(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise AssertionError("a vote was held")

        monkeypatch.setattr("fixer.compare.pairing.Election.elect", fail)
        model = template(50)
        assert len(run(model, changed(model)).gaps) > 0
        # What only one side has cannot be a rename.
        extra = {**model, "Resources": {**model["Resources"], "More": {"Type": "AWS::SQS::Queue"}}}
        assert [gap.kind for gap in run(model, extra).gaps] == ["missing"]

    @pytest.mark.parametrize("body", [{}, {"Properties": {"DelaySeconds": 5, "Tags": [{"Key": "a", "Value": "b"}]}}])
    def test_a_thousand_that_are_all_alike(self, body: dict[str, Any]) -> None:
        sides = [
            {"Resources": {f"{word}{number}": {"Type": "AWS::SQS::Queue", **body} for number in range(1000)}}
            for word in ("Old", "New")
        ]
        start = time.process_time()
        pairs = pairs_of(sides[0], sides[1])
        assert time.process_time() - start < 3
        assert len(pairs) <= 2000
