"""Streams, brokers and log groups that Firehose, MSK and CloudWatch refuse; alarms on more than one metric."""

from __future__ import annotations

import re

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each, views

DELIVERY = "AWS::KinesisFirehose::DeliveryStream"
MEBIBYTES = 64
_SOURCES = {"KinesisStreamAsSource": "KinesisStreamSourceConfiguration", "MSKAsSource": "MSKSourceConfiguration"}


def delivery_stream_refused(stack: Stack) -> list[Place]:
    """Delivery streams with buffers, formats or sources that do not go together."""
    return each(stack, (DELIVERY, _delivery))


def _delivery(one: View) -> Faults:
    source = _SOURCES.get(one.text("DeliveryStreamType") or "")
    if source and one.lacks(source):
        yield one.place(f"{source} is required for the type {one.text('DeliveryStreamType')}")
    for name in one.has(*_SOURCES.values()):
        kind = "DirectPut" if one.lacks("DeliveryStreamType") else one.text("DeliveryStreamType")
        if kind == "DirectPut":
            yield one.place(f"{name} is not allowed for a delivery stream of type DirectPut", name)
    bucket = one.view("ExtendedS3DestinationConfiguration")
    convert, parts = (bucket.view(f"{name}Configuration") for name in ("DataFormatConversion", "DynamicPartitioning"))
    size = bucket.view("BufferingHints").number("SizeInMBs")
    for part, word in ((convert, "data format conversion"), (parts, "dynamic partitioning")):
        if part.true("Enabled") and size is not None and size < MEBIBYTES:
            words = f"BufferingHints.SizeInMBs must be at least {MEBIBYTES} when {word} is enabled."
            yield bucket.place(words, "BufferingHints", "SizeInMBs")
    compression = bucket.text("CompressionFormat")
    if convert.true("Enabled") and compression not in (None, "UNCOMPRESSED"):
        words = "CompressionFormat must be UNCOMPRESSED when data format conversion is enabled."
        yield bucket.place(words, "CompressionFormat")
    prefix = bucket.text("Prefix")
    if parts.true("Enabled") and bucket.lacks("ErrorOutputPrefix"):
        yield bucket.place("ErrorOutputPrefix must be specified when dynamic partitioning is enabled.")
    if prefix and "!{" in prefix and bucket.lacks("ErrorOutputPrefix"):
        yield bucket.place("ErrorOutputPrefix cannot be null or empty when Prefix contains expressions.", "Prefix")


def broker_count_uneven(stack: Stack) -> list[Place]:
    """Clusters of brokers that the zones of their subnets cannot share evenly."""
    places = []
    for one in views(stack, "AWS::MSK::Cluster"):
        count = one.number("NumberOfBrokerNodes")
        subnets = one.view("BrokerNodeGroupInfo")
        written = list(stack.items(subnets.body.get("ClientSubnets")))
        several = subnets.body.get("ClientSubnets")
        settled = bool(written) and isinstance(several, list) and subnets.sure("ClientSubnets")
        if count is not None and settled and count % len(written):
            words = (
                "The number of broker nodes must be a multiple of Availability Zones in the Client Subnets parameter"
            )
            places.append(one.place(f"{words} ({count:.0f} for {len(written)})", "NumberOfBrokerNodes"))
    return places


def metric_filter_refused(stack: Stack) -> list[Place]:
    """Metric filters whose pattern or whose metric CloudWatch Logs cannot read, and streams without a role."""
    return each(stack, ("AWS::Logs::MetricFilter", _metric), ("AWS::Logs::SubscriptionFilter", _subscription))


def _metric(one: View) -> Faults:
    yield from _pattern(one)
    for metric in one.views("MetricTransformations"):
        if metric.has("Dimensions") and metric.has("DefaultValue"):
            words = "Invalid metric transformation: dimensions and default value are mutually exclusive properties."
            yield metric.place(words, "DefaultValue")


def _subscription(one: View) -> Faults:
    yield from _pattern(one)
    target = one.target("DestinationArn", "AWS::Kinesis::Stream", DELIVERY)
    if target is not None and one.lacks("RoleArn"):
        yield one.place("destinationArn for vendor kinesis or firehose cannot be used without roleArn")


def _pattern(one: View) -> Faults:
    text = (one.text("FilterPattern") or "").strip()
    pairs = {"{": "}", "[": "]", "%": "%"}
    if text[:1] in pairs and (not text.endswith(pairs[text[0]]) or len(text) < 2):
        words = f"there is no {pairs[text[0]]} to '{text[:60]}'"
        yield one.place(f"Invalid metric filter pattern: {words}", "FilterPattern")
    elif text.startswith("{") and re.search(r"\$[A-Za-z]|==|\"\s*&\s*\$", re.sub(r'"[^"]*"|%[^%]*%', '""', text)):
        yield one.place(f"Invalid metric filter pattern: '{text[:60]}'", "FilterPattern")


def alarm_metrics_refused(stack: Stack) -> list[Place]:
    """Alarms on several metrics that do not say which of them counts, and rules of alarms that name none."""
    return each(stack, ("AWS::CloudWatch::Alarm", _alarm), ("AWS::CloudWatch::CompositeAlarm", _composite))


def _alarm(one: View) -> Faults:
    metrics = list(one.views("Metrics"))
    returned = [metric for metric in metrics if metric.true("ReturnData") or metric.lacks("ReturnData")]
    unknown = any(metric.text("ReturnData") is None and not metric.lacks("ReturnData") for metric in metrics)
    anomaly = one.has("ThresholdMetricId")
    if metrics and not unknown and not anomaly and one.sure("Metrics") and len(returned) != 1:
        words = "Exactly one element of the metrics list should return data."
        yield one.place(f"{words} (Here {len(returned)} of {len(metrics)} do.)", "Metrics")
    for metric in metrics:
        name = metric.text("Id")
        if name is not None and not re.fullmatch(r"[a-z][A-Za-z0-9_]*", name):
            words = f"Invalid metric id {name[:60]}: it begins with a lower-case letter"
            yield metric.place(words, "Id")
    for key in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        for at, text in one.texts(key):
            if not text.startswith("arn:"):
                yield Place(at, f"Invalid arn syntax: {text[:80]}")


def _composite(one: View) -> Faults:
    text = "x".join(one.pieces("AlarmRule"))
    if text and not re.search(r"\b(ALARM|OK|INSUFFICIENT_DATA)\s*\(|^\s*(NOT\s+)?(TRUE|FALSE)\s*$", text):
        words = "AlarmRule must be a logical expression of ALARM(), OK(), INSUFFICIENT_DATA(), TRUE and FALSE"
        yield one.place(f"{words}: '{text[:60]}'", "AlarmRule")
