"""Random operations on real templates: the data is what jsonpatch makes of it, and no other line changes."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import jsonpatch
import pytest

from fixer import pointer as pointers
from fixer.read.data import duplicates
from fixer.read.nodes import Node
from fixer.remedy.splice import Refused, rewrite, splice
from fixer.remedy.splice.rewrite import parse, read
from fixer.remedy.splice.same import same
from tests.remedy.collateral import stray_lines
from tests.remedy.nasty_documents import VALUES, places

Format = Literal["json", "yaml"]
OPERATIONS_PER_FILE = 10


def random_operation(everything: list[Any], dice: random.Random) -> dict[str, Any]:
    """An operation on one of all the places of a template."""
    tokens, here = dice.choice(everything)
    path = pointers.join(tokens)
    value = dice.choice(VALUES)
    choices: list[dict[str, Any]] = [{"op": "replace", "path": path, "value": value}, {"op": "remove", "path": path}]
    if isinstance(here, list):
        choices.append({"op": "add", "path": pointers.child(path, dice.randrange(len(here) + 1)), "value": value})
    if isinstance(here, dict):
        choices.append({"op": "add", "path": pointers.child(path, "New"), "value": value})
    if isinstance(tokens[-1], str):
        choices.append({"op": "move", "from": path, "path": pointers.child(pointers.parent(path), "New")})
    return dice.choice(choices)


def templates(corpus: Path, pattern: str, every: int) -> Iterator[tuple[Path, str, Node]]:
    """Some of the templates that read without a doubt: no operation may touch a key that stands twice."""
    for path in sorted(corpus.glob(f"*/{pattern}"))[::every]:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        with contextlib.suppress(Refused):
            tree = parse(text, "json" if path.suffix == ".json" else "yaml")
            if not duplicates(tree):
                yield path, text, tree


@pytest.mark.parametrize("fmt", ["json", "yaml"])
def test_random_operations_touch_only_their_own_lines(corpus: Path, fmt: Format) -> None:
    dice = random.Random(4)
    for path, text, tree in templates(corpus, f"extracted-*.{fmt}", every=14):
        data = read(tree, fmt)
        everything = [place for place in places(data) if place[0]]
        for _ in range(OPERATIONS_PER_FILE):
            operation = random_operation(everything, dice)
            result = splice(text, fmt, [operation])
            expected = jsonpatch.apply_patch(data, [operation])
            assert same(read(parse(result, fmt), fmt), expected), (path, operation)
            assert stray_lines(text, tree, operation, result) == [], (path, operation)


@pytest.mark.parametrize("fmt", ["json", "yaml"])
def test_a_model_becomes_its_ideal(corpus: Path, fmt: Format) -> None:
    for path, text, _ in templates(corpus, f"extracted-model.{fmt}", every=5):
        other = path.with_stem("extracted-ideal")
        if other.exists():
            ideal = read(parse(other.read_bytes().decode("utf-8"), fmt), fmt)
            assert same(read(parse(rewrite(text, fmt, ideal), fmt), fmt), ideal), path
