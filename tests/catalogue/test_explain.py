"""Rules in words: the list, the explanation, the page; and the examples that prove them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fixer.catalogue import compile as compiling
from fixer.catalogue.examples import as_template, run_examples
from fixer.catalogue.explain import explain, line, page
from fixer.catalogue.parse import parse_rule
from fixer.catalogue.plugins import RuleFolder
from fixer.catalogue.rule import Example, Rule
from fixer.cfn.detectors import detect
from fixer.cfn.values import Values

TEXT = """\
id: queue-open
title: Queue is open | wide
severity: high
check_severity: medium
category: security
match:
  - resource: AWS::SQS::Queue
    when: "!present(Properties.Key)"
    claims: [/Properties/Key/**]
    kinds: [missing]
  - section: Outputs
    role: companion
why: Everybody reads it.
impact: Messages leak.
references: [https://docs.aws.amazon.com/x]
fix:
  why: costs money
  patch: [{op: add, path: /Properties/Key, value: {Id: alias/x}}]
examples:
  - bad: {Type: AWS::SQS::Queue}
    good: {Type: AWS::SQS::Queue, Properties: {Key: k}}
"""
RULE = parse_rule(TEXT, "fixes/sqs/queue-open.yaml", "packaged")

EXPLAINED = """\
queue-open: Queue is open | wide

  severity   high (medium with no ideal)
  category   security
  works in   diff, check
  one issue  for all resources
  from       packaged, fixes/sqs/queue-open.yaml:1

Everybody reads it.

Impact: Messages leak.

Matches
  AWS::SQS::Queue
    when    !present(Properties.Key)
    claims  /Properties/Key/** (missing)
  Outputs (companion)
    claims  /

Fix (unsafe)
  costs money
  - op: add
    path: /Properties/Key
    value:
      Id: alias/x

Example 1
  bad:
    Type: AWS::SQS::Queue
  good:
    Type: AWS::SQS::Queue
    Properties:
      Key: k

References
  https://docs.aws.amazon.com/x
"""


def test_a_rule_is_explained() -> None:
    assert explain(RULE) == EXPLAINED


def test_a_rule_is_a_line_of_the_list() -> None:
    assert line(RULE, 12) == "queue-open    high      security         Queue is open | wide"


def test_the_page_has_a_table_and_a_section_for_each_rule() -> None:
    text = page([replace(RULE, id="queue-two", severity="critical", check_severity="off", fix=None), RULE])
    assert "| [queue-open](#queue-open) | high | diff, check | unsafe | Queue is open \\| wide |\n" in text
    assert "| [queue-two](#queue-two) | critical | diff | – | Queue is open \\| wide |\n| [queue-open]" in text
    assert text.index("### queue-open") < text.index("### queue-two")
    assert "(high, security; `AWS::SQS::Queue`, `Outputs`)" in text


def problems(bad: object, good: object, rule: Rule = RULE) -> list[str]:
    found = run_examples(replace(rule, examples=(Example(bad, good),)), Values, detect)
    return [problem.partition("example 1: ")[2] for problem in found]


GOOD = {"Type": "AWS::SQS::Queue", "Properties": {"Key": "k"}}
BAD = {"Type": "AWS::SQS::Queue"}
MISSED = "the rule does not find what is bad"
MISTAKEN = "the rule finds something in what is good"


def test_examples_must_show_what_they_say() -> None:
    assert problems(BAD, GOOD) == []
    assert problems(GOOD, BAD) == [MISSED, MISTAKEN]
    assert problems({"A": GOOD, "B": BAD}, {"A": GOOD}) == []
    assert problems(None, {"Resources": {"A": BAD}}) == [MISTAKEN]


def test_examples_of_detectors_run_them() -> None:
    dangling = {"Outputs": {"O": {"Value": {"Ref": "Nothing"}}}}
    rule = replace(RULE, detector="dangling-reference")
    assert problems(dangling, {"Outputs": {}}, rule) == []
    assert problems({"Outputs": {}}, dangling, rule) == [MISSED, MISTAKEN]
    assert problems(None, {"Outputs": {}}, replace(RULE, detector="no-such")) == [MISTAKEN]


def test_examples_of_a_rule_for_diffs_hold_an_entry_it_is_about() -> None:
    rule = replace(RULE, match=tuple(replace(one, when=None, ast=None) for one in RULE.match))
    assert problems(BAD, GOOD, rule) == []
    assert problems({"Type": "AWS::S3::Bucket"}, None, rule) == ["the rule is about no entry of it"]
    assert problems(None, {"Outputs": {"O": {"Value": 1}}}, rule) == []


@pytest.mark.parametrize(
    ("side", "template"),
    [
        (BAD, {"Resources": {"Example": BAD}}),
        ({"Queue": BAD}, {"Resources": {"Queue": BAD}}),
        ({"Outputs": {}}, {"Outputs": {}}),
        ({"Resources": {}, "Outputs": {}}, {"Resources": {}, "Outputs": {}}),
    ],
)
def test_an_example_has_three_forms(side: dict[str, object], template: dict[str, object]) -> None:
    assert as_template(side) == template


def test_compiling_writes_both_files_and_the_same_bytes_again(tmp_path: Path) -> None:
    fixes = tmp_path / "fixes"
    (fixes / "sqs").mkdir(parents=True)
    (fixes / "sqs" / "queue-open.yaml").write_text(TEXT, encoding="utf-8")
    assert compiling.write(fixes, tmp_path / "docs") == 1
    first = [(fixes / "index.json").read_bytes(), (tmp_path / "docs" / "rules.md").read_bytes()]
    assert compiling.write(fixes, tmp_path / "docs") == 1
    assert [(fixes / "index.json").read_bytes(), (tmp_path / "docs" / "rules.md").read_bytes()] == first
    assert b'"fixes/sqs/queue-open.yaml"' in first[0]


def test_every_broken_file_is_named() -> None:
    files = (("a.yaml", "id: b"), ("queue-open.yaml", TEXT), ("c.yaml", "[]"))
    assert [error.file for error in compiling.errors(RuleFolder("x", files))] == ["a.yaml", "c.yaml"]
    twice = RuleFolder("x", (("a/queue-open.yaml", TEXT), ("b/queue-open.yaml", TEXT)))
    assert [error.what for error in compiling.errors(twice)] == ["rule 'queue-open' is defined twice"]
