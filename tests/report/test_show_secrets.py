"""``--show-secrets``: every form of a report hides secrets by default, and shows them where that is asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fixer import api, cli
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.report.markdown import STYLES, render_markdown
from fixer.report.mask import MASK
from tests.pairs import resource, template

OURS, THEIRS, KEY = "correct-horse-1", "battery-staple-2", "MIIEowIBAAKCAQEA7"
SHOW = "--show-secrets"
Call = Callable[..., str]

MARKDOWN = [("--format", "markdown", "--style", style) for style in STYLES]
OTHERS = [("--format", form) for form in ("json", "html", "sarif", "junit", "github", "csv")]


def database(password: str, port: int) -> dict[str, Any]:
    database = {"Engine": "mysql", "MasterUsername": "admin", "MasterUserPassword": password, "Port": port}
    return template({"Store": resource("AWS::RDS::DBInstance", **database)})


@pytest.fixture
def fixer(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """One call in a folder that holds a pair and what was asked for; its output."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    write("model.json", database(OURS, 1))
    write("ideal.json", database(THEIRS, 2))
    Path("PROMPT.md").write_text(f"The RDS database takes the master password from a secret, not PASSWORD={OURS}.\n")

    def call(*arguments: str) -> str:
        status = cli.run(arguments)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert status in (0, 1), err
        return out

    return call


def write(path: str, data: Any) -> None:
    Path(path).write_text(json.dumps(data, indent=2))


@pytest.mark.parametrize("form", [*MARKDOWN, *OTHERS, ("--format", "jsonpatch")], ids=" ".join)
def test_a_difference(fixer: Call, form: tuple[str, ...]) -> None:
    masked = fixer("diff", "model.json", "ideal.json", *form)
    assert OURS not in masked
    assert THEIRS not in masked
    assert MASK in masked
    shown = fixer("diff", "model.json", "ideal.json", *form, SHOW)
    assert OURS in shown
    assert THEIRS in shown
    assert MASK not in shown


def test_a_difference_on_a_terminal(fixer: Call) -> None:
    call = ("diff", "model.json", "ideal.json", "--prompt", "PROMPT.md", "--format", "terminal")
    masked = fixer(*call)
    assert f"PASSWORD={MASK}" in masked
    assert OURS not in masked
    assert f"PASSWORD={OURS}" in fixer(*call, SHOW)


@pytest.mark.parametrize("form", [*MARKDOWN, *OTHERS], ids=" ".join)
def test_a_check(fixer: Call, form: tuple[str, ...]) -> None:
    masked = fixer("check", "model.json", *form)
    assert OURS not in masked
    assert MASK in masked
    shown = fixer("check", "model.json", *form, SHOW)
    assert OURS in shown
    assert MASK not in shown


def test_a_check_on_a_terminal_quotes_no_value(fixer: Call) -> None:
    call = ("check", "model.json", "--format", "terminal")
    assert OURS not in fixer(*call)
    assert fixer(*call, SHOW) == fixer(*call)


def test_a_check_of_several_files(fixer: Call) -> None:
    call = ("check", "model.json", "ideal.json", "--format", "json")
    assert OURS not in fixer(*call)
    shown = fixer(*call, SHOW)
    assert OURS in shown
    assert THEIRS in shown


@pytest.mark.parametrize("form", ["json", "jsonpatch"])
def test_what_is_shown_is_not_called_masked(fixer: Call, form: str) -> None:
    call = ("diff", "model.json", "ideal.json", "--format", form)
    assert '"masked": true' in fixer(*call)
    assert '"masked"' not in fixer(*call, SHOW)


def test_a_page_does_not_speak_of_hidden_secrets(fixer: Call) -> None:
    # Asterisks of the template itself are no mask.
    write("model.json", {**database(OURS, 1), "Description": f"{MASK} orders {MASK}"})
    call = ("diff", "model.json", "ideal.json", "--format", "html")
    assert "A secret is hidden here." in fixer(*call)
    assert "A secret is hidden here." not in fixer(*call, SHOW)


def test_a_page_shows_private_keys(fixer: Call) -> None:
    key = f"-----BEGIN RSA PRIVATE KEY-----\n{KEY}\n-----END RSA PRIVATE KEY-----"
    Path("model.yaml").write_text(
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\nMetadata:\n  Pem: |\n"
        + "".join(f"    {row}\n" for row in key.split("\n"))
    )
    call = ("check", "model.yaml", "--format", "html")
    assert KEY not in fixer(*call)
    assert KEY in fixer(*call, SHOW)


def test_a_patch_with_secrets_can_be_applied(fixer: Call) -> None:
    Path("patch.json").write_text(fixer("diff", "model.json", "ideal.json", "--format", "jsonpatch", SHOW))
    fixer("apply", "model.json", "--patch", "patch.json", "--in-place")
    assert json.loads(Path("model.json").read_text()) == database(THEIRS, 2)


def test_code_scanning_gets_the_fix_that_writes_a_secret(fixer: Call) -> None:
    call = ("diff", "model.json", "ideal.json", "--format", "sarif")
    assert not any(THEIRS in text for text in written(fixer(*call)))
    assert any(THEIRS in text for text in written(fixer(*call, SHOW)))


def written(sarif: str) -> list[str]:
    """What the fixes of a SARIF log write."""
    [run] = json.loads(sarif)["runs"]
    return [
        replacement["insertedContent"]["text"]
        for result in run["results"]
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
        if "insertedContent" in replacement
    ]


def test_the_summary_follows(fixer: Call) -> None:
    call = ("diff", "model.json", "ideal.json", "-o", "out.json", "--summary", "summary.md")
    fixer(*call)
    assert OURS not in Path("out.json").read_text()
    assert OURS not in Path("summary.md").read_text()
    Path("summary.md").unlink()
    fixer(*call, SHOW)
    assert OURS in Path("out.json").read_text()
    assert OURS in Path("summary.md").read_text()


def test_a_private_key_over_several_rows_is_hidden_in_excerpts() -> None:
    body = "MIIEpAIBAAKCAQEAabcdefgh"
    block = f"-----BEGIN RSA PRIVATE KEY-----\n        {body}\n        -----END RSA PRIVATE KEY-----"
    text = f"Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Metadata:\n      Pem: |\n        {block}\n"
    template = read_template(from_bytes("m.yaml", text.encode()))
    for shown in (False, True):
        report = api.check(template, api.Options(show_secrets=shown)).report
        assert any("Pem" in piece.text for finding in report.findings for piece in (*finding.before, *finding.after))
        assert (body in render_markdown(report)) is shown
