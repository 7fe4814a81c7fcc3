"""Logs and measures, and the parameters of a template: what detectors find and how it is mended."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.detectors import detect
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.remedy.lay import lay

Data = dict[str, Any]
GROUP = "AWS::Logs::LogGroup"


def of(kind: str, **properties: Any) -> Data:
    return {"Type": kind, "Properties": properties}


def mended(detector: str, template: Data) -> Any:
    for place in detect(detector, template) or ():
        template = lay(template, place.patch, CLOUDFORMATION.function)
    return template


def resources(detector: str, **given: Any) -> Any:
    return mended(detector, {"Resources": given})["Resources"]


KEY = of(
    "AWS::KMS::Key", KeyPolicy={"Statement": [{"Effect": "Allow", "Principal": {"Service": "logs.amazonaws.com"}}]}
)


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"Key": KEY}, {"Fn::GetAtt": ["Key", "Arn"]}),
        ({}, None),
        ({"Key": KEY, "Other": KEY}, None),
        ({"Key": of("AWS::KMS::Key", KeySpec="RSA_2048")}, None),
        ({"Key": {**KEY, "Condition": "C"}}, None),
    ],
)
def test_log_groups_get_the_one_key_of_the_stack(keys: Data, named: Any) -> None:
    done = resources("log-group-unencrypted", Group=of(GROUP, RetentionInDays=7), **keys)
    assert done["Group"]["Properties"].get("KmsKeyId") == named


def test_a_state_machine_gets_a_log_group_that_is_kept_as_long_as_the_others() -> None:
    done = resources(
        "state-machine-unlogged",
        Flow=of("AWS::StepFunctions::StateMachine", StateMachineName={"Fn::Sub": "flow-${Suffix}"}),
        Other=of(GROUP, RetentionInDays=7),
    )
    assert done["FlowLogGroup"] == of(
        GROUP, LogGroupName={"Fn::Sub": "/aws/vendedlogs/states/flow-${Suffix}"}, RetentionInDays=7
    )
    arn = {"LogGroupArn": {"Fn::GetAtt": ["FlowLogGroup", "Arn"]}}
    assert done["Flow"]["Properties"]["LoggingConfiguration"]["Destinations"] == [{"CloudWatchLogsLogGroup": arn}]
    # Two machines may have one name that is written out, where conditions choose between them.
    plain = resources("state-machine-unlogged", Flow=of("AWS::StepFunctions::StateMachine", StateMachineName="flow"))
    assert plain["FlowLogGroup"]["Properties"]["LogGroupName"] == {
        "Fn::Sub": "/aws/vendedlogs/states/${AWS::StackName}-Flow"
    }


@pytest.mark.parametrize(
    ("name", "value", "resource", "made"),
    [
        ("FunctionName", "orders", of("AWS::Lambda::Function", FunctionName="orders"), {"Ref": "R"}),
        ("QueueName", {"Fn::Sub": "q-${S}"}, of("AWS::SQS::Queue", QueueName={"Fn::Sub": "q-${S}"}),
         {"Fn::GetAtt": ["R", "QueueName"]}),
        ("FunctionName", "other", of("AWS::Lambda::Function", FunctionName="orders"), "other"),
        ("FunctionName", "orders", {**of("AWS::Lambda::Function", FunctionName="orders"), "Condition": "C"}, "orders"),
        ("Service", "orders", of("AWS::Lambda::Function", FunctionName="orders"), "orders"),
    ],
)  # fmt: skip
def test_dimensions_name_the_resource_that_has_the_name(name: str, value: Any, resource: Data, made: Any) -> None:
    alarm = of("AWS::CloudWatch::Alarm", Dimensions=[{"Name": name, "Value": value}])
    done = resources("alarm-dimension-unreferenced", A=alarm, R=resource)
    assert done["A"]["Properties"]["Dimensions"] == [{"Name": name, "Value": made}]


def parameter(name: str, conditions: Any = None, **body: Any) -> Data:
    user = of("AWS::SQS::Queue", QueueName={"Ref": name})
    template = {"Parameters": {name: {"Type": "String", **body}}, "Resources": {"Q": user}}
    if conditions is not None:
        template["Conditions"] = {"C": conditions}
    found: Data = mended("parameter-unvalidated", template)["Parameters"][name]
    return found


def test_what_a_parameter_refuses_follows_from_its_name() -> None:
    assert parameter("VpcCidr", Default="10.0.0.0/16")["AllowedPattern"] == r"^(\d{1,3}\.){3}\d{1,3}/\d{1,2}$"
    assert parameter("NotificationEmail")["ConstraintDescription"] == "must be an email address"
    assert parameter("NotificationEmail", Default="nobody").keys() == {"Type", "Default", "MinLength"}
    assert parameter("Owner")["MinLength"] == 1
    assert parameter("Owner", Default="").keys() == {"Type", "Default"}
    assert parameter("Owner", {"Fn::Equals": [{"Ref": "Owner"}, ""]}).keys() == {"Type"}
    assert parameter("Size", Type="Number") == {"Type": "Number"}


def test_parameters_that_need_no_limits() -> None:
    for body in ({"MaxLength": 3}, {"AllowedValues": ["a"]}, {"Description": 'S3 bucket for asset "0"'}):
        assert parameter("Owner", **body) == {"Type": "String", **body}
    assert detect("parameter-unvalidated", {"Parameters": {"P": {"Type": "String"}}, "Resources": {}}) == []


def test_the_parameter_that_holds_the_environment_takes_the_place_of_its_name() -> None:
    tags = [{"Key": "Environment", "Value": "prod"}, {"Key": "Team", "Value": "prod"}]
    template = {"Parameters": {"Environment": {"Type": "String"}}, "Resources": {"Q": of("AWS::SQS::Queue", Tags=tags)}}
    done = mended("environment-hardcoded", template)["Resources"]["Q"]["Properties"]["Tags"]
    assert done == [{"Key": "Environment", "Value": {"Ref": "Environment"}}, tags[1]]
    (place,) = detect("environment-hardcoded", {"Resources": template["Resources"]}) or ()
    assert place.patch == ()


def test_ids_of_a_network_become_parameters_of_its_kind() -> None:
    group = of("AWS::EC2::SecurityGroup", VpcId="vpc-0a1b2c3d", GroupDescription="g")
    done = mended("network-id-literal", {"Resources": {"G": group}})
    assert done["Parameters"] == {"VpcId": {"Type": "AWS::EC2::VPC::Id"}}
    assert done["Resources"]["G"]["Properties"]["VpcId"] == {"Ref": "VpcId"}
    there = {"Parameters": {"VpcId": {"Type": "String"}}, "Resources": {"G": group}}
    assert mended("network-id-literal", there) == there


def database(*, others: Data | None = None, **properties: Any) -> Data:
    given = {"Engine": "mysql", "MasterUserPassword": {"Ref": "Password"}, **properties}
    template = {
        "Parameters": {"Password": {"Type": "String", "NoEcho": True}},
        "Resources": {"DB": of("AWS::RDS::DBInstance", **given), **(others or {})},
    }
    done: Data = mended("database-password-parameter", template)["Resources"]["DB"]["Properties"]
    return done


def test_rds_takes_over_a_password_that_nothing_else_needs_to_know() -> None:
    assert database() == {"Engine": "mysql", "ManageMasterUserPassword": True}
    kept = {"Ref": "Password"}
    secret = of("AWS::SecretsManager::Secret", SecretString=kept)
    assert database(others={"S": secret})["MasterUserPassword"] == kept
    replica = of("AWS::RDS::DBInstance", SourceDBInstanceIdentifier={"Ref": "DB"})
    assert database(others={"R": replica})["MasterUserPassword"] == kept
    assert database(GlobalClusterIdentifier="g")["MasterUserPassword"] == kept
    assert database(EngineMode="serverless")["MasterUserPassword"] == kept
