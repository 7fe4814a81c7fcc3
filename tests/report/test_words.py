"""Sentences, names of links, counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.compare.gaps import ABSENT, Entry, Gap, Pair
from fixer.issues.issue import CATEGORIES, SEVERITIES, Fix, Issue
from fixer.report.build import build
from fixer.report.links import link
from fixer.report.report import Report
from fixer.report.statements import readable_path, statements
from fixer.report.words import asked, said


def queue(name: str) -> Entry:
    return Entry("Resources", name, "AWS::SQS::Queue", f"/Resources/{name}")


def gap(
    kind: Any,
    model: str | None,
    ideal: str | None,
    path: tuple[str, ...] = (),
    before: Any = ABSENT,
    after: Any = ABSENT,
) -> Gap:
    tail = "".join(f"/{token}" for token in path)
    ours, theirs = queue(model) if model else None, queue(ideal) if ideal else None
    pointer = f"/Resources/{model or ideal}{tail}"
    return Gap(
        kind, pointer, f"/Resources/{ideal or model}{tail}", None, before, after, Pair(ours, theirs, "same"), path
    )


SIZE = ("Properties", "Size")


@pytest.mark.parametrize(
    ("gaps", "finding", "instruction"),
    [
        ([gap("missing", None, "A", after={})],
         "The resource `A` (`AWS::SQS::Queue`) is missing.", "Add the resource `A` (`AWS::SQS::Queue`)."),
        ([gap("missing", None, "A", after={}), gap("missing", None, "B", after={})],
         "The resources `A` and `B` are missing.", "Add the resources `A` and `B`."),
        ([gap("missing", "A", "A", SIZE, after=3)],
         "`A` (line 7) does not set `Size`.", "Set `Size` to `3` on `A`."),
        ([gap("missing", "A", "A", SIZE, after=["x" * 200])],
         "`A` (line 7) does not set `Size`.", "Add `Size` to `A`."),
        ([gap("extra", "A", "A", SIZE, before=True)],
         "`A` (line 7) sets `Size` to `true`, which the ideal template does not.", "Remove `Size` from `A`."),
        # The model may have another member at the index that the ideal's has.
        ([gap("missing", "A", "A", ("Properties", "Steps", "1"), after="x")],
         "`A` (line 7) lacks `x` in `Steps`.", "Add `x` to `Steps` of `A`."),
        ([gap("missing", "A", "A", ("Properties", "Steps", "1"), after=["x" * 200])],
         "`A` (line 7) lacks a member of `Steps`.", "Add the member that is missing to `Steps` of `A`."),
        ([gap("extra", "A", "A", ("Properties", "Steps", "1"), before="x")],
         "`A` (line 7) has `x` in `Steps`, which the ideal template does not.", "Remove `x` from `Steps` of `A`."),
        ([gap("extra", "A", "A", ("Properties", "Steps", "1"), before=["x" * 200])],
         "`A` (line 7) sets `Steps[1]`, which the ideal template does not.", "Remove `Steps[1]` from `A`."),
        ([gap("extra", "A", None, before={})],
         "The resource `A` (`AWS::SQS::Queue`, line 7) has no counterpart in the ideal template.",
         "Remove the resource `A`."),
        ([gap("changed", name, name, SIZE, 1, 2) for name in "ABCDEF"],
         "`A` (line 7), `B` (line 7), `C` (line 7), `D` (line 7) and 2 more set `Size` to `1` instead of `2`.",
         "Set `Size` to `2` on `A`, `B`, `C`, `D` and 2 more."),
        ([gap("changed", "A", "A", SIZE, "30", 30)],
         "`A` (line 7) sets `Size` to `\"30\"` instead of `30`.", "Set `Size` to `30` on `A`."),
        ([gap("changed", "A", "A", SIZE, "a\nb", "c\nd")],
         "`A` (line 7) sets `Size` differently from the ideal template.",
         "Change `Size` of `A` to what the ideal template has."),
        ([gap("renamed", "A", "B", before="A", after="B")],
         "`A` (line 7) is called `B` in the ideal template.", "Rename `A` to `B`, and every reference with it."),
        ([gap("order", "A", "A", ("Properties", "Steps"), [1, 2], [2, 1])],
         "`A` (line 7) lists `Steps` in another order than the ideal template.",
         "Put `Steps` of `A` in the order of the ideal template."),
        ([gap("replaced", "A", "B", before={}, after={})],
         "`A` (line 7) is an `AWS::SQS::Queue` where the ideal template has an `AWS::SQS::Queue`, `B`.",
         "Replace `A` with an `AWS::SQS::Queue` named `B`."),
        ([gap("changed", "A", "A", ("Properties", "Size", "Fn::Sub"), "${A}", "${B}")],
         "`A` (line 7) sets `Size` to `!Sub ${A}` instead of `!Sub ${B}`.", "Set `Size` to `!Sub ${B}` on `A`."),
    ],
)  # fmt: skip
def test_sentences(gaps: list[Gap], finding: str, instruction: str) -> None:
    [found], [wanted], more = statements(
        gaps, lambda pointer: 7 if any(gap.pair.model for gap in gaps) else None, "yaml"
    )
    assert more == 0
    assert said(found, "`{}`".format) == finding
    assert asked(wanted, "`{}`".format) == instruction


def test_a_section_that_is_a_text_is_the_template_s() -> None:
    entry = Entry("Description", "", None, "/Description")
    told = Gap("changed", "/Description", "/Description", None, "One", "Two", Pair(entry, entry, "same"))
    [found], [wanted], _ = statements([told], lambda pointer: 3, "yaml")
    assert said(found, str) == "The template's Description (line 3) is One instead of Two."
    assert asked(wanted, str) == "Define the template's Description as Two."


def test_what_is_asked_may_differ_where_what_is_found_does_not() -> None:
    gaps = [gap("missing", name, name, SIZE, after=size) for name, size in (("A", 1), ("B", 2))]
    found, wanted, _ = statements(gaps, lambda pointer: None, "yaml")
    assert [said(one, str) for one in found] == ["A and B do not set Size."]
    assert [asked(one, str) for one in wanted] == ["Set Size to 1 on A.", "Set Size to 2 on B."]


def test_an_id_that_begins_a_sentence_keeps_its_case() -> None:
    [found], _, _ = statements([gap("missing", "myQueue", "myQueue", SIZE, after=1)], lambda pointer: 7, "yaml")
    assert said(found, str) == "myQueue (line 7) does not set Size."


def test_paths_are_readable() -> None:
    path = ("Properties", "Tags", "0", "Value")
    assert readable_path(gap("changed", "A", "A", path, 1, 2)) == "Tags[0].Value"
    inside = ("Properties", "Definition", "#", "States", "Pay", "Retry")
    assert readable_path(gap("changed", "A", "A", inside, 1, 2)) == "Definition → States.Pay.Retry"
    chosen = ("Properties", "Size", "Fn::If", "1", "Value")
    assert readable_path(gap("changed", "A", "A", chosen, 1, 2)) == "Size.Fn::If[1].Value"
    assert readable_path(gap("missing", None, "A", (), after={})) == ""


@pytest.mark.parametrize(
    ("reference", "title", "url"),
    [
        ("https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html#cfn-sqs-queue-delayseconds",
         "AWS::SQS::Queue DelaySeconds", "same"),
        ("https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-how-setup.html",
         "Amazon S3: replication how setup", "same"),
        ("https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html",
         "CloudFormation: name", "same"),
        ("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
         "Amazon RDS: UpgradeDBInstance Upgrading", "same"),
        ("https://docs.aws.amazon.com/newservice/latest/dg/some_page.html", "newservice: some page", "same"),
        ("https://example.com/a/b-c", "example.com: b c", "same"),
        ("https://example.com", "example.com", "same"),
        ("Queues at rest <https://example.com/x>", "Queues at rest", "https://example.com/x"),
        ("[Queues](https://example.com/x)", "Queues", "https://example.com/x"),
        ("https://example.com/a b(c)\"", "example.com: a b(c)\"", "https://example.com/a%20b%28c%29%22"),
        ("javascript:alert(1)", "javascript:alert(1)", None),
        ("the SQS guide", "the SQS guide", None),
        ("https:/no-host", "https:/no-host", None),
        ("https://[broken", "https://[broken", None),
    ],
)  # fmt: skip
def test_links_have_names(reference: str, title: str, url: str | None) -> None:
    found = link(reference, ("AWS::SQS::Queue", "DelaySeconds"))
    assert (found.title, found.url) == (title, reference if url == "same" else url)


ISSUES = st.lists(
    st.builds(
        lambda severity, category, rule, safety, gaps: (severity, category, rule, safety, gaps),
        st.sampled_from(SEVERITIES), st.sampled_from(CATEGORIES), st.sampled_from([None, "rule"]),
        st.sampled_from([None, "safe", "unsafe", "manual"]), st.integers(0, 3),
    ),
    max_size=12,
)  # fmt: skip


def counted(make: Any, chosen: list[Any]) -> Report:
    template = make.read("Resources:\n  A:\n    Type: T\n    Size: 1\n")
    issues: list[Issue] = [
        make.issue(
            number, [gap("changed", "A", "A", ("Size",), 1, 2)] * gaps, severity=severity, category=category, rule=rule,
            fix=Fix(safety, ()) if safety else None,
        )
        for number, (severity, category, rule, safety, gaps) in enumerate(chosen, 1)
    ]  # fmt: skip
    return build(issues, template, template, (make.side(template, "m"), make.side(template, "i")), False, make.never)


@given(ISSUES)
def test_counts_agree(make: Any, chosen: list[Any]) -> None:
    report = counted(make, chosen)
    summary = report.summary
    assert summary.issues == len(chosen) == sum(summary.by_severity.values()) == sum(summary.by_category.values())
    assert summary.gaps == sum(item[4] for item in chosen)
    assert summary.unclassified == sum(item[2] is None for item in chosen)
    assert sum(summary.by_safety.values()) == sum(item[3] is not None for item in chosen)
    assert list(summary.by_severity) == list(SEVERITIES)
    assert all(summary.by_category[name] >= 2 for name in summary.leading)
    ranks = [SEVERITIES.index(finding.issue.severity) for finding in report.findings]
    assert ranks == sorted(ranks)
