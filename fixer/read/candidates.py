"""What a document offers: whole templates, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.read.diagnosis import no_template
from fixer.read.document import Document
from fixer.read.source import Source, candidate_regions, first_source, whole_file
from fixer.read.template import Template, load

MAX_CANDIDATES = 100
SAME_STACK = 0.3
MUCH_SMALLER = 0.5


@frozen
class Rejected:
    """Something that looks like a template and is not a whole one."""

    start: int
    size: int
    reason: FixerError


@frozen
class Candidates:
    """What a document offers: whole templates in order, and what was rejected.

    ``others`` are whole as well, but of stacks that are not meant.
    """

    document: Document
    whole: tuple[Template, ...]
    rejected: tuple[Rejected, ...]
    others: tuple[Template, ...] = ()


Read = Callable[[Document], Candidates]
"""What a document offers, in one dialect or another."""


def candidates(document: Document) -> Candidates:
    """Reads everything in a document that looks like a template, up to ``MAX_CANDIDATES`` of them."""
    whole: list[Template] = []
    rejected: list[Rejected] = []
    for source in _sources(document, whole):
        try:
            whole.append(load(source))
        except FixerError as error:
            rejected.append(Rejected(source.start, source.end - source.start, error))
        if len(whole) + len(rejected) >= MAX_CANDIDATES:
            break
    return Candidates(document, tuple(whole), tuple(rejected))


def _sources(document: Document, whole: list[Template]) -> Iterator[Source]:
    """What looks like a template. ``whole`` is watched: the next one begins where the last one that was read ended."""
    seen = False
    for region in candidate_regions(document):
        pos = region.start
        while source := first_source(document, region, pos):
            seen, count = True, len(whole)
            yield source
            pos = max(whole[-1].source.end if len(whole) > count else source.end, pos + 1)
    bare = None if seen else whole_file(document)
    if bare:
        yield bare


def versions(found: Candidates) -> list[Template]:
    """The last complete version of each stack that the document holds, per format."""
    if not found.whole:
        raise failure(found)
    stacks: list[list[Template]] = []
    for template in found.whole:
        known = next((stack for stack in stacks if same_stack(stack[-1], template)), None)
        if known is None:
            stacks.append([template])
        else:
            known.append(template)
    return [_last_complete(stack) for stack in stacks]


def same_stack(one: Template, other: Template) -> bool:
    if one.format != other.format:
        return False
    names = one.source.name, other.source.name
    if None not in names and names[0] != names[1]:
        return False
    return overlap(one, other) >= SAME_STACK


def _last_complete(stack: Sequence[Template]) -> Template:
    whole = [template for template in stack if template.elided is None] or list(stack)
    most = max(len(template.resources) for template in whole)
    return next(x for x in reversed(whole) if len(x.resources) >= most * MUCH_SMALLER)


def overlap(one: Template, other: Template) -> float:
    """The share of the smaller template's resources that the other has too."""
    smaller = min(len(one.resources), len(other.resources)) or 1
    return len(one.resources.keys() & other.resources.keys()) / smaller


def failure(found: Candidates) -> FixerError:
    """Why a document gave no template: the reason of the largest thing that looked like one."""
    if not found.rejected:
        return no_template(found.document)
    return max(found.rejected, key=lambda x: (x.size, x.start)).reason
