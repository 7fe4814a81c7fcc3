"""The fix of every issue: its patch, what it requires, what it risks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fixer.compare.compare import Comparison
from fixer.compare.gaps import Gap
from fixer.compare.routes import spoken
from fixer.dialect import Dialect
from fixer.issues.issue import Fix, Issue, Replacement, Safety
from fixer.issues.kinds import is_class
from fixer.pointer import split
from fixer.remedy.patch import operations
from fixer.remedy.requirements import issue_requirements
from fixer.remedy.target import Builder

_RANK: dict[Replacement, int] = {"never": 0, "maybe": 1, "always": 2}
# Sections that programs alone have.
_OF_PROGRAMS = frozenset({"Stacks", "Variables", "Calls", "Code"})
# Where a changed value changes what people read and nothing that runs.
_WORDS = {"Description", "AlarmDescription", "ConstraintDescription", "Tags", "Comment"}


def with_fixes(issues: Sequence[Issue], dialect: Dialect, comparison: Comparison, builder: Builder) -> list[Issue]:
    """The same issues, each with its fix; what no gap stands behind has none."""
    needs, stuck = issue_requirements(issues, comparison, dialect)
    result = []
    for issue in issues:
        if not issue.gaps:
            result.append(issue)
            continue
        target = builder.build(issue.gaps)
        replacements = [_replacement(gap, dialect) for gap in issue.gaps]
        safety, why = _safety(issue, replacements, dialect, stuck.get(issue.id))
        fix = Fix(
            safety=safety,
            patch=operations(*target.apart(builder.model), target.renames),
            inner_patch=_inner_patch(issue),
            requires=tuple(sorted(needs[issue.id])),
            replacement=max(replacements, key=_RANK.__getitem__, default="never"),
            why=why,
        )
        result.append(replace(issue, fix=fix))
    return result


def _replacement(gap: Gap, dialect: Dialect) -> Replacement:
    """Whether closing the gap makes the platform replace a resource that stands."""
    model = gap.pair.model
    if model is None or model.type is None or (gap.kind == "extra" and not gap.path):
        return "never"
    if gap.kind in ("renamed", "replaced"):
        return "always"
    return dialect.replacement(model.type, gap.path)


def _safety(
    issue: Issue, replacements: Sequence[Replacement], dialect: Dialect, stuck: str | None
) -> tuple[Safety, str]:
    """Safe is what only adds, replaces nothing and copies no mistake; everything else says why it is not."""
    if stuck is not None:
        return "unsafe", f"it removes something that is still needed: {stuck}"
    if issue.ideal_problem:
        return "unsafe", f"the ideal is wrong here: {issue.ideal_problem}"
    replaced = next((n for n, replacement in enumerate(replacements) if replacement != "never"), None)
    if replaced is not None:
        model = issue.gaps[replaced].pair.model
        assert model is not None
        verb = "replaces" if replacements[replaced] == "always" else "may replace"
        data = ", which holds data" if model.type and dialect.holds_data(model.type) else ""
        return "unsafe", f"on a running stack {dialect.platform} {verb} {model.id}{data}"
    for gap in issue.gaps:
        why = _risk(gap)
        if why:
            return "unsafe", why
    return "safe", ""


def _risk(gap: Gap) -> str:
    entry = gap.pair.model or gap.pair.ideal
    name = entry.id if entry and entry.id else gap.pointer
    if gap.kind == "missing":
        body = gap.ideal if isinstance(gap.ideal, dict) else {}
        if entry and entry.section == "Parameters" and not gap.path and "Default" not in body:
            return f"it adds the parameter {name}, which has no default: every deployment must then give it"
        return ""
    if any(token[:1].upper() + token[1:] in _WORDS for token in gap.path):
        return ""
    if entry and gap.path == ("Within",):
        return f"it takes {name} out of the block around it or into another"
    if gap.kind == "extra":
        return f"it removes {_place(gap)}"
    return f"it changes what {_place(gap)} says"


def _place(gap: Gap) -> str:
    """Where a gap is: its pointer; in a program in the words that people have for it."""
    entry = gap.pair.model or gap.pair.ideal
    if entry is None or not (is_class(entry.type) or entry.section in _OF_PROGRAMS):
        return gap.pointer
    said = spoken(gap.path or split(gap.pointer)[2:], entry.section)
    words = "".join(f"[{one}]" if one.isdecimal() else f".{one}" for one in said).removeprefix(".")
    return f"{words} of {entry.id}" if words else entry.id


def _inner_patch(issue: Issue) -> tuple[dict[str, Any], ...]:
    """The changes inside strings, by inner pointer, one entry for each string."""
    strings: dict[str, list[Gap]] = {}
    for gap in issue.gaps:
        if gap.inner is not None:
            strings.setdefault(gap.pointer, []).append(gap)
    return tuple(
        {"pointer": pointer, "patch": [_inner_operation(gap) for gap in reversed(gaps)]}
        for pointer, gaps in strings.items()
    )


def _inner_operation(gap: Gap) -> dict[str, Any]:
    place = gap.inner_place if gap.inner_place is not None else ""
    if gap.kind == "extra":
        return {"op": "remove", "path": place}
    operation = "add" if gap.kind == "missing" else "replace"
    return {"op": operation, "path": place, "value": gap.ideal}
