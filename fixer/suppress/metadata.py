"""What is said to the program in a template's data: ``Metadata: {fixer: {ignore: […]}}``, for JSON has no comments.

It is no part of the infrastructure: comparing and checking see a template without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fixer.frozen import frozen
from fixer.pointer import child, join

OWN = "fixer"
_KEY = "ignore"


@frozen
class Item:
    """One rule (or category, or pattern) that is ignored in what ``scope`` points to; ``pointer``: where it says so."""

    word: str
    reason: str
    scope: str
    pointer: str


def items(data: Mapping[str, Any]) -> tuple[list[Item], list[tuple[str, str]]]:
    """What the metadata of a template and of its resources say; and what is wrong there, as pointers and words."""
    found: list[Item] = []
    wrong: list[tuple[str, str]] = []
    for scope, holder in _holders(data):
        own = holder["Metadata"][OWN]
        at = f"{scope}/Metadata/{OWN}"
        if not isinstance(own, dict):
            wrong.append((at, "Metadata.fixer is no mapping; it should be {ignore: [rule, …]}"))
            continue
        wrong += [(child(at, key), f"Metadata.fixer has no '{key}'; it has 'ignore'") for key in own if key != _KEY]
        said = own.get(_KEY, [])
        for number, one in enumerate(said if isinstance(said, list) else [said]):
            place = child(at, _KEY)
            place = child(place, number) if isinstance(said, list) else place
            item = _item(one, scope, place)
            if isinstance(item, Item):
                found.append(item)
            else:
                wrong.append((place, item))
    return found, wrong


def _item(one: Any, scope: str, place: str) -> Item | str:
    if isinstance(one, str) and one.strip():
        return Item(one.strip(), "", scope, place)
    if isinstance(one, dict) and isinstance(one.get("rule"), str) and one["rule"].strip():
        reason = one.get("reason", "")
        odd = next((key for key in one if key not in ("rule", "reason")), None)
        if isinstance(reason, str) and odd is None:
            return Item(one["rule"].strip(), " ".join(reason.split()), scope, place)
        if odd is not None:
            return f"an item of Metadata.fixer.ignore has no '{odd}'; it has 'rule' and 'reason'"
    return "an item of Metadata.fixer.ignore is a rule id or {rule: …, reason: …}"


def _holders(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The template and its resources, as far as their metadata speak to the program, with their pointers."""
    if _speaks(data):
        yield "", data
    resources = data.get("Resources")
    for name, body in resources.items() if isinstance(resources, dict) else ():
        if isinstance(body, dict) and _speaks(body):
            yield join(("Resources", name)), body


def _speaks(holder: Mapping[str, Any]) -> bool:
    metadata = holder.get("Metadata")
    return isinstance(metadata, dict) and OWN in metadata


def without_own(data: Mapping[str, Any]) -> dict[str, Any]:
    """The template without what is said to the program; the same object where nothing is."""
    holders = dict(_holders(data))
    if not holders:
        return data if isinstance(data, dict) else dict(data)
    result = dict(_bare(data) if "" in holders else data)
    resources = result.get("Resources")
    if isinstance(resources, dict):
        result["Resources"] = {
            name: _bare(body) if join(("Resources", name)) in holders else body for name, body in resources.items()
        }
    return result


def _bare(holder: Mapping[str, Any]) -> dict[str, Any]:
    left = {key: value for key, value in holder["Metadata"].items() if key != OWN}
    if left:
        return {**holder, "Metadata": left}
    return {key: value for key, value in holder.items() if key != "Metadata"}


def with_own_of(model: Mapping[str, Any], ideal: Mapping[str, Any]) -> dict[str, Any]:
    """The ideal with what the model says to the program in the place of its own, so that nothing of it differs."""
    result = without_own(ideal)
    holders = dict(_holders(model))
    if not holders:
        return result
    resources = result.get("Resources")
    if isinstance(resources, dict):
        result = {**result, "Resources": {
            name: _clothed(body, holders[at]) if (at := join(("Resources", name))) in holders else body
            for name, body in resources.items()
        }}  # fmt: skip
    return _clothed(result, holders[""]) if "" in holders else result


def _clothed(holder: Any, like: Mapping[str, Any]) -> Any:
    metadata = holder.get("Metadata", {}) if isinstance(holder, dict) else None
    if not isinstance(metadata, dict):
        return holder
    return {**holder, "Metadata": {**metadata, OWN: like["Metadata"][OWN]}}
