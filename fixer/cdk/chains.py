"""Chains of members and calls, and the full names of what modules export."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fixer.cdk.program import bare
from fixer.cdk.syntax import Syntax
from fixer.frozen import frozen

DEFAULT_CHILD = ("node", "defaultChild")

INNER = "()"
"""A call before the last one in what a statement does; its arguments stand with those of the last."""
_SPACE = re.compile(r"\s+")
_LIBRARY = "aws-cdk-lib"
# What everybody calls the modules of the library: what is used under such a name and not imported is taken for it.
CUSTOMARY = {"cdk": _LIBRARY} | {
    name: f"{_LIBRARY}/aws-{module or name}"
    for name, module in {
        "acm": "certificatemanager", "apigateway": "", "apigatewayv2": "", "appsync": "", "athena": "",
        "autoscaling": "", "backup": "", "budgets": "", "cloudfront": "", "cloudtrail": "", "cloudwatch": "",
        "codebuild": "", "codedeploy": "", "codepipeline": "", "cognito": "", "config": "", "dynamodb": "", "ec2": "",
        "ecr": "", "ecs": "", "efs": "", "eks": "", "elasticache": "", "elbv2": "elasticloadbalancingv2", "events": "",
        "glue": "", "guardduty": "", "iam": "", "kinesis": "", "kms": "", "lambda": "", "logs": "", "msk": "",
        "opensearch": "opensearchservice", "origins": "cloudfront-origins", "rds": "", "redshift": "", "route53": "",
        "s3": "", "s3n": "s3-notifications", "secretsmanager": "", "sfn": "stepfunctions", "sns": "", "sqs": "",
        "ssm": "", "stepfunctions": "", "subscriptions": "sns-subscriptions", "targets": "events-targets",
        "tasks": "stepfunctions-tasks", "wafv2": "", "cloudwatch_actions": "cloudwatch-actions",
        "cloudwatchActions": "cloudwatch-actions", "codepipeline_actions": "codepipeline-actions",
        "codepipelineActions": "codepipeline-actions", "lambdaEventSources": "lambda-event-sources",
        "route53Targets": "route53-targets", "s3deploy": "s3-deployment", "snsSubscriptions": "sns-subscriptions",
    }.items()
}  # fmt: skip


@frozen
class Link:
    """One link of ``a.b(c)[d]``: what it begins with, a member's name, the arguments of a call, or an index."""

    kind: str
    node: Syntax
    optional: bool = False


def chain(node: Syntax) -> list[Link]:
    """The links of an expression from the inside out; casts and brackets around the inner ones do not count."""
    links = []
    node = bare(node)
    while True:
        inner: Syntax | None
        if node.kind == "member_expression":
            inner, last = node.child("object"), node.child("property")
            kind = "member"
        elif node.kind == "subscript_expression":
            inner, last = node.child("object"), node.child("index")
            kind = "index"
        elif node.kind == "call_expression":
            inner, last = node.child("function"), node.child("arguments")
            kind = "call"
        else:
            inner = last = None
            kind = ""
        if inner is None or last is None:
            links.append(Link("base", node))
            break
        optional = any(child.kind in ("optional_chain", "?.") for child in node.children)
        links.append(Link(kind, last, optional))
        node = bare(inner)
    links.reverse()
    return links


def method_of(text: str, links: Sequence[Link], path: tuple[str, ...] = ()) -> str:
    """What a statement does to its receiver, in one word: ``grantRead``, ``node.addDependency``.

    Calls before the last one are part of it, without their arguments: ``root.addResource().addMethod``. Whether a
    construct is asked itself or its default child makes no difference.
    """
    last = len(links) - 1
    parts = list(path)
    for number, link in enumerate(links):
        shown = text[link.node.start : link.node.end]
        if link.kind == "member":
            parts.append(shown)
        elif number < last or link.kind == "index":
            shown = INNER if link.kind == "call" else f"[{_SPACE.sub(' ', shown)}]"
            if parts:
                parts[-1] += shown
            else:
                parts.append(shown)
    if tuple(parts[:2]) == DEFAULT_CHILD:
        parts = parts[2:]
    return ".".join(parts)


def inner_arguments(links: Sequence[Link]) -> list[Syntax]:
    """The arguments of the calls before the last one, in their order."""
    return [link.node for link in links[:-1] if link.kind == "call"]


def qualified(module: str, names: Sequence[str]) -> str:
    """``("aws-cdk-lib", ["aws_sqs", "Queue"])`` → ``aws-cdk-lib/aws-sqs.Queue``."""
    if module == _LIBRARY and len(names) > 1 and names[0].islower():
        module, names = f"{module}/{names[0].replace('_', '-')}", names[1:]
    if module.startswith("."):
        return "./" + ".".join(names or (module.rpartition("/")[2],))
    return ".".join((module, *names))
