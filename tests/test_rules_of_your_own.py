"""The worked example of docs/rules-of-your-own.md does what the page says, and a package brings rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fixer import cli
from tests import pages

PAGE = pages.read("rules-of-your-own.md")
FILES = pages.files(PAGE)
RULE = FILES["our-rules/queue-owner-unnamed.yaml"]


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pages.write(PAGE, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(arguments)
    return status, *capfd.readouterr()


def test_calls_print_what_the_page_shows(
    workshop: Path, capfd: pytest.CaptureFixture[str], golden: Callable[[str, str], None]
) -> None:
    assert sorted(FILES) == ["our-rules/queue-owner-unnamed.yaml", "stack.yaml"]
    assert [arguments.split()[0] for arguments in pages.calls(PAGE)] == ["rules", "check", "apply"]
    shown = pages.shown(PAGE, lambda arguments: "".join(call(capfd, *arguments.split())[1:]))
    golden("/docs/rules-of-your-own.md", shown)


def test_an_example_that_proves_nothing_is_a_problem(workshop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = workshop / "our-rules" / "queue-owner-unnamed.yaml"
    path.write_text(RULE.replace("Key: Owner, Value: payments", "Key: Team, Value: payments"), encoding="utf-8")
    status, out, err = call(capfd, "rules", "--test", "our-rules")
    assert (status, err) == (1, "1 rule, 1 problem\n")
    assert out == "our-rules/queue-owner-unnamed.yaml: example 1: the rule finds something in what is good\n"


def test_a_fix_that_mends_nothing_is_a_problem(workshop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = workshop / "our-rules" / "queue-owner-unnamed.yaml"
    path.write_text(RULE.replace("Key: Owner, Value: platform", "Key: Team, Value: platform"), encoding="utf-8")
    status, out, _ = call(capfd, "rules", "--test", "our-rules")
    assert status == 1
    assert "example 1: the fix does not mend what is bad: " in out
    assert "queue-owner-unnamed still found something to change after 10 rounds" in out


def test_a_rule_with_neither_examples_nor_detector_is_a_problem(
    workshop: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = workshop / "our-rules" / "queue-owner-unnamed.yaml"
    bare = RULE[: RULE.index("match:")] + "detector: nobody\n" + RULE[RULE.index("why:") : RULE.index("fix:")]
    path.write_text(bare, encoding="utf-8")
    status, out, _ = call(capfd, "rules", "--test", "our-rules")
    assert status == 1
    assert out.splitlines() == [
        "our-rules/queue-owner-unnamed.yaml: there are no examples",
        "our-rules/queue-owner-unnamed.yaml: there is no detector 'nobody'",
    ]


def test_a_broken_rule_is_an_error_with_its_place(workshop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = workshop / "our-rules" / "queue-owner-unnamed.yaml"
    path.write_text(RULE.replace("severity: medium", "severity: grave"), encoding="utf-8")
    line = RULE.split("severity: medium")[0].count("\n") + 1
    for arguments in (("rules", "--test", "our-rules"), ("check", "stack.yaml", "--fixes", "our-rules")):
        status, out, err = call(capfd, *arguments)
        assert (status, out) == (2, "")
        assert err.startswith(f"our-rules/queue-owner-unnamed.yaml:{line}:11: ")


def test_a_folder_without_rules_cannot_be_tried(workshop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (workshop / "empty").mkdir()
    status, out, err = call(capfd, "rules", "--test", "empty")
    assert (status, out) == (2, "")
    assert err.startswith("empty: holds no rules\n")


def test_rules_of_a_package(workshop: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    site = workshop / "site"
    (site / "acme_rules" / "deep").mkdir(parents=True)
    (site / "acme_rules" / "__init__.py").touch()
    (site / "acme_rules" / "deep" / "queue-owner-unnamed.yaml").write_text(RULE, encoding="utf-8")
    metadata = site / "acme_rules-1.0.dist-info"
    metadata.mkdir()
    group = re.search(r'entry-points\."(.*?)"\]\n(.*?)\n```', PAGE, re.DOTALL)
    assert group is not None
    entry = group[2].replace('"', "")
    (metadata / "entry_points.txt").write_text(f"[{group[1]}]\n{entry}\n", encoding="utf-8")
    (metadata / "METADATA").write_text("Name: acme-rules\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    status, out, err = call(capfd, "check", "stack.yaml", "--format", "json")
    assert (status, err) == (1, "")
    assert '"rule": "queue-owner-unnamed"' in out
    _, out, _ = call(capfd, "rules", "queue-owner-unnamed")
    assert "from       plugin acme" in out
