"""Rules of EventBridge, their targets, schedules and connections that EventBridge refuses."""

from __future__ import annotations

import json
import re
from datetime import datetime

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, as_map
from fixer.cfn.detectors.view import Faults, View, each

_INPUTS = ("Input", "InputPath", "InputTransformer")
_PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.-]{1,100})>")
_BUS = re.compile(r"arn:aws[a-z-]*:events:[^:]*:[^:]*:event-bus/")
_AUTHORIZATION = {
    "API_KEY": "ApiKeyAuthParameters", "BASIC": "BasicAuthParameters", "OAUTH_CLIENT_CREDENTIALS": "OAuthParameters",
}  # fmt: skip


def event_target_refused(stack: Stack) -> list[Place]:
    """Targets of rules that lack what their kind needs, or say their input in two ways."""
    return each(stack, ("AWS::Events::Rule", _targets))


def _targets(rule: View) -> Faults:
    seen: set[str] = set()
    for target in rule.views("Targets"):
        name = target.text("Id")
        if name is not None and name in seen and rule.sure("Targets"):
            yield target.place(f"Duplicate target id {name[:64]}: every target of a rule has an id of its own", "Id")
        seen |= {name} if name is not None else set()
        yield from _input(target)
        yield from _kind(target)


def _input(target: View) -> Faults:
    several = target.has(*_INPUTS)
    if len(several) > 1:
        words = "Only one of Input, InputPath, or InputTransformer must be provided for target"
        yield target.place(f"{words} {target.text('Id') or ''}.".replace(" .", "."), several[1])
    text = target.text("Input")
    if text is not None and "{{" not in text:
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            yield target.place(f"JSON syntax error in input for target {target.text('Id') or ''}", "Input")
    transformer = target.view("InputTransformer")
    template, paths = transformer.text("InputTemplate"), transformer.body.get("InputPathsMap")
    if template is not None and not target.stack.values.function(paths):
        known = {str(name) for name in as_map(paths)}
        wrong = [name for name in _PLACEHOLDER.findall(template) if name not in known and not name.startswith("aws.")]
        if wrong:
            words = f"Invalid InputTemplate: InputPathsMap has no value for <{wrong[0]}>"
            yield transformer.place(words, "InputTemplate")


def _kind(target: View) -> Faults:
    if target.target("Arn", "AWS::ECS::Cluster") is not None and target.lacks("EcsParameters"):
        yield target.place(f"EcsParameters are required for target {target.text('Id') or ''}.")
    queue = target.target("Arn", "AWS::SQS::Queue")
    if queue is not None and target.stack.true(queue.properties.get("FifoQueue")) and target.lacks("SqsParameters"):
        words = f"MessageGroupId is required for target {target.text('Id') or ''}: {queue.name} is a FIFO queue"
        yield target.place(words)
    text = "x".join(target.pieces("Arn"))
    other = target.target("Arn", "AWS::Events::EventBus")
    if (_BUS.match(text) or other is not None) and target.lacks("RoleArn"):
        words = other.name if other else text[:120]
        yield target.place(f"RoleArn is required for target {words}.")


def schedule_window_invalid(stack: Stack) -> list[Place]:
    """Schedules whose window or single time EventBridge Scheduler cannot read."""
    return each(stack, ("AWS::Scheduler::Schedule", _schedule))


def _schedule(one: View) -> Faults:
    window = one.view("FlexibleTimeWindow")
    mode = window.text("Mode")
    if mode == "FLEXIBLE" and window.lacks("MaximumWindowInMinutes"):
        yield window.place("MaximumWindowInMinutes is required when FlexibleTimeWindow Mode is FLEXIBLE")
    elif mode == "OFF" and window.has("MaximumWindowInMinutes"):
        words = "MaximumWindowInMinutes is not allowed when FlexibleTimeWindow Mode is OFF"
        yield window.place(words, "MaximumWindowInMinutes")
    text = one.text("ScheduleExpression")
    if text is not None and text.startswith("at("):
        try:
            datetime.strptime(text, "at(%Y-%m-%dT%H:%M:%S)")
        except ValueError:
            words = f"Invalid Schedule Expression {text[:60]}: a single time is written at(yyyy-mm-ddThh:mm:ss)"
            yield one.place(words, "ScheduleExpression")


def connection_refused(stack: Stack) -> list[Place]:
    """Connections with the parameters of another kind of authorization, and destinations that are not HTTPS."""
    return each(stack, ("AWS::Events::Connection", _connection), ("AWS::Events::ApiDestination", _destination))


def _connection(one: View) -> Faults:
    kind = one.text("AuthorizationType")
    parameters = one.view("AuthParameters")
    if kind in _AUTHORIZATION and parameters.body and parameters.lacks(_AUTHORIZATION[kind]):
        yield parameters.place(f"{_AUTHORIZATION[kind]} must be provided for authorization type {kind}")


def _destination(one: View) -> Faults:
    text = one.text("InvocationEndpoint")
    if text is not None and not text.startswith(("https://", "{{")):
        yield one.place(
            f"Parameter InvocationEndpoint is not valid: {text[:80]} is no HTTPS endpoint", "InvocationEndpoint"
        )
