"""The founding pairs: what people found in them must be found, in issues of the size that they wrote."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fixer import api
from fixer.issues.issue import SEVERITIES, Issue
from fixer.pointer import covers
from fixer.read.folder import folder_pair

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXPECTED = SHARED / "seeds" / "expected.json"
SEEDS = ("S0", "S1", "S3", "S4")

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason="../shared/seeds is not here")


@cache
def seed(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EXPECTED.read_text())[name]
    return found


@cache
def issues(pair: str) -> tuple[Issue, ...]:
    folder = SHARED / "corpus" / pair
    names = [path.name for path in folder.iterdir()]
    model, ideal = folder_pair(str(folder), names, lambda name: (folder / name).read_bytes())
    return api.diff(model, ideal).issues


def entries(name: str) -> list[dict[str, Any]]:
    return [entry for entry in seed(name)["issues"] if "pointers" in entry]


def answering(pointer: str, pair: str) -> list[Issue]:
    """The issues with a gap at, above or below a pointer, on either side."""
    return [
        issue
        for issue in issues(pair)
        if any(
            covers(where, pointer) or covers(pointer, where)
            for gap in issue.gaps
            for where in (gap.pointer, gap.ideal_pointer)
        )
    ]


@pytest.mark.parametrize("name", SEEDS)
def test_every_place_that_people_named_is_in_an_issue(name: str) -> None:
    pair = seed(name)["pair"]
    lost = [
        (entry["id"], where) for entry in entries(name) for where in entry["pointers"] if not answering(where, pair)
    ]
    assert lost == []


def fewest(entry: dict[str, Any], pair: str) -> int:
    """How many issues are needed to answer all pointers of an entry (greedy, exact for the sizes here)."""
    open_pointers = set(entry["pointers"])
    answers = {where: {issue.id for issue in answering(where, pair)} for where in open_pointers}
    count = 0
    while open_pointers:
        candidates = {issue for where in open_pointers for issue in answers[where]}
        best = max(sorted(candidates), key=lambda issue: sum(issue in answers[where] for where in open_pointers))
        open_pointers = {where for where in open_pointers if best not in answers[where]}
        count += 1
    return count


def sized() -> list[tuple[str, dict[str, Any], int]]:
    words = {"one": 1, "two": 2, "three": 3}
    found = []
    for name in SEEDS if EXPECTED.exists() else ():
        for entry in entries(name):
            note = entry.get("note", "")
            most = re.match(r"at most (\w+) issues", note)
            if most:
                found.append((name, entry, words[most[1]]))
            elif note.startswith("one issue") and "or folded" not in note:
                found.append((name, entry, 1))
            elif note.endswith("in one issue"):
                # The note lists whole resources; the entry's other places may stand elsewhere.
                whole = [where for where in entry["pointers"] if where.count("/") == 2]
                found.append((name, {**entry, "pointers": whole}, 1))
    return found


@pytest.mark.parametrize(
    ("name", "entry", "most"), sized(), ids=lambda value: value["id"] if isinstance(value, dict) else ""
)
def test_issues_are_of_the_size_that_people_write(name: str, entry: dict[str, Any], most: int) -> None:
    assert fewest(entry, seed(name)["pair"]) <= most


@pytest.mark.parametrize("name", SEEDS)
def test_severity_is_within_one_step_of_what_people_gave(name: str) -> None:
    steps = {severity: number for number, severity in enumerate(SEVERITIES)}
    far = []
    for entry in entries(name):
        votes = Counter(issue.id for where in entry["pointers"] for issue in answering(where, seed(name)["pair"]))
        most = max(votes.values())
        found = {issue.severity for issue in issues(seed(name)["pair"]) if votes[issue.id] == most}
        distance = min(abs(steps[severity] - steps[entry["severity"]]) for severity in found)
        if distance > 1:
            far.append((entry["id"], entry["severity"], sorted(found)))
    assert len(far) <= 0.15 * len(entries(name)), far


def test_a_mistake_of_the_ideal_is_said() -> None:
    problems = [issue.ideal_problem for issue in issues("cfn-json__Pr7459") if issue.ideal_problem]
    assert any("MaximumEventAgeInSeconds" in problem for problem in problems)
