"""The command line: what a call means, what goes where, how it ends."""

from __future__ import annotations

import errno
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fixer import __version__, cli, files

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "queues-and-functions"


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


@pytest.fixture
def fixer(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Runs one call in an empty folder; ``fixer("diff", path)`` → status, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path) -> Done:
        status = cli.run([str(argument) for argument in arguments])
        sys.stdout.flush()
        return Done(status, *capfd.readouterr())

    return call


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "pair"))


def test_version_and_help(fixer: Any) -> None:
    assert fixer("--version") == Done(0, f"fixer {__version__}\n", "")
    for arguments in (["--help"], ["-h"], ["diff", "-h"], ["apply", "-h"], ["rules", "-h"], ["completion", "-h"]):
        done = fixer(*arguments)
        assert (done.status, done.err) == (0, "")
        assert "Examples:" in done.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["diff"], "Error: Missing argument 'MODEL IDEAL | FOLDER'."),
        (["dif"], "Error: No such command 'dif'. Did you mean 'diff'?"),
        (["diff", "--colr", "always", "a"], "Error: No such option '--colr'. Did you mean '--color'?"),
        (["diff", "a", "b", "--fail-on", "awful"], "Error: Invalid value for '--fail-on': 'awful' is not one of"),
        (["diff", "a", "b", "c"], "takes MODEL and IDEAL, or one FOLDER; 3 paths were given"),
        (["diff", "-", "-"], "only one of MODEL and IDEAL can be standard input"),
        (["diff", "a.md"], "a.md: needs an IDEAL to compare with"),
        (["apply", "a", "b", "--in-place", "-o", "c"], "--in-place and -o cannot both say where to write"),
        (["apply", "-", "b", "--in-place"], "--in-place cannot change standard input"),
        (["apply", "a", "b", "--none", "--only", "1"], "--none and --only contradict each other"),
        (["apply", "a", "b", "--diff", "-o", "-"], "--diff and -o - would both write to standard output"),
        (
            ["rules", "bucket-unencrypte"],
            "there is no rule 'bucket-unencrypte'\n  try:   did you mean 'bucket-unencrypted'?",
        ),
        (["rules", "--fixes", "nowhere"], "nowhere: no such folder of rules"),
    ],
)
def test_a_call_that_cannot_be_meant(fixer: Any, arguments: Sequence[str], says: str) -> None:
    done = fixer(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_fault_of_the_program_is_told_without_traceback(fixer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> bytes:
        raise KeyError("x")

    monkeypatch.setattr(files, "read_bytes", fail)
    done = fixer("diff", "a", "b")
    assert done.status == 2
    head, rest = done.err.split("\n", 1)
    assert head.startswith("fixer: internal error: KeyError at test_cli.py:")
    assert rest == "  try:   the same call with FIXER_TRACEBACK=1, and report what it prints\n"
    monkeypatch.setenv("FIXER_TRACEBACK", "1")
    assert "Traceback" in fixer("diff", "a", "b").err


def test_control_characters_in_a_message_do_nothing(fixer: Any) -> None:
    assert fixer("diff", "a\x1b[2J.md", "b").err == "a\\x1b[2J.md: no such file\n"


def test_an_interrupt_ends_with_130(fixer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "read_bytes", interrupt)
    assert fixer("diff", "a", "b").status == 130


def test_completion_for_every_shell(fixer: Any) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = fixer("completion", shell)
        assert done.status == 0
        assert "_FIXER_COMPLETE" in done.out


def test_completion_completes() -> None:
    environment = os.environ | {"_FIXER_COMPLETE": "bash_complete", "COMP_WORDS": "fixer app", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "fixer"], env=environment, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "plain,apply" in done.stdout


def test_rules_are_listed_and_explained(fixer: Any, tmp_path: Path) -> None:
    listed = fixer("rules")
    assert (listed.status, listed.err) == (0, "")
    assert len(listed.out.splitlines()) > 50
    first = listed.out.split()[0]
    assert fixer("rules", first).out.startswith(f"{first}: ")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "bad.yaml").write_text("id: bad\ntitle: [\n")
    broken = fixer("rules", "--fixes", "mine")
    assert broken.status == 2
    assert broken.err.startswith(f"mine{os.sep}bad.yaml:3:1: ")


def test_diff_to_a_pipe_is_markdown_and_status_says_that_something_is_left(fixer: Any, pair: Path) -> None:
    done = fixer("diff", "pair")
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("# Model Response Failures Analysis\n")
    files = ("pair/MODEL_RESPONSE.md", "pair/IDEAL_RESPONSE.md")
    assert fixer("diff", *files, "--prompt", "pair/PROMPT.md").out == done.out


def test_the_form_follows_the_option_then_the_suffix(fixer: Any, pair: Path, tmp_path: Path) -> None:
    assert json.loads(fixer("diff", "pair", "--format", "json").out)["version"] == 1
    for name, start in (("a.json", "{\n"), ("a.md", "# Model"), ("a.txt", "# Model")):
        done = fixer("diff", "pair", "-o", name)
        assert (done.status, done.out) == (1, "")
        assert done.err.startswith(f"{name}: 10 issues (1 critical, ")
        assert (tmp_path / name).read_text().startswith(start)
    fixer("diff", "pair", "-o", "b.md", "--format", "json")
    assert (tmp_path / "b.md").read_text().startswith("{\n")
    assert "\x1b" not in fixer("diff", "pair", "--format", "terminal").out
    assert "\x1b[" in fixer("diff", "pair", "--format", "terminal", "--color", "always").out


@pytest.mark.parametrize(("fail_on", "status"), [("critical", 1), ("HIGH", 1), ("low", 1), ("info", 1), ("never", 0)])
def test_fail_on(fixer: Any, pair: Path, fail_on: str, status: int) -> None:
    assert fixer("diff", "pair", "--fail-on", fail_on).status == status


def test_fail_on_looks_at_what_is_left(fixer: Any, pair: Path) -> None:
    everything_high = ["apply", "pair", "--only", "severity:critical", "--only", "severity:high", "-o", "out.md"]
    assert fixer(*everything_high, "--fail-on", "high").status == 0
    assert fixer(*everything_high, "--fail-on", "medium").status == 1


def test_apply_writes_the_document_to_standard_output(fixer: Any, pair: Path) -> None:
    before = (pair / "MODEL_RESPONSE.md").read_text()
    done = fixer("apply", "pair", "--unsafe")
    assert done.status == 0
    assert done.err.startswith("Applied 10\n")
    assert done.out.startswith(before[: before.index('"IncomingQueue"')])
    assert '"KmsMasterKeyId": "alias/aws/sqs"' in done.out
    assert (pair / "MODEL_RESPONSE.md").read_text() == before
    assert fixer("apply", "pair", "--unsafe", "-o", "-").out == done.out


def test_apply_in_place(fixer: Any, pair: Path) -> None:
    expected = fixer("apply", "pair", "--unsafe").out
    done = fixer("apply", "pair", "--unsafe", "--in-place")
    assert (done.status, done.out) == (0, "")
    assert (pair / "MODEL_RESPONSE.md").read_text() == expected
    assert sorted(path.name for path in pair.iterdir()) == ["IDEAL_RESPONSE.md", "MODEL_RESPONSE.md", "PROMPT.md"]
    again = fixer("diff", "pair")
    assert (again.status, again.err) == (0, "")


def test_apply_shows_a_diff_that_patch_takes(fixer: Any, pair: Path) -> None:
    before = (pair / "MODEL_RESPONSE.md").read_bytes()
    expected = fixer("apply", "pair", "--unsafe").out
    done = fixer("apply", "pair", "--unsafe", "--diff")
    assert done.status == 0
    assert done.out.startswith("--- a/pair/MODEL_RESPONSE.md\n+++ b/pair/MODEL_RESPONSE.md\n@@ ")
    assert (pair / "MODEL_RESPONSE.md").read_bytes() == before
    painted = fixer("apply", "pair", "--unsafe", "--diff", "--color", "always").out
    assert "\x1b[32m+" in painted
    assert painted.replace("\x1b[0m", "").count("\n") == done.out.count("\n")
    if shutil.which("patch"):
        subprocess.run(["patch", "-p1", "--quiet"], input=done.out, text=True, check=True)
        assert (pair / "MODEL_RESPONSE.md").read_text() == expected


def test_what_was_read_is_not_overwritten(fixer: Any, pair: Path) -> None:
    before = {path.name: path.read_bytes() for path in pair.iterdir()}
    model, ideal = "pair/MODEL_RESPONSE.md", "pair/../pair/IDEAL_RESPONSE.md"
    for command, output in (("diff", model), ("diff", ideal), ("apply", ideal)):
        done = fixer(command, "pair", "-o", output)
        assert (done.status, done.out) == (2, "")
        assert done.err == f"{output}: was read as input and would be overwritten\n  try:   choose another -o FILE\n"
    assert {path.name: path.read_bytes() for path in pair.iterdir()} == before


def test_nothing_is_written_when_the_proof_fails(fixer: Any, pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fixer import api

    def fail(_: api.Application) -> None:
        raise RuntimeError

    before = (pair / "MODEL_RESPONSE.md").read_bytes()
    monkeypatch.setattr(api.Application, "left", property(fail))
    assert fixer("apply", "pair", "--unsafe", "--in-place").status == 2
    assert (pair / "MODEL_RESPONSE.md").read_bytes() == before


def test_diff_with_a_destination_shows_and_writes(fixer: Any, pair: Path, tmp_path: Path) -> None:
    done = fixer("apply", "pair", "--unsafe", "--diff", "-o", "out.json")
    assert done.out.startswith("--- a/")
    assert json.loads((tmp_path / "out.json").read_bytes())["Resources"]["DeadLetterQueue"]


def test_none_applies_nothing(fixer: Any, pair: Path) -> None:
    before = (pair / "MODEL_RESPONSE.md").read_text()
    assert fixer("apply", "pair", "--none").out == before
    assert fixer("apply", "pair", "--none", "--diff").out == ""


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_byte_order_mark_and_line_ends_stay(fixer: Any, pair: Path, tmp_path: Path, start: bytes, end: bytes) -> None:
    model = pair / "MODEL_RESPONSE.md"
    model.write_bytes(start + model.read_bytes().replace(b"\n", end))
    before = model.read_bytes()
    for name in ("none.md", "all.md"):
        fixer("apply", "pair", "--none" if name == "none.md" else "--unsafe", "-o", name)
    assert (tmp_path / "none.md").read_bytes() == before
    after = (tmp_path / "all.md").read_bytes()
    assert after.startswith(start + b"Here is")
    assert after.count(b"\n") == after.count(end) > before.count(end)
    fixer("apply", "pair", "--none", "-o", "bare.json")
    assert (tmp_path / "bare.json").read_bytes() in before
    assert (tmp_path / "bare.json").read_bytes().startswith(b"{")


def test_a_bare_template_keeps_every_byte(fixer: Any, pair: Path, tmp_path: Path) -> None:
    text = (pair / "MODEL_RESPONSE.md").read_text()
    bare = tmp_path / "bare.json"
    bare.write_bytes(b"\xef\xbb\xbf\n" + text[text.index("{") : text.rindex("```")].encode() + b"\n\n")
    for where in (["-o", "out.json"], ["-o", "out.md"]):
        fixer("apply", bare, pair / "IDEAL_RESPONSE.md", "--none", *where)
        assert (tmp_path / where[1]).read_bytes() == bare.read_bytes()


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (["--only", "rule:queue-unencryptet"], "queue-unencrypted"),
        (["--only", "resource:IncomingQueu"], "IncomingQueue"),
        (["--except", "severity:awful"], "awful"),
    ],
)
def test_a_selector_that_matches_nothing(fixer: Any, pair: Path, choice: list[str], says: str) -> None:
    before = (pair / "MODEL_RESPONSE.md").read_bytes()
    done = fixer("apply", "pair", "--in-place", *choice)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
    assert (pair / "MODEL_RESPONSE.md").read_bytes() == before


def test_only_the_chosen_issue_is_applied(fixer: Any, pair: Path) -> None:
    done = fixer("apply", "pair", "--only", "rule:queue-unencrypted", "--diff")
    changed = [line for line in done.out.splitlines() if line.startswith(("+ ", "- "))]
    assert changed
    assert all("KmsMasterKeyId" in line or "VisibilityTimeout" in line for line in changed)


def test_standard_input_is_one_of_the_two(pair: Path) -> None:
    model = (pair / "MODEL_RESPONSE.md").read_bytes()
    command = [sys.executable, "-m", "fixer", "diff", "-", str(pair / "IDEAL_RESPONSE.md"), "--format", "json"]
    done = subprocess.run(command, input=model, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["model"]["path"] == "<stdin>"
    assert report["summary"]["issues"] == 10


def test_rules_of_ones_own_win(fixer: Any, pair: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    rule = (ROOT / "fixes").glob("*/queue-unencrypted.yaml")
    text = next(rule).read_text().replace("severity: high", "severity: info", 1).replace("title: ", "title: Mine, ", 1)
    (tmp_path / "mine" / "queue-unencrypted.yaml").write_text(text)
    issues = json.loads(fixer("diff", "pair", "--format", "json", "--fixes", "mine").out)["issues"]
    assert [issue["title"][:6] for issue in issues if issue["rule"] == "queue-unencrypted"] == ["Mine, "]


def test_a_reader_that_leaves_is_no_error(pair: Path) -> None:
    command = f"{sys.executable} -m fixer diff {pair} --format json; echo $? >&2"
    done = subprocess.run(["sh", "-c", f"( {command} ) | true"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stderr == "1\n"


def test_ctrl_c_ends_quietly(tmp_path: Path, pair: Path) -> None:
    os.mkfifo(tmp_path / "slow")
    holder = os.open(tmp_path / "slow", os.O_RDWR)
    with subprocess.Popen(
        [sys.executable, "-m", "fixer", "diff", "-", str(pair / "IDEAL_RESPONSE.md")],
        stdin=holder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        # It waits for more once it has taken what is there; before that it may still be starting.
        os.write(holder, b"Resources:\n")
        while select.select([holder], [], [], 0)[0]:
            time.sleep(0.01)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    os.close(holder)
    assert (process.returncode, out, err.strip()) == (130, "", "")


def test_on_a_terminal_the_report_is_an_overview_in_colour(pair: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminals on this system")
    own, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "fixer", "diff", str(pair), "--fail-on", "never"]
    with subprocess.Popen(
        command, stdout=theirs, cwd=ROOT, env=environment | {"TERM": "xterm", "COLUMNS": "90"}
    ) as process:
        os.close(theirs)
        screen = b""
        while True:
            try:
                chunk = os.read(own, 65536)
            except OSError as error:
                assert error.errno == errno.EIO
                break
            if not chunk:
                break
            screen += chunk
    os.close(own)
    assert process.returncode == 0
    text = screen.decode()
    assert "\x1b[" in text
    assert "10 issues" in text


def test_apply_says_what_was_mended_to_read_the_model(fixer: Any, tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"Resources": {"T": {"Type": "AWS::SNS::Topic"}, /* all */}}')
    (tmp_path / "ideal.yaml").write_text("Resources: {T: {Type: AWS::SNS::Topic, DeletionPolicy: Retain}}")
    done = fixer("apply", "model.json", "ideal.yaml", "--in-place")
    assert done.status == 0
    assert "model.json: line 1: a comment taken out: JSON has none\n" in done.err
    assert "taken out" not in fixer("apply", "model.json", "ideal.yaml").err
