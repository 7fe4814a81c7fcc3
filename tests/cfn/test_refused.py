"""Templates that AWS refuses, one cause each: who says so, where, in which words; and odd shapes that break nobody."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonpatch
import pytest
import yaml

from fixer.cfn.detectors import detect
from fixer.cfn.references import references

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "refused.yaml").read_text(encoding="utf-8"))
ODD: tuple[Any, ...] = (None, "", [], {}, 0, True, [[]], {"Ref": "AWS::NoValue"}, {"Fn::If": ["C", [], {}]})


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['detector']}" for number, case in enumerate(CASES)])
def test_a_template_is_refused_in_these_words(case: dict[str, Any]) -> None:
    places = detect(case["detector"], copy.deepcopy(case["template"])) or []
    assert (places[0].pointer, places[0].message) == (case["at"], case["says"])


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['detector']}" for number, case in enumerate(CASES)])
def test_what_is_patched_is_refused_no_more(case: dict[str, Any]) -> None:
    template = copy.deepcopy(case["template"])
    places = detect(case["detector"], template) or []
    if not places[0].patch:
        assert places
        return
    for one in template["Resources"].values():
        one.setdefault("Properties", {})
    mended = jsonpatch.apply_patch(copy.deepcopy(template), list(places[0].patch))
    left = detect(case["detector"], mended) or []
    assert (case["at"], case["says"]) not in {(one.pointer, one.message) for one in left}


@pytest.mark.parametrize("case", CASES, ids=[f"{number}-{case['detector']}" for number, case in enumerate(CASES)])
def test_odd_shapes_break_no_detector(case: dict[str, Any]) -> None:
    for odd in ODD:
        for template in _replaced(case["template"], odd):
            assert detect(case["detector"], template) is not None


def _replaced(value: Any, odd: Any) -> Iterator[Any]:
    """The value with each of its members in turn replaced."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in members:
        for inner in (odd, *_replaced(item, odd)):
            other = value.copy()
            other[key] = inner
            yield other


def _unknown(value: Any) -> Any:
    """The value with every text in it that is no reference or type replaced by one that nobody knows."""
    if isinstance(value, dict):
        if references(value) and len(value) == 1:
            return value
        return {key: item if key == "Type" else _unknown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unknown(item) for item in value]
    return {"Ref": "Unknown"} if isinstance(value, (str, int, float)) else value


SAID_OF_VALUES = ("address-set-refused", "rest-api-refused", "schedule-window-invalid")


@pytest.mark.parametrize("case", [case for case in CASES if case["detector"] in SAID_OF_VALUES])
def test_what_is_not_known_is_not_refused(case: dict[str, Any]) -> None:
    resources = {
        name: {"Type": one["Type"], "Properties": _unknown(one.get("Properties", {}))}
        for name, one in case["template"]["Resources"].items()
    }
    template = {"Parameters": {"Unknown": {"Type": "String"}}, "Resources": resources}
    assert detect(case["detector"], template) == []
