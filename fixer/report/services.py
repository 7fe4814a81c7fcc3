"""Readable names of services, by the types of their resources."""

from __future__ import annotations

from fixer.report.text import clip, one_line

_WIDEST = 80
_SERVICES = {
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
# What of EC2 makes servers; the rest of it makes networks.
_SERVERS = (
    "Instance", "LaunchTemplate", "Volume", "VolumeAttachment", "KeyPair", "Host", "EC2Fleet", "SpotFleet",
    "PlacementGroup", "CapacityReservation",
)  # fmt: skip


def service(kind: str | None) -> str:
    """``DynamoDB`` for AWS::DynamoDB::Table, ``VPC`` for AWS::EC2::Subnet, ``Custom resources`` for Custom::Seed."""
    names = (kind or "").split("::")
    if names[0] == "Custom" or kind == "AWS::CloudFormation::CustomResource":
        return "Custom resources"
    if len(names) < 3:
        return "Other"
    if names[1] == "EC2" and names[2] not in _SERVERS:
        return "VPC"
    return _SERVICES.get(names[1], clip(one_line(names[1]), _WIDEST)) if names[0] == "AWS" else clip(kind or "", 40)
