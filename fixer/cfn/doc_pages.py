"""Where CloudFormation's documentation departs from its own naming of pages and anchors.

Taken from the documentation links in AWS's published resource specification: 98.6% of its types and 99.1% of its
property anchors follow the rule in ``schema.py``, these do not.
"""

GUIDE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"

UNDOCUMENTED_SERVICES = frozenset({"serverless", "cdk"})
"""Services whose types have no page in the user guide."""

PAGES = {
    "AWS::CloudFormation::CustomResource": "aws-resource-cfn-customresource",
    "AWS::CloudFormation::Stack": "aws-properties-stack",
    "AWS::CloudFormation::WaitCondition": "aws-properties-waitcondition",
    "AWS::CloudFormation::WaitConditionHandle": "aws-properties-waitconditionhandle",
    "AWS::EC2::VPNGatewayRoutePropagation": "aws-resource-ec2-vpn-gatewayrouteprop",
    "AWS::EMR::Cluster": "aws-resource-elasticmapreduce-cluster",
    "AWS::EMR::InstanceFleetConfig": "aws-resource-elasticmapreduce-instancefleetconfig",
    "AWS::ElastiCache::CacheCluster": "aws-properties-elasticache-cache-cluster",
    "AWS::ElastiCache::SecurityGroup": "aws-properties-elasticache-security-group",
    "AWS::ElastiCache::SecurityGroupIngress": "aws-properties-elasticache-security-group-ingress",
    "AWS::ElasticLoadBalancing::LoadBalancer": "aws-properties-ec2-elb",
    "AWS::IAM::AccessKey": "aws-properties-iam-accesskey",
    "AWS::IAM::UserToGroupAddition": "aws-properties-iam-addusertogroup",
    "AWS::OpsWorks::ElasticLoadBalancerAttachment": "aws-resource-opsworks-elbattachment",
    "AWS::RDS::DBSecurityGroup": "aws-properties-rds-security-group",
    "AWS::RDS::DBSecurityGroupIngress": "aws-resource-rds-security-group-ingress",
    "AWS::Route53::RecordSet": "aws-properties-route53-recordset",
    "AWS::SDB::Domain": "aws-properties-simpledb",
}
"""Types whose page has another name."""

ANCHORS = {
    "AWS::CloudFormation::CustomResource": "cfn-customresource",
    "AWS::CloudFormation::WaitCondition": "cfn-waitcondition",
    "AWS::EC2::VPNGatewayRoutePropagation": "cfn-ec2-vpngatewayrouteprop",
    "AWS::EMR::Cluster": "cfn-elasticmapreduce-cluster",
    "AWS::EMR::InstanceFleetConfig": "cfn-elasticmapreduce-instancefleetconfig",
    "AWS::ElasticLoadBalancing::LoadBalancer": "cfn-ec2-elb",
    "AWS::IAM::UserToGroupAddition": "cfn-iam-addusertogroup",
    "AWS::OpsWorks::ElasticLoadBalancerAttachment": "cfn-opsworks-elbattachment",
    "AWS::RDS::DBSecurityGroupIngress": "cfn-rds-securitygroup-ingress",
}
"""Types whose properties have anchors of another beginning."""

PROPERTY_ANCHORS = {
    (
        "AWS::EMR::InstanceGroupConfig",
        "AutoScalingPolicy",
    ): "cfn-elasticmapreduce-instancegroupconfig-autoscalingpolicy",
    ("AWS::EMR::InstanceGroupConfig", "InstanceCount"): "cfn-emr-instancegroupconfiginstancecount-",
    ("AWS::ElasticLoadBalancing::LoadBalancer", "LoadBalancerName"): "cfn-ec2-elb-elbname",
    ("AWS::ElasticLoadBalancing::LoadBalancer", "Tags"): "cfn-elasticloadbalancing-loadbalancer-tags",
    ("AWS::SNS::Subscription", "Endpoint"): "cfn-sns-endpoint",
    ("AWS::SNS::Subscription", "Protocol"): "cfn-sns-protocol",
    ("AWS::SNS::Subscription", "TopicArn"): "topicarn",
}
"""Single properties with an anchor of their own making."""

IRREGULAR_PROPERTY_PAGES = frozenset(
    {
        "AWS::AppConfig::Deployment",
        "AWS::AppConfig::DeploymentStrategy",
        "AWS::Batch::JobDefinition",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::CodePipeline::Pipeline",
        "AWS::EMR::InstanceGroupConfig",
        "AWS::ElasticLoadBalancingV2::ListenerCertificate",
        "AWS::Elasticsearch::Domain",
        "AWS::FSx::FileSystem",
        "AWS::FSx::StorageVirtualMachine",
        "AWS::FSx::Volume",
        "AWS::Glue::Database",
        "AWS::Glue::MLTransform",
        "AWS::MediaLive::Channel",
        "AWS::MediaLive::Input",
        "AWS::MediaLive::InputSecurityGroup",
        "AWS::Pinpoint::Campaign",
        "AWS::Pinpoint::Segment",
        "AWS::Route53::RecordSetGroup",
        "AWS::SageMaker::EndpointConfig",
        "AWS::SageMaker::Model",
        "AWS::WAF::ByteMatchSet",
        "AWS::WAF::IPSet",
        "AWS::WAF::Rule",
        "AWS::WAF::SizeConstraintSet",
        "AWS::WAF::SqlInjectionMatchSet",
        "AWS::WAF::WebACL",
        "AWS::WAF::XssMatchSet",
    }
)
"""Types whose property pages have names of their own; what lies inside an object is linked at its property on top."""
