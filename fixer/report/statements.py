"""Gaps put into a few statements: which entries lack, have or change what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from fixer.compare.gaps import ABSENT, Entry, Gap
from fixer.compare.routes import apart, spoken
from fixer.frozen import frozen
from fixer.issues.kinds import is_class, said_class
from fixer.lazy import pattern
from fixer.pointer import covers, join, split
from fixer.report.expressions import whole
from fixer.report.report import Place, Statement
from fixer.report.text import clip, one_line, to_json

MOST = 5  # statements of an issue
NAMED = 4  # entries named in one statement
_LONGEST = 80
_RANK = {"missing": 0, "replaced": 0, "type-changed": 1, "changed": 1, "extra": 2, "renamed": 3, "order": 4}
_NOUNS = {
    "Resources": "resource",
    "Parameters": "parameter",
    "Outputs": "output",
    "Conditions": "condition",
    "Mappings": "mapping",
    "Rules": "rule",
    "Metadata": "metadata entry",
    "Stacks": "stack",
    "Variables": "variable",
    "Code": "helper",
    "Calls": "call",
}
# Constructs of a program, by what they are.
_CONSTRUCTS = {"aws-cdk-lib.CfnOutput": "output", "aws-cdk-lib.CfnParameter": "parameter"}
# Text that YAML would read as something else than text, or that has blanks at its ends.
_AMBIGUOUS = pattern(r"|\s.*|.*\s|~|null|true|false|yes|no|on|off|[-+.]?\d[\d_.:eExX+-]*", re.IGNORECASE | re.DOTALL)


def model_entry(gap: Gap) -> str:
    """The pointer of the model's entry that the gap is in, or would be in."""
    return _entry(gap.pointer, gap.pair.model)


def ideal_entry(gap: Gap) -> str:
    """The pointer of the ideal's entry that the gap is in, or would be in."""
    return _entry(gap.ideal_pointer, gap.pair.ideal)


def _entry(pointer: str, entry: Entry | None) -> str:
    if entry is not None and covers(entry.pointer, pointer):
        return entry.pointer
    return join(split(pointer)[:2])


def rank(gap: Gap) -> int:
    """How telling a gap is; 0 tells most."""
    return _RANK[gap.kind]


@frozen
class _Fact:
    """A gap with what is said of it."""

    gap: Gap
    subject: tuple[str, ...]
    model: str | None
    ideal: str | None
    note: str = ""


def statements(
    gaps: Sequence[Gap],
    line: Callable[[str], int | None],
    format: str,
    notes: Sequence[str] | None = None,
    written: Callable[[Any], str] | None = None,
    data: Any = None,
) -> tuple[tuple[Statement, ...], tuple[Statement, ...], int]:
    """What the gaps are, and what to do about them, both in few statements; and how many gaps are left untold.

    ``line`` gives the line of a pointer that exists in the model. What is the same of several entries is said once.
    ``notes``, one for each gap or none at all, are given where there is no ideal side. ``written`` writes a value as
    the template's language does; ``data`` is then the model's.
    """

    def shown(gap: Gap, value: Any) -> str | None:
        return _inline(whole(gap, value, data) if written else _spelled(gap, value), format, written)

    facts = [
        _Fact(gap, _subject(gap), shown(gap, gap.model), shown(gap, gap.ideal), note)
        for gap, note in zip(gaps, notes or [""] * len(gaps), strict=True)
    ]
    if notes is not None:
        return _of_one_side(facts, line)
    found = _told(facts, lambda fact: (fact.model, fact.ideal if fact.gap.kind != "missing" else None))
    wanted = _told(facts, lambda fact: (fact.ideal,))
    more = len(facts) - sum(map(len, found))
    said = tuple(_statement(group, line) for group in found)
    return said, said if wanted == found else tuple(_statement(group, line) for group in wanted), more


def _of_one_side(
    facts: Sequence[_Fact], line: Callable[[str], int | None]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...], int]:
    """As ``statements``; what to do is said only where the fix says it."""
    found = _told(facts, lambda fact: (fact.model, fact.note))
    mended = [fact for fact in facts if fact.gap.ideal is not ABSENT or fact.gap.kind == "extra"]
    wanted = _told(mended, lambda fact: (fact.ideal,))
    said = tuple(replace(_statement(group, line), alone=True, note=_shared(group)) for group in found)
    asked = tuple(replace(_statement(group, line), alone=True) for group in wanted)
    return said, asked, len(facts) - sum(map(len, found))


def _shared(group: Sequence[_Fact]) -> str:
    notes = {fact.note for fact in group}
    return notes.pop() if len(notes) == 1 else ""


def _told(facts: Sequence[_Fact], values: Callable[[_Fact], tuple[str | None, ...]]) -> list[list[_Fact]]:
    """The facts that can be told in one statement each; values are left out where they would make too many."""
    groups = _grouped(facts, lambda fact: (fact.subject, *values(fact)))
    if len(groups) > MOST:
        groups = _grouped(facts, lambda fact: fact.subject)
    return sorted(groups, key=lambda group: rank(group[0].gap))[:MOST]


def _grouped(facts: Iterable[_Fact], key: Callable[[_Fact], object]) -> list[list[_Fact]]:
    groups: dict[object, list[_Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return list(groups.values())


def _subject(gap: Gap) -> tuple[str, ...]:
    return gap.kind, _noun(gap), readable_path(gap), "#" if gap.inner is not None else ""


def _noun(gap: Gap) -> str:
    section = (split(gap.pointer or gap.ideal_pointer) or ("template",))[0]
    entry = gap.pair.ideal or gap.pair.model
    if section == "Resources" and entry is not None and is_class(entry.type):
        return _CONSTRUCTS.get(entry.type or "", "construct")
    return _NOUNS.get(section, section)


def readable_path(gap: Gap) -> str:
    """``Tags[0].Value``; ``DefinitionString → States.Pay.Retry`` where it goes on inside a string; empty: the entry."""
    pointer, entry = (gap.ideal_pointer, ideal_entry(gap)) if gap.kind == "missing" else (gap.pointer, model_entry(gap))
    tokens = gap.path or split(pointer[len(entry) :]) if covers(entry, pointer) else gap.path
    if "#" in tokens:
        at = tokens.index("#")
        outer, inner = tokens[:at], tokens[at + 1 :]
    else:
        outer, inner = tokens, split(gap.inner or "")
    outer = spoken(outer, (split(entry) or ("Resources",))[0])
    parts = [_dotted(part) for part in (outer, inner) if part]
    return one_line(" → ".join(parts))


def _dotted(tokens: Sequence[str]) -> str:
    """The last token is left out where it is a function: its whole operand is meant."""
    text = ""
    for token in tokens[:-1] if tokens and _function(tokens[-1]) else tokens:
        text += f"[{token}]" if token.isdecimal() else f".{token}" if text else token
    return text if len(text) <= _LONGEST else "…" + text[1 - _LONGEST :]


def _statement(group: Sequence[_Fact], line: Callable[[str], int | None]) -> Statement:
    _, noun, path, embedded = group[0].subject
    places = tuple(dict.fromkeys(_place(fact.gap, line) for fact in group))
    named = places[:NAMED]
    model, ideal = ({fact.model for fact in group}, {fact.ideal for fact in group})
    return Statement(
        group[0].gap.kind,
        noun,
        path,
        named,
        len(places) - len(named),
        model.pop() if len(model) == 1 else None,
        ideal.pop() if len(ideal) == 1 else None,
        bool(embedded),
    )


def _spelled(gap: Gap, value: Any) -> Any:
    """The value with the function it is the operand of, which the readable path leaves out."""
    *_, last = gap.path or ("",)
    return {last: value} if _function(last) and value is not ABSENT and gap.inner is None else value


def _function(token: str) -> bool:
    return token == "Ref" or token.startswith("Fn::")


def _place(gap: Gap, line: Callable[[str], int | None]) -> Place:
    model, ideal = gap.pair.model, gap.pair.ideal
    # A top-level scalar such as Description has no id of its own.
    here = (model.id or model.section) if model else _id(gap.pointer)
    there = (ideal.id or ideal.section) if ideal else _id(gap.ideal_pointer) if gap.ideal_pointer else here
    name, other = (there if model is None and gap.kind == "missing" else here), there
    at = line(gap.pointer) if gap.model is not ABSENT or gap.kind != "missing" else _line_above(gap, line)
    return Place(
        clip(one_line(name), _LONGEST),
        _type(gap, model, gap.model),
        clip(one_line(other), _LONGEST) if other != name else None,
        _type(gap, ideal, gap.ideal),
        at,
    )


def _line_above(gap: Gap, line: Callable[[str], int | None]) -> int | None:
    """The line of what lacks something: of the entry, or of a part of it that stands elsewhere."""
    entry = model_entry(gap)
    tokens = split(gap.pointer[len(entry) :]) if covers(entry, gap.pointer) else ()
    depth = apart(tokens, (split(entry) or ("",))[0])
    at = line(entry + join(tokens[:depth])) if depth else None
    return line(entry) if at is None else at


def _id(pointer: str) -> str:
    """The entry that a pointer leads into; the section where it leads no further."""
    tokens = split(pointer)
    return tokens[1] if tokens[1:] else tokens[0] if tokens else "template"


def _type(gap: Gap, entry: Entry | None, value: Any) -> str | None:
    if entry is not None and entry.type:
        return clip(one_line(said_class(entry.type)), _LONGEST)
    kind = value.get("Type") if isinstance(value, dict) and len(gap.path) == 0 else None
    return clip(one_line(kind), _LONGEST) if isinstance(kind, str) else None


def _inline(value: Any, format: str, written: Callable[[Any], str] | None) -> str | None:
    """A value as it would be written on one line in the template's format; ``None`` where it is absent or too long."""
    if value is ABSENT or (isinstance(value, str) and "\n" in value):
        return None
    text = written(value) if written else _yaml(value) if format == "yaml" else to_json(value)
    text = one_line(text)
    return text if len(text) <= _LONGEST else None


def _yaml(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if _AMBIGUOUS.fullmatch(value) else value
    if isinstance(value, dict) and len(value) == 1:
        [(name, operand)] = value.items()
        tag = "!" + str(name).removeprefix("Fn::")
        if name == "Fn::GetAtt" and isinstance(operand, list):
            return f"{tag} {'.'.join(map(str, operand))}"
        if (name == "Ref" or str(name).startswith("Fn::")) and isinstance(operand, str):
            return f"{tag} {operand}"
    return to_json(value)
