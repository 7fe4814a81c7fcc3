"""CDK TypeScript as data: what is read, and that every part of it is found again in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from fixer.cdk import template as cdk
from fixer.pointer import join
from fixer.read.document import Document
from fixer.read.navigate import place
from fixer.read.template import Template

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)

HEAD = """\
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export class TapStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: cdk.StackProps) {
    super(scope, id, props);
"""
TAIL = "  }\n}\n"


def read(body: str, path: str = "stack.ts") -> Template:
    found = cdk.candidates(Document(path, body))
    assert not found.rejected, found.rejected
    return found.whole[0]


def stack(body: str) -> dict[str, Any]:
    return read(HEAD + body + TAIL).data


def pointers(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    yield join(path), value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from pointers(member, (*path, key))


def check_places(template: Template) -> None:
    """Every pointer leads to a node that says what the data says, in the place where the text says it."""
    for pointer, value in pointers(template.data):
        found = place(template.root, pointer)
        assert found is not None, pointer
        node = found[1]
        assert 0 <= node.start <= node.end <= len(template.text), pointer
        if isinstance(value, dict):
            assert [key.value for key, _ in node.pairs] == list(value), pointer
        elif isinstance(value, list):
            assert len(node.items) == len(value), pointer
        elif isinstance(value, str):
            assert node.value == value, pointer
        else:
            assert json.loads(node.value) == value, pointer
            shown = template.text[node.start : node.end]
            assert shown == node.value or shown[:1] in "-.0123456789", pointer


def test_a_construct_has_its_class_its_properties_and_their_places() -> None:
    text = HEAD + "    new s3.Bucket(this, 'Logs', { versioned: true, bucketName: `logs-${id}` });\n" + TAIL
    template = read(text)
    assert template.data["Resources"] == {
        "Logs": {
            "Type": "aws-cdk-lib/aws-s3.Bucket",
            "Properties": {"versioned": True, "bucketName": {"$template": ["logs-", {"$name": "id"}]}},
        }
    }
    check_places(template)
    assert template.line("/Resources/Logs") == 8
    span = template.span("/Resources/Logs/Properties/bucketName")
    assert span is not None
    assert text[span.start : span.end] == "`logs-${id}`"
