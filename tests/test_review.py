"""Asking issue by issue: what is shown, what each answer means, and a real terminal."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from fixer import api, review
from fixer.errors import FixerError
from tests.pairs import difference, resource, template

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "queues-and-functions"

MODEL = template({"Q": resource("AWS::SQS::Queue", DelaySeconds=1), "T": resource("AWS::SNS::Topic", TopicName="old")})
IDEAL = template(
    {
        "Q": resource("AWS::SQS::Queue", DelaySeconds=2, KmsMasterKeyId={"Ref": "K"}),
        "T": resource("AWS::SNS::Topic", TopicName="new"),
        "K": resource("AWS::KMS::Key", EnableKeyRotation=True),
    }
)


@dataclass
class Person:
    """Answers in turn, and keeps what was shown."""

    answers: list[str]
    screen: str = ""
    prompts: list[str] = field(default_factory=list)

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0) + "\n"

    def show(self, text: str) -> None:
        self.screen += text


def asked(person: Person, found: api.Difference, **selection: tuple[str, ...]) -> api.Selection:
    terminal = review.Terminal(person.ask, person.show, str)
    return review.review(found.issues, api.Selection(**selection), partial(api.apply, found), terminal)


def outcome(found: api.Difference, selection: api.Selection) -> set[int]:
    return {one.number for one in api.apply(found, selection).outcomes if one.status == "applied"}


@pytest.fixture
def found() -> api.Difference:
    return difference(MODEL, IDEAL)


def everything(found: api.Difference) -> set[int]:
    return {issue.number for issue in found.issues}


def test_yes_to_one(found: api.Difference) -> None:
    for issue in found.issues:
        person = Person(["y" if n == issue.number else "n" for n in sorted(everything(found))])
        selection = asked(person, found)
        assert issue.number in outcome(found, selection)
        assert outcome(found, selection) == outcome(found, api.Selection(only=(f"issue:{issue.number}",)))


def test_no_to_all_is_nothing(found: api.Difference) -> None:
    selection = asked(Person(["n"] * 20), found)
    assert selection.none
    assert outcome(found, selection) == set()


def test_all_and_the_rest(found: api.Difference) -> None:
    assert outcome(found, asked(Person(["a"]), found)) == everything(found)
    person = Person(["n", "a"])
    assert everything(found) - {1} <= outcome(found, asked(person, found)) | {1}
    assert len(person.prompts) == 2


@pytest.mark.parametrize("last", [["d"], ["q"], ["Q"], []])
def test_to_stop_keeps_what_was_chosen(found: api.Difference, last: list[str]) -> None:
    person = Person(["y", *last])
    selection = asked(person, found)
    assert outcome(found, selection) == outcome(found, api.Selection(only=("issue:1",)))
    assert len(person.prompts) == 2


def test_anything_else_explains(found: api.Difference) -> None:
    person = Person(["?", "", "yes!", "q"])
    asked(person, found)
    assert person.screen.count(review.HELP) == 3
    assert person.prompts == [f"(1/{len(found.issues)}) Apply this fix [y,n,q,a,d,?]? "] * 4


def test_shows_what_would_change_and_what_comes_along(found: api.Difference) -> None:
    needy = next(issue for issue in found.issues if issue.fix and issue.fix.requires)
    assert needy.fix is not None
    needed = next(issue for issue in found.issues if issue.id == needy.fix.requires[0])
    answers = ["n" if n != needy.number else "y" for n in sorted(everything(found))]
    person = Person(answers)
    asked(person, found)
    shown = person.screen[person.screen.index(f"Issue {needy.number}, ") :]
    left = " (which you left out)" if needed.number < needy.number else ""
    assert f"brings along issue {needed.number}: {needed.title}{left}\n" in shown
    assert "\n--- a/model.json\n+++ b/model.json\n@@ " in shown
    assert '+        "KmsMasterKeyId": {' in shown
    if needed.number > needy.number:
        assert "comes with what you chose before" in shown


def test_unsafe_says_why(found: api.Difference) -> None:
    person = Person(["n"] * 20)
    asked(person, found)
    unsafe = [issue for issue in found.issues if issue.fix and issue.fix.safety == "unsafe"]
    assert unsafe
    for issue in unsafe:
        assert issue.fix is not None
        assert f"unsafe: {issue.fix.why}\n" in person.screen


def test_only_what_the_call_leaves_is_asked(found: api.Difference) -> None:
    person = Person(["n"] * 20)
    asked(person, found, only=("resource:T",))
    assert len(person.prompts) == 1
    person = Person(["n"] * 20)
    asked(person, found, exclude=("resource:T",))
    assert len(person.prompts) == len(found.issues) - 1
    with pytest.raises(FixerError, match="no issue matches"):
        asked(Person([]), found, only=("resource:Nobody",))


def test_a_template_alone(found: api.Difference) -> None:
    check = api.check(found.model)
    assert check.issues
    person = Person(["a"])
    terminal = review.Terminal(person.ask, person.show, str)
    selection = review.review(check.issues, api.Selection(), partial(api.mend, check), terminal)
    done = api.mend(check, selection)
    assert any(one.status == "applied" for one in done.outcomes)
    assert done.text != found.model.text
    assert "--- a/model.json" in person.screen


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "pair")
    command = [sys.executable, "-m", "fixer", "apply", str(tmp_path / "pair"), "--interactive", "--in-place"]
    done = subprocess.run(command, input="y\n", capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "--interactive needs a terminal to ask at\n"
        "  try:   choose with --only and --except, or leave --interactive out\n"
    )


class Screen:
    """A program at a pseudo-terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        pty = pytest.importorskip("pty", reason="no terminals on this system")
        self.own, theirs = pty.openpty()
        command = [sys.executable, "-m", "fixer", *arguments]
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=environment, start_new_session=True
        )
        os.close(theirs)
        self.text = ""

    def until(self, words: str) -> str:
        """What is shown up to ``words``; fails after ten seconds."""
        begin, end = len(self.text), time.monotonic() + 10
        while words not in self.text[begin:]:
            ready, _, _ = select.select([self.own], [], [], max(0, end - time.monotonic()))
            assert ready, f"{words!r} never came: {self.text[begin:]}"
            try:
                chunk = os.read(self.own, 65536)
            except OSError as error:
                assert error.errno == errno.EIO
                chunk = b""
            assert chunk, f"ended without {words!r}: {self.text[begin:]}"
            self.text += chunk.decode()
        return self.text[begin:]

    def type(self, text: str) -> None:
        os.write(self.own, text.encode())

    def interrupt(self) -> None:
        """As a person at the keys: who sees nothing happen presses again.

        A signal between the prompt and the read that waits for an answer is seen only once the read is over.
        """
        for _ in range(5):
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
                return

    def end(self) -> int:
        status = self.process.wait(10)
        os.close(self.own)
        return status


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(SAMPLE, tmp_path / "pair"))


def test_at_a_terminal(pair: Path) -> None:
    model = pair / "MODEL_RESPONSE.md"
    before = model.read_bytes()
    screen = Screen("apply", str(pair), "--interactive", "--in-place", "--fail-on", "never")
    first = screen.until("(1/10) Apply this fix [y,n,q,a,d,?]? ")
    assert "Issue 1, critical: " in first
    assert "\x1b[32m+" in first
    screen.type("?\n")
    screen.until("(1/10) Apply this fix [y,n,q,a,d,?]? ")
    screen.type("n\n")
    screen.until("(2/10) ")
    assert model.read_bytes() == before
    screen.type("y\n")
    screen.until("(3/10) ")
    assert model.read_bytes() == before
    screen.type("q\n")
    screen.until("Applied")
    assert screen.end() == 0
    changed = [line for line in model.read_text().splitlines() if line not in before.decode().splitlines()]
    assert changed
    assert all("KmsMasterKeyId" in line or "VisibilityTimeout" in line for line in changed)


def test_ctrl_c_writes_nothing(pair: Path) -> None:
    before = {path.name: path.read_bytes() for path in pair.iterdir()}
    screen = Screen("apply", str(pair), "--interactive", "--in-place")
    screen.until("(1/10) ")
    screen.type("y\n")
    screen.until("(2/10) ")
    screen.interrupt()
    assert screen.end() == 130
    assert {path.name: path.read_bytes() for path in pair.iterdir()} == before


def test_the_end_of_input_stops_asking(pair: Path) -> None:
    before = (pair / "MODEL_RESPONSE.md").read_bytes()
    screen = Screen("apply", str(pair), "--interactive", "--in-place")
    screen.until("(1/10) ")
    screen.type("\x04")
    assert "Left out" in screen.until("10  Stack outputs")
    assert screen.end() == 1
    assert (pair / "MODEL_RESPONSE.md").read_bytes() == before
