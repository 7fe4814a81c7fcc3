"""cfn-lint as a verifier: its answer depends on the template alone, and it comes to an end."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from fixer import api, cli, lint, lint_rules
from fixer.errors import FixerError
from fixer.issues.opinions import Lint
from fixer.read.document import Document
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_template

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueNam": "x"}}
BAD: dict[str, Any] = {"Resources": {"Queue": QUEUE}}
UNKNOWN_PROPERTY = [("E3002", "/Resources/Queue/Properties/QueueNam")]

needs_lint = pytest.mark.skipif(find_spec("cfnlint") is None, reason="the extra fixer[lint] is not installed")


def errors(data: Mapping[str, Any], text: str | None = None) -> list[tuple[str, str]]:
    found = lint.CfnLint()(json.dumps(data) if text is None else text, data)
    return sorted((one.rule, one.path) for one in found.errors)


@pytest.fixture
def no_lint(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lint.loaded.cache_clear()
    monkeypatch.setitem(sys.modules, "cfnlint.core", None)
    yield
    lint.loaded.cache_clear()


def write_pair(folder: Path) -> list[str]:
    """A model with an error, and an ideal that mends it and brings another."""
    other = {"Type": "AWS::SNS::Topic", "Properties": {"TopicNam": "x"}}
    pair = {
        "model.json": BAD,
        "ideal.json": {"Resources": {"Queue": {**QUEUE, "Properties": {"QueueName": "x"}}, "Topic": other}},
    }
    for name, data in pair.items():
        (folder / name).write_text(json.dumps(data, indent=2), encoding="utf-8")
    return [str(folder / name) for name in pair]


def test_without_the_extra_the_call_says_what_to_install(
    no_lint: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = write_pair(tmp_path)
    assert cli.run(["apply", *paths, "--unsafe", "--verify", "--in-place"]) == 2
    assert capfd.readouterr() == (
        "",
        "--verify needs cfn-lint, which is not installed\n  try:   pip install 'fixer[lint]', or leave --verify out\n",
    )
    assert json.loads(Path(paths[0]).read_text(encoding="utf-8")) == BAD


def test_a_template_larger_than_the_platform_takes_is_not_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "_engine", lambda option="": lint._Engine("0", "x", None, None, None))
    with pytest.raises(FixerError, match="too large to verify") as raised:
        lint.CfnLint()(" " * 1_000_001, {})
    assert raised.value.cause == "1,000,001 characters, and CloudFormation takes 1,000,000"


@needs_lint
def test_apply_skips_what_brings_an_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = write_pair(tmp_path)
    assert cli.run(["apply", *paths, "--unsafe", "--verify"]) == 1
    out, err = capfd.readouterr()
    assert json.loads(out) == {"Resources": {"Queue": {**QUEUE, "Properties": {"QueueName": "x"}}}}
    said = " ".join(err.split())
    assert "cfn-lint E3002 at /Resources/Topic/Properties/TopicNam: Resource properties are invalid; the ideal" in said
    assert said.endswith("1 error before, 0 after, none of them new; 1 fix would have brought one")
    assert f"cfn-lint {lint.CfnLint().version}: " in err
    assert "resource schemas of 20" in err


@needs_lint
def test_control_characters_of_a_template_do_not_reach_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = write_pair(tmp_path)
    ideal = json.loads(Path(paths[1]).read_text(encoding="utf-8"))
    ideal["Resources"]["Topic"]["Properties"] = {"Topic\x1b[31mNam": "x"}
    Path(paths[1]).write_text(json.dumps(ideal), encoding="utf-8")
    cli.run(["apply", *paths, "--unsafe", "--verify", "--color", "never"])
    err = capfd.readouterr().err
    assert "E3002" in err and "\x1b" not in err


@needs_lint
def test_nothing_in_the_template_silences_an_error() -> None:
    assert errors(BAD) == UNKNOWN_PROPERTY
    silence = {"cfn-lint": {"config": {"ignore_checks": ["E", "E3002"], "regions": ["nowhere"]}}}
    assert errors({**BAD, "Metadata": silence}) == UNKNOWN_PROPERTY
    assert errors({"Resources": {"Queue": {**QUEUE, "Metadata": silence}}}) == UNKNOWN_PROPERTY
    commented = "# cfn-lint: disable=E3002\nResources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueNam: x}}}\n"
    assert errors(BAD, commented) == UNKNOWN_PROPERTY


@needs_lint
def test_neither_folders_nor_environment_nor_the_hash_seed_change_the_answer(tmp_path: Path) -> None:
    (tmp_path / "evil.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    evil = {"ignore_checks": ["E3002"], "append_rules": [str(tmp_path)], "regions": ["nowhere"]}
    (tmp_path / ".cfnlintrc").write_text(json.dumps(evil), encoding="utf-8")
    newer = tmp_path / "cache" / "aws" / "cfn-lint" / "schemas"
    (newer / "providers").mkdir(parents=True)
    (newer / "providers" / "us-east-1.json").write_text("{}", encoding="utf-8")
    (newer / "version.json").write_text('{"schema_date": "2999-01-01T00:00:00Z"}', encoding="utf-8")
    template = {
        "Metadata": {"cfn-lint": {"config": {**evil, "custom_rules": str(tmp_path / "evil.py")}}},
        "Parameters": {"P": {"Type": "Strin", "Defaul": "x"}},
        "Resources": {"Queue": QUEUE, "Role": {"Type": "AWS::IAM::Role", "Properties": {"A": 1, "B": {"Ref": "C"}}}},
    }
    code = (
        "import json, sys; from fixer.lint import CfnLint; lint = CfnLint(); text = sys.stdin.read();"
        "print(lint.version, sorted((one.rule, one.path, one.says) for one in lint(text, json.loads(text)).errors))"
    )
    root = str(Path(lint.__file__).parent.parent)
    calm = {**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": "1"}
    wild = {"PYTHONHASHSEED": "2", "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "AWS_REGION": "x"}
    answers = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(template), capture_output=True, text=True, check=True, cwd=folder, env=environment,
        )
        for folder, environment in ((root, calm), (str(tmp_path), {**calm, **wild}))
    ]  # fmt: skip
    assert answers[0].stdout == answers[1].stdout
    assert "E3002" in answers[0].stdout and "2999" not in answers[0].stdout
    assert [answer.stderr for answer in answers] == ["", ""]
    assert not (tmp_path / "ran").exists()


@needs_lint
def test_a_crash_inside_a_rule_is_no_finding() -> None:
    found = lint.CfnLint()("{}", {"Resources": {"Queue": QUEUE["Type"], "Other": QUEUE}})
    assert {one.rule for one in found.errors} == {"E3001", "E3002"}
    assert found.unheard and "E0002" not in found.unheard


@needs_lint
def test_rules_that_only_a_crashed_rule_calls_are_unheard_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = lint.loaded().rules.rules

    def crash(*arguments: Any) -> None:
        raise ValueError("x")

    errors(BAD)
    parent = next(name for name, rule in rules.items() if name[0] == "E" and rule.child_rules)
    monkeypatch.setattr(rules[parent], "matchall", crash)
    found = lint.CfnLint()("{}", BAD)
    assert found.unheard >= {parent, *(child for child in rules[parent].child_rules if child in rules)}
    assert "E0002" not in {one.rule for one in found.errors}


@needs_lint
def test_a_text_that_only_cfn_lint_cannot_read_is_an_error_beside_the_others() -> None:
    assert errors(BAD, "{") == [("E0000", ""), *UNKNOWN_PROPERTY]


@needs_lint
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_no_file_that_a_template_names_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")  # opening it would wait for ever
    stack = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "pipe", "Parameters": {"A": "b"}}}
    assert lint.CfnLint(10)("{}", {"Resources": {"Stack": stack}}).unheard == frozenset()


def sleeps(*arguments: Any) -> None:
    """Like a rule of cfn-lint that catches whatever comes."""
    with contextlib.suppress(BaseException):
        time.sleep(30)
    time.sleep(30)


def backtracks(*arguments: Any) -> None:
    re.match("(a+)+$", "a" * 64 + "b")


@needs_lint
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timers here")
@pytest.mark.parametrize("slow", [sleeps, backtracks])
def test_a_rule_that_does_not_end_is_ended(slow: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint.loaded().rules, "run", slow)
    before = signal.getsignal(signal.SIGALRM)
    begun = time.monotonic()
    with pytest.raises(FixerError, match="cfn-lint does not come to an end with it") as raised:
        lint.CfnLint(0.2)("{}", BAD)
    assert raised.value.cause == "it took more than 0.2 s"
    assert time.monotonic() - begun < 5
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@needs_lint
def test_templates_that_are_wrong_all_over_are_answered_or_refused() -> None:
    queue = {"Queue": {"Type": "AWS::SQS::Queue"}}
    for section in ("Metadata", "Parameters", "Mappings", "Conditions", "Outputs", "Rules", "Transform"):
        for value in ("x", [1], None, {"A": "b"}, {"A": {"Fn::If": []}}):
            template = {"Resources": queue, section: value}
            found = lint.CfnLint()(json.dumps(template), template)
            assert all(one.rule.startswith("E") and one.rule != "E0002" for one in found.errors)
    hostile: Any = {"Resources": {"R${A}${B}${C}": {"Type": "AWS::SQS::Queue"}}, "Transform": "AWS::LanguageExtensions"}
    for name in "CBA":
        hostile["Resources"] = {f"Fn::ForEach::{name}": [name, [str(one) for one in range(500)], hostile["Resources"]]}
    assert errors(hostile) == [("E0001", "")]


@needs_lint
def test_real_pairs_get_no_new_error(corpus: Path) -> None:
    """Measured with cfn-lint's own entry point, not with ours."""
    from cfnlint.api import lint as independent
    from cfnlint.core import get_rules

    rules = get_rules([], [], [], mandatory_rules=["E"])

    def seen(text: str) -> set[tuple[str, str]]:
        matches = independent(text, rules, ["us-east-1"])
        return {(m.rule.id, str(m.path)) for m in matches if m.rule.id.startswith("E") and m.rule.id != "E0002"}

    for name in ("cfn-json__Pr2932", "cfn-json__Pr7315", "cfn-yaml__Pr3395"):
        folder = corpus / name
        names = [path.name for path in folder.iterdir()]
        model, ideal = folder_pair(str(folder), names, lambda one, at=folder: (at / one).read_bytes())[:2]
        found = api.diff(model, ideal)
        done = api.apply(found, api.Selection(unsafe=True), lint.CfnLint())
        assert not seen(done.text) - seen(model.text)
        assert done.verification is not None and done.verification.rolled_back
        assert all(one.reason for one in done.outcomes if one.status == "skipped")


# --lint


def linted(data: Mapping[str, Any]) -> Lint:
    return lint.CfnLinter()(json.dumps(data), data)


def named(found: Lint) -> list[tuple[str, str]]:
    return [(one.rule, one.pointer) for one in found.remarks]


@pytest.mark.parametrize("command", ["check", "apply"])
def test_without_the_extra_lint_says_what_to_install(
    command: str, no_lint: None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write_pair(tmp_path)[0]
    assert cli.run([command, path, "--lint"]) == 2
    assert capfd.readouterr() == (
        "",
        "--lint needs cfn-lint, which is not installed\n  try:   pip install 'fixer[lint]', or leave --lint out\n",
    )


@pytest.mark.parametrize("more", [["ideal.json"], ["--patch", "p.json"]])
def test_apply_takes_lint_for_one_template_only(
    more: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["apply", write_pair(tmp_path)[0], *more, "--lint"]) == 2
    assert capfd.readouterr().err == (
        "--lint is for a TEMPLATE without an IDEAL or a patch\n"
        "  try:   leave --lint out; --verify asks cfn-lint about what the fixes lead to\n"
    )


def test_a_rule_of_cfn_lint_is_looked_up_elsewhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["rules", "cfn-lint-E3012"]) == 2
    assert capfd.readouterr().err == (
        "there is no rule 'cfn-lint-E3012'\n"
        "  try:   https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#E3012\n"
    )


def test_without_the_option_nothing_of_it_is_loaded() -> None:
    sample = str(Path(lint.__file__).parent.parent / "samples" / "drafts" / "MODEL_RESPONSE.md")
    code = (
        "import sys; from fixer import cli; cli.run(['check', sys.argv[1], '--fail-on', 'never', '--format', 'json']);"
        "print([name for name in ('cfnlint', 'fixer.lint', 'fixer.lint_rules', 'fixer.issues.linted')"
        " if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, sample], capture_output=True, text=True, check=True)
    assert done.stderr.endswith("[]\n")


def test_the_rules_that_are_said_to_see_the_same_exist() -> None:
    from fixer.catalogue.load import load_catalogue

    assert lint_rules.answering() <= {rule.id for rule in load_catalogue().rules}


@pytest.mark.parametrize(
    ("rule", "severity", "category", "deployment"),
    [
        ("E3002", "critical", "validity", "fails"),
        ("E1160", "high", "validity", "fails"),
        ("E3691", "medium", "validity", "depends"),
        ("W2501", "critical", "security", None),
        ("W9999", "low", "maintainability", None),
        ("I3042", "info", "maintainability", None),
        ("X1", "low", "maintainability", None),
    ],
)
def test_what_a_rule_weighs(rule: str, severity: str, category: str, deployment: str | None) -> None:
    found = lint_rules.meaning(rule, "its name")
    assert (found.severity, found.category, found.deployment) == (severity, category, deployment)


@needs_lint
def test_check_merges_what_both_see_and_adds_what_only_cfn_lint_sees(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    template = {
        "Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Condition": "Never"}, "Queue": QUEUE},
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps(template, indent=1), encoding="utf-8")
    assert cli.run(["check", str(path), "--lint", "--format", "json"]) == 1
    report = json.loads(capfd.readouterr().out)
    issues = {one["rule"]: one for one in report["issues"]}
    assert [one["rule"] for one in issues["property-unknown"]["opinions"]] == ["E3002"]
    own = issues["cfn-lint-W8003"]
    assert (own["title"], own["severity"], own["deployment"]) == ("Condition is always or never true", "low", None)
    assert [gap["pointer"] for gap in own["gaps"]] == ["/Conditions/Never"]
    assert own["gaps"][0]["message"] == "['a', 'b'] will always return False"
    assert own["references"][0].startswith("https://docs.aws.amazon.com/") and own["fix"]["safety"] == "manual"
    assert [name for name in issues if name.startswith("cfn-lint-")] == ["cfn-lint-W8003"]
    said = report["lint"]
    assert said["version"] and re.fullmatch(r"20\d\d-\d\d-\d\d", said["schemas"])
    assert (said["findings"], said["shared"], said["unheard"], said["failed"]) == (2, 1, [], None)
    stages = [("fails", "depends", None).index(one["deployment"]) for one in report["issues"]]
    assert stages == sorted(stages) and [one["number"] for one in report["issues"]] == list(range(1, len(stages) + 1))
    cli.run(["check", str(path), "--lint", "--format", "terminal"])
    out = " ".join(capfd.readouterr().out.split())
    assert f"cfn-lint {said['version']}, resource schemas of {said['schemas']}: 2 findings, 1 of them found" in out
    assert (
        "cfn-lint says so too: E3002" in out and "Condition is always or never true Never line 3 cfn-lint W8003" in out
    )


@needs_lint
@pytest.mark.parametrize("form", ["markdown", "html", "sarif", "junit", "github", "csv"])
def test_every_form_shows_the_issues_of_cfn_lint(form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"Conditions": {"N": {"Fn::Equals": ["a", "b"]}}, **BAD}), encoding="utf-8")
    assert cli.run(["check", str(path), "--lint", "--format", form]) == 1
    out = capfd.readouterr().out
    assert "Condition is always or never true" in out
    if form in ("markdown", "html", "sarif"):
        assert "resource schemas of 20" in out
    if form in ("markdown", "html"):
        assert "cfn-lint says so too: E3002" in out


@needs_lint
def test_apply_mends_what_cfn_lint_warns_of_and_counts_its_findings(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(
        "Conditions:\n  Old: !Equals [!Ref AWS::Region, x]\n"
        "Mappings:\n  M: {a: {b: c}}\n"
        "Resources:\n"
        "  Queue: {Type: AWS::SQS::Queue, DeletionPolicy: Retain}\n"
        "  Topic:\n    Type: AWS::SNS::Topic\n    DependsOn: [Queue]\n"
        "    Properties: {DisplayName: !Sub orders, TopicName: !GetAtt Queue.QueueName}\n",
        encoding="utf-8",
    )
    assert cli.run(["apply", str(path), "--lint", "--fail-on", "medium"]) == 0
    out, err = capfd.readouterr()
    assert out == (
        "Resources:\n"
        "  Queue: {Type: AWS::SQS::Queue, DeletionPolicy: Retain, UpdateReplacePolicy: Retain}\n"
        "  Topic:\n    Type: AWS::SNS::Topic\n"
        "    Properties: {DisplayName: orders, TopicName: !GetAtt Queue.QueueName}\n"
    )
    assert err.endswith(": 5 findings before, 0 after\n")
    assert cli.run(["apply", str(path), "--lint", "--fail-on", "medium", "--in-place", "--format", "json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["lint"]["tool"] == "cfn-lint" and told["lint"]["schemas"].startswith("20")
    assert (told["lint"]["before"], told["lint"]["after"]) == (5, 0)


@needs_lint
def test_in_a_comparison_issues_say_that_cfn_lint_agrees(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = write_pair(tmp_path)
    assert cli.run(["diff", *paths, "--lint", "--format", "json"]) == 1
    report = json.loads(capfd.readouterr().out)
    assert [(one["rule"], one["pointer"]) for issue in report["issues"] for one in issue.get("opinions", ())] == [
        ("E3002", "/Resources/Queue/Properties/QueueNam")
    ]
    assert (report["lint"]["findings"], report["lint"]["shared"]) == (1, 1)
    assert not any(issue["rule"] and issue["rule"].startswith("cfn-lint-") for issue in report["issues"])


@needs_lint
def test_what_a_template_asks_to_leave_out_is_reported_all_the_same_and_said() -> None:
    def asking(*rules: Any) -> dict[str, Any]:
        return {"Metadata": {"cfn-lint": {"config": {"ignore_checks": list(rules)}}}}

    found = linted({**asking("E3002", "W2"), "Resources": {"Queue": {**QUEUE, **asking("E3002")}}})
    assert ("E3002", "/Resources/Queue/Properties/QueueNam") in named(found)
    assert found.unheeded == ("E3002", "W2", "E3002 (Queue)")
    assert str(found).endswith("The template asks it to leave out E3002, W2, E3002 (Queue): reported all the same")
    for odd in ({"Metadata": []}, {"Metadata": {"cfn-lint": "x"}}, {"Resources": {"A": 1}}, asking({}, None)):
        assert all(isinstance(one, str) for one in linted({**BAD, **odd}).unheeded)


@needs_lint
def test_a_rule_that_crashed_is_a_warning_and_no_finding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def crash(*arguments: Any) -> None:
        raise ValueError("x")

    rules = lint.loaded().rules.rules
    parent = next(name for name, rule in rules.items() if name[0] == "W" and not rule.child_rules)
    monkeypatch.setattr(rules[parent], "matchall", crash)
    path = write_pair(tmp_path)[0]
    assert cli.run(["check", path, "--lint", "--format", "json"]) == 1
    out, err = capfd.readouterr()
    assert err == f"{path}: cfn-lint's {parent} failed; what it checks is not known\n"
    report = json.loads(out)
    assert report["lint"]["unheard"] == [parent] and "E0002" not in out


@needs_lint
def test_an_output_that_is_no_object_makes_a_rule_of_cfn_lint_crash_in_disguise() -> None:
    found = linted({**BAD, "Outputs": {"Url": "x"}})
    assert not any("Exception" in one.says for one in found.remarks)
    assert "E6001" in found.unheard


@needs_lint
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timers here")
def test_where_cfn_lint_comes_to_no_end_the_report_goes_on_without_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lint.loaded().rules, "run", backtracks)
    monkeypatch.setattr(lint.CfnLinter.__init__, "__defaults__", (0.2,))
    path = write_pair(tmp_path)[0]
    assert cli.run(["check", path, "--lint", "--format", "json"]) == 2
    out, err = capfd.readouterr()
    assert err == f"{path}: cfn-lint says nothing: it takes more than 0.2 s\n"
    report = json.loads(out)
    assert report["lint"]["failed"] == "it takes more than 0.2 s"
    assert report["issues"][0]["rule"] == "property-unknown"


@needs_lint
def test_a_failure_of_cfn_lint_is_said_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: Any) -> None:
        raise KeyError("x")

    monkeypatch.setattr(lint.loaded().rules, "run", fails)
    assert linted(BAD).failed == "KeyError in it"
    assert str(linted(BAD)).endswith(": cfn-lint says nothing: KeyError in it")
    large = lint.CfnLinter()(" " * 1_000_001, {})
    assert large.failed == "the template has 1,000,001 characters, more than CloudFormation takes"


@needs_lint
def test_neither_a_stray_file_nor_the_environment_nor_the_hash_seed_change_what_lint_reports(tmp_path: Path) -> None:
    evil = {"ignore_checks": ["E", "W"], "append_rules": [str(tmp_path)], "regions": ["nowhere"]}
    (tmp_path / "evil.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    for place in (tmp_path, tmp_path / "home"):
        place.mkdir(exist_ok=True)
        (place / ".cfnlintrc").write_text(json.dumps(evil), encoding="utf-8")
    statement = {"Effect": "Allow", "Action": ["s3:GetObjct", "s3:Put"], "Resource": "*"}
    template = {
        "Parameters": {"P": {"Type": "Strin", "Defaul": "x"}, "Q": {"Type": "String", "AllowedValues": ["a", "b"]}},
        "Resources": {
            "Queue": QUEUE,
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"A": 1, "B": {"Ref": "C"}, "D": {"Fn::Sub": "${E}${F}"}}},
            "Policy": {
                "Type": "AWS::IAM::Policy",
                "Properties": {"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": statement}},
            },
        },
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps(template), encoding="utf-8")
    root = str(Path(lint.__file__).parent.parent)
    calm = {**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": "1"}
    wild = {"PYTHONHASHSEED": "2", "HOME": str(tmp_path / "home"), "AWS_REGION": "x"}
    answers = [
        subprocess.run(
            [sys.executable, "-m", "fixer", "check", str(path), "--lint", "--format", "json", "--fail-on", "never"],
            capture_output=True, text=True, check=True, cwd=folder, env=environment,
        ).stdout
        for folder, environment in ((root, calm), (str(tmp_path), {**calm, **wild}))
    ]  # fmt: skip
    assert answers[0] == answers[1]
    assert '"E3002"' in answers[0] and '"W3037"' in answers[0]
    assert not (tmp_path / "ran").exists()


@needs_lint
def test_several_templates_are_looked_at_by_one_set_of_rules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import cfnlint.core

    lint.loaded.cache_clear()
    made: list[Any] = []
    get_rules = cfnlint.core.get_rules
    monkeypatch.setattr(cfnlint.core, "get_rules", lambda *given: made.append(given) or get_rules(*given))
    path = write_pair(tmp_path)[0]
    try:
        assert cli.run(["check", path, path, path, "--lint", "--format", "json"]) == 1
    finally:
        lint.loaded.cache_clear()
    found = json.loads(capfd.readouterr().out)["files"]
    assert [one["lint"]["findings"] for one in found] == [1, 1, 1]
    assert len(made) == 1


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("a\n  b", "a b"),
        ("'x' is not one of ['b', 'a']", "'x' is not one of ['a', 'b']"),
        ("x" * 500, "x" * 399 + "…"),
        (f"'s3:GetObjct' is not one of {['s3:GetObject', *map(str, range(20))]}",
         "'s3:GetObjct' is none of 21 values; the nearest is 's3:GetObject'"),
        (f"8.0 is not one of {[str(one) for one in range(30)]}", "8.0 is none of 30 values"),
    ],
)  # fmt: skip
def test_messages_are_put_in_order(message: str, said: str) -> None:
    assert lint._worded(message) == said


@pytest.mark.parametrize("long", ["x" * 1_000_000, "'" * 1_000_000, "['a', " * 300_000, "' is not one of [" * 50_000])
def test_long_messages_are_read_in_a_short_time(long: str) -> None:
    begun = time.monotonic()
    assert len(lint._worded(long)) == 400
    assert time.monotonic() - begun < 2


@needs_lint
def test_real_templates_are_linted_and_what_both_see_is_told_once(corpus: Path) -> None:
    linter = lint.CfnLinter()
    for name in ("cfn-json__Pr2932", "cfn-json__Pr7315", "cfn-yaml__Pr3395"):
        folder = corpus / name
        names = [path.name for path in folder.iterdir()]
        model = folder_pair(str(folder), names, lambda one, at=folder: (at / one).read_bytes())[0]
        found = api.check(model, api.Options(linter=linter))
        assert found.lint is not None and not found.lint.failed
        told = [(one.rule, one.pointer) for issue in found.issues for one in issue.opinions]
        assert sorted(told) == named(found.lint)
        assert found.lint.shared >= len(told) / 2


@needs_lint
def test_sections_that_are_empty_are_one_issue() -> None:
    text = "Parameters:\nConditions:\nMappings:\nOutputs:\nResources: {T: {Type: AWS::SNS::Topic}}\n"
    found = api.check(read_template(Document("t.yaml", text)), api.Options(linter=lint.CfnLinter()))
    assert [one.rule for one in found.issues if one.deployment] == ["section-null"]
    assert {one.rule for one in found.issues[0].opinions} >= {"E2001", "E6003", "E8001"}


def ignoring(folder: Path, comment: str = "") -> str:
    path = folder / "t.yaml"
    path.write_text(
        f"Conditions:\n  N: !Equals [a, b]{comment}\nResources: {{T: {{Type: AWS::SNS::Topic, Condition: N}}}}\n"
    )
    return str(path)


@needs_lint
def test_a_finding_is_left_out_by_a_comment(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = ignoring(tmp_path, "  # fixer: ignore[cfn-lint-W8003] -- meant so")
    cli.run(["check", path, "--lint", "--format", "json"])
    report = json.loads(capfd.readouterr().out)
    assert [one["rule"] for one in report["hidden"]] == ["cfn-lint-W8003"]
    cli.run(["check", path, "--format", "json"])
    out, err = capfd.readouterr()
    assert err == "" and "unused-suppression" not in out


@needs_lint
def test_a_finding_is_left_out_by_a_setting(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for more, hidden in (["--lint"], ["cfn-lint-W8003"]), ([], []):
        cli.run(["check", ignoring(tmp_path), "--format", "json", "--config", 'ignore = ["cfn-lint-W8003"]', *more])
        out, err = capfd.readouterr()
        assert [one["rule"] for one in json.loads(out)["hidden"]] == hidden and err == ""


@needs_lint
@pytest.mark.parametrize("selector", ["cfn-lint-W8003", "cfn-lint-*", "rule:cfn-lint-W80*"])
def test_a_finding_weighs_what_is_settled_for_it(
    selector: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settled = f"severities = {{'{selector}' = 'critical'}}"
    for more, severity in ([], "low"), (["--config", settled], "critical"):
        cli.run(["check", ignoring(tmp_path), "--lint", "--format", "json", "--select", "cfn-lint-*", *more])
        [issue] = json.loads(capfd.readouterr().out)["issues"]
        assert (issue["rule"], issue["severity"]) == ("cfn-lint-W8003", severity)
