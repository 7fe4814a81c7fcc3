"""Every sample, end to end: its report, its repaired document, and that nothing is left after the repair."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fixer import cli

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted(path.parent.name for path in (ROOT / "samples").glob("*/MODEL_RESPONSE.md"))
LANGUAGES = {"yaml": ".yaml", "json": ".json", "typescript": ".ts"}
Golden = Callable[[str, str | bytes], None]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


def model(case: str) -> Path:
    return Path("samples", case, "MODEL_RESPONSE.md")


def suffix(case: str) -> str:
    text = model(case).read_text(encoding="utf-8")
    return next(suffix for language, suffix in LANGUAGES.items() if f"```{language}\n" in text)


def run(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


def test_each_is_of_a_readable_size() -> None:
    assert len(CASES) >= 7
    for case in CASES:
        folder = Path("samples", case)
        assert {path.name for path in folder.iterdir()} == {"IDEAL_RESPONSE.md", "MODEL_RESPONSE.md", "PROMPT.md"}
        for name in ("MODEL_RESPONSE.md", "IDEAL_RESPONSE.md"):
            assert 30 <= len((folder / name).read_text(encoding="utf-8").splitlines()) <= 120
        assert f"`{case}`" in Path("samples/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_report(case: str, tmp_path: Path, golden: Golden, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("diff", Path("samples", case), "-o", tmp_path / "MODEL_FAILURES.md") == 1
    said = capfd.readouterr()
    assert run("diff", Path("samples", case), "-o", tmp_path / "report.json") == 1
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert said.out == ""
    assert said.err.startswith(f"{tmp_path}/MODEL_FAILURES.md: {report['summary']['issues']} issue")
    capfd.readouterr()
    assert run("diff", Path("samples", case), "--format", "terminal") == 1
    golden(f"{case}/MODEL_FAILURES.md", (tmp_path / "MODEL_FAILURES.md").read_bytes())
    golden(f"{case}/report.json", (tmp_path / "report.json").read_bytes())
    golden(f"{case}/terminal.txt", capfd.readouterr().out)


@pytest.mark.parametrize("case", CASES)
def test_applying_everything_leaves_nothing(case: str, tmp_path: Path, golden: Golden) -> None:
    whole, bare = tmp_path / "MODEL_RESPONSE.md", tmp_path / f"template{suffix(case)}"
    assert run("apply", Path("samples", case), "--unsafe", "-o", whole) == 0
    assert run("apply", Path("samples", case), "--unsafe", "-o", bare) == 0
    golden(f"{case}/MODEL_RESPONSE.md", whole.read_bytes())
    golden(f"{case}/{bare.name}", bare.read_bytes())
    assert bare.read_bytes() in whole.read_bytes()
    for fixed in (whole, bare):
        left = tmp_path / "left.json"
        assert run("diff", fixed, Path("samples", case, "IDEAL_RESPONSE.md"), "--fail-on", "info", "-o", left) == 0
        assert json.loads(left.read_bytes())["issues"] == []


@pytest.mark.parametrize("case", CASES)
def test_applying_nothing_changes_nothing(case: str, tmp_path: Path) -> None:
    whole, bare = tmp_path / "same.md", tmp_path / f"same{suffix(case)}"
    assert run("apply", Path("samples", case), "--none", "-o", whole) == 1
    assert run("apply", Path("samples", case), "--none", "-o", bare) == 1
    assert whole.read_bytes() == model(case).read_bytes()
    assert bare.read_bytes() in model(case).read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_applying_again_changes_nothing_more(case: str, tmp_path: Path) -> None:
    ideal = Path("samples", case, "IDEAL_RESPONSE.md")
    once, twice = tmp_path / "once.md", tmp_path / "twice.md"
    run("apply", Path("samples", case), "-o", once)
    run("apply", once, ideal, "-o", twice)
    assert twice.read_bytes() == once.read_bytes()


def test_comments_survive_the_repair(tmp_path: Path) -> None:
    before = model("yaml-comments").read_text(encoding="utf-8")
    run("apply", "samples/yaml-comments", "--unsafe", "-o", tmp_path / "out.md")
    after = (tmp_path / "out.md").read_text(encoding="utf-8")
    comments = [line[line.index("#") :] for line in before.splitlines() if "#" in line and not line.startswith("#")]
    assert len(comments) == 6
    assert [comment for comment in comments if comment not in after] == []


def test_the_prose_around_a_template_is_kept(tmp_path: Path) -> None:
    run("apply", "samples/drafts", "--unsafe", "-o", tmp_path / "out.md")
    before, after = model("drafts").read_text(encoding="utf-8"), (tmp_path / "out.md").read_text(encoding="utf-8")
    answer = before.index("### Answer")
    assert after[:answer] == before[:answer]
