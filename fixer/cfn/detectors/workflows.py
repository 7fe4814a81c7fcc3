"""State machines that Step Functions refuses: their states, where these lead, and where they log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.documents import parsed
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import NAMED
from fixer.cfn.detectors.stack import Resource, Stack, as_map
from fixer.cfn.detectors.view import Faults, View, each

MACHINE = "AWS::StepFunctions::StateMachine"
_ENDS = ("Succeed", "Fail")
_COMMON = frozenset(
    {"Type", "Comment", "InputPath", "OutputPath", "Next", "End", "QueryLanguage", "Assign", "Output"}
)  # fmt: skip
_WORK = frozenset({"ResultPath", "Parameters", "Arguments", "ResultSelector", "Retry", "Catch"})
# The fields of each kind of state. https://states-language.net/
FIELDS: Mapping[str, frozenset[str]] = {
    "Task": _COMMON | _WORK | {
        "Resource", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Credentials",
    },
    "Pass": _COMMON | {"Result", "ResultPath", "Parameters"},
    "Choice": _COMMON | {"Choices", "Default"},
    "Wait": _COMMON | {"Seconds", "Timestamp", "SecondsPath", "TimestampPath"},
    "Succeed": _COMMON,
    "Fail": _COMMON | {"Error", "Cause", "ErrorPath", "CausePath"},
    "Parallel": _COMMON | _WORK | {"Branches"},
    "Map": _COMMON | _WORK | {
        "Iterator", "ItemProcessor", "ItemsPath", "Items", "MaxConcurrency", "MaxConcurrencyPath", "ItemSelector",
        "ItemReader", "ItemBatcher", "ResultWriter", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath",
        "ToleratedFailureCount", "ToleratedFailureCountPath", "Label",
    },
}  # fmt: skip
_MOST_STATES = 2_000
_PATH = re.compile(r"\$|States\.\w+\(")
_LOGIC = ("And", "Or", "Not")
_LONGEST_NAME = 80
_MISSING = "MISSING_TRANSITION_TARGET: "
_SCHEMA = "SCHEMA_VALIDATION_FAILED: "


def state_machine_invalid(stack: Stack) -> list[Place]:
    """State machines whose definition Step Functions refuses."""
    places = []
    for one in stack.of(MACHINE):
        for name in ("DefinitionString", "Definition"):
            value = one.properties.get(name)
            data, error = (value, "") if isinstance(value, dict) and name == "Definition" else parsed(stack, value)
            if error:
                places.append(
                    Place(one.at(name), f"Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: {error}'")
                )
            elif isinstance(data, dict) and not stack.values.function(data):
                faults = list(_whole(stack, one, data))
                places += [Place(one.at(name), f"Invalid State Machine Definition: '{faults[0]}'")] if faults else []
    return places


def _whole(stack: Stack, one: Resource, data: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a definition, and with what it is to be filled with."""
    yield from _machine(data, "")
    written = as_map(one.properties.get("DefinitionString")).get("Fn::Sub")
    text = written[0] if isinstance(written, list) and written else written
    for name in re.findall(r'"Resource"\s*:\s*"\$\{([A-Za-z0-9]+)\}"', text) if isinstance(text, str) else ():
        target = stack.resources.get(name)
        if target is not None and target.type in NAMED:
            yield f"{_SCHEMA}Value is not a valid resource ARN: ${{{name}}} is no ARN, ${{{name}.Arn}} is"
    substitutions = one.properties.get("DefinitionSubstitutions")
    known = set() if stack.values.function(substitutions) else {str(name) for name in as_map(substitutions)}
    express = stack.text(one.properties.get("StateMachineType")) == "EXPRESS"
    plain = isinstance(one.properties.get("DefinitionString"), str) or "Definition" in one.properties
    for resource in _resources(data):
        wanted = re.findall(r"\$\{([A-Za-z0-9_]+)\}", resource)
        lacking = [name for name in wanted if name not in known]
        if lacking and plain and not stack.values.function(substitutions):
            yield f"{_SCHEMA}Value is not a valid resource ARN: DefinitionSubstitutions has no {lacking[0]}"
        elif express and re.search(r"\.(sync(:\d)?|waitForTaskToken)$", resource):
            pattern = resource.rpartition(".")[2]
            yield f"{_SCHEMA}Express state machine does not support '{pattern}' service integration"


def _resources(data: Any, depth: int = 0) -> Iterator[str]:
    """The resource of every task that is written out as text."""
    if isinstance(data, dict) and depth < 30:
        if data.get("Type") == "Task" and isinstance(data.get("Resource"), str):
            yield data["Resource"]
        for item in data.values():
            yield from _resources(item, depth + 1)
    elif isinstance(data, list) and depth < 30:
        for item in data:
            yield from _resources(item, depth + 1)


def _machine(data: Mapping[str, Any], at: str, depth: int = 0) -> Iterator[str]:
    states = data.get("States")
    if not isinstance(states, dict) or depth > 10:
        if depth <= 10:
            yield f"{_SCHEMA}The field 'States' is required at {at or '/'}"
        return
    start = data.get("StartAt")
    if not isinstance(start, str):
        yield f"{_SCHEMA}The field 'StartAt' is required at {at or '/'}"
    elif start not in states:
        yield f"{_MISSING}Missing 'Next' target: {start} at {at}/StartAt"
    for name, state in list(states.items())[:_MOST_STATES]:
        if isinstance(state, dict):
            yield from _state(name, state, states, f"{at}/States/{name}", depth)
    if isinstance(start, str) and start in states:
        reached = _reached(start, states)
        lost = [name for name in states if name not in reached]
        if lost:
            yield f'{_MISSING}State "{lost[0]}" is not reachable. at {at}/States/{lost[0]}'


def _state(name: str, state: Mapping[str, Any], states: Mapping[str, Any], at: str, depth: int) -> Iterator[str]:
    kind = state.get("Type")
    if not isinstance(kind, str) or kind not in FIELDS:
        yield f"{_SCHEMA}Value is not a valid state type at {at}/Type"
        return
    if len(name) > _LONGEST_NAME:
        yield f"{_SCHEMA}State name has more than {_LONGEST_NAME} characters at {at[:120]}"
    yield from _fields(kind, state, at)
    for target in _targets(state):
        if target not in states:
            yield f"{_MISSING}Missing 'Next' target: {target} at {at}"
    if kind not in (*_ENDS, "Choice") and not ("Next" in state or state.get("End") is True):
        yield f"{_SCHEMA}One of the fields 'Next' and 'End' is required at {at}"
    if kind not in _ENDS and "Next" in state and state.get("End") is True:
        yield f"{_SCHEMA}Only one of 'Next' and 'End' may be set at {at}"
    if kind == "Task" and "Resource" not in state:
        yield f"{_SCHEMA}The field 'Resource' is required at {at}"
    if kind in ("Choice", *_ENDS) and state.keys() & {"End", "Next"}:
        yield f"{_SCHEMA}A {kind} state has neither 'Next' nor 'End' at {at}"
    yield from _handlers(state, at)
    if kind == "Choice":
        yield from _choices(state.get("Choices"), at)
    for branch, inner in enumerate(state.get("Branches") or () if isinstance(state.get("Branches"), list) else ()):
        if isinstance(inner, dict):
            yield from _machine(inner, f"{at}/Branches[{branch}]", depth + 1)
    inner = state.get("ItemProcessor", state.get("Iterator"))
    if kind == "Map" and isinstance(inner, dict):
        yield from _machine(inner, f"{at}/ItemProcessor", depth + 1)
    elif kind == "Map" and "Fn::Transform" not in state:
        yield f"{_SCHEMA}The field 'ItemProcessor' is required at {at}"


def _handlers(state: Mapping[str, Any], at: str) -> Iterator[str]:
    """What catches every error stands alone, and behind what catches some."""
    for field in ("Retry", "Catch"):
        handlers = state.get(field)
        several = [as_map(one).get("ErrorEquals") for one in handlers] if isinstance(handlers, list) else []
        for number, errors in enumerate(several):
            if isinstance(errors, list) and "States.ALL" in errors and (len(errors) > 1 or number < len(several) - 1):
                words = "States.ALL must appear alone and at the end of the list"
                yield f"{_SCHEMA}{words} at {at}/{field}"
        for number, one in enumerate(handlers if isinstance(handlers, list) else ()):
            if isinstance(one, dict):
                yield from _handler(field, one, f"{at}/{field}[{number}]")


def _handler(field: str, one: Mapping[str, Any], at: str) -> Iterator[str]:
    if "ErrorEquals" not in one:
        yield f"{_SCHEMA}The field 'ErrorEquals' is required at {at}"
    if field == "Catch" and "Next" not in one:
        yield f"{_SCHEMA}The field 'Next' is required at {at}"
    for name, least in (("IntervalSeconds", 1), ("MaxAttempts", 0), ("BackoffRate", 1), ("MaxDelaySeconds", 1)):
        value = one.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value < least:
            yield f"{_SCHEMA}Value is not valid, it is less than {least} at {at}/{name}"


def _fields(kind: str, state: Mapping[str, Any], at: str) -> Iterator[str]:
    """Fields that a kind of state does not have, that it needs, and those whose values are paths."""
    if any(str(key).startswith("Fn::") for key in state):
        return
    for key in state:
        if str(key) not in FIELDS[kind]:
            yield f"{_SCHEMA}Field '{str(key)[:40]}' is not supported at {at}"
    if kind == "Wait" and not state.keys() & {"Seconds", "Timestamp", "SecondsPath", "TimestampPath"}:
        words = "One of the fields 'Seconds', 'Timestamp', 'SecondsPath' and 'TimestampPath' is required"
        yield f"{_SCHEMA}{words} at {at}"
    if kind == "Parallel" and "Branches" not in state:
        yield f"{_SCHEMA}The field 'Branches' is required at {at}"
    resource = state.get("Resource")
    if kind == "Task" and isinstance(resource, str) and not re.match(r"arn:|\$\{|x\b|0$|\{%", resource):
        yield f"{_SCHEMA}Value is not a valid resource ARN at {at}/Resource"
    for name in ("Parameters", "ResultSelector", "ItemSelector"):
        yield from _paths(state.get(name), f"{at}/{name}", 0)


def _paths(value: Any, at: str, depth: int) -> Iterator[str]:
    """What a key that ends in .$ takes is a path or a call of an intrinsic function of the language."""
    if isinstance(value, dict) and depth < 20:
        for key, item in value.items():
            if str(key).endswith(".$"):
                if isinstance(item, str) and not _PATH.match(item) and not re.match(r"x", item):
                    yield f"{_SCHEMA}The value for the field '{str(key)[:60]}' must be a valid JSONPath at {at}"
            elif isinstance(item, (dict, list)):
                yield from _paths(item, f"{at}/{key}", depth + 1)
    elif isinstance(value, list) and depth < 20:
        for item in value:
            yield from _paths(item, at, depth + 1)


def _choices(value: Any, at: str) -> Iterator[str]:
    if not value:
        yield f"{_SCHEMA}The field 'Choices' is required at {at}"
    for number, rule in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(rule, dict) or any(str(key).startswith("Fn::") for key in rule):
            continue
        where = f"{at}/Choices[{number}]"
        if "Next" not in rule:
            yield f"{_SCHEMA}The field 'Next' is required at {where}"
        if not rule.keys() & {"Variable", "Condition", *_LOGIC}:
            yield f"{_SCHEMA}The field 'Variable' is required at {where}"


def _targets(state: Mapping[str, Any]) -> Iterator[str]:
    found = [state.get("Next"), state.get("Default")]
    for key in ("Choices", "Catch"):
        items = state.get(key)
        found += [as_map(item).get("Next") for item in (items if isinstance(items, list) else ())]
    yield from (target for target in found if isinstance(target, str))


def _reached(start: str, states: Mapping[str, Any]) -> set[str]:
    reached = {start}
    pending = [start]
    while pending:
        for target in _targets(as_map(states.get(pending.pop()))):
            if target not in reached:
                reached.add(target)
                pending.append(target)
    return reached


def state_machine_log_refused(stack: Stack) -> list[Place]:
    """State machines whose log group is not named as Step Functions wants it, or that log without one."""
    return each(stack, (MACHINE, _log))


def _log(one: View) -> Faults:
    logging = one.view("LoggingConfiguration")
    level = logging.text("Level")
    if level not in (None, "OFF") and logging.lacks("Destinations"):
        yield logging.place("Invalid Logging Configuration: Must specify exactly one Log Destination.")
    for item in logging.views("Destinations"):
        group = item.view("CloudWatchLogsLogGroup")
        value = group.body.get("LogGroupArn")
        if isinstance(value, dict) and "Fn::GetAtt" in value:
            continue
        text = "x".join(group.pieces("LogGroupArn"))
        if ":log-group:" in text and not text.endswith(":*"):
            words = "Invalid Logging Configuration: Log Destination must be the ARN of a log group and end with :*"
            yield group.place(words, "LogGroupArn", patch=_starred(group, value))


def _starred(group: View, value: Any) -> tuple[Mapping[str, Any], ...]:
    """The patch that ends an ARN as it has to end."""
    at = group.at("LogGroupArn")
    if isinstance(value, str):
        return ({"op": "replace", "path": at, "value": f"{value}:*"},)
    text = value.get("Fn::Sub") if isinstance(value, dict) else None
    return ({"op": "replace", "path": at, "value": {"Fn::Sub": f"{text}:*"}},) if isinstance(text, str) else ()
