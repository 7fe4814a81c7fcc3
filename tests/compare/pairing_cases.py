"""The judged pairings: what the labels say, how templates are prepared for them, and how a law is measured on them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.gaps import Pair
from fixer.compare.graph import Graph
from fixer.compare.pairing import pair_entries
from fixer.read.document import from_bytes
from fixer.read.pairing import read_pair

LABELS = Path(__file__).parent / "pairing_labels.txt"

Template = dict[str, Any]
Triple = tuple[str, str, str]
"""Section, id in the model, id in the ideal."""


@dataclass(frozen=True)
class Label:
    """One judgement; ``hidden``: both ids stand on both sides, and the right counterparts are to be taken away."""

    pair: str
    section: str
    hidden: bool
    verdict: str
    model: str
    ideal: str


@cache
def labels() -> tuple[Label, ...]:
    """All judgements of ``pairing_labels.txt``, in its order."""
    found = []
    head: tuple[str, str, bool] | None = None
    for line in LABELS.read_text().splitlines():
        if line.startswith("## "):
            words = line.split()[1:]
            head = words[0], words[1], len(words) > 2
        elif line and not line.startswith("#"):
            assert head is not None
            judgement, _, reason = line.partition(" | ")
            assert reason, f"no reason: {line}"
            verdict, _, ids = judgement.partition(" ")
            model, _, ideal = ids.partition(" > ")
            found.append(Label(*head, verdict, model, ideal))
    return tuple(found)


def half(pair: str) -> str:
    """Which half of the folders a folder belongs to, by its name's hash: ``calibrate`` or ``test``."""
    return "test" if hashlib.sha256(pair.encode()).digest()[0] % 2 else "calibrate"


@cache
def templates(corpus: Path, pair: str) -> tuple[Template, Template]:
    """Both templates of a folder as they were extracted from its documents."""
    paths = [sorted((corpus / pair).glob(f"extracted-{side}.*"))[0] for side in ("model", "ideal")]
    model, ideal = read_pair(*(from_bytes(path.name, path.read_bytes()) for path in paths))
    return model.data, ideal.data


def pairs_of(model: Template, ideal: Template) -> tuple[Pair, ...]:
    """What the law makes of two templates."""
    graphs = (Graph(CLOUDFORMATION, model), Graph(CLOUDFORMATION, ideal))
    return pair_entries(CLOUDFORMATION, model, ideal, graphs)


def elected(pairs: Iterable[Pair]) -> set[Triple]:
    """The pairs that equal ids did not make."""
    return {
        (pair.model.section, pair.model.id, pair.ideal.id)
        for pair in pairs
        if pair.model and pair.ideal and pair.model.id != pair.ideal.id
    }


def without(template: Template, name: str) -> Template:
    """A template without one resource and without every value that mentions it."""
    kept = {key: body for key, body in template["Resources"].items() if key != name}
    return _scrubbed({**template, "Resources": kept}, name)


def _scrubbed(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_scrubbed(item, name) for item in value if not _mentions(item, name)]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, item in value.items():
        if key == "DependsOn":
            others = [other for other in ([item] if isinstance(item, str) else item) if other != name]
            if others:
                found[key] = others
        elif not _mentions(item, name):
            found[key] = _scrubbed(item, name)
    return found


def _mentions(value: Any, name: str) -> bool:
    is_call = isinstance(value, dict) and CLOUDFORMATION.function(value) is not None
    return is_call and any(reference.target == name for reference in CLOUDFORMATION.references(value))


@dataclass(frozen=True)
class Measure:
    """How a law does: right and wrong pairs that it made, labelled renames that it missed, traps that it fell into."""

    right: frozenset[tuple[str, ...]]
    wrong: frozenset[tuple[str, ...]]
    missed: frozenset[tuple[str, ...]]
    trapped: frozenset[tuple[str, ...]]
    traps: int

    @property
    def precision(self) -> float:
        """Of all pairs made between entries that no equal id has paired, the share that a reader would make."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Of all renames and replacements that a reader sees, the share that was made."""
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    def __str__(self) -> str:
        return (
            f"right {len(self.right)}, wrong {len(self.wrong)}, missed {len(self.missed)}: "
            f"precision {self.precision:.3f}, recall {self.recall:.3f}; "
            f"trapped {len(self.trapped)} of {self.traps}"
        )


def measure(corpus: Path, wanted: Callable[[str], bool]) -> Measure:
    """Run the law on the labelled folders that are ``wanted``.

    Every pair that the law makes in a labelled folder counts: it is right if a label says so, ignored if a label calls
    it open, else wrong, labelled or not.
    """
    found = [_measured(corpus, pair) for pair in dict.fromkeys(label.pair for label in labels()) if wanted(pair)]
    right, wrong, missed, trapped = (
        frozenset().union(*(getattr(one, name) for one in found)) for name in ("right", "wrong", "missed", "trapped")
    )
    return Measure(right, wrong, missed, trapped, sum(one.traps for one in found))


@cache
def _measured(corpus: Path, pair: str) -> Measure:
    model, ideal = templates(corpus, pair)
    of_pair = [label for label in labels() if label.pair == pair]
    true = set(_triples(of_pair, "rename", "replaced"))
    made = elected(pairs_of(model, ideal))
    hidden = [label for label in of_pair if label.hidden]
    trapped = [
        (label.section, label.model, label.ideal)
        for label in hidden
        if (label.section, label.model, label.ideal)
        in elected(pairs_of(without(model, label.ideal), without(ideal, label.model)))
    ]
    kinds = (made & true, made - true - set(_triples(of_pair, "open")), true - made, trapped)
    right, wrong, missed, caught = (frozenset((pair, *triple) for triple in kind) for kind in kinds)
    return Measure(right, wrong, missed, caught, len(hidden))


def _triples(of_pair: Iterable[Label], *verdicts: str) -> Iterator[Triple]:
    for label in of_pair:
        if label.verdict in verdicts and not label.hidden:
            yield label.section, label.model, label.ideal
