"""What cannot be done with a stack of the CDK is refused in words that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixer import cli

pytest.importorskip("tree_sitter_typescript", reason="the extra fixer[cdk] is not installed")
STACK = """import * as cdk from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { jobs } from './jobs';

export class ShopStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.seconds(SECONDS) });
    jobs(this);
  }
}
"""
HELPER = """import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export function jobs(scope: Construct): sqs.Queue {
  return new sqs.Queue(scope, 'More');
}
"""
DOCUMENT = "\n\n".join(
    f"{what}:\n\n```typescript\n// lib/{name}.ts\n{code}```\n"
    for what, name, code in (("The stack", "shop", STACK), ("A helper", "jobs", HELPER))
)


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    Path("model.md").write_text(DOCUMENT.replace("SECONDS", "30"))
    Path("ideal.md").write_text(DOCUMENT.replace("SECONDS", "300"))
    return "model.md", "ideal.md"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(arguments) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("command", [("apply", "model.md", "ideal.md", "--verify"), ("apply", "model.md", "--verify")])
def test_cfn_lint_knows_templates_only(
    pair: tuple[str, str], command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("cfnlint", reason="the extra fixer[lint] is not installed")
    assert said(capsys, *command, "--unsafe", "-o", "out.md") == (
        "model.md: is CDK TypeScript, and --verify looks at CloudFormation templates\n  try:   leave --verify out\n"
    )
    assert not Path("out.md").exists()


def test_several_files_are_no_file_of_their_own(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "apply", *pair, "--unsafe", "-o", "out.ts") == (
        "model.md: the template stands in several code blocks, which no file of its own can hold\n"
        "  try:   write the document: -o FILE.md, or --in-place\n"
    )
    assert not Path("out.ts").exists()
    assert cli.run(["apply", *pair, "--unsafe", "-o", "out.md"]) == 0
    assert Path("out.md").read_text() == DOCUMENT.replace("SECONDS", "300")
