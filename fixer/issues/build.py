"""Clusters to issues: a title, how bad, in what respect, why, and a name that lasts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

from fixer.compare.gaps import Gap
from fixer.dialect import REFUSED, Dialect
from fixer.issues.clusters import Cluster
from fixer.issues.deployment import deployment
from fixer.issues.issue import SEVERITIES, Issue, ResourceRef, Severity
from fixer.issues.wording import generic_impact, generic_title, generic_why

ORDER = {severity: number for number, severity in enumerate(SEVERITIES)}


def build(clusters: Iterable[Cluster], dialect: Dialect) -> list[Issue]:
    """Issues without fixes, the worst first, then in the order of the model; numbered from 1."""
    issues = [_weighed(_issue(found, dialect), dialect) for found in clusters]
    issues.sort(key=lambda issue: ORDER[issue.severity])
    return [replace(issue, number=number) for number, issue in enumerate(issues, 1)]


def _weighed(issue: Issue, dialect: Dialect) -> Issue:
    """What only looks different weighs nothing, whatever it is about; what cannot be deployed weighs most."""
    if all(gap.cosmetic for gap in issue.gaps):
        return replace(issue, severity="info")
    if issue.severity != "critical" and any(dialect.concern(gap) == REFUSED for gap in issue.gaps):
        return replace(issue, severity="critical")
    return issue


def _issue(found: Cluster, dialect: Dialect) -> Issue:
    gaps = tuple(found.gaps)
    problem = next((text for text in (_ideal_problem(gap, dialect) for gap in gaps) if text), None)
    if found.rule is not None:
        rule = found.rule
        return Issue(
            id=_id(rule.id, gaps),
            number=0,
            rule=rule.id,
            title=rule.title,
            severity=rule.severity,
            category=rule.category,
            resources=_resources(gaps),
            gaps=gaps,
            why=rule.why,
            impact=rule.impact,
            references=rule.references,
            ideal_problem=problem,
            deployment=deployment(rule) if found.seen else None,
        )
    assert found.generic is not None
    severity, category = _concern(gaps, dialect)
    return Issue(
        id=_id(found.generic.what, gaps),
        number=0,
        rule=None,
        title=generic_title(found.generic, gaps),
        severity=severity,
        category=category,
        resources=_resources(gaps),
        gaps=gaps,
        why=generic_why(found.generic, gaps),
        impact=generic_impact(found.generic, gaps, dialect),
        references=_links(gaps, dialect),
        ideal_problem=problem,
    )


def _id(name: str, gaps: Iterable[Gap]) -> str:
    """A name that depends on the rule and the places only, so that it survives edits elsewhere."""
    places = "\n\n".join(sorted("\n".join(gap.key) for gap in gaps))
    # Eight digits of a checksum tell as much as eight of a digest, and hashlib takes 2 ms to import.
    return f"{name}-{crc32(places.encode('utf-8', 'surrogatepass')):08x}"


def _resources(gaps: Iterable[Gap]) -> tuple[ResourceRef, ...]:
    found: dict[tuple[str | None, str | None], ResourceRef] = {}
    for gap in gaps:
        model, ideal = gap.pair.model, gap.pair.ideal
        entry = ideal or model
        if entry is None or not entry.id:
            continue
        ref = ResourceRef(model.id if model else None, (model or entry).type, ideal.id if ideal else None)
        found.setdefault((model.pointer if model else None, ideal.pointer if ideal else None), ref)
    return tuple(found.values())


def _concern(gaps: Iterable[Gap], dialect: Dialect) -> tuple[Severity, str]:
    """The worst of the gaps decides."""
    return min((dialect.concern(gap) for gap in gaps), key=lambda concern: ORDER[concern[0]])


def _ideal_problem(gap: Gap, dialect: Dialect) -> str | None:
    """What is wrong with the ideal's own value here, so that nobody copies it in good faith."""
    entry = gap.pair.ideal
    if entry is None or gap.kind in ("extra", "renamed") or gap.inner is not None:
        return None
    if gap.path:
        return dialect.problem(entry, gap.path, gap.ideal)
    body = gap.ideal.get("Properties") if isinstance(gap.ideal, dict) else None
    return dialect.problem(entry, ("Properties",), body) if body else None


def _links(gaps: Iterable[Gap], dialect: Dialect) -> tuple[str, ...]:
    links: dict[str, None] = {}
    for gap in gaps:
        entry = gap.pair.ideal or gap.pair.model
        if entry is not None and entry.type is not None and len(links) < 3:
            link = dialect.link(entry.type, gap.path[1:2] if gap.path[:1] == ("Properties",) else ())
            if link:
                links.setdefault(link)
    return tuple(links)
