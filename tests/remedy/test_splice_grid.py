"""Every operation on every node of documents that are hard to edit, with every kind of line end."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any, Literal

import jsonpatch
import pytest

from fixer import pointer as pointers
from fixer.remedy.splice import splice
from fixer.remedy.splice.rewrite import parse, read
from fixer.remedy.splice.same import same
from tests.remedy.collateral import stray_lines
from tests.remedy.nasty_documents import JSON, YAML, operations, variants

Format = Literal["json", "yaml"]
CASES = [("yaml", name) for name in YAML] + [("json", name) for name in JSON]
# Each variant takes every thirteenth operation, from another start: the grid as a whole stays fast and covers them all.
STRIDE = 13


def source(fmt: str, name: str) -> str:
    return (YAML if fmt == "yaml" else JSON)[name]


def load(text: str, fmt: Format) -> Any:
    return read(parse(text.removeprefix("\ufeff"), fmt), fmt)


@cache
def grid(fmt: Format, name: str) -> list[tuple[str, dict[str, Any], str]]:
    """Text, operation and result of every case."""
    cases: list[tuple[str, dict[str, Any], str]] = []
    for start, (_, text) in enumerate(variants(source(fmt, name), fmt)):
        for operation in islice(operations(load(text, fmt)), start, None, STRIDE):
            cases.append((text, operation, splice(text, fmt, [operation])))
    return cases


@pytest.mark.parametrize(("fmt", "name"), CASES)
def test_result_reads_as_what_jsonpatch_makes_of_the_data(fmt: Format, name: str) -> None:
    for text, operation, result in grid(fmt, name):
        expected = jsonpatch.apply_patch(load(text, fmt), [operation])
        assert same(load(result, fmt), expected), operation


@pytest.mark.parametrize(("fmt", "name"), CASES)
def test_only_the_lines_of_the_target_change(fmt: Format, name: str) -> None:
    for text, operation, result in grid(fmt, name):
        body = text.removeprefix("\ufeff")
        assert stray_lines(body, parse(body, fmt), operation, result.removeprefix("\ufeff")) == [], operation


@pytest.mark.parametrize(("fmt", "name"), CASES)
def test_line_ends_and_byte_order_mark_stay(fmt: Format, name: str) -> None:
    for text, operation, result in grid(fmt, name):
        assert result.startswith("\ufeff") == text.startswith("\ufeff"), operation
        if "\r\n" in text:
            assert re.search(r"(?<!\r)\n", result) is None, operation
        else:
            assert "\r" not in result, operation


@pytest.mark.parametrize(("fmt", "name"), CASES)
def test_add_then_remove_gives_the_bytes_back(fmt: Format, name: str) -> None:
    text = source(fmt, name)
    data = load(text, fmt)
    for operation in islice(operations(data), 0, None, 3):
        outer, token = pointers.parent(operation["path"]), operation["path"].rpartition("/")[2]
        container = pointers.resolve(data, outer)
        # Not written that way again: empty brackets with something between them, a short tag beside which a key
        # was put, and a pair without braces in a list.
        beside_a_function = isinstance(container, dict) and any(key.startswith(("Fn::", "Ref")) for key in container)
        in_a_function = outer.rpartition("/")[2].startswith("Fn::GetAtt")
        bare = name == "brackets" and outer == "/K/0"
        if operation["op"] != "add" or not container or beside_a_function or in_a_function or bare:
            continue
        added = splice(text, fmt, [operation])
        path = pointers.child(outer, len(container) if token == "-" else token)
        assert splice(added, fmt, [{"op": "remove", "path": path}]) == text, operation
