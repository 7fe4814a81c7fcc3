"""Suppressions that suppress nothing: an issue of their own, and how comments and metadata are rid of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.rule import Rule, RuleFix
from fixer.compare.gaps import ABSENT, Entry, Gap, GapKind, Pair
from fixer.issues.checking import Found, Proposal, takes_part
from fixer.issues.hidden import UNUSED
from fixer.issues.issue import Fix, Issue, ResourceRef
from fixer.issues.opinions import FOREIGN
from fixer.pointer import covers, parent, resolve
from fixer.read.comments import Comment
from fixer.read.edits import Edit
from fixer.suppress.directive import Directive, directive, place
from fixer.suppress.metadata import OWN
from fixer.suppress.suppressions import Suppression, Suppressions

RULE = Rule(
    id=UNUSED,
    title="Suppression that suppresses nothing",
    severity="info",
    check_severity="info",
    category="maintainability",
    match=(),
    detector=UNUSED,
    group="template",
    why="What it was written for is not there any more, or was never found here. Left in place it would hide the next "
    "failure of that kind without anybody having decided so.",
    impact="A failure that comes back later goes unnoticed.",
    references=(),
    fix=RuleFix("safe", "", ()),
    policy=None,
    examples=(),
    file="fixer/suppress/unused.py",
    line=1,
    origin="built in",
)
_WHERE = Entry("Resources", "", None, "/Resources")


def unused(
    said: Suppressions, issues: Sequence[Issue], data: Mapping[str, Any], catalogue: Catalogue, entries: Iterable[Entry]
) -> list[Found]:
    """The issue about what is said in comments, and that about what is said in metadata; without numbers."""
    left = [one for one in said.unused(issues) if _expected(one, catalogue)]
    known = list(entries)
    comments = [one for one in left if one.comment is not None]
    items = [one for one in left if one.comment is None]
    found = []
    if comments:
        # No patch of the data takes a comment out: ``tidied`` does, where the text is mended.
        found.append(Found(_issue(comments, known, data, Fix("safe", ())), replace(RULE, fix=None), ()))
    if items:
        found.append(Found(_issue(items, known, data, None), RULE, tuple(_proposals(items, known, data))))
    return found


def tidied(said: Suppressions, issues: Sequence[Issue], chosen: Sequence[Issue], catalogue: Catalogue) -> list[Edit]:
    """Edits of the document that take out of its comments what is said for nothing, as far as it was chosen."""
    pointers = {gap.pointer for issue in chosen for gap in issue.gaps if gap.model is ABSENT}
    left = [one for one in said.unused(issues) if one.comment is not None and _expected(one, catalogue)]
    words: dict[Comment, set[str]] = {}
    for one in left:
        if one.comment is not None and (one.pointer or _WHERE.pointer) in pointers:
            words.setdefault(one.comment, set()).add(one.word)
    return [_without(comment, gone, said.text) for comment, gone in words.items()]


def _without(comment: Comment, gone: set[str], text: str) -> Edit:
    """A comment without words; without what it says to the program, or altogether, where none is left."""
    own = text.index(comment.text, comment.start) + place(comment.text)
    listed = directive(text[own : comment.end].removesuffix("*/"))
    assert isinstance(listed, Directive)
    kept = [word for word in listed.words if word not in gone]
    if kept:
        opening = text.index("[", own)
        return Edit(opening + 1, text.index("]", opening), ", ".join(kept))
    if "\n" in text[comment.start : comment.end]:
        return _without_row(comment, own, text)
    before = text[comment.start : own].rstrip(" \t#/*")
    if before:
        closing = " */" if text[comment.start : comment.end].endswith("*/") else ""
        return Edit(comment.start + len(before), comment.end, closing)
    start, end = comment.start, comment.end
    while text[start - 1 : start] in (" ", "\t"):
        start -= 1
    if (start and text[start - 1] != "\n") or not comment.alone:
        return Edit(start, end, "")
    after = text.find("\n", end)
    return Edit(start, end, "") if after < 0 or text[end:after].strip() else Edit(start, after + 1, "")


def _without_row(comment: Comment, own: int, text: str) -> Edit:
    """A comment of several rows without the one that speaks to the program, as far as nothing else is in it."""
    start = text.rfind("\n", 0, own) + 1
    end = text.find("\n", own, comment.end)
    if start > comment.start and end >= 0 and not text[start:own].strip(" \t*"):
        return Edit(start, end + 1, "")
    return Edit(own, comment.end - len("*/") if end < 0 else end, "")


def _expected(one: Suppression, catalogue: Catalogue) -> bool:
    """Whether checking could have found what is suppressed: a rule may be for comparing only, or not exist."""
    if one.word == UNUSED or one.word.startswith(FOREIGN):
        return False
    rule = catalogue.get(one.word)
    return takes_part(rule) and not rule.diff_only if rule is not None else one.known(catalogue)


def _issue(several: Sequence[Suppression], known: Sequence[Entry], data: Mapping[str, Any], fix: Fix | None) -> Issue:
    gaps: dict[tuple[str, str, str, str], Gap] = {}
    notes: dict[tuple[str, str, str, str], list[str]] = {}
    for one in several:
        gap = _gap(one, known, data)
        gaps.setdefault(gap.key, gap)
        what = "nothing" if one.word == "*" else f"nothing of '{one.word}'"
        notes.setdefault(gap.key, []).append(f"line {one.line}: {what} is found here")
    told = "\n".join(sorted("\n".join(key) for key in gaps))
    refs = {entry.id: ResourceRef(entry.id, entry.type, None) for gap in gaps.values() if (entry := gap.pair.model)}
    return Issue(
        id=f"{UNUSED}-{crc32(told.encode('utf-8', 'surrogatepass')):08x}",
        number=0,
        rule=UNUSED,
        title=RULE.title,
        severity=RULE.severity,
        category=RULE.category,
        resources=tuple(ref for name, ref in refs.items() if name),
        gaps=tuple(gaps.values()),
        why=RULE.why,
        impact=RULE.impact,
        fix=fix,
        notes=tuple("; ".join(notes[key]) for key in gaps),
    )


def _gap(one: Suppression, known: Sequence[Entry], data: Mapping[str, Any]) -> Gap:
    """Where it stands in the metadata, or what its comment stands by."""
    pointer = one.place or one.pointer or "/Resources"
    entry = next((entry for entry in known if covers(entry.pointer, pointer)), _WHERE)
    value = resolve(data, one.place) if one.place else ABSENT
    path = tuple(pointer[len(entry.pointer) + 1 :].split("/")) if covers(entry.pointer, pointer) else ()
    kind: GapKind = "extra" if one.place else "changed"
    return Gap(kind, pointer, pointer, model=value, pair=Pair(entry, None, "same"), path=tuple(filter(None, path)))


def _proposals(several: Sequence[Suppression], known: Sequence[Entry], data: Mapping[str, Any]) -> Iterable[Proposal]:
    """One patch for each metadata: it takes out the items, or all that would be empty without them."""
    holders: dict[str, list[str]] = {}
    for one in several:
        holders.setdefault(one.pointer, []).append(one.place or "")
    for scope, places in holders.items():
        own = f"{scope}/Metadata/{OWN}"
        said = resolve(data, own)["ignore"]
        paths = list(reversed(places))
        if len(places) == (len(said) if isinstance(said, list) else 1):
            empty = f"{own}/ignore"
            while empty != f"{scope}/Metadata" and len(resolve(data, parent(empty))) == 1:
                empty = parent(empty)
            paths = [empty]
        entry = next((entry for entry in known if covers(entry.pointer, own)), _WHERE)
        yield Proposal(entry, tuple({"op": "remove", "path": path} for path in paths))
