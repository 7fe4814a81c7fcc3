"""A request as sentences: slices of the document, with what stands above them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fixer.read.document import Document
from fixer.request.sentences import Request, Sentence

TEXT = """# Platform

Some background on the
company. It must be encrypted
at rest, always.

## MANDATORY REQUIREMENTS

1. **DynamoDB**
   - Enable point-in-time recovery
   - Tables are replicated

## Optional Enhancements (If time permits)

- Add AWS Backup

```yaml
Resources: {}
```

**Constraints**:
- Lambda must have reserved concurrency
"""


def request(text: str = TEXT) -> Request:
    return Request(Document("PROMPT.md", text))


def named(text: str, whole: str = TEXT) -> Sentence:
    (found,) = [sentence for sentence in request(whole).sentences if sentence.text == text]
    return found


def test_a_sentence_may_run_over_lines_and_is_a_slice() -> None:
    found = named("It must be encrypted\nat rest, always.")
    assert TEXT[found.start : found.end] == found.text
    assert request().line(found) == 4


def test_list_items_and_headings_are_sentences_without_their_marks() -> None:
    texts = [sentence.text for sentence in request().sentences]
    assert "Enable point-in-time recovery" in texts
    assert "DynamoDB" in texts
    assert "MANDATORY REQUIREMENTS" in texts


def test_code_is_no_sentence() -> None:
    assert not any("Resources" in sentence.text for sentence in request().sentences)


def test_a_request_that_is_all_one_fence_is_read() -> None:
    assert named("Use SQS.", "```\nUse SQS.\n```\n").strength == "asks"


def test_an_item_knows_its_item_and_its_heading() -> None:
    found = named("Enable point-in-time recovery")
    assert [(part.text, part.heading) for part in found.above] == [
        ("platform", True),
        ("mandatory requirements", True),
        ("**dynamodb**", False),
    ]
    assert found.scope == "mandatory requirements · **dynamodb**"


def test_strength() -> None:
    assert named("It must be encrypted\nat rest, always.").strength == "must"
    assert named("Enable point-in-time recovery").strength == "must"
    assert not named("Enable point-in-time recovery").firm
    assert named("Add AWS Backup").strength == "optional"
    assert named("Lambda must have reserved concurrency").firm
    assert named("Use a queue.", "Use a queue.").strength == "asks"
    assert named("The sky above the port.", "The sky above the port.").strength == "context"
    assert named("Encryption is not optional.", "Encryption is not optional.").strength == "asks"
    assert named("A role with required permissions", "- A role with required permissions").strength == "asks"


def test_the_few_words_above_items_are_a_title() -> None:
    found = request()
    titles = {one.text for start in found.titles if (one := found.at(start))}
    assert "DynamoDB" in titles
    assert "Tables are replicated" not in titles


@given(st.text(alphabet="ab.*#->`1: \n\r\tMust", max_size=200))
def test_whatever_stands_there_sentences_are_slices_in_order(text: str) -> None:
    found = request(text).sentences
    assert all(text[one.start : one.end] == one.text and one.text.strip() for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
