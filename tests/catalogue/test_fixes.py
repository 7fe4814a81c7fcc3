"""The packaged rules: every one proves itself, and the compiled index is what they compile to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fixer.catalogue import index
from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.compile import build, errors, packaged_rules
from fixer.catalogue.examples import as_template, run_examples
from fixer.catalogue.load import folder_rules
from fixer.catalogue.plugins import RuleFolder
from fixer.catalogue.rule import Rule
from fixer.cdk import detectors as cdk
from fixer.cfn.detectors import DETECTORS
from fixer.compare.compare import compare
from fixer.dialect import EXAMPLE, within
from fixer.dialects import dialect_named
from fixer.issues.claiming import Judge, claim
from fixer.issues.nearness import Nearness

ROOT = Path(__file__).resolve().parents[2]
FILES = packaged_rules(ROOT / "fixes")
BROKEN = errors(FILES)
# Broken files fail one test with their own message, and leave the others to the rest.
WHOLE = RuleFolder(FILES.origin, tuple(file for file in FILES.files if file[0] not in {one.file for one in BROKEN}))
RULES = folder_rules(WHOLE)
STALE = "is not what the rule files compile to: python -m fixer.catalogue.compile"


def test_every_rule_file_keeps_to_the_format() -> None:
    assert [str(error) for error in BROKEN] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_proves_itself(rule: Rule) -> None:
    assert rule.examples, "a packaged rule has an example"
    assert rule.references, "a packaged rule has a reference"
    dialect = within(dialect_named(rule.dialect), EXAMPLE)
    assert run_examples(rule, dialect.context, dialect.detect) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if not rule.diff_only], ids=lambda rule: rule.id)
def test_a_rule_that_finds_shows_both_sides(rule: Rule) -> None:
    assert any(example.bad is not None for example in rule.examples), "nothing shows that the rule finds its failure"
    assert any(example.good is not None for example in rule.examples), "nothing shows that the rule is ever content"


def test_every_detector_that_a_rule_names_exists() -> None:
    for dialect, detectors in (("cloudformation", DETECTORS), ("cdk-typescript", cdk.DETECTORS)):
        named = {rule.detector for rule in RULES.values() if rule.detector and rule.dialect == dialect}
        assert named == detectors.keys() & named


def test_the_folder_is_one_of_services_with_a_file_for_each_rule() -> None:
    assert [path for path, _ in FILES.files if len(Path(path).parts) != 3 or not path.endswith(".yaml")] == []


def test_the_index_and_the_page_are_fresh() -> None:
    compiled, page = build(WHOLE)
    assert (ROOT / "fixes" / index.NAME).read_text(encoding="utf-8") == compiled, f"fixes/{index.NAME} {STALE}"
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page, f"docs/rules.md {STALE}"


def test_an_index_gives_back_the_rules_it_was_made_of() -> None:
    compiled, _ = build(WHOLE)
    assert list(index.Index(compiled, "packaged").values()) == sorted(RULES.values(), key=lambda rule: rule.id)


def with_properties(template: dict[str, Any]) -> dict[str, Any]:
    """Examples leave empty ``Properties`` out; the gap would be all of them, and not the one that the rule is about."""
    resources = template.get("Resources", {})
    return {**template, "Resources": {name: {"Properties": {}, **body} for name, body in resources.items()}}


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.match], ids=lambda rule: rule.id)
def test_a_rule_claims_what_separates_bad_from_good(rule: Rule) -> None:
    catalogue, dialect = Catalogue([rule]), dialect_named(rule.dialect)
    for example in rule.examples:
        if example.bad is None or example.good is None:
            continue
        bad, good = with_properties(as_template(example.bad)), with_properties(as_template(example.good))
        comparison = compare(dialect, bad, good)
        claimed = claim(comparison.gaps, catalogue, Judge(dialect, bad, good), Nearness(comparison))
        assert any(one.rule for one in claimed), [(gap.kind, gap.pointer, gap.path) for gap in comparison.gaps]
