"""Documents that somebody made to be slow: every command answers in a time that grows with their size."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fixer import cli

SECONDS = 8.0  # many times what each takes; what grows with the square, or doubles, takes minutes
Pair = tuple[str, str]
ONE = "    new s3.Bucket(this, 'B0', { versioned: true });\n"


def template(resources: dict[str, Any], **sections: Any) -> str:
    return json.dumps({"Resources": resources, **sections}, indent=1)


def bucket(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::S3::Bucket", "Properties": properties}


def policy(resource: str) -> str:
    statements = [{"Effect": "Allow", "Action": [f"s3:Get{n}"], "Resource": resource} for n in range(3_000)]
    document = {"Version": "2012-10-17", "Statement": statements}
    return template({"P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}})


def stack(body: str) -> str:
    return (
        "```typescript\n// lib/stack.ts\n"
        "import * as cdk from 'aws-cdk-lib';\nimport * as s3 from 'aws-cdk-lib/aws-s3';\n"
        "export class S extends cdk.Stack {\n  constructor(scope: cdk.App, id: string) {\n    super(scope, id);\n"
        f"{body}  }}\n}}\n```\n"
    )


def variables(form: str) -> str:
    made = "".join(f"    const v{n + 1} = {form.replace('v', f'v{n}')};\n" for n in range(1_000))
    return stack(f"    const v0 = 'a';\n{made}    new s3.Bucket(this, 'B0', {{ bucketName: v1000 }});\n")


def templates() -> Iterator[tuple[str, Pair]]:
    buckets = {f"B{n}": bucket(BucketName=f"b-{n}") for n in range(2_000)}
    yield "missing", (template({"B0": bucket()}), template(buckets))
    yield "extra", (template(buckets), template({"B0": bucket()}))
    customs = [{f"R{n}": {"Type": f"Custom::{kind}{n}"} for n in range(1_500)} for kind in "TU"]
    yield "an issue each", (template(customs[0]), template(customs[1]))
    outputs = [{f"{name}{n}": {"Value": {"Ref": "B"}} for n in range(1_500)} for name in "PQ"]
    yield "equal outputs", tuple(template({"B": bucket()}, Outputs=side) for side in outputs)
    yield (
        "a long list",
        (
            template({"B": bucket(Items=[f"i{n}" for n in range(10_000)])}),
            template({"B": bucket(Items=[f"i{n * 2}" for n in range(5_000)])}),
        ),
    )
    yield (
        "one item again and again",
        (
            template({"B": bucket(Items=["a"] * 20_000)}),
            template({"B": bucket(Items=[*["a"] * 10_000, "b", *["a"] * 10_000])}),
        ),
    )
    yield "many keys", tuple(template({"B": bucket(X={f"k{n}": n + m for n in range(8_000)})}) for m in (0, 1))
    yield "many statements", (policy("*"), policy("arn:aws:s3:::x"))


def stacks() -> Iterator[tuple[str, Pair]]:
    many = "".join(f"    new s3.Bucket(this, 'B{n}', {{ versioned: true }});\n" for n in range(1_500))
    yield "missing constructs", (stack(ONE), stack(many))
    yield "extra constructs", (stack(many), stack(ONE))
    yield "texts that double", (variables("v + v"), stack(ONE))
    yield "objects that double", (variables("{ a: v, b: v }"), stack(ONE))
    yield (
        "a long text often",
        (
            stack(f"    const a = '{'x' * 50_000}';\n    new s3.Bucket(this, 'B', {{ x: `{'${a}' * 5_000}` }});\n"),
            stack(ONE),
        ),
    )
    yield "numbers that square", (variables("v * v").replace("'a'", "99"), stack(ONE))
    yield (
        "many members",
        (
            stack("    new s3.Bucket(this, 'B0', { " + ", ".join(f"p{n}: {n}" for n in range(4_000)) + " });\n"),
            stack(ONE),
        ),
    )


@pytest.mark.parametrize("pair", [pytest.param(pair, id=name) for name, pair in templates()])
def test_a_template_is_done_in_time(pair: Pair, tmp_path: Path) -> None:
    # Applying compares as well.
    assert taken(pair, "apply", tmp_path, "json") < SECONDS


@pytest.mark.parametrize("pair", [pytest.param(pair, id=name) for name, pair in stacks()])
def test_a_stack_is_done_in_time(pair: Pair, tmp_path: Path) -> None:
    pytest.importorskip("tree_sitter_typescript")
    assert taken(pair, "apply", tmp_path, "md") < SECONDS


def test_comments_that_are_opened_again_and_again_are_one(tmp_path: Path) -> None:
    pytest.importorskip("tree_sitter_typescript")
    (tmp_path / "model.md").write_text(stack("/* " * 100_000 + ONE), encoding="utf-8")
    begin = time.process_time()
    assert cli.run(["check", str(tmp_path / "model.md"), "-o", str(tmp_path / "out.md")]) == 2
    assert time.process_time() - begin < 1


def taken(pair: Pair, command: str, folder: Path, suffix: str) -> float:
    paths = [folder / f"{side}.{suffix}" for side in ("model", "ideal")]
    for path, text in zip(paths, pair, strict=True):
        path.write_text(text, encoding="utf-8")
    own = ["--unsafe"] if command == "apply" else []
    begin = time.process_time()
    status = cli.run([command, *map(str, paths), *own, "-o", str(folder / f"out.{suffix}"), "--fail-on", "never"])
    assert status == 0
    return time.process_time() - begin
