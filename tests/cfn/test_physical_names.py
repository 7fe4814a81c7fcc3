"""Names that are written out, and what they become."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.detectors import detect
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.remedy.lay import lay

RULE = "physical-name-hardcoded"


def stack(**resources: Any) -> dict[str, Any]:
    made = {name: {"Type": kind, "Properties": properties} for name, (kind, properties) in resources.items()}
    return {"Resources": made}


def mended(template: dict[str, Any]) -> Any:
    for place in detect(RULE, template) or ():
        template = lay(template, place.patch, CLOUDFORMATION.function)
    return template["Resources"]


@pytest.mark.parametrize(
    ("kind", "key", "name", "made"),
    [
        ("AWS::SQS::Queue", "QueueName", "orders", {"Fn::Sub": "${AWS::StackName}-orders"}),
        ("AWS::SQS::Queue", "QueueName", "orders.fifo", {"Fn::Sub": "${AWS::StackName}-orders.fifo"}),
        ("AWS::KMS::Alias", "AliasName", "alias/data", {"Fn::Sub": "alias/${AWS::StackName}-data"}),
        ("AWS::Logs::LogGroup", "LogGroupName", "/app/web", {"Fn::Sub": "/app/${AWS::StackName}-web"}),
        ("AWS::S3::Bucket", "BucketName", "data", {"Fn::Sub": "data-${AWS::AccountId}-${AWS::Region}"}),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name", "web", None),
        ("AWS::Events::EventBus", "Name", "x" * 60, "x" * 60),
    ],
)
def test_the_name_of_the_stack_comes_in(kind: str, key: str, name: str, made: Any) -> None:
    assert mended(stack(A=(kind, {key: name, "Tags": []})))["A"]["Properties"].get(key) == made


@pytest.mark.parametrize(
    ("neighbour", "made"),
    [
        ("users-${EnvironmentSuffix}", "orders-${EnvironmentSuffix}"),
        ("${Project}-users", "${Project}-orders"),
    ],
)
def test_names_are_made_as_their_neighbours_are(neighbour: str, made: str) -> None:
    queue = "AWS::SQS::Queue"
    done = mended(stack(A=(queue, {"QueueName": "orders"}), B=(queue, {"QueueName": {"Fn::Sub": neighbour}})))
    assert done["A"]["Properties"]["QueueName"] == {"Fn::Sub": made}


def test_a_name_that_stands_elsewhere_as_well_is_left_to_a_person() -> None:
    function = ("AWS::Lambda::Function", {"Environment": {"Variables": {"QUEUE": "https://sqs/1/orders"}}})
    template = stack(A=("AWS::SQS::Queue", {"QueueName": "orders"}), F=function)
    (place,) = detect(RULE, template) or ()
    assert (place.pointer, place.patch) == ("/Resources/A/Properties/QueueName", ())


def test_names_that_need_not_differ() -> None:
    template = stack(
        A=("AWS::ApiGateway::RestApi", {"Name": "api"}),
        B=("AWS::ECS::TaskDefinition", {"Family": "web"}),
        C=("AWS::SQS::Queue", {"QueueName": {"Ref": "Name"}}),
    )
    assert detect(RULE, template) == []
