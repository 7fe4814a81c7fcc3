"""Documentation links: a readable name for an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from fixer.lazy import pattern
from fixer.report.report import Link
from fixer.report.text import clip, one_line

_NAMED = pattern(r"(?s)\s*(?P<title>[^<>]+?)\s*<(?P<url>[^<>]+)>\s*|\s*\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)\s*")
_GUIDES = {
    "amazoncloudfront": "Amazon CloudFront",
    "amazoncloudwatch": "Amazon CloudWatch",
    "amazondynamodb": "Amazon DynamoDB",
    "amazonecr": "Amazon ECR",
    "amazonecs": "Amazon ECS",
    "amazonelasticache": "Amazon ElastiCache",
    "amazonrds": "Amazon RDS",
    "amazons3": "Amazon S3",
    "apigateway": "Amazon API Gateway",
    "autoscaling": "Amazon EC2 Auto Scaling",
    "awscloudformation": "CloudFormation",
    "awscloudtrail": "AWS CloudTrail",
    "awsec2": "Amazon EC2",
    "awssimplequeueservice": "Amazon SQS",
    "config": "AWS Config",
    "eks": "Amazon EKS",
    "elasticloadbalancing": "Elastic Load Balancing",
    "eventbridge": "Amazon EventBridge",
    "iam": "IAM",
    "kms": "AWS KMS",
    "lambda": "AWS Lambda",
    "secretsmanager": "AWS Secrets Manager",
    "sns": "Amazon SNS",
    "step-functions": "AWS Step Functions",
    "streams": "Amazon Kinesis Data Streams",
    "systems-manager": "AWS Systems Manager",
    "vpc": "Amazon VPC",
    "waf": "AWS WAF",
    "wellarchitected": "AWS Well-Architected",
    "xray": "AWS X-Ray",
}
_CHAPTER = pattern(r"^(?:USER|CHAP|API|Concepts|Overview)_")
_UNSAFE = pattern(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]")


def link(reference: str, names: Iterable[str] = ()) -> Link:
    """The link that ``reference`` gives: an address, ``Title <address>`` or ``[Title](address)``.

    ``names`` (resource types, property names) lend their capital letters to what the address spells in lower case.
    """
    named = _NAMED.fullmatch(reference)
    title = (named["title"] or named["text"]) if named else ""
    url = (named["url"] or named["target"] if named else reference).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return Link(clip(one_line(reference), 200), None)
    safe = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)
    return Link(clip(one_line(title) or _name(parts.netloc, parts.path, parts.fragment, tuple(names)), 200), safe)


def _name(host: str, path: str, fragment: str, names: tuple[str, ...]) -> str:
    """``AWS::SQS::Queue KmsMasterKeyId`` or ``Amazon S3: replication configuration overview``."""
    steps = [step for step in unquote(path).split("/") if step]
    page = steps[-1].rpartition(".")[0] or steps[-1] if steps else ""
    if not page.startswith(("aws-resource-", "aws-properties-")):
        return _guide(host, steps, page)
    known = {re.sub(r"[^a-z0-9]+", "-", name.removeprefix("AWS").lower()).strip("-"): name for name in names}
    slug = page.split("-", 2)[2]
    field = fragment.removeprefix(f"cfn-{slug}-") if fragment.startswith(f"cfn-{slug}-") else ""
    return f"{known.get(slug) or 'CloudFormation: ' + slug.replace('-', ' ')} {known.get(field, field)}".strip()


def _guide(host: str, steps: list[str], page: str) -> str:
    """A page of a guide by the guide's name; of other hosts by the host's."""
    if not host.endswith("aws.amazon.com"):
        return one_line(f"{host}: {page.replace('-', ' ')}" if page else host)
    guide = _GUIDES.get(steps[0].lower(), steps[0]) if len(steps) > 1 else "AWS"
    words = re.sub(r"[-_.]+", " ", _CHAPTER.sub("", page))
    return one_line(f"{guide}: {words}" if words else guide)
