"""Numbers that a request demands and neither template has."""

from __future__ import annotations

import pytest

from fixer.issues.quantities import unmet_quantities
from fixer.read.document import Document
from fixer.request.facts import Facts

YAML = "Resources:\n  F:\n    Properties:\n      ReservedConcurrentExecutions: 20\n      Timeout: !Ref Wait\n"


def unmet(sentence: str, *texts: str) -> list[str]:
    facts = Facts(Document("PROMPT.md", f"# Task\n\n- {sentence}\n"))
    model, ideal = (texts or (YAML, YAML)) if len(texts) != 1 else (texts[0], texts[0])
    start, end = "The request asks for ", ", which neither template has"
    return [
        issue.title.removeprefix(start).removesuffix(end)
        for issue in unmet_quantities(facts, (model.lower(), ideal.lower()))
    ]


@pytest.mark.parametrize(
    ("sentence", "texts", "said"),
    [
        ("The function must have a reserved concurrency of 50.", (), ["reserved concurrency of 50"]),
        ("The function must have a reserved concurrency of 20.", (), []),
        ("Set reserved concurrency to 50.", (YAML, YAML.replace("20", "50")), []),
        ("Set the function timeout to 45 seconds.", (), ["a timeout of 45 seconds"]),
        # The number stands somewhere, and the property takes its value from elsewhere.
        ("Set the function timeout to 45 seconds.", (YAML + "  Default: 45\n",), []),
        ("Keep all logs for 30 days.", ("RetentionInDays: 14",), ["log retention of 30 days"]),
        ("Logs must be retained for 30 days.", ('"RetentionInDays": 30',), []),
        ("Configure 7-day backup retention.", ("BackupRetentionPeriod: 1",), ["backup retention of 7 days"]),
        ("Configure messages to be kept for 14 days.", ("MessageRetentionPeriod: 1209600",), []),
        ("Use a memory of 1 GB for the Lambda function.", ("MemorySize: 1024",), []),
        ("Use a memory of 1 GB for the Lambda function.", ("MemorySize: 512",), ["memory of 1 GB"]),
    ],
)
def test_what_is_met_and_what_is_not(sentence: str, texts: tuple[str, ...], said: list[str]) -> None:
    assert unmet(sentence, *texts) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The function must have a reserved concurrency of at least 50.",
        "Reserved concurrency could be set to 50.",
        "Set reserved concurrency to 50 or 60.",
        "Set reserved concurrency to 50 if the account allows it.",
        "Alert when the reserved concurrency is set to 50.",
        "Logs must be retained for 1 month.",
        "Reserved concurrency is set to 50-60.",
    ],
)
def test_doubt_is_no_issue(sentence: str) -> None:
    assert unmet(sentence) == []


def test_the_quote_is_exact_and_must_weighs_more() -> None:
    text = "# Task\n\nThe function **must** have a\nreserved concurrency of 50.\n\nSet the batch size to 7.\n"
    facts = Facts(Document("PROMPT.md", text))
    firm, plain = unmet_quantities(facts, (YAML.lower(), YAML.lower()))
    assert firm.evidence[0].text in text
    assert firm.evidence[0].line == 3
    assert [firm.severity, plain.severity] == ["high", "medium"]
    assert firm.category == "requirement"
