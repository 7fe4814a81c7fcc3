"""``python -m benchmarks [--fetch] [QUESTION...]``: every measurement, as ratios within this run."""

from __future__ import annotations

import argparse

from benchmarks import equivalence, growth, inprocess, lint, node, process, table

QUESTIONS = {
    "inprocess": inprocess.measure,
    "process": process.measure,
    "growth": growth.measure,
    "equivalence": equivalence.measure,
    "lint": lint.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--fetch", action="store_true", help="fetch what is measured in node, by npm")
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=f"of {', '.join(QUESTIONS)}; default: all")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.questions if name not in QUESTIONS]:
        parser.error(f"there is no question {unknown[0]}; there are {', '.join(QUESTIONS)}")
    if chosen.fetch:
        node.fetch()
    for name, measure in QUESTIONS.items():
        if not chosen.questions or name in chosen.questions:
            measure()
    table.conclusion()


if __name__ == "__main__":
    main()
