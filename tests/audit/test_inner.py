"""What a report says against itself."""

from __future__ import annotations

from tests.audit.reports import audited, headings, said


def test_a_sound_report_has_no_remarks() -> None:
    text = headings("1. A", "2. B", field="HIGH") + "## Summary\n\n- High: 2\n- Low: 0\n\nTotal issues: 2\n"
    assert said(text) == []


def test_totals_and_parts_that_do_not_add_up() -> None:
    text = headings("1. A", "2. B", field="HIGH") + "## Summary\n\n- High: 3\n- Low: 1\n\nTotal issues: 5\n"
    assert said(text) == [
        ("severity-count", 15, "high: 2 in the body, 3 claimed"),
        ("severity-count", 16, "low: 0 in the body, 1 claimed"),
        ("total", 18, "2 issues stand in the body, the total says 5 and the parts add up to 4"),
    ]


def test_a_severity_that_a_summary_forgets() -> None:
    text = headings("1. A", field="HIGH") + "### 2. B\n**Severity**: LOW\n\n## Summary\n\n1 High, 0 Medium\n"
    assert said(text) == [("severity-count", 13, "low: 1 in the body, none claimed")]


def test_all_issues_called_critical() -> None:
    text = headings("1. A", "2. B", field="IMPORTANT") + "## Summary\n\nTotal issues found: **2 critical issues**\n"
    assert said(text) == [("severity-count", 15, "2 are called critical; the body has 2 important")]


def test_counts_that_go_by_the_sections_are_told_and_left_to_the_author() -> None:
    text = "# T\n\n## Critical Failures\n\n### 1. A\n**Severity**: HIGH\n\n## High Failures\n\n### 2. B\n"
    text += "**Severity**: HIGH\n\n## Summary\n\n1 Critical, 1 High\n"
    assert said(text) == [
        ("severity", 3, "the only issue under 'Critical Failures' has another severity: issue 1 is HIGH"),
        ("severity-count", 15, "critical: 0 in the body, 1 claimed (as the sections have it)"),
        ("severity-count", 15, "high: 2 in the body, 1 claimed (as the sections have it)"),
    ]
    assert not any(remark.edits for remark in audited(text).remarks)


def test_the_length_of_a_list() -> None:
    text = (
        headings("1. A", "2. B")
        + "## Summary\n\n**Resources Added**: 3\n- One\n- Two\n\n**Outputs Added**: 2\n- A\n- B\n"
    )
    assert said(text) == [("list-count", 13, "resources added: says 3, lists 2")]


def test_numbers_that_repeat_skip_and_stand_in_disorder() -> None:
    assert said(headings("1. A", "2. B", "2. C", "3. D")) == [("number", 11, "number 2 is used twice")]
    assert said(headings("1. A", "2. B", "4. D")) == [("number", 11, "number 3 is skipped")]
    assert said(headings("1. A", "3. B", "2. C")) == [("number", 11, "number 2 stands behind 3")]
    assert said(headings("1. A", "2. B", "6. C")) == [("number", 11, "numbers 3 to 5 are skipped")]


def test_each_section_may_count_from_one() -> None:
    assert said("# T\n\n## A\n\n### 1. X\n\n### 2. Y\n\n## B\n\n### 1. Z\n\n### 2. W\n") == []


def test_a_title_and_a_field_that_differ() -> None:
    assert said("# T\n\n### 1. A (CRITICAL)\n\n**Severity**: Low\n") == [
        ("severity", 5, "issue 1 is CRITICAL in its title and Low in its field")
    ]


def test_issues_that_undo_each_other() -> None:
    text = "# T\n\n### 1. A\n\nFix: Added `TracingConfig` to all functions\n\n### 2. B\n\n"
    text += "Fix: Removed `TracingConfig` from all functions\n"
    (remark,) = audited(text).remarks
    assert (remark.kind, remark.line) == ("contradiction", 9)
    assert remark.message == "issue 1 adds TracingConfig, issue 2 removes it: they contradict each other"
    assert remark.text == "Fix: Removed `TracingConfig` from all functions"


def test_what_is_added_here_and_removed_there_is_no_contradiction() -> None:
    text = "# T\n\n### 1. A\n\nAdded `DependsOn` to OrderTable\n\n### 2. B\n\nRemoved `DependsOn` from OrderQueue\n"
    assert said(text) == []


def test_an_issue_behind_the_conclusion() -> None:
    text = "# T\n\n## Failures\n\n### 1. A\n\n### 2. B\n\n### 3. C\n\n## Conclusion\n\nDone.\n\n### 4. D\n"
    assert said(text) == [("after-conclusion", 15, "issue 4 stands after the conclusion ('Conclusion', line 11)")]


def test_broken_characters_are_told_with_what_they_stand_for() -> None:
    text = headings("1. A") + "10 â†’ 20, â‰¥ 3\n"
    assert said(text) == [("mojibake", 7, "broken characters: 'â†’' stands for '→', 'â‰¥' stands for '≥'")]
