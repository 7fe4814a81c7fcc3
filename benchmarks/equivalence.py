"""How many of the tests' equivalence cases each engine gets right: whether it is silent exactly where nothing differs.

An engine is right if it says nothing about a pair that is equal in effect, and anything about one that is not. Where,
and how, does not count; neither do cases that are only written otherwise (``cosmetic``), as either answer will do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import node
from benchmarks.table import note, table

Case = dict[str, Any]
Says = Callable[[Any, Any], bool]


def measure() -> None:
    """Print how many cases of each kind every engine answers rightly."""
    from tests.compare.test_equivalence import CASES, template

    cases = [case for case in CASES if not case.get("cosmetic")]
    sides = [(template(case["at"], case["model"]), template(case["at"], case["ideal"])) for case in cases]
    answers = {name: [_answer(says, *pair) for pair in sides] for name, says in _engines().items()}
    answers |= {name: list(answer.differs) for name, answer in node.ask(sides, 1).items()}
    equal = [bool(case.get("equal")) for case in cases]
    rows = [_row(name, found, equal) for name, found in answers.items()]
    count = sum(equal)
    title = f"equivalence: {len(cases)} cases of tests/compare/equivalence, by whether the engine says anything"
    table(title, ["right on", f"{count} equal", f"{len(cases) - count} different", f"all {len(cases)}"], rows)
    if (why := node.missing()) is not None:
        note(f"left out: cdk's engine, jsondiffpatch: {why}")


def _row(name: str, found: Sequence[bool | None], equal: Sequence[bool]) -> list[str]:
    """An engine that fails on a case (``None``) is wrong about it."""
    right = [answer is (not same) for answer, same in zip(found, equal, strict=True)]
    silent = sum(good for good, same in zip(right, equal, strict=True) if same)
    return [name, str(silent), str(sum(right) - silent), f"{sum(right)} ({sum(right) / len(right):.0%})"]


def _answer(says: Says, model: Any, ideal: Any) -> bool | None:
    try:
        return says(model, ideal)
    except Exception:
        return None


def _engines() -> dict[str, Says]:
    import jsonpatch
    from deepdiff import DeepDiff

    from fixer.cfn.dialect import CLOUDFORMATION
    from fixer.compare.compare import compare

    return {
        "fixer": lambda model, ideal: bool(compare(CLOUDFORMATION, model, ideal).gaps),
        "DeepDiff": lambda model, ideal: bool(DeepDiff(model, ideal)),
        "DeepDiff, ignore_order": lambda model, ideal: bool(DeepDiff(model, ideal, ignore_order=True)),
        "jsonpatch.make_patch": lambda model, ideal: bool(jsonpatch.make_patch(model, ideal)),
    }
