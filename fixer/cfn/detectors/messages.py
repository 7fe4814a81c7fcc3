"""Topics, subscriptions and queues that SNS and SQS refuse."""

from __future__ import annotations

import json
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import statements
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each

TOPIC, SUBSCRIPTION, QUEUE = "AWS::SNS::Topic", "AWS::SNS::Subscription", "AWS::SQS::Queue"
_RAW = ("sqs", "http", "https", "firehose")
# What a policy of a topic may be about.
# https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
_TOPIC_ACTIONS = frozenset(
    f"sns:{name}"
    for name in (
        "addpermission", "deletetopic", "getdataprotectionpolicy", "gettopicattributes", "listsubscriptionsbytopic",
        "listtagsforresource", "publish", "putdataprotectionpolicy", "removepermission", "settopicattributes",
        "subscribe", "receive",
    )
)  # fmt: skip


def subscription_refused(stack: Stack) -> list[Place]:
    """Subscriptions whose settings do not go with their protocol or topic."""
    return each(stack, (SUBSCRIPTION, _subscription), (TOPIC, _topic))


def _subscription(one: View) -> Faults:
    protocol = one.text("Protocol")
    if protocol is not None and one.true("RawMessageDelivery") and protocol not in _RAW:
        words = (
            f"Invalid parameter: Attributes Reason: Delivery protocol [{protocol[:20]}] does not support raw message"
        )
        yield one.place(f"{words} delivery.", "RawMessageDelivery")
    if protocol == "firehose" and one.lacks("SubscriptionRoleArn"):
        words = "Invalid parameter: SubscriptionRoleArn is required for the protocol firehose"
        yield one.place(words)
    fault = _filter(one)
    if fault:
        yield one.place(f"Invalid parameter: FilterPolicy: {fault}", "FilterPolicy")
    topic = one.target("TopicArn", TOPIC)
    if topic is not None and one.stack.true(topic.properties.get("FifoTopic")):
        yield from _of_fifo(one, protocol)


def _of_fifo(one: View, protocol: str | None) -> Faults:
    if protocol is not None and protocol not in ("sqs", "lambda", "firehose", "http", "https"):
        yield one.place(f"Invalid parameter: Invalid protocol type: {protocol[:20]} (the topic is FIFO)", "Protocol")


def _topic(one: View) -> Faults:
    if one.true("FifoTopic"):
        for subscription in one.views("Subscription"):
            yield from _of_fifo(subscription, subscription.text("Protocol"))


def _filter(one: View) -> str | None:
    value = one.body.get("FilterPolicy")
    scope = one.text("FilterPolicyScope") or "MessageAttributes"
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return "failed to parse JSON"
    if not isinstance(value, dict) or one.stack.values.function(value):
        return None
    return _keys(one, value, scope == "MessageBody", 0)


def _keys(one: View, data: dict[str, Any], nested: bool, depth: int) -> str | None:
    for key, item in data.items():
        if key == "$or" or one.stack.values.function(item):
            continue
        if isinstance(item, dict):
            if not nested:
                return f'"{str(key)[:40]}" must be an array: only FilterPolicyScope MessageBody nests'
            found = _keys(one, item, nested, depth + 1) if depth < 10 else None
            if found:
                return found
        elif not isinstance(item, list):
            return f'"{str(key)[:40]}" must be an object or an array'
    return None


def queue_settings_refused(stack: Stack) -> list[Place]:
    """Queues whose settings exclude each other."""
    return each(stack, (QUEUE, _queue))


def _queue(one: View) -> Faults:
    if one.has("KmsMasterKeyId") and one.true("SqsManagedSseEnabled"):
        words = (
            "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE"
        )
        yield one.place(words, "SqsManagedSseEnabled")
    if one.text("FifoThroughputLimit") == "perMessageGroupId" and (
        one.text("DeduplicationScope") == "queue" or one.lacks("DeduplicationScope")
    ):
        words = "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup"
        yield one.place(f"Invalid value for the parameter FifoThroughputLimit. Reason: {words}.", "FifoThroughputLimit")
    count = one.view("RedrivePolicy").number("maxReceiveCount")
    if count is not None and not 1 <= count <= 1_000:
        words = f"Value {count:.0f} for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount:"
        yield one.place(f"{words} {count:.0f}, valid values are from 1 to 1000 both inclusive.", "RedrivePolicy")


def topic_policy_out_of_scope(stack: Stack) -> list[Place]:
    """Policies of topics with actions that are none of a topic's."""
    places = []
    for one in stack.shared(statements):
        if one.resource.type != "AWS::SNS::TopicPolicy":
            continue
        for path, value in stack.items(one.body.get("Action"), ("Action",)):
            text = stack.text(value)
            if text is not None and text.lower() not in _TOPIC_ACTIONS and text.lower().startswith(("sns:", "*")):
                words = "Invalid parameter: Policy statement action out of service scope!"
                places.append(Place(one.resource.at(*one.path, *path), f"{words} ({text[:40]})"))
    return places
