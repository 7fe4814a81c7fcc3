"""Two laws: a program does not differ from itself in other words, and what is changed in one is found just there."""

from __future__ import annotations

import copy
import json
from importlib.util import find_spec
from random import Random
from typing import Any

import pytest

from fixer.cdk.canonical import FUNCTIONS
from fixer.cdk.dialect import CDK_TYPESCRIPT
from fixer.cdk.references import words_of
from fixer.compare.compare import compare
from fixer.compare.gaps import Gap
from fixer.pointer import covers, join, parent, resolve, split
from tests.cdk.respelling import respelled, shuffled
from tests.cdk.stack import STACK, read, real

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)
REAL = 12
# Expressions that are one value, whatever changes inside.
WHOLE = ("$binary", "$if", "$not", "$template", "$path", "$member", "$ref", "$get", "$name", "$code", "$lambda")


def differences(model: dict[str, Any], ideal: dict[str, Any]) -> list[Gap]:
    return list(compare(CDK_TYPESCRIPT, model, ideal).gaps)


@pytest.mark.parametrize("seed", range(8))
def test_a_stack_in_other_words(seed: int) -> None:
    check_respelling(STACK, "stack.ts", Random(seed))


@pytest.mark.parametrize("number", range(REAL))
def test_real_stacks_in_other_words(number: int) -> None:
    documents = real()[number::REAL]
    if not documents:
        pytest.skip("the real documents (../shared/corpus-cdk) are not on this machine")
    for path in documents[:2]:
        check_respelling(path.read_text("utf-8"), path.name, Random(number))


def check_respelling(text: str, path: str, random: Random) -> None:
    model = read(text, path).data
    ideal = shuffled(read(respelled(text, path, opaque(model), random), path).data, random)
    assert json.dumps(model) != json.dumps(ideal)
    for gaps in (differences(model, ideal), differences(ideal, model)):
        assert [(gap.kind, gap.pointer, gap.model, gap.ideal) for gap in gaps] == []


def opaque(program: dict[str, Any]) -> set[str]:
    """The names in code that is compared as text, less the variables among them."""
    found: set[str] = set()
    todo: list[Any] = [program]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            texts = [item for key, item in value.items() if key in ("$code", "$lambda") and isinstance(item, str)]
            found.update(word for text in texts for word in words_of(text))
        todo.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    return found - set(program.get("Variables", ()))


@pytest.mark.parametrize("seed", range(40))
def test_one_change_is_found_where_it_is(seed: int) -> None:
    check_change(read(STACK).data, Random(seed))


@pytest.mark.parametrize("number", range(REAL))
def test_one_change_of_a_real_stack_is_found_where_it_is(number: int) -> None:
    documents = real()[number::REAL]
    if not documents:
        pytest.skip("the real documents (../shared/corpus-cdk) are not on this machine")
    random = Random(number)
    data = read(documents[0].read_text("utf-8"), documents[0].name).data
    for _ in range(10):
        check_change(data, random)


def check_change(data: dict[str, Any], random: Random) -> None:
    pointer = random.choice(list(scalars(data["Resources"], "/Resources")))
    changed = copy.deepcopy(data)
    holder, key = resolve(changed, parent(pointer)), split(pointer)[-1]
    at: Any = int(key) if isinstance(holder, list) else key
    holder[at] = other(holder[at])
    gaps = differences(data, changed)
    assert gaps, pointer
    place = whole(pointer)
    entry = join(split(pointer)[:2])
    for gap in gaps:
        assert covers(entry, gap.pointer), (pointer, gap)
        # An item of a set is another item once it is changed; so is a call.
        assert covers(gap.pointer, pointer) or covers(place, gap.pointer) or parent(gap.pointer) in above(pointer), (
            pointer,
            gap.pointer,
        )
    assert len(gaps) <= 2, (pointer, gaps)


def scalars(value: Any, at: str) -> Any:
    """The places of literals that are no names of classes or entries."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        here = at + join((str(key),))
        if key in ("Type", "Scope", "Within") and at.count("/") == 2:
            continue
        if isinstance(item, (dict, list)):
            yield from scalars(item, here)
        elif not (isinstance(value, dict) and key in FUNCTIONS) and not (key == 0 and split(at)[-1] in FUNCTIONS):
            yield here


def other(value: Any) -> Any:
    """Another value of the same kind, by which nothing is left out."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 17
    return f"{value}-other" if isinstance(value, str) else "other"


def whole(pointer: str) -> str:
    """The value that a place is compared with."""
    tokens = split(pointer)
    for number, token in enumerate(tokens):
        if token in WHOLE:
            return join(tokens[:number])
    return pointer


def above(pointer: str) -> list[str]:
    tokens = split(pointer)
    return [join(tokens[:number]) for number in range(3, len(tokens))]
