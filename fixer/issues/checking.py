"""Rules on one template: the places that break them, as issues, what would stop a deployment first.

A place becomes a gap without an ideal side: what is missing, what should be otherwise, what should not be there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import Any

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.condition import Condition
from fixer.catalogue.rule import SEVERITIES, Match, Rule, Severity
from fixer.compare.gaps import Entry, Gap
from fixer.compare.graph import Graph
from fixer.dialect import Dialect, Projection
from fixer.frozen import frozen
from fixer.issues.bindings import Operations, bound
from fixer.issues.claiming import Claimed, lonely_companions
from fixer.issues.clusters import of_rule
from fixer.issues.deployment import deployment
from fixer.issues.issue import Deployment, Issue, ResourceRef
from fixer.issues.nearness import Nearness
from fixer.issues.spots import located, members, spot
from fixer.issues.words import candidates
from fixer.pointer import join, resolve, split

# How many places of one rule in one entry are told apart.
MOST_PLACES = 50
_STAGES: tuple[Deployment | None, ...] = ("fails", "depends", None)


@frozen
class Proposal:
    """How one place is mended: RFC 6902 operations on the whole template, as the rule says them (parents not made)."""

    entry: Entry
    patch: tuple[Mapping[str, Any], ...]


@frozen
class Found:
    """An issue of one template before it has its fix. ``hidden``: it is not reported."""

    issue: Issue
    rule: Rule
    proposals: tuple[Proposal, ...]
    hidden: bool = False


@frozen
class _Place:
    """Where a rule is broken.

    ``spots`` are tokens below the entry, the best address first; ``note`` is what is wrong. ``patches`` mend it, each
    as a whole, with pointers into the template; ``removed`` is what the rule takes out of this entry.
    """

    rule: Rule
    match: Match | None
    entry: Entry
    spots: tuple[tuple[str, ...], ...]
    note: str = ""
    patches: tuple[Operations, ...] = ()
    removed: frozenset[str] = frozenset()


def check(template: Mapping[str, Any], catalogue: Catalogue, dialect: Dialect) -> list[Found]:
    """Every failure that the catalogue knows without an ideal, numbered from 1 in the order of the report."""
    entries = dialect.entries(template)
    places = [
        *_by_condition(template, entries, catalogue, dialect),
        *_by_detector(template, entries, catalogue, dialect),
    ]
    order = {entry.pointer: number for number, entry in enumerate(entries)}
    places.sort(key=lambda place: (place.rule.id, order[place.entry.pointer]))
    gaps = Gaps(template)
    issues: list[Found] = []
    near = Nearness(_Alone(dialect, template))
    rules: dict[str, list[_Place]] = {}
    for place in places:
        rules.setdefault(place.rule.id, []).append(place)
    for broken in rules.values():
        issues += _of_rule(broken, gaps, near)
    return numbered(issues)


def numbered(found: Sequence[Found]) -> list[Found]:
    """In the order of the report, what would stop a deployment first, with numbers from 1."""
    ordered = sorted(found, key=lambda one: _rank(one.issue))
    return [replace(one, issue=replace(one.issue, number=n)) for n, one in enumerate(ordered, 1)]


def takes_part(rule: Rule) -> bool:
    """Whether a rule is on where there is no ideal."""
    return rule.check_severity != "off"


def _rank(issue: Issue) -> tuple[int, int]:
    return _STAGES.index(issue.deployment), SEVERITIES.index(issue.severity)


def _by_condition(
    template: Mapping[str, Any], entries: Sequence[Entry], catalogue: Catalogue, dialect: Dialect
) -> Iterator[_Place]:
    context = dialect.context(template)
    for entry in entries:
        body: Any = None
        done: set[str] = set()
        projections: dict[str | None, Projection | None] = {}
        for rule, match, other in candidates(catalogue, dialect, entry):
            when, ast = match.alone
            # A detector of another dialect is not asked; its rule may say what can be seen without it.
            detected = rule.detector is not None and (match.check_when is None or rule.dialect == dialect.name)
            if when is None or detected or not takes_part(rule) or rule.id in done:
                continue
            body = resolve(template, entry.pointer) if body is None else body
            if body is None:
                break  # a section with nothing in it has no entries to be wrong
            if other is None:
                broken, value = Condition(when, ast).find(body, context, entry.id)
                places = _broken(rule, match, entry, body, value, dialect)
            else:
                if other.type not in projections:
                    projections[other.type] = dialect.projected(entry, body, other) if dialect.projected else None
                projection = projections[other.type]
                if projection is None:
                    continue
                broken, value = Condition(when, ast).find(projection.body, context)
                places = _broken_in_other_words(rule, match, entry, projection, value, dialect)
            if broken:
                done.add(rule.id)
                yield from places


def _broken(rule: Rule, match: Match, entry: Entry, body: Any, value: Any, dialect: Dialect) -> Iterator[_Place]:
    """The places of an entry that breaks a rule: one for each member that the condition chose, else one."""
    chosen = list(members(body, value))
    patches = bound(rule.patch(match), body, chosen)
    spots = located(patches, match, entry, body, chosen, dialect)
    absolute = tuple(_absolute(patch, entry) for patch in patches)
    for number, addresses in enumerate(spots[:MOST_PLACES]):
        yield _Place(rule, match, entry, addresses, "", () if number else absolute, _removed(absolute))


def _broken_in_other_words(
    rule: Rule, match: Match, entry: Entry, projection: Projection, value: Any, dialect: Dialect
) -> Iterator[_Place]:
    """The same of a rule in CloudFormation's words; its patch where it is known what that is in the entry's own."""
    chosen = list(members(projection.body, value))
    patches = bound(rule.patch(match), projection.body, chosen)
    own = [projection.patch(patch) for patch in patches]
    absolute = tuple(_absolute(patch, entry) for patch in own if patch) if all(own) else ()
    spots = located(patches if absolute else (), match, entry, projection.body, chosen, dialect)
    told: set[tuple[tuple[str, ...], ...]] = set()
    for addresses in spots[:MOST_PLACES]:
        places = tuple(dict.fromkeys(projection.place(tokens) for tokens in addresses))
        if places not in told:
            yield _Place(rule, match, entry, places, "", () if told else absolute)
            told.add(places)


def _absolute(patch: Operations, entry: Entry) -> Operations:
    """A patch with pointers below the entry as one of the whole template."""
    return tuple(
        {**operation, **{key: entry.pointer + operation[key] for key in ("path", "from") if key in operation}}
        for operation in patch
    )


def _by_detector(
    template: Mapping[str, Any], entries: Sequence[Entry], catalogue: Catalogue, dialect: Dialect
) -> Iterator[_Place]:
    known = {split(entry.pointer): entry for entry in entries}
    for rule in catalogue.detecting(dialect.name):
        if rule.detector is None or not takes_part(rule):
            continue
        for place in dialect.detect(rule.detector, template) or ():
            tokens = split(place.pointer)
            entry = known.get(tokens[:2]) or known.get(tokens[:1])
            if entry is None:
                continue
            below = tokens[len(split(entry.pointer)) :]
            own = bound(rule.patch(None), resolve(template, entry.pointer)) if not place.patch else []
            patches = (tuple(place.patch),) if place.patch else tuple(_absolute(patch, entry) for patch in own)
            yield _Place(rule, None, entry, (below,), place.message, patches, _removed(patches))


def _removed(patches: Iterable[Operations]) -> frozenset[str]:
    return frozenset(operation["path"] for patch in patches for operation in patch if operation["op"] == "remove")


def _of_rule(places: list[_Place], gaps: Gaps, near: Nearness) -> list[Found]:
    """The issues of one rule, grouped as the rule says."""
    rule = places[0].rule
    made = [(place, Claimed(gaps.at(place.entry, place.spots, place.removed), rule, place.match)) for place in places]
    dropped = set(lonely_companions([one for _, one in made], near))
    made = [one for number, one in enumerate(made) if number not in dropped]
    if not made:
        return []
    owner = {id(claimed.gap): place for place, claimed in made}
    clusters = of_rule([claimed for _, claimed in made], near)
    return [_found(rule, [(gap, owner[id(gap)]) for gap in cluster.gaps]) for cluster in clusters]


def _found(rule: Rule, parts: Sequence[tuple[Gap, _Place]]) -> Found:
    assert rule.check_severity != "off"
    severity: Severity = rule.check_severity
    notes = tuple(place.note for _, place in parts)
    issue = Issue(
        id=_id(rule, [place for _, place in parts]),
        number=0,
        rule=rule.id,
        title=rule.title,
        severity=severity,
        category=rule.category,
        resources=_resources(place.entry for _, place in parts),
        gaps=tuple(gap for gap, _ in parts),
        why=rule.why,
        impact=rule.impact,
        references=rule.references,
        deployment=deployment(rule),
        notes=notes if any(notes) else (),
    )
    proposals = tuple(Proposal(place.entry, patch) for _, place in parts for patch in place.patches)
    return Found(issue, rule, proposals)


def _id(rule: Rule, places: Iterable[_Place]) -> str:
    """A name that depends on the rule and its places only, so that it survives edits elsewhere."""
    told = "\n".join(sorted(place.entry.pointer + join(place.spots[0]) + "\n" + place.note for place in places))
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{rule.id}-{digest[:8]}"


def _resources(entries: Iterable[Entry]) -> tuple[ResourceRef, ...]:
    unique = {entry.pointer: ResourceRef(entry.id, entry.type, None) for entry in entries if entry.id}
    return tuple(unique.values())


class _Alone:
    """The reference graph of the only template that there is, made when something asks for it."""

    def __init__(self, dialect: Dialect, template: Mapping[str, Any]) -> None:
        self._dialect = dialect
        self._template = template

    @cached_property
    def model_graph(self) -> Graph:
        return Graph(self._dialect, self._template)

    @property
    def ideal_graph(self) -> Graph:
        return self.model_graph


class Gaps:
    """Makes gaps of places, no two at one address: every gap belongs to one issue. ``taken``: there already."""

    def __init__(self, template: Mapping[str, Any], taken: Iterable[Gap] = ()) -> None:
        self._template = template
        self._taken: set[tuple[str, str, str, str]] = {gap.key for gap in taken}

    def at(self, entry: Entry, spots: Sequence[tuple[str, ...]], removed: Set[str] = frozenset()) -> Gap:
        """The gap of a place: at its best address that is free, else around it, else inside its entry."""
        first = None
        body = resolve(self._template, entry.pointer)
        for tokens in _addresses(spots, body):
            gap = spot(removed, entry, body, tokens)
            first = first or gap
            if gap.key not in self._taken:
                self._taken.add(gap.key)
                return gap if gap is first else replace(gap, best=first.pointer)
        assert first is not None
        return first


def _addresses(spots: Sequence[tuple[str, ...]], body: Any) -> Iterator[tuple[str, ...]]:
    yield from spots
    for tokens in spots:
        for length in range(len(tokens) - 1, -1, -1):
            yield tokens[:length]
    if isinstance(body, dict):
        yield from ((str(key),) for key in body)
