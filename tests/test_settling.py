"""Settings as somebody at a shell meets them: which file counts, what goes over it, what is shown."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fixer import cli

STACK = "Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: orders\n"
RIGHT = STACK + "      KmsMasterKeyId: alias/aws/sqs\n      DelaySeconds: 3\n"
BOTH = ["physical-name-hardcoded", "queue-unencrypted"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path, "app/stacks/stack.yaml", STACK)
    put(tmp_path, "app/stacks/right.yaml", RIGHT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(arguments)
    return status, *capfd.readouterr()


def rules(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    status, out, err = call(capfd, "check", *(arguments or ("app/stacks/stack.yaml",)), "--format", "json")
    assert status in (0, 1), err
    return [issue["rule"] for issue in json.loads(out)["issues"]]


class TestWhichFile:
    def test_none(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert rules(capfd) == BOTH

    def test_the_nearest_one_upward_from_the_document(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "fixer.toml", "ignore = ['security']")
        assert rules(capfd) == BOTH[:1]
        put(folder, "app/fixer.toml", "ignore = ['naming']")
        assert rules(capfd) == BOTH[1:]

    def test_in_one_folder(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "app/pyproject.toml", "[tool.fixer]\nignore = ['all']")
        assert rules(capfd) == []
        put(folder, "app/fixer.toml", "ignore = ['naming']")
        assert rules(capfd) == BOTH[1:]
        put(folder, "app/.fixer.toml", "ignore = ['security']")
        assert rules(capfd) == BOTH[:1]

    def test_a_project_file_without_settings_is_passed_by(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        put(folder, "fixer.toml", "ignore = ['naming']")
        put(folder, "app/pyproject.toml", "[project]\nname = 'x'\nbroken = \n")
        assert rules(capfd) == BOTH[1:]

    @pytest.mark.parametrize("table", ["[tool.fixer]", " [ tool . 'fixer' ]", "[tool.fixer.facts]\n[tool.fixer]"])
    def test_a_project_file_with_settings(self, folder: Path, capfd: pytest.CaptureFixture[str], table: str) -> None:
        put(folder, "app/pyproject.toml", f"[tool.fixers]\nx = 1\n{table}\nignore = ['naming']\n")
        assert rules(capfd) == BOTH[1:]

    @pytest.mark.parametrize(
        "text",
        [
            "[tool]\nfixer = {ignore = ['naming']}\n",
            "[tool]\nfixer.ignore = ['naming']\n",
            "tool.fixer.ignore = ['naming']\n",
            "tool = {other = 1, 'fixer' = {ignore = ['naming']}}\n",
        ],
    )
    def test_a_project_file_with_settings_under_no_header(
        self, folder: Path, capfd: pytest.CaptureFixture[str], text: str
    ) -> None:
        put(folder, "app/pyproject.toml", text)
        assert rules(capfd) == BOTH[1:]

    @pytest.mark.parametrize("text", ["[project.scripts]\nfixer = 'a:b'\n", "[tool]\nfixer = {ignore = ['naming']\n"])
    def test_a_project_file_that_only_speaks_of_it(
        self, folder: Path, capfd: pytest.CaptureFixture[str], text: str
    ) -> None:
        put(folder, "fixer.toml", "ignore = ['naming']")
        put(folder, "app/pyproject.toml", text)
        assert rules(capfd) == BOTH[1:]

    def test_the_document_counts_and_not_where_the_call_is_made(
        self, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(folder, "app/fixer.toml", "ignore = ['naming']")
        put(folder, "elsewhere/fixer.toml", "ignore = ['all']")
        monkeypatch.chdir(folder / "elsewhere")
        assert rules(capfd, "../app/stacks/stack.yaml") == BOTH[1:]
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STACK.encode())))
        assert rules(capfd, "-") == []

    def test_a_folder_of_its_name_is_none(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (folder / "app" / "fixer.toml").mkdir()
        assert rules(capfd) == BOTH

    def test_each_of_several_documents_has_its_own(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "other/stack.yaml", STACK)
        put(folder, "app/fixer.toml", "ignore = ['naming']")
        put(folder, "other/fixer.toml", "ignore = ['security']")
        status, out, _ = call(
            capfd, "check", "app/stacks/stack.yaml", "other/stack.yaml", "app/stacks/stack.yaml", "--format", "json"
        )
        reports: list[dict[str, Any]] = json.loads(out)["files"]
        assert status == 1
        assert [[issue["rule"] for issue in one["issues"]] for one in reports] == [BOTH[1:], BOTH[:1], BOTH[1:]]


class TestOptions:
    def test_another_file(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "app/fixer.toml", "ignore = ['naming']")
        put(folder, "own/strict.toml", "ignore = ['security']")
        put(folder, "own/pyproject.toml", "[tool.fixer]\nignore = ['all']")
        stack = "app/stacks/stack.yaml"
        assert rules(capfd, stack, "--config", "own/strict.toml") == BOTH[:1]
        assert rules(capfd, stack, "--config", "own/pyproject.toml") == []

    def test_single_settings_go_over_the_file(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "app/fixer.toml", "ignore = ['naming']\nfail-on = 'never'")
        stack = "app/stacks/stack.yaml"
        assert rules(capfd, stack, "--config", "ignore = ['security']") == BOTH[:1]
        more = rules(capfd, stack, "--config", "extend-select = ['deletion-policy-missing']", "--config", "ignore=[]")
        assert sorted(more) == ["deletion-policy-missing", *BOTH]
        assert call(capfd, "check", stack)[0] == 0
        assert call(capfd, "check", stack, "--config", "fail-on = 'info'")[0] == 1

    def test_isolated(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "app/fixer.toml", "ignore = [broken")
        assert rules(capfd, "app/stacks/stack.yaml", "--isolated") == BOTH
        assert rules(capfd, "app/stacks/stack.yaml", "--isolated", "--config", "ignore = ['low']") == BOTH[1:]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--isolated", "--config", "fixer.toml"], "--isolated and --config FILE contradict each other\n"),
            (["--config", "fixer.toml", "--config", "app/fixer.toml"],
             "--config takes one FILE\n  try:   single settings may be repeated: --config 'KEY = VALUE'\n"),
            (["--config", "missing.toml"],
             "missing.toml: no such file\n"
             "  try:   a single setting is KEY = VALUE, a text in quotes: 'fail-on = \"high\"'\n"),
            (["--config", "fail-on = 'hihg'"],
             "--config:1:11: 'hihg' is no value of 'fail-on'\n  try:   did you mean 'high'?\n"),
            (["--config", "app"],
             "app: is a folder, not a file\n"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_meant(
        self, folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
    ) -> None:
        put(folder, "fixer.toml", "")
        put(folder, "app/fixer.toml", "")
        assert call(capfd, "check", "app/stacks/stack.yaml", *arguments) == (2, "", said)

    def test_what_is_wrong_in_the_file_stops_every_command(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        put(folder, "app/fixer.toml", "fail-on = 'high'\nignore = ['queue-unencryptd']\n")
        said = "app/fixer.toml:2:11: there is no rule 'queue-unencryptd'\n  try:   did you mean 'queue-unencrypted'?\n"
        stack = "app/stacks/stack.yaml"
        right = "app/stacks/right.yaml"
        for arguments in (["check", stack], ["diff", stack, right], ["apply", stack, right, "--diff"],
                          ["apply", stack, "--diff"], ["config", stack]):  # fmt: skip
            assert call(capfd, *arguments) == (2, "", said)


class TestSelectAndIgnore:
    STACK = "app/stacks/stack.yaml"

    @pytest.mark.parametrize(
        ("arguments", "left"),
        [
            (["--select", "queue-unencrypted"], BOTH[1:]),
            (["--select", "queue-unencrypted,naming"], BOTH),
            (["--select", "queue-unencrypted", "--select", " naming"], BOTH),
            (["--select", "physical-name-h*"], BOTH[:1]),
            (["--select", "low"], BOTH[:1]),
            (["--ignore", "naming"], BOTH[1:]),
            (["--ignore", "naming,security"], []),
            (["--select", "all", "--ignore", "queue-*"], BOTH[:1]),
            (["--select", "queue-unencrypted", "--ignore", "security"], BOTH[1:]),
        ],
    )
    def test_alone(self, capfd: pytest.CaptureFixture[str], arguments: list[str], left: list[str]) -> None:
        assert rules(capfd, self.STACK, *arguments) == left

    @pytest.mark.parametrize(
        ("settings", "arguments", "left"),
        [
            ("ignore = ['physical-name-hardcoded']", ["--select", "naming"], BOTH[:1]),
            ("ignore = ['physical-name-hardcoded']", ["--ignore", "security"], []),
            ("extend-select = ['physical-name-hardcoded']", ["--ignore", "naming"], BOTH[1:]),
            ("extend-select = ['deletion-policy-missing']", ["--select", "security"], BOTH[1:]),
            ("profile = 'strict'\nignore = ['low']", ["--select", "queue-unencrypted"], BOTH[1:]),
            ("per-file-ignores = {'*.yaml' = ['naming']}", ["--select", "all"], BOTH[1:]),
        ],
    )
    def test_they_go_over_the_settings(
        self, folder: Path, capfd: pytest.CaptureFixture[str], settings: str, arguments: list[str], left: list[str]
    ) -> None:
        put(folder, "fixer.toml", settings)
        assert rules(capfd, self.STACK, *arguments) == left

    def test_a_rule_that_is_named_is_on(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert rules(capfd, self.STACK, "--select", "deletion-policy-missing") == ["deletion-policy-missing"]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--select", "queue-unencryptd"],
             "--select: there is no rule 'queue-unencryptd'\n  try:   did you mean 'queue-unencrypted'?\n"),
            (["--ignore", "naming,securty"],
             "--ignore: there is no rule 'securty'\n  try:   did you mean 'security'?\n"),
            (["--ignore", "zzz-*"], "--ignore: no rule matches 'zzz-*'\n  try:   fixer rules lists them all\n"),
            (["--select", "category:nmaing"],
             "--select: 'nmaing' is no category\n  try:   did you mean 'naming'?\n"),
            (["--select", "naming,"],
             "--select: '' names no rule\n  try:   a rule's id, a glob of ids, a category or a severity\n"),
        ],
    )  # fmt: skip
    def test_what_names_nothing(self, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
        right = "app/stacks/right.yaml"
        for call_of in (["check", self.STACK], ["diff", self.STACK, right], ["apply", self.STACK, right, "--diff"]):
            assert call(capfd, *call_of, *arguments) == (2, "", said)

    def test_in_a_pair_and_when_applying(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        pair = (self.STACK, "app/stacks/right.yaml")
        found = json.loads(call(capfd, "diff", *pair, "--format", "json", "--select", "security")[1])
        assert [issue["rule"] for issue in found["issues"]] == BOTH[1:]
        assert call(capfd, "apply", *pair, "--unsafe", "--select", "security", "-o", "out.yaml")[0] == 0
        assert (folder / "out.yaml").read_text() == STACK + "      KmsMasterKeyId: alias/aws/sqs\n"

    def test_the_commands_that_lead_on_repeat_them(self, capfd: pytest.CaptureFixture[str]) -> None:
        out = call(capfd, "check", self.STACK, "--format", "terminal", "--select", "queue-*,security", "--isolated")[1]
        assert "  fixer apply app/stacks/stack.yaml --select 'queue-*,security' --isolated --unsafe --diff\n" in out


class TestWhatIsSettled:
    def test_each_of_several_documents_by_its_own_file(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "lax/stack.yaml", STACK)
        put(folder, "lax/fixer.toml", "fail-on = 'never'\nstyle = 'checklist'")
        both = ("check", "lax/stack.yaml", "app/stacks/stack.yaml")
        status, out, _ = call(capfd, *both)
        assert status == 1 and out.count("# Template Analysis") == 1 and "- [ ]" in out
        put(folder, "app/fixer.toml", "fail-on = 'critical'")
        assert call(capfd, *both)[0] == 0
        assert call(capfd, *both, "--fail-on", "low")[0] == 1
        put(folder, "app/fixer.toml", "fail-on = 'low'")
        cases = call(capfd, *both, "--format", "junit")[1]
        assert '<testsuite name="lax/stack.yaml" tests="2" failures="0" errors="0" skipped="2"' in cases
        assert '<testsuite name="app/stacks/stack.yaml" tests="2" failures="1" errors="0" skipped="1"' in cases

    def test_the_exit_status(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        pair = ("diff", "app/stacks/stack.yaml", "app/stacks/right.yaml")
        assert call(capfd, *pair)[0] == 1
        put(folder, "fixer.toml", "fail-on = 'critical'")
        assert call(capfd, *pair)[0] == 0
        assert call(capfd, *pair, "--fail-on", "low")[0] == 1
        assert call(capfd, "apply", "app/stacks/stack.yaml", "app/stacks/right.yaml", "--none", "--diff")[0] == 0
        put(folder, "fixer.toml", "ignore = ['all']")
        assert call(capfd, *pair)[0] == 0

    def test_the_style(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        pair = ("diff", "app/stacks/stack.yaml", "app/stacks/right.yaml")
        plain = call(capfd, *pair)[1]
        put(folder, "fixer.toml", "style = 'checklist'")
        listed = call(capfd, *pair)[1]
        assert listed != plain and listed == call(capfd, *pair, "--isolated", "--style", "checklist")[1]
        assert call(capfd, *pair, "--style", "analysis")[1] == plain
        put(folder, "fixer.toml", "\nstyle = 'cheklist'")
        status, _, err = call(capfd, *pair)
        assert (status, err.splitlines()[0]) == (2, "fixer.toml:2:9: there is no style 'cheklist'")

    def test_own_rules_are_found_from_the_folder_of_the_settings(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        put(folder, "app/house/queue-late.yaml", (
            "id: queue-late\ntitle: Late\nseverity: low\ncategory: cost\nwhy: w\nimpact: i\n"
            "match: [{resource: AWS::SQS::Queue, when: '!present(Properties.DelaySeconds)', "
            "claims: [/Properties/DelaySeconds]}]\n"
        ))  # fmt: skip
        put(folder, "app/fixer.toml", "fixes = ['house']\nselect = ['queue-late']")
        assert rules(capfd) == ["queue-late"]
        put(folder, "app/fixer.toml", "fixes = [\n'hose']")
        status, _, err = call(capfd, "check", "app/stacks/stack.yaml")
        assert (status, err) == (
            2, "app/fixer.toml:2:1: there is no folder 'hose'\n  try:   a path from the folder of the settings\n",
        )  # fmt: skip

    def test_what_is_hidden_is_not_applied(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "fixer.toml", "ignore = ['security']")
        status, _, _ = call(
            capfd, "apply", "app/stacks/stack.yaml", "app/stacks/right.yaml", "--unsafe", "-o", "out.yaml"
        )
        assert status == 0
        assert (folder / "out.yaml").read_text() == STACK + "      DelaySeconds: 3\n"

    def test_globs_are_seen_from_the_folder_of_the_settings(
        self, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(folder, "app/fixer.toml", "[per-file-ignores]\n'stacks/*' = ['naming']")
        assert rules(capfd) == BOTH[1:]
        monkeypatch.chdir(folder / "app" / "stacks")
        assert rules(capfd, "stack.yaml") == BOTH[1:]
        assert rules(capfd, os.fspath(folder / "app" / "stacks" / "stack.yaml")) == BOTH[1:]


class TestShow:
    def test_where_each_value_comes_from(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "app/fixer.toml", "profile = 'disposable'\nignore = ['low']\n[policies]\nremoval = 'retain'\n")
        status, out, err = call(capfd, "config", "app/stacks/stack.yaml", "--config", "facts.account-concurrency = 10")
        assert (status, err) == (0, "")
        lines = [line.split() for line in out.splitlines()]
        assert out.startswith("settings of app/fixer.toml\n\nselect ")
        for line in (
            'ignore ["low"] app/fixer.toml:2',
            "profile disposable app/fixer.toml:1",
            "policies.removal retain app/fixer.toml:4",
            "policies.role-names generated profile disposable",
            "policies.nat-gateways any default",
            "facts.account-concurrency 10 --config",
            "fail-on low default",
        ):
            assert line.split() in lines

    def test_for_programs(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(folder, "fixer.toml", "required-tags = {Team = 'x'}\n[severities]\n'queue-*' = 'low'\n")
        report = json.loads(call(capfd, "config", "--format", "json")[1])
        assert report["file"] == "fixer.toml"
        rows = {row["key"]: row for row in report["settings"]}
        assert rows["required-tags"] == {
            "key": "required-tags", "value": {"Team": "x"}, "origin": "file", "name": "fixer.toml", "line": 1,
        }  # fmt: skip
        assert rows['severities."queue-*"']["value"] == "low"
        assert rows["select"] == {"key": "select", "value": None, "origin": "default", "name": None, "line": None}

    def test_without_a_file(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert call(capfd, "config", "--isolated")[1].startswith("no settings file\n")
        assert call(capfd, "config", "nowhere.yaml") == (2, "", "nowhere.yaml: no such file\n")

    def test_the_rules_that_are_off(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        put(
            folder,
            "fixer.toml",
            "profile = 'production'\nignore = ['naming']\nseverities = {queue-unencrypted = 'info'}",
        )
        listed = {line.split()[0]: line for line in call(capfd, "rules")[1].splitlines()}
        assert "  [off: ignore: naming (fixer.toml:2)]  " in listed["physical-name-hardcoded"]
        assert listed["queue-unencrypted"].split()[1:3] == ["info", "security"]
        assert "[off: the policy removal is retain" in listed["deletion-policy-retained"]
        explained = call(capfd, "rules", "physical-name-hardcoded")[1]
        assert "  settings   off: ignore: naming (fixer.toml:2)\n" in explained
        assert "settings" not in call(capfd, "rules", "physical-name-hardcoded", "--isolated")[1]


def test_tomllib_is_not_imported_where_there_is_nothing_to_read(folder: Path) -> None:
    put(folder, "app/pyproject.toml", "[tool.other]\nx = 1\n")
    root = Path(cli.__file__).parent.parent
    code = """
import sys
from fixer import cli
cli.run(["diff", *sys.argv[1:], "--fail-on", "never", "--format", "json"])
print([name for name in sys.modules if name == "tomllib" or name.startswith("fixer.settings")], file=sys.stderr)
"""
    pair = ["app/stacks/stack.yaml", "app/stacks/right.yaml"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", code, *pair], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stderr == "[]\n"


def test_files_that_are_no_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(folder, "app/fixer.toml", "")
    assert rules(capfd) == BOTH
    (folder / "app" / "fixer.toml").write_bytes(b"\xef\xbb\xbfignore = ['naming']\r\n")
    assert rules(capfd) == BOTH[1:]
    (folder / "app" / "fixer.toml").write_bytes(b"style = '\xe9'")
    said = "app/fixer.toml: is no UTF-8 text\n  cause: byte 10 begins no character\n"
    assert call(capfd, "check", "app/stacks/stack.yaml") == (2, "", said)
