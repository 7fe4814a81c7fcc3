"""What detectors take for known: not what is read from elsewhere, nor what nobody can tell."""

from __future__ import annotations

import time
from typing import Any

import pytest

from fixer.cfn.detectors import detect

Data = dict[str, Any]


def one(kind: str, **properties: Any) -> Data:
    return {"Resources": {"One": {"Type": kind, "Properties": properties}}}


def pipeline(*orders: int) -> Data:
    def action(name: str, order: int, **artifacts: Any) -> Data:
        return {"Name": name, "RunOrder": order, "ActionTypeId": {"Category": "Build"}, **artifacts}

    source = {"Name": "S", "ActionTypeId": {"Category": "Source"}, "OutputArtifacts": [{"Name": "code"}]}
    build = action("B", orders[0], InputArtifacts=[{"Name": "code"}], OutputArtifacts=[{"Name": "made"}])
    test = action("T", orders[1], InputArtifacts=[{"Name": "made"}])
    stages = [{"Name": "Source", "Actions": [source]}, {"Name": "Build", "Actions": [build, test]}]
    return one("AWS::CodePipeline::Pipeline", Stages=stages)


@pytest.mark.parametrize(
    ("detector", "template"),
    [
        ("database-settings-refused", one("AWS::RDS::DBInstance", DBInstanceClass="{{resolve:ssm:/a}}")),
        ("artifact-unknown", pipeline(1, 2)),
        ("metric-filter-refused", one("AWS::Logs::MetricFilter", FilterPattern='{ $.version = "$LATEST" }')),
        ("scalable-resource-invalid", one("AWS::ApplicationAutoScaling::ScalableTarget", ServiceNamespace="ecs",
                                          ResourceId={"Fn::Sub": "${X}"})),
        ("alarm-metrics-refused", one("AWS::CloudWatch::CompositeAlarm", AlarmRule={"Fn::Sub": "${X}"})),
        ("reference-kind-wrong", {"Resources": {
            "Listener": {"Type": "AWS::GlobalAccelerator::Listener", "Properties": {}},
            "Group": {"Type": "AWS::GlobalAccelerator::EndpointGroup",
                      "Properties": {"ListenerArn": {"Ref": "Listener"}}},
        }}),
    ],
)  # fmt: skip
def test_what_aws_takes_or_nobody_knows_is_no_finding(detector: str, template: Data) -> None:
    places = detect(detector, template)
    assert places is not None
    assert [place.message for place in places] == []


def test_the_pattern_of_a_template_ends() -> None:
    begin = time.process_time()
    for pattern in ("^((a+))+$", "(a|aa)+$", "a*a*a*a*a*a*b", "(a{1,99}){1,99}$"):
        detect("document-content-invalid", one("AWS::SSM::Parameter", Value="a" * 400 + "!", AllowedPattern=pattern))
    assert time.process_time() - begin < 2


def test_a_simple_pattern_is_tried() -> None:
    places = detect("document-content-invalid", one("AWS::SSM::Parameter", Value="b7", AllowedPattern="^a[0-9]+$"))
    assert places is not None
    assert [place.pointer for place in places] == ["/Resources/One/Properties/Value"]


@pytest.mark.parametrize("name", ["orders-of-the-shop", "orders-of-the-shop-of-the-western-region"])
def test_a_bucket_keeps_to_63_characters(name: str) -> None:
    places = detect("physical-name-hardcoded", one("AWS::S3::Bucket", BucketName=name))
    assert places
    for operation in places[0].patch:
        made = operation.get("value", {"Fn::Sub": ""})["Fn::Sub"]
        told = made.replace("${AWS::AccountId}", "1" * 12).replace("${AWS::Region}", "ap-southeast-1")
        assert len(told) <= 63
