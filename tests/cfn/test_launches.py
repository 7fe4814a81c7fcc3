"""Launch configurations written as launch templates; permissions bound to who calls."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.detectors import detect
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.remedy.lay import lay

Data = dict[str, Any]
SECURITY_GROUP = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": "v", "GroupDescription": "g"}}


def mended(detector: str, resources: Data) -> Data:
    template: Any = {"Resources": resources}
    for place in detect(detector, template) or ():
        template = lay(template, place.patch, CLOUDFORMATION.function)
    found: Data = template["Resources"]
    return found


def fleet(**properties: Any) -> Data:
    return {
        "WebLaunchConfig": {
            "Type": "AWS::AutoScaling::LaunchConfiguration",
            "DependsOn": "Role",
            "Properties": {"ImageId": "ami-1", "InstanceType": "t3.micro", **properties},
        },
        "Web": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "Properties": {"LaunchConfigurationName": {"Ref": "WebLaunchConfig"}, "MinSize": "1", "MaxSize": "1"},
        },
        "Group": SECURITY_GROUP,
    }


def data(**properties: Any) -> Any:
    done = mended("launch-configuration-used", fleet(**properties))
    return done["WebLaunchTemplate"]["Properties"]["LaunchTemplateData"]


def test_the_group_names_the_template_and_the_configuration_goes() -> None:
    done = mended("launch-configuration-used", fleet())
    assert set(done) == {"Web", "Group", "WebLaunchTemplate"}
    assert done["WebLaunchTemplate"]["DependsOn"] == "Role"
    version = {"Fn::GetAtt": ["WebLaunchTemplate", "LatestVersionNumber"]}
    assert done["Web"]["Properties"] == {
        "LaunchTemplate": {"LaunchTemplateId": {"Ref": "WebLaunchTemplate"}, "Version": version},
        "MinSize": "1",
        "MaxSize": "1",
    }


def test_settings_are_said_as_a_template_says_them() -> None:
    assert data() == {"ImageId": "ami-1", "InstanceType": "t3.micro", "Monitoring": {"Enabled": True}}
    told = data(
        InstanceMonitoring=False,
        SpotPrice="0.1",
        PlacementTenancy="default",
        IamInstanceProfile={"Fn::GetAtt": ["P", "Arn"]},
        SecurityGroups=[{"Ref": "Group"}],
    )
    assert told["Monitoring"] == {"Enabled": False}
    assert told["InstanceMarketOptions"] == {"MarketType": "spot", "SpotOptions": {"MaxPrice": "0.1"}}
    assert told["Placement"] == {"Tenancy": "default"}
    assert told["IamInstanceProfile"] == {"Arn": {"Fn::GetAtt": ["P", "Arn"]}}
    assert told["SecurityGroupIds"] == [{"Fn::GetAtt": ["Group", "GroupId"]}]
    public = data(AssociatePublicIpAddress=True, SecurityGroups=["sg-0a1b2c3d"], IamInstanceProfile={"Ref": "P"})
    assert public["NetworkInterfaces"] == [
        {"DeviceIndex": 0, "AssociatePublicIpAddress": True, "Groups": ["sg-0a1b2c3d"]}
    ]
    assert "SecurityGroupIds" not in public
    assert public["IamInstanceProfile"] == {"Name": {"Ref": "P"}}


@pytest.mark.parametrize(
    "changed",
    [
        {"ClassicLinkVPCId": "vpc-1"},
        {"SecurityGroups": ["by-name"]},
        {"UserData": {"Fn::Base64": {"Fn::Sub": "cfn-init -r WebLaunchConfig"}}},
    ],
)
def test_what_a_template_cannot_say_is_left_to_a_person(changed: Data) -> None:
    assert mended("launch-configuration-used", fleet(**changed)) == fleet(**changed)
    with_metadata = fleet()
    with_metadata["WebLaunchConfig"]["Metadata"] = {"AWS::CloudFormation::Init": {}}
    assert mended("launch-configuration-used", with_metadata) == with_metadata
    waited = fleet()
    waited["Group"] = {**SECURITY_GROUP, "DependsOn": "WebLaunchConfig"}
    assert mended("launch-configuration-used", waited) == waited


FUNCTION: Data = {"Type": "AWS::Lambda::Function"}
RULE = {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Id": "a", "Arn": {"Fn::GetAtt": ["F", "Arn"]}}]}}
API = {"Type": "AWS::ApiGateway::RestApi"}
SUBSCRIPTION = {
    "Type": "AWS::SNS::Subscription",
    "Properties": {"TopicArn": {"Ref": "T"}, "Endpoint": {"Fn::GetAtt": ["F", "Arn"]}, "Protocol": "lambda"},
}
CALLED = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${A}/*"


@pytest.mark.parametrize(
    ("service", "beside", "added"),
    [
        ("s3", {}, {"SourceAccount": {"Ref": "AWS::AccountId"}}),
        ("events", {"R": RULE}, {"SourceArn": {"Fn::GetAtt": ["R", "Arn"]}}),
        ("events", {"R": RULE, "S": RULE}, {}),
        ("events", {"R": {**RULE, "Condition": "C"}}, {}),
        ("apigateway", {"A": API}, {"SourceArn": {"Fn::Sub": CALLED}}),
        ("apigateway", {"A": API, "B": API}, {}),
        ("sns", {"T": {"Type": "AWS::SNS::Topic"}, "S": SUBSCRIPTION}, {"SourceArn": {"Ref": "T"}}),
        ("iot", {}, {}),
    ],
)
def test_a_permission_is_bound_to_the_one_who_calls(service: str, beside: Data, added: Data) -> None:
    given = {"FunctionName": {"Ref": "F"}, "Principal": f"{service}.amazonaws.com", "Action": "lambda:InvokeFunction"}
    resources = {"F": FUNCTION, "P": {"Type": "AWS::Lambda::Permission", "Properties": given}, **beside}
    assert mended("function-permission-unscoped", resources)["P"]["Properties"] == {**given, **added}
