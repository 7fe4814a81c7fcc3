"""Colour, width and the progress line are there for people and for nobody else."""

from __future__ import annotations

import io
import sys
import time

import pytest

from fixer import console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_colour_on_a_terminal_only() -> None:
    assert console.wants_colour("auto", Terminal())
    assert not console.wants_colour("auto", io.StringIO())
    assert not console.wants_colour("auto", None)
    assert console.wants_colour("always", io.StringIO())
    assert not console.wants_colour("never", Terminal())


def test_no_color_and_dumb_terminals_are_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.wants_colour("auto", Terminal())
    assert console.wants_colour("always", Terminal())
    monkeypatch.setenv("NO_COLOR", "")
    assert console.wants_colour("auto", Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not console.wants_colour("auto", Terminal())


@pytest.mark.parametrize(("columns", "width"), [("20", 40), ("72", 72), ("999", 160)])
def test_width_is_the_terminals_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert console.width() == width


def test_progress_speaks_up_when_it_takes_long_and_cleans_up(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(console, "PATIENCE", 0.01)
    with console.progress("comparing"):
        time.sleep(0.1)
    assert screen.getvalue().startswith("\rcomparing … 0 s")
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_progress_is_silent_when_quick_or_unseen(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with console.progress("comparing"):
        pass
    assert stream.getvalue() == ""


def test_progress_lets_errors_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ValueError, match="as it was"), console.progress("comparing"):
        raise ValueError("as it was")


def test_a_diff_in_colour_holds_the_same_text() -> None:
    diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n same\n"
    painted = console.paint_diff(diff)
    assert painted == (
        "\x1b[1m--- a/x\x1b[0m\n\x1b[1m+++ b/x\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n\x1b[31m-old\x1b[0m\n"
        "\x1b[32m+new\x1b[0m\n same\n"
    )
