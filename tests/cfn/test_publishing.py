"""Topics, queues, alarms: who sends, whom they tell, what becomes of what is not delivered."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.detectors import detect
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.remedy.lay import lay

Data = dict[str, Any]
TOPIC, QUEUE, ALARM = "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::CloudWatch::Alarm"


def stack(**resources: Any) -> Data:
    return {"Resources": resources}


def of(kind: str, **properties: Any) -> Data:
    return {"Type": kind, "Properties": properties}


def mended(detector: str, template: Data) -> Data:
    for place in detect(detector, template) or ():
        template = lay(template, place.patch, CLOUDFORMATION.function)
    return template


def pointers(detector: str, template: Data) -> list[str]:
    return [place.pointer for place in detect(detector, template) or ()]


@pytest.mark.parametrize(
    ("beside", "key"),
    [
        ({}, "alias/aws/sns"),
        ({"Alarm": of(ALARM, AlarmActions=[{"Ref": "T"}])}, None),
        ({"Alarm": of(ALARM, Dimensions=[{"Name": "TopicName", "Value": {"Fn::GetAtt": ["T", "TopicName"]}}])},
         "alias/aws/sns"),
        ({"Rule": of("AWS::Events::Rule", Targets=[{"Id": "a", "Arn": {"Ref": "T"}}])}, None),
        ({"Work": of("AWS::Lambda::Function", Environment={"Variables": {"T": {"Ref": "T"}}})}, "alias/aws/sns"),
        ({"Policy": of("AWS::SNS::TopicPolicy", Topics=[{"Ref": "T"}],
                       PolicyDocument={"Statement": [{"Principal": {"Service": "s3.amazonaws.com"}}]})}, None),
        ({"Policy": of("AWS::SNS::TopicPolicy", Topics=[{"Ref": "T"}],
                       PolicyDocument={"Statement": [{"Principal": {"AWS": "*"}}]})}, "alias/aws/sns"),
    ],
)  # fmt: skip
def test_a_topic_gets_the_key_of_its_service_where_no_service_sends_to_it(beside: Data, key: str | None) -> None:
    template = stack(T=of(TOPIC, DisplayName="t"), **beside)
    assert pointers("topic-unencrypted", template) == ["/Resources/T/Properties/KmsMasterKeyId"]
    assert mended("topic-unencrypted", template)["Resources"]["T"]["Properties"].get("KmsMasterKeyId") == key


def test_a_queue_whose_encryption_was_chosen_is_left_alone() -> None:
    assert pointers("queue-unencrypted", stack(Q=of(QUEUE, SqsManagedSseEnabled=True))) == []
    assert mended("queue-unencrypted", stack(Q=of(QUEUE, DelaySeconds=1))) == stack(
        Q=of(QUEUE, DelaySeconds=1, KmsMasterKeyId="alias/aws/sqs")
    )


def test_alarms_tell_what_the_others_tell() -> None:
    other = of(ALARM, AlarmActions=[{"Ref": "T"}])
    template = stack(T=of(TOPIC), A=of(ALARM), B=other)
    assert mended("alarm-without-action", template)["Resources"]["A"] == other


@pytest.mark.parametrize(
    ("topics", "actions"),
    [
        ({"AlertTopic": of(TOPIC)}, [{"Ref": "AlertTopic"}]),
        ({"Orders": of(TOPIC)}, None),
        ({"AlertTopic": of(TOPIC), "OpsAlerts": of(TOPIC)}, None),
        ({"AlertTopic": of(TOPIC, KmsMasterKeyId="alias/aws/sns")}, None),
        ({"AlertTopic": {**of(TOPIC), "Condition": "C"}}, None),
    ],
)
def test_alarms_tell_the_topic_that_is_there_for_it(topics: Data, actions: Any) -> None:
    done = mended("alarm-without-action", stack(A=of(ALARM), **topics))
    assert done["Resources"]["A"]["Properties"].get("AlarmActions") == actions


def test_an_alarm_that_something_else_watches_need_tell_nobody() -> None:
    group = of("AWS::CodeDeploy::DeploymentGroup", AlarmConfiguration={"Alarms": [{"Name": {"Ref": "A"}}]})
    assert pointers("alarm-without-action", stack(A=of(ALARM), G=group)) == []
    assert pointers("alarm-without-action", stack(A=of(ALARM, ActionsEnabled=False))) == []


def rule(*targets: Data) -> Data:
    return of("AWS::Events::Rule", ScheduleExpression="rate(1 day)", Targets=list(targets))


def test_rules_share_one_queue_for_what_was_not_delivered() -> None:
    template = stack(R=rule({"Id": "a", "Arn": "x"}), S=rule({"Id": "b", "Arn": "y"}, {"Id": "c", "Arn": "z"}))
    done = mended("event-target-dlq-missing", template)["Resources"]
    letter = {"DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["EventDeadLetterQueue", "Arn"]}}}
    assert [one.get("DeadLetterConfig") for name in "RS" for one in done[name]["Properties"]["Targets"]] == [
        letter["DeadLetterConfig"]
    ] * 3
    assert done["EventDeadLetterQueue"]["Properties"]["MessageRetentionPeriod"] == 1209600
    policy = done["EventDeadLetterQueuePolicy"]["Properties"]
    assert policy["Queues"] == [{"Ref": "EventDeadLetterQueue"}]
    assert policy["PolicyDocument"]["Statement"][0]["Principal"] == {"Service": "events.amazonaws.com"}
    assert pointers("event-target-dlq-missing", {"Resources": done}) == []


def test_the_queue_is_named_as_its_neighbours_are() -> None:
    other = of(QUEUE, QueueName={"Fn::Sub": "orders-${EnvironmentSuffix}"})
    done = mended("event-target-dlq-missing", stack(OrderDLQ=other, R=rule({"Id": "a", "Arn": "x"})))["Resources"]
    assert done["EventDLQ"]["Properties"]["QueueName"] == {"Fn::Sub": "event-dlq-${EnvironmentSuffix}"}


def test_a_queue_that_another_rule_has_serves_this_one() -> None:
    has = rule({"Id": "b", "Arn": "y", "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Lost", "Arn"]}}})
    done = mended("event-target-dlq-missing", stack(Lost=of(QUEUE), R=rule({"Id": "a", "Arn": "x"}), S=has))
    assert list(done["Resources"]) == ["Lost", "R", "S"]
    assert done["Resources"]["R"]["Properties"]["Targets"][0]["DeadLetterConfig"]
