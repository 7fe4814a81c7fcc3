"""CloudFormation as the rooms see it: one ``Dialect`` value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from fixer.cfn import meaning, schema, sections, stand_ins
from fixer.cfn.concerns import concern
from fixer.cfn.defaults import unstated
from fixer.cfn.detectors import detect
from fixer.cfn.embedded import embedded, wrap
from fixer.cfn.intrinsics import canonical, function
from fixer.cfn.lists import list_rule
from fixer.cfn.references import Reference, entry_references, references
from fixer.cfn.refusals import refusal
from fixer.cfn.renaming import rename
from fixer.cfn.sections import entries, namespace, namespace_of
from fixer.cfn.unknown import problem
from fixer.cfn.values import Values
from fixer.compare.gaps import Entry
from fixer.dialect import Account, Dialect

# Properties that name a resource, where the type's own `<Type>Name` does not.
_PHYSICAL = {
    "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::RDS::DBCluster": "DBClusterIdentifier",
    "AWS::KMS::Alias": "AliasName",
    "AWS::ElastiCache::ReplicationGroup": "ReplicationGroupId",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::SSM::Parameter": "Name",
}
_NAMES = ("Name", "GroupName", "LogGroupName")


def steps(model: Any, ideal: Any) -> tuple[str, ...]:
    """The arguments of two calls of one function that compare one by one (``""``: the only argument).

    The branches of an If under one condition, and what a Base64 encodes; any other call is one value.
    """
    ((name, left),) = model.items()
    right = ideal[name]
    if name == "Fn::Base64":
        return ("",)
    if name == "Fn::If" and all(isinstance(side, list) and len(side) == 3 for side in (left, right)):
        return ("1", "2") if left[0] == right[0] else ()
    return ()


def physical(resource_type: str) -> str | None:
    """The property that gives a resource of this type its physical name."""
    if resource_type in _PHYSICAL:
        return _PHYSICAL[resource_type]
    known = schema.facts(resource_type)
    if known is None:
        return None
    kind = resource_type.rpartition("::")[2]
    candidates = (kind + "Name", kind.removeprefix("DB") + "Name", *_NAMES)
    return next((name for name in candidates if known.at((name,)) is not None), None)


def replacement(resource_type: str, path: Sequence[str]) -> Literal["never", "maybe", "always"]:
    """Whether changing the place makes CloudFormation replace the resource."""
    if tuple(path) == ("Type",) or not path:
        return "always"
    known = schema.facts(resource_type)
    if known is None or path[0] != "Properties":
        return "never"
    return known.replacement(tuple(path[1:]))


def secret(entry: Entry, path: Sequence[str], value: Any) -> bool:
    """Whether a literal at this place is a secret by the schema (write-only, or a password by name)."""
    if not isinstance(value, str) or not entry.type or path[:1] != ("Properties",):
        return False
    known = schema.facts(entry.type)
    place = known.at(tuple(path[1:])) if known else None
    return bool(place and place.secret)


def _references(body: Any) -> list[Reference]:
    return entry_references(body) if isinstance(body, dict) else references(body)


def within(account: Account) -> Dialect:
    """CloudFormation in an account."""
    context, detector = partial(Values, suffix=account.suffix), partial(detect, account=account)
    return replace(CLOUDFORMATION, context=context, detect=detector)


CLOUDFORMATION = Dialect(
    name="cloudformation",
    platform="CloudFormation",
    entries=entries,
    namespace=namespace,
    agreed=meaning.agreed,
    canonical=canonical,
    plain=meaning.plain,
    scalar=meaning.scalar,
    cosmetic=meaning.cosmetic,
    function=function,
    unit=lambda path: 2 if path[:1] in (("Properties",), ("Metadata",)) else 1,
    steps=steps,
    list_rule=list_rule,
    embedded=embedded,
    wrap=wrap,
    references=_references,
    namespace_of=namespace_of,
    rename=rename,
    stands_in=stand_ins.stands_in,
    physical=physical,
    replacement=replacement,
    holds_data=lambda kind: kind in stand_ins.HOLDS_DATA,
    problem=problem,
    refusal=refusal,
    unstated=unstated,
    concern=concern,
    context=Values,
    annotated=sections.annotated,
    detect=detect,
    secret=secret,
    link=schema.doc_link,
    within=within,
)
