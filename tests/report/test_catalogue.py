"""The catalogue as ``fixer rules`` shows it."""

from __future__ import annotations

from dataclasses import replace

from fixer.catalogue.rule import Example, Match, Rule, RuleFix
from fixer.report.catalogue import render_rule, render_rules

RULE = Rule(
    id="topic-unencrypted",
    title="SNS topic is not encrypted at rest",
    severity="high",
    check_severity="medium",
    category="security",
    match=(Match(("AWS::SNS::Topic",), (), when="!present(Properties.KmsMasterKeyId)"),),
    detector=None,
    group="template",
    why="Messages that cannot be delivered at once are stored.\nWithout a key they are stored in the clear.",
    impact="Whoever reaches the storage reads them.",
    references=("https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",),
    fix=RuleFix("safe", "", ({"op": "add", "path": "/Properties/KmsMasterKeyId", "value": "alias/aws/sns"},)),
    policy=None,
    examples=(
        Example({"Type": "AWS::SNS::Topic"}, {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "k"}}),
    ),
    file="fixes/sns/topic-unencrypted.yaml",
    line=1,
    origin="packaged",
)
OWN = replace(RULE, id="name-wrong", title="Name is wrong", severity="critical", fix=None, origin="mine")


def test_list_puts_the_worst_first_and_marks_fixes_and_origin() -> None:
    assert render_rules([RULE, OWN], 100) == (
        "critical  * name-wrong         Name is wrong\n"
        "high     +  topic-unencrypted  SNS topic is not encrypted at rest\n"
        "\n"
        "2 rules. + can be fixed without an ideal; * comes from elsewhere than the package. fixer rules ID\n"
        "explains one."
    )


def test_list_fits_the_terminal() -> None:
    assert max(map(len, render_rules([RULE, OWN], 40).splitlines())) <= 40


def test_one_rule_says_all_it_knows() -> None:
    assert render_rule(RULE, 80) == (
        "topic-unencrypted — SNS topic is not encrypted at rest\n"
        "\n"
        "  severity  high (medium with no ideal)\n"
        "  category  security\n"
        "  about     AWS::SNS::Topic\n"
        "  from      fixes/sns/topic-unencrypted.yaml\n"
        "\n"
        "Why\n"
        "  Messages that cannot be delivered at once are stored. Without a key they are\n"
        "  stored in the clear.\n"
        "\n"
        "Impact\n"
        "  Whoever reaches the storage reads them.\n"
        "\n"
        "Fix without an ideal\n"
        "  safe\n"
        "  add /Properties/KmsMasterKeyId\n"
        "    alias/aws/sns\n"
        "\n"
        "Broken\n"
        "  Type: AWS::SNS::Topic\n"
        "\n"
        "Mended\n"
        "  Type: AWS::SNS::Topic\n"
        "  Properties:\n"
        "    KmsMasterKeyId: k\n"
        "\n"
        "Read more\n"
        "  https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html"
    )


def test_a_rule_without_a_condition_needs_an_ideal() -> None:
    alone = replace(RULE, check_severity="high", match=(Match(("AWS::SNS::Topic",), ()),))
    assert "  severity  high (only where there is an ideal)\n" in render_rule(alone, 80)


def test_control_characters_of_a_rule_do_nothing() -> None:
    assert "\x1b" not in render_rule(replace(OWN, title="\x1b[2J"), 80) + render_rules(
        [replace(OWN, title="\x1b[2J")], 80
    )
