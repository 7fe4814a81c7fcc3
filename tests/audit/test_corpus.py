"""Real reports: issues counted by hand, what the founding reports have wrong, and the way there and back."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from fixer import api
from fixer.audit.audit import audit
from fixer.audit.match import choose
from fixer.audit.reader import read
from fixer.audit.remarks import Audit
from fixer.compare.gaps import Gap
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from fixer.report.markdown import render_markdown

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

# Pair and number of issues, counted by reading. What two of them hold is a matter of taste: a list of bullets some of
# which are no issues (cfn-yaml__Pr9263), unnumbered sections beside numbered issues (cfn-json__Pr3813).
COUNTED = {
    "CloudFormation-JSON__Pr7591": 14, "cfn-json__Pr2481": 12, "cfn-json__Pr3346": 12, "cfn-json__Pr3813": 7,
    "cfn-json__Pr4128": 8, "cfn-json__Pr4787": 4, "cfn-json__Pr5249": 10, "cfn-json__Pr6831": 2,
    "cfn-json__Pr7459": 41, "cfn-json__Pr7499": 8, "cfn-json__Pr7557": 7, "cfn-json__Pr8972": 21,
    "cfn-yaml__Pr1926": 3, "cfn-yaml__Pr2057": 7, "cfn-yaml__Pr2215": 8, "cfn-yaml__Pr2374": 8,
    "cfn-yaml__Pr3395": 8, "cfn-yaml__Pr3516": 7, "cfn-yaml__Pr3979": 10, "cfn-yaml__Pr4239": 7,
    "cfn-yaml__Pr4534": 5, "cfn-yaml__Pr4582": 4, "cfn-yaml__Pr4605": 8, "cfn-yaml__Pr4637": 14,
    "cfn-yaml__Pr4758": 4, "cfn-yaml__Pr4920": 14, "cfn-yaml__Pr5093": 8, "cfn-yaml__Pr6124": 4,
    "cfn-yaml__Pr6599": 6, "cfn-yaml__Pr6848": 3, "cfn-yaml__Pr821": 3, "cfn-yaml__Pr8433": 9, "cfn-yaml__Pr8567": 7,
    "cfn-yaml__Pr8721": 3, "cfn-yaml__Pr8876": 10, "cfn-yaml__Pr8991": 8, "cfn-yaml__Pr9021": 6, "cfn-yaml__Pr9263": 13,
    "cfn-yaml__Pr9300": 2, "cfn-yaml__Pr9330": 4,
}  # fmt: skip


def issues_read(path: Path) -> int:
    try:
        return len(read(from_bytes(path.name, path.read_bytes())).issues)
    except FixerError:
        return 0


def test_the_number_of_issues_is_that_counted_by_hand(corpus: Path) -> None:
    found = {pair: issues_read(corpus / pair / "MODEL_FAILURES.md") for pair in COUNTED}
    right = [pair for pair, number in COUNTED.items() if found[pair] == number]
    assert len(right) >= 0.9 * len(COUNTED), {pair: found[pair] for pair in COUNTED if pair not in right}


def test_an_issue_is_read_in_almost_every_report(corpus: Path) -> None:
    reports = sorted(corpus.glob("*/MODEL_FAILURES.md"))
    assert sum(issues_read(path) > 0 for path in reports) >= 0.97 * len(reports)


def difference(folder: Path) -> api.Difference:
    names = [path.name for path in folder.iterdir()]
    return api.diff(*folder_pair(str(folder), names, lambda name: (folder / name).read_bytes()))


def founding(number: str, folder: Path | None = None) -> Audit:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the founding reports (../shared/seeds) are not on this machine")
    document = from_bytes("report.md", found[0].read_bytes())
    if folder is None:
        return audit(document)
    compared = difference(folder)
    return audit(document, (compared.model, compared.ideal), compared.issues)


def messages(found: Audit) -> list[str]:
    return [remark.message for remark in found.remarks]


def test_a_summary_that_calls_everything_critical() -> None:
    assert "13 are called critical; the body has 5 critical, 5 important, 3 medium" in messages(founding("000"))


def test_the_second_founding_report(corpus: Path) -> None:
    told = messages(founding("001", corpus / "cfn-json__Pr7459"))
    held = "the ideal template has it: ComplianceRecorderFunction, MetadataEnricherFunction, TradeValidatorFunction"
    assert {
        "number 6 is used twice",
        "41 issues stand in the body, the total says 40 and the parts add up to 45",
        "critical: 11 in the body, 10 claimed",
        "best practice: 14 in the body, 19 claimed",
        f"issue 4 says that ImageUri was removed; {held}",
        f"issue 5 says that ReservedConcurrentExecutions was removed; {held}",
        "issue 1 adds ReservedConcurrentExecutions, issue 5 removes it: they contradict each other",
        "issue 36 is not checkable here: it is about Dockerfile, app.py, requirements.txt",
    } <= set(told)


def test_the_third_founding_report() -> None:
    told = messages(founding("002"))
    assert {"high: 1 in the body, 3 claimed", "medium: 4 in the body, 3 claimed"} <= set(told)
    assert any(one.startswith("all 6 issues under 'Critical Failures' have another severity: ") for one in told)


def test_the_fourth_founding_report(corpus: Path) -> None:
    told = messages(founding("003", corpus / "cfn-json__Pr7330"))
    assert {
        "critical: 4 in the body, 3 claimed",
        "high: 2 in the body, 4 claimed",
        "medium: 4 in the body, 3 claimed",
        "low: 1 in the body, none claimed",
        "resources added: says 11, lists 12",
        "issue 2 says that ReservedConcurrentExecutions is missing; the model template has it: "
        "PrimaryTransactionProcessor",
        "issue 2 adds ReservedConcurrentExecutions, issue 11 removes it: they contradict each other",
        "issue 11 stands after the conclusion ('Summary Statistics', line 423)",
    } <= set(told)


@pytest.mark.parametrize("pair", ["cfn-json__Pr7217", "cfn-json__Pr7459", "cfn-yaml__Pr2233", "cfn-yaml__Pr4534"])
def test_what_is_unticked_is_what_is_left(corpus: Path, pair: str) -> None:
    found = difference(corpus / pair)
    dice, left = random.Random(pair), set()

    def untick(box: re.Match[str]) -> str:
        if dice.random() < 0.5:
            left.add(box[1])
            return box[0].replace("[x]", "[ ]")
        return box[0]

    text = re.sub(r"^- \[x\] Apply `(\S+)`$", untick, render_markdown(found.report, "analysis"), flags=re.MULTILINE)
    choice = choose(read(from_bytes("r.md", text.encode())), text, found.issues, "r.md")
    wanted = {issue.id for issue in found.issues if issue.fix and issue.fix.safety != "manual"} - left
    assert set(choice.ids) == wanted and left and wanted
    done = api.apply(found, api.Selection(only=tuple(f"issue:{one}" for one in choice.ids)))
    applied = {one.id: one for one in done.outcomes if one.status == "applied"}
    assert all(applied[one].reason for one in applied.keys() - wanted)
    remaining = sorted(place(gap) for one in done.left.findings for gap in one.issue.gaps)
    assert remaining == sorted(place(gap) for one in found.issues if one.id not in applied for gap in one.gaps)


def place(gap: Gap) -> tuple[str, str, str]:
    """A gap without the indexes of lists, which shift when something before them goes."""
    return gap.kind, re.sub(r"/\d+(?=/|$)", "/*", gap.ideal_pointer), re.sub(r"/\d+(?=/|$)", "/*", gap.inner or "")
