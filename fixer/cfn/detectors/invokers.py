"""Permissions to invoke a function, and the source that each is meant for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack

_BOUND = ("SourceArn", "SourceAccount", "PrincipalOrgID")
# Services that name the account of what they call for, where the ARN of it is not known yet.
_BY_ACCOUNT = ("config.amazonaws.com", "s3.amazonaws.com", "secretsmanager.amazonaws.com", "ses.amazonaws.com")
# By service: the types whose resources call, which mention the function; and what gives their ARN.
_CALLERS: dict[str, tuple[str, str | None]] = {
    "cognito-idp.amazonaws.com": ("AWS::Cognito::UserPool", "Arn"),
    "events.amazonaws.com": ("AWS::Events::Rule", "Arn"),
}
_APIS = ("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api")
_CALLED = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${%s}/*"


def function_permission_unscoped(stack: Stack) -> list[Place]:
    """Permissions for a service that are bound to no source; bound to the one that calls the function."""
    places = []
    for one in stack.of("AWS::Lambda::Permission"):
        service = stack.text(one.properties.get("Principal")) or ""
        if service.endswith(".amazonaws.com") and all(stack.present(one.properties.get(k)) is False for k in _BOUND):
            places.append(Place(one.at("SourceArn"), "", _bound(stack, one, service)))
    return places


def _bound(stack: Stack, one: Resource, service: str) -> tuple[Mapping[str, Any], ...]:
    if service in _BY_ACCOUNT:
        return ({"op": "add", "path": one.at("SourceAccount"), "value": {"Ref": "AWS::AccountId"}},)
    arn = _source(stack, one, service)
    return ({"op": "add", "path": one.at("SourceArn"), "value": arn},) if arn is not None else ()


def _source(stack: Stack, one: Resource, service: str) -> Any:
    """The ARN of the one resource of the stack that calls the function in the name of a service."""
    function = stack.target(one.properties.get("FunctionName"))
    if function is None:
        return None
    if service == "apigateway.amazonaws.com":
        apis = stack.of(*_APIS)
        return {"Fn::Sub": _CALLED % apis[0].name} if len(apis) == 1 and _fits(apis[0], one) else None
    if service == "sns.amazonaws.com":
        ends = [each for each in stack.of("AWS::SNS::Subscription") if function in stack.targets(each.name)]
        topics = {name for each in ends if (name := stack.target(each.properties.get("TopicArn")))}
        return {"Ref": topics.pop()} if len(topics) == 1 else None
    if service in _CALLERS:
        kind, attribute = _CALLERS[service]
        callers = [each for each in stack.of(kind) if function in stack.targets(each.name)]
        if len(callers) == 1 and _fits(callers[0], one):
            return {"Fn::GetAtt": [callers[0].name, attribute]}
    return None


def _fits(source: Resource, one: Resource) -> bool:
    return source.body.get("Condition") in (None, one.body.get("Condition"))
