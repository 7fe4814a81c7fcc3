"""What requests speak of, and where it would stand in a template: phrase → types, properties, rules.

``own`` names a topic that is certain: where a request demands it and neither template has one of its types or mentions
one of its ``traces``, that is an issue of its own.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from fixer.frozen import frozen


@frozen
class Topic:
    """A service or a feature.

    ``phrases`` are in lower case, separated by ``|``; a phrase ends at the end of a word, which may be in the plural,
    unless it ends in ``~``. ``types``, ``paths`` (names of properties) and ``rules`` are separated by spaces; a type
    may end in ``*``. With types alone, the topic is about the entries themselves; with paths, about these properties,
    of the types if there are any. ``values``: what the
    ideal's value at one of the paths must hold, and the model's does not.
    """

    name: str
    phrases: str
    types: str = ""
    paths: str = ""
    rules: str = ""
    values: str = ""
    own: str = ""
    traces: str = ""
    # Whether "no", "avoid" and "do not" before a phrase change nothing: what is asked for is that something is not so.
    either: bool = False
    # Whether a sentence must also have a word of the issue's own ids, for the phrases alone say too little.
    near: bool = False
    # What in the same sentence says that it is about something else; after ``>``, directly behind the phrase.
    unless: str = ""

    @cached_property
    def type_names(self) -> tuple[str, ...]:
        return tuple(self.types.split())

    @cached_property
    def path_names(self) -> frozenset[str]:
        return frozenset(self.paths.split())

    @cached_property
    def rule_names(self) -> frozenset[str]:
        return frozenset(self.rules.split())

    def about(self, kind: str | None) -> bool:
        """Whether a type is one of this topic's."""
        return bool(kind and self.types) and _is_one_of(self.type_names, kind or "")


@lru_cache(maxsize=8192)
def _is_one_of(names: tuple[str, ...], kind: str) -> bool:
    return any(kind.startswith(name[:-1]) if name[-1] == "*" else kind == name for name in names)


TOPICS: tuple[Topic, ...] = (
    # Network
    Topic(
        name="peering",
        phrases="vpc peering|peering connection|peered vpc",
        types="AWS::EC2::VPCPeeringConnection",
        rules="vpc-peering-missing",
        own="VPC peering",
        traces="peering",
    ),
    Topic(
        name="vpc",
        phrases="vpc|virtual private cloud",
        types="AWS::EC2::VPC",
        rules="vpc-missing",
        unless="> flow|> peering|> endpoint|> id|> cidr",
    ),
    Topic(
        name="vpc-endpoint",
        phrases="vpc endpoint|privatelink|vpc gateway endpoint|vpc interface endpoint",
        types="AWS::EC2::VPCEndpoint",
        rules="vpc-endpoint-missing vpc-endpoint-differs vpc-endpoint-unrouted",
        own="VPC endpoints",
        traces="vpcendpoint|vpc endpoint|vpc-endpoint|vpce",
    ),
    Topic(
        name="nat",
        phrases="nat gateway|nat instance|nat",
        types="AWS::EC2::NatGateway",
        rules="nat-gateway-missing",
        own="NAT gateways",
        traces="natgateway|nat gateway|natgw|nat-gateway|nat instance|natinstance",
    ),
    Topic(
        name="no-nat",
        phrases="nat gateway|nat",
        types="AWS::EC2::NatGateway",
        rules="nat-gateway-extra",
    ),
    Topic(
        name="internet-gateway",
        phrases="internet gateway|igw",
        types="AWS::EC2::InternetGateway AWS::EC2::VPCGatewayAttachment",
        rules="internet-gateway-missing gateway-unattached",
    ),
    Topic(
        name="route",
        phrases="route table|network routing|proper routing|routing infrastructure",
        types="AWS::EC2::RouteTable AWS::EC2::Route AWS::EC2::SubnetRouteTableAssociation",
        rules="route-missing route-target-wrong",
    ),
    Topic(
        name="subnet",
        phrases="private subnet|public subnet|subnet|database subnet",
        types="AWS::EC2::Subnet",
    ),
    Topic(
        name="in-vpc",
        phrases=(
            "private subnet|inside the vpc|within the vpc|in the vpc|in a vpc|private connectivity|"
            "vpc connectivity|vpc access|vpc configuration|vpc-enabled"
        ),
        rules="function-not-in-vpc",
    ),
    Topic(
        name="flow-log",
        phrases="flow log",
        types="AWS::EC2::FlowLog",
        rules="flow-log-missing",
        own="VPC flow logs",
        traces="flowlog|flow log|flow-log",
    ),
    Topic(
        name="nacl",
        phrases="network acl|nacl|network access control list",
        types="AWS::EC2::NetworkAcl AWS::EC2::NetworkAclEntry",
        rules="network-acl-missing",
        own="network ACLs",
        traces="networkacl|network acl|nacl",
    ),
    Topic(
        name="security-group",
        phrases="security group",
        types="AWS::EC2::SecurityGroup",
    ),
    Topic(
        name="open",
        phrases="public access|open to the internet|restricted to|specific ip|only from|allow only",
        rules="security-group-open",
        either=True,
    ),
    Topic(
        name="egress",
        phrases="egress|outbound rule",
        types="AWS::EC2::SecurityGroup AWS::EC2::SecurityGroupEgress",
        rules="security-group-egress-differs",
    ),
    Topic(
        name="transit",
        phrases="transit gateway",
        types="AWS::EC2::TransitGateway*",
        own="a transit gateway",
        traces="transitgateway|transit gateway|transit-gateway",
    ),
    Topic(
        name="imds",
        phrases="imdsv2|instance metadata",
        types="AWS::EC2::*",
        paths="MetadataOptions HttpTokens",
        rules="instance-metadata-unprotected",
    ),
    Topic(
        name="bastion",
        phrases="bastion|jump host",
        types="AWS::EC2::Instance",
    ),
    Topic(
        name="instance-connect",
        phrases="instance connect endpoint",
        types="AWS::EC2::InstanceConnectEndpoint",
        own="an EC2 Instance Connect endpoint",
        traces="instanceconnect|instance connect",
    ),
    Topic(
        name="key-pair",
        phrases="key pair|keypair",
        types="AWS::EC2::Instance AWS::EC2::LaunchTemplate AWS::AutoScaling::LaunchConfiguration",
        paths="KeyName",
        rules="key-pair-required",
    ),
    Topic(
        name="user-data",
        phrases="user data|userdata",
        paths="UserData",
        rules="user-data-differs",
    ),
    Topic(
        name="detailed-monitoring",
        phrases="detailed monitoring",
        paths="Monitoring",
        rules="instance-monitoring-off",
    ),
    Topic(
        name="launch-template",
        phrases="launch template",
        types="AWS::EC2::LaunchTemplate",
        rules="launch-configuration-used",
    ),
    Topic(
        name="image",
        phrases="amazon linux|latest ami|ami",
        types="AWS::EC2::*",
        paths="ImageId",
        rules="instance-image-hardcoded instance-image-source-differs",
    ),
    Topic(
        name="instance-type",
        phrases="instance type|instance size",
        types="AWS::EC2::* AWS::RDS::*",
        paths="InstanceType DBInstanceClass",
        rules="instance-size-differs",
    ),
    Topic(
        name="ebs",
        phrases="ebs volume|ebs",
        types="AWS::EC2::*",
        paths="BlockDeviceMappings Ebs",
        rules="volume-settings-differ volume-unencrypted",
    ),
    Topic(
        name="zones",
        phrases="availability zone|multi-az|multiple az|different az|two az|three az|2 az|3 az",
        rules="zones-too-few zone-spread-differs",
    ),
    # Compute
    Topic(
        name="lambda",
        phrases="lambda|lambda function",
        types="AWS::Lambda::Function",
        rules="function-missing",
        own="Lambda functions",
        traces="lambda",
    ),
    Topic(
        name="concurrency",
        phrases="reserved concurrency|reserved concurrent|concurrent execution|concurrency limit",
        types="AWS::Lambda::Function",
        paths="ReservedConcurrentExecutions",
        rules="function-concurrency-unreserved function-concurrency-over-reserved",
        own="reserved concurrency",
        traces="reservedconcurren|reserved concurren",
    ),
    Topic(
        name="provisioned-concurrency",
        phrases="provisioned concurrency",
        types="AWS::Lambda::*",
        paths="ProvisionedConcurrencyConfig",
        own="provisioned concurrency",
        traces="provisionedconcurren|provisioned concurren",
    ),
    Topic(
        name="event-source",
        phrases=(
            "event source|event-source|stream trigger|triggered by dynamodb|triggered by kinesis|"
            "triggered by sqs|from sqs|from kinesis|dynamodb stream|kinesis trigger|sqs trigger|"
            "process messages from"
        ),
        types="AWS::Lambda::EventSourceMapping",
        rules="event-source-mapping-missing event-source-mapping-differs",
    ),
    Topic(
        name="consume",
        phrases="real-time analytics|data ingestion|market data ingestion|stream processing|data processing pipeline",
        types="AWS::Lambda::EventSourceMapping",
        rules="event-source-mapping-missing",
    ),
    Topic(
        name="dead-letter",
        phrases="dead letter|dead-letter|dlq|failed message|failed event",
        paths="DeadLetterConfig RedrivePolicy OnFailure DestinationConfig DeadLetterQueue",
        rules="function-dead-letter-missing queue-redrive-missing event-target-dlq-missing",
        own="dead letter queues",
        traces="deadletter|dead letter|dead-letter|dlq|redrive",
    ),
    Topic(
        name="tracing",
        phrases="x-ray|xray|tracing|distributed trace",
        paths="TracingConfig TracingEnabled TracingConfiguration",
        rules="tracing-disabled tracing-group-missing",
        own="X-Ray tracing",
        traces="xray|x-ray|tracing",
    ),
    Topic(
        name="environment-variables",
        phrases="environment variable",
        types="AWS::Lambda::Function",
        paths="Environment",
        rules="function-environment-incomplete",
    ),
    Topic(
        name="arm",
        phrases="arm64|graviton|arm-based|arm architecture",
        paths="Architectures RuntimePlatform CpuArchitecture",
        own="ARM (Graviton)",
        traces="arm64|graviton",
    ),
    Topic(
        name="container-image",
        phrases="container image|docker image",
        types="AWS::Lambda::Function",
        paths="PackageType ImageUri",
    ),
    Topic(
        name="insights",
        phrases="lambda insights",
        types="AWS::Lambda::Function",
        paths="Layers",
        values="LambdaInsights",
        own="Lambda Insights",
        traces="insights",
    ),
    Topic(
        name="layer",
        phrases="lambda layer",
        types="AWS::Lambda::LayerVersion",
        own="a Lambda layer",
        traces="layer",
    ),
    Topic(
        name="runtime",
        phrases="runtime|python 3|python3|node.js|nodejs",
        types="AWS::Lambda::Function",
        paths="Runtime",
        rules="function-runtime-deprecated function-runtime-blocked",
    ),
    Topic(
        name="timeout",
        phrases="timeout",
        types="AWS::Lambda::Function",
        paths="Timeout",
        rules="function-timeout-default",
    ),
    Topic(
        name="memory",
        phrases="memory",
        types="AWS::Lambda::Function",
        paths="MemorySize",
        rules="function-sizing-differs",
    ),
    Topic(
        name="auto-scaling-group",
        phrases="auto scaling group|auto-scaling group|autoscaling group|asg",
        types="AWS::AutoScaling::AutoScalingGroup",
        rules="auto-scaling-missing",
    ),
    Topic(
        name="auto-scaling",
        phrases="auto scaling|auto-scaling|autoscaling|scaling polic~|scale automatically|target tracking",
        types="AWS::AutoScaling::* AWS::ApplicationAutoScaling::*",
        rules="auto-scaling-missing service-scaling-missing service-scaling-differs",
    ),
    Topic(
        name="load-balancer",
        phrases="load balancer|alb|elb|nlb",
        types="AWS::ElasticLoadBalancing*",
        rules="load-balancer-missing",
        own="a load balancer",
        traces="loadbalanc|load balanc|load-balanc| alb",
    ),
    Topic(
        name="https-listener",
        phrases="https|tls|ssl|in transit",
        types="AWS::ElasticLoadBalancingV2::Listener AWS::ElasticLoadBalancing::LoadBalancer",
        paths="Certificates Protocol SslPolicy Listeners",
        rules="listener-unencrypted alias-certificate-missing",
    ),
    Topic(
        name="in-transit",
        phrases="in transit|in-transit|https only|tls|ssl|secure transport|securetransport",
        types="AWS::S3::BucketPolicy AWS::CloudFront::Distribution",
        paths="ViewerProtocolPolicy",
        rules="bucket-insecure-transport-allowed distribution-insecure-viewers",
    ),
    Topic(
        name="certificate",
        phrases="acm certificate|ssl certificate|tls certificate|acm|certificate manager",
        types="AWS::CertificateManager::Certificate",
        rules="certificate-missing alias-certificate-missing",
        own="an ACM certificate",
        traces="certificate|acm",
    ),
    Topic(
        name="health-check",
        phrases="health check",
        paths=(
            "HealthCheckPath HealthCheckIntervalSeconds HealthyThresholdCount HealthCheckType "
            "HealthCheckProtocol HealthCheckTimeoutSeconds UnhealthyThresholdCount HealthCheckGracePeriod "
            "HealthCheck HealthCheckConfig"
        ),
        rules="target-health-differs group-health-unchecked health-check-childless",
    ),
    Topic(
        name="route53-health-check",
        phrases="route 53 health check|route53 health check|health check",
        types="AWS::Route53::HealthCheck",
        rules="failover-incomplete",
    ),
    Topic(
        name="failover",
        phrases="failover",
        types="AWS::Route53::RecordSet AWS::Route53::HealthCheck AWS::Route53::RecordSetGroup",
        paths="Failover SetIdentifier HealthCheckId",
        rules="failover-incomplete",
    ),
    Topic(
        name="route53",
        phrases="route 53|route53|hosted zone|dns record",
        types="AWS::Route53::*",
        rules="failover-incomplete",
        own="Route 53",
        traces="route53|route 53|hostedzone|hosted zone",
    ),
    Topic(
        name="ecs",
        phrases="ecs|fargate|ecs cluster|ecs service",
        types="AWS::ECS::*",
        rules="container-service-missing",
        own="ECS",
        traces="ecs|fargate",
    ),
    Topic(
        name="eks",
        phrases="eks|eks cluster|kubernetes cluster",
        types="AWS::EKS::*",
        rules="eks-cluster-missing",
        own="EKS",
        traces="eks|kubernetes",
    ),
    Topic(
        name="ecr",
        phrases="ecr|container registry|ecr repositor~",
        types="AWS::ECR::*",
        rules="registry-replication-missing",
        own="an ECR repository",
        traces="ecr",
    ),
    Topic(
        name="ecr-replication",
        phrases=(
            "image replication|ecr with cross-region replication|images are available in both|"
            "cross-region replication for container"
        ),
        types="AWS::ECR::ReplicationConfiguration",
        rules="registry-replication-missing",
    ),
    Topic(
        name="image-scan",
        phrases="image scan|scan on push|vulnerability scan",
        types="AWS::ECR::Repository",
        paths="ImageScanningConfiguration",
        rules="repository-scan-off",
    ),
    Topic(
        name="beanstalk",
        phrases="elastic beanstalk|beanstalk",
        types="AWS::ElasticBeanstalk::*",
        own="Elastic Beanstalk",
        traces="beanstalk",
    ),
    Topic(
        name="batch",
        phrases="aws batch",
        types="AWS::Batch::*",
        own="AWS Batch",
        traces="batch",
    ),
    # Data
    Topic(
        name="s3",
        phrases="s3|s3 bucket|bucket",
        types="AWS::S3::Bucket",
        rules="bucket-missing",
        own="an S3 bucket",
        traces="s3",
    ),
    Topic(
        name="replication",
        phrases="cross-region replication|cross region replication|replicate~|replication",
        types="AWS::S3::Bucket",
        paths="ReplicationConfiguration",
        rules="replication-destination-missing replication-rule-differs",
        unless="lag",
    ),
    Topic(
        name="s3-replication",
        phrases="s3 cross-region replication|s3 replication|s3 with cross-region replication|bucket replication",
        types="AWS::S3::Bucket",
        paths="ReplicationConfiguration",
        own="S3 replication",
        traces="replication",
    ),
    Topic(
        name="versioning",
        phrases="versioning|versioned",
        types="AWS::S3::Bucket",
        paths="VersioningConfiguration",
        rules="bucket-unversioned replication-unversioned",
        own="S3 versioning",
        traces="versioning",
    ),
    Topic(
        name="lifecycle",
        phrases="lifecycle|glacier|archive~|expire~|intelligent-tiering",
        types="AWS::S3::Bucket AWS::ECR::Repository",
        paths="LifecycleConfiguration LifecyclePolicy",
        rules="bucket-lifecycle-missing repository-lifecycle-missing",
    ),
    Topic(
        name="s3-lifecycle",
        phrases="lifecycle polic~|lifecycle rule|lifecycle configuration",
        own="lifecycle rules",
        traces="lifecycle",
    ),
    Topic(
        name="public-access",
        phrases="public access|block public|publicly accessible|public exposure",
        paths="PublicAccessBlockConfiguration PubliclyAccessible",
        rules="bucket-public-access-unblocked database-public",
        either=True,
    ),
    Topic(
        name="access-log",
        phrases="access log|server access logging|s3 access logging",
        paths="LoggingConfiguration AccessLogSetting LoadBalancerAttributes",
        rules="bucket-access-log-off api-unlogged",
    ),
    Topic(
        name="acceleration",
        phrases="transfer acceleration",
        types="AWS::S3::Bucket",
        paths="AccelerateConfiguration",
        own="S3 Transfer Acceleration",
        traces="accelerat",
    ),
    Topic(
        name="object-lock",
        phrases="object lock|worm",
        types="AWS::S3::Bucket",
        paths="ObjectLockEnabled ObjectLockConfiguration",
        own="S3 Object Lock",
        traces="objectlock|object lock",
    ),
    Topic(
        name="bucket-policy",
        phrases="bucket polic~",
        types="AWS::S3::BucketPolicy",
        rules="bucket-policy-missing bucket-policy-differs",
    ),
    Topic(
        name="notification",
        phrases="s3 event|event notification|bucket notification|object upload",
        types="AWS::S3::Bucket",
        paths="NotificationConfiguration",
    ),
    Topic(
        name="dynamodb",
        phrases="dynamodb|dynamodb table|dynamo",
        types="AWS::DynamoDB::Table AWS::DynamoDB::GlobalTable",
        rules="table-missing",
        own="DynamoDB",
        traces="dynamodb",
    ),
    Topic(
        name="global-table",
        phrases="global table",
        types="AWS::DynamoDB::GlobalTable",
        paths="Replicas",
        rules="table-not-global",
        own="DynamoDB global tables",
        traces="globaltable|global table|global-table|replicas",
    ),
    Topic(
        name="recovery",
        phrases="point-in-time recovery|point in time recovery|pitr",
        types="AWS::DynamoDB::*",
        paths="PointInTimeRecoverySpecification PointInTimeRecoveryEnabled",
        rules="table-recovery-off",
        own="point-in-time recovery",
        traces="pointintime|point-in-time|pitr|point in time|backupretention",
    ),
    Topic(
        name="on-demand",
        phrases="on-demand|pay-per-request|pay per request|pay_per_request",
        types="AWS::DynamoDB::*",
        paths="BillingMode ProvisionedThroughput",
        rules="table-capacity-conflict table-capacity-differs",
    ),
    Topic(
        name="table-stream",
        phrases="dynamodb stream|streams enabled|table stream",
        types="AWS::DynamoDB::*",
        paths="StreamSpecification",
        rules="table-stream-differs",
    ),
    Topic(
        name="ttl",
        phrases="ttl|time to live|time-to-live",
        types="AWS::DynamoDB::*",
        paths="TimeToLiveSpecification",
        rules="table-expiry-missing",
    ),
    Topic(
        name="index",
        phrases="global secondary index|gsi|secondary index",
        types="AWS::DynamoDB::*",
        paths="GlobalSecondaryIndexes",
        rules="table-index-missing",
        own="a global secondary index",
        traces="secondaryindex|secondary index|gsi",
    ),
    Topic(
        name="rds",
        phrases="rds|aurora|relational database|postgresql|mysql|mariadb|rds instance|database",
        types="AWS::RDS::DBInstance AWS::RDS::DBCluster",
        rules="database-missing",
    ),
    Topic(
        name="rds-own",
        phrases="rds|aurora",
        types="AWS::RDS::*",
        own="an RDS database",
        traces="rds|aurora",
    ),
    Topic(
        name="multi-az",
        phrases="multi-az|multi az|multiaz",
        types="AWS::RDS::* AWS::ElastiCache::*",
        paths="MultiAZ MultiAZEnabled AutomaticFailoverEnabled",
        rules="database-single-zone",
        own="Multi-AZ",
        traces="multiaz|multi-az|multi az|availability zone|getazs|availabilityzone",
    ),
    Topic(
        name="read-replica",
        phrases="read replica",
        types="AWS::RDS::*",
        paths="SourceDBInstanceIdentifier",
        own="a read replica",
        traces="replica|readreplica",
    ),
    Topic(
        name="db-backup",
        phrases="automated backup|backup retention|daily backup|backup|snapshot",
        types="AWS::RDS::*",
        paths="BackupRetentionPeriod PreferredBackupWindow BackupRetentionInDays",
        rules="database-backup-differs",
    ),
    Topic(
        name="backup",
        phrases="aws backup|backup plan|backup vault",
        types="AWS::Backup::*",
        rules="backup-plan-missing backup-plan-differs",
        own="AWS Backup",
        traces="backup",
    ),
    Topic(
        name="performance-insights",
        phrases="performance insights|enhanced monitoring",
        types="AWS::RDS::*",
        paths="EnablePerformanceInsights PerformanceInsightsRetentionPeriod MonitoringInterval MonitoringRoleArn",
        rules="database-monitoring-differs database-monitoring-role-missing",
    ),
    Topic(
        name="elasticache",
        phrases="elasticache|redis|memcached",
        types="AWS::ElastiCache::*",
        rules="cache-missing",
        own="ElastiCache",
        traces="elasticache|redis|memcached|valkey",
    ),
    Topic(
        name="efs",
        phrases="efs|elastic file system",
        types="AWS::EFS::*",
        rules="file-system-missing",
        own="EFS",
        traces="efs|filesystem",
    ),
    Topic(
        name="kinesis",
        phrases="kinesis|kinesis data stream|data stream",
        types="AWS::Kinesis::Stream",
        rules="stream-missing",
        own="Kinesis",
        traces="kinesis",
    ),
    Topic(
        name="firehose",
        phrases="firehose",
        types="AWS::KinesisFirehose::DeliveryStream",
        own="Kinesis Data Firehose",
        traces="firehose",
    ),
    Topic(
        name="glue",
        phrases="aws glue|glue|data catalog|crawler",
        types="AWS::Glue::*",
        rules="data-catalog-missing",
        own="AWS Glue",
        traces="glue",
    ),
    Topic(
        name="athena",
        phrases="athena",
        types="AWS::Athena::*",
        rules="query-setup-missing query-setup-differs",
        own="Athena",
        traces="athena",
    ),
    Topic(
        name="redshift",
        phrases="redshift",
        types="AWS::Redshift*",
        own="Redshift",
        traces="redshift",
    ),
    Topic(
        name="opensearch",
        phrases="opensearch|elasticsearch",
        types="AWS::OpenSearchService::* AWS::Elasticsearch::*",
        own="OpenSearch",
        traces="opensearch|elasticsearch",
    ),
    # Integration
    Topic(
        name="api",
        phrases="api gateway|rest api|http api|apigateway",
        types="AWS::ApiGateway::RestApi AWS::ApiGatewayV2::Api",
        rules="api-missing api-method-missing",
        own="API Gateway",
        traces="apigateway|api gateway|serverless::api|serverless::httpapi",
    ),
    Topic(
        name="throttling",
        phrases="throttl~|rate limit~|usage plan",
        types="AWS::ApiGateway*",
        paths="ThrottlingBurstLimit ThrottlingRateLimit MethodSettings DefaultRouteSettings Throttle",
        rules="api-unthrottled",
    ),
    Topic(
        name="authorizer",
        phrases="api key|authoriz~|authenticat~|cognito",
        types="AWS::ApiGateway*",
        paths="AuthorizationType ApiKeyRequired AuthorizerId",
        rules="api-unauthorised",
    ),
    Topic(
        name="cognito",
        phrases="cognito|user pool",
        types="AWS::Cognito::*",
        rules="user-pool-missing",
        own="Cognito",
        traces="cognito",
    ),
    Topic(
        name="cors",
        phrases="cors",
        paths="CorsConfiguration",
    ),
    Topic(
        name="sqs",
        phrases="sqs|sqs queue|queue",
        types="AWS::SQS::Queue",
        rules="queue-missing",
        own="an SQS queue",
        traces="sqs",
    ),
    Topic(
        name="fifo",
        phrases="fifo",
        types="AWS::SQS::* AWS::SNS::*",
        paths="FifoQueue FifoTopic ContentBasedDeduplication",
    ),
    Topic(
        name="message-retention",
        phrases="message retention|retention period|retention",
        types="AWS::SQS::Queue",
        paths="MessageRetentionPeriod",
    ),
    Topic(
        name="sns",
        phrases="sns|sns topic",
        types="AWS::SNS::Topic",
        rules="topic-missing",
        own="an SNS topic",
        traces="sns",
    ),
    Topic(
        name="subscription",
        phrases="subscription|email notification|subscribe|email alert",
        types="AWS::SNS::Subscription",
        paths="Subscription",
        rules="subscription-missing",
    ),
    Topic(
        name="event-rule",
        phrases="eventbridge|eventbridge rule|event rule|cloudwatch event|scheduled rule|cron",
        types="AWS::Events::Rule AWS::Events::EventBus AWS::Scheduler::Schedule",
        rules="event-rule-missing",
        own="EventBridge",
        traces="events::|eventbridge|schedule",
    ),
    Topic(
        name="event-retry",
        phrases="retry|retries",
        types="AWS::Events::Rule",
        paths="RetryPolicy",
        rules="event-target-retry-missing",
    ),
    Topic(
        name="state-machine",
        phrases="step functions|step function|state machine",
        types="AWS::StepFunctions::StateMachine",
        rules="state-machine-missing",
        own="Step Functions",
        traces="stepfunctions|step function|states:|statemachine",
    ),
    Topic(
        name="state-retry",
        phrases="retry|retries|error handling|catch",
        types="AWS::StepFunctions::StateMachine",
        paths="Retry Catch",
        rules="state-machine-no-retry",
    ),
    Topic(
        name="custom-resource",
        phrases="custom resource|custom cloudformation resource",
        types="AWS::CloudFormation::CustomResource Custom::*",
        rules="custom-resource-missing",
        own="a custom resource",
        traces="custom::|customresource|custom resource",
    ),
    Topic(
        name="nested",
        phrases="nested stack",
        types="AWS::CloudFormation::Stack",
    ),
    # Security
    Topic(
        name="kms",
        phrases="kms|customer-managed key|customer managed key|cmk|kms key|encryption key",
        types="AWS::KMS::Key AWS::KMS::ReplicaKey",
        rules="key-missing",
        own="a KMS key",
        traces="kms",
    ),
    Topic(
        name="kms-alias",
        phrases="key alias|kms alias|alias/~",
        types="AWS::KMS::Alias",
    ),
    Topic(
        name="own-key",
        phrases="kms|cmk|customer managed|customer-managed",
        paths="KmsKeyId KmsMasterKeyId KmsKeyArn KMSKeyId KMSMasterKeyID",
        rules="data-key-differs bucket-without-own-key",
    ),
    Topic(
        name="global-table-type",
        phrases="global table",
        types="AWS::DynamoDB::GlobalTable",
        rules="table-not-global",
    ),
    Topic(
        name="rotation",
        phrases="key rotation|automatic rotation|rotated annually|rotation",
        types="AWS::KMS::Key",
        paths="EnableKeyRotation",
        rules="key-rotation-off",
    ),
    Topic(
        name="encryption",
        phrases="encrypted|encryption|encrypt|sse-s3|sse-kms|kms|at rest|at-rest|server-side encryption",
        paths=(
            "BucketEncryption StorageEncrypted SSESpecification StreamEncryption Encrypted "
            "EncryptionConfiguration SqsManagedSseEnabled AtRestEncryptionEnabled EncryptionConfig"
        ),
        rules=(
            "bucket-unencrypted table-unencrypted queue-unencrypted topic-unencrypted stream-unencrypted "
            "volume-unencrypted log-group-unencrypted database-unencrypted secret-unencrypted cache-unencrypted "
            "file-system-unencrypted repository-unencrypted queue-encryption-disabled"
        ),
        unless="> in transit|> in-transit|> of data in transit|> for data in transit",
    ),
    Topic(
        name="iam-role",
        phrases="iam role|execution role|instance profile|service role",
        types="AWS::IAM::Role AWS::IAM::InstanceProfile",
        rules="role-missing instance-profile-missing",
        near=True,
    ),
    Topic(
        name="trust",
        phrases="trust polic~|trust relationship|assume role|assume-role",
        types="AWS::IAM::Role",
        paths="AssumeRolePolicyDocument",
        rules="trust-policy-differs role-untrusted role-assumable-by-anyone",
    ),
    Topic(
        name="least-privilege",
        phrases=(
            "least privilege|least-privilege|minimal permission|minimum permission|only the permissions|wildcard|"
            "necessary permission|only necessary|overly permissive"
        ),
        types="AWS::IAM::*",
        rules="policy-wildcard-action policy-wildcard-resource role-permissions-differ",
        either=True,
    ),
    Topic(
        name="permission",
        phrases="iam role|permission|iam polic~|grant|access to|access polic~",
        types="AWS::IAM::*",
        rules="role-permission-missing",
        near=True,
    ),
    Topic(
        name="secrets",
        phrases="secrets manager|secret",
        types="AWS::SecretsManager::Secret",
        rules=(
            "secret-missing secret-plaintext password-in-parameter database-password-in-template "
            "database-password-parameter parameter-secret-visible database-password-source-differs "
            "parameter-secret-default secret-generation-differs"
        ),
        either=True,
    ),
    Topic(
        name="secrets-own",
        phrases="secrets manager",
        types="AWS::SecretsManager::*",
        own="Secrets Manager",
        traces="secretsmanager|secrets manager|managemasteruserpassword",
    ),
    Topic(
        name="secret-rotation",
        phrases="secret rotation|password rotation|automatic rotation|credential rotation|rotate~|rotation",
        types="AWS::SecretsManager::RotationSchedule",
        rules="secret-rotation-missing",
    ),
    Topic(
        name="waf",
        phrases="waf|web application firewall|web acl|wafv2",
        types="AWS::WAFv2::* AWS::WAF::* AWS::WAFRegional::*",
        rules="web-acl-missing",
        own="AWS WAF",
        traces="waf",
    ),
    Topic(
        name="shield",
        phrases="aws shield advanced|shield advanced",
        types="AWS::Shield::*",
        own="AWS Shield Advanced",
        traces="shield",
    ),
    Topic(
        name="guardduty",
        phrases="guardduty",
        types="AWS::GuardDuty::*",
        rules="threat-detection-missing threat-detection-differs",
        own="GuardDuty",
        traces="guardduty",
    ),
    Topic(
        name="security-hub",
        phrases="security hub",
        types="AWS::SecurityHub::*",
        rules="security-hub-missing security-hub-differs",
        own="Security Hub",
        traces="securityhub|security hub",
    ),
    Topic(
        name="inspector",
        phrases="amazon inspector|aws inspector",
        types="AWS::InspectorV2::* AWS::Inspector::*",
        rules="inspector-missing inspector-differs",
        own="Inspector",
        traces="inspector",
    ),
    Topic(
        name="macie",
        phrases="macie",
        types="AWS::Macie::*",
        rules="macie-missing macie-differs",
        own="Macie",
        traces="macie",
    ),
    Topic(
        name="config",
        phrases="aws config|config rule",
        types="AWS::Config::*",
        rules="config-rule-missing config-recorder-missing",
        own="AWS Config",
        traces="aws::config|config rule|configrule|aws config",
    ),
    Topic(
        name="cloudtrail",
        phrases="cloudtrail|audit trail|api logging",
        types="AWS::CloudTrail::Trail",
        rules="trail-missing",
    ),
    Topic(
        name="cloudtrail-own",
        phrases="cloudtrail",
        types="AWS::CloudTrail::*",
        own="CloudTrail",
        traces="cloudtrail",
    ),
    Topic(
        name="mfa",
        phrases="mfa|multi-factor",
        types="AWS::IAM::*",
        values="MultiFactorAuth",
        own="MFA",
        traces="mfa|multifactor",
    ),
    # Observation
    Topic(
        name="alarm",
        phrases="cloudwatch alarm|alarm",
        types="AWS::CloudWatch::Alarm AWS::CloudWatch::CompositeAlarm",
        rules="alarm-missing",
        own="CloudWatch alarms",
        traces="alarm",
    ),
    Topic(
        name="alarm-action",
        phrases="notification|notify|alert|sns",
        types="AWS::CloudWatch::Alarm",
        paths="AlarmActions OKActions",
        rules="alarm-without-action alarm-actions-differ",
    ),
    Topic(
        name="dashboard",
        phrases="cloudwatch dashboard|dashboard",
        types="AWS::CloudWatch::Dashboard",
        rules="dashboard-missing",
        own="a CloudWatch dashboard",
        traces="dashboard",
    ),
    Topic(
        name="log-group",
        phrases="cloudwatch logs|cloudwatch log|log group|centralized logging",
        types="AWS::Logs::LogGroup",
        rules="log-group-missing",
    ),
    Topic(
        name="log-retention",
        phrases="log retention|retention|retain logs|logs retained|retained for",
        types="AWS::Logs::LogGroup",
        paths="RetentionInDays",
        rules="log-group-retention-differs log-group-retention-unset",
    ),
    Topic(
        name="metric-filter",
        phrases="metric filter|custom metric",
        types="AWS::Logs::MetricFilter",
        rules="metric-filter-missing",
    ),
    Topic(
        name="synthetics",
        phrases="synthetics|canary|canaries",
        types="AWS::Synthetics::*",
        rules="synthetics-missing",
        own="CloudWatch Synthetics",
        traces="synthetics|canary",
    ),
    Topic(
        name="ssm-parameter",
        phrases="parameter store|ssm parameter",
        types="AWS::SSM::Parameter",
        rules="ssm-parameter-missing",
        own="SSM Parameter Store",
        traces="ssm",
    ),
    Topic(
        name="session-manager",
        phrases="session manager|systems manager",
        types="AWS::SSM::*",
        rules="ssm-automation-missing",
    ),
    # Delivery
    Topic(
        name="cloudfront",
        phrases="cloudfront|cdn|content delivery",
        types="AWS::CloudFront::Distribution",
        rules="distribution-missing",
    ),
    Topic(
        name="cloudfront-own",
        phrases="cloudfront",
        types="AWS::CloudFront::*",
        own="CloudFront",
        traces="cloudfront",
    ),
    Topic(
        name="origin-access",
        phrases="origin access|oai|oac",
        types="AWS::CloudFront::*",
        paths="S3OriginConfig OriginAccessControlId OriginAccessIdentity",
        rules="origin-access-open",
        either=True,
    ),
    Topic(
        name="pipeline",
        phrases="codepipeline|ci/cd pipeline|pipeline",
        types="AWS::CodePipeline::Pipeline",
        rules="pipeline-missing",
    ),
    Topic(
        name="pipeline-own",
        phrases="codepipeline",
        types="AWS::CodePipeline::*",
        own="CodePipeline",
        traces="codepipeline",
    ),
    Topic(
        name="codebuild",
        phrases="codebuild",
        types="AWS::CodeBuild::*",
        own="CodeBuild",
        traces="codebuild",
    ),
    Topic(
        name="codedeploy",
        phrases="codedeploy",
        types="AWS::CodeDeploy::*",
        own="CodeDeploy",
        traces="codedeploy",
    ),
    # The template itself
    Topic(
        name="suffix",
        phrases="environmentsuffix|environment suffix|environment-suffix|unique name|naming convention|resource names",
        rules="physical-name-without-suffix physical-name-hardcoded physical-name-wrong environment-hardcoded",
        either=True,
    ),
    Topic(
        name="suffix-parameter",
        phrases="environmentsuffix|environment suffix|environment-suffix|unique name|naming convention",
        paths=(
            "BucketName TableName FunctionName QueueName TopicName RoleName LogGroupName AlarmName DashboardName "
            "ClusterName StreamName RepositoryName GroupName AliasName DBInstanceIdentifier"
        ),
        values="EnvironmentSuffix",
    ),
    Topic(
        name="deletion",
        phrases=(
            "deletionpolicy|deletion policy|removalpolicy|removal policy|retain polic~|destroyable|retain|"
            "deletable|clean up|cleanup|fully destroy~"
        ),
        paths="DeletionPolicy UpdateReplacePolicy",
        rules="deletion-policy-missing deletion-policy-retained deletion-policy-unwanted",
        either=True,
    ),
    Topic(
        name="deletion-protection",
        phrases="deletion protection|deletionprotection|destroyable|deletable",
        paths="DeletionProtection DeletionProtectionEnabled",
        rules="database-deletion-protected deletion-protection-differs",
        either=True,
    ),
    Topic(
        name="tags",
        phrases="tag|tagged|tagging",
        paths="Tags HostedZoneTags TagSpecifications FileSystemTags",
        rules="tags-missing",
    ),
    Topic(
        name="outputs",
        phrases="outputs|stack output|cloudformation output|export",
        rules="output-missing output-not-exported output-export-differs",
        unless="document|description|correct|only valid",
    ),
    Topic(
        name="hardcoded",
        phrases="hardcod~|hard-cod~|parameteriz~|any region|any aws account|any account|portable|configurable",
        rules=(
            "region-hardcoded arn-hardcoded zone-hardcoded environment-hardcoded instance-image-hardcoded "
            "network-id-literal"
        ),
        either=True,
        unless="credential|secret|password",
    ),
    Topic(
        name="parameters",
        phrases="parameteriz~|configurable|parameter|customizable",
        rules="parameter-missing",
        near=True,
    ),
    Topic(
        name="conditions",
        phrases="conditions|conditional|cloudformation condition",
        rules="condition-missing",
    ),
    Topic(
        name="mappings",
        phrases="mappings|mapping",
        rules="mapping-missing mapping-key-missing mapping-differs",
    ),
    Topic(
        name="validation",
        phrases=(
            "parameter validation|input validation|allowed values|allowedvalues|allowedpattern|"
            "validate parameter|constraint description"
        ),
        paths="AllowedPattern AllowedValues ConstraintDescription MinLength MaxLength",
        rules="parameter-unvalidated parameter-validation-differs",
    ),
)

# Words that tell which services a sentence is about: word → second segments of types.
SERVICES: tuple[tuple[str, str], ...] = (
    ("s3", "S3"),
    ("bucket", "S3"),
    ("dynamodb", "DynamoDB"),
    ("table", "DynamoDB Glue"),
    ("lambda", "Lambda"),
    ("function", "Lambda"),
    ("rds", "RDS"),
    ("aurora", "RDS"),
    ("database", "RDS DynamoDB"),
    ("postgresql", "RDS"),
    ("mysql", "RDS"),
    ("sqs", "SQS"),
    ("queue", "SQS"),
    ("sns", "SNS"),
    ("topic", "SNS"),
    ("kinesis", "Kinesis"),
    ("stream", "Kinesis DynamoDB KinesisFirehose"),
    ("firehose", "KinesisFirehose"),
    ("ec2", "EC2 AutoScaling"),
    ("ebs", "EC2"),
    ("subnet", "EC2"),
    ("route table", "EC2"),
    ("ecs", "ECS"),
    ("fargate", "ECS"),
    ("eks", "EKS"),
    ("ecr", "ECR"),
    ("efs", "EFS"),
    ("elasticache", "ElastiCache"),
    ("redis", "ElastiCache"),
    ("api gateway", "ApiGateway ApiGatewayV2"),
    ("alb", "ElasticLoadBalancingV2"),
    ("load balancer", "ElasticLoadBalancingV2 ElasticLoadBalancing"),
    ("cloudfront", "CloudFront"),
    ("step functions", "StepFunctions"),
    ("state machine", "StepFunctions"),
    ("eventbridge", "Events"),
    ("secrets manager", "SecretsManager"),
    ("secret", "SecretsManager"),
    ("parameter store", "SSM"),
    ("cloudtrail", "CloudTrail"),
    ("log group", "Logs"),
    ("cloudwatch logs", "Logs"),
    ("codepipeline", "CodePipeline"),
    ("codebuild", "CodeBuild"),
    ("cognito", "Cognito"),
    ("waf", "WAFv2"),
    ("route 53", "Route53"),
    ("glue", "Glue"),
    ("alarm", "CloudWatch"),
    ("dashboard", "CloudWatch"),
    ("iam role", "IAM"),
    ("iam polic", "IAM"),
    ("security group", "EC2"),
    ("instance", "EC2 RDS AutoScaling IAM"),
    ("kms key", "KMS"),
    ("repositor", "ECR"),
    ("auto scaling", "AutoScaling ApplicationAutoScaling"),
    ("redshift", "Redshift"),
    ("volume", "EC2"),
)
