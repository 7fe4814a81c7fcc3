"""Which classes can play each other's part, which constructs hold data, and what names them for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from fixer.compare.gaps import Entry
from fixer.lazy import pattern

LIB = "aws-cdk-lib/"
# What a name begins with: `Key`, and `ARN` of `ARNPattern`.
_CAPITALS = pattern(r"^[A-Z]+(?![a-z])|^[A-Z]")
_FAMILIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("A table, in one region or in several.", frozenset({"aws-dynamodb.Table", "aws-dynamodb.TableV2",
                                                         "aws-dynamodb.GlobalTable"})),
    ("A function, packaged in one way or another.", frozenset({
        "aws-lambda.Function", "aws-lambda-nodejs.NodejsFunction", "aws-lambda.DockerImageFunction",
        "aws-lambda.SingletonFunction", "aws-lambda-python-alpha.PythonFunction", "aws-lambda-go-alpha.GoFunction",
        "aws-cloudfront.experimental.EdgeFunction"})),
    ("A distribution; the web distribution is the older form.", frozenset({
        "aws-cloudfront.Distribution", "aws-cloudfront.CloudFrontWebDistribution"})),
    ("How a distribution reaches a private bucket; the identity is the older form.", frozenset({
        "aws-cloudfront.OriginAccessIdentity", "aws-cloudfront.S3OriginAccessControl",
        "aws-cloudfront.CfnOriginAccessControl"})),
    ("An API in front of functions.", frozenset({
        "aws-apigateway.RestApi", "aws-apigateway.LambdaRestApi", "aws-apigateway.SpecRestApi",
        "aws-apigatewayv2.HttpApi", "aws-apigatewayv2-alpha.HttpApi"})),
    ("A relational database, as one instance or as a cluster.", frozenset({
        "aws-rds.DatabaseInstance", "aws-rds.DatabaseCluster", "aws-rds.ServerlessCluster",
        "aws-rds.DatabaseInstanceFromSnapshot", "aws-rds.DatabaseClusterFromSnapshot"})),
    ("A cache: a replication group, a cluster of nodes, or serverless.", frozenset({
        "aws-elasticache.CfnReplicationGroup", "aws-elasticache.CfnCacheCluster",
        "aws-elasticache.CfnServerlessCache"})),
    ("A load balancer.", frozenset({
        "aws-elasticloadbalancingv2.ApplicationLoadBalancer", "aws-elasticloadbalancingv2.NetworkLoadBalancer",
        "aws-elasticloadbalancing.LoadBalancer"})),
    ("A service of containers with or without its load balancer.", frozenset({
        "aws-ecs.FargateService", "aws-ecs.Ec2Service", "aws-ecs-patterns.ApplicationLoadBalancedFargateService",
        "aws-ecs-patterns.NetworkLoadBalancedFargateService"})),
    ("Machines, one by one or as a group.", frozenset({"aws-ec2.Instance", "aws-autoscaling.AutoScalingGroup"})),
    ("A policy attached to principals.", frozenset({"aws-iam.Policy", "aws-iam.ManagedPolicy"})),
    ("Something that runs at a time or on an event.", frozenset({"aws-events.Rule", "aws-scheduler.Schedule",
                                                                "aws-scheduler-alpha.Schedule"})),
    ("A configuration value, secret or not.", frozenset({"aws-ssm.StringParameter", "aws-secretsmanager.Secret"})),
    ("A custom resource, written out or provided.", frozenset({"custom-resources.AwsCustomResource",
                                                              "CustomResource"})),
    ("A search domain; Elasticsearch is the older name.", frozenset({
        "aws-elasticsearch.Domain", "aws-opensearchservice.Domain"})),
    ("An alarm over metrics or over other alarms.", frozenset({
        "aws-cloudwatch.Alarm", "aws-cloudwatch.CompositeAlarm"})),
    ("A group of logs, or how long one keeps them.", frozenset({"aws-logs.LogGroup", "aws-logs.LogRetention"})),
    ("A trace of the traffic of a network.", frozenset({"aws-ec2.FlowLog", "aws-ec2.CfnFlowLog"})),
    ("A build project, of a pipeline or of its own.", frozenset({
        "aws-codebuild.Project", "aws-codebuild.PipelineProject"})),
)  # fmt: skip
# Where the class of a resource is called otherwise than its construct.
_RESOURCE_OF = {
    "aws-lambda.Function": "CfnFunction", "aws-rds.DatabaseInstance": "CfnDBInstance",
    "aws-rds.DatabaseCluster": "CfnDBCluster", "aws-rds.SubnetGroup": "CfnDBSubnetGroup",
    "aws-rds.ParameterGroup": "CfnDBParameterGroup", "aws-dynamodb.TableV2": "CfnGlobalTable",
    "aws-elasticloadbalancingv2.ApplicationLoadBalancer": "CfnLoadBalancer",
    "aws-elasticloadbalancingv2.NetworkLoadBalancer": "CfnLoadBalancer",
    "aws-elasticloadbalancingv2.ApplicationListener": "CfnListener",
    "aws-elasticloadbalancingv2.ApplicationTargetGroup": "CfnTargetGroup",
    "aws-route53.ARecord": "CfnRecordSet", "aws-route53.PublicHostedZone": "CfnHostedZone",
    "aws-ssm.StringParameter": "CfnParameter", "aws-ec2.SecurityGroup": "CfnSecurityGroup",
    "aws-ec2.PrivateSubnet": "CfnSubnet", "aws-ec2.PublicSubnet": "CfnSubnet",
    "aws-ecs.FargateService": "CfnService", "aws-ecs.FargateTaskDefinition": "CfnTaskDefinition",
    "aws-config.ManagedRule": "CfnConfigRule", "aws-sns.Subscription": "CfnSubscription",
    "aws-events.EventBus": "CfnEventBus",
}  # fmt: skip

HOLDS_DATA = frozenset({
    "aws-backup.BackupVault", "aws-cognito.UserPool", "aws-cognito.IdentityPool", "aws-docdb.DatabaseCluster",
    "aws-dynamodb.Table", "aws-dynamodb.TableV2", "aws-ec2.Volume", "aws-ecr.Repository", "aws-efs.FileSystem",
    "aws-elasticsearch.Domain", "aws-kinesis.Stream", "aws-kms.Key", "aws-logs.LogGroup",
    "aws-neptune-alpha.DatabaseCluster", "aws-opensearchservice.Domain", "aws-rds.DatabaseCluster",
    "aws-rds.DatabaseInstance", "aws-rds.ServerlessCluster", "aws-redshift-alpha.Cluster", "aws-route53.HostedZone",
    "aws-route53.PublicHostedZone", "aws-route53.PrivateHostedZone", "aws-s3.Bucket", "aws-secretsmanager.Secret",
    "aws-sqs.Queue", "aws-elasticache.CfnReplicationGroup", "aws-elasticache.CfnCacheCluster",
    "aws-fsx.LustreFileSystem", "aws-timestream.CfnDatabase", "aws-timestream.CfnTable", "aws-codecommit.Repository"
})  # fmt: skip
"""Classes whose constructs keep what people or programs have put there."""
# Properties that give a construct its name, where the class's own `<class>Name` does not.
_PHYSICAL = {
    "aws-rds.DatabaseInstance": "instanceIdentifier", "aws-rds.DatabaseCluster": "clusterIdentifier",
    "aws-kms.Key": "alias", "aws-lambda-nodejs.NodejsFunction": "functionName", "aws-dynamodb.TableV2": "tableName",
    "aws-lambda-python-alpha.PythonFunction": "functionName", "aws-ssm.StringParameter": "parameterName",
    "aws-elasticloadbalancingv2.ApplicationLoadBalancer": "loadBalancerName", "aws-events.EventBus": "eventBusName",
    "aws-elasticloadbalancingv2.NetworkLoadBalancer": "loadBalancerName", "aws-ecs.FargateService": "serviceName",
    "aws-elasticloadbalancingv2.ApplicationTargetGroup": "targetGroupName", "aws-ecs.FargateTaskDefinition": "family",
    "aws-apigatewayv2.HttpApi": "apiName", "aws-codebuild.PipelineProject": "projectName",
    "aws-config.ManagedRule": "configRuleName", "aws-cloudtrail.Trail": "trailName", "aws-ec2.Instance": "instanceName",
    "aws-opensearchservice.Domain": "domainName", "aws-route53.ARecord": "recordName", "CfnOutput": "exportName",
    "aws-elasticloadbalancingv2.NetworkTargetGroup": "targetGroupName", "aws-apigateway.LambdaRestApi": "restApiName",
}  # fmt: skip
# What cannot be changed on what runs already, beside the name: https://docs.aws.amazon.com/AWSCloudFormation/latest/
# UserGuide/aws-template-resource-type-ref.html of the resource behind each construct.
_LASTING: dict[str, frozenset[str]] = {
    "aws-dynamodb.Table": frozenset({"partitionKey", "sortKey", "localSecondaryIndexes"}),
    "aws-dynamodb.TableV2": frozenset({"partitionKey", "sortKey", "localSecondaryIndexes"}),
    "aws-sqs.Queue": frozenset({"fifo"}),
    "aws-sns.Topic": frozenset({"fifo"}),
    "aws-ec2.Vpc": frozenset({"ipAddresses", "cidr"}),
    "aws-ec2.SecurityGroup": frozenset({"vpc", "description"}),
    "aws-kms.Key": frozenset({"keySpec", "keyUsage"}),
    "aws-rds.DatabaseInstance": frozenset({"credentials", "storageEncryptionKey", "storageEncrypted", "databaseName"}),
    "aws-rds.DatabaseCluster": frozenset({"storageEncryptionKey", "storageEncrypted", "defaultDatabaseName"}),
    "aws-efs.FileSystem": frozenset({"encrypted", "kmsKey", "performanceMode"}),
    "aws-elasticloadbalancingv2.ApplicationLoadBalancer": frozenset({"internetFacing"}),
    "aws-elasticloadbalancingv2.ApplicationTargetGroup": frozenset({"vpc", "port", "protocol", "targetType"}),
    "aws-cognito.UserPool": frozenset({"signInAliases", "signInCaseSensitive"}),
}
# What may make another resource, as what it is changed from and to decides.
_PERHAPS: dict[str, frozenset[str]] = {
    "aws-rds.DatabaseInstance": frozenset({"engine", "vpc", "vpcSubnets", "availabilityZone"}),
    "aws-rds.DatabaseCluster": frozenset({"engine", "vpc", "vpcSubnets"}),
    "aws-ec2.Instance": frozenset({"machineImage", "vpc", "vpcSubnets", "keyName", "keyPair", "userData"}),
    "aws-ec2.Vpc": frozenset({"maxAzs", "subnetConfiguration", "availabilityZones"}),
}

_STAND_INS: dict[str, list[tuple[frozenset[str], str]]] = {}
for _reason, _family in _FAMILIES:
    for _kind in _family:
        _STAND_INS.setdefault(_kind, []).append((_family, _reason))


def short(kind: str) -> str:
    """A class without the name of the library: ``aws-s3.Bucket`` of ``aws-cdk-lib/aws-s3.Bucket``."""
    for prefix in (LIB, "@aws-cdk/", "aws-cdk-lib."):
        if kind.startswith(prefix):
            return kind[len(prefix) :].removeprefix("core.")
    return kind


def why_stands_in(left: str, right: str) -> str | None:
    """The part that constructs of both classes can play, or ``None``; a class is no stand-in for itself."""
    if left == right:
        return None
    one, other = short(left), short(right)
    if one == other:
        return "The same class of another version of the library."
    for family, reason in _STAND_INS.get(one, ()):
        if other in family:
            return reason
    if _resource(one) == other or _resource(other) == one:
        return "A resource, as it is or as a construct around it."
    return None


def stands_in(left: str, right: str) -> bool:
    """Whether a construct of one class can play the part of one of the other."""
    return why_stands_in(left, right) is not None


def _resource(kind: str) -> str:
    """The class of the resource that a construct is made around: ``aws-sqs.CfnQueue`` for ``aws-sqs.Queue``."""
    module, _, name = kind.rpartition(".")
    return f"{module}.{_RESOURCE_OF.get(kind) or 'Cfn' + name}"


def holds_data(kind: str) -> bool:
    """Whether constructs of a class keep data; a resource's own class does what the construct around it does."""
    name = short(kind)
    return name in HOLDS_DATA or name.replace(".Cfn", ".") in HOLDS_DATA or name in _DATA_RESOURCES


_DATA_RESOURCES = frozenset(_resource(kind) for kind in HOLDS_DATA)


def physical(kind: str) -> str | None:
    """The property that gives a construct of this class its physical name."""
    name = short(kind)
    if name in _PHYSICAL:
        return _PHYSICAL[name]
    if kind.startswith("./") or "." not in name:
        return None
    own = name.rpartition(".")[2]
    return _name_of_resource(kind) if own.startswith("Cfn") else member_name(own + "Name")


def member_name(name: str) -> str:
    """A property of a resource as programs have it: ``dbInstanceIdentifier`` of ``DBInstanceIdentifier``."""
    return _CAPITALS.sub(lambda match: match[0].lower(), name, count=1)


def _name_of_resource(kind: str) -> str | None:
    from fixer.cdk.counterparts import counterparts
    from fixer.cfn.dialect import physical as name_of

    found = counterparts(Entry("Resources", "", kind, ""), ())
    name = name_of(found[0].type) if found and found[0].type else None
    return member_name(name) if name else None


def replacement(kind: str, path: Sequence[str]) -> Literal["never", "maybe", "always"]:
    """Whether changing the place makes the platform replace what the construct stands for."""
    if not path or tuple(path) == ("Type",):
        return "always"
    if path[0] != "Properties" or len(path) < 2:
        return "never"
    name = short(kind)
    if path[1] == physical(kind) or path[1] in _LASTING.get(name, ()):
        return "always"
    if path[1] in _PERHAPS.get(name, ()):
        return "maybe"
    return _of_resource(kind, tuple(path)) if ".Cfn" in name else "never"


def _of_resource(kind: str, path: tuple[str, ...]) -> Literal["never", "maybe", "always"]:
    """What the schema of a resource says of a property, where a class stands for the resource as it is."""
    from fixer.cdk.counterparts import counterparts
    from fixer.cfn.schema import facts

    found = counterparts(Entry("Resources", "", kind, ""), path)
    known = facts(found[0].type) if found and found[0].type else None
    return known.replacement(found[0].path[1:]) if known and found[0].path[:1] == ("Properties",) else "never"
