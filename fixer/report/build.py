"""From issues to the report value: excerpts, lines, words and counts, with secrets masked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from fixer.compare.gaps import ABSENT, Gap
from fixer.compare.routes import apart
from fixer.issues.hidden import Hidden, counted
from fixer.issues.hidden import told as said_of
from fixer.issues.issue import CATEGORIES, SEVERITIES, Evidence, Issue
from fixer.pointer import covers, join, split
from fixer.report.embedded import difference, is_text
from fixer.report.excerpt import WIDEST, Sheet, TemplateLike, excerpt
from fixer.report.links import link
from fixer.report.mask import MASK, Masker, Secret, masker
from fixer.report.report import Checks, Excerpt, Finding, Inventory, Link, Report, Side, Statement, Summary, Unshown
from fixer.report.statements import ideal_entry, model_entry, rank, readable_path, statements
from fixer.report.text import clip, visible
from fixer.report.titles import told_apart
from fixer.report.words import said_too

if TYPE_CHECKING:
    from fixer.report.readiness import Looking

PLACES = 2  # entries shown of an issue
LONG = 160  # characters of a row of a template that a person wrote


def build(
    issues: Sequence[Issue],
    model: TemplateLike,
    ideal: TemplateLike | None,
    sides: tuple[Side, Side | None],
    rewrite: bool,
    secret: Secret | None,
    told: bool = True,
    look: Callable[[], Looking] | None = None,
    hidden: Sequence[Hidden] = (),
    written: Callable[[Any], str] | None = None,
) -> Report:
    """The report on ``issues``, most severe first; without an ideal by their numbers. ``hidden`` are only counted.

    ``secret`` tells of a gap whether its literal values must stay hidden; names and forms of secrets are known besides.
    ``None``: nothing is hidden.
    ``written`` gives a value on one line as the template's language has it, where that is neither JSON nor YAML.
    ``look`` tells which rules bear on the templates; it is asked only for a checklist.
    Without ``told`` it has values, lines and counts, but no excerpts, sentences and links: half of the time goes there.
    """
    mask = masker(secret, model.data, ideal.data if ideal else None)
    # Without an ideal, the numbers put what would stop a deployment before what is only severe.
    ordered = sorted(
        told_apart(issues), key=lambda issue: (SEVERITIES.index(issue.severity) if ideal else 0, issue.number, issue.id)
    )
    # All gaps before all texts: what one issue shows to be a secret is hidden in every other.
    gaps = [tuple(map(mask.gap, issue.gaps)) for issue in ordered]
    behind = [tuple(map(mask.gap, one.issue.gaps)) for one in hidden]
    ours = Sheet(model, "model", mask)
    theirs = Sheet(ideal, "ideal", mask) if ideal else None
    if ideal is None and any(len(row.text) > LONG for issue in ordered for row in issue.evidence):
        ours.learn_all()  # a row that long holds more than the entry that it was quoted for
    elif told or ideal is None:
        _learn(gaps, ours, theirs)
    finding = partial(_told, written=written) if told else _finding
    findings = tuple(finding(issue, masked, ours, theirs, mask) for issue, masked in zip(ordered, gaps, strict=True))
    unshown = tuple(
        Unshown(_finding(one.issue, masked, ours, theirs, mask), one.reasons)
        for one, masked in zip(hidden, behind, strict=True)
    )

    def survey() -> Inventory:
        from fixer.report import inventory  # few forms ask for it

        return inventory.survey(findings, model, ideal)

    def checks() -> Checks:
        from fixer.report import readiness

        return readiness.checks(look(), findings, ideal is not None) if look else {}

    return Report(sides[0], sides[1], summarise(findings, rewrite, hidden), findings, unshown, survey, checks)


def _learn(gaps: Sequence[tuple[Gap, ...]], ours: Sheet, theirs: Sheet | None) -> None:
    """Excerpts, and the rows that bear an issue out, show more of an entry than its gaps: the masker has to have seen
    all of it."""
    pairs = {id(gap.pair): gap.pair for several in gaps for gap in several}
    for pair in pairs.values():
        if pair.model is not None:
            ours.learn(pair.model)
        if pair.ideal is not None and theirs is not None:
            theirs.learn(pair.ideal)


def summarise(findings: Sequence[Finding], rewrite: bool, hidden: Sequence[Hidden] = ()) -> Summary:
    """The counts over ``findings``."""
    severities: Counter[str] = Counter(finding.issue.severity for finding in findings)
    categories = Counter(finding.issue.category for finding in findings)
    safeties = Counter(finding.issue.fix.safety for finding in findings if finding.issue.fix)
    known = [*CATEGORIES, *sorted(categories.keys() - set(CATEGORIES))]
    return Summary(
        issues=len(findings),
        gaps=sum(len(finding.issue.gaps) for finding in findings),
        by_severity={severity: severities[severity] for severity in SEVERITIES},
        by_category={category: categories[category] for category in known if categories[category]},
        unclassified=sum(finding.issue.rule is None for finding in findings),
        rewrite=rewrite,
        by_safety={safety: safeties[safety] for safety in ("safe", "unsafe", "manual") if safeties[safety]},
        leading=_leading(categories),
        hidden=(unseen := counted(hidden)),
        not_shown=said_of(unseen),
    )


def _leading(categories: Counter[str]) -> tuple[str, ...]:
    """The one to three categories that stand out: each with two issues or more, and more than the next one has."""
    ranked = categories.most_common(4)
    for size in range(min(3, len(ranked)), 0, -1):
        least = ranked[size - 1][1]
        if least >= 2 and (size == len(ranked) or least > ranked[size][1]):
            return tuple(category for category, _ in ranked[:size])
    return ()


def _finding(issue: Issue, gaps: tuple[Gap, ...], ours: Sheet, theirs: Sheet | None, masker: Masker) -> Finding:
    shown = _masked(issue, gaps, masker)
    made = _constructs(ours, theirs)
    if made:
        paths = [made.get(join(("Resources", one.id or one.ideal_id or ""))) for one in shown.resources]
        refs = (replace(one, construct=path) for one, path in zip(shown.resources, paths, strict=True))
        shown = replace(shown, resources=tuple(refs))
    return Finding(
        issue=shown,
        before=(),
        after=(),
        lines=tuple((_line(ours, gap.pointer), _line(theirs, gap.ideal_pointer)) for gap in gaps),
        masked=shown.gaps != issue.gaps,
        patch_masked=shown.fix is not None and issue.fix is not None and shown.fix.patch != issue.fix.patch,
        second=said_too(issue) if issue.opinions else "",
    )


def _told(
    issue: Issue,
    gaps: tuple[Gap, ...],
    ours: Sheet,
    theirs: Sheet | None,
    masker: Masker,
    written: Callable[[Any], str] | None,
) -> Finding:
    """The finding as people read it."""
    found = _finding(issue, gaps, ours, theirs, masker)
    notes = None if theirs else found.issue.notes or [""] * len(gaps)
    template = ours.template
    said, asked, more = statements(gaps, ours.own_line, template.source.format, notes, written, template.data)
    made = _constructs(ours, theirs)
    if made:
        said, asked = (tuple(_with_constructs(one, made) for one in several) for several in (said, asked))
    before, after = _excerpts(issue, ours, theirs)
    return replace(
        found,
        before=before,
        after=after or _proposed(found.issue, theirs),
        masked=found.masked or (masker.hides and any(MASK in piece.text for piece in (*before, *after))),
        statements=said,
        requests=asked,
        more=more,
        line=_first_line(gaps, ours),
        links=_links(issue),
    )


def _constructs(ours: Sheet, theirs: Sheet | None) -> dict[str, str]:
    """The paths of constructs by the pointers of the resources that were made from them; the model's before the
    ideal's."""
    return {**(theirs.template.constructs if theirs else {}), **ours.template.constructs}


def _with_constructs(statement: Statement, made: Mapping[str, str]) -> Statement:
    if statement.what != "resource":
        return statement
    places = (replace(one, construct=made.get(join(("Resources", one.id)))) for one in statement.places)
    return replace(statement, places=tuple(places))


def _masked(issue: Issue, gaps: tuple[Gap, ...], masker: Masker) -> Issue:
    fix = issue.fix
    if fix is not None:
        fix = replace(
            fix, patch=masker.patch(fix.patch), inner_patch=masker.patch(fix.inner_patch), why=masker.text(fix.why)
        )
    return replace(
        issue,
        title=masker.text(issue.title),
        why=masker.text(issue.why),
        impact=masker.text(issue.impact),
        ideal_problem=None if issue.ideal_problem is None else masker.text(issue.ideal_problem),
        evidence=tuple(Evidence(item.file, item.line, masker.quoted(item.text[:2000])) for item in issue.evidence),
        notes=tuple(map(masker.text, issue.notes)),
        opinions=tuple(replace(one, says=masker.text(one.says)) for one in issue.opinions),
        gaps=gaps,
        fix=fix,
    )


def _line(sheet: Sheet | None, pointer: str) -> int | None:
    return sheet.line(pointer) if sheet else None


def _first_line(gaps: Sequence[Gap], ours: Sheet) -> int | None:
    """The first line of the model's entries that the gaps are in; of what is missing altogether there is none."""
    known = [ours.line(gap.pointer) for gap in gaps if ours.nearest(entry := model_entry(gap)) == entry]
    return min((line for line in known if line is not None), default=None)


def _links(issue: Issue) -> tuple[Link, ...]:
    if not issue.references:
        return ()
    types = [resource.type for resource in issue.resources if resource.type]
    fields = [token for gap in issue.gaps for token in gap.path]
    return tuple(dict.fromkeys(link(reference, (*types, *fields)) for reference in issue.references))


def _excerpts(issue: Issue, ours: Sheet, theirs: Sheet | None) -> tuple[tuple[Excerpt, ...], tuple[Excerpt, ...]]:
    """What the most telling entries of an issue look like on both sides."""
    groups: dict[tuple[str, str], list[Gap]] = {}
    for gap in issue.gaps:
        homes = _home(ours, model_entry(gap), gap.pointer), _home(theirs, ideal_entry(gap), gap.ideal_pointer)
        groups.setdefault(homes, []).append(gap)
    before: list[Excerpt | None] = []
    after: list[Excerpt | None] = []
    for (model, ideal), gaps in _telling(groups):
        texts = _diff(gaps, ours, theirs) if theirs else None
        if texts is not None:
            after.append(texts)
            continue
        before.append(_piece(ours, model, [gap.pointer for gap in gaps], [gap.model is ABSENT for gap in gaps]))
        if theirs is not None:
            pointers = [gap.ideal_pointer for gap in gaps]
            after.append(_piece(theirs, ideal, pointers, [gap.ideal is ABSENT for gap in gaps]))
    return _unique(before), _unique(after)


def _home(sheet: Sheet | None, entry: str, pointer: str) -> str:
    """The entry, or the statement of its own, elsewhere in the text, that says the part of it with ``pointer``."""
    tokens = split(pointer[len(entry) :]) if covers(entry, pointer) else ()
    section = (split(entry) or ("",))[0]
    # All calls of a method are shown by the first of them.
    first = (*tokens, "0")
    tokens = first if tokens and not apart(tokens, section) and apart(first, section) == len(first) else tokens
    depth = apart(tokens, section) if sheet else 0
    part = entry + join(tokens[:depth])
    return part if depth and sheet and sheet.nearest(part) == part else entry


def _telling(groups: dict[tuple[str, str], list[Gap]]) -> list[tuple[tuple[str, str], list[Gap]]]:
    """The entries to show: those that tell most, and no second one that only repeats the first."""
    chosen: list[tuple[tuple[str, str], list[Gap]]] = []
    told: set[tuple[str, str]] = set()
    for entries, gaps in sorted(groups.items(), key=lambda item: (min(map(rank, item[1])), -len(item[1]))):
        news = {(gap.kind, readable_path(gap) or entries[1]) for gap in gaps}
        if len(chosen) < PLACES and not news <= told:
            chosen.append((entries, gaps))
            told |= news
    return chosen


def _unique(pieces: Sequence[Excerpt | None]) -> tuple[Excerpt, ...]:
    return tuple(dict.fromkeys(piece for piece in pieces if piece is not None))


def _piece(sheet: Sheet, entry: str, pointers: Sequence[str], absent: Sequence[bool]) -> Excerpt | None:
    """What stands at ``pointers`` of an entry, or around them where there is nothing."""
    if sheet.nearest(entry) != entry or not entry:
        return None
    targets: dict[str, None] = {}
    anchors: dict[str, None] = {}
    for pointer, gone in zip(pointers, absent, strict=True):
        near = sheet.nearest(pointer)
        (anchors if gone or near != pointer else targets)[near] = None
    return excerpt(sheet, entry, list(targets), list(anchors))


def _diff(gaps: Sequence[Gap], ours: Sheet, theirs: Sheet) -> Excerpt | None:
    """The diff of the first text of an entry, where its gaps lie inside one."""
    first = next((gap for gap in gaps if is_text(gap)), None)
    if first is None or not is_text(gaps[0]):
        return None
    same = [gap for gap in gaps if (gap.pointer, gap.ideal_pointer) == (first.pointer, first.ideal_pointer)]
    try:
        model, ideal = ours.value(first.pointer), theirs.value(first.ideal_pointer)
    except LookupError:
        return None
    found = difference(same, model, ideal)
    if found is None:
        return None
    text, hidden = found
    lines = [clip(visible(ours.masker.row(line[:2000])).expandtabs(4), WIDEST) for line in text.split("\n")]
    if hidden:
        lines.append(f"… {hidden} more line{'s' if hidden > 1 else ''}")
    return Excerpt(
        "ideal", first.ideal_pointer, theirs.line(first.ideal_pointer) or 1, "diff", "\n".join(lines), hidden
    )


def _proposed(issue: Issue, theirs: Sheet | None) -> tuple[Excerpt, ...]:
    """With no ideal to quote from, the patch itself."""
    if theirs is not None or issue.fix is None or not issue.fix.patch:
        return ()
    rows = [json.dumps(operation, ensure_ascii=False, default=str) for operation in issue.fix.patch]
    lines = [clip(visible(row), WIDEST) for row in rows[:8]]
    if len(rows) > 8:
        lines.append(f"… {len(rows) - 8} more operation{'s' if len(rows) > 9 else ''}")
    return (
        Excerpt("model", str(issue.fix.patch[0].get("path", "")), 1, "json", "\n".join(lines), max(len(rows) - 8, 0)),
    )
