"""Which of several templates is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.read.diagnosis import NOT_WHOLE, no_template
from fixer.read.document import Document
from fixer.read.source import Repair, Source, candidate_regions, first_source, whole_file
from fixer.read.template import Template, load

MAX_CANDIDATES = 100
SAME_STACK = 0.3
MUCH_SMALLER = 0.5
_MAIN = ("tapstack", "template", "main", "stack", "cloudformation", "master", "root")


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


def choose_one(found: Candidates) -> Template:
    """The template of one document; raises ``FixerError`` if it has none."""
    return _noting_broken(max(versions(found), key=lambda pick: (_is_main(pick), len(pick.resources))), found)


def choose(model: Candidates, ideal: Candidates) -> tuple[Template, Template]:
    """The pair that is meant: of one file name, else of one format, else the two that share the most resources.

    An ideal that repeats the model to the letter (the file as it was, beside the file put right) says nothing: it is
    taken only where there is no other.
    """
    pairs = [(left, right) for left in versions(model) for right in versions(ideal)]
    most = max(_shared(*pair) for pair in pairs)
    telling = [pair for pair in pairs if pair[0].data != pair[1].data and _shared(*pair) >= most * MUCH_SMALLER]
    pairs = telling or pairs
    left, right = max(pairs, key=lambda pair: _affinity(pair[0], pair[1], most))
    return _noting_broken(left, model), _noting_broken(right, ideal)


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


def _is_main(template: Template) -> int:
    name = template.source.name
    stem = PurePath(name).stem.lower() if name else ""
    return len(_MAIN) - _MAIN.index(stem) if stem in _MAIN else 0


def _affinity(model: Template, ideal: Template, most: int) -> tuple[float, ...]:
    """How well two templates answer to one another; ``most`` is how many resources any two of the documents share.

    A name or a format in common says nothing for a skeleton that shares far fewer resources than another pair does.
    """
    names = [PurePath(x.source.name).name.lower() if x.source.name else None for x in (model, ideal)]
    alike = _shared(model, ideal) >= most * MUCH_SMALLER
    return (
        alike and names[0] is not None and names[0] == names[1],
        alike and model.format == ideal.format,
        _shared(model, ideal),
        (_types(model) & _types(ideal)).total(),
        _is_main(model) + _is_main(ideal),
        len(model.resources) + len(ideal.resources),
    )


def _shared(model: Template, ideal: Template) -> int:
    return len(model.resources.keys() & ideal.resources.keys())


def _types(template: Template) -> Counter[str]:
    return Counter(str(resource.get("Type")) for resource in template.resources.values())


def _noting_broken(template: Template, found: Candidates) -> Template:
    """Says it where a later template, or a much larger one, was passed over because it cannot be read."""
    size = template.source.end - template.source.start
    notes = []
    for rejected in found.rejected:
        why = rejected.reason.what
        later = rejected.start > template.source.start
        least = 0 if later and "cut off" in why else size * MUCH_SMALLER if later else size / MUCH_SMALLER
        if why != NOT_WHOLE and rejected.size >= least:
            line, column = found.document.position(rejected.start)
            notes.append(Repair(line, column, f"what begins here was passed over: {why} (line {rejected.reason.line})"))
    if found.document.text.count("```") > 2 or "~~~" in found.document.text:
        from fixer.read.parts import parts_beside

        notes += parts_beside(template, found)
    if len(found.whole) > 1:
        from fixer.read.stacks import noting_others

        template = noting_others(template, found)
    if not notes:
        return template
    return replace(template, source=replace(template.source, repairs=(*template.source.repairs, *notes)))


def failure(found: Candidates) -> FixerError:
    """Why a document gave no template: the reason of the largest thing that looked like one."""
    if not found.rejected:
        return no_template(found.document)
    return max(found.rejected, key=lambda x: (x.size, x.start)).reason
