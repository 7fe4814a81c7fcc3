"""IAM actions that are written with Resource "*", for they take nothing else, or nothing else in practice.

Each line names a service and patterns of its actions. What takes no ARN is told by the service authorization reference:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

from functools import cache

_WHOLE = """
acm ListCertificates RequestCertificate GetAccountConfiguration
application-autoscaling Describe*
athena ListDataCatalogs ListWorkGroups ListEngineVersions
autoscaling Describe*
batch Describe* List*
ce Get* List*
cloudformation ListExports ListImports ListStacks ListStackSets ListTypes DescribeAccountLimits DescribeType
cloudformation EstimateTemplateCost ValidateTemplate
cloudfront List*
cloudtrail DescribeTrails ListTrails LookupEvents
cloudwatch DescribeAlarmsForMetric DescribeInsightRules GetMetricData GetMetricStatistics GetMetricWidgetImage
cloudwatch ListDashboards ListMetrics PutMetricData
codebuild ListProjects ListBuilds ListReports
codedeploy ListApplications ListDeploymentConfigs
cognito-idp CreateUserPool ListUserPools
comprehend Detect* BatchDetect* ContainsPiiEntities
config BatchGetResourceConfig Describe* GetDiscoveredResourceCounts GetResourceConfigHistory List* PutEvaluations
config PutDeliveryChannel SelectResourceConfig
dynamodb DescribeEndpoints DescribeLimits ListBackups ListGlobalTables ListStreams ListTables
ec2 Describe*
ec2messages *
ecr GetAuthorizationToken GetRegistryPolicy DescribeRegistry
ecr-public GetAuthorizationToken
ecs DeregisterTaskDefinition DescribeTaskDefinition DiscoverPollEndpoint ListAccountSettings ListClusters
ecs ListServices ListTaskDefinitions ListTaskDefinitionFamilies PutAccountSetting
eks DescribeAddonVersions ListClusters
elasticloadbalancing Describe*
events ListRules ListRuleNamesByTarget ListEventBuses
firehose ListDeliveryStreams
glue GetSecurityConfiguration GetSecurityConfigurations GetCrawlers GetJobs GetTriggers List*
guardduty ListDetectors
health Describe*
iam GetAccountSummary GetAccountPasswordPolicy GetAccountAuthorizationDetails GenerateCredentialReport
iam GetCredentialReport ListAccountAliases ListGroups ListPolicies ListRoles ListUsers ListServerCertificates
iot DescribeEndpoint
kinesis DescribeLimits ListStreams
kms CreateKey GenerateRandom ListAliases ListKeys
lakeformation GetDataAccess
lambda GetAccountSettings ListFunctions ListLayers ListEventSourceMappings CreateEventSourceMapping
logs CreateLogDelivery DeleteLogDelivery GetLogDelivery ListLogDeliveries UpdateLogDelivery
logs DescribeLogGroups DescribeQueries DescribeDestinations DescribeExportTasks
logs DescribeResourcePolicies PutResourcePolicy DeleteResourcePolicy StopQuery TestMetricFilter
organizations Describe* List*
pricing *
rds DescribeAccountAttributes DescribeCertificates DescribeDBEngineVersions DescribeEvents DescribeEventCategories
rds DescribeOrderableDBInstanceOptions DescribeSourceRegions
rekognition CompareFaces DetectFaces DetectLabels DetectText RecognizeCelebrities
route53 CreateHostedZone CreateHealthCheck GetHostedZoneCount ListGeoLocations ListHealthChecks ListHostedZones
route53 ListHostedZonesByName ListHostedZonesByVPC
s3 GetAccountPublicAccessBlock ListAllMyBuckets PutAccountPublicAccessBlock
secretsmanager BatchGetSecretValue GetRandomPassword ListSecrets
sns ListSubscriptions ListTopics GetSMSAttributes SetSMSAttributes
sqs ListQueues
ssm DescribeActivations DescribeInstanceInformation DescribeParameters GetCommandInvocation
ssm ListAssociations ListCommandInvocations ListCommands ListDocuments
ssmmessages *
states ListActivities ListStateMachines SendTaskFailure SendTaskHeartbeat SendTaskSuccess
sts DecodeAuthorizationMessage GetCallerIdentity GetSessionToken GetServiceBearerToken
support *
tag Get* TagResources UntagResources
textract AnalyzeDocument DetectDocumentText GetDocumentAnalysis GetDocumentTextDetection StartDocumentAnalysis
textract StartDocumentTextDetection
xray BatchGet* GetSampling* GetServiceGraph GetTraceGraph GetTraceSummaries PutTelemetryRecords PutTraceSegments
"""
# What AWS' own policies for a purpose allow on "*": AWSLambdaBasicExecutionRole, AWSLambdaVPCAccessExecutionRole,
# AmazonSSMManagedInstanceCore, AmazonEC2ContainerServiceforEC2Role.
_CUSTOMARY = """
logs CreateLogGroup CreateLogStream PutLogEvents DescribeLogStreams
ec2 CreateNetworkInterface DeleteNetworkInterface AssignPrivateIpAddresses UnassignPrivateIpAddresses
ssm UpdateInstanceInformation PutInventory PutComplianceItems PutConfigurePackageResult UpdateAssociationStatus
ssm UpdateInstanceAssociationStatus ListInstanceAssociations GetManifest GetDeployablePatchSnapshotForInstance
ssm DescribeAssociation DescribeDocument
ecs CreateCluster DeregisterContainerInstance Poll RegisterContainerInstance StartTelemetrySession Submit*
ecs UpdateContainerInstancesState
"""


def confinable(action: str) -> bool:
    """Whether an action, or one that a pattern such as ``s3:Get*`` covers, can and should be limited to ARNs."""
    service, _, name = action.lower().partition(":")
    known = _table().get(service, ())
    return not any(_covers(pattern, name) for pattern in known)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in (_WHOLE + _CUSTOMARY).lower().split("\n"):
        service, *names = line.split() or [""]
        found[service] = (*found.get(service, ()), *names)
    return found


def _covers(pattern: str, name: str) -> bool:
    """Whether everything that ``name`` stands for is in a pattern with at most a star at its end."""
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
