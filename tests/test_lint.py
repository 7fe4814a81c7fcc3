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

from fixer import api, cli, lint
from fixer.errors import FixerError
from fixer.read.folder import folder_pair

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueNam": "x"}}
BAD: dict[str, Any] = {"Resources": {"Queue": QUEUE}}
UNKNOWN_PROPERTY = [("E3002", "/Resources/Queue/Properties/QueueNam")]

needs_lint = pytest.mark.skipif(find_spec("cfnlint") is None, reason="the extra fixer[lint] is not installed")


def errors(data: Mapping[str, Any], text: str | None = None) -> list[tuple[str, str]]:
    found = lint.CfnLint()(json.dumps(data) if text is None else text, data)
    return sorted((one.rule, one.path) for one in found.errors)


@pytest.fixture
def no_lint(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lint._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "cfnlint.core", None)
    yield
    lint._engine.cache_clear()


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
    monkeypatch.setattr(lint, "_engine", lambda: lint._Engine("0", None, None, None))
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
    rules = lint._engine().rules.rules

    def crash(*arguments: Any) -> None:
        raise ValueError("x")

    errors(BAD)
    parent = next(name for name, rule in rules.items() if name[0] == "E" and rule.child_rules)
    monkeypatch.setattr(rules[parent], "matchall", crash)
    found = lint.CfnLint()("{}", BAD)
    assert found.unheard >= {parent, *rules[parent].child_rules}
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
    monkeypatch.setattr(lint._engine().rules, "run", slow)
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
