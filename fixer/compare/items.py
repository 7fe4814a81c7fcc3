"""Which item of one list answers to which item of another."""

from __future__ import annotations

import json
import marshal
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, Protocol

from fixer.dialect import ListRule
from fixer.frozen import frozen


class Reading(Protocol):
    """How the items of one list are read: in canonical form, and as texts that are equal where the items are.

    ``spelled`` tells items by their canonical form, at little cost, ``meant`` by what they come to at their index;
    ``alike`` tells whether two come to the same, at less cost where they do not.
    A value is a scalar or a call, which may yield one.
    """

    def canonical(self, item: Any) -> Any: ...
    def spelled(self, item: Any) -> str: ...
    def meant(self, item: Any, index: int) -> str: ...
    def alike(self, model: Any, ideal: Any, places: tuple[int, int]) -> bool: ...
    def is_value(self, item: Any) -> bool: ...


GONE = "\2"
"""The text of an item that is not there after all."""
# Two mappings whose leaves overlap less than this are different things, not one thing changed.
ALIKE = 0.3
LONE = 0.05
NEVER = 2.0
# Less than this in common at one place of an ordered list: its items may have moved, and are looked for.
OUT_OF_PLACE = 0.6
LONGEST = 1_000
# So few comparisons of two items cost less than a text of each.
FEW = 6


def _encoder() -> Callable[[Any], str]:
    """``JSONEncoder.encode`` with sorted keys, which makes its machinery anew for each of many small values."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return json.JSONEncoder(sort_keys=True, default=str).encode
    chunks = make(None, str, json.encoder.encode_basestring_ascii, None, ": ", ", ", True, False, True)
    return lambda value: "".join(chunks(value, 0))


_encode = _encoder()


@frozen
class Alignment:
    """Indexes into both lists: ``pairs`` (model, ideal), items only in the model, items only in the ideal.

    ``moved``: the same items in another order, where order matters.
    """

    pairs: tuple[tuple[int, int], ...]
    extra: tuple[int, ...]
    missing: tuple[int, ...]
    moved: bool = False


def align(model: Sequence[Any], ideal: Sequence[Any], rule: ListRule, reading: Reading) -> Alignment:
    """Pair the items of two lists by the list's own rule; equal items always pair with each other."""
    left, right = _texts(model, ideal, rule, reading)
    if rule.repeats and {*left} - {GONE} == {*right} - {GONE}:
        return Alignment((), (), ())
    if GONE in left or GONE in right:
        kept_left, kept_right = ([text for text in side if text != GONE] for side in (left, right))
        if kept_left == kept_right:
            return Alignment((), (), ())
    if rule.kind == "set" or settled((*model, *ideal), rule.settled_by):
        found = _as_set(model, ideal, (left, right), rule, reading)
    elif sorted(left) == sorted(right):
        return Alignment((), (), (), moved=left != right)
    else:
        found = _in_order(model, ideal, (left, right), rule, reading)
    extra = tuple(n for n in found.extra if left[n] != GONE)
    return Alignment(found.pairs, extra, tuple(n for n in found.missing if right[n] != GONE))


def settled(items: Sequence[Any], keys: tuple[str, ...]) -> bool:
    """Whether every item says by these keys where it belongs, so that its place in the list says nothing."""
    return bool(keys) and all(isinstance(item, dict) and all(key in item for key in keys) for item in items)


def _texts(model: Sequence[Any], ideal: Sequence[Any], rule: ListRule, reading: Reading) -> tuple[list[str], list[str]]:
    """The items as texts: by their spelling, and by their meaning where that finds no counterpart."""
    left, right = [reading.spelled(item) for item in model], [reading.spelled(item) for item in ideal]
    lone_left, lone_right = set(left) - set(right), set(right) - set(left)
    if rule.repeats and bool(lone_left) != bool(lone_right):
        # What finds no counterpart may say what another item says already.
        lone_left, lone_right = set(left), set(right)
    if 0 < len(lone_left) * len(lone_right) <= FEW and GONE not in lone_left | lone_right:
        _join_alike((model, left, lone_left), (ideal, right, lone_right), reading)
    elif lone_left and lone_right:
        for side, items, lone in ((left, model, lone_left), (right, ideal, lone_right)):
            for n, item in enumerate(items):
                if side[n] in lone and side[n] != GONE:
                    side[n] = "\1" + reading.meant(item, n)
    return left, right


def _join_alike(
    model: tuple[Sequence[Any], list[str], set[str]], ideal: tuple[Sequence[Any], list[str], set[str]], reading: Reading
) -> None:
    """One text for what comes to the same on both sides, each given as its items, their texts and the lone ones."""
    (left, mine, lone), (right, yours, other) = model, ideal
    labels: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for one in lone:
        n = mine.index(one)
        for two in other:
            m = yours.index(two)
            if reading.alike(left[n], right[m], (n, m)):
                label = labels[0].get(one) or labels[1].get(two) or f"\1{len(labels[1])}"
                labels[0][one] = labels[1][two] = label
    if labels[0]:
        for texts, known in zip((mine, yours), labels, strict=True):
            texts[:] = [known.get(text, text) for text in texts]


def same(model: Any, ideal: Any) -> bool:
    """Equality that tells ``true``, ``1`` and ``1.0`` apart (Python's does not)."""
    if model != ideal:
        return False
    if isinstance(model, str):
        return True
    if packed(model) == packed(ideal):
        return True
    if isinstance(model, dict) and isinstance(ideal, dict):
        return all(same(item, ideal[key]) for key, item in model.items())
    if isinstance(model, list) and isinstance(ideal, list):
        return all(map(same, model, ideal))
    return type(model) is type(ideal)


def packed(value: Any) -> bytes:
    """Bytes that are equal for the same data only."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:
        # Keys that YAML takes for numbers are texts of a class of their own.
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def freeze(value: Any) -> str:
    """A text that is equal for equal plain data."""
    return value if isinstance(value, str) else "\0" + _encode(value)


def overlap(model: Any, ideal: Any) -> float:
    """How alike two values are: the share of their leaves that both have, 0 to 1."""
    left, right = leaves(model), leaves(ideal)
    if not left or not right:
        return 1.0 if left == right else 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def leaves(value: Any) -> set[tuple[str, str]]:
    """The leaves of a value as ``(route without indexes, text)``; mappings leave their route too."""
    found: set[tuple[str, str]] = set()
    todo: list[tuple[str, Any]] = [("", value)]
    while todo and len(found) < LONGEST:
        route, item = todo.pop()
        if isinstance(item, dict):
            todo.extend((f"{route}/{key}", inner) for key, inner in item.items())
            found.add((route, "{}"))
        elif isinstance(item, list):
            todo.extend((route, inner) for inner in item)
        else:
            found.add((route, str(item).lower() if isinstance(item, bool) else str(item)))
    return found


def _as_set(
    model: Sequence[Any], ideal: Sequence[Any], texts: tuple[list[str], list[str]], rule: ListRule, reading: Reading
) -> Alignment:
    left, right = texts
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    pairs: list[tuple[int, int]] = []

    def pair(one: int, other: int) -> None:
        pairs.append((one, other))
        free_left.discard(one)
        free_right.discard(other)

    _by_text(left, right, free_left, free_right, pair)
    if free_left and free_right:
        model = [reading.canonical(item) if n in free_left else None for n, item in enumerate(model)]
        ideal = [reading.canonical(item) if n in free_right else None for n, item in enumerate(ideal)]
    if rule.key is not None:
        keys_left = {n: _key(model[n], rule.key) for n in free_left}
        keys_right = {n: _key(ideal[n], rule.key) for n in free_right}
        _by_unique_key(keys_left, keys_right, pair)
    _by_overlap(model, ideal, sorted(free_left), sorted(free_right), rule, pair)
    return Alignment(tuple(sorted(pairs)), tuple(sorted(free_left)), tuple(sorted(free_right)))


def _by_text(left: list[str], right: list[str], free_left: set[int], free_right: set[int], pair: Any) -> None:
    places: dict[str, list[int]] = {}
    for n in sorted(free_right, reverse=True):
        places.setdefault(right[n], []).append(n)
    for n in sorted(free_left):
        if places.get(left[n]):
            pair(n, places[left[n]].pop())


def _key(item: Any, key: str) -> str | None:
    """An item's key as text; ``properties/title`` lies one mapping deeper, ``$new/1`` in a list."""
    for token in key.split("/"):
        if isinstance(item, list) and token.isdecimal() and int(token) < len(item):
            item = item[int(token)]
        elif isinstance(item, dict) and token in item:
            item = item[token]
        else:
            return None
    return str(item) if isinstance(item, int) else freeze(item)


def _by_unique_key(left: dict[int, str | None], right: dict[int, str | None], pair: Any) -> None:
    mine, yours = Counter(left.values()), Counter(right.values())
    place = {name: m for m, name in right.items()}
    for n, name in left.items():
        if name is not None and mine[name] == 1 == yours[name]:
            pair(n, place[name])


def _by_overlap(
    model: Sequence[Any], ideal: Sequence[Any], left: list[int], right: list[int], rule: ListRule, pair: Any
) -> None:
    """Greedy, best first; two items that both have a key of their own, and not the same, are two things."""
    if len(left) * len(right) > 2_500:
        return
    lone = len(left) == 1 == len(right)
    scored = []
    for n in left:
        for m in right:
            if type(model[n]) is type(ideal[m]) in (dict, list):
                likeness = overlap(model[n], ideal[m])
                if likeness >= _least(model[n], ideal[m], rule, lone):
                    scored.append((-likeness, abs(n - m), n, m))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, n, m in sorted(scored):
        if n not in used_left and m not in used_right:
            used_left.add(n)
            used_right.add(m)
            pair(n, m)


def _least(model: Any, ideal: Any, rule: ListRule, lone: bool) -> float:
    """How alike two items must be to be one thing changed; less where nothing else is left to pair with."""
    least = ALIKE
    if rule.key is not None:
        one, other = _key(model, rule.key), _key(ideal, rule.key)
        if one is not None and other is not None and one != other:
            least = NEVER if rule.alike is None else rule.alike
    return LONE if lone and least == ALIKE else least


def _in_order(
    model: Sequence[Any], ideal: Sequence[Any], texts: tuple[list[str], list[str]], rule: ListRule, reading: Reading
) -> Alignment:
    left, right = texts
    pairs: list[tuple[int, int]] = []
    extra: list[int] = []
    missing: list[int] = []
    if max(len(left), len(right)) > LONGEST:
        blocks = [("replace", 0, len(left), 0, len(right))]
    else:
        blocks = list(SequenceMatcher(None, left, right, autojunk=False).get_opcodes())
    for what, a, b, c, d in blocks:
        inside = [(n, n) for n in range(b - a)] if what == "equal" else _in_block(model[a:b], ideal[c:d], rule, reading)
        pairs += [(a + n, c + m) for n, m in inside]
        extra += sorted(set(range(a, b)) - {a + n for n, _ in inside})
        missing += sorted(set(range(c, d)) - {c + m for _, m in inside})
    return Alignment(tuple(pairs), tuple(extra), tuple(missing))


def _in_block(model: Sequence[Any], ideal: Sequence[Any], rule: ListRule, reading: Reading) -> list[tuple[int, int]]:
    """Which items of two runs, none of them equal, are one thing changed: by key, by likeness, or by position."""
    if not model or not ideal:
        return []
    left, right = ([reading.canonical(item) for item in side] for side in (model, ideal))
    by_key = rule.key is not None and _share_keys(left, right, rule.key)
    found = [(n, n) for n in range(len(left))] if len(left) == len(right) and not by_key else None
    if found is None or _out_of_place(left, right):
        found = max(found or [], _monotone(left, right, rule), key=lambda pairs: _likeness(left, right, pairs))
    return [(n, m) for n, m in found if _one_thing(left[n], right[m], reading)]


def _out_of_place(model: Sequence[Any], ideal: Sequence[Any]) -> bool:
    """Whether some mapping is not at all what stands in its place on the other side, but elsewhere in the run."""
    if len(model) < 2 or not all(isinstance(item, dict) for item in (*model, *ideal)):
        return False
    return any(overlap(one, other) < OUT_OF_PLACE for one, other in zip(model, ideal, strict=True))


def _likeness(model: Sequence[Any], ideal: Sequence[Any], pairs: list[tuple[int, int]]) -> float:
    return sum(overlap(model[n], ideal[m]) for n, m in pairs)


def _one_thing(model: Any, ideal: Any, reading: Reading) -> bool:
    """Whether two items at one place may be one item changed: mappings that have something in common, or two values."""
    if reading.is_value(model) or reading.is_value(ideal):
        return reading.is_value(model) and reading.is_value(ideal)
    if isinstance(model, dict) and isinstance(ideal, dict):
        return bool(model.keys() & ideal.keys()) or model == ideal
    return isinstance(model, list) and isinstance(ideal, list)


def _share_keys(model: Sequence[Any], ideal: Sequence[Any], key: str) -> bool:
    return bool({_key(item, key) for item in model} & {_key(item, key) for item in ideal} - {None})


def _weight(model: Any, ideal: Any, rule: ListRule) -> float:
    """How much speaks for two items being one; an equal key outweighs any likeness."""
    key = _key(model, rule.key) if rule.key is not None else None
    same = key is not None and rule.key is not None and key == _key(ideal, rule.key)
    return overlap(model, ideal) + (2.0 if same else 0.0)


def _monotone(model: Sequence[Any], ideal: Sequence[Any], rule: ListRule) -> list[tuple[int, int]]:
    """The best pairing of two short runs that keeps their order (dynamic programming over ``overlap``)."""
    rows, columns = len(model), len(ideal)
    if not rows or not columns or rows * columns > 2_500:
        return []
    weight = [[_weight(one, other, rule) for other in ideal] for one in model]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for n in range(rows - 1, -1, -1):
        for m in range(columns - 1, -1, -1):
            take = weight[n][m] + best[n + 1][m + 1] if weight[n][m] >= ALIKE else 0.0
            best[n][m] = max(take, best[n + 1][m], best[n][m + 1])
    pairs = []
    n = m = 0
    while n < rows and m < columns:
        if weight[n][m] >= ALIKE and best[n][m] == weight[n][m] + best[n + 1][m + 1]:
            pairs.append((n, m))
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
    return pairs
