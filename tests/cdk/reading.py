"""How tests read stacks, and what holds of every reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from fixer.cdk import template as cdk
from fixer.cdk.template import Root
from fixer.errors import FixerError
from fixer.pointer import join
from fixer.read.document import Document
from fixer.read.navigate import place
from fixer.read.template import Template

HEAD = """\
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class TapStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: cdk.StackProps) {
    super(scope, id, props);
"""
TAIL = "  }\n}\n"
# A construct as a plain search finds it: in the code, also where that is commented out.
WRITTEN = re.compile(
    r"\bnew\s+[\w.]+\s*(?:<[^<>()]*>)?\(\s*(?:this|scope|app|construct|[\w.]*[sS]tack|[\w.]*[sS]cope)\s*,\s*"
    r"(['\"`])(?:(?!\1).)*\1"
)


def read(text: str, path: str = "stack.ts") -> Template:
    found = cdk.candidates(Document(path, text))
    assert not found.rejected, found.rejected
    return found.whole[0]


def stack(body: str, after: str = "") -> dict[str, Any]:
    """The data of a stack with these statements in its constructor, and these members or files after it."""
    template = read(HEAD + body + "\n" + TAIL + after)
    check(template)
    return template.data


def resources(body: str, after: str = "") -> dict[str, Any]:
    found = stack(body, after)["Resources"]
    assert isinstance(found, dict)
    return found


def value(expression: str) -> Any:
    """The data of an expression that stands where a property does; ``bucket`` is a construct there."""
    body = f"const bucket = new s3.Bucket(this, 'Bucket');\nnew sqs.Queue(this, 'Queue', {{ p: {expression} }});"
    return resources(body)["Queue"]["Properties"]["p"]


def refusal(text: str, path: str = "stack.ts") -> FixerError:
    found = cdk.candidates(Document(path, text))
    assert not found.whole
    return found.rejected[0].reason


def pointers(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    yield join(path), value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from pointers(member, (*path, key))


def check(template: Template) -> None:
    """Every pointer leads to a node that says what the data says, where the text says it; nothing is there twice."""
    for pointer, member in pointers(template.data):
        found = place(template.root, pointer)
        assert found is not None, pointer
        node = found[1]
        assert 0 <= node.start <= node.end <= len(template.text), pointer
        if isinstance(member, dict):
            assert [key.value for key, _ in node.pairs] == list(member), pointer
        elif isinstance(member, list):
            assert len(node.items) == len(member), pointer
        elif isinstance(member, str):
            assert node.value == member, pointer
        else:
            assert json.loads(node.value) == member, pointer
            shown = template.text[node.start : node.end]
            assert shown == node.value or shown[:1] in "-+.0123456789" or "/$path/" in pointer, pointer
    assert isinstance(template.root, Root)
    made = [one.new.start for one in template.root.program.constructs]
    assert len(made) == len(set(made))
