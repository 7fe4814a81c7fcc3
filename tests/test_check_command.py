"""``fixer check`` and ``fixer apply TEMPLATE``, as somebody at a shell meets them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from fixer import cli
from tests import pages

PAGE = pages.read("checking.md")

BAD = """\
Resources:
  Trail: # required by the auditors
    Type: AWS::CloudTrail::Trail
    Properties:
      EnableLogFileValidation: true
      S3BucketName: audit
"""
GOOD = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: alias/aws/sns\n"
MARKDOWN = f"# The answer\n\n```yaml\n{BAD}```\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"bad.yaml": BAD, "good.yaml": GOOD, "answer.md": MARKDOWN, "odd.yaml": "just: text\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(arguments)
    return status, *capfd.readouterr()


def rules(report: dict[str, Any]) -> list[str]:
    return [issue["rule"] for issue in report["issues"]]


@pytest.mark.skipif(find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed")
def test_calls_print_what_the_page_shows(
    folder: Path, capfd: pytest.CaptureFixture[str], golden: Callable[[str, str], None]
) -> None:
    pages.write(PAGE, folder)
    assert [arguments.split()[0] for arguments in pages.calls(PAGE)] == ["check", "apply", "apply"]
    golden("/docs/checking.md", pages.shown(PAGE, lambda arguments: "".join(call(capfd, *arguments.split())[1:])))


def test_what_would_stop_a_deployment_comes_first(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capfd, "check", "bad.yaml", "--format", "terminal")
    assert (status, err) == (1, "")
    lines = out.splitlines()
    start = lines.index("Would stop a deployment")
    assert lines[start + 1].startswith("1  critical  CloudTrail trail does not log")
    assert 'required key [IsLogging] not found"' in lines[start + 2] + lines[start + 3]
    assert lines.index("A reviewer would object") > start
    assert "  fixer apply bad.yaml --diff" in out


def test_markdown_is_for_pipes(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capfd, "check", "bad.yaml")
    assert out.startswith("# Template Analysis\n")
    assert out.index("## What Would Stop a Deployment") < out.index("## What a Reviewer Would Object To")
    assert "`Trail` (line 2) does not set `IsLogging`." in out
    assert "**Fix**: Set `IsLogging` to `true` on `Trail`." in out
    assert "ideal" not in out.lower().replace("ideally", "")


def test_json_of_one_file_is_the_contract(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capfd, "check", "answer.md", "--format", "json")
    report = json.loads(out)
    assert (status, report["version"], report["ideal"]) == (1, 1, None)
    assert report["model"]["path"] == "answer.md"
    first = report["issues"][0]
    assert (first["rule"], first["deployment"], first["fix"]["safety"]) == ("trail-not-logging", "fails", "safe")
    assert first["gaps"][0] == {
        "kind": "missing",
        "pointer": "/Resources/Trail/Properties/IsLogging",
        "ideal_pointer": "/Resources/Trail/Properties/IsLogging",
        "inner_pointer": None,
        "ideal": True,
        "line": 7,
        "ideal_line": None,
    }
    assert first["evidence"] == [{"file": "answer.md", "line": 7, "text": "Properties:"}]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(BAD.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    status, out, _ = call(capfd, "check", "-", "--format", "json")
    assert (status, json.loads(out)["model"]["path"]) == (1, "<stdin>")


def test_standard_input_twice(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "check", "-", "-") == (2, "", "standard input can be read only once\n")


def test_several_files_in_json(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capfd, "check", "bad.yaml", "good.yaml", "--format", "json")
    several = json.loads(out)
    assert (status, err) == (1, "")
    assert list(several) == ["version", "summary", "errors", "files"]
    assert [report["model"]["path"] for report in several["files"]] == ["bad.yaml", "good.yaml"]
    assert several["summary"]["issues"] == sum(len(rules(report)) for report in several["files"])
    assert several["summary"]["files"] == 2
    alone = json.loads(call(capfd, "check", "bad.yaml", "--format", "json")[1])
    assert several["files"][0] == alone


def test_a_file_that_cannot_be_read_hides_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capfd, "check", "nowhere.yaml", "bad.yaml", "odd.yaml", "--format", "json")
    several = json.loads(out)
    assert status == 2
    assert err.startswith("nowhere.yaml: no such file\nodd.yaml")
    assert [error["path"] for error in several["errors"]] == ["nowhere.yaml", "odd.yaml"]
    assert rules(several["files"][0])[0] == "trail-not-logging"


def test_several_files_at_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capfd, "check", "bad.yaml", "good.yaml", "nowhere.yaml", "--format", "terminal")
    assert status == 2
    assert out.count("Would stop a deployment") == 1
    last = out.splitlines()[-1]
    assert last.startswith("2 files: ")
    assert last.endswith("; 1 file could not be read")


def test_several_files_in_markdown(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capfd, "check", "bad.yaml", "good.yaml", "nowhere.yaml", "--format", "markdown")
    assert out.count("# Template Analysis\n") == 2
    table = out[out.index("# All Files") :]
    assert "| `bad.yaml` | 1 |" in table
    assert "| `nowhere.yaml` | no such file |" in table


def test_one_file_that_cannot_be_read(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "check", "nowhere.yaml") == (2, "", "nowhere.yaml: no such file\n")


@pytest.mark.parametrize(
    ("path", "severity", "status"),
    [("bad.yaml", "critical", 1), ("good.yaml", "low", 0), ("good.yaml", "critical", 0), ("bad.yaml", "never", 0)],
)
def test_exit_status(path: str, severity: str, status: int, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "check", path, "--fail-on", severity)[0] == status


def test_the_worst_file_decides(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "check", "good.yaml", "bad.yaml", "good.yaml", "--fail-on", "critical")[0] == 1


def test_a_report_never_overwrites_what_it_is_about(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, _, err = call(capfd, "check", "good.yaml", "bad.yaml", "-o", "bad.yaml")
    assert status == 2
    assert "would be overwritten" in err
    assert (folder / "bad.yaml").read_text(encoding="utf-8") == BAD


def test_apply_without_an_ideal(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capfd, "apply", "bad.yaml", "--in-place", "--fail-on", "critical")
    assert (status, out) == (0, "")
    assert "Applied 1\n  1  CloudTrail trail does not log\n" in err
    assert (folder / "bad.yaml").read_text(encoding="utf-8") == BAD + "      IsLogging: true\n"
    call(capfd, "apply", "bad.yaml", "--in-place")
    assert (folder / "bad.yaml").read_text(encoding="utf-8") == BAD + "      IsLogging: true\n"


def test_apply_to_a_document(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capfd, "apply", "answer.md")
    assert out == MARKDOWN.replace("audit\n", "audit\n      IsLogging: true\n")


def test_apply_a_choice(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, err = call(capfd, "apply", "bad.yaml", "--except", "rule:trail-not-logging")
    assert out == BAD
    assert "left out by --except" in err
    status, _, err = call(capfd, "apply", "bad.yaml", "--only", "rule:nobody")
    assert status == 2
    assert err.startswith("no issue matches 'rule:nobody'")


def test_rules_are_filtered(capfd: pytest.CaptureFixture[str]) -> None:
    _, everything, _ = call(capfd, "rules")
    _, some, _ = call(capfd, "rules", "--category", "validity", "--severity", "critical")
    assert 0 < len(some.splitlines()) < len(everything.splitlines())
    assert any(line.startswith("trail-not-logging ") for line in some.splitlines())
    assert all(" critical " in line and " validity " in line for line in some.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "a.md", "--summary", "./a.md"], "./a.md: -o and --summary are one file\n"),
        (["-o", "a.md", "--write-baseline", "a.md"], "a.md: -o and --write-baseline are one file\n"),
        (["--baseline", "known.json", "-o", "known.json"],
         "known.json: was read as input and would be overwritten\n  try:   choose another -o FILE\n"),
        (["good.yaml", "--add-suppress", "-o", "page.html"],
         "an HTML page shows one template\n  try:   call fixer check once for each\n"),
    ],
)  # fmt: skip
def test_outputs_that_are_in_each_other_s_way_write_nothing(
    arguments: list[str], said: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(capfd, "check", "good.yaml", "--write-baseline", "known.json")[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert call(capfd, "check", "bad.yaml", *arguments) == (2, "", said)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_outputs_to_no_file_may_be_one(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "check", "good.yaml", "-o", "/dev/null", "--summary", "/dev/null")[0] == 0


def test_a_result_does_not_overwrite_the_baseline(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(capfd, "check", "good.yaml", "--write-baseline", "known.json")
    before = (folder / "known.json").read_bytes()
    for option in ("-o", "--undo-file"):
        arguments = ["apply", "bad.yaml", "--baseline", "known.json", option, "known.json"]
        said = f"known.json: was read as input and would be overwritten\n  try:   choose another {option} FILE\n"
        assert call(capfd, *arguments) == (2, "", said)
    assert (folder / "known.json").read_bytes() == before


def test_a_folder(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "task").mkdir()
    said = (
        "task: is a folder that holds no MODEL_RESPONSE.md\n"
        "  try:   name the files that are templates, as in: fixer check task/*.yaml\n"
    )
    assert call(capfd, "check", "task") == (2, "", said)
    (folder / "task" / "MODEL_RESPONSE.md").write_text(MARKDOWN)
    status, out, err = call(capfd, "check", "task", "--format", "json")
    assert (status, err) == (1, "")
    assert json.loads(out)["model"]["path"] == "task/MODEL_RESPONSE.md"


def test_the_commands_after_standard_input_name_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert "\n  fixer apply - --diff " in call(capfd, "check", "-", "--format", "terminal")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "bad.yaml", "--style", "review", "--format", "json"],
         "--style is for the Markdown report, and this one is json\n  try:   leave one of them out\n"),
        (["diff", "bad.yaml", "good.yaml", "--style", "review", "-o", "a.html"],
         "--style is for the Markdown report, and this one is html\n  try:   leave one of them out\n"),
        (["check", "bad.yaml", "--template", "good.yaml", "--format", "sarif"],
         "--template is for the Markdown report, and this one is sarif\n  try:   leave one of them out\n"),
        (["apply", "bad.yaml", "--patch", "p.json", "--select", "security"],
         "--select, --ignore and --baseline are about issues, and --patch has none\n"),
        (["apply", "bad.yaml", "--only", "99", "--diff"],
         "no issue matches '99'\n  try:   issues have the numbers from 1 to 2\n"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together(
    arguments: list[str], said: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(capfd, *arguments) == (2, "", said)
    assert not (folder / "a.html").exists()


@pytest.mark.parametrize("form", ["github", "junit", "csv"])
def test_what_was_put_right_is_said_where_the_form_has_no_place_for_it(
    form: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "twice.yaml").write_text(GOOD + "  Topic: {Type: AWS::SNS::Topic}\n")
    _, _, err = call(capfd, "check", "twice.yaml", "--format", form, "--summary", "s.md")
    note = "twice.yaml: line 6: the key 'Topic' is there twice: this one counts, not that of line 2\n"
    assert err == note
    assert note.replace("twice.yaml", "`twice.yaml`", 1) in (folder / "s.md").read_text()
    _, _, err = call(capfd, "diff", "good.yaml", "twice.yaml", "--format", form)
    assert err == note
    assert call(capfd, "check", "twice.yaml", "--format", "markdown")[2] == ""
