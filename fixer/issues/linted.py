"""A tool's remarks and our issues, put together: what both see is one issue, ours, that says so.

Without an ideal, what only the tool sees becomes an issue for each of its rules. In a comparison it is left out: the
ideal has it too, or it has nothing to do with what separates the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fixer.catalogue.rule import Rule, RuleFix
from fixer.compare.gaps import Entry, Gap
from fixer.dialect import Dialect
from fixer.issues.checking import Found, Gaps, numbered
from fixer.issues.deployment import deployment
from fixer.issues.issue import Issue, Opinion, ResourceRef
from fixer.issues.opinions import Lint, Remark
from fixer.pointer import covers, join, resolve, split

_VALID = ("validity", "deployability")
# Tokens of the pointer of a resource, a parameter, an output.
_ENTRY = 2
# How far above a remark our gap may stand, since no two gaps stand at one address.
_ABOVE = 1


def with_opinions(
    found: Sequence[Found],
    lint: Lint,
    template: Mapping[str, Any],
    dialect: Dialect,
    weigh: Callable[[Rule], Rule] | None = None,
) -> tuple[list[Found], Lint]:
    """What was found in one template and what the tool says of it, numbered anew; and how much both see.

    ``weigh`` gives a rule of the tool the severity that the project has settled for it.
    """
    issues = [one.issue for one in found]
    owners = [_owner(remark, issues) for remark in lint.remarks]
    second = _by_owner(lint, owners)
    heard = [replace(one, issue=_with(one.issue, lint, second.get(n, []))) for n, one in enumerate(found)]
    gaps = Gaps(template, (gap for issue in issues for gap in issue.gaps))
    alone: dict[str, list[Remark]] = {}
    for remark, owner in zip(lint.remarks, owners, strict=True):
        if owner is None:
            alone.setdefault(remark.rule, []).append(remark)
    entries = {entry.pointer: entry for entry in dialect.entries(template)}
    own = [_issue(remarks, lint, entries, template, gaps, weigh) for remarks in alone.values()]
    return numbered([*heard, *own]), replace(lint, shared=sum(owner is not None for owner in owners))


def seconded(issues: Sequence[Issue], lint: Lint) -> tuple[list[Issue], Lint]:
    """The issues of a comparison with what the tool says at their places; and how much of it stands at any."""
    owners = [_owner(remark, issues, compared=True) for remark in lint.remarks]
    second = _by_owner(lint, owners)
    heard = [_with(issue, lint, second.get(n, [])) for n, issue in enumerate(issues)]
    return heard, replace(lint, shared=sum(owner is not None for owner in owners), alone=False)


def _by_owner(lint: Lint, owners: Sequence[int | None]) -> dict[int, list[Remark]]:
    found: dict[int, list[Remark]] = {}
    for remark, owner in zip(lint.remarks, owners, strict=True):
        if owner is not None:
            found.setdefault(owner, []).append(remark)
    return found


def _with(issue: Issue, lint: Lint, remarks: Sequence[Remark]) -> Issue:
    return replace(issue, opinions=tuple(_opinion(lint, remark) for remark in remarks)) if remarks else issue


def _opinion(lint: Lint, remark: Remark) -> Opinion:
    return Opinion(lint.tool, remark.rule, remark.pointer, remark.says, remark.page)


def _owner(remark: Remark, issues: Sequence[Issue], compared: bool = False) -> int | None:
    """The number of the issue that says the same as a remark: the one whose gap is the nearest."""
    best: tuple[int, int] | None = None
    for number, issue in enumerate(issues):
        far = _compared(remark, issue) if compared else _distance(remark, issue)
        if far is not None and (best is None or far < best[0]):
            best = far, number
    return None if best is None else best[1]


def _distance(remark: Remark, issue: Issue) -> int | None:
    """How far apart a remark and an issue of one template are; ``None`` where they are not about the same."""
    meaning = remark.meaning
    answers = issue.rule in meaning.answers
    if answers and meaning.anywhere:
        return 0
    if not answers and not _of_a_kind(remark, issue):
        return None
    found = [far for gap in issue.gaps if (far := _apart(remark, gap)) is not None]
    near = min(found, default=None)
    # Other rules say the same at the very same property only: a whole entry can be wrong in many ways.
    return near if answers or (near == 0 and len(split(remark.pointer)) > _ENTRY) else None


def _of_a_kind(remark: Remark, issue: Issue) -> bool:
    """Whether two failures at one place are the same: both refused by CloudFormation, or both of one category."""
    meaning = remark.meaning
    if meaning.deployment == "fails":
        return issue.category in _VALID and issue.deployment is not None
    return issue.category == meaning.category and issue.deployment == meaning.deployment


def _compared(remark: Remark, issue: Issue) -> int | None:
    """The same for an issue of a comparison, whose rule says what is to become of a place, not what is wrong there."""
    found = []
    for gap in issue.gaps:
        whole = len(split(gap.pointer)) <= _ENTRY
        if issue.rule in remark.meaning.answers and (near := _apart(remark, gap)) is not None:
            found.append(near)
        if whole and gap.kind not in ("extra", "replaced"):
            continue
        if covers(gap.pointer, remark.pointer):
            found.append(len(split(remark.pointer)) - len(split(gap.pointer)))
        elif gap.kind == "missing" and _names(remark, gap):
            found.append(1)
    return min(found, default=None)


def _apart(remark: Remark, gap: Gap) -> int | None:
    """How many steps lie between a remark and a gap, one of which must be around the other."""
    here, there = _cut(remark.pointer), _cut(gap.pointer)
    common = min(len(here), len(there))
    if here[:common] != there[:common]:
        return None
    deeper = len(there) - len(here)
    if deeper < -_ABOVE or (deeper > 0 and remark.meaning.named and not _names(remark, gap)):
        return None
    return abs(deeper)


def _names(remark: Remark, gap: Gap) -> bool:
    """Whether a remark speaks of a key below its place that leads to the gap, or that is meant by it."""
    outer, inner = split(remark.pointer), split(gap.pointer)
    if inner[: len(outer)] != outer or len(inner) == len(outer):
        return False
    return f"'{inner[len(outer)]}'".lower() in remark.says.lower()


def _cut(pointer: str) -> tuple[str, ...]:
    """A place without the way into the arguments of a function: what stands there is one value."""
    tokens = split(pointer)
    calls = [n for n, token in enumerate(tokens) if token == "Ref" or token.startswith("Fn::")]
    last = calls[-1] if calls else len(tokens)
    return tokens[:last]


def _issue(
    remarks: Sequence[Remark],
    lint: Lint,
    entries: Mapping[str, Entry],
    template: Mapping[str, Any],
    gaps: Gaps,
    weigh: Callable[[Rule], Rule] | None,
) -> Found:
    """What only the tool sees by one of its rules."""
    meaning = remarks[0].meaning
    made_of_it = _rule(remarks[0], lint)
    rule = weigh(made_of_it) if weigh else made_of_it
    weighed = rule.severity != made_of_it.severity
    places = [(_entry(remark, entries, template), remark) for remark in remarks]
    made = [gaps.at(entry, [_below(entry, remark, template)]) for entry, remark in places]
    refs = {entry.pointer: ResourceRef(entry.id, entry.type, None) for entry, _ in places if entry.id}
    issue = Issue(
        id=f"{rule.id}-{_digest(remarks)}",
        number=0,
        rule=rule.id,
        title=rule.title,
        severity=rule.severity,
        category=rule.category,
        resources=tuple(refs.values()),
        gaps=tuple(made),
        why=rule.why,
        impact=rule.impact,
        references=rule.references,
        deployment=deployment(rule) if weighed else meaning.deployment,
        notes=tuple(remark.says for remark in remarks),
        opinions=tuple(_opinion(lint, remark) for remark in remarks),
    )
    return Found(issue, rule, ())


def _rule(remark: Remark, lint: Lint) -> Rule:
    """A rule of the tool as one of the catalogue, of which nothing is known but what it says."""
    meaning = remark.meaning
    return Rule(
        id=f"{lint.tool}-{remark.rule}",
        title=meaning.title,
        severity=meaning.severity,
        check_severity=meaning.severity,
        category=meaning.category,
        match=(),
        detector=None,
        group="template",
        why=f"{lint.tool} finds it by its rule {remark.rule}; no rule of the catalogue does.",
        impact=meaning.impact,
        references=(remark.page,),
        fix=RuleFix("manual", f"{lint.tool} says what is wrong, not how to mend it", ()),
        policy=None,
        examples=(),
        file="",
        line=0,
        origin=lint.tool,
    )


def _digest(remarks: Iterable[Remark]) -> str:
    places = "\n".join(sorted(remark.pointer for remark in remarks))
    return hashlib.sha256(places.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _entry(remark: Remark, entries: Mapping[str, Entry], template: Mapping[str, Any]) -> Entry:
    """The entry that a remark is about; a section, or the template itself, where it is about no entry of it."""
    tokens = split(remark.pointer)
    for length in (2, 1):
        if len(tokens) >= length and (entry := entries.get(join(tokens[:length]))):
            return entry
    if tokens and tokens[0] in template:
        return Entry(tokens[0], "", None, join(tokens[:1]))
    return Entry("template", "", None, "")


def _below(entry: Entry, remark: Remark, template: Mapping[str, Any]) -> tuple[str, ...]:
    """The place of a remark below its entry, as far as the template has it: a transform may have made it."""
    tokens = split(remark.pointer)[len(split(entry.pointer)) :]
    while tokens and not _there(template, (*split(entry.pointer), *tokens)):
        tokens = tokens[:-1]
    return tokens


def _there(template: Mapping[str, Any], tokens: tuple[str, ...]) -> bool:
    try:
        resolve(template, tokens)
    except LookupError:
        return False
    return True
