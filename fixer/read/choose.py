"""Which of several templates is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from fixer.errors import FixerError
from fixer.read.document import Document
from fixer.read.source import candidate_regions, first_source
from fixer.read.template import Template, load

SAME_STACK = 0.3
MUCH_SMALLER = 0.5
_MAIN = ("tapstack", "template", "main", "stack", "cloudformation", "master", "root")


@dataclass(frozen=True)
class Rejected:
    """Something that looks like a template and is not a whole one."""

    start: int
    size: int
    reason: FixerError


@dataclass(frozen=True)
class Candidates:
    """What a document offers: whole templates in order, and what was rejected."""

    document: Document
    whole: tuple[Template, ...]
    rejected: tuple[Rejected, ...]


def candidates(document: Document) -> Candidates:
    """Reads everything in a document that looks like a template."""
    whole: list[Template] = []
    rejected: list[Rejected] = []
    for region in candidate_regions(document):
        pos = region.start
        while source := first_source(document, region, pos):
            try:
                template = load(source)
            except FixerError as error:
                rejected.append(Rejected(source.start, source.end - source.start, error))
                pos = source.end
            else:
                whole.append(template)
                pos = template.source.end
    return Candidates(document, tuple(whole), tuple(rejected))


def choose_one(found: Candidates) -> Template:
    """The template of one document; raises ``FixerError`` if it has none."""
    return max(_versions(found), key=lambda pick: (_is_main(pick), len(pick.resources)))


def choose(model: Candidates, ideal: Candidates) -> tuple[Template, Template]:
    """The pair that is meant: that of one file name, else of one format, else the two that share the most resources."""
    return max(
        ((left, right) for left in _versions(model) for right in _versions(ideal)),
        key=lambda pair: _affinity(*pair),
    )


def _versions(found: Candidates) -> list[Template]:
    """The last complete version of each stack that the document holds, per format."""
    if not found.whole:
        raise no_template(found)
    stacks: list[list[Template]] = []
    for template in found.whole:
        known = next((stack for stack in stacks if _same_stack(stack[-1], template)), None)
        if known is None:
            stacks.append([template])
        else:
            known.append(template)
    return [_last_complete(stack) for stack in stacks]


def _same_stack(one: Template, other: Template) -> bool:
    if one.format != other.format:
        return False
    names = one.source.name, other.source.name
    if None not in names and names[0] != names[1]:
        return False
    return _overlap(one, other) >= SAME_STACK


def _last_complete(stack: Sequence[Template]) -> Template:
    whole = [template for template in stack if template.elided is None] or list(stack)
    most = max(len(template.resources) for template in whole)
    return next(x for x in reversed(whole) if len(x.resources) >= most * MUCH_SMALLER)


def _overlap(one: Template, other: Template) -> float:
    """The share of the smaller template's resources that the other has too."""
    smaller = min(len(one.resources), len(other.resources)) or 1
    return len(one.resources.keys() & other.resources.keys()) / smaller


def _is_main(template: Template) -> int:
    name = template.source.name
    stem = PurePath(name).stem.lower() if name else ""
    return len(_MAIN) - _MAIN.index(stem) if stem in _MAIN else 0


def _affinity(model: Template, ideal: Template) -> tuple[float, ...]:
    names = [PurePath(x.source.name).name.lower() if x.source.name else None for x in (model, ideal)]
    return (
        names[0] is not None and names[0] == names[1],
        model.format == ideal.format,
        round(_overlap(model, ideal), 1),
        _is_main(model) + _is_main(ideal),
        len(model.resources) + len(ideal.resources),
    )


def no_template(found: Candidates) -> FixerError:
    """Why a document gave no template: the reason of the largest thing that looked like one."""
    path = found.document.path
    if not found.rejected:
        return FixerError("no CloudFormation template found", path)
    return max(found.rejected, key=lambda x: (x.size, x.start)).reason
