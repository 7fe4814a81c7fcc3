"""Mending one template: fixes and their safety, conflicts, circles, rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer import api
from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.load import load_catalogue
from fixer.catalogue.rule import Rule
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.dialects import dialect_named
from fixer.errors import FixerError
from fixer.issues.checking import Found
from fixer.issues.issue import Fix, Issue
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.remedy.mend import MAX_ROUNDS, Mended, mend
from fixer.remedy.proof import broken_references
from fixer.remedy.selection import Selection
from fixer.remedy.trial import try_fix
from tests.pairs import resource, template
from tests.resources import RESOURCES
from tests.rules import found, rule

QUEUE, BUCKET = "AWS::SQS::Queue", "AWS::S3::Bucket"
PACKAGED = load_catalogue(with_plugins=False).rules


def setting(name: str, rule_id: str, value: Any, when: str | None = None, **keys: Any) -> Rule:
    """A rule that wants a property of queues to have a value, and sets it."""
    condition = when or f"Properties.{name} != `{json.dumps(value)}`"
    fix = keys.pop("fix", [{"op": "add", "path": f"/Properties/{name}", "value": value}])
    match = {"resource": QUEUE, "when": condition, "claims": [f"/Properties/{name}/**"]}
    return rule(rule_id, match=match, fix=fix, **keys)


def mended(data: dict[str, Any], *rules: Rule, **selection: Any) -> Mended:
    return mend(data, found(data, *rules), lambda new: found(new, *rules), Selection(**selection), CLOUDFORMATION)


def queue(**properties: Any) -> dict[str, Any]:
    return template({"A": resource(QUEUE, **properties)})


def properties(done: Mended) -> Any:
    return done.data["Resources"]["A"]["Properties"]


def told(done: Mended) -> dict[str, tuple[str, str]]:
    return {one.id.rpartition("-")[0]: (one.status, one.reason) for one in done.outcomes}


class TestFixes:
    def fix(self, data: dict[str, Any], one: Rule) -> Fix:
        (item,) = found(data, one)
        assert item.issue.fix is not None
        return item.issue.fix

    def test_the_patch_is_on_the_whole_template_and_makes_parents(self) -> None:
        one = setting("RedrivePolicy", "one", 3, when="!present(Properties.RedrivePolicy)")
        bare = template({"A": {"Type": QUEUE}})
        fix = self.fix(bare, one)
        assert fix.patch == ({"op": "add", "path": "/Resources/A/Properties", "value": {"RedrivePolicy": 3}},)
        assert (fix.safety, fix.why, fix.requires, fix.replacement) == ("safe", "", (), "never")

    def test_safe_is_not_safe_where_something_is_replaced(self) -> None:
        named = template({"A": resource("AWS::RDS::DBInstance", Engine="mysql")})
        fix = [{"op": "add", "path": "/Properties/StorageEncrypted", "value": True}]
        one = rule("one", match={"resource": "AWS::RDS::DBInstance", "when": "Properties.Engine == 'mysql'"}, fix=fix)
        made = self.fix(named, one)
        assert (made.safety, made.replacement) == ("unsafe", "always")
        assert made.why == "on a running stack CloudFormation replaces A, which holds data"

    def test_an_unsafe_fix_says_why(self) -> None:
        patch = [{"op": "add", "path": "/Properties/DelaySeconds", "value": 5}]
        one = setting("DelaySeconds", "one", 5, fix={"safety": "unsafe", "why": "messages wait", "patch": patch})
        made = self.fix(queue(), one)
        assert (made.safety, made.why) == ("unsafe", "messages wait")

    def test_by_hand(self) -> None:
        one = setting("DelaySeconds", "one", 5, fix={"safety": "manual", "why": "ask the owner"})
        assert self.fix(queue(), one) == Fix("manual", (), why="ask the owner")

    def test_a_patch_that_fits_nowhere_has_to_be_made_by_hand(self) -> None:
        one = setting("DelaySeconds", "one", 5, fix=[{"op": "replace", "path": "/Properties/Nothing", "value": 5}])
        made = self.fix(queue(DelaySeconds=1), one)
        assert made == Fix(
            "manual", (), why="the patch does not fit: there is nothing at /Resources/A/Properties/Nothing"
        )

    def test_a_rule_without_a_fix(self) -> None:
        (item,) = found(queue(), rule("one", match={"resource": QUEUE, "when": "!present(Properties.QueueName)"}))
        assert item.issue.fix is None

    def test_a_match_may_bring_its_own_patch(self) -> None:
        patch = [{"op": "add", "path": "/Properties/VersioningConfiguration/Status", "value": "Enabled"}]
        matches = [
            {"resource": QUEUE, "when": "!present(Properties.DelaySeconds)"},
            {"resource": BUCKET, "when": "!present(Properties.VersioningConfiguration)", "patch": patch},
        ]
        one = rule("one", match=matches, fix=[{"op": "add", "path": "/Properties/DelaySeconds", "value": 5}])
        done = mended(template({"A": resource(QUEUE), "B": resource(BUCKET)}), one)
        assert done.data["Resources"]["A"]["Properties"] == {"DelaySeconds": 5}
        assert done.data["Resources"]["B"]["Properties"] == {"VersioningConfiguration": {"Status": "Enabled"}}

    def test_items_that_go_from_one_list(self) -> None:
        class Place:
            def __init__(self, number: int) -> None:
                self.pointer = f"/Resources/A/DependsOn/{number}"
                self.message = "needless"
                self.patch = ({"op": "remove", "path": self.pointer},)

        def detect(name: str, data: Any) -> list[Place]:
            names = data["Resources"]["A"]["DependsOn"]
            return [Place(number) for number, name in enumerate(names) if name != "B"]

        from dataclasses import replace

        dialect = replace(CLOUDFORMATION, detect=detect)
        one = rule("one", detector="x", fix={"safety": "safe"})
        data = template({"A": {"Type": QUEUE, "DependsOn": ["C", "B", "D", "E"]}, "B": resource(QUEUE)})

        def again(new: Any) -> list[Found]:
            from fixer.issues.checking import check
            from fixer.remedy.mend import with_fixes

            return with_fixes(check(new, Catalogue([one]), dialect), new, dialect)

        done = mend(data, again(data), again, Selection(), dialect)
        assert done.data["Resources"]["A"]["DependsOn"] == ["B"]
        assert done.rounds == 1


class TestWholeEntries:
    UNUSED = rule("unused", detector="unused-parameter", fix=[{"op": "remove", "path": ""}])

    def test_an_entry_goes(self) -> None:
        data = {"Parameters": {"P": {"Type": "String"}, "Q": {"Type": "String"}}, **queue(QueueName={"Ref": "Q"})}
        done = mended(data, self.UNUSED)
        assert done.data["Parameters"] == {"Q": {"Type": "String"}}

    def test_a_section_goes_with_its_last_entry(self) -> None:
        data = {"Parameters": {"P": {"Type": "String"}}, **queue()}
        (item,) = found(data, self.UNUSED)
        assert item.issue.fix is not None
        assert item.issue.fix.patch == ({"op": "remove", "path": "/Parameters"},)
        assert list(mended(data, self.UNUSED).data) == ["Resources"]


class TestRest:
    def test_a_fix_that_another_makes_necessary(self) -> None:
        first = setting("KmsMasterKeyId", "first", "alias/aws/sqs")
        second = setting(
            "Reuse", "second", 300, when="present(Properties.KmsMasterKeyId) && !present(Properties.Reuse)"
        )
        done = mended(queue(), first, second)
        assert properties(done) == {"KmsMasterKeyId": "alias/aws/sqs", "Reuse": 300}
        assert done.rounds == 2
        assert told(done) == {"first": ("applied", ""), "second": ("applied", "another fix made it necessary")}
        assert [one.number for one in done.outcomes] == [1, 2]

    def test_a_second_run_changes_nothing(self) -> None:
        rules = [setting("DelaySeconds", "one", 5), setting("VisibilityTimeout", "two", 60)]
        once = mended(queue(), *rules)
        twice = mended(once.data, *rules)
        assert twice.data is once.data
        assert (twice.rounds, twice.outcomes) == (0, ())

    def test_fixes_that_undo_each_other_are_named_and_left_out(self) -> None:
        rules = [setting("DelaySeconds", "odd", 5), setting("DelaySeconds", "even", 6), setting("Other", "calm", 1)]
        data = queue(DelaySeconds=1)
        done = mended(data, *rules)
        assert properties(done) == {"DelaySeconds": 1, "Other": 1}
        reason = "the fixes of even and odd undo each other"
        assert told(done) == {"odd": ("skipped", reason), "even": ("skipped", reason), "calm": ("applied", "")}

    def test_a_fix_that_never_comes_to_rest(self) -> None:
        when = "!present(Properties.Nothing)"
        grow = setting("Tags", "grow", 1, when=when, fix=[{"op": "add", "path": "/Properties/Tags/-", "value": 1}])
        done = mended(queue(), grow)
        assert properties(done) == {}
        assert told(done) == {
            "grow": ("skipped", f"grow still found something to change after {MAX_ROUNDS} rounds"),
        }  # fmt: skip

    def test_as_many_rounds_as_there_are(self) -> None:
        names = [f"P{number}" for number in range(MAX_ROUNDS)]
        steps = [setting("P0", "r0", 1)]
        for number in range(1, MAX_ROUNDS):
            when = f"present(Properties.{names[number - 1]}) && !present(Properties.{names[number]})"
            steps.append(setting(names[number], f"r{number}", 1, when=when))
        done = mended(queue(), *steps)
        assert done.rounds == MAX_ROUNDS
        assert list(properties(done)) == names

    def test_a_fix_that_does_not_help(self) -> None:
        vain = setting("Tags", "vain", 1, when="!present(Properties.Nothing)")
        done = mended(queue(), vain)
        assert told(done) == {"vain": ("skipped", "the rule still finds fault with what its own fix writes")}


class TestConflicts:
    def test_of_two_fixes_at_one_place_the_worse_issue_wins(self) -> None:
        low = setting("DelaySeconds", "a-low", 5, when="!present(Properties.DelaySeconds)", severity="low")
        high = setting("DelaySeconds", "b-high", 6, when="!present(Properties.DelaySeconds)", severity="high")
        done = mended(queue(), low, high)
        assert properties(done) == {"DelaySeconds": 6}
        assert told(done) == {"b-high": ("applied", ""), "a-low": ("skipped", "b-high changes the same place")}

    def test_of_equal_ones_the_first_by_name(self) -> None:
        rules = [setting("X", name, name, when="!present(Properties.X)") for name in ("b", "a")]
        assert properties(mended(queue(), *rules)) == {"X": "a"}

    def test_fixes_side_by_side_do_not_meet(self) -> None:
        one = setting("X/A", "one", 1, when="!present(Properties.X.A)")
        two = setting("X/B", "two", 2, when="!present(Properties.X.B)")
        done = mended(queue(), one, two)
        assert (properties(done), done.rounds) == ({"X": {"A": 1, "B": 2}}, 1)

    def test_what_had_to_wait_comes_in_the_next_round(self) -> None:
        whole = setting("X", "whole", {"A": 1}, when="!present(Properties.X)", severity="high")
        part = setting("X/B", "part", 2, when="!present(Properties.X.B)", severity="low")
        done = mended(queue(), part, whole)
        assert (properties(done), done.rounds) == ({"X": {"A": 1, "B": 2}}, 2)
        assert told(done) == {"whole": ("applied", ""), "part": ("applied", "")}

    def test_nothing_is_put_into_a_function_call(self) -> None:
        part = setting("X/B", "part", 2, when="!present(Properties.Y)")
        done = mended(queue(X={"Fn::If": ["C", {}, {}]}), part)
        assert properties(done) == {"X": {"Fn::If": ["C", {}, {}]}}
        assert told(done) == {
            "part": ("left-out", "the patch does not fit: /Resources/A/Properties/X is computed by Fn::If")
        }

    def test_some_places_of_an_issue(self) -> None:
        part = setting("X/B", "part", 2, when="!present(Properties.X.B)")
        data = template({"A": resource(QUEUE), "B": resource(QUEUE, X="text")})
        done = mended(data, part)
        assert properties(done) == {"X": {"B": 2}}
        assert told(done)["part"] == (
            "skipped",
            "1 of 2 places were mended; for the others, the patch does not fit: "
            "/Resources/B/Properties/X is no container",
        )

    def test_no_reference_is_left_dangling(self) -> None:
        leads_nowhere = setting("Key", "nowhere", {"Ref": "Nobody"}, when="!present(Properties.Key)")
        done = mended(queue(), leads_nowhere, setting("DelaySeconds", "calm", 5))
        assert properties(done) == {"DelaySeconds": 5}
        status, reason = told(done)["nowhere"]
        assert status == "skipped"
        assert "Nobody" in reason


class TestChoice:
    BOLD = ({"op": "add", "path": "/Properties/C", "value": 1},)
    RULES = (
        setting("A", "safe-one", 1),
        setting("B", "safe-two", 1),
        setting("C", "bold", 1, fix={"safety": "unsafe", "why": "w", "patch": list(BOLD)}),
    )

    @pytest.mark.parametrize(
        ("selection", "expected"),
        [
            ({}, {"A", "B"}),
            ({"unsafe": True}, {"A", "B", "C"}),
            ({"none": True}, set()),
            ({"only": ("rule:bold",)}, {"C"}),
            ({"only": ("resource:A",), "exclude": ("safe-one",)}, {"B", "C"}),
            ({"exclude": ("rule:safe-two",)}, {"A"}),
        ],
    )
    def test_choices(self, selection: dict[str, Any], expected: set[str]) -> None:
        assert set(properties(mended(queue(), *self.RULES, **selection))) == expected

    def test_what_was_left_out_stays_out_in_later_rounds(self) -> None:
        later = setting("D", "later", 1, when="present(Properties.A) && !present(Properties.D)")
        assert set(properties(mended(queue(), *self.RULES, later))) == {"A", "B", "D"}
        assert set(properties(mended(queue(), *self.RULES, later, only=("safe-one",)))) == {"A"}

    def test_what_matches_nothing(self) -> None:
        with pytest.raises(FixerError, match="no issue matches 'rule:nothing'"):
            mended(queue(), *self.RULES, only=("rule:nothing",))


YAML = """\
# The stack's buckets.
Resources:
  Files: # who reads them is told elsewhere
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{Key: a, Value: b}] # short
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: {Statement: []}
"""


def read(text: str, name: str = "stack.yaml") -> Any:
    return read_template(from_bytes(name, text.encode()))


class TestText:
    def test_no_other_byte_is_touched(self) -> None:
        done = api.mend(api.check(read(YAML)), api.Selection(only=("bucket-unencrypted", "key-rotation-off")))
        added = [line for line in done.text.splitlines() if line not in YAML.splitlines()]
        assert [line for line in done.text.splitlines() if line not in added] == YAML.splitlines()
        assert "      EnableKeyRotation: true" in added
        assert done.result.data["Resources"]["Files"]["Properties"]["BucketEncryption"]

    def test_inside_markdown(self) -> None:
        text = f"# Answer\r\n\r\n```yaml\n{YAML}```\n\nThat is all.\n"
        done = api.mend(api.check(read(text, "answer.md")), api.Selection())
        start, end = text.index("```yaml"), text.index("That is all")
        assert done.document_text.startswith(text[:start])
        assert done.document_text.endswith(text[end:])
        assert "EnableKeyRotation" in done.document_text

    def test_what_is_left(self) -> None:
        before = api.check(read(YAML))
        done = api.mend(before, api.Selection())
        mends = {issue.rule for issue in before.issues if issue.fix and issue.fix.safety == "safe"}
        assert mends == {"bucket-unencrypted", "key-rotation-off"}
        assert {one.issue.rule for one in done.left.findings} == {issue.rule for issue in before.issues} - mends

    def test_what_cannot_be_written_in_place_is_skipped(self) -> None:
        shared = (
            "Resources:\n"
            "  A: &bucket\n    Type: AWS::S3::Bucket\n    Properties: {Tags: []}\n"
            "  B: *bucket\n"
            "  K: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {}}}\n"
        )
        before = api.check(read(shared))
        one_of_two = api.Selection(only=("bucket-unencrypted", "key-rotation-off"))
        done = api.mend(before, one_of_two)
        assert done.result.data["Resources"]["K"]["Properties"]["EnableKeyRotation"] is True
        statuses = {one.id.rpartition("-")[0]: one.status for one in done.outcomes if one.status != "left-out"}
        assert statuses["key-rotation-off"] == "applied"
        assert done.result.data["Resources"]["A"] == done.result.data["Resources"]["B"]

    def test_an_error_that_a_verifier_sees_rolls_the_fix_back(self) -> None:
        from fixer.remedy.verify import Finding, Findings

        class Verifier:
            tool, version = "linter", "1"

            def __call__(self, text: str, data: Any) -> Findings:
                place = "/Resources/Key/Properties/EnableKeyRotation"
                return Findings(frozenset({Finding("E1", place)} if "EnableKeyRotation" in text else ()))

        done = api.mend(api.check(read(YAML)), api.Selection(), Verifier())
        assert "EnableKeyRotation" not in done.text
        assert "BucketEncryption" in done.text
        reasons = [one.reason for one in done.outcomes if one.status == "skipped"]
        assert reasons == ["it would bring the linter error E1"]
        assert done.verification is not None
        assert (done.verification.before, done.verification.after) == (0, 0)
        assert [one.rpartition("-")[0] for one in done.verification.rolled_back] == ["key-rotation-off"]

    def test_nothing_to_do_gives_the_bytes_back(self) -> None:
        before = api.check(read(YAML))
        done = api.mend(before, api.Selection(none=True))
        assert done.document_text == YAML


@pytest.mark.parametrize("one", PACKAGED, ids=[one.id for one in PACKAGED])
def test_packaged_fixes_mend_their_own_examples(one: Rule) -> None:
    assert try_fix(one, dialect_named(one.dialect)) == []


@given(RESOURCES, st.booleans())
def test_any_template_comes_to_rest(resources: dict[str, Any], unsafe: bool) -> None:
    model = read(json.dumps({"Resources": resources}, indent=2), "stack.json")
    done = api.mend(api.check(model), api.Selection(unsafe=unsafe))
    again = api.mend(api.check(done.result), api.Selection(unsafe=unsafe))
    assert again.document_text == done.document_text
    assert not broken_references(CLOUDFORMATION, done.result.data, model.data)


def test_real_templates_come_to_rest(corpus: Any) -> None:
    tried = 0
    for path in sorted(corpus.glob("*/MODEL_RESPONSE.md"))[::5]:
        try:
            model = read_template(from_bytes(str(path), path.read_bytes()))
        except FixerError:
            continue
        before = api.check(model)
        for unsafe in (False, True):
            done = api.mend(before, api.Selection(unsafe=unsafe))
            again = api.mend(api.check(done.result), api.Selection(unsafe=unsafe))
            assert again.document_text == done.document_text, path
            assert not broken_references(CLOUDFORMATION, done.result.data, model.data), path
            assert all(one.reason for one in done.outcomes if one.status == "skipped"), path
        tried += 1
    assert tried >= 10


def _fixable(issue: Issue) -> bool:
    return issue.fix is not None and issue.fix.safety == "safe"


def test_safe_findings_of_real_templates_go(corpus: Any) -> None:
    before = after = 0
    for path in sorted(corpus.glob("*/MODEL_RESPONSE.md"))[::4]:
        try:
            check = api.check(read_template(from_bytes(str(path), path.read_bytes())))
        except FixerError:
            continue
        done = api.mend(check, api.Selection())
        before += sum(map(_fixable, check.issues))
        after += sum(map(_fixable, api.check(done.result).issues))
    assert before >= 5
    assert after <= 0.2 * before


class TestHarm:
    """A fix that brings a failure which was not there before is left out, and says so."""

    SETS = setting("DelaySeconds", "sets", 5)
    CALM = setting("Other", "calm", 1)
    REFUSED = rule(
        "refused",
        match={"resource": QUEUE, "when": "Properties.DelaySeconds == `5` && Properties.Old == `1`"},
        severity="critical",
        category="deployability",
    )

    def test_it_is_left_out_and_what_is_beside_it_stays(self) -> None:
        done = mended(queue(Old=1), self.SETS, self.CALM, self.REFUSED)
        assert properties(done) == {"Old": 1, "Other": 1}
        assert told(done) == {
            "sets": ("skipped", "it would bring another failure: Title of refused (refused)"),
            "calm": ("applied", ""),
        }

    def test_what_was_wrong_before_is_no_objection(self) -> None:
        done = mended(queue(Old=1, DelaySeconds=5), self.CALM, self.REFUSED)
        assert properties(done) == {"Old": 1, "DelaySeconds": 5, "Other": 1}

    def test_a_failure_that_a_later_round_mends_is_no_objection(self) -> None:
        drop = setting(
            "Old", "drop", 0, when="Properties.DelaySeconds == `5` && Properties.Old == `1`", severity="critical",
            category="deployability",
        )  # fmt: skip
        done = mended(queue(Old=1), self.SETS, drop)
        assert properties(done) == {"Old": 0, "DelaySeconds": 5}

    def test_a_matter_of_taste_is_no_objection(self) -> None:
        dull = rule("dull", match={"resource": QUEUE, "when": "Properties.DelaySeconds == `5`"}, severity="low")
        assert properties(mended(queue(), self.SETS, dull)) == {"DelaySeconds": 5}

    def test_only_the_places_that_bring_it(self) -> None:
        data = template({"A": resource(QUEUE, Old=1), "B": resource(QUEUE)})
        done = mended(data, self.SETS, self.REFUSED)
        assert done.data["Resources"]["A"]["Properties"] == {"Old": 1}
        assert done.data["Resources"]["B"]["Properties"] == {"DelaySeconds": 5}
        reason = "it would bring another failure: Title of refused (refused)"
        assert told(done)["sets"] == ("skipped", f"1 of 2 places were mended; for the others, {reason}")

    def test_two_that_bring_it_only_together(self) -> None:
        both = rule(
            "both",
            match={"resource": QUEUE, "when": "Properties.DelaySeconds == `5` && Properties.Other == `1`"},
            severity="critical",
        )
        done = mended(queue(), self.SETS, self.CALM, both)
        assert len(properties(done)) == 1

    def test_a_bucket_that_is_open_on_purpose_stays_open(self) -> None:
        public = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": {"Fn::Sub": "${B.Arn}/*"}}
        block = {"BlockPublicAcls": True, "BlockPublicPolicy": False}
        stack = template(
            {
                "B": resource(BUCKET, PublicAccessBlockConfiguration=block),
                "P": resource("AWS::S3::BucketPolicy", Bucket={"Ref": "B"}, PolicyDocument={"Statement": [public]}),
            }
        )
        before = api.check(read(json.dumps(stack), "stack.json"))
        done = api.mend(before, api.Selection(only=("bucket-public-access-unblocked",)))
        assert done.result.data == stack
        (outcome,) = [one for one in done.outcomes if one.id.startswith("bucket-public-access-unblocked")]
        title = "Bucket policy opens a bucket that refuses to be open"
        assert outcome.reason == f"it would bring another failure: {title} (public-policy-blocked)"


def test_places_that_the_fix_does_not_reach_are_told() -> None:
    patch = [{"op": "add", "path": "/Properties/DelaySeconds", "value": 5}]
    matches = [
        {"resource": QUEUE, "when": "!present(Properties.DelaySeconds) && present(Properties.Easy)", "patch": patch},
        {"resource": QUEUE, "when": "!present(Properties.DelaySeconds)"},
    ]
    one = rule("one", match=matches, fix={"safety": "safe"})
    done = mended(template({"A": resource(QUEUE, Easy=1), "B": resource(QUEUE, Hard=1)}), one)
    assert done.data["Resources"]["A"]["Properties"]["DelaySeconds"] == 5
    assert told(done) == {"one": ("applied", "1 of 2 places; a person has to judge the rest")}


def test_what_another_fix_took_out_needs_no_other() -> None:
    used = rule("unused", detector="unused-parameter", severity="high", fix=[{"op": "remove", "path": ""}])
    bare = rule(
        "bare",
        match={"section": "Parameters", "when": "!present(MinLength)"},
        severity="low",
        fix=[{"op": "add", "path": "/MinLength", "value": 1}],
    )
    done = mended({"Parameters": {"P": {"Type": "String"}}, **queue(QueueName="q")}, used, bare)
    assert told(done) == {"unused": ("applied", ""), "bare": ("applied", "another fix took out what it was about")}
