"""The public json-patch-tests suite, from text to text: documents in several spellings, patches as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from fixer import exchange
from fixer.api import Selection
from fixer.errors import FixerError
from fixer.read import json_tree
from fixer.read.document import Document
from fixer.read.editable import read_editable
from fixer.read.navigate import find
from fixer.remedy.perform import equal

SUITE = Path(__file__).resolve().parents[3] / "shared" / "json-patch-tests"
FILES = ("tests.json", "spec_tests.json")
Record = dict[str, Any]
pytestmark = pytest.mark.skipif(
    not SUITE.is_dir(), reason="the public suite (../shared/json-patch-tests) is not on this machine"
)


def records() -> Iterator[tuple[str, Record]]:
    """Every test of the suite, its patch as text: parsing would lose a key that is there twice."""
    for name in FILES:
        path = SUITE / name
        if not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        root = json_tree.parse(text).root
        for number, record in enumerate(json.loads(text)):
            patch = find(root, f"/{number}/patch")
            if patch is not None and "doc" in record:
                yield f"{path.stem}-{number}", {**record, "patch": text[patch.start : patch.end]}


def spellings(doc: Any) -> Iterator[tuple[str, str]]:
    """The document as files that one may meet: (name, text)."""
    yield "one-line.json", json.dumps(doc)
    yield "tight.json", json.dumps(doc, separators=(",", ":")) + "\n"
    yield "two.json", json.dumps(doc, indent=2) + "\n"
    yield "tabs.json", json.dumps(doc, indent="\t", ensure_ascii=False)
    yield "crlf.json", json.dumps(doc, indent=4).replace("\n", "\r\n") + "\r\n"
    yield "comment.json", "// a comment\n" + json.dumps(doc, indent=2) + "\n"
    yield "block.yaml", yaml.safe_dump(doc, sort_keys=False)
    yield "crlf.yaml", yaml.safe_dump(doc, sort_keys=False).replace("\n", "\r\n")
    yield "flow.yaml", yaml.safe_dump(doc, default_flow_style=True, sort_keys=False)
    yield "json.yaml", json.dumps(doc, indent=2) + "\n"
    yield "comment.yaml", "# above\n" + yaml.safe_dump(doc, sort_keys=False) + "# below\n"


def meant(record: Record) -> Any:
    """What the patch must lead to; some tests of the suite leave it to the reader that nothing changes."""
    return record.get("expected", record["doc"])


@pytest.mark.parametrize("name", FILES)
def test_suite_is_there(name: str) -> None:
    assert len([record for record, _ in records() if record.startswith(Path(name).stem)]) >= 15


@pytest.mark.parametrize(("name", "record"), list(records()))
def test_public_suite(name: str, record: Record) -> None:
    patch = Document("patch.json", record["patch"])
    for path, text in spellings(record["doc"]):
        if "error" in record:
            with pytest.raises(FixerError) as caught:
                exchange.patch(Document(path, text), patch, Selection())
            assert caught.value.file == "patch.json"
            continue
        done = exchange.patch(Document(path, text), patch, Selection())
        found = read_editable(Document(path, done.document_text)).data
        assert equal(found, meant(record)), (name, path, done.document_text)
        if equal(record["doc"], meant(record)):
            assert done.document_text == text, (name, path)
        if path.startswith("comment"):
            assert ("// a comment" in done.document_text) or ("# above" in done.document_text), (name, path)
