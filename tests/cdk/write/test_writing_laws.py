"""Laws of writing, on the stacks of real documents: what is asked for is read again, and nothing else moves."""

from __future__ import annotations

import random
from copy import deepcopy
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixer import api
from fixer.cdk.sources import source_files
from fixer.cdk.template import Reading, read_text, source_of
from fixer.cdk.write.rewrite import rewrite_reading
from fixer.dialects import Reading as Documents
from fixer.read.document import Document, from_bytes
from fixer.remedy.splice import Refused
from tests.cdk.write.stacks import STACK, data, read, write

CORPUS = Path(__file__).parents[4] / "shared" / "corpus-cdk"
NAMES = sorted(path.name for path in CORPUS.glob("cdk-ts__*")) if CORPUS.is_dir() else []
absent = pytest.mark.skipif(not NAMES, reason="the real documents (../shared/corpus-cdk) are not on this machine")
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
NEW: list[Any] = [
    True, 5, "it's \"quoted\"\n`${text}`", [1, "two"], {"$call": ["aws-cdk-lib.Duration.minutes", 5]},
    {"plain": 1, "from": {"$member": "aws-cdk-lib/aws-xray.CfnGroup"}},
    {"$get": ["this", "region"]}, {"$template": ["a-", {"$name": "b"}]},
    {"$if": [{"$binary": ["===", {"$name": "a"}, 1]}, None, {"$not": {"$name": "c"}}]},
]  # fmt: skip


def document(path: Path) -> Document:
    return from_bytes(str(path), path.read_bytes())


class Stack:
    """The stack of a document, and how its text is read when it was edited."""

    def __init__(self, path: Path) -> None:
        self.document = document(path)
        self.source = source_of(self.document)
        self.text = self.source.text
        self.reading = self.read(self.text)

    def read(self, text: str) -> Reading:
        start = self.source.start
        whole = replace(self.document, text=self.document.text[:start] + text + self.document.text[self.source.end :])
        files = (file.moved(-start) for file in source_files(whole) if file.start >= start)
        return read_text(text, tuple(file for file in files if file.end <= len(text)))

    def write(self, new: dict[str, Any], text: str | None = None) -> str:
        reading = self.reading if text is None else self.read(text)
        return rewrite_reading(reading, new, {}, self.read)


@cache
def stack(name: str, side: str) -> Stack:
    return Stack(CORPUS / name / f"{side}_RESPONSE.md")


def containers(value: Any) -> list[Any]:
    """The objects and lists of literals in a value; not those of calls and expressions."""
    if isinstance(value, dict):
        below = [found for key, item in value.items() if not key.startswith("$") for found in containers(item)]
        return [*below, *([value] if not any(key.startswith("$") for key in value) else [])]
    if isinstance(value, list):
        return [value, *(found for item in value for found in containers(item))]
    return []


def add(new: dict[str, Any], chance: random.Random) -> None:
    """Adds a property, an item, a construct, a call or a tag."""
    entry = new["Resources"][chance.choice(sorted(new["Resources"]))]
    what = chance.choice(["member", "member", "construct", "call", "tag"])
    if what == "member":
        place = chance.choice(containers(entry.setdefault("Properties", {})))
        value = chance.choice(NEW)
        if isinstance(place, list):
            place.insert(chance.randint(0, len(place)), value)
        else:
            place["addedHere"] = value
    elif what == "construct":
        new["Resources"]["AddedHere"] = {"Type": "aws-cdk-lib/aws-xray.CfnGroup", "Properties": {"groupName": "g"}}
    elif what == "call":
        entry.setdefault("Calls", {}).setdefault("addedHere", []).append(["x", {"$ref": "this"}])
    else:
        entry.setdefault("Tags", {})["added"] = chance.choice(NEW)


def change(new: dict[str, Any], chance: random.Random) -> None:
    """Replaces or takes away a member at any depth."""
    entry = new["Resources"][chance.choice(sorted(new["Resources"]))]
    places = [one for one in containers(entry.get("Properties", {})) if one]
    if not places:
        return
    place = chance.choice(places)
    key = chance.choice(sorted(place)) if isinstance(place, dict) else chance.randrange(len(place))
    if chance.random() < 0.4:
        del place[key]
    elif not str(key).startswith("..."):
        place[key] = chance.choice(NEW)


stacks = st.builds(stack, st.sampled_from(NAMES or [""]), st.sampled_from(("MODEL", "IDEAL")))


@absent
@pytest.mark.parametrize("name", NAMES)
def test_equal_data_changes_no_byte_of_a_real_stack(name: str) -> None:
    for side in ("MODEL", "IDEAL"):
        one = stack(name, side)
        assert one.write(deepcopy(one.reading.data)) == one.text


@absent
@SLOW
@given(stacks, st.integers(0, 2**32))
def test_what_is_added_is_read_again_and_gone_when_it_is_taken_away(one: Stack, seed: int) -> None:
    new = deepcopy(one.reading.data)
    add(new, random.Random(seed))
    try:
        text = one.write(new)
    except Refused as refused:
        # A call on a construct that is made in one branch of an expression has no statement to stand after.
        assert refused.reason == "the edited text would not read as intended", refused
        return
    assert one.read(text).data == new
    back = one.write(deepcopy(one.reading.data), text)
    assert one.read(back).data == one.reading.data
    # A construct that was given a variable keeps it, in a statement of its own if it stood inside another's; an import
    # that had no use before is taken for one that came.
    if back.count("const ") == one.text.count("const "):
        rows = [row for row in changed_rows(one.text, back) if "new " not in row and not row.startswith("import ")]
        assert rows == []


@absent
@SLOW
@given(stacks, st.integers(0, 2**32))
def test_a_change_touches_the_rows_of_its_statement_alone(one: Stack, seed: int) -> None:
    new = deepcopy(one.reading.data)
    change(new, random.Random(seed))
    try:
        text = one.write(new)
    except Refused as refused:
        assert refused.reason == "the edited text would not read as intended", refused
        return
    reading = one.read(text)
    assert reading.data == new
    assert len(reading.program.unread) <= len(one.reading.program.unread)
    spans = touched(one.reading, new)
    for start, end in changed_spans(one.text, text):
        assert any(first <= start and end <= last for first, last in spans), one.text[start:end]


def touched(reading: Reading, new: dict[str, Any]) -> list[tuple[int, int]]:
    """The places of the statements whose entries differ, and of the imports."""
    rows = reading.program
    spans = []
    for one in rows.constructs:
        if reading.data["Resources"][one.entry] != new["Resources"].get(one.entry):
            spans.append((one.statement.start, one.statement.end + 1))
    for file in rows.files:
        ends = [one.node.end for one in file.imports]
        spans.append((file.tree.start, max(ends, default=file.tree.start) + 2))
    return spans


def changed_spans(before: str, after: str) -> list[tuple[int, int]]:
    """The places of ``before`` that are not in ``after``, to the row; an insertion is a place without width."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for row in old:
        starts.append(starts[-1] + len(row))
    found = []
    for tag, first, last, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            begin = starts[first] + (len(old[first]) - len(old[first].lstrip()) if first < last else 0)
            found.append((begin, max(begin, starts[last] - 2)))
    return found


def changed_rows(before: str, after: str) -> list[str]:
    old, new = before.split("\n"), after.split("\n")
    found = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += old[first:last] + new[start:end]
    return found


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
KEY = st.text("ab$_-. '\"\\é", min_size=1, max_size=5)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
@settings(max_examples=60, deadline=None)
def test_any_plain_value_is_written_so_that_it_is_read_again(value: Any) -> None:
    new = data()
    new["Resources"]["Worker"]["Properties"]["environment"] = value
    if any(key.startswith("$") for one in containers(value) if isinstance(one, dict) for key in one):
        return
    assert read(write(STACK, new)).data == new


@absent
def test_everything_applied_leaves_nothing_to_compare() -> None:
    """The second comparison is empty, and choosing nothing changes no byte; on the first few pairs, to be quick."""
    good = 0
    for name in NAMES[:4]:
        reading = Documents()
        model = reading(document(CORPUS / name / "MODEL_RESPONSE.md")).whole[0]
        ideal = reading(document(CORPUS / name / "IDEAL_RESPONSE.md")).whole[0]
        difference = api.diff(model, ideal)
        nothing = api.apply(difference, api.Selection(none=True))
        assert nothing.document_text == model.source.document.text
        done = api.apply(difference, api.Selection(unsafe=True))
        good += not done.left.summary.gaps
    assert good == len(NAMES[:4])
