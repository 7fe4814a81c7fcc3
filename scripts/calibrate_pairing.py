"""Fit the weights of ``fixer/compare/votes.py`` to judged pairs, and measure them on those they were not fitted to.

    python -m scripts.calibrate_pairing CORPUS [--measure]

CORPUS holds one folder per pair, as tests/compare/pairing_labels.txt names them. Only the folders of the calibrating
half are fitted to. docs/pairing.md says what the kinds of evidence are and why each is there. ``--measure`` only
measures the weights that stand. Equal input gives equal weights.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.gaps import Entry, Pair
from fixer.compare.graph import Graph
from fixer.compare.items import overlap
from fixer.compare.pairing import RESOURCES, VALUES, Election
from fixer.compare.profiles import Side
from fixer.compare.votes import Votes
from fixer.errors import FixerError
from tests.compare.pairing_cases import Label, Template, Triple, half, labels, measure, templates, without

NAMES = [field.name for field in fields(Votes)]
AGAINST = {"clash", "other", "apart", "strange", "opposed", "contrary", "nameless"}
STEPS, RATE, DECAY = 1_500, 2.0, 0.004
LEAST = 0.05
# Names that no template has, and that say nothing: "Ka", "Kami", "Kamiso" …
SYLLABLES = ("ka", "mi", "so", "re", "nu", "ta", "ho", "fe", "li", "da", "pu", "go")


@dataclass(frozen=True)
class Row:
    """One pair of entries with its votes: one thing or not, and how much the case counts."""

    true: bool
    votes: Votes
    weight: float
    masked: bool = False


def main() -> None:
    """Fit, print the weights, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--measure", action="store_true", help="only measure the weights that stand")
    options = parser.parse_args()
    if not options.measure:
        fit_all(options.corpus)
    for name in ("calibrate", "test"):
        print(f"{name:9}", measure(options.corpus, partial(_in_half, name)))
    print("all      ", measure(options.corpus, lambda pair: True))


def _in_half(name: str, pair: str) -> bool:
    return half(pair) == name


def fit_all(corpus: Path) -> None:
    """Print the weights of resources, of resources with ids that say nothing, and of parameters."""
    judged = [*labelled(corpus, RESOURCES), *siblings(corpus)]
    foreign = [row for row in (*judged, *masked(corpus)) if row.votes.nameless]
    known = [row for row in judged if not row.votes.nameless]
    show("RESOURCE", fit(known))
    # Judged pairs whose ids share nothing are few; without more weight the masked ones would drown them.
    show("FOREIGN", fit([row if row.masked else Row(row.true, row.votes, 6 * row.weight) for row in foreign]))
    show("PARAMETER", fit(list(labelled(corpus, VALUES[0]))))


def show(name: str, weights: dict[str, float]) -> None:
    """Print weights as votes.py spells them."""
    print(name, "=", {key: round(weight, 2) for key, weight in weights.items() if not key or abs(weight) >= LEAST})


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Logistic regression; a vote can only count in its own direction, and both answers weigh as they should."""
    true = sum(row.weight for row in rows if row.true)
    false = sum(row.weight for row in rows if not row.true)
    scale = min(1.0, 2 * true / false)
    cases = [([1.0, *(getattr(row.votes, name) for name in NAMES)], row.true, row.weight * (1 if row.true else scale))
             for row in rows]  # fmt: skip
    whole = sum(weight for _, _, weight in cases)
    weights = [0.0] * (len(NAMES) + 1)
    for _ in range(STEPS):
        slope = [0.0] * len(weights)
        for votes, answer, weight in cases:
            odds = sum(a * b for a, b in zip(weights, votes, strict=True))
            error = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - answer)
            for index, vote in enumerate(votes):
                slope[index] += error * vote
        for index in range(len(weights)):
            weights[index] -= RATE * (slope[index] / whole + (DECAY * weights[index] if index else 0.0))
            if index and (weights[index] > 0) is (NAMES[index - 1] in AGAINST):
                weights[index] = 0.0
    return dict(zip(["", *NAMES], weights, strict=True))


def labelled(corpus: Path, section: str) -> Iterator[Row]:
    """All pairs of what is left over in labelled folders, and the hidden ones."""
    for pair, of_pair in folders(label for label in labels() if half(label.pair) == "calibrate"):
        model, ideal = templates(corpus, pair)
        true = {triple(label) for label in of_pair if label.verdict in ("rename", "replaced") and not label.hidden}
        unsure = {triple(label) for label in of_pair if label.verdict == "open"}
        if any(label.section == section and not label.hidden for label in of_pair):
            for key, votes in contests(model, ideal, true, section):
                if key not in unsure:
                    yield Row(key in true, votes, 1.0)
        for label in of_pair:
            if label.hidden and section == RESOURCES:
                yield from _kept_apart(model, ideal, label.model, label.ideal, 1.5)


def siblings(corpus: Path) -> Iterator[Row]:
    """What both sides have twice and more of, one of each taken away: alike, and not one thing."""
    known = {(label.pair, label.model, label.ideal) for label in labels() if label.hidden}
    for pair, model, ideal, both in _shared(corpus):
        left, right = model["Resources"], ideal["Resources"]
        scored = sorted(
            (-(overlap(left[one], right[other]) + SequenceMatcher(None, one, other).ratio()) / 2, one, other)
            for one in both
            for other in both
            if one != other and left[one]["Type"] == right[other]["Type"] and (pair, one, other) not in known
        )
        types: set[str] = set()
        for score, one, other in scored:
            if score <= -0.6 and left[one]["Type"] not in types and len(types) < 4:
                types.add(left[one]["Type"])
                yield from _kept_apart(model, ideal, one, other, 1.0)


def _kept_apart(model: Template, ideal: Template, one: str, other: str, weight: float) -> Iterator[Row]:
    for key, votes in contests(without(model, other), without(ideal, one), set(), RESOURCES):
        if key == (RESOURCES, one, other):
            # Taking one of two away makes the other the only one of its kind, which real removals seldom do.
            yield Row(False, votes, 0.3 * weight if votes.unique else weight)


def masked(corpus: Path) -> Iterator[Row]:
    """The same resources under ids that say nothing: a third of them, with all else settled, then all of them."""
    for pair, model, ideal, both in _shared(corpus):
        some = [name for name in both if _hash(pair + name) % 3 == 0]
        for names, settled, weight in ((some, True, 0.3), (both if len(both) <= 60 else [], False, 0.15)):
            new = {name: _meaningless(number) for number, name in enumerate(names)}
            true = {(RESOURCES, name, other) for name, other in new.items()}
            for key, votes in contests(model, _renamed(ideal, new), true if settled else set(), RESOURCES):
                if key in true or settled or _hash("".join(key)) % 8 == 0:
                    yield Row(key in true, votes, weight, masked=True)


def contests(
    model: Template, ideal: Template, settled: Iterable[Triple], section: str
) -> Iterator[tuple[Triple, Votes]]:
    """The votes on all pairs of free entries of a section, with what is ``settled`` known to the neighbours."""
    graphs = (Graph(CLOUDFORMATION, model), Graph(CLOUDFORMATION, ideal))
    left, right = ({(entry.section, entry.id): entry for entry in graph.entries} for graph in graphs)
    pairs = [Pair(entry, right[key], "same") for key, entry in left.items() if key in right]
    pairs += [
        Pair(left[where, one], right[where, other], "renamed")
        for where, one, other in settled
        if (where, one) in left and (where, other) in right
    ]
    free: tuple[list[Entry], list[Entry]] = (
        [entry for key, entry in left.items() if key not in right],
        [entry for key, entry in right.items() if key not in left],
    )
    sides = (Side(CLOUDFORMATION, model, graphs[0]), Side(CLOUDFORMATION, ideal, graphs[1]))
    election = Election(CLOUDFORMATION, sides, pairs, free)
    for kind, one, other in election.kinds(section):
        for mine, yours, votes in election.votes(kind, one, other):
            yield (section, mine.entry.id, yours.entry.id), votes


def folders(chosen: Iterable[Label]) -> Iterator[tuple[str, list[Label]]]:
    """The labels by folder."""
    found: dict[str, list[Label]] = {}
    for label in chosen:
        found.setdefault(label.pair, []).append(label)
    yield from found.items()


def triple(label: Label) -> Triple:
    """What a label is about."""
    return label.section, label.model, label.ideal


def _shared(corpus: Path) -> Iterator[tuple[str, Template, Template, list[str]]]:
    """Every readable folder of the calibrating half, with the resources that both sides have under one id and type."""
    for folder in sorted(path.name for path in corpus.iterdir() if path.is_dir() and half(path.name) == "calibrate"):
        try:
            model, ideal = templates(corpus, folder)
        except (FixerError, IndexError):
            continue
        left, right = (side.get("Resources") or {} for side in (model, ideal))
        kinds = {name: {_type(side.get(name)) for side in (left, right)} for name in left if name in right}
        yield folder, model, ideal, [name for name, types in kinds.items() if len(types) == 1 and None not in types]


def _type(body: Any) -> str | None:
    return body.get("Type") if isinstance(body, dict) else None


def _renamed(template: Template, names: dict[str, str]) -> Template:
    spaced = {("value", name): new for name, new in names.items()}
    found = dict(template)
    for section in ("Resources", "Outputs", "Conditions"):
        if isinstance(template.get(section), dict):
            bodies = {name: CLOUDFORMATION.rename(body, spaced) for name, body in template[section].items()}
            found[section] = {
                names.get(name, name) if section == "Resources" else name: body for name, body in bodies.items()
            }
    return found


def _meaningless(number: int) -> str:
    word = SYLLABLES[number % len(SYLLABLES)]
    while number := number // len(SYLLABLES):
        word += SYLLABLES[number % len(SYLLABLES)]
    return word.capitalize()


def _hash(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0]


if __name__ == "__main__":
    main()
