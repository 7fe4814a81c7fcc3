"""What reports say of programs, in the words of people who write them."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import pytest

from fixer import api
from fixer.cdk.adapter import CDK_TYPESCRIPT as ADAPTER
from fixer.cdk.shown import shown
from fixer.compare.routes import spoken
from fixer.issues.kinds import said_class, said_kind
from fixer.report.scan import Scan, message
from fixer.report.services import service
from fixer.report.words import said
from tests.cdk.stack import STACK, read

needs_typescript = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", r"'it\'s'"),
        (1.5, "1.5"),
        (True, "true"),
        (None, "null"),
        ([], "[]"),
        ({}, "{}"),
        ({"a": 1, "b-c": [2], "...1": {"$name": "common"}}, "{ a: 1, 'b-c': [2], ...common }"),
        ({"$member": "aws-cdk-lib/aws-lambda.Runtime.NODEJS_18_X"}, "lambda.Runtime.NODEJS_18_X"),
        ({"$member": "aws-cdk-lib.RemovalPolicy.DESTROY"}, "cdk.RemovalPolicy.DESTROY"),
        ({"$call": ["aws-cdk-lib.Duration.minutes", 5]}, "cdk.Duration.minutes(5)"),
        ({"$new": ["aws-cdk-lib/aws-iam.ServicePrincipal", "s3"]}, "new iam.ServicePrincipal('s3')"),
        ({"$get": ["Data/OrderTable", "tableArn"]}, "OrderTable.tableArn"),
        ({"$ref": "this"}, "this"),
        ({"$invoke": [{"$get": ["Api", "root", "addResource"]}, "items"]}, "Api.root.addResource('items')"),
        ({"$path": [{"$name": "zones"}, 0]}, "zones[0]"),
        ({"$template": ["a-", {"$name": "suffix"}]}, "`a-${suffix}`"),
        ({"$if": [{"$not": {"$name": "prod"}}, 1, 2]}, "!prod ? 1 : 2"),
        ({"$path": [{"$binary": ["||", {"$name": "a"}, {"$name": "b"}]}, "c"]}, "(a || b).c"),
        ({"$code": "() => 1"}, "() => 1"),
    ],
)
def test_a_value_as_a_program_has_it(value: Any, text: str) -> None:
    assert shown(value) == text


def test_a_value_without_a_bottom_ends() -> None:
    value: Any = "x"
    for _ in range(500):
        value = {"$not": value}
    assert shown(value).endswith("…)") or "…" in shown(value)


@pytest.mark.parametrize(
    ("path", "section", "names"),
    [
        ("Properties/versioned", "Resources", "versioned"),
        ("Properties/code/$call/1", "Resources", "code"),
        ("Calls/addTarget/0/0/$new/2/deadLetterQueue", "Resources", "addTarget() deadLetterQueue"),
        ("Calls/grantRead/1", "Resources", "grantRead()"),
        ("Assigned/replicationConfiguration/rules/0/id", "Resources", "replicationConfiguration rules 0 id"),
        ("Tags/Owner", "Resources", "Tags Owner"),
        ("addMethod/0/1/$new/1/proxy", "Calls", "addMethod() proxy"),
        ("Properties", "Resources", "Properties"),
        ("Within", "Resources", "surrounding block"),
        ("Super/env/region", "Stacks", "super() env region"),
        ("Properties/Tags/0/Value", "Resources", "Tags 0 Value"),
    ],
)
def test_a_path_as_people_say_it(path: str, section: str, names: str) -> None:
    assert " ".join(spoken(path.split("/"), section)) == names


@pytest.mark.parametrize(
    ("kind", "words", "class_", "group"),
    [
        ("AWS::SQS::Queue", "SQS Queue", "AWS::SQS::Queue", "SQS"),
        ("aws-cdk-lib/aws-dynamodb.TableV2", "DynamoDB TableV2", "dynamodb.TableV2", "DynamoDB"),
        ("aws-cdk-lib/aws-events.Rule", "EventBridge Rule", "events.Rule", "EventBridge"),
        ("aws-cdk-lib/aws-ec2.CfnSubnet", "EC2 CfnSubnet", "ec2.CfnSubnet", "VPC"),
        ("aws-cdk-lib/aws-ec2.Instance", "EC2 Instance", "ec2.Instance", "EC2"),
        ("@aws-cdk/aws-lambda-python-alpha.PythonFunction", "lambda-python PythonFunction",
         "lambda_python.PythonFunction", "lambda-python"),
        ("aws-cdk-lib.CfnOutput", "CfnOutput", "cdk.CfnOutput", "Other"),
        ("./NetworkStack", "NetworkStack", "NetworkStack", "Other"),
        ("Variables", "variable", "Variables", "Other"),
    ],
)  # fmt: skip
def test_a_class_as_people_say_it(kind: str, words: str, class_: str, group: str) -> None:
    assert (said_kind(kind), said_class(kind), service(kind)) == (words, class_, group)


@needs_typescript
def test_sentences_of_a_report() -> None:
    model, ideal = (
        replace(read(text), adapter=ADAPTER)
        for text in (STACK, STACK.replace("retryAttempts: 2", "retryAttempts: wait"))
    )
    found = api.diff(model, ideal, api.Options())
    (finding,) = found.report.findings
    (statement,) = finding.statements
    line = STACK[: STACK.index("retryAttempts")].count("\n") + 1
    assert said(statement, str) == (f"Rule${{}} (line {line}) sets addTarget().retryAttempts to 2 instead of wait.")
    assert "rule.addTarget(new targets.LambdaFunction(handler, { retryAttempts: 2 }));" in finding.before[0].text
    assert "addTarget().retryAttempts to 2 instead of wait" in message(Scan(found.report, model, ideal), finding)


@needs_typescript
def test_no_secret_of_a_program_is_shown() -> None:
    secrets = "hunter2secret", "Sup3rSecretVar1", "plainpassw0rd", "topsecretvalue"
    body = """
    const dbPassword = 'Sup3rSecretVar1';
    new lambda.Function(this, 'F', { environment: { DB_PASSWORD: 'hunter2secret', TABLE: 'orders' }, x: dbPassword });
    new iam.User(this, 'U', { password: cdk.SecretValue.unsafePlainText('plainpassw0rd') });
    new events.Rule(this, 'S', { secretStringValue: cdk.SecretValue.unsafePlainText('topsecretvalue') });
"""
    text = STACK.replace("    cdk.Tags.of", body + "    cdk.Tags.of")
    other = text
    for secret in secrets:
        other = other.replace(secret, secret[::-1])
    model, ideal = (replace(read(one), adapter=ADAPTER) for one in (text, other))
    found = api.diff(model, ideal, api.Options())
    shown_text = "".join(repr(finding) for finding in found.report.findings)
    assert len(found.comparison.gaps) == len(secrets)
    assert [secret for secret in secrets if secret in shown_text or secret[::-1] in shown_text] == []
    assert "SecretValue.unsafePlainText" in shown_text
