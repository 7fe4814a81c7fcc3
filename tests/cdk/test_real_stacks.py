"""Real documents, where they are at hand: both sides are read, with nearly every construct that a search finds."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from fixer.cdk import template as cdk
from fixer.cdk.template import Root
from fixer.read.document import from_bytes
from fixer.read.template import Template
from tests.cdk.reading import WRITTEN, check
from tests.conftest import CORPUS

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)
DOCUMENTS = sorted(CORPUS.parent.glob("corpus-cdk/*/*_RESPONSE.md"))


def load(path: Path) -> Template:
    found = cdk.candidates(from_bytes(path.name, path.read_bytes()))
    assert not found.rejected, (path, found.rejected)
    return found.whole[0]


@pytest.fixture
def documents() -> list[Path]:
    if not DOCUMENTS:
        pytest.skip("the real documents (../shared/corpus-cdk) are not on this machine")
    return DOCUMENTS


def test_constructs_that_a_search_finds_are_read(documents: list[Path]) -> None:
    written = read = 0
    for path in documents:
        template = load(path)
        assert isinstance(template.root, Root)
        program = template.root.program
        made = {one.new.start for one in program.constructs}
        made |= {one.new.new.start for one in program.stacks.values() if one.new is not None}
        for file in program.files:
            found = {file.source.start + one.start() for one in WRITTEN.finditer(file.source.code(template.text))}
            written += len(found)
            read += len(found & made)
    assert read >= 0.99 * written


def test_every_part_of_real_stacks_has_its_place(documents: list[Path]) -> None:
    for path in documents:
        check(load(path))


def test_little_of_real_stacks_is_opaque(documents: list[Path]) -> None:
    opaque = leaves = 0
    for path in documents:
        todo = [body for section, body in load(path).data.items() if section != "Code"]
        while todo:
            value = todo.pop()
            if isinstance(value, dict):
                opaque += "$code" in value
                todo += value.values()
            elif isinstance(value, list):
                todo += value
            else:
                leaves += 1
    assert opaque < 0.001 * leaves
