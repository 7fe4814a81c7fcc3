"""What all tests share: expected files with a deliberate update, and the real documents where they are at hand."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
CORPUS = ROOT.parent / "shared" / "corpus"
_rewritten: list[str] = []

# Examples are timed by what else runs on the machine; a slow neighbour must not fail a law.
# The same examples each time, so that a red run is about the change; --hypothesis-profile=explore looks further.
settings.register_profile("fixer", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("fixer")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the expected files in tests/golden, and fail if any changed",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """``golden("case/report.md", actual)``: the bytes must equal those of the file in tests/golden.

    A name that begins with ``/`` is a file of the repository: ``/docs/cli.md``.
    """

    def check(name: str, actual: str | bytes) -> None:
        got = actual.encode() if isinstance(actual, str) else actual
        path = ROOT / name[1:] if name.startswith("/") else GOLDEN / name
        place = path.relative_to(ROOT).as_posix()
        expected = path.read_bytes() if path.exists() else None
        if got == expected:
            return
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(got)
            _rewritten.append(place)
            return
        assert expected is not None, f"{place} does not exist; pytest --update-golden writes it"
        with contextlib.suppress(UnicodeDecodeError):
            assert got.decode().splitlines(True) == expected.decode().splitlines(True), f"differs from {place}"
        pytest.fail(f"{len(got)} bytes differ from {place} ({len(expected)} bytes)")

    return check


@pytest.fixture
def corpus() -> Path:
    """The folder of real pairs beside the repository."""
    if not CORPUS.is_dir():
        pytest.skip("the real documents (../shared/corpus) are not on this machine")
    return CORPUS


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _rewritten and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _rewritten:
        terminalreporter.section("golden files rewritten: the run fails, review them with git diff", red=True)
        for name in sorted(_rewritten):
            terminalreporter.line(name)
