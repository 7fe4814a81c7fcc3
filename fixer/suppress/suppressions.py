"""What a template says of itself that is not to be reported: read from its comments and its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from itertools import chain, islice
from typing import TYPE_CHECKING

from fixer.frozen import frozen
from fixer.issues.hidden import UNUSED, Reason, Verdict
from fixer.issues.issue import CATEGORIES, Issue
from fixer.issues.opinions import FOREIGN
from fixer.pointer import parent
from fixer.suppress import metadata
from fixer.suppress.directive import MARK, Directive, directive

if TYPE_CHECKING:
    from fixer.catalogue.catalogue import Catalogue
    from fixer.compare.gaps import Gap
    from fixer.read.comments import Comment
    from fixer.read.template import Template

MOST = 2_000
"""Suppressions of one template that count; no template is known to need a hundredth of them."""
_MOST_WARNINGS = 50
_MOST_HINTS = 10
_GLOBS = "*?["


@frozen
class Suppression:
    """One word (a rule id, a category, a pattern; ``*``: everything) that holds for the value at ``pointer``.

    It is said in a ``comment`` or in the item ``place`` of the metadata; ``line`` is where, in the user's file.
    """

    word: str
    pointer: str
    reason: str
    line: int | None
    comment: Comment | None = None
    place: str | None = None

    def names(self, issue: Issue) -> bool:
        """Whether an issue is one of those meant, wherever it is."""
        if issue.rule == UNUSED:
            return self.word == UNUSED
        if not any(mark in self.word for mark in _GLOBS):
            return self.word in names(issue)
        return any(fnmatchcase(name, self.word) for name in names(issue))

    def known(self, catalogue: Catalogue) -> bool:
        """Whether there is a rule or a category that is meant."""
        if self.word in (*CATEGORIES, UNUSED) or catalogue.get(self.word) is not None or self.word.startswith(FOREIGN):
            return True
        return any(mark in self.word for mark in _GLOBS) and any(
            fnmatchcase(name, self.word) for name in (*CATEGORIES, *(rule.id for rule in catalogue.rules))
        )


def names(issue: Issue) -> tuple[str, str]:
    """What an issue goes by: its rule, or what kind of difference it is, and its category."""
    return issue.rule or issue.id.rpartition("-")[0], issue.category


class Suppressions:
    """All suppressions of one template. ``wrong``: lines of the user's file and what is not understood there."""

    def __init__(self, template: Template) -> None:
        self.path = template.source.document.path
        self.text = template.source.document.text
        self.wrong: list[tuple[int | None, str]] = []
        found = chain(self._comments(template), self._metadata(template))
        self.all = list(islice(found, MOST))
        self._at: dict[str, list[Suppression]] = {}
        for one in self.all:
            self._at.setdefault(one.pointer, []).append(one)
        rest = next(found, None)
        if rest is not None:
            self.wrong.append(
                (rest.line, f"more than {MOST:,} suppressions: this one and all that follow do not count")
            )

    def _comments(self, template: Template) -> Iterable[Suppression]:
        from fixer.read.comments import comments

        for comment in comments(template, MARK):
            said = directive(comment.text)
            if isinstance(said, str):
                self.wrong.append((comment.line, said))
            elif said is not None:
                yield from self._said(comment, said)

    def _said(self, comment: Comment, said: Directive) -> Iterable[Suppression]:
        pointer = "" if said.whole else comment.pointer
        if pointer is None:
            self.wrong.append((comment.line, "the comment stands neither in the line of a key nor above one"))
            return
        for word in said.words or ("*",):
            yield Suppression(word, pointer, said.reason, comment.line, comment)

    def _metadata(self, template: Template) -> Iterable[Suppression]:
        found, wrong = metadata.items(template.data)
        self.wrong += [(template.line(pointer), text) for pointer, text in wrong]
        for item in found:
            yield Suppression(item.word, item.scope, item.reason, template.line(item.pointer), None, item.pointer)

    def verdict(self, issue: Issue, gap: Gap | None) -> Reason | None:
        """What hides a gap of an issue: the innermost of the suppressions that are about it."""
        found = self.of(issue, gap)
        if not found:
            return None
        one = max(found, key=lambda one: len(one.pointer))
        return Reason("suppressed", one.reason, self.path, one.line)

    def of(self, issue: Issue, gap: Gap | None) -> list[Suppression]:
        """The suppressions that are about a gap of an issue."""
        pointer = (gap.best or gap.pointer) if gap is not None else ""
        return [one for scope in _scopes(pointer) for one in self._at.get(scope, ()) if one.names(issue)]

    def hide(self, template: Template, issues: Sequence[Issue]) -> Verdict | None:
        """As what may hide issues of the template."""
        return self.verdict if self.all else None

    def unused(self, issues: Iterable[Issue]) -> list[Suppression]:
        """The suppressions that are about none of the issues."""
        used = {id(one) for issue in issues for gap in issue.gaps or (None,) for one in self.of(issue, gap)}
        return [one for one in self.all if id(one) not in used]

    def warnings(self, catalogue: Catalogue, issues: Iterable[Issue]) -> list[str]:
        """What is not understood, a line each, with its place and, of a rule that does not exist, the nearest."""
        known = {name for issue in issues for name in names(issue)}
        found = list(self.wrong)
        unknown = [one for one in self.all if one.word not in known and not one.known(catalogue)]
        for number, one in enumerate(unknown):
            hint = _nearest(one.word, catalogue) if number < _MOST_HINTS else "fixer rules lists them all"
            found.append((one.line, f"there is no rule or category '{one.word}' to ignore; {hint}"))
        found.sort(key=lambda one: one[0] or 0)
        told = list(dict.fromkeys(f"{self.path}:{line}: {text}" for line, text in found))
        more = len(told) - _MOST_WARNINGS
        return [*told[:_MOST_WARNINGS], f"{self.path}: {more} more like these"] if more > 0 else told


def _nearest(word: str, catalogue: Catalogue) -> str:
    close = get_close_matches(word, [*(rule.id for rule in catalogue.rules), *CATEGORIES], 1, 0.6)
    return f"did you mean '{close[0]}'?" if close else "fixer rules lists them all"


def _scopes(pointer: str) -> Iterator[str]:
    """A pointer and those of all that it lies in, the innermost first."""
    yield pointer
    while pointer:
        pointer = parent(pointer)
        yield pointer


def read(template: Template) -> Suppressions | None:
    """What a template suppresses; ``None``, without a search, where it does not speak to the program at all."""
    if metadata.OWN not in template.source.document.text:
        return None
    found = Suppressions(template)
    return found if found.all or found.wrong else None
