"""What the templates say against a report: claims that are not so, and issues that it never mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from fixer.audit import claims
from fixer.audit.inner import name
from fixer.audit.remarks import Remark
from fixer.audit.reported import Claim, Reading, Reported
from fixer.frozen import frozen
from fixer.issues.issue import SEVERITIES, Issue
from fixer.read.template import Template

MAX_DEPTH = 60
MAX_SHOWN = 4

_RESOURCES = re.compile(
    r"^[\s*_-]*(?:total |number of )?resources[\s*_]*:[\s*_]*(\d{1,4})\b|\btemplate (?:with|containing|contains|of|"
    r"now contains|has) (?:only )?(?:a total of )?(\d{1,4}) resources\b", re.I,
)  # fmt: skip
# Words of programs and their tests: what they name is in no template.
_CODE = re.compile(r"\b(?:imports?|tests?|class|function call|method|module|exception|library|package|lint)\b", re.I)
_EXPERIENCE = re.compile(
    r"\b(?:deployment|deploy|stack creation|pipeline|build|tests?)\s+"
    r"(?:failed|fails|was blocked|broke|errored|timed out)\b|"
    r"\berror message|\bduring deployment\b|\baccount(?:'s)? (?:limit|quota)", re.I,
)  # fmt: skip


@frozen
class Side:
    """A template, with what its entries hold: keys by entry, types, ids."""

    template: Template

    @cached_property
    def holders(self) -> dict[str, frozenset[str]]:
        """Which entries hold a key, anywhere below them."""
        found: dict[str, set[str]] = {}
        for section, entries in self.template.data.items():
            for id_, entry in entries.items() if isinstance(entries, dict) else ():
                for key in _keys(entry):
                    found.setdefault(key, set()).add(f"{section}/{id_}")
        return {key: frozenset(ids) for key, ids in found.items()}

    @cached_property
    def ids(self) -> frozenset[str]:
        data = self.template.data
        return frozenset(id_ for entries in data.values() if isinstance(entries, dict) for id_ in entries)

    @cached_property
    def types(self) -> Counter[str]:
        return Counter(str(entry.get("Type")) for entry in self.template.resources.values())

    def has(self, word: str) -> bool:
        """Whether a word stands anywhere in the template's text."""
        return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", self.template.text) is not None

    def holds(self, id_: str, key: str) -> bool:
        return any(place.endswith(f"/{id_}") for place in self.holders.get(key, ()))


def _keys(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, dict) and depth < MAX_DEPTH:
        for key, below in value.items():
            yield str(key)
            yield from _keys(below, depth + 1)
    elif isinstance(value, list) and depth < MAX_DEPTH:
        for below in value:
            yield from _keys(below, depth + 1)


def remarks(reading: Reading, model: Template, ideal: Template) -> list[Remark]:
    """The claims that the templates contradict, and those that they cannot."""
    sides = Side(model), Side(ideal)
    found = [remark for issue in reading.issues for remark in _issue(issue, reading, *sides)]
    return [*found, *_resources(reading, len(model.resources), len(ideal.resources))]


def _issue(issue: Reported, reading: Reading, model: Side, ideal: Side) -> Iterator[Remark]:
    checked = False
    for claim in issue.claims:
        elsewhere = claims.files(claim.text)
        if elsewhere:
            continue
        said = None if claim.effect == "adds" and issue.files else _CHECKS[claim.effect](claim, model, ideal)
        checked = checked or said is not None or any(side.has(claim.name) for side in (model, ideal))
        if said:
            yield Remark("claim", claim.line, claim.text, f"{name(issue)} {said}")
    if not checked:
        known = any(side.has(word) for word in issue.names for side in (model, ideal))
        about = (
            f"it is about {', '.join(issue.files[:3])}" if issue.files and not known else _experience(issue, reading)
        )
        if about:
            said = f"{name(issue)} is not checkable here: {about}"
            yield Remark("not-checkable", issue.line, reading.line(issue.line), said, (), False)


def _experience(issue: Reported, reading: Reading) -> str:
    rows = reading.rows[issue.line - 1 : issue.last]
    told = any(not row.code and _EXPERIENCE.search(row.text) for row in rows)
    return "it tells what happened outside of the templates" if told else ""


def _added(claim: Claim, model: Side, ideal: Side) -> str | None:
    """Against "added P": the ideal has no P, in its template or around it."""
    if (not claim.certain and "::" not in claim.name) or _CODE.search(claim.text):
        return None
    if ideal.has(claim.name) or claim.name in ideal.template.source.document.text:
        return None
    return f"says that {claim.name} was added; it is nowhere in the ideal template"


def _removed(claim: Claim, model: Side, ideal: Side) -> str | None:
    """Against "removed P": the ideal has P wherever the model has it."""
    if claim.valued or not _telling(claim.name):
        return None
    kept = _still(claim, model, ideal)
    return f"says that {claim.name} was removed; the ideal template has it: {_shown(kept)}" if kept else None


def _lacking(claim: Claim, model: Side, ideal: Side) -> str | None:
    """Against "missing P": the model has P wherever the ideal has it."""
    if claim.valued or not _telling(claim.name):
        return None
    held = _still(claim, ideal, model)
    return f"says that {claim.name} is missing; the model template has it: {_shown(held)}" if held else None


_CHECKS = {"adds": _added, "removes": _removed, "lacks": _lacking}


def _telling(word: str) -> bool:
    """Whether a name can only mean one thing: ``Action`` and ``Resource`` are in every template."""
    return "::" in word or sum(letter.isupper() for letter in word) > 1


def _still(claim: Claim, before: Side, after: Side) -> list[str]:
    """Where ``after`` has what the claim says it has not, as far as it has it everywhere that is meant."""
    if "::" in claim.name:
        kept = after.types[claim.name] >= max(before.types[claim.name], 1)
        return [id_ for id_, one in after.template.resources.items() if one.get("Type") == claim.name] if kept else []
    if claim.name in after.ids:
        return [claim.name] if claim.certain and not claim.scope else []
    there, here = after.holders.get(claim.name, frozenset()), before.holders.get(claim.name, frozenset())
    meant = [word for word in claim.scope if word in after.ids or word in before.ids]
    if meant:
        return [word for word in meant if after.holds(word, claim.name)] if all(
            after.holds(word, claim.name) for word in meant
        ) else []  # fmt: skip
    if any("::" in word for word in claim.scope) or not there >= here:
        return []
    return sorted(place.partition("/")[2] for place in there)


def _shown(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - MAX_SHOWN} more" if len(ids) > MAX_SHOWN else ""
    return ", ".join(ids[:MAX_SHOWN]) + more


def _resources(reading: Reading, model: int, ideal: int) -> Iterator[Remark]:
    """Against "N resources": neither template has as many."""
    for row in reading.rows:
        match = None if row.code else _RESOURCES.search(row.text)
        if match and int(match[1] or match[2]) not in (model, ideal):
            said = f"{match[1] or match[2]} resources are claimed; the model template has {model}, the ideal {ideal}"
            yield Remark("claim", row.number, row.text.strip(), said)


def unmentioned(text: str, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues no gap of which is named anywhere in a report, the worst first."""
    squashed = re.sub(r"[^a-z0-9]", "", text.lower())
    left = [issue for issue in issues if not any(_mentions(squashed, issue, index) for index in range(len(issue.gaps)))]
    return tuple(sorted(left, key=lambda issue: (SEVERITIES.index(issue.severity), issue.number)))


def _mentions(squashed: str, issue: Issue, index: int) -> bool:
    """Whether a text names a gap: its entry or type, for a whole one, else the property that it is about."""
    gap = issue.gaps[index]
    entries = [entry for entry in (gap.pair.model, gap.pair.ideal) if entry is not None]
    if not gap.path:
        words = [entry.id for entry in entries] + [(entry.type or "").rpartition("::")[2] for entry in entries]
    else:
        words = [word for word in gap.path if not word.isdigit() and word not in ("Properties", "#")] or [gap.path[0]]
        words = [word for word in words if len(word) > 4] or words
    return any(word and _squash(word) in squashed for word in words if _squash(word))


def _squash(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", word.lower())
