"""What is equal in effect and what is not: a table of cases, each with its reason and the page that says so.

A case puts two snippets of YAML at one place: ``AWS::SQS::Queue QueueName`` (a property, dotted where it lies deeper),
``AWS::SQS::Queue ^DependsOn`` (another member of the resource), ``AWS::SQS::Queue`` (its Properties as a whole),
``Conditions`` (one entry of a section), ``template`` (everything). In ``different``, ``.`` is that place and what
follows a ``#`` a pointer inside the string; ``cosmetic`` says that all gaps are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare
from fixer.compare.gaps import Gap
from fixer.read.edits import EditedText
from fixer.read.yaml_text import read_yaml

FOLDER = Path(__file__).parent / "equivalence"
PAGES: dict[str, str] = yaml.safe_load((FOLDER / "pages.yaml").read_text("utf-8"))
CASES: list[dict[str, Any]] = [
    case
    for path in sorted(FOLDER.glob("*.yaml"))
    if path.stem != "pages"
    for case in yaml.safe_load(path.read_text("utf-8"))
]
SECTIONS = ("Conditions", "Parameters", "Mappings", "Outputs")


def place(at: str) -> list[str]:
    """The keys that lead to a case's place."""
    kind, _, inner = at.partition(" ")
    if kind == "template":
        return []
    if kind in SECTIONS:
        return [kind, "Thing"]
    if "::" not in kind:
        return [kind]
    if inner.startswith("^"):
        return ["Resources", "Thing", inner[1:]]
    return ["Resources", "Thing", "Properties", *(inner.split(".") if inner else [])]


def template(at: str, snippet: str) -> dict[str, Any]:
    """A template with the snippet in its place; ``ABSENT`` puts nothing there."""
    keys = place(at)
    if not keys:
        return dict(read(snippet))
    data: dict[str, Any] = {}
    if keys[0] == "Resources":
        data = {"Resources": {"Thing": {"Type": at.partition(" ")[0]}}}
    inner = data
    for key in keys[:-1]:
        inner = inner.setdefault(key, {})
    if snippet != "ABSENT":
        inner[keys[-1]] = read(snippet)
    return data


def read(text: str) -> Any:
    return read_yaml(EditedText(str(text))).data


def shown(gap: Gap, root: str) -> str:
    pointer = "." + gap.pointer.removeprefix(root) if root and gap.pointer.startswith(root) else gap.pointer
    return f"{gap.kind} {pointer}" + (f"#{gap.inner}" if gap.inner is not None else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    model, ideal = (template(case["at"], case[side]) for side in ("model", "ideal"))
    gaps = compare(CLOUDFORMATION, model, ideal).gaps
    root = "".join(f"/{key}" for key in place(case["at"]))
    assert sorted(shown(gap, root) for gap in gaps) == sorted(case.get("different", []))
    assert all(gap.cosmetic is case.get("cosmetic", False) for gap in gaps)
    back = compare(CLOUDFORMATION, ideal, model).gaps
    assert bool(back) is bool(gaps), "differs in one direction only"
    assert all(gap.cosmetic is case.get("cosmetic", False) for gap in back)


def test_every_case_says_what_it_rests_on() -> None:
    assert len(CASES) >= 140
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
    for case in CASES:
        assert ("equal" in case) is not ("different" in case), case["name"]
        assert case["why"].endswith(".") and case["see"] in PAGES, case["name"]
