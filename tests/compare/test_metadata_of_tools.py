"""What tools keep in Metadata for themselves is no part of the infrastructure."""

from __future__ import annotations

from typing import Any

import pytest

from fixer import api
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare
from fixer.read.document import Document
from fixer.read.pairing import read_pair

CDK = {"aws:cdk:path": "Shop/Orders/Resource"}
MOVED = {"aws:cdk:path": "Shop/Api/Orders/Resource", "aws:asset:path": "asset.1"}
FIXER = {"fixer": {"ignore": ["queue-unencrypted"]}}


def queue(metadata: dict[str, Any] | None) -> dict[str, Any]:
    body: dict[str, Any] = {"Type": "AWS::SQS::Queue"}
    return {"Resources": {"Orders": body if metadata is None else {**body, "Metadata": metadata}}}


def template(metadata: dict[str, Any] | None) -> dict[str, Any]:
    return queue(None) if metadata is None else {**queue(None), "Metadata": metadata}


@pytest.mark.parametrize("place", [queue, template])
@pytest.mark.parametrize(
    ("model", "ideal", "kinds"),
    [
        (CDK, None, []),
        (None, FIXER, []),
        (CDK, MOVED, []),
        (CDK, {}, []),
        ({**CDK, "Owner": "shop"}, {**FIXER, "Owner": "shop"}, []),
        ({**CDK, "Owner": "shop"}, {**MOVED, "Owner": "store"}, ["changed"]),
        ({**CDK, "Owner": "shop"}, CDK, ["extra"]),
        ({"fixers": 1}, {"fixers": 2}, ["changed"]),
    ],
)
def test_only_what_people_wrote_counts(place: Any, model: Any, ideal: Any, kinds: list[str]) -> None:
    if place is template and ideal == {}:
        ideal = None
    assert [gap.kind for gap in compare(CLOUDFORMATION, place(model), place(ideal)).gaps] == kinds


def test_it_stays_when_everything_else_is_mended() -> None:
    model = (
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Metadata:\n      fixer: {ignore: [x]}\n      Owner: shop\n"
    )
    ideal = model.replace("fixer: {ignore: [x]}", "aws:cdk:path: a/b").replace("shop", "store")
    found = api.diff(*read_pair(Document("m.yaml", model), Document("i.yaml", ideal)))
    done = api.apply(found, api.Selection(unsafe=True))
    assert done.text == model.replace("shop", "store")
