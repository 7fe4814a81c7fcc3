"""What the templates say against a report, and what they cannot say."""

from __future__ import annotations

from typing import Any

from fixer import api
from fixer.audit.audit import audit
from fixer.audit.remarks import Audit
from fixer.read.document import Document
from tests.pairs import difference, resource, template

QUEUE, FUNCTION = "AWS::SQS::Queue", "AWS::Lambda::Function"


def pair() -> api.Difference:
    model = template(
        {
            "OrderQueue": resource(QUEUE, QueueName="orders"),
            "OrderFunction": resource(FUNCTION, Runtime="python3.12", TracingConfig={"Mode": "Active"}),
        }
    )
    ideal = template(
        {
            "OrderQueue": resource(QUEUE, QueueName="orders", KmsMasterKeyId="alias/aws/sqs"),
            "OrderFunction": resource(FUNCTION, Runtime="python3.12", TracingConfig={"Mode": "Active"}),
            "OrderTopic": resource("AWS::SNS::Topic", TopicName="orders"),
        }
    )
    return difference(model, ideal)


def audited(text: str) -> Audit:
    found = pair()
    return audit(Document("report.md", f"# T\n\n### 1. X\n\n{text}\n"), (found.model, found.ideal), found.issues)


def said(text: str) -> list[Any]:
    return [(remark.kind, remark.message, remark.certain) for remark in audited(text).remarks]


def test_claims_that_hold() -> None:
    assert said("Issue: OrderQueue did not have `KmsMasterKeyId` set.\nFix: Added `KmsMasterKeyId` to OrderQueue") == []


def test_added_and_nowhere_in_the_ideal() -> None:
    assert said("Fix: Added `VisibilityTimeout` to OrderQueue") == [
        ("claim", "issue 1 says that VisibilityTimeout was added; it is nowhere in the ideal template", True)
    ]


def test_removed_and_still_there() -> None:
    assert said("Fix: Removed `TracingConfig` from OrderFunction") == [
        ("claim", "issue 1 says that TracingConfig was removed; the ideal template has it: OrderFunction", True)
    ]


def test_missing_and_there_all_along() -> None:
    assert said("Issue: Missing `TracingConfig` on the function") == [
        ("claim", "issue 1 says that TracingConfig is missing; the model template has it: OrderFunction", True)
    ]
    assert said("Missing AWS::Lambda::Function for orders") == [
        ("claim", "issue 1 says that AWS::Lambda::Function is missing; the model template has it: OrderFunction", True)
    ]


def test_missing_where_it_is_missing() -> None:
    assert said("Missing `TracingConfig` on OrderQueue") == []
    assert said("Missing `TracingConfig: PassThrough`") == []
    assert said("Missing AWS::SNS::Topic for orders") == []


def test_numbers_of_resources() -> None:
    assert said("- **Total Resources**: 9") == [
        ("claim", "9 resources are claimed; the model template has 2, the ideal 3", True)
    ]
    assert said("- **Total Resources**: 3") == []


def test_other_files_and_experience_are_not_checkable_and_never_wrong() -> None:
    assert said("Fix: Added `OrderHandler` in lib/handler.py") == [
        ("not-checkable", "issue 1 is not checkable here: it is about lib/handler.py", False)
    ]
    assert said("The deployment failed with a limit of the account.") == [
        ("not-checkable", "issue 1 is not checkable here: it tells what happened outside of the templates", False)
    ]
    assert not Audit("r", (), audited("The deployment failed.").remarks).wrong


def test_what_a_report_never_mentions_comes_worst_first() -> None:
    left = audited("Something is wrong.").unmentioned
    assert {name for issue in left for gap in issue.gaps for name in gap.pointer.split("/")[2:3]} == {
        "OrderQueue", "OrderTopic",
    }  # fmt: skip
    ranks = [("critical", "high", "medium", "low", "info").index(issue.severity) for issue in left]
    assert ranks == sorted(ranks)
    assert audited("KmsMasterKeyId is missing, and the SNS topic OrderTopic.").unmentioned == ()
