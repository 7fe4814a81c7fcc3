"""``fixer audit`` and ``fixer apply --report``, as they are called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fixer import cli

PAIR = Path(__file__).resolve().parents[2] / "samples" / "queues-and-functions"
REPORT = "# T\n\n### 1. A\n\n### 2. B\n\n### 2. C\n\nTotal issues: 4\n"


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as end:
        cli.main([str(argument) for argument in arguments])
    return int(end.value.code or 0)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_remarks_with_their_lines(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("audit", report) == 1
    assert capfd.readouterr().out == (
        f"{report}: 3 issues read, 2 remarks\n"
        f"{report}:7: number 2 is used twice (--fix mends it)\n    ### 2. C\n"
        f"{report}:9: 3 issues stand in the body, the total says 4 (--fix mends it)\n    Total issues: 4\n"
    )


def test_fix_mends_in_place(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("audit", report, "--fix") == 0
    assert report.read_text(encoding="utf-8") == "# T\n\n### 1. A\n\n### 2. B\n\n### 3. C\n\nTotal issues: 3\n"
    assert capfd.readouterr().err == f"{report}: mended\n"
    assert call("audit", report, "--fix") == 0
    assert capfd.readouterr().err == ""


def test_json_and_markdown(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("audit", report, "--format", "json") == 1
    told = json.loads(capfd.readouterr().out)
    assert [issue["title"] for issue in told["issues"]] == ["A", "B", "C"]
    assert [(one["kind"], one["line"]) for one in told["remarks"]] == [("number", 7), ("total", 9)]
    assert call("audit", report, "--format", "markdown") == 1
    assert "- **Line 7** (number): number 2 is used twice. It says: \\#\\#\\# 2. C\n" in capfd.readouterr().out


def test_with_templates(report: Path, capfd: pytest.CaptureFixture[str]) -> None:
    model, ideal = PAIR / "MODEL_RESPONSE.md", PAIR / "IDEAL_RESPONSE.md"
    assert call("audit", report, "--model", model, "--ideal", ideal) == 1
    assert "never mentioned, the worst first:\n    critical: No event source mapping" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["audit", "REPORT", "--model", "m"], "--model and --ideal go together"),
        (["audit", "-", "--fix"], "--fix cannot change standard input"),
        (["apply", PAIR, "--report", "REPORT", "--only", "1"], "--report and --only contradict each other"),
        (["apply", PAIR, "--report", "REPORT", "--none"], "--report and --none contradict each other"),
        (["apply", PAIR, "--report", "REPORT", "-o", "REPORT"], "was read as input and would be overwritten"),
    ],
)
def test_calls_that_cannot_be_meant(
    report: Path, arguments: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call(*(report if one == "REPORT" else one for one in arguments)) == 2
    assert told in capfd.readouterr().err
    assert report.read_text(encoding="utf-8") == REPORT


def test_apply_what_is_left_ticked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report, result = tmp_path / "MODEL_FAILURES.md", tmp_path / "out.json"
    call("diff", PAIR, "-o", report)
    text = report.read_text(encoding="utf-8")
    ids = re.findall(r"^- \[x\] Apply `(\S+)`$", text, re.MULTILINE)
    kept = "queue-unencrypted-b6bab74e"
    text = re.sub(rf"^- \[x\](?= Apply `(?!{kept}))", "- [ ]", text, flags=re.MULTILINE)
    report.write_text(text + "- [x] Apply `never-there-00000000`\n", encoding="utf-8")
    capfd.readouterr()
    assert call("apply", PAIR, "--report", report, "-o", result, "--fail-on", "never") == 0
    told = capfd.readouterr().err
    assert f"{report}: no issue has the id never-there-00000000 any more\n" in told
    assert "Applied 1\n" in told and len(ids) > 5
    assert result.read_text(encoding="utf-8").count("KmsMasterKeyId") == 2


def test_apply_nothing_where_nothing_is_ticked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report, result = tmp_path / "r.md", tmp_path / "out.md"
    report.write_text("- [ ] Apply `queue-unencrypted-b6bab74e`\n", encoding="utf-8")
    assert call("apply", PAIR, "--report", report, "-o", result, "--fail-on", "never") == 0
    assert "nothing is chosen" in capfd.readouterr().err
    assert result.read_bytes() == (PAIR / "MODEL_RESPONSE.md").read_bytes()
