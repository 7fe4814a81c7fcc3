"""Apply random choices of the issues of every pair of a corpus, and judge what comes of each.

    python -m scripts.random_choices CORPUS [--choices N] [--seed N]

CORPUS holds one folder per pair. After each choice the result must read as a template, must hold no dangling reference
that neither model nor ideal has, and applying all that is left then must give the data that applying all at once gives.
Equal input gives equal choices. Ends with 1 where anything is otherwise.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fixer import api
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.graph import Graph
from fixer.errors import FixerError
from fixer.read.folder import folder_pair
from fixer.read.template import Template
from fixer.remedy.splice.same import same

MOST_SHOWN = 20


@dataclass
class Tally:
    """What was found over all pairs."""

    pairs: int = 0
    choices: int = 0
    right: int = 0
    applied: int = 0
    skipped: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Make the choices, print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--choices", type=int, default=20, help="how many for each pair")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    tally = Tally()
    for name, difference in differences(options.corpus):
        tally.pairs += 1
        try_pair(name, difference, random.Random(f"{options.seed} {name}"), options.choices, tally)
    print(f"{tally.pairs} pairs, {tally.choices} choices: {tally.right} right")
    print(f"issues applied: {tally.applied}, skipped: {tally.skipped}; applying took {tally.seconds:.1f} s")
    for reason, count in tally.reasons.most_common():
        print(f"skipped {count} times: {reason}")
    for line in tally.wrong[:MOST_SHOWN]:
        print(line)
    return 0 if tally.choices and tally.right == tally.choices else 1


def differences(corpus: Path) -> Iterator[tuple[str, api.Difference]]:
    """The pairs that can be read and differ, by the names of their folders."""
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        try:
            model, ideal = read_folder(folder)
        except FixerError as error:
            print(f"left out: {folder.name}: {str(error).splitlines()[0].replace(str(folder), folder.name)}")
            continue
        difference = api.diff(model, ideal)
        if difference.issues:
            yield folder.name, difference


def read_folder(folder: Path) -> tuple[Template, Template]:
    """Both sides of a pair; raises ``FixerError``."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return folder_pair(str(folder), sorted(files), files.get)


def try_pair(name: str, difference: api.Difference, dice: random.Random, choices: int, tally: Tally) -> None:
    """Apply random choices of one pair's issues, each to the model as it was."""
    everything = api.apply(difference, api.Selection(unsafe=True)).result.data
    known = dangling(difference.model) | dangling(difference.ideal)
    ids = [issue.id for issue in difference.issues]
    for number in range(choices):
        chosen = dice.sample(ids, dice.randint(1, len(ids)))
        tally.choices += 1
        try:
            found = judge(difference, chosen, everything, known, tally)
        except FixerError as error:
            found = f"the result does not read: {error}"
        tally.right += not found
        if found:
            tally.wrong.append(f"{name}, choice {number} ({len(chosen)} of {len(ids)} issues): {found}")


def judge(
    difference: api.Difference, chosen: list[str], everything: dict[str, Any], known: set[str], tally: Tally
) -> str:
    """What is wrong with the result of a choice; nothing where it is right."""
    start = time.perf_counter()
    done = api.apply(difference, api.Selection(only=tuple(f"issue:{one}" for one in chosen), unsafe=True))
    tally.seconds += time.perf_counter() - start
    for outcome in done.outcomes:
        tally.applied += outcome.status == "applied"
        if outcome.status == "skipped":
            tally.skipped += 1
            tally.reasons[outcome.reason[:100]] += 1
    fresh = dangling(done.result) - known
    if fresh:
        return f"references to what is not there: {', '.join(sorted(fresh))}"
    rest = api.apply(difference.again(done.result), api.Selection(unsafe=True))
    return "" if same(rest.result.data, everything) else "choosing the rest gives other data than choosing all"


def dangling(template: Template) -> set[str]:
    """The names that references of a template give and nothing in it has."""
    return {edge.name for edge in Graph(CLOUDFORMATION, template.data).dangling()}


if __name__ == "__main__":
    sys.exit(main())
