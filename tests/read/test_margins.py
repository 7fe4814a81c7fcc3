"""Templates behind a margin: however long, and whatever their empty lines hold."""

from __future__ import annotations

from fixer.read.candidates import candidates
from fixer.read.document import Document

HEAD = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n"
QUEUE = "  Q{0}:\n    Type: AWS::SQS::Queue\n"


def read(template: str) -> list[list[str]]:
    text = "# Answer\n\nHere it is:\n\n" + "".join(
        f"    {row}\n" if row.strip() else f"{row}\n" for row in template.split("\n")
    )
    return [list(one.resources) for one in candidates(Document("answer.md", text)).whole]


def test_more_lines_than_repairs_are_made() -> None:
    template = HEAD + "".join(QUEUE.format(number) for number in range(5_100))
    assert [len(names) for names in read(template)] == [5_100]


def test_a_line_of_a_few_blanks_ends_no_block() -> None:
    assert read(HEAD + QUEUE.format(1) + "  \n" + QUEUE.format(2)) == [["Q1", "Q2"]]


def test_curly_quotes_in_straight_ones_are_text() -> None:
    text = 'AWSTemplateFormatVersion: “2010-09-09”\nDescription: "the “main” queue"\nResources:\n' + QUEUE.format(1)
    (found,) = candidates(Document("t.yaml", text)).whole
    assert found.data["Description"] == "the “main” queue"
