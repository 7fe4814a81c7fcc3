"""Which resource types can play each other's part, and which ones hold data that a replacement would lose."""

from __future__ import annotations

from itertools import combinations

_FAMILIES: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "A table, in one region or in several.",
        frozenset({"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"}),
    ),
    (
        "A policy attached to principals, as a resource of its own kind or inside the principal.",
        frozenset(
            {
                "AWS::IAM::Policy",
                "AWS::IAM::ManagedPolicy",
                "AWS::IAM::RolePolicy",
                "AWS::IAM::UserPolicy",
                "AWS::IAM::GroupPolicy",
            }
        ),
    ),
    (
        "A function; SAM's is transformed into Lambda's.",
        frozenset({"AWS::Lambda::Function", "AWS::Serverless::Function"}),
    ),
    (
        "A layer; SAM's is transformed into Lambda's.",
        frozenset({"AWS::Lambda::LayerVersion", "AWS::Serverless::LayerVersion"}),
    ),
    (
        "An API in front of functions: REST, HTTP or SAM's shorthand for either.",
        frozenset(
            {"AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::Serverless::Api", "AWS::Serverless::HttpApi"}
        ),
    ),
    ("A stage of an API.", frozenset({"AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"})),
    ("A deployment of an API.", frozenset({"AWS::ApiGateway::Deployment", "AWS::ApiGatewayV2::Deployment"})),
    ("An authorizer of an API.", frozenset({"AWS::ApiGateway::Authorizer", "AWS::ApiGatewayV2::Authorizer"})),
    ("A custom domain of an API.", frozenset({"AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName"})),
    ("What a request to an API reaches.", frozenset({"AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Route"})),
    ("A link from an API into a VPC.", frozenset({"AWS::ApiGateway::VpcLink", "AWS::ApiGatewayV2::VpcLink"})),
    (
        "A GraphQL API; SAM's is transformed into AppSync's.",
        frozenset({"AWS::AppSync::GraphQLApi", "AWS::Serverless::GraphQLApi"}),
    ),
    (
        "A state machine; SAM's is transformed into that of Step Functions.",
        frozenset({"AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"}),
    ),
    (
        "A nested stack, directly or from the serverless repository.",
        frozenset({"AWS::CloudFormation::Stack", "AWS::Serverless::Application"}),
    ),
    (
        "A relational database, as one instance or as a cluster.",
        frozenset({"AWS::RDS::DBInstance", "AWS::RDS::DBCluster"}),
    ),
    ("Settings of a database engine.", frozenset({"AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup"})),
    (
        "A cache: one node, a replication group, or serverless.",
        frozenset(
            {
                "AWS::ElastiCache::CacheCluster",
                "AWS::ElastiCache::ReplicationGroup",
                "AWS::ElastiCache::ServerlessCache",
                "AWS::MemoryDB::Cluster",
            }
        ),
    ),
    ("Machines, one by one or as a group.", frozenset({"AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup"})),
    (
        "How new machines are launched; launch configurations are the older form.",
        frozenset({"AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::LaunchTemplate"}),
    ),
    (
        "A load balancer of the first or second generation.",
        frozenset({"AWS::ElasticLoadBalancing::LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"}),
    ),
    (
        "Automatic scaling of a group of machines or of any other resource.",
        frozenset({"AWS::AutoScaling::ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy"}),
    ),
    ("Something that runs at a time or on an event.", frozenset({"AWS::Events::Rule", "AWS::Scheduler::Schedule"})),
    ("Events carried from a source to a target.", frozenset({"AWS::Lambda::EventSourceMapping", "AWS::Pipes::Pipe"})),
    (
        "An alarm over metrics or over other alarms.",
        frozenset({"AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"}),
    ),
    (
        "A web ACL of the first or second generation.",
        frozenset({"AWS::WAF::WebACL", "AWS::WAFRegional::WebACL", "AWS::WAFv2::WebACL"}),
    ),
    (
        "A search domain; Elasticsearch is the older name.",
        frozenset({"AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"}),
    ),
    (
        "How CloudFront reaches a private bucket; the identity is the older form.",
        frozenset({"AWS::CloudFront::CloudFrontOriginAccessIdentity", "AWS::CloudFront::OriginAccessControl"}),
    ),
    ("DNS records, one or several.", frozenset({"AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup"})),
    ("A configuration value, secret or not.", frozenset({"AWS::SSM::Parameter", "AWS::SecretsManager::Secret"})),
    ("An encryption key, in one region or replicated.", frozenset({"AWS::KMS::Key", "AWS::KMS::ReplicaKey"})),
    (
        "A data warehouse, provisioned or serverless.",
        frozenset({"AWS::Redshift::Cluster", "AWS::RedshiftServerless::Workgroup"}),
    ),
    ("A Kafka cluster, provisioned or serverless.", frozenset({"AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"})),
    (
        "A rule of a security group as a resource of its own, in one direction or the other.",
        frozenset({"AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"}),
    ),
    (
        "A custom resource under the general or an own name.",
        frozenset({"AWS::CloudFormation::CustomResource", "Custom::*"}),
    ),
)

STAND_INS: dict[frozenset[str], str] = {
    frozenset(pair): reason for reason, family in _FAMILIES for pair in combinations(sorted(family), 2)
}
"""For a pair of types, the part that both can play."""

HOLDS_DATA = frozenset(
    {
        "AWS::AmazonMQ::Broker",
        "AWS::Backup::BackupVault",
        "AWS::Cassandra::Table",
        "AWS::CloudTrail::EventDataStore",
        "AWS::CodeArtifact::Repository",
        "AWS::CodeCommit::Repository",
        "AWS::Cognito::IdentityPool",
        "AWS::Cognito::UserPool",
        "AWS::DocDB::DBCluster",
        "AWS::DocDB::DBInstance",
        "AWS::DocDBElastic::Cluster",
        "AWS::DSQL::Cluster",
        "AWS::DynamoDB::GlobalTable",
        "AWS::DynamoDB::Table",
        "AWS::EC2::Instance",
        "AWS::EC2::Volume",
        "AWS::ECR::PublicRepository",
        "AWS::ECR::Repository",
        "AWS::EFS::FileSystem",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::ServerlessCache",
        "AWS::Elasticsearch::Domain",
        "AWS::FSx::FileSystem",
        "AWS::FSx::StorageVirtualMachine",
        "AWS::FSx::Volume",
        "AWS::Glue::Database",
        "AWS::Glue::Table",
        "AWS::HealthLake::FHIRDatastore",
        "AWS::KMS::Key",
        "AWS::KMS::ReplicaKey",
        "AWS::Kinesis::Stream",
        "AWS::Lightsail::Bucket",
        "AWS::Lightsail::Database",
        "AWS::Lightsail::Disk",
        "AWS::Logs::LogGroup",
        "AWS::MemoryDB::Cluster",
        "AWS::MSK::Cluster",
        "AWS::MSK::ServerlessCluster",
        "AWS::Neptune::DBCluster",
        "AWS::Neptune::DBInstance",
        "AWS::NeptuneGraph::Graph",
        "AWS::OpenSearchServerless::Collection",
        "AWS::OpenSearchService::Domain",
        "AWS::QLDB::Ledger",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::RDS::GlobalCluster",
        "AWS::Redshift::Cluster",
        "AWS::RedshiftServerless::Namespace",
        "AWS::Route53::HostedZone",
        "AWS::S3::Bucket",
        "AWS::S3Express::DirectoryBucket",
        "AWS::S3Tables::Table",
        "AWS::S3Tables::TableBucket",
        "AWS::SDB::Domain",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
        "AWS::Serverless::SimpleTable",
        "AWS::Timestream::Database",
        "AWS::Timestream::InfluxDBInstance",
        "AWS::Timestream::Table",
    }
)
"""Types whose resources keep what people or programs have put there: replacing one loses it, or leaves it behind.

An encryption key counts, because what was encrypted with it is lost with it.
"""


def why_stands_in(left: str, right: str) -> str | None:
    """The part that resources of both types can play, or ``None``; a type is no stand-in for itself."""
    pair = frozenset(_family_name(kind) for kind in (left, right))
    return STAND_INS.get(pair) if left != right else None


def stands_in(left: str, right: str) -> bool:
    """Whether a resource of one type can play the part of one of the other."""
    return why_stands_in(left, right) is not None


def _family_name(resource_type: str) -> str:
    return "Custom::*" if resource_type.startswith("Custom::") else resource_type
