"""Patches that let a service of AWS in: statements for the policy of a key or a bucket, or a first policy for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fixer.cfn.detectors.stack import Resource, Stack, dig
from fixer.pointer import join

Patch = tuple[Mapping[str, Any], ...]
_ACCOUNT = "arn:${AWS::Partition}:%s:%s:${AWS::AccountId}:%s"


def logs_may_use(key: Resource) -> Patch:
    """CloudWatch Logs may use a key for the log groups of the account.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    context = {"kms:EncryptionContext:aws:logs:arn": {"Fn::Sub": _ACCOUNT % ("logs", "${AWS::Region}", "log-group:*")}}
    actions = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    service = {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}
    return _in_key(key, [_allow("AllowCloudWatchLogs", service, actions, "*", {"ArnLike": context})])


def trail_may_use(key: Resource) -> Patch:
    """CloudTrail may use a key for the trails of the account.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    """
    context = {"kms:EncryptionContext:aws:cloudtrail:arn": {"Fn::Sub": _ACCOUNT % ("cloudtrail", "*", "trail/*")}}
    service = "cloudtrail.amazonaws.com"
    return _in_key(
        key,
        [
            _allow("AllowCloudTrailEncrypt", service, "kms:GenerateDataKey*", "*", {"StringLike": context}),
            _allow("AllowCloudTrailDescribe", service, "kms:DescribeKey", "*"),
        ],
    )


def trail_may_write(stack: Stack, bucket: Resource) -> Patch:
    """CloudTrail may read the ACL of a bucket and put objects.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    """
    service = "cloudtrail.amazonaws.com"
    trails = {"ArnLike": {"aws:SourceArn": {"Fn::Sub": _ACCOUNT % ("cloudtrail", "*", "trail/*")}}}
    owner = {**trails, "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    return _in_bucket(
        stack,
        bucket,
        [
            _allow("AllowCloudTrailAclCheck", service, "s3:GetBucketAcl", _arn(bucket), trails),
            _allow("AllowCloudTrailWrite", service, "s3:PutObject", _objects(bucket), owner),
        ],
    )


def config_may_write(stack: Stack, bucket: Resource) -> Patch:
    """AWS Config may look at a bucket and put objects.

    https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
    """
    service, looks = "config.amazonaws.com", ["s3:GetBucketAcl", "s3:ListBucket"]
    account = {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    owner = {"StringEquals": {**account, "s3:x-amz-acl": "bucket-owner-full-control"}}
    return _in_bucket(
        stack,
        bucket,
        [
            _allow("AllowConfigBucketCheck", service, looks, _arn(bucket), {"StringEquals": account}),
            _allow("AllowConfigWrite", service, "s3:PutObject", _objects(bucket), owner),
        ],
    )


def balancer_may_write(stack: Stack, bucket: Resource) -> Patch:
    """Application load balancers may put their logs into a bucket.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    service = "logdelivery.elasticloadbalancing.amazonaws.com"
    return _in_bucket(stack, bucket, [_allow("AllowLoadBalancerLogs", service, "s3:PutObject", _objects(bucket))])


def _allow(sid: str, service: Any, action: Any, resource: Any, condition: Any = None) -> dict[str, Any]:
    statement = {
        "Sid": sid, "Effect": "Allow", "Principal": {"Service": service}, "Action": action, "Resource": resource,
    }  # fmt: skip
    return statement if condition is None else {**statement, "Condition": condition}


def _arn(bucket: Resource) -> Any:
    return {"Fn::GetAtt": [bucket.name, "Arn"]}


def _objects(bucket: Resource) -> Any:
    return {"Fn::Sub": f"${{{bucket.name}.Arn}}/*"}


def _in_key(key: Resource, statements: Sequence[Mapping[str, Any]]) -> Patch:
    return _appended(key, ("KeyPolicy", "Statement"), statements)


def _in_bucket(stack: Stack, bucket: Resource, statements: Sequence[Mapping[str, Any]]) -> Patch:
    """In the policy that the bucket has, else in a first one; none where the policy cannot be extended."""
    policies = [
        one
        for one in stack.of("AWS::S3::BucketPolicy")
        if stack.target(one.properties.get("Bucket")) == bucket.name
        or one.properties.get("Bucket") in (bucket.name, bucket.properties.get("BucketName"), None)
    ]
    if policies:
        return _appended(policies[0], ("PolicyDocument", "Statement"), statements) if len(policies) == 1 else ()
    name = f"{bucket.name}Policy"
    if name in stack.resources or len(name) > 255:
        return ()
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    policy: dict[str, Any] = {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": bucket.name}, "PolicyDocument": document},
    }
    if isinstance(bucket.body.get("Condition"), str):
        policy["Condition"] = bucket.body["Condition"]
    return ({"op": "add", "path": join(("Resources", name)), "value": policy},)


def _appended(one: Resource, path: Sequence[str], statements: Sequence[Mapping[str, Any]]) -> Patch:
    there = dig(one.properties, *path)
    if not isinstance(there, list):
        return ()
    return tuple({"op": "add", "path": one.at(*path, "-"), "value": statement} for statement in statements)
