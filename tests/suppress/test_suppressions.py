"""A template says what is not to be reported of it: in comments, in metadata, for a value, an entry or the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fixer import api, cli
from fixer.read.document import from_bytes
from fixer.read.pairing import read_pair, read_template
from fixer.remedy.selection import Selection
from fixer.suppress.metadata import items, with_own_of, without_own
from tests.pairs import resource, template

QUEUES = """\
Resources:
  First:{first}
    Type: AWS::SQS::Queue
  Second:
    Type: AWS::SQS::Queue
"""


def checked(text: str, name: str = "stack.yaml") -> api.Check:
    return api.check(read_template(from_bytes(name, text.encode())))


def rules_of(found: api.Check, name: str) -> set[str | None]:
    return {one.rule for one in found.issues if any(ref.id == name for ref in one.resources)}


BARE = checked(QUEUES.replace("{first}", ""))
RULES = sorted(rule for rule in rules_of(BARE, "First") if rule)


def test_there_is_something_to_suppress() -> None:
    assert RULES
    assert rules_of(BARE, "Second") == set(RULES)


class TestWhatIsMeant:
    @pytest.mark.parametrize("rule", RULES)
    def test_a_rule_in_the_line_of_a_key(self, rule: str) -> None:
        found = checked(QUEUES.replace("{first}", f" # fixer: ignore[{rule}] -- ours"))
        assert rules_of(found, "First") == set(RULES) - {rule}
        assert rules_of(found, "Second") == set(RULES)
        (hidden,) = found.hidden
        (reason,) = hidden.reasons
        assert (hidden.issue.rule, reason.how, reason.why, reason.line) == (rule, "suppressed", "ours", 2)

    def test_everything(self) -> None:
        found = checked(QUEUES.replace("{first}", " # fixer: ignore"))
        assert rules_of(found, "First") == set()
        assert rules_of(found, "Second") == set(RULES)

    def test_a_category_and_a_pattern(self) -> None:
        rule = RULES[0]
        category = next(one.category for one in BARE.issues if one.rule == rule)
        for word in (category, f"{rule[:5]}*", f"*{rule[-5:]}"):
            found = checked(QUEUES.replace("{first}", f" # fixer: ignore[{word}]"))
            assert rule not in rules_of(found, "First")
            assert found.warnings == ()

    def test_above_a_key_and_above_a_section(self) -> None:
        above = QUEUES.replace("{first}", "").replace("  Second", "  # fixer: ignore\n  Second")
        assert [rules_of(checked(above), name) for name in ("First", "Second")] == [set(RULES), set()]
        section = "# fixer: ignore\n" + QUEUES.replace("{first}", "")
        assert checked(section).issues == ()

    def test_a_value_inside(self) -> None:
        text = (
            "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n"
            "        Statement:\n          - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: a}\n"
            "      Policies:\n        - PolicyName: a\n          PolicyDocument:\n            Statement:\n"
            "              - {Effect: Allow, Action: '*', Resource: '*'}{mark}\n"
            "        - PolicyName: b\n          PolicyDocument:\n            Statement:\n"
            "              - {Effect: Allow, Action: '*', Resource: '*'}\n"
        )
        before = checked(text.replace("{mark}", ""))
        after = checked(text.replace("{mark}", " # fixer: ignore -- the administrator's"))
        inside = "/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0"
        hidden = {gap.pointer for one in after.hidden for gap in one.issue.gaps}
        assert hidden
        assert all(pointer.startswith(inside) for pointer in hidden)
        assert hidden == {gap.pointer for one in before.issues for gap in one.gaps if gap.pointer.startswith(inside)}

    @pytest.mark.parametrize("word", ["", "[{rule}]", "[{category}]"])
    def test_the_whole_file(self, word: str) -> None:
        rule = RULES[0]
        category = next(one.category for one in BARE.issues if one.rule == rule)
        word = word.replace("{rule}", rule).replace("{category}", category)
        found = checked(f"# fixer: ignore-file{word}\n\n" + QUEUES.replace("{first}", ""))
        assert rule not in rules_of(found, "First") | rules_of(found, "Second")

    def test_in_markdown_and_in_json_with_comments(self) -> None:
        fenced = "Here:\n\n```yaml\n" + QUEUES.replace("{first}", " # fixer: ignore") + "```\n# fixer: ignore-file\n"
        assert [rules_of(checked(fenced, "a.md"), name) for name in ("First", "Second")] == [set(), set(RULES)]
        queue = '{"Type": "AWS::SQS::Queue"}'
        text = f'{{"Resources": {{\n// fixer: ignore\n"First": {queue},\n"Second": {queue}}}}}'
        assert [rules_of(checked(text, "a.json"), name) for name in ("First", "Second")] == [set(), set(RULES)]


def with_metadata(own: Any, *, whole: bool = False) -> dict[str, Any]:
    first, metadata = {"Type": "AWS::SQS::Queue"}, {"Metadata": {"fixer": own}}
    data: dict[str, Any] = {"Resources": {"First": first | ({} if whole else metadata), "Second": first}}
    return metadata | data if whole else data


class TestMetadata:
    @pytest.mark.parametrize("form", ["json", "yaml"])
    @pytest.mark.parametrize("one", ["{rule}", {"rule": "{rule}", "reason": "as it is"}])
    def test_of_a_resource(self, form: str, one: Any) -> None:
        rule = RULES[0]
        text = json.dumps(with_metadata({"ignore": [one]}), indent=2).replace("{rule}", rule)
        found = checked(text, f"a.{form}")
        assert rules_of(found, "First") == set(RULES) - {rule}
        assert rules_of(found, "Second") == set(RULES)
        (hidden,) = found.hidden
        assert hidden.reasons[0].why == ("" if isinstance(one, str) else "as it is")
        assert hidden.reasons[0].line == found.model.line("/Resources/First/Metadata/fixer/ignore/0")

    def test_of_the_template(self) -> None:
        found = checked(json.dumps(with_metadata({"ignore": RULES[0]}, whole=True)), "a.json")
        assert RULES[0] not in {one.rule for one in found.issues}

    @pytest.mark.parametrize(
        ("own", "said"),
        [
            ("x", "Metadata.fixer is no mapping; it should be {ignore: [rule, …]}"),
            ({"ignored": []}, "Metadata.fixer has no 'ignored'; it has 'ignore'"),
            ({"ignore": [1]}, "an item of Metadata.fixer.ignore is a rule id or {rule: …, reason: …}"),
            ({"ignore": [{"reason": "x"}]}, "an item of Metadata.fixer.ignore is a rule id or {rule: …, reason: …}"),
            (
                {"ignore": [{"rule": "naming", "why": "x"}]},
                "an item of Metadata.fixer.ignore has no 'why'; it has 'rule' and 'reason'",
            ),
        ],
    )
    def test_what_is_not_understood(self, own: Any, said: str) -> None:
        found = checked(json.dumps(with_metadata(own), indent=1), "a.json")
        assert [text.partition(": ")[2] for text in found.warnings] == [said]
        assert rules_of(found, "First") == set(RULES)

    def test_it_is_no_part_of_the_infrastructure(self) -> None:
        plain, said = with_metadata({"ignore": ["x"]}), {"Resources": {}}
        assert without_own(plain) == {"Resources": {name: {"Type": "AWS::SQS::Queue"} for name in ("First", "Second")}}
        assert without_own(said) is said
        kept = {"Metadata": {"fixer": {}, "Other": 1}, "Resources": {"A": {"Metadata": {"Other": 2}}}}
        assert without_own(kept) == {"Metadata": {"Other": 1}, "Resources": {"A": {"Metadata": {"Other": 2}}}}
        assert items(plain)[0][0].scope == "/Resources/First"

    def test_the_models_own_stands_in_for_the_ideals(self) -> None:
        model, ideal = with_metadata({"ignore": ["x"]}), with_metadata({"ignore": ["y"]}, whole=True)
        assert with_own_of(model, ideal) == model
        assert with_own_of(ideal, model) == {**ideal, "Metadata": ideal["Metadata"]}


class TestComparing:
    def pair(self, model: dict[str, Any], ideal: dict[str, Any]) -> api.Difference:
        documents = [
            from_bytes(name, json.dumps(data).encode()) for name, data in (("a.json", model), ("b.json", ideal))
        ]
        return api.diff(*read_pair(*documents))

    @pytest.mark.parametrize("whole", [False, True])
    def test_what_is_said_is_no_difference(self, whole: bool) -> None:
        said, plain = with_metadata({"ignore": [RULES[0]]}, whole=whole), without_own(with_metadata({}))
        for model, ideal in ((said, plain), (plain, said), (said, said)):
            assert self.pair(model, ideal).every == ()

    def test_applying_leaves_it_where_it_is(self) -> None:
        queue = "AWS::SQS::Queue"
        model = template({"A": resource(queue, DelaySeconds=1) | {"Metadata": {"fixer": {"ignore": ["cost"]}}}})
        ideal = template({"A": resource(queue, DelaySeconds=2), "B": resource(queue)})
        ideal["Resources"]["B"]["Metadata"] = {"fixer": {"ignore": ["naming"]}}
        done = api.apply(self.pair(model, ideal), Selection(unsafe=True))
        assert done.left.summary.issues == 0
        a = {**ideal["Resources"]["A"], "Metadata": {"fixer": {"ignore": ["cost"]}}}
        assert done.result.data == template({"A": a, "B": resource(queue)})

    def test_a_difference_is_suppressed(self) -> None:
        queue = "AWS::SQS::Queue"
        model = template({name: resource(queue, DelaySeconds=1) for name in "AB"})
        model["Resources"]["A"]["Metadata"] = {"fixer": {"ignore": ["*"]}}
        found = self.pair(model, template({name: resource(queue, DelaySeconds=2) for name in "AB"}))
        assert {ref.id for one in found.issues for ref in one.resources} == {"B"}
        assert {ref.id for one in found.hidden for ref in one.issue.resources} == {"A"}

    def test_nothing_is_said_of_what_only_checking_uses(self) -> None:
        text = QUEUES.replace("{first}", f" # fixer: ignore[{RULES[0]}]")
        model = read_template(from_bytes("a.yaml", text.encode()))
        found = api.diff(model, model)
        assert (found.every, found.warnings) == ((), ())


class TestUnknown:
    @pytest.mark.parametrize(
        ("word", "hint"),
        [
            ("bucket-unencryptd", "did you mean 'bucket-unencrypted'?"),
            ("securty", "did you mean 'security'?"),
            ("qqqqqq", "fixer rules lists them all"),
            ("zz-*", "fixer rules lists them all"),
        ],
    )
    def test_the_nearest_is_named(self, word: str, hint: str) -> None:
        found = checked(QUEUES.replace("{first}", f" # fixer: ignore[{word}]"))
        assert found.warnings == (f"stack.yaml:2: there is no rule or category '{word}' to ignore; {hint}",)
        assert "unused-suppression" not in {one.rule for one in found.issues}

    def test_a_comment_that_stands_nowhere(self) -> None:
        found = checked(QUEUES.replace("{first}", "") + "# fixer: ignore\n")
        said = "stack.yaml:6: the comment stands neither in the line of a key nor above one"
        assert found.warnings == (said,)

    def test_at_the_shell(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "a.yaml"
        path.write_text(QUEUES.replace("{first}", " # fixer: ignor"), encoding="utf-8")
        cli.run(["check", str(path), "--format", "json"])
        assert capfd.readouterr().err == f"{path}:2: 'fixer: ignor' is not understood; did you mean 'ignore'?\n"


class TestUnused:
    def test_it_is_an_issue_that_fails_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        text = QUEUES.replace("{first}", " # fixer: ignore -- x").replace("Second:", "Second: # fixer: ignore")
        path.write_text(text + "    Metadata: {fixer: {ignore: [bucket-*]}}\n", encoding="utf-8")
        found = checked(path.read_text(encoding="utf-8"))
        (issue,) = found.issues
        assert (issue.rule, issue.severity, issue.number) == ("unused-suppression", "info", len(found.every))
        assert issue.notes == ("line 6: nothing of 'bucket-*' is found here",)
        assert cli.run(["check", str(path)]) == 0
        assert cli.run(["check", str(path), "--fail-on", "info"]) == 1

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (f"First: # fixer: ignore[{RULES[0]}, cost]", f"First: # fixer: ignore[{RULES[0]}]"),
            ("First: # fixer: ignore[cost] -- x", "First:"),
            ("First: # ours # fixer: ignore[cost]", "First: # ours"),
            ("# ours\n  # fixer: ignore[cost]\n  First:", "# ours\n  First:"),
        ],
    )
    def test_a_comment_is_taken_out(self, before: str, after: str) -> None:
        text = QUEUES.replace("{first}", "")
        found = checked(text.replace("First:", before))
        done = api.mend(found, Selection(only=("rule:unused-suppression",)))
        assert done.document_text == text.replace("First:", after)
        assert [one.status for one in done.outcomes if one.id.startswith("unused")] == ["applied"]
        assert "unused-suppression" not in {one.rule for one in checked(done.document_text).issues}
        assert done.left.summary.issues == len(found.issues) - 1

    def test_above_the_template_and_in_json(self) -> None:
        text = "# fixer: ignore-file[cost]\n" + QUEUES.replace("{first}", "")
        done = api.mend(checked(text), Selection(only=("rule:unused-suppression",)))
        assert done.document_text == QUEUES.replace("{first}", "")
        body = '\n    "A": {"Type": "T"} // x\n  }\n}\n'
        text = '{\n  // fixer: ignore-file[cost]\n  "Resources": { /* fixer: ignore[naming] */' + body
        done = api.mend(checked(text, "a.json"), Selection(only=("rule:unused-suppression",)))
        assert done.document_text == '{\n  "Resources": {' + body

    @pytest.mark.parametrize(
        ("ignored", "left"),
        [
            (["cost"], None),
            (["cost", RULES[0]], [RULES[0]]),
            (["cost", RULES[0], "naming"], [RULES[0]]),
            ("cost", None),
        ],
    )
    def test_metadata_is_taken_out(self, ignored: Any, left: Any) -> None:
        found = checked(json.dumps(with_metadata({"ignore": ignored}), indent=2), "a.json")
        done = api.mend(found, Selection(only=("rule:unused-suppression",)))
        assert done.result.data == (with_metadata({"ignore": left}) if left else without_own(with_metadata({})))

    def test_it_is_safe(self) -> None:
        done = api.mend(checked(QUEUES.replace("{first}", " # fixer: ignore[cost]")), Selection())
        assert "cost" not in done.document_text

    def test_what_only_a_comparison_finds_is_not_called_unused(self) -> None:
        only = next(rule for rule in BARE.catalogue.rules if rule.diff_only)
        off = next(rule for rule in BARE.catalogue.rules if rule.check_severity == "off")
        for rule in (only, off):
            found = checked(QUEUES.replace("{first}", f" # fixer: ignore[{rule.id}]"))
            assert {one.rule for one in found.issues} == set(RULES)

    def test_it_is_a_rule_that_can_be_explained_and_settled(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run(["rules", "unused-suppression"]) == 0
        assert capfd.readouterr().out.startswith("unused-suppression: Suppression that suppresses nothing\n")
        path = tmp_path / "a.yaml"
        path.write_text(QUEUES.replace("{first}", " # fixer: ignore[cost]"), encoding="utf-8")
        call = ["check", str(path), "--format", "json", "--isolated", "--config"]
        cli.run([*call, "severities = {unused-suppression = 'high'}"])
        issues = json.loads(capfd.readouterr().out)["issues"]
        assert [one["severity"] for one in issues if one["rule"] == "unused-suppression"] == ["high"]
        cli.run([*call, "ignore = ['unused-suppression']"])
        found = json.loads(capfd.readouterr().out)
        assert "unused-suppression" not in {one["rule"] for one in found["issues"]}
        assert [one["hidden_by"][0]["how"] for one in found["hidden"]] == ["ignored"]

    def test_its_own_name_suppresses_it(self) -> None:
        text = "# fixer: ignore-file[unused-suppression]\n" + QUEUES.replace("{first}", " # fixer: ignore[cost]")
        found = checked(text)
        assert {one.rule for one in found.issues} == set(RULES)
        assert [one.issue.rule for one in found.hidden] == ["unused-suppression"]


def test_nothing_of_it_is_imported_where_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(QUEUES.replace("{first}", ""), encoding="utf-8")
    code = (
        "import sys; from fixer import cli; cli.run(sys.argv[1:]); print([m for m in sys.modules if 'suppress' in m])"
    )
    call = [sys.executable, "-c", code, "check", str(path), "-o", str(tmp_path / "a.json")]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_many_are_bounded() -> None:
    rows = "".join(f"  # fixer: ignore[a{number}*, b{number}]\n" for number in range(20_000))
    text = QUEUES.replace("{first}", "").replace("  Second", rows + "  Second")
    found = checked(text)
    assert rules_of(found, "Second") == set(RULES)
    assert len(found.warnings) == 51
    assert found.warnings[0] == "stack.yaml:4: there is no rule or category 'a0*' to ignore; fixer rules lists them all"
    assert found.warnings[-1].endswith(" more like these")
    assert found.said is not None
    said = "more than 2,000 suppressions: this one and all that follow do not count"
    assert (1004, said) in found.said.wrong


@pytest.mark.parametrize(
    ("above", "hidden"),
    [
        ("// what this is\n", False),
        ("\ufeff// what\r\n\r\n// this is\r\n", False),
        ("/* what {this} is */ // Resources:\n", False),
        ("// fixer: ignore-file[security]\n", True),
        ("/*\n * Resources: many\n * fixer: ignore-file[security] -- not ours\n */\n\n", True),
    ],
)
def test_comments_above_the_first_brace_of_json(above: str, hidden: bool) -> None:
    text = json.dumps({"Resources": {"First": {"Type": "AWS::SQS::Queue"}}}, indent=2)
    found = checked(above + text, "stack.json")
    assert found.model.format == "json" and found.model.data == json.loads(text)
    assert (not found.issues) == hidden
    done = api.mend(found, Selection(unsafe=True, only=("rule:queue-unencrypted",)))
    assert done.document_text.startswith(above.removeprefix("\ufeff")) and "KmsMasterKeyId" in done.document_text


@pytest.mark.parametrize(
    ("above", "left"),
    [
        (
            "/*\n * what this is\n * fixer: ignore-file[naming]\n * and more\n */\n",
            "/*\n * what this is\n * and more\n */\n",
        ),
        ("/* fixer: ignore-file[naming]\n * and more\n */\n", "/* \n * and more\n */\n"),
        ("/* what this is\n   fixer: ignore-file[naming] */\n", "/* what this is\n   */\n"),
        ("/*\n fixer: ignore-file[naming, security]\n */\n", "/*\n fixer: ignore-file[security]\n */\n"),
    ],
)
def test_a_row_of_a_comment_is_taken_out_alone(above: str, left: str) -> None:
    text = json.dumps({"Resources": {"First": {"Type": "AWS::SQS::Queue"}}}, indent=2)
    done = api.mend(checked(above + text, "stack.json"), Selection(only=("rule:unused-suppression",)))
    assert done.document_text == left + text
