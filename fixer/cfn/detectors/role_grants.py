"""Patches that give a role of the stack what its user needs: a statement, a managed policy, a service that may take it.

What is granted is part of the role itself, so that it is there before whatever uses the role is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fixer.cfn.detectors.stack import Resource, dig

Patch = tuple[Mapping[str, Any], ...]
_MANAGED = "arn:%s:iam::aws:policy/%s"


def may(role: Resource, name: str, actions: Sequence[str], resource: Any) -> Patch:
    """The role may do ``actions`` on ``resource``, by an inline policy; none where its policies are computed."""
    there = role.properties.get("Policies")
    if there is not None and not isinstance(there, list):
        return ()
    if any(isinstance(item, dict) and item.get("PolicyName") == name for item in there or ()):
        return ()
    statement = {"Effect": "Allow", "Action": _one(actions), "Resource": resource}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return _appended(role, "Policies", there, {"PolicyName": name, "PolicyDocument": document})


def has(role: Resource, policy: str) -> Patch:
    """The role has a managed policy of AWS, which is written as those are that it has."""
    there = role.properties.get("ManagedPolicyArns")
    if there is not None and not isinstance(there, list):
        return ()
    plain = bool(there) and all(isinstance(item, str) for item in there or ())
    partition = str(there[0]).split(":")[1] if plain and there and str(there[0]).startswith("arn:") else "aws"
    named = _MANAGED % (partition, policy) if plain else {"Fn::Sub": _MANAGED % ("${AWS::Partition}", policy)}
    return _appended(role, "ManagedPolicyArns", there, named)


def trusts(role: Resource, service: str) -> Patch:
    """A service may take the role."""
    there = dig(role.properties, "AssumeRolePolicyDocument", "Statement")
    if not isinstance(there, list):
        return ()
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return ({"op": "add", "path": role.at("AssumeRolePolicyDocument", "Statement", "-"), "value": statement},)


def _appended(role: Resource, name: str, there: Any, value: Any) -> Patch:
    path, item = (role.at(name), [value]) if there is None else (role.at(name, "-"), value)
    return ({"op": "add", "path": path, "value": item},)


def _one(actions: Sequence[str]) -> Any:
    return actions[0] if len(actions) == 1 else list(actions)
