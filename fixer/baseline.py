"""A baseline: what is known to be wrong and was taken over, so that only what is new is reported.

A finding is known by its rule, the entry that it is about and a digest of what stands there: not by lines, layout, the
order of keys or the format of the file. Values are in the digest alone, secrets not even there. Text in, text out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import Any, Literal

from fixer.compare.gaps import ABSENT, Gap
from fixer.compare.meaning import Meaning
from fixer.dialect import Dialect
from fixer.dialects import dialect_of
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.hidden import Reason, Verdict
from fixer.issues.issue import Issue
from fixer.pointer import resolve, split
from fixer.read.template import Template
from fixer.report.mask import Masker, masker

VERSION = 1
MAX_FINDINGS = 200_000
_DIGITS = 16
UNNAMED = "<stdin>"
"""What has no file of its own."""
Of = Literal["check", "diff"]


@frozen
class Key:
    """What a finding is known by. ``type``: of a resource, else the section that the entry is in."""

    rule: str | None
    resource: str
    type: str
    digest: str

    @property
    def order(self) -> tuple[str, str, str, str]:
        return self.rule or "", self.resource, self.type, self.digest


@frozen
class Baseline:
    """How often each finding is known in one template, and in which files. ``of``: the command that found them.

    ``absent`` are files that are not there any more, ``named`` gives the name that a document's path has in ``files``.
    Without it a finding is known in every file.
    """

    path: str
    of: Of
    counts: Mapping[Key, int] = field(default_factory=dict)
    files: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    named: Callable[[str], str] | None = None

    @property
    def names(self) -> frozenset[str]:
        """All files that findings are known in."""
        return frozenset(name for names in self.files.values() for name in names)

    def knows(self, key: Key, name: str | None) -> bool:
        """Whether a finding in a file of this name is a known one: there, or in a file that may have become it."""
        files = self.files.get(key)
        if not files or name in (None, UNNAMED, *files) or UNNAMED in files:
            return True
        return not self.absent.isdisjoint(files)

    def hide(self, template: Template, issues: Sequence[Issue]) -> Verdict | None:
        """As what may hide issues of a template: of equal findings as many as are known."""
        left = Counter(self.counts)
        name = self.named(template.source.document.path) if self.named else None
        hidden: set[tuple[str, tuple[str, ...]]] = set()
        for key, issue, gap in findings(template, issues, self.of):
            if left[key] > 0 and self.knows(key, name):
                left[key] -= 1
                hidden.add(_place(issue, gap))
        if not hidden:
            return None
        reason = Reason("baseline", "", self.path)
        return lambda issue, gap: reason if _place(issue, gap) in hidden else None


def _place(issue: Issue, gap: Gap | None) -> tuple[str, tuple[str, ...]]:
    return issue.id, gap.key if gap is not None else ()


Found = Sequence[tuple[str, Template, Sequence[Issue]]]
"""What a call found: for each template its file's name, as baselines have it, and its issues."""


def findings(template: Template, issues: Iterable[Issue], of: Of) -> Iterator[tuple[Key, Issue, Gap | None]]:
    """The findings of a template: one for each gap, one for an issue without any."""
    dialect = dialect_of(template)
    mask = masker(partial(_is_secret, dialect=dialect), template.data, None)
    agreed = dialect.agreed({}, {}, {})
    for issue in issues:
        what = "" if issue.rule else issue.id.rpartition("-")[0]
        for gap in issue.gaps or (None,):
            entry = (gap.pair.model or gap.pair.ideal) if gap is not None else None
            if gap is None or entry is None:
                yield Key(issue.rule, "", "", _digest([what, issue.title])), issue, gap
                continue
            told = _compared if of == "diff" else partial(_alone, template=template)
            digest = _digest([what, *told(mask, gap, Meaning(dialect, entry, agreed))])
            yield Key(issue.rule, entry.id or entry.section, entry.type or entry.section, digest), issue, gap


def _alone(mask: Masker, gap: Gap, meaning: Meaning, template: Template) -> list[Any]:
    """What is wrong at a place of one template: the best address that the rule has for it, and what stands there.

    Of an entry as a whole, or of all its properties, the content does not count: any other change would be in it.
    """
    entry = gap.pair.model
    if gap.best is not None and entry is not None:
        path = split(gap.best)[len(split(entry.pointer)) :]
        gap = replace(gap, pointer=gap.best, path=path, model=_there(template.data, gap.best))
    value = mask.gap(replace(gap, ideal=ABSENT)).model if gap.path not in ((), ("Properties",)) else ABSENT
    return [_route(gap), _text(meaning, value, gap.path)]


def _compared(mask: Masker, gap: Gap, meaning: Meaning) -> list[Any]:
    """What differs between two templates; of a whole entry, that it is there on one side."""
    seen = mask.gap(gap)
    values = (seen.model, seen.ideal) if gap.path or gap.kind == "renamed" else ()
    return [gap.kind, _route(gap), *(_text(meaning, value, gap.path) for value in values)]


def _there(data: Any, pointer: str) -> Any:
    try:
        return resolve(data, pointer)
    except LookupError:
        return ABSENT


def _route(gap: Gap) -> list[str]:
    """Where a gap is in its entry, without places in lists."""
    return ["*" if token.isdigit() else token for token in (*gap.path, *(gap.inner or "").split("/"))]


def _text(meaning: Meaning, value: Any, path: tuple[str, ...]) -> str | None:
    return None if value is ABSENT else meaning.text(meaning.canonical(value), path)


def _digest(told: Any) -> str:
    from hashlib import sha256

    return sha256(json.dumps(told).encode()).hexdigest()[:_DIGITS]


def _is_secret(gap: Gap, dialect: Dialect) -> bool:
    entry = gap.pair.ideal or gap.pair.model
    return entry is not None and any(dialect.secret(entry, gap.path, value) for value in (gap.model, gap.ideal))


def made(path: str, of: Of, found: Found) -> Baseline:
    """The baseline of what a call found."""
    counts: dict[Key, int] = {}
    names: dict[Key, set[str]] = {}
    for name, template, issues in found:
        here = Counter(key for key, _, _ in findings(template, issues, of))
        for key, count in here.items():
            counts[key] = max(counts.get(key, 0), count)
            names.setdefault(key, set()).add(name)
    return Baseline(path, of, counts, {key: tuple(sorted(several)) for key, several in names.items()})


def gone(baseline: Baseline, found: Found) -> tuple[int, int]:
    """How many findings of a baseline are not there any more, and of how many; only of files that were looked at, or
    are not there any more themselves."""
    now = made(baseline.path, baseline.of, found).counts
    looked = {name for name, _, _ in found}
    if baseline.names - baseline.absent - {UNNAMED}:
        # Where none is there, the baseline itself has been moved, and nothing is known of its files.
        looked |= baseline.absent
    missing = sum(
        max(count - now.get(key, 0), 0)
        for key, count in baseline.counts.items()
        if looked.issuperset(baseline.files.get(key, ()))
    )
    return missing, sum(baseline.counts.values())


def render(baseline: Baseline) -> str:
    """The baseline as JSON text, a line for each finding, in an order of its own."""
    rows = []
    for key in sorted(baseline.counts, key=lambda key: key.order):
        row: dict[str, Any] = {"rule": key.rule, "resource": key.resource, "type": key.type, "digest": key.digest}
        if baseline.counts[key] > 1:
            row["count"] = baseline.counts[key]
        row["files"] = list(baseline.files.get(key, ()))
        rows.append("    " + json.dumps(row))
    body = "[\n" + ",\n".join(rows) + "\n  ]" if rows else "[]"
    return f'{{\n  "fixer": "baseline",\n  "version": {VERSION},\n  "of": "{baseline.of}",\n  "findings": {body}\n}}\n'


def parse(path: str, text: str, of: Of) -> Baseline:
    """The baseline in a text; a ``FixerError`` says what it is instead."""
    hint = "--write-baseline FILE makes one"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise FixerError("is no baseline: it is not JSON", path, hint=hint) from None
    if not isinstance(data, dict) or data.get("fixer") != "baseline":
        raise FixerError("is no baseline", path, hint=hint)
    version = data.get("version")
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        what = f"is a baseline of version {version}; this fixer reads version {VERSION}"
        raise FixerError(what if newer else "is no baseline: it has no version", path,
                         hint="a newer fixer reads it; this one can write another" if newer else hint)  # fmt: skip
    if data.get("of") != of:
        other = "diff" if of == "check" else "check"
        what = (
            f"is a baseline of fixer {other}, not of fixer {of}"
            if data.get("of") == other
            else "is no baseline: 'of' is neither check nor diff"
        )
        raise FixerError(what, path, hint=hint)
    rows = data.get("findings")
    if not isinstance(rows, list) or len(rows) > MAX_FINDINGS:
        what = (
            "is no baseline: 'findings' is no list"
            if not isinstance(rows, list)
            else f"holds more than {MAX_FINDINGS:,} findings"
        )
        raise FixerError(what, path, hint=hint)
    return _read(path, of, rows)


def _read(path: str, of: Of, rows: Sequence[Any]) -> Baseline:
    counts: Counter[Key] = Counter()
    files: dict[Key, tuple[str, ...]] = {}
    for number, row in enumerate(rows, 1):
        problem = _problem(row)
        if problem:
            raise FixerError(
                f"is no baseline: finding {number} {problem}", path, hint="--write-baseline FILE makes one"
            )
        key = Key(row["rule"], row["resource"], row["type"], row["digest"])
        counts[key] += row.get("count", 1)
        files[key] = tuple(row.get("files", ()))
    return Baseline(path, of, counts, files)


def _problem(row: Any) -> str:
    """What is wrong with one finding of a file; empty: nothing."""
    if not isinstance(row, dict):
        return "is no mapping"
    for name in ("resource", "type", "digest"):
        if not isinstance(row.get(name), str):
            return f"has no '{name}'"
    if not isinstance(row.get("rule", 0), str | None):
        return "has no 'rule'"
    count, files = row.get("count", 1), row.get("files", [])
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return "has a 'count' that is no number from 1 on"
    if not isinstance(files, list) or not all(isinstance(one, str) for one in files):
        return "has 'files' that are no list of names"
    return ""
