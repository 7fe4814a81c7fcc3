"""Random JSON Patch operations on real templates, made in their text.

    python -m benchmarks.random_operations CORPUS [--count N] [--seed N]

CORPUS holds one folder per pair with ``extracted-*.json`` or ``extracted-*.yaml``; both sides are used. Every result
must read as what jsonpatch makes of the data, and must not change a line that is none of the target's. Every value
that is added is also removed again, which must give the bytes back. Ends with 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import jsonpatch

from benchmarks.table import table
from fixer import pointer as pointers
from fixer.read.data import duplicates
from fixer.read.nodes import Node
from fixer.remedy.splice import Refused, splice
from fixer.remedy.splice.rewrite import parse, read
from fixer.remedy.splice.same import same
from tests.remedy.collateral import stray_lines
from tests.remedy.nasty_documents import VALUES, places

Format = Literal["json", "yaml"]
FORMATS: tuple[Format, ...] = ("json", "yaml")
MOST_REFUSED = 0.005
LEAST_RESTORED = {"json": 1.0, "yaml": 0.99}
MOST_SHOWN = 20


@dataclass(frozen=True)
class Document:
    """One template of the corpus."""

    path: Path
    format: Format
    text: str
    root: Node
    data: Any
    places: list[tuple[tuple[str | int, ...], Any]]


@dataclass
class Tally:
    """What became of the operations of one kind."""

    made: int = 0
    refused: int = 0
    equal: int = 0
    clean: int = 0
    undone: int = 0
    restored: int = 0


@dataclass
class Run:
    """All that one run found; ``wrong`` holds what must not be."""

    dice: random.Random
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def tally(self, document: Document, operation: dict[str, Any]) -> Tally:
        return self.tallies.setdefault((document.format, operation["op"]), Tally())

    def note(self, what: str, document: Document, operation: dict[str, Any]) -> None:
        name = f"{document.path.parent.name}/{document.path.name}"
        self.wrong.append(f"{what}: {name} {json.dumps(operation)}")


def main() -> int:
    """Make the operations, print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--count", type=int, default=20_000, help="how many operations, of both formats together")
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    every = list(documents(options.corpus))
    if not every:
        parser.error(f"there are no extracted-*.json or extracted-*.yaml in the folders of {options.corpus}")
    run = Run(random.Random(options.seed))
    for number in range(options.count):
        try_operation(run, every[number % len(every)])
    return report(run, every)


def documents(corpus: Path) -> Iterator[Document]:
    """The templates that read without a doubt: no operation may touch a key that stands twice."""
    for path in sorted(corpus.glob("*/extracted-*.*")):
        kind: Format | None = next((one for one in FORMATS if path.suffix == f".{one}"), None)
        if kind is None:
            continue
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        try:
            root = parse(text, kind)
            data = read(root, kind)
        except Refused as refusal:
            print(f"left out: {path.parent.name}/{path.name}: {refusal.reason}")
            continue
        if duplicates(root):
            print(f"left out: {path.parent.name}/{path.name}: a key stands twice")
        else:
            yield Document(path, kind, text, root, data, list(places(data)))


def random_operation(document: Document, dice: random.Random) -> dict[str, Any]:
    """Any operation of RFC 6902 but ``test``, on any place but the root; half of the moves give a key another name."""
    op = dice.choice(("add", "copy", "move", "remove", "replace"))
    value = dice.choice([dice.choice(VALUES), dice.choice(document.places[1:])[1]])
    place = _place(document, dice)
    if op in ("remove", "replace"):
        return {"op": op, "path": place} | ({"value": value} if op == "replace" else {})
    target = _new_place(document, dice)
    if op == "add":
        return {"op": op, "path": target, "value": value}
    if op == "move" and dice.random() < 0.5:
        keys = [tokens for tokens, _ in document.places[1:] if isinstance(tokens[-1], str)]
        place = pointers.join(dice.choice(keys))
        target = pointers.child(pointers.parent(place), "New")
    while op == "move" and pointers.covers(place, target):
        target = _new_place(document, dice)
    return {"op": op, "from": place, "path": target}


def _place(document: Document, dice: random.Random) -> str:
    return pointers.join(dice.choice(document.places[1:])[0])


def _new_place(document: Document, dice: random.Random) -> str:
    """A place for one more member, in any map or list."""
    tokens, here = dice.choice([place for place in document.places if isinstance(place[1], dict | list)])
    token = "New" if isinstance(here, dict) else dice.choice([*range(len(here) + 1), "-"])
    return pointers.join((*tokens, token))


def try_operation(run: Run, document: Document) -> None:
    """Make one operation and judge the result."""
    operation = random_operation(document, run.dice)
    try:
        expected = jsonpatch.apply_patch(document.data, [deepcopy(operation)])
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException):
        # A move takes its source away before it looks for the target.
        return try_operation(run, document)
    tally = run.tally(document, operation)
    tally.made += 1
    try:
        result = splice(document.text, document.format, [operation])
    except Refused as refusal:
        tally.refused += 1
        run.reasons[refusal.reason] += 1
        return
    if same(read(parse(result, document.format), document.format), expected):
        tally.equal += 1
    else:
        run.note("reads otherwise", document, operation)
    stray = stray_lines(document.text, document.root, operation, result)
    tally.clean += not stray
    if stray:
        run.note(f"{len(stray)} lines changed, the first is {stray[0]!r}", document, operation)
    if operation["op"] == "add":
        take_back(run, document, operation, result, tally)


def take_back(run: Run, document: Document, operation: dict[str, Any], result: str, tally: Tally) -> None:
    """Remove what was added: the bytes are those from before, but where nothing held them."""
    outer, token = pointers.parent(operation["path"]), pointers.split(operation["path"])[-1]
    container = pointers.resolve(document.data, outer)
    if not container or (isinstance(container, dict) and token in container):
        return
    path = pointers.child(outer, len(container) if token == "-" else token)
    tally.undone += 1
    try:
        back = splice(result, document.format, [{"op": "remove", "path": path}])
    except Refused as refusal:
        run.note(f"not taken back: {refusal}", document, operation)
        return
    tally.restored += back == document.text
    if back != document.text:
        run.note("other bytes after taking it back", document, operation)


def report(run: Run, every: list[Document]) -> int:
    """Print the tables; 0 where every bound is kept."""
    rows = [
        [f"{kind} {op}", *map(str, (one.made, one.refused, one.equal, one.clean, one.undone, one.restored))]
        for (kind, op), one in sorted(run.tallies.items())
    ]
    heads = ["", "operations", "refused", "as jsonpatch", "no other line", "added, then removed", "same bytes"]
    table(f"{len(every)} templates", heads, rows)
    print()
    for reason, count in run.reasons.most_common():
        print(f"refused {count} times: {reason}")
    for line in run.wrong[:MOST_SHOWN]:
        print(line[:400])
    return 0 if all(_kept(run, kind) for kind in FORMATS) else 1


def _kept(run: Run, kind: Format) -> bool:
    chosen = [one for (format_, _), one in run.tallies.items() if format_ == kind]
    made, refused = sum(one.made for one in chosen), sum(one.refused for one in chosen)
    clean = all(one.equal == one.clean == one.made - one.refused for one in chosen)
    undone, restored = sum(one.undone for one in chosen), sum(one.restored for one in chosen)
    kept = clean and refused <= made * MOST_REFUSED and restored >= undone * LEAST_RESTORED[kind]
    share = f"{restored / undone:.2%}" if undone else "none"
    print(f"{kind}: {made} operations, {refused} refused, bytes back {share}: {'kept' if kept else 'MISSED'}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
