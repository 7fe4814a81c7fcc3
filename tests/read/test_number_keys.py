"""Keys that YAML takes for numbers are text to a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixer import cli

TEXT = """\
Mappings:
  Accounts:
    123456789012: {Name: prod}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5, Tags: [{Key: a, 2: b}]}}
  R: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [Accounts, !Ref AWS::AccountId, Name]}}
"""


@pytest.mark.parametrize(
    ("ideal", "status"),
    [
        (TEXT, 0),
        (TEXT.replace("123456789012:", '"123456789012":'), 0),
        (TEXT.replace("DelaySeconds: 5", "DelaySeconds: 6"), 1),
        (TEXT.replace("  R:", "  Renamed:").replace("2: b", "2: c"), 1),
    ],
)
def test_a_template_with_number_keys_is_compared(ideal: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "i.yaml").write_text(ideal, encoding="utf-8")
    paths = [str(tmp_path / "m.yaml"), str(tmp_path / "i.yaml")]
    assert cli.run(["diff", *paths, "--isolated", "-o", str(tmp_path / "r.md")]) == status
    assert cli.run(["apply", *paths, "--isolated", "--unsafe", "-o", str(tmp_path / "o.yaml")]) == 0
    assert cli.run(["diff", str(tmp_path / "o.yaml"), paths[1], "--isolated", "-o", str(tmp_path / "s.md")]) == 0
