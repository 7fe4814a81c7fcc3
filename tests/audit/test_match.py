"""A report read back: boxes first, names where there are none."""

from __future__ import annotations

import random
import re

import pytest

from fixer import api
from fixer.audit.match import Choice, choose
from fixer.audit.reader import read
from fixer.errors import FixerError
from fixer.read.document import Document
from fixer.report.markdown import STYLES, render_markdown
from tests.audit.test_against import pair


def chosen(text: str, found: api.Difference, every: bool = False) -> Choice:
    return choose(read(Document("report.md", text)), text, found.issues, "report.md", every)


@pytest.mark.parametrize("style", [style for style in STYLES if style != "checklist"])
def test_every_fixable_issue_is_ticked(style: str) -> None:
    found = pair()
    text = render_markdown(found.report, style)
    assert set(chosen(text, found).ids) == {issue.id for issue in found.issues if issue.fix}


def test_what_is_left_ticked_is_chosen_in_any_order_and_words() -> None:
    found = pair()
    kept, *others = found.issues
    lines = [f"* [X]   please do `{kept.id}` !", *(f"- [ ] Apply `{one.id}`" for one in others), "Some prose.", "# Odd"]
    random.Random(4).shuffle(lines)
    assert chosen("\r\n".join(lines), found) == Choice((kept.id,))


def test_an_id_that_matches_nothing_is_told() -> None:
    found = pair()
    assert chosen("- [x] Apply `gone-0123abcd`\n", found) == Choice((), ("gone-0123abcd",))


def test_nothing_ticked_is_nothing_chosen() -> None:
    found = pair()
    text = re.sub(r"\[x\]", "[ ]", render_markdown(found.report, "analysis"))
    assert chosen(text, found) == Choice(())


def test_a_form_without_boxes_is_refused() -> None:
    found = pair()
    with pytest.raises(FixerError, match="this report has no boxes to tick"):
        chosen(render_markdown(found.report, "checklist"), found)


def test_a_report_without_ids_chooses_by_what_it_names() -> None:
    found = pair()
    text = "### 1. Queue is not encrypted\n\nAdded `KmsMasterKeyId` to OrderQueue.\n\n### 2. Other\n\nText.\n"
    choice = chosen(text, found)
    (match,) = choice.matches
    assert match.confidence == 1.0
    assert [gap.pointer for gap in match.issue.gaps] == ["/Resources/OrderQueue/Properties/KmsMasterKeyId"]
    assert choice.ids == (match.issue.id,)
    assert str(match).startswith("line 1, 1. Queue is not encrypted -> issue ")
    assert str(match).endswith("(confidence 1.00)")


def test_too_little_confidence_is_left_to_the_person() -> None:
    found = pair()
    text = "### 1. Queue\n\nSomething about OrderQueue.\n"
    choice = chosen(text, found)
    assert choice.ids == ()
    assert str(choice.matches[0]).endswith("(confidence 0.20, too little to apply it)")
    assert chosen(text, found, every=True).ids == (choice.matches[0].issue.id,)


def test_a_text_without_issues_is_refused() -> None:
    with pytest.raises(FixerError, match="no issue can be read in this report"):
        chosen("Nothing.\n", pair())
