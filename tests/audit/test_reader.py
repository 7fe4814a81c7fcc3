"""Every form that people write reports in is read, and what only looks like an issue is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.reports import headings, reading

FENCE = "```"


@pytest.mark.parametrize(
    "text",
    [
        headings("1. Table is wrong", "2. Bucket is open"),
        "## Issue 1: Table is wrong\n\ntext\n\n## Issue 2: Bucket is open\n",
        "### FAILURE-1: Table is wrong\n\ntext\n\n### FAILURE-2: Bucket is open\n",
        "## 1\\. Table is wrong\n\n## 2\\. Bucket is open\n",
        "#### 1. **Table is wrong**\n\n#### 2. **Bucket is open**\n",
        "1. **Table is wrong**\n   - detail\n2. **Bucket is open**\n   - detail\n",
        "1) Table is wrong\nFix: that\n\n2) Bucket is open\nFix: this\n",
        "- **Table is wrong**: no index\n- **Bucket is open**: no block\n",
        "| # | Issue | Severity |\n|---|---|---|\n| 1 | Table is wrong | high |\n| 2 | Bucket is open | low |\n",
        "# All\n\n## Table is wrong\n\n**Issue**: a\n**Fix**: b\n\n## Bucket is open\n\n**Issue**: a\n**Fix**: b\n",
        "## Table is wrong\n### Issue\na\n### Fix\nb\n## Bucket is open\n### Issue\na\n### Fix\nb\n",
    ],
)
def test_every_form_is_read(text: str) -> None:
    titles = [issue.title for issue in reading(text).issues]
    assert [title.split(":")[0] for title in titles] == ["Table is wrong", "Bucket is open"]


def test_plain_failures_are_read() -> None:
    issues = reading("— Failure 1\nProblem: this\n\n— Failure 2\nProblem: that\n").issues
    assert [(issue.number, issue.line) for issue in issues] == [("1", 1), ("2", 4)]


@pytest.mark.parametrize(
    "section", ["What the Model Got Right", "Lessons Learned", "Testing Recommendations", "Strengths", "Non-Issues"]
)
def test_sections_about_something_else_hold_no_issues(section: str) -> None:
    text = f"# A\n\n## Failures\n\n### 1. One\n\n### 2. Two\n\n## {section}\n\n### 1. Three\n\n### 2. Four\n"
    assert [issue.title for issue in reading(text).issues] == ["One", "Two"]


def test_a_fence_that_is_never_closed_swallows_no_issue() -> None:
    text = f"# A\n\n### 1. One\n\n{FENCE}json\n{{}}\n\n### 2. Two\n\n{FENCE}json\n{{}}\n{FENCE}\n\n### 3. Three\n"
    assert [issue.number for issue in reading(text).issues] == ["1", "2", "3"]


def test_comments_in_code_are_no_headings() -> None:
    text = f"# A\n\n### 1. One\n\n{FENCE}bash\n# 2. Not this\n## 3. Nor this\n{FENCE}\n\n### 2. Two\n"
    assert [issue.title for issue in reading(text).issues] == ["One", "Two"]


def test_an_issue_that_goes_on_counting_behind_the_conclusion_is_one() -> None:
    text = headings("1. A", "2. B", "3. C").replace("# F", "# T\n\n## F", 1) + "## Conclusion\n\nDone.\n\n### 4. D\n"
    assert [issue.number for issue in reading(text).issues] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("lines", "label", "origin"),
    [
        ("## Critical Failures\n\n### 1. X (LOW)\n\n**Impact Level**: Medium\n", "medium", "field"),
        ("## Critical Failures\n\n### 1. X (LOW)\n\ntext\n", "low", "title"),
        ("## Critical Failures\n\n### 1. X\n\ntext\n", "critical", "section"),
        ("## A\n\n### 1. X - CRITICAL BLOCKER\n\ntext\n", "critical", "title"),
        ("## A\n\n### 1. X\n**Severity**: BLOCKER\n", "critical", "field"),
        ("## A\n\n### 1. X\n**Severity**: IMPORTANT\n", "high", "field"),
        ("## A\n\n### 1. X\n**Severity**: ENHANCEMENT\n", "low", "field"),
        ("## A\n\n### 1. X\n**Severity**: BEST_PRACTICE\n", "best practice", "field"),
    ],
)
def test_the_field_counts_before_the_title_and_the_title_before_the_section(
    lines: str, label: str, origin: str
) -> None:
    (issue,) = reading(f"# T\n\n{lines}").issues
    assert issue.rating is not None
    assert (issue.rating.label, issue.rating.origin) == (label, origin)


def test_an_impact_in_words_is_no_severity() -> None:
    (issue,) = reading("# T\n\n### 1. X\n\n**Impact**: High availability is lost\n").issues
    assert issue.rating is None


def test_claims_are_what_is_said_of_names() -> None:
    text = "# T\n\n### 1. X\n\nIssue: `DeletionPolicy` is set. Missing `KmsMasterKeyId` on OrderQueue.\n"
    text += 'Fix: Added `"KmsMasterKeyId"` to OrderQueue and removed `RoleName` from OrderRole.\n'
    (issue,) = reading(text).issues
    assert [(claim.effect, claim.name, claim.scope[:1], claim.line) for claim in issue.claims] == [
        ("lacks", "KmsMasterKeyId", ("OrderQueue",), 5),
        ("adds", "KmsMasterKeyId", ("OrderQueue",), 6),
        ("removes", "RoleName", ("OrderRole",), 6),
    ]


def test_what_the_model_adds_and_the_ideal_does_without_is_no_claim() -> None:
    text = "# T\n\n### 1. X\n\nModel response: Adds `VersionLabel` to OrderQueue.\n"
    (issue,) = reading(text + "Ideal: No `DependsOn` on OrderQueue.\nFix Applied: Changed, missing `RoleName`\n").issues
    assert issue.claims == ()


def test_category_names_and_types() -> None:
    (issue,) = reading("# T\n\n### 1. X\n**Category**: Security\nThe `OrderQueue` is an AWS::SQS::Queue.\n").issues
    assert issue.category == "Security"
    assert {"OrderQueue", "AWS::SQS::Queue"} <= issue.names
    assert issue.types == {"AWS::SQS::Queue"}


@given(st.text(alphabet="#*|-`1.2) \nabA:[]x", max_size=300))
def test_nothing_that_can_be_written_stops_the_reader(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= issue.line <= issue.last <= lines for issue in reading(text).issues)
