"""Types as people say them: by service and thing, whatever the kind of template."""

from __future__ import annotations

from fixer.lazy import pattern

SERVICES = {
    "ApiGateway": "API Gateway", "ApiGatewayV2": "API Gateway", "ApplicationAutoScaling": "Application Auto Scaling",
    "AutoScaling": "EC2 Auto Scaling", "CertificateManager": "Certificate Manager", "CloudFront": "CloudFront",
    "CloudWatch": "CloudWatch", "CodeBuild": "CodeBuild", "CodePipeline": "CodePipeline", "DynamoDB": "DynamoDB",
    "EC2": "EC2", "ECR": "ECR", "ECS": "ECS", "EKS": "EKS", "ElastiCache": "ElastiCache",
    "ElasticLoadBalancing": "Elastic Load Balancing", "ElasticLoadBalancingV2": "Elastic Load Balancing",
    "Events": "EventBridge", "IAM": "IAM", "KMS": "KMS", "Kinesis": "Kinesis",
    "KinesisFirehose": "Data Firehose", "Lambda": "Lambda", "Logs": "CloudWatch Logs", "RDS": "RDS and Aurora",
    "Route53": "Route 53", "S3": "S3", "SNS": "SNS", "SQS": "SQS", "SSM": "Systems Manager",
    "SecretsManager": "Secrets Manager", "StepFunctions": "Step Functions", "WAFv2": "WAF",
}  # fmt: skip
"""The names of services by what stands for them in types."""
_MODULES = {name.lower(): name for name in SERVICES}
# aws-cdk-lib/aws-dynamodb.TableV2
_CLASS = pattern(r"(?:aws-cdk-lib|@aws-cdk)/(?:aws-)?([\w-]+?)(?:-alpha)?\.(\w+(?:\.\w+)*)")
_SECTIONS = {"Code": "helper", "Calls": "call"}


def said_kind(subject: str) -> str:
    """``SQS Queue`` for AWS::SQS::Queue, ``DynamoDB TableV2`` for a class; a section's name without its plural."""
    if "::" in subject:
        return " ".join(subject.removeprefix("AWS::").split("::"))
    found = _CLASS.fullmatch(subject)
    if found:
        name = _MODULES.get(found[1])
        service = _SHORT.get(name or "") or SERVICES.get(name or "", found[1])
        return f"{service} {found[2]}"
    if "." in subject:
        return subject.removeprefix("aws-cdk-lib.").removeprefix("./")
    return _SECTIONS.get(subject) or subject.lower().removesuffix("s")


def is_class(subject: str | None) -> bool:
    """Whether a type is a class of a program."""
    return subject is not None and "::" not in subject and "." in subject


def said_class(subject: str) -> str:
    """A class as a program names it: ``dynamodb.TableV2``; other types as they are."""
    found = _CLASS.fullmatch(subject)
    if found:
        return f"{found[1].replace('-', '_')}.{found[2]}"
    return subject.replace("aws-cdk-lib.", "cdk.", 1).removeprefix("./") if is_class(subject) else subject


_SHORT = {"RDS": "RDS", "AutoScaling": "Auto Scaling", "SSM": "SSM"}


def service_of(subject: str) -> tuple[str, str] | None:
    """The service of a class, by the name that it has in types, and what of the service it is; ``None``: no class."""
    found = _CLASS.fullmatch(subject)
    return (_MODULES.get(found[1], found[1]), found[2].removeprefix("Cfn")) if found else None
