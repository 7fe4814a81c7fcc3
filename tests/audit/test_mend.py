"""``--fix``: counts, numbers and broken characters, and not another byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fixer.audit import mojibake
from fixer.audit.audit import audit, mend
from fixer.audit.mend import mended
from fixer.audit.remarks import Remark
from fixer.read.document import Document
from tests.audit.reports import headings


def fixed(text: str) -> str:
    document = Document("report.md", text)
    return mend(document, audit(document))


def test_counts_numbers_and_characters_are_mended_and_nothing_else() -> None:
    text = headings("1. A", "2. B", "2. C", field="HIGH") + "## Summary\n\n- High: 7\n- Low: 0\n\nTotal issues: 9 â†’\n"
    right = headings("1. A", "2. B", "3. C", field="HIGH") + "## Summary\n\n- High: 3\n- Low: 0\n\nTotal issues: 3 →\n"
    assert fixed(text) == right
    assert fixed(right) == right


def test_line_ends_and_odd_space_stay() -> None:
    text = "# T\r\n\r\n###  1. A  \r\n\r\n### 3. B\t\r\n\r\n###   4. C\r\n"
    assert fixed(text) == "# T\r\n\r\n###  1. A  \r\n\r\n### 2. B\t\r\n\r\n###   3. C\r\n"


def test_a_number_that_is_right_one_way_and_wrong_the_other_stays() -> None:
    text = headings("1. A", field="LOW") + "## Summary\n\nTotal issues found: **1 critical issues**\n"
    assert fixed(text) == text


@given(st.text(max_size=200))
def test_mending_changes_only_where_something_is_wrong(text: str) -> None:
    document = Document("report.md", text)
    found = audit(document)
    edits = [edit for remark in found.remarks for edit in remark.edits]
    assert (mended(text, found.remarks) == text) == all(text[edit.start : edit.end] == edit.text for edit in edits)


@given(
    st.text(
        st.characters(min_codepoint=0xA0, max_codepoint=0x1FFFF, exclude_categories=("Cs",)), min_size=1, max_size=20
    )
)
def test_what_was_read_as_windows_1252_is_mended(text: str) -> None:
    broken = "".join(
        bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
        for byte in text.encode("utf-8")
    )
    edits = tuple(mojibake.find(f"a {broken} b"))
    assert mended(f"a {broken} b", [Remark("mojibake", 1, "", "", edits)]) == f"a {text} b"


def test_characters_that_are_as_meant_stay() -> None:
    for text in ("déjà vu", "Âge", "→ ≥ “quoted” – …", "naïve café", "€ 5 ™"):
        assert list(mojibake.find(text)) == []
