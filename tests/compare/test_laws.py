"""Two laws: a template does not differ from itself in other words, and whatever is changed in one is found, no more."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare
from fixer.compare.gaps import Gap
from fixer.read.edits import EditedText
from fixer.read.yaml_text import read_yaml
from tests.compare.edits import Editor
from tests.compare.respelling import relaid, respelled

LARGEST = 40_000


PARTS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("parts.yaml").read_text("utf-8"))


def resource(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """One of the bodies that a resource may have; through text, so that nothing is shared between places."""
    properties = {
        key: st.sampled_from([json.dumps(value) for value in values]).map(json.loads)
        for key, values in PARTS[name].items()
        if key != "type"
    }
    return st.fixed_dictionaries(
        {"Type": st.just(PARTS[name]["type"]), "Properties": st.fixed_dictionaries(properties)}
    )


@st.composite
def templates(draw: st.DrawFn) -> dict[str, Any]:
    """A small template; what it refers to need not be in it."""
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), min_size=2, max_size=6, unique=True))
    bodies = {name: draw(resource(name)) for name in names}
    for name in names[2:]:
        bodies[name]["DependsOn"] = draw(st.sampled_from([names[0], names[:2]]))
    return {
        "Parameters": {"Env": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]}},
        "Conditions": {
            "Prod": {"Fn::Equals": [{"Ref": "Env"}, "prod"]},
            "Both": {"Fn::And": [{"Condition": "Prod"}, {"Fn::Not": [{"Fn::Equals": [{"Ref": "Env"}, "dev"]}]}]},
        },
        "Resources": bodies,
        "Outputs": {"First": {"Value": {"Ref": names[0]}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-first"}}}},
    }


def differences(model: dict[str, Any], ideal: dict[str, Any]) -> list[Gap]:
    return list(compare(CLOUDFORMATION, model, ideal).gaps)


def found(gaps: list[Gap]) -> list[tuple[str, str]]:
    """Gaps as an edit foretells them: a changed value by its kind, an added one by its place in the ideal."""
    kinds = {"type-changed": "changed"}
    return sorted(
        (kinds.get(gap.kind, gap.kind), gap.ideal_pointer if gap.kind == "missing" else gap.pointer) for gap in gaps
    )


@settings(max_examples=150)
@given(templates(), st.integers(0, 2**32))
def test_other_words_are_no_difference(model: dict[str, Any], seed: int) -> None:
    ideal = respelled(model, Random(seed))
    assert found(differences(model, ideal)) == []
    assert found(differences(ideal, model)) == []


@settings(max_examples=50)
@given(templates(), st.integers(0, 2**32))
def test_another_layout_is_only_that(model: dict[str, Any], seed: int) -> None:
    assert all(gap.cosmetic for gap in differences(model, relaid(respelled(model, Random(seed)), Random(seed))))


@settings(max_examples=250)
@given(templates(), st.integers(0, 2**32), st.integers(1, 6))
def test_every_edit_is_found_and_nothing_else(model: dict[str, Any], seed: int, rounds: int) -> None:
    editor = Editor(model, Random(seed))
    editor.edit(rounds)
    assert found(differences(model, editor.ideal)) == sorted(editor.expected)


@settings(max_examples=100)
@given(templates(), st.integers(0, 2**32), st.integers(1, 4))
def test_every_edit_is_found_in_other_words(model: dict[str, Any], seed: int, rounds: int) -> None:
    """The order of sets is another in the ideal, so only how many gaps of each kind there are can be foretold."""
    editor = Editor(model, Random(seed))
    editor.edit(rounds)
    gaps = found(differences(model, respelled(editor.ideal, Random(seed), brackets=False)))
    assert [kind for kind, _ in gaps] == sorted(kind for kind, _ in editor.expected)


def real_templates(corpus: Path) -> list[dict[str, Any]]:
    paths = sorted(corpus.glob("*/extracted-ideal.*"))
    texts = [path.read_text("utf-8") for path in paths if path.stat().st_size < LARGEST]
    read = [read_yaml(EditedText(text)).data for text in texts[:: max(1, len(texts) // 8)]]
    return [data for data in read if isinstance(data, dict) and isinstance(data.get("Resources"), dict)]


@pytest.mark.parametrize("seed", range(3))
def test_real_templates_keep_both_laws(corpus: Path, seed: int) -> None:
    for model in real_templates(corpus):
        assert found(differences(model, respelled(model, Random(seed)))) == []
        editor = Editor(model, Random(seed))
        editor.edit(8)
        assert found(differences(model, editor.ideal)) == sorted(editor.expected)


SCALARS = st.sampled_from([None, True, 0, 1, 1.0, "1", "", "*", "a", "${A}", '{"a": 1}', '["${A}"]', "x\ny"])
MEMBERS = "Properties Tags Key Statement Action Principal AWS Condition Policies EventPattern Rules DependsOn a 0"
CALLS = "Ref Fn::If Fn::Sub Fn::Join Fn::GetAtt Fn::And DashboardBody DefaultActions Order"
WORDS = st.sampled_from([*MEMBERS.split(), *CALLS.split()])
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=12
)
KINDS = st.sampled_from(
    [part["type"] for part in PARTS.values()] + ["AWS::Serverless::Function", "Custom::A", "AWS::Events::Rule"]
)


@st.composite
def wild_templates(draw: st.DrawFn) -> dict[str, Any]:
    """A template of which nothing can be taken for granted but that it is one."""
    body = {"Type": draw(KINDS), "Properties": draw(ANYTHING), **draw(st.dictionaries(WORDS, ANYTHING, max_size=2))}
    sections = draw(
        st.dictionaries(st.sampled_from(["Conditions", "Parameters", "Outputs", "Transform", "Rules"]), ANYTHING)
    )
    return {**sections, "Resources": {"A": draw(ANYTHING) if draw(st.booleans()) else body}}


def swapped(value: Any, random: Random, other: Any) -> Any:
    """The value with something else somewhere in it."""
    if isinstance(value, (dict, list)) and value and random.random() < 0.8:
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = random.choice(keys)
        copy: Any = dict(value) if isinstance(value, dict) else list(value)
        copy[key] = swapped(value[key], random, other)
        return copy
    return other


@settings(max_examples=300)
@given(wild_templates(), ANYTHING, st.integers(0, 2**32))
def test_whatever_stands_in_a_template_can_be_compared(model: dict[str, Any], other: Any, seed: int) -> None:
    """Nothing raises, nothing differs from itself, and who differs does so both ways."""
    assert differences(model, json.loads(json.dumps(model))) == []
    ideal = {**model, "Resources": swapped(model["Resources"], Random(seed), other)}
    if isinstance(ideal["Resources"], dict):
        assert bool(differences(model, ideal)) is bool(differences(ideal, model))


def behavior(path: str, origin: str, **more: Any) -> dict[str, Any]:
    return {"PathPattern": path, "TargetOriginId": origin, "ViewerProtocolPolicy": "https-only", **more}


def distribution(*behaviors: dict[str, Any]) -> dict[str, Any]:
    config = {"CacheBehaviors": list(behaviors)}
    return {"Resources": {"D": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": config}}}}


def test_items_that_moved_and_changed_are_not_compared_with_what_stands_in_their_place() -> None:
    api = behavior("/api/*", "api", AllowedMethods=["GET", "POST", "PUT"], CachePolicyId="none", Compress=True)
    images = behavior("/img/*", "bucket", MinTTL=60, MaxTTL=90, DefaultTTL=70)
    model = distribution({**images, "MaxTTL": 91}, {**api, "Compress": False})
    at = "/Resources/D/Properties/DistributionConfig/CacheBehaviors"
    gaps = {(gap.kind, gap.pointer, gap.ideal_pointer) for gap in differences(model, distribution(api, images))}
    assert gaps == {
        ("extra", f"{at}/0", f"{at}/0"),
        ("changed", f"{at}/1/Compress", f"{at}/0/Compress"),
        ("missing", f"{at}/2", f"{at}/1"),
    }


def test_items_that_only_changed_are_compared_where_they_stand() -> None:
    model = distribution(behavior("/a", "x", MinTTL=1), behavior("/b", "y", MinTTL=2))
    ideal = distribution(behavior("/c", "z", MinTTL=3), behavior("/d", "w", MinTTL=4))
    assert {gap.kind for gap in differences(model, ideal)} == {"changed"}
