"""Which of several templates is meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from fixer.read.candidates import MUCH_SMALLER, Candidates, versions
from fixer.read.diagnosis import NOT_WHOLE
from fixer.read.source import Repair
from fixer.read.template import Template

_MAIN = ("tapstack", "template", "main", "stack", "cloudformation", "master", "root")


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
