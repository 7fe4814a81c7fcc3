"""Random patches on random documents, from text to text: what is written reads as what the patch means."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fixer import exchange
from fixer.api import Selection
from fixer.errors import FixerError
from fixer.pointer import join
from fixer.read.document import Document
from fixer.read.editable import read_editable
from fixer.remedy.perform import Failed, equal, perform

KEYS = st.sampled_from(["a", "b", "", "/", "~", "0", "on", "é", "a: b"])
LEAVES = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "x", "yes", "1", "# no", "a\nb\n", "é"])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)
CONTAINERS = st.lists(VALUES, min_size=1, max_size=4) | st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
FORMS = ("one.json", "two.json", "block.yaml", "flow.yaml")


def spelled(data: Any, form: str) -> str:
    if form.endswith(".json"):
        return json.dumps(data, indent=2 if form == "two.json" else None, ensure_ascii=False)
    return yaml.safe_dump(data, default_flow_style=form == "flow.yaml", sort_keys=False, allow_unicode=True)


def places(data: Any, at: tuple[str | int, ...] = ()) -> list[str]:
    """The pointers of every value, and of one place in each container where there is none yet."""
    found = [join(at)]
    if isinstance(data, dict):
        found.append(join((*at, "new")))
        for key, item in data.items():
            found += places(item, (*at, key))
    elif isinstance(data, list):
        found.append(join((*at, "-")))
        for index, item in enumerate(data):
            found += places(item, (*at, index))
    return found


@st.composite
def patches(draw: st.DrawFn) -> tuple[Any, list[dict[str, Any]]]:
    """A document and operations of which most fit it, each chosen on what the ones before it leave."""
    data = draw(CONTAINERS)
    state, operations = deepcopy(data), []
    for _ in range(draw(st.integers(1, 4))):
        where = st.sampled_from(places(state))
        name = draw(st.sampled_from(["add", "remove", "replace", "move", "copy"]))
        operation: dict[str, Any] = {"op": name, "path": draw(where)}
        if name in ("add", "replace"):
            operation["value"] = draw(VALUES)
        elif name in ("move", "copy"):
            operation["from"] = draw(where)
        operations.append(operation)
        try:
            state = perform(state, [operation])
        except Failed:
            break
    return data, operations


@given(patches(), st.sampled_from(FORMS))
@settings(max_examples=300)
def test_the_text_says_what_the_patch_means(drawn: tuple[Any, list[dict[str, Any]]], form: str) -> None:
    data, operations = drawn
    text = spelled(data, form)
    assume("? " not in text)  # a key written with a question mark is refused
    patch = Document("p.json", json.dumps(operations))
    try:
        expected = perform(deepcopy(data), operations)
    except Failed as failed:
        try:
            exchange.patch(Document(form, text), patch, Selection())
        except FixerError as error:
            assert f"operation {failed.number + 1} " in error.what
            return
        raise AssertionError("the text was patched although the patch does not fit") from None
    done = exchange.patch(Document(form, text), patch, Selection())
    assert equal(read_editable(Document(form, done.document_text)).data, expected)
    if equal(data, expected):
        assert done.document_text == text
