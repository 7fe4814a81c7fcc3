"""Edits the TypeScript of a stack so that it reads as other data, and proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from fixer import pointer as pointers
from fixer.cdk.reader import UNSETTLED
from fixer.cdk.renaming import rename as rename_mentions
from fixer.cdk.sources import source_files
from fixer.cdk.template import Reading, Root, main_of, read_text
from fixer.cdk.write.draft import Draft
from fixer.cdk.write.mentions import entry_mark, mentions, name_mark
from fixer.cdk.write.order import put_in_order, too_early, without_lost
from fixer.cdk.write.planner import Planner
from fixer.cdk.write.printer import variable_in
from fixer.cdk.write.renames import rename as rename_entries
from fixer.cdk.write.style import Style
from fixer.cdk.write.unused import drop_unused
from fixer.read.template import Template
from fixer.read.text_error import TextError
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.same import first_difference, same

_ROUNDS = 10
_TRIES = 2  # rounds that leave the same first place wrong
_NOT_SO = "the edited text would not read as intended"


def rewrite(model: Template, data: Any, renames: Mapping[str, str]) -> str:
    """The template's text, edited to read as ``data``; raises ``Refused`` with the place that stands in the way."""
    from dataclasses import replace

    source = model.source
    document = source.document
    # What the edits bring may not make another class the main one: every key would be another.
    main = main_of(model.root.program) if isinstance(model.root, Root) else UNSETTLED

    def again(text: str) -> Reading:
        end = source.start + len(text)
        whole = replace(document, text=document.text[: source.start] + text + document.text[source.end :])
        files = (file.moved(-source.start) for file in source_files(whole) if source.start <= file.start)
        try:
            return read_text(text, tuple(file for file in files if file.end <= end - source.start), main)
        except TextError as error:
            raise Refused(error.cause) from None

    if same(model.data, data):
        return model.text
    reading = Reading(model.data, model.root, model.root.program) if isinstance(model.root, Root) else again(model.text)
    return rewrite_reading(reading, _possible(_instances(reading, data)), renames, again)


def _instances(reading: Reading, data: dict[str, Any]) -> dict[str, Any]:
    """The data without the ids of stacks that an app makes, where there is no app."""
    stacks = data.get("Stacks", {})
    if "App" in stacks:
        return data
    made = {name: one.new for name, one in reading.program.stacks.items() if one.new is not None}
    # What a stage makes, or another stack, needs no app; for one that is not there yet there is nothing to make it.
    inner = {name for name in stacks if name not in made or made[name].owner is not None}
    kept = {
        name: {key: value for key, value in entry.items() if key != "Id" or name in inner}
        for name, entry in stacks.items()
    }
    return {**data, "Stacks": kept} if kept != stacks else data


def _possible(data: dict[str, Any]) -> dict[str, Any]:
    """The data in the form that a text of it reads as: variables in the scope that their values belong to.

    What mentions the app stands beside it. Where there is no app, its variables go if nobody uses them.
    """
    variables, has_app = data.get("Variables", {}), "App" in data.get("Stacks", {})
    if has_app:
        app = entry_mark("App")
        stray = [key for key, value in variables.items() if not key.startswith("App/") and app in mentions(value)]
        names = {key: f"App/{variable_in(key)}" for key in stray}
        if not stray or variables.keys() & names.values():
            return data
        renamed = rename_mentions(data, {("name", key): name for key, name in names.items()})
        own = {names.get(key, key): value for key, value in renamed["Variables"].items()}
        return {**renamed, "Variables": own}
    rest = {key: value for key, value in variables.items() if not key.startswith("App/")}
    kept = {section: body for section, body in {**data, "Variables": rest}.items() if section != "Variables" or rest}
    used = mentions(kept)
    return data if any(name_mark(key) in used for key in variables if key not in rest) else kept


def rewrite_reading(
    reading: Reading, new: dict[str, Any], renames: Mapping[str, str], again: Callable[[str], Reading]
) -> str:
    """The text of a reading with few edits after which it reads as ``new``; equal data changes no byte.

    ``renames`` maps old pointers to new keys; ``again`` reads an edited text. Raises ``Refused`` where the text cannot
    be edited so, and never returns one that reads otherwise or has syntax errors that it did not have.
    """
    first = reading
    planned: dict[str, str] = {}
    seen: Counter[str] = Counter()
    draft = Draft(reading, new, planned, None)
    style = draft.style
    early = too_early(reading.program)
    if rename_entries(draft, renames):
        reading = again(_applied(draft))
    for _ in range(_ROUNDS):
        if same(reading.data, new):
            draft = Draft(reading, new, planned, style)
            if reading is not first and _settle(first, draft, early):
                reading = again(_applied(draft))
                continue
            if len(reading.program.unread) > len(first.program.unread):
                raise Refused("the edited text would have syntax errors")
            return reading.program.text
        text = _round(reading, new, planned, style)
        place = pointers.join(first_difference(reading.data, new))
        seen[place] += 1
        if text == reading.program.text or seen[place] > _TRIES:
            break
        reading = again(text)
    raise Refused(_NOT_SO, pointers.join(first_difference(reading.data, new)))


def _settle(first: Reading, draft: Draft, early: set[str]) -> bool:
    """What the data does not say, but TypeScript: the order of declarations, names and imports; whether it changed."""
    if put_in_order(draft, early) or without_lost(first.program, draft):
        return True
    return drop_unused(first.program, draft)


def _round(reading: Reading, new: dict[str, Any], planned: dict[str, str], style: Style) -> str:
    draft = Draft(reading, new, planned, style)
    Planner(draft).plan()
    return _applied(draft)


def _applied(draft: Draft) -> str:
    try:
        return draft.edits.apply(draft.text)
    except ValueError as error:
        raise Refused(str(error)) from None
