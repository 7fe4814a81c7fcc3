"""Where CloudFormation's documentation departs from its own naming of pages and anchors.

Taken from the documentation links in AWS's published resource specification: 98.6% of its types and 99.1% of its property
anchors follow the rule in ``schema.py``, these do not.
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
    "AWS::EMR::InstanceGroupConfig": "cfn-elasticmapreduce-instancegroupconfig",
    "AWS::ElasticLoadBalancing::LoadBalancer": "cfn-ec2-elb",
    "AWS::IAM::UserToGroupAddition": "cfn-iam-addusertogroup",
    "AWS::OpsWorks::ElasticLoadBalancerAttachment": "cfn-opsworks-elbattachment",
    "AWS::RDS::DBSecurityGroupIngress": "cfn-rds-securitygroup-ingress",
    "AWS::SNS::Subscription": "cfn-sns",
}
"""Types whose properties have anchors of another beginning."""

IRREGULAR_PROPERTY_PAGES: frozenset[str] = frozenset()
"""Types with property pages of other names: a property inside an object is linked at its top-level property instead."""
