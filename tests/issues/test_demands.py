"""A request × issues: what is quoted, what it weighs, what neither template has; and what is wrong with the ideal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixer import api
from fixer.errors import FixerError
from fixer.issues.issue import Issue
from fixer.read.document import Document, from_bytes
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_pair
from fixer.report.json_report import render_json
from tests.conftest import CORPUS
from tests.pairs import resource, template

QUEUE, FUNCTION, BUCKET = "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::S3::Bucket"


def compared(request: str | None, model: dict[str, Any], ideal: dict[str, Any], metadata: str = "") -> api.Difference:
    documents = (
        from_bytes(name, json.dumps(data, indent=2).encode())
        for name, data in (("model.json", model), ("ideal.json", ideal))
    )
    prompt = None if request is None else Document("PROMPT.md", request)
    known = Document("metadata.json", metadata) if metadata else None
    return api.diff(*read_pair(*documents), api.Options(prompt=prompt, metadata=known))


def concurrency(request: str | None, **more: Any) -> Issue:
    body = {"Runtime": "python3.12", "Handler": "a.b", "Timeout": 9, "MemorySize": 256, "Role": "arn", **more}
    model = template({"Worker": resource(FUNCTION, **body)})
    ideal = template({"Worker": resource(FUNCTION, **body, ReservedConcurrentExecutions=10)})
    (found,) = [issue for issue in compared(request, model, ideal).issues if issue.gaps]
    return found


def quoted(issue: Issue) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in issue.evidence]


def buckets(request: str, ideal: dict[str, Any], model: dict[str, Any] | None = None) -> Issue:
    found = compared(request, template({"Data": resource(BUCKET, **(model or {}))}), template({"Data": ideal}))
    (issue,) = [issue for issue in found.issues if issue.gaps]
    return issue


VERSIONED = resource(BUCKET, VersioningConfiguration={"Status": "Enabled"})


def test_without_a_request_nothing_is_quoted_and_nothing_weighs_more() -> None:
    found = concurrency(None)
    assert (found.severity, found.evidence) == ("high", ())


def test_a_sentence_that_says_must_is_quoted_and_raises_by_one_step() -> None:
    found = concurrency("# Task\n\nEvery function must have reserved concurrency.\n")
    assert found.severity == "critical"
    assert quoted(found) == [(3, "Every function must have reserved concurrency.")]
    assert found.evidence[0].file == "PROMPT.md"


def test_a_plain_or_an_optional_wish_is_quoted_and_raises_nothing() -> None:
    plain = concurrency("Configure reserved concurrency.")
    assert (plain.severity, quoted(plain)) == ("high", [(1, "Configure reserved concurrency.")])
    optional = concurrency("## Optional\n\n- Lambda must have reserved concurrency\n")
    assert (optional.severity, quoted(optional)) == ("high", [(3, "Lambda must have reserved concurrency")])


def test_a_mandatory_section_raises_to_high_but_not_to_critical() -> None:
    assert concurrency("## Mandatory\n\n- Configure reserved concurrency\n").severity == "high"
    found = buckets("## Mandatory\n\n- Enable versioning\n", VERSIONED)
    assert (found.rule, found.severity) == ("bucket-unversioned", "high")


def test_what_must_not_be_supports_no_demand_for_it() -> None:
    assert concurrency("Do not use reserved concurrency.").evidence == ()


def test_a_sentence_about_another_service_is_not_quoted() -> None:
    found = buckets("- DynamoDB is encrypted with KMS\n- Enable versioning of buckets\n", VERSIONED)
    assert quoted(found) == [(2, "Enable versioning of buckets")]


def test_the_same_words_twice_are_quoted_once_and_at_most_three_are() -> None:
    lines = ["- Enable versioning", "- Enable versioning", "- Versioning of S3", "- Use versioning", "- Add versioning"]
    found = buckets("\n".join(lines), VERSIONED)
    texts = [text for _, text in quoted(found)]
    assert len(texts) == len(set(texts)) <= 3


def test_a_number_in_other_units_is_found() -> None:
    request = "- The queue keeps messages for exactly 14 days\n- Use SQS"
    model, ideal = resource(QUEUE, MessageRetentionPeriod=345600), resource(QUEUE, MessageRetentionPeriod=1209600)
    (found,) = compared(request, template({"Queue": model}), template({"Queue": ideal})).issues
    assert [line for line, _ in quoted(found)] == [1]


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        ("Set up AWS WAF in front of it.", "The request asks for AWS WAF, which neither template has"),
        ("- VPC peering between both regions", "The request asks for VPC peering, which neither template has"),
    ],
)
def test_what_neither_has_is_an_issue_of_its_own(request_text: str, title: str) -> None:
    both = template({"Data": resource(BUCKET)})
    found = compared(request_text, both, both)
    (issue,) = found.issues
    assert (issue.title, issue.rule, issue.category, issue.severity) == (title, None, "requirement", "medium")
    assert (issue.gaps, issue.fix, issue.resources) == ((), None, ())
    assert issue.evidence[0].text in request_text
    assert json.loads(render_json(found.outline))["issues"][0]["gaps"] == []


@pytest.mark.parametrize(
    "request_text",
    [
        "Do not use AWS WAF.",
        "Consider AWS WAF.",
        "## Nice to have\n\n- Add AWS WAF",
        "Use AWS WAF or a firewall of your own.",
        "Requests come in over the existing AWS WAF.",
        "AWS WAF is account-level.",
        "## Background\n\nThey use AWS WAF.",
        "Use something against attacks.",
    ],
)
def test_what_is_not_plainly_demanded_is_none(request_text: str) -> None:
    both = template({"Data": resource(BUCKET)})
    assert compared(request_text, both, both).issues == ()


def test_a_mere_mention_in_a_template_is_doubt_enough() -> None:
    both = template({"Data": resource(BUCKET)}, Description="attached to the WAF of the account")
    assert compared("Set up AWS WAF.", both, both).issues == ()


def test_metadata_makes_a_description_a_demand() -> None:
    both = template({"Data": resource(BUCKET)})
    text = "## Environment\n\nTraffic is filtered, we use AWS WAF."
    assert compared(text, both, both).issues == ()
    assert len(compared(text, both, both, '{"aws_services": ["AWS WAF"]}').issues) == 1


def test_an_issue_without_gaps_is_left_out_and_the_others_apply() -> None:
    model, ideal = template({"Data": resource(BUCKET)}), template({"Data": VERSIONED})
    found = compared("Set up AWS WAF.", model, ideal)
    done = api.apply(found, api.Selection(unsafe=True))
    assert [one.status for one in done.outcomes] == ["applied", "left-out"]
    assert done.result.data == ideal
    assert [finding.issue.title for finding in done.left.findings] == [found.issues[1].title]


def test_what_the_ideal_breaks_is_told_and_its_fix_is_not_safe() -> None:
    secret = "Literal" + "Password1"
    database = resource(
        "AWS::RDS::DBInstance", Engine="mysql", DBInstanceClass="db.t3.micro", MasterUsername="root",
        MasterUserPassword=secret, AllocatedStorage="20", StorageEncrypted=True,
    )  # fmt: skip
    found = compared(None, template({"Data": resource(BUCKET)}), template({"Data": resource(BUCKET), "Db": database}))
    problems = {issue.ideal_problem: issue.fix for issue in found.issues if issue.ideal_problem}
    (problem,) = problems
    assert problem == "Db: Database password is written in the template (database-password-in-template)"
    assert problem is not None and problems[problem] is not None
    assert all(fix is not None and fix.safety == "unsafe" for fix in problems.values())


def test_an_ideal_that_is_right_has_no_problem() -> None:
    found = compared(None, template({"Data": resource(BUCKET)}), template({"Data": VERSIONED}))
    assert [issue.ideal_problem for issue in found.issues] == [None]


def folder(name: str) -> api.Difference:
    place = CORPUS / name
    if not place.is_dir():
        pytest.skip("the real documents (../shared/corpus) are not on this machine")
    names = [path.name for path in place.iterdir()]
    pair = folder_pair(name, names, lambda one: (place / one).read_bytes())
    return api.diff(*pair, api.Options(prompt=from_bytes("PROMPT.md", (place / "PROMPT.md").read_bytes())))


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("cfn-json__Pr7217", "vpc-peering-missing", "VPC peering"),
        ("cfn-json__Pr7217", "event-source-mapping-missing", "Data Streams"),
        ("cfn-json__Pr7217", "table-not-global", "DynamoDB global tables"),
        ("cfn-json__Pr7459", "function-concurrency-unreserved", "Reserved concurrent executions must"),
        ("cfn-json__Pr7459", "vpc-endpoint-missing", "VPC Endpoints required"),
        ("cfn-json__Pr7330", "key-missing", "KMS keys in each region"),
        ("cfn-json__Pr7330", "failover-incomplete", "failover"),
    ],
)
def test_what_the_founding_requests_say(name: str, rule: str, words: str) -> None:
    texts = [one.text for issue in folder(name).issues if issue.rule == rule for one in issue.evidence]
    assert any(words in text for text in texts), texts


def test_no_quote_of_a_real_request_is_altered() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the real documents (../shared/corpus) are not on this machine")
    quotes = 0
    for place in sorted(path.parent for path in Path(CORPUS).glob("*/PROMPT.md"))[::4]:
        text = (place / "PROMPT.md").read_bytes().decode()
        try:
            found = folder(place.name)
        except FixerError:
            continue
        for one in (one for finding in found.outline.findings for one in finding.issue.evidence):
            quotes += 1
            assert one.text in text
            assert one.text.splitlines()[0] in text.splitlines()[one.line - 1]
    assert quotes > 50
