"""Titles that tell issues of one rule apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fixer.issues.issue import Issue


def told_apart(issues: Sequence[Issue]) -> list[Issue]:
    """The same issues; of those with one title each says which entry it is about: ``Property does not exist: Api``."""
    counts = Counter(issue.title for issue in issues)
    return [replace(issue, title=_named(issue)) if counts[issue.title] > 1 else issue for issue in issues]


def _named(issue: Issue) -> str:
    names = list(_ids(issue))
    if not names:
        return issue.title
    rest = len(names) - 1
    return f"{issue.title}: {names[0]}" + (f" and {rest} more" if rest else "")


def _ids(issue: Issue) -> Iterable[str]:
    return dict.fromkeys(name for one in issue.resources if (name := one.id or one.ideal_id))
