"""Topics, queues and alarms: who sends to them, whom they tell, and what becomes of what cannot be delivered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from fixer.cfn.detectors.neighbours import named_like
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_list, as_map, dig
from fixer.lazy import pattern
from fixer.pointer import join

Patch = tuple[Mapping[str, Any], ...]
_TOPIC, _QUEUE, _ALARM = "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::CloudWatch::Alarm"
_COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
# Services that send in their own name, not in that of a role: the keys of SNS and SQS do not admit them.
_SENDERS = (
    "AWS::AutoScaling::", "AWS::Backup::", "AWS::Budgets::", "AWS::CE::", "AWS::CloudFormation::", "AWS::CloudTrail::",
    "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CodeCommit::", "AWS::CodeStarNotifications::",
    "AWS::Config::", "AWS::DMS::", "AWS::ElastiCache::", "AWS::Events::", "AWS::RDS::", "AWS::Redshift::",
    "AWS::S3::Bucket", "AWS::SES::", "AWS::SNS::Subscription",
)  # fmt: skip
_POLICIES = {_TOPIC: ("AWS::SNS::TopicPolicy", "Topics"), _QUEUE: ("AWS::SQS::QueuePolicy", "Queues")}
_TELLS = pattern(r"(?i)alarm|alert|notif|monitor|incident|ops")
_MANAGED = {_TOPIC: "alias/aws/sns", _QUEUE: "alias/aws/sqs"}
_TWO_WEEKS = 1_209_600


def topic_unencrypted(stack: Stack) -> list[Place]:
    """Topics without a KMS key; no service may publish to one with the key of SNS, so those get none of it."""
    return _unencrypted(stack, _TOPIC)


def queue_unencrypted(stack: Stack) -> list[Place]:
    """The same for queues."""
    return _unencrypted(stack, _QUEUE)


def _unencrypted(stack: Stack, kind: str) -> list[Place]:
    places = []
    for one in stack.of(kind):
        if stack.present(one.properties.get("KmsMasterKeyId")) is not False:
            continue
        if stack.true(one.properties.get("SqsManagedSseEnabled")):  # who writes that has chosen the keys of SQS
            continue
        at = one.at("KmsMasterKeyId")
        sender = _sender(stack, one)
        message = f"{sender} sends to it in the name of its service, which needs a key of your own" if sender else ""
        # Two kinds of encryption exclude each other.
        told = stack.present(one.properties.get("SqsManagedSseEnabled")) is not False
        patch = ({"op": "add", "path": at, "value": _MANAGED[kind]},)
        places.append(Place(at, message, () if sender or told else patch))
    return places


def _sender(stack: Stack, one: Resource) -> str | None:
    """What sends to a topic or queue in the name of a service, or lets one send."""
    for other in stack.resources.values():
        if other.type.startswith(_SENDERS) and any(
            found.target == one.name and found.kind != "depends" and "Dimensions" not in found.pointer
            for found in stack.references.get(("Resources", other.name), ())
        ):
            return other.name
    kind, key = _POLICIES[one.type]
    for policy in stack.of(kind):
        about = one.name in stack.mentioned(policy.properties.get(key))
        if about and '"Service"' in json.dumps(policy.properties.get("PolicyDocument"), default=str):
            return policy.name
    return None


def alarm_without_action(stack: Stack) -> list[Place]:
    """Alarms that tell nobody, and that nothing else looks at."""
    places = []
    watched = {name for one in stack.resources for name in stack.targets(one)}
    known = _actions(stack)
    for one in stack.of(_ALARM, _COMPOSITE):
        lists = [one.properties.get(key) for key in ("AlarmActions", "OKActions", "InsufficientDataActions")]
        if any(value is not None and value != [] for value in lists) or one.name in watched:
            continue
        if stack.text(one.properties.get("ActionsEnabled")) == "false":
            continue
        at = one.at("AlarmActions")
        places.append(Place(at, "", ({"op": "add", "path": at, "value": known},) if known else ()))
    return places


def _actions(stack: Stack) -> list[Any] | None:
    """What the other alarms do, most of them; else the one topic that is there to tell people something."""
    found: Counter[str] = Counter()
    for one in stack.of(_ALARM, _COMPOSITE):
        actions = one.properties.get("AlarmActions")
        if isinstance(actions, list) and actions:
            topics = [stack.resource(item, _TOPIC) for item in actions]
            if all(topic is not None and "Condition" not in topic.body for topic in topics):
                found[json.dumps(actions)] += 1
    if found:
        actions = json.loads(found.most_common(1)[0][0])
        return actions if isinstance(actions, list) else None
    telling = [one for one in stack.of(_TOPIC) if "Condition" not in one.body and _TELLS.search(one.name)]
    if len(telling) != 1 or stack.text(telling[0].properties.get("KmsMasterKeyId")) == "alias/aws/sns":
        return None
    return None if stack.true(telling[0].properties.get("FifoTopic")) else [{"Ref": telling[0].name}]


def event_target_dlq_missing(stack: Stack) -> list[Place]:
    """Targets of rules and schedules without a dead-letter queue; those of rules get one for them all."""
    places = []
    queue = _letters(stack)
    for one in stack.of("AWS::Events::Rule"):
        targets = one.properties.get("Targets")
        for number, target in enumerate(targets if isinstance(targets, list) else ()):
            if not isinstance(target, dict) or stack.values.function(target) or "DeadLetterConfig" in target:
                continue
            at = one.at("Targets", number, "DeadLetterConfig")
            fits = queue is not None and "Condition" not in one.body
            places.append(Place(at, "", (*queue[1], _letter_to(at, queue[0])) if queue and fits else ()))
    for one in stack.of("AWS::Scheduler::Schedule"):
        if stack.present(dig(one.properties, "Target", "DeadLetterConfig")) is False:
            places.append(Place(one.at("Target", "DeadLetterConfig"), ""))
    return places


def _letter_to(at: str, queue: str) -> Mapping[str, Any]:
    return {"op": "add", "path": at, "value": {"Arn": {"Fn::GetAtt": [queue, "Arn"]}}}


def _letters(stack: Stack) -> tuple[str, Patch] | None:
    """The queue for events that were not delivered, and what makes it; the one that another rule has, where one has."""
    for one in stack.of("AWS::Events::Rule"):
        for target in as_list(one.properties.get("Targets")):
            known = stack.resource(dig(as_map(target), "DeadLetterConfig", "Arn"), _QUEUE)
            if known is not None and "Condition" not in known.body:
                return known.name, ()
    queues = [one.name for one in stack.of(_QUEUE)]
    ending = next((end for end in ("DLQ", "Dlq", "DeadLetterQueue") if any(end in name for name in queues)), None)
    name = f"Event{ending or 'DeadLetterQueue'}"
    if name in stack.resources or f"{name}Policy" in stack.resources:
        return None
    queue: dict[str, Any] = {"MessageRetentionPeriod": _TWO_WEEKS, "SqsManagedSseEnabled": True}
    called = named_like(stack, "QueueName", queues, "event-dlq")
    if called is not None:
        queue = {"QueueName": called, **queue}
    return name, (
        {"op": "add", "path": join(("Resources", name)), "value": {"Type": _QUEUE, "Properties": queue}},
        {"op": "add", "path": join(("Resources", f"{name}Policy")), "value": _from_events(name)},
    )


def _from_events(queue: str) -> dict[str, Any]:
    """Rules of the account may send to the queue.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    """
    rules = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/*"
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": {"Fn::GetAtt": [queue, "Arn"]},
        "Condition": {"ArnLike": {"aws:SourceArn": {"Fn::Sub": rules}}},
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": queue}], "PolicyDocument": document}}
