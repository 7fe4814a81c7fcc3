"""Web ACLs, address sets and their logs that AWS WAF refuses."""

from __future__ import annotations

import ipaddress
import re

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, as_map
from fixer.cfn.detectors.view import Faults, View, each

DEEPEST = 6


def firewall_statement_refused(stack: Stack) -> list[Place]:
    """Rules whose statements lack what they combine, and web ACLs with two default actions."""
    return each(stack, ("AWS::WAFv2::WebACL", _acl), ("AWS::WAFv2::RuleGroup", _rules))


def _acl(one: View) -> Faults:
    action = one.view("DefaultAction")
    if len(action.has("Allow", "Block")) == 2:
        yield action.place("Error reason: exactly one of Allow and Block is the default action", "Block")
    yield from _rules(one)


def _rules(one: View) -> Faults:
    seen: set[str] = set()
    for rule in one.views("Rules"):
        name = rule.text("Name")
        if name is not None and name in seen and one.sure("Rules"):
            yield rule.place(f"Error reason: rule names must be unique, and {name[:60]} stands twice", "Name")
        seen |= {name} if name is not None else set()
        yield from _statement(rule.view("Statement"), 0)


def _statement(one: View, depth: int) -> Faults:
    if depth > DEEPEST or not one.body:
        return
    if len(one.body) > 1 and not any(str(key).startswith("Fn::") for key in one.body):
        words = "Error reason: You have used more than one statement, field: STATEMENT"
        yield one.place(f"{words}: {', '.join(map(str, one.body))[:80]}")
    for name in ("AndStatement", "OrStatement"):
        inner = one.view(name)
        parts = list(inner.views("Statements"))
        if (
            inner.body
            and len(parts) < 2
            and inner.sure("Statements")
            and isinstance(inner.body.get("Statements"), list)
        ):
            yield inner.place(
                f"Error reason: A {name} needs at least two statements, field: {name.upper()}", "Statements"
            )
        for part in parts:
            yield from _statement(part, depth + 1)
    for name in ("NotStatement", "RateBasedStatement"):
        inner = one.view(name).view("Statement" if name == "NotStatement" else "ScopeDownStatement")
        yield from _statement(inner, depth + 1)


def address_set_refused(stack: Stack) -> list[Place]:
    """Address sets whose items are no blocks, or blocks of the other version."""
    return each(stack, ("AWS::WAFv2::IPSet", _addresses))


def _addresses(one: View) -> Faults:
    version = one.text("IPAddressVersion")
    for at, text in one.texts("Addresses"):
        try:
            found = ipaddress.ip_network(text, strict=False) if "/" in text else None
        except ValueError:
            found = None
        words = "Error reason: Your statement has multiple values set for a field that requires exactly one value"
        if found is None:
            yield Place(
                at, f"Error reason: The parameter contains formatting that is not valid, field: IP_ADDRESS: {text[:60]}"
            )
        elif version in ("IPV4", "IPV6") and found.version != int(version[-1]):
            yield Place(at, f"{words}, field: IP_ADDRESS: {text[:60]} is no block of {version}")


def firewall_log_refused(stack: Stack) -> list[Place]:
    """Logs of web ACLs to what is not named as AWS WAF wants it."""
    return each(stack, ("AWS::WAFv2::LoggingConfiguration", _logging))


_NAMED = {
    "AWS::Logs::LogGroup": "LogGroupName", "AWS::S3::Bucket": "BucketName",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
}  # fmt: skip


def _logging(one: View) -> Faults:
    for path, item in one.stack.items(one.body.get("LogDestinationConfigs"), ("LogDestinationConfigs",)):
        target = one.stack.resource(item, *_NAMED)
        if target is None:
            continue
        value = target.properties.get(_NAMED[target.type])
        pieces = [value] if isinstance(value, str) else one.stack.values.pieces(as_map(value) or None)
        head = (pieces or [""])[0]
        unnamed = value is None
        if unnamed or (head and not re.match("aws-waf-logs-", head) and not "aws-waf-logs-".startswith(head)):
            words = "Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information"
            name = "has no name of its own" if unnamed else f"is named {head[:60]}"
            message = f"{words}: the name of {target.name} must begin with aws-waf-logs-, and it {name}"
            yield Place(one.resource.at(*path), message)
