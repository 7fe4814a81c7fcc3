"""Real stacks: what people found in one is found, and little is left without a rule in all."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from fixer import api
from fixer.dialects import Reading
from fixer.errors import FixerError
from fixer.issues.issue import SEVERITIES, Issue
from fixer.read.folder import folder_pair

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus-cdk"
EXPECTED = SHARED / "seeds" / "expected.json"

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir() or not EXPECTED.exists(), reason="../shared/corpus-cdk is not here"),
    pytest.mark.skipif(find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"),
]

# Where the places are that the founding document names in words.
PLACES = {
    "S2-1": ["/Resources/PrimaryBucket/Assigned/replicationConfiguration/rules/0/filter"],
    "S2-2": ["/Resources/TransactionProcessor/Properties/code"],
    "S2-3": ["/Resources/TransactionTable/Properties/globalSecondaryIndexes"],
    "S2-4": ["/Resources/TransactionEventRule/Calls/addTarget/0/0/$new/2/deadLetterQueue"],
    "S2-5": [
        "/Resources/TransactionDistribution/Properties/defaultBehavior/responseHeadersPolicy",
        "/Resources/TransactionDistribution/Properties/httpVersion",
        "/Resources/TransactionDistribution/Properties/minimumProtocolVersion",
    ],
    "S2-6": ["/Resources/TransactionProcessor/Properties/reservedConcurrentExecutions"],
}


@cache
def issues(pair: str) -> tuple[Issue, ...] | None:
    folder = CORPUS / pair
    names = [path.name for path in folder.iterdir()]
    try:
        model, ideal = folder_pair(str(folder), names, lambda name: (folder / name).read_bytes(), Reading())
    except FixerError:
        return None
    return api.diff(model, ideal).issues


@cache
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EXPECTED.read_text())["S2"]
    return found


@pytest.mark.parametrize("name", PLACES)
def test_what_people_found_is_one_issue_of_about_the_same_severity(name: str) -> None:
    [entry] = [entry for entry in expected()["issues"] if entry["id"] == name]
    found = issues(expected()["pair"])
    assert found is not None
    answers = [
        issue
        for issue in found
        if all(any(gap.pointer.startswith(where) for gap in issue.gaps) for where in PLACES[name])
    ]
    assert len(answers) == 1, [issue.title for issue in answers]
    assert abs(SEVERITIES.index(answers[0].severity) - SEVERITIES.index(entry["severity"])) <= 1
    assert answers[0].rule is not None


def test_few_gaps_are_without_a_rule_and_reports_are_of_human_size() -> None:
    read = [found for path in sorted(CORPUS.iterdir()) if (found := issues(path.name)) is not None]
    assert len(read) >= 20
    gaps = sum(len(issue.gaps) for found in read for issue in found)
    loose = sum(len(issue.gaps) for found in read for issue in found if issue.rule is None)
    assert loose <= 0.03 * gaps
    assert median(map(len, read)) <= 20
