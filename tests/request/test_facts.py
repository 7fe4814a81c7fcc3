"""Where a request speaks of a topic, a number, a name or a service."""

from __future__ import annotations

import json

import pytest

from fixer.read.document import Document
from fixer.request.facts import Facts, _places, read_facts
from fixer.request.topics import TOPICS


def facts(text: str) -> Facts:
    return Facts(Document("PROMPT.md", text))


def quotes(text: str, topic: str) -> list[tuple[str, bool]]:
    return [(one.sentence.text, one.negative) for one in facts(text).mentions.get(topic, ())]


def test_topics_are_named_once() -> None:
    names = [topic.name for topic in TOPICS]
    assert len(set(names)) == len(names)
    assert all(topic.phrases == topic.phrases.lower() and topic.phrases for topic in TOPICS)
    assert all(topic.traces == topic.traces.lower() and topic.traces for topic in TOPICS if topic.own)


def test_phrases_are_whole_words_in_the_singular_or_plural() -> None:
    assert quotes("Add VPC endpoints for S3.", "vpc-endpoint") == [("Add VPC endpoints for S3.", False)]
    assert quotes("Use the natural order.", "nat") == []
    assert quotes("Set up global\ntables.", "global-table-type") == [("Set up global\ntables.", False)]


def test_negation_is_that_of_the_clause() -> None:
    assert quotes("Do not use NAT gateways.", "nat") == [("Do not use NAT gateways.", True)]
    assert quotes("No servers; use a NAT gateway.", "nat") == [("No servers; use a NAT gateway.", False)]


def test_what_is_about_something_else_is_left_out() -> None:
    assert quotes("Encryption in transit everywhere.", "encryption") == []
    assert len(quotes("Encryption at rest and in transit.", "encryption")) == 1


def test_numbers_have_their_units() -> None:
    found = facts("- Keep messages 14 days\n- Memory of 2 GB\n- 10,000 requests\n- 10.0.0.0/16\n").numbers
    assert {14, 14 * 86400, 2, 2048, 10000} <= found.keys()
    assert 16 not in found


def test_names() -> None:
    found = facts("Use db.t3.micro in 10.0.0.0/16, and AWS::SQS::Queue.")
    assert [len(found.named(name)) for name in ("db.t3.micro", "10.0.0.0/16", "aws::sqs::queue", "t3.mic")] == [
        1,
        1,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "occurs"),
    [
        ("Two queues.", "queue", True),
        ("Two buses.", "bus", True),
        ("A queueing system", "queue", False),
        ("a_queue", "queue", True),
        ("A dead letter box", "dead letter queue", True),
        ("Deadly letters", "dead letter queue", False),
        ("All multi-region", "multi-region", True),
        ("Encrypting it", "encrypt~", True),
        ("The crypt", "encrypt~", False),
    ],
)
def test_phrases_that_do_not_occur_are_not_searched_for(text: str, phrase: str, occurs: bool) -> None:
    assert facts(text)._occurs(phrase) is occurs


def test_no_phrase_that_stands_in_a_request_is_passed_over() -> None:
    for phrase in {one for topic in TOPICS for one in topic.phrases.split("|")}:
        for text in (phrase.removesuffix("~"), f"the {phrase.removesuffix('~')}s", f"_{phrase.removesuffix('~')}es "):
            assert facts(text)._occurs(phrase) or not list(_places(text, phrase)), (text, phrase)


def test_an_item_is_about_the_services_of_its_heading_unless_it_names_its_own() -> None:
    found = facts("## S3 buckets\n- Enable versioning\n- Copy DynamoDB exports\n- A route table\n")
    services = {one.text: found.services(one) for one in found.request.sentences}
    assert services["Enable versioning"] == {"S3"}
    assert services["Copy DynamoDB exports"] == {"DynamoDB"}
    assert services["A route table"] == {"EC2"}


def test_metadata_of_another_shape_says_nothing() -> None:
    prompt = Document("PROMPT.md", "Use SQS.")
    listed = read_facts(prompt, Document("metadata.json", json.dumps({"aws_services": ["SQS", 3, "Lambda"]}))).listed
    assert listed == "sqs · lambda"
    for text in ("[", "[1]", '{"aws_services": null}', "[" * 100_000):
        assert read_facts(prompt, Document("metadata.json", text)).listed == ""
