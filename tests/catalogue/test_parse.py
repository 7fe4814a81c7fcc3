"""Rule files: the whole format is read, and whatever breaks it is refused at its line with what was expected."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.catalogue.parse import parse_rule
from fixer.catalogue.rule import CATEGORIES, KINDS, Example, Match, Rule, RuleFix
from fixer.compare.gaps import GapKind
from fixer.errors import FixerError

WHOLE = """\
id: queue-open
title: Queue is open
severity: high
check_severity: off
category: security
match:
  - resource: [AWS::SQS::Queue, AWS::SNS::*]
    when: "!present(Properties.Key)"
    claims: [/Properties/Key/**, /]
    kinds: [missing, changed]
    role: companion
  - section: Outputs
detector: dangling-reference
group: component
why: >-
  It is
  open.
impact: 1.0
references:
  - https://docs.aws.amazon.com/x
fix:
  safety: unsafe
  why: costs money
  patch:
    - {op: add, path: /Properties/Key, value: {Date: 2012-10-17, On: yes, N: 12, T: 12:30, S: "1"}}
    - {op: move, from: /A, path: /B}
    - {op: remove, path: /C}
policy: removal=delete
examples:
  - bad: {Type: AWS::SQS::Queue, Properties: {A: !Ref B, C: !GetAtt D.E}}
    good: |
      Resources:
        Q: {Type: AWS::SQS::Queue}
"""


def parse(text: str) -> Rule:
    return parse_rule(text, "rules/queue-open.yaml", "packaged")


def test_every_key_is_read() -> None:
    rule = parse(WHOLE)
    assert rule == Rule(
        id="queue-open",
        title="Queue is open",
        severity="high",
        check_severity="off",
        category="security",
        match=(
            Match(
                resources=("AWS::SQS::Queue", "AWS::SNS::*"),
                sections=(),
                when="!present(Properties.Key)",
                claims=("/Properties/Key/**", "/"),
                kinds=("missing", "changed"),
                role="companion",
                ast=rule.match[0].ast,
            ),
            Match((), ("Outputs",)),
        ),
        detector="dangling-reference",
        group="component",
        why="It is open.",
        impact="1.0",
        references=("https://docs.aws.amazon.com/x",),
        fix=RuleFix(
            "unsafe",
            "costs money",
            (
                {
                    "op": "add",
                    "path": "/Properties/Key",
                    "value": {"Date": "2012-10-17", "On": True, "N": 12, "T": "12:30", "S": "1"},
                },
                {"op": "move", "from": "/A", "path": "/B"},
                {"op": "remove", "path": "/C"},
            ),
        ),
        policy="removal=delete",
        examples=(
            Example(
                {"Type": "AWS::SQS::Queue", "Properties": {"A": {"Ref": "B"}, "C": {"Fn::GetAtt": "D.E"}}},
                {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}},
            ),
        ),
        file="rules/queue-open.yaml",
        line=1,
        origin="packaged",
    )
    assert not rule.diff_only


def test_what_is_left_out_has_its_default() -> None:
    rule = parse(
        "id: queue-open\ntitle: T\nseverity: low\ncategory: cost\nmatch: [{resource: '*'}]\nwhy: W\nimpact: I\n"
    )
    assert (rule.check_severity, rule.group, rule.match) == ("low", "template", (Match(("*",), ()),))
    assert (rule.detector, rule.references, rule.fix, rule.policy, rule.examples) == (None, (), None, None, ())
    assert rule.match[0].claims == ("/",)
    assert rule.diff_only


CDK = (
    "id: queue-open\ntitle: T\nseverity: low\ncategory: cost\ndialect: cdk-typescript\nwhy: W\nimpact: I\n"
    "match: [{resource: aws-cdk-lib/aws-sqs.Queue}]\n"
)


def test_a_rule_for_another_dialect() -> None:
    assert (parse(CDK).dialect, parse(CDK).match[0].resources) == ("cdk-typescript", ("aws-cdk-lib/aws-sqs.Queue",))
    stacks = parse(CDK.replace("resource: aws-cdk-lib/aws-sqs.Queue", "section: [Stacks, Code]"))
    assert stacks.match[0].sections == ("Stacks", "Code")
    assert parse(WHOLE).dialect == "cloudformation"


@pytest.mark.parametrize(
    "kind",
    ["aws-cdk-lib.Stack", "aws-cdk-lib/aws-s3.*", "aws-cdk-lib/aws-s3.Cfn*", "aws-cdk-lib*", "@aws-cdk/core.Stack",
     "./*", "./NetworkStack", "constructs.Construct", "*"],
)  # fmt: skip
def test_types_of_constructs(kind: str) -> None:
    assert parse(CDK.replace("aws-cdk-lib/aws-sqs.Queue", f"'{kind}'")).match[0].resources == (kind,)


@pytest.mark.parametrize(
    ("old", "new", "column", "what", "hint"),
    [
        ("cdk-typescript", "cdk", 10, "dialect 'cdk' is none of cloudformation, cdk-typescript", None),
        ("cdk-typescript", "cdk-typscript", 10,
         "dialect 'cdk-typscript' is none of cloudformation, cdk-typescript", "did you mean 'cdk-typescript'?"),
        ("aws-cdk-lib/aws-sqs.Queue", "AWS::SQS::Queue", 20, "resource 'AWS::SQS::Queue' is no type, prefix or '*'",
         "aws-cdk-lib/aws-s3.Bucket, aws-cdk-lib/aws-apigateway.*, ./*, or \"*\""),
        ("resource: aws-cdk-lib/aws-sqs.Queue", "section: Outputs", 19,
         "section 'Outputs' is none of Stacks, Variables, Calls, Code", None),
    ],
)  # fmt: skip
def test_a_rule_keeps_to_the_words_of_its_dialect(old: str, new: str, column: int, what: str, hint: str | None) -> None:
    with pytest.raises(FixerError) as caught:
        parse(CDK.replace(old, new, 1))
    error = caught.value
    assert (error.what, error.hint, error.column) == (what, hint, column)


# What to replace in WHOLE, by what, and the error it gives: line, column, text, hint.
BROKEN: list[tuple[str, str, int, int, str, str | None]] = [
    ("severity: high", "severity: urgent", 3, 11,
     "severity 'urgent' is none of critical, high, medium, low, info", None),
    ("severity: high", "severity: hihg", 3, 11,
     "severity 'hihg' is none of critical, high, medium, low, info", "did you mean 'high'?"),
    ("severity: high", "severty: high", 3, 1, "unknown key 'severty' in a rule", "did you mean 'severity'?"),
    ("category: security", "category: safety", 5, 11, f"category 'safety' is none of {', '.join(CATEGORIES)}", None),
    ("title: Queue is open\n", "", 1, 1, "key 'title' is missing", None),
    ("title: Queue is open", "title: ''", 2, 8, "'title' is empty", None),
    ("title: Queue is open", "title: [a]", 2, 8, "'title' is a text", None),
    ("title: Queue is open", "title: |\n  a\n  b", 2, 8, "'title' is one line", None),
    ("title: Queue is open", "title: null", 2, 8, "'title' is a text", None),
    ("id: queue-open", "id: queue-shut", 1, 5,
     "id 'queue-shut' is not the file's name 'queue-open'", "name the file as the rule"),
    ("id: queue-open", "id: Queue_Open", 1, 5,
     "id 'Queue_Open' is not kebab-case (lower-case words with '-' between)", None),
    ("/Properties/Key/**, /", "Properties/Key", 9, 14, "claim 'Properties/Key' does not begin with '/'", None),
    ('"!present(Properties.Key)"', '"present(Properties.Key"', 8, 11,
     "when: no JMESPath at character 23: something is missing", "the condition is present(Properties.Key"),
    ("[missing, changed]", "[gone]", 10, 13, f"kinds 'gone' is none of {', '.join(KINDS)}", None),
    ("  - section: Outputs", "  - section: Outputs\n    check_when: present(Value)", 13, 5,
     "check_when narrows a 'when', and there is none", None),
    ("    claims: [/Properties/Key/**, /]", "    check_when: present(X\n    claims: [/]", 9, 17,
     "check_when: no JMESPath at character 10: something is missing", "the condition is present(X"),
    ("role: companion", "roll: companion", 11, 5, "unknown key 'roll' in a match", "did you mean 'role'?"),
    ("section: Outputs", "section: Output", 12, 14,
     "section 'Output' is none of Parameters, Mappings, Conditions, Outputs, Rules, Metadata, Transform, Description, "
     "AWSTemplateFormatVersion", "did you mean 'Outputs'?"),
    ("section: Outputs", "kinds: [extra]", 12, 5, "a match has either 'resource' or 'section'", None),
    ("AWS::SNS::*", "AWS::*::Topic", 7, 33, "resource 'AWS::*::Topic' is no type, prefix or '*'",
     "AWS::Kinesis::Stream, AWS::ApiGateway::*, or \"*\""),
    ("  - https://docs", "  - http://docs", 20, 5, "reference 'http://docs.aws.amazon.com/x' is no https:// URL", None),
    ("path: /C", "path: C", 27, 26, "path 'C' does not begin with '/'", None),
    ("op: remove", "op: delete", 27, 12, "op 'delete' is none of add, replace, remove, move, copy, test", None),
    ("from: /A, ", "", 26, 7, "key 'from' is missing", None),
    ("{op: remove, path: /C}", "{op: remove, path: /C, value: 1}", 27, 30, "operation 'remove' has no 'value'", None),
    ("  why: costs money\n", "", 22, 3, "key 'why' is missing", None),
    ("safety: unsafe", "safety: manual", 24, 3, "a manual fix has no patch", None),
    ("examples:\n  - bad", "examples:\n  - worse", 30, 5, "unknown key 'worse' in an example",
     "the keys are bad, good"),
    ("title: Queue is open", "title: a\ntitle: b", 3, 1, "key 'title' stands twice", None),
    ("title: Queue is open", "title: &a b\npolicy: *a", 3, 9,
     "alias *a: rule files are written without aliases", None),
    ("title: Queue is open", "title: 'open", 34, 1, "not valid YAML", None),
    ("policy: removal=delete", "---\npolicy: x", 28, 1, "a second YAML document; a file holds one rule", None),
    ("policy: removal=delete", "policy: removal=keep", 28, 9, "policy 'removal=keep' is no answer to a question",
     "one of removal=delete, removal=retain"),
    ("policy: removal=delete", "policy: remval=delete", 28, 9, "policy 'remval=delete' is no answer to a question",
     "did you mean 'removal=delete'?"),
    ("title: Queue is open", "? [a]\n: b", 2, 3, "a key that is a list or a mapping", None),
    ("references:\n  - https://docs.aws.amazon.com/x", "references: []", 19, 13,
     "'references' is empty", "leave the key out"),
    ("references:\n  - https://docs.aws.amazon.com/x", "references: x", 19, 13, "'references' is a list", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "column", "what", "hint"), BROKEN)
def test_a_broken_rule_is_refused_where_it_breaks(
    old: str, new: str, line: int, column: int, what: str, hint: str | None
) -> None:
    assert WHOLE.count(old) >= 1
    with pytest.raises(FixerError) as caught:
        parse(WHOLE.replace(old, new, 1))
    error = caught.value
    assert (error.what, error.hint) == (what, hint)
    assert (error.file, error.line, error.column) == ("rules/queue-open.yaml", line, column)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "a rule is a mapping with the keys id, title,"),
        ("- a", "a rule is a mapping with the keys id, title,"),
        ("id: queue-open\ntitle: T\nseverity: low\ncategory: cost\nwhy: W\nimpact: I\n", "a rule needs 'match' or"),
        ("a: " + "[" * 5_000, "nested deeper than 60 levels"),
        ("a: " + "x" * 200_000, "a rule file of 200003 characters; at most 200000 are taken"),
        ("a: \x00", "not valid YAML"),
    ],
)
def test_what_is_no_rule_at_all(text: str, what: str) -> None:
    with pytest.raises(FixerError) as caught:
        parse(text)
    assert caught.value.what.startswith(what)


@given(st.text(max_size=60), st.integers(0, len(WHOLE)), st.integers(0, 40))
def test_any_damage_gives_a_rule_or_an_error_of_ours(noise: str, at: int, length: int) -> None:
    try:
        parse(WHOLE[:at] + noise + WHOLE[at + length :])
    except FixerError as error:
        assert error.file is not None and error.what


def test_the_kinds_are_those_of_gaps() -> None:
    assert get_args(GapKind) == KINDS


def test_a_condition_of_its_own_for_one_template_alone() -> None:
    given = WHOLE.replace(
        "    claims: [/Properties/Key/**, /]", "    check_when: present(Properties.A)\n    claims: [/]"
    )
    match, without = parse(given).match
    assert (match.when, match.check_when) == ("!present(Properties.Key)", "present(Properties.A)")
    assert match.alone == ("present(Properties.A)", match.check_ast)
    assert without.alone == (None, None)
    assert parse(WHOLE).match[0].alone == ("!present(Properties.Key)", parse(WHOLE).match[0].ast)
