"""What reports say of a program: calls are called, durations are durations, and no data shows through."""

from __future__ import annotations

import pytest

from fixer import api
from fixer.cdk.shown import shown
from fixer.dialects import Reading
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.report import markdown
from fixer.report.words import asked, expected, said
from tests.cdk.write.test_pairs import stack, template

HEAD = """import * as cdk from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
export class S extends cdk.Stack {
  constructor(scope: cdk.App, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    const on = Boolean(props);
    const fn = new lambda.Function(this, 'Fn', { handler: 'i.h' });
"""
TAIL = "  }\n}\n"


def told(model: str, ideal: str) -> tuple[list[str], list[str], list[str], list[str]]:
    pair = [read_template(from_bytes("s.ts", (HEAD + body + TAIL).encode()), Reading()) for body in (model, ideal)]
    found = api.diff(pair[0], pair[1])
    statements = [one for finding in found.report.findings for one in finding.statements]
    requests = [one for finding in found.report.findings for one in finding.requests]
    return (
        [said(one, str) for one in statements],
        [asked(one, str) for one in requests],
        [expected(one, str) for one in requests],
        [issue.fix.why for issue in found.issues if issue.fix],
    )


QUEUE = "    const q = new sqs.Queue(this, 'Q', { visibilityTimeout: cdk.Duration.seconds(20) });\n"


@pytest.mark.parametrize(
    ("model", "ideal", "sentences", "request_"),
    [
        (
            QUEUE,
            QUEUE.replace("(20)", "(30)"),
            ["Q (line 9) sets visibilityTimeout to cdk.Duration.seconds(20) instead of cdk.Duration.seconds(30)."],
            ["Set visibilityTimeout to cdk.Duration.seconds(30) on Q."],
        ),
        (
            QUEUE,
            QUEUE + "    q.grantSendMessages(fn);\n",
            ["Q (line 9) lacks the call grantSendMessages(Fn)."],
            ["Call grantSendMessages(Fn) on Q."],
        ),
        (
            QUEUE + "    q.grantSendMessages(fn);\n",
            QUEUE,
            ["Q (line 10) has the call grantSendMessages(Fn), which the ideal template does not."],
            ["Remove the call grantSendMessages(Fn) on Q."],
        ),
        (
            QUEUE + "    fn.grant('x', on);\n",
            QUEUE + "    fn.grant('x', 1);\n",
            ["Fn (line 10) calls grant() with on instead of 1."],
            ["Call grant() with 1 on Fn."],
        ),
        (
            "    if (on) {\n" + QUEUE + "    }\n",
            "    if (!on) {\n" + QUEUE + "    }\n",
            ["Q (line 10) stands in if (on) instead of if (!on)."],
            ["Put Q into if (!on)."],
        ),
    ],
)
def test_what_is_said_of_a_program(model: str, ideal: str, sentences: list[str], request_: list[str]) -> None:
    found, wanted, tests, reasons = told(model, ideal)
    assert (found, wanted) == (sentences, request_)
    assert not [text for text in (*found, *wanted, *tests, *reasons) if "/Resources" in text or "$" in text]


def test_the_place_of_a_fix_is_said_in_words() -> None:
    reasons = told(QUEUE, QUEUE.replace("(20)", "(30)"))[3]
    assert reasons == ["it changes what visibilityTimeout of Q says"]


def test_an_optional_member_is_written_as_in_a_program() -> None:
    assert shown({"$path": [{"$name": "props"}, "?.retention", "days"]}) == "props?.retention.days"


def test_a_chain_of_calls_is_said_as_it_is_written() -> None:
    line = "api.root.addResource('{}').addMethod('GET');"
    api_ = "const api = new apigateway.RestApi(this, 'Api');"
    one, other = stack(api_, line.format("a"), line.format("b")), stack(api_, line.format("c"))
    text = markdown.render_markdown(api.diff(template(one), template(other)).report)
    assert "has the call `root.addResource('b').addMethod('GET')`" in text
    assert "calls `root.addResource().addMethod()` with `'a'` instead of `'c'`" in text
    assert "```typescript\napi.root.addResource('b').addMethod('GET');\n```" in text


def test_what_is_shown_of_a_call_is_the_call() -> None:
    one = stack("const jobs = new sqs.Queue(this, 'Jobs', {", "  fifo: true,", "});", "jobs.grantPurge(role);")
    text = markdown.render_markdown(
        api.diff(template(one), template(one.replace("    jobs.grantPurge(role);\n", ""))).report
    )
    assert "```typescript\njobs.grantPurge(role);\n```" in text
