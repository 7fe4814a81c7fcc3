"""What the terminal is and can: colour, width, a progress line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from fixer import files

if TYPE_CHECKING:
    from threading import Event

    from fixer.errors import FixerError

PATIENCE = 1.0
"""Seconds of silence before a progress line appears."""

_DIFF_COLOURS = (("+++", "1"), ("---", "1"), ("@@", "36"), ("+", "32"), ("-", "31"))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at the stream."""
    return stream is not None and stream.isatty()


def put(text: str) -> None:
    """A text to standard output, with one line end after it."""
    files.write_stdout((text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace") if text else b"")


def say(message: str) -> None:
    """A line to the person at the terminal, kept out of what a pipe receives."""
    if sys.stderr is not None:
        click.echo(message.rstrip("\n"), err=True)


def show(text: str) -> None:
    """As ``say``, for text that has its line ends."""
    click.echo(text, err=True, nl=False)


def say_all(messages: Iterable[str]) -> None:
    """Messages that may quote a file: nothing in them reaches the terminal as a command to it."""
    from fixer.report.text import visible

    for message in messages:
        say(visible(message))


def ask(prompt: str) -> str:
    """A line from the person at the terminal, asked for on standard error; ``EOFError`` where no more come."""
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        print(file=sys.stderr)
        raise EOFError
    return line


def say_error(error: FixerError) -> None:
    """An error that the user can do something about."""
    from fixer.report.text import visible

    say(visible(str(error)))


def wants_colour(choice: str, stream: TextIO | None) -> bool:
    """``choice`` is always, never or auto; auto heeds NO_COLOR and TERM=dumb, and needs a terminal."""
    if choice != "auto":
        return choice == "always"
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal (``COLUMNS`` wins), within what a report can be set in."""
    from shutil import get_terminal_size

    return max(40, min(get_terminal_size((100, 24)).columns, 160))


def paint_diff(text: str) -> str:
    """A unified diff in the usual colours."""
    return "".join(_paint_line(line) for line in text.splitlines(keepends=True))


def _paint_line(line: str) -> str:
    for start, colour in _DIFF_COLOURS:
        if line.startswith(start):
            return f"\x1b[{colour}m{line.rstrip()}\x1b[0m\n"
    return line


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say on standard error, on a terminal only, that work goes on once it has taken longer than ``PATIENCE``."""
    if not is_terminal(sys.stderr):
        yield
        return
    from threading import Event, Thread

    done = Event()
    teller = Thread(target=_tell, args=(doing, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(doing: str, done: Event) -> None:
    import time

    begin = time.monotonic()
    told = False
    while not done.wait(PATIENCE):
        told = True
        print(f"\r{doing} … {time.monotonic() - begin:.0f} s", end="", file=sys.stderr, flush=True)
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
